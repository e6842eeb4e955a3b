package analysis

import (
	"grooming-report/analysis/fact"
	"math"
	"slices"
	"testing"

	"grooming-report/analysis/records"
)

func TestContrasts(t *testing.T) {
	s := newest(t, "Hampshire")
	// In R, n the four counts, phi the scatter of each, that of a force moderated, that of what is
	// set beside it of national quarters, f their degrees of freedom, and g which of the scatters
	// are one and the same:
	//	v <- tapply(phi/(n + .5), g, sum); df <- sum(v)^2/sum(v^2/tapply(f, g, mean))
	//	n[1]*n[4]/(n[2]*n[3])*exp(c(0, -1, 1)*qt(.975, df)*sqrt(sum(phi/n)))
	// Scotland shares those of England and Wales, g <- c(1, 2, 1, 2), and else g <- 1:4.
	scotland, ok, err := s.AgainstNation("Scotland")
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	agreeAll(t, "Scotland", []float64{scotland.Ratio, scotland.RateComparison.Interval.Lower,
		scotland.RateComparison.Interval.Upper},
		[]float64{4.30769230769231, 3.14724817289278, 5.89601200743429})
	rest, err := s.AgainstRest(s.Area, s.AfterYear.Period(), s.BeforeYear.Period())
	if err != nil {
		t.Fatal(err)
	}
	agreeAll(t, "the rest", []float64{rest.Ratio, rest.RateComparison.Interval.Lower, rest.RateComparison.Interval.Upper},
		[]float64{1.268190303540406, 0.753698442588464, 2.133886120913847})
	// fisher.test(matrix(c(150, 141, 2846, 3204), 2))$conf.int, to its four digits
	published, ok, err := s.AgainstRestAsPublished(s.Area)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	agree(t, "as published, ratio", published.Ratio, 150./141/(2846./3204), exact)
	agree(t, "as published, lower", published.Exact.Interval.Lower, 0.939807598493211, 1e-4)
	agree(t, "as published, upper", published.Exact.Interval.Upper, 1.526756414594133, 1e-4)
	for _, c := range []Contrast{scotland, rest, published} {
		if f := c.Fact(s); !f.Across() {
			t.Errorf("%s is not marked as across April 2017", f.Name)
		}
	}
	if rest.Reading() != "the difference could be chance" {
		t.Errorf("Hampshire against the rest reads %q", rest.Reading())
	}
	within, err := s.AgainstRest(s.Area, s.LatestYear.Period(), s.AfterYear.Period())
	if err != nil {
		t.Fatal(err)
	}
	if within.Fact(s).Across() {
		t.Error("two years of the new definition are marked as across April 2017")
	}
}

// Every force can be set beside the rest, or has no ratio of ratios.
func TestContrastOfEveryForce(t *testing.T) {
	s := newest(t, "Hampshire")
	for _, name := range s.National.Forces {
		a := records.ForceArea(name)
		c, err := s.AgainstRest(a, s.AfterYear.Period(), s.BeforeYear.Period())
		if err != nil {
			t.Fatal(err)
		}
		if n := c.Later.Value + c.OtherLater.Value; n != 4624 {
			t.Errorf("%s and the rest add up to %v", a.Name, n)
		}
		if c.Defined() && !c.RateComparison.Interval.Contains(c.Ratio) {
			t.Errorf("%s: %v outside %v", a.Name, c.Ratio, c.RateComparison.Interval)
		}
	}
	if c, err := s.AgainstRest(records.Area{Name: "London, City of", Forces: []string{"London, City of"}}, s.AfterYear.Period(), s.BeforeYear.Period()); err != nil || c.Defined() {
		t.Errorf("City of London, with none before: %v, %v", c.Ratio, err)
	}
}

// Two areas that are exchanged have the inverse ratio of ratios and the inverse limits; one
// that lacks a number has none, and says why.
func TestBetween(t *testing.T) {
	s := newest(t, "Kent")
	kent, essex := records.ForceArea("Kent"), records.ForceArea("Essex")
	later, earlier := s.LatestYear.Period(), s.Base.Period()
	one, err := s.Between(kent, essex, later, earlier)
	if err != nil {
		t.Fatal(err)
	}
	other, err := s.Between(essex, kent, later, earlier)
	if err != nil {
		t.Fatal(err)
	}
	agreeAll(t, "exchanged", []float64{1 / other.Ratio, 1 / other.RateComparison.Interval.Upper,
		1 / other.RateComparison.Interval.Lower},
		[]float64{one.Ratio, one.RateComparison.Interval.Lower, one.RateComparison.Interval.Upper})
	agree(t, "ratio", one.Ratio, one.Later.Value/one.Earlier.Value/(one.OtherLater.Value/one.OtherEarlier.Value), exact)
	for _, gap := range []records.Quarter{earlier.From, later.To} {
		gappy := studyOf(t, "Kent", func(series, force string, q records.Quarter) (string, bool) {
			if force == "Essex" && q == gap {
				return "", series == "88A"
			}
			return "10", series == "88A"
		})
		for _, areas := range [][2]records.Area{{kent, essex}, {essex, kent}} {
			if _, err := gappy.Between(areas[0], areas[1], later, earlier); !records.NoNumber(err) {
				t.Errorf("%s against %s without a number of Essex in %s: error %v, want that it lacks", areas[0].Name,
					areas[1].Name, gap, err)
			}
		}
	}
}

