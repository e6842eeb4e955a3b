package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
)

// tables is the tables of the project.
var tables = sync.OnceValues(func() (*records.Data, error) {
	d, err := records.Load(".")
	if err == nil {
		recordstest.Keep(d)
	}
	return d, err
})

// as is the rows of codes 88A and 71 that a release holds, as a workbook gives them, and
// those of a quarter more, which repeats the last but for the first force.
func as(t testing.TB, r *records.Release) [][]string {
	t.Helper()
	words := map[string][]string{}
	for code, w := range codes(0) {
		words[code] = w
	}
	all := [][]string{header}
	p := r.Covered()
	for q := p.From; q <= p.To+1; q++ {
		for _, f := range r.Forces {
			for _, code := range []string{"71", "88A"} {
				c, err := r.Count(records.ForceArea(f), series(t, r, code), min(q, p.To).Period())
				if err != nil {
					t.Fatal(err)
				}
				if q > p.To && f == r.Forces[0] {
					c.N++
				}
				row := append([]string{q.Year().String(), strconv.Itoa(q.N()), f}, append(words[code], code, strconv.Itoa(c.N))...)
				all = append(all, row)
			}
		}
	}
	return all
}

// with is rows with some changed in place.
func with(rows [][]string, change func(r []string)) [][]string {
	for _, r := range rows[1:] {
		change(r)
	}
	return rows
}

// without is rows without some.
func without(rows [][]string, drop func(r []string) bool) [][]string {
	return slices.DeleteFunc(rows, drop)
}

// at reports whether a row is of a force, quarter and code; an empty word is any.
func at(r []string, year, quarter, force, code string) bool {
	for i, want := range map[int]string{0: year, 1: quarter, 2: force, 6: code} {
		if want != "" && r[i] != want {
			return false
		}
	}
	return true
}

// more adds rows like others.
func more(rows [][]string, like func(r []string) bool, change func(r []string)) [][]string {
	var added [][]string
	for _, r := range rows[1:] {
		if like(r) {
			r = slices.Clone(r)
			change(r)
			added = append(added, r)
		}
	}
	return append(rows, added...)
}

// copied gives every force the numbers of another quarter in the last one.
func copied(year, quarter string) func([][]string) [][]string {
	return func(rows [][]string) [][]string {
		numbers := map[[2]string]string{}
		for _, r := range rows {
			if at(r, year, quarter, "", "") {
				numbers[[2]string{r[2], r[6]}] = r[7]
			}
		}
		return with(rows, func(r []string) {
			if at(r, "2025/26", "4", "", "") {
				r[7] = numbers[[2]string{r[2], r[6]}]
			}
		})
	}
}

// exchanged gives two forces each other's rows from a year on.
func exchanged(one, other, since string) func([][]string) [][]string {
	return func(rows [][]string) [][]string {
		return with(rows, func(r []string) {
			switch {
			case r[0] < since:
			case r[2] == one:
				r[2] = other
			case r[2] == other:
				r[2] = one
			}
		})
	}
}

// quartersExchanged gives two quarters of a force each other's numbers of code 88A.
func quartersExchanged(force, year, one, other string) func([][]string) [][]string {
	return func(rows [][]string) [][]string {
		return with(rows, func(r []string) {
			switch {
			case at(r, year, one, force, "88A"):
				r[1] = other
			case at(r, year, other, force, "88A"):
				r[1] = one
			}
		})
	}
}

// moved gives every quarter the numbers of one that is a quarter before it, or after it for -1.
func moved(rows [][]string, by records.Quarter) [][]string {
	quarter := func(r []string) records.Quarter {
		y, _ := records.ParseFinancialYear(r[0]) // as made
		n, _ := strconv.Atoi(r[1])
		return y.Quarter(n)
	}
	type of struct {
		quarter     records.Quarter
		force, code string
	}
	numbers := map[of]string{}
	for _, r := range rows[1:] {
		numbers[of{quarter(r), r[2], r[6]}] = r[7]
	}
	return with(rows, func(r []string) {
		if n, ok := numbers[of{quarter(r) - by, r[2], r[6]}]; ok {
			r[7] = n
		}
	})
}

