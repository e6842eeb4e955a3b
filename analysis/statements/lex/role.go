package lex

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

// A PlainNumeral is a numeral that is no statement.
type PlainNumeral struct {
	First, Last int
	Role        Role
	Why         string
}

type roleRule struct {
	words string
	role  Role
	why   string
	fits  func(d *Document, i, end int, c []Capture) bool
	p     *Pattern
}

var roleRules = []roleRule{
	{words: "(section|sections|schedule|schedules|article|articles|clause|clauses|regulation|regulations) {num} " +
		"(and|or|to|-|,)? {num}?", role: Law, why: "a provision of law"},
	{words: "(s|ss) (.)? {num}", role: Law, why: "a provision of law", fits: sectionFits},
	{words: "(act|order|regulations|bill|rules) {year}", role: Law, why: "the year of a law"},
	{words: "(code|codes|class|classification|subcode) (of)? {num} (and|or|,|/)? {num}?", role: Law,
		why:  "an offence code",
		fits: codeFits},
	{words: "s (.)? i (.)? {num} / {num}", role: Law, why: "a statutory instrument"},
	{words: "{num} / {num}", role: Reference, why: "a reference", fits: slashFits},
	{words: "(page|pages|table|tables|figure|fig|appendix|item|items|question|questions|note|notes|annex|volume|" +
		"chapter|chapters|paragraph|paragraphs|para|paras|step|room|channel|number|no|nos|ref|uin|grade|tier|band|" +
		"level|stage|phase|route|unit|slide|recommendation|part|extension|ext|op|pc|top|issue|vol|version|release|" +
		"covid) (.|-|:)? {num}", role: Reference, why: "a reference", fits: referenceFits},
	{words: "{n} (police)? (forces|constabularies)? (of|out) (of)? (the)? {n} (uk|english|welsh|territorial|regional)? " +
		"(police)? (forces|constabularies)?", role: Other, why: "a number of forces", fits: forcesFit},
	{words: "{n} (uk|english|welsh|territorial|regional|british)? (police)? (forces|constabularies|departments)",
		role: Other, why: "a number of forces", fits: ofSeveral},
	{words: "(believed|thought|pretended|claimed) (to be|(he|she was)) (just|only|aged)? {n}", role: Age, why: "an age",
		fits: ageFits},
	{words: "(groomed|abused|raped|targeted) at (just|only|the age of)? {n}", role: Age, why: "an age", fits: smallNumber},
	{words: "as (young|old|little) as (just|only)? {n}", role: Age, why: "an age"},
	{words: "(most common|average|median|mean) age (for|of)? (a|the)? (victims|victim|children|girls|boys)? (was|is) " +
		"{n}", role: Age, why: "an age"},
	{words: "(isbn|issn|pmid|doi|reference|ref|case|log|incident|urn|request|foi|crime) (number|no|ref|reference)? " +
		"(.|:)? {num}", role: Reference, why: "a reference", fits: longFits},
	{words: "(request|foi|reference|ref) (number|no|ref|reference)? (.|:)? {num} (-|/) {num}", role: Reference,
		why: "a reference"},
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
	{words: "(year|years) {num} (to|and|-|,)? {num}? (and|,)? {num}?", role: Reference, why: "a school year",
		fits: schoolFits},
	{words: "key stage {num}", role: Reference, why: "a school stage"},
	{words: "$ {n} (m|bn|k|million|billion|thousand)?", role: Money, why: "money"},
	{words: "{n} (pounds|pence|euros|dollars)", role: Money, why: "money"},
	{words: "{n} p", role: Money, why: "money", fits: joinedUnit},
	{words: "{n} times (in|((out of)|(of))) (every)? {n}", role: Pronoun, why: "a manner of speaking", fits: upTo100},
	{words: "(carried|passed|defeated|won|lost|rejected|approved|beaten|agreed) (by)? {n} (votes)? to {n}", role: Other,
		why: "a number of votes"},
	{words: "{num} /", role: ListMark, why: "the number of a part of a thread", fits: threadMark},
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
	{words: "(was|is|were|being) (just|only)? {n} (.|,|;|and)", role: Age, why: "an age", fits: youngestWas},
	{words: "as {n} (.|,|;|and)", role: Age, why: "an age", fits: ageAs},
	{words: "(youngest|oldest) (child|victim|victims|girl|boy|person|children)? (nationally|locally)? " +
		"(targeted|groomed|recorded|involved|known)? (was|were|being|is|aged) (just|only)? {n}", role: Age, why: "an age"},
	{words: "{n} my|his|her|their|your age", role: Age, why: "an age"},
	{words: "{cap} is {n} now", role: Age, why: "an age", fits: ageOfNamed},
	{words: "(lad|nephew|niece|sister|brother|grandson|granddaughter|kid|pupil) (is|was|,) {n} (.|,|and|when|now)", role: Age,
		why: "an age", fits: ageFits},
	{words: "pub {num}", role: Reference, why: "a reference", fits: digitsFit},
	{words: "(younger|older) than {n}", role: Age, why: "an age", fits: underFits},
	{words: "(was|is|were) (only|just)? {n} when (a|an|the)? " +
		"(man|boy|men|stranger|groomer|offender|abuse|grooming|he|she|they)", role: Age, why: "an age", fits: ageFits},
	{words: "were {n} (and|,|.|;)", role: Age, why: "an age", fits: victimsWere},
	{words: "{cap} , ((who is|was)|now|then) {n} (,|.|and)", role: Age, why: "an age", fits: ageOfNamed},
	{words: "{cap} , {n} , (from|who|of|was|is|told|said|has|had)", role: Age, why: "an age", fits: ageOfNamed},
	{words: "(contacted|called|phoned|rung|rang|seen|visited|viewed|shared|downloaded|watched|liked|read) " +
		"(more|over)? (than)? {n} times", role: Other, why: "counts no offences", fits: timesAlone},
	{words: "{n} times (that|one) (night|evening|morning|afternoon|day|week)", role: Other, why: "counts no offences"},
	{words: "(met|meets|wrote|written|convened|sat|voted|asked|asks|spoke|spoken|tried|won|lost|moved|fined|tested|opened|" +
		"trained|cancelled|postponed|apologised|complained|appeared|moves|checked) (up to|over|about|nearly|almost|only|just)? {n} times",
		role: Other, why: "counts no offences"},
	{words: "(fares|bills|rents|prices|wages|pensions|fees|premiums) (will|to|may|could)? rise|fall|increase (by)? {n}",
		role: Other, why: "a price"},
	{words: "(holds|seats|sleeps|fits|accommodates) (up to|over|about|nearly|almost|around)? {n}", role: Other,
		why: "counts no offences", fits: holdsPeople},
	{words: "(fosters|fostered|fostering|adopted|adopts|teaches|taught|coaches|coached|mentors|tutors) {n}", role: Other,
		why: "counts no offences"},
	{words: "(previous|preceding|prior) 12|twelve (.|,|;|and)", role: Duration, why: "a duration"},
	{words: "(him|her|me|them|us|you) (about|over|nearly|almost)? {n} times", role: Other, why: "counts no offences"},
	{words: "a further one", role: Pronoun, why: "no quantity"},
	{words: "the only one .|,|;|!|?", role: Pronoun, why: "no quantity"},
	{words: "(worked|working|work|spoke|spoken|met) with (over|about|nearly|almost|some)? {n} (young)? " +
		"people|children|teenagers|boys|girls|families|parents|youngsters", role: Other, why: "counts people, not offences"},
	{words: "{n} (young)? people|children|teenagers|youngsters|girls|boys (have|had)? " +
		"came|turned|wrote to", role: Other, why: "counts people, not offences"},
	{words: "(i've|we've|(i|we have)) {n} (young|small|teenage)? boys|girls|sons|daughters|kids|children|teenagers|grandchildren " +
		"(, {n} (and {n})?)?", role: Other, why: "counts people, not offences"},
	{words: "{n} of our|my|his|her girls|boys|pupils|members|students|teenagers", role: Other, why: "counts people, not offences"},
	{words: "in one case (in|,)", role: Pronoun, why: "no quantity"},
	{words: "half as many|much (people|children|officers)? again", role: Pronoun, why: "a manner of speaking"},
	{words: "(first|next|last) {n} (.|,|;|to|people|who|on)", role: Other, why: "an order", fits: firstFew},
	{words: "(sample|dataset|set|study|series) (comprised|comprises|(consisted of)|(consists of)|included|of|contains|" +
		"contained) {n} (cases|offences|incidents)", role: Other, why: "a sample", fits: ageFits},
	{words: "i am|was {n} (and|,|years|.)", role: Age, why: "an age", fits: ageFits},
	{words: "i'm {n} (and|,|years)", role: Age, why: "an age"},
	{words: "(he|she|who) ('s|is|was) {n} (and|,|years|.)", role: Age, why: "an age"},
	{words: "(he|she|who) (is|was) {n} (and|,|but|or) (then|later|now) {n}", role: Age, why: "an age"},
	{words: "one to one", role: Pronoun, why: "no quantity"},
	{words: "(dial|call|calls|calling|ring|rang|ringing|phone|telephone|text|texting|helpline|line|on|tel|contact) (free)? " +
		"(on|the|is|number|line)? (:)? {num}", role: Phone, why: "a telephone number", fits: phoneFits},
	{words: "95|99|90 % (ci|confidence|credible|prediction|limits) (interval|intervals|limits)? (,|:|of)? {n}? " +
		"(to|-|,|and)? {n}?", role: Other, why: "limits of an estimate"},
	{words: "p|r|n|t (~|<|>|=) {n}", role: Other, why: "a statistic"},
	{words: "(step|ratio|coefficient|slope|estimate) of {n}", role: Other, why: "a statistic", fits: decimalFits},
	{words: "(downward|upward)? (revision|correction) of {n} (offences|cases)? (or|,|and)? {n}? (per|%)? (cent)?",
		role: Other, why: "a revision of a figure"},
	{words: "zero tolerance", role: Pronoun, why: "no quantity"},
	{words: "number one", role: Pronoun, why: "no quantity"},
	{words: "(team|staff|group|panel|crew|crowd|turnout|attendance|class|audience|family|membership|squad|workforce) of " +
		"(over|about|around|nearly|almost)? {n}", role: Other, why: "a number of people"},
	{words: "{n} votes to {n}", role: Other, why: "a number of votes"},
	{words: "{n} for , {n} against", role: Other, why: "a number of votes"},
	{words: "{n} of whom", role: Other, why: "a number of people", fits: presentFits},
	{words: "(column|columns|motion|issue|response|answer|bulletin|week|item|no|nos|chapter|verse|psalm|hymn|junction|gate|" +
		"platform|flight|bus|ward|room|episode|edition|volume|annex|slide|box|locker|plot|lot|seat|row|studio) {num}",
		role: Reference, why: "a reference", fits: labelFits},
	{words: "victims|girls|boys|children|youngsters|teenagers|men|women|people|offenders|suspects|groomers of {n} to|and|- {n}",
		role: Age, why: "an age", fits: ageFits},
	{words: "victims|girls|boys|children|youngsters|teenagers|females|males (were|was|are|being)? " +
		"(mostly|mainly|largely|between)? " +
		"{n} to|-|and|or {n}", role: Age, why: "an age", fits: agesOfChildren},
	{words: "between {n} and {n}", role: Age, why: "an age", fits: betweenAges},
	{words: "(even)? one (grooming|sexual)? (offence|case|crime|child|victim)? (is|was)? (just)? (one)? too many",
		role: Pronoun, why: "no quantity"},
	{words: "even one (grooming|sexual)? (offence|case|crime|child|victim)", role: Pronoun, why: "no quantity"},
	{words: "(grandfather|grandmother|father|mother|parent) of {n}", role: Other, why: "children of a family"},
	{words: "up to {n} (years|months)? for", role: Other, why: "a sentence", fits: smallNumber},
	{words: "{year} / {num}", role: Reference, why: "a year as printed", fits: oddYearFits},
	{words: "day one", role: Pronoun, why: "no quantity"},
	{words: "second half", role: Pronoun, why: "no quantity"},
	{words: "at {n}", role: Date, why: "a time", fits: hourFits},
	{words: "{cap} was|is|, (just|only)? {n} when|years|and", role: Age, why: "an age", fits: namedFits},
	{words: "{num} - {num}", role: Reference, why: "a reference", fits: scoreFits},
}

