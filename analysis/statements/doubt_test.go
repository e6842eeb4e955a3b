package statements

import (
	"testing"

	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// A number that the record contradicts is called wrong only where nothing that the text says makes it right
// under another reading. Kent recorded 245 in 2023/24 and 289 in 2024/25, England and Wales 7,140.
func TestDoubt(t *testing.T) {
	data := record(t)
	for _, test := range []struct {
		text, number string
		want         Verdict
	}{
		{"Kent Police recorded 290 grooming offences in 2024/25, against 245 in 2023/24, Home Office figures show.",
			"290", Wrong},
		{"Kent Police recorded 245 grooming offences in 2024/25, against 245 in 2023/24, Home Office figures show.",
			"245", CannotCheck},
		{"Kent Police recorded 7,140 grooming offences in 2024/25, Home Office figures show.", "7,140", CannotCheck},
		{"Kent Police recorded 3,000 grooming offences in 2024/25, Home Office figures show.", "3,000", CannotCheck},
		{"Kent Police recorded 300 grooming offences in 2024/25, Home Office figures show.", "300", Wrong},
		{"Home Office figures show grooming offences in Kent rose by 30 per cent in 2024/25, from 245 in 2023/24 to 289.",
			"30 per cent", Wrong},
		{"Home Office figures: grooming offences in Kent rose by 30 per cent in 2024/25.", "30 per cent", Wrong},
		{"Home Office figures show 289 grooming offences in Kent in 2024/25 where there had been 245, a rise of 12 per cent.",
			"12 per cent", Wrong},
		{"Home Office: Kent's 289 grooming offences in 2024/25 were 44 more than in 2023/24, a rise of 30 per cent.",
			"30 per cent", Wrong},
		{"Home Office: Kent's 289 grooming offences in 2024/25 were 44 more than in 2023/24, a rise of 18 per cent.",
			"18 per cent", Rounds},
		{"Home Office, grooming offences by force, year to March 2025:\n- Kent: 289\n- Sussex: 260", "260", Wrong},
		{"Kent Police recorded 289 grooming offences in 2024/25 and Essex 331, Surrey 90, Home Office figures show.",
			"90", Wrong},
		{"Kent Police recorded 289 grooming offences in 2024/25. After a bad spell it got up to 301, Home Office figures show.",
			"301", CannotCheck},
		{"Kent Police recorded 99 grooming offences in 2024/25 and Surrey 289, Home Office figures show.", "289", Wrong},
		{"Norfolk's recorded grooming offences: 38 in April to June 2025, 52 in July to September, 44 in October to December. " +
			"Added up: 143.", "143", Wrong},
		{"A leaflet says that grooming in England and Wales is up 518 per cent. The Home Office has 7,140 offences in 2024/25. " +
			"Sexual communication became an offence in April 2017. In 2016/17 there were 1,156.", "518 per cent", NotComparable},
		{"A leaflet says that grooming in England and Wales is up 400 per cent. The Home Office has 7,140 offences in 2024/25. " +
			"Sexual communication became an offence in April 2017. In 2016/17 there were 1,156.", "400 per cent", CannotCheck},
		{"Home Office: grooming in Kent trebled. There were 289 offences in 2024/25.", "trebled", CannotCheck},
	} {
		got := Verdict("not found")
		for _, n := range Check(test.text, frames.Context{Date: "2026-05-06"}, data).Numerals {
			if n.Text == test.number && n.Role == string(lex.Claim) {
				got = Verdict(n.Verdict)
				break
			}
		}
		if got != test.want {
			t.Errorf("%s\n%s: %s, want %s", test.text, test.number, got, test.want)
		}
	}
}

// A percentage whose own words do not tell what it is of is right where two right counts beside it make it, and open
// otherwise: it may be of victims.
func TestCountsBesideAPercentage(t *testing.T) {
	data := record(t)
	for _, test := range []struct {
		text, number string
		want         Verdict
	}{
		{"Police in England and Wales recorded 7,140 grooming offences in 2024/25. The South East recorded 980. Call it 14 per cent.", "14 per cent", Rounds},
		{"Police in England and Wales recorded 7,140 grooming offences in 2024/25. The South East recorded 980. Call it 41 per cent.", "41 per cent", CannotCheck},
		{"Kent Police recorded 289 grooming offences in 2024/25 and 245 in 2023/24. Some will say that 18 per cent is a freak.",
			"18 per cent", Rounds},
		{"Kent Police recorded 289 grooming offences in 2024/25 and 245 in 2023/24. Two in ten had never met.", "Two in ten",
			CannotCheck},
	} {
		got := Verdict("not found")
		for _, n := range Check(test.text, frames.Context{Date: "2026-05-06"}, data).Numerals {
			if n.Text == test.number && n.Role == string(lex.Claim) {
				got = Verdict(n.Verdict)
			}
		}
		if got != test.want {
			t.Errorf("%s\n%s: %s, want %s", test.text, test.number, got, test.want)
		}
	}
}
