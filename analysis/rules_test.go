package analysis

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// The rules of the report at their edges: where a warning begins, where a number is
// not made, what is left out.

// ten is ten offences in every cell.
func ten(string, records.Quarter) int { return 10 }

// The quarters that an area lacks are those marked as missing, the first and the last of the
// release included.
func TestLacks(t *testing.T) {
	first, last := records.FinancialYear(2012).Quarter(1), records.FinancialYear(2025).Quarter(3)
	want := []records.Quarter{first, records.FinancialYear(2020).Quarter(2), last}
	s := studyOf(t, "Kent", func(series, force string, q records.Quarter) (string, bool) {
		if force == "Kent" && slices.Contains(want, q) {
			return "", series == "88A"
		}
		return "10", series == "88A"
	})
	if !slices.Equal(s.Lacks, want) {
		t.Errorf("Kent lacks %v, want %v", s.Lacks, want)
	}
}

// A ratio warns of an earlier count of 49 and not of 50, and from there on it is given in per
// cent too.
func TestSmallBases(t *testing.T) {
	for _, test := range []struct {
		base  int
		warns string
		ok    bool
	}{{9, "under ten, too few", false}, {10, "under fifty", false}, {49, "under fifty", false}, {50, "", true}} {
		s := madeStudy(t, "Kent", func(force string, q records.Quarter) int {
			if force != "Kent" || q.Year() != 2018 {
				return 10
			}
			return (test.base + q.N() - 1) / 4 // which add up to it
		})
		w, err := s.Within(s.Area, year(2024), year(2018))
		if err != nil {
			t.Fatal(err)
		}
		warned := ""
		for _, warning := range w.RatioFact(s, "within-definition").Warnings {
			if strings.Contains(string(warning), "count is under") {
				warned = string(warning)
			}
		}
		if (warned == "") != (test.warns == "") || !strings.Contains(warned, test.warns) {
			t.Errorf("a ratio to %d warns of a small base: %q, want %q", test.base, warned, test.warns)
		}
		if _, ok := w.PerCentChange(s, "within-definition"); ok != test.ok {
			t.Errorf("a percentage of %d is made: %v, want %v", test.base, ok, test.ok)
		}
	}
}

// A limit near one has the digits that show on which side of it it lies, as the verdict says:
// Nottinghamshire's ratio of 177 to 128 is 1.38, above one by a limit of 1.0034.
func TestVerdictInDigits(t *testing.T) {
	s := study(t, "2026-04-23", "Nottinghamshire")
	w, err := s.Within(s.Area, year(2024), year(2018))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := w.RatioFact(s, "within-definition").LimitsText, "1.003–1.92"; got != want || !(w.Interval.Lower > 1) {
		t.Errorf("limits %v are printed %s, want %s", w.Interval, got, want)
	}
}

// What stands beside a count: that quarters below zero are in it, and where the whole is below zero, that
// its limits are those of none. A count of none is an ordinary number.
func TestCountBelowZero(t *testing.T) {
	const some, whole = "gives some quarters in this count below zero", "Limits and ratios are those of no offence"
	for _, test := range []struct {
		first, second int // two quarters of Kent
		want          string
	}{
		{0, 0, ""}, {1, 0, ""}, {-1, 2, some}, {-1, 1, some}, {-1, 0, some + "; " + whole}, {-2, 1, some + "; " + whole},
	} {
		q := records.FinancialYear(2019).Quarter(1)
		s := madeStudy(t, "Kent", func(force string, at records.Quarter) int {
			switch {
			case force == "Kent" && at == q:
				return test.first
			case force == "Kent" && at == q+1:
				return test.second
			}
			return 10
		})
		c, err := s.Count(s.Area, records.Period{From: q, To: q + 1})
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, w := range s.CountFact(c).Warnings {
			for _, words := range []string{some, whole} {
				if strings.Contains(string(w), words) {
					said = append(said, words)
				}
			}
		}
		if got := strings.Join(said, "; "); got != test.want {
			t.Errorf("%d and %d: warns %q, want %q", test.first, test.second, got, test.want)
		}
	}
}