var roleIndex RuleIndex

func init() {
	ClassNames["num"], ClassNames["cap"] = true, true
	Classes["num"], Classes["cap"] = readNum, readCapital
	var patterns []*Pattern
	roleRules = append(roleRules, ageRules...)
	for i := range roleRules {
		roleRules[i].p = Compile(roleRules[i].words)
		patterns = append(patterns, roleRules[i].p)
	}
	roleIndex = NewRuleIndex(patterns)
}

// readNum reads a number in digits, a code such as 15a, or a letter with digits.
func readNum(d *Document, i int) (Capture, bool) {
	t := d.Tokens[i]
	if t.Kind == Number || t.Kind == code {
		return Capture{Last: i + 1, Value: t.value}, true
	}
	v, ok := Units[t.Text]
	return Capture{Last: i + 1, Value: v}, ok
}

// readCapital reads a name: a word with a capital letter.
func readCapital(d *Document, i int) (Capture, bool) {
	return Capture{Last: i + 1}, i < len(d.Tokens) && d.Tokens[i].Kind == Word && d.Tokens[i].capital
}

// forcesFit takes 40 of the 44 forces, and 40 of the 44.
func forcesFit(d *Document, i, end int, c []Capture) bool {
	return d.Is(end-1, Set("forces constabularies")) || c[len(c)-1].Value >= 38 && c[len(c)-1].Value <= 48 &&
		c[0].Value <= c[len(c)-1].Value && d.Is(end, Set("that who which answered responded replied provided gave , . ;"))
}

