package claims

import (
	"fmt"
	"math"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/stats"
)

// A ClaimKind says what form a published statement has.
type ClaimKind string

// The kinds of statement that can be checked.
const (
	PercentageChange ClaimKind = "percentage change" // soared by 900 per cent
	Multiple         ClaimKind = "multiple"          // trebled
	Total            ClaimKind = "count"             // 291 cases
	RiseEachYear     ClaimKind = "rise each year"    // a rise each year
	Commencement     ClaimKind = "commencement"      // brought into force in April 2017
	Share            ClaimKind = "share"             // 52 per cent, of those whose method is known
)

// A Claim is a statement that somebody published about recorded offences, and
// the published figures that it rests on. Its kind, its number and its periods are
// read from its words.
type Claim struct {
	ID        string
	Kind      ClaimKind
	Area      string
	Statement string  // its own words, few of them
	Sentence  string  // the sentence that they stand in
	Stated    float64 // the number stated: per cent, times, offences
	Hedge     string  // the words that loosen it: more than; empty for none
	Month     string  // for a commencement, the month stated: 2017-04
	// Low and High are what the number may stand for, by its digits and its words.
	Low, High float64
	// Open says why the words cannot be checked; empty where they can.
	Open string
	// Earlier and Later are the figures compared. A total has only Later. A rise
	// each year runs from the first to the second. A share has all offences as
	// Earlier and those whose method is known as Later.
	Earlier, Later *records.Published
	Publisher      string
	Date           string
	URL            string
	Note           string
	Row            records.Rows

	read *frames.Frame // of its words; nil where they hold no number that can be checked
}

// A Check is a claim with what the data say of it.
type Check struct {
	Claim       Claim
	Verdict     statements.Verdict
	Computed    float64 // the number as it comes out of the published figures, in the claim's unit
	Differences []statements.Unlike
	// NowEarlier and NowLater are the two figures as the release gives them; nil where it has
	// none.
	NowEarlier, NowLater *records.Count
	// OtherPeriod names the period for which the number is right, where it is not right for the
	// period that the words name; empty otherwise. The verdict is then that for this period,
	// whose count is Fits.
	OtherPeriod string
	Fits        *records.Count // the count of the period that fits, as the release gives it
	// Matches names the vintages that give a total as stated.
	Matches []string
	// Falls lists, for a rise each year, the years that fell, by vintage.
	Falls []Fall
	// Bounds holds, for a share of those whose method is known, the lowest and
	// the highest share of all offences that it allows, in per cent. Words that
	// limit a share on one side alone leave the other open: "more than half" may
	// be all, and "less than half" none.
	Bounds *stats.Interval
}

// A Fall is a financial year with fewer offences than the year before, in one vintage, with the
// counts of both and the rows that they come from.
type Fall struct {
	Vintage       records.Vintage
	Year          records.FinancialYear
	Before, After int
	BeforeRows    []records.Rows
	AfterRows     []records.Rows
	// First is the year in which both were first published, if that is before the vintage's.
	First string
}

// differences lists why two published figures are not like for like.
func differences(earlier, later records.Published) []statements.Unlike {
	var ds []statements.Unlike
	if earlier.Series != later.Series {
		ds = append(ds, statements.MeasureDiffers)
	}
	if earlier.Vintage != later.Vintage {
		ds = append(ds, statements.VintageDiffers)
	}
	if crossesDefinition(earlier, later) {
		ds = append(ds, statements.DefinitionDiffers)
	}
	switch {
	case earlier.Period.SameMonths(later.Period):
	case earlier.Period.To-earlier.Period.From != later.Period.To-later.Period.From:
		ds = append(ds, statements.LengthDiffers)
	default:
		ds = append(ds, statements.MonthsDiffer)
	}
	return ds
}

