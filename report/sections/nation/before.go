package nation

import (
	"cmp"
	"slices"

	"grooming-report/analysis"
	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/robustness"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// Before is the section on England and Wales before and after April 2017.
func Before(b *section.Builder) (any, error) {
	s := b.Study
	compared, err := s.BeforeAfter(s.National)
	if err != nil {
		return nil, err
	}
	headline := compared.Headline.RatioFact(s, "headline")
	f := struct {
		T                  section.Terms
		After, Before      section.Num
		Headline, Poisson  section.Num
		OldPhi, Phi        section.Num
		Old                section.Bounds
		Within, SameMonths *section.Change
		Growth             *yearOnYear
		Controls           bool
		FirstYear          *section.FirstYear
		FromLater          *section.FromLater
		Steps              steps
		NegBin             *section.Num
		Contradicted, Odd  section.Num
		Measures           bool
		Clash              *clashing
		Scotland           *section.Contrast
		ScotlandDoubt      string // what is inferred of its figures
	}{
		T:     b.Terms(),
		After: b.Num(s.CountFact(compared.Headline.Later)), Before: b.Num(s.CountFact(compared.Headline.Earlier)),
		Headline: b.Num(headline), Poisson: b.Num(compared.Headline.PoissonFact(headline)),
		OldPhi: b.Num(s.Scatter(s.National, s.BeforeYear.Period()).Fact),
		Phi:    b.Num(s.Scatter(s.National, s.AfterYear.Period()).Fact), Old: b.Bounds(compared.Old, s.National),
		Within:     b.Change(compared.Within, "within-definition"),
		SameMonths: b.Change(compared.SameMonths, "same-months"),
	}
	b.Comparisons("table-comparisons", compared)
	if f.Growth, err = stateYearOnYear(b); err != nil {
		return nil, err
	}
	if f.Controls, err = controls(b); err != nil {
		return nil, err
	}
	if f.FromLater, err = b.FromLater(); err != nil {
		return nil, err
	}
	if f.FirstYear, err = b.FirstYear(s.National); err != nil {
		return nil, err
	}
	if f.Steps, err = stateSteps(b); err != nil {
		return nil, err
	}
	if f.Contradicted, f.Odd, f.Clash, f.Measures, err = measures(b); err != nil {
		return nil, err
	}
	if negBin, err := robustness.NegBin(s); err != nil {
		return nil, err
	} else if negBin != nil {
		f.NegBin = new(b.Num(negBin.Fact(s)))
	}
	if scotland, ok, err := s.AgainstNation("Scotland"); err != nil {
		return nil, err
	} else if ok {
		f.Scotland = new(b.Contrast(scotland))
		of := f.Scotland.OtherLater.Fact.Name
		i := slices.IndexFunc(s.Data.Published, func(p records.Published) bool { return claims.FigureFact(p).Name == of })
		f.ScotlandDoubt = b.Doubt(&s.Data.Published[i])
	}
	b.Code("stats.CompareRatesQuasi", []string{s.Release.File}, f.Headline)
	return f, nil
}

// A yearOnYear is how the years before the change grew, ready for prose.
type yearOnYear struct{ Slowest, Fastest section.Change }

// stateYearOnYear is the table of each year before the change against the year before it; nil
// for a release that has no two of them.
func stateYearOnYear(b *section.Builder) (*yearOnYear, error) {
	s := b.Study
	growth, err := s.YearOnYear(s.National)
	if err != nil || len(growth) == 0 {
		return nil, err
	}
	t := &doc.Table{ID: "table-growth",
		Caption: section.Cell("Each year under the old definition against the year before, England and Wales"),
		Columns: []doc.Column{
			{Head: "Year"}, {Head: "Recorded", Align: doc.Right}, {Head: "Year before", Align: doc.Right},
			{Head: "Ratio (95 per cent CI)", Align: doc.Right},
		}}
	kind := func(w analysis.Within) string { return "year-on-year." + w.Later.Period.Key() }
	for _, w := range growth {
		t.Rows = append(t.Rows, []doc.Cell{
			section.Cell(w.Later.Period.String()), section.Cell(b.Num(s.CountFact(w.Later))),
			section.Cell(b.Num(s.CountFact(w.Earlier))),
			b.RatioCell(w.Comparison, func() *fact.Fact { return w.RatioFact(s, kind(w)) })})
	}
	b.Table(t)
	byRatio := func(x, y analysis.Within) int { return cmp.Compare(x.Ratio, y.Ratio) }
	slowest, fastest := slices.MinFunc(growth, byRatio), slices.MaxFunc(growth, byRatio)
	return &yearOnYear{*b.Change(&slowest, kind(slowest)), *b.Change(&fastest, kind(fastest))}, nil
}

// controls is the table of the other series over the two years of the headline; it
// reports whether the release has any.
func controls(b *section.Builder) (bool, error) {
	s := b.Study
	controls, err := s.Controls()
	if err != nil || len(controls) == 0 {
		return false, err
	}
	t := &doc.Table{ID: "table-controls",
		Caption: section.Cell("Other recorded offences over the same two years, England and Wales; the totals are " +
			"without code 88A"),
		Columns: []doc.Column{
			{Head: "Series"}, {Head: s.BeforeYear.String(), Align: doc.Right}, {Head: s.AfterYear.String(), Align: doc.Right},
			{Head: "Ratio (95 per cent CI)", Align: doc.Right},
		}}
	for _, c := range controls {
		t.Rows = append(t.Rows, []doc.Cell{
			section.Cell(c.Series.String()), section.Cell(b.Num(s.CountFact(c.Earlier))),
			section.Cell(b.Num(s.CountFact(c.Later))),
			b.RatioCell(c.Comparison, func() *fact.Fact { return c.RatioFact(s) })})
	}
	b.Table(t)
	return true, nil
}
