package lex

import "slices"

// A RuleIndex finds the rules of a table that may begin with a word, in the table's order.
type RuleIndex struct {
	byWord map[string][]int
	open   []int // those that begin with a class, such as a number
}

func NewRuleIndex(patterns []*Pattern) RuleIndex {
	x := RuleIndex{byWord: map[string][]int{}}
	for i, p := range patterns {
		if len(p.classes) > 0 {
			x.open = append(x.open, i)
		}
		for _, w := range p.first {
			x.byWord[w] = append(x.byWord[w], i)
		}
	}
	for w, rules := range x.byWord {
		rules = append(rules, x.open...)
		slices.Sort(rules)
		x.byWord[w] = slices.Compact(rules)
	}
	return x
}

// At lists the rules that may begin with a token.
func (x RuleIndex) At(t *token) []int {
	if rules, ok := x.byWord[t.Text]; ok {
		return rules
	}
	if t.Kind == mark {
		return nil
	}
	return x.open
}
