package statements

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// ownFaults finds what a text does to itself, where the record leaves a number open: parts that do
// not add up, one number in two ways, a share turned into a rise, "up 1,080" for "up from 1,080",
// and a multiple beside a percentage that is another.
func ownFaults(r frames.Reading, out []Judgement) {
	o := own{r, out}
	o.twoWays()
	for n := range r.Sentences {
		ns := o.in(n)
		o.addUp(n, ns)
		for _, i := range ns {
			n := r.Numerals[i]
			if n.Role != lex.Claim || out[i].Verdict != CannotCheck && n.Kind == lex.Count {
				continue
			}
			switch wrong := out[i].Verdict == Wrong; {
			case wrong && (n.Kind != lex.Change || n.Frame.Later != nil):
			case n.Kind == lex.Change:
				o.shareAsRise(i, ns)
				o.multipleAsRise(i, ns)
			case n.Kind == lex.Difference:
				o.earlierAsRise(i, ns)
			}
		}
	}
}

type own struct {
	frames.Reading
	out []Judgement
}

// in lists the numerals of a sentence.
func (o own) in(sentence int) (list []int) {
	s := o.Sentences[sentence]
	first := sort.Search(len(o.Numerals), func(i int) bool { return o.Numerals[i].Start >= s.Start })
	for i := first; i < len(o.Numerals) && o.Numerals[i].Start < s.End && len(list) < lex.Reach; i++ {
		list = append(list, i)
	}
	return list
}

func (o own) wrong(i int, why string) { o.out[i].Verdict, o.out[i].Why = Wrong, why }

// nearTotal is the share of a total by which its parts may miss it and still be meant to add up to it;
// with more, the text may name some of them only.
const nearTotal = 0.1

// addUp sets the total of a sentence that gives one against its other counts, or, where it has no
// other, against those of the areas that the next sentence names.
func (o own) addUp(sentence int, ns []int) {
	total, parts, sum := -1, 0, 0.0
	for _, i := range ns {
		if n := o.Numerals[i]; o.counted(n) && n.Frame.Total && (total < 0 || n.Stated > o.Numerals[total].Stated) {
			total = i
		}
	}
	if total < 0 || o.out[total].Verdict != CannotCheck {
		return
	}
	add := func(list []int, named bool) {
		for _, i := range list {
			if n := o.Numerals[i]; i != total && o.counted(n) && n.Stated < o.Numerals[total].Stated &&
				(!named || len(n.Frame.Readings) > 0 && n.Frame.Readings[0].AreaNamed()) {
				parts, sum = parts+1, sum+n.Stated
			} else if n.Kind.Form().Periods == lex.TwoPeriods {
				parts = -len(o.Numerals) // the counts are compared, and not added
			}
		}
	}
	add(ns, false)
	if next := sentence + 1; parts == 0 && next < len(o.Sentences) &&
		o.Sentences[next].Paragraph == o.Sentences[sentence].Paragraph {
		add(o.in(next), true)
	}
	stated := o.Numerals[total].Stated
	if parts < 2 || math.Abs(sum-stated) > nearTotal*stated {
		return
	}
	o.out[total].Formula = fmt.Sprintf("the sum of %d parts, %s", parts, plainCountOf(sum))
	if sum == stated {
		o.out[total].Why = "no release has it; the parts that the text gives add up to it"
		return
	}
	o.wrong(total, "the parts that the text gives add up to "+plainCountOf(sum))
}

// counted reports whether a numeral is a count without a hedge.
func (o own) counted(n frames.Numeral) bool {
	return n.Kind == lex.Count && n.Hedge == lex.Plain && n.Stated > 0 && n.Role == lex.Claim
}

