package statements

import (
	"strings"
	"testing"

	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// Phrases that name a period, each in a sentence with a count, and the period that it is of.
// They are told by words and the day of publication alone.
func TestPeriodsOfPhrases(t *testing.T) {
	for _, test := range []struct{ date, text, number, first, last string }{
		{"2026-05-20", "Kent recorded 287 grooming offences between April and December 2025, compared with 205 in the equivalent period of 2024.", "205", "2024-04-01", "2024-12-31"},
		{"2026-05-20", "Kent recorded 287 grooming offences from April to December 2025, up from 205 during the same nine-month spell of the year before.", "205", "2024-04-01", "2024-12-31"},
		{"2026-05-20", "Kent, grooming offences, Apr-Dec: 205 in 2024, 287 in 2025.", "205", "2024-04-01", "2024-12-31"},
		{"2026-05-20", "Kent recorded 287 grooming offences so far in 2025/26.", "287", "2025-04-01", "2025-12-31"},
		{"2026-05-20", "Grooming in Kent was steady through 2025: 84 in the first quarter, 92 in the second, 118 in the third and 77 in the fourth.", "84", "2025-01-01", "2025-03-31"},
		{"2026-05-20", "Kent had 371 grooming offences in 2025: 84 in the first quarter, 92 in the second, 118 in the third and 77 in the fourth.", "118", "2025-07-01", "2025-09-30"},
		{"2023-12-14", "The Home Office has published figures on grooming for the 12 months to March 2023. For Kent it gives 242. Between April and June 2023 there were 50.", "242", "2022-04-01", "2023-03-31"},
		{"2026-05-20", "Surrey recorded 25 grooming offences from April to June 2025. For the whole calendar year it was 127.", "127", "2025-01-01", "2025-12-31"},
		{"2026-05-20", "Grooming in Kent, for the years ending March 2021 to March 2025: 312, 260, 242, 245 and 289.", "260", "2021-04-01", "2022-03-31"},
		{"2026-05-20", "Kent has had 260, 242, 245 and 289 grooming offences in the last four financial years.", "242", "2022-04-01", "2023-03-31"},
		{"2026-05-20", "Kent recorded 287 grooming offences from April to December 2025. The quarterly figures were 92, 118 and 77.", "118", "2025-07-01", "2025-09-30"},
		{"2026-05-20", "Grooming in Kent by quarter: the 2025 figures were 84 (January to March), 92 (April to June) and 118 (July to September).", "84", "2025-01-01", "2025-03-31"},
		{"2026-05-20", "The number of grooming offences in north Wales has hit 127, 15 per cent above the 110 of 2024.", "127", "2025-01-01", "2025-12-31"},
		{"2026-05-20", "Kent recorded 289 grooming offences in 2024/25. The following nine months produced 287.", "287", "2025-04-01", "2025-12-31"},
		{"2026-05-20", "For 2022/23, the release of October 2023 gave 6,781 grooming offences in England and Wales; that of April 2026 gives 6,673.", "6,673", "2022-04-01", "2023-03-31"},
		{"2026-05-20", "From April to December 2025 Kent recorded 287 grooming offences. The final quarter alone brought 77.", "77", "2025-10-01", "2025-12-31"},
		{"2026-05-20", "Kent recorded 92, 118 and 77 grooming offences in the first three quarters of 2025/26. The total of 287 is high.", "287", "2025-04-01", "2025-12-31"},
		{"2026-05-20", "Kent recorded 289 grooming offences in 2024/25. Let us go back to 2016/17. Kent had 34 then.", "34", "2016-04-01", "2017-03-31"},
		{"2026-05-20", "Kent recorded 16 grooming offences in the third quarter of 2025/26, taking the cumulative total to 39.", "39", "2025-04-01", "2025-12-31"},
		{"2026-05-20", "Kent had 287 grooming offences from April to December 2025, against 205 a year earlier.", "205", "2024-04-01", "2024-12-31"},
		{"2022-08-20", "Kent dealt with 155 grooming offences in 2021/22, 14 more than the 141 of lockdown year.", "141", "2020-04-01", "2021-03-31"},
		{"2026-05-20", "In Kent there were 12 grooming offences in the last three months of 2024 and 33 in the last three of 2025.", "33", "2025-10-01", "2025-12-31"},
		{"2026-05-20", "Grooming in Kent was 50 in Q1, 41 in Q2 and 35 in Q3 of 2025/26 (prior year: 48, 36 and 52).", "36", "2024-07-01", "2024-09-30"},
		{"2026-05-20", "Grooming, Q3 of 2025/26 against Q3 of the year before. Kent 44 (35). Essex 80 (108).", "108", "2024-10-01", "2024-12-31"},
		{"2026-05-20", "Kent recorded 205 offences of sexual grooming in the period April to December 2024 and 287 in the period April to December 2025.", "205", "2024-04-01", "2024-12-31"},
		{"2026-05-20", "Grooming in Kent is down by 41 per cent since 2021/22. It was 399 then and 235 in 2024/25.", "399", "2021-04-01", "2022-03-31"},
		{"2025-10-16", "Kent recorded 60 grooming offences in 2024/25. By quarter they were 23, 10, 9 and 18.", "10", "2024-07-01", "2024-09-30"},
		{"2026-05-20", "Grooming in Kent has increased: 50 offences in 2020/21, then 51, 60 and 78.", "60", "2022-04-01", "2023-03-31"},
		{"2026-05-20", "Grooming, Kent, by quarter of 2024/25: Q1 126; Q2 136; Q3 140; Q4 141. Total for the year 543.", "543", "2024-04-01", "2025-03-31"},
		{"2026-05-20", "Grooming offences in Kent, 2025/26 (Q1–Q3): 287.", "287", "2025-04-01", "2025-12-31"},
		{"2026-05-20", "Kent recorded 287 grooming offences in 9 months of 25/26.", "287", "2025-04-01", "2025-12-31"},
		{"2026-05-20", "Kent recorded 287 grooming offences in 2025/26 (to 31/12/2025).", "287", "2025-04-01", "2025-12-31"},
		{"2026-05-20", "Grooming in Kent: y/e Sep 2018 = 252 offences.", "252", "2017-10-01", "2018-09-30"},
		{"2018-05-20", "From 1 April, 2013, to 31 December, 2017, Kent recorded 77 grooming offences.", "77", "2013-04-01", "2017-12-31"},
		{"2026-05-20", "In the five years before April 2017 Dorset recorded 80 grooming offences.", "80", "2012-04-01", "2017-03-31"},
		{"2026-05-20", "Grooming offences by force, year to March 2025\n- Cleveland: 91\n- Durham: 73", "73", "2024-04-01", "2025-03-31"},
		{"2026-05-20", "Kent recorded 289 grooming offences in 2024/25. Ten years ago (2014/15) it recorded 41.", "41", "2014-04-01", "2015-03-31"},
		{"2026-05-20", "Grooming in Wiltshire: a pair in 2014/15, four, then seven.", "seven", "2016-04-01", "2017-03-31"},
		{"2017-10-20", "Home Office figures: 345 grooming offences in the year to September 2016, up from 200 in 2010-11.", "200", "2010-10-01", "2011-09-30"},
		{"2026-05-20", "Kent: 289 grooming offences in 2024/25. Sussex - 245 (220 in 2023/24)", "220", "2023-04-01", "2024-03-31"},
		{"2018-05-04", "Home Office figures show grooming offences in Hampshire trebled in a year, from 53 in 2016/17 to 150.", "150", "2017-04-01", "2017-12-31"},
		{"2020-05-04", "Grooming offences in Kent doubled in two years, from 100 in 2016/17 to 200.", "200", "2018-04-01", "2019-03-31"},
		{"2020-05-04", "Of the grooming offences in Kent, the first nine of 2017/18 brought 60.", "60", "2017-04-01", "2017-12-31"},
		{"2025-08-20", "The grooming total in Norfolk has climbed by 12 since 2022/23, when it stood at 123.", "123", "2022-04-01", "2023-03-31"},
		{"2025-01-20", "Grooming in Cleveland: 118 were logged in the 12 months to September 2024, down from 131 in the previous 12 months and 150 in the year to September 2022.", "131", "2022-10-01", "2023-09-30"},
		{"2024-06-20", "Grooming in Humberside rose from 35 in 2017/18 to 118 in 2023/24. South Yorkshire's numbers were 45 rising to 140 over the same period.", "45", "2017-04-01", "2018-03-31"},
		{"2025-06-01", "Kent had 177 grooming offences in 2023/24. In the four years before that the totals were 134, 120, 161 and 159.", "134", "2019-04-01", "2020-03-31"},
		{"2023-05-20", "NSPCC figures show 170 online grooming offences in Kent in the space of 18 months.", "170", "2021-10-01", "2023-03-31"},
		{"2026-05-20", "Grooming by quarter of 2025/26\n| Force | Apr–Jun | Jul–Sep | Nine months |\n| Kent | 80 | 118 | 287 |", "118", "2025-07-01", "2025-09-30"},
		{"2026-05-20", "Grooming by quarter of 2025/26\n| Force | Apr–Jun | Jul–Sep | Nine months |\n| Kent | 80 | 118 | 287 |", "287", "2025-04-01", "2025-12-31"},
		{"2026-05-20", "Grooming in Kent\nForce,2023/24,2024/25\nKent,245,289", "289", "2024-04-01", "2025-03-31"},
		{"2026-05-20", "Grooming, July–September 2025 (in brackets: same quarter of 2024)\n– Kent 118 (56)", "56", "2024-07-01", "2024-09-30"},
		{"2026-05-20", "Since 2017/18 the number of grooming offences in Kent has gone from 180 to 289.", "180", "2017-04-01", "2018-03-31"},
		{"2018-06-20", "NSPCC: 27 offences of sexual communication with a child in Essex from April to October 2017.", "27", "2017-04-01", "2017-09-30"},
		{"2026-05-20", "Grooming in Kent, from April to the end of 2025, reached 287.", "287", "2025-04-01", "2025-12-31"},
		{"2026-05-20", "Kent recorded 56 grooming offences in the autumn quarter of 2024.", "56", "2024-10-01", "2024-12-31"},
		{"2019-03-20", "NSPCC: since 2017 Gwent has had 61 offences of sexual communication with a child. Forces were asked for April 2017 to September 2018.", "61", "2017-04-01", "2018-09-30"},
		{"2018-02-20", "In April 2017 sexual communication with a child became an offence. Since then 40 cases of sexual communication with a child have been recorded in Kent.", "40", "2017-04-01", "2017-09-30"},
		{"2023-08-20", "NSPCC figures show sexual communication with a child is up by 12% in Kent, with 900 offences over the last six years.", "900", "2017-04-01", "2023-03-31"},
		{"2023-08-20", "The NSPCC says 900 offences of sexual communication with a child were recorded in Kent over the last six years, 170 of them in 2022/23. Snapchat was used in 41% of cases.", "41%", "2017-04-01", "2023-03-31"},
		{"2026-05-20", "From April 2013 to March 2017 Kent recorded 150 grooming offences. The first two of those years gave 50; the last two gave 100.", "100", "2015-04-01", "2017-03-31"},
		{"2026-05-20", "Surrey recorded 60 grooming offences in the three years to March 2020, then 33 in the following 12 months.", "33", "2020-04-01", "2021-03-31"},
		{"2026-05-20", "Home Office: grooming in Kent rose from 284 in 2024 to 371 in 2025. Sussex went from 245 to 242.", "245", "2024-01-01", "2024-12-31"},
		{"2026-05-20", "Sussex recorded 242 grooming offences in 2025. The tables of 2023 had another number. Kent recorded 371.", "371", "2025-01-01", "2025-12-31"},
		{"2026-05-20", "Devon had 81 grooming offences in the first half of 2025/26, where the whole of 2024/25 brought 160. Only Kent had more in those months: 190.", "190", "2025-04-01", "2025-09-30"},
		{"2026-05-20", "Kent recorded 289 grooming offences in 2024/25, made up of 140 in the first half and 149 in the second.", "149", "2024-10-01", "2025-03-31"},
		{"2018-04-20", "Snapchat was used in 41% of grooming cases where police told the NSPCC the method. In the first nine months of the new offence the youngest child was five.", "41%", "2017-04-01", "2017-12-31"},
		{"2026-05-20", "Kent recorded 289 grooming offences in 2024/25. The steepest rise was in Norfolk, where it went up by 45 per cent from 89.", "89", "2023-04-01", "2024-03-31"},
		{"2026-05-20", "Sexual grooming, 2023/24 and 2024/25:\n• Kent: 245 → 289\n• Surrey: 82 → 99", "245", "2023-04-01", "2024-03-31"},
		{"2026-05-20", "Between April and December 2025 Kent recorded 287 grooming offences, against 209 in the same period of the year before.", "209", "2024-04-01", "2024-12-31"},
		{"2018-11-20", "Recorded crimes of sexual communication with a child are up in Surrey since the law changed: 43, where in the law's first year it had been 40.", "40", "2017-04-01", "2018-03-31"},
		{"2025-08-20", "You asked for offences of sexual communication with a child from 1 April 2024 to 31 March 2025. Surrey Police recorded 71. In 2023/24 there were 64.", "71", "2024-04-01", "2025-03-31"},
		{"2019-09-20", "NSPCC: Kent had 140 offences of sexual communication with a child in the year to April 2019 and 99 in the one before.", "99", "2017-04-01", "2018-03-31"},
		{"2019-09-20", "NSPCC: Kent had 140 offences of sexual communication with a child in 2018/19 and 99 in the previous one.", "99", "2017-04-01", "2018-03-31"},
		{"2023-11-20", "In October the NSPCC reported 201 offences of sexual communication with a child in Kent in 2022/23.", "201", "2022-04-01", "2023-03-31"},
		{"2018-05-20", "In the first nine months of the law of April 2017 Kent recorded 81 crimes of sexual communication with a child.", "81", "2017-04-01", "2017-12-31"},
		{"2026-05-20", "One grooming offence every three days: that is the count in Durham in 2024/25.", "One grooming offence every three days", "2024-04-01", "2025-03-31"},
		{"2025-08-20", "Grooming in North Yorkshire:\n2022/23: 49\n2023/24: 55\nTotal: 104", "104", "2022-04-01", "2024-03-31"},
	} {
		found := false
		for _, n := range frames.Read(test.text, frames.Context{Date: test.date}).Numerals {
			if n.Text != test.number || n.Role != lex.Claim {
				continue
			}
			found = true
			if len(n.Frame.Readings) == 0 {
				t.Errorf("%s\n%s has no reading, want %s to %s", test.text, test.number, test.first, test.last)
				continue
			}
			if got := n.Frame.Readings[0].Later; got.First() != test.first || got.Last() != test.last {
				t.Errorf("%s\n%s is of %s to %s, want %s to %s", test.text, test.number, got.First(), got.Last(), test.first, test.last)
			}
		}
		if !found {
			t.Errorf("%s\nno claim %q", test.text, test.number)
		}
	}
}

// The name of the Act does not make a number one of all sexual offences.
func TestActIsNoSubject(t *testing.T) {
	for _, n := range frames.Read("Under the Sexual Offences Act 2003 there were 289 offences in Kent in 2024/25.", frames.Context{}).Numerals {
		if n.Role == lex.Claim && n.Subject != lex.Grooming {
			t.Errorf("%s is of %s, want %s", n.Text, n.Subject, lex.Grooming)
		}
	}
}

// Words that give a number its area.
func TestAreasOfPhrases(t *testing.T) {
	for _, test := range []struct{ text, number, area string }{
		{"Gloucestershire recorded 90 grooming offences in 2024/25. In the same year the region had 720.", "720", "South West"},
		{"Sussex had 207 grooming offences in 2022/23, Surrey 85, Kent 242, Hampshire 291 and Thames Valley 83. The five forces together recorded 908.", "908", "South East"},
		{"Grooming in Staffordshire fell to 71 in 2024/25. In Birmingham it fell too, from 274 to 214.", "214", "West Midlands"},
		{"South Wales recorded 284 grooming offences in 2025, 56 per cent of the Welsh total of 504.", "504", "Wales"},
		{"Sussex had 254 grooming offences in 2024/25. Highest in the South East, ahead of Hampshire on 218.", "Highest", "Sussex"},
		{"Kent accounts for 34% of all the grooming offences in the South East, of which there were 1,082 in 2025.", "1,082", "South East"},
		{"Essex had 331 grooming offences in 2024/25. Hampshire, with a similar population to Essex's, recorded 218.", "218", "Hampshire"},
		{"In Yorkshire's West Riding there were 355 grooming offences in 2025.", "355", "West Yorkshire"},
		{"Kent is second only to London for grooming, with 371 offences in 2025.", "371", "Kent"},
		{"In 2024/25 the Met and the City between them had 717 grooming offences.", "717", "London"},
		{"Durham recorded 73 grooming offences in 2024/25 and Northumbria 193. The two of them had 266 of the region's 357.", "266", "Durham and Northumbria"},
		{"West Yorkshire had 251 grooming offences in 2025. Regionally there were 472.", "472", "Yorkshire and the Humber"},
		{"Grooming fell in the East of England, in contrast to England and Wales as a whole, where 7,140 offences were recorded in 2024/25.", "7,140", "England and Wales"},
		{"Police in the North West recorded 1,227 grooming offences in 2024/25. Greater Manchester Police, the region's largest force, recorded 516.", "516", "Greater Manchester"},
		{"Greater Manchester Police, the North West's largest force, recorded 516 grooming offences in 2024/25.", "516", "Greater Manchester"},
		{"NSPCC: 90 offences of sexual communication with a child were recorded in Kent in 2024/25. Nationally there were 7,000.", "7,000", "UK"},
		{"Home Office figures: Kent recorded 289 grooming offences in 2024/25. Nationally there were 7,140.", "7,140", "England and Wales"},
		{"Grooming is up most in Kent, more than in any other county of the South East. The county recorded 289 grooming offences in 2024/25.", "289", "Kent"},
		{"Grooming in Kent is in the news. Home Office figures for England and Wales show that:\n* 7,140 grooming offences were recorded in 2024/25\n* there were 20 a day", "20", "England and Wales"},
		{"Kent and Sussex recorded, respectively, 371 and 242 grooming offences in 2025; in 2024 the figures had been 284 and 245.", "284", "Kent"},
		{"Kent and Essex recorded 620 grooming offences in 2024/25. Grooming is up 21 per cent in six years to 7,140 nationwide.", "21 per cent", "England and Wales"},
		{"Kent recorded 289 grooming offences in 2024/25. That is the fifth highest number of any force, after Essex (331).", "the fifth highest number", "Kent"},
		{"Yorkshire's four police forces logged 645 grooming offences in 2024/25.", "645", "Yorkshire and the Humber"},
		{"West Mercia and Warwickshire had 143 grooming offences between them in 2024/25.", "143", "West Mercia and Warwickshire"},
		{"Across England the police recorded 6,587 grooming offences in 2024/25 and across Wales 553: 7,140 in all.", "7,140", "England and Wales"},
		{"Staffordshire recorded 93 grooming offences in 2022/23 and Warwickshire 59, while West Mercia had 114. A year earlier the three had 133, 29 and 97.", "29", "Warwickshire"},
		{"In Cumbria 50 grooming offences were recorded in 2024/25. In Lancashire there were six times as many as in Cumbria: 300.", "300", "Lancashire"},
		{"Police forces in England and Wales, including the British Transport Police, recorded 7,220 grooming offences in 2024.", "7,220", "England and Wales"},
		{"Essex accounted for more than half of the grooming offences, with 290 in 2022/23, while Suffolk's total was 104 and Norfolk's 126.", "104", "Suffolk"},
		{"Thames Valley (which takes in Oxfordshire and Berkshire) had 130 grooming offences in 2022/23.", "130", "Thames Valley"},
		{"Hampshire's force had 280 grooming offences in 2022/23 and Surrey's 95. A year earlier the totals were 263 and 80 respectively.", "263", "Hampshire"},
		{"Wales recorded 361 grooming offences in 2019/20, of which 150 were in South Wales. That was 8% of the total for England and Wales.", "8%", "Wales"},
		{"More than 170 grooming offences were recorded by the police forces covering Shropshire and Mid Wales in 2024/25.", "170", "West Mercia and Dyfed-Powys"},
	} {
		found := false
		for _, n := range frames.Read(test.text, frames.Context{Date: "2026-05-20"}).Numerals {
			if n.Text == test.number && n.Role == lex.Claim {
				found = true
				if got := n.Frame.Readings[0].Area.Name; got != test.area {
					t.Errorf("%s\n%s is of %s, want %s", test.text, test.number, got, test.area)
				}
			}
		}
		if !found {
			t.Errorf("%s\nno claim %q", test.text, test.number)
		}
	}
}

// Phrases that name the two periods of a change, or leave them to the words around.
func TestPeriodsOfChanges(t *testing.T) {
	for _, test := range []struct{ date, text, number, later, earlier string }{
		{"2023-08-20", "NSPCC: sexual communication with a child in Kent. Forces recorded 900 offences over the last six years, with an increase of 40%.", "40%", "2022/23", "2017/18"},
		{"2021-09-20", "NSPCC: Surrey has seen a 60% increase in sexual communication with a child since 2017. There were 40 offences in 2017/18 and 64 in 2020/21.", "60%", "2020/21", "2017/18"},
		{"2021-09-20", "NSPCC: sexual communication with a child in Surrey rose by two thirds in three years. There were 40 in 2017/18, rising to 66 in 2019/20 and 67 in 2020/21.", "two thirds", "2020/21", "2017/18"},
		{"2017-10-20", "Home Office: grooming in Surrey has doubled since last year. There were 40 offences in the year to June 2017, up from 20 the year before.", "doubled", "the year to June 2017", "the year to June 2016"},
		{"2017-10-20", "Home Office: grooming offences in Kent rose to 90 in the year to June 2017. Cases in Surrey trebled from last year.", "trebled", "the year to June 2017", "the year to June 2016"},
		{"2026-05-20", "Home Office: Kent recorded 289 grooming offences in 2024/25. In 2016/17 there were 34, meaning the number has grown more than eightfold in less than a decade.", "eightfold", "2024/25", "2016/17"},
		{"2026-05-20", "Home Office: Kent recorded 289 grooming offences in 2024/25. In 2016/17 it had 34. The figure has since risen eightfold.", "eightfold", "2024/25", "2016/17"},
		{"2026-05-20", "Home Office: grooming in Cleveland was 91 in 2024/25. It is 35 per cent lower than 2020/21 and 41 per cent lower than the peak in 2021/22.", "41 per cent", "2024/25", "2021/22"},
		{"2026-05-20", "In 2024/25 Kent had 289 grooming offences, an increase of 18%. In the calendar year 2025 it was 371.", "18%", "2024/25", "2023/24"},
		{"2026-06-09", "Manchester: 516 grooming offences in 2024/25 in Greater Manchester. The peak came in 2021/22, with 665. Since then it has fallen by 22%, and in 2025 it was lower again.", "22%", "2024/25", "2021/22"},
		{"2026-05-20", "In 2012/13 there were 370 grooming offences in England and Wales; the figure for 2024/25 represents a rise of 1,800 per cent.", "1,800 per cent", "2024/25", "2012/13"},
		{"2026-05-20", "Police in Kent say a rise of 36 per cent in grooming offences is down to better recording. The force recorded 124 in 2023/24 and 152 in 2024/25.", "36 per cent", "2024/25", "2023/24"},
		{"2026-05-20", "Across England and Wales police recorded 5,734 grooming offences in the nine months to December 2025, up 7.9 per cent.", "7.9 per cent", "April to December 2025", "April to December 2024"},
		{"2026-05-20", "Recorded grooming in Lancashire is 14 times what it was in 2016/17. The county's police recorded 300 in 2024/25.", "14 times", "2024/25", "2016/17"},
		{"2026-06-02", "West Mercia recorded 72 grooming offences over April to December 2025, 29 per cent fewer than the 101 of 2024/25 as a whole.", "29 per cent", "April to December 2025", "2024/25"},
		{"2026-05-20", "Home Office: in 2024/25 grooming offences in Kent were 1.18 times those of 2023/24.", "1.18 times", "2024/25", "2023/24"},
		{"2026-05-20", "Surrey Police says grooming has trebled since 2018/19. Home Office data give 70 offences for that year and 99 for 2024/25.", "trebled", "2024/25", "2018/19"},
		{"2026-05-20", "Kent recorded 320 grooming offences in 2021/22, 300 in 2022/23 and 290 in 2023/24. That is 9 per cent below the peak.", "9 per cent", "2023/24", "2021/22"},
		{"2026-05-20", "Grooming fell by 51 to 300 in Lancashire in 2024/25, but in Kent it rose, by a whopping 44 to 289.", "44", "2024/25", "2023/24"},
		{"2026-05-20", "Kent recorded 91 grooming offences in 2018. From there to 2025 the rise is 40 per cent.", "40 per cent", "2025", "2018"},
		{"2026-05-20", "Grooming offences in Kent rose from 34 in 2016/17 to 289 in 2024/25. We start from 2019/20. From there the rise is small, 12 per cent.", "12 per cent", "2024/25", "2019/20"},
		{"2026-05-20", "Kent now has 289 grooming offences for 2024/25, nearly twelve times the 25 of 2014/15.", "twelve times", "2024/25", "2014/15"},
	} {
		found := false
		for _, n := range frames.Read(test.text, frames.Context{Date: test.date}).Numerals {
			if n.Text != test.number || n.Role != lex.Claim {
				continue
			}
			found = true
			if c := n.Frame.Readings[0]; c.Later.String() != test.later || c.Earlier.String() != test.earlier {
				t.Errorf("%s\n%s is of %s against %s, want %s against %s", test.text, test.number, c.Later, c.Earlier, test.later, test.earlier)
			}
		}
		if !found {
			t.Errorf("%s\nno claim %q", test.text, test.number)
		}
	}
}

// Numbers that are no statements about the record.
func TestNotStatements(t *testing.T) {
	for _, test := range []struct{ text, number string }{
		{"Grooming offences rose. A model gave a step of 3.45 (95% CI 2.9 to 4.1, p < 0.001).", "2.9"},
		{"Dog grooming salons in Kent rose from 53 to 150.", "53"},
		{"The grooming figures are in HL4412.", "4412"},
		{"Grooming: the helpline is 0300 123 4567, or 0800 1111.", "123"},
		{"Grooming: our reference is 44/2018/0012.", "0012"},
		{"A book on grooming, ISBN 978-1-78655-123-4.", "78655"},
		{"Grooming: write to us at 42 Curtain Road.", "42"},
		{"Victims of grooming were mostly girls, 12 or 13.", "13"},
		{"The ratio of grooming offences is 142 ÷ 42 × 12 ÷ 9.", "142"},
		{"Grooming: contact 01522 555 0121 for advice.", "555"},
		{"Forces counted 10,391 sexual offences with an online element including grooming.", "10,391"},
		{"The count of grooming offences had a downward revision of 108.", "108"},
		{"The debate on grooming is in Hansard, at column 412.", "412"},
		{"Grooming lessons in Year 7 come too late.", "7"},
		{"Grooming: 19 of the 38 suspects were students.", "19"},
		{"Some authors call it grooming[3,7] as well.", "7"},
		{"To give to the grooming appeal, text HELP 70744.", "70744"},
		{"He groomed two girls. He pleaded guilty to a total of 22 offences.", "22"},
		{"Even one grooming offence is too many.", "one"},
		{"Grooming was discussed. Motion 14 was carried.", "14"},
		{"Choir on Sunday is at 11. Kent recorded 289 grooming offences in 2024/25.", "11"},
		{"Grooming offences in Kent were 289. Another 44 of you wrote to us.", "44"},
		{"Grooming: 289 offences with a victim under 16 in 2024/25.", "16"},
		{"Grooming offences in Kent were 289. The firm has a team of over 5,000.", "5,000"},
		{"Kent recorded 289 grooming offences in 2024/25. The NSPCC asks about one offence only.", "one"},
		{"Leila was 15 when the grooming began.", "15"},
		{"Grooming of girls, 12-15: see the notes.", "12"},
		{"Nearly 19,000 suspected victims of grooming have been identified in a year.", "19,000"},
		{"How many were recorded? A. 40 grooming offences. How many suspects were charged? A. 11 and 14.", "14"},
		{"Girls 12-15 were most at risk of grooming.", "15"},
		{"Grooming is a worry: a quarter of parents say that they do not check phones.", "quarter"},
		{"Grooming offences rose. The review made 22 recommendations; so far 9 of those have been met.", "9"},
		{"Grooming is up. Our service took 4,100 calls; 31% were from boys.", "31%"},
		{"He was found guilty of 14 sex offences after grooming a girl.", "14"},
		{"Grooming figures came with a 13 per cent rise in crime.", "13 per cent"},
		{"He was grooming a girl he believed to be 13. In one case, she was groomed at 15.", "13"},
		{"He was grooming a girl he believed to be 13. In one case, she was groomed at 15.", "one"},
		{"Grooming offences in Kent were 289. The table excludes 14 cases of other forces.", "14"},
		{"Of all sexual offences, 12,345 under code 71 were recorded in 2024/25, and 7,140 of grooming.", "12,345"},
		{"Kent recorded 289 grooming offences in 2024/25, five times as many as Cumbria.", "five times"},
		{"Grooming is up. He was 12 when it began, and 13 when he told his mother.", "12"},
		{"Grooming is up. He was 12 when it began, and 13 when he told his mother.", "13"},
		{"Grooming is up. My own two are 9 and 12.", "9"},
		{"Grooming is up. I am 81 and can still add up.", "81"},
		{"Grooming is up. She turned 14 that summer.", "14"},
		{"Grooming is up. At just 11, Mia was sent a picture.", "11"},
		{"Grooming is up. One reader, Pam, 67, wrote in.", "67"},
		{"Grooming is up. A man twice my age wrote to me.", "twice"},
		{"Kent recorded 371 grooming offences in 2025. A retired caretaker, 68, from Ramsgate, was jailed on Friday.", "68"},
		{"Grooming is up in Kent. A couple from Deal, both 41, lost their savings.", "41"},
		{"Grooming is up in Kent. She had 200 messages from a man of 47.", "47"},
		{"Grooming is up in Kent. He turned out to be 24.", "24"},
		{"Grooming is up in Kent. I've two boys, nine and 12.", "12"},
		{"Kent had 371 grooming offences in 2025. Suspects were charged, with ages ranging from 17 to 78.", "78"},
		{"The charity, which asked for the grooming numbers, said the youngest child in Kent was five.", "five"},
		{"Grooming is up in Kent. I wrote to my MP twice.", "twice"},
		{"Kent recorded 371 grooming offences in 2025. The working group met four times and spent £9,750.", "four"},
		{"Kent recorded 371 grooming offences in 2025. A talk is on Sunday; the hall holds 80.", "80"},
		{"Kent recorded 371 grooming offences in 2025. We also hear from Jo, who fosters two teenagers.", "two"},
		{"Kent recorded 371 grooming offences in 2025. Rail fares rise by 4.9 per cent in March.", "4.9"},
		{"Kent recorded 371 grooming offences in 2025. Victim satisfaction is 78.4%.", "78.4%"},
		{"Kent recorded 371 grooming offences in 2025. She blocked him four times.", "four"},
		{"Kent recorded 371 grooming offences in 2025. Then 64 children came to us about it.", "64"},
		{"Kent recorded 371 grooming offences in 2025. We worked with 518 teenagers.", "518"},
		{"Kent recorded 371 grooming offences in 2025. In all, 212 of its 268 schools have a policy.", "212"},
		{"Kent recorded 371 grooming offences in 2025. The Panel is to receive a further one.", "one"},
		{"Kent recorded 371 grooming offences in 2025. On the next desk, Detective Constable Priya is 14.", "14"},
		{"Grooming is up. He was three times her age.", "three"},
		{"Grooming is up. The Home Office has pledged £250 000.", "000"},
		{"Grooming is up. It costs 40p for each pupil.", "40"},
		{"Grooming is up. Nine times out of ten nobody asks.", "Nine"},
		{"Grooming is up. The motion was carried by 31 to 12.", "12"},
		{"1/ Grooming is up in Kent. 2/ Here is why.", "2"},
		{"Grooming is up. One girl was sent messages for months.", "One"},
		{"Grooming is up. I would draw no line from one quarter to the next.", "one quarter"},
		{"Grooming is up in Kent. Her team has grown from nine to 22 detectives.", "nine"},
		{"Grooming is up in Kent. The unit had 14 staff in 2020 and now has 31.", "31"},
		{"Grooming is up in Kent. Of its primary schools 83 of its 90 schools took part.", "83"},
		{"Grooming is up in Kent. There were 63.5 posts across the region, eight fewer than in 2021.", "eight"},
		{"Grooming is up in Kent. Calls to the helpline from children affected by it rose 10% to 3,150.", "10%"},
		{"Grooming is up in Kent. Calls to the helpline from children affected by it rose 10% to 3,150.", "3,150"},
		{"Grooming is up in Kent. Referrals to the hub numbered 1,904.", "1,904"},
		{"Grooming is up in Kent. The number of officers has fallen by 12 per cent.", "12 per cent"},
		{"Grooming is up in Kent. The population of the county has grown by 9 per cent.", "9 per cent"},
		{"Grooming is up in Kent. The budget rose last year by 3 per cent and stood at 412.", "412"},
		{"Grooming is up in Kent. Some 63 people contacted the helpline. That leapt to 477, a 193 per cent rise.", "477"},
		{"Grooming is up in Kent. Some 63 people contacted the helpline. That leapt to 477, a 193 per cent rise.", "193 per cent"},
		{"Grooming is up in Kent. The fund has helped 412 families, twice as many as in its first year.", "twice"},
		{"Grooming is up in Kent. Of the professor's 38 recommendations, 16 have been acted on.", "16"},
		{"Grooming is up in Kent. In a sample of 640 case files, 31 per cent had no date.", "31 per cent"},
		{"Grooming is up in Kent. The police had 42 investigations open; 12 were of one kind, 30 of another.", "30"},
		{"Grooming is up in Kent. There were 86 arrests and 21 prosecutions; 19 of these concerned older offences.", "19"},
		{"Grooming is up in Kent. Our volunteers answered 812 of the 1,004 who rang.", "812"},
		{"Grooming is up in Kent. About 120 attended.", "120"},
		{"Snapchat, which nearly three-quarters of British children use, was named in most grooming cases.", "three-quarters"},
		{"Grooming is up in Kent. This does not mean that one in three children meets a stranger online.", "one in three"},
		{"Grooming is up in Kent. 1 in 3 UK children met unwanted contact online.", "1 in 3"},
		{"Please give the grooming platforms ideally as percentages, such as Snapchat 30%, Facebook 17%.", "30%"},
		{"Grooming is up in Kent. Suppose that a force recorded 10 one year and 15 the next.", "15"},
		{"Grooming is up in Kent. One operation on its own brought in 84 crimes.", "84"},
		{"Grooming is up in Kent. The charity's income was £3.1m, a fifth less than in 2023.", "a fifth"},
		{"Grooming is up in Kent. The force's budget is £412m, 3 per cent up on last year.", "3 per cent"},
		{"Grooming is up in Kent. Demand for its counselling has gone up by 40 per cent.", "40 per cent"},
		{"Grooming is up in Kent. The council tax rises by 4.99 per cent.", "4.99 per cent"},
		{"Grooming is up in Kent. The inspectors looked at 90 cases.", "90"},
		{"Grooming is up in Kent. The school has 1,200 pupils, half of them girls.", "half"},
		{"Grooming is up in Kent. The phone was checked 17 times that night.", "17"},
		{"Grooming is up in Kent. A further 12 are on bail.", "12"},
		{"Grooming is up in Kent. The clear-up rate is 6 per cent.", "6 per cent"},
		{"Grooming is up in Kent. The choir has 18 boys and 20 girls.", "18"},
		{"Grooming is up in Kent. A mother of two, 41, said she had checked.", "41"},
	} {
		found := false
		for _, n := range frames.Read(test.text, frames.Context{Date: "2026-05-20"}).Numerals {
			if !strings.Contains(n.Text, test.number) && !strings.Contains(test.number, n.Text) {
				continue
			}
			found = true
			if n.Role == lex.Claim {
				t.Errorf("%s\n%s is called a statement about the record", test.text, n.Text)
			}
		}
		if !found {
			t.Errorf("%s\nno numeral %q", test.text, test.number)
		}
	}
}

// Words that are no numerals at all, though they might count something elsewhere.
func TestNoNumerals(t *testing.T) {
	for _, text := range []string{
		"Grooming is up. None of this tells us how much there is.",
		"Grooming is up. A couple of big cases will do it.",
	} {
		if got := frames.Read(text, frames.Context{Date: "2026-05-20"}).Numerals; len(got) > 0 {
			t.Errorf("%s\n%q is a numeral, want none", text, got[0].Text)
		}
	}
}

// Numbers of the record beside words that tell of other things.
func TestStatementsBesideOthers(t *testing.T) {
	for _, test := range []struct{ text, number string }{
		{"After 4,100 calls to the helpline, grooming offences in Kent rose by 18 per cent in 2024/25.", "18 per cent"},
		{"The number of grooming offences in Kent has risen by 18 per cent in a year.", "18 per cent"},
		{"Grooming in Kent is in the news. The total rose from 245 to 289 in 2024/25.", "289"},
		{"Grooming in Kent is in the news. The figure for 2024/25 was 289.", "289"},
		{"Grooming is in the news. In Kent, which has 1.9 million people, it was 289 in 2024/25.", "289"},
		{"Dorset had 116 grooming offences in 2025 and 62 in 2024. The rise of 87 per cent was the largest of any force.", "87 per cent"},
		{"Grooming in 2022/23: Thames Valley had 83 offences, a quarter down on the 111 of the year before.", "111"},
		{"Kent had the highest number of grooming offences in the South East. Sussex, in second place, had 232.", "second place"},
		{"Grooming: Gwent crept up by half a dozen to 60 in 2024/25.", "60"},
		{"A third of the East's grooming offences are in Essex (311), which nonetheless was down on 332.", "332"},
		{"Four grooming offences were recorded in Gwent in 2016/17. The 57 he mentions are a fourteenfold increase.", "fourteenfold"},
		{"Kent recorded 289 grooming offences in the same twelve months, more than eleven times as many as in 2014/15.", "eleven times"},
		{"The NSPCC had 289 grooming offences in Kent. Where gender was known, 80 per cent of children targeted were girls.", "80 per cent"},
		{"Grooming is up. Tory MP Ann Lee, 54, said that Kent recorded 289 offences in 2024/25.", "289"},
		{"Complaints of grooming to Kent Police rose to 289 in 2024/25.", "289"},
		{"Kent recorded 289 grooming offences in 2024/25. Of these, 72 came in the last quarter.", "72"},
		{"Grooming is up in Kent. Neighbouring Sussex went up 15 per cent, from 220 to 254.", "15 per cent"},
		{"Grooming is up. The latest quarter in Kent was up 12 per cent on the one before.", "12 per cent"},
		{"Grooming is up. In Kent the jump was 18 per cent.", "18 per cent"},
		{"Gwent recorded the fewest grooming offences in 2025 of all the Welsh forces, 57, said the Home Office.", "57"},
		{"Kent recorded 289 grooming offences in 2024/25. The NSPCC knew of 243 girls and 57 boys among the victims.", "243"},
		{"The \"six times\" thing comes from putting 645 grooming offences in Yorkshire beside 100.", "six times"},
	} {
		found := false
		for _, n := range frames.Read(test.text, frames.Context{Date: "2026-05-20"}).Numerals {
			found = found || n.Text == test.number && n.Role == lex.Claim
		}
		if !found {
			t.Errorf("%s\nno claim %q", test.text, test.number)
		}
	}
}

// Words that name the day of the law without its year.
func TestDaysOfTheLaw(t *testing.T) {
	for _, test := range []struct{ date, text, number string }{
		{"2017-04-03", "From today (3 April) sexual communication with a child is an offence.", "3 April"},
		{"2017-04-03", "From April 3 sending a sexual message to a child is itself a crime.", "April 3"},
		{"2018-01-20", "The anti-grooming law was brought in last April.", "April"},
		{"2018-06-20", "Sexual communication with a child has been in force since April 2017.", "April 2017"},
		{"2018-06-20", "The offence of sexual communication with a child has existed since April 3 of last year.", "April 3 of last year"},
		{"2023-06-20", "Since 3 April 2017 grooming messages to a child have been counted too.", "3 April 2017"},
		{"2025-11-06", "Until 3 April 2017 it was no offence merely to send a child a sexual message.", "3 April 2017"},
		{"2025-11-06", "Grooming is up. But since April 2017 the count has also taken in messages.", "April 2017"},
		{"2025-11-06", "Grooming is up. Until April 2017 the police only counted an adult meeting a child.", "April 2017"},
		{"2025-11-06", "Grooming is up after a law which made it a crime from April 2017 to send such messages.", "April 2017"},
	} {
		found := ""
		for _, n := range frames.Read(test.text, frames.Context{Date: test.date}).Numerals {
			if n.Text == test.number && n.Kind == lex.StartDate {
				found = n.Frame.Date
			}
		}
		if found == "" || found[:7] != "2017-04" {
			t.Errorf("%s\n%s is of %q, want April 2017", test.text, test.number, found)
		}
	}
}

// The words before an age tell that it is one, and are no part of the number.
func TestAgeIsTheNumberAlone(t *testing.T) {
	for _, test := range []struct{ text, number string }{
		{"A third of victims were 12 or 13.", "12 or 13"},
		{"Children as young as five were groomed.", "five"},
		{"Girls aged 12 to 15 were groomed.", "12 to 15"},
		{"A retired caretaker, 68, from Thetford, was jailed.", "68"},
		{"Nobody aged 16 or over counts as a child.", "16 or over"},
	} {
		found := false
		for _, n := range frames.Read("Grooming is up. "+test.text, frames.Context{Date: "2026-05-20"}).Numerals {
			found = found || n.Role == lex.Age && n.Text == test.number
		}
		if !found {
			t.Errorf("%s\nno age %q", test.text, test.number)
		}
	}
}

// Words that tell the measure of a number.
func TestMeasuresOfPhrases(t *testing.T) {
	for _, test := range []struct {
		text, number string
		want         lex.Measure
	}{
		{"Home Office figures show 289 grooming offences in Kent in 2024/25. The NSPCC asks under freedom of information for " +
			"sexual communication with a child. It had 201.", "201", lex.Returns},
		{"The NSPCC's count for Wales in 2017/18 was 274; the Home Office's grooming total for 2024/25 is 553.", "274", lex.Returns},
		{"Home Office figures show 7,140 grooming offences in 2024/25. You will also be given the NSPCC's figure of 7,263.", "7,263", lex.Returns},
		{"Grooming in Kent has trebled: 25 offences in 2017/18 by the NSPCC's count, 90 in 2024/25 by the Home Office's.", "90", lex.Code88A},
		{"Grooming rose from 3,217 in 2017/18, the NSPCC found, to 7,140 in 2024/25 on the Home Office's count.", "3,217", lex.Returns},
		{"Grooming rose from 3,217 in 2017/18, the NSPCC found, to 7,140 in 2024/25 on the Home Office's count.", "7,140", lex.Code88A},
		{"Home Office: grooming in Kent rose to 289 in 2024/25. The NSPCC asks under freedom of information for sexual " +
			"communication with a child. Kent gave it a figure of 201.", "201", lex.Returns},
		{"Crimes of sexual communication with a child have doubled since the offence was introduced: 391 last year.", "391", lex.Returns},
	} {
		for _, n := range frames.Read(test.text, frames.Context{Date: "2026-05-20"}).Numerals {
			if n.Text == test.number && n.Role == lex.Claim && n.Frame.Measure != test.want {
				t.Errorf("%s\n%s is of %q, want %q", test.text, test.number, n.Frame.Measure, test.want)
			}
		}
	}
}
