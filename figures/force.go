package figures

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
	"grooming-report/figures/house"
)

// force draws the annual rate of the chosen force in each financial year, with
// its limits. The year that has not ended is drawn twice: full as far as it was
// recorded, and as an outline at the same pace for a whole year.
func force(s *analysis.Study) (*figure, error) {
	if s.InPart() {
		return forceInPart(s), nil
	}
	var rates []analysis.Rate
	for _, p := range s.Years() {
		r, err := s.Rate(s.Area, p)
		if records.NoNumber(err) {
			continue // the year has no number, and no column
		}
		if err != nil {
			return nil, err
		}
		rates = append(rates, r)
	}
	finding, err := forceFindingOf(s, rates)
	if err != nil {
		return nil, err
	}
	f := &figure{height: 235, foot: source(s)}
	f.title = f.forceTitle(s, finding)
	if finding.verdict != "" {
		f.subtitle = "Within the wider code: " + finding.verdict + ". "
	}
	f.subtitle += fmt.Sprintf("Offences of sexual grooming (code %s) recorded in each financial year, %s; "+
		"thin lines are %s limits that allow for overdispersion, thick ones Poisson limits; none under ten",
		s.Series.Code, s.Covered().Months(), percent(analysis.Level))
	f.forceAlt(s, finding)
	if gap := s.Gap(); gap != "" {
		gap = s.Area.Display() + " " + gap + ", and a year without all its quarters has no column"
		f.subtitle += "; " + gap
		f.describe(" %s.", gap)
	}

	bars := f.annualRates(s, rates)
	var beside vg.Length
	if finding.part != nil {
		beside = partYearRoom + 8
	}
	p := house.NewPlot()
	_, _, _, highest := bars.DataRange()
	house.CountAxis(p, highest*1.06)
	bars.axis(p, house.Width-26-beside)
	p.Add(house.Grid{}, bars)
	if finding.part != nil {
		p.Add(f.partYearNote(s, *finding.part, finding.silent))
	}
	p.Add(breakLine{bars.timeline, true})
	f.draw = func(page draw.Canvas) { p.Draw(draw.Crop(page, 0, -beside, 0, -band)) }
	return f, nil
}

// A forceFinding is what the words on one force rest on.
type forceFinding struct {
	analysis.BeforeAfter
	verdict string // on the wider code; empty where the release has no years of it to compare
	silent  bool
	since   records.Quarter // if silent
	low     records.Count   // of the whole years of the wider code
	high    records.Count
	part    *analysis.Rate // of the year that has not ended; nil if all have
}

func forceFindingOf(s *analysis.Study, rates []analysis.Rate) (forceFinding, error) {
	b, err := s.BeforeAfter(s.Area)
	if err != nil {
		return forceFinding{}, err
	}
	rows, err := s.AllForces()
	if err != nil {
		return forceFinding{}, err
	}
	alone := func(r analysis.ForceRow) bool { return r.Force.Name == s.Area.Name && r.StandsOutAlone() }
	finding := forceFinding{BeforeAfter: b}
	finding.since, finding.silent = s.SilentSince(s.Area.Name)
	switch {
	case b.Within == nil:
	case finding.silent:
		finding.verdict = "perhaps a change of recording"
	case s.Unreadable(b.Within.Later, b.Within.Earlier):
		finding.verdict = "nothing that can be read"
	case slices.ContainsFunc(rows, alone):
		finding.verdict = "no change that stands out among the forces"
	default:
		finding.verdict = direction(*b.Within)
	}
	finding.low, finding.high = extremeYears(s, rates)
	if n := len(rates); n > 0 && !rates[n-1].Count.Period.WholeYears() {
		finding.part = &rates[n-1]
	}
	return finding, nil
}

// extremeYears is the lowest and the highest of the whole years of the wider code.
func extremeYears(s *analysis.Study, rates []analysis.Rate) (low, high records.Count) {
	first := true
	for _, r := range rates {
		c := r.Count
		if !wide(s, c.Period) || !s.After().Contains(c.Period.To) || !c.Period.WholeYears() {
			continue
		}
		if first || c.N < low.N {
			low = c
		}
		if first || c.N > high.N {
			high = c
		}
		first = false
	}
	return low, high
}

