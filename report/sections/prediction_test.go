package sections

import (
	"strings"
	"testing"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/trends"
	"grooming-report/report/doc"
)

// A count to come, and a number that rests on one, is stated by the section that makes it and
// by that on what changed, and refused in any other of any product.
func TestStatesPrediction(t *testing.T) {
	s := newStudy(t, "data", "2026-04-23", "Hampshire")
	x, err := trends.Predict(s, s.National)
	if err != nil || x == nil {
		t.Fatal(x, err)
	}
	next := x.QuarterFact(s)
	share := &fact.Fact{Name: "made-of-it", Text: "1", Inputs: []fact.Input{fact.As("part", next)}}
	for _, f := range []*fact.Fact{next, share} {
		blocks := []doc.Block{&doc.List{Items: [][]doc.Block{{&doc.Paragraph{Inline: []doc.Inline{
			doc.Strong{Inline: []doc.Inline{doc.Number{Fact: f, Text: f.Text}}}}}}}}}
		for _, stem := range []string{"summary", "brief", "submission", "national", "force", "statements", "annex"} {
			if err := statesPrediction(stem, blocks); err == nil || !strings.Contains(err.Error(), next.Name) {
				t.Errorf("%s in %s: error %v, want one that names %s", f.Name, stem, err, next.Name)
			}
		}
		for _, stem := range predicting {
			if err := statesPrediction(stem, blocks); err != nil {
				t.Errorf("%s in %s: %v", f.Name, stem, err)
			}
		}
	}
	c, err := s.Count(s.National, s.LatestYear.Period())
	if err != nil {
		t.Fatal(err)
	}
	counted := s.CountFact(c)
	if err := statesPrediction("summary", []doc.Block{&doc.Paragraph{Inline: cell(num{fact: counted})}}); err != nil {
		t.Errorf("a count in the summary: %v", err)
	}
}

// The report states the next release's counts and what came of the last; its brief and the evidence for a
// committee state neither.
func TestPredictionStays(t *testing.T) {
	hampshire := built(t, "2026-04-23", "Hampshire")
	s, d, evidence := hampshire.study, hampshire.document, hampshire.evidence
	text := strings.Join(texts(d), "\n")
	for _, want := range []string{"2,086 offences in England and Wales in January to March 2026 (1,839–2,332)", "7,820 in 2025/26 (7,573–8,066)",
		"Computed from the release of 19 October 2023, this report’s model gives 1,683 offences"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	submitted, err := Submission(s, drawings(), pictures(t), Submitter{Name: "A charity"}, evidence)
	if err != nil {
		t.Fatal(err)
	}
	brief, _, err := Brief(s, drawings()["force"], colophon)
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range append(texts(submitted), texts(brief)...) {
		if strings.Contains(words, "2,086") || strings.Contains(words, "7,820") {
			t.Errorf("a count to come in %q", words)
		}
	}
}
