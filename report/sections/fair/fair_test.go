package fair

import (
	"regexp/syntax"
	"strings"
	"sync"
	"testing"
	"time"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
)

// facts are made-up numbers of the South West by the words that stand for them in
// the sentences below: counts and rates before and after April 2017, and what is
// made of them.
var facts = func() map[string]*fact.Fact {
	old, new := "code 88A, s.15 Sexual Offences Act 2003 only", "code 88A, s.15 and s.15A Sexual Offences Act 2003"
	rates := func(name string, unit fact.Unit, period records.Period, definition, text string,
		inputs ...*fact.Fact) *fact.Fact {
		return &fact.Fact{
			Name: name, Unit: unit, Area: "South West", Period: period, Definition: definition, Text: text,
			Inputs: fact.AllAs("rate", inputs),
		}
	}
	count := func(name string, period records.Period, definition, text string) *fact.Fact {
		return rates(name, fact.Offences, period, definition, text)
	}
	year := func(y records.FinancialYear) records.Period { return y.Period() }
	before, all := count("before", year(2016), old, "55"), count("all", year(2024), new, "715")
	earlier, later := count("earlier", year(2015), old, "48"), count("later", year(2023), new, "690")
	total := count("total", records.Period{From: year(2013).From, To: year(2017).To},
		"code 88A, s.15 only to March 2017, s.15 and s.15A from April 2017", "291")
	rate := rates("rate", fact.OffencesPerYear, year(2024), "count ÷ exposure; "+new, "715", all)
	million := rates("million", fact.PerMillionPeople, year(2024), "annual rate for a million people", "125", rate)
	ratio := func(name, text string, across bool, inputs ...*fact.Fact) *fact.Fact {
		caveat := ""
		if across {
			caveat = "not comparable: the code widened in April 2017"
		}
		return &fact.Fact{
			Name: name, Unit: fact.UnitRatio, Text: text, LimitsText: "9.1–18", Caveat: caveat,
			Inputs: []fact.Input{fact.As("later", inputs[0]), fact.As("earlier", inputs[1])},
		}
	}
	return map[string]*fact.Fact{
		"Before": before, "All": all, "Earlier": earlier, "Later": later, "Total": total, "Rate": rate, "Million": million,
		"Published": count("published", year(2016), "88A, as published by the NSPCC", "57"),
		"Seventy":   count("seventy", year(2016), "code 71, abuse of children through sexual exploitation", "80"),
		"Old":       count("old", year(2017), "88A less s.15A, the lowest that published figures and vintages allow", "60"),
		"Part":      count("part", records.FinancialYear(2017).Part(3), new, "150"),
		"Across":    ratio("across", "13.0", true, all, before),
		"Unmarked":  ratio("unmarked", "13.0", false, all, before),
		"Within":    ratio("within", "1.04", false, all, later),
		"Growth":    ratio("growth", "1.15", false, before, earlier),
		"Tiny": {
			Name: "tiny", Unit: fact.UnitRatio, Text: "14.3", LimitsText: "4.4–90", Warnings: []fact.Warning{fact.UnderTen},
			Inputs: []fact.Input{fact.As("later", later), fact.As("earlier", count("few", year(2018), new, "4"))},
		},
		"SameLater": count("later.vintage-2023-10-19", year(2023), new, "690"),
		"PerCent": {
			Name: "per-cent", Unit: fact.PerCent, Text: "4 per cent", Inputs: fact.AllAs("count", []*fact.Fact{all, later}),
		},
	}
}()

// cell is words in a cell of a table.
func cell(words string) doc.Cell { return doc.Cell{doc.Text(words)} }

// series has what data/series.csv says of them.
var series = records.SeriesTable{
	{Name: "88A", Code: "88A", Definitions: []*records.Definition{
		{Label: "s.15 Sexual Offences Act 2003 only"},
		{Label: "s.15 and s.15A Sexual Offences Act 2003", Begins: time.Date(2017, 4, 3, 0, 0, 0, 0, time.UTC)},
	}},
	{Name: "71", Code: "71", Definitions: []*records.Definition{{Holds: "abuse of children through sexual exploitation"}}},
	{Name: "s.15A FOI", Definitions: []*records.Definition{{Holds: "s.15A"}}},
}

