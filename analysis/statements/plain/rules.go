package plain

import (
	"strings"

	"grooming-report/analysis/statements/lex"
)

// A roleRule gives numerals a role by the words that they stand in, if these fit.
type roleRule struct {
	words string
	role  lex.Role
	why   string
	fits  func(d *lex.Document, i, end int, c []lex.Capture) bool
	p     *lex.Pattern
}

var roleRules = []roleRule{
	{words: "(section|sections|schedule|schedules|article|articles|clause|clauses|regulation|regulations) {num} " +
		"(and|or|to|-|,)? {num}?", role: lex.Law, why: "a provision of law"},
	{words: "(s|ss) (.)? {num}", role: lex.Law, why: "a provision of law", fits: sectionFits},
	{words: "(act|order|regulations|bill|rules) {year}", role: lex.Law, why: "the year of a law"},
	{words: "(code|codes|class|classification|subcode) (of)? {num} (and|or|,|/)? {num}?", role: lex.Law,
		why:  "an offence code",
		fits: codeFits},
	{words: "s (.)? i (.)? {num} / {num}", role: lex.Law, why: "a statutory instrument"},
	{words: "{num} / {num}", role: lex.Reference, why: "a reference", fits: slashFits},
	{words: "(page|pages|table|tables|figure|fig|appendix|item|items|question|questions|note|notes|annex|volume|" +
		"chapter|chapters|paragraph|paragraphs|para|paras|step|room|channel|number|no|nos|ref|uin|grade|tier|band|" +
		"level|stage|phase|route|unit|slide|recommendation|part|extension|ext|op|pc|top|issue|vol|version|release|" +
		"covid) (.|-|:)? {num}", role: lex.Reference, why: "a reference", fits: referenceFits},
	{words: "{n} (police)? (forces|constabularies)? (of|out) (of)? (the)? {n} (uk|english|welsh|territorial|regional)? " +
		"(police)? (forces|constabularies)?", role: lex.Other, why: "a number of forces", fits: forcesFit},
	{words: "{n} (uk|english|welsh|territorial|regional|british)? (police)? (forces|constabularies|departments)",
		role: lex.Other, why: "a number of forces", fits: ofSeveral},
	{words: "(believed|thought|pretended|claimed) (to be|(he|she was)) (just|only|aged)? {n}", role: lex.Age,
		why:  "an age",
		fits: ageFits},
	{words: "(groomed|abused|raped|targeted) at (just|only|the age of)? {n}", role: lex.Age, why: "an age",
		fits: smallNumber},
	{words: "as (young|old|little) as (just|only)? {n}", role: lex.Age, why: "an age"},
	{words: "(most common|average|median|mean) age (for|of)? (a|the)? (victims|victim|children|girls|boys)? (was|is) " +
		"{n}", role: lex.Age, why: "an age"},
	{words: "(isbn|issn|pmid|doi|reference|ref|case|log|incident|urn|request|foi|crime) (number|no|ref|reference)? " +
		"(.|:)? {num}", role: lex.Reference, why: "a reference", fits: longFits},
	{words: "(request|foi|reference|ref) (number|no|ref|reference)? (.|:)? {num} (-|/) {num}", role: lex.Reference,
		why: "a reference"},
	{words: "{n} {n}? {cap} (road|street|lane|avenue|square|house|way|court|place|drive|terrace|park|row|hill|gardens)",
		role: lex.Reference, why: "an address", fits: streetFits},
	{words: "box {num}", role: lex.Reference, why: "an address"},
	{words: "(fell|rose|up|down|fallen|risen|unchanged|level|static) in {n}", role: lex.Other, why: "a number of forces",
		fits: fewForces},
	{words: "voted (by)? {n} to {n}", role: lex.Other, why: "a number of votes"},
	{words: "by {n} (votes)? to {n} to", role: lex.Other, why: "a number of votes"},
	{words: "(page|pages) {num} (and|to|-) {num}", role: lex.Reference, why: "a reference"},
	{words: "(text|texting|send|sending) {cap} to {num}", role: lex.Phone, why: "a telephone number", fits: digitsFit},
	{words: "(man|woman|teacher|boy|girl|child) of {n} who|from|with|and|has|had|was", role: lex.Age, why: "an age",
		fits: ageOf},
	{words: "(population|populations) of (about|around|some|nearly|almost|over)? {n}", role: lex.Other,
		why: "a number of people"},
	{words: "(column|columns|col|motion|response|answer) {num}", role: lex.Reference, why: "a reference", fits: digitsFit},
	{words: "{num} in an emergency", role: lex.Phone, why: "a telephone number"},
	{words: "(101|999|111|112) (,)? or (on)? {num}", role: lex.Phone, why: "a telephone number", fits: dialled},
	{words: "thread of {num}", role: lex.Reference, why: "a reference"},
	{words: "(year|years) {num} (to|and|-|,)? {num}? (and|,)? {num}?", role: lex.Reference, why: "a school year",
		fits: schoolFits},
	{words: "key stage {num}", role: lex.Reference, why: "a school stage"},
	{words: "$ {n} (m|bn|k|million|billion|thousand)?", role: lex.Money, why: "money"},
	{words: "{n} (pounds|pence|euros|dollars)", role: lex.Money, why: "money"},
	{words: "{n} p", role: lex.Money, why: "money", fits: joinedUnit},
	{words: "{n} times (in|((out of)|(of))) (every)? {n}", role: lex.Pronoun, why: "a manner of speaking", fits: upTo100},
	{words: "(carried|passed|defeated|won|lost|rejected|approved|beaten|agreed) (by)? {n} (votes)? to {n}",
		role: lex.Other,
		why:  "a number of votes"},
	{words: "{num} /", role: lex.ListMark, why: "the number of a part of a thread", fits: threadMark},
	{words: "{n} -? (to|and|-|or)? {n}? (year|years|yr|yrs|month) (old|olds)", role: lex.Age, why: "an age"},
	{words: "(aged|age|ages) (just|only|between|under|over|from|about|of|as)? (just|only|the|young)? (as|age|ages)? " +
		"(of)? {n} (to|and|-|or)? {n}? (or|and)? (under|over|younger|older|above|below|upwards|up)?", role: lex.Age,
		why: "an age", fits: ageFits},
	{words: "between (the)? ages of {n} and {n}", role: lex.Age, why: "an age"},
	{words: "(under|over|below|above) (the)? (age)? (of)? {n}", role: lex.Age, why: "an age", fits: underFits},
	{words: "(under|over) {num}", role: lex.Age, why: "an age", fits: codeIsAge},
	{words: "{n} (or|and) (under|over|younger|older|above|below|upwards)", role: lex.Age, why: "an age",
		fits: smallNumber},
	{words: "(girl|girls|boy|boys|child|children|man|woman|youngster|teenager|victim|youngest|daughter|son|mother|" +
		"father) (,|of|was|is|being)? (just|only)? {n} (or {n})?", role: lex.Age, why: "an age", fits: personFits},
	{words: "{n} or {n}", role: lex.Age, why: "an age", fits: orAges},
	{words: "{n} (am|pm|a.m|p.m)", role: lex.Date, why: "a time"},
	{words: "{n} : {n}", role: lex.Date, why: "a time", fits: clockFits},
	{words: "24/7", role: lex.Date, why: "a time"},
	{words: "{n} (hours|hour|minutes|minute|seconds|days|weeks|week)", role: lex.Duration, why: "a duration",
		fits: durationFits},
	{words: "(one|no) (of|another|who|knows|should|else|can|is|day|thing|reason|by|has)", role: lex.Pronoun,
		why: "no quantity", fits: pronounFits},
	{words: "(this|that|the|each|every|any|no|some|another|which|only|other|wrong|first|last|latest) one",
		role: lex.Pronoun, why: "no quantity", fits: theOneFits},
	{words: "(was|is|were|being) (just|only)? {n} (.|,|;|and)", role: lex.Age, why: "an age", fits: youngestWas},
	{words: "as {n} (.|,|;|and)", role: lex.Age, why: "an age", fits: ageAs},
	{words: "(youngest|oldest) (child|victim|victims|girl|boy|person|children)? (nationally|locally)? " +
		"(targeted|groomed|recorded|involved|known)? (was|were|being|is|aged) (just|only)? {n}", role: lex.Age,
		why: "an age"},
	{words: "{n} my|his|her|their|your age", role: lex.Age, why: "an age"},
	{words: "{cap} is {n} now", role: lex.Age, why: "an age", fits: ageOfNamed},
	{words: "(lad|nephew|niece|sister|brother|grandson|granddaughter|kid|pupil) (is|was|,) {n} (.|,|and|when|now)",
		role: lex.Age,
		why:  "an age", fits: ageFits},
	{words: "pub {num}", role: lex.Reference, why: "a reference", fits: digitsFit},
	{words: "(younger|older) than {n}", role: lex.Age, why: "an age", fits: underFits},
	{words: "(was|is|were) (only|just)? {n} when (a|an|the)? " +
		"(man|boy|men|stranger|groomer|offender|abuse|grooming|he|she|they)", role: lex.Age, why: "an age", fits: ageFits},
	{words: "were {n} (and|,|.|;)", role: lex.Age, why: "an age", fits: victimsWere},
	{words: "{cap} , ((who is|was)|now|then) {n} (,|.|and)", role: lex.Age, why: "an age", fits: ageOfNamed},
	{words: "{cap} , {n} , (from|who|of|was|is|told|said|has|had)", role: lex.Age, why: "an age", fits: ageOfNamed},
	{words: "(contacted|called|phoned|rung|rang|seen|visited|viewed|shared|downloaded|watched|liked|read) " +
		"(more|over)? (than)? {n} times", role: lex.Other, why: "counts no offences", fits: timesAlone},
	{words: "{n} times (that|one) (night|evening|morning|afternoon|day|week)", role: lex.Other, why: "counts no offences"},
	{words: "(met|meets|wrote|written|convened|sat|voted|asked|asks|spoke|spoken|tried|won|lost|moved|fined|tested|opened|" +
		"trained|cancelled|postponed|apologised|complained|appeared|moves|checked) (up " +
		"to|over|about|nearly|almost|only|just)? {n} times",
		role: lex.Other, why: "counts no offences"},
	{words: "(fares|bills|rents|prices|wages|pensions|fees|premiums|tax|precept|budget|charges|tickets) " +
		"(will|to|may|could|would|is|are)? (to)? (rise|fall|increase|(go|going|went|gone up|down)|rises|rose|up|down) (by)? {n} " +
		"(%|per)? (cent)?", role: lex.Other, why: "a price"},
	{words: "(tax|precept|budget|rent|fares|fees) by {n} (%|per)? (cent)?", role: lex.Other, why: "a price"},
	{words: "(oldest|youngest) of (them|these|those|whom) (being|was|is|aged)? {n}", role: lex.Age, why: "an age"},
	{words: "{n} times the population|people|area|size|officers|budget", role: lex.Other, why: "counts no offences"},
	{words: "(holds|seats|sleeps|fits|accommodates) (up to|over|about|nearly|almost|around)? {n}", role: lex.Other,
		why: "counts no offences", fits: holdsPeople},
	{words: "(fosters|fostered|fostering|adopted|adopts|teaches|taught|coaches|coached|mentors|tutors) {n}",
		role: lex.Other,
		why:  "counts no offences"},
	{words: "(previous|preceding|prior) 12|twelve (.|,|;|and)", role: lex.Duration, why: "a duration"},
	{words: "(him|her|me|them|us|you) (about|over|nearly|almost)? {n} times", role: lex.Other, why: "counts no offences"},
	{words: "a further one", role: lex.Pronoun, why: "no quantity"},
	{words: "the only one .|,|;|!|?", role: lex.Pronoun, why: "no quantity"},
	{words: "(worked|working|work|spoke|spoken|met) with (over|about|nearly|almost|some)? {n} (young)? " +
		"people|children|teenagers|boys|girls|families|parents|youngsters", role: lex.Other,
		why: "counts people, not offences"},
	{words: "{n} (young)? people|children|teenagers|youngsters|girls|boys (have|had)? " +
		"came|turned|wrote to", role: lex.Other, why: "counts people, not offences"},
	{words: "(i've|we've|(i|we have)) {n} (young|small|teenage)? " +
		"boys|girls|sons|daughters|kids|children|teenagers|grandchildren " +
		"(, {n} (and {n})?)?", role: lex.Other, why: "counts people, not offences"},
	{words: "{n} of our|my|his|her girls|boys|pupils|members|students|teenagers", role: lex.Other,
		why: "counts people, not offences"},
	{words: "in one case (in|,)", role: lex.Pronoun, why: "no quantity"},
	{words: "half as many|much (people|children|officers)? again", role: lex.Pronoun, why: "a manner of speaking"},
	{words: "(first|next|last) {n} (.|,|;|to|people|who|on)", role: lex.Other, why: "an order", fits: firstFew},
	{words: "(sample|dataset|set|study|series) (comprised|comprises|(consisted of)|(consists of)|included|of|contains|" +
		"contained) {n} (cases|offences|incidents)", role: lex.Other, why: "a sample", fits: ageFits},
	{words: "i am|was {n} (and|,|years|.)", role: lex.Age, why: "an age", fits: ageFits},
	{words: "i'm {n} (and|,|years)", role: lex.Age, why: "an age"},
	{words: "(he|she|who) ('s|is|was) {n} (and|,|years|.)", role: lex.Age, why: "an age"},
	{words: "(he|she|who) (is|was) {n} (and|,|but|or) (then|later|now) {n}", role: lex.Age, why: "an age"},
	{words: "one to one", role: lex.Pronoun, why: "no quantity"},
	{words: "(dial|call|calls|calling|ring|rang|ringing|phone|telephone|text|texting|helpline|line|on|tel|contact) " +
		"(free)? " +
		"(on|the|is|number|line)? (:)? {num}", role: lex.Phone, why: "a telephone number", fits: phoneFits},
	{words: "95|99|90 % (ci|confidence|credible|prediction|limits) (interval|intervals|limits)? (,|:|of)? {n}? " +
		"(to|-|,|and)? {n}?", role: lex.Other, why: "limits of an estimate"},
	{words: "p|r|n|t (~|<|>|=) {n}", role: lex.Other, why: "a statistic"},
	{words: "(step|ratio|coefficient|slope|estimate) of {n}", role: lex.Other, why: "a statistic", fits: decimalFits},
	{words: "(downward|upward)? (revision|correction) of {n} (offences|cases)? (or|,|and)? {n}? (per|%)? (cent)?",
		role: lex.Other, why: "a revision of a figure"},
	{words: "zero tolerance", role: lex.Pronoun, why: "no quantity"},
	{words: "number one", role: lex.Pronoun, why: "no quantity"},
	{words: "(team|staff|group|panel|crew|crowd|turnout|attendance|class|audience|family|membership|squad|workforce) of " +
		"(over|about|around|nearly|almost)? {n}", role: lex.Other, why: "a number of people"},
	{words: "{n} votes to {n}", role: lex.Other, why: "a number of votes"},
	{words: "{n} for , {n} against", role: lex.Other, why: "a number of votes"},
	{words: "{n} of whom", role: lex.Other, why: "a number of people", fits: presentFits},
	{words: "(column|columns|motion|issue|response|answer|bulletin|week|item|no|nos|chapter|verse|psalm|hymn|junction|gate|" +
		"platform|flight|bus|ward|room|episode|edition|volume|annex|slide|box|locker|plot|lot|seat|row|studio) {num}",
		role: lex.Reference, why: "a reference", fits: labelFits},
	{words: "victims|girls|boys|children|youngsters|teenagers|men|women|people|offenders|suspects|groomers of " +
		"{n} to|and|- {n}",
		role: lex.Age, why: "an age", fits: ageFits},
	{words: "victims|girls|boys|children|youngsters|teenagers|females|males (were|was|are|being)? " +
		"(mostly|mainly|largely|between)? " +
		"{n} to|-|and|or {n}", role: lex.Age, why: "an age", fits: agesOfChildren},
	{words: "between {n} and {n}", role: lex.Age, why: "an age", fits: betweenAges},
	{words: "(even)? one (grooming|sexual)? (offence|case|crime|child|victim)? (is|was)? (just)? (one)? too many",
		role: lex.Pronoun, why: "no quantity"},
	{words: "even one (grooming|sexual)? (offence|case|crime|child|victim)", role: lex.Pronoun, why: "no quantity"},
	{words: "(grandfather|grandmother|father|mother|parent) of {n}", role: lex.Other, why: "children of a family"},
	{words: "up to {n} (years|months)? for", role: lex.Other, why: "a sentence", fits: smallNumber},
	{words: "{year} / {num}", role: lex.Reference, why: "a year as printed", fits: oddYearFits},
	{words: "day one", role: lex.Pronoun, why: "no quantity"},
	{words: "second half", role: lex.Pronoun, why: "no quantity"},
	{words: "at {n}", role: lex.Date, why: "a time", fits: hourFits},
	{words: "{cap} was|is|, (just|only)? {n} when|years|and", role: lex.Age, why: "an age", fits: namedFits},
	{words: "{num} - {num}", role: lex.Reference, why: "a reference", fits: scoreFits},
	{words: "(claim|priority|update|myth|fact|rule|tip|objective|outcome|pledge|promise|theme|lesson|exhibit|aim|round) " +
		"{num} :|.|-", role: lex.Reference, why: "a heading", fits: headingFits},
	{words: "(limit|minimum|maximum|threshold|quota) of {n}", role: lex.Other, why: "a limit", fits: nothingCounted},
	{words: "{n} boys|girls and {n} girls|boys", role: lex.Other, why: "counts people, not offences", fits: noVictims},
	{words: "(sessions|lessons|workshops|places|visits|courses) for (over|about|nearly|almost|some)? {n} (young)? " +
		"people|children|teenagers|boys|girls|families|parents|pupils", role: lex.Other, why: "counts people, not offences"},
	{words: "rated {n}", role: lex.Age, why: "an age", fits: smallNumber},
	{words: "when {cap} was (just|only)? {n}", role: lex.Age, why: "an age", fits: whenNamed},
	{words: "{n} (months|weeks|days) against|versus|vs {n} .|,|;", role: lex.Duration, why: "a duration"},
	{words: "{n} times a night|lesson|shift|session|term|minute|hour", role: lex.Other, why: "counts no offences"},
	{words: "at {n} i|he|she|they (have|had|was|were|am|is|are|began|started|joined|still)", role: lex.Age, why: "an age",
		fits: ageFits},
	{words: "{n} (small|young|little|grown|teenage|adult) girls|boys|sons|daughters|kids|grandchildren", role: lex.Other,
		why: "counts people, not offences"},
	{words: ", {n} of them ,", role: lex.Other, why: "counts people, not offences", fits: ofPeopleBefore},
	{words: "{n} came|turned|queued (up)? to (hear|see|listen|watch)", role: lex.Other, why: "counts people, not offences"},
	{words: "(lad|lass|daughter|son|pupil|teenager|girl|boy) of {n} (has|had|was|is|from|and|,|.)", role: lex.Age,
		why: "an age", fits: smallNumber},
	{words: "{n} , (who)? said|told|says|added|explained", role: lex.Age, why: "an age", fits: personsAge},
	{words: "(court|magistrates|tribunal|bench) heard {n} cases", role: lex.Other, why: "counts other cases"},
	{words: "{n} teenagers|children|pupils|parents (were|are) (there|present|waiting)", role: lex.Other,
		why: "counts people, not offences"},
	{words: "{num} +", role: lex.Age, why: "an age", fits: ageAndOver},
	{words: "(since|in|from) {num}", role: lex.Date, why: "a year", fits: centuryFits},
	{words: "{n} (cases|offences|crimes) of (all|every|any) kind|kinds|sort|sorts|type|types", role: lex.Other,
		why: "counts other cases"},
}

