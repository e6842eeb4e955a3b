package records

import (
	"math"
	"testing"
)

func TestExposure(t *testing.T) {
	for _, test := range []struct {
		period Period
		want   Exposure
	}{
		{FinancialYear(2017).Part(3), 275.0 / 365},
		{FinancialYear(2019).Part(3), 275.0 / 366}, // its financial year holds 29 February 2020
		{year(2016), 1},
		{year(2019), 1},
		{Period{FinancialYear(2013).Quarter(1), FinancialYear(2016).Quarter(4)}, 4},
		{Period{FinancialYear(2016).Quarter(4), FinancialYear(2017).Quarter(1)}, 90.0/365 + 91.0/365},
	} {
		if got := test.period.Exposure(); math.Abs(float64(got-test.want)) > 1e-15 {
			t.Errorf("%s: Exposure() = %v, want %v", test.period.Months(), got, test.want)
		}
	}
	// The exposures of the quarters of a year add to one.
	for y := FinancialYear(2012); y < 2030; y++ {
		sum := 0.0
		for n := 1; n <= 4; n++ {
			q := y.Quarter(n)
			sum += float64(Period{q, q}.Exposure())
		}
		if sum < 1-1e-12 || sum > 1+1e-12 {
			t.Errorf("%s: quarters add to %v, want 1", y, sum)
		}
	}
}

func TestParsePeriod(t *testing.T) {
	for _, test := range []struct{ from, to, want string }{
		{"2017-04-01", "2017-12-31", "April to December 2017"},
		{"2016-07-01", "2017-06-30", "July 2016 to June 2017"},
		{"2016-04-01", "2017-03-31", "2016/17"},
		{"2013-04-01", "2017-03-31", "2013/14 to 2016/17"},
		{"1999-04-01", "2000-03-31", "1999/00"},
		{"2016-01-01", "2016-12-31", "January to December 2016"},
	} {
		p, err := ParsePeriod(test.from, test.to)
		if err != nil || p.String() != test.want {
			t.Errorf("ParsePeriod(%s, %s) = %s, %v, want %s", test.from, test.to, p, err, test.want)
		}
	}
	for _, bad := range [][2]string{{"2017-04-02", "2017-12-31"}, {"2017-04-01", "2017-12-30"}, {"2017-12-31", "2017-04-01"}, {"2018-01-01", "2017-12-31"}, {"April 2017", "2017-12-31"}, {"2017-04-01", "2017"}} {
		if p, err := ParsePeriod(bad[0], bad[1]); err == nil {
			t.Errorf("ParsePeriod(%s, %s) = %s, want an error", bad[0], bad[1], p)
		}
	}
}

func TestListQuarters(t *testing.T) {
	q := FinancialYear(2012).Quarter(1) // April to June 2012
	for _, test := range []struct {
		quarters []Quarter
		want     string
	}{
		{nil, ""},
		{[]Quarter{q}, "April to June 2012"},
		{[]Quarter{q, q + 1, q + 7}, "April to September 2012 and January to March 2014"},
		{[]Quarter{q, q + 2, q + 4, q + 5}, "April to June 2012, October to December 2012 and April to September 2013"},
	} {
		if got := ListQuarters(test.quarters); got != test.want {
			t.Errorf("ListQuarters(%v) = %q, want %q", test.quarters, got, test.want)
		}
	}
}

// A financial year is written as two years that follow each other, of four digits and of two.
func TestParseFinancialYear(t *testing.T) {
	for text, want := range map[string]FinancialYear{
		"2017/18": 2017, "1999/00": 1999, "2017/19": 0, "2017": 0, "2017-18": 0, "17/18": 0, "2017/2018": 0, "2o17/18": 0,
		"2017/1x": 0, "02017/18": 0, "2017/018": 0, "": 0,
	} {
		if y, err := ParseFinancialYear(text); y != want || (err == nil) != (want != 0) {
			t.Errorf("%q is %s, %v; want %d", text, y, err, want)
		}
	}
}

// Quarters about whole financial years are none of them.
func TestWithinYears(t *testing.T) {
	for _, test := range []struct {
		p    Period
		want string
	}{
		{Period{FinancialYear(2018).Quarter(1), FinancialYear(2019).Quarter(4)}, "2018/19 to 2019/20"},
		{Period{FinancialYear(2017).Quarter(2), FinancialYear(2020).Quarter(3)}, "2018/19 to 2019/20"},
		{Period{FinancialYear(2017).Quarter(4), FinancialYear(2020).Quarter(1)}, "2018/19 to 2019/20"},
		{Period{FinancialYear(2018).Quarter(1), FinancialYear(2018).Quarter(4)}, "2018/19"},
	} {
		if got := test.p.WithinYears(); got.String() != test.want {
			t.Errorf("%s within years is %s, want %s", test.p, got, test.want)
		}
	}
	for _, p := range []Period{
		{FinancialYear(2018).Quarter(1), FinancialYear(2018).Quarter(3)}, {FinancialYear(2018).Quarter(2), FinancialYear(2019).Quarter(3)},
	} {
		if got := p.WithinYears(); got.To >= got.From {
			t.Errorf("%s holds %s, want no year", p, got)
		}
	}
}
