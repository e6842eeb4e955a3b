package statements

import "strings"

// A Role says what a numeral is in the text.
type Role string

// The roles. Only a Claim is judged.
const (
	Claim     Role = "claim"
	PeriodIs  Role = "part of a period"
	Law       Role = "law, code or reference"
	Age       Role = "age"
	Date      Role = "date or time"
	Phone     Role = "telephone number"
	Money     Role = "money"
	ListMark  Role = "number of a list"
	Duration  Role = "duration"
	Other     Role = "another subject"
	Pronoun   Role = "no quantity"
	Reference Role = "reference"
)

// A plainNumeral is a numeral that is no statement.
type plainNumeral struct {
	first, last int
	role        Role
	why         string
}

type roleRule struct {
	words string
	role  Role
	why   string
	fits  func(d *document, i, end int, c []capture) bool
	p     *pattern
}

var roleRules = []roleRule{
	{words: "(section|sections|schedule|schedules|article|articles|clause|clauses|regulation|regulations) {num} " +
		"(and|or|to|-|,)? {num}?", role: Law, why: "a provision of law"},
	{words: "(s|ss) (.)? {num}", role: Law, why: "a provision of law", fits: sectionFits},
	{words: "(act|order|regulations|bill|rules) {year}", role: Law, why: "the year of a law"},
	{words: "(code|codes|class|classification|subcode) {num} (and|or|,|/)? {num}?", role: Law, why: "an offence code",
		fits: codeFits},
	{words: "s (.)? i (.)? {num} / {num}", role: Law, why: "a statutory instrument"},
	{words: "{num} / {num}", role: Reference, why: "a reference", fits: slashFits},
	{words: "(page|pages|table|tables|figure|fig|appendix|item|items|question|questions|note|notes|annex|volume|" +
		"chapter|chapters|paragraph|paragraphs|para|paras|step|room|channel|number|no|nos|ref|uin|grade|tier|band|" +
		"level|stage|phase|route|unit|slide|recommendation|part|extension|ext|op|pc|top|issue|vol|version|release|" +
		"covid) (.|-|:)? {num}", role: Reference, why: "a reference", fits: referenceFits},
	{words: "{n} (of|out) (of)? (the)? {n} (uk|english|welsh|territorial|regional)? (police)? " +
		"(forces|constabularies)?", role: Other, why: "a number of forces", fits: forcesFit},
	{words: "{n} (uk|english|welsh|territorial|regional|british)? (police)? (forces|constabularies|departments)",
		role: Other, why: "a number of forces", fits: ofSeveral},
	{words: "as (young|old|little) as (just|only)? {n}", role: Age, why: "an age"},
	{words: "(most common|average|median|mean) age (for|of)? (a|the)? (victims|victim|children|girls|boys)? (was|is) " +
		"{n}", role: Age, why: "an age"},
	{words: "(isbn|issn|pmid|doi|reference|ref|case|log|incident|urn|request|foi|crime) (number|no|ref|reference)? " +
		"(.|:)? {num}", role: Reference, why: "a reference", fits: longFits},
	{words: "{n} {n}? {cap} (road|street|lane|avenue|square|house|way|court|place|drive|terrace|park|row|hill|gardens)",
		role: Reference, why: "an address", fits: streetFits},
	{words: "box {num}", role: Reference, why: "an address"},
	{words: "(fell|rose|up|down|fallen|risen|unchanged|level|static) in {n}", role: Other, why: "a number of forces",
		fits: fewForces},
	{words: "voted (by)? {n} to {n}", role: Other, why: "a number of votes"},
	{words: "by {n} (votes)? to {n} to", role: Other, why: "a number of votes"},
	{words: "(page|pages) {num} (and|to|-) {num}", role: Reference, why: "a reference"},
	{words: "(text|texting|send|sending) {cap} to {num}", role: Phone, why: "a telephone number", fits: digitsFit},
	{words: "(man|woman|teacher|boy|girl|child) of {n} who|from|with|and|has|had|was", role: Age, why: "an age",
		fits: ageOf},
	{words: "(population|populations) of (about|around|some|nearly|almost|over)? {n}", role: Other,
		why: "a number of people"},
	{words: "(column|columns|col|motion|response|answer) {num}", role: Reference, why: "a reference", fits: digitsFit},
	{words: "{num} in an emergency", role: Phone, why: "a telephone number"},
	{words: "(101|999|111|112) (,)? or (on)? {num}", role: Phone, why: "a telephone number", fits: digitsFit},
	{words: "thread of {num}", role: Reference, why: "a reference"},
	{words: "(year|years) {num} (to|and|-|,)? {num}?", role: Reference, why: "a school year", fits: schoolFits},
	{words: "key stage {num}", role: Reference, why: "a school stage"},
	{words: "$ {n} (m|bn|k|million|billion|thousand)?", role: Money, why: "money"},
	{words: "{n} (pounds|pence|euros|dollars)", role: Money, why: "money"},
	{words: "{n} -? (to|and|-|or)? {n}? (year|years|yr|yrs|month) (old|olds)", role: Age, why: "an age"},
	{words: "(aged|age|ages) (just|only|between|under|over|from|about|of|as)? (just|only|the|young)? (as|age|ages)? " +
		"(of)? {n} (to|and|-|or)? {n}? (or|and)? (under|over|younger|older|above|below|upwards|up)?", role: Age,
		why: "an age", fits: ageFits},
	{words: "between (the)? ages of {n} and {n}", role: Age, why: "an age"},
	{words: "(under|over|below|above) (the)? (age)? (of)? {n}", role: Age, why: "an age", fits: underFits},
	{words: "(under|over) {num}", role: Age, why: "an age", fits: codeIsAge},
	{words: "{n} (or|and) (under|over|younger|older|above|below|upwards)", role: Age, why: "an age", fits: smallNumber},
	{words: "(girl|girls|boy|boys|child|children|man|woman|youngster|teenager|victim|youngest|daughter|son|mother|" +
		"father) (,|of|was|is|being)? (just|only)? {n} (or {n})?", role: Age, why: "an age", fits: personFits},
	{words: "{n} or {n}", role: Age, why: "an age", fits: orAges},
	{words: "{n} (am|pm|a.m|p.m)", role: Date, why: "a time"},
	{words: "{n} : {n}", role: Date, why: "a time", fits: clockFits},
	{words: "24/7", role: Date, why: "a time"},
	{words: "{n} (hours|hour|minutes|minute|seconds|days|weeks|week)", role: Duration, why: "a duration",
		fits: durationFits},
	{words: "(one|no) (of|another|who|knows|should|else|can|is|day|thing|reason|by|has)", role: Pronoun,
		why: "no quantity", fits: pronounFits},
	{words: "(this|that|the|each|every|any|no|some|another|which|only|other|wrong|first|last|latest) one",
		role: Pronoun, why: "no quantity", fits: theOneFits},
	{words: "(youngest|oldest) (child|victim|girl|boy|person)? (targeted|groomed|recorded|involved|known)? " +
		"(was|being|is|aged) (just|only)? {n}", role: Age, why: "an age"},
	{words: "i am|was {n} (and|,|years|.)", role: Age, why: "an age", fits: smallNumber},
	{words: "i'm {n} (and|,|years)", role: Age, why: "an age"},
	{words: "(he|she|who) ('s|is|was) {n} (and|,|years|.)", role: Age, why: "an age"},
	{words: "one to one", role: Pronoun, why: "no quantity"},
	{words: "(dial|call|calls|calling|ring|ringing|phone|telephone|text|texting|helpline|line|on|tel|contact) (free)? " +
		"(on|the|is|number|line)? (:)? {num}", role: Phone, why: "a telephone number", fits: phoneFits},
	{words: "95|99|90 % (ci|confidence|credible|prediction|limits) (interval|intervals|limits)? (,|:|of)? {n}? " +
		"(to|-|,|and)? {n}?", role: Other, why: "limits of an estimate"},
	{words: "p|r|n|t (~|<|>|=) {n}", role: Other, why: "a statistic"},
	{words: "(step|ratio|coefficient|slope|estimate) of {n}", role: Other, why: "a statistic", fits: decimalFits},
	{words: "(downward|upward)? (revision|correction) of {n} (offences|cases)? (or|,|and)? {n}? (per|%)? (cent)?",
		role: Other, why: "a revision of a figure"},
	{words: "zero tolerance", role: Pronoun, why: "no quantity"},
	{words: "number one", role: Pronoun, why: "no quantity"},
	{words: "day one", role: Pronoun, why: "no quantity"},
	{words: "second half", role: Pronoun, why: "no quantity"},
	{words: "section|sections|s|regulation {num} ( {num} )", role: Law, why: "a provision of law"},
	{words: "at {n}", role: Date, why: "a time", fits: hourFits},
	{words: "{cap} was|is|, (just|only)? {n} when|years|and", role: Age, why: "an age", fits: namedFits},
	{words: "{num} - {num}", role: Reference, why: "a reference", fits: scoreFits},
}

