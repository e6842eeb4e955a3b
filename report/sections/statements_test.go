package sections

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"grooming-report/analysis"
	"grooming-report/analysis/records/recordstest"
)

// A statement whose number is right for a period beside the one that it names says so in words, and
// has a mark of its own wherever its verdict stands.
func TestOtherPeriod(t *testing.T) {
	dir := t.TempDir()
	recordstest.Copy(t, "data", dir)
	claims := filepath.Join(dir, "claims.csv")
	table, err := os.ReadFile(claims)
	if err != nil {
		t.Fatal(err)
	}
	row := `other-period,"1,771 grooming offences","Police in England and Wales recorded 1,771 grooming offences in 2016/17, ` +
		`Home Office figures show.",England and Wales,a newspaper,2017-10-19,,` + "\n"
	if err := os.WriteFile(claims, append(table, row...), 0o644); err != nil {
		t.Fatal(err)
	}
	sums(t, dir)
	data, err := analysis.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	s, err := analysis.NewStudy(data, "", "Hampshire")
	if err != nil {
		t.Fatal(err)
	}
	d, evidence, err := whole(s, "statements")
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Join(texts(d), "\n")
	for _, want := range []string{
		"“1,771 grooming offences”: right at its vintage, since revised; its period is another",
		"Its period is another. For the period that the words name the figures say otherwise: the number is right, its " +
			"period " +
			"is another: it is of the year to June 2017, not of 2016/17.",
		"Fair to say: England and Wales had 1,850 recorded offences in July 2016 to June 2017, in the release of 23 " +
			"April 2026.",
		"| Verdict | right at its vintage, since revised; its period is another",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	if !recordstest.Every() {
		return
	}
	submitted, err := Submission(s, drawings(), pictures(t), Submitter{Name: "A charity"}, evidence, colophon)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(strings.Join(texts(submitted), "\n"), "since revised; its period is another") {
		t.Error("the evidence for a committee lacks the mark")
	}
}
