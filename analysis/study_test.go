package analysis

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
	"grooming-report/analysis/stats"
)

// The scatter of national quarters, as sum((n - m)^2/m)/18 of the whole years 2018/19 to
// 2024/25 and /12 of 2012/13 to 2016/17 (R), widens limits of England and Wales, and none of a force.
func TestNationalDispersion(t *testing.T) {
	s := newest(t, "Hampshire")
	agree(t, "before", s.NationalDispersionFact(OldDefinition).Value, 3.10491271382089, exact)
	agree(t, "after", s.NationalDispersionFact(NewDefinition).Value, 5.57996056836638, exact)
	for _, test := range []struct {
		area records.Area
		want float64
	}{{s.National, 5.57996056836638}, {s.rest(s.Area), 5.57996056836638}, {s.Area, s.Scatter(s.Area, s.LatestYear.Period()).Value}} {
		w, err := s.Within(test.area, s.LatestYear.Period(), s.AfterYear.Period())
		if err != nil {
			t.Fatal(err)
		}
		agree(t, test.area.Name+" as printed", w.RatioFact(s, "within-definition").Input("dispersion").Value, test.want,
			exact)
	}
}

// The periods that a study is made of, in the release that ends in December 2025.
func TestPeriods(t *testing.T) {
	s := newest(t, "Hampshire")
	years := s.Years()
	if len(years) != 14 || years[0] != year(2012) || years[12] != year(2024) ||
		years[13] != records.FinancialYear(2025).Part(3) {
		t.Errorf("the years are %v, want 2012/13 to 2024/25 and April to December 2025", years)
	}
	for _, test := range []struct {
		what      string
		got, want records.Period
	}{
		{"before", s.Before(), records.Period{From: year(2012).From, To: year(2016).To}},
		{"after", s.After(), records.Period{From: year(2017).From, To: records.FinancialYear(2025).Quarter(3)}},
		{"the year before", s.BeforeYear.Period(), year(2016)},
		{"the year after", s.AfterYear.Period(), year(2017)},
		{"the latest year", s.LatestYear.Period(), year(2024)},
		{"the latest months", s.LatestMonths(), records.FinancialYear(2025).Part(3)},
		{"covered", s.Covered(), records.Period{From: year(2012).From, To: records.FinancialYear(2025).Quarter(3)}},
	} {
		if test.what == "after" { // up to the next change, of which there is none
			test.got.To = min(test.got.To, s.Covered().To)
		}
		if test.got != test.want {
			t.Errorf("%s: %s, want %s", test.what, test.got, test.want)
		}
	}
	quarters, err := s.Quarters(s.National, s.LatestYear.Period())
	if err != nil || len(quarters) != 4 {
		t.Fatalf("%d quarters of %s, %v; want 4", len(quarters), s.LatestYear, err)
	}
	beyond := records.Period{From: s.Covered().To, To: s.Covered().To + 1}
	if _, err := s.Quarters(s.National, beyond); !errors.Is(err, records.ErrNotCovered) {
		t.Errorf("quarters of %s, of which the release has the first: %v, want that it is not covered", beyond, err)
	}
	n := 0
	for i, c := range quarters {
		n += c.N
		if want := s.LatestYear.Quarter(i + 1).Period(); c.Period != want {
			t.Errorf("quarter %d is %s, want %s", i+1, c.Period, want)
		}
	}
	if n != 7140 {
		t.Errorf("the quarters of %s come to %d, want 7,140", s.LatestYear, n)
	}
	if s.OwnBase() != 2018 {
		t.Errorf("the study's own base is %s, want 2018/19, the second year of the definition", s.OwnBase())
	}
}

// A release that ends with a financial year has that year as its latest months.
func TestLatestMonths(t *testing.T) {
	s := newest(t, "Kent")
	for partial, want := range []records.Period{year(2024), records.FinancialYear(2025).Part(1),
		records.FinancialYear(2025).Part(2), records.FinancialYear(2025).Part(3)} {
		s.Partial = partial
		if got := s.LatestMonths(); got != want {
			t.Errorf("with %d quarters after the latest year: %s, want %s", partial, got, want)
		}
	}
}

