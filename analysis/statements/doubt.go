package statements

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// doubt leaves open what the record contradicts where a careful reader would not yet call it wrong: the text speaks
// nearby of another area or period of which the number is right, so that the reading and not the number may be at
// fault; or the number is so far from the record that it may count something else.
func (j *judge) doubt(r frames.Reading, out []Judgement) {
	claims := framed(r)
	for k, i := range claims {
		if k > 0 {
			j.besideCount(r, out, claims[k-1], i)
			if besideFar(r, out, claims[k-1], i) {
				out[i].Verdict, out[i].Why, out[i].Doubted = CannotCheck, guessedReading, true
			}
		}
		open, pair := j.openReading(r.Numerals[i].Frame, &out[i]), j.openPair(r.Numerals[i].Frame, &out[i])
		if out[i].Verdict != Wrong && !open && !pair {
			continue
		}
		near := nearby{own: r.Numerals[i].Frame, bare: r.Numerals[i].Noun == ""}
		why := ""
		for m := max(0, k-doubtReach); m < min(len(claims), k+doubtReach+1); m++ {
			if m != k {
				near.add(r.Numerals[claims[m]].Frame, m >= k-6 && m <= k+6)
			}
		}
		if open {
			was := out[i].Reading.Later
			if j.choose(&near, &out[i]) {
				if k+1 < len(claims) {
					j.follow(r, out, i, claims[k+1], was)
				}
				continue
			}
			if out[i].Verdict != Wrong {
				continue
			}
		}
		if pair {
			j.choosePair(&near, &out[i])
			continue
		}
		if f := r.Numerals[i].Frame; f.Kind == lex.Count && sumBefore(r, claims[:k], f) {
			why = "the record differs, but it is the sum of the numbers before it, which may be of a wider area"
		} else if near.spans = append(near.spans, j.usualSpans(near.own, out[i].Reading)...); !f.Cell {
			why = methods[near.own.Kind].other(j, &near, &out[i])
		}
		if why == "" && j.unconfirmed(r, out, claims, k) {
			why = guessedReading
		}
		if why != "" {
			out[i].Verdict, out[i].Why, out[i].Doubted = CannotCheck, why, true
		}
	}
}

// unconfirmed reports whether nothing but a guess says what a contradicted number is of. A count whose period is not named
// beside it is so where no count around that is right is of the same period, or where the text rightly gives its area and
// period another count; a number that follows from counts, where something of it is inherited and no count around that
// is right is of its area and one of its periods.
func (j *judge) unconfirmed(r frames.Reading, out []Judgement, claims []int, k int) bool {
	n, own := r.Numerals[claims[k]], out[claims[k]].Reading
	count := n.Kind == lex.Count
	derived := n.Kind.Form().Periods == lex.TwoPeriods || n.Kind == lex.Average
	inherited := slices.ContainsFunc(own.Notes, func(s string) bool { return s != frames.YearBeforeNote })
	if own.Named || n.Frame.Cell || !count && !(derived && inherited) {
		return false
	}
	if have, _ := ownArithmetic(n.Frame); have || count && out[claims[k]].Formula != "" {
		return false // the text's own counts contradict it
	}
	confirmed := !inherited
	for m := max(0, k-doubtReach); m < min(len(claims), k+doubtReach+1); m++ {
		o, v := r.Numerals[claims[m]], &out[claims[m]]
		if m == k || o.Kind != lex.Count {
			continue
		}
		of, alike := v.Reading, v.Reading.Area.Name == own.Area.Name
		switch {
		case !v.Verdict.Right():
			confirmed = confirmed || count && v.Verdict == Wrong && of.Named && j.try(n.Frame, of).fit > differs &&
				j.try(o.Frame, own).fit > differs // the two have changed places
		case !count:
			confirmed = confirmed || alike && (of.Later == own.Later || of.Later == own.Earlier)
		case of.Later == own.Later && alike && o.Stated != n.Stated:
			return true
		default:
			confirmed = confirmed || of.Later == own.Later || m >= k-1 && m <= k+1
		}
	}
	return !confirmed
}

