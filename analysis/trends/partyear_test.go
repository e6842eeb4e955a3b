package trends

import (
	"strconv"
	"strings"
	"testing"

	"grooming-report/analysis/analysistest"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats/statstest"
)

// In R, q the table of years by quarters of the release's national counts, part
// the exposure of the first k quarters of each year:
//
//	r <- rowSums(q) / (rowSums(q[, 1:k]) / part); c(median(r), min(r), max(r))
func TestHistories(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	hs, err := Histories(s)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][]float64{
		{1.019279059576657, 0.838605230386052, 1.259599263954202},
		{1.047149012798251, 0.927534246575343, 1.211250912526302},
		{1.045568912496506, 0.993741143127067, 1.092796617452433},
	} {
		h := hs[i]
		statstest.AgreeAll(t, h.Who, []float64{h.Median, h.Factor.Lower, h.Factor.Upper}, want)
		// Thirteen years: the least and the greatest hold the next with probability 12/14, and
		// each of the two would be missed by the others.
		if len(h.Ratios) != 13 || h.WithinFact(s).Value != 11 {
			t.Errorf("%d years tested, %v within", len(h.Ratios), h.WithinFact(s).Value)
		}
		statstest.Agree(t, "level", h.Level, 12./14, statstest.Exact)
		// A range of 95 per cent takes 39 years: with probability (n - 1)/(n + 1) the next is within all n.
		if w := h.MedianFact(s).Warnings; len(w) != 1 || !strings.Contains(string(w[0]), "too few past years") {
			t.Errorf("the range of thirteen years warns %q, want that they are too few", w)
		}
		if got := h.LevelFact(s).Text; got != "6 in 7" {
			t.Errorf("level %s, want 6 in 7", got)
		}
	}
	for i, want := range [][]float64{ // of the rows since 2018/19
		{1.014717750629925, 0.908670495146895, 1.100911980625142},
		{1.040155387446330, 1.002885008514506, 1.065252412236189},
		{1.039346604907855, 1.012316909069349, 1.061184370302788},
	} {
		h := hs[3+i]
		statstest.AgreeAll(t, h.Who, []float64{h.Median, h.Factor.Lower, h.Factor.Upper}, want)
		if got := h.LevelFact(s).Text; got != "3 in 4" {
			t.Errorf("level %s, want 3 in 4", got)
		}
	}
	for _, h := range hs[6:] {
		if w := h.MedianFact(s).Warnings; len(w) > 0 {
			t.Errorf("%s, %d ratios: warns %q", h.Who, len(h.Ratios), w)
		}
		if h.Coverage < 0.93 || h.Coverage > 0.97 {
			t.Errorf("%s, %d quarters: coverage %v", h.Who, h.Quarters, h.Coverage)
		}
		if got := len(h.Ratios) + h.Silent; got != 13*44 {
			t.Errorf("%s, %d quarters: %d force-years, want 13 years of 44 forces", h.Who, h.Quarters, got)
		}
	}
}

func TestPartYear(t *testing.T) {
	d := analysistest.Data(t)
	s := analysistest.Newest(t, "Hampshire")
	p, err := NewPartYear(s, s.National)
	if err != nil {
		t.Fatal(err)
	}
	// In R, n the counts by year and quarter, d the days of each year: 5734/(275/365)*
	// range(rowSums(n)/(rowSums(n[, 1:3])/(275/d))) of the years since 2018/19. Of all years the most is
	// 1.092797, of 2017/18.
	if got := p.Fact(s); got.LimitsText != "7,704–8,076" {
		t.Errorf("range %s, want 7,704–8,076", got.LimitsText)
	}
	for _, f := range d.Forces.List {
		p, err := NewPartYear(s, f.Area())
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if p.Rate.Count.N == 0 {
			if p.History != nil {
				t.Errorf("%s recorded none, and has a range %v", f.Name, p.Range)
			}
			continue
		}
		if p.History == nil || !p.Range.Contains(p.Expected) {
			t.Errorf("%s: %v outside %v", f.Name, p.Expected, p.Range)
		}
	}
	// A release that ends with a whole year has no part to annualise.
	s.Partial = 0
	if p, err := NewPartYear(s, s.National); p != nil || err != nil {
		t.Errorf("a whole year: %v, %v", p, err)
	}
}