// A count of none is a number, and its ratio of ratios is none; a count below zero has no ratio of ratios.
func TestContrastBelowZero(t *testing.T) {
	for _, latest := range []int{1, 0, -1} {
		s := madeStudy(t, "Kent", func(force string, q records.Quarter) int {
			switch {
			case force != "Kent" || q.Year() != 2024:
				return 10 + int(q)%3
			case q == year(2024).From:
				return latest
			}
			return 0
		})
		c, err := s.AgainstRest(s.Area, year(2024), year(2018))
		if err != nil {
			t.Fatal(err)
		}
		if math.IsNaN(c.Ratio) != (latest < 0) || c.Defined() != (latest > 0) || latest == 0 && c.Ratio != 0 {
			t.Errorf("a latest year of %d: ratio of ratios %v, defined: %v", latest, c.Ratio, c.Defined())
		}
	}
}

// The rest of England and Wales is every other force that has the two periods, and is named by what it leaves out.
func TestRest(t *testing.T) {
	gap := year(2018).From
	s := studyOf(t, "Kent", func(series, force string, q records.Quarter) (string, bool) {
		if force == "Essex" && q == gap {
			return "", series == "88A"
		}
		return "10", series == "88A"
	})
	for _, test := range []struct {
		periods []records.Period
		name    string
		forces  int
	}{
		{[]records.Period{year(2020), year(2019)}, "England and Wales without Kent", 43},
		{[]records.Period{year(2019), year(2018)}, "England and Wales without Essex and Kent", 42},
	} {
		rest := s.rest(s.Area, test.periods...)
		if rest.Name != test.name || len(rest.Forces) != test.forces || slices.Contains(rest.Forces, "Kent") {
			t.Errorf("the rest of %v is %s, %d forces; want %s, %d", test.periods, rest.Name, len(rest.Forces), test.name,
				test.forces)
		}
	}
}

// A contrast as published rests on four figures of one series and one vintage: the total of the area, the part of it
// after the change that ends with it, and the same of England and Wales. Where one of them is another there is none.
func TestAgainstRestAsPublishedWants(t *testing.T) {
	s := newest(t, "Hampshire")
	part := records.FinancialYear(2017).Part(3)
	total := records.Period{From: year(2013).From, To: part.To}
	good := []records.Published{
		{Area: "Hampshire", Period: part, Value: 150}, {Area: "Hampshire", Period: total, Value: 291},
		{Area: s.National.Name, Period: part, Value: 2996}, {Area: s.National.Name, Period: total, Value: 6341},
	}
	for i := range good {
		good[i].ID, good[i].Series, good[i].Vintage = string(rune('a'+i)), s.Series, "2018"
	}
	for _, test := range []struct {
		what   string
		which  int
		change func(*records.Published)
	}{
		{"as published", 0, nil},
		{"the part of another area", 0, func(p *records.Published) { p.Area = "Kent" }},
		{"the part of another series", 0, func(p *records.Published) { p.Series = s.Added() }},
		{"the part from a quarter later", 0, func(p *records.Published) { p.Period.From++ }},
		{"the part of another vintage", 0, func(p *records.Published) { p.Vintage = "2019" }},
		{"the total of another area", 1, func(p *records.Published) { p.Area = "Kent" }},
		{"the total of another series", 1, func(p *records.Published) { p.Series = s.Added() }},
		{"the total to a quarter later", 1, func(p *records.Published) { p.Period.To++ }},
		{"the total of the part alone", 1, func(p *records.Published) { p.Period.From = part.From }},
		{"the total of another vintage", 1, func(p *records.Published) { p.Vintage = "2019" }},
		{"the national part of another vintage", 2, func(p *records.Published) { p.Vintage = "2019" }},
		{"the national total of another vintage", 3, func(p *records.Published) { p.Vintage = "2019" }},
	} {
		s.Data.Published = slices.Clone(good)
		if test.change != nil {
			test.change(&s.Data.Published[test.which])
		}
		c, ok, err := s.AgainstRestAsPublished(s.Area)
		if err != nil || ok != (test.change == nil) {
			t.Errorf("%s: a contrast: %v, %v; want %v", test.what, ok, err, test.change == nil)
			continue
		}
		if !ok {
			continue
		}
		// 291 − 150 of the area before, 2,996 − 150 of the rest after, and 6,341 − 2,996 − (291 − 150) before.
		for i, f := range []*fact.Fact{c.Later, c.Earlier, c.OtherLater, c.OtherEarlier} {
			period, n := part, []float64{150, 141, 2846, 3204}[i]
			if i%2 == 1 {
				period = records.Period{From: year(2013).From, To: year(2016).To}
			}
			if f.Value != n || f.Period != period {
				t.Errorf("%s is %v of %s, want %v of %s", f.Name, f.Value, f.Period, n, period)
			}
		}
	}
}