// Two periods that share a quarter are not compared; two that touch are.
func TestOverlap(t *testing.T) {
	s := madeStudy(t, "Kent", ten)
	q := records.FinancialYear(2019).Quarter(1)
	earlier := records.Period{From: q, To: q + 3}
	if _, err := s.Within(s.Area, records.Period{From: q + 3, To: q + 6}, earlier); !errors.Is(err, ErrUnlike) {
		t.Errorf("periods that share a quarter: error %v, want ErrUnlike", err)
	}
	if _, err := s.Within(s.Area, records.Period{From: q + 4, To: q + 7}, earlier); err != nil {
		t.Errorf("periods that follow each other: %v", err)
	}
}

// What is stated of part of a year, or of different months, says so; of like periods nothing is said.
func TestMonthsWarned(t *testing.T) {
	s := madeStudy(t, "Kent", func(force string, q records.Quarter) int { return 50 + int(q)%3 })
	warned := func(f *fact.Fact, words string) bool {
		return slices.ContainsFunc(f.Warnings, func(w fact.Warning) bool { return strings.Contains(string(w), words) })
	}
	months := s.LatestMonths()
	for _, test := range []struct {
		later, earlier  records.Period
		partial, unlike bool
	}{
		{year(2024), year(2018), false, false}, {months, months.YearBefore(), true, false}, {months, year(2018), true, true},
	} {
		r, err := s.Rate(s.Area, test.later)
		if err != nil {
			t.Fatal(err)
		}
		if got := warned(s.RateFact(r), "A part year at the same daily pace"); got != test.partial {
			t.Errorf("a rate of %s warns of a part year: %v, want %v", test.later, got, test.partial)
		}
		w, err := s.Within(s.Area, test.later, test.earlier)
		if err != nil {
			t.Fatal(err)
		}
		if got := warned(w.RatioFact(s, "within"), "of different months"); got != test.unlike {
			t.Errorf("%s over %s warns of different months: %v, want %v", test.later, test.earlier, got, test.unlike)
		}
	}
}

// A ratio is a number unless the earlier count is none.
func TestDefined(t *testing.T) {
	for ratio, want := range map[float64]bool{0: true, 0.5: true, 2: true, math.Inf(1): false, math.NaN(): false} {
		if got := (Comparison{RateComparison: stats.RateComparison{Ratio: ratio}}).Defined(); got != want {
			t.Errorf("a ratio of %v is defined: %v, want %v", ratio, got, want)
		}
	}
}

func TestStandsOutAlone(t *testing.T) {
	row := func(lower, upper, ratio, p float64) ForceRow {
		w := Within{Comparison{RateComparison: stats.RateComparison{Ratio: ratio, Interval: stats.Interval{Lower: lower,
			Upper: upper}}}}
		return ForceRow{BeforeAfter: BeforeAfter{Within: &w}, WithinP: p}
	}
	for _, test := range []struct {
		what string
		row  ForceRow
		want bool
	}{
		{"limits above one, not among all", row(1.1, 2, 1.5, 0.2), true},
		{"limits above one, at the level exactly", row(1.1, 2, 1.5, 1-Level), true},
		{"limits above one, among all as well", row(1.1, 2, 1.5, 0.01), false},
		{"limits below one, not among all", row(0.2, 0.9, 0.5, 0.2), true},
		{"limits about one", row(0.9, 2, 1.4, 0.2), false},
		{"no ratio", row(1.1, math.Inf(1), math.Inf(1), 0.2), false},
		{"no years to compare", ForceRow{WithinP: 0.2}, false},
	} {
		if got := test.row.StandsOutAlone(); got != test.want {
			t.Errorf("%s: StandsOutAlone() = %v, want %v", test.what, got, test.want)
		}
	}
}