var roleIndex lex.RuleIndex

func init() {
	var patterns []*lex.Pattern
	roleRules = append(roleRules, ageRules...)
	for i := range roleRules {
		roleRules[i].p = lex.Compile(roleRules[i].words)
		patterns = append(patterns, roleRules[i].p)
	}
	roleIndex = lex.NewRuleIndex(patterns)
}

// forcesFit takes 40 of the 44 forces, and 40 of the 44.
func forcesFit(d *lex.Document, i, end int, c []lex.Capture) bool {
	return d.Is(end-1, lex.Set("forces constabularies")) || c[len(c)-1].Value >= 38 && c[len(c)-1].Value <= 48 &&
		c[0].Value <= c[len(c)-1].Value && d.Is(end, lex.Set("that who which answered responded replied provided gave , . ;"))
}

func ofSeveral(d *lex.Document, i, end int, c []lex.Capture) bool { return c[0].Value > 1 }

func sectionFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	t := d.Tokens[c[0].First]
	return t.Kind == lex.Code || t.Value < 200 && !d.Tokens[i].Line
}

func codeFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	t := d.Tokens[c[0].First]
	return c[0].Value < 1000 || t.Kind == lex.Number && t.Text[0] == '0'
}

// slashFits takes 71/17, 088/01 and 1/7, which are no financial years.
func slashFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	_, isYear := lex.ReadFinancial(d, i)
	return !isYear && !d.Tokens[c[0].Last].Space
}

func referenceFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	t := d.Tokens[c[0].First]
	if d.At(i) == "no" {
		return d.At(i+1) == "." && t.Kind == lex.Number
	}
	switch d.At(i) {
	case "question":
		return t.Kind == lex.Number && t.Value < 100
	case "issue":
		return t.Kind == lex.Number && t.Value < 1000
	case "number", "release", "figure", "level", "part", "top", "version", "figures", "stage", "phase",
		"unit", "op", "pc":
		return d.Tokens[i].Capital && t.Kind == lex.Number && t.Value < 100 || d.At(i) == "top" && t.Value < 200
	}
	return t.Kind != lex.Word || d.Tokens[i].Capital
}

func schoolFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	return c[0].Value >= 1 && c[0].Value <= 13 && d.Tokens[c[0].First].Kind == lex.Number && (d.Tokens[i].Capital ||
		d.Is(end, lex.Set("pupils pupil children students"))) && !d.Is(end, lex.Set("offences %"))
}

// joinedUnit takes 40p.
func joinedUnit(d *lex.Document, i, end int, c []lex.Capture) bool {
	return d.Tokens[i].Kind == lex.Number && !d.Tokens[end-1].Space
}

// upTo100 takes nine times out of ten.
func upTo100(d *lex.Document, i, end int, c []lex.Capture) bool {
	return c[0].Value < c[1].Value && c[1].Value <= 100 && lex.DurationUnits[d.At(end)] == 0
}

