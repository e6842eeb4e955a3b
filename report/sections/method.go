package sections

import (
	"fmt"
	"strings"

	"grooming-report/analysis"
	"grooming-report/report/doc"
)

// A Colophon says what the report was made from and with.
type Colophon struct {
	Releases []string // file and SHA-256
	Modules  []string // path and version
	Go       string
}

func method(b *builder) (any, error) {
	s := b.study
	t := &doc.Table{ID: "table-glossary", Caption: cell("Terms"), Columns: []doc.Column{{Head: "Term", Width: 0.24}, {Head: "Meaning", Width: 0.76}}}
	for _, g := range glossary {
		t.Rows = append(t.Rows, []doc.Cell{cell(g[0]), cell(g[1])})
	}
	b.table(t)
	sources := &doc.Table{ID: "table-sources", Break: true, Caption: cell("Sources of the methods"), Columns: []doc.Column{{Head: "Method", Width: 0.32}, {Head: "Source", Width: 0.68}}}
	for _, r := range references {
		c := cell(r.text)
		if r.doi != "" {
			c = append(c, doc.Text(" "), doc.Link{URL: "https://doi.org/" + r.doi, Inline: []doc.Inline{doc.Text("doi " + r.doi)}})
		}
		sources.Rows = append(sources.Rows, []doc.Cell{cell(r.method), c})
	}
	b.table(sources)
	colophon := &doc.Table{ID: "table-colophon", Break: true, Caption: cell("What this report was made from"), Columns: []doc.Column{{Head: "Part", Width: 0.34}, {Head: "Version or SHA-256", Width: 0.66}}}
	for _, line := range append(append([]string{}, b.colophon.Releases...), b.colophon.Modules...) {
		name, version, ok := strings.Cut(line, " ")
		if !ok {
			return nil, fmt.Errorf("colophon line %q, want a name and a version", line)
		}
		colophon.Rows = append(colophon.Rows, []doc.Cell{cell(doc.Verbatim(name)), cell(doc.Verbatim(version))})
	}
	b.table(colophon)
	return struct {
		T       Terms
		OldPhi  Num
		Phi     Num
		File    string
		Percent string
	}{b.terms(), b.num(s.DispersionFact(analysis.OldDefinition)), b.num(s.DispersionFact(analysis.NewDefinition)), s.Release.File, b.terms().Level}, nil
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
	{"vintage", "the release that a number was read from"},
}

var references = []struct{ method, text, doi string }{
	{"Limits of a count", "Garwood (1936), Biometrika 28:437–442,", "10.1093/biomet/28.3-4.437"},
	{"Limits of a rate ratio", "Przyborowski and Wilenski (1940), Biometrika 31:313–323,", "10.1093/biomet/31.3-4.313"},
	{"Binomial limits", "Clopper and Pearson (1934), Biometrika 26:404–413,", "10.1093/biomet/26.4.404"},
	{"Overdispersion", "Wedderburn (1974), Biometrika 61:439–447,", "10.1093/biomet/61.3.439"},
	{"Many comparisons", "Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57:289–300,", "10.1111/j.2517-6161.1995.tb02031.x"},
	{"Bounds", "Manski (2003), Partial Identification of Probability Distributions, Springer,", "10.1007/b97478"},
}
