package pairing

import (
	"slices"

	"grooming-report/analysis/statements/periods"
	"grooming-report/analysis/statements/roles"
)

// place is a run of tokens that a matching puts in order.
type place struct{ first, last int }

// matching pairs values with mentions in the order of the text, at least cost. The cost
// of a pair grows with the words, marks and other numbers between them.
func matching(values, mentions []place, cost func(i, j int) float64, skipValue, skipMention float64) []int {
	n, m := len(values), len(mentions)
	best := make([][]float64, n+1)
	for i := range best {
		best[i] = make([]float64, m+1)
		for j := range best[i] {
			switch {
			case i == 0:
				best[i][j] = float64(j) * skipMention
			case j == 0:
				best[i][j] = float64(i) * skipValue
			default:
				best[i][j] = min(best[i-1][j]+skipValue, best[i][j-1]+skipMention, best[i-1][j-1]+cost(i-1, j-1))
			}
		}
	}
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	for i, j := n, m; i > 0 && j > 0; {
		switch best[i][j] {
		case best[i-1][j-1] + cost(i-1, j-1):
			i, j = i-1, j-1
			out[i] = j
		case best[i-1][j] + skipValue:
			i--
		default:
			j--
		}
	}
	return out
}

// gap is the cost of the tokens from i to before j.
func (r *Reader) gap(i, j int) float64 {
	c := 0.0
	for ; i < j; i++ {
		switch w := r.D.At(i); w {
		case ",":
			c += 0.7
		case ";":
			c += 1.3
		case ":":
			c += 0.2
		case "-":
			c += 0.8
		case "(", ")":
			c += 0.5
		case "and":
			c += 0.35
		case "but", "while", "whereas", "although":
			c += 1.1
		case "compared", "against", "versus", "than", "up", "down", "followed":
			c += 0.7
		default:
			c += 0.12
		}
	}
	return c
}

// tooFar is the number of tokens between a value and a mention that makes a pair dearer than
// leaving both alone.
const tooFar = 40

// between is the cost of pairing a value with a mention.
func (r *Reader) between(v, m place, others []place) float64 {
	c := 0.0
	lo, hi := v.last, m.first
	if m.first < v.first {
		lo, hi = m.last, v.first
	}
	if hi-lo > tooFar {
		return tooFar
	}
	if m.first < v.first {
		if hi > lo && r.D.At(hi-1) == ":" || hi > lo && r.D.At(lo) == ":" {
			c -= 0.1
		}
		if r.D.At(lo) == "," {
			c -= 0.45 // In 2016/17, the force
		}
	} else if r.D.At(m.first-1) == "only" {
		c += 0.9 // 384, and only Greater Manchester had more
	} else if periods.Prepositions[r.D.At(m.first-1)] || periods.Prepositions[r.D.At(m.first)] {
		c -= 0.3
	}
	c += r.gap(lo, hi)
	for _, o := range others {
		if o.first >= lo && o.last <= hi {
			c += 1.1
		}
	}
	return c
}

func (r *Reader) pairUp(vs []*roles.Value, ms []*periods.Mention, skipValue, skipMention float64) {
	if len(vs) == 0 || len(ms) == 0 {
		return
	}
	var vp, mp []place
	for _, v := range vs {
		vp = append(vp, place{v.First, v.Last})
	}
	for _, m := range ms {
		mp = append(mp, place{m.First, m.Last})
	}
	others := slices.Concat(vp, mp)
	owners := make([]int, len(mp))
	for j, m := range mp {
		owners[j] = slices.IndexFunc(vp, func(v place) bool { return v.first == m.last })
	}
	for i, j := range matching(vp, mp, func(i, j int) float64 {
		c := r.between(vp[i], mp[j], others)
		if owner := owners[j]; owner >= 0 && owner != i {
			c += 1.5 // Q2 10 is of that 10
		}
		if vs[i].IsBase && mp[j].last < vp[i].first-1 {
			c += 1.5 // a period before "from 209 to 224" is that of the later count
		}
		return c
	}, skipValue, skipMention) {
		if j >= 0 {
			vs[i].Period = ms[j]
		}
	}
}