var roleIndex ruleIndex

func init() {
	classNames["num"], classNames["cap"] = true, true
	classes["num"], classes["cap"] = readNum, readCapital
	var patterns []*pattern
	for i := range roleRules {
		roleRules[i].p = compile(roleRules[i].words)
		patterns = append(patterns, roleRules[i].p)
	}
	roleIndex = newRuleIndex(patterns)
}

// readNum reads a number in digits, a code such as 15a, or a letter with digits.
func readNum(d *document, i int) (capture, bool) {
	t := d.tokens[i]
	if t.kind == number || t.kind == code {
		return capture{last: i + 1, value: t.value}, true
	}
	v, ok := units[t.text]
	return capture{last: i + 1, value: v}, ok
}

// readCapital reads a name: a word with a capital letter.
func readCapital(d *document, i int) (capture, bool) {
	return capture{last: i + 1}, i < len(d.tokens) && d.tokens[i].kind == word && d.tokens[i].capital
}

// forcesFit takes 40 of the 44 forces, and 40 of the 44.
func forcesFit(d *document, i, end int, c []capture) bool {
	return d.is(end-1, set("forces constabularies")) || c[len(c)-1].value >= 38 && c[len(c)-1].value <= 48 &&
		c[0].value <= c[len(c)-1].value && d.is(end, set("that who which , . ;"))
}

