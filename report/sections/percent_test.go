package sections

import (
	"slices"
	"strings"
	"testing"

	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// Beside its ratio each comparison within one definition has its change in per cent, and words
// instead where the base is small, the definition differs or nothing changed. Gwent recorded 4 in
// 2016/17, 37 in 2018/19 and 57 in 2017/18; Northumbria 158 in April to December of 2024 and of 2025.
func TestChangeInPerCent(t *testing.T) {
	for area, want := range map[string][]string{
		"Gwent":       {"not comparable", "cannot be said", "base under fifty", "5\u00a0per\u00a0cent more", "base under fifty"},
		"Northumbria": {"not comparable", "cannot be said", "8\u00a0per\u00a0cent more", "1\u00a0per\u00a0cent more", "none"},
	} {
		d, _, err := Brief(newStudy(t, "data", "2026-04-23", area), drawings()["force"], section.Colophon{})
		if err != nil {
			t.Fatal(err)
		}
		tables, err := doc.All[*doc.Table](d.Blocks)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(tables, func(t *doc.Table) bool { return t.ID == "table-force-comparisons" })
		var got []string
		for _, row := range tables[i].Rows {
			got = append(got, doc.PlainText(row[len(row)-1]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: changes %q, want %q", area, got, want)
		}
	}
}

// Of two limits that read the same none is called the wider, as in Wales.
func TestLimitsAlike(t *testing.T) {
	for area, want := range map[string]string{
		"Wales":     "(1.074–1.159; the same by Newey and West’s method)",
		"Hampshire": "(0.941–1.072; by Newey and West’s method 0.943–1.068; the wider limits lead)",
	} {
		d, _, err := filled(newStudy(t, "data", "2026-04-23", area), "detail")
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(texts(d), func(text string) bool { return strings.Contains(text, want) }) {
			t.Errorf("the section on %s does not say %q", area, want)
		}
	}
}

// The table of what each base finds states no ratio to fewer than ten, and the comparisons no
// percentage on a base that is of another release than the one beside it. The fair check stops
// both.
func TestSmallAndUnlikeBases(t *testing.T) {
	for _, of := range []struct{ release, area, want string }{
		{"2026-04-23", "City of London", "City of London against the rest | base under ten"},
		{"2023-10-19", "Hampshire", "Change | none, on bases of two releases"},
	} {
		d, _, _, err := Build(newStudy(t, "data", of.release, of.area), drawings(), colophon)
		if err != nil {
			t.Errorf("%s, release %s: %v", of.area, of.release, err)
			continue
		}
		if !slices.ContainsFunc(texts(d), func(text string) bool { return strings.Contains(text, of.want) }) {
			t.Errorf("%s, release %s: no cell has %q", of.area, of.release, of.want)
		}
	}
}