func ofSeveral(d *Document, i, end int, c []Capture) bool { return c[0].Value > 1 }

func sectionFits(d *Document, i, end int, c []Capture) bool {
	t := d.Tokens[c[0].First]
	return t.Kind == code || t.value < 200 && !d.Tokens[i].Line
}

func codeFits(d *Document, i, end int, c []Capture) bool {
	t := d.Tokens[c[0].First]
	return c[0].Value < 1000 || t.Kind == Number && t.Text[0] == '0'
}

// slashFits takes 71/17, 088/01 and 1/7, which are no financial years.
func slashFits(d *Document, i, end int, c []Capture) bool {
	_, isYear := ReadFinancial(d, i)
	return !isYear && !d.Tokens[c[0].Last].Space
}

func referenceFits(d *Document, i, end int, c []Capture) bool {
	t := d.Tokens[c[0].First]
	if d.At(i) == "no" {
		return d.At(i+1) == "." && t.Kind == Number
	}
	switch d.At(i) {
	case "question":
		return t.Kind == Number && t.value < 100
	case "issue":
		return t.Kind == Number && t.value < 1000
	case "number", "release", "figure", "level", "part", "top", "version", "figures", "stage", "phase",
		"unit", "op", "pc":
		return d.Tokens[i].capital && t.Kind == Number && t.value < 100 || d.At(i) == "top" && t.value < 200
	}
	return t.Kind != Word || d.Tokens[i].capital
}