// What goes wrong in a release, and what is said of it: a note that begins so, or a
// refusal. The figures are those of April 2026 with a quarter more, of codes 88A and 71.
func TestFaults(t *testing.T) {
	known, err := tables()
	if err != nil {
		t.Fatal(err)
	}
	r, err := known.Release("2026-04-23")
	if err != nil {
		t.Fatal(err)
	}
	const year = "2025/26"
	set := func(year, quarter, force, code, n string) func([][]string) [][]string {
		return func(rows [][]string) [][]string {
			return with(rows, func(r []string) {
				if at(r, year, quarter, force, code) {
					r[7] = n
				}
			})
		}
	}
	newCode := func(quarter, code, description, group string) func([][]string) [][]string {
		return func(rows [][]string) [][]string {
			return more(rows, func(r []string) bool { return at(r, year, quarter, "", "88A") }, func(r []string) { r[3], r[4], r[6] = description, group, code })
		}
	}
	subcodes := func(change func(rows [][]string) [][]string, codes ...string) func([][]string) [][]string {
		return func(rows [][]string) [][]string {
			whole := func(r []string) bool { return at(r, year, "", "", "88A") }
			for i, code := range codes {
				rows = more(rows, whole, func(r []string) {
					r[3], r[6] = "Part "+strconv.Itoa(i), code
					if i > 0 {
						r[7] = "1"
					}
				})
			}
			rows = without(rows, whole)
			if change != nil {
				rows = change(rows)
			}
			return rows
		}
	}
	for i, test := range []struct {
		what   string
		change func([][]string) [][]string
		note   string // empty for no note but those of the unchanged file
		err    string
	}{
		{"nothing", func(r [][]string) [][]string { return r }, "", ""},

		// The code splits.
		{"subcodes", subcodes(nil, "88A/1", "88A/2"), "in April 2025 to March 2026 code 88A stands in parts, 88A/1, “Part 0”; 88A/2, “Part 1”; its numbers are their sums", ""},
		{"subcodes with points", subcodes(nil, "88A.1", "88A.2", "88A.3"), "in April 2025 to March 2026 code 88A stands in parts, 88A.1", ""},
		{"one subcode", subcodes(nil, "88A/1"), "", "code 88A/1 is the only part of code 88A in"},
		{"a subcode beside the code", newCode("4", "88A/1", "Part", "Sexual offences"), "", "want the one or the other"},
		{"subcodes that stand twice", subcodes(nil, "88A/1", "88A/2", "88A/2"), "", "is there twice; want it once"},
		{"a subcode that a force lacks", subcodes(func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return at(r, year, "4", "Kent", "88A/2") })
		}, "88A/1", "88A/2"), "Kent has no number for 88A in January to March 2026", ""},
		{"two codes as one", newCode("4", "88A/88E", "Sexual crimes", "Sexual offences"), "", `offence code "88A/88E" with the description "Sexual crimes"`},
		{"other codes in its place", func(rows [][]string) [][]string {
			return with(rows, func(r []string) {
				if at(r, year, "", "", "88A") {
					r[3], r[6] = "Meeting a minor", "88F"
				}
			})
		}, "", "code 88A ends with January to March 2025, and other codes go on to January to March 2026"},
		{"its words under another code", newCode("4", "88E", "Sexual grooming (s.15A)", "Sexual offences"), "", `offence code "88E" with the description "Sexual grooming (s.15A)"`},

		// A part of it goes under another code.
		{"a new code with our words", newCode("4", "88E", "Sexual communication with a child", "Sexual offences"), "from January 2026 code 88E, “Sexual communication with a child”, is new, with", ""},
		{"in other words", newCode("3", "88F", "Groomed child met", "Sexual offences"), "from October 2025 code 88F, “Groomed child met”, is new", ""},
		{"in another group", newCode("4", "88G", "Meeting after communicating with a child", "Violence"), "from January 2026 code 88G", ""},
		{"a new code of something else", newCode("4", "8R", "Malicious communications", "Violence against the person"), "", ""},
		{"a new code beside code 71", newCode("4", "71A", "Exploitation of a child", "Sexual offences"), "from January 2026 code 71A, “Exploitation of a child”, is new", ""},
		{"such a code from the beginning", func(rows [][]string) [][]string {
			return more(rows, func(r []string) bool { return at(r, "", "", "", "88A") }, func(r []string) { r[3], r[6] = "Communication with a child", "88E" })
		}, "code 88E, “Communication with a child”, stands beside code 88A in all years", ""},

		// A series or a release ends early, or begins late.
		{"code 88A ends before the file", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return at(r, year, "4", "", "88A") })
		}, "", "code 88A ends with October to December 2025, and other codes go on to January to March 2026"},
		{"code 71 ends before the file", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return at(r, year, "4", "", "71") })
		}, "code 71 ends with October to December 2025, and the file with January to March 2026", ""},
		{"code 71 begins after the file", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return at(r, "2012/13", "", "", "71") })
		}, "code 71 begins with April to June 2013, and the file with April to June 2012", ""},
		{"no code 71", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return r[6] == "71" })
		}, "code 71 was in the release of 23 April 2026 and is gone", ""},
		{"two years less", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return r[0] == year || r[0] == "2024/25" })
		}, "code 88A ends with January to March 2024; the release of 23 April 2026 goes on to October to December 2025: is it the right file?", ""},
		{"the first year gone", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return r[0] == "2012/13" })
		}, "code 88A begins with April to June 2013; the release of 23 April 2026 begins with April to June 2012", ""},
		{"a year in the middle gone", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return r[0] == "2020/21" })
		}, "", "no row of code 88A for April to June 2020, between April to June 2012 and January to March 2026"},

		// Numbers that fall to nothing, or move far.
		{"a force falls to none", set(year, "4", "Kent", "88A", "0"), "code 88A falls to none, which is more likely a supply of data that failed than a fall: Kent, January to March 2026, after 84, 92, 118 and 77", ""},
		{"and stays there", set(year, "", "Kent", "88A", "0"), "code 88A falls to none, which is more likely a supply of data that failed than a fall: Kent, April to June 2025, after", ""},
		{"in the middle", set("2021/22", "2", "Kent", "88A", "0"), "code 88A falls to none", ""},
		{"below none", set(year, "4", "Kent", "88A", "-3"), "code 88A falls to none", ""},
		{"a small force has none", set(year, "4", "Cumbria", "71", "0"), "", ""},
		{"every force falls to none", set(year, "4", "", "88A", "0"), "", "code 88A is 0 in January to March 2026 for every police force"},
		{"every force in the middle", set("2019/20", "1", "", "88A", "0"), "", "code 88A is 0 in April to June 2019 for every police force"},
		{"every force has no number", set(year, "4", "", "88A", "N/a"), "Avon and Somerset has no number for 88A in January to March 2026", ""},
		{"code 71 falls to none", set(year, "4", "", "71", "0"), "code 71 falls to none", ""},
		{"a new quarter far below", set(year, "4", "", "88A", "9"), "code 88A is far from the four quarters before in England and Wales, January to March 2026, 396 after", ""},
		{"a new quarter far above", set(year, "4", "Kent", "88A", "920"), "code 88A is far from the four quarters before in England and Wales, January to March 2026, 2,759 after 1,890 on average; Kent, January to March 2026, 920 after 93 on average", ""},
		{"a quarter that was copied", copied("2025/26", "3"), "code 88A has the same numbers again in every police force, as if they had been copied: in January to March 2026 those of October to December 2025", ""},
		{"from a year before", copied("2024/25", "4"), "code 88A has the same numbers again in every police force, as if they had been copied: in January to March 2026 those of January to March 2025", ""},
		{"two forces exchanged", exchanged("Kent", "Essex", "2024/25"), "Essex and Kent have each other’s numbers of code 88A in the release of 23 April 2026 in April to December 2024 and April to December 2025: are their names mixed up?", ""},
		{"two quarters of a force exchanged", quartersExchanged("Kent", "2024/25", "1", "2"), "two quarters of a force have exchanged their numbers of code 88A since the release of 23 April 2026, as if their rows had changed places: Kent, April to June 2024 and July to September 2024, 56 and 74", ""},
		{"two like quarters of a force exchanged", quartersExchanged("Kent", "2024/25", "1", "3"), "", ""},
		{"a force has one number all year", set(year, "", "Kent", "88A", "97"), "code 88A has the same number in each quarter of 2025/26, as if one had been copied or a year’s had been shared out: Kent 97", ""},
		{"in a year before", set("2019/20", "", "Kent", "88A", "97"), "code 88A has the same number in each quarter of 2019/20, as if one had been copied or a year’s had been shared out: Kent 97", ""},
		{"several forces have one each", func(rows [][]string) [][]string {
			for force, n := range map[string]string{"Cumbria": "4", "Dyfed-Powys": "8", "Warwickshire": "5"} {
				rows = set(year, "", force, "71", n)(rows)
			}
			return rows
		}, "code 71 has the same number in each quarter of 2025/26, as if one had been copied or a year’s had been shared out: Cumbria 4; Dyfed-Powys 8; Warwickshire 5", ""},
		{"a small force has one number all year", set(year, "", "Cumbria", "71", "2"), "", ""},
		{"a region as a force", func(rows [][]string) [][]string {
			return more(rows, func(r []string) bool { return at(r, year, "4", "Kent", "88A") }, func(r []string) { r[2] = "North West" })
		}, "", `"North West" is several police forces, and not one of them`},
		{"a row without a name", func(rows [][]string) [][]string {
			return with(rows, func(r []string) {
				if at(r, year, "4", "Kent", "88A") {
					r[2] = ""
				}
			})
		}, "", `Force Name is ""; expected a name in every row`},
		{"numbers that were rounded", with88A(func(n int) int { return (n + 2) / 5 * 5 }), "the numbers of code 88A all end in 0 or 5 in July to September 2012 and January 2013 to March 2026, as if they had been rounded", ""},
		{"a quarter that was rounded", func(rows [][]string) [][]string {
			return with(rows, func(r []string) {
				if n, err := strconv.Atoi(r[7]); err == nil && at(r, year, "4", "", "88A") {
					r[7] = strconv.Itoa((n + 5) / 10 * 10)
				}
			})
		}, "the numbers of code 88A all end in 0 or 5 in January to March 2026, as if they had been rounded", ""},
		{"quarters of calendar years", func(rows [][]string) [][]string {
			return moved(rows, 1)
		}, "the numbers of code 88A are those that the release of 23 April 2026 has for the quarter before", ""},
		{"quarters a quarter early", func(rows [][]string) [][]string {
			return moved(rows, -1)
		}, "the numbers of code 88A are those that the release of 23 April 2026 has for the quarter after", ""},
		{"a cell revised far", set("2019/20", "3", "Kent", "88A", "999"), "code 88A moved by half or more since the release of 23 April 2026 in Kent, October to December 2019, from", ""},
		{"a quarter revised far", set("2014/15", "3", "", "88A", "3"), "code 88A moved more than 10 per cent since the release of 23 April 2026 in October to December 2014 from", ""},
		{"a year revised far", set("2014/15", "", "", "71", "9"), "code 71 in 2014/15 went from", ""},
		{"every number ten times", with88A(func(n int) int { return 10 * n }), "code 88A in 2012/13 went from", ""},

		// Forces.
		{"a force withdraws a quarter", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return at(r, year, "3", "Kent", "") })
		}, "Kent has withdrawn what the release of 23 April 2026 had for 88A, 71 in October to December 2025", ""},
		{"a force marks a quarter", set("2019/20", "3", "Kent", "88A", "[x]"), "Kent has withdrawn what the release of 23 April 2026 had for 88A in October to December 2019", ""},
		{"a force lacks the new quarter", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return at(r, year, "4", "Kent", "") })
		}, "Kent has no row, and so no number, for 88A, 71 in January to March 2026", ""},
		{"a force ends", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return r[2] == "Kent" && r[0] > "2020/21" })
		}, "Kent has no row, and so no number, for 88A, 71 in April 2021 to March 2026", ""},
		{"a territorial force gone", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return r[2] == "Kent" })
		}, "", `no row of code 88A for the police force "Kent"; want all 43 territorial forces: is the file complete? If the force was merged`},
		{"British Transport Police gone", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return r[2] == "British Transport Police" })
		}, "British Transport Police was in the release of 23 April 2026 and is gone", ""},
		{"a force that is not known", func(rows [][]string) [][]string {
			return with(rows, func(r []string) { r[2] = strings.Replace(r[2], "Norfolk", "Norfolk and Suffolk", 1) })
		}, "", `unknown police force "Norfolk and Suffolk"; data/forces.csv lists their names; if it is new, give it a row in data/forces.csv, as data/README.md says`},
		{"a total as a force", func(rows [][]string) [][]string {
			return more(rows, func(r []string) bool { return at(r, "", "", "Kent", "") }, func(r []string) { r[2] = "Total" })
		}, "", `unknown police force "Total"`},

		// Years.
		{"a year that is to come", func(rows [][]string) [][]string {
			return more(rows, func(r []string) bool { return at(r, year, "4", "", "") }, func(r []string) { r[0] = "2031/32" })
		}, "", "financial year 2031/32, want 2002/03 to 2027/28"},
		{"a quarter after the release", func(rows [][]string) [][]string {
			return more(rows, func(r []string) bool { return at(r, year, "1", "", "") || at(r, year, "2", "", "") }, func(r []string) { r[0] = "2026/27" })
		}, "", "a release of 2026-07-23 cannot hold offences up to 2026-09-30"},
		{"a number that is no count", set(year, "4", "Kent", "88A", "123456789"), "", "123456789 offences of code 88A in one quarter of one force"},

		// Groups and names.
		{"code 88A in another group", func(rows [][]string) [][]string {
			return with(rows, func(r []string) {
				if r[6] == "88A" {
					r[4] = "Violence"
				}
			})
		}, `release.csv, row 3: code 88A stands in the group "Violence", and not in that of sexual offences`, ""},
		{"the group by another name", func(rows [][]string) [][]string {
			return with(rows, func(r []string) { r[4] = "Sexual offences (all)" })
		}, `the group "Sexual offences (all)" was taken for sexual offences: `, ""},
		{"the figures of another release", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return at(r, year, "4", "", "") })
		}, "2025/26 ends with October to December 2025: it is a part year", ""},
	} {
		if !sampled(i) {
			continue
		}
		t.Run(test.what, func(t *testing.T) {
			changed := test.change(as(t, r))
			notes, err := examined(t, known, changed)
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) || strings.Contains(err.Error(), "\n") {
					t.Fatalf("error %v, want one line that says %q", err, test.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			notes = slices.DeleteFunc(notes, func(n string) bool { return strings.HasPrefix(n, "the file holds ") })
			if test.note == "" && len(notes) > 0 {
				t.Errorf("notes %q, want none", notes)
			}
			if !slices.ContainsFunc(notes, func(n string) bool { return strings.HasPrefix(n, test.note) }) && test.note != "" {
				t.Errorf("notes %q, want one that begins %q", notes, test.note)
			}
		})
	}
}

