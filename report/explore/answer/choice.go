package answer

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"grooming-report/analysis/records"
)

// A choice is what a comparison is of.
type choice struct {
	areas          []records.Area // one or several, side by side
	given          string         // the words of the areas, as they were given; empty for the usual one
	series         *records.Series
	later, earlier records.Period
}

// mostAreas is how many areas stand side by side.
const mostAreas = 6

// usual is what the panel compares before anything is chosen: the latest months of the
// release with the same a year before.
func (d *Desk) usual() choice {
	later := d.study.LatestMonths()
	return choice{areas: []records.Area{d.study.National}, series: d.study.Series, later: later, earlier: later.YearBefore()}
}

// An unfinished choice has two periods of which only one is changed yet, as between the first and
// the last of the fields that change both.
type unfinished struct{ error }

// choose reads the fields of the form. One that is empty is as in the usual choice. Step among
// them says that one was changed and that others may follow: then the later period is not taken
// for the earlier one. With an error, the choice is as far as the fields could be read.
func (d *Desk) choose(fields map[string]string) (choice, error) {
	c := d.usual()
	var faults []error
	read := func(err error) {
		if err != nil {
			faults = append(faults, err)
		}
	}
	var err error
	if words := added(fields); words != "" {
		c.areas, err = d.areas(words)
		c.given = words
		read(err)
	}
	if name := fields["series"]; name != "" {
		if s, err := d.data.Series.Find(name); err != nil {
			read(err)
		} else {
			c.series = s
		}
	}
	for _, p := range []struct {
		name string
		to   *records.Period
	}{{"later", &c.later}, {"earlier", &c.earlier}} {
		p.to.From, err = quarter(fields[p.name+"-from"], p.to.From)
		read(err)
		p.to.To, err = quarter(fields[p.name+"-to"], p.to.To)
		read(err)
	}
	if len(faults) == 0 {
		read(d.periods(&c, fields["step"] != ""))
	}
	if len(faults) > 0 {
		return c, faults[0]
	}
	return c, nil
}

// periods puts the two periods of a choice in order, unless step says that one was changed alone,
// and says what they cannot be compared for.
func (d *Desk) periods(c *choice, step bool) error {
	for _, p := range []struct {
		name string
		records.Period
	}{{"later", c.later}, {"earlier", c.earlier}} {
		if p.To < p.From {
			return unfinished{fmt.Errorf("the %s period ends with %s, before it begins with %s; choose its quarters again",
				p.name, p.To, p.From)}
		}
	}
	switch {
	case c.later.From >= c.earlier.From:
	case step:
		return unfinished{fmt.Errorf("the later period, %s, begins before the earlier one, %s; choose the other one too",
			c.later, c.earlier)}
	default:
		c.later, c.earlier = c.earlier, c.later
	}
	if covered := d.study.Covered(); c.earlier.From < covered.From || c.later.To > covered.To {
		return fmt.Errorf("%s against %s is more than the release of %s has, which is %s; choose two periods of these",
			c.later, c.earlier, d.vintage(), covered.Months())
	}
	if c.later.From <= c.earlier.To {
		return unfinished{fmt.Errorf("%s and %s have quarters in common; choose two periods of which one follows the other",
			c.earlier, c.later)}
	}
	return nil
}

// added is the words of the areas with the one that was picked, as the button that was
// pressed says.
func added(fields map[string]string) string {
	words, pick := strings.TrimSpace(fields["area"]), fields["pick"]
	switch how := fields["how"]; {
	case how == "" || pick == "":
		return words
	case how == "only" || words == "":
		return pick
	case how == "join":
		return words + " + " + pick
	}
	return words + "; " + pick
}

// areas reads several areas with semicolons between them, each once. England and Wales is that
// of the report, with British Transport Police.
func (d *Desk) areas(words string) ([]records.Area, error) {
	var list []records.Area
	for part := range strings.SplitSeq(words, ";") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		a, err := d.area(part)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(list, func(b records.Area) bool { return b.Name == a.Name }) {
			continue
		}
		if len(list) == mostAreas {
			return nil, fmt.Errorf("more than %d areas; take some away", mostAreas)
		}
		list = append(list, a)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("area %q names none; %s", words, namesAreas)
	}
	return list, nil
}