// A rate for the population takes the estimate nearest to the middle of the period, and
// wants every territorial force and 100,000 people.
func TestPerMillionEstimate(t *testing.T) {
	s := madeStudy(t, "Kent", ten)
	people := func(midYear, n int) records.Population {
		return records.Population{Force: "Kent", MidYear: midYear, AllAges: n, Basis: records.Rebased, Row: records.Rows{File: "data/population.csv", First: 2, Last: 2}}
	}
	for _, test := range []struct {
		what       string
		population []records.Population
		period     records.Period
		estimate   string // empty for no rate
		value      float64
	}{
		{"a year", []records.Population{people(2018, 2e6), people(2019, 1e6), people(2020, 4e6)}, year(2019), "mid-2019", 40},
		{"two years", []records.Population{people(2018, 2e6), people(2019, 1e6), people(2020, 4e6)},
			records.Period{From: year(2018).From, To: year(2019).To}, "mid-2019", 40},
		{"six quarters", []records.Population{people(2018, 2e6), people(2019, 1e6)},
			records.Period{From: year(2018).From, To: year(2019).From + 1}, "mid-2018", 20},
		{"seven", []records.Population{people(2018, 2e6), people(2019, 1e6)},
			records.Period{From: year(2018).From, To: year(2019).From + 2}, "mid-2019", 70 / (1 + 275./366)},
		{"one on another basis", []records.Population{people(2018, 2e6), {Force: "Kent", MidYear: 2019, AllAges: 1e6,
			Basis: records.FirstPublished}}, year(2019), "mid-2018", 20},
		{"the first of two as near", []records.Population{people(2018, 2e6), people(2020, 4e6)}, year(2019), "mid-2018", 20},
		{"a hundred thousand", []records.Population{people(2019, 100_000)}, year(2019), "mid-2019", 400},
		{"one less", []records.Population{people(2019, 99_999)}, year(2019), "", 0},
		{"nobody", nil, year(2019), "", 0},
	} {
		s.Data.Population = test.population
		rate, err := s.Rate(s.Area, test.period)
		if err != nil {
			t.Fatal(err)
		}
		m := s.PerMillion(rate, false)
		switch {
		case m == nil && test.estimate != "":
			t.Errorf("%s: no rate, want one by %s", test.what, test.estimate)
		case m != nil && (m.Estimate != test.estimate || math.Abs(m.Value-test.value) > 1e-9):
			t.Errorf("%s: %v by %s, want %v by %q", test.what, m.Value, m.Estimate, test.value, test.estimate)
		}
	}
	// An estimate of the year before or after serves; of two years off, the rate warns.
	for off := -3; off <= 3; off++ {
		s.Data.Population = []records.Population{people(2019+off, 1e6)}
		rate, err := s.Rate(s.Area, year(2019))
		if err != nil {
			t.Fatal(err)
		}
		m := s.PerMillion(rate, false)
		warns := slices.ContainsFunc(s.PerMillionFact(m).Warnings, func(w fact.Warning) bool {
			return strings.Contains(string(w), "is not of the same year")
		})
		if far := off < -1 || off > 1; m.Distance != max(off, -off) || warns != far {
			t.Errorf("an estimate %d years off: distance %d, warns %v; want %v", off, m.Distance, warns, far)
		}
	}
	// Whoever quotes a rate for a million reads what it rests on, and of which definition its count is.
	s.Data.Population = []records.Population{people(2016, 1e6)}
	for year, definition := range map[int]string{
		2015: "Under the definition before April 2017", 2017: "2017/18 is the first year of the wider code", 2018: ""} {
		rate, err := s.Rate(s.Area, records.FinancialYear(year).Period())
		if err != nil {
			t.Fatal(err)
		}
		var said strings.Builder
		for _, w := range s.PerMillionFact(s.PerMillion(rate, false)).Cautions() {
			said.WriteString(string(w) + " ")
		}
		for _, want := range []string{"had at second hand", "what is reported and how it is recorded", definition} {
			if !strings.Contains(said.String(), want) {
				t.Errorf("a rate of %d: %q, want %q in it", year, said.String(), want)
			}
		}
		if strings.Contains(said.String(), "definition before") != (year < 2017) {
			t.Errorf("a rate of %d: %q", year, said.String())
		}
	}
	// British Transport Police has no residents, and Kent must have some.
	s.Data.Population = slices.Clone(loadData(t).Population)
	national, err := s.Rate(s.National, year(2024))
	if err != nil {
		t.Fatal(err)
	}
	if s.PerMillion(national, false) == nil {
		t.Error("England and Wales with British Transport Police has no rate")
	}
	for i, p := range s.Data.Population {
		if p.Force == "Kent" {
			s.Data.Population[i].Force = "British Transport Police"
		}
	}
	if m := s.PerMillion(national, false); m != nil {
		t.Errorf("without a population of Kent the rate is %v a million, want none", m.Value)
	}
}

