package lex

// A RuleIndex finds the rules of a table that may begin with a word, in the table's order.
type RuleIndex struct {
	byWord map[string][]int
	open   []int // those that begin with a class, such as a number
}

func NewRuleIndex(patterns []*Pattern) RuleIndex {
	x := RuleIndex{byWord: map[string][]int{}}
	var words []string
	for i, p := range patterns {
		if len(p.classes) > 0 {
			x.open = append(x.open, i)
		}
		for _, w := range p.first {
			if x.byWord[w] == nil {
				words = append(words, w)
			}
			x.byWord[w] = append(x.byWord[w], i)
		}
	}
	for _, w := range words {
		x.byWord[w] = union(x.byWord[w], x.open)
	}
	return x
}

// union is the numbers of two ascending lists, ascending and each once.
func union(a, b []int) []int {
	all := make([]int, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		least := min(a[0], b[0])
		all = append(all, least)
		if a[0] == least {
			a = a[1:]
		}
		if b[0] == least {
			b = b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// At lists the rules that may begin with a token.
func (x RuleIndex) At(t *token) []int {
	if rules, ok := x.byWord[t.Text]; ok {
		return rules
	}
	if t.Kind == Mark {
		return nil
	}
	return x.open
}
