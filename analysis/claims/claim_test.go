package claims

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
	"grooming-report/analysis/statements"
	"grooming-report/analysis/stats"

	"github.com/google/go-cmp/cmp"
)

// kept is the tables of the data folder, with the releases that tests keep, read once.
var kept = sync.OnceValues(func() (*records.Data, error) {
	d, err := records.Load("../../data")
	if err == nil {
		recordstest.Keep(d)
	}
	return d, err
})

// loaded is those tables, in which no test changes anything.
func loaded(t *testing.T) *records.Data {
	t.Helper()
	d, err := kept()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// table is the table of statements.
func table(t *testing.T, d *records.Data) []Claim {
	t.Helper()
	rows, err := d.Table("claims.csv", Header...)
	if err != nil {
		t.Fatal(err)
	}
	claims, err := Parse(rows, d.Published)
	if err != nil {
		t.Fatal(err)
	}
	return claims
}

// checks is what the newest release says of every statement.
func checks(t *testing.T) []Check {
	t.Helper()
	d := loaded(t)
	var ks []Check
	for _, c := range table(t, d) {
		k, err := c.Check(d, d.Releases[len(d.Releases)-1])
		if err != nil {
			t.Fatal(err)
		}
		ks = append(ks, k)
	}
	return ks
}

func year(y int) records.Period { return records.FinancialYear(y).Period() }

func TestVerdicts(t *testing.T) {
	got := map[string]statements.Verdict{}
	for _, k := range checks(t) {
		got[k.Claim.ID] = k.Verdict
	}
	want := map[string]statements.Verdict{
		"hampshire-900-per-cent":     statements.NotComparable,
		"hampshire-trebled":          statements.NotComparable,
		"hampshire-rise-each-year":   statements.Wrong,
		"hampshire-15":               statements.Exact,
		"hampshire-53":               statements.RightAtVintage,
		"hampshire-150":              statements.RightAtVintage,
		"hampshire-291":              statements.RightAtVintage,
		"england-wales-6341":         statements.RightAtVintage,
		"england-wales-2996":         statements.RightAtVintage,
		"new-offence-april-2017":     statements.Exact,
		"facebook-52-per-cent":       statements.CannotCheck,
		"facebook-more-than-half":    statements.CannotCheck,
		"england-wales-64-per-cent":  statements.NotComparable,
		"hampshire-68-per-cent":      statements.NotComparable,
		"hampshire-220-per-cent":     statements.RightAtVintage,
		"england-wales-32-per-cent":  statements.RightAtVintage,
		"england-wales-546-per-cent": statements.NotComparable,
		"s15a-a-third":               statements.Rounds,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("verdicts (-want +got):\n%s", diff)
	}
}

// What the words of each statement were read as by people, when the table still had a column for it.
func TestClaimsAreRead(t *testing.T) {
	want := map[string]string{
		"hampshire-900-per-cent":     "percentage change 900 hampshire-2013-14 hampshire-2017-april-december",
		"hampshire-trebled":          "multiple 3 hampshire-2016-17 hampshire-2017-april-december",
		"hampshire-rise-each-year":   "rise each year hampshire-2013-14 hampshire-2017-april-december",
		"hampshire-15":               "count 15 hampshire-2013-14",
		"hampshire-53":               "count 53 hampshire-2016-17",
		"hampshire-150":              "count 150 hampshire-2017-april-december",
		"hampshire-291":              "count 291 hampshire-2013-2017",
		"england-wales-6341":         "count 6341 england-wales-2013-2017",
		"england-wales-2996":         "count 2996 england-wales-2017-april-december",
		"new-offence-april-2017":     "commencement 2017-04",
		"facebook-52-per-cent":       "share 52 s15a-2017-april-december s15a-2017-april-december-method-known",
		"facebook-more-than-half":    "share 50 s15a-2017-april-december s15a-2017-april-december-method-known",
		"england-wales-64-per-cent":  "percentage change 64 england-wales-year-to-june-2016 england-wales-year-to-june-2017",
		"hampshire-68-per-cent":      "percentage change 68 hampshire-year-to-june-2016 hampshire-year-to-june-2017",
		"hampshire-220-per-cent":     "percentage change 220 hampshire-2011-12 hampshire-2015-16-first",
		"england-wales-32-per-cent":  "percentage change 32 england-wales-year-to-june-2013 england-wales-year-to-june-2014",
		"england-wales-546-per-cent": "percentage change 546 england-wales-2016 england-wales-year-to-june-2024",
		"s15a-a-third":               "percentage change 33 s15a-2017-18 s15a-2018-19",
	}
	got := map[string]string{}
	for _, c := range table(t, loaded(t)) {
		words := []string{string(c.Kind)}
		switch c.Kind {
		case Commencement:
			words = append(words, c.Month)
		case RiseEachYear:
		default:
			words = append(words, fmt.Sprint(c.Stated))
		}
		for _, p := range []*records.Published{c.Earlier, c.Later} {
			if p != nil {
				words = append(words, p.ID)
			}
		}
		got[c.ID] = strings.Join(words, " ")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("read from their words (-want +got):\n%s", diff)
	}
}

// A row whose words leave open what is meant is kept, and says so.
func TestOpenClaims(t *testing.T) {
	d := loaded(t)
	for _, test := range []struct{ sentence, statement, want string }{
		{"Nobody knows how many there were.", "how many", "no number in its words is one that can be checked"},
		{"Grooming offences in Kent rose by 12 per cent.", "12 per cent", "no published figures of the periods that its " +
			"words name are held"},
	} {
		claims := []Claim{{Area: "Kent", Statement: test.statement, Sentence: test.sentence, Date: "2018"}}
		readClaims(claims, d.Published)
		k, err := claims[0].Check(d, d.Releases[0])
		if err != nil || claims[0].Open != test.want || k.Verdict != statements.CannotCheck {
			t.Errorf("%s: %q, %q, %v; want %q, %q", test.sentence, claims[0].Open, k.Verdict, err, test.want,
				statements.CannotCheck)
		}
	}
}

// A number that is right for a period beside the one that its words name, and not for that, has the
// verdict of the period that fits, and says so. One that is of neither is not.
func TestOtherPeriod(t *testing.T) {
	d := loaded(t)
	newest := d.Releases[len(d.Releases)-1]
	for _, test := range []struct {
		sentence, statement, date, other, mark string
	}{
		{"Police in England and Wales recorded 1,771 grooming offences in 2016/17.", "1,771 grooming offences", "2017-10-19",
			"the number is right, its period is another: it is of the year to June 2017, not of 2016/17",
			"right at its vintage, since revised; its period is another"},
		{"Police in England and Wales recorded 1,156 grooming offences in 2016.", "1,156 grooming offences", "2025",
			"the number is right, its period is another: it is of 2016/17, not of 2016", "exact; its period is another"},
		{"Police in England and Wales recorded 1,157 grooming offences in 2016.", "1,157 grooming offences", "2025", "",
			"right at its vintage, since revised"}, // which is what was published
		{"Police in England and Wales recorded 1,122 grooming offences in 2016.", "1,122 grooming offences", "2025", "",
			"exact"},
		{"Police in England and Wales recorded 1,771 grooming offences in the year to June 2017.", "1,771 grooming offences",
			"2017-10-19", "", "right at its vintage, since revised"},
	} {
		claims := []Claim{{Area: "England and Wales", Statement: test.statement, Sentence: test.sentence, Date: test.date}}
		readClaims(claims, d.Published)
		k, err := claims[0].Check(d, newest)
		if err != nil || k.OtherPeriod != test.other || k.Mark() != test.mark {
			t.Errorf("%s: %q, %q, %v; want %q, %q", test.sentence, k.OtherPeriod, k.Mark(), err, test.other, test.mark)
		}
	}
}

func TestCheck(t *testing.T) {
	d := loaded(t)
	release := d.Releases[len(d.Releases)-1]
	figure := func(measure string, p records.Period, value int) *records.Published {
		series, err := d.Series.Find(measure)
		if err != nil {
			t.Fatal(err)
		}
		return &records.Published{ID: "figure", Area: "Hampshire", Series: series, Period: p, Vintage: "2020", Value: value, Publisher: "somebody"}
	}
	for _, test := range []struct {
		what  string
		claim Claim
		want  statements.Verdict
		diffs []statements.Unlike
	}{
		{"a wrong sum", Claim{Kind: PercentageChange, Stated: 900, Low: 899.5, High: 900.5, Earlier: figure("88A",
			year(2013), 15), Later: figure("88A", year(2014), 41)}, statements.Wrong, nil},
		{"a half is rounded either way", Claim{Kind: PercentageChange, Stated: 13, Low: 12.5, High: 13.5,
			Earlier: figure("s.15A FOI", year(2018), 200), Later: figure("s.15A FOI", year(2019), 225)}, statements.Rounds, nil},
		{"right in figures since revised", Claim{Kind: PercentageChange, Stated: 13, Low: 12.5, High: 13.5,
			Earlier: figure("88A", year(2018), 200), Later: figure("88A", year(2019), 225)}, statements.RightAtVintage, nil},
		{"two measures", Claim{Kind: PercentageChange, Stated: 50, Low: 49.5, High: 50.5, Earlier: figure("s.15A FOI",
			year(2018), 100), Later: figure("88A", year(2019), 150)}, statements.NotComparable,
			[]statements.Unlike{statements.MeasureDiffers}},
		{"lengths differ", Claim{Kind: Multiple, Stated: 2, Low: 1.5, High: 2.5, Earlier: figure("88A",
			records.FinancialYear(2018).Part(2), 50), Later: figure("88A", year(2019), 100)}, statements.NotComparable,
			[]statements.Unlike{statements.LengthDiffers}},
		{"months differ", Claim{Kind: Multiple, Stated: 2, Low: 1.5, High: 2.5, Earlier: figure("88A",
			records.Period{From: records.FinancialYear(2018).Quarter(2), To: records.FinancialYear(2019).Quarter(1)}, 50),
			Later: figure("88A", year(2019), 100)}, statements.NotComparable, []statements.Unlike{statements.MonthsDiffer}},
		{"across April 2017", Claim{Kind: Multiple, Stated: 2, Low: 1.5, High: 2.5, Earlier: figure("88A", year(2016), 50),
			Later: figure("88A", year(2017), 100)}, statements.NotComparable, []statements.Unlike{statements.DefinitionDiffers}},
		{"a total that nobody else gives", Claim{Kind: Total, Stated: 77, Low: 76.5, High: 77.5, Publisher: "somebody",
			Later: figure("88A", year(2017), 77)}, statements.CannotCheck, nil},
		{"the wrong month", Claim{Kind: Commencement, Month: "2016-04"}, statements.Wrong, nil},
	} {
		test.claim.Area = "Hampshire"
		k, err := test.claim.Check(d, release)
		if err != nil || k.Verdict != test.want || !cmp.Equal(k.Differences, test.diffs) {
			t.Errorf("%s: %q %q, %v; want %q %q", test.what, k.Verdict, k.Differences, err, test.want, test.diffs)
		}
	}
}

// From the articles of 2018 alone: 291 − 150 − 53 − 15 = 73 for two years.
func TestMissingYears(t *testing.T) {
	d := loaded(t)
	for _, c := range table(t, d) {
		if c.Kind != RiseEachYear {
			continue
		}
		g, ok, err := c.MissingYears(d)
		if err != nil || !ok || g.Sum != 73 || !g.Possible || len(g.Years) != 2 {
			t.Fatalf("MissingYears = %+v, %v, %v, want a sum of 73 over two years", g, ok, err)
		}
		for i, want := range [][2]int{{21, 36}, {37, 52}} {
			if y := g.Years[i]; y.Low != want[0] || y.High != want[1] {
				t.Errorf("%s: %d to %d, want %d to %d", y.Year, y.Low, y.High, want[0], want[1])
			}
		}
		// Every pair that rises each year and adds up lies within, and the ends are such pairs.
		for a := 16; a < 53; a++ {
			rises := 15 < a && a < 73-a && 73-a < 53
			if within := g.Years[0].Low <= a && a <= g.Years[0].High; rises != within {
				t.Errorf("%d then %d: rises each year %v, within the bounds %v", a, 73-a, rises, within)
			}
		}
	}
}

func TestCheckShare(t *testing.T) {
	for _, k := range checks(t) {
		if k.Claim.Kind != Share {
			continue
		}
		// 51.5 % of 956 in 1,628, and 52.5 % with all 672 others; more than half has no upper limit.
		want := stats.Interval{Lower: 51.5 * 956.0 / 1628, Upper: 52.5*956.0/1628 + 100*672.0/1628}
		if k.Claim.Hedge != "" {
			want = stats.Interval{Lower: 50 * 956.0 / 1628, Upper: 100}
		}
		if math.Abs(k.Bounds.Lower-want.Lower) > 1e-12 || math.Abs(k.Bounds.Upper-want.Upper) > 1e-12 {
			t.Errorf("%s: bounds %v, want %v", k.Claim.ID, *k.Bounds, want)
		}
	}
}
