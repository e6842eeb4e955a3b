package main

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
)

// outer is the level of the funnel's outer limits.
const outer = 0.998

// spread is how the forces differ; nil in a release with one year of the wider code.
func spread(s *analysis.Study) (*analysis.Spread, error) {
	rows, err := s.AllForces()
	if err != nil {
		return nil, err
	}
	return s.Spread(rows)
}

// nothingYet is the figure of a release with one whole year of the wider code.
func nothingYet(s *analysis.Study, name string) (*figure, error) {
	f := &figure{name: name, height: 20, foot: source(s), draw: func(draw.Canvas) {}}
	c, err := s.Count(s.National, s.AfterYear.Period())
	if err != nil {
		return nil, err
	}
	f.title = fmt.Sprintf("%s recorded offences in %s, the only whole year of the wider code in this release", f.state(s.CountFact(c)), s.AfterYear)
	f.subtitle = "Forces cannot be compared over time within one definition yet"
	f.alt = "No picture: the release has one whole year of the wider code, so forces cannot be compared over time within one definition."
	return f, nil
}

// funnel draws the ratio of every force within the wider code against the count
// that would be expected of it, with limits for forces no different from the rest.
func funnel(s *analysis.Study) (*figure, error) {
	sp, err := spread(s)
	if err != nil {
		return nil, err
	}
	if sp == nil {
		return nothingYet(s, "funnel")
	}
	f := &figure{name: "funnel", height: 280}
	target, chance := sp.TargetFact(s), sp.ByChanceFact(s, outer)
	additive, multiplicative := sp.OutsideFact(s, outer, true), sp.OutsideFact(s, outer, false)
	inner, innerChance := sp.OutsideFact(s, analysis.Level, true), sp.ByChanceFact(s, analysis.Level)
	outside := func(x *analysis.SpreadForce, level float64) bool {
		limits := x.Limits95
		if level == outer {
			limits = x.Limits998
		}
		return x.Point.Expected > 0 && !limits.Additive.Contains(x.Point.Plotted)
	}
	f.title = fmt.Sprintf("Few forces stand out from the ratio of %s for all: outside the outer limits lie %s with an additive allowance for overdispersion and %s with a multiplicative one",
		f.state(target), f.state(additive), f.state(multiplicative))
	if additive.Value > 0.1*float64(len(sp.Forces)) || multiplicative.Value > 0.1*float64(len(sp.Forces)) {
		f.title = fmt.Sprintf("Around the ratio of %s for all, %s forces lie outside the outer limits with an additive allowance for overdispersion and %s with a multiplicative one",
			f.state(target), f.state(additive), f.state(multiplicative))
	}
	f.subtitle = fmt.Sprintf("Recorded offences of sexual grooming (code %s), annual rate in %s ÷ annual rate in %s, against the offences expected in %s if all forces had one ratio; log scales. The limits drawn are those of the additive allowance; full marks lie outside the inner ones",
		s.Series.Code, s.LatestYear, s.AfterYear, s.LatestYear)
	f.foot = source(s) + " Within the wider code only. To be outside says that a force’s records differ, not why." + short(s, "funnel, additive")
	f.alt = fmt.Sprintf("Funnel plot of the ratio of recorded offences in %s to %s for every police force, against its expected count. The ratio of all forces together is %s. ", s.LatestYear, s.AfterYear, f.state(target))
	f.alt += fmt.Sprintf("With an additive allowance for overdispersion, %s lie outside the inner limits, where %s would by chance, and %s outside the outer ones, where %s would; with a multiplicative one %s lie outside the outer ones. ",
		f.state(inner), f.state(innerChance), f.state(additive), f.state(chance), f.state(multiplicative))
	var named []string
	for i := range sp.Forces {
		if x := &sp.Forces[i]; outside(x, outer) {
			name := x.Force.Display()
			if x.Later.N == 0 {
				name += ", which recorded none in " + s.LatestYear.String()
			}
			named = append(named, name)
		}
	}
	if len(named) > 0 {
		f.alt += "Outside the outer limits are " + strings.Join(named, "; ") + "."
	}

	f.draw = func(page draw.Canvas) {
		p := newPlot()
		least, most := math.Inf(1), 0.0
		low, high := sp.Funnel.Target, sp.Funnel.Target
		for _, x := range sp.Forces {
			if x.Point.Expected > 0 {
				least, most = min(least, x.Point.Expected), max(most, x.Point.Expected)
				low, high = min(low, x.Point.Plotted), max(high, x.Point.Plotted)
			}
		}
		p.X.Min, p.X.Max, p.X.Scale = least*0.8, most*1.25, plot.LogScale{}
		p.Y.Min, p.Y.Max, p.Y.Scale = math.Exp2(math.Floor(math.Log2(low))), math.Exp2(math.Ceil(math.Log2(high))), plot.LogScale{}
		var xs, ys []plot.Tick
		for _, step := range []float64{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000} {
			if step >= p.X.Min && step <= p.X.Max {
				xs = append(xs, plot.Tick{Value: step, Label: fact.FormatInt(int(step))})
			}
		}
		for y := p.Y.Min; y <= p.Y.Max; y *= 2 {
			ys = append(ys, plot.Tick{Value: y, Label: ratioLabel(y)})
		}
		p.X.Tick.Marker, p.Y.Tick.Marker = plot.ConstantTicks(xs), plot.ConstantTicks(ys)
		p.Add(plotterFunc(func(c draw.Canvas, p *plot.Plot) {
			at := func(expected, ratio float64) vg.Point {
				return vg.Point{X: c.X(p.X.Norm(expected)), Y: c.Y(p.Y.Norm(ratio))}
			}
			for _, t := range ys {
				c.StrokeLine2(draw.LineStyle{Color: pale, Width: 0.5}, c.Min.X, at(1, t.Value).Y, c.Max.X, at(1, t.Value).Y)
			}
			centre := at(1, sp.Funnel.Target).Y
			c.StrokeLine2(draw.LineStyle{Color: grey, Width: 0.75}, c.Min.X, centre, c.Max.X, centre)
			taken := []vg.Rectangle{rectangle(c.Min.X, centre-0.5, c.Max.X, centre+0.5)}
			write(c, in(grey, labelStyle), text.XLeft, c.Min.X+2, centre+3, "all forces: "+f.label(target))
			taken = append(taken, rectangle(c.Min.X, centre, c.Min.X+60, centre+10))
			inside := draw.Canvas{Canvas: c.Canvas, Rectangle: c.Rectangle}
			for _, curve := range []struct {
				level float64
				style draw.LineStyle
			}{{analysis.Level, draw.LineStyle{Color: blue, Width: 1}}, {outer, draw.LineStyle{Color: blue, Width: 1, Dashes: []vg.Length{4, 2}}}} {
				for _, upper := range []bool{true, false} {
					var line []vg.Point
					for i := range 121 {
						e := p.X.Min * math.Pow(p.X.Max/p.X.Min, float64(i)/120)
						limits, err := sp.Funnel.Limits(e, curve.level)
						if err != nil {
							panic(err) // both are positive
						}
						y := limits.Additive.Lower
						if upper {
							y = limits.Additive.Upper
						}
						line = append(line, at(e, y))
					}
					for _, part := range inside.ClipLinesXY(line) {
						c.StrokeLines(curve.style, part)
						for i := range part[1:] {
							a, b := part[i], part[i+1]
							taken = append(taken, rectangle(min(a.X, b.X), min(a.Y, b.Y)-0.5, max(a.X, b.X), max(a.Y, b.Y)+0.5))
						}
						if upper {
							// Beside the right end of the upper limit, above the line.
							end := part[len(part)-1]
							label := fact.FormatFixed(100*curve.level, decimals(curve.level)) + "\u00a0%"
							w := labelStyle.Width(label)
							write(c, in(blue, labelStyle), text.XRight, end.X, end.Y+3, label)
							taken = append(taken, rectangle(end.X-w, end.Y+1, end.X, end.Y+11))
						}
					}
				}
			}
			write(c, in(grey, labelStyle), text.XRight, c.Max.X, c.Min.Y-21, "offences expected in "+s.LatestYear.String())
			for i := range sp.Forces {
				x := &sp.Forces[i]
				if x.Point.Expected == 0 {
					continue
				}
				outline, fill := blue, white
				if x.Force.Name == s.Area.Name {
					outline = pink
				}
				if outside(x, analysis.Level) {
					fill = outline
				}
				place := at(x.Point.Expected, x.Point.Plotted)
				mark(c, fill, outline, round(place, 2.4))
				taken = append(taken, rectangle(place.X-3.4, place.Y-3.4, place.X+3.4, place.Y+3.4))
			}
			for _, chosen := range []bool{true, false} {
				for i := range sp.Forces {
					x := &sp.Forces[i]
					ours := x.Force.Name == s.Area.Name
					if ours != chosen || x.Point.Expected == 0 || !ours && !outside(x, analysis.Level) {
						continue
					}
					style, label := labelStyle, x.Force.Display()
					if ours {
						style = in(pink, strongStyle)
					}
					if x.Later.N == 0 {
						label += " (none recorded)"
					}
					taken = labelBeside(c, style, at(x.Point.Expected, x.Point.Plotted), label, taken)
				}
			}
		}))
		p.Draw(draw.Crop(page, 0, 0, 14, -4))
	}
	return f, nil
}

