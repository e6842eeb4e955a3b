package sections

import (
	"fmt"
	"slices"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// briefNumbers records every number of the briefs on the forces, which the report does
// not all state, so that one file has them.
func briefNumbers(b *builder) error {
	for _, name := range b.study.Reported() {
		of := &builder{study: b.study.WithArea(records.ForceArea(name)), evidence: b.evidence, rows: b.rows, tested: b.tested}
		if _, err := brief(of); err != nil {
			return fmt.Errorf("brief on %s: %w", name, err)
		}
		if of.err != nil {
			return fmt.Errorf("brief on %s: %w", name, of.err)
		}
		b.tested = of.tested
	}
	return nil
}

// latestNumbers records the numbers of the latest year, and of the latest months where
// they are part of a year, under names that stay the same from release to release.
func latestNumbers(b *builder) error {
	s := b.study
	latest := map[string]string{s.LatestYear.Period().Key(): "latest-year"}
	if s.Partial > 0 {
		latest[s.LatestMonths().Key()] = "latest-months"
	}
	for _, f := range b.evidence.Facts() {
		words := strings.Split(f.Name, ".")
		// Those of other releases say so in their names.
		i := slices.IndexFunc(words, func(w string) bool { return latest[w] != "" })
		if i != len(words)-1 || f.Vintage != string(s.Release.Vintage) {
			continue
		}
		words[i] = latest[words[i]]
		same := *f
		same.Name, same.Method, same.Rows, same.Basis = strings.Join(words, "."), fact.Same, nil, ""
		same.Inputs = []fact.Input{fact.As("same", f)}
		if err := b.evidence.Add(&same); err != nil {
			return err
		}
	}
	return nil
}
