package sections

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"grooming-report/analysis"
	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements"
	"grooming-report/analysis/statements/lex"
	"grooming-report/report/doc"
)

// A statement is a claim with its check, ready for prose.
type statement struct {
	ID, Statement, Publisher, When, Note      string
	URL                                       string
	Area                                      string
	Verdict                                   string
	IsChange, IsTotal, IsRise, IsLaw, IsShare bool
	PerCent                                   bool // a percentage, else a multiple
	Across                                    bool
	Stated, Computed                          *num
	Later, Earlier                            *num
	LaterWhen, EarlierWhen                    string
	Vintage                                   string
	NowLater, NowEarlier                      *num
	Ratio                                     *num // of the annual rates, where the periods or definitions differ
	PoissonRatio                              *num
	SmallBase                                 bool
	Reasons                                   string
	Matches                                   string
	Several                                   bool // Matches names more than one release
	Falls                                     []fallenYear
	// Low and High are the bounds of a share of all, ReadLow and ReadHigh what its words are read
	// between; nil where the words set no limit on that side.
	Low, High, ReadLow, ReadHigh *num
	LawDay                       string
	Agrees                       bool   // others published the same from the same release
	Held                         bool   // the release holds every year of a rise each year
	Crosses                      bool   // the figures lie on both sides of April 2017
	Returns                      bool   // the measure is freedom of information returns
	OtherPeriod                  string // which period its number is of, where the words name another
	Open                         string // why its words cannot be checked; empty where they can
	Measure                      string // what was counted, where it is not code 88A
	YearBefore                   *num   // the same months a year before, in the release
	YearBeforeWhen               string
	FullYearWhen                 string // the financial year of a later period that is part of one
	FullYears                    []vintageCount
	Straddle                     *straddle
}

// A straddle says how much of the difference between two years falls in the
// quarters under the new definition.
type straddle struct {
	When       string
	Share, All num
}

// fallenYear is one year that fell, in one vintage.
type fallenYear struct {
	Year, Vintage string
	First         string // the year of publication, if that is before the vintage
	Before, After num
}

func checkedStatements(b *builder) (any, error) {
	s := b.study
	checks, err := s.Checks()
	if err != nil {
		return nil, err
	}
	f := struct {
		T terms
		verdictCount
		Statements []statement
		Verdicts   []struct{ Verdict, Meaning string }
	}{T: b.terms(), verdictCount: b.tallied(checks)}
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
	t := &doc.Table{ID: "table-statements", Break: true, Caption: cell("Published statements and what the data say of " +
		"them"), Columns: []doc.Column{
		{Head: "Statement", Width: 0.34}, {Head: "Published by", Width: 0.24}, {Head: "Rests on", Width: 0.22},
		{Head: "Verdict", Width: 0.2},
	}}
	for _, k := range checks {
		st, err := b.statement(k)
		if err != nil {
			return nil, err
		}
		f.Statements = append(f.Statements, st)
		rests := cell("the statute")
		switch {
		case st.OtherPeriod != "" && st.NowLater != nil:
			rests = cell(*st.NowLater, " in "+st.LaterWhen)
		case st.Open != "" || st.OtherPeriod != "":
			rests = cell("nothing that is held")
		case st.IsRise:
			rests = cell("each year between")
		case st.IsShare:
			rests = cell(*st.Later, " of ", *st.Earlier)
		case st.Earlier != nil:
			rests = cell(*st.Earlier, " and ", *st.Later)
		case st.Later != nil:
			rests = cell(*st.Later)
		}
		t.Rows = append(t.Rows, []doc.Cell{cell("“" + k.Claim.Statement + "”"),
			cell(capital(k.Claim.Publisher) + ", " + published(k.Claim.Date) + " (source " +
				b.sourceNumber(k.Claim.Publisher, k.Claim.Date, k.Claim.URL) + ")"), rests, cell(st.Verdict)})
	}
	b.table(t)
	b.code("claims.Claim.Check", []string{"data/claims.csv", "data/published.csv", s.Release.File})
	return f, nil
}

// A verdictCount counts statements by their verdict.
type verdictCount struct {
	Checked, NotComparable num
	// Right counts those that are exact, round correctly or were right at their vintage.
	Right, Unchecked, Wrong num
	OneWrong                bool
}