// threadMark takes the 1/ that begins a part of a thread.
func threadMark(d *lex.Document, i, end int, c []lex.Capture) bool {
	t := d.Tokens[i]
	return t.Kind == lex.Number && t.Value < 100 && t.Decimals == 0 && t.Space && !d.Tokens[i+1].Space &&
		(end >= len(d.Tokens) || d.Tokens[end].Space)
}

func ageFits(d *lex.Document, i, end int, c []lex.Capture) bool { return c[0].Value <= 110 }

func underFits(d *lex.Document, i, end int, c []lex.Capture) bool {
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
	return !lex.OffenceNouns[next] && next != "%" && next != "per" && next != "percent" && next != "times" &&
		next != "million" && !d.Is(i-1, lex.Set("just slightly well")) && !d.Is(end, lex.Set("a each every")) &&
		!d.Is(end, lex.Set("years months weeks days times fold")) &&
		(d.At(end) != "in" || d.Is(i-1, lex.Set("victim victims child children girls boys"))) && d.OffenceAfter(end, 3) == 0
}

func codeIsAge(d *lex.Document, i, end int, c []lex.Capture) bool {
	t := d.Tokens[c[0].First]
	return t.Kind == lex.Code && t.Text[len(t.Text)-1] == 's'
}

func smallNumber(d *lex.Document, i, end int, c []lex.Capture) bool { return c[0].Value <= 25 }

func personFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	v := c[0].Value
	next := d.At(end)
	if v < 1 || v > 99 || c[0].Value == 1 || v > 19 && d.Is(i, lex.Set("girl girls boy boys child children youngster")) {
		return false
	}
	return !lex.OffenceNouns[next] && next != "%" && next != "per" && next != "percent" && next != "times" &&
		d.OffenceAfter(end, 3) == 0 && !(d.At(i+1) == "of" && v > 20)
}

func clockFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	return !d.Tokens[i+1].Space && !d.Tokens[i+2].Space && c[0].Value < 24 && c[1].Value < 60 && len(d.At(i+2)) == 2
}

func durationFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	return !d.Is(i-1, lex.Set("every"))
}

func pronounFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	return d.At(i) == "one" && d.At(i+1) != ""
}

func theOneFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	if d.At(i) == "only" {
		return false
	}
	next := d.At(end)
	return next != "in" && !lex.OffenceNouns[next] && next != "every" && next != "year" && next != "hundred" &&
		next != "million" && next != "thousand" && d.OffenceAfter(end, 3) == 0
}

// timesAlone takes how often a thing was done, and no multiple: seen six times as many.
func timesAlone(d *lex.Document, i, end int, c []lex.Capture) bool {
	return !d.Is(end, lex.Set("as more higher greater the that what its larger bigger"))
}

