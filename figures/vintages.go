package main

import (
	"cmp"
	"errors"
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
)

// A revision is what the releases say of one area and period.
type revision struct {
	base   records.Count   // in the study's release
	others []records.Count // in the others, oldest first
	lacks  bool            // the study's release has no count: there is nothing to set the others against
}

// change is how many offences another release has more than the study's.
func (r revision) change(other records.Count) int { return other.N - r.base.N }

// pair is the study's count and the one farthest from it in a direction, the
// older release first; ok is false if no release differs that way.
func (r revision) pair(sign int) (older, newer records.Count, ok bool) {
	var far records.Count
	for _, o := range r.others {
		if r.change(o)*sign > 0 && (!ok || r.change(o)*sign > r.change(far)*sign) {
			far, ok = o, true
		}
	}
	if far.Vintage < r.base.Vintage {
		return far, r.base, ok
	}
	return r.base, far, ok
}

// vintages draws how far the other releases are from the study's own, for
// England and Wales and for the chosen force: the same periods, counted again.
func vintages(s *analysis.Study) (*figure, error) {
	national, local, err := revisions(s)
	if err != nil {
		return nil, err
	}
	name := s.Area.Display()
	f := &figure{name: "vintages", height: vg.Length(len(national))*14 + 46, foot: source(s)}
	f.subtitle = fmt.Sprintf("Offences of sexual grooming (code %s) in the same period: how many more or fewer than in the %s (dot). Hollow: %s",
		s.Series.Code, release(s.Release.Vintage), key(s))
	f.alt = fmt.Sprintf("Two panels, England and Wales and %s, with a row for each period that more than one release covers. "+
		"Each row shows how far the other releases are from the %s. ", name, release(s.Release.Vintage))

	far, moved := farthest(national)
	if !moved {
		f.title = "Every release gives the same counts for England and Wales"
	} else {
		older, newer, _ := far.pair(far.direction())
		f.title = fmt.Sprintf("Releases revise their counts: recorded offences of %s went from %s (%s) to %s in England and Wales",
			older.Period, f.state(s.CountFact(older)), brief(s, older.Vintage), f.state(s.CountFact(newer)))
		for _, r := range local {
			if r.base.Period != far.base.Period {
				continue
			}
			if r.lacks {
				f.title += fmt.Sprintf("; %s %s", name, s.Gap())
			} else if o, n, ok := r.pair(r.direction()); ok {
				f.title += fmt.Sprintf(" and from %s to %s in %s", f.state(s.CountFact(o)), f.state(s.CountFact(n)), name)
			} else {
				f.title += fmt.Sprintf(", and stayed at %s in %s", f.state(s.CountFact(r.base)), name)
			}
		}
	}
	f.alt += "The largest differences are these. " + f.extremes(s, "England and Wales", national) + f.extremes(s, name, local)
	if still := unmoved(national); still != "" {
		f.alt += "The national counts of " + still + " are the same in every release that has them."
	}
	if gap := s.Gap(); gap != "" {
		f.alt += name + " " + gap + "."
	}
	f.alt = strings.TrimSpace(f.alt)

	f.draw = func(page draw.Canvas) {
		const labels, between = 56, 14
		panel := (page.Size().X - labels - between) / 2
		left := draw.Crop(page, labels, -panel-between, 0, -26)
		right := draw.Crop(page, labels+panel+between, 0, 0, -26)
		p := f.revisionPanel(s, s.National.Name, national, panel)
		p.Add(plotterFunc(func(c draw.Canvas, p *plot.Plot) {
			for i, r := range national {
				write(c, labelStyle, text.XLeft, page.Min.X, c.Y(p.Y.Norm(float64(i)))-middle*labelStyle.Font.Size, shortly(r.base.Period))
			}
		}))
		p.Draw(left)
		f.revisionPanel(s, name, local, panel).Draw(right)
	}
	return f, nil
}

