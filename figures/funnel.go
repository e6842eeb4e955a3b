package figures

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/figures/house"
)

// spread is how the forces differ; nil in a release without two years to compare.
func spread(s *analysis.Study) (*analysis.Spread, error) {
	rows, err := s.AllForces()
	if err != nil {
		return nil, err
	}
	return s.Spread(rows)
}

// nothingYet is the figure of a release without two whole years of the wider code after
// its first, in which forces took it up one after another.
func nothingYet(s *analysis.Study) (*figure, error) {
	f := &figure{height: 20, foot: source(s), draw: func(draw.Canvas) {}}
	c, err := s.Count(s.National, s.LatestYear.Period())
	if err != nil {
		return nil, err
	}
	f.title = fmt.Sprintf("%s recorded offences in %s; after the first year of the wider code "+
		"this release has no two whole years to compare", f.state(s.CountFact(c)), s.LatestYear)
	f.subtitle = "Forces cannot be compared over time within one definition yet"
	f.alt = "No picture: after the first year of the wider code the release has no two whole years, " +
		"so forces cannot be compared over time within one definition."
	return f, nil
}

// funnel draws the ratio of every force within the wider code against the count
// that would be expected of it, and the band in which forces no different from the rest
// would lie. Forces on a base under ten are named in the foot: their ratios would take up
// half the picture and say nothing.
func funnel(s *analysis.Study) (*figure, error) {
	sp, err := spread(s)
	if err != nil {
		return nil, err
	}
	if sp == nil {
		return nothingYet(s)
	}
	f := &figure{height: 280}
	f.foot = source(s) + " Within the wider code only. To be outside says that a force’s records differ, not why." +
		undercoverage(s, "funnel, additive")
	chart := funnelPlot{spread: sp, chosen: marked(s), target: "all forces: " + f.label(sp.TargetFact(s)),
		year: s.LatestYear.String()}
	var left []string
	for _, x := range sp.Forces {
		if x.Point.Expected > 0 && x.Earlier.N >= fact.TinyBase {
			chart.forces = append(chart.forces, x)
		} else {
			name := x.Force.Display()
			if outside(&x, analysis.Level) {
				name += " (outside the band)"
			}
			left = append(left, name)
		}
	}
	if len(chart.forces) == 0 {
		return nothingYet(s)
	}
	if len(left) > 0 {
		f.foot += " Not drawn, on a base under ten: " + records.List(left) + "."
	}
	f.funnelWords(s, sp)

	p := house.NewPlot()
	chart.axes(p)
	p.Add(chart)
	f.draw = func(page draw.Canvas) { p.Draw(draw.Crop(page, 0, 0, 14, -4)) }
	return f, nil
}

// funnelWords states the words of the figure.
func (f *figure) funnelWords(s *analysis.Study, sp *analysis.Spread) {
	const outer = analysis.OuterLevel
	target, chance := sp.TargetFact(s), sp.ByChanceFact(s, outer)
	additive, multiplicative := sp.OutsideFact(s, outer, true), sp.OutsideFact(s, outer, false)
	inner, innerChance := sp.OutsideFact(s, analysis.Level, true), sp.ByChanceFact(s, analysis.Level)
	f.title = fmt.Sprintf("Outside the band: %s forces, where chance alone would put %s",
		f.state(inner), f.state(innerChance))
	f.subtitle = fmt.Sprintf("Recorded offences of sexual grooming (code %s), annual rate in %s ÷ annual rate in %s, "+
		"against the offences expected in %s if all forces had the ratio of %s; log scales. "+
		"The band would hold %s of forces that differ by chance and as forces usually do, the dashed lines %s. Forces "+
		"outside the dashed lines: %s; if offences come in batches instead: %s. Filled marks are outside the band",
		s.Series.Code, s.LatestYear, s.Base, s.LatestYear, f.state(target), percent(analysis.Level), percent(outer),
		f.state(additive), f.state(multiplicative))
	f.describe("Funnel plot of the ratio of recorded offences in %s to %s for every police force, "+
		"against its expected count. The ratio of all forces together is %s. ", s.LatestYear, s.Base, f.state(target))
	f.describe("With an additive allowance for overdispersion, the number of forces outside the inner limits is %s, where %s "+
		"would be by chance, and outside the outer ones %s, where %s would be; with a multiplicative one it is %s outside "+
		"the outer ones. ",
		f.state(inner), f.state(innerChance), f.state(additive), f.state(chance), f.state(multiplicative))
	var named []string
	for i := range sp.Forces {
		if x := &sp.Forces[i]; outside(x, analysis.Level) {
			name := x.Force.Display()
			if x.Later.N == 0 {
				name += ", which recorded none in " + s.LatestYear.String()
			}
			named = append(named, name)
		}
	}
	if len(named) > 0 {
		f.describe("Outside the inner limits are %s.", strings.Join(named, "; "))
	}
	for _, x := range s.Silent() {
		f.alt += " " + silence(x.Force, x.Since)
	}
}