// A release says of an area what it lacks of it, and whether the comparisons can be made without.
func TestInPart(t *testing.T) {
	for _, test := range []struct {
		what   string
		lacks  []records.Quarter
		inPart bool
		gap    string
	}{
		{"nothing", nil, false, ""},
		{"a quarter of the latest year", []records.Quarter{year(2024).To}, true,
			"has no number in this release for January to March 2025"},
		{"a quarter before the change", []records.Quarter{year(2016).From}, true,
			"has no number in this release for April to June 2016"},
		{"a quarter that nothing rests on", []records.Quarter{year(2013).From}, false,
			"has no number in this release for April to June 2013"},
	} {
		s := studyOf(t, "Kent", func(series, force string, q records.Quarter) (string, bool) {
			if force == "Kent" && slices.Contains(test.lacks, q) {
				return "", series == "88A"
			}
			return "10", series == "88A"
		})
		if s.InPart() != test.inPart || s.Gap() != test.gap {
			t.Errorf("Kent lacks %s: in part %v, %q; want %v, %q", test.what, s.InPart(), s.Gap(), test.inPart, test.gap)
		}
		if reported := slices.Contains(s.Reported(), "Kent"); reported == test.inPart {
			t.Errorf("Kent lacks %s: a brief can be written on it: %v", test.what, reported)
		}
	}
}

// A brief is made of areas that have every year that it compares; one that was asked for by name and lacks a year
// is an error, and of all forces or all regions it is left out.
func TestBriefed(t *testing.T) {
	s := studyOf(t, "Kent", func(series, force string, q records.Quarter) (string, bool) {
		if force == "Kent" && q == year(2016).From {
			return "", series == "88A"
		}
		return "10", series == "88A"
	})
	for _, test := range []struct {
		which string
		areas int
		err   string
	}{
		{"Essex; Surrey + Sussex", 2, ""},
		{"Essex; Kent", 0, "Kent has no number in this release for April to June 2016, so no brief can be made of it"},
		{"South East", 0, "so no brief can be made of it"},
		{"Kant", 0, `"Kant"`},
		{EveryForce, 43, ""},
	} {
		areas, err := s.Briefed(test.which)
		if (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) ||
			len(areas) != test.areas {
			t.Errorf("%s: %d areas, error %v; want %d, and %q", test.which, len(areas), err, test.areas, test.err)
		}
	}
	named := func(areas []records.Area, name string) bool {
		return slices.ContainsFunc(areas, func(a records.Area) bool { return a.Name == name })
	}
	groups, err := s.Briefed(EveryArea)
	if err != nil || named(groups, "South East") || !named(groups, "Wales") {
		t.Errorf("every region: %v, %v; want Wales among them, and not the South East, which holds Kent", groups, err)
	}
}

// A comparison within the new definition is of two periods under it, the later after the earlier; of others there
// is none, which is no error.
func TestWithinOrNone(t *testing.T) {
	s := newest(t, "Hampshire")
	for _, test := range []struct {
		later, earlier int
		made           bool
	}{
		{2024, 2018, true}, {2018, 2017, true}, {2018, 2018, false}, {2017, 2018, false}, {2017, 2016, false},
		{2016, 2015, false}, {2024, 2012, false},
	} {
		w, err := s.within(s.Area, year(test.later), year(test.earlier))
		if err != nil || (w != nil) != test.made {
			t.Errorf("%s over %s: %v, %v; want one: %v", year(test.later), year(test.earlier), w, err, test.made)
		}
	}
	shared := records.Period{From: year(2019).To, To: year(2020).To}
	if w, err := s.within(s.Area, shared, year(2019)); w != nil || err != nil {
		t.Errorf("two periods that share a quarter: %v, %v; want none", w, err)
	}
}

