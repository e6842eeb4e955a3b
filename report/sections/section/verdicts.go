package section

import (
	"fmt"
	"slices"
	"strings"

	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements"
)

// A VerdictCount counts statements by their verdict.
type VerdictCount struct {
	Checked, NotComparable Num
	// Right counts those that are exact, round correctly or were right at their vintage.
	Right, Unchecked, Wrong Num
	OneWrong                bool
}

// Tallied counts the checked statements.
func (b *Builder) Tallied(checks []claims.Check) VerdictCount {
	verdicts := map[statements.Verdict]int{}
	for _, k := range checks {
		verdicts[k.Verdict]++
	}
	tally := func(name string, which ...statements.Verdict) Num {
		n, names := 0, make([]string, len(which))
		for i, v := range which {
			n, names[i] = n+verdicts[v], fmt.Sprintf("%q", v)
		}
		return b.TallyRows("statements."+name, n, "statements whose verdict is "+strings.Join(names, " or "),
			fact.RowsOfTable, ClaimRows(checks, which...))
	}
	return VerdictCount{
		Checked: b.TallyRows("statements.checked", len(checks), "statements in data/claims.csv", fact.RowsOfTable,
			ClaimRows(checks)),
		Right:         tally("right", statements.Exact, statements.Rounds, statements.RightAtVintage),
		NotComparable: tally("not-comparable", statements.NotComparable),
		Unchecked:     tally("unchecked", statements.CannotCheck), Wrong: tally("wrong", statements.Wrong),
		OneWrong: verdicts[statements.Wrong] == 1,
	}
}

// ClaimRows are the lines of the statements that have one of the verdicts, or of all.
func ClaimRows(checks []claims.Check, verdicts ...statements.Verdict) []records.Rows {
	var lines []int
	for _, k := range checks {
		if len(verdicts) == 0 || slices.Contains(verdicts, k.Verdict) {
			lines = append(lines, k.Claim.Row.First)
		}
	}
	if lines == nil {
		return nil
	}
	return records.JoinRows(checks[0].Claim.Row.File, lines)
}
