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
			"Sexual communication became an offence in April 2017. In 2016/17 there were 1,156.", "400 per cent", Wrong},
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

// A change is held to the text's own counts, whichever way it goes, also where no release of its day is held.
func TestChangeByOwnCounts(t *testing.T) {
	data := record(t)
	for _, test := range []struct {
		date, text, number string
		want               Verdict
	}{
		{"2025-10-30", "Recorded grooming fell in Derbyshire last year, from 229 offences to 173, a drop of 32 per cent in the year " +
			"to March 2025 (Home Office).", "32 per cent", Wrong}, // 24 per cent
		{"2025-10-30", "Recorded grooming fell in Derbyshire last year, from 229 offences to 173, a drop of 24 per cent in the year " +
			"to March 2025 (Home Office).", "24 per cent", Rounds},
		{"2020-09-22", "Four times as many grooming crimes are being recorded in South Yorkshire as two years before. 220 were " +
			"logged by the force in 2019/20, Home Office data says, compared with 100 in 2017/18.", "Four times", Wrong},
		{"2018-08-03", "There's been a 257 per cent rise in grooming in the West Midlands Police area, and I'll show my working: " +
			"20 offences in 2016/17, 61 in 2017/18, both from the Home Office.", "257 per cent", Wrong},
		{"2018-08-03", "There's been a 205 per cent rise in grooming in the West Midlands Police area, and I'll show my working: " +
			"20 offences in 2016/17, 61 in 2017/18, both from the Home Office.", "205 per cent", NotComparable},
		{"2026-05-28", "Dorset Police recorded 116 grooming offences last year, the Home Office says. The quietest spell was October " +
			"to December, with 15. In neighbouring Wiltshire the tally climbed from 54 to 72, or 25 per cent.", "25 per cent", Wrong},
		{"2025-09-01", "Greater Manchester recorded 516 grooming offences in 2024/25. This is 3.1 per cent below the 2022/23 level.",
			"3.1 per cent", Wrong}, // of 616 before that day and 614 after it
		{"2025-01-20", "Police in England and Wales recorded 1,157 grooming offences in 2016, Home Office figures show.", "1,157",
			Wrong}, // 1,122 in the releases before that day and after it
		{"2025-01-20", "Police in England and Wales recorded 1,122 grooming offences in 2016, Home Office figures show.", "1,122",
			Exact},
		{"2021-08-25", "NSPCC figures show 51 crimes in Gloucestershire in 2020/21, and 28 in 2017/18. Wiltshire's numbers doubled, " +
			"from 26 to 44.", "doubled", Wrong}, // 1.7 times
	} {
		got := Verdict("not found")
		for _, n := range Check(test.text, frames.Context{Date: test.date}, data).Numerals {
			if n.Text == test.number && n.Role == string(lex.Claim) {
				got = Verdict(n.Verdict)
			}
		}
		if got != test.want {
			t.Errorf("%s\n%s: %s, want %s", test.text, test.number, got, test.want)
		}
	}
}
