package proof

import (
	"strings"
	"testing"
	"time"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// year is the financial year that begins in April of a year.
func year(y int) lex.Span { return lex.Span{From: lex.NewMonth(y, 4), To: lex.NewMonth(y+1, 3)} }

// record is the numbers of the texts below.
func record() Printed {
	p := Printed{}
	p.Add("394", "", Number{Name: "kent-2023", Kind: Count, Area: "Kent", Later: year(2023)})
	p.Add("380", "", Number{Name: "kent-2022", Kind: Count, Area: "Kent", Later: year(2022)})
	p.Add("26", "", Number{Name: "kent-2016", Kind: Count, Area: "Kent", Later: year(2016)})
	p.Add("1,240", "", Number{Name: "south-east-2023", Kind: Count, Area: "South East", Later: year(2023)})
	p.Add("1.04", "0.90–1.20", Number{Name: "ratio", Kind: Ratio, Area: "Kent", Later: year(2023), Earlier: year(2022)})
	p.Add("three", "", Number{Name: "forces"})
	return p
}

// data has two codes, one of which has widened, and one that is made up.
var data = &records.Data{Series: records.SeriesTable{
	{Name: "88A", Code: "88A", Definitions: []*records.Definition{{}, {Begins: time.Date(2017, 4, 3, 0, 0, 0, 0,
		time.UTC)}}},
	{Name: "71", Code: "71", Definitions: []*records.Definition{{}}},
	{Name: "17A", Code: "17A", Definitions: []*records.Definition{{}}},
}}

func TestCheck(t *testing.T) {
	for _, test := range []struct{ words, fault string }{
		{"Kent recorded 394 offences in 2023/24 against 380 in 2022/23, a ratio of 1.04 (0.90–1.20).", ""},
		{"Kent recorded 394 offences in 2022/23.", "394 is read as of 2022/23, and is of 2023/24"},
		{"Essex recorded 394 offences in 2023/24.", "394 is read as of Essex, and is of Kent"},
		{"Kent recorded 1,240 offences in 2023/24.", "1,240 is read as of Kent, and is of South East"},
		{"Kent recorded 395 offences in 2023/24.", "395 is typed"},
		{"Kent recorded 1,394 offences in 2023/24.", "1,394 is typed"},
		{"Offences rose in three forces, by 95 per cent limits (s.15A; doi 10.1093/biomet/26.4.404; 26:404–413).", ""},
		{"Kent recorded 394 offences in 2023/24, twice as many as once.", "twice is typed, in words"},
		{"Nothing is twice as good.", ""},
		{"“It trebled,” said the paper of the 394 offences of 2023/24.", ""},
		{"Kent recorded 26 offences in 2016/17. By 2023/24 they had risen.", "on two sides of April 2017"},
		{"Kent recorded 26 offences in 2016/17, not comparable with later years. By 2023/24 they had risen.", ""},
		{"Recorded offences rose from 2012/13 to 2016/17.", ""},
		{"Recorded offences have risen since 2015.", "on two sides of April 2017"},
		{"Recorded offences rose in the decade to 2023/24.", "on two sides of April 2017"},
		{"Under the old definition alone, offences fell from 2016/17 to 2023/24.", ""},
		{"Code 71 rose from 2016/17 to 2023/24.", ""},
		{"Code 17A rose from 2016/17 to 2023/24.", ""},
		{"Code 17A rose beside 88A from 2016/17 to 2023/24.", "on two sides of April 2017"},
		{"Code 72 rose.", "72 is typed"},
	} {
		runes := []rune(test.words)
		got := ""
		if f := Check(Text{Words: test.words, Data: data, Breaks: []lex.Month{lex.LawMonth}, Context: frames.Context{Date: "2026-04-23"},
			Recorded: func(start, end int) []Number { return record().At(runes, start, end) }}); f != nil {
			got = f.Error()
		}
		if got != "" && test.fault == "" || !strings.Contains(got, test.fault) {
			t.Errorf("%s\n\t%q, want %q", test.words, got, test.fault)
		}
	}
}

// A number is found by the digits that print it, whole.
func TestPrinted(t *testing.T) {
	p := record()
	for _, test := range []struct{ words, name string }{
		{"394", "kent-2023"}, {"1,240", "south-east-2023"}, {"1.04", "ratio"}, {"0.90", "ratio"}, {"three", "forces"},
		{"39", ""}, {"240", ""}, {"1,24", ""}, {"four", ""},
	} {
		runes := []rune(test.words)
		got := ""
		if ns := p.At(runes, 0, len(runes)); len(ns) > 0 {
			got = ns[0].Name
		}
		if got != test.name {
			t.Errorf("%s is %q, want %q", test.words, got, test.name)
		}
	}
	if inner := p.At([]rune("12,394 crimes"), 3, 6); inner != nil {
		t.Errorf("394 within 12,394 is %v, want none", inner)
	}
}

func TestTyped(t *testing.T) {
	for words, want := range map[string]string{
		"in 2016/17, 2015-16 and on 3 April 2017": "", "code 88A, s.15A, S.I. 2017/511, section 67": "",
		"1 April to 31 March": "", "a rise of 300": "300", "“a rise of 300”": "", "version 1.0.0": "", "4 forces": "4",
		"codes 88A and 71": "", "71": "71", "code 72": "72", "17A": "", "code 17": "17",
	} {
		if got := NamesOf(data.Series).Typed(words); got != want {
			t.Errorf("Typed(%q) = %q, want %q", words, got, want)
		}
	}
}
