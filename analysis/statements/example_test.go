package statements_test

import (
	"fmt"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

const sentence = "Hampshire police recorded 53 grooming offences in 2016/17 and 150 in April to December 2017."

// Words alone say what a number is of: where, what and when.
func ExampleRead() {
	reading := frames.Read(sentence, frames.Context{Date: "2018-05-04"})
	for _, n := range reading.Numerals {
		if n.Frame == nil {
			continue
		}
		first := n.Frame.Readings[0]
		fmt.Printf("%s: %s, %s, %s to %s\n", n.Text, n.Frame.Kind, first.Area.Name, first.Later.First(), first.Later.Last())
	}
	// Output:
	// 53: count, Hampshire, 2016-04-01 to 2017-03-31
	// 150: count, Hampshire, 2017-04-01 to 2017-12-31
}

// Check reads a text and sets every number that is claimed beside the record.
func ExampleCheck() {
	data, err := records.Load("../../data")
	if err != nil {
		fmt.Println(err)
		return
	}
	checked := statements.Check("Grooming offences in Hampshire trebled, from 53 in 2016/17 to 150 in April to "+
		"December 2017.", frames.Context{Date: "2018-05-04"}, data)
	for _, n := range checked.Numerals {
		if n.Kind != lex.NoKind {
			fmt.Printf("%s (%s): %s\n", n.Text, n.Kind, n.Verdict)
		}
	}
	// Output:
	// trebled (multiple): arithmetic right, not comparable
	// 53 (count): right at its vintage, since revised
	// 150 (count): right at its vintage, since revised
}
