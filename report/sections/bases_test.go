package sections

import (
	"strings"
	"testing"

	"grooming-report/analysis/records/recordstest"
)

// A report that is measured from another year says so, and its numbers are those of that year.
// EVERY=1 makes it of every base of the table.
func TestBase(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a report for one base; analysis.TestBases has the numbers of each")
	}
	for base, want := range map[string]string{
		"":        "measured from 2018/19, its second year. The first, 2017/18, was a start-up year",
		"2017/18": "made to measure everything within the new definition from 2017/18; without that it would be 2018/19",
		"2019/20": "made to measure everything within the new definition from 2019/20; without that it would be 2018/19",
		"2023/24": "made to measure everything within the new definition from 2023/24; without that it would be 2018/19",
	} {
		if base > "2017/18" && !recordstest.Every() {
			continue
		}
		r := built(t, "2026-04-23", "Hampshire")
		s, d, evidence := r.study, r.document, r.evidence
		if base != "" {
			var err error
			if s, err = s.MeasuredFrom(base); err != nil {
				t.Fatal(err)
			}
			if d, evidence, _, err = Build(s, drawings(), colophon); err != nil {
				t.Errorf("base %q: %v", base, err)
				continue
			}
		}
		if text := strings.Join(texts(d), "\n"); !strings.Contains(text, want) {
			t.Errorf("base %q: the report does not say %q", base, want)
		}
		within, ok := evidence.Find("england-wales.rate-ratio.within-definition")
		if !ok || within.Period.From != s.Base.Quarter(1) {
			t.Errorf("base %q: the ratio within the definition is of %v", base, within)
		}
		if _, err := Submission(s, drawings(), pictures(t), Submitter{Name: "A charity"}, evidence, colophon); err != nil {
			t.Errorf("base %q, submission: %v", base, err)
		}
	}
}
