package analysis

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// In R, q the counts of a force by financial year and quarter:
//
//	E <- outer(rowSums(q), colSums(q))/sum(q); sum((q - E)^2/E)/18
//	z <- log(phi) - digamma(9) + log(9); v <- var(z) - trigamma(9), d0 twice the inverse trigamma of v
//	s0 <- exp(mean(z) + digamma(d0/2) - log(d0/2)); (18*phi + d0*s0)/(18 + d0)
//
// which is limma's squeezeVar, over the 42 forces most of whose cells expect an offence or more.
func TestModeratedScatter(t *testing.T) {
	s := newest(t, "Hampshire")
	after := s.scatter(NewDefinition)
	own, err := s.ownScatter(after, s.Area)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, "own", own.Value, 9.46, 1e-3)
	moderated := s.Scatter(s.Area, year(2024))
	agree(t, "moderated", moderated.Value, 5.89874686490445, exact)
	agree(t, "its degrees of freedom", moderated.DF, 34.70039368599365, fitted)
	agree(t, "before", s.Scatter(s.Area, year(2016)).Value, 1.57232954174850, fitted)
	// City of London records too few for a dispersion of its own, and is given the prior.
	prior := after.byForce["London, City of"]
	agree(t, "prior", prior.Value, 2.05912005657, 1e-10)
	agree(t, "prior degrees of freedom", prior.DF, 16.70039368599, 1e-10)
	nation := s.Scatter(s.National, year(2024))
	agree(t, "nation", nation.Value, 5.57996056836638, exact)
	agree(t, "nation’s degrees of freedom", nation.DF, 18, exact)
}

// Limits of the comparisons that lead, by each side's own scatter and Student's t, the exact ones
// of stats.CompareRatesUnequal. With x and y the counts over equal exposures, phi and psi their
// dispersions on f and g degrees of freedom, in R:
//
//	v <- phi/(x + .5); w <- psi/(y + .5); df <- (v + w)^2/(v^2/f + w^2/g); a <- pnorm(qt(.025, df))
//	b <- c(qbeta(a, x/phi, (y + 1)/psi), qbeta(1 - a, (x + 1)/phi, y/psi)); b/(1 - b)*phi/psi
func TestLeadingLimits(t *testing.T) {
	s := newest(t, "Hampshire")
	nation, err := s.BeforeAfter(s.National)
	if err != nil {
		t.Fatal(err)
	}
	force, err := s.BeforeAfter(s.Area)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		what string
		c    Comparison
		want string
	}{
		{"the nation across April 2017", nation.Headline.Comparison, "4.00 (3.52–4.56)"},
		{"the nation from 2018/19", nation.Within.Comparison, "1.21 (1.11–1.33)"},
		{"the nation from 2017/18", nation.StartUp.Comparison, "1.54 (1.41–1.70)"},
		{"the nation, same months", nation.SameMonths.Comparison, "1.08 (0.98–1.19)"},
		{"Hampshire from 2017/18", force.StartUp.Comparison, "1.03 (0.64–1.68)"},
		{"Hampshire across April 2017", force.Headline.Comparison, "5.02 (2.98–8.48)"},
	} {
		if got := fmt.Sprintf("%.2f (%.2f–%.2f)", test.c.Ratio, test.c.Interval.Lower, test.c.Interval.Upper); got != test.want {
			t.Errorf("%s: %s, want %s", test.what, got, test.want)
		}
	}
}

// What reaches over both definitions has the larger of their two scatters.
func TestScatterOverBoth(t *testing.T) {
	periods := []records.Period{{From: year(2016).From, To: year(2017).To}, {From: year(2016).To, To: year(2017).From}}
	for _, wild := range []bool{true, false} { // before the change, or after it
		s := madeStudy(t, "Kent", func(force string, q records.Quarter) int {
			if (q < year(2017).From) == wild {
				return 50 + 40*(int(q)*(5+len(force))%7)
			}
			return 50 + int(q)*(5+len(force))%7
		})
		for _, a := range []records.Area{s.Area, s.National} {
			before, after := s.Scatter(a, year(2016)), s.Scatter(a, year(2017))
			want := after
			if wild {
				want = before
			}
			for _, p := range periods {
				if got := s.Scatter(a, p); got.Fact.Name != want.Fact.Name || got.Value != max(before.Value, after.Value) {
					t.Errorf("%s, before %v, after %v: over %s %v", a.Name, before.Value, after.Value, p, got.Value)
				}
			}
		}
	}
}

// An area's own scatter is that of its whole years: a year that lacks a number is left out, with all of its quarters.
func TestScatterOfWholeYears(t *testing.T) {
	count := func(q records.Quarter) int { return 50 + 7*(int(q)*int(q)%11) }
	gap := records.FinancialYear(2021).Quarter(2)
	s := studyOf(t, "Kent", func(series, force string, q records.Quarter) (string, bool) {
		if force == "Kent" && q == gap {
			return "", series == "88A"
		}
		return strconv.Itoa(count(q)), series == "88A"
	})
	table := func(years ...records.FinancialYear) (rows [][]float64) {
		for _, y := range years {
			row := make([]float64, 4)
			for i := range row {
				row[i] = float64(count(y.Quarter(i + 1)))
			}
			rows = append(rows, row)
		}
		return rows
	}
	want, err := stats.TableDispersion(table(2018, 2019, 2020, 2022, 2023, 2024))
	if err != nil {
		t.Fatal(err)
	}
	span := records.Period{From: year(2018).From, To: year(2024).To}
	d, rows, err := s.quarterly(s.Area, span, s.Series)
	if err != nil || d.Value != want.Value || d.DF != 15 || len(rows) == 0 {
		t.Errorf("%v on %v degrees of freedom, %v; want %v on 15", d.Value, d.DF, err, want.Value)
	}
}

// The scatter of two codes together is that of an area that has both of them in enough years; England and Wales is
// then that of the forces that have them in all, and of another area there is none.
func TestScatterWithSibling(t *testing.T) {
	s := studyOf(t, "Kent", func(series, force string, q records.Quarter) (string, bool) {
		if force == "Kent" && q.N() == 2 && q > year(2019).To {
			return "", series == "88A" || series == "71"
		}
		return strconv.Itoa(20 + int(q)*int(q)%7), series == "88A" || series == "71"
	})
	for _, test := range []struct {
		area records.Area
		made bool
	}{
		{s.Release.EnglandAndWales(), true}, {records.ForceArea("Essex"), true}, {s.Area, false},
		{records.Area{Name: "Kent and Essex", Forces: []string{"Kent", "Essex"}}, false},
	} {
		x, err := s.ScatterWithSibling(test.area, year(2024))
		if (err == nil) != test.made || test.made && (math.IsNaN(x.Value) || x.Fact.Period.From != year(2018).From) {
			t.Errorf("%s: %+v, %v; want one: %v", test.area.Name, x, err, test.made)
		}
	}
}