// decimals is how many a level is printed with: 95 %, 99.8 %.
func decimals(level float64) int {
	if level == outer {
		return 1
	}
	return 0
}

// labelBeside writes a label as near to a mark as it is free of what is taken and
// inside the plot, with a line to the mark where that is not beside it; nowhere if
// there is no room.
func labelBeside(c draw.Canvas, style text.Style, at vg.Point, label string, taken []vg.Rectangle) []vg.Rectangle {
	w, h := style.Width(label), style.Font.Size
	for away := vg.Length(6); away < 60; away += 5 {
		up, down := away-1, -away-0.6*h
		for _, d := range []vg.Point{
			{X: away, Y: -middle * h}, {X: -away - w, Y: -middle * h}, {X: -w / 2, Y: up}, {X: -w / 2, Y: down},
			{X: away / 2, Y: up}, {X: away / 2, Y: down}, {X: -away/2 - w, Y: up}, {X: -away/2 - w, Y: down},
		} {
			box := rectangle(at.X+d.X, at.Y+d.Y-0.25*h, at.X+d.X+w, at.Y+d.Y+0.75*h)
			if box.Min.X < c.Min.X || box.Max.X > c.Max.X || box.Min.Y < c.Min.Y || box.Max.Y > c.Max.Y ||
				slices.ContainsFunc(taken, func(other vg.Rectangle) bool {
					return box.Max.X > other.Min.X && other.Max.X > box.Min.X && box.Max.Y > other.Min.Y && other.Max.Y > box.Min.Y
				}) {
				continue
			}
			if away > 6 {
				end := vg.Point{X: min(max(at.X, box.Min.X), box.Max.X), Y: min(max(at.Y, box.Min.Y), box.Max.Y)}
				c.StrokeLine2(draw.LineStyle{Color: grey, Width: 0.5}, at.X, at.Y, end.X, end.Y)
			}
			write(c, style, text.XLeft, at.X+d.X, at.Y+d.Y, label)
			return append(taken, box)
		}
	}
	return taken
}
