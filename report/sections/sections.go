// Package sections puts the report together, and the briefs and the evidence for a committee:
// which sections there are, in their order, what is checked of the whole, and what is recorded
// beside it.
//
// A section is a file of Go with its facts (before.go) and one of Markdown with the prose that
// names them (before.md), in the room of its subject, and a line in the list below:
//
//   - nation is on England and Wales,
//   - area on police forces and areas,
//   - published on what others said, and what earlier releases had,
//   - method on how numbers were made, and what depends on a choice.
//
// The function of a section returns the fields that its Markdown names: Builder.Terms for years
// and codes, Builder.Count and Builder.Num for numbers, as package section gives them. Package
// fair judges what they say. No number is typed in the prose.
package sections

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/sections/area"
	"grooming-report/report/sections/fair"
	"grooming-report/report/sections/method"
	"grooming-report/report/sections/nation"
	"grooming-report/report/sections/published"
	"grooming-report/report/sections/section"
)

// contents lists the sections in the order of the report. A report that was asked for several areas
// has one that sets them side by side, and its annex each in detail. What moved since the release before is put into moved.
func contents(s *analysis.Study, moved *published.Changes) []section.Section {
	all := []section.Section{
		{Stem: "summary", Prose: nation.Prose, Fill: nation.Summary, Stands: section.InReport},
		{Stem: "definitions", Prose: nation.Prose, Fill: nation.Definitions, Stands: section.InReport},
		{Stem: "before", Prose: nation.Prose, Fill: nation.Before, Stands: section.InBoth},
		{Stem: "returns", Prose: nation.Prose, Fill: nation.Returns, Stands: section.InAnnex},
		{Stem: "placebo", Prose: nation.Prose, Fill: nation.Placebo, Stands: section.InAnnex},
		{Stem: "sayings", Prose: nation.Prose, Fill: nation.Sayings, Stands: section.InReport},
		{Stem: "forces", Prose: area.Prose, Fill: area.Forces, Stands: section.InBoth},
		{Stem: "rest", Prose: area.Prose, Fill: area.Rest, Stands: section.InAnnex},
		{Stem: "annex", Prose: area.Prose, Fill: area.Annex, Stands: section.InAnnex},
		{Stem: "areas", Prose: area.Prose, Fill: area.Areas, Stands: section.InBoth},
		{Stem: "force", Prose: area.Prose, Fill: area.Force, Stands: section.InReport},
		{Stem: "detail", Prose: area.Prose, Fill: area.Detail, Stands: section.InAnnex},
		{Stem: "statements", Prose: published.Prose, Fill: published.CheckedStatements, Stands: section.InBoth},
		{Stem: "changes", Prose: published.Prose, Fill: published.Changed(evidenceOf, moved), Stands: section.InBoth},
		{Stem: "national", Prose: nation.Prose, Fill: nation.National, Stands: section.InAnnex},
		{Stem: "sensitivity", Prose: method.Prose, Fill: method.Sensitivity, Stands: section.InAnnex},
		{Stem: "prediction", Prose: nation.Prose, Fill: nation.Prediction, Stands: section.InAnnex},
		{Stem: "method", Prose: method.Prose, Fill: method.Method, Stands: section.InBoth},
		{Stem: "sources", Prose: method.Prose, Fill: method.Sources, Stands: section.InReport},
	}
	if len(s.Areas) == 1 {
		return slices.DeleteFunc(all, func(x section.Section) bool { return x.Stem == "areas" })
	}
	stem := func(stem string) int {
		return slices.IndexFunc(all, func(x section.Section) bool { return x.Stem == stem })
	}
	all[stem("force")].Stands = section.InAnnex // the report is on all alike
	after := 1 + stem("detail")
	for i, a := range s.Areas[1:] {
		all = slices.Insert(all, after+i,
			section.Section{Stem: "detail", Prose: area.Prose, Fill: area.DetailOf(a), Stands: section.InAnnex})
	}
	return all
}

// templates is the prose of every section and product, by the name of its file.
func templates() (map[string]string, error) {
	texts := map[string]string{}
	for _, folder := range []fs.FS{nation.Prose, area.Prose, published.Prose, method.Prose, prose} {
		names, err := fs.Glob(folder, "*.md")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			text, err := fs.ReadFile(folder, name)
			if err != nil {
				return nil, err
			}
			texts[name] = string(text)
		}
	}
	return texts, nil
}

// Build makes the report, its evidence and what moved since the release before. Drawings are the figures' SVG files by
// their name without folder and ending.
func Build(s *analysis.Study, drawings map[string][]byte, colophon section.Colophon) (*doc.Document, *fact.Evidence,
	published.Changes, error) {
	var moved published.Changes
	d, evidence, err := compose(&doc.Document{
		Title:    section.ReportTitle,
		Subtitle: "Police recorded crime, code 88A, before and after April 2017, with " + records.ProseAll(s.Areas),
		Keywords: []string{"sexual grooming", "sexual communication with a child", "police recorded crime",
			"England and Wales", records.ProseAll(s.Areas)},
		Summary: "Offences of sexual grooming recorded by the police in England and Wales, their annual rates, and what " +
			"is not comparable across the change of definition in April 2017.",
		Also: append(also("report", ".pdf", "PDF", ".md", "Markdown"), append(also("annex", ".pdf", "its annex (PDF)"),
			append(also("tables", ".ods", "its tables (ODS)"), also("evidence", ".csv", "its numbers (CSV)")...)...)...),
	}, contents(s, &moved), s, drawings, colophon, briefNumbers, judgedNumbers, latestNumbers)
	return d, evidence, moved, err
}