func (f *figure) forceTitle(s *analysis.Study, finding forceFinding) string {
	name, after := s.Area.Display(), s.CountFact(finding.Headline.Later)
	if finding.silent {
		return fmt.Sprintf("%s: %s in %s, none since %s", name, f.recorded(after), after.Period,
			finding.since.First().Format("January 2006"))
	}
	if finding.Within == nil {
		return fmt.Sprintf("%s: %s in %s", name, f.recorded(after), after.Period)
	}
	base, latest := s.CountFact(finding.Within.Earlier), s.CountFact(finding.Within.Later)
	return fmt.Sprintf("%s: %s in %s, %s in %s",
		name, f.recorded(base), base.Period, f.state(latest), latest.Period)
}

func (f *figure) forceAlt(s *analysis.Study, finding forceFinding) {
	before, after := s.CountFact(finding.Headline.Earlier), s.CountFact(finding.Headline.Later)
	f.describe("Column chart of the offences of sexual grooming that %s recorded in each financial year, %s, "+
		"with limits for each. ", s.Area.InProse(), s.Covered().Months())
	f.describe("It shows %s in %s and %s in %s, which are not comparable, because the code widened on %s",
		f.recorded(before), before.Period, f.state(after), after.Period, breakDay(s))
	if stateable(finding.Headline.Comparison) {
		ratio := finding.Headline.RatioFact(s, "headline")
		f.describe("; the ratio is %s, with limits %s. ", f.state(ratio), f.limits(ratio))
	} else {
		f.describe("; there is no ratio, because fewer than ten were recorded before. ")
	}
	if w := finding.Within; w != nil {
		base, latest := s.CountFact(w.Earlier), s.CountFact(w.Later)
		f.describe("Within the wider code it shows %s in %s and %s in %s",
			f.recorded(base), base.Period, f.orNone(latest), latest.Period)
		if stateable(w.Comparison) {
			ratio := w.RatioFact(s, "within-definition")
			f.describe(", a ratio of %s with limits %s: %s", f.state(ratio), f.limits(ratio), finding.verdict)
		}
		f.describe(". ")
	}
	if finding.silent {
		f.alt += silence(s.Area.Name, finding.since)
		return
	}
	f.describe("Under the wider code the whole years run from %s to %s.",
		f.state(s.CountFact(finding.low)), f.state(s.CountFact(finding.high)))
	if part := finding.part; part != nil {
		rate := s.RateFact(*part)
		f.describe(" For %s the release has %s, which is %s a year at the same pace", part.Count.Period,
			f.recorded(s.CountFact(part.Count)), f.state(rate))
		if part.Count.N >= fact.TinyBase {
			f.describe(" with limits %s", f.limits(rate))
		}
		f.describe(", and not a forecast.")
	}
}

// annualRates draws the annual rate of each financial year as a column with its
// limits: a thin line, and in it a thick one for Poisson limits. A year that has not
// ended is an outline, hatched as far as it was recorded.
//
// plotter.YErrorBars would end each line in caps.
type annualRates struct {
	columns
	years []annualRate
}

type annualRate struct {
	bars            []column
	limits, poisson stats.Interval // poisson is zero for none
	bare            bool           // too few offences for limits that say anything
	label           string         // on the column; empty for none
}

func (f *figure) annualRates(s *analysis.Study, rates []analysis.Rate) annualRates {
	bars := annualRates{columns: columns{timeline: newTimeline(s), gap: 0.45}}
	for _, r := range rates {
		p := r.Count.Period
		year := annualRate{limits: r.Interval, poisson: r.Poisson, bare: r.Count.N < fact.TinyBase}
		whole := p.From.Year().Period()
		colours := toneOf(s, p)
		solid := columnStyle{fill: colours.tint, top: draw.LineStyle{Color: colours.edge, Width: 2}}
		if p.WholeYears() {
			year.bars = []column{{whole, r.PerYear, solid}}
			year.label = f.label(s.RateFact(r))
		} else {
			pace := columnStyle{outline: draw.LineStyle{Color: colours.edge, Width: 1, Dashes: []vg.Length{2, 2}}}
			solid.hatch = draw.LineStyle{Color: colours.edge, Width: 0.75}
			year.bars = []column{{whole, r.PerYear, pace}, {whole, float64(r.Count.N), solid}}
		}
		bars.years = append(bars.years, year)
	}
	return bars
}