// framed lists the claims that have a reading, by their place among the numerals.
func framed(r frames.Reading) (claims []int) {
	for i, n := range r.Numerals {
		if n.Role == lex.Claim && n.Frame != nil && len(n.Frame.Readings) > 0 {
			claims = append(claims, i)
		}
	}
	return claims
}

// openReading reports whether the record leaves a plain count open, so that it may be of another area or period that
// the text names.
func (j *judge) openReading(f *frames.Frame, v *Judgement) bool {
	inherited := v.Verdict == Wrong && len(v.Reading.Notes) > 0
	if v.Verdict != CannotCheck && !inherited || f.Problem != "" || f.Cell || f.Quoted || f.Hedge != lex.Plain {
		return false
	}
	return (f.Measure == lex.Code88A || f.Measure == lex.UnknownFigure) && f.Kind == lex.Count && f.Stated >= chanceless
}

// chanceless is the least count that is taken for another's period or area because the record has it: smaller ones
// fit some force and period by chance.
const chanceless = 30

// choose takes the one area or period of the statements around of which an open number is right; where there are
// several, or none, it stays open.
func (j *judge) choose(n *nearby, v *Judgement) bool {
	var found []outcome
	try := func(c frames.Candidate) {
		if slices.ContainsFunc(n.taken, func(o *frames.Frame) bool { return frameKey(o.Readings[0]) == frameKey(c) }) {
			return // the text gives that place another number
		}
		if o := j.try(n.own, c); o.fit > differs && o.exact {
			found = addOnce(found, o, func(p outcome) bool {
				return p.reading.Later == c.Later && p.reading.Area.Name == c.Area.Name
			})
		}
	}
	own := v.Reading
	spans := n.spans
	if own.Named { // the words say when: the number and not its period is at fault
		spans = nil
	}
	for _, s := range spans {
		c := own
		c.Later = s
		try(c)
	}
	for _, a := range n.areas {
		c := own
		c.Area = a.Area
		try(c)
		for _, s := range spans {
			if c.Later = s; n.own.Stated >= 10*chanceless {
				try(c)
			}
		}
	}
	if len(found) != 1 {
		return false
	}
	o := found[0]
	o.reading.Notes = append(slices.Clone(o.reading.Notes), "of the areas and periods that the text names nearby, the one "+
		"that the record bears out is taken")
	w := j.verdict(n.own, &o)
	w.Rejected = append(v.Rejected, own.String())
	j.explain(n.own, &w)
	j.inform(n.own, &w)
	*v = w
	return true
}

// follow gives a rank or a share right after a count the period that the count was found to be of: 300 offences, which
// makes it fourth highest.
func (j *judge) follow(r frames.Reading, out []Judgement, count, next int, was lex.Span) {
	f := r.Numerals[next].Frame
	states := f.Kind.Form().States
	if states != lex.Order && f.Kind != lex.Share || len(f.Readings) == 0 || f.Readings[0].Later != was ||
		f.Readings[0].Sure && len(f.Readings[0].Notes) == 0 || r.Numerals[next].Start-r.Numerals[count].End > 60 {
		return
	}
	g := *f
	c := f.Readings[0]
	c.Later = out[count].Reading.Later
	g.Readings = []frames.Candidate{c}
	out[next] = j.judge(&g)
}

// besideCount takes an open change beside a count for the one from the year before it: Kent 289, +18%.
func (j *judge) besideCount(r frames.Reading, out []Judgement, count, change int) {
	f, v, of := r.Numerals[change].Frame, &out[change], &out[count]
	if v.Verdict != CannotCheck || f.Kind != lex.Change || f.Hedge != lex.Plain || f.Problem != "" || f.Readings[0].Sure ||
		f.Measure != lex.Code88A && f.Measure != lex.UnknownFigure ||
		r.Numerals[count].Kind != lex.Count || !of.Verdict.Right() || of.Reading.Area.Name != v.Reading.Area.Name ||
		r.Numerals[change].Start-r.Numerals[count].End > 40 {
		return
	}
	c := of.Reading
	c.Earlier = c.Later.Shift(-12)
	if j.try(f, c).fit <= differs {
		return
	}
	g := *f
	g.Readings, g.Later, g.Earlier = []frames.Candidate{c}, nil, nil
	*v = j.judge(&g)
}

