package sections

import (
	"math/rand/v2"
	"strings"
	"testing"

	"grooming-report/analysis"
	"grooming-report/analysis/records/recordstest"
	"grooming-report/report/doc"
)

// Areas side by side have a section in the report and in the evidence for a committee,
// with the contrast that R gives and words that go no further; one area has none.
func TestSideBySide(t *testing.T) {
	study := newStudy(t, "data", "2026-04-23", "Kent; Essex")
	document, evidence, err := whole(study, "areas", "detail")
	if err != nil {
		t.Fatal(err)
	}
	// In R, with the scatters of the two forces under the new definition: see TestContrasts.
	f, ok := evidence.Find("kent.ratio-of-ratios.essex.2025-04_2025-12.over.2024-04_2024-12")
	if want := (287. / 205) / (227. / 247); !ok || f.Value != want {
		t.Fatalf("the contrast is %v, want %v", f, want)
	}
	want := "April to December 2025 against April to December 2024. Kent went from 205 to 287 offences. Essex went " +
		"from 247 " +
		"to 227 offences; the ratio in Kent is 1.52 times that in Essex (1.05–2.22): the difference is larger than " +
		"chance alone would give."
	if !contains(document, want) {
		t.Errorf("no paragraph begins with %q", want)
	}
	// The annex has each of the areas in detail, not the first alone.
	for _, words := range []string{"Kent in detail", "Essex in detail",
		"Offences recorded under code 88A in Kent, by financial year", "Offences recorded under code 88A in Essex, by financial year",
		"Before and after April 2017 in Essex",
	} {
		if !contains(document, words) {
			t.Errorf("nothing begins with %q", words)
		}
	}
	documents := []*doc.Document{document}
	if recordstest.Every() {
		submitted, err := Submission(study, drawings(), pictures(t), Submitter{Name: "A charity"}, evidence, colophon)
		if err != nil {
			t.Fatal(err)
		}
		checkSubmission(t, submitted, evidence)
		documents = append(documents, submitted)
	}
	for _, d := range documents {
		if !contains(d, "In 2024/25 Kent recorded 289 offences, 150 for a million people (126–176; population mid-2024); Essex") {
			t.Errorf("%s: the areas are not side by side", d.Title)
		}
	}
	one, _, err := whole(newStudy(t, "data", "2026-04-23", "London, City of"), "areas")
	if err != nil {
		t.Fatal(err)
	}
	if contains(one, "Side by side") {
		t.Error("a report on one area sets it beside others")
	}
}

// A report and the evidence can be made on areas of every kind side by side, and what they
// say of each is read as of it, or they would not be written: forces, two forces joined,
// regions and nations, drawn by a seed; EVERY=1 draws more.
func TestDrawnAreas(t *testing.T) {
	if testing.Short() {
		t.Skip("builds whole reports; run without -short")
	}
	data, err := analysis.Load("data")
	if err != nil {
		t.Fatal(err)
	}
	draws := 1
	if recordstest.Every() {
		draws = 24
	}
	random := rand.New(rand.NewPCG(1, 2017))
	names := func() string {
		forces, groups := data.Forces.List, data.Forces.Groups()
		switch one := forces[random.IntN(len(forces))].Name; random.IntN(4) {
		case 0:
			return groups[random.IntN(len(groups))].Name
		case 1:
			return one + " + " + forces[random.IntN(len(forces))].Name
		default:
			return one
		}
	}
	for range draws {
		area := names()
		for range 1 + random.IntN(3) {
			more := area + "; " + names()
			if _, err := analysis.NewStudy(data, "2026-04-23", more); err == nil { // they share no force
				area = more
			}
		}
		t.Run(area, func(t *testing.T) {
			t.Parallel()
			s, err := analysis.NewStudy(data, "2026-04-23", area)
			if err != nil {
				t.Fatal(err)
			}
			_, evidence, _, err := Build(s, drawings(), colophon)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := Submission(s, drawings(), pictures(t), Submitter{Name: "A charity"}, evidence, colophon); err != nil {
				t.Error(err)
			}
		})
	}
}

// contains reports whether a text of the document begins with words.
func contains(d *doc.Document, words string) bool {
	for _, text := range texts(d) {
		if strings.HasPrefix(text, words) {
			return true
		}
	}
	return false
}
