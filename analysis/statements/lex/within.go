package lex

import "sort"

// What a text mentions is kept in its order, so that what stands between two tokens is found
// without looking through the whole text: a text of many thousand numbers takes a time that
// grows with its length.

// MaxSentence is the number of tokens after which a sentence is read as two. Those of people
// are shorter; a list of all forces with two numbers each has about 300.
const MaxSentence = 400

// Reach is the number of areas or counts that a look back goes through.
const Reach = 300

// Within is the part of a list in order of its places that begins at the tokens from first to before last.
func Within[T any](list []T, at func(T) int, first, last int) []T {
	from := sort.Search(len(list), func(i int) bool { return at(list[i]) >= first })
	to := from
	for to < len(list) && at(list[to]) < last {
		to++
	}
	return list[from:to]
}

// LastBefore is the number of mentions, values or areas that begin before token i.
func LastBefore[T any](list []T, at func(T) int, i int) int {
	return sort.Search(len(list), func(k int) bool { return at(list[k]) >= i })
}
