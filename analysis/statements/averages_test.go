package statements

import (
	"testing"

	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// Words that tell of which years an average is.
func TestPeriodsOfAverages(t *testing.T) {
	for _, test := range []struct{ text, number, first, last string }{
		{"Kent recorded 245 grooming offences in 2023/24 and 289 in 2024/25, a mean of 267 a year.", "267", "2023-04-01", "2025-03-31"},
		{"Grooming in Merseyside. 2022/23: 253. 2023/24: 227. 2024/25: 235. The three-year mean is 238.", "238", "2022-04-01", "2025-03-31"},
		{"Kent recorded 289 grooming offences in 2024/25. The five-year average is 240.", "240", "2020-04-01", "2025-03-31"},
		{"The average number of grooming offences in Kent over the five years to 2024/25 was 240.", "240", "2020-04-01", "2025-03-31"},
		{"England and Wales had 36,881 grooming offences between 2017/18 and 2022/23, an average of 6,147 a year.", "6,147", "2017-04-01", "2023-03-31"},
		{"One grooming offence is recorded in Sussex every 34 hours. The force noted 254 in the year to March 2025.", "every 34 hours", "2024-04-01", "2025-03-31"},
	} {
		found := false
		for _, n := range frames.Read(test.text, frames.Context{Date: "2026-05-20"}).Numerals {
			if n.Text != test.number || n.Kind != lex.Average || n.Frame == nil {
				continue
			}
			found = true
			if got := n.Frame.Readings[0].Later; got.First() != test.first || got.Last() != test.last {
				t.Errorf("%s\n%s is of %s to %s, want %s to %s", test.text, test.number, got.First(), got.Last(), test.first, test.last)
			}
		}
		if !found {
			t.Errorf("%s\nno average %q", test.text, test.number)
		}
	}
}
