package roles

import (
	"cmp"
	"slices"
	"sort"

	"grooming-report/analysis/statements/lex"
)

// numbers are the counts of a text that are claims, found by their place and by their number.
type numbers struct {
	Counts  []*Value // in order
	ordered []*Value // by number, and of one number in order
}

// indexNumbers lists the counts, once it is told what each number is.
func (r *Reader) indexNumbers() {
	r.Numbers = numbers{}
	for _, vs := range r.settled {
		for _, v := range vs {
			if v.IsCount() {
				r.Numbers.Counts = append(r.Numbers.Counts, v)
			}
		}
	}
	r.Numbers.ordered = slices.Clone(r.Numbers.Counts)
	slices.SortStableFunc(r.Numbers.ordered, func(a, b *Value) int { return cmp.Compare(a.Stated, b.Stated) })
}

// Between lists the counts from lo to hi by number; of very many the first ones.
func (n *numbers) Between(lo, hi float64) []*Value {
	from := sort.Search(len(n.ordered), func(i int) bool { return n.ordered[i].Stated >= lo })
	to := from
	for to < len(n.ordered) && to < from+lex.Reach && n.ordered[to].Stated <= hi {
		to++
	}
	return n.ordered[from:to]
}