// with88A changes every number of code 88A.
func with88A(change func(int) int) func([][]string) [][]string {
	return func(rows [][]string) [][]string {
		return with(rows, func(r []string) {
			if n, err := strconv.Atoi(r[7]); err == nil && r[6] == "88A" {
				r[7] = strconv.Itoa(change(n))
			}
		})
	}
}

// examined is what is noted of a release of 23 July 2026 with such rows.
func examined(t *testing.T, known *records.Data, rows [][]string) ([]string, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "release.csv")
	write(t, path, slices.Values(rows))
	in, _, err := prepare(context.Background(), path, "2026-07-23", known, io.Discard)
	if err != nil {
		return nil, err
	}
	return in.Notes, nil
}

// What goes wrong in the other codes of a whole table, and so in the totals over codes.
func TestFaultsOfTotals(t *testing.T) {
	known, err := tables()
	if err != nil {
		t.Fatal(err)
	}
	quarter := func(r []string) bool { return at(r, "2016/17", "1", "", "") }
	for i, test := range []struct {
		what   string
		change func([][]string) [][]string
		note   string
		all    int // offences in Kent in the first quarter, 125 as made; -1 for none
	}{
		{"nothing", func(r [][]string) [][]string { return r }, "2018/19 ends with", 125},
		{"rows of other codes twice", func(rows [][]string) [][]string {
			return more(rows, func(r []string) bool { return quarter(r) && strings.HasPrefix(r[6], "4.1") }, func([]string) {})
		}, "1,364 rows of 31 other codes stand beside another of the same force and quarter, first Avon and Somerset, code 4.1, April to June 2016 in release.csv, row", 156},
		{"a total among the codes", func(rows [][]string) [][]string {
			return more(rows, func(r []string) bool { return r[6] == "4.1" }, func(r []string) { r[3], r[6], r[7] = "Total recorded crime", "All", "125" })
		}, "rows that are totals themselves were left out of the totals: code All, “Total recorded crime”, 484 rows, first in release.csv, row", 125},
		{"a total of a group", func(rows [][]string) [][]string {
			return more(rows, func(r []string) bool { return r[6] == "4.1" }, func(r []string) { r[3], r[6] = "Theft offences total", "T" })
		}, "rows that are totals themselves were left out of the totals: code T, “Theft offences total”", 125},
		{"fraud by another name", func(rows [][]string) [][]string {
			return more(rows, func(r []string) bool { return r[6] == "4.1" }, func(r []string) { r[3], r[4], r[6] = "False accounting", "Fraud and deception", "52" })
		}, `the group "Fraud and deception" was taken for fraud, and is not in the total of offences: 52`, 125},
		{"a group that begins late", func(rows [][]string) [][]string {
			return more(rows, func(r []string) bool { return r[6] == "4.1" && r[0] == "2018/19" }, func(r []string) { r[3], r[4], r[6] = "Spam", "Computer misuse", "53" })
		}, `the group "Computer misuse" is in the file for April to December 2018 only: 53`, 125},
		{"a row that is not there", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return quarter(r) && at(r, "", "", "Kent", "4.7") })
		}, "rows that most police forces have are missing, 1 in all, and the totals of those forces and quarters are left out: Kent, April to June 2016, code 4.7", -1},
		{"the end of a quarter cut off", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool {
				return quarter(r) && (r[2] == "Wiltshire" || r[2] == "Kent" && strings.HasPrefix(r[6], "4.1"))
			})
		}, "rows that most police forces have are missing, 31 in all, and the totals of those forces and quarters are left out: Kent, April to June 2016, code 4.1, 4.10, 4.100 and 28 more", -1},
		{"a code that begins late", func(rows [][]string) [][]string {
			return without(rows, func(r []string) bool { return r[6] == "4.7" && r[0] < "2018/19" })
		}, "2018/19 ends with", 124},
		{"a number of another code missing", func(rows [][]string) [][]string {
			return with(rows, func(r []string) {
				if quarter(r) && at(r, "", "", "Kent", "4.7") {
					r[7] = "N/a"
				}
			})
		}, "Kent has no number for all offences excluding fraud in April to June 2016", -1},
	} {
		if !sampled(i) {
			continue
		}
		t.Run(test.what, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "release.csv")
			write(t, path, slices.Values(test.change(rows(known))))
			in, r, err := prepare(context.Background(), path, "2026-07-23", known, io.Discard)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(in.Notes, func(n string) bool { return strings.HasPrefix(n, test.note) }) {
				t.Errorf("notes %q, want one that begins %q", in.Notes, test.note)
			}
			c, err := r.Count(records.ForceArea("Kent"), series(t, r, "all offences excluding fraud"), records.FinancialYear(2016).Part(1))
			if test.all >= 0 && (err != nil || c.N != test.all) || test.all < 0 && err == nil {
				t.Errorf("all offences of Kent = %d, %v, want %d", c.N, err, test.all)
			}
		})
	}
}