// A backtest is of whole years of the same forces: of the year in which a release begins, or ends, it takes none that
// is a part; and an area without a number is an error.
func TestHistoryOfWholeYears(t *testing.T) {
	first, last := records.FinancialYear(2013), records.FinancialYear(2025).Quarter(2)
	s := analysistest.Cells(t, "Kent", func(series, _ string, q records.Quarter) (string, bool) {
		return strconv.Itoa(20 + int(q)%5), series == "88A" && q > first.Quarter(1) && q <= last
	})
	hs, err := Histories(s)
	if err != nil || len(hs) != 9 {
		t.Fatalf("%d backtests, %v; want nine", len(hs), err)
	}
	for i, h := range hs {
		from := first + 1
		if i/3 == 1 {
			from = s.Base
		}
		if want := (records.Period{From: from.Quarter(1), To: records.FinancialYear(2024).Quarter(4)}); h.Years != want {
			t.Errorf("%s, %d quarters: %s, want %s", h.Who, h.Quarters, h.Years, want)
		}
		rows := "by whole year"
		if i/3 == 2 {
			rows = "by force and whole year"
		}
		if method := string(h.MedianFact(s).Method); !strings.Contains(method, rows) {
			t.Errorf("%s: %s; want the rows %s", h.Who, method, rows)
		}
	}
	nowhere := []records.Area{records.ForceArea("Atlantis")}
	if h, err := history(s, "Atlantis", "atlantis", nowhere, first, 1, nil); !records.NoNumber(err) {
		t.Errorf("an area without a number: %+v, error %v; want that it has none", h, err)
	}
	other := *s
	other.National = nowhere[0]
	if hs, err := Histories(&other); !records.NoNumber(err) {
		t.Errorf("a nation without a number: %d backtests, error %v; want that it has none", len(hs), err)
	}
	if p, err := NewPartYear(s, nowhere[0]); !records.NoNumber(err) {
		t.Errorf("a part year without a number: %+v, error %v; want that it has none", p, err)
	}
	h, err := history(s, "nobody", "nobody", forceAreas(s), first, 1, func(int) bool { return false })
	if h != nil || err != nil {
		t.Errorf("a backtest of nothing: %+v, %v; want none", h, err)
	}
}

// A probability is in words the fraction of the smallest whole number up to twenty that it is, and else in figures.
func TestLevelInWords(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	hs, err := Histories(s)
	if err != nil {
		t.Fatal(err)
	}
	for level, want := range map[float64]string{
		1. / 2: "1 in 2", 2. / 3: "2 in 3", 12. / 14: "6 in 7", 19. / 20: "19 in 20", 20. / 21: "0.95",
	} {
		h, tested := *hs[0], *hs[0].Backtest
		tested.Level = level
		h.Backtest = &tested
		if got := h.LevelFact(s).Text; got != want {
			t.Errorf("%v is %s, want %s", level, got, want)
		}
	}
}

// Forces about as large as one are those with half of its offences or more, up to twice as many, at the same point of a
// year; several forces together are held against their own years.
func TestPartYearAlike(t *testing.T) {
	s := analysistest.Made(t, "Kent", func(force string, q records.Quarter) int {
		switch {
		case force == "Kent":
			return 20
		case force == "Essex":
			return 10
		case force == "Surrey":
			return 40
		case len(force)%2 == 0:
			return 9
		}
		return 41
	})
	p, err := NewPartYear(s, s.Area)
	if err != nil || p.History == nil {
		t.Fatal(p, err)
	}
	if n := len(p.History.Ratios); n != 3*7 { // of each whole year since 2018/19
		t.Errorf("%d force-years are like Kent's, want those of Kent, Essex and Surrey in seven years", n)
	}
	if name := p.History.MedianFact(s).Name; name != "kent.like-size.since-2018-04.backtest.quarters-3.ratio" {
		t.Errorf("named %s", name)
	}
	both, err := s.Data.Forces.Area("Kent + Essex")
	if err != nil {
		t.Fatal(err)
	}
	if p, err = NewPartYear(s, both); err != nil || p.History == nil || len(p.History.Ratios) != 7 ||
		p.History.Key != "essex-kent.since-2018-04" {
		t.Errorf("%s: %+v, %v; want its own seven years", both.Name, p.History, err)
	}
}
