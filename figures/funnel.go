package main

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
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
	f := &figure{name: "funnel", height: 270}
	target, outside, chance := sp.TargetFact(s), sp.OutsideFact(s, outer, true), sp.ByChanceFact(s, outer)
	inner, innerChance := sp.OutsideFact(s, analysis.Level, true), sp.ByChanceFact(s, analysis.Level)
	f.title = fmt.Sprintf("Around the ratio of %s for all forces, %s of them lie outside the outer limits, where %s would by chance", f.state(target), f.state(outside), f.state(chance))
	f.subtitle = fmt.Sprintf("Recorded offences of sexual grooming (code %s), annual rate in %s ÷ annual rate in %s, against the offences expected in %s if all forces had one ratio; log scales. Solid and dashed lines: %s and %s limits with additive overdispersion",
		analysis.Grooming, s.LatestYear, s.AfterYear, s.LatestYear, level(), analysis.FormatFixed(100*outer, 1)+"\u00a0%")
	f.foot = source(s) + " Within the wider code only. To be outside says that a force’s records differ, not why."
	f.alt = fmt.Sprintf("Funnel plot of the ratio of recorded offences in %s to %s for every police force, against its expected count. The ratio of all forces together is %s. ", s.LatestYear, s.AfterYear, f.state(target))
	f.alt += fmt.Sprintf("With allowance for differences between forces, %s lie outside the inner limits, where %s would by chance, and %s outside the outer ones, where %s would. ",
		f.state(inner), f.state(innerChance), f.state(outside), f.state(chance))
	var named []string
	for _, x := range sp.Forces {
		if math.Abs(x.Point.ZAdditive) > 0 && !x.Limits998.Additive.Contains(x.Point.Plotted) {
			named = append(named, x.Force.Display())
		}
	}
	if len(named) > 0 {
		f.alt += "Outside the outer limits are " + strings.Join(named, ", ") + "."
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
				xs = append(xs, plot.Tick{Value: step, Label: analysis.FormatInt(int(step))})
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
			middle := at(1, sp.Funnel.Target).Y
			c.StrokeLine2(draw.LineStyle{Color: grey, Width: 0.75}, c.Min.X, middle, c.Max.X, middle)
			inside := draw.Canvas{Canvas: c.Canvas, Rectangle: c.Rectangle}
			for _, curve := range []struct {
				level float64
				style draw.LineStyle
			}{{analysis.Level, draw.LineStyle{Color: blue, Width: 1}}, {outer, draw.LineStyle{Color: blue, Width: 1, Dashes: []vg.Length{4, 2}}}} {
				for _, upper := range []bool{true, false} {
					var line []vg.Point
					for i := range 61 {
						e := p.X.Min * math.Pow(p.X.Max/p.X.Min, float64(i)/60)
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
					c.StrokeLines(curve.style, inside.ClipLinesXY(line)...)
				}
			}
			write(c, in(grey, labelStyle), text.XRight, c.Max.X, c.Min.Y-21, "offences expected in "+s.LatestYear.String())
			var taken []vg.Rectangle
			for _, x := range sp.Forces {
				if x.Point.Expected > 0 {
					fill := color.Color(blue)
					if x.Limits95.Additive.Contains(x.Point.Plotted) {
						fill = white
					}
					outline := blue
					if x.Force.Name == s.Force.Name {
						outline, fill = pink, pink
					}
					place := at(x.Point.Expected, x.Point.Plotted)
					mark(c, fill, outline, round(place, 2.4))
					taken = append(taken, rectangle(place.X-2.4, place.Y-2.4, place.X+2.4, place.Y+2.4))
				}
			}
			for _, chosen := range []bool{true, false} {
				for _, x := range sp.Forces {
					ours := x.Force.Name == s.Force.Name
					if ours != chosen || x.Point.Expected == 0 || !ours && x.Limits998.Additive.Contains(x.Point.Plotted) {
						continue
					}
					style := labelStyle
					if ours {
						style = in(pink, strongStyle)
					}
					taken = labelBeside(c, style, at(x.Point.Expected, x.Point.Plotted), x.Force.Display(), taken)
				}
			}
		}))
		p.Draw(draw.Crop(page, 0, 0, 14, -4))
	}
	return f, nil
}

// labelBeside writes a label to the right or the left of a mark, above or below
// it, wherever it is free and inside the plot; nowhere if there is no room.
func labelBeside(c draw.Canvas, style text.Style, at vg.Point, label string, taken []vg.Rectangle) []vg.Rectangle {
	w, h := style.Width(label), style.Font.Size
	for _, d := range []vg.Point{{X: 5, Y: -0.33 * h}, {X: -5 - w, Y: -0.33 * h}, {X: -w / 2, Y: 5}, {X: -w / 2, Y: -5 - 0.8*h}, {X: 5, Y: 4}, {X: 5, Y: -h - 2}, {X: -5 - w, Y: 4}, {X: -5 - w, Y: -h - 2}} {
		box := rectangle(at.X+d.X, at.Y+d.Y-0.25*h, at.X+d.X+w, at.Y+d.Y+0.8*h)
		free := box.Min.X >= c.Min.X && box.Max.X <= c.Max.X && box.Min.Y >= c.Min.Y && box.Max.Y <= c.Max.Y
		for _, other := range taken {
			free = free && (box.Max.X < other.Min.X || other.Max.X < box.Min.X || box.Max.Y < other.Min.Y || other.Max.Y < box.Min.Y)
		}
		if free {
			write(c, style, text.XLeft, at.X+d.X, at.Y+d.Y, label)
			return append(taken, box)
		}
	}
	return taken
}
