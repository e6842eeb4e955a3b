package answer

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing/fstest"
	"time"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/data/intake"
)

// A workbook is what people gave.
type workbook struct {
	name    string // of its tidy table: releases/offences-2026-07-23.csv
	table   fstest.MapFS
	vintage records.Vintage
}

// release reads a workbook of the Home Office, checks it, compares it with the release
// before, and makes every panel answer from it. Its fields are date, and how, which puts
// the workbook away again.
func (d *Desk) release(q Question, file []byte) (Answer, error) {
	if q.Fields["how"] == "away" {
		return d.putAway()
	}
	a, err := d.read(q, file)
	if err != nil && d.given != nil {
		var m markup
		m.printf("<p>The workbook that was given before, of the release of %s, is still in use.</p>\n", esc(d.given.vintage.String()))
		m.printf(putAwayButton)
		return Answer{Error: named(line(err), q.File), HTML: m.String(), Hash: "#release"}, nil
	}
	return a, err
}

// read is release of a workbook that is given.
func (d *Desk) read(q Question, file []byte) (Answer, error) {
	if q.File == "" || len(file) == 0 {
		return Answer{}, errors.New("no workbook was given; choose the file, or drop it on the page")
	}
	given := strings.TrimSpace(q.Fields["date"])
	if day := published(given); len(day) == len(time.DateOnly) {
		given = day
	} else if given != "" {
		return Answer{}, fmt.Errorf("%s: date %q, want the day of publication, such as 23 July 2026 or 2026-07-23", q.File, given)
	}
	known, err := d.load()
	if err != nil {
		return Answer{}, err
	}
	in, err := intake.ReadFrom(context.Background(), q.File, file, known, d.Progress)
	switch ext := strings.ToLower(path.Ext(q.File)); {
	case err != nil && slices.Contains([]string{".txt", ".md", ".html", ".htm", ".docx", ".odt"}, ext):
		return Answer{}, fmt.Errorf("%w; a text is checked in the panel Check", plainly(err))
	case err != nil:
		return Answer{}, plainly(err)
	}
	if in.Date, err = in.ReleaseDate(given); err != nil {
		return Answer{}, plainly(err)
	}
	release, err := in.Examine()
	if err != nil {
		return Answer{}, plainly(err)
	}
	if known, release, err = d.redefined(in, known, release); err != nil {
		return Answer{}, err
	}
	release.Notes = in.Notes
	name := "releases/offences-" + in.Date + ".csv"
	before := d.before(known, release)
	next := &Desk{tables: d.tables, data: &analysis.Data{Data: known.With(release)}}
	if err := next.prepare(); err != nil {
		return Answer{}, err
	}
	d.data, d.study = next.data, next.study
	d.given = &workbook{name, fstest.MapFS{name: {Data: []byte(in.Table)}}, release.Vintage}
	var m markup
	d.writeRelease(&m, in, release)
	if before != nil {
		d.writeRevisions(&m, before, release)
	}
	forms, err := d.Forms()
	if err != nil {
		return Answer{}, err
	}
	delete(forms, "release")
	return Answer{HTML: m.String(), Forms: forms, Hash: "#release", Notice: d.Notice(),
		Say: fmt.Sprintf("The release of %s was read; every panel answers from it.", release.Vintage)}, nil
}

// plainly names the fields of the page where an error names the options of a command.
func plainly(err error) error {
	return errors.New(strings.NewReplacer("Give DATE=2026-07-23 (-date)", "Give the date in the field beside it",
		"with DATE (-date)", "in the field beside it").Replace(err.Error()))
}

// redefined reads the tables again where another code took over a part of a series, which
// then has a definition more.
func (d *Desk) redefined(in *intake.Incoming, known *records.Data, release *records.Release) (*records.Data,
	*records.Release, error) {
	if !in.Splits() {
		return known, release, nil
	}
	const name = "series.csv"
	series, err := fs.ReadFile(d.tables, name)
	if err != nil {
		return nil, nil, err
	}
	if series, err = in.Redefine(folder+"/"+name, series); err != nil {
		return nil, nil, err
	}
	sums, err := fs.ReadFile(d.tables, "SHA256SUMS")
	if err != nil {
		return nil, nil, err
	}
	lines := strings.Split(string(sums), "\n")
	for i, line := range lines {
		if strings.HasSuffix(line, "  "+name) {
			lines[i] = fmt.Sprintf("%x  %s", sha256.Sum256(series), name)
		}
	}
	changed := fstest.MapFS{name: {Data: series}, "SHA256SUMS": {Data: []byte(strings.Join(lines, "\n"))}}
	if known, err = records.LoadFrom(over{changed, d.tables}, folder); err != nil {
		return nil, nil, err
	}
	release, err = records.ParseRelease(release.File, in.Table, known.Forces, known.Series)
	return known, release, err
}

// over is files over those of another file system.
type over struct {
	fstest.MapFS
	under fs.FS
}

// Open implements fs.FS.
func (o over) Open(name string) (fs.File, error) {
	if _, ok := o.MapFS[name]; ok {
		return o.MapFS.Open(name)
	}
	return o.under.Open(name)
}

// ReadFile implements fs.ReadFileFS.
func (o over) ReadFile(name string) ([]byte, error) {
	if f, ok := o.MapFS[name]; ok {
		return f.Data, nil
	}
	return fs.ReadFile(o.under, name)
}