// A number that is the sum of subcodes names the cells of all of them.
func TestSubcodeCells(t *testing.T) {
	known, err := tables()
	if err != nil {
		t.Fatal(err)
	}
	all := ours(known)
	for i, r := range all {
		if at(r, "2018/19", "", "", "88A") {
			r[3], r[6] = "Meeting", "88A/1"
			part := slices.Clone(r)
			part[3], part[6], part[7] = "Communication", "88A/2", "4"
			all = slices.Insert(all, i+1, part)
		}
	}
	path := filepath.Join(t.TempDir(), "prc-230726.ods")
	write(t, path, slices.Values(all))
	in, _, err := prepare(context.Background(), path, "", known, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if want := "2018/19,1,Avon and Somerset,88A,7,2018_19!H2+H3\n"; !strings.Contains(in.Table, want) {
		t.Errorf("the tidy table has no line %q", want)
	}
}

// A part of code 88A goes under another code: the import gives the table of series a new
// definition, and every comparison over its beginning then says that it is none.
func TestImportSplit(t *testing.T) {
	if testing.Short() {
		t.Skip("imports a release three times; run without -short")
	}
	d := project(t)
	r, err := d.Release("2026-04-23")
	if err != nil {
		t.Fatal(err)
	}
	all := more(as(t, r), func(r []string) bool { return at(r, "2025/26", "4", "", "88A") }, func(r []string) { r[3], r[6] = "Sexual communication with a child", "88E" })
	with(all, func(r []string) {
		if at(r, "2025/26", "4", "", "88A") {
			r[7] = "1"
		}
	})
	write(t, "prc-230726.ods", slices.Values(all))
	var out, said bytes.Buffer
	if err := run(context.Background(), []string{"import", "prc-230726.ods"}, &out, &said); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		after, err := records.Load("data")
		if err != nil {
			t.Fatal(err)
		}
		main := after.Series.Main()
		latest := records.FinancialYear(2025).Quarter(4)
		if got, want := main.Caveat(latest.Period(), (latest-4).Period()), "not comparable: the code narrowed in January 2026"; got != want {
			t.Errorf("Caveat = %q, want %q", got, want)
		}
		if got, want := main.DefinitionAt(latest).Holds, "what it held before, without what stands under code 88E, “Sexual communication with a child”"; got != want {
			t.Errorf("from January 2026 code 88A holds %q, want %q", got, want)
		}
		if got := main.Caveat((latest - 5).Period(), (latest - 1).Period()); got != "" {
			t.Errorf("before January 2026 the caveat is %q, want none", got)
		}
		// Once it is defined, the same file again changes nothing.
		before := snapshot(t)
		if err := run(context.Background(), []string{"import", "-replace", "prc-230726.ods"}, io.Discard, io.Discard); err != nil {
			t.Fatal(err)
		}
		series := "data/" + seriesFile
		if before[series] != snapshot(t)[series] {
			t.Error("the same release again changed the table of series")
		}
	}
	if !strings.Contains(said.String(), "code 88E, “Sexual communication with a child”, is new") {
		t.Errorf("said %q, want the new code", said.String())
	}
}

