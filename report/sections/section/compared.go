package section

import (
	"slices"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/trends"
)

// OfArea is the comparisons of the study's area, and the p-value of its ratio
// within the new definition if the area is a force whose ratio would stand out alone and
// does not among all forces.
func (b *Builder) OfArea() (compared analysis.BeforeAfter, adjusted *Num, err error) {
	area := b.Study.Area
	if !area.Single() {
		compared, err = b.Study.BeforeAfter(area)
		return compared, nil, err
	}
	i := slices.IndexFunc(b.Rows, func(r analysis.ForceRow) bool { return r.Force.Name == area.Name })
	return b.Rows[i].BeforeAfter, b.onlyUnadjusted(b.Rows[i]), nil
}

// Silent is the quarter since which a force recorded none after some before; "" for
// others.
func (b *Builder) Silent(force string) string {
	if since, ok := b.Study.SilentSince(force); ok {
		return since.String()
	}
	return ""
}

// fellSilent reports whether the later count of a comparison is the none of a silent force.
func (b *Builder) fellSilent(c analysis.Comparison) bool {
	return c.Later.N == 0 && b.Silent(c.Later.Area.Name) != ""
}

// onlyUnadjusted is the adjusted p-value of a force whose ratio within the new definition
// would stand out alone and does not among all forces; nil for others.
func (b *Builder) onlyUnadjusted(r analysis.ForceRow) *Num {
	if !r.StandsOutAlone() || b.Silent(r.Force.Name) != "" || b.Study.Unreadable(r.Within.Later, r.Within.Earlier) {
		return nil
	}
	return new(b.Num(b.Adjusted(r)))
}

// Adjusted is the p-value of a force's ratio within the new definition, adjusted for the number
// of forces by Benjamini and Hochberg.
func (b *Builder) Adjusted(r analysis.ForceRow) *fact.Fact {
	ratio := r.Within.RatioFact(b.Study, "within-definition")
	tested, _ := b.TestedWithin()
	return &fact.Fact{
		Name: r.Force.Area().Slug() + ".p-adjusted.within-definition", Value: r.WithinP, Unit: "probability",
		Area: r.Force.Name, Period: ratio.Period,
		Definition: "central p-value of the ratio, widened for overdispersion, adjusted over all forces (Benjamini and " +
			"Hochberg 1995)",
		Vintage: ratio.Vintage, Method: fact.AdjustedP,
		Inputs: []fact.Input{fact.As("ratio", ratio), fact.As("tested", tested)}, Text: fact.FormatP(r.WithinP),
	}
}

// TestedWithin is the ratios within the new definition that are adjusted together.
func (b *Builder) TestedWithin() (tested *fact.Fact, silent []fact.Input) {
	if b.kept.tested == nil {
		b.kept.tested, b.kept.fellSilent = b.Study.Tested("within-definition", b.Rows,
			func(r analysis.ForceRow) *analysis.Comparison {
				if r.Within == nil {
					return nil
				}
				return &r.Within.Comparison
			})
	}
	return b.kept.tested, b.kept.fellSilent
}

// A PerMillion is a rate for a million people or children.
type PerMillion struct {
	Num
	Estimate string // of the population: mid-2019
}

// PerMillion states a rate for a million people, or for a million children under sixteen;
// nil where no population is known.
func (b *Builder) PerMillion(r analysis.Rate, children bool) *PerMillion {
	m := b.Study.PerMillion(r, children)
	if m == nil {
		return nil
	}
	return &PerMillion{b.Num(b.Study.PerMillionFact(m)), m.Estimate}
}