// putAway makes every panel answer from the tables alone again.
func (d *Desk) putAway() (Answer, error) {
	data, err := d.load()
	if err != nil {
		return Answer{}, err
	}
	d.use(data)
	d.given = nil
	forms, err := d.Forms()
	return Answer{HTML: "<p>The workbook was put away; every panel answers from the tables of this page again.</p>",
		Forms: forms, Hash: "#release", Notice: d.Notice(), Say: "The workbook was put away."}, err
}

// before is the release that another is set beside: that of the same day, which it takes the
// place of, or else the newest older one that reaches as far back; nil without one.
func (d *Desk) before(known *records.Data, release *records.Release) *records.Release {
	var before *records.Release
	for _, r := range known.Releases {
		if r.Vintage <= release.Vintage && r.Covered().Quarters() >= 4 && r.Covered().From <= release.Covered().From+4 {
			before = r
		}
	}
	return before
}

// Notice says what the panels answer from.
func (d *Desk) Notice() string {
	r, err := d.data.Release("")
	if err != nil {
		return sentence(err.Error())
	}
	words := fmt.Sprintf("Home Office release of %s, %s", r.Vintage, r.Covered().Months())
	switch {
	case d.given == nil:
	case d.given.vintage == r.Vintage:
		words += "; from the workbook that you gave, which stays on this machine"
	default:
		words += fmt.Sprintf("; beside it the workbook that you gave, of the release of %s, which stays on this machine",
			d.given.vintage)
	}
	return words
}

// writeRelease writes what the file is and what was noticed in it.
func (d *Desk) writeRelease(m *markup, in *intake.Incoming, release *records.Release) {
	m.printf("<h3>The release of %s was read and accepted</h3>\n", esc(release.Vintage.String()))
	switch r := d.study.Release; {
	case r == release:
		m.printf("<p>Every panel of this page now answers from it.</p>\n")
	default:
		m.printf("<p>It has %s only, too little for comparisons across the change of definition: these still answer from the "+
			"release of %s, and the check of a text takes both.</p>\n", esc(release.Covered().Months()), esc(r.Vintage.String()))
	}
	m.printf("<div class=\"table\" role=\"region\" aria-label=\"The file\" tabindex=\"0\"><table class=\"file\"><tbody>\n")
	row := func(what, value string) {
		m.printf("<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n", esc(what), esc(value))
	}
	row("file", in.Info.Name)
	row("format and size", fmt.Sprintf("%s, %s bytes", in.Info.Format, fact.FormatInt(int(in.Info.Size))))
	row("SHA-256", in.Info.SHA256)
	row("rows read", fact.FormatInt(in.Rows))
	for _, s := range in.Info.Sheets {
		if s.Unread != "" {
			row("sheet "+s.Name, "not read: "+s.Unread)
		}
	}
	for _, line := range in.Summary() {
		row(line.What, line.Value)
	}
	m.printf("</tbody></table></div>\n")
	if len(in.Notes) == 0 {
		m.printf("<p>Nothing in it is out of the ordinary.</p>\n")
	} else {
		m.printf("<h3>Noticed in it</h3>\n<ul class=\"warnings\">\n")
		for _, n := range in.Notes {
			m.printf("<li>%s</li>\n", esc(sentence(n)))
		}
		m.printf("</ul>\n")
	}
	m.printf(putAwayButton)
}

const putAwayButton = "<p class=\"does\"><button type=\"button\" data-how=\"away\">Put the workbook away</button></p>\n"

const mostChanges = 12

// writeRevisions writes what the release changed of the one before.
func (d *Desk) writeRevisions(m *markup, before, release *records.Release) {
	v, err := records.Revise(before, release, release.Main)
	if err != nil {
		m.printf("<p>%s</p>\n", esc(line(err)))
		return
	}
	title := fmt.Sprintf("Set beside the release of %s, %s", before.Vintage, release.Main.Short())
	m.printf("<h3>%s</h3>\n<p>%s new; of the %s force-quarters that both have, %s changed.</p>\n", esc(title),
		esc(plural(v.NewQuarters, "quarter is", "quarters are")), fact.FormatInt(v.Cells), fact.FormatInt(len(v.Changed)))
	m.printf("<div class=\"table\" role=\"region\" aria-label=\"%s\" tabindex=\"0\"><table><thead><tr>"+
		"<th scope=\"col\">Financial year</th><th scope=\"col\" class=\"r\">Before</th><th scope=\"col\" class=\"r\">Now</th>"+
		"<th scope=\"col\" class=\"r\">Difference</th></tr></thead><tbody>\n", esc(title))
	for _, y := range v.Years {
		m.printf("<tr><th scope=\"row\">%s</th><td class=\"r\">%s</td><td class=\"r\">%s</td><td class=\"r\">%s</td></tr>\n",
			esc(y.Before.Period.String()), fact.FormatInt(y.Before.N), fact.FormatInt(y.After.N), signed(y.After.N-y.Before.N))
	}
	m.printf("</tbody></table></div>\n")
	if len(v.Changed) == 0 {
		return
	}
	m.printf("<details><summary>The largest changes of a force’s quarter</summary><ul>\n")
	for _, c := range v.Changed[:min(mostChanges, len(v.Changed))] {
		m.printf("<li>%s, %s: %s, was %s</li>\n", esc(records.ForceArea(c.Force).Display()), esc(c.Quarter.String()),
			fact.FormatInt(c.After), fact.FormatInt(c.Before))
	}
	m.printf("</ul></details>\n")
}

// signed prints a difference with its sign.
func signed(n int) string {
	if n > 0 {
		return "+" + fact.FormatInt(n)
	}
	return fact.FormatInt(n)
}