// Findings is, in words, the findings that the report on a study begins with. It makes nothing
// else of the report.
func Findings(s *analysis.Study) ([]string, error) {
	rows, err := s.AllForces()
	if err != nil {
		return nil, err
	}
	parts, err := fill(contents(s, nil)[:1], section.New(s, &fact.Evidence{}, rows).Next)
	if err != nil {
		return nil, err
	}
	blocks, err := parts[0].Blocks()
	if err != nil {
		return nil, err
	}
	return listed(blocks)
}

// listed is the words of the first list of some blocks.
func listed(blocks []doc.Block) (items []string, err error) {
	for _, b := range blocks {
		list, ok := b.(*doc.List)
		if !ok {
			continue
		}
		for _, item := range list.Items {
			items = append(items, doc.PlainText(item[0].(*doc.Paragraph).Inline))
		}
		return items, nil
	}
	return nil, errors.New("the report begins with no list of findings")
}

// compose fills a document with sections, checks that it is fair, and gives the
// evidence of every number in it and of those that more records beside it.
func compose(d *doc.Document, contents []section.Section, s *analysis.Study, drawings map[string][]byte,
	colophon section.Colophon, more ...func(*section.Builder) error) (*doc.Document, *fact.Evidence, error) {
	d.Language = "en-GB"
	d.Date = releaseDate(s.Release.Vintage)
	d.Release = "Home Office release of " + s.Release.Vintage.String()
	d.Covers = "data of " + s.Covered().String()
	d.Version = colophon.Version
	rows, err := s.AllForces()
	if err != nil {
		return nil, nil, err
	}
	evidence := &fact.Evidence{}
	first := section.New(s, evidence, rows)
	first.Drawings, first.Colophon = drawings, colophon
	d.Imprint = first.Imprint()
	parts, err := fill(contents, first.Next)
	if err != nil {
		return nil, nil, err
	}
	for _, record := range more {
		if err := record(first.Next()); err != nil {
			return nil, nil, err
		}
	}
	var annex []doc.Block
	for _, p := range parts {
		blocks, err := p.Blocks()
		if err != nil {
			return nil, nil, err
		}
		report := p.Section.Report(blocks)
		for _, apart := range [][]doc.Block{blocks[:report], blocks[report:]} {
			if err := fair.StatesPrediction(p.Section.Stem, apart); err != nil {
				return nil, nil, err
			}
		}
		d.Blocks, annex = append(d.Blocks, blocks[:report]...), append(annex, blocks[report:]...)
	}
	if len(annex) > 0 {
		d.Annex = len(d.Blocks)
		d.Blocks = append(d.Blocks, annex...)
	}
	if err := finish(d, s, evidence); err != nil {
		return nil, nil, err
	}
	return d, evidence, evidence.Check()
}

// finish completes tables and figures by the evidence of the whole, and checks that the
// document is fair.
func finish(d *doc.Document, s *analysis.Study, evidence *fact.Evidence) error {
	if err := method.TraceFirstPage(d); err != nil {
		return err
	}
	tables := map[string]*doc.Table{}
	for _, b := range d.Blocks {
		if t, ok := b.(*doc.Table); ok {
			tables[t.ID] = t
			originate(t, s)
		}
	}
	for _, b := range d.Blocks {
		if f, ok := b.(*doc.Figure); ok {
			if err := describe(f, tables, evidence, s); err != nil {
				return err
			}
		}
	}
	if err := d.Finish(); err != nil {
		return err
	}
	of := fair.BreaksOf(s.Data.Series, s.Covered().To)
	if err := fair.CheckFair(d, s.Data.Series, of); err != nil {
		return err
	}
	return fair.Proofread(d, evidence, s.Data.Data, of)
}

// fill fills the sections. What changed since the release before is known when everything
// else is, so that the section on it comes last.
func fill(contents []section.Section, begin func() *section.Builder) ([]section.Part, error) {
	parts := make([]section.Part, len(contents))
	for _, last := range []bool{false, true} {
		for i, x := range contents {
			if (x.Stem == "changes") != last {
				continue
			}
			b := begin()
			facts, err := x.Fill(b)
			if err != nil {
				return nil, fmt.Errorf("section %s: %w", x.Stem, err)
			}
			parts[i] = section.Part{Section: x, Facts: facts, B: b}
		}
	}
	return parts, nil
}

// evidenceOf is the evidence of a study without its document.
func evidenceOf(s *analysis.Study) (*fact.Evidence, error) {
	rows, err := s.AllForces()
	if err != nil {
		return nil, err
	}
	e := &fact.Evidence{}
	first := section.New(s, e, rows)
	for _, x := range contents(s, nil) {
		if x.Stem == "changes" {
			continue
		}
		b := first.Next()
		if _, err := x.Fill(b); err != nil {
			return nil, err
		}
		if b.Err != nil {
			return nil, b.Err
		}
	}
	return e, nil
}

// releaseDate is the date that the document bears: the release's own, or the
// first day of its year where only the year is known.
func releaseDate(v records.Vintage) string {
	if len(v) == len("2006") {
		return string(v) + "-01-01"
	}
	return string(v)
}