func schoolFits(d *Document, i, end int, c []Capture) bool {
	return c[0].Value >= 1 && c[0].Value <= 13 && d.Tokens[c[0].First].Kind == Number && (d.Tokens[i].capital ||
		d.Is(end, Set("pupils pupil children students"))) && !d.Is(end, Set("offences %"))
}

// joinedUnit takes 40p.
func joinedUnit(d *Document, i, end int, c []Capture) bool {
	return d.Tokens[i].Kind == Number && !d.Tokens[end-1].Space
}

// upTo100 takes nine times out of ten.
func upTo100(d *Document, i, end int, c []Capture) bool {
	return c[0].Value < c[1].Value && c[1].Value <= 100 && DurationUnits[d.At(end)] == 0
}

// threadMark takes the 1/ that begins a part of a thread.
func threadMark(d *Document, i, end int, c []Capture) bool {
	t := d.Tokens[i]
	return t.Kind == Number && t.value < 100 && t.decimals == 0 && t.Space && !d.Tokens[i+1].Space &&
		(end >= len(d.Tokens) || d.Tokens[end].Space)
}

func ageFits(d *Document, i, end int, c []Capture) bool { return c[0].Value <= 110 }

func underFits(d *Document, i, end int, c []Capture) bool {
	if c[0].Value > 25 || c[0].Value < 3 {
		return false
	}
	if d.At(end) == "of" {
		return false // above the 13 of the quarter before
	}
	if d.At(i+1) == "the" || d.At(i+1) == "age" {
		return true
	}
	next := d.At(end)
	return !OffenceNouns[next] && next != "%" && next != "per" && next != "percent" && next != "times" &&
		next != "million" && !d.Is(i-1, Set("just slightly well")) && !d.Is(end, Set("a each every")) &&
		!d.Is(end, Set("years months weeks days times fold")) &&
		(d.At(end) != "in" || d.Is(i-1, Set("victim victims child children girls boys"))) && d.OffenceAfter(end, 3) == 0
}

func codeIsAge(d *Document, i, end int, c []Capture) bool {
	t := d.Tokens[c[0].First]
	return t.Kind == code && t.Text[len(t.Text)-1] == 's'
}

func smallNumber(d *Document, i, end int, c []Capture) bool { return c[0].Value <= 25 }

func personFits(d *Document, i, end int, c []Capture) bool {
	v := c[0].Value
	next := d.At(end)
	if v < 1 || v > 99 || c[0].Value == 1 || v > 19 && d.Is(i, Set("girl girls boy boys child children youngster")) {
		return false
	}
	return !OffenceNouns[next] && next != "%" && next != "per" && next != "percent" && next != "times" &&
		d.OffenceAfter(end, 3) == 0 && !(d.At(i+1) == "of" && v > 20)
}

func clockFits(d *Document, i, end int, c []Capture) bool {
	return !d.Tokens[i+1].Space && !d.Tokens[i+2].Space && c[0].Value < 24 && c[1].Value < 60 && len(d.At(i+2)) == 2
}

func durationFits(d *Document, i, end int, c []Capture) bool {
	return !d.Is(i-1, Set("every"))
}

func pronounFits(d *Document, i, end int, c []Capture) bool {
	return d.At(i) == "one" && d.At(i+1) != ""
}

func theOneFits(d *Document, i, end int, c []Capture) bool {
	if d.At(i) == "only" {
		return false
	}
	next := d.At(end)
	return next != "in" && !OffenceNouns[next] && next != "every" && next != "year" && next != "hundred" &&
		next != "million" && next != "thousand" && d.OffenceAfter(end, 3) == 0
}

