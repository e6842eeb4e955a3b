package sections

import (
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
	"grooming-report/report/doc"
	"grooming-report/report/sections/published"
	"grooming-report/report/sections/section"
)

// The tests run in the project's folder, where the names of the tables are those
// that the report prints.
func TestMain(m *testing.M) {
	if err := os.Chdir("../.."); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

var colophon = section.Colophon{Version: "1.0.0", Tables: []string{"data/forces.csv 0"},
	Modules: []string{"gonum.org/v1/gonum v0"}}

// drawings stand for the figures, which draw the same study; what they say is tested where
// they are drawn.
func drawings() map[string][]byte {
	undrawn, err := Undrawn()
	if err != nil {
		panic(err)
	}
	return undrawn
}

// studies runs a test for forces and releases that a report can be made of: with EVERY=1 for
// each of both, as CI has it, otherwise for a sample of the forces that takes the releases in
// turn, of which -short has the newest.
func studies(t *testing.T, each func(*testing.T, *analysis.Study)) {
	t.Helper()
	data, err := tables()
	if err != nil {
		t.Fatal(err)
	}
	var releases []*records.Release
	for _, r := range data.Releases {
		if r.Spans() {
			releases = append(releases, r)
		}
	}
	for i, r := range releases {
		for j, f := range recordstest.Forces(t, data.Data) {
			if !recordstest.Every() && (i+j+1)%len(releases) != 0 || testing.Short() && r != releases[len(releases)-1] {
				continue
			}
			t.Run(string(r.Vintage)+" "+f.Name, func(t *testing.T) {
				t.Parallel()
				s, err := analysis.NewStudy(data, string(r.Vintage), f.Name)
				if err != nil {
					t.Fatal(err)
				}
				each(t, s)
			})
		}
	}
}

// texts is every run of words in the document, table cells with what stands
// over and beside them.
func texts(d *doc.Document) []string {
	var out []string
	var blocks func([]doc.Block)
	blocks = func(bs []doc.Block) {
		for _, b := range bs {
			switch b := b.(type) {
			case *doc.Heading:
				out = append(out, doc.PlainText(b.Inline))
			case *doc.Paragraph:
				out = append(out, doc.PlainText(b.Inline))
			case *doc.Quote:
				blocks(b.Blocks)
			case *doc.List:
				for _, item := range b.Items {
					blocks(item)
				}
			case *doc.Figure:
				out = append(out, doc.PlainText(b.Caption), b.Alt)
			case *doc.Table:
				out = append(out, doc.PlainText(b.Caption))
				for _, row := range b.Rows {
					for i, c := range row {
						out = append(out, doc.PlainText(b.Caption)+" | "+doc.PlainText(row[0])+" | "+b.Columns[i].Head+" | "+doc.PlainText(c))
					}
				}
			}
		}
	}
	blocks(d.Blocks)
	for _, n := range d.Notes {
		out = append(out, doc.PlainText(n.Inline))
	}
	return out
}

// The whole report, and the evidence for a committee, are built for every force
// and release: no sentence is unfair (compose refuses it), and none shows a hole
// where a word should be.
func TestEveryForce(t *testing.T) {
	if testing.Short() {
		t.Skip("builds whole reports; TestGolden of the command report builds one, and TestEveryBrief takes other forces")
	}
	hole := regexp.MustCompile(`<no value>|%!|  |\( |  \.| ,| \.|\.\.|,,|\{\{|\}\}|NaN|Inf\b|<nil>`)
	earlyYear := regexp.MustCompile(`20(12/13|13/14|14/15|15/16|16/17)|201[2-6]\b`)
	lateYear := regexp.MustCompile(`20(17/18|18/19|19/20|2./2.)|(April|July|October|December) 2017|202[0-9]\b`)
	theChange := strings.NewReplacer("April 2017", "", "31 March 2017", "")
	likeForLike := regexp.MustCompile(`(?i)old definition (only|alone)`)
	percentAcross := regexp.MustCompile(`(?i)(per.cent|times|trebled|doubled|ratio)`)
	studies(t, func(t *testing.T, s *analysis.Study) {
		var r report
		var err error
		if of := (subject{string(s.Release.Vintage), s.Area.Name}); slices.Contains(builds(), of) {
			r = built(t, of.release, of.area)
		} else if r.document, r.evidence, _, err = Build(s, drawings(), colophon); err != nil {
			t.Errorf("%s, release %s: %v", s.Area.Name, s.Release.Vintage, err)
			return
		}
		d, evidence := r.document, r.evidence
		submitted, err := Submission(s, drawings(), pictures(t), Submitter{Name: "A charity"}, evidence, colophon)
		if err != nil {
			t.Errorf("%s, release %s: %v", s.Area.Name, s.Release.Vintage, err)
			return
		}
		checkSubmission(t, submitted, evidence)
		checkSayings(t, s, d)
		for _, text := range append(texts(d), texts(submitted)...) {
			if m := hole.FindString(text); m != "" {
				t.Errorf("%s, release %s: %q in %q", s.Area.Name, s.Release.Vintage, m, text)
			}
			// An independent reading of the finished text: a sentence that names years on
			// both sides of April 2017 together with a change says that they are not comparable.
			warned := false // the caveat stands once in a paragraph, before what needs it
			for _, sentence := range strings.SplitAfter(text, ". ") {
				warned = warned || strings.Contains(sentence, "not comparable")
				before := earlyYear.FindString(sentence)
				after := lateYear.FindString(theChange.Replace(sentence))
				if before != "" && after != "" && percentAcross.MatchString(sentence) &&
					!warned && !likeForLike.MatchString(sentence) && !strings.Contains(sentence, "their codes did not change") &&
					!strings.Contains(sentence, "As if") && !strings.Contains(sentence, "| Ratio (95 per cent CI) | no ratio") {
					t.Errorf("%s, release %s: years on both sides of April 2017 (%s, %s) and a change, but not %q: %q", s.Area.Name,
						s.Release.Vintage, before, after, "not comparable", sentence)
				}
			}
		}
	})
}

// The findings without the report are those of the report.
func TestFindings(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a whole report; TestMade of the command readme holds the findings of that on Hampshire")
	}
	of := builds()[0]
	r := built(t, of.release, of.area)
	found, err := Findings(r.study)
	if err != nil {
		t.Fatal(err)
	}
	reported, err := listed(r.document.Blocks)
	if err != nil || !slices.Equal(found, reported) || len(found) < 3 {
		t.Errorf("Findings = %q\nthe report has %q, %v", found, reported, err)
	}
}