// openPair reports whether a change rests on two counts of the text alone, of periods that the record does not bear out.
func (j *judge) openPair(f *frames.Frame, v *Judgement) bool {
	if f.Problem != "" || f.Cell || f.Later == nil || f.Earlier == nil || f.Later.Hedge != lex.Plain ||
		f.Earlier.Hedge != lex.Plain || f.Later.Value+f.Earlier.Value < 2*chanceless || f.OfSeries != "" {
		return false
	}
	return (f.Measure == lex.Code88A || f.Measure == lex.UnknownFigure) && v.Why != "" &&
		(v.Verdict == CannotCheck || v.Why == byOwnCounts)
}

// choosePair takes the one pair of periods named around a change in which the record has both counts of the text.
func (j *judge) choosePair(n *nearby, v *Judgement) {
	var found []frames.Candidate
	for _, l := range n.spans {
		for _, e := range n.spans {
			c := v.Reading
			c.Later, c.Earlier = l, e
			if e.From < l.From && j.countsKnown(n.own, c) {
				found = append(found, c)
			}
		}
	}
	if len(found) != 1 {
		return
	}
	f := *n.own
	f.Readings = found
	f.Readings[0].Notes = append(slices.Clone(f.Readings[0].Notes), "of the periods that the text names nearby, those are "+
		"taken in which the record has both counts")
	*v = j.judge(&f)
}

// sumBefore reports whether a count is the sum of those just before it that are of the same period.
func sumBefore(r frames.Reading, before []int, f *frames.Frame) bool {
	sum, parts := 0.0, 0
	for k := len(before) - 1; k >= max(0, len(before)-50); k-- {
		o := r.Numerals[before[k]].Frame
		if o.Kind != lex.Count || o.Readings[0].Later != f.Readings[0].Later {
			continue
		}
		sum, parts = sum+o.Stated, parts+1
		if parts > 1 && sum == f.Stated {
			return true
		}
	}
	return false
}

// usualSpans are the periods that a text of this field may mean without naming them beside each number: the years
// before the law changed, those since, and for a quarter its neighbours.
func (j *judge) usualSpans(f *frames.Frame, c frames.Candidate) []lex.Span {
	own := c.Later
	if f.Kind == lex.Count && (f.Stated < chanceless || c.Sure && c.OwnSentence()) {
		return nil
	}
	out := []lex.Span{{From: firstMonth, To: lex.LawMonth - 1}}
	if j.dated {
		latest := j.date.Latest()
		if from := lex.NewMonth(latest.Year()-lex.Btoi(latest.Number() < 4), 4); latest.Number() != 3 { // the year so far
			part := lex.Span{From: from, To: latest}
			out = append(out, part, part.Shift(-12))
		}
		out = append(out, lex.Span{From: lex.LawMonth, To: latest},
			lex.Span{From: lex.LawMonth, To: lex.Financial(j.date.LastYear()).To})
	}
	if len(c.Notes) > 0 && own.Months() == 12 { // the years of a list go on: 399 in 2021/22, then 252
		out = append(out, own.Shift(12), own.Shift(-12))
	}
	if own.Months() == 3 {
		out = append(out, own.Shift(-3), own.Shift(-6), own.Shift(-12), own.Shift(3))
	}
	return out
}

// doubtReach is the number of statements before and after one whose areas and periods it may be of.
const doubtReach = 10

// nearby is what the statements around one speak of.
type nearby struct {
	own    *frames.Frame
	bare   bool               // the number has no noun of its own
	areas  []frames.Candidate // by area alone
	spans  []lex.Span
	counts []float64       // of the closest statements, without a hedge
	taken  []*frames.Frame // counts that the text plainly gives an area and a period
}

