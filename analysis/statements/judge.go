package statements

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"grooming-report/analysis/records"
)

// A Judgement is what the record says of a frame.
type Judgement struct {
	Verdict       Verdict
	Reading       Candidate // the reading that it rests on; the first one where none fits
	Measure       Measure
	Later         []Figure // of the reading, in every vintage
	Earlier       []Figure
	Formula       string
	Computed      float64
	Vintage       records.Vintage // in which the statement holds
	Differences   []Unlike
	PeriodDiffers bool
	Inherited     []string // in words, what was inherited or guessed
	Rejected      []string // in words, the readings set aside, with what the newest release has of them
	Why           string
	Fair          string // a sentence that may stand in its place; empty where the newest release has nothing of it
}

// A judge holds the record while it judges.
type judge struct {
	data   *records.Data
	date   published
	dated  bool
	newest *records.Release
	found  map[lookup][]Figure // what was looked up already
}

// A lookup is what figures are of. Areas of one name differ in their number of forces.
type lookup struct {
	area   string
	forces int
	series string
	span   Span
}

func newJudge(data *records.Data, date string) *judge {
	j := &judge{data: data, newest: data.Releases[len(data.Releases)-1], found: map[lookup][]Figure{}}
	j.date, j.dated = parseDate(date)
	return j
}

// Judge says what the record knows of a frame. The date is that of publication,
// empty where it is not known.
func Judge(f *Frame, data *records.Data, date string) Judgement { return newJudge(data, date).judge(f) }

func (j *judge) judge(f *Frame) Judgement {
	var v Judgement
	switch {
	case f.Kind == StartDate:
		return judgeStart(f)
	case f.Problem != "" || len(f.Readings) == 0:
		v = Judgement{Verdict: CannotCheck, Why: f.Problem}
		if len(f.Readings) > 0 {
			v.Reading = f.Readings[0]
		}
	case f.Measure == ReturnsPart:
		v = j.returns(f)
	case f.Kind == Change || f.Kind == Multiple || f.Kind == Difference:
		v = j.change(f)
	default:
		v = j.single(f)
	}
	if v.Measure == "" {
		v.Measure = f.Measure
	}
	j.explain(f, &v)
	v.Fair = j.fair(f, &v)
	return v
}

// String names a candidate: Kent, 2017/18 against 2016/17.
func (c Candidate) String() string {
	if c.Earlier.IsZero() {
		return c.Area.Display() + ", " + c.Later.String()
	}
	return c.Area.Display() + ", " + c.Later.String() + " against " + c.Earlier.String()
}

func judgeStart(f *Frame) Judgement {
	v := Judgement{Verdict: Wrong, Measure: Commencement, Formula: "s.15A Sexual Offences Act 2003 in force from 3 " +
		"April 2017 (S.I. 2017/511)"}
	v.Reading.Area = EnglandAndWales
	if len(f.Date) == 4 && strings.HasPrefix(LawDate, f.Date) || strings.HasPrefix(LawDate, f.Date) {
		v.Verdict = Exact
	}
	return v
}

// The series that statements are judged by, by their names in data/series.csv: the one
// that the project is about, which is the first, and all sexual offences.
const (
	mainSeries     = ""
	sexualOffences = "sexual offences"
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
	reading  Candidate
	fit      fit
	computed float64
	exact    bool
	vintage  records.Vintage
	later    []Figure
	earlier  []Figure
	formula  string
	measure  Measure
}