// Two forces are merged: the import names the new one and what to do, and once that is
// done takes it, with every older table still whole.
func TestImportMerger(t *testing.T) {
	if testing.Short() {
		t.Skip("imports two releases; run without -short")
	}
	d := project(t)
	r, err := d.Release("2026-04-23")
	if err != nil {
		t.Fatal(err)
	}
	all := without(as(t, r), func(r []string) bool { return at(r, "2025/26", "", "Suffolk", "") })
	with(all, func(r []string) {
		if at(r, "2025/26", "", "Norfolk", "") {
			r[2] = "Norfolk and Suffolk"
		}
	})
	write(t, "prc-230726.ods", slices.Values(all))
	err = run(context.Background(), []string{"import", "prc-230726.ods"}, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "give it a row in data/forces.csv, as data/README.md says, and run `make sums`") {
		t.Fatalf("error %v, want one that says what to do", err)
	}
	table, err := os.ReadFile("data/forces.csv")
	if err != nil {
		t.Fatal(err)
	}
	text := string(table)
	for _, name := range []string{"Norfolk", "Suffolk"} {
		text = strings.Replace(text, name+",Eastern,England,territorial,,,,", name+",Eastern,England,territorial,,2025-03-31,,", 1)
	}
	text += ",Norfolk and Suffolk,Eastern,England,territorial,2025-04-01,,Norfolk;Suffolk,\n"
	if err := os.WriteFile("data/forces.csv", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	for _, args := range [][]string{{"sums"}, {"import", "prc-230726.ods"}} {
		if err := run(context.Background(), args, io.Discard, &said); err != nil {
			t.Fatal(err)
		}
	}
	if strings.Contains(said.String(), "no row") || strings.Contains(said.String(), "is gone") && !strings.Contains(said.String(), "no total") {
		t.Errorf("said %q, want nothing of a gap", said.String())
	}
	after, err := records.Load("data")
	if err != nil {
		t.Fatal(err)
	}
	merged := records.ForceArea("Norfolk and Suffolk")
	for _, vintage := range []string{"2026-04-23", "2026-07-23"} {
		r, err := after.Release(vintage)
		if err != nil {
			t.Fatal(err)
		}
		c, err := r.Count(merged, r.Main, records.FinancialYear(2024).Period())
		if err != nil || c.N != 230 {
			t.Errorf("release of %s: Norfolk and Suffolk in 2024/25 = %d, %v, want 230", vintage, c.N, err)
		}
		if area := r.Nation(r.Covered()); len(area.Forces) != 43 {
			t.Errorf("release of %s: %s holds %d forces, want 43", vintage, area.Name, len(area.Forces))
		}
	}
}

// The cell of a number is that of its column in the sheet, wherever that stands and
// whatever note is behind its name.
func TestCells(t *testing.T) {
	known, err := tables()
	if err != nil {
		t.Fatal(err)
	}
	all := small(known, "3")
	for i, r := range all {
		wide := append(slices.Clone(r[:7]), make([]string, 22)...)
		for c := range 22 {
			wide[7+c] = strconv.Itoa(c) // columns of the user's own
		}
		all[i] = append(wide, r[7])
	}
	all[0][29] += " [note 3]"
	path := filepath.Join(t.TempDir(), "prc-230726.ods")
	write(t, path, slices.Values(all))
	in, _, err := prepare(context.Background(), path, "", known, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if want := "2017/18,1,Avon and Somerset,88A,3,2017_18!AD2\n"; !strings.Contains(in.Table, want) {
		t.Errorf("the tidy table has no line %q", want)
	}
}