// A force is silent after eight quarters of none that follow some.
func TestSilentQuarters(t *testing.T) {
	last := records.FinancialYear(2025).Quarter(3)
	s := madeStudy(t, "Kent", func(force string, q records.Quarter) int {
		quiet := map[string]records.Quarter{"Essex": last - 7, "Kent": last - 6,
			"Dorset": records.FinancialYear(2012).Quarter(1), "Surrey": records.FinancialYear(2012).Quarter(2)}
		if since, ok := quiet[force]; ok && q >= since || force == "Cumbria" && q > last-10 && q < last {
			return 0 // Cumbria has some again in the last quarter
		}
		return 10
	})
	var got []string
	for _, x := range s.Silent() {
		got = append(got, x.Force+" since "+x.Since.String())
	}
	want := "Essex since January to March 2024; Surrey since July to September 2012"
	if strings.Join(got, "; ") != want {
		t.Errorf("Silent() = %s, want %s", strings.Join(got, "; "), want)
	}
	if _, ok := s.SilentSince("Kent"); ok {
		t.Error("Kent is silent after seven quarters, want eight")
	}
}

// A further row in the table of series is enough to keep periods on both sides of a
// further change apart.
func TestSecondChange(t *testing.T) {
	s := madeStudy(t, "Kent", ten)
	definitions := s.Series.Definitions
	defer func() { s.Series.Definitions = definitions }() // the table of series is that of all tests
	last := *definitions[1]
	last.Ends = records.FinancialYear(2024).Quarter(1).First().AddDate(0, 0, -1)
	s.Series.Definitions = []*records.Definition{definitions[0], &last, {
		Label: "a third", Holds: "a third", Change: "narrowed", Begins: records.FinancialYear(2024).Quarter(1).First(),
	}}
	again, err := NewStudy(s.Data, "", "Kent")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := again.Within(again.Area, year(2024), year(2018)); !errors.Is(err, ErrUnlike) || !strings.Contains(err.Error(), "the code narrowed in April 2024") {
		t.Errorf("2024/25 with 2018/19: error %v, want ErrUnlike with what changed", err)
	}
	three, err := again.BeforeAfter(again.Area)
	if err != nil {
		t.Fatal(err)
	}
	if three.Within != nil {
		t.Errorf("2024/25 is set beside 2017/18 as of one definition: %v", three.Within.Ratio)
	}
	if of := again.scattersOf(year(2024)); len(of) != 1 || of[0].name != "since-2024-04" ||
		of[0].period != (records.Period{From: year(2024).From, To: again.Covered().To}) {
		t.Errorf("the third definition's scatter is %+v, want one of its own quarters", of)
	}
	if three.SameMonths == nil {
		t.Error("April to December 2025 is not set beside the same months of 2024, which have its definition")
	}
	for _, test := range []struct {
		later, earlier int
		crosses        bool
	}{{2016, 2015, false}, {2017, 2016, true}, {2023, 2017, false}, {2024, 2023, true}, {2024, 2016, true}} {
		if got := len(again.Series.Crossed(year(test.later), year(test.earlier))) > 0; got != test.crosses {
			t.Errorf("%d and %d cross a change: %v, want %v", test.later, test.earlier, got, test.crosses)
		}
	}
}