var breaksOf88A = BreaksOf(series, records.FinancialYear(2025).Quarter(3))

// checked is what the build says of a document: its facts first, then its words.
func checked(d *doc.Document, breaks breaks) error {
	if err := CheckFair(d, series, breaks); err != nil {
		return err
	}
	data, err := tables()
	if err != nil {
		return err
	}
	d.Date = "2026-04-23"
	return Proofread(d, &fact.Evidence{}, data, breaks)
}

// tables are those of the project.
var tables = sync.OnceValues(func() (*records.Data, error) { return records.Load("../../../data") })

// words makes the inlines of a test: {Before} is a fact and ⟨Kent 2⟩ a name.
func words(text string) []doc.Inline {
	var in []doc.Inline
	for text != "" {
		at := strings.IndexAny(text, "{⟨")
		if at < 0 {
			return append(in, doc.Text(text))
		}
		if at > 0 {
			in = append(in, doc.Text(text[:at]))
		}
		end := strings.IndexAny(text, "}⟩")
		if text[at] == '{' {
			f := facts[text[at+1:end]]
			in = append(in, doc.Number{Fact: f, Text: f.Text})
			text = text[end+1:]
		} else {
			in = append(in, doc.Number{Text: text[at+len("⟨") : end]})
			text = text[end+len("⟩"):]
		}
	}
	return in
}

// paragraphs is a document of paragraphs.
func paragraphs(texts ...string) *doc.Document {
	d := &doc.Document{}
	for _, text := range texts {
		d.Blocks = append(d.Blocks, &doc.Paragraph{Inline: words(text)})
	}
	return d
}

// The sentences that a first report was made with, without complaint, and others of
// their kinds. Every one stops the build.
func TestUnfair(t *testing.T) {
	for _, text := range []string{
		"The South West had {Later} offences, a ratio of {Tiny}.",
		"The ratio of {Tiny} is not comparable.",
		// Figures on both sides of the break, in one sentence.
		"The South West went from {Before} offences in 2016/17 to {All} in 2024/25.",
		"{All} offences stand against {Before} eight years earlier.",
		"Of the years, 2016/17 had {Before}, 2023/24 {Later} and 2024/25 {All}.",
		"Police recorded {Before} (2016/17) and {All} (2024/25).",
		"The rate was {Rate} a year, where {Earlier} had been recorded in 2015/16.",
		"There were {Million} for a million people, and {Before} offences before.",
		"The charity published {Published} for 2016/17; the release has {Part} for April to December 2017.",
		"The ratio of the two years is {Unmarked}.",
		// In sentences that follow each other.
		"The South West recorded {Before} offences in 2016/17. Now it records {All} a year, many times as many.",
		"In 2024/25 there were {All}. In 2016/17 there were {Before}.",
		"In 2016/17 there were {Before}. That is a count of records. In 2024/25 there were {All}.",
		"Recorded offences came to {Before}. “It is appalling,” said the charity. Today they come to {Rate} a year.",
		"In 2015/16 the police recorded {Earlier}: In 2023/24 they recorded {Later}.",
		"Two years stand out. In one {Before} were recorded. In the other it was {All}.",
		// Words of change over such periods, with no figure.
		"Recorded offences in the South West rose steeply from 2016/17 to 2024/25.",
		"Recorded offences have multiplied since 2012/13.",
		"Recorded offences doubled between March 2016 and April to June 2018.",
		"Recorded offences in 2024 were many times higher than in 2014.",
		"2024/25 saw a tenfold number of records compared with 2016/17.",
		"Recorded offences have grown over the past decade.",
		"In 2016/17 few offences were recorded. By 2024/25 they had soared.",
		"The {All} offences are many times as many as in 2016/17.",
		// A figure and a word.
		"There were {Before} offences in 2016/17 and {All} in 2024/25: thirteen times as many.",
		"{All} offences were recorded in 2024/25, up from 2016/17.",
		"From {Before} in 2016/17 recorded offences climbed until 2024/25.",
		"Records in 2024/25 were {Across} times those of 2016/17.",
		"In 2024/25 there were {All}, more than in any year since 2012/13.",
		"Recorded offences fell in 2015/16, and {Later} were recorded in 2023/24.",
		// Typed digits.
		"In 2024/25 the police recorded {All} offences, a rise of 300 per cent on 2016/17, when they recorded 55.",
		"The police recorded 715 offences in 2024/25.",
		"Recorded offences rose by 4 per cent from 2023/24 to 2024/25.",
		"One in 20 was recorded in Bristol.",
		"It was 1.04 times as many.",
		"Area 51 recorded {All}.",
		// What never could be said.
		"The ratio is {Across}.",
		"The ratio is {Across}. It is not comparable.",
		"The ratio is {Across}. The years are not comparable.",
		"The ratio is {Across}: It is not comparable.",
		"{PerCent} more were recorded.",
		"Grooming rose in the year.",
		"The step was caused by the law.",
		"The count will reach more next year.",
		"It is the worst force.",
		"Recorded offences did not rise.",
	} {
		if err := checked(paragraphs(text), breaksOf88A); err == nil {
			t.Errorf("this passes: %s", text)
		}
	}
}

