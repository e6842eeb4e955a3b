package fact

import (
	"slices"
	"strings"

	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// A Unit says what a number counts. It is printed in evidence.csv.
type Unit string

// The units of the facts that the report states.
const (
	Offences          Unit = "offences"
	OffencesPerYear   Unit = "offences per year"
	PerMillionPeople  Unit = "offences per million people per year"
	PerMillionUnder16 Unit = "offences per million children under 16 per year"
	UnitRatio         Unit = "ratio"
	PerCent           Unit = "per cent"
	UnitForces        Unit = "forces"
	UnitCells         Unit = "force-quarters"
	UnitNumber        Unit = "number"
)

// A Warning is what a reader must know to use a number fairly. It stops
// nothing; it travels with the number into every document as a note.
type Warning string

// Bases below these mislead. Under SmallBase a ratio carries a warning, and no document gives the
// change in per cent, which hides how few offences it rests on. Under TinyBase none gives a ratio.
const (
	SmallBase = 50
	TinyBase  = 10
)

// UnderTen is the warning of a ratio to fewer than ten, which no document states.
const UnderTen Warning = "The earlier count is under ten, too few for a ratio: the report prints none, and this one " +
	"must not be quoted. It is here because adjusted probabilities are computed from it."

// Unstated reports whether no document may state the number.
func (f *Fact) Unstated() bool { return slices.Contains(f.Warnings, UnderTen) }

// A Fact is one number that a document states, with all that is needed to
// check it: what it measures, where, when, in which vintage, and the rows or
// the facts that it was computed from.
type Fact struct {
	Name       string          // stable and readable: hampshire.count.2017-04_2017-12
	Value      float64         // unrounded
	Interval   *stats.Interval // nil for what is counted or quoted, not estimated; Upper may be +Inf
	Unit       Unit
	Area       string         // England and Wales, Hampshire …
	Period     records.Period // for a comparison, from the earlier first day to the later last day
	Definition string         // what was counted, and how the number was made from it
	Vintage    string         // begins with the date or the year of the release
	Rows       []records.Rows // the table rows that it adds up
	Inputs     []Input        // or the facts that it was computed from, in order
	Method     Method         // how it was computed from these
	Basis      string         // or what else it rests on, such as the calendar
	Text       string         // as prose prints it: 6,341
	LimitsText string         // as prose prints the limits: 2.73 to 5.24; empty without an interval
	Ends       Ends           // what the limits are, where they are not those of the usual level
	Warnings   []Warning
	// Aside is a warning of so many numbers that a document gives it once, in its words, and
	// not as a note beside each. Whoever opens the number, or one computed from it, reads it.
	Aside Warning
	// Caveat is what a document must say in the sentence that states the number, because
	// it rests on both sides of a change of definition: "not comparable: the code widened
	// in April 2017". It is empty for a number that needs none.
	Caveat string
}

// Ends names the two ends of an interval in a heading where they are not confidence limits:
// lower quartile, upper quartile. The zero Ends stands for limits at the report's own level.
type Ends struct{ Lower, Upper string }

// Across reports whether the number rests on both sides of a change of definition, so that
// a document may state it only in a sentence that says "not comparable".
func (f *Fact) Across() bool { return f.Caveat != "" }

// Cautions are what to know before quoting the number: its warnings, its aside, and those of
// the numbers that it was computed from.
func (f *Fact) Cautions() []Warning {
	list := slices.Clone(f.Warnings)
	add := func(w Warning) {
		if w != "" && !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	add(f.Aside)
	for _, input := range f.Inputs {
		add(input.Fact.Aside)
	}
	return list
}

// Carried is the aside of a number that is computed from f: what f and its own inputs say aside.
// Their asides would else not reach it, since it takes those of its inputs only.
func (f *Fact) Carried() Warning {
	var words []string
	for _, w := range f.Cautions()[len(f.Warnings):] {
		words = append(words, string(w))
	}
	return Warning(strings.Join(words, " "))
}

// AddWarning adds a warning that the fact does not carry yet.
func (f *Fact) AddWarning(w Warning) {
	for _, have := range f.Warnings {
		if have == w {
			return
		}
	}
	f.Warnings = append(f.Warnings, w)
}