// A definition of one quarter has no scatter of its own: what is counted in it is given that of the
// definition before, and so is what reaches over both.
func TestYoungDefinition(t *testing.T) {
	s := madeStudy(t, "Kent", func(force string, q records.Quarter) int { return 10 + 3*q.N() + int(q)*len(force)%7 })
	definitions := s.Series.Definitions
	defer func() { s.Series.Definitions = definitions }() // the table of series is that of all tests
	last := s.Covered().To
	wide := *definitions[1]
	wide.Ends = last.First().AddDate(0, 0, -1)
	s.Series.Definitions = []*records.Definition{definitions[0], &wide, {
		Label: "a third", Holds: "a third", Change: "narrowed", Begins: last.First(),
	}}
	again, err := NewStudy(s.Data, "", "Kent")
	if err != nil {
		t.Fatal(err)
	}
	if p := again.scatter(NewDefinition).period; p != (records.Period{From: s.Change, To: last - 1}) {
		t.Errorf("the second definition scatters over %s, want to the quarter before the third", p)
	}
	for _, a := range []records.Area{again.Area, again.National} {
		before, after := again.Scatter(a, again.BeforeYear.Period()), again.Scatter(a, again.AfterYear.Period())
		if before.Fact == nil || after.Fact == nil || before.Fact.Name == after.Fact.Name {
			t.Fatalf("%s: the two sides of April 2017 scatter by %v and %v, want each its own", a.Name, before.Fact, after.Fact)
		}
		for _, p := range []records.Period{last.Period(), {From: last - 1, To: last}} {
			if got := again.Scatter(a, p); got.Fact == nil || got.Fact.Name != after.Fact.Name || got.Value != after.Value {
				t.Errorf("%s, %s: scatter %v, want %v, as before the third definition", a.Name, p, got.Value, after.Value)
			}
		}
	}
}

// A control that lacks a number in either year is left out, and stops nothing.
func TestControlsWithGaps(t *testing.T) {
	for _, gap := range []records.Quarter{records.FinancialYear(2016).Quarter(2), records.FinancialYear(2017).Quarter(3)} {
		s := studyOf(t, "Kent", func(series, force string, q records.Quarter) (string, bool) {
			if series == "71" && force == "Kent" && q == gap {
				return "", true
			}
			return map[string]string{"88A": "10", "71": "20", "sexual offences": "100"}[series], series != "all offences excluding fraud"
		})
		controls, err := s.Controls()
		if err != nil {
			t.Fatalf("code 71 without a number in %s: %v", gap, err)
		}
		if len(controls) != 1 || controls[0].Series.Name != "sexual offences other than code 88A" {
			t.Errorf("code 71 without a number in %s: %d controls, want the other sexual offences alone", gap, len(controls))
		}
	}
}

// A control of an area wants a scatter of all forces between its two years; where one of them lacks a number, or none
// recorded any, there is none.
func TestControlWithoutScatter(t *testing.T) {
	made := func(other func(force string, q records.Quarter) string) *Study {
		return studyOf(t, "Kent", func(series, force string, q records.Quarter) (string, bool) {
			if series == "71" {
				return other(force, q), true
			}
			return "10", series == "88A"
		})
	}
	gappy := made(func(force string, q records.Quarter) string {
		return map[bool]string{false: "10"}[force == "Essex" && q == year(2017).From]
	})
	if c, err := gappy.Control(gappy.Sibling(), gappy.Area, year(2017), year(2016)); !records.NoNumber(err) {
		t.Errorf("without a number of Essex: %+v, error %v; want that it lacks", c.Comparison, err)
	}
	none := made(func(string, records.Quarter) string { return "0" })
	if c, err := none.Control(none.Sibling(), none.National, year(2017), year(2016)); !errors.Is(err,
		stats.ErrNoDegreesOfFreedom) {
		t.Errorf("a control of none: %+v, error %v; want that it has no degrees of freedom", c.Comparison, err)
	}
}