// revisions lists, for England and Wales and for the chosen force, what the
// releases say of every financial year of the study, and of the parts of years
// that others have published figures of: of these, readers have numbers in
// hand. Periods that one release alone has are left out of both lists.
func revisions(s *analysis.Study) (national, local []revision, err error) {
	periods := s.Years()
	for _, p := range s.Data.Published {
		if p.Series == s.Series && (p.Area == s.National.Name || p.Area == s.Area.Name) &&
			p.Period.From.Year() == p.Period.To.Year() && !slices.Contains(periods, p.Period) {
			periods = append(periods, p.Period)
		}
	}
	slices.SortFunc(periods, func(p, q records.Period) int {
		return cmp.Or(cmp.Compare(p.From, q.From), cmp.Compare(q.To, p.To))
	})
	covered := s.Covered()
	for _, p := range periods {
		if p.From < covered.From || p.To > covered.To {
			continue
		}
		n, err := revised(s, s.National, p)
		if err != nil {
			return nil, nil, err
		}
		l, err := revised(s, s.Area, p)
		if err != nil {
			return nil, nil, err
		}
		if len(n.others) > 0 {
			national, local = append(national, n), append(local, l)
		}
	}
	return national, local, nil
}

// revised collects one area and period from the releases.
func revised(s *analysis.Study, a records.Area, p records.Period) (revision, error) {
	base, err := s.Count(a, p)
	if errors.Is(err, records.ErrMissing) || errors.Is(err, records.ErrNotCovered) {
		return revision{base: records.Count{Area: a, Period: p, Vintage: s.Release.Vintage}, lacks: true}, nil
	}
	if err != nil {
		return revision{}, err
	}
	r := revision{base: base}
	for _, c := range s.Data.Vintages(a, p) {
		if c.Vintage != s.Release.Vintage {
			r.others = append(r.others, c)
		}
	}
	return r, nil
}

// direction is 1 if the farthest release has more than the study's, else −1.
func (r revision) direction() int {
	far := 0
	for _, o := range r.others {
		if d := r.change(o); max(d, -d) > max(far, -far) {
			far = d
		}
	}
	if far > 0 {
		return 1
	}
	return -1
}

// farthest is the whole year whose counts differ most.
func farthest(rows []revision) (far revision, moved bool) {
	most := 0
	for _, r := range rows {
		for _, o := range r.others {
			if d := r.change(o); r.base.Period.WholeYears() && max(d, -d) > most {
				most, far = max(d, -d), r
			}
		}
	}
	return far, most > 0
}

// unmoved names the whole years at the start of the table that never changed.
func unmoved(rows []revision) string {
	var still records.Period
	for i, r := range rows {
		_, _, more := r.pair(1)
		_, _, fewer := r.pair(-1)
		if more || fewer || !r.base.Period.WholeYears() {
			break
		}
		if i == 0 {
			still = r.base.Period
		}
		still.To = r.base.Period.To
	}
	if still == (records.Period{}) {
		return ""
	}
	return still.String()
}

// extremes states the largest addition and the largest reduction of an area.
func (f *figure) extremes(s *analysis.Study, name string, rows []revision) string {
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
			said += fmt.Sprintf("%s, %s: %s recorded offences in the %s and %s in the %s. ",
				name, old.Period, f.state(s.CountFact(old)), release(old.Vintage), f.state(s.CountFact(new)), release(new.Vintage))
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
}{{"diamond", pink, 4}, {"triangle", turquoise, 3}, {"circle", blue, 0}, {"hexagon", grey, 6}}

// key names the marks of the releases that are not the study's.
func key(s *analysis.Study) string {
	var names []string
	for i, r := range s.Data.Releases {
		if r != s.Release {
			names = append(names, releaseMarks[i%len(releaseMarks)].shape+" "+brief(s, r.Vintage))
		}
	}
	return strings.Join(names, ", ")
}