func ofSeveral(d *document, i, end int, c []capture) bool { return c[0].value > 1 }

func sectionFits(d *document, i, end int, c []capture) bool {
	t := d.tokens[c[0].first]
	return t.kind == code || t.value < 200 && !d.tokens[i].line
}

func codeFits(d *document, i, end int, c []capture) bool { return c[0].value < 1000 }

// slashFits takes 71/17, 088/01 and 1/7, which are no financial years.
func slashFits(d *document, i, end int, c []capture) bool {
	_, isYear := readFinancial(d, i)
	return !isYear && !d.tokens[c[0].last].space
}

func referenceFits(d *document, i, end int, c []capture) bool {
	t := d.tokens[c[0].first]
	if d.at(i) == "no" {
		return d.at(i+1) == "." && t.kind == number
	}
	switch d.at(i) {
	case "question":
		return t.kind == number && t.value < 100
	case "issue":
		return t.kind == number && t.value < 1000
	case "number", "release", "figure", "level", "part", "top", "version", "figures", "stage", "phase",
		"unit", "op", "pc":
		return d.tokens[i].capital && t.kind == number && t.value < 100 || d.at(i) == "top" && t.value < 200
	}
	return t.kind != word || d.tokens[i].capital
}

func schoolFits(d *document, i, end int, c []capture) bool {
	return c[0].value >= 1 && c[0].value <= 13 && d.tokens[c[0].first].kind == number && (d.tokens[i].capital ||
		d.is(end, set("pupils pupil children students"))) && !d.is(end, set("offences %"))
}

func ageFits(d *document, i, end int, c []capture) bool { return c[0].value <= 110 }

func underFits(d *document, i, end int, c []capture) bool {
	if c[0].value > 25 || c[0].value < 3 {
		return false
	}
	if d.at(i+1) == "the" || d.at(i+1) == "age" {
		return true
	}
	next := d.at(end)
	return !offenceNouns[next] && next != "%" && next != "per" && next != "percent" && next != "times" &&
		next != "million" && !d.is(i-1, set("just slightly well")) && !d.is(end, set("a each every")) &&
		!d.is(end, set("years months weeks days times fold in")) && d.offenceAfter(end, 3) == 0
}

func codeIsAge(d *document, i, end int, c []capture) bool {
	t := d.tokens[c[0].first]
	return t.kind == code && t.text[len(t.text)-1] == 's'
}

func smallNumber(d *document, i, end int, c []capture) bool { return c[0].value <= 25 }

func personFits(d *document, i, end int, c []capture) bool {
	v := c[0].value
	next := d.at(end)
	if v < 1 || v > 99 || c[0].value == 1 {
		return false
	}
	return !offenceNouns[next] && next != "%" && next != "per" && next != "percent" && next != "times" &&
		d.offenceAfter(end, 3) == 0 && !(d.at(i+1) == "of" && v > 20)
}