// A control that changed its own definition between the two years is not left out in silence.
func TestControlThatChanged(t *testing.T) {
	s := newest(t, "Kent")
	series, err := s.Data.Series.Find("71")
	if err != nil {
		t.Fatal(err)
	}
	definitions := series.Definitions
	defer func() { series.Definitions = definitions }() // the table of series is that of all tests
	before := *definitions[0]
	before.Ends = s.Change.First().AddDate(0, 0, -1)
	series.Definitions = []*records.Definition{&before, {Label: "another", Holds: "another", Change: "narrowed",
		Begins: s.Change.First()}}
	if controls, err := s.Controls(); !errors.Is(err, ErrUnlike) {
		t.Errorf("a control across a change of its own: %d controls, %v; want ErrUnlike", len(controls), err)
	}
}

// Years under the old definition follow one another without a gap: a year that lacks a number of the area is not
// passed over, and no ratio is made of it.
func TestYearOnYearWithGap(t *testing.T) {
	gap := records.FinancialYear(2014).Quarter(2)
	s := studyOf(t, "Kent", func(series, force string, q records.Quarter) (string, bool) {
		if force == "Kent" && q == gap {
			return "", series == "88A"
		}
		return strconv.Itoa(10 + int(q)%7), series == "88A"
	})
	for _, p := range []records.Period{year(2014), year(2013)} {
		across, err := s.Across(records.ForceArea("Kent"), year(2017), p)
		if lacks := p == year(2014); records.NoNumber(err) != lacks || lacks && across.Later.N != 0 {
			t.Errorf("Kent across April 2017 from %s: %v, error %v; want an error: %v", p, across.Ratio, err, lacks)
		}
	}
	if ws, err := s.YearOnYear(records.ForceArea("Kent")); !records.NoNumber(err) || ws != nil {
		t.Errorf("Kent without a number in %s: %d ratios, error %v; want that it lacks", gap, len(ws), err)
	}
	begun := studyOf(t, "Kent", func(series, _ string, q records.Quarter) (string, bool) { // a quarter into 2013/14
		return "10", series == "88A" && q > year(2013).From
	})
	if ws, err := begun.YearOnYear(begun.Area); err != nil || len(ws) != 2 || ws[0].Earlier.Period != year(2014) {
		t.Errorf("from July 2013: %d ratios, %v; want 2015/16 and 2016/17 over the year before", len(ws), err)
	}
	ws, err := s.YearOnYear(records.ForceArea("Essex"))
	if err != nil || len(ws) != 4 {
		t.Fatalf("Essex: %d ratios, %v; want one for each of 2013/14 to 2016/17", len(ws), err)
	}
	for i, w := range ws {
		if w.Later.Period != year(2013+i) || w.Earlier.Period != year(2012+i) {
			t.Errorf("Essex: %s over %s, want %s over the year before", w.Later.Period, w.Earlier.Period, year(2013+i))
		}
	}
}

// A sum of England and Wales says which forces it leaves out, and for which quarters they have no number.
func TestLeftOut(t *testing.T) {
	gap := records.FinancialYear(2019).Quarter(2)
	s := studyOf(t, "Essex", func(series, force string, q records.Quarter) (string, bool) {
		if force == "Kent" && q == gap || force == "Surrey" && q == records.FinancialYear(2025).Quarter(3) {
			return "", series == "88A"
		}
		return "10", series == "88A"
	})
	for _, test := range []struct {
		area records.Area
		p    records.Period
		want string
	}{
		{s.Nation(year(2019)), year(2019), "England and Wales here leaves out Kent (no number for July to September 2019)."},
		{s.Nation(year(2020)), year(2020), ""},
		{s.Nation(s.LatestMonths()), s.LatestMonths(),
			"England and Wales here leaves out Surrey (no number for October to December 2025)."},
		{records.ForceArea("Essex"), year(2019), ""},
	} {
		c, err := s.Count(test.area, test.p)
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, w := range s.CountFact(c).Warnings {
			if strings.Contains(string(w), "leaves out") {
				said = string(w)
			}
		}
		if said != test.want {
			t.Errorf("%s, %s: warns %q, want %q", c.Area.Name, test.p, said, test.want)
		}
	}
}

