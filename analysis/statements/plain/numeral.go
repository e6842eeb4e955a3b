package plain

import "grooming-report/analysis/statements/lex"

// A Numeral is one that is no statement: its tokens, from First to before Last, what it is, and in words why.
type Numeral struct {
	First, Last int
	Role        lex.Role
	Why         string
}

// References finds numbers of files and books, which marks join without a space: 44/2018/0012,
// 978-1-78655-123-4.
func References(d *lex.Document, taken []bool) (found []Numeral) {
	for i := 0; i < len(d.Tokens); {
		end := i + 1
		for end < len(d.Tokens) && !d.Tokens[end].Space && !d.Tokens[end].Line {
			end++
		}
		first, last, hyphens, year, zero := -1, 0, 0, false, false
		for j := i; j < end; j++ {
			t := d.Tokens[j]
			if t.Kind == lex.Number {
				if first < 0 {
					first = j
				}
				last = j + 1
				year = year || lex.IsYear(d, j)
				zero = zero || len(t.Text) >= 4 && t.Text[0] == '0' && t.Decimals == 0
			} else if t.Text != "/" && t.Text != "-" {
				if first >= 0 {
					break
				}
				continue
			}
			hyphens += lex.Btoi(first >= 0 && t.Text == "-")
		}
		if d.Holds(i, end, lex.Set("_")) && d.HoldsNumeral(i, end) { // england-wales.annual-rate.2012-04_2013-03 = 370
			last := end
			if d.At(end) == "=" && end+1 < len(d.Tokens) && d.Tokens[end+1].Kind == lex.Number && !d.Tokens[end+1].Line {
				last = end + 2
			}
			found = append(found, Numeral{i, last, lex.Reference, "a name of a program and its value"})
			for j := i; j < last; j++ {
				taken[j] = true
			}
			i = last
			continue
		}
		named := i > 0 && d.Holds(max(0, i-3), i, lex.Set("reference ref foi request")) &&
			(d.Holds(first, last, lex.Set("/")) ||
				d.Is(i-1, lex.Set("ref foi")) && !year)
		if first >= 0 && last > first+1 && (zero || named || hyphens >= 3 && !year) {
			found = append(found, Numeral{first, last, lex.Reference, "a reference"})
			for j := first; j < last; j++ {
				taken[j] = true
			}
		}
		i = end
	}
	return found
}

// Numerals finds the numerals that are no statements, and marks their
// tokens as taken.
func Numerals(d *lex.Document, taken []bool) []Numeral {
	var found []Numeral
	for i := range d.Tokens {
		if taken[i] {
			continue
		}
		if n, ok := numeralAt(d, i, taken); ok {
			found = append(found, n)
			for j := range n.Last - n.First {
				taken[n.First+j] = true
			}
		}
	}
	return found
}

// forms find the end of what begins at a token and is told by its form, or 0. The first
// that does counts.
var forms = []struct {
	end  func(d *lex.Document, i int) int
	role lex.Role
	why  string
}{
	{formula, lex.Reference, "a part of a formula"},
	{phone, lex.Phone, "a telephone number"},
	{listMark, lex.ListMark, "the number of a paragraph or a list"},
	{reference, lex.Reference, "a reference"},
	{citation, lex.Reference, "a citation"},
	{address, lex.Reference, "an address or a tag"},
	{nameAge, lex.Age, "an age"},
}

// numeralAt finds what begins at a token, by its form or else by its words.
func numeralAt(d *lex.Document, i int, taken []bool) (n Numeral, ok bool) {
	for _, f := range forms {
		if end := f.end(d, i); end > 0 {
			return Numeral{i, end, f.role, f.why}, true
		}
	}
	best, bestEnd := longestRole(d, i, taken)
	if best != nil && best.role == lex.Law && d.At(bestEnd) == "(" && d.At(bestEnd+2) == ")" &&
		d.Tokens[bestEnd+1].Kind == lex.Number {
		bestEnd += 3 // section 12(1)
	}
	if best != nil && d.HoldsNumeral(i, bestEnd) {
		return Numeral{i, bestEnd, best.role, best.why}, true
	}
	if t := d.Tokens[i]; t.Kind == lex.Code {
		return Numeral{i, i + 1, codeRole(t.Text), "a code"}, true
	}
	return Numeral{}, false
}

// longestRole is the rule that reaches furthest from a token, and where it ends; nil for none.
func longestRole(d *lex.Document, i int, taken []bool) (best *roleRule, bestEnd int) {
	for _, n := range roleIndex.At(&d.Tokens[i]) {
		rule := &roleRules[n]
		end, c, ok := rule.p.MatchAt(d, i)
		if ok && rule.role == lex.Phone {
			end = max(end, phone(d, c[len(c)-1].First))
		}
		if !ok || end <= bestEnd || lex.AnyTaken(taken, i, end) || rule.fits != nil && !rule.fits(d, i, end, c) {
			continue
		}
		best, bestEnd = rule, end
	}
	return best, bestEnd
}

// reference finds a number that is written to the end of a word.
func reference(d *lex.Document, i int) int {
	if t := d.Tokens[i]; t.Kind == lex.Number && !t.Space && !t.Joined && i > 0 && d.Tokens[i-1].Kind == lex.Word &&
		d.Tokens[i-1].End == t.Start && !d.Is(i-1, lex.Set("fy cy ye q h e x")) {
		return i + 1
	}
	return 0
}

// codeRole tells the age in under-16s from the provision in 15a.
func codeRole(code string) lex.Role {
	if code[len(code)-1] == 's' {
		return lex.Age // under-16s
	}
	return lex.Law
}

