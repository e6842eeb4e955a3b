package answer

import (
	"context"
	"fmt"
	"path"
	"strings"
	"time"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
	"grooming-report/report/factcheck/text"
	"grooming-report/report/factcheck/verdicts"
)

// pasted is what a text that was pasted is called.
const pasted = "pasted text"

// check judges every number of a text. Its fields are text, date, area, and save, which
// asks for the marked text as html or csv.
func (d *Desk) check(q Question, file []byte) (Answer, error) {
	t, err := d.checked(q, file)
	if err != nil {
		return Answer{}, err
	}
	if form := q.Fields["save"]; form != "" {
		saved, err := d.saved(t, form)
		return Answer{Save: saved}, err
	}
	if len(t.Numbers) == 0 {
		return Answer{HTML: "<p>There is no number in this text, so there is nothing to check.</p>\n", Hash: "#check",
			Say: t.Counts()}, nil
	}
	var m markup
	if err := verdicts.Found(&m, t, d.beside); err != nil {
		return Answer{}, err
	}
	m.printf("<p class=\"does\"><button type=\"button\" data-save=\"html\">Save the marked text</button> " +
		"<button type=\"button\" data-save=\"csv\">Save its numbers as CSV</button></p>\n")
	return Answer{HTML: m.String(), Hash: "#check", Say: t.Counts()}, nil
}

// beside leads to the comparison of what a number is read as, of one period with the same
// months a year before. It is empty where the newest release cannot compare them.
func (d *Desk) beside(n verdicts.Number) string {
	if n.Frame == nil || n.Frame.Measure != lex.Code88A && n.Frame.Measure != lex.UnknownFigure {
		return ""
	}
	later, whole := n.Reading.Later.Period()
	earlier, both := n.Reading.Earlier.Period()
	if n.Reading.Earlier.IsZero() {
		earlier, both = later.YearBefore(), true
	}
	if !whole || !both || later.From <= earlier.To {
		return ""
	}
	newest, area := d.data.Releases[len(d.data.Releases)-1], n.Reading.Area
	if d.nation(area.Name) {
		area = newest.Nation(later, earlier)
	}
	c := choice{areas: []records.Area{area}, series: d.data.Series.Main(), later: later, earlier: earlier}
	for _, p := range []records.Period{later, earlier} {
		if _, err := newest.Count(area, c.series, p); err != nil {
			return ""
		}
	}
	return fmt.Sprintf("<a href=\"%s\">%s, %s against %s</a>", esc(c.hash("compare")), esc(area.Display()), later, earlier)
}

// checked reads and judges a text: the file that was given, else the words that were pasted.
func (d *Desk) checked(q Question, file []byte) (*verdicts.Text, error) {
	name, source := q.File, file
	if name == "" {
		name, source = pasted, []byte(q.Fields["text"])
	}
	switch {
	case strings.TrimSpace(string(source)) != "":
	case q.File != "":
		return nil, fmt.Errorf("%s: is empty; give a file that has words in it", q.File)
	default:
		return nil, errNothing
	}
	var c frames.Context
	if date := strings.TrimSpace(q.Fields["date"]); date != "" {
		if c.Date = published(date); c.Date == "" {
			return nil, fmt.Errorf("date %q, want the day, month or year of publication, such as 4 May 2018, 2018-05-04, "+
				"2018-05 or 2018", date)
		}
	}
	if area := strings.TrimSpace(q.Fields["area"]); area != "" && !d.nation(area) {
		a, err := d.data.Forces.Area(area)
		if err != nil {
			return nil, err
		}
		c.Area = a.Name
	}
	document, err := text.Read(context.Background(), name, source)
	switch ext := strings.ToLower(path.Ext(name)); {
	case err != nil && (ext == ".ods" || ext == ".xlsx"):
		return nil, fmt.Errorf("%w; the Home Office’s workbook is read in the panel Release day", err)
	case err != nil:
		return nil, err
	}
	return verdicts.Check(name, source, document, c, d.data.Data)
}

// published is the day, the month or the year that people give, as 2018-05-04, 2018-05 or 2018;
// empty if it is none. A day in numbers is written as in Britain.
func published(s string) string {
	for _, form := range []struct{ given, kept string }{
		{time.DateOnly, time.DateOnly}, {"2 January 2006", time.DateOnly}, {"2 Jan 2006", time.DateOnly},
		{"2/1/2006", time.DateOnly}, {"2006-01", "2006-01"}, {"January 2006", "2006-01"}, {"Jan 2006", "2006-01"},
		{"2006", "2006"},
	} {
		if t, err := time.Parse(form.given, s); err == nil {
			return t.Format(form.kept)
		}
	}
	return ""
}

// saved is the marked text as a file of its own.
func (d *Desk) saved(t *verdicts.Text, form string) (*File, error) {
	var m markup
	switch form {
	case "html":
		err := verdicts.HTML(&m, []*verdicts.Text{t}, d.sheet)
		return &File{"factcheck.html", "text/html", m.String()}, err
	case "csv":
		err := verdicts.CSV(&m, []*verdicts.Text{t})
		return &File{"factcheck.csv", "text/csv", m.String()}, err
	}
	return nil, fmt.Errorf("a marked text is saved as html or csv, not %q", form)
}