// timesAlone takes how often a thing was done, and no multiple: seen six times as many.
func timesAlone(d *Document, i, end int, c []Capture) bool {
	return !d.Is(end, Set("as more higher greater the that what its larger bigger"))
}

// holdsPeople takes what a room holds: the hall holds 80.
func holdsPeople(d *Document, i, end int, c []Capture) bool {
	return d.OffenceAfter(end, 4) == 0 && d.Tokens[min(end, len(d.Tokens)-1)].Kind != Word || d.Is(end, Set("people children "+
		"adults pupils parents"))
}

// orAges takes 12 or 13, with nothing that is counted after it.
func orAges(d *Document, i, end int, c []Capture) bool {
	a, b := c[0].Value, c[1].Value
	return a >= 5 && b <= 21 && (b == a+1 || b == a+2) && !d.Is(end, Set("% per percent times months years weeks days")) &&
		d.OffenceAfter(end, 3) == 0
}

// hourFits takes "Matins is at 11", and no level: stood at 11.
func hourFits(d *Document, i, end int, c []Capture) bool {
	v := c[0].Value
	return v >= 1 && v <= 12 && d.Is(i-1, Set("is are begins began begin starts started opens opened closes closed "+
		"ended ends start meet meets sunday monday tuesday "+
		"wednesday thursday friday saturday today tomorrow tonight doors service")) && d.OffenceAfter(end, 3) == 0
}

// namedFits takes the age of somebody with a name: Sophia was 15 when.
func namedFits(d *Document, i, end int, c []Capture) bool {
	v := c[len(c)-1].Value
	return v >= 4 && v <= 18 && len(areaIndex[d.At(i)]) == 0 && Months[d.At(i)] == 0 && !policeWords[d.At(i)] &&
		!FunctionWords[d.At(i)] && d.OffenceAfter(end, 3) == 0
}

// scoreFits takes two numbers that a hyphen joins and that count nothing: 4-1, 1093-24.
func scoreFits(d *Document, i, end int, c []Capture) bool {
	if d.Tokens[i+1].Space || d.Tokens[i+2].Space || d.Tokens[i].Kind != Number || d.Tokens[i+2].Kind != Number {
		return false
	}
	_, year := ReadFinancial(d, i)
	return !year && !readerYear(d, i) && d.OffenceAfter(end, 4) == 0 && !d.Is(end, Set("% - per percent times fold a")) &&
		!d.Is(i-1, Set("£ between from"))
}

var platformWords = Set("snapchat instagram facebook whatsapp kik tiktok meta twitter roblox twitch messenger imessage " +
	"discord youtube x")

// ageOfNamed takes the age of somebody who is named: Ella, 13, from Glasgow; Lowri, now 19, was.
func ageOfNamed(d *Document, i, end int, c []Capture) bool {
	v := c[len(c)-1].Value
	return v >= 4 && v <= 99 && len(areaIndex[d.At(i)]) == 0 && Months[d.At(i)] == 0 && !policeWords[d.At(i)] &&
		!FunctionWords[d.At(i)] && !platformWords[d.At(i)]
}

// victimsWere takes the age of victims whom a number before it counts: 23 of the victims were 15, 16 were 14.
func victimsWere(d *Document, i, end int, c []Capture) bool {
	v := c[0].Value
	s := d.Sentences[d.SentenceOf(i)]
	return v >= 4 && v <= 17 && d.Holds(s.First, i, Set("victims girls boys children")) &&
		(d.Tokens[i-1].Kind == Number || d.Is(i-1, Set("victims girls boys children")) && d.At(i-2) != ",") && i > s.First
}

// youngestWas takes the age after a clause: the youngest victim in the figures, published this week, was four.
func youngestWas(d *Document, i, end int, c []Capture) bool {
	first := max(d.Sentences[d.SentenceOf(i)].First, i-14)
	for j := i - 1; j >= first && !d.Is(j, Set("number numbers offences crimes cases figure total")); j-- {
		if d.Is(j, Set("youngest oldest")) {
			return c[0].Value <= 110
		}
	}
	return false
}

// ageAs takes the age that somebody gives: the age of the teacher as 39.
func ageAs(d *Document, i, end int, c []Capture) bool {
	return c[0].Value <= 110 && d.Holds(max(d.Sentences[d.SentenceOf(i)].First, i-8), i, Set("age"))
}

// firstFew takes the first 80, with nothing that is counted after it.
func firstFew(d *Document, i, end int, c []Capture) bool {
	return d.Is(i-1, Set("the our")) && d.Tokens[c[0].First].Kind == Number && d.OffenceAfter(end-1, 3) == 0 &&
		c[0].Value < 1000
}

// presentFits takes nine of whom were present.
func presentFits(d *Document, i, end int, c []Capture) bool {
	return d.Is(end, Set("were are")) && d.Is(end+1, Set("present there absent in"))
}

