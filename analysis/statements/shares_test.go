package statements

import (
	"math"
	"testing"

	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// Words that tell of which wider area a share is, and of which part of it.
func TestSharesOfAreas(t *testing.T) {
	for _, test := range []struct{ text, number, part, whole string }{
		{"Hertfordshire had 103 grooming offences in 2024/25. It has one in eight of the offences in the East of England, which had 874.",
			"one in eight", "Hertfordshire", "Eastern"},
		{"Norfolk had 129 grooming offences in 2024/25, or 1.8 per cent of the national figure.",
			"1.8 per cent", "Norfolk", "England and Wales"},
		{"Essex had 331 grooming offences in 2024/25; that is nearly four in ten of the East of England's 874.",
			"four in ten", "Essex", "Eastern"},
		{"Kent Police recorded 289 grooming offences in 2024/25, which is nearly a third of the regional total.",
			"a third", "Kent", "South East"},
		{"The South East had 908 grooming offences in 2022/23, 2% more than the 888 of 2021/22 and 13% of the total for England and Wales (6,781).",
			"13%", "South East", "England and Wales"},
		{"South Wales had 284 grooming offences in 2025; it alone accounts for 56 per cent of the Welsh total of 504.",
			"56 per cent", "South Wales", "Wales"},
		{"London's share of the national total of grooming offences was one in ten in 2024/25.",
			"one in ten", "Metropolitan Police", "England and Wales"},
		{"Of the 7,140 grooming offences in England and Wales in 2024/25, 716, or 10 per cent, were in London.",
			"10 per cent", "Metropolitan Police", "England and Wales"},
		{"Kent recorded 0.3 of the grooming offences in the South East in 2024/25.", "0.3", "Kent", "South East"},
	} {
		found := false
		for _, n := range frames.Read(test.text, frames.Context{Date: "2026-05-20"}).Numerals {
			if n.Text != test.number || n.Kind != lex.Share || n.Frame == nil {
				continue
			}
			found = true
			if part, whole := n.Frame.Readings[0].Area.Name, n.Frame.Of.Name; part != test.part || whole != test.whole {
				t.Errorf("%s\n%s is of %q in %q, want %q in %q", test.text, test.number, part, whole, test.part, test.whole)
			}
		}
		if !found {
			t.Errorf("%s\nno share %q", test.text, test.number)
		}
	}
}

// Shares of what the tables do not have.
func TestSharesOfDetails(t *testing.T) {
	for _, test := range []struct{ text, number string }{
		{"Snapchat accounted for 40 per cent of the grooming offences in England and Wales in 2024/25.", "40 per cent"},
		{"Kent recorded 289 grooming offences in 2024/25. A quarter of the known victims in the South East were boys.", "A quarter"},
		{"Kent recorded 289 grooming offences in 2024/25; girls were 80 per cent of the victims in the county.", "80 per cent"},
	} {
		for _, n := range frames.Read(test.text, frames.Context{Date: "2026-05-20"}).Numerals {
			if n.Text == test.number && n.Role == lex.Claim && n.Frame.Problem == "" {
				t.Errorf("%s\n%s is of %q, want a problem", test.text, test.number, n.Frame.Of.Name)
			}
		}
	}
}

// Words that make a percentage a change, and those that do not.
func TestChangesOfPhrases(t *testing.T) {
	for _, test := range []struct {
		text, number string
		kind         lex.Kind
		stated       float64
	}{
		{"Grooming in Kent explodes by 518 per cent.", "518 per cent", lex.Change, 518},
		{"Grooming in Kent ballooned by a fifth in a year.", "a fifth", lex.Change, 20},
		{"Grooming in Kent has crashed by 12 per cent in a year.", "12 per cent", lex.Change, -12},
		{"Kent recorded 238 grooming offences in 2024 against 160 in 2023. That is half as many again.", "half as many again", lex.Change, 50},
		{"Kent recorded 320 grooming offences in 2024, as many again as in 2023.", "as many again", lex.Multiple, 2},
		{"Kent recorded 95 grooming offences in 2024 against 67 in 2023. That makes 28 extra, or 42 per cent.", "42 per cent", lex.Change, 42},
		{"In grooming cases in Kent Snapchat was used by 40 per cent of offenders.", "40 per cent", lex.Share, 40},
	} {
		for _, n := range frames.Read(test.text, frames.Context{Date: "2026-05-20"}).Numerals {
			if n.Text == test.number && (n.Kind != test.kind || math.Abs(n.Stated-test.stated) > 0.01) {
				t.Errorf("%s\n%s is a %s of %v, want a %s of %v", test.text, test.number, n.Kind, n.Stated, test.kind, test.stated)
			}
		}
	}
}
