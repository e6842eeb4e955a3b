package fact

import (
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// What a panel shows of a number: the made-up counts 5 and 2 of Kent.
func TestSay(t *testing.T) {
	rows := func(first, last int) records.Rows { return records.Rows{File: "data/a.csv", First: first, Last: last} }
	later := &Fact{Name: "later", Area: "Kent", Period: records.FinancialYear(2018).Period(), Text: "5", Unit: Offences,
		Definition: "code 88A", Method: SumOfRows, Rows: []records.Rows{rows(7, 7), rows(9, 12)}}
	earlier := &Fact{Name: "earlier", Period: records.FinancialYear(2016).Period(), Text: "2", Unit: Offences,
		Rows: []records.Rows{rows(3, 3)}}
	change := &Fact{Name: "change", Area: "Kent", Period: records.Period{From: records.FinancialYear(2016).Quarter(1),
		To: records.FinancialYear(2018).Quarter(4)}, Text: FormatPerCent(150), Unit: PerCent,
		Definition: "rise", Caveat: "not comparable: the code widened", Method: PerCentChange,
		Inputs: []Input{As("later", later), As("earlier", earlier)}}
	ratio := &Fact{Area: "Kent", Period: change.Period, Text: "2.50", LimitsText: "2.00–3.00", Unit: UnitRatio,
		Definition: "rates",
		Method:     RatioQuasi, Inputs: change.Inputs}
	fewer := &Fact{Area: "Kent", Period: change.Period, Text: FormatPerCent(8), Value: -8.1, LimitsText: "−31 to 22", Unit: PerCent,
		Interval:   &stats.Interval{Lower: -31, Upper: 22},
		Definition: "change", Method: FromRatio, Inputs: []Input{As("ratio", ratio)}}
	more := *fewer
	more.Value, more.LimitsText, more.Interval = 8.1, "2–19", &stats.Interval{Lower: 2, Upper: 19}
	swapped, doubled := *ratio, *ratio
	swapped.Inputs = []Input{As("earlier", earlier), As("later", later)}
	doubled.Inputs = []Input{As("later", later), As("later", later), As("earlier", earlier)}
	hardly := *fewer
	hardly.Text, hardly.Value = "under half a per"+NBSP+"cent", 0
	doubledEarlier := *ratio
	doubledEarlier.Inputs = []Input{As("later", later), As("earlier", earlier), As("earlier", earlier)}
	alone := *ratio
	alone.Inputs = []Input{As("later", later)}
	fromNone := *ratio
	fromNone.Interval = &stats.Interval{Upper: 3}
	partly := &Fact{Method: "later ÷ its exposure", Inputs: []Input{As("later", later)}}
	// limited is the percentage with other limits, from and to.
	limited := func(from, to float64) string {
		f := more
		f.Interval, f.LimitsText = &stats.Interval{Lower: from, Upper: to}, "limits"
		return f.Sentence()
	}
	const rise = "Kent, 2018/19 against 2016/17: 5 offences against 2, 8\u00a0per\u00a0cent more (limits)"
	const chance, what = ", which chance alone could give", "; change; code 88A"
	tally := &Fact{Method: "number of of", Inputs: AllAs("of", []*Fact{later, earlier})}
	for _, test := range []struct{ what, got, want string }{
		{"a count", later.Sentence(), "Kent, 2018/19: 5 offences; code 88A"},
		{"a percentage with its caveat", change.Sentence(), "Kent, 2018/19 against 2016/17: 5 offences against 2, " +
			"150\u00a0per\u00a0cent; rise; not " +
			"comparable: the code widened"},
		{"a ratio with its limits", ratio.Sentence(), "Kent, 2018/19 against 2016/17: 5 offences against 2, " +
			"a ratio of 2.50 (2.00–3.00); rates"},
		{"a fall, printed without its sign", fewer.Sentence(), "Kent, 2018/19 against 2016/17: 5 offences against 2, " +
			"8\u00a0per\u00a0cent fewer (−31 to 22), which chance alone could give; change; code 88A"},
		{"a rise", more.Sentence(), "Kent, 2018/19 against 2016/17: 5 offences against 2, " +
			"8\u00a0per\u00a0cent more (2–19); change; code 88A"},
		{"inputs the other way round", swapped.Sentence(), ratio.Sentence()},
		{"two later counts, of which none is lifted", doubled.Sentence(), "Kent, 2016/17 to 2018/19: a ratio of 2.50 " +
			"(2.00–3.00); rates"},
		{"no change, which is not fewer", hardly.Sentence(), "Kent, 2018/19 against 2016/17: 5 offences against 2, " +
			"under half a per\u00a0cent more (−31 to 22), which chance alone could give; change; code 88A"},
		{"arithmetic with its values", change.Formula(), "100 × (later − earlier) ÷ earlier = 100 × (5 − 2) ÷ 2"},
		{"an estimate without", ratio.Formula(), string(RatioQuasi)},
		{"two earlier counts", doubledEarlier.Sentence(), doubled.Sentence()},
		{"a later count alone", alone.Sentence(), doubled.Sentence()},
		{"a ratio that may be none", fromNone.Sentence(), ratio.Sentence()},
		{"limits from none", limited(0, 19), rise + chance + what}, {"limits to none", limited(-5, 0), rise + chance + what},
		{"limits above none", limited(0.5, 19), rise + what}, {"limits about none", limited(-3, 0.5), rise + chance + what},
		{"words that are no input", partly.Formula(), "later ÷ its exposure"},
		{"several inputs of a role", tally.Formula(), "number of of"},
		{"rows", later.Formula(), "sum of rows"},
		{"lines", later.Lines(), "lines 7, 9–12 of data/a.csv"},
		{"one line", earlier.Lines(), "line 3 of data/a.csv"},
		{"no lines", change.Lines(), ""},
	} {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", test.what, test.got, test.want)
		}
	}
}