func (n *nearby) add(f *frames.Frame, close bool) {
	for _, c := range f.Readings {
		n.areas = addOnce(n.areas, c, func(o frames.Candidate) bool {
			return o.Area.Name == c.Area.Name && len(o.Area.Forces) == len(c.Area.Forces)
		})
		for _, s := range []lex.Span{c.Later, c.Earlier} {
			if !s.IsZero() {
				n.spans = addOnce(n.spans, s, func(o lex.Span) bool { return o == s })
			}
		}
	}
	if f.Kind != lex.Count || f.Hedge != lex.Plain {
		return
	}
	if close {
		n.counts = append(n.counts, f.Stated)
	}
	if f.Readings[0].Sure && f.Stated != n.own.Stated {
		n.taken = append(n.taken, f)
	}
}

func addOnce[T any](list []T, x T, same func(T) bool) []T {
	for _, o := range list {
		if same(o) {
			return list
		}
	}
	return append(list, x)
}

// fits reports whether a number that the record contradicts is right for another reading.
func (j *judge) fits(n *nearby, own *Judgement, c frames.Candidate) bool {
	return j.mayFit(n.own, c) && j.try(n.own, c).fit > differs && !j.exchanged(n, own.Reading, c)
}

// otherPeriod finds another period that the text names nearby.
func (j *judge) otherPeriod(n *nearby, v *Judgement) string {
	for _, s := range n.spans {
		if c := v.Reading; s != c.Later {
			if c.Later = s; j.fits(n, v, c) {
				return rightFor(c)
			}
		}
	}
	return ""
}

// otherAreaIn finds another area that the text names nearby, in the own period or in one of some others.
func (j *judge) otherAreaIn(n *nearby, v *Judgement, spans []lex.Span) string {
	for _, a := range append(n.areas, frames.Candidate{Area: lex.EnglandAndWales}) {
		c := v.Reading
		if c.Area = a.Area; a.Area.Name != v.Reading.Area.Name && j.fits(n, v, c) {
			return rightFor(c)
		}
		for _, s := range spans {
			if c.Later = s; j.fits(n, v, c) {
				return rightFor(c)
			}
		}
	}
	return ""
}

// otherRank finds another area of which a rank is right, or a wider one that the text names nearby and that the rank may be
// within: Essex is the biggest in the region. Norfolk comes third.
func (j *judge) otherRank(n *nearby, v *Judgement) string {
	if why := j.otherArea(n, v); why != "" {
		return why
	}
	for _, a := range n.areas {
		if !slices.ContainsFunc(v.Reading.Area.Forces, func(f string) bool { return slices.Contains(a.Area.Forces, f) }) ||
			len(a.Area.Forces) <= len(v.Reading.Area.Forces) || a.Area.Name == n.own.Of.Name {
			continue
		}
		f := *n.own
		f.Of = a.Area
		for _, s := range append([]lex.Span{v.Reading.Later}, n.spans...) {
			c := v.Reading
			if c.Later = s; j.try(&f, c).fit > differs {
				return rightFor(c) + ", within " + a.Area.Display()
			}
		}
	}
	return ""
}

// otherArea is for what only another area can make right: a rank of another period is another rank.
func (j *judge) otherArea(n *nearby, v *Judgement) string { return j.otherAreaIn(n, v, nil) }

// otherPlace finds another period or another area that the text names nearby.
func (j *judge) otherPlace(n *nearby, v *Judgement) string {
	if why := j.otherPeriod(n, v); why != "" {
		return why
	}
	return j.otherArea(n, v)
}

