package sections

import (
	"slices"
	"strings"
	"testing"

	"grooming-report/analysis"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// What is inferred, had at second hand or not clear is said where the number stands, and not in the
// list of sources alone.
func TestDoubts(t *testing.T) {
	s := newStudy(t, "data", "2026-04-23", "Hampshire")
	d, _, err := whole(s, "changes", "statements", "before", "annex", "detail", "national")
	if err != nil {
		t.Fatal(err)
	}
	brief, _, err := Brief(s, drawings()["force"], section.Colophon{})
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		texts []string
		where string // words that the number stands with
		doubt string
	}{
		"the date of the release before": {texts(d), "the one before it that the project holds is of 19 October 2023",
			"its date is inferred"},
		"a figure of that release": {texts(d), "has moved between releases", "19 October 2023 (date inferred)"},
		"the figures of a statement wrong in several releases": {texts(d), "Recorded offences fell in 2015/16",
			"from 41 to 24 in figures of 19 October 2023 (date inferred) and 23 April 2026"},
		"residents, every force":        {texts(d), "These rates set the offences", "had at second hand"},
		"residents, the area":           {texts(d), "In 2024/25 the recorded offences came to", "had at second hand"},
		"residents, England and Wales":  {texts(d), "In 2024/25 the police recorded 7,140", "had at second hand"},
		"residents, the brief":          {texts(brief), "People: Office for National Statistics", "had at second hand"},
		"a figure of the NSPCC":         {texts(d), "The NSPCC asked the police", "at second hand, from The Lincolnite"},
		"a base period":                 {texts(d), "(57 − 34) ÷ 34", "year to June 2016 or financial year is not clear"},
		"a year of publication":         {texts(d), "The NSPCC in Scotland published", "year of publication inferred"},
		"a year of publication, a cell": {texts(d), "Hampshire, 2020/21 | Published by", "year of publication inferred"},
	} {
		i := slices.IndexFunc(test.texts, func(text string) bool { return strings.Contains(text, test.where) })
		if i < 0 {
			t.Errorf("%s: nothing says %q", name, test.where)
		} else if !strings.Contains(test.texts[i], test.doubt) {
			t.Errorf("%s: %q does not say %q", name, test.texts[i], test.doubt)
		}
	}
	// What is true of every release is said once, in a note of the list of sources.
	listed, _, err := filled(s, "sources")
	if err != nil {
		t.Fatal(err)
	}
	const doubt, releases = "carried over from a copy of the workbook", 4
	notes, brackets := 0, 0
	for _, b := range listed.Blocks {
		list, ok := b.(*doc.Table)
		if !ok || list.ID != "table-sources" {
			continue
		}
		for _, row := range list.Rows {
			for _, c := range row {
				doc.EachInline(c, func(in doc.Inline) {
					if note, ok := in.(doc.Footnote); ok && strings.Contains(doc.PlainText(note.Inline), doubt) {
						notes++
					}
				})
				if strings.Contains(doc.PlainText(c), doubt) {
					brackets++
				}
			}
		}
	}
	if notes != releases || brackets > 0 {
		t.Errorf("%d of %d releases carry the note, and %d say it themselves", notes, releases, brackets)
	}
}

// The report and the index of the briefs say where the files beside them are, and which command
// makes those that their own did not: a link to these would lead nowhere.
func TestBeside(t *testing.T) {
	s := newStudy(t, "data", "2026-04-23", "Hampshire")
	d, _, err := filled(s, "sources")
	if err != nil {
		t.Fatal(err)
	}
	areas, err := s.Briefed(analysis.EveryArea)
	if err != nil {
		t.Fatal(err)
	}
	index, err := Index(s, areas, analysis.EveryArea)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		in    *doc.Document
		words string
	}{
		{d, "make figures draws it as a picture (.png)"},
		{d, "open report/forces/index.html or report/areas/index.html"},
		{index, "make report writes it to report/report.html"},
	} {
		if !strings.Contains(strings.Join(texts(test.in), "\n"), test.words) {
			t.Errorf("nothing says %q", test.words)
		}
	}
}