// labelFits takes the number of a column or a motion: a whole one in digits with no noun of its own.
func labelFits(d *Document, i, end int, c []Capture) bool {
	t := d.Tokens[c[len(c)-1].First]
	return t.Kind == Number && t.decimals == 0 && !t.Line && d.OffenceAfter(end, 3) == 0 &&
		!d.Is(end, Set("% per percent times were was in")) && !(d.At(i) == "no" && t.value > 200)
}

// betweenAges takes ages of people: 14 were between 30 and 59.
func betweenAges(d *Document, i, end int, c []Capture) bool {
	if c[0].Value < 4 || c[1].Value > 90 || d.OffenceAfter(end, 3) > 0 || d.Is(end, Set("% per percent times a")) {
		return false
	}
	s := d.Sentences[d.SentenceOf(i)]
	return d.Holds(s.First, s.Last, Set("aged age ages old victims girls boys suspects men women offenders female male"))
}

// oddYearFits takes 2017/19, which is no financial year, for a year that is misprinted.
func oddYearFits(d *Document, i, end int, c []Capture) bool {
	_, year := ReadFinancial(d, i)
	return !year && !d.Tokens[i+1].Space && !d.Tokens[i+2].Space && len(d.At(i+2)) == 2
}

// longFits takes numbers that are no count: of many digits, or that begin with a zero.
func longFits(d *Document, i, end int, c []Capture) bool {
	t := d.Tokens[c[0].First]
	return t.Kind == code || t.Kind == Number && (len(t.Text) >= 5 && !strings.Contains(t.Text, ",") ||
		t.Text[0] == '0' && len(t.Text) > 1)
}

// fewForces takes "fell in 18 and stayed level in one", in a sentence that counts forces.
func fewForces(d *Document, i, end int, c []Capture) bool {
	s := d.Sentences[d.SentenceOf(i)]
	return c[0].Value <= 43 && d.Holds(s.First, i, Set("forces constabularies")) &&
		(FunctionWords[d.At(end)] || d.Tokens[min(end,
			len(d.Tokens)-1)].Kind == mark) && d.At(end) != "/" && d.At(end) != "-"
}

// agesOfChildren takes girls 12-15 and victims were 12 to 15.
func agesOfChildren(d *Document, i, end int, c []Capture) bool {
	return c[0].Value < c[1].Value && c[1].Value <= 19 && !d.Is(end, Set("% per percent times"))
}

func ageOf(d *Document, i, end int, c []Capture) bool { return c[0].Value < 100 && c[0].Value > 9 }

func digitsFit(d *Document, i, end int, c []Capture) bool { return d.Tokens[c[0].First].Kind == Number }

func streetFits(d *Document, i, end int, c []Capture) bool {
	return c[0].Value < 1000 && d.Tokens[end-1].capital
}

func decimalFits(d *Document, i, end int, c []Capture) bool { return d.Tokens[c[0].First].decimals > 0 }

func phoneFits(d *Document, i, end int, c []Capture) bool {
	t := d.Tokens[c[0].First]
	if t.Kind != Number || t.decimals > 0 {
		return false
	}
	if t.Text[0] == '0' && len(t.Text) >= 3 {
		return true
	}
	if d.Is(i, Set("text texting")) && (len(t.Text) == 5 || len(t.Text) == 6) {
		return true // a short code
	}
	switch t.Text {
	case "101", "999", "111", "105", "116", "119", "112":
		return !(d.At(end) == "of" && d.Is(end+1, Set("the last that"))) && d.OffenceAfter(end, 3) == 0 // down on the 111 of the year before
	}
	return false
}

// References finds numbers of files and books, which marks join without a space: 44/2018/0012,
// 978-1-78655-123-4.
func (d *Document) References(taken []bool) (found []PlainNumeral) {
	for i := 0; i < len(d.Tokens); {
		end := i + 1
		for end < len(d.Tokens) && !d.Tokens[end].Space && !d.Tokens[end].Line {
			end++
		}
		first, last, hyphens, year, zero := -1, 0, 0, false, false
		for j := i; j < end; j++ {
			t := d.Tokens[j]
			if t.Kind == Number {
				if first < 0 {
					first = j
				}
				last = j + 1
				year = year || readerYear(d, j)
				zero = zero || len(t.Text) >= 4 && t.Text[0] == '0' && t.decimals == 0
			} else if t.Text != "/" && t.Text != "-" {
				if first >= 0 {
					break
				}
				continue
			}
			hyphens += Btoi(first >= 0 && t.Text == "-")
		}
		if d.Holds(i, end, Set("_")) && d.HoldsNumeral(i, end) { // england-wales.annual-rate.2012-04_2013-03 = 370
			last := end
			if d.At(end) == "=" && end+1 < len(d.Tokens) && d.Tokens[end+1].Kind == Number && !d.Tokens[end+1].Line {
				last = end + 2
			}
			found = append(found, PlainNumeral{i, last, Reference, "a name of a program and its value"})
			for j := i; j < last; j++ {
				taken[j] = true
			}
			i = last
			continue
		}
		named := i > 0 && d.Holds(max(0, i-3), i, Set("reference ref foi request")) && (d.Holds(first, last, Set("/")) ||
			d.Is(i-1, Set("ref foi")) && !year)
		if first >= 0 && last > first+1 && (zero || named || hyphens >= 3 && !year) {
			found = append(found, PlainNumeral{first, last, Reference, "a reference"})
			for j := first; j < last; j++ {
				taken[j] = true
			}
		}
		i = end
	}
	return found
}

