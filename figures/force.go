package main

import (
	"errors"
	"fmt"
	"image/color"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
)

// force draws the annual rate of the chosen force in each financial year, with
// its limits. The year that has not ended is drawn twice: full as far as it was
// recorded, and as an outline at the same pace for a whole year.
func force(s *analysis.Study) (*figure, error) {
	f := &figure{name: "force", height: 235}
	area := s.Area
	name := area.Display()
	if s.InPart() {
		return forceInPart(s), nil
	}
	var rates []analysis.Rate
	for _, p := range s.Years() {
		r, err := s.Rate(area, p)
		if errors.Is(err, records.ErrMissing) || errors.Is(err, records.ErrNotCovered) {
			continue // the year has no number, and no column
		}
		if err != nil {
			return nil, err
		}
		rates = append(rates, r)
	}
	b, err := s.BeforeAfter(area)
	if err != nil {
		return nil, err
	}
	before, after := s.CountFact(b.Headline.Earlier), s.CountFact(b.Headline.Later)
	rows, err := s.AllForces()
	if err != nil {
		return nil, err
	}
	alone := slices.ContainsFunc(rows, func(r analysis.ForceRow) bool { return r.Force.Name == s.Area.Name && r.StandsOutAlone() })
	since, silent := s.SilentSince(s.Area.Name)
	verdict := change
	switch {
	case silent:
		verdict = func(analysis.Within) string { return "perhaps a change of recording" }
	case alone:
		verdict = func(analysis.Within) string { return "no change that stands out among all forces" }
	}

	if silent {
		f.title = fmt.Sprintf("%s: %s recorded offences in %s and none in any quarter since %s, perhaps a change of recording",
			name, f.state(after), after.Period, since)
	} else if b.Within == nil {
		f.title = fmt.Sprintf("%s: %s recorded offences in %s, the first year of the wider code", name, f.state(after), after.Period)
	} else {
		latest := s.CountFact(b.Within.Later)
		f.title = fmt.Sprintf("%s: %s recorded offences in %s and %s in %s, %s within the wider code",
			name, f.state(after), after.Period, f.state(latest), latest.Period, verdict(*b.Within))
	}
	covered := s.Covered()
	f.subtitle = fmt.Sprintf("Offences of sexual grooming (code %s) recorded in each financial year, %s; thin lines are %s limits that allow for overdispersion, thick lines Poisson limits",
		s.Series.Code, covered.Months(), level())
	f.foot = source(s)
	f.alt = fmt.Sprintf("Column chart of the offences of sexual grooming that %s recorded in each financial year, %s, with limits for each. ", name, covered.Months())
	f.alt += fmt.Sprintf("There were %s recorded offences in %s and %s in %s, which are not comparable, because the code widened on %s",
		f.state(before), before.Period, f.state(after), after.Period, widened(s))
	if stateable(b.Headline.Comparison) {
		ratio := b.Headline.RatioFact(s, "headline")
		f.alt += fmt.Sprintf("; the ratio is %s, with limits %s. ", f.state(ratio), f.limits(ratio))
	} else {
		f.alt += "; there is no ratio, because fewer than ten were recorded before. "
	}
	switch {
	case b.Within == nil:
	case stateable(b.Within.Comparison):
		ratio := b.Within.RatioFact(s, "within-definition")
		f.alt += fmt.Sprintf("Within the wider code %s had %s recorded offences, a ratio of %s to %s with limits %s: %s. ",
			b.Within.Later.Period, f.state(s.CountFact(b.Within.Later)), f.state(ratio), after.Period, f.limits(ratio), verdict(*b.Within))
	default:
		f.alt += fmt.Sprintf("Within the wider code %s had %s recorded offences. ", b.Within.Later.Period, f.state(s.CountFact(b.Within.Later)))
	}
	low, high := extremes(s, rates)
	f.alt += fmt.Sprintf("Under the wider code the whole years run from %s to %s.", f.state(s.CountFact(low.Count)), f.state(s.CountFact(high.Count)))
	var part *analysis.Rate
	if s.Partial > 0 {
		part = &rates[len(rates)-1]
		rate := s.RateFact(*part)
		f.alt += fmt.Sprintf(" For %s the release has %s recorded offences, which is %s a year at the same pace with limits %s, and not a forecast.",
			part.Count.Period, f.state(s.CountFact(part.Count)), f.state(rate), f.limits(rate))
	}

	f.draw = func(page draw.Canvas) {
		t := newTimeline(s, covered, 1)
		p := newPlot()
		highest := 1.0
		for _, r := range rates {
			highest = max(highest, r.Interval.Upper)
		}
		countAxis(p, highest*1.06)
		var beside vg.Length
		if part != nil {
			beside = 92
		}
		t.axis(p, page.Size().X-26-beside)
		p.Add(grid, plotterFunc(func(c draw.Canvas, p *plot.Plot) {
			y := func(n float64) vg.Length { return c.Y(p.Y.Norm(n)) }
			for _, r := range rates {
				year := r.Count.Period.From.Year()
				box := rectangle(c.X(p.X.Norm(t.x(year.Quarter(1))+0.45)), c.Min.Y, c.X(p.X.Norm(t.end(year.Quarter(4))-0.45)), y(r.PerYear))
				edge, tint := blue, blueTint
				if r.Count.Period.To < s.Change {
					edge, tint = turquoise, greenTint
				}
				if part != nil && r.Count.Period == part.Count.Period {
					strokeBox(c, draw.LineStyle{Color: edge, Width: 1, Dashes: []vg.Length{2, 2}}, box)
					box.Max.Y = y(float64(r.Count.N))
					fillBox(c, tint, box)
					hatchBox(c, draw.LineStyle{Color: edge, Width: 0.75}, box)
				} else {
					fillBox(c, tint, box)
				}
				c.StrokeLine2(draw.LineStyle{Color: edge, Width: 2}, box.Min.X, box.Max.Y, box.Max.X, box.Max.Y)
				x := (box.Min.X + box.Max.X) / 2
				whisker(c, ink, x, y(r.Interval.Lower), y(r.Interval.Upper), 0.75)
				whisker(c, ink, x, y(r.Poisson.Lower), y(r.Poisson.Upper), 2)
				if part == nil || r.Count.Period != part.Count.Period {
					write(c, strongStyle, text.XCenter, x, y(r.Interval.Upper)+3, f.label(s.RateFact(r)))
				}
			}
			if part != nil {
				besides(c, f, s, *part, y)
			}
		}), plotterFunc(t.codeBreak))
		p.Draw(draw.Crop(page, 0, -beside, 0, -band))
	}
	return f, nil
}

