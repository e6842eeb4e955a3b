package robustness

import (
	"testing"

	"grooming-report/analysis"
	"grooming-report/analysis/analysistest"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats/statstest"
	"grooming-report/analysis/trends"
)

// In R:
//
//	(4444 - 3171*44/41)/1156; (4444 - 3171 - (398 + 357 + 260))/1156
//	(4444 - 3217)/1156/c(1080/1020, 1122/1091); c(4444 - 3217, 4624 - 3171)/1620.31186501363
func TestReturns(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	compared, err := s.BeforeAfter(s.National)
	if err != nil {
		t.Fatal(err)
	}
	lowest := compared.Old.Lowest
	end := oldEnd(s, "lowest", lowest.Ratio, "lowest", "ratio", "2019")
	x, err := OfReturns(s, compared.Old, end)
	if err != nil {
		t.Fatal(err)
	}
	year, err := trends.FitFirstYear(s, s.National)
	if err != nil {
		t.Fatal(err)
	}
	count := s.CountFact(lowest.After) // stands for what is left, of which the value counts
	low, high := *count, *count
	low.Value, high.Value = float64(lowest.Later.N), float64(compared.Old.Highest.Later.N)
	for _, test := range []struct {
		what      string
		got, want float64
	}{
		{"others alike", x.Alike.Value, 0.9004979323149633},
		{"others all new", x.Worst.Value, 0.2231833910034602},
		{"the largest three", x.Largest.Value, 1015},
		{"answered", x.Answered.Value, 41}, {"asked", x.Asked.Value, 44},
		{"least base of the time", x.BaseLeast.Value, 1122. / 1091}, {"greatest", x.BaseGreatest.Value, 1080. / 1020},
		{"lower end by the greatest base", x.ByBaseLeast.Value, 1227. / 1156 * 1020 / 1080},
		{"by the least", x.ByBaseGreatest.Value, 1227. / 1156 * 1091 / 1122},
		{"least left over the trend", OverTrend(s, "lowest", &low, year.Expected).Value, 1227 / 1620.31186501363},
		{"most", OverTrend(s, "highest", &high, year.Expected).Value, 1453 / 1620.31186501363},
	} {
		statstest.Agree(t, test.what, test.got, test.want, statstest.Fitted)
	}
	years := records.Period{From: s.BeforeYear.Quarter(1), To: s.AfterYear.Quarter(4)}
	for _, f := range []*fact.Fact{x.Alike, x.Worst, x.ByBaseLeast, x.ByBaseGreatest} {
		if f.Period != years {
			t.Errorf("%s is of %s, want %s", f.Name, f.Period, years)
		}
	}
	// The R is that of stats.TestCompareDifference.
	for _, test := range []struct {
		which string
		end   analysis.OldBound
		left  *fact.Fact
		want  []float64
	}{
		{"lowest", lowest, &low, []float64{1.0614186851211, 0.79737388135957, 1.4129000854697}},
		{"highest", compared.Old.Highest, &high, []float64{1.2569204152249, 0.97744886250848, 1.6162982952936}},
	} {
		f, err := AsDifference(s, test.which, test.end, test.left)
		if err != nil {
			t.Fatal(err)
		}
		statstest.AgreeAll(t, f.Name, []float64{f.Value, f.Interval.Lower, f.Interval.Upper}, test.want)
	}
	if !(x.Worst.Value < x.Alike.Value && x.Alike.Value < lowest.Ratio) {
		t.Errorf("worst %v, alike %v, as answered %v; want them in this order", x.Worst.Value, x.Alike.Value, lowest.Ratio)
	}
}

