package statements

import (
	"strings"
	"testing"

	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
)

// checkedNumber is the first claim of a text with the given words.
func checkedNumber(t *testing.T, text CheckedText, words string) Checked {
	t.Helper()
	for _, n := range text.Numerals {
		if n.Text == words && n.Role == string(lex.Claim) {
			return n
		}
	}
	t.Fatalf("no claim %q", words)
	return Checked{}
}

// What is wrong says what is right, in the unit of the statement. The newest release: Kent has 34 in
// 2016/17, 245 in 2023/24 and 289 in 2024/25; England and Wales 7,140 in 2024/25 and 7,240 in 2023/24.
func TestReasons(t *testing.T) {
	data := record(t)
	const (
		changed   = "of the time contradicts it: "
		notHeld   = "the release of its day is not held, and figures move between releases"
		nineFirst = "April to December 2017, nine months, not a year; "
	)
	for _, test := range []struct {
		text, date, number string
		verdict            Verdict
		why                string // a part of the reason
	}{
		{"Grooming offences soared 900 per cent in Hampshire, from 14 in 2016 to 150 last year.", "2018-05-04",
			"900 per cent", Wrong, "14 to 150 is 971 per cent more, not 900"},
		{"Hampshire Police recorded 218 grooming offences in 2024/25 and 42 in 2016/17, a rise of 400 per cent.", "2026-05-06",
			"400 per cent", Wrong, "218 against 42, which the text gives, is another change"},
		{"Kent Police recorded 289 grooming offences in 2024/25, up a third on the 245 of the year before.", "2026-05-06",
			"a third", Wrong, "245 to 289 is 18 per cent more, not 33.3"},
		{"Grooming offences in Kent rose five-fold, from 34 in 2016/17 to 289 in 2024/25.", "2025-11-01",
			"five-fold", Wrong, "34 to 289 is 8.5 times, not 5"},
		{"Grooming offences in Kent fell by 30 per cent, from 245 in 2023/24 to 220 in 2024/25.", "2026-05-06",
			"30 per cent", Wrong, "245 to 220 is 10 per cent fewer, not 30"},
		{"Grooming offences in Kent fell by 18 per cent, from 245 in 2023/24 to 289 in 2024/25.", "2026-05-06",
			"18 per cent", Wrong, "245 to 289 is 18 per cent more, not 18 fewer"},
		{"Grooming offences in Hampshire changed by 31 per cent, from 317 in 2023/24 to 218 in 2024/25.", "2026-05-06",
			"31 per cent", Rounds, ""},
		{"Grooming offences in Hampshire changed by 13 per cent, from 317 in 2023/24 to 218 in 2024/25.", "2026-05-06",
			"13 per cent", Wrong, "317 to 218 is 31 per cent fewer, not 13"},
		{"In 2018/19 Thames Valley recorded 245 grooming offences, more than twice the 120 of 2024/25.", "2026-05-06",
			"twice", Rounds, ""},
		{"Grooming offences in Hampshire doubled, from 317 in 2023/24 to 158 in 2024/25.", "2026-05-06",
			"doubled", Wrong, "317 to 158 is 0.5 times, not 2"},
		{"Grooming offences in Kent rose by 850 per cent, from 34 in 2016/17 to 289 in 2024/25.", "2026-05-06",
			"850 per cent", Wrong, "not that many more: 34 to 289 is 750 per cent more, not 850"},
		{"Home Office figures show grooming offences in Kent rose by 30 per cent in 2024/25 from 2023/24.", "2026-05-06",
			"30 per cent", Wrong, changed + "245 to 289 is 18 per cent more, not 30"},
		{"Grooming offences in Kent trebled in a year to 289 in 2024/25.", "2026-05-06", "trebled", Wrong,
			changed + "245 to 289 is 1.2 times, not 3"},
		{"Home Office figures show Kent recorded 9 per cent of grooming offences in England and Wales in 2024/25.",
			"2026-05-06", "9 per cent", Wrong, "289 of 7,140 is 4.0 per cent, not 9"},

		{"Home Office figures show grooming offences in Kent rose by 30 per cent in 2024/25, from 245 in 2023/24 to 289.",
			"2026-05-06", "30 per cent", Wrong, "245 to 289 is 18 per cent more, not 30"},
		{"Home Office figures show that Kent had more grooming offences in 2024/25, from 245 in 2023/24 to 289.",
			"2026-05-06", "289", Exact, ""},

		{"Grooming offences are up 16 per cent in a year to 7,140 nationwide, figures for 2024/25 show.", "2025-11-01",
			"16 per cent", CannotCheck, notHeld + "; the newest release has 7,140 against 7,240, 1.4 per cent fewer"},
		{"Grooming offences in Kent rose by 30 per cent in 2024/25 from 2023/24, Home Office figures show.", "2025-11-01",
			"30 per cent", CannotCheck, notHeld + "; the newest release has 289 against 245, 18 per cent more"},
		{"Kent Police recorded 300 grooming offences in 2024/25, Home Office figures show.", "2025-11-01", "300",
			CannotCheck, notHeld + "; the newest release has 289"},

		{"In Wales, 402 grooming offences were recorded in 2024/25.", "", "402", CannotCheck,
			notSaid + "; the newest release has 553"},
		{"In Wales, 402 grooming offences were recorded in 2030/31.", "", "402", CannotCheck, noFigure},
		{"There were 1,900 grooming offences in Kent in 2024/25, Home Office figures show.", "2026-05-06", "1,900",
			CannotCheck, FarOff + "; the newest release has 289"},

		{"City of London Police recorded one grooming offence in April to December 2025, a fall of 50 per cent.",
			"2026-05-01", "50 per cent", CannotCheck, "the record has none in the earlier period, and there is no such change from none"},

		{"Grooming offences in Kent rose 40 per cent in a year to 287 in April to December 2025.", "2026-05-01",
			"40 per cent", Exact, ""},
		{"Grooming offences in Kent were up 40 per cent in a year, to 287 in the nine months to December 2025.", "2026-05-01",
			"40 per cent", Exact, ""},
		{"From April to December 2025 Kent Police recorded 287 grooming offences, a rise of 40 per cent in a year.",
			"2026-05-01", "40 per cent", Exact, ""},
		{"Grooming offences in Kent rose 60 per cent in a year to 287 in April to December 2025.", "2026-05-01",
			"60 per cent", Wrong, changed + "205 to 287 is 40 per cent more, not 60"},

		{"Hampshire police recorded 150 grooming offences last year.", "2018-05-04", "150", RightAtVintage, nineFirst},
		{"Last year 150 grooming offences were recorded in Hampshire.", "2018-05-04", "150", RightAtVintage, nineFirst},

		{"Around 220 grooming offences were recorded by Hampshire police in 2017/18.", "2019-10-01", "220", Rounds, ""},
		{"Hampshire police recorded 221 grooming offences in 2017/18.", "2019-10-01", "221", RightAtVintage, ""},

		// A reading that rests on a guess is no fault of the number.
		{"Police in our area said that grooming has soared 412 per cent since 2016/17. Kent recorded 289 offences in " +
			"2024/25.", "2026-05-06", "412 per cent", CannotCheck, guessedReading},
		{"West Midlands Police said that sexual grooming offences in their area fell 12 per cent last year, from 401 in " +
			"2023-24 to 353 in 2024-25, against a national rise of 15 per cent.",
			"2026-05-06", "15 per cent", CannotCheck, guessedReading},

		{"The Metropolitan Police recorded an average of 2.1 grooming offences a day in the nine months to December 2025, " +
			"Home Office data show.", "2026-05-06", "2.1", Wrong, "512 ÷ 275 days is 1.9, not 2.1"},
	} {
		n := checkedNumber(t, Check(test.text, frames.Context{Date: test.date}, data), test.number)
		if n.Verdict != string(test.verdict) || !strings.Contains(n.Why+"; ", test.why) {
			t.Errorf("%s\n%s: %s: %s\nwant %s: %s", test.text, test.number, n.Verdict, n.Why, test.verdict, test.why)
		}
		if n.Verdict == string(Wrong) && n.Fair == "" {
			t.Errorf("%s\n%s is wrong, and no sentence is offered", test.text, test.number)
		}
		// The record differs from what a lacking release may have borne out: what it has now may be said instead.
		if strings.HasPrefix(test.why, notHeld) && n.Fair == "" {
			t.Errorf("%s\n%s is not of a release that is held, and no sentence is offered", test.text, test.number)
		}
	}
}

