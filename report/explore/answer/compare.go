package answer

import (
	"errors"
	"fmt"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/trends"
)

// compare compares two periods of a series in one or several areas. Its fields are those
// of the form; save, which asks for the numbers as csv or the chart as svg; and step, which says
// that one field was changed and that others may follow.
func (d *Desk) compare(q Question) (Answer, error) {
	c, err := d.choose(q.Fields)
	if q.Fields["step"] != "" && errors.As(err, new(unfinished)) {
		return Answer{Wait: "Not compared yet: " + oneLine(err.Error()) + ". An answer below is still of the choice before.",
			Forms: map[string]string{"compare": d.compareForm(c)}}, nil
	}
	if err != nil {
		return Answer{}, err
	}
	found, beside, err := d.compared(c)
	if err != nil {
		return Answer{}, err
	}
	switch form := q.Fields["save"]; form {
	case "":
	case "csv":
		saved, err := numbersOf(found, beside)
		return Answer{Save: saved}, err
	case "svg":
		return d.savedChart(found, q.Fields["chart"])
	default:
		return Answer{}, fmt.Errorf("a comparison is saved as csv or svg, not %q", form)
	}
	m := &markup{}
	d.usualChoices(m, c)
	writeContrasts(m, c, beside)
	for _, f := range found {
		if err := d.writeComparison(m, f); err != nil {
			return Answer{}, err
		}
	}
	var say []string
	for _, f := range found {
		say = append(say, f.sentence)
	}
	return Answer{HTML: m.String(), Forms: map[string]string{"compare": d.compareForm(c)}, Hash: c.hash("compare"),
		Say: strings.Join(say, " ")}, nil
}

// compared is the comparison in each area of a choice, and those that stand beside the first.
func (d *Desk) compared(c choice) ([]*comparison, []contrast, error) {
	var found []*comparison
	for _, a := range c.areas {
		f, err := d.comparison(c, a)
		if err != nil {
			return nil, nil, err
		}
		found = append(found, f)
	}
	beside, err := d.contrasts(found)
	return found, beside, err
}

// A comparison is what the tables say of an area in two periods.
type comparison struct {
	choice
	area           records.Area
	later, earlier side
	compared       analysis.Comparison
	across         bool
	ratio          *fact.Fact // nil on a base under ten, or of none
	percent        *fact.Fact // nil across a change of definition, and where the base is small or nothing can be read
	trend          *fact.Fact // nil where none was fitted, or it would say nothing
	growth         string     // what the limits of the trend allow
	sentence       string     // that may be said
	quarters       []records.Count
	lacks          string // why there are no numbers; empty where there are
}

// A side is one of the two periods.
type side struct {
	count, rate, people, children *fact.Fact // nil where there is none
}