// forceInPart draws the quarters that the release has of the chosen force, where
// it lacks others.
func forceInPart(s *analysis.Study) *figure {
	f := &figure{name: "force", height: 200}
	covered, area := s.Covered(), s.Area
	f.title = area.Display() + " " + s.Gap()
	f.subtitle = fmt.Sprintf("Offences of sexual grooming (code %s) recorded in each quarter, %s; hatched from top to bottom, a quarter without a number, which is not zero",
		s.Series.Code, covered.Months())
	f.foot = source(s)
	f.alt = fmt.Sprintf("Column chart of the offences of sexual grooming that %s recorded in each quarter, %s. %s; those quarters are hatched, and no total or ratio is made over them.", area.Display(), covered.Months(), f.title)
	counts := map[records.Quarter]int{}
	highest := 4
	for q := covered.From; q <= covered.To; q++ {
		if c, err := s.Count(area, q.Period()); err == nil {
			counts[q] = c.N
			highest = max(highest, c.N)
		}
	}
	f.draw = func(page draw.Canvas) {
		t := newTimeline(s, covered, 1)
		p := newPlot()
		countAxis(p, float64(highest)*1.1)
		t.axis(p, page.Size().X-26)
		p.Add(grid, plotterFunc(func(c draw.Canvas, p *plot.Plot) {
			for q := covered.From; q <= covered.To; q++ {
				n, known := counts[q]
				box := rectangle(c.X(p.X.Norm(t.x(q)+0.1)), c.Min.Y, c.X(p.X.Norm(t.end(q)-0.1)), c.Max.Y)
				if !known {
					hatchBox(c, draw.LineStyle{Color: grey, Width: 0.5}, box)
					continue
				}
				edge, tint := blue, blueTint
				if q < s.Change {
					edge, tint = turquoise, greenTint
				}
				box.Max.Y = c.Y(p.Y.Norm(max(0, float64(n))))
				fillBox(c, tint, box)
				c.StrokeLine2(draw.LineStyle{Color: edge, Width: 1.5}, box.Min.X, box.Max.Y, box.Max.X, box.Max.Y)
			}
		}), plotterFunc(t.codeBreak))
		p.Draw(draw.Crop(page, 0, 0, 0, -band))
	}
	return f
}

// besides labels the part year to the right of the plot: the annual rate
// upwards from its height, the count so far downwards from its own, and never
// on top of each other.
func besides(c draw.Canvas, f *figure, s *analysis.Study, part analysis.Rate, y func(float64) vg.Length) {
	const leading, room = 9.5, 84
	rate := s.RateFact(part)
	x := c.Max.X + 8
	upper := append([]string{f.label(rate) + " a year at the"}, wrap(labelStyle, "same pace, limits "+rate.LimitsText+"; no forecast", room)...)
	lower := append([]string{f.label(s.CountFact(part.Count)) + " recorded in"}, wrap(labelStyle, part.Count.Period.Months(), room)...)
	height := func(lines []string) vg.Length { return vg.Length(len(lines)) * leading }
	top := max(y(float64(part.Count.N))+3, c.Min.Y+height(lower))
	bottom := max(y(part.PerYear)-3, top+4)
	for _, block := range []struct {
		lines []string
		top   vg.Length
	}{{upper, bottom + height(upper)}, {lower, top}} {
		for i, line := range block.lines {
			style := labelStyle
			if i == 0 {
				style = strongStyle
			}
			write(c, style, text.XLeft, x, block.top-vg.Length(i+1)*leading+2, line)
		}
	}
}

// whisker draws limits as an upright line.
func whisker(c draw.Canvas, colour color.Color, x, lower, upper, width vg.Length) {
	c.StrokeLine2(draw.LineStyle{Color: colour, Width: width}, x, lower, x, upper)
}

// stateable reports whether a force's ratio may stand in a sentence: it exists,
// and not on a base under ten.
func stateable(c analysis.Comparison) bool {
	return c.Defined() && c.Earlier.N >= analysis.TinyBase
}

// change says in words what the limits of a comparison allow.
func change(w analysis.Within) string {
	switch {
	case !stateable(w.Comparison):
		return "too few to compare"
	case w.Interval.Lower > 1:
		return "a rise in recorded offences"
	case w.Interval.Upper < 1:
		return "a fall in recorded offences"
	}
	return "no clear change"
}

// extremes is the lowest and the highest of the whole years of the wider code.
func extremes(s *analysis.Study, rates []analysis.Rate) (low, high analysis.Rate) {
	first := true
	for _, r := range rates {
		p := r.Count.Period
		if p.From < s.Change || !p.WholeYears() {
			continue
		}
		if first || r.Count.N < low.Count.N {
			low = r
		}
		if first || r.Count.N > high.Count.N {
			high = r
		}
		first = false
	}
	return low, high
}
