package figures

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
	"grooming-report/figures/house"
)

// All figures of forces, and of areas of several, from every release that a report can be made
// from: with EVERY=1, as in CI, each force of each release, otherwise a sample of the forces
// that takes the releases in turn.
func TestEveryArea(t *testing.T) {
	t.Parallel()
	d := data(t)
	var releases []*records.Release
	for _, r := range d.Releases {
		if r.Spans() {
			releases = append(releases, r)
		}
	}
	areas := []string{"South West", "Kent; Essex", "Hampshire", "Wales", "Kent + Essex",
		"Wales; North West; Devon and Cornwall"}
	if testing.Short() {
		t.Logf("-short leaves out the areas %q", slices.Concat(areas[:1], areas[2:]))
		areas = areas[1:2]
	}
	for _, f := range recordstest.Forces(t, d.Data) {
		if !slices.Contains(areas, f.Name) {
			areas = append(areas, f.Name)
		}
	}
	for i, r := range releases {
		for j, area := range areas {
			if !recordstest.Every() && j%len(releases) != i {
				continue
			}
			t.Run(fmt.Sprintf("%s/%s", r.Vintage, area), func(t *testing.T) {
				t.Parallel()
				for _, f := range drawn(t, study(t, d, string(r.Vintage), area)) {
					t.Run(f.name, func(t *testing.T) {
						p := parsed(t, f)
						checkLabels(t, p)
						checkClear(t, p)
						checkBreak(t, f, p)
						checkWords(t, f, d.Series.Main().Breaks()[0])
					})
				}
			})
		}
	}
}

// checkLabels wants all text large enough, on the page, and in nobody's way.
func checkLabels(t *testing.T, p picture) {
	t.Helper()
	var w, h float64
	_, err := fmt.Sscanf(p.ViewBox, "0 0 %g %g", &w, &h)
	if err != nil || w != house.Width.Points() || p.Width != house.Num(house.Width)+"pt" {
		t.Errorf("width %q, viewBox %q (%v), want %s wide", p.Width, p.ViewBox, err, house.Num(house.Width))
	}
	if h > 690 {
		t.Errorf("%g pt high, want at most 690, one page", h)
	}
	if p.Group.ID != "headline" || len(p.Group.Texts) < 2 {
		t.Errorf("no headline of its own")
	}
	all := slices.Concat(p.Group.Texts, p.Texts)
	page := box{0, 0, w, h}.grow(0.05)
	for i, a := range all {
		if a.Size < 8 {
			t.Errorf("%q is set in %g pt, want at least 8", a.Text, a.Size)
		}
		if !page.contains(a.room()) {
			t.Errorf("%q leaves the page: %.1f", a.Text, a.room())
		}
		for _, b := range all[:i] {
			if a.room().overlaps(b.room()) {
				t.Errorf("%q and %q overlap: %.1f, %.1f", a.Text, b.Text, a.room(), b.room())
			}
		}
	}
	for _, a := range p.Group.Texts {
		if a.room().bottom > p.Headline {
			t.Errorf("the headline's %q reaches below data-headline", a.Text)
		}
	}
	for _, a := range p.Texts {
		if a.room().top < p.Headline {
			t.Errorf("%q would go with the headline", a.Text)
		}
	}
}

// checkClear wants no line and no mark of the data to run through a label. A line that
// a ground of the page's own colour covers, where a label stands on one, does not
// count; nor does the grid.
func checkClear(t *testing.T, p picture) {
	t.Helper()
	for _, l := range p.Texts {
		label := l.room().grow(-0.5)
		var through string
		for _, q := range p.Paths {
			switch {
			case !q.overlaps(label):
			case (q.Fill == house.Hex(house.White) || q.Fill == house.Hex(house.Wash)) && q.Stroke == "":
				if q.contains(label) {
					through = ""
				}
			case q.Stroke != house.Hex(house.Pale) && q.crosses(label):
				through = q.D
			}
		}
		if through != "" {
			t.Errorf("%q is crossed by %s", l.Text, through)
		}
	}
}

// timeless are the figures without a time axis. Every other one has to mark the break.
var timeless = []string{"forest", "funnel", "caterpillar", "vintages"}

