package analysis

import (
	"testing"

	"grooming-report/analysis/records"
)

func TestContrasts(t *testing.T) {
	s := newest(t, "Hampshire")
	// In R, phi the larger scatter of both definitions, moderated for a force, on f degrees of
	// freedom, and q on g that of national quarters for what is set beside it:
	//	v <- phi*(1/(a + .5) + 1/(b + .5)); w <- q*(1/(c + .5) + 1/(d + .5)); df <- (v + w)^2/(v^2/f + w^2/g)
	//	a/b/(c/d)*exp(c(0, -1, 1)*qt(.975, df)*sqrt(phi*(1/a + 1/b) + q*(1/c + 1/d)))
	// Scotland shares the scatter of England and Wales, so that df is its own, g.
	scotland, ok, err := s.AgainstNation("Scotland")
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	agreeAll(t, "Scotland", []float64{scotland.Ratio, scotland.RateComparison.Interval.Lower, scotland.RateComparison.Interval.Upper},
		[]float64{4.30769230769231, 2.97365227188436, 6.2402094532703})
	rest, err := s.AgainstRest(s.Area, s.AfterYear.Period(), s.BeforeYear.Period())
	if err != nil {
		t.Fatal(err)
	}
	agreeAll(t, "the rest", []float64{rest.Ratio, rest.RateComparison.Interval.Lower, rest.RateComparison.Interval.Upper},
		[]float64{1.268190303540406, 0.543871458308153, 2.957144783800466})
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
	if rest.Reading() != "not distinguishable from no difference" {
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
	for _, a := range s.forceAreas() {
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
