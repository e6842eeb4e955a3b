package answer

import (
	"fmt"
	"math"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// writeComparison writes what was found of an area.
func (d *Desk) writeComparison(m *markup, f *comparison) error {
	id := "of-" + f.area.Slug()
	m.printf("<section class=\"comparison\" data-chart=\"%s\" aria-labelledby=\"%s\">\n<h3 id=\"%s\">%s: %s against %s</h3>\n",
		f.area.Slug(), id, id,
		esc(f.area.Display()), esc(f.choice.later.String()), esc(f.choice.earlier.String()))
	if f.lacks != "" {
		m.printf("<p class=\"lacks\">%s</p>\n</section>\n", esc(sentence(f.lacks)))
		return nil
	}
	d.writeSentence(m, f)
	d.writeNumbers(m, f)
	d.writeReading(m, f)
	if err := d.writeChart(m, f); err != nil {
		return err
	}
	d.writeQuarters(m, f)
	d.writeRows(m, f)
	m.printf("</section>\n")
	return nil
}

// writeSentence writes what may be said, with its source.
func (d *Desk) writeSentence(m *markup, f *comparison) {
	m.printf("<blockquote class=\"may\"><p class=\"fair\">%s</p>\n<p class=\"source\">%s</p>\n"+
		"<p class=\"does\"><button type=\"button\" data-copy=\"fair\">Copy the sentence with its source</button> "+
		"<span role=\"status\"></span></p></blockquote>\n", esc(f.sentence), esc(d.source(f.series)))
}

// source is what stands beside a number of a series.
func (d *Desk) source(series *records.Series) string {
	happens := "how much grooming happens"
	if series != d.study.Series {
		happens = "how many happened"
	}
	return fmt.Sprintf("Source: Home Office, Police recorded crime and outcomes open data tables, release of %s. Offences "+
		"recorded by the police, not %s.", d.vintage(), happens)
}

// number is a fact as a link to what it rests on.
func (f *comparison) number(n *fact.Fact) string {
	if n == nil {
		return "<span class=\"none\">none</span>"
	}
	s := f.link(n)
	if n.LimitsText != "" {
		s += " <span class=\"limits\">(" + esc(n.LimitsText) + ")</span>"
	}
	return s
}

// link is a fact of a choice without its limits.
func (c choice) link(n *fact.Fact) string {
	return fmt.Sprintf("<span class=\"n\"><data value=\"%s\"><a href=\"%s\">%s</a></data></span>", fact.FormatValue(n.Value),
		esc(c.hash("trace", "number", n.Name)), esc(n.Text))
}

// percentLevel is the level of limits in prose.
var percentLevel = fact.FormatPerCent(100 * analysis.Level)

// writeNumbers writes the counts and rates of both periods, a row each: so the table is as
// wide as two numbers, on a phone too.
func (d *Desk) writeNumbers(m *markup, f *comparison) {
	caption := fmt.Sprintf("%s: %s recorded", f.area.Display(), f.series)
	if f.later.rate != nil {
		caption += fmt.Sprintf(", with %s limits that allow for how much such counts vary", percentLevel)
	}
	m.printf("<div class=\"table\" role=\"region\" aria-label=\"%s\" tabindex=\"0\"><table class=\"numbers\"><caption>"+
		"<span>%s</span></caption>\n<thead><tr><th scope=\"col\">Number</th><th scope=\"col\" class=\"r\">%s</th>"+
		"<th scope=\"col\" class=\"r\">%s</th></tr></thead><tbody>\n", esc(caption), esc(caption),
		esc(f.choice.later.String()), esc(f.choice.earlier.String()))
	for _, x := range []struct {
		of             string
		later, earlier *fact.Fact
	}{
		{"Offences", f.later.count, f.earlier.count},
		{"In a year, at the same pace", f.later.rate, f.earlier.rate},
		{"A year, per million people", f.later.people, f.earlier.people},
		{"A year, per million children under 16", f.later.children, f.earlier.children},
	} {
		if x.later != nil || x.earlier != nil {
			m.printf("<tr><th scope=\"row\">%s</th><td class=\"r\">%s</td><td class=\"r\">%s</td></tr>\n", x.of,
				f.number(x.later), f.number(x.earlier))
		}
	}
	m.printf("</tbody></table></div>\n")
}

// writeReading writes the ratio, the change, the trend and what must be known.
func (d *Desk) writeReading(m *markup, f *comparison) {
	m.printf("<dl class=\"reading\">\n")
	entry := func(term, markup string) { m.printf("<dt>%s</dt><dd>%s</dd>\n", term, markup) }
	caveat := f.series.Caveat(f.choice.later, f.choice.earlier)
	switch {
	case f.ratio != nil && f.across:
		entry("Ratio of the annual rates", f.number(f.ratio)+" <strong>"+esc(caveat)+"</strong>")
	case f.ratio != nil:
		entry("Ratio of the annual rates", f.number(f.ratio)+" "+esc(d.reads(f)))
	default:
		entry("Ratio of the annual rates", "none is given: fewer than ten were recorded in "+esc(f.choice.earlier.String()))
	}
	switch {
	case f.percent != nil:
		entry("Change", f.link(f.percent)+" "+direction(f.percent.Value)+changeLimits(f.percent))
	case f.across:
		entry("Change", "no percentage is given across a change of definition")
	case f.ratio != nil && f.compared.Earlier.N < fact.SmallBase:
		entry("Change", "no percentage is given on a base under fifty")
	case f.compared.AsMany():
		entry("Change", "none")
	}
	if f.trend != nil {
		entry("Yearly growth, "+esc(f.trend.Period.Months()), f.number(f.trend)+" times as many each year: "+
			esc(f.growth))
	}
	m.printf("</dl>\n")
	d.writeWarnings(m, f)
}

// reads is what the limits of a ratio allow.
func (d *Desk) reads(f *comparison) string {
	if not := d.study.NotRead(f.compared); not != "" {
		return not
	}
	return f.compared.Reading()
}

func direction(change float64) string {
	if change < 0 {
		return "fewer"
	}
	return "more"
}

// changeLimits says the limits of a change in per cent, each with its own direction.
func changeLimits(percent *fact.Fact) string {
	if percent.LimitsText == "" {
		return ""
	}
	limit := func(x float64) string { return fact.FormatPerCent(math.Abs(x)) + " " + direction(x) }
	lower, upper := percent.Interval.Lower, percent.Interval.Upper
	return " <span class=\"limits\">(from " + limit(lower) + " to " + limit(upper) + ")</span>"
}

// writeWarnings writes what must be known to use the numbers fairly, each once.
func (d *Desk) writeWarnings(m *markup, f *comparison) {
	var all fact.Fact
	if f.across {
		all.AddWarning(fact.Warning(sentence(f.series.Caveat(f.choice.later, f.choice.earlier)) +
			" Before, it held: " + f.series.DefinitionAt(f.choice.earlier.From).Holds + ". Since: " +
			f.series.DefinitionAt(f.choice.later.To).Holds + "."))
	}
	for _, n := range f.facts() {
		for _, w := range n.Warnings {
			all.AddWarning(w)
		}
	}
	for _, note := range d.study.Release.NotesOn(f.area.Forces...) {
		all.AddWarning(fact.Warning("Noticed when the release was read: " + note + "."))
	}
	if len(all.Warnings) == 0 {
		return
	}
	m.printf("<p class=\"know\">What to know before quoting:</p>\n<ul class=\"warnings\">\n")
	for _, w := range all.Warnings {
		m.printf("<li>%s</li>\n", esc(string(w)))
	}
	m.printf("</ul>\n")
}

// writeQuarters writes the counts that the chart shows.
func (d *Desk) writeQuarters(m *markup, f *comparison) {
	m.printf("<details><summary>The quarters of the chart as a table</summary>\n<div class=\"table\" role=\"region\" "+
		"aria-label=\"Quarters of %s\" tabindex=\"0\"><table class=\"quarters\"><thead><tr><th scope=\"col\">Financial year</th>",
		esc(f.area.Display()))
	for _, months := range []string{"April to June", "July to September", "October to December", "January to March"} {
		m.printf("<th scope=\"col\" class=\"r\">%s</th>", months)
	}
	m.printf("</tr></thead><tbody>\n")
	of := map[records.Quarter]records.Count{}
	for _, c := range f.quarters {
		of[c.Period.From] = c
	}
	covered, _ := d.study.Release.Period(f.series)
	for _, y := range covered.Years() {
		note := ""
		if start, ok := f.series.DefinitionAt(y.Quarter(1)).Start(); ok && start == y.Quarter(1) && start > covered.From {
			note = " <span class=\"break\">the code " + esc(f.series.DefinitionAt(start).Change) + "</span>"
		}
		m.printf("<tr><th scope=\"row\">%s%s</th>", y, note)
		for n := 1; n <= 4; n++ {
			words := ""
			if c, ok := of[y.Quarter(n)]; ok {
				words = fact.FormatInt(c.N)
			} else if covered.Contains(y.Quarter(n)) {
				words = "no number"
			}
			m.printf("<td class=\"r\">%s</td>", words)
		}
		m.printf("</tr>\n")
	}
	m.printf("</tbody></table></div></details>\n")
}

// writeRows writes the lines of the table that the two counts add up.
func (d *Desk) writeRows(m *markup, f *comparison) {
	m.printf("<details><summary>The rows behind it</summary>\n")
	for _, n := range []*fact.Fact{f.later.count, f.earlier.count} {
		m.printf("<p>%s, %s: %s, ", esc(n.Area), esc(n.Period.String()), f.number(n))
		if n.Lines() == "" {
			m.printf("%s</p>\n", esc(n.Source()))
			continue
		}
		m.printf("the sum of %s</p>\n", esc(n.Lines()))
	}
	m.printf("</details>\n<p class=\"does\"><button type=\"button\" data-save=\"csv\">Save the numbers as CSV</button> " +
		"<button type=\"button\" data-save=\"svg\">Save the chart as SVG</button> " +
		"<button type=\"button\" data-link>Copy the link to this choice</button> <span role=\"status\"></span></p>\n")
}
