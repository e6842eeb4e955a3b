// Package fact holds the numbers that a document states, each with what is needed to
// check it, and how prose prints them.
//
// A [Fact] is one number: its name, value and limits, what it measures, where, when and in
// which release, and either the table rows that it adds up or the facts that it was
// computed from, each in its role in the [Method]. [Evidence] collects the facts of a
// document down to the rows, refuses two numbers under one name and a number that was
// changed after it was recorded, and writes evidence.csv, from which anybody can compute
// every number again.
//
// The Format functions print numbers as the documents do: 6,341, 64 per cent,
// 2.73–5.24. The value of a fact is never rounded; only its text is.
package fact