// outside reports whether a force lies outside the funnel's additive limits.
func outside(x *analysis.SpreadForce, level float64) bool {
	limits := x.Limits95
	if level == analysis.OuterLevel {
		limits = x.Limits998
	}
	return x.Point.Expected > 0 && !limits.Additive.Contains(x.Point.Plotted)
}

// A funnelPlot draws the forces, the ratio of all together and the limits round it,
// and names the chosen forces and those outside the inner limits. It is one plotter,
// because a name must keep clear of everything else.
type funnelPlot struct {
	spread *analysis.Spread
	forces []analysis.SpreadForce // those that are drawn
	chosen []string
	target string // the label of the ratio of all
	year   string // of the expected offences
}

// DataRange implements plot.DataRanger.
func (f funnelPlot) DataRange() (xmin, xmax, ymin, ymax float64) {
	xmin, ymin, ymax = math.Inf(1), f.spread.Funnel.Target, f.spread.Funnel.Target
	for _, x := range f.forces {
		xmin, xmax = min(xmin, x.Point.Expected), max(xmax, x.Point.Expected)
		ymin, ymax = min(ymin, x.Point.Plotted), max(ymax, x.Point.Plotted)
	}
	return xmin, xmax, ymin, ymax
}

// axes sets logarithmic scales with room on either side.
func (f funnelPlot) axes(p *plot.Plot) {
	least, most, low, high := f.DataRange()
	p.X.Min, p.X.Max, p.X.Scale = least*0.8, most*1.25, plot.LogScale{}
	var ticks []plot.Tick
	for _, n := range []int{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000} {
		if x := float64(n); x >= p.X.Min && x <= p.X.Max {
			ticks = append(ticks, plot.Tick{Value: x, Label: fact.FormatInt(n)})
		}
	}
	p.X.Tick.Marker = plot.ConstantTicks(ticks)
	low, high = house.Doublings(low, high)
	house.RatioScale(&p.Y, low, high)
}

// Plot implements plot.Plotter.
func (f funnelPlot) Plot(c draw.Canvas, p *plot.Plot) {
	inner := draw.LineStyle{Color: house.Blue, Width: 1}
	outer := draw.LineStyle{Color: house.Blue, Width: 1, Dashes: []vg.Length{4, 2}}
	f.plotBand(c, p)
	house.Grid{}.Plot(c, p)
	taken := f.plotTarget(c, p)
	taken = append(taken, f.plotLimits(c, p, analysis.Level, inner)...)
	taken = append(taken, f.plotLimits(c, p, analysis.OuterLevel, outer)...)
	house.AxisNote{X: p.X.Max, Align: text.XRight, Words: "offences expected in " + f.year}.Plot(c, p)
	taken = append(taken, f.plotForces(c, p)...)
	f.plotNames(c, p, taken)
}

// plotTarget draws the ratio of all forces, and returns the room it takes.
func (f funnelPlot) plotTarget(c draw.Canvas, p *plot.Plot) []vg.Rectangle {
	y := c.Y(p.Y.Norm(f.spread.Funnel.Target))
	c.StrokeLine2(house.BaseLine, c.Min.X, y, c.Max.X, y)
	house.Write(c, house.Coloured(house.Grey, house.LabelStyle), text.XLeft, c.Min.X+2, y+3, f.target)
	return []vg.Rectangle{house.Rectangle(c.Min.X, y-0.5, c.Max.X, y+0.5), house.Rectangle(c.Min.X, y, c.Min.X+60, y+10)}
}