// Every number can be walked back: a count to the lines that add up to it, an
// estimate to the named facts that it was computed from.
func TestEvidence(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a whole report; TestEveryNumber of package verify walks back the golden one")
	}
	lines := map[string][][]string{}
	read := func(name string) [][]string {
		if lines[name] == nil {
			file, err := os.Open(filepath.FromSlash(name))
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			if lines[name], err = csv.NewReader(file).ReadAll(); err != nil {
				t.Fatal(err)
			}
		}
		return lines[name]
	}
	dated := regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)
	for _, of := range builds() {
		evidence := built(t, of.release, of.area).evidence
		byName := map[string]*fact.Fact{}
		for _, f := range evidence.Facts() {
			byName[f.Name] = f
		}
		for _, f := range evidence.Facts() {
			if f.Source() == "" || !dated.MatchString(f.Vintage) || math.IsNaN(f.Value) {
				t.Errorf("%s: value %v, vintage %q, source %q", f.Name, f.Value, f.Vintage, f.Source())
			}
			if i := f.Interval; i != nil && !(i.Lower <= f.Value && f.Value <= i.Upper) {
				t.Errorf("%s: %v is not within its limits %v", f.Name, f.Value, *i)
			}
			for _, input := range f.Inputs {
				if byName[input.Fact.Name] == nil {
					t.Errorf("%s was computed from %s, which is not in the evidence", f.Name, input.Fact.Name)
				}
			}
			if f.Unit != fact.Offences || len(f.Rows) == 0 || f.Method == fact.NumberInWords {
				continue
			}
			sum := 0.0
			for _, r := range f.Rows {
				records := read(r.File)
				for line := r.First; line <= r.Last; line++ {
					column := 4 // offences, in a release
					switch {
					case strings.HasSuffix(r.File, "published.csv"):
						column = 6
					}
					x, err := strconv.ParseFloat(records[line-1][column], 64)
					if err != nil {
						t.Fatalf("%s: %s line %d: %v", f.Name, r.File, line, err)
					}
					sum += x
				}
			}
			if sum != f.Value {
				t.Errorf("%s = %v, but %s adds up to %v", f.Name, f.Value, f.Source(), sum)
			}
		}
	}
}

