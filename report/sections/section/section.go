// Package section is what a section of the report is made with: a [Builder], which records each
// number that the section states and collects its tables, figures and code, and what several
// sections state in the same way, such as a comparison within one definition, the range under
// the old one, or the counts of an area by year.
package section

import (
	"fmt"
	"io/fs"
	"strings"
	"text/template"

	"grooming-report/report/doc"
	"grooming-report/report/sections/fair"
)

// A Section is a template, by its stem in the folder of its package, and the function that
// fills its facts.
type Section struct {
	Stem   string
	Prose  fs.FS
	Fill   func(*Builder) (any, error)
	Stands standing
}

// A standing is where a section stands.
type standing int

// A section stands in the report, in its annex, or in both.
const (
	InReport standing = iota
	InBoth            // in the annex from its second main heading on
	InAnnex
)

// Report is how many of a section's blocks, from the first, belong to the report and not
// to its annex.
func (s Section) Report(blocks []doc.Block) int {
	switch s.Stands {
	case InAnnex:
		return 0
	case InBoth:
		for i, b := range blocks {
			if h, ok := b.(*doc.Heading); ok && h.Level == 1 && i > 0 {
				return i
			}
		}
	}
	return len(blocks)
}

// A Part is a section that is filled: its facts, and what its builder holds for the prose.
type Part struct {
	Section Section
	Facts   any
	B       *Builder
}

// Blocks is the section's prose with its facts in it.
func (p Part) Blocks() ([]doc.Block, error) {
	name := p.Section.Stem + ".md"
	source, err := fs.ReadFile(p.Section.Prose, name)
	if err != nil {
		return nil, err
	}
	if err := fair.TypedInTemplate(string(source)); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	t, err := template.New(name).Option("missingkey=error").Parse(string(source))
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	if err := t.Execute(&text, p.Facts); err != nil {
		return nil, err
	}
	parts := p.B.parts
	parts.Figure = p.B.figure
	blocks, err := doc.Parse(text.String(), parts)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if p.B.Err != nil {
		return nil, fmt.Errorf("section %s: %w", p.Section.Stem, p.B.Err)
	}
	return blocks, nil
}