// named is the count of a series, by its name, in England and Wales.
func named(t *testing.T, s *Study, name string, p records.Period) records.Count {
	t.Helper()
	series, err := s.Data.Series.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Release.Count(s.National, series, p)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A total that is set beside code 88A does not contain it.
func TestControlsAreWithout88A(t *testing.T) {
	s := newest(t, "Hampshire")
	p := s.AfterYear.Period()
	for series, whole := range map[string]string{"sexual offences other than code 88A": "sexual offences", "all offences excluding fraud and code 88A": "all offences excluding fraud"} {
		without := named(t, s, series, p)
		with := named(t, s, whole, p)
		if without.N != with.N-4624 {
			t.Errorf("%s: %d, want %d less 4,624", series, without.N, with.N)
		}
		if len(without.Rows) <= len(with.Rows) {
			t.Errorf("%s: the rows of code 88A are not among its %d", series, len(without.Rows))
		}
	}
}

func BenchmarkStudy(b *testing.B) {
	d := loadData(b)
	for b.Loop() {
		s, err := NewStudy(d, "", "Hampshire")
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.AllForces(); err != nil {
			b.Fatal(err)
		}
	}
}

// A study wants a release and an area that there are, a series whose definition changed, and counts that scatter.
func TestNewStudyErrors(t *testing.T) {
	for _, test := range []struct{ release, area, says string }{
		{"2020", "", `no release "2020"`}, {"", "Kant", `"Kant"`}, {"", "Kent; Kent + Essex", "Kent is in Kent and in"},
		{"2019", "", "a report needs at least"},
	} {
		s, err := NewStudy(loadData(t), test.release, test.area)
		if err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("release %q, area %q: %v, error %v; want one that says %q", test.release, test.area, s, err, test.says)
		}
	}
	known := loadData(t)
	known.Releases = []*records.Release{recordstest.Made(t, known.Data, func(series, _ string, _ records.Quarter) (string,
		bool) {
		return "0", series == "88A"
	})}
	if s, err := NewStudy(known, "", ""); !errors.Is(err, stats.ErrNoDegreesOfFreedom) ||
		!strings.HasPrefix(err.Error(), known.Releases[0].File) {
		t.Errorf("a release of none: %v, error %v; want one that names it, and that nothing scatters", s, err)
	}
	known = loadData(t)
	main := known.Series.Main()
	definitions := main.Definitions
	defer func() { main.Definitions = definitions }() // the table of series is that of all tests
	main.Definitions = definitions[:1]
	if s, err := NewStudy(known, "2026-04-23", ""); err == nil || !strings.Contains(err.Error(), "one definition only") {
		t.Errorf("a series of one definition: %v, error %v; want one that says so", s, err)
	}
}

// What a change added to the series is a part of it from that day on, counted by others.
func TestAdded(t *testing.T) {
	s := newest(t, "Kent")
	main := s.Series
	day := s.Change.First()
	part := func(change func(*records.Series)) *records.Series {
		o := &records.Series{Name: "a part", PartOf: main, Source: "others",
			Definitions: []*records.Definition{{Begins: day}}}
		if change != nil {
			change(o)
		}
		return o
	}
	for _, test := range []struct {
		what  string
		of    *records.Series
		added bool
	}{
		{"a part since the change", part(nil), true},
		{"part of another series", part(func(o *records.Series) { o.PartOf = s.Sibling() }), false},
		{"of the same source", part(func(o *records.Series) { o.Source = main.Source }), false},
		{"since a quarter later", part(func(o *records.Series) { o.Definitions[0].Begins = (s.Change + 1).First() }), false},
		{"since ever", part(func(o *records.Series) { o.Definitions[0].Begins = time.Time{} }), false},
	} {
		s.Data.Series = records.SeriesTable{main, test.of}
		if got := s.Added(); (got == test.of) != test.added || !test.added && got != nil {
			t.Errorf("%s: %v is added, want it: %v", test.what, got, test.added)
		}
	}
}
