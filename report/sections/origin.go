package sections

import (
	"path"
	"slices"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
)

// originate says of a table where its numbers are from: the releases, and the tables of
// other people's figures, that they come down to. One without numbers keeps the source that its
// section gave it.
func originate(t *doc.Table, s *analysis.Study) {
	files := map[string]bool{}
	seen := map[*fact.Fact]bool{}
	var from func(f *fact.Fact)
	from = func(f *fact.Fact) {
		if f == nil || seen[f] {
			return
		}
		seen[f] = true
		for _, r := range f.Rows {
			files[path.Base(r.File)] = true
		}
		for _, i := range f.Inputs {
			from(i.Fact)
		}
	}
	for _, row := range t.Rows {
		for _, c := range row {
			for _, in := range c {
				if n, ok := in.(doc.Number); ok {
					from(n.Fact)
				}
			}
		}
	}
	if len(files) > 0 {
		t.Source = strings.Join(origins(files, s), "; ")
	}
}

// origins names the sources of tables by their files: the newest release first.
func origins(files map[string]bool, s *analysis.Study) []string {
	var releases, names []string
	for _, r := range slices.Backward(s.Data.Releases) {
		if files[path.Base(r.File)] {
			releases = append(releases, r.Vintage.String())
		}
	}
	switch len(releases) {
	case 0:
	case 1:
		names = append(names, "Home Office, police recorded crime open data tables, release of "+releases[0])
	default:
		names = append(names, "Home Office, police recorded crime open data tables, releases of "+records.List(releases))
	}
	for _, other := range []struct{ file, name string }{
		{"published.csv", "figures that others published, which the sheet “sources” names with their addresses"},
		{"claims.csv", "published statements, which the sheet “sources” names with their addresses"},
		{"population.csv", "Office for National Statistics, mid-year population estimates"},
		{"coverage.csv", "simulation of this project"},
		{"series.csv", "the law, which the sheet “sources” names"},
	} {
		if files[other.file] {
			names = append(names, other.name)
		}
	}
	return names
}
