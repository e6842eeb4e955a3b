package statements

import (
	"fmt"
	"math"
	"strings"

	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// byCountsBeside is why a percentage is right whose own words do not tell what it is of.
const byCountsBeside = "its words do not tell what it is of; the counts beside it, which the record bears out, make it"

// besideCounts finds what a percentage is of where its own words do not tell, from two counts beside it that are right:
// 717 out of 7,140; call it 10 per cent. 116 in 2025, 62 in 2024; some will say that 87 per cent is a freak. A percentage
// that no such pair makes stays open, since it may be of victims or of something else.
func (j *judge) besideCounts(r frames.Reading, out []Judgement) {
	claims := framed(r)
	for k, i := range claims {
		f := r.Numerals[i].Frame
		open := f.Measure == lex.ReturnsPart && f.Subject == lex.Grooming
		if f.Kind != lex.Share || !open && !out[i].Doubted || f.OfSeries != "" || f.Cell || out[i].Verdict != CannotCheck {
			continue
		}
		var near []int // the closest first
		for gap := 1; gap <= besideReach; gap++ {
			for _, m := range []int{k - gap, k + gap} {
				if m < 0 || m >= len(claims) || m > k+1 {
					continue
				}
				n := r.Numerals[claims[m]]
				if n.Kind == lex.Count && n.Hedge == lex.Plain && out[claims[m]].Verdict.Right() &&
					out[claims[m]].Measure == lex.Code88A && lex.Diff(n.Start, r.Numerals[i].Start) < closeBy {
					near = append(near, claims[m])
				}
			}
		}
		if !j.fromBeside(r, out, i, near) && !open {
			refutedBeside(r, out, i, near)
		}
	}
}

// refutedBeside calls a share wrong whose part and whole the text rightly gives beside it, where no whole of them makes it:
// West Midlands Police, with 292 of the region's 528, accounts for 45 per cent.
func refutedBeside(r frames.Reading, out []Judgement, i int, near []int) {
	f, v := r.Numerals[i].Frame, &out[i]
	why, formula, computed := "", "", 0.0
	for _, p := range near {
		part := out[p].Reading
		if !v.Reading.AreaNamed() || part.Area.Name != v.Reading.Area.Name {
			continue
		}
		for _, q := range near {
			whole := out[q].Reading
			if whole.Later != part.Later || !frames.Holds(whole.Area, part.Area) {
				continue
			}
			made := 100 * r.Numerals[p].Stated / r.Numerals[q].Stated
			if math.Abs(made-f.Stated) <= max(3, 0.15*f.Stated) {
				return
			}
			if why == "" {
				why = fmt.Sprintf("%s of %s is %s per cent, not %s", plainCountOf(r.Numerals[p].Stated),
					plainCountOf(r.Numerals[q].Stated), fewDigits(made, f.Stated), plainNumber(f.Stated))
				computed, formula = made, fmt.Sprintf("100 × %s ÷ %s", plainCountOf(r.Numerals[p].Stated),
					plainCountOf(r.Numerals[q].Stated))
			}
		}
	}
	if why != "" {
		v.Verdict, v.Why, v.Doubted, v.Measure = Wrong, why, false, lex.Code88A
		v.Formula, v.Computed = formula, computed
	}
}

// besideReach is the number of statements before a percentage whose counts may make it.
const besideReach = 5

// fromBeside takes the first pair of counts that makes a percentage: a part of a whole, or a later count and an earlier one.
// It reports whether there is one.
func (j *judge) fromBeside(r frames.Reading, out []Judgement, i int, near []int) bool {
	f, v := r.Numerals[i].Frame, &out[i]
	for a, p := range near {
		for _, q := range near[:a] {
			for _, pair := range [][2]int{{p, q}, {q, p}} {
				small, large := out[pair[0]].Reading, out[pair[1]].Reading
				x, y := r.Numerals[pair[0]].Stated, r.Numerals[pair[1]].Stated
				c, made := small, 0.0
				switch {
				case x <= 0 || y <= 0:
					continue
				case small.Later == large.Later && frames.Holds(large.Area, small.Area):
					made = 100 * x / y
				case small.Area.Name == large.Area.Name && small.Later.From > large.Later.From &&
					small.Later.Months() == large.Later.Months() && !strings.Contains(r.Numerals[i].Text, " in "):
					c.Earlier = large.Later
					if made = math.Abs(100 * (x/y - 1)); f.Fraction && x < y {
						made = 100 * x / y // half the 143 of five years before
					}
				default:
					continue
				}
				of := v.Reading.Area // a share that is framed is of its own area, or of one that holds it
				other := f.Measure != lex.ReturnsPart && !frames.Holds(c.Area, of) && c.Area.Name != of.Name
				if !f.Holds(made) || other {
					continue
				}
				v.Reading, v.Verdict, v.Why, v.Measure = c, Rounds, byCountsBeside, lex.Code88A
				v.Formula, v.Computed = fmt.Sprintf("%s and %s", plainCountOf(x), plainCountOf(y)), made
				if v.Differences = j.differences(c, lex.Code88A); len(v.Differences) > 0 {
					v.Verdict = NotComparable
				} else if (out[p].Verdict == RightAtVintage || out[q].Verdict == RightAtVintage) && !j.holdsToday(f, small, large) {
					v.Verdict = RightAtVintage
				}
				return true
			}
		}
	}
	return false
}

// holdsToday reports whether a part of a whole is so in the newest release too.
func (j *judge) holdsToday(f *frames.Frame, part, whole frames.Candidate) bool {
	g := *f
	g.Of = whole.Area
	return part.Later == whole.Later && j.try(&g, part).fit == holdsNow
}
