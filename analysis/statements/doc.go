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
// A new kind of statement is a constant in lex/amount.go; the words of it in roles/worded.go, or
// in lex/amount.go where it has a numeral; and a file here that judges it, which try and fair
// name. frames/frame.go finds its period where that is another than a count's. Where the code
// asks for a kind it names those that differ, so that a new one is taken as a count: look at each
// place that names EachYear, in report/proof and report/factcheck/verdicts too. A text of
// testdata labels it.
package statements