func clockFits(d *document, i, end int, c []capture) bool {
	return !d.tokens[i+1].space && !d.tokens[i+2].space && c[0].value < 24 && c[1].value < 60 && len(d.at(i+2)) == 2
}

func durationFits(d *document, i, end int, c []capture) bool {
	return !d.is(i-1, set("every"))
}

func pronounFits(d *document, i, end int, c []capture) bool {
	return d.at(i) == "one" && d.at(i+1) != "" && !(d.at(i+1) == "is" && false)
}

func theOneFits(d *document, i, end int, c []capture) bool {
	if d.at(i) == "only" {
		return false
	}
	next := d.at(end)
	return next != "in" && !offenceNouns[next] && next != "every" && next != "year" && next != "hundred" &&
		next != "million" && next != "thousand" && d.offenceAfter(end, 3) == 0
}

// orAges takes 12 or 13, with nothing that is counted after it.
func orAges(d *document, i, end int, c []capture) bool {
	a, b := c[0].value, c[1].value
	return a >= 5 && b <= 18 && (b == a+1 || b == a+2) && !d.is(end, set("% per percent times months years weeks days")) &&
		d.offenceAfter(end, 3) == 0
}

// hourFits takes "Matins is at 11", and no level: stood at 11.
func hourFits(d *document, i, end int, c []capture) bool {
	v := c[0].value
	return v >= 1 && v <= 12 && d.is(i-1, set("is are begins starts opens closes start meet meets sunday monday tuesday "+
		"wednesday thursday friday saturday today tomorrow tonight doors service")) && d.offenceAfter(end, 3) == 0
}

// namedFits takes the age of somebody with a name: Sophia was 15 when.
func namedFits(d *document, i, end int, c []capture) bool {
	v := c[len(c)-1].value
	return v >= 4 && v <= 18 && len(areaIndex[d.at(i)]) == 0 && months[d.at(i)] == 0 && !policeWords[d.at(i)] &&
		!functionWords[d.at(i)] && d.offenceAfter(end, 3) == 0
}

// scoreFits takes two numbers that a hyphen joins and that count nothing: 4-1, 1093-24.
func scoreFits(d *document, i, end int, c []capture) bool {
	if d.tokens[i+1].space || d.tokens[i+2].space || d.tokens[i].kind != number || d.tokens[i+2].kind != number {
		return false
	}
	_, year := readFinancial(d, i)
	return !year && !readerYear(d, i) && d.offenceAfter(end, 4) == 0 && !d.is(end, set("% - per percent times fold a")) &&
		!d.is(i-1, set("£ between from"))
}

// longFits takes numbers that are no count: of many digits, or that begin with a zero.
func longFits(d *document, i, end int, c []capture) bool {
	t := d.tokens[c[0].first]
	return t.kind == code || t.kind == number && (len(t.text) >= 5 && !strings.Contains(t.text, ",") ||
		t.text[0] == '0' && len(t.text) > 1)
}

// fewForces takes "fell in 18 and stayed level in one", in a sentence that counts forces.
func fewForces(d *document, i, end int, c []capture) bool {
	s := d.sentences[d.sentenceOf(i)]
	return c[0].value <= 43 && d.holds(s.first, i, set("forces constabularies")) &&
		(functionWords[d.at(end)] || d.tokens[min(end,
			len(d.tokens)-1)].kind == mark) && d.at(end) != "/" && d.at(end) != "-"
}

func ageOf(d *document, i, end int, c []capture) bool { return c[0].value < 100 && c[0].value > 9 }

func digitsFit(d *document, i, end int, c []capture) bool { return d.tokens[c[0].first].kind == number }

func streetFits(d *document, i, end int, c []capture) bool {
	return c[0].value < 1000 && d.tokens[end-1].capital
}

func decimalFits(d *document, i, end int, c []capture) bool { return d.tokens[c[0].first].decimals > 0 }

func phoneFits(d *document, i, end int, c []capture) bool {
	t := d.tokens[c[0].first]
	if t.kind != number || t.decimals > 0 {
		return false
	}
	if t.text[0] == '0' && len(t.text) >= 3 {
		return true
	}
	if d.is(i, set("text texting")) && (len(t.text) == 5 || len(t.text) == 6) {
		return true // a short code
	}
	switch t.text {
	case "101", "999", "111", "105", "116", "119", "112":
		return true
	}
	return false
}