// crossesDefinition reports whether a series that either figure is of, or is a part
// of, changed its definition in the periods or between them.
func crossesDefinition(earlier, later records.Published) bool {
	for _, figure := range []records.Published{earlier, later} {
		for s := figure.Series; s != nil; s = s.PartOf {
			if len(s.Crossed(earlier.Period, later.Period)) > 0 {
				return true
			}
		}
	}
	return false
}

// Check says what the data know of a claim: the claim's own arithmetic first,
// then whether its figures are like for like, then what the release says.
func (c Claim) Check(d *records.Data, about *records.Release) (Check, error) {
	k := Check{Claim: c, Verdict: statements.CannotCheck}
	if c.Later != nil && c.Later.Series == about.Main {
		k.NowLater = now(d, *c.Later, about)
		if c.Earlier != nil {
			k.NowEarlier = now(d, *c.Earlier, about)
		}
	}
	if c.Open != "" {
		return k, k.otherPeriod(d, about)
	}
	switch c.Kind {
	case PercentageChange, Multiple:
		k.Computed = c.change(c.Later.Value, c.Earlier.Value)
		k.Differences = differences(*c.Earlier, *c.Later)
		// With one figure alone in the release, its own revision is what can be seen.
		revised := k.NowLater != nil && k.NowLater.N != c.Later.Value || k.NowEarlier != nil &&
			k.NowEarlier.N != c.Earlier.Value
		if k.NowLater != nil && k.NowEarlier != nil {
			revised = !c.allows(c.change(k.NowLater.N, k.NowEarlier.N))
		}
		switch off := math.Abs(k.Computed - c.Stated); {
		case !c.allows(k.Computed):
			k.Verdict = statements.Wrong
		case len(k.Differences) > 0:
			k.Verdict = statements.NotComparable
		case revised:
			k.Verdict = statements.RightAtVintage
		case off < 1e-9:
			k.Verdict = statements.Exact
		default:
			k.Verdict = statements.Rounds
		}
	case Total:
		k.ofTotal(d)
	case RiseEachYear:
		k.ofRises(d, about)
	case Commencement:
		k.ofCommencement(about.Main)
	case Share:
		if err := k.ofShare(); err != nil {
			return Check{}, err
		}
	}
	return k, k.otherPeriod(d, about)
}

// ofTotal judges a count by every release, and by what others published.
func (k *Check) ofTotal(d *records.Data) {
	c := k.Claim
	k.Computed = float64(c.Later.Value)
	for _, r := range d.Releases {
		if n := now(d, *c.Later, r); n != nil && float64(n.N) == c.Stated {
			k.Matches = append(k.Matches, string(r.Vintage))
		}
	}
	switch {
	case k.NowLater != nil && float64(k.NowLater.N) == c.Stated:
		k.Verdict = statements.Exact
	case len(k.Matches) > 0 || c.corroborated(d, *c.Later):
		k.Verdict = statements.RightAtVintage
	case float64(c.Later.Value) != c.Stated:
		k.Verdict = statements.Wrong
	}
}

// ofRises judges a rise each year by the years that fell.
func (k *Check) ofRises(d *records.Data, about *records.Release) {
	c := k.Claim
	if c.Later.Series != about.Main {
		return // no table of the project holds the years between
	}
	years := records.Period{From: c.Earlier.Period.From, To: c.Later.Period.To}.Years()
	k.Falls = append(c.publishedFalls(d, years), c.releaseFalls(d, years)...)
	held := true // every year stands in the release
	for _, y := range years {
		held = held && now(d, records.Published{Area: c.Area, Period: y.Period()}, about) != nil
	}
	switch {
	case len(k.Falls) > 0:
		k.Verdict = statements.Wrong
	case held:
		k.Verdict = statements.Exact
	}
}

// ofCommencement judges a month by the days on which the series' later definitions begin.
func (k *Check) ofCommencement(main *records.Series) {
	k.Verdict = statements.Wrong
	for _, d := range main.Definitions[1:] {
		if d.Begins.Format("2006-01") == k.Claim.Month {
			k.Verdict = statements.Exact
		}
	}
}