// A claim that cannot be true of any table stops the report, and is not passed over.
func TestImpossibleClaim(t *testing.T) {
	s := newest(t, "Kent")
	for known, fails := range map[int]bool{9: false, 10: false, 11: true} {
		s.Data.Claims = []claims.Claim{{Kind: claims.Share, Low: 50, High: 50, Later: &records.Published{Value: known},
			Earlier: &records.Published{Value: 10}}}
		if checks, err := s.Checks(); (err != nil) != fails || !fails && len(checks) != 1 {
			t.Errorf("the method is known of %d offences of 10: %d checks, error %v; want an error: %v", known, len(checks),
				err, fails)
		}
	}
}

// The limits of a control rest on the scatter of the forces of England and Wales: over the two
// years, where it is the nation's and one follows the other, and else over all between them.
func TestControlScatter(t *testing.T) {
	s := newest(t, "Kent")
	series, err := s.Data.Series.Find("71")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		area           records.Area
		later, earlier int
		sums           int // of the rows that the scatter is of
	}{{s.National, 2017, 2016, 2}, {s.Area, 2017, 2016, 1}, {s.National, 2024, 2018, 1}, {s.Area, 2024, 2018, 1}} {
		c, err := s.Control(series, test.area, year(test.later), year(test.earlier))
		if err != nil {
			t.Fatal(err)
		}
		f := c.RatioFact(s).Input("dispersion")
		if f.Name != "england-wales.dispersion.71" || f.Value != c.Dispersion.Value || len(c.scattered) != test.sums {
			t.Errorf("%s, %d over %d: %s = %v of %d sums, want england-wales.dispersion.71 = %v of %d", test.area.Name,
				test.later,
				test.earlier, f.Name, f.Value, len(c.scattered), c.Dispersion.Value, test.sums)
		}
		var lines int
		for _, rows := range f.Rows {
			lines += rows.Last - rows.First + 1
		}
		if years := test.later - test.earlier + 1; lines != 44*4*years {
			t.Errorf("%s, %d over %d: the scatter rests on %d lines, want those of 44 forces in %d years", test.area.Name,
				test.later, test.earlier, lines, years)
		}
	}
}

// The release before is one that shares a whole financial year.
func TestPrevious(t *testing.T) {
	s := study(t, "2026-04-23", "Kent")
	if got := s.Previous(); got == nil || got.Vintage != "2023-10-19" {
		t.Errorf("Previous() = %v, want 2023-10-19", got)
	}
	for _, test := range []struct {
		a, b   records.Period
		shares bool
	}{
		{year(2017), year(2017), true},
		{year(2017), records.Period{From: year(2012).From, To: year(2025).To}, true},
		{year(2017), year(2018), false},
		{records.FinancialYear(2017).Part(3), records.Period{From: year(2012).From, To: year(2025).To}, false},
		{records.Period{From: year(2017).From + 1, To: year(2018).To - 1}, records.Period{From: year(2012).From,
			To: year(2025).To}, false},
	} {
		if got := sharesYear(test.a, test.b); got != test.shares {
			t.Errorf("%s and %s share a whole year: %v, want %v", test.a, test.b, got, test.shares)
		}
		if sharesYear(test.a, test.b) != sharesYear(test.b, test.a) {
			t.Errorf("%s and %s: not the same the other way round", test.a, test.b)
		}
	}
}

