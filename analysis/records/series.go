package records

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Series is something that is counted over time: an offence code, a total over
// codes, or what somebody other than the Home Office counted. What it holds may
// change with the law; each run of quarters in which it does not is a Definition.
type Series struct {
	Name   string // as the tables write it: 88A; sexual offences; s.15A FOI
	Code   string // the Home Office's offence code; empty for a total and for other sources
	Words  string // what a code's description must hold, in small letters
	Source string // who counts: Home Office
	Nation string // England and Wales; Scotland
	PartOf *Series
	// Less is the part that is taken off PartOf to give this series, nil for a
	// series that is counted itself.
	Less        *Series
	Definitions []*Definition // in order of time, at least one
}

// A Definition is what a series holds from one change of the law, or of the
// counting rules, to the next.
type Definition struct {
	Label  string // in few words: s.15 Sexual Offences Act 2003 only
	Holds  string // in full
	Change string // what the series did when this definition began: widened
	Law    string
	// Begins and Ends are the first and the last day, zero where the series has
	// no beginning or no end in the table. A quarter is of the definition that
	// begins in it, because its counts hold the new offence.
	Begins, Ends time.Time
	Row          Rows
}

// Start is the first quarter under the definition; ok is false where the table
// gives no beginning.
func (d *Definition) Start() (q Quarter, ok bool) {
	if d.Begins.IsZero() {
		return 0, false
	}
	return QuarterOf(d.Begins), true
}

// String prints the series as prose names it: code 88A, sexual grooming.
func (s *Series) String() string {
	if s.Code == "" {
		return s.Name
	}
	words := s.Words
	if len(s.Definitions) == 1 {
		words = s.Definitions[0].Holds
	}
	return "code " + s.Code + ", " + words
}

// Short prints the series in few words: code 88A; sexual offences.
func (s *Series) Short() string {
	if s.Code == "" {
		return s.Name
	}
	return "code " + s.Code
}

// Slug names the series in a fact.
func (s *Series) Slug() string { return strings.ReplaceAll(strings.ToLower(s.Name), " ", "-") }

// Breaks lists the quarters in which a new definition begins.
func (s *Series) Breaks() []Quarter {
	var breaks []Quarter
	for _, d := range s.Definitions[1:] {
		q, _ := d.Start() // a later definition has a beginning
		breaks = append(breaks, q)
	}
	return breaks
}

// DefinitionAt is the definition that holds in a quarter.
func (s *Series) DefinitionAt(q Quarter) *Definition {
	found := s.Definitions[0]
	for i, b := range s.Breaks() {
		if q >= b {
			found = s.Definitions[i+1]
		}
	}
	return found
}

// Crossed lists the definitions that begin between the first and the last quarter
// of some periods, so that a number that rests on all of them is not of one
// definition. None means like for like.
func (s *Series) Crossed(periods ...Period) []*Definition {
	first, last := periods[0].From, periods[0].To
	for _, p := range periods {
		first, last = min(first, p.From), max(last, p.To)
	}
	var crossed []*Definition
	for i, b := range s.Breaks() {
		if first < b && b <= last {
			crossed = append(crossed, s.Definitions[i+1])
		}
	}
	return crossed
}

// Caveat is what must stand beside a number that rests on all of the periods: that
// it is not comparable, and why. It is empty where one definition holds throughout.
func (s *Series) Caveat(periods ...Period) string {
	var changes []string
	for _, d := range s.Crossed(periods...) {
		subject := "the series"
		if s.Code != "" {
			subject = "the code"
		}
		changes = append(changes, subject+" "+d.Change+" in "+d.Begins.Format("January 2006"))
	}
	if len(changes) == 0 {
		return ""
	}
	return "not comparable: " + strings.Join(changes, ", and ")
}

// Describe says what a count of the series holds in a period.
func (s *Series) Describe(p Period) string {
	if s.Code == "" {
		return s.Name
	}
	first := s.DefinitionAt(p.From)
	crossed := s.Crossed(p)
	text := "code " + s.Code + ", " + first.name()
	if len(crossed) == 0 {
		return text
	}
	for _, d := range crossed {
		start, _ := d.Start()
		text += " to " + (start - 1).Last().Format("January 2006") + ", " + d.name() + " from " +
			start.First().Format("January 2006")
	}
	return text
}

func (d *Definition) name() string {
	if d.Label != "" {
		return d.Label
	}
	return d.Holds
}

// SeriesTable is the series that the project knows, in the order of data/series.csv.
type SeriesTable []*Series