// nation reports whether words are the name of the nation that the tables are of.
func (d *Desk) nation(words string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(words), " "), d.data.Series.Main().Nation)
}

func (d *Desk) area(words string) (records.Area, error) {
	if d.nation(words) {
		return d.study.National, nil
	}
	for part := range strings.SplitSeq(words, "+") {
		switch {
		case strings.TrimSpace(part) == "":
			return records.Area{}, fmt.Errorf("area %q has a plus sign without an area beside it; %s", words, namesAreas)
		case d.nation(part):
			return records.Area{}, fmt.Errorf("%s holds every force already, so nothing can be added to it; "+
				"set it beside another area with a semicolon", d.study.National.Name)
		}
	}
	a, err := d.data.Forces.Area(strings.TrimSpace(words))
	if err != nil {
		err = errors.New(strings.Replace(err.Error(), "data/forces.csv lists their names", namesAreas, 1))
	}
	return a, err
}

// namesAreas says how areas are named.
const namesAreas = "pick one from the list, which is of England and Wales alone, or write two as Kent + Essex to add them " +
	"up, as Kent; Essex to set them side by side"

const month = "2006-01"

// quarter is the one that a month is in.
func quarter(field string, otherwise records.Quarter) (records.Quarter, error) {
	if field == "" {
		return otherwise, nil
	}
	t, err := time.Parse(month, field)
	if err != nil {
		return otherwise, fmt.Errorf("quarter %q, want its first month, such as 2017-04", field)
	}
	return records.QuarterOf(t), nil
}

// words is the areas as the form has them; as they were given, where they are none.
func (c choice) words() string {
	if len(c.areas) == 0 {
		return c.given
	}
	var names []string
	for _, a := range c.areas {
		names = append(names, a.Name)
	}
	return strings.Join(names, "; ")
}

// fields are those that give the choice.
func (c choice) fields() map[string]string {
	first := func(q records.Quarter) string { return q.First().Format(month) }
	return map[string]string{
		"area": c.words(), "series": c.series.Name,
		"later-from": first(c.later.From), "later-to": first(c.later.To),
		"earlier-from": first(c.earlier.From), "earlier-to": first(c.earlier.To),
	}
}

// hash is the part of an address that opens a panel with the choice, and with more fields.
func (c choice) hash(panel string, more ...string) string {
	values := url.Values{}
	for name, value := range c.fields() {
		values.Set(name, value)
	}
	for i := 0; i < len(more); i += 2 {
		values.Set(more[i], more[i+1])
	}
	return "#" + panel + "?" + values.Encode()
}

// opened reads the part of an address after #: its panel and its fields.
func opened(hash string) (panel string, fields map[string]string, err error) {
	panel, query, _ := strings.Cut(strings.TrimPrefix(hash, "#"), "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return panel, nil, fmt.Errorf("the address says %q, which cannot be read; choose again", query)
	}
	fields = map[string]string{}
	for name := range values {
		fields[name] = values.Get(name)
	}
	return panel, fields, nil
}

// open answers what an address asks.
func (d *Desk) open(hash string) (Answer, error) {
	panel, fields, err := opened(hash)
	if err != nil {
		return Answer{}, err
	}
	delete(fields, "save") // an address shows, and keeps nothing on the machine
	q := Question{Ask: panel, Fields: fields}
	var a Answer
	switch panel {
	case "compare":
		a, err = d.compare(q)
	case "trace":
		a, err = d.trace(q)
	case "release":
		return Answer{Panel: panel, Hash: "#release"}, nil
	default:
		return Answer{Panel: "check", Hash: "#check"}, nil
	}
	if err != nil {
		return Answer{Panel: panel, Error: line(err), Forms: d.asAsked(panel, fields)}, nil
	}
	a.Panel = panel
	return a, nil
}

// asAsked is the form of a panel with what an address says that could not be answered.
func (d *Desk) asAsked(panel string, fields map[string]string) map[string]string {
	if panel == "trace" {
		return map[string]string{panel: d.traceForm(fields["number"])}
	}
	c, _ := d.choose(fields) // what is wrong with it was said
	return map[string]string{panel: d.compareForm(c)}
}