// ofShare bounds the share of all offences that a share of those whose method is known
// allows. The bounds are Manski's: none, or all, of the offences whose method is not known.
// The share stated is itself rounded.
func (k *Check) ofShare() error {
	c := k.Claim
	known, all := float64(c.Later.Value), float64(c.Earlier.Value)
	if known > all {
		return fmt.Errorf("%s: the method is known in %g of %g offences; want no more than all", c.Row, known, all)
	}
	k.Bounds = &stats.Interval{Lower: c.Low * known / all, Upper: c.High*known/all + 100*(all-known)/all}
	switch lex.Hedge(c.Hedge) {
	case lex.Over:
		k.Bounds.Upper = 100
	case lex.Under:
		k.Bounds.Lower = 0
	}
	return nil
}

// Mark is the verdict as a reader is told it, with the mark of a number whose period is another.
func (k Check) Mark() string {
	if k.OtherPeriod != "" {
		return string(k.Verdict) + "; its period is another"
	}
	return string(k.Verdict)
}

// otherPeriod looks for a period beside the named one in which a number is right that no figure of
// the named one bears out.
func (k *Check) otherPeriod(d *records.Data, about *records.Release) error {
	open := k.Verdict == statements.Wrong || k.Verdict == statements.CannotCheck
	if k.Claim.read == nil || k.Claim.Kind != Total || !open {
		return nil
	}
	v := statements.Judge(k.Claim.read, d, k.Claim.Date)
	if !v.PeriodDiffers {
		return nil
	}
	period, ok := v.Reading.Later.Period()
	if !ok {
		return fmt.Errorf("%s is not a run of whole quarters", v.Reading.Later)
	}
	k.Verdict, k.OtherPeriod, k.Computed = v.Verdict, v.Why, v.Computed
	k.Fits = now(d, records.Published{Area: k.Claim.Area, Period: period}, about)
	return nil
}

// allows reports whether a number is what the words may stand for.
func (c Claim) allows(x float64) bool { return x >= c.Low-1e-9 && x <= c.High+1e-9 }

// change is the claim's arithmetic on two counts, in its unit.
func (c Claim) change(later, earlier int) float64 {
	if c.Kind == PercentageChange {
		return 100 * float64(later-earlier) / float64(earlier)
	}
	return float64(later) / float64(earlier)
}

// now is a published figure as a release gives it, or nil.
func now(d *records.Data, p records.Published, r *records.Release) *records.Count {
	area, err := d.Forces.Area(p.Area)
	if err != nil {
		if area = r.Nation(p.Period); p.Area != area.Name {
			return nil // another nation, or a force lacks a number
		}
	}
	n, err := r.Count(area, r.Main, p.Period)
	if err != nil {
		return nil
	}
	return &n
}

// corroborated reports whether somebody other than the claim's publisher gave
// the same figure, or it is the total or a part in a sum of published figures
// of its own vintage that adds up.
func (c Claim) corroborated(d *records.Data, p records.Published) bool {
	if float64(p.Value) != c.Stated {
		return false
	}
	if p.Publisher != c.Publisher {
		return true
	}
	same := func(o records.Published) bool {
		return o.Area == p.Area && o.Series == p.Series && o.Vintage == p.Vintage
	}
	for _, o := range d.Published {
		if !same(o) {
			continue
		}
		sum, covered, uses := 0, o.Period.From, o.ID == p.ID
		for covered <= o.Period.To {
			next := covered
			for _, part := range d.Published {
				if same(part) && part.ID != o.ID && part.Period.From == covered && part.Period.To <= o.Period.To &&
					part.Period != o.Period {
					sum, next, uses = sum+part.Value, part.Period.To+1, uses || part.ID == p.ID
					break
				}
			}
			if next == covered {
				break
			}
			covered = next
		}
		if covered > o.Period.To && sum == o.Value && uses {
			return true
		}
	}
	return false
}