// holdsPeople takes what a room holds: the hall holds 80.
func holdsPeople(d *lex.Document, i, end int, c []lex.Capture) bool {
	return d.OffenceAfter(end, 4) == 0 && d.Tokens[min(end, len(d.Tokens)-1)].Kind != lex.Word ||
		d.Is(end, lex.Set("people children "+
			"adults pupils parents"))
}

// orAges takes 12 or 13, with nothing that is counted after it.
func orAges(d *lex.Document, i, end int, c []lex.Capture) bool {
	a, b := c[0].Value, c[1].Value
	return a >= 5 && b <= 21 && (b == a+1 || b == a+2) && !d.Is(end,
		lex.Set("% per percent times months years weeks days")) &&
		d.OffenceAfter(end, 3) == 0
}

// hourFits takes "Matins is at 11", and no level: stood at 11.
func hourFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	v := c[0].Value
	return v >= 1 && v <= 12 && d.Is(i-1, lex.Set("is are begins began begin starts started opens opened closes closed "+
		"ended ends start meet meets sunday monday tuesday "+
		"wednesday thursday friday saturday today tomorrow tonight doors service")) && d.OffenceAfter(end, 3) == 0
}

// namedFits takes the age of somebody with a name: Sophia was 15 when.
func namedFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	v := c[len(c)-1].Value
	return v >= 4 && v <= 18 && !lex.NamesArea(d.At(i)) && lex.Months[d.At(i)] == 0 && !lex.PoliceWords[d.At(i)] &&
		!lex.FunctionWords[d.At(i)] && d.OffenceAfter(end, 3) == 0
}

// ofPeopleBefore takes people that the words before have named: Year 6 pupils, 44 of them, made posters.
func ofPeopleBefore(d *lex.Document, i, end int, c []lex.Capture) bool {
	return i > 0 && d.Tokens[i-1].Kind == lex.Word && !lex.OffenceNouns[d.At(i-1)] && strings.HasSuffix(d.At(i-1), "s")
}

// noVictims takes boys and girls of a choir or a class: those whom offences were against are of the record's returns.
func noVictims(d *lex.Document, i, end int, c []lex.Capture) bool {
	s := d.Sentences[d.SentenceOf(i)]
	return !d.Holds(s.First, s.Last, lex.Set("victim victims offence offences crimes cases"))
}