// plotBand fills the room between the inner limits.
func (f funnelPlot) plotBand(c draw.Canvas, p *plot.Plot) {
	lower, upper := f.curves(c, p, analysis.Level)
	slices.Reverse(upper)
	c.FillPolygon(house.BlueTint, c.ClipPolygonXY(append(lower, upper...)))
}

// plotLimits draws the limits of a level, with the level above the right end of the
// upper one, and returns the room they take.
//
// plotter.Function would take its samples evenly along a linear scale.
func (f funnelPlot) plotLimits(c draw.Canvas, p *plot.Plot, level float64, style draw.LineStyle) []vg.Rectangle {
	low, high := f.curves(c, p, level)
	lower, upper := c.ClipLinesXY(low), c.ClipLinesXY(high)
	c.StrokeLines(style, upper...)
	taken := alongLines(upper)
	if len(upper) > 0 {
		last := upper[len(upper)-1]
		end, label := last[len(last)-1], percent(level)
		house.Write(c, house.Coloured(house.Blue, house.LabelStyle), text.XRight, end.X, end.Y+3, label)
		taken = append(taken, house.Rectangle(end.X-house.LabelStyle.Width(label), end.Y+1, end.X, end.Y+11))
	}
	c.StrokeLines(style, lower...)
	return append(taken, alongLines(lower)...)
}

// curves is the lower and the upper limits of a level over the width of the plot.
func (f funnelPlot) curves(c draw.Canvas, p *plot.Plot, level float64) (lower, upper []vg.Point) {
	const steps = 120
	x, y := p.Transforms(&c)
	for i := range steps + 1 {
		expected := p.X.Min * math.Pow(p.X.Max/p.X.Min, float64(i)/steps)
		limits, err := f.spread.Funnel.Limits(expected, level)
		if err != nil {
			panic(err) // both are positive
		}
		lower = append(lower, vg.Point{X: x(expected), Y: y(limits.Additive.Lower)})
		upper = append(upper, vg.Point{X: x(expected), Y: y(limits.Additive.Upper)})
	}
	return lower, upper
}

// alongLines is the room that lines take.
func alongLines(lines [][]vg.Point) (taken []vg.Rectangle) {
	for _, l := range lines {
		for i := range l[1:] {
			taken = append(taken, house.SegmentBox(l[i], l[i+1]))
		}
	}
	return taken
}

// plotForces draws a mark for each force, full if it is outside the inner limits, and
// returns the room they take.
func (f funnelPlot) plotForces(c draw.Canvas, p *plot.Plot) (taken []vg.Rectangle) {
	for i := range f.forces {
		x := &f.forces[i]
		outline, fill := house.Blue, house.White
		if slices.Contains(f.chosen, x.Force.Name) {
			outline = house.Pink
		}
		if outside(x, analysis.Level) {
			fill = outline
		}
		at := f.at(c, p, x)
		c.DrawGlyphNoClip(house.Disc(fill, outline, 2.4), at)
		taken = append(taken, house.Rectangle(at.X-3.4, at.Y-3.4, at.X+3.4, at.Y+3.4))
	}
	return taken
}

// at is where a force stands.
func (f funnelPlot) at(c draw.Canvas, p *plot.Plot, x *analysis.SpreadForce) vg.Point {
	return vg.Point{X: c.X(p.X.Norm(x.Point.Expected)), Y: c.Y(p.Y.Norm(x.Point.Plotted))}
}

// plotNames names the chosen forces, and then the others outside the inner limits, as
// far as there is room.
func (f funnelPlot) plotNames(c draw.Canvas, p *plot.Plot, taken []vg.Rectangle) {
	names := house.Labels{Taken: taken}
	for _, chosen := range []bool{true, false} {
		for i := range f.forces {
			x := &f.forces[i]
			ours := slices.Contains(f.chosen, x.Force.Name)
			if ours != chosen || !ours && !outside(x, analysis.Level) {
				continue
			}
			style, label := house.LabelStyle, x.Force.Display()
			if ours {
				style = house.Coloured(house.Pink, house.StrongStyle)
			}
			if x.Later.N == 0 {
				label += " (none recorded)"
			}
			names.WriteBeside(c, style, f.at(c, p, x), label)
		}
	}
}
