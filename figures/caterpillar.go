package main

import (
	"fmt"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
)

// caterpillar draws every force's ratio within the wider code as counted and
// after shrinkage, in the order of the alphabet: by size it would be a ranking,
// and the order of most forces is chance.
func caterpillar(s *analysis.Study) (*figure, error) {
	sp, err := spread(s)
	if err != nil {
		return nil, err
	}
	if sp == nil || sp.Likelihood == nil {
		return nothingYet(s, "caterpillar")
	}
	f := &figure{name: "caterpillar", height: vg.Length(len(sp.Forces))*rowHeight + 30}
	target := sp.TargetFact(s)
	low, high := -1, -1
	rawLow, rawHigh := math.Inf(1), 0.0
	held, shrunken := 0, 0
	for i, x := range sp.Forces {
		if x.Shrunk == nil {
			continue
		}
		shrunken++
		if x.Shrunk.Interval.Contains(sp.Funnel.Target) {
			held++
		}
		if low < 0 || x.Shrunk.Shrunk < sp.Forces[low].Shrunk.Shrunk {
			low = i
		}
		if high < 0 || x.Shrunk.Shrunk > sp.Forces[high].Shrunk.Shrunk {
			high = i
		}
		if x.Ratio > 0 {
			rawLow = min(rawLow, x.Ratio)
		}
		rawHigh = max(rawHigh, x.Ratio)
	}
	least, most := sp.Forces[low].ShrunkFact(s, sp), sp.Forces[high].ShrunkFact(s, sp)
	f.title = fmt.Sprintf("With chance allowed for, the limits of %s include the ratio of %s for all; the ratios run from %s to %s",
		forces(held, shrunken), f.state(target), f.state(least), f.state(most))
	f.subtitle = fmt.Sprintf("Recorded offences of sexual grooming (code %s), annual rate in %s ÷ annual rate in %s, with %s limits, log scale: hollow marks as counted, filled marks drawn towards the ratio for all (dashed). Arrows lead to limits beyond the scale. Forces in alphabetical order",
		s.Series.Code, s.LatestYear, s.AfterYear, level())
	f.foot = source(s) + " Within the wider code only." + short(s, "shrunken ratio, likelihood")
	f.alt = fmt.Sprintf("Chart of the ratio of recorded offences in %s to %s for every police force in alphabetical order, as counted and after shrinkage towards the ratio of %s for all forces. ", s.LatestYear, s.AfterYear, f.state(target))
	f.alt += fmt.Sprintf("After shrinkage the ratios run from %s (limits %s) to %s (limits %s). ", f.state(least), f.limits(least), f.state(most), f.limits(most))
	f.alt += "Ratios of forces with few offences move most, and most limits overlap."

	f.draw = func(page draw.Canvas) {
		const names = 96
		p := newPlot()
		p.X.Min, p.X.Max, p.X.Scale = math.Exp2(math.Floor(math.Log2(rawLow))-1), math.Exp2(math.Ceil(math.Log2(rawHigh))+1), plot.LogScale{}
		p.Y.Min, p.Y.Max, p.Y.Scale = -0.5, float64(len(sp.Forces))-0.5, plot.InvertedScale{Normalizer: plot.LinearScale{}}
		p.Y.Tick.Marker = plot.ConstantTicks(nil)
		var ticks []plot.Tick
		for x := p.X.Min; x <= p.X.Max; x *= 2 {
			ticks = append(ticks, plot.Tick{Value: x, Label: ratioLabel(x)})
		}
		p.X.Tick.Marker = plot.ConstantTicks(ticks)
		p.Add(plotterFunc(func(c draw.Canvas, p *plot.Plot) {
			x := func(ratio float64) vg.Length {
				return c.X(p.X.Norm(min(max(ratio, p.X.Min), p.X.Max)))
			}
			for i := range sp.Forces {
				if i%2 == 1 {
					fillBox(c, wash, rectangle(c.Min.X, c.Y(p.Y.Norm(float64(i)+0.5)), c.Max.X, c.Y(p.Y.Norm(float64(i)-0.5))))
				}
			}
			for _, t := range ticks {
				c.StrokeLine2(draw.LineStyle{Color: pale, Width: 0.5}, x(t.Value), c.Min.Y, x(t.Value), c.Max.Y)
			}
			c.StrokeLine2(draw.LineStyle{Color: grey, Width: 0.75}, x(1), c.Min.Y, x(1), c.Max.Y)
			c.StrokeLine2(draw.LineStyle{Color: pink, Width: 0.75, Dashes: []vg.Length{2, 2}}, x(sp.Funnel.Target), c.Min.Y, x(sp.Funnel.Target), c.Max.Y)
			write(c, in(grey, labelStyle), text.XCenter, x(1), c.Min.Y-21, "same rate")
			for i, row := range sp.Forces {
				y := c.Y(p.Y.Norm(float64(i)))
				style, colour := labelStyle, blue
				if row.Force.Name == s.Area.Name {
					style, colour = strongStyle, pink
				}
				write(c, style, text.XRight, page.Min.X+names-6, y-middle*style.Font.Size, row.Force.Display())
				if words := noRatio(row.Comparison); words != "" && row.Shrunk == nil {
					write(c, in(grey, labelStyle), text.XLeft, c.Min.X+6, y-middle*labelStyle.Font.Size, words)
					continue
				}
				thin, thick := draw.LineStyle{Color: grey, Width: 0.5}, draw.LineStyle{Color: colour, Width: 1.5}
				to := limitsLine(c, thin, x, y+2.2, row.Interval, p.X.Min, p.X.Max)
				if row.Ratio > 0 {
					mark(c, white, grey, round(vg.Point{X: x(row.Ratio), Y: y + 2.2}, 1.9))
				} else {
					words := noRatio(row.Comparison)
					ground := white
					if i%2 == 1 {
						ground = wash
					}
					from := max(to, x(row.Shrunk.Interval.Upper)) + 6
					if end := from + labelStyle.Width(words); end <= c.Max.X {
						fillBox(c, ground, rectangle(from-3, y-rowHeight/2, end+3, y+rowHeight/2))
						write(c, in(grey, labelStyle), text.XLeft, from, y-middle*labelStyle.Font.Size, words)
					}
				}
				limitsLine(c, thick, x, y-2.2, row.Shrunk.Interval, p.X.Min, p.X.Max)
				mark(c, colour, colour, round(vg.Point{X: x(row.Shrunk.Shrunk), Y: y - 2.2}, 1.9))
			}
		}))
		p.Draw(draw.Crop(page, names, 0, 12, 0))
	}
	return f, nil
}
