package analysis

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
)

// The statements and the simulation are tables like others: one that is not there, or has a row that cannot be, is an
// error that names it. A folder that keeps no simulation is read without.
func TestLoadBroken(t *testing.T) {
	dir := t.TempDir()
	recordstest.Copy(t, "../data", dir)
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	read := func(name string) string {
		text, err := os.ReadFile(at(name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	write := func(name, text string) {
		if err := os.WriteFile(at(name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sums := read("SHA256SUMS")
	for _, table := range []string{"claims.csv", coverageTable} {
		whole := read(table)
		header, _, _ := strings.Cut(whole, "\n")
		for what, text := range map[string]string{
			"a row of none":  whole + strings.Repeat("none,", strings.Count(header, ",")) + "none\n",
			"another column": strings.Replace(whole, header, header+",more", 1),
		} {
			write(table, text)
			sum := func(text string) string { return fmt.Sprintf("%x  %s\n", sha256.Sum256([]byte(text)), table) }
			write("SHA256SUMS", strings.Replace(sums, sum(whole), sum(text), 1))
			if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), filepath.ToSlash(at(table))) {
				t.Errorf("%s with %s: error %v, want one that names it", table, what, err)
			}
		}
		write(table, whole)
		if table == coverageTable {
			unlisted := strings.Replace(sums, fmt.Sprintf("%x  %s\n", sha256.Sum256([]byte(whole)), table), "", 1)
			write("SHA256SUMS", unlisted)
			if d, err := Load(dir); err != nil || d.Coverage != nil || len(d.Claims) == 0 {
				t.Errorf("without a simulation: %+v, %v; want the statements alone", d, err)
			}
		}
	}
	if _, err := Load(at("releases")); err == nil {
		t.Error("a folder without tables is read")
	}
}

// A report needs a release with the whole year on either side of the change; without one there is none to take.
func TestReleaseThatServes(t *testing.T) {
	d := loadData(t)
	r, err := d.Release("")
	if err != nil || r.Vintage != "2026-04-23" {
		t.Errorf("the newest that serves is %v, %v; want that of 23 April 2026", r, err)
	}
	d.Releases = nil
	if r, err := d.Release(""); err == nil || !strings.Contains(err.Error(), "the whole year on either side") {
		t.Errorf("of no releases: %v, error %v; want one that says what is needed", r, err)
	}
}

// A headline over the releases is of those that hold both of its years, whole, up to the study's own.
func TestStudies(t *testing.T) {
	made := func(vintage records.Vintage, from, to records.Quarter) *records.Release {
		whole := recordstest.Made(t, loadData(t).Data, func(series, _ string, q records.Quarter) (string, bool) {
			return "10", series == "88A" && from <= q && q <= to
		})
		whole.Vintage = vintage
		return whole
	}
	before, after := year(2016), year(2017)
	last := records.FinancialYear(2025).Quarter(3)
	d := loadData(t)
	d.Releases = []*records.Release{
		made("2018-01-01", before.From, after.To), made("2018-02-01", before.From+1, last),
		made("2018-03-01", before.From, after.To-1), made("2019-01-01", before.From-4, last),
		made("2020-01-01", before.From, last),
	}
	s, err := NewStudy(d, "2019-01-01", "Kent")
	if err != nil {
		t.Fatal(err)
	}
	studies, err := s.Studies()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, other := range studies {
		got = append(got, string(other.Release.Vintage))
	}
	if list := strings.Join(got, ", "); list != "2018-01-01, 2019-01-01" {
		t.Errorf("studies of the releases %s, want 2018-01-01, 2019-01-01", list)
	}
}
