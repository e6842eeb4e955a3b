// Package frames puts together what a text says of each number, its frame: what was counted,
// where, and in which periods. [Read] takes the numbers from roles and what stands beside them
// from pairing, and lists the readings of each, those inherited from other sentences with a
// note. Words alone decide; it knows no figures.
package frames