// personsAge takes the age of a grown person who speaks, after a name or a word for a person: a mother of two, 41, said. The
// number after another word may be a count: fewest of all, 89, said the force.
func personsAge(d *lex.Document, i, end int, c []lex.Capture) bool {
	v := c[0].Value
	if v < 16 || v > 99 || d.Tokens[c[0].First].Kind != lex.Number || i < 4 || d.At(i-1) != "," {
		return false
	}
	parent := d.At(i-3) == "of" && d.Is(i-4, lex.Set("mother father mum dad parent grandmother grandfather"))
	named := d.Tokens[i-2].Capital && !lex.NamesArea(d.At(i-2)) && lex.Months[d.At(i-2)] == 0
	return parent || named || d.Is(i-2, lex.Set("mother father mum dad parent teacher officer worker councillor man woman"))
}

// ageAndOver takes the age that an app is for: 13+.
func ageAndOver(d *lex.Document, i, end int, c []lex.Capture) bool {
	return c[0].Value >= 3 && c[0].Value <= 21 && !d.Tokens[end-1].Space && d.OffenceAfter(end, 3) == 0
}

// centuryFits takes a year of the last century.
func centuryFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	t := d.Tokens[c[0].First]
	return t.Kind == lex.Number && len(t.Text) == 4 && t.Value >= 1900 && t.Value < 2000 && d.OffenceAfter(end, 3) == 0
}

// headingFits takes the number of a heading: Claim 2: "a rise in a year".
func headingFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	t := d.Tokens[c[0].First]
	return d.Tokens[i].Capital && t.Kind == lex.Number && t.Value < 100 && t.Decimals == 0
}

// nothingCounted takes a number with no offences after it.
func nothingCounted(d *lex.Document, i, end int, c []lex.Capture) bool {
	return d.OffenceAfter(end, 3) == 0
}

// whenNamed takes the age of somebody with a name: when Ellie was 12.
func whenNamed(d *lex.Document, i, end int, c []lex.Capture) bool { return namedFits(d, i+1, end, c) }

// scoreFits takes two numbers that a hyphen joins and that count nothing: 4-1, 1093-24.
func scoreFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	if d.Tokens[i+1].Space || d.Tokens[i+2].Space || d.Tokens[i].Kind != lex.Number || d.Tokens[i+2].Kind != lex.Number {
		return false
	}
	_, year := lex.ReadFinancial(d, i)
	return !year && !lex.IsYear(d, i) && d.OffenceAfter(end, 4) == 0 &&
		!d.Is(end, lex.Set("% - per percent times fold a")) &&
		!d.Is(i-1, lex.Set("£ between from"))
}

var platformWords = lex.Set("snapchat instagram facebook whatsapp kik tiktok meta twitter roblox twitch " +
	"messenger imessage " +
	"discord youtube x")

// ageOfNamed takes the age of somebody who is named: Ella, 13, from Glasgow; Lowri, now 19, was.
func ageOfNamed(d *lex.Document, i, end int, c []lex.Capture) bool {
	v := c[len(c)-1].Value
	return v >= 4 && v <= 99 && !lex.NamesArea(d.At(i)) && lex.Months[d.At(i)] == 0 && !lex.PoliceWords[d.At(i)] &&
		!lex.FunctionWords[d.At(i)] && !platformWords[d.At(i)]
}

// victimsWere takes the age of victims whom a number before it counts: 23 of the victims were 15, 16 were 14.
func victimsWere(d *lex.Document, i, end int, c []lex.Capture) bool {
	v := c[0].Value
	s := d.Sentences[d.SentenceOf(i)]
	return v >= 4 && v <= 17 && d.Holds(s.First, i, lex.Set("victims girls boys children")) &&
		(d.Tokens[i-1].Kind == lex.Number || d.Is(i-1, lex.Set("victims girls boys children")) && d.At(i-2) != ",") &&
		i > s.First
}

// youngestWas takes the age after a clause: the youngest victim in the figures, published this week, was four.
func youngestWas(d *lex.Document, i, end int, c []lex.Capture) bool {
	first := max(d.Sentences[d.SentenceOf(i)].First, i-14)
	for j := i - 1; j >= first && !d.Is(j, lex.Set("number numbers offences crimes cases figure total")); j-- {
		if d.Is(j, lex.Set("youngest oldest")) {
			return c[0].Value <= 110
		}
	}
	return false
}

// ageAs takes the age that somebody gives: the age of the teacher as 39.
func ageAs(d *lex.Document, i, end int, c []lex.Capture) bool {
	return c[0].Value <= 110 && d.Holds(max(d.Sentences[d.SentenceOf(i)].First, i-8), i, lex.Set("age"))
}