// A note says of how many forces a figure is, of those that were asked: not none, and not more than all. A note of
// anything else, or on another figure, says nothing of it.
func TestReturnsNotes(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	after := s.AfterYear.Period()
	compared, err := s.BeforeAfter(s.National)
	if err != nil {
		t.Fatal(err)
	}
	old := compared.Old
	old.Lowest.Earlier.Vintage = old.Lowest.After.Vintage // of one vintage, so that no base of the time is wanted
	figure := func(note string, change func(*records.Published)) records.Published {
		p := records.Published{ID: "x", Area: s.National.Name, Series: s.Added(), Period: after, Vintage: "2018",
			Value: 1000, Publisher: "x", Note: note}
		if change != nil {
			change(&p)
		}
		return p
	}
	for _, test := range []struct {
		figure  records.Published
		of      float64 // forces that answered, 0 for none said
		refused bool
	}{
		{figure("41 of 44 forces", nil), 41, false}, {figure("44 of 44 forces", nil), 44, false},
		{figure("1 of 44 forces", nil), 1, false},
		{figure("0 of 44 forces", nil), 0, true}, {figure("45 of 44 forces", nil), 0, true},
		{figure("some of 44 forces", nil), 0, false}, {figure("", nil), 0, false},
		{figure("41 of 44 forces", func(p *records.Published) { p.Area = "Kent" }), 0, false},
		{figure("41 of 44 forces", func(p *records.Published) { p.Series = s.Series }), 0, false},
		{figure("41 of 44 forces", func(p *records.Published) { p.Period = s.BeforeYear.Period() }), 0, false},
	} {
		s.Data.Published = []records.Published{test.figure}
		x, err := OfReturns(s, old, nil)
		if (err != nil) != test.refused {
			t.Errorf("%q: error %v, want one: %v", test.figure.Note, err, test.refused)
			continue
		}
		if err != nil {
			continue
		}
		if x.BaseLeast != nil || (x.Answered != nil) != (test.of > 0) || x.Answered != nil && x.Answered.Value != test.of {
			t.Errorf("%q of %s: %+v answered, want %v", test.figure.Note, test.figure.Area, x.Answered, test.of)
		}
		if x.Answered == nil {
			continue
		}
		if want := 1000 * 44 / test.of; x.Alike.Input("later").Value != float64(old.Lowest.After.N)-want {
			t.Errorf("%q: %v left if others were alike, want %d less %v", test.figure.Note, x.Alike.Input("later").Value,
				old.Lowest.After.N, want)
		}
		if n := len(x.Largest.Inputs); n != 44-int(test.of) {
			t.Errorf("%q: the largest %d forces, want %v", test.figure.Note, n, 44-test.of)
		}
	}
}

// How high the year before stood when a vintage was new is said by figures of England and Wales, of a year that reaches
// into it, and of that time.
func TestBasesOfTheTime(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	before := s.BeforeYear.Period()
	good := records.Published{ID: "x", Area: s.National.Name, Series: s.Series, Period: before, Vintage: "2018",
		Value: 1156 / 2, Publisher: "x"}
	quarters := func(p *records.Published, from, to records.Quarter) {
		p.Period = records.Period{From: before.From + from, To: before.To + to}
	}
	for _, test := range []struct {
		what   string
		change func(*records.Published)
		taken  bool
	}{
		{"the year before", func(*records.Published) {}, true},
		{"of the same vintage", func(p *records.Published) { p.Vintage = "2019" }, true},
		{"of a later one", func(p *records.Published) { p.Vintage = "2020" }, false},
		{"of a force", func(p *records.Published) { p.Area = "Kent" }, false},
		{"of another series", func(p *records.Published) { p.Series = s.Added() }, false},
		{"a year to its first quarter", func(p *records.Published) { quarters(p, -3, -3) }, true},
		{"the year before it", func(p *records.Published) { quarters(p, -4, -4) }, false},
		{"a year into the next", func(p *records.Published) { quarters(p, 1, 1) }, false},
		{"three quarters", func(p *records.Published) { quarters(p, 0, -1) }, false},
		{"five quarters", func(p *records.Published) { quarters(p, -1, 0) }, false},
	} {
		p := good
		test.change(&p)
		s.Data.Published = []records.Published{p}
		x := &Returns{}
		if err := basesOfTheTime(s, x, "2019", &fact.Fact{Name: "lowest", Value: 1}); err != nil {
			t.Fatal(err)
		}
		if (x.BaseLeast != nil) != test.taken || (x.ByBaseGreatest != nil) != test.taken {
			t.Errorf("%s: %+v, taken wanted: %v", test.what, x.BaseLeast, test.taken)
		}
		if test.what == "the year before" && (x.BaseLeast.Value != 0.5 || x.ByBaseGreatest.Value != 2) {
			t.Errorf("578 of 1,156: a base of %v, and over it %v; want half, and twice", x.BaseLeast.Value,
				x.ByBaseGreatest.Value)
		}
	}
}

// Of a count less a figure of all of it nothing is left to compare.
func TestAsDifferenceOfNone(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	compared, err := s.BeforeAfter(s.National)
	if err != nil {
		t.Fatal(err)
	}
	end := compared.Old.Lowest
	for off, made := range map[int]bool{0: false, 1: true} {
		end.Figure.Value = end.After.N - off
		f, err := AsDifference(s, "lowest", end, s.CountFact(end.After))
		if err != nil || (f != nil) != made {
			t.Errorf("%d left: %+v, %v; want a ratio: %v", off, f, err, made)
		}
	}
}