// Find gives the series of a name. An unknown name is an error that gives the near
// one, if any.
func (t SeriesTable) Find(name string) (*Series, error) {
	for _, s := range t {
		if s.Name == name {
			return s, nil
		}
	}
	least, near := 1+len(name)/4, ""
	for _, s := range t {
		if d := editDistance(strings.ToLower(strings.Join(strings.Fields(name), " ")), strings.ToLower(s.Name)); d <= least {
			least, near = d-1, s.Name
		}
	}
	if near != "" {
		return nil, fmt.Errorf("unknown series %q; did you mean %q?", name, near)
	}
	return nil, fmt.Errorf("unknown series %q; data/series.csv lists them", name)
}

// Main is the first series of the table: the one that the project is about, and
// that every release must hold.
func (t SeriesTable) Main() *Series { return t[0] }

// Recorded lists the series that the Home Office's tables give, which are those of
// the tidy release tables.
func (t SeriesTable) Recorded() []*Series {
	return slices.DeleteFunc(slices.Clone(t), func(s *Series) bool { return s.Source != homeOffice || s.Less != nil })
}

// homeOffice is the source of the releases.
const homeOffice = "Home Office"

var seriesHeader = []string{"series", "code", "words", "label", "holds", "from", "to", "change", "law", "source",
	"nation", "part_of", "less"}

// parseSeries reads series.csv: a row a series and definition. The definitions of a
// series follow each other, in order of time and without a day between them.
func parseSeries(t *Table) (SeriesTable, error) {
	var list SeriesTable
	fields := t.Records()
	for i, field := range fields {
		d, err := parseDefinition(field)
		if err != nil {
			return nil, t.Errorf(i, "%w", err)
		}
		d.Row = t.At(i)
		if field["series"] == "" || field["source"] == "" || field["nation"] == "" || d.Holds == "" {
			return nil, t.Errorf(i, "series, holds, source and nation are all wanted")
		}
		if n := len(list); n > 0 && list[n-1].Name == field["series"] {
			if err := list[n-1].follow(d, field, fields[i-1]); err != nil {
				return nil, t.Errorf(i, "%w", err)
			}
			continue
		}
		if _, err := list.Find(field["series"]); err == nil {
			return nil, t.Errorf(i, "series %q has rows above already; want its definitions one below the other",
				field["series"])
		}
		list = append(list, &Series{
			Name: field["series"], Code: field["code"], Words: field["words"],
			Source: field["source"], Nation: field["nation"], Definitions: []*Definition{d},
		})
	}
	for i, field := range fields {
		if err := list.link(field); err != nil {
			return nil, t.Errorf(i, "%w", err)
		}
	}
	if main := list.Main(); main.Source != homeOffice || main.Less != nil {
		return nil, t.Errorf(0, "series %q, want first the one that the project is about, counted by the %s", main.Name,
			homeOffice)
	}
	return list, nil
}

func parseDefinition(field map[string]string) (*Definition, error) {
	d := &Definition{Label: field["label"], Holds: field["holds"], Change: field["change"], Law: field["law"]}
	var err error
	if d.Begins, err = parseDay("from", field["from"]); err != nil {
		return nil, err
	}
	if d.Ends, err = parseDay("to", field["to"]); err != nil {
		return nil, err
	}
	if !d.Ends.IsZero() && !d.Begins.Before(d.Ends) {
		return nil, fmt.Errorf("from %s to %s, want the earlier day first", field["from"], field["to"])
	}
	return d, nil
}

// follow adds the definition that comes after those the series has.
func (s *Series) follow(d *Definition, field, before map[string]string) error {
	for _, column := range []string{"code", "words", "source", "nation", "part_of", "less"} {
		if field[column] != before[column] {
			return fmt.Errorf("%s %q, and %q in the row above; want the same in all rows of a series", column, field[column],
				before[column])
		}
	}
	last := s.Definitions[len(s.Definitions)-1]
	if last.Ends.IsZero() || d.Begins.IsZero() || !last.Ends.AddDate(0, 0, 1).Equal(d.Begins) {
		return fmt.Errorf("from %q, want the day after %q, on which the definition above ends", field["from"], before["to"])
	}
	if d.Change == "" {
		return fmt.Errorf("a new definition of series %q wants a change, such as widened", s.Name)
	}
	s.Definitions = append(s.Definitions, d)
	return nil
}

// link sets what a series is a part of, and what is taken off it.
func (t SeriesTable) link(field map[string]string) error {
	s, _ := t.Find(field["series"]) // which every row is of
	var err error
	if name := field["part_of"]; name != "" {
		if s.PartOf, err = t.Find(name); err != nil {
			return fmt.Errorf("part_of: %w", err)
		}
	}
	if name := field["less"]; name != "" {
		if s.Less, err = t.Find(name); err != nil {
			return fmt.Errorf("less: %w", err)
		}
		if s.PartOf == nil || s.PartOf.Less != nil {
			return fmt.Errorf("series %q takes %q off what it is part of, which must be a series that is counted itself",
				s.Name, name)
		}
	}
	return nil
}