// Fair sentences about the same figures, each near to an unfair one.
func TestFairSentences(t *testing.T) {
	for _, text := range []string{
		"The South West recorded {Before} offences in 2016/17 and {All} in 2024/25, which are not comparable.",
		"The {All} offences of 2024/25 and the {Before} of 2016/17 are not comparable: the code widened in April 2017.",
		"The ratio is {Across}, not comparable because the code widened.",
		"The ratio is {Unmarked}, not comparable because the code widened.",
		"In 2016/17 there were {Before}. The {All} of 2024/25 are not comparable with them.",
		"In 2016/17 there were {Before}. Later years are not comparable. In 2024/25 there were {All}.",
		"The years are not comparable. The ratio is {Across}.",
		"Recorded offences rose from {Later} in 2023/24 to {All} in 2024/25, a ratio of {Within}.",
		"Recorded offences rose from {Earlier} in 2015/16 to {Before} in 2016/17, a ratio of {Growth}.",
		"In 2023/24 there were {Later}. In 2024/25 there were {All}, {PerCent} more.",
		"In 2023/24 there were {SameLater} in an older release. In 2024/25 there were {All}, {PerCent} more.",
		"Recorded offences rose each year to 2016/17.",
		"Recorded offences rose from 2018/19 to 2024/25.",
		"Recorded offences rose steeply from 2016/17 to 2024/25, which are not comparable.",
		"Code 71 rose from {Seventy} in 2016/17, and fell to 2024/25.",
		"Code 71 had {Seventy} in 2016/17, and code 88A {All} in 2024/25.",
		"Under the old definition alone, recorded offences went from {Before} in 2016/17 to {Old} in 2017/18.",
		"The figures are of April 2012 to December 2025, in the release of 23 April 2026.",
		"The figure for 2024/25 fell by a few since the release of 2015.",
		"Of the {Total} offences in all, {Part} were recorded in April to December 2017.",
		"⟨Area 51⟩ recorded {All} offences under code 88A in 2024/25, with 95 per cent limits.",
		"Until 31 March 2017 code 88A held s.15 only; since 3 April 2017 it holds s.15A too (S.I. 2017/511).",
		"The paper wrote “grooming soared by 900 per cent from 2013/14 to April 2018”.",
		"For a million people there were {Million}, from {All} in all.",
		"The code widened in April 2017, so years before and after it count different things.",
		"Wagner and others (2002), Journal of Clinical Pharmacy 27:299–309, doi 10.1046/j.1365-2710.2002.00430.x.",
	} {
		if err := checked(paragraphs(text), breaksOf88A); err != nil {
			t.Errorf("this does not pass: %s\n\t%v", text, err)
		}
	}
}

