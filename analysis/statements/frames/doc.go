// Package frames puts together what a text says of each number: its role, and for a statement
// about recorded offences its frame: what was counted, where, and in which period. Words alone
// decide; it knows no figures.
package frames
