package answer

import (
	"slices"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
)

// A contrast is how two periods compare in the first area, set beside another area.
type contrast struct {
	first, other *comparison
	analysis.Contrast
	ratio *fact.Fact // of the two ratios; nil where one is of too few
}

// contrasts sets the first area beside each other one that has numbers that can be read,
// and no force in common with it.
func (d *Desk) contrasts(found []*comparison) ([]contrast, error) {
	var list []contrast
	first := found[0]
	for _, other := range found[1:] {
		if !d.contrastable(first) || !d.contrastable(other) || first.shares(other) {
			continue
		}
		c, err := d.study.Between(first.area, other.area, first.choice.later, first.choice.earlier)
		if err != nil {
			return nil, err
		}
		x := contrast{first: first, other: other, Contrast: c}
		if c.Defined() && first.stateable() && other.stateable() {
			x.ratio = c.Fact(d.study)
		}
		list = append(list, x)
	}
	return list, nil
}

// contrastable reports whether an area has counts of the report's series that can be read.
func (d *Desk) contrastable(f *comparison) bool {
	return f.series == d.study.Series && f.lacks == "" && d.study.NotRead(f.compared) == ""
}

// shares reports whether a force is in both areas, and so on both sides.
func (f *comparison) shares(other *comparison) bool {
	return slices.ContainsFunc(f.area.Forces, func(force string) bool { return slices.Contains(other.area.Forces, force) })
}

// writeContrasts writes the ratios of ratios, in the words of the report.
func writeContrasts(m *markup, c choice, list []contrast) {
	if len(list) == 0 {
		return
	}
	m.printf("<section class=\"contrasts\" aria-labelledby=\"side-by-side\">\n<h3 id=\"side-by-side\">Side by side</h3>\n")
	for _, x := range list {
		first, other := esc(x.first.area.InProse()), esc(x.other.area.InProse())
		m.printf("<p>The ratio of %s to %s in %s ", esc(c.later.String()), esc(c.earlier.String()), first)
		if x.ratio == nil {
			m.printf("and that in %s rest on too few offences to be set beside each other.</p>\n", other)
			continue
		}
		number := c.link(x.ratio) + " times that in " + other + " (" + percentLevel + " limits " +
			esc(x.ratio.LimitsText) + ")"
		if x.first.across {
			m.printf("is %s, with both ratios not comparable in themselves: %s. What widened alike in both cancels when one "+
				"such ratio is set beside another. It could also reflect how each force recorded the new offence, which is "+
				"not known.", number, x.Reading())
		} else {
			m.printf("is %s: %s.", number, x.Reading())
		}
		for _, w := range x.ratio.Warnings {
			m.printf(" %s", esc(string(w)))
		}
		m.printf("</p>\n")
	}
	m.printf("<p>The comparisons are not adjusted for their number: of twenty, one would stand out by chance alone.</p>\n</section>\n")
}