// Against states the contrast of the force with the rest of England and Wales.
func (b *Builder) Against(c analysis.Contrast, err error) (*Contrast, error) {
	if records.NoNumber(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return new(b.Contrast(c)), nil
}

// A VintageCount is what a release has of a count, or several in a row that have the same.
type VintageCount struct {
	Count    Num
	releases []string
}

// In names the releases: the release of 19 October 2023 and that of 23 April 2026.
func (v VintageCount) In() string {
	return "the release of " + strings.Join(v.releases, " and that of ")
}

// Vintages states the count of an area and a period in every release that has it, oldest first.
func (b *Builder) Vintages(a records.Area, p records.Period) []VintageCount {
	var list []VintageCount
	for _, c := range b.Study.Data.Vintages(a, p) {
		count, of := b.Num(b.Study.CountFact(c)), b.Dated(c.Vintage)
		if last := len(list) - 1; last >= 0 && list[last].Count.Fact.Value == count.Fact.Value {
			list[last].releases = append(list[last].releases, of)
			continue
		}
		list = append(list, VintageCount{count, []string{of}})
	}
	return list
}

// Dated is a vintage as prose prints it; that of a release says where its date is inferred.
func (b *Builder) Dated(v records.Vintage) string {
	for _, r := range b.Study.Data.Releases {
		if r.Vintage == v {
			return Dated(r)
		}
	}
	return v.String()
}

// A Contrast is a ratio of ratios, ready for prose.
type Contrast struct {
	Defined                                  bool
	Ratio, Exact                             Num
	Later, Earlier, OtherLater, OtherEarlier Num
	LaterWhen, EarlierWhen                   string
	Reading                                  string
	Vintage                                  string
}

// Contrast states a ratio of ratios.
func (b *Builder) Contrast(c analysis.Contrast) Contrast {
	s := b.Study
	x := Contrast{
		Defined: c.Defined() && c.Earlier.Value >= fact.TinyBase && c.OtherEarlier.Value >= fact.TinyBase,
		Later:   b.Num(c.Later), Earlier: b.Num(c.Earlier), OtherLater: b.Num(c.OtherLater),
		OtherEarlier: b.Num(c.OtherEarlier),
		LaterWhen:    c.Later.Period.String(), EarlierWhen: c.Earlier.Period.String(), Vintage: c.Later.Vintage,
	}
	if x.Defined {
		x.Ratio, x.Exact, x.Reading = b.Num(c.Fact(s)), b.Num(c.ExactFact(s)), c.Reading()
	}
	return x
}

// PartYear is the range of the year that has not ended, ready for prose.
type PartYear struct {
	History
	Rate, Range Num
	When        string
}

// PartYear states the range of an area's year that has not ended, or nothing
// where the release ends with a whole year or there is nothing to test on.
func (b *Builder) PartYear(a records.Area) *PartYear {
	p, err := trends.NewPartYear(b.Study, a)
	if records.NoNumber(err) {
		return nil
	}
	if err != nil {
		b.fail(err)
		return nil
	}
	if p == nil || p.History == nil {
		return nil
	}
	return &PartYear{History: b.History(p.History), Rate: b.Num(b.Study.RateFact(p.Rate)), Range: b.Num(p.Fact(b.Study)),
		When: p.Rate.Count.Period.String()}
}

// BaseChoices is what is found from each year that changes can be measured from. It is computed
// once for a document.
func (b *Builder) BaseChoices() ([]analysis.BaseChoice, error) {
	if b.kept.choices != nil {
		return b.kept.choices, nil
	}
	var err error
	b.kept.choices, err = b.Study.Bases()
	return b.kept.choices, err
}

// FromLater is what is found within the new definition from the year after the base, ready for
// prose.
type FromLater struct {
	Year     string
	National Num // the ratio from then
	Up, Down Num
	Rest     *Num // of the study's area over that of the rest
}

// FromLater states what is found when the year after the base is measured from; nil where there
// is no such year before the latest.
func (b *Builder) FromLater() (*FromLater, error) {
	choices, err := b.BaseChoices()
	if err != nil {
		return nil, err
	}
	for _, c := range choices {
		if c.Year == b.Study.Base+1 {
			up, down := c.CountFacts(b.Study)
			x := &FromLater{Year: c.Year.String(), National: b.Num(c.NationalFact(b.Study)), Up: b.Num(up), Down: b.Num(down)}
			if c.Rest != nil && c.Rest.Defined() {
				x.Rest = new(b.Num(c.Rest.Fact(b.Study)))
			}
			return x, nil
		}
	}
	return nil, nil
}

// History is a backtest, ready for prose.
type History struct {
	Who                           string
	Tested, Silent, Ratio, Middle Num
	Within, Coverage, Level       Num
	Short                         bool
}

// History states a backtest.
func (b *Builder) History(h *trends.History) History {
	s := b.Study
	return History{
		Who: h.Who, Tested: b.Num(h.TestedFact(s)), Silent: b.Num(h.SilentFact(s)), Ratio: b.Num(h.MedianFact(s)),
		Middle: b.Num(h.MiddleFact(s)), Level: b.Num(h.LevelFact(s)),
		Within: b.Num(h.WithinFact(s)), Coverage: b.Num(h.CoverageFact(s)), Short: len(h.Warnings) > 0,
	}
}
