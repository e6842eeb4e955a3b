package sections

import (
	"strings"
	"testing"

	"grooming-report/analysis"
	"grooming-report/analysis/statements"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
	"grooming-report/report/doc"
)

// said lists the sentences that a report offers, each as somebody would lift it.
func said(d *doc.Document) []string {
	var list []string
	within := false
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			within = strings.HasPrefix(b.ID, "may-say-")
		case *doc.Quote:
			if within {
				list = append(list, doc.PlainText(b.Blocks[0].(*doc.Paragraph).Inline))
			}
		}
	}
	return list
}

// checkSayings wants the statement checker to agree with every sentence that the report
// offers, each read alone as an article of the release's day: no number in it is wrong, unlike what it is
// set beside or beyond checking.
func checkSayings(t *testing.T, s *analysis.Study, d *doc.Document) {
	t.Helper()
	list := said(d)
	if want := 6; len(list) != want && !(s.InPart() && len(list) == 3) {
		t.Errorf("%d sentences, want %d: three lengths for the nation and the area", len(list), want)
	}
	for _, sentence := range list {
		checked := statements.Check(sentence, frames.Context{Date: d.Date}, s.Data.Data)
		claims := 0
		for _, n := range checked.Numerals {
			if n.Role != string(lex.Claim) {
				continue
			}
			claims++
			switch statements.Verdict(n.Verdict) {
			case statements.Exact, statements.Rounds, statements.RightAtVintage:
			default:
				t.Errorf("%s, release %s: %q in %q is %s: %s", s.Area.Name, s.Release.Vintage, n.Text, sentence, n.Verdict, n.Why)
			}
		}
		if claims == 0 {
			t.Errorf("the checker finds no number in %q", sentence)
		}
	}
}

// No sentence that may be lifted alone gives the 0 of a force that no longer records such offences as
// if there were none.
func TestSilentSayings(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a whole report")
	}
	r := built(t, "2026-04-23", "Kent + Essex; British Transport Police; Wales")
	found := 0
	for _, sentence := range said(r.document) {
		if !strings.HasPrefix(sentence, "British Transport Police recorded") {
			continue
		}
		found++
		if !strings.Contains(sentence, "none in any quarter since April to June 2021") || !strings.Contains(sentence, "may be a change") {
			t.Errorf("no word on why there is none: %q", sentence)
		}
	}
	if found != 3 {
		t.Errorf("%d sentences on British Transport Police, want three lengths", found)
	}
}