// otherDerived finds another place of which a rate or an average is right, or that it is so far from that of every figure
// of the record that it may be of something else: 82,000 a year.
func (j *judge) otherDerived(n *nearby, v *Judgement) string {
	if v.Why != otherAverage && !(n.own.Kind == lex.Average && v.Reading.Sure && v.Reading.OwnSentence()) {
		if why := j.otherPlace(n, v); why != "" {
			return why
		}
	}
	if n.own.Kind == lex.Rate {
		for _, g := range v.Later {
			if x, formula := methods[lex.Rate].derive(j, n.own, v.Reading, g); formula != "" &&
				math.Abs(x-n.own.Stated) < otherPopulation*x {
				return "the record differs by no more than another estimate of the population would"
			}
		}
	}
	if len(v.Later) == 0 {
		if x := v.Computed; x <= 0 || n.own.Stated <= 5*x && n.own.Stated >= x/5 {
			return ""
		}
		return FarOff
	}
	for _, g := range v.Later {
		x, formula := methods[n.own.Kind].derive(j, n.own, v.Reading, g)
		if formula == "" || x <= 0 || n.own.Stated <= 5*x && n.own.Stated >= x/5 {
			return ""
		}
	}
	return FarOff
}

// otherPopulation is how far the estimates of a police force area's population differ between their bases, years and
// roundings, as a part.
const otherPopulation = 0.05

// besideFar reports whether a change rests on a count just before it that the record leaves open: where the area of
// that count was inherited wrongly, so was that of the change.
func besideFar(r frames.Reading, out []Judgement, count, change int) bool {
	o, v := &out[count], &out[change]
	open := o.Verdict == CannotCheck && (o.Doubted || o.Why == guessedReading) && r.Numerals[count].Kind == lex.Count
	return open && v.Verdict == Wrong && len(v.Reading.Notes) > 0 && !v.Reading.Earlier.IsZero() &&
		r.Numerals[change].Start-r.Numerals[count].End < 80 && o.Reading.Area.Name == v.Reading.Area.Name &&
		(o.Reading.Later == v.Reading.Later || o.Reading.Later == v.Reading.Earlier)
}

// otherShare finds another place of which a share is right, or two counts of the text that make it.
func (j *judge) otherShare(n *nearby, v *Judgement) string {
	why := j.otherPlace(n, v)
	if why == "" {
		why = j.otherPart(n, v)
	}
	if why == "" && n.shareOf() {
		return "the record differs, but two numbers that the text gives make this share"
	}
	return why
}

// otherPart finds a part and a whole among the areas that the text names nearby, of which a share is right.
func (j *judge) otherPart(n *nearby, v *Judgement) string {
	for _, whole := range append(slices.Clone(n.areas), frames.Candidate{Area: lex.EnglandAndWales}) {
		f := *n.own
		f.Of = whole.Area
		for _, part := range n.areas {
			if !frames.Holds(whole.Area, part.Area) {
				continue
			}
			for _, s := range append([]lex.Span{v.Reading.Later}, n.spans...) {
				c := v.Reading
				if c.Area, c.Later = part.Area, s; j.try(&f, c).fit > differs {
					return rightFor(c) + ", within " + whole.Area.Display()
				}
			}
		}
	}
	return ""
}

// otherCount finds another place of which a count is right, other counts of the text that make it, or that it is so far
// from the record that it may count something else. Only one of a hundred or more is looked for where both area and
// period are others: smaller ones fit some of them by chance.
func (j *judge) otherCount(n *nearby, v *Judgement) string {
	why := j.otherPeriod(n, v)
	switch {
	case why != "":
	case n.own.Stated < 100:
		why = j.otherArea(n, v)
	default:
		if why = j.otherAreaIn(n, v, n.spans); why == "" {
			why = j.otherSum(n, v)
		}
	}
	if why == "" && !v.Reading.Named && v.Reading.OtherSentence() {
		why = j.anyYear(n, v)
	}
	own := v.Reading.Later
	for from := own.From + 12; why == "" && own.Months() > 24 && from < own.To; from += 12 { // the last of these years
		c := v.Reading
		if c.Later.From = from; j.fits(n, v, c) {
			return rightFor(c)
		}
	}
	if why == "" && n.far(v) {
		return FarOff
	}
	return why
}

