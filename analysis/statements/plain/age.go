package plain

import (
	"math"

	"grooming-report/analysis/statements/lex"
)

// ageRules find ages by what a text tells of people: he was 12 when it began, my own two are 9 and 12.
var ageRules = []roleRule{
	{words: "{n} (when|while|and|,|then) (he|she|i|they|her|his|my)", role: lex.Age, why: "an age", fits: ageBeforePerson},
	{words: "(he|she|who|i|i'm|he's|she's) (is|was|'s|am)? (only|just|now|nearly|almost|about|then|barely|still)? {n}",
		role: lex.Age, why: "an age", fits: ageOfSomebody},
	{words: "(my|our|his|her|their|your) (own)? (two|three|four|kids|children|boys|girls|sons|daughters|twins|brothers|" +
		"sisters|grandchildren|nephews|nieces) (are|were) (only|just|now)? {n} (and|,|or)? {n}?", role: lex.Age,
		why:  "an age",
		fits: agesOfFamily},
	{words: "(son|daughter|boy|girl|brother|sister|niece|nephew|grandson|granddaughter|child|mother|father|husband|wife|" +
		"partner|pupil|teenager|victim|lad) (,)? ((who is|was)|now|then) {n}", role: lex.Age, why: "an age", fits: ageAlone},
	{words: "(eldest|oldest|youngest|elder|younger) (one|boy|girl|son|daughter|child)? (is|was|,|just|only|being)? {n}",
		role: lex.Age, why: "an age", fits: ageAlone},
	{words: "(turned|turning|turns) (just|only)? {n}", role: lex.Age, why: "an age", fits: ageAlone},
	{words: "since (he|she|i) was {n}", role: lex.Age, why: "an age", fits: ageAlone},
	{words: "(at|by) (just|only)? {n} (,)? (he|she|i|they|his|her|my)", role: lex.Age, why: "an age", fits: smallNumber},
	{words: "(at|by) (just|only)? {n} , {cap} (was|had|is|has)", role: lex.Age, why: "an age", fits: ageOfNamedAfter},
	{words: "{cap} , {n} , (wrote|said|told|rang|sent|lives|has|had|thinks|knows|met|says|asks|asked|went|ran|came|" +
		"works|runs|worked|remembers|recalls|whose)", role: lex.Age, why: "an age", fits: ageOfNamed},
	{words: "{n} times (my|his|her|their|your|our|the) (own)? age", role: lex.Age, why: "an age"},
	{words: "{cap} {cap} is {n} (.|,|;|and)", role: lex.Age, why: "an age", fits: ageOfFullName},
	{words: ", both {n} (,|.|and)", role: lex.Age, why: "an age", fits: ageAlone},
	{words: "(turned|turns) out to be (only|just)? {n}", role: lex.Age, why: "an age", fits: ageAlone},
	{words: "(man|woman|teacher|boy|girl|child|stranger|predator|paedophile|pensioner|lad|teenager) of {n} (.|,|;|!|?)",
		role: lex.Age,
		why:  "an age", fits: ageAlone},
	{words: "(ages|aged|age) (that|which)? (ranging|ranged|range|varying|varied|from) (from)? {n} to {n}", role: lex.Age,
		why: "an age"},
	{words: "(boys|girls|sons|daughters|kids|children|grandchildren|nephews|nieces|twins) , {n} and {n} (,|.|;|who|and)",
		role: lex.Age,
		why:  "an age", fits: agesOfFamily},
	{words: ", {n} , (from|who|began|was|is|has|had|admitted|pleaded|appeared|denied|received|got|told|said|of)",
		role: lex.Age,
		why:  "an age", fits: ageApart},
}

// ageOfFullName takes the age of somebody with two names: Constable Priya is 14.
func ageOfFullName(d *lex.Document, i, end int, c []lex.Capture) bool {
	return !lex.FunctionWords[d.At(i)] && !d.Is(i+1, lex.Set("police total figure number region force")) &&
		!lex.NamesArea(d.At(i)) &&
		ageOfNamed(d, i+1, end, c)
}

// ageApart takes an age that stands by itself after a noun for a person: a retired caretaker, 68, from Thetford.
func ageApart(d *lex.Document, i, end int, c []lex.Capture) bool {
	v, before := c[0].Value, d.At(i-1)
	if v < 10 || v > 99 || v != math.Trunc(v) || i == 0 || d.Tokens[i-1].Kind != lex.Word ||
		d.Is(end-1, lex.Set("from of")) && !d.Capital(end) {
		return false
	}
	for j := i - 1; j >= max(d.Sentences[d.SentenceOf(i)].First, i-5); j-- {
		if t := d.Tokens[j]; t.Kind != lex.Word {
			return false
		} else if lex.Set("a an the former retired one another")[t.Text] {
			return !lex.OffenceNouns[before] &&
				!lex.Set("number figure total count tally toll sum average rate share quarter year")[before] &&
				!lex.NamesArea(before) && lex.Months[before] == 0 && lex.Units[before] == 0 &&
				!lex.PoliceWords[before] && !lex.FunctionWords[before]
		}
	}
	return false
}

// counts reports whether what comes after a number shows that it counts something: offences, per cent, times.
func counts(d *lex.Document, end int) bool {
	return d.OffenceAfter(end, 3) > 0 ||
		d.Is(end, lex.Set("% per percent pc times fold more fewer less higher lower of to "+
			"in days weeks months hours minutes million thousand points - / a offences"))
}

// ageAlone takes an age with nothing that is counted after it.
func ageAlone(d *lex.Document, i, end int, c []lex.Capture) bool {
	v := c[len(c)-1].Value
	return v >= 2 && v <= 110 && !counts(d, end)
}

// ageOfSomebody takes the age that a person has, with nothing that is counted after it: he said he was 15; I am 81 and
// I can still add up.
func ageOfSomebody(d *lex.Document, i, end int, c []lex.Capture) bool {
	verb := d.Is(i+1, lex.Set("is was 's am")) || d.Is(i, lex.Set("i'm he's she's"))
	next := d.Tokens[min(end, len(d.Tokens)-1)]
	ends := end >= len(d.Tokens) || next.Kind == lex.Mark || lex.FunctionWords[next.Text] ||
		d.Is(end, lex.Set("years today"))
	return verb && ends && ageAlone(d, i, end, c)
}

// ageBeforePerson takes the age at which something befell a person: 12 when it started is none, 13 when he told his
// mother is one.
func ageBeforePerson(d *lex.Document, i, end int, c []lex.Capture) bool {
	if d.Is(i+1, lex.Set("and , then")) {
		return false
	}
	return c[0].Value >= 2 && c[0].Value <= 110 && d.Is(i-1, lex.Set("was were is am and just only aged then about , be "+
		"being nearly around"))
}

// agesOfFamily takes the ages of somebody's children: my own two are 9 and 12.
func agesOfFamily(d *lex.Document, i, end int, c []lex.Capture) bool {
	for _, one := range c {
		if one.Value > 60 {
			return false
		}
	}
	return !counts(d, end)
}

// ageOfNamedAfter takes the age of a person who is named after it: at just 11, Mia was sent a picture.
func ageOfNamedAfter(d *lex.Document, i, end int, c []lex.Capture) bool {
	name := d.At(c[len(c)-1].First)
	return c[0].Value >= 3 && c[0].Value <= 18 && !lex.NamesArea(name) && lex.Months[name] == 0 &&
		!lex.PoliceWords[name] &&
		!platformWords[name] && !lex.FunctionWords[name]
}
