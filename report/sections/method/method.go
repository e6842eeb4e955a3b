// Package method has the sections on how the numbers were made, and on what depends on a choice.
package method

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/sections/fair"
	"grooming-report/report/sections/section"
)

// Method is the section on how the numbers were made, with the glossary and the colophon.
func Method(b *section.Builder) (any, error) {
	s := b.Study
	t := &doc.Table{ID: "table-glossary", Break: true, Caption: section.Cell("What words mean in this report"),
		Source:  "this project",
		Columns: []doc.Column{{Head: "Term", Width: 0.24}, {Head: "Meaning", Width: 0.76}}}
	for _, g := range glossary {
		t.Rows = append(t.Rows, []doc.Cell{section.Cell(g[0]), section.Cell(g[1])})
	}
	b.Table(t)
	b.Table(&doc.Table{ID: numbersTable, Break: true,
		Caption: section.Cell("The numbers of the first page, with their names in evidence.csv; " + b.Unlike()),
		Columns: []doc.Column{{Head: "Number", Width: 0.17}, {Head: "Name", Width: 0.28}, {Head: "Computed as", Width: 0.23},
			{Head: "From", Width: 0.32}}})
	colophon := &doc.Table{ID: "table-colophon", Break: true, Caption: section.Cell("What this report was made from"),
		Source:  "this project",
		Columns: []doc.Column{{Head: "Part"}, {Head: "Version or SHA-256"}}}
	parts, err := madeWith(b)
	if err != nil {
		return nil, err
	}
	for _, line := range parts {
		name, version, ok := strings.Cut(line, " ")
		if !ok {
			return nil, fmt.Errorf("colophon line %q, want a name and a version", line)
		}
		colophon.Rows = append(colophon.Rows, []doc.Cell{section.Cell(doc.Verbatim(name)),
			section.Cell(doc.Verbatim(version))})
	}
	b.Table(colophon)
	one, err := stateOneForAll(b)
	if err != nil {
		return nil, err
	}
	return struct {
		T                     section.Terms
		OneForAll             *oneForAll
		OldPhi                section.Num
		Phi                   section.Num
		OldNational, National *section.Num
		File                  string
		Methods               []methodEntry
	}{b.Terms(), one, b.Num(s.DispersionFact(analysis.OldDefinition)), b.Num(s.DispersionFact(analysis.NewDefinition)),
		b.National(analysis.OldDefinition), b.National(analysis.NewDefinition), s.Release.File, methods}, nil
}

// Sources is the section that lists the sources, and says who made the report and how to cite it.
// It stands in the report itself, which is sent and printed without its annex.
func Sources(b *section.Builder) (any, error) {
	b.Sources()
	b.Cite(section.ReportTitle)
	return struct{ About section.About }{b.About()}, nil
}

// oneForAll is what would be amiss with one dispersion for every force, ready for prose.
type oneForAll struct {
	All, Compared, Low, Own, Held, Halfway section.Num
	Force                                  string
	Common, Degrees                        *section.Num
}

func stateOneForAll(b *section.Builder) (*oneForAll, error) {
	x, err := b.Study.OneForAll()
	if x == nil || err != nil {
		return nil, err
	}
	one := &oneForAll{All: b.Num(x.All), Compared: b.Num(x.Compared), Low: b.Num(x.Low), Own: b.Num(x.Own),
		Held: b.Num(x.Held), Halfway: b.Num(x.Halfway), Force: b.Named(records.ForceArea(x.Force).InProse())}
	if x.Degrees != nil {
		one.Common, one.Degrees = new(b.Num(x.Common)), new(b.Num(x.Degrees))
	}
	return one, nil
}

// numbersTable is the table of the numbers of the first page. The other sections come
// before it is filled.
const numbersTable = "table-numbers"

// TraceFirstPage fills the table of where numbers come from, if the document has it, with the
// numbers that its first main section states.
func TraceFirstPage(d *doc.Document) error {
	tables, err := doc.All[*doc.Table](d.Blocks)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(tables, func(t *doc.Table) bool { return t.ID == numbersTable })
	if i < 0 {
		return nil
	}
	next := slices.IndexFunc(d.Blocks[1:], func(b doc.Block) bool {
		h, ok := b.(*doc.Heading)
		return ok && h.Level == 1
	})
	seen := map[string]bool{}
	return doc.Walk(d.Blocks[:next+1], func(b doc.Block) error {
		runs, err := doc.Runs(b)
		for _, run := range runs {
			for _, f := range fair.Stated(run) {
				if !seen[f.Name] {
					seen[f.Name] = true
					tables[i].Trace(f)
				}
			}
		}
		return err
	})
}

// madeWith is the parts of the colophon: tables, modules by name, and the typesetter.
func madeWith(b *section.Builder) ([]string, error) {
	modules := slices.Clone(b.Colophon.Modules)
	for _, name := range slices.Sorted(maps.Keys(b.Drawings)) {
		d, err := section.ParseDrawing(b.Drawings[name])
		if err != nil {
			return nil, fmt.Errorf("figures/%s.svg: %w", name, err)
		}
		modules = append(modules, d.Modules...)
	}
	slices.Sort(modules)
	parts := slices.Concat(b.Colophon.Tables, slices.Compact(modules))
	if b.Colophon.Typesetter != "" {
		parts = append(parts, b.Colophon.Typesetter)
	}
	return parts, nil
}

var glossary = [][2]string{
	{"annual rate", "count divided by exposure: offences a year at the same daily pace"},
	{"base", "the earlier count, which a percentage change is a percentage of"},
	{"exposure", "the length of a period in years, each day counted as one over the days of its financial year"},
	{"financial year", "1 April to 31 March; its first quarter is April to June"},
	{"like for like", "same months of the year, same definition, same vintage and same forces"},
	{"limits", "the 95 per cent confidence limits: a range that would hold the underlying value in 95 of 100 repetitions"},
	{"overdispersion", "scatter beyond that of independent events; its size is the variance divided by the mean"},
	{"rate ratio", "later annual rate divided by earlier annual rate"},
	{"s.15, s.15A", "sections of the Sexual Offences Act 2003: meeting a child following sexual grooming, and sexual " +
		"communication with a child"},
	{"as if Poisson", "as if offences were independent events; too narrow here, and printed for comparison"},
	{"leading limits", "the limits that allow for overdispersion, and that the report’s sentences rest on"},
	{"Newey–West", "limits of a regression that allow for quarters resembling those before them"},
	{"funnel", "where ratios would lie if all forces were alike, drawn against their expected counts"},
	{"shrinkage", "drawing the ratios of small forces towards that of all, because they scatter most"},
	{"coverage", "how often limits hold the truth in simulated counts"},
	{"freedom of information return", "a police force’s own answer to a request, not a Home Office count"},
	{"vintage", "the release that a number was read from"},
}