// A comparison that is spread over the parts of a document is one all the same.
func TestFairBlocks(t *testing.T) {
	text := func(s string) *doc.Paragraph { return &doc.Paragraph{Inline: words(s)} }
	before, after, both := "In 2016/17 there were {Before}.", "In 2024/25 there were {All}.", "The two are not comparable."
	list := func(texts ...string) *doc.List {
		l := &doc.List{}
		for _, s := range texts {
			l.Items = append(l.Items, []doc.Block{text(s)})
		}
		return l
	}
	figure := func(caption, alt string) *doc.Figure {
		return &doc.Figure{ID: "f", Caption: words(caption), Alt: alt}
	}
	table := func(caption string, heads, row, next string) *doc.Table {
		t := &doc.Table{ID: "t", Caption: words(caption)}
		for _, h := range strings.Split(heads, "|") {
			t.Columns = append(t.Columns, doc.Column{Head: h})
		}
		for _, r := range []string{row, next} {
			var cells []doc.Cell
			for _, c := range strings.Split(r, "|") {
				cells = append(cells, words(c))
			}
			t.Rows = append(t.Rows, cells)
		}
		return t
	}
	code := func(caveat string, names ...string) *doc.Code {
		c := &doc.Code{Func: "f", Caveat: caveat}
		for _, n := range names {
			c.Facts = append(c.Facts, facts[n])
		}
		return c
	}
	for _, test := range []struct {
		what   string
		fair   bool
		blocks []doc.Block
	}{
		{"two paragraphs", false, []doc.Block{text(before), text(after)}},
		{"two paragraphs with the caveat between", true, []doc.Block{text(before), text(both), text(after)}},
		{"two sections", true, []doc.Block{text(before), &doc.Heading{Inline: words("Later")}, text(after)}},
		{"a list", false, []doc.Block{list(before, after)}},
		{"a list that a sentence leads to", false, []doc.Block{text(before), list(after)}},
		{"a list with the caveat", true, []doc.Block{list(before, "The {All} of 2024/25 are not comparable with it.")}},
		{"a quotation", false, []doc.Block{&doc.Quote{Blocks: []doc.Block{text(before), text(after)}}}},
		{"a heading", false, []doc.Block{&doc.Heading{Inline: words("From {Before} to {All}")}}},
		{"a heading with words of change", false,
			[]doc.Block{&doc.Heading{Inline: words("The rise from 2016/17 to 2024/25")}}},
		{"a heading and its text", false, []doc.Block{&doc.Heading{Inline: words("{Before} in 2016/17")}, text(after)}},
		{"a figure's caption", false, []doc.Block{figure("Recorded offences rose from {Before} to {All}.", "a drawing")}},
		{"a figure's caption, in words", false, []doc.Block{figure("Many times as many in 2024/25 as in 2016/17.",
			"a drawing")}},
		{"a figure's alt text", false, []doc.Block{figure("A figure.", "A line that climbs from 2016/17 to 2024/25.")}},
		{"a figure with the caveat", true, []doc.Block{figure("{All}, not comparable with {Before}.", "a drawing")}},
		{"a table's caption", false, []doc.Block{table("The rise from 2016/17 to 2024/25", "a|b", "x|y", "x|y")}},
		{"a table's row", false, []doc.Block{
			table("Counts", "Area|2016/17|2024/25", "South West|{Before}|{All}", "South West|none|none"),
		}},
		{"a row with the caveat over it", true, []doc.Block{
			table("Counts", "Area|2016/17|2024/25, not comparable", "South West|{Before}|{All}", "South West|none|none"),
		}},
		{"a table's column", false, []doc.Block{
			table("Counts", "Year|Recorded", "2016/17|{Before}", "2024/25|{All}"),
		}},
		{"a column under a caption with the caveat", true, []doc.Block{
			table("Counts, not comparable", "Year|Recorded", "2016/17|{Before}", "2024/25|{All}"),
		}},
		{"a table within the definition", true, []doc.Block{
			table("Counts", "Year|Recorded", "2023/24|{Later}", "2024/25|{All}"),
		}},
		{"a typed number in a cell", false, []doc.Block{table("Counts", "Year|Recorded", "2024/25|715 offences", "x|y")}},
		{"values beside code", false, []doc.Block{code("", "Before", "All")}},
		{"values beside code with the caveat", true, []doc.Block{code("not comparable: the code widened", "Before", "All")}},
		{"a marked ratio beside code", true, []doc.Block{code("", "Across")}},
		{"an unmarked ratio beside code", false, []doc.Block{code("", "Unmarked")}},
	} {
		if err := checked(&doc.Document{Blocks: test.blocks}, breaksOf88A); (err == nil) != test.fair {
			t.Errorf("%s: fair %v, want %v (%v)", test.what, err == nil, test.fair, err)
		}
	}
	for what, d := range map[string]*doc.Document{
		"the title":    {Title: "The rise of records from 2016/17 to 2024/25"},
		"the subtitle": {Subtitle: "Many times as many in 2024/25 as in 2016/17"},
		"the summary":  {Summary: "Recorded offences rose by 300 per cent."},
		"a note":       {Notes: []doc.Note{{Number: 1, Inline: words("Recorded offences rose from {Before} to {All}.")}}},
	} {
		if err := checked(d, breaksOf88A); err == nil {
			t.Errorf("unfair words in %s pass", what)
		}
	}
}