// A quarter of none after dozens is noted beside every count that holds it.
func TestLapse(t *testing.T) {
	last := records.FinancialYear(2025).Quarter(3)
	s := madeStudy(t, "Kent", func(force string, q records.Quarter) int {
		if force == "Kent" && q == last {
			return 0
		}
		return 20
	})
	for _, test := range []struct {
		area  records.Area
		p     records.Period
		notes bool
	}{
		{s.Area, s.LatestMonths(), true}, {s.National, s.LatestMonths(), true}, {s.Area, s.LatestYear.Period(), false},
		{records.ForceArea("Essex"), s.LatestMonths(), false},
	} {
		latest, err := s.Count(test.area, s.LatestMonths())
		if err != nil {
			t.Fatal(err)
		}
		whole, err := s.Count(test.area, s.LatestYear.Period())
		if err != nil {
			t.Fatal(err)
		}
		kent := test.area.Name == "Kent"
		for _, of := range []struct {
			later, earlier records.Count
			want           bool
		}{{latest, whole, kent}, {whole, latest, kent}, {latest, latest, kent}, {whole, whole, false}} {
			if got := s.Unreadable(of.later, of.earlier); got != of.want {
				t.Errorf("%s, %s and %s: unreadable %v, want %v", test.area.Name, of.later.Period, of.earlier.Period, got,
					of.want)
			}
		}
		older := latest
		older.Vintage = "2019"
		other := latest
		other.Series = s.Sibling()
		if s.Unreadable(older, older) || s.Unreadable(other, other) {
			t.Errorf("%s: a lapse of this release is in counts of another, or of another series", test.area.Name)
		}
		c, err := s.Count(test.area, test.p)
		if err != nil {
			t.Fatal(err)
		}
		noted := false
		for _, w := range s.CountFact(c).Warnings {
			noted = noted || strings.Contains(string(w), "Kent has none in October to December 2025, after dozens")
		}
		if noted != test.notes {
			t.Errorf("%s, %s: the lapse is noted: %v, want %v", test.area.Name, test.p, noted, test.notes)
		}
	}
}

// A count of the first year of the wider code, or of a year before it, says so where it is opened, and so do the
// numbers that are computed from it; no document notes it beside each of them.
func TestFirstYear(t *testing.T) {
	s := madeStudy(t, "Kent", func(string, records.Quarter) int { return 20 })
	count := func(p records.Period) *fact.Fact {
		c, err := s.Count(s.Area, p)
		if err != nil {
			t.Fatal(err)
		}
		return s.CountFact(c)
	}
	first := s.AfterYear.Period()
	const began, before = "2017/18 is the first year of the wider code", "Under the definition before April 2017: not comparable"
	for _, test := range []struct {
		p    records.Period
		says string
	}{
		{first, began}, {s.AfterYear.Quarter(1).Period(), began}, {s.AfterYear.Quarter(4).Period(), began},
		{s.BeforeYear.Period(), before}, {s.BeforeYear.Quarter(4).Period(), before}, {(s.AfterYear + 1).Period(), ""},
		{records.Period{From: first.From, To: first.To + 4}, ""}, {records.Period{From: first.From - 1, To: first.To}, ""},
	} {
		f := count(test.p)
		if !strings.HasPrefix(string(f.Aside), test.says) || test.says == "" && f.Aside != "" || len(f.Warnings) > 0 {
			t.Errorf("the count of %s: aside %q, warnings %q; want the aside %q, and no warning", test.p, f.Aside, f.Warnings,
				test.says)
		}
	}
	b, err := s.BeforeAfter(s.Area)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []struct {
		name string
		says int // the ratio, and the change in per cent that is computed from it
		c    Comparison
	}{{"from the first year", 2, *b.StartUp.comparison()}, {"from the second", 0, *b.Within.comparison()}} {
		said := 0
		ratio := f.c.fact(s, "ratio", false)
		for _, w := range append(ratio.Cautions(), PerCentOf(ratio, "change").Cautions()...) {
			if strings.HasPrefix(string(w), "2017/18 is the first year of the wider code") {
				said++
			}
		}
		if said != f.says {
			t.Errorf("the ratio and the change %s speak of the first year %d times, want %d", f.name, said, f.says)
		}
	}
}
