package section

import (
	"fmt"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
)

// Cell makes a table cell of words and stated numbers.
func Cell(parts ...any) doc.Cell {
	var c doc.Cell
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			c = append(c, doc.Text(p))
		case Num:
			c = append(c, doc.Number{Fact: p.Fact, Text: p.Fact.Text})
		case doc.Inline:
			c = append(c, p)
		default:
			panic(fmt.Sprintf("sections: a table cell of type %T", p))
		}
	}
	return c
}

// Set is words for a table cell whose digits state no finding: the number of a source, a setting
// of a simulation, an address.
func Set(words string) doc.Inline { return doc.Number{Text: words} }

// Limits is a number's limits in a table cell.
func Limits(n Num) doc.Inline { return doc.Number{Fact: n.Fact, Text: n.Fact.LimitsText} }

// RatioCell is a ratio with its limits, or words where there is no ratio.
func (b *Builder) RatioCell(c analysis.Comparison, ratio func() *fact.Fact) doc.Cell {
	switch {
	case c.Defined():
		n := b.Num(ratio())
		return Cell(n, " (", Limits(n), ")")
	case c.Later.N == 0:
		return Cell("no ratio, none in either")
	}
	return Cell("no ratio, none before")
}

// ForceRatioCell is ratioCell in a table on forces, with no ratio to a tiny base: a reader
// who goes down a column does not weigh its limits; and none to a silence, which is no fall.
func (b *Builder) ForceRatioCell(c analysis.Comparison, ratio func() *fact.Fact) doc.Cell {
	if c.Defined() && c.Earlier.N < fact.TinyBase {
		return Cell("base under ten")
	}
	if c.Defined() && b.fellSilent(c) {
		return Cell("no ratio, none after")
	}
	return b.RatioCell(c, ratio)
}
