package statements

import "sort"

// What a text mentions is kept in its order, so that what stands between two tokens is found
// without looking through the whole text: a text of many thousand numbers takes a time that
// grows with its length.

// maxSentence is the number of tokens after which a sentence is read as two. Those of people
// are shorter; a list of all forces with two numbers each has about 300.
const maxSentence = 400

// reach is the number of areas or counts that a look back goes through.
const reach = 300

// within is the part of a list in order of its places that begins at the tokens from first to before last.
func within[T any](list []T, at func(T) int, first, last int) []T {
	from := sort.Search(len(list), func(i int) bool { return at(list[i]) >= first })
	to := from
	for to < len(list) && at(list[to]) < last {
		to++
	}
	return list[from:to]
}

// valuesIn lists the values that begin at the tokens from first to before last.
func (r *reader) valuesIn(first, last int) []*value {
	return within(r.values, func(v *value) int { return v.first }, first, last)
}

func (r *reader) mentionsIn(first, last int) []*mention {
	return within(r.mentions, func(m *mention) int { return m.first }, first, last)
}

func (r *reader) areasIn(first, last int) []*areaMention {
	return within(r.areaList, func(a *areaMention) int { return a.first }, first, last)
}

func (r *reader) cuesIn(first, last int) []cue {
	return within(r.cueList, func(c cue) int { return c.first }, first, last)
}

func (r *reader) plainIn(first, last int) []plainNumeral {
	return within(r.plain, func(p plainNumeral) int { return p.first }, first, last)
}

// lastBefore is the number of mentions, values or areas that begin before token i.
func lastBefore[T any](list []T, at func(T) int, i int) int {
	return sort.Search(len(list), func(k int) bool { return at(list[k]) >= i })
}

// areasBefore lists the areas that begin before token i, the nearest last, as far as a look back reaches.
func (r *reader) areasBefore(i int) []*areaMention {
	n := lastBefore(r.areaList, func(a *areaMention) int { return a.first }, i)
	return r.areaList[max(0, n-reach):n]
}

// firstAreas lists the first areas of the text.
func (r *reader) firstAreas() []*areaMention { return r.areaList[:min(reach, len(r.areaList))] }