// references finds numbers of files and books, which marks join without a space: 44/2018/0012,
// 978-1-78655-123-4.
func (d *document) references(taken []bool) (found []plainNumeral) {
	for i := 0; i < len(d.tokens); {
		end := i + 1
		for end < len(d.tokens) && !d.tokens[end].space && !d.tokens[end].line {
			end++
		}
		first, last, hyphens, year, zero := -1, 0, 0, false, false
		for j := i; j < end; j++ {
			t := d.tokens[j]
			if t.kind == number {
				if first < 0 {
					first = j
				}
				last = j + 1
				year = year || readerYear(d, j)
				zero = zero || len(t.text) >= 4 && t.text[0] == '0' && t.decimals == 0
			} else if t.text != "/" && t.text != "-" {
				if first >= 0 {
					break
				}
				continue
			}
			hyphens += btoi(first >= 0 && t.text == "-")
		}
		if d.holds(i, end, set("_")) && d.holdsNumeral(i, end) { // england-wales.annual-rate.2012-04_2013-03 = 370
			last := end
			if d.at(end) == "=" && end+1 < len(d.tokens) && d.tokens[end+1].kind == number && !d.tokens[end+1].line {
				last = end + 2
			}
			found = append(found, plainNumeral{i, last, Reference, "a name of a program and its value"})
			for j := i; j < last; j++ {
				taken[j] = true
			}
			i = last
			continue
		}
		named := i > 0 && d.holds(max(0, i-3), i, set("reference ref foi request")) && (d.holds(first, last, set("/")) ||
			d.is(i-1, set("ref foi")) && !year)
		if first >= 0 && last > first+1 && (zero || named || hyphens >= 3 && !year) {
			found = append(found, plainNumeral{first, last, Reference, "a reference"})
			for j := first; j < last; j++ {
				taken[j] = true
			}
		}
		i = end
	}
	return found
}

// plainNumerals finds the numerals that are no statements, and marks their
// tokens as taken.
func (d *document) plainNumerals(taken []bool) []plainNumeral {
	var found []plainNumeral
	take := func(i, end int, role Role, why string) {
		found = append(found, plainNumeral{i, end, role, why})
		for ; i < end; i++ {
			taken[i] = true
		}
	}
	for i := range d.tokens {
		if taken[i] {
			continue
		}
		if end := d.formula(i); end > 0 {
			take(i, end, Reference, "a part of a formula")
			continue
		}
		if end := d.phone(i); end > 0 {
			take(i, end, Phone, "a telephone number")
			continue
		}
		if end := d.listMark(i); end > 0 {
			take(i, end, ListMark, "the number of a paragraph or a list")
			continue
		}
		if t := d.tokens[i]; t.kind == number && !t.space && !t.joined && i > 0 && d.tokens[i-1].kind == word &&
			d.tokens[i-1].end == t.start && !d.is(i-1, set("fy cy ye q h e x")) {
			take(i, i+1, Reference, "a reference")
			continue
		}
		if end := d.address(i); end > 0 {
			take(i, end, Reference, "an address or a tag")
			continue
		}
		if end := d.nameAge(i); end > 0 {
			take(i, end, Age, "an age")
			continue
		}
		best, bestEnd := -1, 0
		for _, n := range roleIndex.at(&d.tokens[i]) {
			rule := &roleRules[n]
			end, c, ok := rule.p.matchAt(d, i)
			if ok && rule.role == Phone {
				end = max(end, d.phone(c[len(c)-1].first))
			}
			if !ok || end <= bestEnd || anyTaken(taken, i, end) || rule.fits != nil && !rule.fits(d, i, end, c) {
				continue
			}
			best, bestEnd = n, end
		}
		if best >= 0 && d.holdsNumeral(i, bestEnd) {
			take(i, bestEnd, roleRules[best].role, roleRules[best].why)
		} else if t := d.tokens[i]; t.kind == code {
			take(i, i+1, codeRole(t), "a code")
		}
	}
	return found
}

func codeRole(t token) Role {
	if t.text[len(t.text)-1] == 's' {
		return Age // under-16s
	}
	return Law
}

func (d *document) holdsNumeral(i, end int) bool {
	for ; i < end; i++ {
		if t := d.tokens[i]; t.kind == number || t.kind == code || units[t.text] > 0 || tens[t.text] > 0 || t.text == "zero" {
			return true
		}
	}
	return false
}