// phone reads groups of digits that begin with a 0, or +44.
func phone(d *lex.Document, i int) int {
	t := d.Tokens[i]
	if t.Kind != lex.Number || t.Decimals > 0 {
		return 0
	}
	zero := t.Text[0] == '0' && len(t.Text) >= 3
	if !zero && !(t.Text == "44" && d.At(i-1) == "+") && t.Text != "116" {
		return 0
	}
	end, n := i+1, len(t.Text)
	for end < len(d.Tokens) && d.Tokens[end].Kind == lex.Number && !d.Tokens[end].Line {
		n, end = n+len(d.At(end)), end+1
	}
	if n >= 8 || t.Text == "116" && d.At(i+1) == "123" || zero && n >= 5 {
		return end
	}
	return 0
}

// formula reads numbers with signs of multiplication or division between them, and what they come to.
func formula(d *lex.Document, i int) int {
	end, signs := i, 0
	for end < len(d.Tokens) && (d.Tokens[end].Kind == lex.Number || d.Is(end, lex.Set("^ = + ( )"))) &&
		!(end > i && d.Tokens[end].Line) {
		signs += lex.Btoi(d.At(end) == "^")
		end++
	}
	for end > i && d.Is(end-1, lex.Set("( + =")) {
		end--
	}
	if signs == 0 || d.Tokens[i].Kind != lex.Number && d.At(i) != "(" {
		return 0
	}
	return end
}

// listMark reads 1. and 4.2 and (3) and 1/7 at the start of a line.
func listMark(d *lex.Document, i int) int {
	t := d.Tokens[i]
	if t.Kind == lex.Number && t.Value < 30 && !t.Line && i > 0 && d.At(i+1) == "." &&
		(lex.EndsSentence(d.At(i-1)) || d.At(i-1) == ":" && t.Value == 1) &&
		!d.Tokens[i+1].Space &&
		i+2 < len(d.Tokens) && d.Tokens[i+2].Capital && d.Tokens[i+2].Space {
		return i + 2 // a list in one line: 370/2022. 1. Please tell me
	}
	if !t.Line && !(i > 0 && d.Tokens[i-1].Line && (d.At(i-1) == "(" || d.At(i-1) == "*" || d.At(i-1) == "-" ||
		d.At(i-1) == "#" || d.At(i-1) == "[")) {
		return 0
	}
	if t.Kind != lex.Number || t.Value >= 100 || i+1 >= len(d.Tokens) {
		return 0
	}
	next := d.Tokens[i+1]
	switch {
	case next.Text == "." && !next.Space && i+2 < len(d.Tokens) &&
		(d.Tokens[i+2].Space || d.Tokens[i+2].Kind == lex.Number):
		end := i + 2
		for end+1 < len(d.Tokens) && !d.Tokens[end].Space && d.Tokens[end].Kind == lex.Number {
			end++
			if d.At(end) == "." && !d.Tokens[end].Space {
				end++
			}
		}
		return end
	case next.Text == ")" || next.Text == "]":
		return i + 2
	case t.Decimals > 0 && t.Decimals < 3 && next.Capital && next.Space && !next.Line && next.Kind == lex.Word &&
		lex.Months[next.Text] == 0:
		return i + 1
	case next.Text == "/" && i+2 < len(d.Tokens) && d.Tokens[i+2].Kind == lex.Number && d.Tokens[i+2].Value < 100 &&
		!d.Tokens[i+2].Space:
		if _, isYear := lex.ReadFinancial(d, i); !isYear && t.Value <= d.Tokens[i+2].Value {
			return i + 3
		}
	}
	return 0
}

// citation reads numbers in square brackets after a word: cite[3,7].
func citation(d *lex.Document, i int) int {
	if d.At(i) != "[" || d.Tokens[i].Space {
		return 0
	}
	end := i + 1
	for end < len(d.Tokens) && (d.Tokens[end].Kind == lex.Number || d.Is(end, lex.Set(", -"))) {
		end++
	}
	if end == i+1 || d.At(end) != "]" {
		return 0
	}
	return end + 1
}

// address reads a web address, a mail address, a tag or a user's name with digits.
func address(d *lex.Document, i int) int {
	t := d.Tokens[i]
	if t.Text != "#" && t.Text != "@" && t.Text != "http" && t.Text != "https" && t.Text != "www" {
		return 0
	}
	end := i + 1
	for end < len(d.Tokens) && !d.Tokens[end].Space {
		end++
	}
	if end == i+1 || t.Text == "#" && d.Tokens[i+1].Kind == lex.Number && end == i+2 || !d.HoldsNumeral(i, end) {
		return 0
	}
	return end
}

// nameAge reads the age between commas after a name or a person: a man, 34, from.
func nameAge(d *lex.Document, i int) int {
	t := d.Tokens[i]
	if t.Kind != lex.Number || t.Value < 10 || t.Value > 99 || t.Decimals > 0 || i < 2 || d.At(i-1) != "," ||
		d.At(i+1) != "," && d.At(i+1) != "." {
		return 0
	}
	before := d.Tokens[i-2]
	if people[before.Text] || before.Kind == lex.Word && before.Capital && lex.Months[before.Text] == 0 && i > 2 &&
		d.Tokens[i-3].Capital && d.Tokens[i-3].Kind == lex.Word && !lex.PoliceWords[before.Text] {
		return i + 1
	}
	return 0
}

var people = lex.Set("man woman teenager teacher father mother resident student boy girl driver soldier paedophile " +
	"pensioner offender")
