package method

import (
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/robustness"
	"grooming-report/report/sections/section"
)

// elsewhere is the headline under another choice, to three decimals.
type elsewhere struct {
	Choice string
	Ratio  section.Num
}

// coincidence is what a headline that prints as a whole number is in other releases and of
// other forces, so that nobody reads a meaning into it; none where it does not.
func coincidence(b *section.Builder, choices []robustness.Choice) []elsewhere {
	if !strings.HasSuffix(choices[0].Fact(b.Study).Text, ".00") {
		return nil
	}
	var list []elsewhere
	for _, c := range choices {
		if !strings.HasPrefix(c.Key, "vintage-") && c.Key != "territorial" {
			continue
		}
		f := c.Fact(b.Study)
		same := *f
		same.Name += ".three-decimals"
		same.Text, same.Method, same.Inputs = fact.FormatFixed(f.Value, 3), fact.Same, []fact.Input{fact.As("same", f)}
		list = append(list, elsewhere{b.Named(c.Choice), b.Num(&same)})
	}
	return list
}
