package lex

import "strings"

// comparing are the words, besides those of rises and falls, that set two figures beside each other.
var comparing = Set("multiplied multiply multiplies multiplying against compared versus exceeds exceeded " +
	"outnumber outnumbers")

// Compares reports whether the token at i is a word of change, or of comparison: rose, times as,
// more than, went from.
func (d *Document) Compares(i int) bool {
	w := d.At(i)
	switch w {
	case "up", "down":
		return d.Is(i+1, Set("from on by"))
	case "more", "less", "fewer", "higher", "lower", "greater", "larger", "smaller":
		return d.At(i+1) == "than"
	case "times":
		return d.Is(i+1, Set("as more higher larger the those that"))
	case "went", "gone":
		return d.Is(i+1, Set("up down from"))
	case "changed":
		return d.At(i+1) == "from"
	case "shot":
		return d.At(i+1) == "up"
	case "added", "cut", "gain", "gained":
		return false
	}
	return RiseWords[w] || FallWords[w] || comparing[w] || multiples[w] > 0 || halvings[w] || strings.HasSuffix(w, "fold")
}