// A table cell may rely on its own row, its column's heading and the caption,
// and on nothing else.
func TestFairTable(t *testing.T) {
	across := doc.Number{Text: "13.0", Fact: facts["Across"]}
	table := func(caption, head, row string) *doc.Document {
		return &doc.Document{Blocks: []doc.Block{&doc.Table{
			ID: "t", Caption: cell(caption),
			Columns: []doc.Column{{Head: "Area"}, {Head: head}, {Head: "Other, not comparable"}},
			Rows:    [][]doc.Cell{{cell(row), {across}, cell("x")}, {cell("not comparable"), cell("y"), cell("x")}},
		}}}
	}
	for _, test := range []struct {
		caption, head, row string
		fair               bool
	}{
		{"Ratios", "Ratio", "Kent", false},
		{"Ratios, not comparable", "Ratio", "Kent", true},
		{"Ratios", "Ratio, not comparable", "Kent", true},
		{"Ratios", "Ratio", "Kent, not comparable", true},
	} {
		if err := CheckFair(table(test.caption, test.head, test.row), series, breaksOf88A); (err == nil) != test.fair {
			t.Errorf("caption %q, heading %q, row %q: fair %v, want %v",
				test.caption, test.head, test.row, err == nil, test.fair)
		}
	}
}

// Another break is judged in the same way, wherever it lies.
func TestFairOtherBreak(t *testing.T) {
	split := func(f *fact.Fact) []records.Quarter {
		if f == nil || f.Unit == fact.Offences {
			return []records.Quarter{records.FinancialYear(2017).Quarter(1), records.FinancialYear(2024).Quarter(1)}
		}
		return nil
	}
	for text, fair := range map[string]bool{
		"In 2023/24 there were {Later}, and {All} in 2024/25.":                 false,
		"In 2023/24 there were {Later}, and {All} in 2024/25: not comparable.": true,
		"Recorded offences rose from 2022/23 to 2024/25.":                      false,
		"Recorded offences rose from 2018/19 to 2023/24.":                      true,
		"In 2015/16 there were {Earlier}, and {Before} in 2016/17.":            true,
		"Recorded offences rose from 2016/17 to 2023/24.":                      false,
		"The code widened in April 2017 and was split in April 2024.":          true,
	} {
		if err := checked(paragraphs(text), split); (err == nil) != fair {
			t.Errorf("%s: fair %v, want %v (%v)", text, err == nil, fair, err)
		}
	}
}

