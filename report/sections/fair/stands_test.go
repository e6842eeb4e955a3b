package fair

import (
	"strings"
	"testing"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/trends"
	"grooming-report/report/doc"
)

// A count to come, and a number that rests on one, is stated by the section that makes it and
// by that on what changed, and refused in any other of any product.
func TestStatesPrediction(t *testing.T) {
	d, err := analysis.Load("../../../data")
	if err != nil {
		t.Fatal(err)
	}
	s, err := analysis.NewStudy(d, "2026-04-23", "Hampshire")
	if err != nil {
		t.Fatal(err)
	}
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
			if err := StatesPrediction(stem, blocks); err == nil || !strings.Contains(err.Error(), next.Name) {
				t.Errorf("%s in %s: error %v, want one that names %s", f.Name, stem, err, next.Name)
			}
		}
		for _, stem := range predicting {
			if err := StatesPrediction(stem, blocks); err != nil {
				t.Errorf("%s in %s: %v", f.Name, stem, err)
			}
		}
	}
	c, err := s.Count(s.National, s.LatestYear.Period())
	if err != nil {
		t.Fatal(err)
	}
	counted := s.CountFact(c)
	if err := StatesPrediction("summary", []doc.Block{&doc.Paragraph{Inline: []doc.Inline{doc.Number{Fact: counted, Text: counted.Text}}}}); err != nil {
		t.Errorf("a count in the summary: %v", err)
	}
}
