package figures

import (
	"fmt"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/figures/house"
)

// A Picture is a drawing for a page that says its words itself.
type Picture struct {
	Title, Subtitle, Alt string
	Width, Height        string // in points
	Body                 string // the elements of the drawing, without title, subtitle and root

	figure *figure
}

// SVG is the whole file, which stands alone.
func (p *Picture) SVG() []byte { return p.figure.svg() }

// Chosen draws a series of an area by quarter, with the two periods that somebody chose
// to compare in full colour and their counts beneath. The change of definition of the
// study's own series is marked as in every figure.
func Chosen(s *analysis.Study, later, earlier records.Count) (*Picture, error) {
	covered, _ := s.Release.Period(later.Series)
	f := &figure{height: 225, foot: source(s)}
	bars := columns{timeline: newTimeline(s), gap: 0.12}
	broken := later.Series == s.Series
	if !broken {
		bars.broken = math.MaxInt32
	}
	var low, high *records.Count
	for q := covered.From; q <= covered.To; q++ {
		c, err := s.CountOf(later.Series, later.Area, q.Period())
		if records.NoNumber(err) {
			continue // the quarter has no number, and no column
		}
		if err != nil {
			return nil, err
		}
		if low == nil || c.N < low.N {
			low = &c
		}
		if high == nil || c.N > high.N {
			high = &c
		}
		bars.bars = append(bars.bars, column{c.Period, float64(max(c.N, 0)), chosenStyle(s, c, later, earlier)})
	}
	f.chosenWords(s, later, earlier, low, high)
	p := house.NewPlot()
	_, _, _, highest := bars.DataRange()
	house.CountAxis(p, max(highest, 1)*1.06)
	bars.axis(p, house.Width-26)
	p.Add(house.Grid{}, bars, f.chosenSpans(s, bars.timeline, later, earlier))
	if broken && covered.Contains(s.Change) {
		p.Add(breakLine{bars.timeline, true})
	}
	f.draw = func(page draw.Canvas) { p.Draw(draw.Crop(page, 0, 0, 26, -band)) }
	return f.forPage(), nil
}

// chosenStyle is full colour for a quarter of the two periods, and a tint for others.
func chosenStyle(s *analysis.Study, c, later, earlier records.Count) columnStyle {
	colours := tone{house.Blue, house.BlueTint}
	if c.Series == s.Series {
		colours = toneOf(s, c.Period)
	}
	if later.Period.Contains(c.Period.From) || earlier.Period.Contains(c.Period.From) {
		return columnStyle{fill: colours.edge}
	}
	return columnStyle{fill: colours.tint, top: draw.LineStyle{Color: colours.edge, Width: 0.75}}
}

func (f *figure) chosenWords(s *analysis.Study, later, earlier records.Count, low, high *records.Count) {
	l, e := s.CountFact(later), s.CountFact(earlier)
	f.title = fmt.Sprintf("%s: %s in %s, %s in %s", later.Area.Display(), f.state(l), later.Period, f.state(e),
		earlier.Period)
	caveat := later.Series.Caveat(later.Period, earlier.Period)
	if caveat != "" {
		f.title += ", " + caveat
	}
	covered, _ := s.Release.Period(later.Series)
	f.subtitle = fmt.Sprintf("Recorded offences, %s, by quarter, %s; in full colour the two periods that are compared",
		later.Series, covered.Months())
	f.describe("Column chart of the recorded offences of %s in %s, by quarter, %s. There were %s in %s and %s in %s",
		later.Series, later.Area.Display(), covered.Months(), f.state(l), later.Period, f.state(e), earlier.Period)
	if caveat != "" {
		f.describe(", which are %s", caveat)
	}
	if low != nil {
		f.describe(". The quarters run from %s in %s to %s in %s", f.state(s.CountFact(*low)), low.Period,
			f.state(s.CountFact(*high)), high.Period)
	}
	if later.Series == s.Series && covered.Contains(s.Change) {
		f.describe(". The code widened on %s, so that the quarters before and after are not comparable", breakDay(s))
	}
	f.describe(".")
}

// chosenSpans marks periods under the x axis by a line with a number.
type chosenSpans struct {
	timeline
	periods [2]records.Period // the earlier one first
	numbers [2]string
}

func (f *figure) chosenSpans(s *analysis.Study, t timeline, later, earlier records.Count) chosenSpans {
	return chosenSpans{t, [2]records.Period{earlier.Period, later.Period},
		[2]string{f.label(s.CountFact(earlier)), f.label(s.CountFact(later))}}
}

// Plot implements plot.Plotter. Two numbers that would meet stand to either side of the
// gap between their periods.
func (m chosenSpans) Plot(c draw.Canvas, p *plot.Plot) {
	x, _ := p.Transforms(&c)
	var from, to, middle, half [2]vg.Length
	for i, period := range m.periods {
		from[i], to[i] = x(m.start(period.From)), x(m.end(period.To))
		middle[i], half[i] = (from[i]+to[i])/2, house.StrongStyle.Width(m.numbers[i])/2
		y := c.Min.Y - house.NoteDrop + 7
		c.StrokeLine2(draw.LineStyle{Color: house.Ink, Width: 1.25}, from[i]+0.5, y, to[i]-0.5, y)
	}
	const clear = 3
	middle[1] = min(middle[1], c.Max.X-half[1])
	if over := middle[0] + half[0] + clear - (middle[1] - half[1]); over > 0 {
		middle[1] = min(middle[1]+over/2, c.Max.X-half[1])
		middle[0] = middle[1] - half[1] - clear - half[0]
	}
	for i, number := range m.numbers {
		house.Write(c, house.StrongStyle, text.XCenter, middle[i], c.Min.Y-house.NoteDrop-3, number)
	}
}

// forPage is the figure for a page.
func (f *figure) forPage() *Picture {
	c := house.NewCanvas(f.height)
	f.draw(draw.NewCanvas(c, house.Width, f.height))
	return &Picture{
		Title: plain(f.title), Subtitle: plain(f.subtitle), Alt: plain(f.alt),
		Width: house.Num(house.Width), Height: house.Num(f.height), Body: c.Body.String(), figure: f,
	}
}
