package figures

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/figures/house"
)

// vintages draws how far the other releases are from the study's own, for
// England and Wales and for the chosen force: the same periods, counted again.
func vintages(s *analysis.Study) (*figure, error) {
	national, local, err := revisions(s)
	if err != nil {
		return nil, err
	}
	f := &figure{height: vg.Length(len(national))*14 + 46, foot: source(s)}
	f.vintagesWords(s, national, local)

	const labels, between = 56, 14
	room := (house.Width - labels - between) / 2
	left := f.revisionPanel(s, s.National.Name, national, room)
	right := f.revisionPanel(s, s.Area.Display(), local, room)
	p, q := left.plot(), right.plot()
	p.Add(periodNames(national))
	f.draw = func(page draw.Canvas) {
		p.Draw(draw.Crop(page, labels, -room-between, 0, -26))
		q.Draw(draw.Crop(page, labels+room+between, 0, 0, -26))
	}
	return f, nil
}

// vintagesWords states the words of the figure.
func (f *figure) vintagesWords(s *analysis.Study, national, local []revision) {
	name := s.Area.Display()
	f.title = f.vintagesTitle(s, national, local)
	f.subtitle += fmt.Sprintf("Offences of sexual grooming (code %s) in the same period: "+
		"how many more or fewer than in the %s (dot). Hollow: %s", s.Series.Code, releaseName(s.Release.Vintage), markKey(s))
	f.describe("Two panels, one for England and Wales and one for %s, with a row for each period that more than one "+
		"release covers. Each row shows how far the other releases are from the %s. ", s.Area.InProse(), releaseName(s.Release.Vintage))
	f.describe("The largest differences are these. ")
	f.alt += f.largest(s, "England and Wales", national) + f.largest(s, name, local)
	if still := unmoved(national); still != "" {
		f.describe("The national counts of %s are the same in every release that has them.", still)
	}
	if gap := s.Gap(); gap != "" {
		f.describe("%s %s.", name, gap)
	}
	f.alt = strings.TrimSpace(f.alt)
}

// vintagesTitle states the year whose national counts differ most, and what the
// chosen force had in it.
func (f *figure) vintagesTitle(s *analysis.Study, national, local []revision) string {
	name := s.Area.Display()
	far, moved := farthest(national)
	if !moved {
		return "Every release gives the same counts for England and Wales"
	}
	older, newer, _ := far.pair(far.direction())
	title := fmt.Sprintf("Revised offences of %s: from %s (%s release) to %s", older.Period, f.state(s.CountFact(older)),
		shortVintage(s, older.Vintage), f.state(s.CountFact(newer)))
	for _, r := range local {
		if r.base.Period != far.base.Period {
			continue
		}
		if r.lacks {
			f.subtitle = fmt.Sprintf("%s %s. ", name, s.Gap())
		} else if o, n, ok := r.pair(r.direction()); ok {
			f.subtitle = fmt.Sprintf("%s: from %s to %s. ", name, f.state(s.CountFact(o)), f.state(s.CountFact(n)))
		} else {
			f.subtitle = fmt.Sprintf("%s: %s in both. ", name, f.state(s.CountFact(r.base)))
		}
	}
	return title
}

// largest states the largest addition and the largest reduction of an area.
func (f *figure) largest(s *analysis.Study, name string, rows []revision) string {
	said := ""
	for _, direction := range []int{-1, 1} {
		var old, new records.Count
		for _, r := range rows {
			o, n, ok := r.pair(direction)
			if ok && max(n.N-o.N, o.N-n.N) > max(new.N-old.N, old.N-new.N) {
				old, new = o, n
			}
		}
		if old.N != new.N {
			said += fmt.Sprintf("%s, %s: %s recorded offences in the %s and %s in the %s. ", name, old.Period,
				f.state(s.CountFact(old)), releaseName(old.Vintage), f.state(s.CountFact(new)), releaseName(new.Vintage))
		}
	}
	if said == "" && !slices.ContainsFunc(rows, func(r revision) bool { return !r.lacks }) {
		return ""
	}
	if said == "" {
		return name + ": every release gives the same counts. "
	}
	return said
}

