package figures

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/figures/house"
)

// areas draws the rates for a million people of several chosen areas, each in a panel of
// its own and all on one scale. The years that are compared carry their numbers. There is
// no figure of one area, or of areas of which one has no rate.
func areas(s *analysis.Study) (*figure, error) {
	if !s.SideBySide() {
		return nil, nil
	}
	const across, panelHeight = 2, 125
	rows := (len(s.Areas) + across - 1) / across
	f := &figure{height: vg.Length(rows) * panelHeight, foot: source(s)}
	f.subtitle = fmt.Sprintf("Offences of sexual grooming (code %s) recorded in each financial year for a million people, "+
		"with %s limits, all on one scale; the dashed line is the change of definition in %s, across which rates are not "+
		"comparable. They differ with recording as much as with offending", s.Series.Code, percent(analysis.Level),
		breakMonth(s))
	f.describe("Column charts of the offences of sexual grooming recorded for a million people in %s, side by side on "+
		"one scale. The code widened on %s, and rates before and after it are not comparable.",
		records.ProseAll(s.Areas), breakDay(s))
	var panels []areaPanel
	var named []string
	highest := 0.0
	for _, a := range s.Areas {
		panel, err := f.areaPanel(s, a)
		if err != nil {
			return nil, err
		}
		latest := s.PerMillionFact(panel.latest)
		named = append(named, a.Display()+" "+f.state(latest))
		f.describe(" In %s %s recorded %s for a million people, with limits %s", s.LatestYear, a.InProse(),
			f.state(latest), f.limits(latest))
		if panel.base != nil {
			f.describe(", and %s in %s", f.state(s.PerMillionFact(panel.base)), s.Base)
		}
		f.describe(".")
		_, _, _, top := panel.DataRange()
		highest = max(highest, top)
		panels = append(panels, panel)
	}
	f.title = fmt.Sprintf("For a million people in %s: %s", s.LatestYear, strings.Join(named, ", "))
	if len(strings.Fields(f.title)) > mostTitle {
		byRate := func(a, b areaPanel) int { return cmp.Compare(a.latest.Value, b.latest.Value) }
		f.title = fmt.Sprintf("From %s to %s for a million people in %s",
			f.state(s.PerMillionFact(slices.MinFunc(panels, byRate).latest)),
			f.state(s.PerMillionFact(slices.MaxFunc(panels, byRate).latest)), s.LatestYear)
	}
	f.draw = func(page draw.Canvas) {
		tiles := draw.Tiles{Cols: across, Rows: rows, PadX: 14, PadY: 12}
		for i, panel := range panels {
			at := tiles.At(page, i%across, i/across)
			panel.plot(highest, at.Size().X).Draw(draw.Crop(at, 0, 0, 0, -20))
		}
	}
	return f, nil
}

// mostTitle is how many words a title may have.
const mostTitle = 12

// An areaPanel is one area's columns under its name.
type areaPanel struct {
	annualRates
	name         string
	latest, base *analysis.PerMillion // of the years that are compared; base is nil for none
}

func (f *figure) areaPanel(s *analysis.Study, a records.Area) (areaPanel, error) {
	panel := areaPanel{annualRates: annualRates{columns: columns{timeline: newTimeline(s), gap: 0.45}}, name: a.Display()}
	for _, p := range s.Years() {
		m, err := s.PerMillionOf(a, p, false)
		if err != nil {
			return panel, err
		}
		if m == nil {
			continue
		}
		colours := toneOf(s, p)
		year := annualRate{limits: m.Interval, bare: m.Rate.Count.N < fact.TinyBase,
			bars: []column{{p, m.Value, columnStyle{fill: colours.tint, top: draw.LineStyle{Color: colours.edge, Width: 2}}}}}
		switch p.From.Year() {
		case s.LatestYear:
			panel.latest = m
		case s.Base:
			panel.base = m
		}
		if y := p.From.Year(); y == s.LatestYear || y == s.Base {
			year.label = f.label(s.PerMillionFact(m))
		}
		panel.years = append(panel.years, year)
	}
	return panel, nil
}

// plot is the panel with its axes; all panels reach to the highest of them.
func (panel areaPanel) plot(highest float64, room vg.Length) *plot.Plot {
	p := house.NewPlot()
	house.CountAxis(p, highest*1.12)
	panel.axis(p, room-26)
	p.Add(house.Grid{}, panel.annualRates, breakLine{panel.timeline, false},
		panelWords{name: panel.name, style: house.StrongStyle})
	return p
}
