package sections

import (
	"fmt"
	"slices"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/sections/area"
	"grooming-report/report/sections/section"
)

// briefNumbers records every number of the briefs on the forces, which the report does
// not all state, so that one file has them.
func briefNumbers(b *section.Builder) error {
	for _, name := range b.Study.Reported() {
		if err := b.On(records.ForceArea(name), area.Brief); err != nil {
			return fmt.Errorf("brief on %s: %w", name, err)
		}
	}
	return nil
}

// latestNumbers records the numbers of the latest year, and of the latest months where
// they are part of a year, under names that stay the same from release to release.
func latestNumbers(b *section.Builder) error {
	s := b.Study
	latest := map[string]string{s.LatestYear.Period().Key(): "latest-year"}
	if s.Partial > 0 {
		latest[s.LatestMonths().Key()] = "latest-months"
	}
	for _, f := range b.Evidence.Facts() {
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
		if err := b.Evidence.Add(&same); err != nil {
			return err
		}
	}
	return nil
}
