package frames

import (
	"cmp"
	"slices"
	"sort"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
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
	slices.SortStableFunc(r.numbers.ordered, func(a, b *value) int { return cmp.Compare(a.Stated, b.Stated) })
}

// settle lists the counts with a period of their own, once they have it.
func (n *numbers) settle() {
	for _, v := range n.counts {
		if v.period != nil && v.period.Relation == periods.Absolute && !v.isBase {
			n.named = append(n.named, v)
		}
	}
}

// between lists the counts from lo to hi by number; of very many the first ones.
func (n *numbers) between(lo, hi float64) []*value {
	from := sort.Search(len(n.ordered), func(i int) bool { return n.ordered[i].Stated >= lo })
	to := from
	for to < len(n.ordered) && to < from+lex.Reach && n.ordered[to].Stated <= hi {
		to++
	}
	return n.ordered[from:to]
}

// namedAfter is the first count after token i that names a period of its own.
func (n *numbers) namedAfter(i int) *value {
	for k := lex.LastBefore(n.named, func(v *value) int { return v.First }, i+1); k < min(len(n.named), i+lex.Reach); k++ {
		if v := n.named[k]; !v.isBase && (v.period == nil || !v.period.Base) {
			return v
		}
	}
	return nil
}

// near is the number of counts before and after a change that it may be of.
const near = 24

// countsNear lists the counts of the sentences around a value.
func (r *reader) countsNear(v *value) (out []*value) {
	counts := r.numbers.counts
	k := lex.LastBefore(counts, func(o *value) int { return o.First }, v.First)
	for _, o := range counts[max(0, k-near):min(len(counts), k+near)] {
		if lex.Diff(o.Sentence, v.Sentence) <= 3 {
			out = append(out, o)
		}
	}
	return out
}
