package figures

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/trends"
	"grooming-report/figures/house"
)

// placebo draws the step that one segmented regression finds at every date, a panel for
// each series: where it finds one nearly everywhere, its step at the break says nothing.
func placebo(s *analysis.Study) (*figure, error) {
	const panel, between = 74, 26
	bs, err := trends.FitBreaks(s)
	if err != nil {
		return nil, err
	}
	placebos, err := trends.Placebos(s, bs.National.Transition-1)
	if err != nil {
		return nil, err
	}
	if len(placebos) == 0 {
		return nothingYet(s)
	}
	f := &figure{height: vg.Length(len(placebos))*(panel+between) + 14, foot: source(s)}
	f.foot += " The totals are without code " + s.Series.Code + "."
	f.placeboWords(s, placebos)

	low, high := stepRange(placebos)
	var panels []*plot.Plot
	for _, x := range placebos {
		panels = append(panels, f.placeboPanel(s, x, low, high))
	}
	f.draw = func(page draw.Canvas) {
		for i, p := range panels {
			above := vg.Length(i) * (panel + between)
			below := page.Size().Y - above - panel - between
			if i == len(panels)-1 {
				below = 0
			} else {
				below += 2
				p.X.Tick.Marker = plot.ConstantTicks(nil) // the years stand below the last panel
			}
			p.Draw(draw.Crop(page, 0, 0, below, -above-band))
		}
	}
	return f, nil
}

// placeboWords states the words of the figure.
func (f *figure) placeboWords(s *analysis.Study, placebos []trends.Placebo) {
	f.subtitle = fmt.Sprintf("Step that a segmented regression of quarterly counts finds if its change is assumed "+
		"at each date, "+
		"with %s limits, log scale: filled where the limits leave out the same level, hollow where they do not. "+
		"Limits beyond the scale end at its edge. Code %s within the wider code only", percent(analysis.Level), s.Series.Code)
	f.describe("Charts of the step that one regression finds at every date, one for each series of England and Wales. ")
	title := "Within the wider code: a step at %s of %s dates"
	shown := placebos[0]
	for _, x := range placebos {
		beyond, dates := x.BeyondChanceFact(s), x.DatesFact(s)
		if x.Series != s.Series && x.BeyondChance() >= shown.BeyondChance() {
			title, shown = "Other recorded offences: a step found at %s of %s dates", x
		}
		least, greatest := x.ExtremeFacts(s)
		f.describe("In %s, it finds a step beyond chance at %s of %s dates; the steps run from %s to %s. ",
			x.Series, f.state(beyond), f.state(dates), f.state(least), f.state(greatest))
	}
	if shown.Series != s.Series {
		f.subtitle = "In " + shown.Series.Short() + ". " + f.subtitle
	}
	f.title = fmt.Sprintf(title, f.state(shown.BeyondChanceFact(s)), f.state(shown.DatesFact(s)))
	f.describe("By chance it would find one at a date in twenty.")
}

// stepRange is a scale in powers of two that holds every step.
func stepRange(placebos []trends.Placebo) (low, high float64) {
	low, high = 1, 1
	for _, x := range placebos {
		for _, step := range x.Steps {
			low, high = min(low, step.Step.Ratio), max(high, step.Step.Ratio)
		}
	}
	low, high = house.Doublings(low, high)
	return min(low, 0.5), max(high, 2)
}

// placeboPanel is the chart of one series.
func (f *figure) placeboPanel(s *analysis.Study, x trends.Placebo, low, high float64) *plot.Plot {
	p := house.NewPlot()
	house.RatioScale(&p.Y, low, high)
	t := newTimeline(s)
	t.axis(p, house.Width-26)
	series := x.Series.String()
	name := fmt.Sprintf("%s: %s of %s dates", strings.ToUpper(series[:1])+series[1:], f.label(x.BeyondChanceFact(s)),
		f.label(x.DatesFact(s)))
	p.Add(house.Grid{Base: 1}, panelName(name), placeboSteps{t, x}, breakLine{t, false}, breakName{t, breakMonth(s)})
	return p
}

// placeboSteps draws the step at each date with its limits.
type placeboSteps struct {
	timeline
	trends.Placebo
}

// DataRange implements plot.DataRanger.
func (x placeboSteps) DataRange() (xmin, xmax, ymin, ymax float64) {
	xmin, xmax = x.span()
	ymin, ymax = math.Inf(1), math.Inf(-1)
	for _, step := range x.Steps {
		ymin, ymax = min(ymin, step.Step.Ratio), max(ymax, step.Step.Ratio)
	}
	return xmin, xmax, ymin, ymax
}

// Plot implements plot.Plotter. Limits beyond the scale end at its edge.
func (x placeboSteps) Plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	within := func(ratio float64) vg.Length { return toY(min(max(ratio, p.Y.Min), p.Y.Max)) }
	for _, step := range x.Steps {
		at, limits := toX(x.centre(x.Date(step))), step.Step.Interval
		colour, fill := house.Grey, house.White
		if !limits.Contains(1) {
			colour, fill = house.Blue, house.Blue
		}
		c.StrokeLine2(draw.LineStyle{Color: colour, Width: 0.75}, at, within(limits.Lower), at, within(limits.Upper))
		c.DrawGlyphNoClip(house.Disc(fill, colour, 2), vg.Point{X: at, Y: within(step.Step.Ratio)})
	}
}

// A breakName names the line of the break beside its foot.
type breakName struct {
	timeline
	month string
}

// Plot implements plot.Plotter.
func (b breakName) Plot(c draw.Canvas, p *plot.Plot) {
	x := c.X(p.X.Norm(b.start(b.broken) - opening/2.0))
	house.Write(c, house.Coloured(house.Pink, house.LabelStyle), text.XLeft, x+4, c.Min.Y+3, b.month)
}
