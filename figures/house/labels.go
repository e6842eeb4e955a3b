package house

import (
	"slices"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Labels places the labels of marks clear of everything drawn before them.
type Labels struct {
	Taken []vg.Rectangle // by what is drawn, and by labels and their lines
	Words []vg.Rectangle // by labels alone, which no line may cross
}

// WriteBeside writes a label as near to a mark as it is free of what is taken and
// inside the plot, with a line to the mark where that is not beside it; nowhere if
// there is no room.
func (l *Labels) WriteBeside(c draw.Canvas, style text.Style, at vg.Point, label string) {
	w, h := style.Width(label), style.Font.Size
	for away := vg.Length(6); away < 60; away += 5 {
		up, down := away-1, -away-0.6*h
		for _, d := range []vg.Point{
			{X: away, Y: -middle * h}, {X: -away - w, Y: -middle * h}, {X: -w / 2, Y: up}, {X: -w / 2, Y: down},
			{X: away / 2, Y: up}, {X: away / 2, Y: down}, {X: -away/2 - w, Y: up}, {X: -away/2 - w, Y: down},
		} {
			box := Rectangle(at.X+d.X, at.Y+d.Y-0.25*h, at.X+d.X+w, at.Y+d.Y+0.75*h)
			end := vg.Point{X: min(max(at.X, box.Min.X), box.Max.X), Y: min(max(at.Y, box.Min.Y), box.Max.Y)}
			line := along(at, end)
			if !inside(c, box) || overlapAny([]vg.Rectangle{box}, l.Taken) || away > 6 && overlapAny(line, l.Words) {
				continue
			}
			if away > 6 {
				c.StrokeLine2(draw.LineStyle{Color: Grey, Width: 0.5}, at.X, at.Y, end.X, end.Y)
				l.Taken = append(l.Taken, line...)
			}
			Write(c, style, text.XLeft, at.X+d.X, at.Y+d.Y, label)
			l.Taken, l.Words = append(l.Taken, box), append(l.Words, box)
			return
		}
	}
}

// along is the room that a line takes, in boxes small enough to follow it.
func along(from, to vg.Point) []vg.Rectangle {
	const steps = 16
	boxes := make([]vg.Rectangle, steps)
	for i := range boxes {
		a := from.Add(to.Sub(from).Scale(vg.Length(i) / steps))
		b := from.Add(to.Sub(from).Scale(vg.Length(i+1) / steps))
		boxes[i] = SegmentBox(a, b)
	}
	return boxes
}

// SegmentBox is the box round a short line, with a margin, that labels keep clear of.
func SegmentBox(a, b vg.Point) vg.Rectangle {
	return Rectangle(min(a.X, b.X), min(a.Y, b.Y)-1.5, max(a.X, b.X), max(a.Y, b.Y)+1.5)
}

// inside reports whether a box is inside the plot.
func inside(c draw.Canvas, box vg.Rectangle) bool {
	return box.Min.X >= c.Min.X && box.Max.X <= c.Max.X && box.Min.Y >= c.Min.Y && box.Max.Y <= c.Max.Y
}

// overlapAny reports whether one of some boxes overlaps one of others.
func overlapAny(boxes, others []vg.Rectangle) bool {
	return slices.ContainsFunc(boxes, func(b vg.Rectangle) bool {
		return slices.ContainsFunc(others, func(o vg.Rectangle) bool {
			return b.Max.X > o.Min.X && o.Max.X > b.Min.X && b.Max.Y > o.Min.Y && o.Max.Y > b.Min.Y
		})
	})
}
