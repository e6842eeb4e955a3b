package fair

import (
	"strings"
	"testing"

	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
)

// Words that do not go with their numbers stop the build, and the error names the section, the
// sentence and the number. Each stands beside a twin that is fair.
func TestProofread(t *testing.T) {
	data, err := tables()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ unfair, fair, number, why string }{
		{ // another year
			"Police in the South West recorded {All} offences in 2023/24.",
			"Police in the South West recorded {All} offences in 2024/25.",
			"715", "is read as of 2023/24, and is of 2024/25",
		},
		{ // nine months for a year
			"Police in the South West recorded {Part} offences in 2017/18.",
			"Police in the South West recorded {Part} offences in April to December 2017.",
			"150", "is read as of 2017/18, and is of April to December 2017",
		},
		{ // a calendar year for a financial one
			"Police in the South West recorded {Later} offences in the year to December 2023.",
			"Police in the South West recorded {Later} offences in the year to March 2024.",
			"690", "is read as of 2023, and is of 2023/24",
		},
		{ // another force
			"Kent recorded {All} offences in 2024/25.",
			"The South West recorded {All} offences in 2024/25.",
			"715", "is read as of Kent, and is of South West",
		},
		{ // the nation
			"Police in England and Wales recorded {All} offences in 2024/25.",
			"Police there recorded {All} offences in 2024/25.",
			"715", "is read as of England and Wales, and is of South West",
		},
		{ // later and earlier exchanged
			"Recorded offences in the South West went from {All} in 2023/24 to {Later} in 2024/25.",
			"Recorded offences in the South West went from {Later} in 2023/24 to {All} in 2024/25.",
			"715", "is read as of 2023/24, and is of 2024/25",
		},
		{ // a ratio of other years
			"Recorded offences in the South West in 2024/25 were {Within} times those of 2022/23.",
			"Recorded offences in the South West in 2024/25 were {Within} times those of 2023/24.",
			"1.04 times", "is read as of 2024/25 against 2022/23, and is of 2024/25 against 2023/24",
		},
		{ // a number in words
			"The South West recorded {All} offences in 2024/25, three times as many as some years ago.",
			"The South West recorded {All} offences in 2024/25, as many as some years ago.",
			"three times", "is typed, in words: state a recorded number",
		},
		{
			"Recorded offences doubled from 2018/19 to 2024/25.",
			"Recorded offences rose from 2018/19 to 2024/25.",
			"doubled", "is typed, in words: state a recorded number",
		},
		{
			"A third of the {All} offences were of one kind.",
			"Some of the {All} offences were of one kind.",
			"A third", "is typed, in words: state a recorded number",
		},
		{
			"Fifty-five offences were recorded in 2016/17.",
			"{Before} offences were recorded in 2016/17.",
			"Fifty-five", "is typed, in words: state a recorded number",
		},
		{ // digits
			"The police recorded 715 offences in 2024/25.",
			"The police recorded {All} offences in 2024/25.",
			"715", "is typed: it is neither a recorded number nor a name",
		},
		{ // what the tables contradict, where no number tells
			"Recorded offences in England and Wales fell every year from 2012/13 to 2016/17.",
			"Recorded offences in England and Wales rose every year from 2012/13 to 2016/17.",
			"fell every year", "is wrong: ",
		},
		{ // across the break, in words that no list of patterns had
			"Recorded offences in the year to March 2025 were far above those of the year ending December 2015.",
			"Recorded offences in the year to March 2025 were far above those of the year ending December 2018.",
			"", `says "above" of periods on two sides of April 2017 without "not comparable"`,
		},
		{
			"In 2015 few offences were recorded. They climbed in the first quarter of 2024/25.",
			"In 2018 few offences were recorded. They climbed in the first quarter of 2024/25.",
			"", `says "climbed", and with the sentence before names periods on two sides of April 2017`,
		},
	} {
		read := func(words string) error {
			d := paragraphs(words)
			d.Date = "2026-04-23"
			d.Blocks = append([]doc.Block{&doc.Heading{Level: 1, Inline: cell("Where and when")}}, d.Blocks...)
			return Proofread(d, &fact.Evidence{}, data, breaksOf88A)
		}
		if err := read(test.fair); err != nil {
			t.Errorf("this does not pass: %s\n\t%v", test.fair, err)
		}
		err := read(test.unfair)
		switch {
		case err == nil:
			t.Errorf("this passes: %s", test.unfair)
		case !strings.HasPrefix(err.Error(), strings.TrimSpace("section Where and when: "+test.number)) ||
			!strings.Contains(err.Error(), test.why):
			t.Errorf("%s: error %q, want the section, %q and %q", test.unfair, err, test.number, test.why)
		}
	}
}

// A cell is of the time and the force that its headings name.
func TestHeaded(t *testing.T) {
	data, err := tables()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		first, second string // headings of the columns
		row, cell     string
		fair          bool
	}{
		{"Area", "2024/25", "South West", "{All}", true},
		{"Area", "2023/24", "South West", "{All}", false},
		{"Area", "2024/25", "Kent", "{All}", false},
		{"Year", "Recorded", "2024/25", "{All}", true},
		{"Year", "Recorded", "2023/24", "{All}", false},
		{"Year", "Year before", "2025/26", "{All}", true},
		{"What", "Later", "within", "{All} in 2024/25", true},
		{"What", "Later", "within", "{All} in 2023/24", false},
		{"Area", "2017/18 (part)", "South West", "{Part}", true},
		{"Area", "2017/18", "South West", "{Part}", false},
		{"Year", "April to December", "2017/18", "{Part}", true},
		{"Year", "April to June", "2017/18", "{Part}", false},
		{"Series", "Release of 23 April 2026", "code 88A", "{All}", true},
	} {
		table := &doc.Table{ID: "t", Columns: []doc.Column{{Head: test.first}, {Head: test.second}},
			Rows: [][]doc.Cell{{cell(test.row), words(test.cell)}}}
		if err := headed(table, data.Forces); (err == nil) != test.fair {
			t.Errorf("%s under %s beside %s: fair %v, want %v (%v)", test.cell, test.second, test.row, err == nil, test.fair,
				err)
		}
	}
}
