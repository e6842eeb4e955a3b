package sections

import (
	"strings"
	"testing"
)

// The report states the next release's counts and what came of the last; its brief and the evidence for a
// committee state neither.
func TestPredictionStays(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the report on Hampshire; TestGolden of the command report holds its sentences")
	}
	hampshire := built(t, "2026-04-23", "Hampshire")
	s, d, evidence := hampshire.study, hampshire.document, hampshire.evidence
	text := strings.Join(texts(d), "\n")
	for _, want := range []string{"2,086 offences in England and Wales in January to March 2026 (1,839–2,332)", "7,820 in 2025/26 (7,573–8,066)",
		"Computed from the release of 19 October 2023, this report’s model gives 1,683 offences"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	submitted, err := Submission(s, drawings(), pictures(t), Submitter{Name: "A charity"}, evidence, colophon)
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