// The marks of the releases, by their order in the data folder.
var releaseMarks = []struct {
	shape  string
	colour color.Color
	sides  int
	radius vg.Length
}{
	{"diamond", house.Pink, 4, 3.8}, {"triangle", house.Turquoise, 3, 3.8},
	{"circle", house.Blue, 0, 3}, {"hexagon", house.Grey, 6, 3.8},
}

// markKey names the marks of the releases that are not the study's.
func markKey(s *analysis.Study) string {
	var names []string
	for i, r := range s.Data.Releases {
		if r != s.Release {
			names = append(names, releaseMarks[i%len(releaseMarks)].shape+" "+shortVintage(s, r.Vintage))
		}
	}
	return strings.Join(names, ", ")
}

// shortVintage is a vintage in few letters: 2019, or Oct 2023 where two releases are
// of one year.
func shortVintage(s *analysis.Study, v records.Vintage) string {
	year, same := string(v)[:4], 0
	for _, r := range s.Data.Releases {
		if strings.HasPrefix(string(r.Vintage), year) {
			same++
		}
	}
	if day, err := time.Parse(time.DateOnly, string(v)); err == nil && same > 1 {
		return day.Format("Jan 2006")
	}
	return year
}

// shortPeriod is a period in few letters: 2017/18, Apr–Dec 2017.
func shortPeriod(p records.Period) string {
	if p.WholeYears() {
		return p.String()
	}
	return p.First().Format("Jan") + "–" + p.Last().Format("Jan 2006")
}

// A revisionPanel draws one area: a row a period, the study's count at zero and
// written at the right, the others where they differ.
type revisionPanel struct {
	area    string
	release string // above the column of the study's counts
	rows    []revisionRow
	// low and high are the least and the greatest difference, and unit how many
	// offences there are in a point.
	low, high int
	unit      float64
}

// A revisionRow is one period; it has no count if the study's release lacks it.
type revisionRow struct {
	count  string
	marks  []revisionMark
	labels []revisionLabel
}

// A revisionMark is another release's count, as its difference from the study's.
type revisionMark struct {
	change int
	style  draw.GlyphStyle
}

// A revisionLabel is the number of the farthest mark on a side.
type revisionLabel struct {
	change int
	text   string
}

// The room beside the marks of a panel, in points.
const (
	markLabelRoom = 48 // for the labels, on a side that has marks
	emptySide     = 10 // on a side that has none
	countRoom     = 32 // for the column of counts
	labelDistance = 4  // marks nearer than this to zero have no label
)

func (f *figure) revisionPanel(s *analysis.Study, area string, rows []revision, room vg.Length) revisionPanel {
	panel := revisionPanel{area: area, release: shortVintage(s, s.Release.Vintage) + " release"}
	for _, r := range rows {
		for _, o := range r.others {
			panel.low, panel.high = min(panel.low, r.change(o)), max(panel.high, r.change(o))
		}
	}
	left, right := panel.sides()
	panel.unit = max(float64(panel.high-panel.low), 1) / (room - countRoom - left - right).Points()
	for _, r := range rows {
		panel.rows = append(panel.rows, f.revisionRow(s, r, labelDistance*panel.unit))
	}
	return panel
}

// revisionRow is the row of a period. Marks nearer to zero than a distance have no
// label.
func (f *figure) revisionRow(s *analysis.Study, r revision, distance float64) revisionRow {
	if r.lacks {
		return revisionRow{}
	}
	row := revisionRow{count: f.label(s.CountFact(r.base))}
	for _, o := range r.others {
		row.marks = append(row.marks, revisionMark{r.change(o), releaseMark(s, o.Vintage)})
	}
	for _, direction := range []int{-1, 1} {
		older, newer, ok := r.pair(direction)
		far := older
		if far.Vintage == r.base.Vintage {
			far = newer
		}
		if ok && math.Abs(float64(r.change(far))) >= distance {
			label := f.label(s.CountFact(far)) + " (" + shortVintage(s, far.Vintage) + ")"
			row.labels = append(row.labels, revisionLabel{r.change(far), label})
		}
	}
	return row
}

// sides is the room to the left and to the right of the marks.
func (r revisionPanel) sides() (left, right vg.Length) {
	left, right = markLabelRoom, markLabelRoom
	if r.low == 0 {
		left = emptySide
	}
	if r.high == 0 {
		right = emptySide
	}
	return left, right
}