// single judges a statement about one period: a count, a share, a rate, an average,
// a range, a rank, a rise each year.
func (j *judge) single(f *Frame) Judgement {
	if f.Measure == Returns {
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
	if best.fit <= differs && f.Kind == Count && f.Measure != AllSexual {
		if near, ok := j.neighbour(f); ok {
			v := j.verdict(f, &near)
			v.PeriodDiffers = true
			return v
		}
	}
	if best.fit <= differs && f.Measure == UnknownFigure {
		if v := j.returns(f); v.Verdict != CannotCheck {
			return v
		}
		return Judgement{Verdict: CannotCheck, Reading: f.Readings[0], Later: best.later,
			Why: "no word says what was counted, and code 88A does not bear it out"}
	}
	v := j.verdict(f, best)
	v.PeriodDiffers = v.Verdict != CannotCheck && v.Verdict != Wrong && best.reading.Near
	return v
}

// perhaps takes a count for one of code 88A where only the manner of speaking made it
// a return, and a reading bears it out to the last digit.
func (j *judge) perhaps(f *Frame, v Judgement) Judgement {
	if f.Kind != Count || f.Hedge != Plain || f.Stated < 50 {
		return v
	}
	g := *f
	g.Measure = Code88A
	for _, c := range f.Readings {
		if o := j.try(&g, c); o.fit > differs && o.exact {
			return j.verdict(&g, &o)
		}
	}
	return v
}

// returns judges a number of freedom of information returns: only a published one is known.
func (j *judge) returns(f *Frame) Judgement {
	v := Judgement{Verdict: CannotCheck, Reading: f.Readings[0], Measure: Returns,
		Why: "returns to freedom of information requests are not in the releases"}
	if f.Measure == ReturnsPart {
		v.Measure = ReturnsPart
		v.Why = "the tables do not break offences down in this way"
	}
	if f.Kind != Count {
		return v
	}
	measure := Measure("s.15A FOI")
	for _, c := range f.Readings {
		for _, p := range append(j.printed(c.Area, measure, c.Later), j.printed(c.Area, ReturnsPart, c.Later)...) {
			if !f.holds(p.N) && p.N != f.Stated {
				continue
			}
			v.Reading, v.Later, v.Vintage, v.Why = c, []Figure{p}, p.Vintage, "published by "+p.Published.Publisher
			v.Verdict = Rounds
			if f.Hedge == Plain && p.N == f.Stated {
				v.Verdict = Exact
			}
			if f.Hedge == Plain && p.N != f.Stated {
				v.Verdict, v.Why = CannotCheck, ""
				continue
			}
			return v
		}
	}
	return v
}

// try sets one reading beside the record.
func (j *judge) try(f *Frame, c Candidate) outcome {
	o := outcome{reading: c, measure: Code88A}
	series := mainSeries
	if f.Measure == AllSexual {
		series, o.measure = sexualOffences, AllSexual
	}
	switch f.Kind {
	case Rank:
		return j.rank(f, o)
	case EachYear:
		return j.eachYear(f, o)
	case Range:
		return j.parts(f, o)
	case Share:
		return j.share(f, o)
	case Growth:
		return o
	}
	if c.Later.From < firstMonth {
		return o
	}
	o.later = j.figures(c.Area, series, c.Later)
	if f.Kind == Count {
		o.later = append(o.later, j.printed(c.Area, Code88A, c.Later)...)
	}
	if len(o.later) == 0 {
		return o
	}
	o.fit = differs
	for _, g := range o.later {
		x, formula := j.derive(f, c, g)
		if formula == "" || !j.agrees(f, x) {
			continue
		}
		j.better(f, &o, g, x, formula)
	}
	return o
}

// better takes a figure that agrees where it says more than the one before.
func (j *judge) better(f *Frame, o *outcome, g Figure, x float64, formula string) {
	got := heldThen
	switch {
	case g.Now:
		got = holdsNow
	case g.Published != nil:
		got = printedThen
	}
	exact := math.Abs(x-f.Stated) < 1e-9 && f.Hedge == Plain
	if got > o.fit || got == o.fit && exact && !o.exact {
		o.fit, o.computed, o.exact, o.vintage, o.formula = got, x, exact, g.Vintage, formula
	}
}

// agrees reports whether a number is what the frame states. A count without a hedge is
// exact, unless it is of a thousand or more and ends in two zeros: that one may be rounded
// by one per cent.
func (j *judge) agrees(f *Frame, x float64) bool {
	if f.Kind == Count && f.Hedge == Plain {
		rounded := f.Stated >= 1000 && f.Step >= 100
		return x == f.Stated || rounded && math.Abs(x-f.Stated) <= math.Min(f.Step/2, f.Stated/100)
	}
	if f.Kind == Average && f.Every {
		return f.everyHolds(x)
	}
	return f.holds(x)
}

// everyHolds compares one every five days with days for each offence.
func (f *Frame) everyHolds(days float64) bool { return math.Abs(days-f.Stated) <= 0.5 || f.holds(days) }

// derive turns a count into the unit of the statement.
func (j *judge) derive(f *Frame, c Candidate, g Figure) (x float64, formula string) {
	switch f.Kind {
	case Rate:
		population, year, ok := j.population(c, f.Children, g)
		if !ok {
			return 0, ""
		}
		p, _ := period(c.Later)
		x = g.N / float64(p.Exposure()) / population * float64(f.Per)
		return x, fmt.Sprintf("%.0f ÷ %.0f people (mid-%d) × %d", g.N, population, year, f.Per)
	case Average:
		p, ok := period(c.Later)
		if !ok {
			return 0, ""
		}
		return average(f, g.N, p.Days(), c.Later.Months())
	}
	return g.N, fmt.Sprintf("%.0f", g.N)
}

// verdict turns an outcome into words.
func (j *judge) verdict(f *Frame, o *outcome) Judgement {
	v := Judgement{Reading: o.reading, Measure: o.measure, Later: o.later, Earlier: o.earlier, Formula: o.formula,
		Computed: o.computed, Vintage: o.vintage}
	switch o.fit {
	case unknown:
		v.Verdict, v.Why = CannotCheck, "the record has no figure of this area and period"
	case holdsNow:
		v.Verdict = Rounds
		if o.exact {
			v.Verdict = Exact
		}
	case heldThen, printedThen:
		if release := j.ownContradicts(f, o); o.fit == printedThen && release != "" {
			v.Verdict, v.Why = Wrong, "the release of its own date, "+release+", contradicts it"
			break
		}
		v.Verdict = RightAtVintage
		if f.Hedge != Plain && f.Kind == Count {
			v.Verdict = Rounds
		}
	default:
		v.Verdict, v.Why = j.contradicted(f, o)
	}
	return v
}

// ownContradicts is the release of the text's own date, where it has a figure of a reading and none of its figures
// agrees: then no print of another makes the number right.
func (j *judge) ownContradicts(f *Frame, o *outcome) string {
	release := ""
	for _, g := range o.later {
		if g.Count == nil || !j.own(g.Vintage) {
			continue
		}
		x, formula := j.derive(f, o.reading, g)
		if formula == "" || j.agrees(f, x) {
			return ""
		}
		release = g.Vintage.String()
	}
	return release
}

// AreaNamed reports whether no note of a reading tells of a guessed area.
func (c Candidate) AreaNamed() bool {
	return !slices.ContainsFunc(c.Notes, func(n string) bool { return strings.Contains(n, "area") })
}

// noneHolds reports whether the record contradicts every reading.
func (j *judge) noneHolds(f *Frame) bool {
	for _, c := range f.Readings {
		if j.try(f, c).fit != differs {
			return false
		}
	}
	return true
}

// contradicted decides whether figures that differ make a statement wrong, or
// only leave it open since the release of its day is not held.
func (j *judge) contradicted(f *Frame, o *outcome) (Verdict, string) {
	if !o.reading.Sure && !(f.Kind == EachYear && o.reading.AreaNamed() && j.noneHolds(f)) {
		return CannotCheck, "the record differs, but its area or period was inherited or guessed"
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
			return Wrong, "the release of its own date, " + g.Vintage.String() + ", contradicts it"
		}
	}
	if f.Kind == Rank || f.Kind == EachYear {
		return Wrong, "every release that has the figures contradicts it"
	}
	return CannotCheck, "the release of its day is not held, and figures move between releases"
}

// neighbour looks for a period beside the one named in which a count is right: the
// year to June for the financial year, the financial year for the calendar year.
func (j *judge) neighbour(f *Frame) (outcome, bool) {
	if f.Stated < 100 || f.Hedge != Plain {
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
func (j *judge) neighbours(s Span) []Span {
	if s.From.Number() == 1 {
		return []Span{s.shift(3), s.shift(-9)}
	}
	var out []Span
	if j.dated {
		for _, by := range []int{3, 6, 9} {
			if n := s.shift(by); n.To == j.date.latest() || n.To == j.date.latest()-12 {
				out = append(out, n)
			}
		}
	}
	return out
}