// comparison makes the estimates of an area, by the same functions and types as the report.
func (d *Desk) comparison(c choice, a records.Area) (*comparison, error) {
	s := d.study
	f := &comparison{choice: c, area: a}
	f.areas = []records.Area{a}
	covered, ok := s.Release.Period(c.series)
	if !ok || !covered.Contains(c.earlier.From) || !covered.Contains(c.later.To) {
		f.lacks = fmt.Sprintf("the release of %s has no numbers of %s for both periods", d.vintage(), c.series.Short())
		if ok {
			f.lacks += "; it has " + covered.Months()
		}
		return f, nil
	}
	var err error
	if c.series == s.Series {
		err = d.compareMain(f)
	} else {
		err = d.compareOther(f)
	}
	if records.NoNumber(err) {
		f.lacks = fmt.Sprintf("%s has no number for a quarter of these periods in the release of %s, and a missing number "+
			"is not zero", a.Display(), d.vintage())
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	f.area = f.compared.Later.Area
	f.sentence = d.said(f)
	for q := covered.From; q <= covered.To; q++ {
		if count, err := s.CountOf(c.series, a, q.Period()); err == nil {
			f.quarters = append(f.quarters, count)
		}
	}
	return f, nil
}

// compareMain is of the series that the report is about.
func (d *Desk) compareMain(f *comparison) error {
	s := d.study
	across, err := s.Across(f.area, f.choice.later, f.choice.earlier)
	switch {
	case err == nil:
		f.across, f.compared = true, across.Comparison
		if f.stateable() {
			f.ratio = across.RatioFact(s, "chosen")
		}
	case errors.Is(err, analysis.ErrUnlike):
		within, err := s.Within(f.area, f.choice.later, f.choice.earlier)
		if err != nil {
			return err
		}
		f.compared = within.Comparison
		if f.stateable() {
			f.ratio = within.RatioFact(s, "chosen")
		}
		if p, ok := within.PerCentChange(s, "chosen"); ok {
			f.percent = p
		}
	default:
		return err
	}
	for _, x := range []struct {
		count records.Count
		to    *side
	}{{f.compared.Later, &f.later}, {f.compared.Earlier, &f.earlier}} {
		x.to.count = s.CountFact(x.count)
		rate, err := s.Rate(x.count.Area, x.count.Period)
		if err != nil {
			return err
		}
		x.to.rate = s.RateFact(rate)
		if p := s.PerMillion(rate, false); p != nil {
			x.to.people = s.PerMillionFact(p)
		}
		if p := s.PerMillion(rate, true); p != nil {
			x.to.children = s.PerMillionFact(p)
		}
	}
	t, err := trends.Fit(s, f.area)
	if t != nil {
		f.trend, f.growth = t.Fact(s), t.Reading()
	}
	return err
}

// compareOther is of another series of the tables.
func (d *Desk) compareOther(f *comparison) error {
	s := d.study
	c, err := s.Control(f.series, f.area, f.choice.later, f.choice.earlier)
	if err != nil {
		return err
	}
	f.compared = c.Comparison
	f.later.count, f.earlier.count = s.CountFact(c.Later), s.CountFact(c.Earlier)
	if f.stateable() {
		f.ratio = c.RatioFact(s)
	}
	return nil
}

// stateable reports whether there is a ratio, on a base of ten or more.
func (f *comparison) stateable() bool {
	return f.compared.Defined() && f.compared.Earlier.N >= fact.TinyBase
}

// facts are the numbers of the comparison, in the order in which they are shown.
func (f *comparison) facts() []*fact.Fact {
	var list []*fact.Fact
	for _, n := range []*fact.Fact{
		f.later.count, f.earlier.count, f.later.rate, f.earlier.rate, f.later.people, f.earlier.people,
		f.later.children, f.earlier.children, f.ratio, f.percent, f.trend,
	} {
		if n != nil {
			list = append(list, n)
		}
	}
	return list
}

// numbersOf is the numbers as a table of the form of evidence.csv, with all that they
// were computed from.
func numbersOf(found []*comparison, beside []contrast) (*File, error) {
	var numbers []*fact.Fact
	for _, f := range found {
		numbers = append(numbers, f.facts()...)
	}
	for _, x := range beside {
		if x.ratio != nil {
			numbers = append(numbers, x.ratio)
		}
	}
	var e fact.Evidence
	for _, n := range numbers {
		if err := e.Add(n); err != nil {
			return nil, err
		}
	}
	var m markup
	err := e.Write(&m)
	return &File{"comparison.csv", "text/csv", m.String()}, err
}

// said is the sentence that may be said: both counts, and what the limits allow, or that
// the two are not comparable and why.
func (d *Desk) said(f *comparison) string {
	c := f.compared
	what := "offences of sexual grooming (" + f.series.Short() + ")"
	if f.series != d.study.Series {
		what = "offences of " + f.series.String()
		if f.series.Code == "" {
			what = strings.TrimPrefix(f.series.String(), "all ") // of some area and period
		}
	}
	if c.Later.N == 1 {
		what = strings.Replace(what, "offences of", "offence of", 1)
	}
	start := fmt.Sprintf("%s recorded %s %s in %s, against %s in %s", police(c.Later.Area), f.later.count.Text, what,
		c.Later.Period, f.earlier.count.Text, c.Earlier.Period)
	not := d.study.NotRead(c)
	switch {
	case f.across:
		return start + ", which are " + f.series.Caveat(c.Later.Period, c.Earlier.Period) + "."
	case not != "":
		return start + ": " + not + "."
	case !f.stateable():
		return start + ", too few to read a change from."
	}
	words := c.Plainly()
	if !c.Later.Period.SameMonths(c.Earlier.Period) {
		words = fmt.Sprintf("as annual rates, which allow for the different lengths, %s", words)
	}
	if f.percent != nil && c.Later.Period.SameMonths(c.Earlier.Period) {
		direction := "more"
		if c.Ratio < 1 {
			direction = "fewer"
		}
		words = f.percent.Text + " " + direction + "; " + words
	}
	return start + ": " + strings.ReplaceAll(words, fact.NBSP, " ") + "."
}

// police names who recorded, at the beginning of a sentence: police in Kent, the Metropolitan
// Police; of areas that are added up, together.
func police(a records.Area) string {
	name := a.InProse()
	switch {
	case a.Joined() && strings.Contains(name, "Police"):
		return "Together, " + name
	case !strings.HasSuffix(name, "Police") || a.Joined():
		return "Police in " + name
	case strings.HasPrefix(name, "the "):
		return "T" + name[1:]
	}
	return name
}