// phone reads groups of digits that begin with a 0, or +44.
func (d *document) phone(i int) int {
	t := d.tokens[i]
	if t.kind != number || t.decimals > 0 {
		return 0
	}
	zero := t.text[0] == '0' && len(t.text) >= 3
	if !zero && !(t.text == "44" && d.at(i-1) == "+") && t.text != "116" {
		return 0
	}
	end, n := i+1, len(t.text)
	for end < len(d.tokens) && d.tokens[end].kind == number && !d.tokens[end].line {
		n, end = n+len(d.at(end)), end+1
	}
	if n >= 8 || t.text == "116" && d.at(i+1) == "123" || zero && n >= 5 {
		return end
	}
	return 0
}

// formula reads numbers with signs of multiplication or division between them, and what they come to.
func (d *document) formula(i int) int {
	end, signs := i, 0
	for end < len(d.tokens) && (d.tokens[end].kind == number || d.is(end, set("^ = + ( )"))) &&
		!(end > i && d.tokens[end].line) {
		signs += btoi(d.at(end) == "^")
		end++
	}
	for end > i && d.is(end-1, set("( + =")) {
		end--
	}
	if signs == 0 || d.tokens[i].kind != number && d.at(i) != "(" {
		return 0
	}
	return end
}

// listMark reads 1. and 4.2 and (3) and 1/7 at the start of a line.
func (d *document) listMark(i int) int {
	t := d.tokens[i]
	if t.kind == number && t.value < 30 && !t.line && i > 0 && terminal(d.at(i-1)) && d.at(i+1) == "." &&
		!d.tokens[i+1].space &&
		i+2 < len(d.tokens) && d.tokens[i+2].capital && d.tokens[i+2].space {
		return i + 2 // a list in one line: 370/2022. 1. Please tell me
	}
	if !t.line && !(i > 0 && d.tokens[i-1].line && (d.at(i-1) == "(" || d.at(i-1) == "*" || d.at(i-1) == "-" ||
		d.at(i-1) == "#" || d.at(i-1) == "[")) {
		return 0
	}
	if t.kind != number || t.value >= 100 || i+1 >= len(d.tokens) {
		return 0
	}
	next := d.tokens[i+1]
	switch {
	case next.text == "." && !next.space && i+2 < len(d.tokens) && (d.tokens[i+2].space || d.tokens[i+2].kind == number):
		end := i + 2
		for end+1 < len(d.tokens) && !d.tokens[end].space && d.tokens[end].kind == number {
			end++
			if d.at(end) == "." && !d.tokens[end].space {
				end++
			}
		}
		return end
	case next.text == ")" || next.text == "]":
		return i + 2
	case t.decimals > 0 && t.decimals < 3 && next.capital && next.space && !next.line && next.kind == word &&
		months[next.text] == 0:
		return i + 1
	case next.text == "/" && i+2 < len(d.tokens) && d.tokens[i+2].kind == number && d.tokens[i+2].value < 100 &&
		!d.tokens[i+2].space:
		if _, isYear := readFinancial(d, i); !isYear && t.value <= d.tokens[i+2].value {
			return i + 3
		}
	}
	return 0
}

// address reads a web address, a mail address, a tag or a user's name with digits.
func (d *document) address(i int) int {
	t := d.tokens[i]
	if t.text != "#" && t.text != "@" && t.text != "http" && t.text != "https" && t.text != "www" {
		return 0
	}
	end := i + 1
	for end < len(d.tokens) && !d.tokens[end].space {
		end++
	}
	if end == i+1 || t.text == "#" && d.tokens[i+1].kind == number && end == i+2 {
		return 0
	}
	return end
}

// nameAge reads the age between commas after a name or a person: a man, 34, from.
func (d *document) nameAge(i int) int {
	t := d.tokens[i]
	if t.kind != number || t.value < 10 || t.value > 99 || t.decimals > 0 || i < 2 || d.at(i-1) != "," ||
		d.at(i+1) != "," && d.at(i+1) != "." {
		return 0
	}
	before := d.tokens[i-2]
	if people[before.text] || before.kind == word && before.capital && months[before.text] == 0 && i > 2 &&
		d.tokens[i-3].capital && d.tokens[i-3].kind == word && !policeWords[before.text] {
		return i + 1
	}
	return 0
}

var people = set("man woman teenager teacher father mother resident student boy girl driver soldier paedophile " +
	"pensioner offender")