// brief is a vintage in few letters: 2019, or Oct 2023 where two releases are
// of one year.
func brief(s *analysis.Study, v records.Vintage) string {
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

// shortly is a period in few letters: 2017/18, Apr–Dec 2017.
func shortly(p records.Period) string {
	if p.WholeYears() {
		return p.String()
	}
	return p.First().Format("Jan") + "–" + p.Last().Format("Jan 2006")
}

// revisionPanel draws one area: a row a period, the study's count at zero and
// written at the right, the others where they differ.
func (f *figure) revisionPanel(s *analysis.Study, name string, rows []revision, room vg.Length) *plot.Plot {
	const aside, values = 48, 32 // room for the labels of marks, and for the column of counts
	var low, high int
	for _, r := range rows {
		for _, o := range r.others {
			low, high = min(low, r.change(o)), max(high, r.change(o))
		}
	}
	p := newPlot()
	p.Y.Min, p.Y.Max, p.Y.Scale = -0.5, float64(len(rows))-0.5, plot.InvertedScale{Normalizer: plot.LinearScale{}}
	p.Y.Tick.Marker = plot.ConstantTicks(nil)
	left, right := vg.Length(aside), vg.Length(aside)
	if low == 0 {
		left = 10
	}
	if high == 0 {
		right = 10
	}
	unit := max(float64(high-low), 1) / (room - values - left - right).Points() // offences in a point
	p.X.Min, p.X.Max = float64(low)-left.Points()*unit, float64(high)+(right+values).Points()*unit
	p.X.Tick.Marker = plot.ConstantTicks(changeTicks(low, high, 24*unit))

	p.Add(plotterFunc(func(c draw.Canvas, p *plot.Plot) {
		x := func(n int) vg.Length { return c.X(p.X.Norm(float64(n))) }
		y := func(row int) vg.Length { return c.Y(p.Y.Norm(float64(row))) }
		half := y(0) - c.Max.Y
		for i := range rows {
			if i%2 == 0 {
				fillBox(c, wash, rectangle(c.Min.X, y(i)+half, c.Max.X, y(i)-half))
			}
		}
		for _, t := range p.X.Tick.Marker.Ticks(p.X.Min, p.X.Max) {
			line := draw.LineStyle{Color: pale, Width: 0.5}
			if t.Value == 0 {
				line = draw.LineStyle{Color: grey, Width: 0.75}
			}
			c.StrokeLine2(line, x(int(t.Value)), c.Min.Y, x(int(t.Value)), c.Max.Y)
		}
		write(c, strongStyle, text.XLeft, c.Min.X, c.Max.Y+14, name)
		write(c, labelStyle, text.XRight, c.Max.X-2, c.Max.Y+4, brief(s, s.Release.Vintage)+" release")
		for i, r := range rows {
			baseline := y(i) - middle*labelStyle.Font.Size
			if r.lacks {
				write(c, labelStyle, text.XRight, c.Max.X-2, baseline, "missing")
				continue
			}
			write(c, strongStyle, text.XRight, c.Max.X-2, baseline, f.label(s.CountFact(r.base)))
			for _, o := range r.others {
				c.StrokeLine2(draw.LineStyle{Color: grey, Width: 1}, x(0), y(i), x(r.change(o)), y(i))
			}
			for _, o := range r.others {
				releaseMark(c, s, o, vg.Point{X: x(r.change(o)), Y: y(i)})
			}
			mark(c, ink, ink, round(vg.Point{X: x(0), Y: y(i)}, 1.2))
			for _, direction := range []int{-1, 1} {
				older, newer, ok := r.pair(direction)
				far := older
				if far.Vintage == r.base.Vintage {
					far = newer
				}
				at := x(r.change(far))
				if !ok || math.Abs((at-x(0)).Points()) < 4 {
					continue
				}
				label, align := f.label(s.CountFact(far))+" ("+brief(s, far.Vintage)+")", text.XLeft
				if direction < 0 {
					align = text.XRight
				}
				write(c, labelStyle, align, at+vg.Length(direction)*6, baseline, label)
			}
		}
	}))
	return p
}

// releaseMark draws the hollow mark of a count's release.
func releaseMark(c draw.Canvas, s *analysis.Study, count records.Count, at vg.Point) {
	i := slices.IndexFunc(s.Data.Releases, func(r *records.Release) bool { return r.Vintage == count.Vintage })
	m := releaseMarks[i%len(releaseMarks)]
	outline := round(at, 3)
	if m.sides > 0 {
		outline = ngon(m.sides, at, 3.8)
	}
	mark(c, white, m.colour, outline)
}

// changeTicks are round differences from zero both ways, at least a distance
// apart.
func changeTicks(low, high int, apart float64) []plot.Tick {
	step := 1.0
	for i := 0; step < apart; i++ {
		step *= []float64{2, 2.5, 2}[i%3]
	}
	step = math.Ceil(step)
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
