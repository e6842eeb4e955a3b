package statements

import (
	"cmp"
	"slices"
	"sort"
)

// numbers are the counts of a text that are claims, found by their place and by their number.
type numbers struct {
	counts  []*value // in order
	ordered []*value // by number, and of one number in order
	named   []*value // in order: those that are no base and name a period of their own
}

// indexNumbers lists the counts, once it is told what each number is.
func (r *reader) indexNumbers() {
	r.numbers = numbers{}
	for _, vs := range r.settled {
		for _, v := range vs {
			if v.isCount() {
				r.numbers.counts = append(r.numbers.counts, v)
			}
		}
	}
	r.numbers.ordered = slices.Clone(r.numbers.counts)
	slices.SortStableFunc(r.numbers.ordered, func(a, b *value) int { return cmp.Compare(a.stated, b.stated) })
}

// settle lists the counts with a period of their own, once they have it.
func (n *numbers) settle() {
	for _, v := range n.counts {
		if v.period != nil && v.period.relation == absolute && !v.isBase {
			n.named = append(n.named, v)
		}
	}
}

// between lists the counts from lo to hi by number; of very many the first ones.
func (n *numbers) between(lo, hi float64) []*value {
	from := sort.Search(len(n.ordered), func(i int) bool { return n.ordered[i].stated >= lo })
	to := from
	for to < len(n.ordered) && to < from+reach && n.ordered[to].stated <= hi {
		to++
	}
	return n.ordered[from:to]
}

// namedAfter is the first count after token i that names a period of its own.
func (n *numbers) namedAfter(i int) *value {
	if k := lastBefore(n.named, func(v *value) int { return v.first }, i+1); k < len(n.named) {
		return n.named[k]
	}
	return nil
}

// near is the number of counts before and after a change that it may be of.
const near = 24

// countsNear lists the counts of the sentences around a value.
func (r *reader) countsNear(v *value) (out []*value) {
	counts := r.numbers.counts
	k := lastBefore(counts, func(o *value) int { return o.first }, v.first)
	for _, o := range counts[max(0, k-near):min(len(counts), k+near)] {
		if diff(o.sentence, v.sentence) <= 3 {
			out = append(out, o)
		}
	}
	return out
}

// textYears are the years that a text names.
type textYears struct {
	first, final int   // of its financial years, 0 for none
	latest       int   // the year in which the last year of any kind ends
	whole        bool  // whether all periods of the text are found
	named        *Span // what namedYear says, once all are
	financial    *bool // what inFinancialYears says, once all are
}

func (y *textYears) find(d *document) {
	for i := range d.tokens {
		if f, ok := readFinancial(d, i); ok {
			if y.first == 0 || f.year < y.first {
				y.first = f.year
			}
			y.final, y.latest = max(y.final, f.year), max(y.latest, f.year+1)
		} else if one, ok := readYear(d, i); ok {
			y.latest = max(y.latest, one.year)
		}
	}
}
