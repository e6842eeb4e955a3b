// Package statements reads the numbers in a text about grooming offences recorded
// by police, and says what the record knows of each.
//
// Six rooms, each of which knows only those below it, read a text step by step. [lex] is what
// stands in it by itself: words, numbers, areas, subjects, laws and ages. [periods] finds the
// periods that it names. [roles] tells what each number is, [pairing] gives it the area and
// the period that stand beside it, and [frames] puts them together: what was counted, where
// and when; its Read knows no figures, words alone decide. [Judge] sets a frame beside the
// releases and the published figures, and gives a verdict; [Check] does both. Nothing is read
// from a file or from the network.
package statements