// twoWays finds a count of an area and a period that the text has given otherwise before, in the same
// words for what is counted.
func (o own) twoWays() {
	type key struct {
		area, noun string
		span       lex.Span
		subject    lex.Subject
		measure    lex.Measure
	}
	first := map[key]int{}
	for i, n := range o.Numerals {
		if !plainCount(n) || n.Frame.Quoted || n.Noun == "" {
			continue
		}
		c := n.Frame.Readings[0]
		if !c.Named || !c.Sure || !c.AreaNamed() {
			continue
		}
		k := key{c.Area.Name, lastWord(n.Noun), c.Later, n.Subject, n.Frame.Measure}
		before, seen := first[k]
		if !seen {
			first[k] = i
			continue
		}
		open := o.out[i].Verdict == CannotCheck && o.out[before].Verdict != Wrong
		if a := o.Numerals[before]; a.Stated != n.Stated && open {
			o.wrong(i, fmt.Sprintf("the text gives %s of the same before", a.Text))
		}
	}
}

func lastWord(s string) string {
	words := strings.Fields(strings.ToLower(s))
	return words[len(words)-1]
}

// shareAsRise finds a rise by the percentage that one count of the text is of another, or that the text
// gives as a share.
func (o own) shareAsRise(i int, ns []int) {
	n := o.Numerals[i]
	if f := n.Frame; f.Later != nil && f.Earlier != nil {
		return // it rests on two counts of the text, which are judged
	}
	for _, j := range ns {
		for _, k := range ns {
			part, whole := o.Numerals[j], o.Numerals[k]
			if !o.counted(part) || !o.counted(whole) || part.Stated >= whole.Stated {
				continue
			}
			if x := 100 * part.Stated / whole.Stated; holds(n, x) && !holds(n, 100*whole.Stated/part.Stated-100) {
				o.out[i].Formula = fmt.Sprintf("100 × %s ÷ %s", plainCountOf(part.Stated), plainCountOf(whole.Stated))
				o.wrong(i, fmt.Sprintf("it is the share that %s are of %s, and no change", part.Text, whole.Text))
				return
			}
		}
	}
	for _, s := range o.Numerals[max(0, i-lex.Reach):i] {
		if s.Role == lex.Claim && s.Kind == lex.Share && s.Stated == n.Stated && !s.Frame.Fraction && n.Stated >= 10 {
			o.wrong(i, fmt.Sprintf("the text gives %s as a share, which is no change", s.Text))
			return
		}
	}
}

// holds reports whether a numeral may stand for a number.
func holds(n frames.Numeral, x float64) bool {
	low, high := n.Frame.Bounds()
	return low-1e-9 <= x && x <= high+1e-9
}

// multipleAsRise finds "trebled, a rise of 300 per cent", which is three times as many, and 200 per cent
// more.
func (o own) multipleAsRise(i int, ns []int) {
	n := o.Numerals[i]
	for _, j := range ns {
		m := o.Numerals[j]
		if m.Role != lex.Claim || m.Kind != lex.Multiple || m.Frame.Hedge != lex.Plain || m.Stated < 2 {
			continue
		}
		if n.Stated == 100*m.Stated && n.Frame.Hedge == lex.Plain {
			o.out[i].Formula = fmt.Sprintf("100 × (%g − 1)", m.Stated)
			o.wrong(i, fmt.Sprintf("%s is %g per cent more, not %g", m.Text, 100*(m.Stated-1), n.Stated))
		}
	}
}

// earlierAsRise finds "up 1,080 to 1,771, or 64 per cent", which is the change from 1,080.
func (o own) earlierAsRise(i int, ns []int) {
	n := o.Numerals[i]
	for _, j := range ns {
		later := o.Numerals[j]
		if j < i || !o.counted(later) || later.Stated <= n.Stated || n.Stated <= 0 {
			continue
		}
		for _, k := range ns {
			p := o.Numerals[k]
			if p.Role != lex.Claim || p.Kind != lex.Change {
				continue
			}
			from, by := 100*(later.Stated-n.Stated)/n.Stated, 100*n.Stated/(later.Stated-n.Stated)
			if holds(p, from) && !holds(p, by) {
				o.out[i].Formula = fmt.Sprintf("(%s − %s) ÷ %[2]s", plainCountOf(later.Stated), plainCountOf(n.Stated))
				o.wrong(i, fmt.Sprintf("%s is the change from %s to %s: up from is meant, not up by", p.Text, plainCountOf(n.Stated),
					later.Text))
				return
			}
		}
		return
	}
}
