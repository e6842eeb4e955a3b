package sections

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/statements"
	"grooming-report/report/doc"
)

// Submission makes the written evidence that name submits to a committee of
// either House. It states no number that the report does not state: reported is
// the report's evidence, and another number is an error.
func Submission(s *analysis.Study, drawings, pictures map[string][]byte, name string,
	reported *fact.Evidence) (*doc.Document, error) {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" {
		return nil, errors.New(`who submits the evidence? make evidence NAME="A charity"`)
	}
	d, evidence, _, err := compose(&doc.Document{
		Title: "Written evidence submitted by " + name,
		Subtitle: "Recorded grooming offences in England and Wales and in " + s.Area.Display() +
			": what the figures can and cannot say",
		Author:   name,
		Keywords: []string{"sexual grooming", "police recorded crime", "England and Wales", s.Area.Display()},
		Summary: "What the number of recorded grooming offences can and cannot show, before and after the change of " +
			"definition in April 2017.",
	}, []section{{stem: "submission", fill: func(b *builder) (any, error) { return submission(b, name, reported) }}}, s, drawings,
		Colophon{})
	if err != nil {
		return nil, err
	}
	for _, f := range evidence.Facts() {
		if _, ok := reported.Find(f.Name); !ok {
			return nil, fmt.Errorf("the evidence for a committee states %s, which the report does not", f.Name)
		}
	}
	for _, b := range d.Blocks {
		if f, ok := b.(*doc.Figure); ok {
			if err := illustrate(f, drawings, pictures); err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}

// illustrate gives a figure its picture, which must be of the same drawing: it
// holds what the drawing says of itself.
func illustrate(f *doc.Figure, drawings, pictures map[string][]byte) error {
	name := strings.TrimPrefix(f.ID, "figure-")
	words, err := metadata(drawings[name])
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	if len(pictures[name]) == 0 {
		return fmt.Errorf("figures/%s.png is not drawn; run `make evidence`, which draws it first", name)
	}
	if !bytes.Contains(pictures[name], []byte(words)) {
		return fmt.Errorf("figures/%s.png is not a picture of %s; run `make evidence`, which draws both", name, f.Name)
	}
	f.PNG = pictures[name]
	return nil
}

func submission(b *builder, name string, reported *fact.Evidence) (any, error) {
	s := b.study
	// The drawings state numbers of the report that the text here does not.
	for _, f := range reported.Facts() {
		if err := b.evidence.Add(f); err != nil {
			return nil, err
		}
	}
	nation, err := s.BeforeAfter(s.National)
	if err != nil {
		return nil, err
	}
	if gap := s.Gap(); gap != "" {
		return nil, fmt.Errorf("%s %s, and the evidence needs all its quarters: choose another FORCE or RELEASE",
			s.Area.Display(), gap)
	}
	area := s.Area
	local, err := s.BeforeAfter(area)
	if err != nil {
		return nil, err
	}
	whole, err := b.summary()
	if err != nil {
		return nil, err
	}
	f := struct {
		Summary
		Name                  Name
		PartRate              *Num
		OldPhi, Phi           Num
		OldNational, National *Num
		April                 string
		Revised               []VintageCount
		Moved                 bool
		Verdicts              bool   // some statement is not exact or rounded correctly
		OldAct                string // the year of the Act
		Statutes              string
	}{
		Summary: *whole, Name: Name{b, name}, OldPhi: b.num(s.DispersionFact(analysis.OldDefinition)),
		Phi:         b.num(s.DispersionFact(analysis.NewDefinition)),
		OldNational: b.national(analysis.OldDefinition), National: b.national(analysis.NewDefinition),
		OldAct: "2003", Statutes: "Sexual Offences Act 2003, sections 15 and 15A; Serious Crime Act 2015, section 67; " +
			"S.I. 2017/511",
	}
	if s.Partial > 0 {
		part, err := s.Rate(s.National, s.LatestMonths())
		if err != nil {
			return nil, err
		}
		rate := b.num(s.RateFact(part))
		f.PartRate = &rate
	}
	april := s.AfterYear.Part(3)
	f.April = april.String()
	now := b.count(area, april)
	for _, c := range s.Data.Vintages(area, april) {
		f.Revised = append(f.Revised, VintageCount{c.Vintage.String(), b.num(s.CountFact(c))})
		f.Moved = f.Moved || float64(c.N) != now.fact.Value
	}
	b.comparisons("table-comparisons", nation)
	b.comparisons("table-force-comparisons", local)
	b.figure("quarters", "")
	b.figure("force", "")
	f.Verdicts, err = b.verdicts()
	return f, err
}

// verdicts is the table of the published statements about England and Wales and
// the chosen force whose numbers are not exact or rounded correctly.
func (b *builder) verdicts() (bool, error) {
	t := &doc.Table{ID: "table-statements", Caption: cell("Published statements about " + b.study.National.Name +
		" and " + b.study.Area.Display() + " whose numbers have been revised since, are not comparable, are wrong or " +
		"cannot be checked"), Columns: []doc.Column{
		{Head: "Statement", Width: 0.34}, {Head: "About", Width: 0.17}, {Head: "Published by", Width: 0.25},
		{Head: "Verdict", Width: 0.24},
	}}
	checks, err := b.study.Checks()
	if err != nil {
		return false, err
	}
	for _, k := range checks {
		c := k.Claim
		if k.Verdict == statements.Exact || k.Verdict == statements.Rounds || c.Area != b.study.National.Name &&
			c.Area != b.study.Area.Name {
			continue
		}
		t.Rows = append(t.Rows, []doc.Cell{cell("“" + c.Statement + "”"), cell(c.Area),
			cell(capital(c.Publisher) + ", " + published(c.Date)), cell(string(k.Verdict))})
	}
	if len(t.Rows) == 0 {
		return false, nil
	}
	b.table(t)
	return true, nil
}