// anyYear finds a year of which a count is right whose period another sentence names: the text may have named that year
// where the reader does not look.
func (j *judge) anyYear(n *nearby, v *Judgement) string {
	if n.own.Stated < 3*chanceless {
		return ""
	}
	latest, _ := j.newest.LatestYear()
	for year := lex.LawMonth.Year() - 5; year <= int(latest); year++ {
		for _, s := range []lex.Span{lex.Financial(year), lex.CalendarYear(year)} {
			if c := v.Reading; s != c.Later {
				if c.Later = s; j.fits(n, v, c) {
					return "the record differs, but the number is right for " + c.String()
				}
			}
		}
	}
	return ""
}

// otherSum finds a count that is the difference of two of the text, or the sum of the periods from one to another.
func (j *judge) otherSum(n *nearby, v *Judgement) string {
	for i, a := range n.counts {
		for _, b := range n.counts[i+1:] {
			if math.Abs(a-b) == n.own.Stated {
				return fmt.Sprintf("the record differs, but it is the difference of %s and %s, which the text gives",
					plainCountOf(a), plainCountOf(b))
			}
		}
	}
	for _, s := range n.spans {
		for _, e := range n.spans {
			if c := v.Reading; e.From > s.To && e.Months() == s.Months() {
				if c.Later = (lex.Span{From: s.From, To: e.To}); j.fits(n, v, c) {
					return rightFor(c)
				}
			}
		}
	}
	return ""
}

// exchanged reports whether two numbers have changed places: the text gives the place of which one is right to another,
// which is right for the place of the first.
func (j *judge) exchanged(n *nearby, own, other frames.Candidate) bool {
	if n.own.Kind != lex.Count || !own.Sure {
		return false
	}
	return slices.ContainsFunc(n.taken, func(o *frames.Frame) bool {
		return frameKey(o.Readings[0]) == frameKey(other) && j.try(o, own).fit > differs
	})
}

// shareOf reports whether two counts of the text make the share.
func (n *nearby) shareOf() bool {
	for _, a := range n.counts {
		for _, b := range n.counts {
			if a < b && n.own.Holds(100*a/b) {
				return true
			}
		}
	}
	return false
}

// far reports whether a count is more than five times, or less than a fifth of, every figure of the record; one without
// a noun four times. One of a list whose others are right counts what they do, however far it is.
func (n *nearby) far(v *Judgement) bool {
	if slices.Contains(v.Reading.Notes, amongRightNote) {
		return false
	}
	factor := 5.0
	if n.bare {
		factor = 4
	}
	for _, g := range v.Later {
		if g.N > 0 && n.own.Stated <= factor*g.N && n.own.Stated >= g.N/factor {
			return false
		}
	}
	return len(v.Later) > 0
}

// otherChange looks for a change between other periods, of another area, or between other counts of the text.
func (j *judge) otherChange(n *nearby, v *Judgement) string {
	f, own := n.own, v.Reading
	if have, _ := ownArithmetic(f); have && f.Beside || strings.HasSuffix(v.Why, anotherChange) {
		return "" // the counts of its own sentence say what it is of
	}
	fits := func(c frames.Candidate) bool { return c.Earlier.From < c.Later.From && j.try(f, c).fit > differs }
	for _, a := range n.areas {
		c := own
		if c.Area = a.Area; a.Area.Name != own.Area.Name && fits(c) {
			return rightFor(c)
		}
	}
	for _, l := range n.spans {
		for _, e := range n.spans {
			c := own
			if c.Later, c.Earlier = l, e; l.Months() == e.Months() && fits(c) {
				return rightFor(c)
			}
		}
	}
	changed := f.Kind.Form().Changed
	for i := 1; i < len(n.counts); i++ { // two that stand beside each other, in either order
		a, b := n.counts[i-1], n.counts[i]
		if b > 0 && f.Holds(changed(a, b)) || a > 0 && f.Holds(changed(b, a)) {
			return fmt.Sprintf("the counts beside it make another number, but %s and %s, which the text gives, make it",
				plainCountOf(a), plainCountOf(b))
		}
	}
	return ""
}

func rightFor(c frames.Candidate) string {
	return "the record differs, but the number is right for " + c.String() + ", of which the text also speaks"
}