// A block and an inline that the check does not know stop it.
func TestFairUnknown(t *testing.T) {
	type sidebar struct{ doc.Block }
	type underline struct{ doc.Inline }
	for want, b := range map[string]doc.Block{
		"fair.sidebar":   sidebar{},
		"fair.underline": &doc.Paragraph{Inline: []doc.Inline{underline{}}},
	} {
		for where, block := range map[string]doc.Block{
			"alone": b, "in a list": &doc.List{Items: [][]doc.Block{{b}}},
			"in a quotation": &doc.Quote{Blocks: []doc.Block{b}},
		} {
			err := CheckFair(&doc.Document{Blocks: []doc.Block{block}}, series, breaksOf88A)
			if err == nil || !strings.Contains(err.Error(), "has no place for a "+want) {
				t.Errorf("a %s %s: error %v", want, where, err)
			}
		}
	}
}

// No digit is typed in a template, whether in its prose or in what fills it.
func TestTypedInTemplate(t *testing.T) {
	for text, fair := range map[string]bool{
		"The police recorded {{.All}} in {{.T.LatestYear}}.":                          true,
		"They recorded {{.Under16}} and {{.T.Code71}}{{with .HighS15A}}{{.}}{{end}}.": true,
		"See [the law](https://www.legislation.gov.uk/uksi/2017/511). {#law2}":        true,
		"```table table-2017\n```":                     true,
		"The police recorded 55.":                      false,
		"A rise of 300 per cent on {{.T.BeforeYear}}.": false,
		`They recorded {{printf "55"}}.`:               false,
		"They recorded {{len 55}}.":                    false,
		"{{with `55`}}They recorded {{.}}.{{end}}":     false,
	} {
		if err := TypedInTemplate(text); (err == nil) != fair {
			t.Errorf("%s: fair %v, want %v (%v)", text, err == nil, fair, err)
		}
	}
}

// Every claim that an expression finds has one of its words, so that none is passed over for
// the lack of it.
func TestUnfairWords(t *testing.T) {
	for _, u := range unfair {
		tree, err := syntax.Parse(u.words.String(), syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		all := said(t, tree)
		if len(all) == 0 {
			t.Errorf("%s finds nothing", u.words)
		}
		for _, s := range all {
			for _, sentence := range []string{"They say " + strings.ToLower(s) + ".", "THEY SAY " + strings.ToUpper(s) + "!"} {
				if got, want := u.in(sentence, strings.ToLower(sentence)), u.words.FindString(sentence); got != want || want == "" {
					t.Errorf("%q makes the claim %q, want %q", sentence, got, want)
				}
			}
		}
	}
}

// said lists all that an expression without repetition finds.
func said(t *testing.T, e *syntax.Regexp) []string {
	t.Helper()
	switch e.Op {
	case syntax.OpLiteral:
		return []string{string(e.Rune)}
	case syntax.OpCharClass:
		return []string{string(e.Rune[:1])}
	case syntax.OpWordBoundary, syntax.OpEmptyMatch:
		return []string{""}
	case syntax.OpCapture:
		return said(t, e.Sub[0])
	case syntax.OpQuest:
		return append(said(t, e.Sub[0]), "")
	case syntax.OpAlternate:
		var all []string
		for _, s := range e.Sub {
			all = append(all, said(t, s)...)
		}
		return all
	case syntax.OpConcat:
		all := []string{""}
		for _, s := range e.Sub {
			var longer []string
			for _, after := range said(t, s) {
				for _, before := range all {
					longer = append(longer, before+after)
				}
			}
			all = longer
		}
		return all
	}
	t.Fatalf("%v: this test has no place for it", e)
	return nil
}
