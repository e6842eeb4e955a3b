package statements

import "slices"

// A ruleIndex finds the rules of a table that may begin with a word, in the table's order.
type ruleIndex struct {
	byWord map[string][]int
	open   []int // those that begin with a class, such as a number
}

func newRuleIndex(patterns []*pattern) ruleIndex {
	x := ruleIndex{byWord: map[string][]int{}}
	for i, p := range patterns {
		if len(p.classes) > 0 {
			x.open = append(x.open, i)
		}
		for w := range p.first {
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

// at lists the rules that may begin with a token.
func (x ruleIndex) at(t *token) []int {
	if rules, ok := x.byWord[t.text]; ok {
		return rules
	}
	if t.kind == mark {
		return nil
	}
	return x.open
}
