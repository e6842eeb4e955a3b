package statements

import (
	"slices"
	"sync"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
	"grooming-report/analysis/statements/frames"
)

// loaded is the repository's own tables, once for all tests, which leave them as they are.
var loaded = sync.OnceValues(func() (*records.Data, error) {
	data, err := records.Load("../../data")
	if err == nil {
		recordstest.Keep(data)
	}
	return data, err
})

func record(t testing.TB) *records.Data {
	t.Helper()
	data, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestFair(t *testing.T) {
	data := record(t)
	for _, test := range []struct{ text, want string }{
		{"Grooming offences recorded by Kent Police rose from 245 in 2023/24 to 289 in 2024/25, Home Office figures show.",
			"Police in Kent recorded 289 sexual grooming offences in 2024/25 (code 88A; Home Office release of 23 April 2026)."},
		{"Grooming offences in Kent rose by 18 per cent in 2024/25 from 2023/24, Home Office figures show.",
			"Police in Kent recorded 289 sexual grooming offences in 2024/25, against 245 in 2023/24, a rise of 18 " +
				"per cent in recorded offences, with no allowance for chance (code 88A; Home Office release of 23 April 2026)."},
		// on a small base
		{"Grooming offences in Gwent rose by 62 per cent in 2024/25 from 2018/19, Home Office figures show.",
			"Police in Gwent recorded 60 sexual grooming offences in 2024/25, against 37 in 2018/19 (code 88A; Home Office " +
				"release of 23 April 2026)."},
		{"The Met recorded 716 grooming offences in 2024/25, Home Office figures show.",
			"The Metropolitan Police recorded 716 sexual grooming offences in 2024/25 (code 88A; Home Office release of 23 April 2026)."},
		{"Home Office figures show that grooming offences in England and Wales have quadrupled, from 1,156 in 2016/17 to 4,624 in 2017/18.",
			"Police in England and Wales recorded 4,624 sexual grooming offences in 2017/18 and 1,156 in 2016/17, " +
				"which are not comparable because the offence code widened in April 2017 (code 88A; Home Office " +
				"release of 23 April 2026)."},
	} {
		var got []string
		for _, n := range Check(test.text, frames.Context{Date: "2026-05-06"}, data).Numerals {
			got = append(got, n.Fair)
		}
		if !slices.Contains(got, test.want) {
			t.Errorf("%s\noffers %q\nwant %q", test.text, got, test.want)
		}
	}
}