// A report is what Build makes of a study, and the study.
type report struct {
	study    *analysis.Study
	document *doc.Document
	evidence *fact.Evidence
	changes  published.Changes
}

// A subject is what a report is on.
type subject struct{ release, area string }

// builds is the subjects of the reports that tests look at number by number: a force, several
// as one in the release before, several side by side and, in CI, which sets EVERY, the force
// with the fewest offences and a nation. Tests with -short build no whole report: the command's own build one.
func builds() []subject {
	of := []subject{
		{"2026-04-23", "Hampshire"}, {"2023-10-19", "Kent + Essex"},
		{"2026-04-23", "Kent + Essex; British Transport Police; Wales"}, {"2026-04-23", "London, City of"},
		{"2026-04-23", "England"},
	}
	if recordstest.Every() {
		return of
	}
	return of[:3]
}

var reports sync.Map // of release and area, each a func() (report, error)

// built makes the report on an area from a release of the data folder, once for all tests:
// they read it and change nothing.
func built(t testing.TB, release, area string) report {
	t.Helper()
	once, _ := reports.LoadOrStore(release+" "+area, sync.OnceValues(func() (report, error) {
		s := newStudy(t, "data", release, area)
		d, evidence, changes, err := Build(s, drawings(), colophon)
		return report{s, d, evidence, changes}, err
	}))
	r, err := once.(func() (report, error))()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tables are those of the data folder, read once for all tests, which leave them as they are.
var tables = sync.OnceValues(func() (*analysis.Data, error) {
	data, err := analysis.Load("data")
	if err == nil {
		recordstest.Keep(data.Data)
	}
	return data, err
})

func newStudy(t testing.TB, dir, release, force string) *analysis.Study {
	t.Helper()
	read := tables
	if dir != "data" {
		read = func() (*analysis.Data, error) { return analysis.Load(dir) }
	}
	data, err := read()
	if err != nil {
		t.Fatal(err)
	}
	recordstest.Keep(data.Data)
	s, err := analysis.NewStudy(data, release, force)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// filled is what some sections of the report say, before the whole is finished and checked, and
// the numbers that they state: enough for -short of a test that looks at these.
func filled(s *analysis.Study, stems ...string) (*doc.Document, *fact.Evidence, error) {
	rows, err := s.AllForces()
	if err != nil {
		return nil, nil, err
	}
	first := section.New(s, &fact.Evidence{}, rows)
	first.Drawings, first.Colophon = drawings(), colophon
	list := slices.DeleteFunc(contents(s, &published.Changes{}), func(x section.Section) bool {
		return !slices.Contains(stems, x.Stem)
	})
	parts, err := fill(list, first.Next)
	if err != nil {
		return nil, nil, err
	}
	d := &doc.Document{}
	for _, p := range parts {
		blocks, err := p.Blocks()
		if err != nil {
			return nil, nil, err
		}
		d.Blocks = append(d.Blocks, blocks...)
	}
	for _, f := range first.Evidence.Facts() {
		for _, w := range f.Warnings {
			d.Notes = append(d.Notes, doc.Note{Inline: []doc.Inline{doc.Text(w)}})
		}
	}
	return d, first.Evidence, nil
}

// whole is the report on a study with EVERY=1, as in CI, and otherwise those sections of it.
func whole(s *analysis.Study, stems ...string) (*doc.Document, *fact.Evidence, error) {
	if !recordstest.Every() {
		return filled(s, stems...)
	}
	d, evidence, _, err := Build(s, drawings(), colophon)
	return d, evidence, err
}

func TestEvidenceFile(t *testing.T) {
	if testing.Short() {
		t.Skip("TestGolden of the command report compares every row of this file")
	}
	var out strings.Builder
	if err := built(t, "2026-04-23", "Hampshire").evidence.Write(&out); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(records[0], ","), "name,value,lower,upper,unit,area,from,to,definition,vintage,source,method,inputs,text,limits_text,warnings"; got != want {
		t.Errorf("header %s, want %s", got, want)
	}
	rows := map[string][]string{}
	for _, r := range records[1:] {
		rows[r[0]] = r
		for _, day := range r[6:8] {
			if _, err := time.Parse(time.DateOnly, day); err != nil {
				t.Errorf("%s: %v", r[0], err)
			}
		}
	}
	for name, want := range map[string]string{
		"hampshire.count.2017-04_2017-12":              "142",
		"hampshire.count.2017-04_2017-12.vintage-2019": "150",
		"england-wales.count.2017-04_2017-12":          "3188",
		"england-wales.count.2025-04_2025-12":          "5734",
		"england-wales.rate-ratio.headline":            "4",
	} {
		if rows[name] == nil || rows[name][1] != want {
			t.Errorf("%s = %v, want %s", name, rows[name], want)
		}
	}
}

// No digit is typed in prose: each comes from the tables, the law's date or a
// name, through a field.
func TestProseHasNoDigits(t *testing.T) {
	field := regexp.MustCompile(`(?s)\{\{.*?\}\}|\{#[^}]*\}`)
	fence := regexp.MustCompile("```.*")
	link := regexp.MustCompile(`\]\([^)]*\)`)
	digit := regexp.MustCompile(`.{0,20}[0-9].{0,20}`)
	texts, err := templates()
	if err != nil || len(texts) < 16 {
		t.Fatalf("%d templates: %v", len(texts), err)
	}
	for name, text := range texts {
		rest := link.ReplaceAllString(fence.ReplaceAllString(field.ReplaceAllString(text, ""), ""), "")
		if m := digit.FindString(rest); m != "" {
			t.Errorf("%s: a typed digit: %q", name, m)
		}
	}
}

// A changed cell changes what the report says, and nothing else is needed for it.
func TestChangedCell(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a report for one cell; TestMissingCell changes one as well")
	}
	dir := t.TempDir()
	recordstest.Copy(t, "data", dir)
	name := filepath.Join(dir, "releases", "offences-2026-04-23.csv")
	table, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^(2025/26,3,Hampshire,88A,)(\d+)`)
	was, _ := strconv.Atoi(string(line.FindSubmatch(table)[2]))
	table = line.ReplaceAll(table, []byte(fmt.Sprintf("${1}%d", was+1000)))
	if err := os.WriteFile(name, table, 0o644); err != nil {
		t.Fatal(err)
	}
	sums(t, dir)
	before := built(t, "2026-04-23", "Hampshire").document
	after, _, err := whole(newStudy(t, dir, "", "Hampshire"), "summary", "force", "national")
	if err != nil {
		t.Fatal(err)
	}
	old, changed := strings.Join(texts(before), "\n"), strings.Join(texts(after), "\n")
	if !strings.Contains(old, "5,734") || strings.Contains(changed, "5,734") || !strings.Contains(changed, "6,734") || !strings.Contains(changed, "1,166") {
		t.Error("a thousand offences more in the last quarter of Hampshire do not reach the text")
	}
}

// The brief on every force is fair and whole, and takes no other force's figure.
func TestEveryBrief(t *testing.T) {
	hole := regexp.MustCompile(`<no value>|%!|  |\( | \.|\.\.|NaN`)
	studies(t, func(t *testing.T, s *analysis.Study) {
		d, _, err := Brief(s, drawings()["force"], section.Colophon{})
		if err != nil {
			t.Errorf("%s, release %s: %v", s.Area.Name, s.Release.Vintage, err)
			return
		}
		for _, text := range texts(d) {
			if m := hole.FindString(text); m != "" {
				t.Errorf("%s, release %s: %q in %q", s.Area.Name, s.Release.Vintage, m, text)
			}
		}
	})
	kent := strings.Replace(string(drawings()["force"]), `"facts":[]`, `"facts":["kent.count.2017-04_2018-03"]`, 1)
	of := builds()[0]
	other := newStudy(t, "data", of.release, of.area)
	n, err := other.Release.Count(records.ForceArea("Kent"), other.Release.Main, records.FinancialYear(2017).Period())
	if err != nil {
		t.Fatal(err)
	}
	var evidence fact.Evidence
	if err := evidence.Add(other.CountFact(n)); err != nil {
		t.Fatal(err)
	}
	figure := &doc.Figure{ID: "figure-force", Name: "figures/force.svg", SVG: []byte(kent)}
	if err := describe(figure, nil, &evidence, other); err == nil ||
		!strings.Contains(err.Error(), "drawn for Kent, want "+records.ProseAll([]records.Area{other.Area})) {
		t.Errorf("Kent's figure in the report on %s: error %v", of.area, err)
	}
}

// A force whose cell is marked as missing, or that the release lacks, leaves a
// report of the others, which says so.
func TestMissingCell(t *testing.T) {
	dir := t.TempDir()
	recordstest.Copy(t, "data", dir)
	name := filepath.Join(dir, "releases", "offences-2026-04-23.csv")
	table, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	table = regexp.MustCompile(`(?m)^.*,British Transport Police,.*\n`).ReplaceAll(table, nil)
	stems := []string{"before", "force", "detail", "summary", "definitions", "changes"}
	if testing.Short() {
		stems = stems[:3]
		t.Logf("-short makes the sections %s only", stems)
	}
	// One quarter that is new, and one that the release before holds too. Each report is on one
	// force and on the nation; with EVERY set, as in CI, there is one on each force for each quarter.
	for _, test := range []struct {
		row, words string
		quarter    records.Quarter
		areas      []string
	}{
		{"2025/26,3", "October to December 2025", records.FinancialYear(2025).Quarter(3), []string{"Kent", "British Transport Police"}},
		{"2019/20,2", "July to September 2019", records.FinancialYear(2019).Quarter(2), []string{"British Transport Police", "Kent"}},
	} {
		missing := regexp.MustCompile(`(?m)^(`+test.row+`,Kent,88A,)\d+`).ReplaceAll(table, []byte("${1}"))
		if err := os.WriteFile(name, missing, 0o644); err != nil {
			t.Fatal(err)
		}
		sums(t, dir)
		for _, force := range test.areas {
			d, e, err := whole(newStudy(t, dir, "", force), stems...)
			if err != nil {
				t.Fatalf("no number for Kent in %s, report on %s: %v", test.row, force, err)
			}
			checkMissing(t, d, force, test.words)
			area := records.Area{Name: force}.Slug()
			for _, f := range e.Facts() {
				counted := strings.HasPrefix(f.Name, area+".count.") || strings.HasPrefix(f.Name, area+".annual-rate")
				if counted && strings.HasPrefix(f.Vintage, "2026") && f.Area == force && f.Period.Contains(test.quarter) {
					t.Errorf("no number for Kent in %s: the report on %s gives %s", test.row, force, f.Name)
				}
			}
			if testing.Short() {
				return
			}
			if !recordstest.Every() {
				break
			}
		}
	}
}

// checkMissing wants a report on Kent, which has no number for a quarter, or on British Transport
// Police, which is not in the release, to say so of the force and of the nation.
func checkMissing(t *testing.T, d *doc.Document, force, quarter string) {
	t.Helper()
	text := strings.Join(texts(d), "\n")
	wants := []string{"leaves out British Transport Police", "Kent (no number for ", map[string]string{
		"Kent":                     "Kent has no number in this release for " + quarter,
		"British Transport Police": "British Transport Police is not in this release",
	}[force]}
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("no number for Kent in %s: the report on %s does not say %q", quarter, force, want)
		}
	}
	// The gap touches neither year on the sides of the change, so that they are whole.
	if strings.Contains(text, "nothing can be said of the old definition alone") {
		t.Errorf("no number for Kent in %s: the years about the change lose what they have", quarter)
	}
}

// sums records the tables of a folder that a test has changed.
func sums(t *testing.T, dir string) {
	t.Helper()
	list, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, line := range strings.Split(strings.TrimSpace(string(list)), "\n") {
		_, name, _ := strings.Cut(line, "  ")
		file, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "%x  %s\n", sha256.Sum256(file), name)
	}
	if err := os.WriteFile(filepath.Join(dir, "SHA256SUMS"), []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