// PlainNumerals finds the numerals that are no statements, and marks their
// tokens as taken.
func (d *Document) PlainNumerals(taken []bool) []PlainNumeral {
	var found []PlainNumeral
	for i := range d.Tokens {
		if taken[i] {
			continue
		}
		if n, ok := d.plainNumeral(i, taken); ok {
			found = append(found, n)
			for j := range n.Last - n.First {
				taken[n.First+j] = true
			}
		}
	}
	return found
}

// plainForms find the end of what begins at a token and is told by its form, or 0. The first
// that does counts.
var plainForms = []struct {
	end  func(d *Document, i int) int
	role Role
	why  string
}{
	{(*Document).formula, Reference, "a part of a formula"},
	{(*Document).phone, Phone, "a telephone number"},
	{(*Document).listMark, ListMark, "the number of a paragraph or a list"},
	{(*Document).reference, Reference, "a reference"},
	{(*Document).citation, Reference, "a citation"},
	{(*Document).address, Reference, "an address or a tag"},
	{(*Document).nameAge, Age, "an age"},
}

// plainNumeral finds what begins at a token, by its form or else by its words.
func (d *Document) plainNumeral(i int, taken []bool) (n PlainNumeral, ok bool) {
	for _, f := range plainForms {
		if end := f.end(d, i); end > 0 {
			return PlainNumeral{i, end, f.role, f.why}, true
		}
	}
	best, bestEnd := d.longestRole(i, taken)
	if best != nil && best.role == Law && d.At(bestEnd) == "(" && d.At(bestEnd+2) == ")" &&
		d.Tokens[bestEnd+1].Kind == Number {
		bestEnd += 3 // section 12(1)
	}
	if best != nil && d.HoldsNumeral(i, bestEnd) {
		return PlainNumeral{i, bestEnd, best.role, best.why}, true
	}
	if t := d.Tokens[i]; t.Kind == code {
		return PlainNumeral{i, i + 1, codeRole(t), "a code"}, true
	}
	return PlainNumeral{}, false
}

// longestRole is the rule that reaches furthest from a token, and where it ends; nil for none.
func (d *Document) longestRole(i int, taken []bool) (best *roleRule, bestEnd int) {
	for _, n := range roleIndex.At(&d.Tokens[i]) {
		rule := &roleRules[n]
		end, c, ok := rule.p.MatchAt(d, i)
		if ok && rule.role == Phone {
			end = max(end, d.phone(c[len(c)-1].First))
		}
		if !ok || end <= bestEnd || AnyTaken(taken, i, end) || rule.fits != nil && !rule.fits(d, i, end, c) {
			continue
		}
		best, bestEnd = rule, end
	}
	return best, bestEnd
}

// reference finds a number that is written to the end of a word.
func (d *Document) reference(i int) int {
	if t := d.Tokens[i]; t.Kind == Number && !t.Space && !t.joined && i > 0 && d.Tokens[i-1].Kind == Word &&
		d.Tokens[i-1].End == t.Start && !d.Is(i-1, Set("fy cy ye q h e x")) {
		return i + 1
	}
	return 0
}

func codeRole(t token) Role {
	if t.Text[len(t.Text)-1] == 's' {
		return Age // under-16s
	}
	return Law
}

func (d *Document) HoldsNumeral(i, end int) bool {
	for ; i < end; i++ {
		if t := d.Tokens[i]; t.Kind == Number || t.Kind == code || Units[t.Text] > 0 || tens[t.Text] > 0 || t.Text == "zero" {
			return true
		}
	}
	return false
}

// phone reads groups of digits that begin with a 0, or +44.
func (d *Document) phone(i int) int {
	t := d.Tokens[i]
	if t.Kind != Number || t.decimals > 0 {
		return 0
	}
	zero := t.Text[0] == '0' && len(t.Text) >= 3
	if !zero && !(t.Text == "44" && d.At(i-1) == "+") && t.Text != "116" {
		return 0
	}
	end, n := i+1, len(t.Text)
	for end < len(d.Tokens) && d.Tokens[end].Kind == Number && !d.Tokens[end].Line {
		n, end = n+len(d.At(end)), end+1
	}
	if n >= 8 || t.Text == "116" && d.At(i+1) == "123" || zero && n >= 5 {
		return end
	}
	return 0
}

