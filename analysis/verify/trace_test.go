package verify

import (
	"strings"
	"testing"
)

// A number is walked down to the lines of the table, with the values in its method.
func TestTrace(t *testing.T) {
	text, tables := golden(t)
	f := read(t, text)
	var out strings.Builder
	if err := Trace(&out, f, tables, "hampshire.annual-rate-poisson.2025-04_2025-12"); err != nil {
		t.Fatal(err)
	}
	want := `hampshire.annual-rate-poisson.2025-04_2025-12 = 220 (188 to 257)
    Hampshire, 1 April 2025 to 31 December 2025; offences per year; release 2026-04-23
    count divided by exposure in years, exact Poisson 95 % limits; code 88A, s.15 and s.15A Sexual Offences
        Act 2003
    by count [166] divided by exposure, exact Poisson limits, level 0.95
    note: A part year at the same daily pace for a whole year. It is not a forecast: the months of a year
        differ, and counts are revised.
└── count: hampshire.count.2025-04_2025-12 = 166
        Hampshire, 1 April 2025 to 31 December 2025; offences; release 2026-04-23
        code 88A, s.15 and s.15A Sexual Offences Act 2003
        by sum of rows
        data/releases/offences-2026-04-23.csv:2306  2025/26,1,Hampshire,88A,63,2025_26
        data/releases/offences-2026-04-23.csv:2350  2025/26,2,Hampshire,88A,48,2025_26
        data/releases/offences-2026-04-23.csv:2394  2025/26,3,Hampshire,88A,55,2025_26
`
	if out.String() != want {
		t.Errorf("Trace gives\n%s\nwant\n%s", out.String(), want)
	}
}

// A number is found as it is printed, also by a limit, and one that is not there by what
// is near it.
func TestTraceFinds(t *testing.T) {
	text, tables := golden(t)
	f := read(t, text)
	for _, test := range []struct {
		number string
		says   []string
	}{
		{"5,734", []string{"england-wales.count.2025-04_2025-12", "data/releases/offences-2026-04-23.csv:2290-2421"}},
		{"3.52 to 4.56", []string{"numbers are 3.52 to 4.56; give the name of one:", "england-wales.rate-ratio.headline "}},
		{"150", []string{"hampshire.count.2017-04_2017-12.vintage-2019 ", "published.hampshire-2017-april-december "}},
	} {
		var out strings.Builder
		err := Trace(&out, f, tables, test.number)
		for _, want := range test.says {
			if err != nil || !strings.Contains(out.String(), want) {
				t.Errorf("Trace of %s gives %v\n%s\nwant it to say %q", test.number, err, out.String(), want)
			}
		}
	}
	for _, test := range []struct{ number, near string }{
		{"5,735", "england-wales.count.2025-04_2025-12"},
		{"hampshire.count.2017-04_2017-13", "hampshire.count.2017-04_2017-12"},
		{"kent headline", "kent.rate-ratio.headline"},
	} {
		err := Trace(&strings.Builder{}, f, tables, test.number)
		if err == nil {
			t.Errorf("%s is no number, and is traced", test.number)
			continue
		}
		if first := strings.Split(err.Error(), "\n")[1]; !strings.HasPrefix(first, "  "+test.near+" ") {
			t.Errorf("nearest to %s is %s, want %s", test.number, first, test.near)
		}
	}
}