// publishedFalls finds the years that fell in the figures as published in the
// claim's own vintage.
func (c Claim) publishedFalls(d *records.Data, years []records.FinancialYear) []Fall {
	find := func(y records.FinancialYear) *records.Published {
		for _, p := range d.Published {
			if p.Area == c.Area && p.Series == c.Later.Series && p.Vintage == c.Later.Vintage && p.Period == y.Period() {
				return &p
			}
		}
		return nil
	}
	var falls []Fall
	for _, y := range years[1:] {
		before, after := find(y-1), find(y)
		if before != nil && after != nil && after.Value < before.Value {
			fall := Fall{Vintage: c.Later.Vintage, Year: y, Before: before.Value, After: after.Value,
				BeforeRows: []records.Rows{before.Row}, AfterRows: []records.Rows{after.Row}}
			if first := max(before.Date, after.Date)[:len("2017")]; first < string(fall.Vintage) {
				fall.First = first
			}
			falls = append(falls, fall)
		}
	}
	return falls
}

// releaseFalls finds the years that fell in every release that has them.
func (c Claim) releaseFalls(d *records.Data, years []records.FinancialYear) []Fall {
	var falls []Fall
	for _, r := range d.Releases {
		for _, y := range years[1:] {
			before := now(d, records.Published{Area: c.Area, Period: (y - 1).Period()}, r)
			after := now(d, records.Published{Area: c.Area, Period: y.Period()}, r)
			if before != nil && after != nil && after.N < before.N {
				falls = append(falls, Fall{Vintage: r.Vintage, Year: y, Before: before.N, After: after.N,
					BeforeRows: before.Rows, AfterRows: after.Rows})
			}
		}
	}
	return falls
}

// A Gap is what a statement of a rise each year, and the figures published
// with it, leave open about the years that it does not give.
type Gap struct {
	First, Last records.Published // the years around the gap
	Total, Part records.Published // the total over a longer period, and its part after Last
	Sum         int               // what the years in the gap add to
	Years       []GapYear
	Possible    bool // some numbers in the gap rise each year and add to Sum
}

// A GapYear is one year in a gap: the lowest and the highest count that it can have if every
// year rises, and the count published for it elsewhere.
type GapYear struct {
	Year      records.FinancialYear
	Low, High int
	Published records.Published
}

// MissingYears bounds the two years that a claim of a rise each year leaves out: they lie
// between the year before and the year after, and add up to what the published total leaves for
// them. ok is false where the published figures do not leave exactly two years open.
func (c Claim) MissingYears(d *records.Data) (g Gap, ok bool, err error) {
	find := func(p records.Period) (records.Published, bool) {
		for _, f := range d.Published {
			if f.Area == c.Area && f.Series == c.Later.Series && f.Vintage == c.Later.Vintage && f.Period == p {
				return f, true
			}
		}
		return records.Published{}, false
	}
	first, next := c.Earlier.Period, c.Later.Period.From.Year()-1
	years := []records.FinancialYear{first.From.Year() + 1, next - 1}
	if !first.WholeYears() || first.Quarters() != 4 || years[1] != years[0]+1 {
		return Gap{}, false, nil
	}
	var found [4]bool
	g = Gap{First: *c.Earlier, Part: *c.Later}
	g.Last, found[0] = find(next.Period())
	g.Total, found[1] = find(records.Period{From: first.From, To: c.Later.Period.To})
	for i, y := range years {
		var p records.Published
		p, found[2+i] = find(y.Period())
		g.Years = append(g.Years, GapYear{Year: y, Published: p})
	}
	if !found[0] || !found[1] || !found[2] || !found[3] {
		return Gap{}, false, nil
	}
	g.Sum = g.Total.Value - g.Part.Value - g.First.Value - g.Last.Value
	one, other, possible := stats.RisingSplit(g.First.Value, g.Sum, g.Last.Value)
	g.Possible = possible
	g.Years[0].Low, g.Years[0].High = int(one.Lower), int(one.Upper)
	g.Years[1].Low, g.Years[1].High = int(other.Lower), int(other.Upper)
	return g, true, nil
}
