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
	want := "April to December 2025 against April to December 2024. Recorded offences in Kent went from 205 to 287. " +
		"Those in Essex went from 247 to 227. The ratio of Kent is 1.52 times that of Essex (1.05–2.22): the difference is " +
		"larger than chance alone would give."
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
	// What is read alike of several is said once, and a silence is no 0.
	for area, want := range map[string]string{
		"Kent; Essex; Wales": "2024/25 against 2018/19. Recorded offences in Kent went from 173 to 289. The ratio of Kent is " +
			"0.90 times that of Essex (0.61–1.32) and 1.06 times that of Wales (0.76–1.48): in each case the difference could " +
			"be chance.",
		"Kent; British Transport Police": "In 2024/25 Kent recorded 289 offences, 150 for a million people (126–176; " +
			"population mid-2024); British Transport Police recorded no offences. British Transport Police recorded none in " +
			"any quarter since April to June 2021, after recording some before; that may be a change in where such offences " +
			"are recorded, and not an absence of them.",
	} {
		d, _, err := whole(newStudy(t, "data", "2026-04-23", area), "areas")
		if err != nil {
			t.Fatal(err)
		}
		if !contains(d, want) {
			t.Errorf("%s: no paragraph begins with %q", area, want)
		}
	}
	// Forces without residents have no rates to set side by side, only counts.
	for area, beside := range map[string]bool{"British Transport Police; City of London": true, "London, City of": false} {
		d, _, err := whole(newStudy(t, "data", "2026-04-23", area), "areas")
		if err != nil {
			t.Fatal(err)
		}
		if contains(d, "Side by side") != beside {
			t.Errorf("%s: stands side by side: %v, want %v", area, !beside, beside)
		}
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
// A force that stopped recording has neither fallen nor a 0 to be quoted, and an area with a handful
// of offences before the change has no ratio to them, whichever section would give it.
func TestHandfuls(t *testing.T) {
	for _, test := range []struct {
		area      string
		stems     []string
		has, lack []string
	}{
		{"BTP", []string{"before", "sayings", "force", "detail"}, []string{
			"For British Transport Police there is no estimate: too few offences were recorded in 2016/17",
			"British Transport Police recorded no grooming offences in 2024/25",
			"so no trend over the years is given", "no ratio, none after", "no ratio, none in either", "had none in 2016/17 and none in 2017/18",
			"Before and after April 2017 at British Transport Police",
		}, []string{"on average over these years", "recorded 0 ", "0.00 (", "0 a year"}},
		{"Gwent", []string{"before", "force"}, []string{"For Gwent there is no estimate", "base under ten"}, nil},
	} {
		d, _, err := filled(newStudy(t, "data", "2026-04-23", test.area), test.stems...)
		if err != nil {
			t.Fatal(err)
		}
		all := strings.Join(texts(d), "\n")
		for _, words := range test.has {
			if !strings.Contains(all, words) {
				t.Errorf("%s: nothing says %q", test.area, words)
			}
		}
		for _, words := range test.lack {
			if at := strings.Index(all, words); at >= 0 {
				t.Errorf("%s: %q stands in %q", test.area, words, all[max(0, at-60):min(len(all), at+60)])
			}
		}
	}
}

// The index of the briefs says beside the 0 of a silent force what it may mean.
func TestIndexOfSilences(t *testing.T) {
	s := newStudy(t, "data", "2026-04-23", "Hampshire")
	areas, err := s.Briefed(analysis.EveryForce)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Index(s, areas, analysis.EveryForce)
	if err != nil {
		t.Fatal(err)
	}
	want := "British Transport Police has recorded none in any quarter since April to June 2021"
	if !strings.Contains(strings.Join(texts(d), "\n"), want) {
		t.Errorf("the index does not say %q", want)
	}
}

func contains(d *doc.Document, words string) bool {
	for _, text := range texts(d) {
		if strings.HasPrefix(text, words) {
			return true
		}
	}
	return false
}