// plot is the panel with its axes.
func (r revisionPanel) plot() *plot.Plot {
	p := house.NewPlot()
	rowAxis(p, len(r.rows))
	p.X.Min, p.X.Max, _, _ = r.DataRange()
	p.X.Tick.Marker = plot.ConstantTicks(changeTicks(r.low, r.high, 24*r.unit))
	grounds := make(rowGrounds, len(r.rows))
	for i := 0; i < len(grounds); i += 2 {
		grounds[i] = house.Wash
	}
	p.Add(grounds, house.Grid{Upright: true}, r)
	return p
}

// DataRange implements plot.DataRanger, with the room beside the marks.
func (r revisionPanel) DataRange() (xmin, xmax, ymin, ymax float64) {
	left, right := r.sides()
	xmin = float64(r.low) - left.Points()*r.unit
	xmax = float64(r.high) + (right+countRoom).Points()*r.unit
	return xmin, xmax, -0.5, float64(len(r.rows)) - 0.5
}

// Plot implements plot.Plotter.
func (r revisionPanel) Plot(c draw.Canvas, p *plot.Plot) {
	house.Write(c, house.StrongStyle, text.XLeft, c.Min.X, c.Max.Y+14, r.area)
	house.Write(c, house.LabelStyle, text.XRight, c.Max.X-2, c.Max.Y+4, r.release)
	for i, row := range r.rows {
		row.plot(c, p, float64(i))
	}
}

// plot draws a row.
func (r revisionRow) plot(c draw.Canvas, p *plot.Plot, row float64) {
	y := c.Y(p.Y.Norm(row))
	at := func(change int) vg.Point { return vg.Point{X: c.X(p.X.Norm(float64(change))), Y: y} }
	if r.count == "" {
		house.Write(c, house.LabelStyle, text.XRight, c.Max.X-2, house.Midline(house.LabelStyle, y), "missing")
		return
	}
	house.Write(c, house.StrongStyle, text.XRight, c.Max.X-2, house.Midline(house.LabelStyle, y), r.count)
	for _, m := range r.marks {
		c.StrokeLine2(draw.LineStyle{Color: house.Grey, Width: 1}, at(0).X, y, at(m.change).X, y)
	}
	for _, m := range r.marks {
		c.DrawGlyphNoClip(m.style, at(m.change))
	}
	c.DrawGlyphNoClip(house.Disc(house.Ink, house.Ink, 1.2), at(0))
	for _, l := range r.labels {
		x, align := at(l.change).X+6, text.XLeft
		if l.change < 0 {
			x, align = at(l.change).X-6, text.XRight
		}
		house.Write(c, house.LabelStyle, align, x, house.Midline(house.LabelStyle, y), l.text)
	}
}

// periodNames writes the periods of the rows to the left of the first panel.
type periodNames []revision

// Plot implements plot.Plotter.
func (n periodNames) Plot(c draw.Canvas, p *plot.Plot) {
	for i, r := range n {
		house.Write(c, house.LabelStyle, text.XLeft, 0, house.Midline(house.LabelStyle, c.Y(p.Y.Norm(float64(i)))),
			shortPeriod(r.base.Period))
	}
}

// releaseMark is the hollow mark of a release.
func releaseMark(s *analysis.Study, v records.Vintage) draw.GlyphStyle {
	i := slices.IndexFunc(s.Data.Releases, func(r *records.Release) bool { return r.Vintage == v })
	m := releaseMarks[i%len(releaseMarks)]
	return draw.GlyphStyle{Color: m.colour, Radius: m.radius, Shape: house.Glyph{Fill: house.White, Sides: m.sides}}
}

// changeTicks are round differences from zero both ways, at least a distance
// apart.
func changeTicks(low, high int, apart float64) []plot.Tick {
	step := house.RoundStep(func(step float64) bool { return step >= apart })
	var ticks []plot.Tick
	for n := math.Ceil(float64(low)/step) * step; n <= float64(high); n += step {
		label := fact.FormatInt(int(n))
		if n > 0 {
			label = "+" + label
		}
		ticks = append(ticks, plot.Tick{Value: n, Label: label})
	}
	return ticks
}
