// Package statements reads the numbers in a text about grooming offences recorded
// by police, and says what the record knows of each.
//
// Four rooms, each of which knows only those below it. [lex] is what stands in a text by
// itself: words, numbers, areas, subjects, laws and ages. [periods] finds the periods that it
// names. [frames] puts them together: what was counted, where and when; its Read knows no
// figures, words alone decide. [Judge] sets a frame beside the releases and the published
// figures, and gives a verdict; [Check] does both. Nothing is read from a file or from the
// network.
package statements