// tallied counts the checked statements.
func (b *builder) tallied(checks []claims.Check) verdictCount {
	verdicts := map[statements.Verdict]int{}
	for _, k := range checks {
		verdicts[k.Verdict]++
	}
	tally := func(name string, which ...statements.Verdict) num {
		n, names := 0, make([]string, len(which))
		for i, v := range which {
			n, names[i] = n+verdicts[v], fmt.Sprintf("%q", v)
		}
		return b.tallyRows("statements."+name, n, "statements whose verdict is "+strings.Join(names, " or "),
			fact.RowsOfTable, claimRows(checks, which...))
	}
	return verdictCount{
		Checked: b.tallyRows("statements.checked", len(checks), "statements in data/claims.csv", fact.RowsOfTable,
			claimRows(checks)),
		Right:         tally("right", statements.Exact, statements.Rounds, statements.RightAtVintage),
		NotComparable: tally("not-comparable", statements.NotComparable),
		Unchecked:     tally("unchecked", statements.CannotCheck), Wrong: tally("wrong", statements.Wrong),
		OneWrong: verdicts[statements.Wrong] == 1,
	}
}

func (b *builder) statement(k claims.Check) (statement, error) {
	s, c := b.study, k.Claim
	st := statement{
		ID: "statement-" + c.ID, Statement: markdown.Replace(c.Statement),
		Publisher: b.named(markdown.Replace(capital(c.Publisher))),
		When:      markdown.Replace(published(c.Date)), Note: b.named(markdown.Replace(c.Note)), URL: c.URL,
		Area: b.named(markdown.Replace(c.Area)), Verdict: k.Mark(),
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
			st.NowLater, st.LaterWhen = new(b.num(s.CountFact(*k.Fits))), k.Fits.Period.Months()
		}
		return st, nil
	}
	if c.Open != "" {
		st.IsChange, st.IsTotal, st.IsRise, st.IsShare, st.Open = false, false, false, false, c.Open
		return st, nil
	}
	b.rests(&st, k)
	switch {
	case st.IsChange:
		if err := b.changed(&st, k); err != nil {
			return st, err
		}
	case st.IsTotal:
		st.Stated = new(b.num(k.StatedFact()))
		st.Matches, st.Several = records.List(vintageNames(k.Matches)), len(k.Matches) > 1
	case st.IsRise:
		b.falls(&st, k)
	case st.IsShare:
		b.share(&st, k)
	}
	return st, nil
}

// rests adds the figures that a statement rests on, as published and as they stand now.
func (b *builder) rests(st *statement, k claims.Check) {
	s, later, earlier := b.study, k.Claim.Later, k.Claim.Earlier
	if later != nil {
		st.Later, st.LaterWhen = new(b.num(claims.FigureFact(*later))), later.Period.Months()
		st.Vintage = string(later.Vintage)
	}
	if later != nil && later.Series != s.Series {
		st.Measure, st.Returns = markdown.Replace(later.Series.Name), strings.Contains(later.Series.Name, "FOI")
		if st.Returns {
			st.Measure = strings.Replace(st.Measure, "FOI", "by freedom of information returns", 1)
		}
	}
	if earlier != nil {
		st.Earlier, st.EarlierWhen = new(b.num(claims.FigureFact(*earlier))), earlier.Period.Months()
		st.Crosses = earlier.Period.From < s.Change && later.Period.To >= s.Change
	}
	if k.NowLater != nil {
		st.NowLater = new(b.num(s.CountFact(*k.NowLater)))
	}
	if k.NowEarlier != nil {
		st.NowEarlier = new(b.num(s.CountFact(*k.NowEarlier)))
	}
}

// changed adds what a change between two periods comes to.
func (b *builder) changed(st *statement, k claims.Check) error {
	st.Stated, st.Computed = new(b.num(k.StatedFact())), new(b.num(k.ComputedFact()))
	if !strings.ContainsAny(k.Claim.Statement, "0123456789") && lex.Hedge(k.Claim.Hedge) == "" {
		b.read(st, k.Claim)
	}
	st.SmallBase = k.Claim.Earlier.Value < analysis.SmallBase
	var reasons []string
	for _, d := range k.Differences {
		reasons = append(reasons, string(d))
	}
	st.Reasons = records.List(reasons)
	if err := b.months(st, k); err != nil {
		return err
	}
	comparison, err := b.study.ClaimRatio(k.Claim)
	if err != nil {
		return err
	}
	if comparison.Defined() {
		ratio := b.study.ClaimRatioFact(k, comparison)
		st.Ratio, st.PoissonRatio = new(b.num(ratio)), new(b.num(comparison.PoissonFact(ratio)))
	}
	return nil
}

