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
//
// A new kind of statement is a constant and a row of lex/kind.go, which says what holds of all its
// statements; its words in roles/worded.go, or in lex/amount.go where it has a numeral; and a row
// of kinds.go here, which says how it is judged. The tests of both tables name what a row lacks, and a
// text of testdata labels it. Reading, printing and proof ask the rows.
package statements