// checkBreak wants the break marked, and nothing that shows data on both sides of it:
// no line joins the two definitions.
func checkBreak(t *testing.T, f *figure, p picture) {
	t.Helper()
	if slices.Contains(timeless, f.name) {
		return
	}
	var breaks []box
	for _, q := range p.Paths {
		if q.Stroke == house.Hex(house.Pink) && q.Dashes != "" {
			breaks = append(breaks, q.box)
		}
	}
	if len(breaks) == 0 {
		t.Fatal("the break is not marked")
	}
	for _, q := range p.Paths {
		switch q.Fill + q.Stroke {
		case house.Hex(house.White), house.Hex(house.Wash), // ground
			"none" + house.Hex(house.Pale), "none" + house.Hex(house.Grey): // grid and base lines
			continue
		}
		for _, b := range breaks {
			if q.left < b.left && b.right < q.right && q.top < b.bottom && b.top < q.bottom {
				t.Errorf("%+v lies on both sides of the break", q)
			}
		}
	}
}

var (
	sentenceEnd = regexp.MustCompile(`[.;:!?]\s+[A-Z]`)
	unfair      = regexp.MustCompile(`(?i)grooming (rose|rises|fell|increased|soared|doubled|trebled)|` +
		`(rise|fall|increase) in grooming|caused|due to|led to|because of|thanks to|forecasts?\b|predict|will |` +
		`worst|\btop\b|\brank(ed|ing)|highest|lowest|per cent`)
	// Digits that are names: a date, a year, a code, a section of the Act.
	names = regexp.MustCompile(`\d{4}/\d\d|\d{1,2} [A-Z][a-z]+ \d{4}|\b\d{4}\b( release)?|88A|[Cc]ode 71|s\.15A?|(95|99\.8)\x{a0}%`)
)

// checkWords wants every number in the words to be a fact as it is listed, figures of
// both definitions called not comparable, and no word that says more than recorded
// offences can.
func checkWords(t *testing.T, f *figure, change records.Quarter) {
	t.Helper()
	facts := map[string]*fact.Fact{}
	for _, n := range f.facts {
		facts[n.Name] = n
	}
	if n := len(strings.Fields(plain(f.title))); n > 12 {
		t.Errorf("the title has %d words, want at most 12: %q", n, plain(f.title))
	}
	for _, prose := range []string{f.title, f.subtitle, f.foot, f.alt} {
		rest := names.ReplaceAllString(stated().ReplaceAllString(prose, ""), "")
		if strings.ContainsAny(rest, "0123456789") {
			t.Errorf("a number that is no fact in %q", rest)
		}
		for prose != "" {
			sentence := prose
			if m := sentenceEnd.FindStringIndex(prose); m != nil {
				sentence = prose[:m[0]+1]
			}
			prose = prose[len(sentence):]
			checkSentence(t, sentence, facts, change)
		}
	}
}

func checkSentence(t *testing.T, sentence string, facts map[string]*fact.Fact, change records.Quarter) {
	t.Helper()
	before, after, across := false, false, false
	for _, m := range stated().FindAllStringSubmatch(sentence, -1) {
		n, ok := facts[m[1]]
		if !ok {
			t.Fatalf("%q is stated but not listed", m[1])
		}
		if m[2] != n.Text && m[2] != n.LimitsText && (m[2] != "none" || n.Value != 0) {
			t.Errorf("%s reads %q, want %q", n.Name, m[2], n.Text)
		}
		if strings.Contains(n.Name, ".placebo-") && !strings.Contains(n.Name, ".placebo-88a.") {
			continue // of another series, whose definition did not change
		}
		before = before || n.Period.From < change
		after = after || n.Period.To >= change
		across = across || n.Across()
	}
	if (across || before && after) && !strings.Contains(sentence, "not comparable") {
		t.Errorf("without its caveat: %q", plain(sentence))
	}
	if bad := unfair.FindString(strings.ReplaceAll(plain(sentence), "not a forecast", "")); bad != "" {
		t.Errorf("%q in %q", bad, plain(sentence))
	}
}