// falls adds the years in which what is said to rise each year fell.
func (b *builder) falls(st *statement, k claims.Check) {
	area := records.Area{Name: k.Claim.Area}
	for _, fall := range k.Falls {
		n := func(y records.FinancialYear, value int, rows []records.Rows) num {
			return b.num(&fact.Fact{
				Name:  area.Slug() + ".rise-each-year." + y.Period().Key() + ".vintage-" + string(fall.Vintage),
				Value: float64(value), Unit: fact.Offences, Area: area.Name, Period: y.Period(),
				Definition: "code 88A, as this vintage gives it", Vintage: string(fall.Vintage),
				Rows: rows, Method: fact.SumOfRows, Text: fact.FormatInt(value),
			})
		}
		st.Falls = append(st.Falls, fallenYear{
			Year: fall.Year.String(), Vintage: fall.Vintage.String(), First: b.named(fall.First),
			Before: n(fall.Year-1, fall.Before, fall.BeforeRows), After: n(fall.Year, fall.After, fall.AfterRows),
		})
	}
}

// share adds what a share may be, given the offences of which the kind is not known.
func (b *builder) share(st *statement, k claims.Check) {
	c := k.Claim
	st.Stated = new(b.num(k.StatedFact()))
	state := func(name, definition string, method fact.Method, x float64, inputs ...fact.Input) *num {
		return b.readAs(st, c, name, definition, method, x, inputs...)
	}
	known, all := fact.As("known", st.Later.fact), fact.As("all", st.Earlier.fact)
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
		b.read(st, c)
	}
}

// read adds what the words of a statement are read between.
func (b *builder) read(st *statement, c claims.Claim) {
	st.ReadLow = b.readAs(st, c, "read.lowest", "least that the words stand for", fact.LeastStated, c.Low)
	st.ReadHigh = b.readAs(st, c, "read.highest", "most that the words stand for", fact.MostStated, c.High)
}

// readAs states a number that is made of the one stated, in per cent unless that is a multiple.
func (b *builder) readAs(st *statement, c claims.Claim, name, definition string, method fact.Method, x float64,
	inputs ...fact.Input) *num {
	unit, text := fact.PerCent, fact.FormatFixed(x, 1)+"\u00a0per\u00a0cent"
	if st.Stated.fact.Unit != fact.PerCent {
		unit, text = st.Stated.fact.Unit, fact.FormatFixed(x, 1)
	}
	return new(b.num(&fact.Fact{
		Name: "claim." + c.ID + "." + name, Value: x, Unit: unit, Area: c.Area, Period: c.Later.Period,
		Definition: definition, Vintage: string(c.Later.Vintage), Method: method,
		Inputs: append(inputs, fact.As("stated", st.Stated.fact)), Text: text, Caveat: st.Stated.fact.Caveat,
	}))
}

// months adds what the release says where the later period is not like the
// earlier one: the same months a year before, the full year, and the quarters
// of the wider code within it.
func (b *builder) months(st *statement, k claims.Check) error {
	s, later, earlier := b.study, k.Claim.Later.Period, k.Claim.Earlier.Period
	if k.NowLater == nil {
		return nil
	}
	area := k.NowLater.Area
	if later.Quarters() < earlier.Quarters() && later.From.N() == 1 {
		year := later.From.Year().Period()
		if c, err := s.Count(area, later.YearBefore()); err == nil {
			n := b.num(s.CountFact(c))
			st.YearBefore, st.YearBeforeWhen = &n, later.YearBefore().String()
		}
		for _, c := range s.Data.Vintages(area, year) {
			st.FullYears = append(st.FullYears, vintageCount{c.Vintage.String(), b.num(s.CountFact(c))})
		}
		st.FullYearWhen = year.String()
	}
	if len(b.study.Series.Crossed(later)) > 0 && k.NowEarlier != nil && later.SameMonths(earlier) {
		wide := records.Period{From: s.Change, To: later.To}
		after, err := s.Count(area, wide)
		if err != nil {
			return err
		}
		before, err := s.Count(area, wide.YearBefore())
		if err != nil {
			return err
		}
		difference := func(which string, l, e records.Count) num {
			return b.num(&fact.Fact{
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

// published prints a date as prose does, whatever part of it is known.
func published(date string) string {
	for layout, print := range map[string]string{time.DateOnly: "2 January 2006", "2006-01": "January 2006"} {
		if t, err := time.Parse(layout, date); err == nil {
			return t.Format(print)
		}
	}
	return date
}

// capital starts a sentence.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