// formula reads numbers with signs of multiplication or division between them, and what they come to.
func (d *Document) formula(i int) int {
	end, signs := i, 0
	for end < len(d.Tokens) && (d.Tokens[end].Kind == Number || d.Is(end, Set("^ = + ( )"))) &&
		!(end > i && d.Tokens[end].Line) {
		signs += Btoi(d.At(end) == "^")
		end++
	}
	for end > i && d.Is(end-1, Set("( + =")) {
		end--
	}
	if signs == 0 || d.Tokens[i].Kind != Number && d.At(i) != "(" {
		return 0
	}
	return end
}

// listMark reads 1. and 4.2 and (3) and 1/7 at the start of a line.
func (d *Document) listMark(i int) int {
	t := d.Tokens[i]
	if t.Kind == Number && t.value < 30 && !t.Line && i > 0 && d.At(i+1) == "." &&
		(terminal(d.At(i-1)) || d.At(i-1) == ":" && t.value == 1) &&
		!d.Tokens[i+1].Space &&
		i+2 < len(d.Tokens) && d.Tokens[i+2].capital && d.Tokens[i+2].Space {
		return i + 2 // a list in one line: 370/2022. 1. Please tell me
	}
	if !t.Line && !(i > 0 && d.Tokens[i-1].Line && (d.At(i-1) == "(" || d.At(i-1) == "*" || d.At(i-1) == "-" ||
		d.At(i-1) == "#" || d.At(i-1) == "[")) {
		return 0
	}
	if t.Kind != Number || t.value >= 100 || i+1 >= len(d.Tokens) {
		return 0
	}
	next := d.Tokens[i+1]
	switch {
	case next.Text == "." && !next.Space && i+2 < len(d.Tokens) && (d.Tokens[i+2].Space || d.Tokens[i+2].Kind == Number):
		end := i + 2
		for end+1 < len(d.Tokens) && !d.Tokens[end].Space && d.Tokens[end].Kind == Number {
			end++
			if d.At(end) == "." && !d.Tokens[end].Space {
				end++
			}
		}
		return end
	case next.Text == ")" || next.Text == "]":
		return i + 2
	case t.decimals > 0 && t.decimals < 3 && next.capital && next.Space && !next.Line && next.Kind == Word &&
		Months[next.Text] == 0:
		return i + 1
	case next.Text == "/" && i+2 < len(d.Tokens) && d.Tokens[i+2].Kind == Number && d.Tokens[i+2].value < 100 &&
		!d.Tokens[i+2].Space:
		if _, isYear := ReadFinancial(d, i); !isYear && t.value <= d.Tokens[i+2].value {
			return i + 3
		}
	}
	return 0
}

// citation reads numbers in square brackets after a word: cite[3,7].
func (d *Document) citation(i int) int {
	if d.At(i) != "[" || d.Tokens[i].Space {
		return 0
	}
	end := i + 1
	for end < len(d.Tokens) && (d.Tokens[end].Kind == Number || d.Is(end, Set(", -"))) {
		end++
	}
	if end == i+1 || d.At(end) != "]" {
		return 0
	}
	return end + 1
}

// address reads a web address, a mail address, a tag or a user's name with digits.
func (d *Document) address(i int) int {
	t := d.Tokens[i]
	if t.Text != "#" && t.Text != "@" && t.Text != "http" && t.Text != "https" && t.Text != "www" {
		return 0
	}
	end := i + 1
	for end < len(d.Tokens) && !d.Tokens[end].Space {
		end++
	}
	if end == i+1 || t.Text == "#" && d.Tokens[i+1].Kind == Number && end == i+2 || !d.HoldsNumeral(i, end) {
		return 0
	}
	return end
}

// nameAge reads the age between commas after a name or a person: a man, 34, from.
func (d *Document) nameAge(i int) int {
	t := d.Tokens[i]
	if t.Kind != Number || t.value < 10 || t.value > 99 || t.decimals > 0 || i < 2 || d.At(i-1) != "," ||
		d.At(i+1) != "," && d.At(i+1) != "." {
		return 0
	}
	before := d.Tokens[i-2]
	if people[before.Text] || before.Kind == Word && before.capital && Months[before.Text] == 0 && i > 2 &&
		d.Tokens[i-3].capital && d.Tokens[i-3].Kind == Word && !policeWords[before.Text] {
		return i + 1
	}
	return 0
}

var people = Set("man woman teenager teacher father mother resident student boy girl driver soldier paedophile " +
	"pensioner offender")
