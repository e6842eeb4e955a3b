package robustness

import (
	"testing"

	"grooming-report/analysis"
	"grooming-report/analysis/analysistest"
	"grooming-report/analysis/fact"
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