// A period that the text gives by its months is no year that falls short.
func TestNamedMonthsAreNoYear(t *testing.T) {
	data := record(t)
	for _, text := range []string{
		"Hampshire police recorded 150 grooming offences in April to December 2017.",
		"Hampshire police recorded 150 grooming offences in the nine months to December 2017.",
	} {
		n := checkedNumber(t, Check(text, frames.Context{Date: "2018-05-04"}, data), "150")
		if strings.Contains(n.Why, "not a year") {
			t.Errorf("%s\n%s: want no word of a year", text, n.Why)
		}
	}
}

// Nine months that a text calls a year are those that begin with the year it names, or that a day in it gives.
func TestShorterThanYear(t *testing.T) {
	year, before := lex.Financial(2025), lex.Financial(2024)
	part := func(months int) lex.Span { return lex.Span{From: year.From, To: year.From + lex.Month(months) - 1} }
	at := func(s lex.Span, notes ...string) frames.Candidate { return frames.Candidate{Later: s, Notes: notes} }
	for _, test := range []struct {
		what     string
		of       frames.Candidate
		readings []frames.Candidate
		want     string
	}{
		{"in 2025/26, which is not over", at(part(9)), []frames.Candidate{at(year)}, "nine months, not a year"},
		{"six months of it", at(part(6)), []frames.Candidate{at(year)}, "six months, not a year"},
		{"three", at(part(3)), []frames.Candidate{at(year)}, "three months, not a year"},
		{"beside the year before", at(part(9)), []frames.Candidate{at(before)}, ""},
		{"nine months that are called so", at(part(9)), []frames.Candidate{at(part(9))}, ""},
		{"the whole year", at(year), []frames.Candidate{at(year)}, ""},
		{"of no period", frames.Candidate{}, []frames.Candidate{at(year)}, ""},
		{"no reading", at(part(9)), nil, ""},
		{"by a day, of a year by it", at(part(9), periods.ByDate),
			[]frames.Candidate{at(before, periods.ByDate)}, "nine months, not a year"},
		{"by a day, of a year that is named", at(part(9), periods.ByDate), []frames.Candidate{at(before)}, ""},
	} {
		if got := shorterThanYear(&frames.Frame{Readings: test.readings}, test.of); got != test.want {
			t.Errorf("%s: %q, want %q", test.what, got, test.want)
		}
	}
}