// firstFew takes the first 80, with nothing that is counted after it.
func firstFew(d *lex.Document, i, end int, c []lex.Capture) bool {
	return d.Is(i-1, lex.Set("the our")) && d.Tokens[c[0].First].Kind == lex.Number && d.OffenceAfter(end-1, 3) == 0 &&
		c[0].Value < 1000
}

// presentFits takes nine of whom were present.
func presentFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	return d.Is(end, lex.Set("were are")) && d.Is(end+1, lex.Set("present there absent in"))
}

// labelFits takes the number of a column or a motion: a whole one in digits with no noun of its own.
func labelFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	t := d.Tokens[c[len(c)-1].First]
	return t.Kind == lex.Number && t.Decimals == 0 && !t.Line && d.OffenceAfter(end, 3) == 0 &&
		!d.Is(end, lex.Set("% per percent times were was in")) && !(d.At(i) == "no" && t.Value > 200)
}

// betweenAges takes ages of people: 14 were between 30 and 59.
func betweenAges(d *lex.Document, i, end int, c []lex.Capture) bool {
	if c[0].Value < 4 || c[1].Value > 90 || d.OffenceAfter(end, 3) > 0 || d.Is(end, lex.Set("% per percent times a")) {
		return false
	}
	s := d.Sentences[d.SentenceOf(i)]
	return d.Holds(s.First, s.Last, lex.Set("aged age ages old victims girls boys suspects men women "+
		"offenders female male"))
}

// oddYearFits takes 2017/19, which is no financial year, for a year that is misprinted.
func oddYearFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	_, year := lex.ReadFinancial(d, i)
	return !year && !d.Tokens[i+1].Space && !d.Tokens[i+2].Space && len(d.At(i+2)) == 2
}

// longFits takes numbers that are no count: of many digits, or that begin with a zero.
func longFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	t := d.Tokens[c[0].First]
	return t.Kind == lex.Code || t.Kind == lex.Number && (len(t.Text) >= 5 && !strings.Contains(t.Text, ",") ||
		t.Text[0] == '0' && len(t.Text) > 1)
}

// fewForces takes "fell in 18 and stayed level in one", in a sentence that counts forces.
func fewForces(d *lex.Document, i, end int, c []lex.Capture) bool {
	s := d.Sentences[d.SentenceOf(i)]
	return c[0].Value <= 43 && d.Holds(s.First, i, lex.Set("forces constabularies")) &&
		(lex.FunctionWords[d.At(end)] || d.Tokens[min(end,
			len(d.Tokens)-1)].Kind == lex.Mark) && d.At(end) != "/" && d.At(end) != "-"
}

// agesOfChildren takes girls 12-15 and victims were 12 to 15.
func agesOfChildren(d *lex.Document, i, end int, c []lex.Capture) bool {
	return c[0].Value < c[1].Value && c[1].Value <= 19 && !d.Is(end, lex.Set("% per percent times"))
}

func ageOf(d *lex.Document, i, end int, c []lex.Capture) bool {
	return c[0].Value < 100 && c[0].Value > 9
}

func digitsFit(d *lex.Document, i, end int, c []lex.Capture) bool {
	return d.Tokens[c[0].First].Kind == lex.Number
}

// dialled takes 101, or 0800 1111, and no count with what follows from it: 112, or 37 a month.
func dialled(d *lex.Document, i, end int, c []lex.Capture) bool {
	t := d.Tokens[c[len(c)-1].First]
	return t.Kind == lex.Code || t.Kind == lex.Number && (t.Text[0] == '0' || len(t.Text) == 3 || len(t.Text) > 4) &&
		!d.Is(end, lex.Set("% per a each"))
}

func streetFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	return c[0].Value < 1000 && d.Tokens[end-1].Capital
}

func decimalFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	return d.Tokens[c[0].First].Decimals > 0
}

func phoneFits(d *lex.Document, i, end int, c []lex.Capture) bool {
	t := d.Tokens[c[0].First]
	if t.Kind != lex.Number || t.Decimals > 0 {
		return false
	}
	if t.Text[0] == '0' && len(t.Text) >= 3 {
		return true
	}
	if d.Is(i, lex.Set("text texting")) && (len(t.Text) == 5 || len(t.Text) == 6) {
		return true // a short code
	}
	switch t.Text {
	case "101", "999", "111", "105", "116", "119", "112":
		return !(d.At(end) == "of" && d.Is(end+1, lex.Set("the last that"))) && d.OffenceAfter(end, 3) == 0 // down on the 111 of the year before
	}
	return false
}
