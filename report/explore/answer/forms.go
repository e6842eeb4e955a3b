package answer

import (
	"fmt"
	"strings"

	"grooming-report/analysis/records"
)

// Forms is the fields of every panel before anything is asked, by its name.
func (d *Desk) Forms() (map[string]string, error) {
	if err := d.prepare(); err != nil {
		return nil, err
	}
	return map[string]string{
		"check": d.checkForm(), "compare": d.compareForm(d.usual()), "trace": d.traceForm(""), "release": releaseForm,
	}, nil
}

func (d *Desk) checkForm() string {
	var m markup
	m.printf(`<p class="field wide"><label for="check-text">The text: a sentence, an article or a draft</label>` +
		`<textarea id="check-text" name="text" rows="7"></textarea></p>` +
		`<p class="field"><label for="check-file">or a file: plain text, a web page, Word or OpenDocument</label>` +
		`<input id="check-file" name="file" type="file" accept=".txt,.md,.html,.htm,.docx,.odt"></p>` +
		`<p class="field"><label for="check-date">Published on, if the text does not say</label>` +
		`<input id="check-date" name="date" type="text" placeholder="such as 4 May 2018" autocomplete="off"></p>` +
		`<p class="field"><label for="check-area">About, if it names no area</label><select id="check-area" name="area">`)
	m.printf(`<option value="">nothing: its own words decide</option>`)
	d.areaOptions(&m, "")
	m.printf(`</select></p><p class="does"><button type="submit">Check the numbers</button></p>`)
	return m.String()
}

// areaOptions lists the countries, the regions and the forces.
func (d *Desk) areaOptions(m *markup, chosen string) {
	nation := d.study.National.Name
	m.printf(`<optgroup label="Nations and regions">`)
	m.options([]option{{nation, nation}}, chosen)
	var groups []option
	for _, a := range d.data.Forces.Groups() {
		groups = append(groups, option{a.Name, a.Display()})
	}
	m.options(groups, chosen)
	m.printf(`</optgroup><optgroup label="Police forces">`)
	var forces []option
	for _, f := range d.data.Forces.List {
		forces = append(forces, option{f.Name, f.Display()})
	}
	m.options(forces, chosen)
	m.printf(`</optgroup>`)
}

func (d *Desk) compareForm(c choice) string {
	var m markup
	m.printf(`<fieldset><legend>Where</legend><p class="field wide"><label for="compare-area">Area</label>`+
		`<input id="compare-area" name="area" type="text" value="%s" autocomplete="off" spellcheck="false" `+
		`aria-describedby="compare-area-hint"><span class="hint" id="compare-area-hint">`+
		`<b>Kent + Essex</b> adds two up, <b>Kent; Essex</b> sets them side by side</span></p>`, esc(c.words()))
	m.printf(`<p class="field wide"><label for="compare-pick">Pick an area</label><span class="pick">` +
		`<select id="compare-pick" name="pick">`)
	d.areaOptions(&m, "")
	m.printf(`</select> <button type="button" name="how" value="only">Only this</button> ` +
		`<button type="button" name="how" value="join">Add it up</button> ` +
		`<button type="button" name="how" value="beside">Set beside</button></span></p></fieldset>`)
	m.printf(`<fieldset><legend>What and when</legend><p class="field wide"><label for="compare-series">Series</label>` +
		`<select id="compare-series" name="series">`)
	var series []option
	for _, s := range d.data.Series {
		if _, ok := d.study.Release.Period(s); ok {
			series = append(series, option{s.Name, capital(s.String())})
		}
	}
	m.options(series, c.series.Name)
	m.printf(`</select></p>`)
	d.periodFields(&m, "later", "Later period", c.later)
	d.periodFields(&m, "earlier", "Earlier period", c.earlier)
	m.printf(`</fieldset><p class="does"><button type="submit">Compare</button></p>`)
	return m.String()
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// periodFields chooses a period by its first and its last quarter. One that the release does not
// have, as an address may ask for, stands before the others.
func (d *Desk) periodFields(m *markup, name, words string, p records.Period) {
	covered := d.study.Covered()
	var from, to []option
	begins := func(q records.Quarter) {
		from = append(from, option{q.First().Format(month), q.First().Format("Jan 2006")})
	}
	ends := func(q records.Quarter) { to = append(to, option{q.First().Format(month), q.Last().Format("Jan 2006")}) }
	if !covered.Contains(p.From) {
		begins(p.From)
	}
	if !covered.Contains(p.To) {
		ends(p.To)
	}
	for q := covered.From; q <= covered.To; q++ {
		begins(q)
		ends(q)
	}
	m.printf(`<p class="field" role="group" aria-labelledby="compare-%[1]s"><span class="label" id="compare-%[1]s">%[2]s</span>`+
		`<span class="span"><label for="compare-%[1]s-from" class="hidden">%[2]s from</label>`+
		`<select id="compare-%[1]s-from" name="%[1]s-from">`, name, words)
	m.options(from, p.From.First().Format(month))
	m.printf(`</select> to <label for="compare-%[1]s-to" class="hidden">%[2]s to</label>`+
		`<select id="compare-%[1]s-to" name="%[1]s-to">`, name, words)
	m.options(to, p.To.First().Format(month))
	m.printf(`</select></span></p>`)
}

// usualChoices lists comparisons that are asked for most, of the same areas and series.
func (d *Desk) usualChoices(m *markup, c choice) {
	s := d.study
	type usual struct {
		later, earlier records.Period
	}
	list := []usual{
		{s.LatestMonths(), s.LatestMonths().YearBefore()},
		{s.LatestYear.Period(), (s.LatestYear - 1).Period()},
		{s.LatestYear.Period(), s.Base.Period()},
		{s.AfterYear.Period(), s.BeforeYear.Period()},
	}
	m.printf("<p class=\"usual\">Usual comparisons:")
	for i, u := range list {
		before := ", "
		if i == 0 {
			before = " "
		}
		o := c
		o.later, o.earlier = u.later, u.earlier
		not := ""
		if c.series.Caveat(u.later, u.earlier) != "" {
			not = " (not comparable)"
		}
		m.printf("%s<a href=\"%s\">%s against %s</a>%s", before, esc(o.hash("compare")), esc(u.later.String()),
			esc(u.earlier.String()), not)
	}
	m.printf("</p>\n")
}

func (d *Desk) traceForm(number string) string {
	return fmt.Sprintf(`<p class="field wide"><label for="trace-number">A number as the report prints it, or its name in `+
		`evidence.csv</label><input id="trace-number" name="number" type="text" value="%s" placeholder="%s" autocomplete="off" `+
		`spellcheck="false"></p><p class="does"><button type="submit">Trace it</button></p>`, esc(number), esc("such as "+d.example()))
}

const releaseForm = `<p class="field wide"><label for="release-file">The Home Office’s workbook: police recorded crime open ` +
	`data, police force area tables (.ods or .xlsx)</label><input id="release-file" name="file" type="file" ` +
	`accept=".ods,.xlsx,.csv,.gz,.xz"></p><p class="field"><label for="release-date">Published on, if its name does not say` +
	`</label><input id="release-date" name="date" type="text" placeholder="such as 23 July 2026" autocomplete="off">` +
	`</p><p class="does"><button type="submit">Read the workbook</button></p>`
