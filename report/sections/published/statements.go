// Package published has the sections on what was published before: statements of others, and
// earlier releases.
package published

import (
	"slices"
	"strings"

	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements"
	"grooming-report/analysis/statements/lex"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// A statement is a claim with its check, ready for prose.
type statement struct {
	ID, Statement, Publisher, When, Note      string
	URL                                       string
	Source                                    string // its number in the list of sources
	Area                                      string
	Verdict                                   string
	IsChange, IsTotal, IsRise, IsLaw, IsShare bool
	PerCent                                   bool // a percentage, else a multiple
	Across                                    bool
	Stated, Computed                          *section.Num
	Later, Earlier                            *section.Num
	Doubt                                     string // what is not clear of the earlier figure, or inferred
	LaterWhen, EarlierWhen                    string
	Vintage                                   string
	NowLater, NowEarlier                      *section.Num
	Ratio                                     *section.Num // of the annual rates, where the periods or definitions differ
	PoissonRatio                              *section.Num
	SmallBase                                 bool
	Reasons                                   string
	Matches                                   string
	Several                                   bool // Matches names more than one release
	Falls                                     []fallenYear
	// Low and High are the bounds of a share of all, ReadLow and ReadHigh what its words are read
	// between; nil where the words set no limit on that side.
	Low, High, ReadLow, ReadHigh *section.Num
	LawDay                       string
	Agrees                       bool         // others published the same from the same release
	Held                         bool         // the release holds every year of a rise each year
	Crosses                      bool         // the figures lie on both sides of April 2017
	Returns                      bool         // the measure is freedom of information returns
	OtherPeriod                  string       // which period its number is of, where the words name another
	Open                         string       // why its words cannot be checked; empty where they can
	Measure                      string       // what was counted, where it is not code 88A
	YearBefore                   *section.Num // the same months a year before, in the release
	YearBeforeWhen               string
	FullYearWhen                 string // the financial year of a later period that is part of one
	FullYears                    []section.VintageCount
	Straddle                     *straddle
}

// A straddle says how much of the difference between two years falls in the
// quarters under the new definition.
type straddle struct {
	When       string
	Share, All section.Num
}

// A fallenYear is one year that fell, as it stands in one vintage or in several alike.
type fallenYear struct {
	Year string
	As   []fall
}

// A fall is the two counts of a year that fell, and the vintages that have both.
type fall struct {
	Before, After section.Num
	vintages      []string
	First         string // the year of publication, if that is before the vintage
}

// Vintages names the vintages: 19 October 2023 and 23 April 2026.
func (f fall) Vintages() string { return records.List(f.vintages) }

// CheckedStatements is the section on published statements and what the data say of them.
func CheckedStatements(b *section.Builder) (any, error) {
	s := b.Study
	checks, err := s.Checks()
	if err != nil {
		return nil, err
	}
	f := struct {
		T section.Terms
		section.VerdictCount
		Statements []statement
		Verdicts   []struct{ Verdict, Meaning string }
	}{T: b.Terms(), VerdictCount: b.Tallied(checks)}
	for _, v := range []struct {
		verdict statements.Verdict
		meaning string
	}{
		{statements.Exact, "the number is what the figures give"},
		{statements.Rounds, "it is, to the precision of the statement"},
		{statements.RightAtVintage, "it was so in the release of its time, and a later release has another number; how " +
			"the statement describes its period is said beside it"},
		{statements.NotComparable, "the sum is right, but the two figures differ in definition, months, measure or vintage"},
		{statements.Wrong, "the figures that it rests on say otherwise"},
		{statements.CannotCheck, "no table of this project has what would be needed"},
	} {
		f.Verdicts = append(f.Verdicts, struct{ Verdict, Meaning string }{string(v.verdict), v.meaning})
	}
	t := &doc.Table{ID: "table-statements", Break: true, Caption: section.Cell("Published statements and what the " +
		"data say of " +
		"them"), Columns: []doc.Column{
		{Head: "Statement", Width: 0.34}, {Head: "Published by", Width: 0.24}, {Head: "Rests on", Width: 0.22},
		{Head: "Verdict", Width: 0.2},
	}}
	for _, k := range checks {
		st, err := stateStatement(b, k)
		if err != nil {
			return nil, err
		}
		f.Statements = append(f.Statements, st)
		t.Rows = append(t.Rows, []doc.Cell{section.Cell("“" + k.Claim.Statement + "”"),
			section.Cell(b.By(k.Claim.Publisher, k.Claim.Date, k.Claim.URL, "")), st.rests(), section.Cell(st.Verdict)})
	}
	b.Table(t)
	b.Code("claims.Claim.Check", []string{"data/claims.csv", "data/published.csv", s.Release.File})
	return f, nil
}

// RestsOn is what a statement rests on, as a cell of a table: the two counts of a change.
func RestsOn(b *section.Builder, k claims.Check) (doc.Cell, error) {
	st, err := stateStatement(b, k)
	return st.rests(), err
}

func (st statement) rests() doc.Cell {
	switch {
	case st.OtherPeriod != "" && st.NowLater != nil:
		return section.Cell(*st.NowLater, " in "+st.LaterWhen)
	case st.Open != "" || st.OtherPeriod != "":
		return section.Cell("nothing that is held")
	case st.IsRise:
		return section.Cell("each year between")
	case st.IsShare:
		return section.Cell(*st.Later, " of ", *st.Earlier)
	case st.Earlier != nil:
		return section.Cell(*st.Earlier, " and ", *st.Later)
	case st.Later != nil:
		return section.Cell(*st.Later)
	}
	return section.Cell("the statute")
}

func stateStatement(b *section.Builder, k claims.Check) (statement, error) {
	s, c := b.Study, k.Claim
	st := statement{
		ID: "statement-" + c.ID, Statement: section.Markdown.Replace(c.Statement),
		Source:    b.SourceNumber(c.Publisher, c.Date, c.URL),
		Publisher: b.Named(section.Markdown.Replace(section.Capital(c.Publisher))),
		When:      section.Markdown.Replace(section.Published(c.Date)), Note: b.Named(section.Markdown.Replace(c.Note)),
		URL:  c.URL,
		Area: b.Named(section.Markdown.Replace(c.Area)), Verdict: k.Mark(),
		IsChange: c.Kind == claims.PercentageChange || c.Kind == claims.Multiple,
		PerCent:  c.Kind == claims.PercentageChange, IsTotal: c.Kind == claims.Total,
		IsRise: c.Kind == claims.RiseEachYear, IsLaw: c.Kind == claims.Commencement, IsShare: c.Kind == claims.Share,
		LawDay: s.Series.DefinitionAt(s.Change).Begins.Format("2 January 2006"),
		Across: slices.Contains(k.Differences, statements.DefinitionDiffers),
		Agrees: k.Verdict == statements.RightAtVintage, Held: k.Verdict == statements.Exact,
	}
	if k.OtherPeriod != "" {
		st.OtherPeriod, st.IsTotal = k.OtherPeriod, false
		if k.Fits != nil {
			st.NowLater, st.LaterWhen = new(b.Num(s.CountFact(*k.Fits))), k.Fits.Period.Months()
		}
		return st, nil
	}
	if c.Open != "" {
		st.IsChange, st.IsTotal, st.IsRise, st.IsShare, st.Open = false, false, false, false, c.Open
		return st, nil
	}
	rests(b, &st, k)
	switch {
	case st.IsChange:
		if err := changed(b, &st, k); err != nil {
			return st, err
		}
	case st.IsTotal:
		st.Stated = new(b.Num(k.StatedFact()))
		st.Matches, st.Several = records.List(vintageNames(k.Matches)), len(k.Matches) > 1
	case st.IsRise:
		falls(b, &st, k)
	case st.IsShare:
		share(b, &st, k)
	}
	return st, nil
}

// rests adds the figures that a statement rests on, as published and as they stand now.
func rests(b *section.Builder, st *statement, k claims.Check) {
	s, later, earlier := b.Study, k.Claim.Later, k.Claim.Earlier
	if later != nil {
		st.Later, st.LaterWhen = new(b.Num(claims.FigureFact(*later))), later.Period.Months()
		st.Vintage = string(later.Vintage)
	}
	if later != nil && later.Series != s.Series {
		st.Measure, st.Returns = section.Markdown.Replace(later.Series.Name), strings.Contains(later.Series.Name, "FOI")
		if st.Returns {
			st.Measure = strings.Replace(st.Measure, "FOI", "by freedom of information returns", 1)
		}
	}
	if earlier != nil {
		st.Earlier, st.EarlierWhen = new(b.Num(claims.FigureFact(*earlier))), earlier.Period.Months()
		st.Doubt = b.Doubt(earlier)
		st.Crosses = earlier.Period.From < s.Change && later.Period.To >= s.Change
	}
	if k.NowLater != nil {
		st.NowLater = new(b.Num(s.CountFact(*k.NowLater)))
	}
	if k.NowEarlier != nil {
		st.NowEarlier = new(b.Num(s.CountFact(*k.NowEarlier)))
	}
}

// changed adds what a change between two periods comes to.
func changed(b *section.Builder, st *statement, k claims.Check) error {
	st.Stated, st.Computed = new(b.Num(k.StatedFact())), new(b.Num(k.ComputedFact()))
	if !strings.ContainsAny(k.Claim.Statement, "0123456789") && lex.Hedge(k.Claim.Hedge) == "" {
		read(b, st, k.Claim)
	}
	st.SmallBase = k.Claim.Earlier.Value < fact.SmallBase
	var reasons []string
	for _, d := range k.Differences {
		reasons = append(reasons, string(d))
	}
	st.Reasons = records.List(reasons)
	if err := months(b, st, k); err != nil {
		return err
	}
	comparison, err := b.Study.ClaimRatio(k.Claim)
	if err != nil {
		return err
	}
	if comparison.Defined() {
		ratio := b.Study.ClaimRatioFact(k, comparison)
		st.Ratio, st.PoissonRatio = new(b.Num(ratio)), new(b.Num(comparison.PoissonFact(ratio)))
	}
	return nil
}

// falls adds the years in which what is said to rise each year fell.
func falls(b *section.Builder, st *statement, k claims.Check) {
	area := records.Area{Name: k.Claim.Area}
	for _, fall := range k.Falls {
		n := func(y records.FinancialYear, value int, rows []records.Rows) section.Num {
			return b.Num(&fact.Fact{
				Name:  area.Slug() + ".rise-each-year." + y.Period().Key() + ".vintage-" + string(fall.Vintage),
				Value: float64(value), Unit: fact.Offences, Area: area.Name, Period: y.Period(),
				Definition: "code 88A, as this vintage gives it", Vintage: string(fall.Vintage),
				Rows: rows, Method: fact.SumOfRows, Text: fact.FormatInt(value),
			})
		}
		st.fell(fall.Year.String(), n(fall.Year-1, fall.Before, fall.BeforeRows), n(fall.Year, fall.After, fall.AfterRows),
			b.Dated(fall.Vintage), b.Named(fall.First))
	}
}

// fell adds the fall of a year in a vintage, beside the vintages before it that have the same.
func (st *statement) fell(year string, before, after section.Num, vintage, first string) {
	i := slices.IndexFunc(st.Falls, func(y fallenYear) bool { return y.Year == year })
	if i < 0 {
		i, st.Falls = len(st.Falls), append(st.Falls, fallenYear{Year: year})
	}
	as := &st.Falls[i].As
	if last := len(*as) - 1; last >= 0 && (*as)[last].First == first && (*as)[last].Before.Fact.Value == before.Fact.Value &&
		(*as)[last].After.Fact.Value == after.Fact.Value {
		(*as)[last].vintages = append((*as)[last].vintages, vintage)
		return
	}
	*as = append(*as, fall{Before: before, After: after, vintages: []string{vintage}, First: first})
}

// share adds what a share may be, given the offences of which the kind is not known.
func share(b *section.Builder, st *statement, k claims.Check) {
	c := k.Claim
	st.Stated = new(b.Num(k.StatedFact()))
	state := func(name, definition string, method fact.Method, x float64, inputs ...fact.Input) *section.Num {
		return readAs(b, st, c, name, definition, method, x, inputs...)
	}
	known, all := fact.As("known", st.Later.Fact), fact.As("all", st.Earlier.Fact)
	hedge := lex.Hedge(c.Hedge)
	if hedge != lex.Under {
		st.Low = state("bound.lowest", "share of all offences, if the unknown methods are none of this kind",
			fact.LeastShare, k.Bounds.Lower, known, all)
	}
	if hedge != lex.Over {
		st.High = state("bound.highest", "share of all offences, if the unknown methods are all of this kind",
			fact.GreatestShare, k.Bounds.Upper, known, all)
	}
	if st.Low != nil && st.High != nil {
		read(b, st, c)
	}
}

// read adds what the words of a statement are read between.
func read(b *section.Builder, st *statement, c claims.Claim) {
	st.ReadLow = readAs(b, st, c, "read.lowest", "least that the words stand for", fact.LeastStated, c.Low)
	st.ReadHigh = readAs(b, st, c, "read.highest", "most that the words stand for", fact.MostStated, c.High)
}

// readAs states a number that is made of the one stated, in per cent unless that is a multiple.
func readAs(b *section.Builder, st *statement, c claims.Claim, name, definition string, method fact.Method, x float64,
	inputs ...fact.Input) *section.Num {
	unit, text := fact.PerCent, fact.FormatFixed(x, 1)+"\u00a0per\u00a0cent"
	if st.Stated.Fact.Unit != fact.PerCent {
		unit, text = st.Stated.Fact.Unit, fact.FormatFixed(x, 1)
	}
	return new(b.Num(&fact.Fact{
		Name: "claim." + c.ID + "." + name, Value: x, Unit: unit, Area: c.Area, Period: c.Later.Period,
		Definition: definition, Vintage: string(c.Later.Vintage), Method: method,
		Inputs: append(inputs, fact.As("stated", st.Stated.Fact)), Text: text, Caveat: st.Stated.Fact.Caveat,
	}))
}

// months adds what the release says where the later period is not like the
// earlier one: the same months a year before, the full year, and the quarters
// of the wider code within it.
func months(b *section.Builder, st *statement, k claims.Check) error {
	s, later, earlier := b.Study, k.Claim.Later.Period, k.Claim.Earlier.Period
	if k.NowLater == nil {
		return nil
	}
	area := k.NowLater.Area
	if later.Quarters() < earlier.Quarters() && later.From.N() == 1 {
		year := later.From.Year().Period()
		if c, err := s.Count(area, later.YearBefore()); err == nil {
			n := b.Num(s.CountFact(c))
			st.YearBefore, st.YearBeforeWhen = &n, later.YearBefore().String()
		}
		st.FullYears, st.FullYearWhen = b.Vintages(area, year), year.String()
	}
	if len(b.Study.Series.Crossed(later)) > 0 && k.NowEarlier != nil && later.SameMonths(earlier) {
		wide := records.Period{From: s.Change, To: later.To}
		after, err := s.Count(area, wide)
		if err != nil {
			return err
		}
		before, err := s.Count(area, wide.YearBefore())
		if err != nil {
			return err
		}
		difference := func(which string, l, e records.Count) section.Num {
			return b.Num(&fact.Fact{
				Name: "claim." + k.Claim.ID + ".difference." + which, Value: float64(l.N - e.N), Unit: fact.Offences,
				Area: area.Name, Period: l.Period,
				Definition: "later less earlier count, " + which, Vintage: string(l.Vintage), Method: fact.LaterLessEarlier,
				Inputs: []fact.Input{fact.As("later", s.CountFact(l)), fact.As("earlier", s.CountFact(e))},
				Text:   fact.FormatInt(l.N - e.N), Caveat: s.Caveat(),
			})
		}
		st.Straddle = &straddle{wide.String(), difference("wider code", after, before),
			difference("whole", *k.NowLater, *k.NowEarlier)}
	}
	return nil
}

func vintageNames(vs []string) []string {
	var names []string
	for _, v := range vs {
		names = append(names, records.Vintage(v).String())
	}
	return names
}
