package statements

import (
	"math"
	"slices"
	"strings"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// A Judgement is what the record says of a frame.
type Judgement struct {
	Verdict       Verdict
	Reading       frames.Candidate // the reading that it rests on; the first one where none fits
	Measure       lex.Measure
	Later         []Figure // of the reading, in every vintage
	Earlier       []Figure
	Formula       string
	Computed      float64
	Vintage       records.Vintage // in which the statement holds
	Differences   []Unlike
	PeriodDiffers bool
	Inherited     []string // in words, what was inherited or guessed
	Rejected      []string // in words, the readings set aside, with what the newest release has of them
	Short         string   // in words, that the period is shorter than the year that the text speaks of
	Why           string
	Newest        string // in words, what the newest release has of what differs from the record and is left open
	Doubted       bool   // the reading may be at fault, and not the number: no sentence is offered in its place
	Fair          string // a sentence that may stand in its place; empty where the newest release has nothing of it
}

// A judge holds the record while it judges.
type judge struct {
	data   *records.Data
	date   lex.Published
	dated  bool
	newest *records.Release
	found  map[lookup][]Figure // what was looked up already
	runs   map[runKey]run      // the counts of each area by quarter, for a first look
}

// A lookup is what figures are of. Areas of one name differ in their number of forces.
type lookup struct {
	area   string
	forces int
	series string
	span   lex.Span
}

func newJudge(data *records.Data, date string) *judge {
	j := &judge{data: data, newest: data.Releases[len(data.Releases)-1], found: map[lookup][]Figure{},
		runs: map[runKey]run{}}
	j.date, j.dated = lex.ParseDate(date)
	return j
}

// Judge says what the record knows of a frame. The date is that of publication,
// empty where it is not known.
func Judge(f *frames.Frame, data *records.Data, date string) Judgement {
	return newJudge(data, date).judge(f)
}

func (j *judge) judge(f *frames.Frame) Judgement {
	m := &methods[f.Kind]
	if f.Kind.Form().Periods == lex.NoPeriod {
		return m.judge(j, f)
	}
	var v Judgement
	switch {
	case f.Problem != "" || len(f.Readings) == 0:
		v = Judgement{Verdict: CannotCheck, Why: f.Problem}
		if len(f.Readings) > 0 {
			v.Reading = f.Readings[0]
		}
	case f.Measure == lex.ReturnsPart:
		v = j.returns(f)
	default:
		v = m.judge(j, f)
	}
	if v.Measure == "" {
		v.Measure = f.Measure
	}
	j.holdAlike(f, &v)
	j.explain(f, &v)
	j.inform(f, &v)
	return v
}

// holdAlike finds what is not like for like in any statement that sets periods side by side, such as a
// change, a rank of changes or a run of rises.
func (j *judge) holdAlike(f *frames.Frame, v *Judgement) {
	if !v.Verdict.Right() || v.Measure == lex.AllSexual {
		return
	}
	v.Differences = j.differences(v.Reading, v.Measure)
	if f.Kind.Form().Periods == lex.RunOfPeriods {
		if run, ok := v.Reading.Later.Period(); ok && len(j.recorded(mainSeries).Crossed(run)) > 0 {
			v.Differences = []Unlike{DefinitionDiffers}
		}
	}
	if len(v.Differences) > 0 {
		v.Verdict = NotComparable
	}
}

// start judges the day on which the law began.
func (j *judge) start(f *frames.Frame) Judgement {
	v := Judgement{Verdict: Wrong, Measure: lex.Commencement, Formula: "s.15A Sexual Offences Act 2003 in force from 3 " +
		"April 2017 (S.I. 2017/511)"}
	v.Reading.Area = lex.EnglandAndWales
	if len(f.Date) == 4 && strings.HasPrefix(lex.LawDate, f.Date) || strings.HasPrefix(lex.LawDate, f.Date) {
		v.Verdict = Exact
	}
	return v
}

// The series that statements are judged by, by their names in data/series.csv: the one
// that the project is about, which is the first, and all sexual offences.
const (
	mainSeries = ""
)

// fit is how well a reading bears a statement out.
type fit int

const (
	unknown     fit = iota // the record has nothing
	differs                // what it has does not agree
	printedThen            // a published figure agrees
	heldThen               // an older release agrees
	holdsNow               // today's release agrees
)

// outcome is a reading with what the record says of it.
type outcome struct {
	reading  frames.Candidate
	fit      fit
	computed float64
	exact    bool
	vintage  records.Vintage
	later    []Figure
	earlier  []Figure
	formula  string
	measure  lex.Measure
}

// single judges a statement about one period: a count, a share, a rate, an average,
// a range, a rank, a rise each year.
func (j *judge) single(f *frames.Frame) Judgement {
	if f.Measure == lex.Returns {
		v := j.returns(f)
		if v.Verdict == CannotCheck && f.Weak {
			v = j.perhaps(f, v)
		}
		return v
	}
	var best *outcome
	for _, c := range f.Readings {
		o := j.try(f, c)
		if best == nil || o.fit > differs && best.fit <= differs {
			best = &o
		}
	}
	if best.fit <= differs && f.Kind == lex.Count && f.Measure != lex.AllSexual {
		if near, ok := j.neighbour(f); ok {
			v := j.verdict(f, &near)
			v.PeriodDiffers = true
			return v
		}
	}
	if best.fit <= differs && f.Measure == lex.UnknownFigure {
		if v := j.returns(f); v.Verdict != CannotCheck {
			return v
		}
		v := Judgement{Verdict: CannotCheck, Reading: f.Readings[0], Later: best.later, Why: noFigure}
		if best.fit == differs {
			v.Why = notSaid
		}
		return v
	}
	v := j.verdict(f, best)
	v.PeriodDiffers = v.Verdict != CannotCheck && v.Verdict != Wrong && (best.reading.Near || shiftedYear(f, best))
	return v
}

// shiftedYear reports whether a count is of the financial year that begins in the calendar year which
// its words name.
func shiftedYear(f *frames.Frame, best *outcome) bool {
	named, found := f.Readings[0].Later, best.reading.Later
	calendar := named.Months() == 12 && named.From.Number() == 1
	return f.Kind == lex.Count && calendar && f.Readings[0].Named && found.Months() == 12 && found.From.Number() == 4
}

// perhaps takes a count for one of code 88A where only the manner of speaking made it
// a return, and a reading bears it out to the last digit.
func (j *judge) perhaps(f *frames.Frame, v Judgement) Judgement {
	if f.Kind != lex.Count || f.Hedge != lex.Plain || f.Stated < 50 {
		return v
	}
	g := *f
	g.Measure = lex.Code88A
	for _, c := range f.Readings {
		if o := j.try(&g, c); o.fit > differs && o.exact {
			return j.verdict(&g, &o)
		}
	}
	return v
}

// returns judges a number of freedom of information returns: only a published one is known.
func (j *judge) returns(f *frames.Frame) Judgement {
	v := Judgement{Verdict: CannotCheck, Reading: f.Readings[0], Measure: lex.Returns,
		Why: "returns to freedom of information requests are not in the releases"}
	if f.Measure == lex.ReturnsPart {
		v.Measure = lex.ReturnsPart
		v.Why = "the tables do not break offences down in this way"
	}
	if f.Kind != lex.Count {
		return v
	}
	measure := lex.Measure("s.15A FOI")
	for _, c := range f.Readings {
		for _, p := range append(j.printed(c.Area, measure, c.Later), j.printed(c.Area, lex.ReturnsPart, c.Later)...) {
			if !f.Holds(p.N) && p.N != f.Stated {
				continue
			}
			v.Reading, v.Later, v.Vintage, v.Why = c, []Figure{p}, p.Vintage, "published by "+p.Published.Publisher
			v.Verdict = Rounds
			if f.Hedge == lex.Plain && p.N == f.Stated {
				v.Verdict = Exact
			}
			if f.Hedge == lex.Plain && p.N != f.Stated {
				v.Verdict, v.Why = CannotCheck, ""
				continue
			}
			return v
		}
	}
	return v
}

// try sets one reading beside the record.
func (j *judge) try(f *frames.Frame, c frames.Candidate) outcome {
	o := outcome{reading: c, measure: lex.Code88A}
	if f.Measure == lex.AllSexual {
		o.measure = lex.AllSexual
	}
	return methods[f.Kind].try(j, f, o)
}

// seriesOf is the series that a frame is about, by its name.
func seriesOf(f *frames.Frame) string {
	if f.Measure == lex.AllSexual {
		return frames.SexualOffences
	}
	return mainSeries
}

// tryCount looks for a figure from which the number follows.
func (j *judge) tryCount(f *frames.Frame, o outcome) outcome {
	c := o.reading
	if c.Later.From < firstMonth {
		return o
	}
	o.later = j.figures(c.Area, seriesOf(f), c.Later)
	if f.Kind == lex.Count {
		o.later = append(o.later, j.printed(c.Area, lex.Code88A, c.Later)...)
	}
	if len(o.later) == 0 {
		return o
	}
	o.fit = differs
	for _, g := range o.later {
		x, formula := methods[f.Kind].derive(j, f, c, g)
		if formula == "" || !methods[f.Kind].agrees(f, x) {
			continue
		}
		j.better(f, &o, g, x, formula)
	}
	return o
}

// better takes a figure that agrees where it says more than the one before.
func (j *judge) better(f *frames.Frame, o *outcome, g Figure, x float64, formula string) {
	got := heldThen
	switch {
	case g.Now:
		got = holdsNow
	case g.Published != nil:
		got = printedThen
	}
	exact := math.Abs(x-f.Stated) < 1e-9 && f.Hedge == lex.Plain
	if got > o.fit || got == o.fit && exact && !o.exact {
		o.fit, o.computed, o.exact, o.vintage, o.formula = got, x, exact, g.Vintage, formula
	}
}

// verdict turns an outcome into words.
func (j *judge) verdict(f *frames.Frame, o *outcome) Judgement {
	v := Judgement{Reading: o.reading, Measure: o.measure, Later: o.later, Earlier: o.earlier, Formula: o.formula,
		Computed: o.computed, Vintage: o.vintage}
	switch o.fit {
	case unknown:
		v.Verdict, v.Why = CannotCheck, noFigure
	case holdsNow:
		v.Verdict = Rounds
		if o.exact {
			v.Verdict = Exact
		}
	case heldThen, printedThen:
		if release := j.ownContradicts(f, o); o.fit == printedThen && release != "" {
			v.Verdict, v.Why = Wrong, "the release of the time, that of "+release+", contradicts it"
			break
		}
		v.Verdict = RightAtVintage
		if f.Hedge != lex.Plain && f.Kind == lex.Count {
			v.Verdict = Rounds
		}
	default:
		v.Verdict, v.Why = j.contradicted(f, o)
		v.Doubted = v.Why == guessedReading
	}
	return v
}

// ownContradicts is the release of the text's own date, where it has a figure of a reading and none of its figures
// agrees: then no print of another makes the number right.
func (j *judge) ownContradicts(f *frames.Frame, o *outcome) string {
	release := ""
	for _, g := range o.later {
		if g.Count == nil || !j.own(g.Vintage) {
			continue
		}
		x, formula := methods[f.Kind].derive(j, f, o.reading, g)
		if formula == "" || methods[f.Kind].agrees(f, x) {
			return ""
		}
		release = g.Vintage.String()
	}
	return release
}

// noneHolds reports whether the record contradicts every reading.
func (j *judge) noneHolds(f *frames.Frame) bool {
	for _, c := range f.Readings {
		if j.try(f, c).fit != differs {
			return false
		}
	}
	return true
}

// noFigure is why a number is left open that the record has nothing to set beside.
const noFigure = "the record has no figure of this area and period"

// Why a number that the record differs from is left open.
const (
	notSaid = "its words do not say what was counted: for code 88A no release bears it out, and forces’ answers to freedom " +
		"of information requests are in none"
	guessedReading = "the record differs, but its area or period was inherited or guessed"
	dayNotHeld     = "the release of its day is not held, and figures move between releases"
)

// contradicted decides whether figures that differ make a statement wrong, or
// only leave it open since the release of its day is not held.
func (j *judge) contradicted(f *frames.Frame, o *outcome) (Verdict, string) {
	if !o.reading.Sure && !(f.Kind == lex.EachYear && o.reading.AreaNamed() && j.noneHolds(f)) {
		return CannotCheck, guessedReading
	}
	var releases []Figure
	for _, g := range o.later {
		if g.Count != nil {
			releases = append(releases, g)
		}
	}
	if len(releases) == 0 {
		return CannotCheck, "no release has this figure"
	}
	for _, g := range releases {
		if j.own(g.Vintage) {
			return Wrong, "the release of the time, that of " + g.Vintage.String() + ", contradicts it" + j.instead(f, o, g.Vintage)
		}
	}
	if f.Kind == lex.Count && j.bracketed(f.Stated, releases) {
		return Wrong, "the releases before its day and after it have one number, and it is another"
	}
	if methods[f.Kind].settled {
		return Wrong, "every release that has the figures contradicts it"
	}
	return CannotCheck, dayNotHeld
}

// bracketed reports whether a release from before the day of the text and one from after it have the same figure, which is
// another than the one stated.
func (j *judge) bracketed(stated float64, releases []Figure) bool {
	before, after := j.aroundDay(releases)
	return slices.ContainsFunc(before, func(n float64) bool { return n != stated && slices.Contains(after, n) })
}

// aroundDay parts the figures of releases into those from before the day of the text and those from after it.
func (j *judge) aroundDay(releases []Figure) (before, after []float64) {
	for _, g := range releases {
		year, month, _, ok := g.Vintage.Day()
		switch {
		case !ok || !j.dated || g.Count == nil:
		case lex.NewMonth(year, month) < j.date.Month:
			before = append(before, g.N)
		default:
			after = append(after, g.N)
		}
	}
	return before, after
}

// neighbour looks for a period beside the one named in which a count is right: the
// year to June for the financial year, the financial year for the calendar year.
func (j *judge) neighbour(f *frames.Frame) (outcome, bool) {
	if f.Stated < 100 || f.Hedge != lex.Plain {
		return outcome{}, false
	}
	for _, c := range f.Readings {
		if c.Later.Months() != 12 {
			continue
		}
		for _, s := range j.neighbours(c.Later) {
			n := c
			n.Later, n.Near = s, true
			o := j.try(f, n)
			if o.fit > differs && o.exact {
				return o, true
			}
		}
	}
	return outcome{}, false
}

// neighbours lists the years that a label is used for by mistake: for a financial year the
// latest year of the day's tables, and the one before it; for a calendar year the financial years around it.
func (j *judge) neighbours(s lex.Span) []lex.Span {
	if s.From.Number() == 1 {
		return []lex.Span{s.Shift(3), s.Shift(-9)}
	}
	var out []lex.Span
	if j.dated {
		for _, by := range []int{3, 6, 9} {
			if n := s.Shift(by); n.To == j.date.Latest() || n.To == j.date.Latest()-12 {
				out = append(out, n)
			}
		}
	}
	return out
}