// Plot implements plot.Plotter.
func (a annualRates) Plot(c draw.Canvas, p *plot.Plot) {
	_, y := p.Transforms(&c)
	for _, year := range a.years {
		var box vg.Rectangle
		for _, bar := range year.bars {
			box = a.box(c, p, bar)
			bar.draw(c, box)
		}
		year.plotLimits(c, box, y)
	}
}

// plotLimits draws the limits near the right edge of the column, so that the number has
// room on its top; one too wide for that stands above the limits.
func (year annualRate) plotLimits(c draw.Canvas, box vg.Rectangle, y func(float64) vg.Length) {
	const edge, clear = 3, 2
	top, middle := y(year.bars[0].value)+3, (box.Min.X+box.Max.X)/2
	if year.bare {
		house.Write(c, house.StrongStyle, text.XCenter, middle, top, year.label)
		return
	}
	x := box.Max.X - edge
	whisker := func(limits stats.Interval, thickness vg.Length) {
		c.StrokeLine2(draw.LineStyle{Color: house.Ink, Width: thickness}, x, y(limits.Lower), x, y(limits.Upper))
	}
	whisker(year.limits, 0.75)
	if year.poisson != (stats.Interval{}) {
		whisker(year.poisson, 2)
	}
	if house.StrongStyle.Width(year.label) < x-clear-box.Min.X {
		house.Write(c, house.StrongStyle, text.XLeft, box.Min.X, top, year.label)
		return
	}
	house.Write(c, house.StrongStyle, text.XCenter, middle, y(year.limits.Upper)+3, year.label)
}

// DataRange implements plot.DataRanger. It reaches at least one offence.
func (a annualRates) DataRange() (xmin, xmax, ymin, ymax float64) {
	xmin, xmax, ymin, ymax = math.Inf(1), math.Inf(-1), 0, 1
	for _, year := range a.years {
		for _, bar := range year.bars {
			xmin, xmax = min(xmin, a.start(bar.period.From)), max(xmax, a.end(bar.period.To))
		}
		if ymax = max(ymax, year.bars[0].value); !year.bare {
			ymax = max(ymax, year.limits.Upper)
		}
	}
	return xmin, xmax, ymin, ymax
}

// A partYearNote labels the part year to the right of the plot: the annual rate
// upwards from its height, the count so far downwards from its own, and never on top
// of each other. The first line of each is its number.
type partYearNote struct {
	perYear, count float64 // where they stand on the y axis
	rate, soFar    []string
}

// partYearRoom is as wide as its lines may be.
const partYearRoom = 84

// partYearNote is that of an area; a silence has no pace.
func (f *figure) partYearNote(s *analysis.Study, part analysis.Rate, silent bool) partYearNote {
	note := partYearNote{perYear: part.PerYear, count: float64(part.Count.N)}
	if silent {
		note.soFar = append([]string{"none recorded in"},
			house.Wrap(house.LabelStyle, part.Count.Period.Months(), partYearRoom)...)
		return note
	}
	rate := s.RateFact(part)
	pace := "same pace, limits " + rate.LimitsText
	if part.Count.N < fact.TinyBase {
		pace = "same pace"
	}
	note.rate = append([]string{f.label(rate) + " a year at the"},
		house.Wrap(house.LabelStyle, pace+"; not a forecast", partYearRoom)...)
	note.soFar = append([]string{f.label(s.CountFact(part.Count)) + " recorded in"},
		house.Wrap(house.LabelStyle, part.Count.Period.Months(), partYearRoom)...)
	return note
}

// Plot implements plot.Plotter.
func (n partYearNote) Plot(c draw.Canvas, p *plot.Plot) {
	const leading = 9.5
	height := func(lines []string) vg.Length { return vg.Length(len(lines)) * leading }
	writeDown := func(lines []string, top vg.Length) {
		style := house.StrongStyle
		for i, line := range lines {
			house.Write(c, style, text.XLeft, c.Max.X+8, top-vg.Length(i+1)*leading+2, line)
			style = house.LabelStyle
		}
	}
	_, y := p.Transforms(&c)
	top := max(y(n.count)+3, c.Min.Y+height(n.soFar))
	bottom := max(y(n.perYear)-3, top+4)
	writeDown(n.rate, bottom+height(n.rate))
	writeDown(n.soFar, top)
}
