package figures

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"grooming-report/analysis"
	"grooming-report/analysis/records/recordstest"
	"grooming-report/figures/house"
)

var update = flag.Bool("update", false, "write testdata/*.svg anew")

// The files name the module that the command would be built with.
func TestMain(m *testing.M) {
	required, err := os.ReadFile(filepath.Join("..", "go.mod"))
	if err != nil {
		panic(err)
	}
	DrawnWith = []string{regexp.MustCompile(`gonum\.org/v1/plot v\S+`).FindString(string(required))}
	m.Run()
}

var loaded = sync.OnceValues(func() (*analysis.Data, error) {
	d, err := analysis.Load("../data")
	if err == nil {
		recordstest.Keep(d.Data)
	}
	return d, err
})

func data(t testing.TB) *analysis.Data {
	t.Helper()
	d, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// fixed is a folder of the tables that data gives.
func fixed(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	recordstest.Copy(t, "../data", dir)
	return dir
}

func study(t testing.TB, d *analysis.Data, release, force string) *analysis.Study {
	t.Helper()
	s, err := analysis.NewStudy(d, release, force)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func drawn(t testing.TB, s *analysis.Study) []*figure {
	t.Helper()
	figs, err := drawAll(s)
	if err != nil {
		t.Fatal(err)
	}
	return figs
}

// ofHampshire is the figures of the newest release and Hampshire, drawn once: tests look at them
// and change nothing.
var ofHampshire = sync.OnceValues(func() ([]*figure, error) {
	d, err := loaded()
	if err != nil {
		return nil, err
	}
	s, err := analysis.NewStudy(d, "2026-04-23", "Hampshire")
	if err != nil {
		return nil, err
	}
	return drawAll(s)
})

func hampshire(t testing.TB) []*figure {
	t.Helper()
	figs, err := ofHampshire()
	if err != nil {
		t.Fatal(err)
	}
	return figs
}

func parsed(t *testing.T, f *figure) picture {
	t.Helper()
	p, err := parse(f.svg())
	if err != nil {
		t.Fatalf("%s: %v", f.name, err)
	}
	return p
}

// The files are those of testdata, byte for byte.
func TestGolden(t *testing.T) {
	t.Parallel()
	for _, f := range hampshire(t) {
		name := filepath.Join("testdata", f.name+".svg")
		if *update {
			if err := os.WriteFile(name, f.svg(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(f.svg(), want) {
			t.Errorf("%s differs; look at it, then go test ./figures -update", name)
		}
	}
}

// The metadata holds the same words as the picture, with their facts named.
func TestMetadata(t *testing.T) {
	t.Parallel()
	for _, f := range hampshire(t) {
		p := parsed(t, f)
		var m struct {
			Title, Subtitle, Foot, Alt string
			Facts                      []string
		}
		if err := json.Unmarshal([]byte(p.Metadata), &m); err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		if p.Title != plain(m.Title) || p.Desc != plain(m.Alt) {
			t.Errorf("%s: title %q and description %q differ from the metadata", f.name, p.Title, p.Desc)
		}
		if !stated().MatchString(m.Title) {
			t.Errorf("%s: the title %q states no number", f.name, m.Title)
		}
		if len(m.Facts) == 0 || m.Subtitle == "" || m.Foot == "" {
			t.Errorf("%s: incomplete metadata %+v", f.name, m)
		}
	}
}

// The lengths that the files give for their texts are those of the font.
func TestTextLength(t *testing.T) {
	t.Parallel()
	for _, f := range hampshire(t) {
		p := parsed(t, f)
		for _, l := range slices.Concat(p.Group.Texts, p.Texts) {
			style := house.LabelStyle.Font
			if l.Bold == "600" {
				style = house.StrongStyle.Font
			}
			face := font.DefaultCache.Lookup(style, vg.Points(l.Size))
			if want := face.Width(l.Text).Points(); math.Abs(l.Length-want) > 0.006 {
				t.Errorf("%s: textLength of %q = %g, want %.2f", f.name, l.Text, l.Length, want)
			}
		}
	}
}

// altered is the data with another text of the newest release's table.
func altered(t *testing.T, change func(table string) string) *analysis.Data {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	recordstest.Copy(t, "../data", dir)
	s := study(t, data(t), "", "Hampshire")
	read := func(name string) string {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	write := func(name, content string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	table := filepath.Join("releases", filepath.Base(s.Release.File))
	before := read(table)
	after := change(before)
	if before == after {
		t.Fatal("the cell to change is not there")
	}
	sum := func(s string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s))) }
	write("SHA256SUMS", strings.Replace(read("SHA256SUMS"), sum(before), sum(after), 1))
	write(table, after)
	d, err := analysis.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The words are computed: with a thousand offences more in a cell of each of the first
// two years of the wider code, every figure says something else.
func TestWordsFollowData(t *testing.T) {
	t.Parallel()
	d := altered(t, func(table string) string {
		return regexp.MustCompile(`(?m)^(201[78]/1[89],2,Hampshire,88A,)(\d+)`).ReplaceAllString(table, "${1}1${2}00")
	})
	changed := drawn(t, study(t, d, "", "Hampshire"))
	for i, f := range hampshire(t) {
		if f.title == changed[i].title {
			t.Errorf("%s: the title is still %q", f.name, plain(f.title))
		}
		if f.alt == changed[i].alt && f.name != "multiples" { // whose alt text states the latest year
			t.Errorf("%s: the alt text is still %q", f.name, plain(f.alt))
		}
	}
}

// A release without British Transport Police, in which one quarter of Kent is
// marked as missing, is drawn with what it has, and every figure says what
// England and Wales leaves out.
func TestMissingRows(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("draws every figure again; TestMissingCell of the sections reads what is said of a missing cell")
	}
	d := altered(t, func(table string) string {
		table = regexp.MustCompile(`(?m)^.*,British Transport Police,.*\n`).ReplaceAllString(table, "")
		return regexp.MustCompile(`(?m)^(2019/20,2,Kent,88A,)\d+`).ReplaceAllString(table, "${1}")
	})
	for _, chosen := range []string{"Kent", "British Transport Police"} {
		for _, f := range drawn(t, study(t, d, "", chosen)) {
			checkLabels(t, parsed(t, f))
			for _, force := range []string{"Kent", "British Transport Police"} {
				if !strings.Contains(f.foot, force) {
					t.Errorf("%s: %s is left out without a word: %q", f.name, force, f.foot)
				}
			}
			const missing = "Kent has no number in this release for July to September 2019"
			seen := strings.Contains(f.title+f.subtitle, missing) && strings.Contains(f.alt, missing)
			if f.name == "force" && chosen == "Kent" && !seen {
				t.Errorf("the figure of Kent does not say what is missing: %q, %q, %q", f.title, f.subtitle, f.alt)
			}
		}
	}
}

// A quarter of none after dozens makes no fall in the figure of the force.
func TestLapse(t *testing.T) {
	t.Parallel()
	d := altered(t, func(table string) string {
		return regexp.MustCompile(`(?m)^(2024/25,4,Kent,88A,)\d+`).ReplaceAllString(table, "${1}0")
	})
	f, err := force(study(t, d, "", "Kent"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(f.title+f.subtitle, "nothing that can be read") {
		t.Errorf("a quarter of none after dozens is read: %q, %q", f.title, f.subtitle)
	}
}

// A figure of every force marks those that the report is on, whether one, several side by side or
// a region; of most forces it marks none.
func TestMarked(t *testing.T) {
	t.Parallel()
	for asked, want := range map[string]string{
		"Hampshire":         "Hampshire",
		"Kent; Essex":       "Essex, Kent",
		"North Wales; Kent": "Kent, North Wales",
		"Wales + Kent":      "Dyfed-Powys, Gwent, Kent, North Wales, South Wales",
		"England":           "",
	} {
		s := study(t, data(t), "", asked)
		for _, draw := range []func(*analysis.Study) (*figure, error){forest, multiples, caterpillar} {
			f, err := draw(s)
			if err != nil {
				t.Fatal(err)
			}
			var bold []string
			for _, words := range parsed(t, f).Texts {
				if words.Bold != "" && slices.Contains(s.Release.Forces, words.Text) {
					bold = append(bold, words.Text)
				}
			}
			if got := strings.Join(bold, ", "); got != want {
				t.Errorf("%s: %q marks %q, want %q", asked, plain(f.title), got, want)
			}
		}
	}
}

// A force that stopped recording has no 0 without what that may mean, and no pace; a handful has
// no limits.
func TestSilence(t *testing.T) {
	t.Parallel()
	const may = "British Transport Police recorded none in any quarter since April to June 2021, after recording some " +
		"before; that may be a change in where such offences are recorded, and not an absence of them."
	s := study(t, data(t), "", "British Transport Police")
	for _, draw := range []func(*analysis.Study) (*figure, error){force, multiples, funnel} {
		f, err := draw(s)
		if err != nil {
			t.Fatal(err)
		}
		alt := plain(f.alt)
		if !strings.HasSuffix(alt, may) || strings.Contains(alt, " 0 ") || strings.Contains(alt, "at the same pace") {
			t.Errorf("%q ends otherwise than %q, or has a 0 or a pace", alt, may)
		}
		for _, words := range parsed(t, f).Texts {
			if strings.Contains(words.Text, "a year at the") {
				t.Errorf("%q is given a pace: %q", plain(f.title), words.Text)
			}
		}
	}
	few, err := force(study(t, data(t), "", "City of London"))
	if err != nil {
		t.Fatal(err)
	}
	if alt := plain(few.alt); !strings.HasSuffix(alt, "which is 1 a year at the same pace, and not a forecast.") {
		t.Errorf("one offence in nine months is read as %q", alt)
	}
}

// The command writes the files that -list prints, and prints them.
func TestRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var listed, printed bytes.Buffer
	if err := Run([]string{"-list", "-o", dir}, &listed); err != nil {
		t.Fatal(err)
	}
	var want []string
	for line := range strings.Lines(listed.String()) {
		path, shows, _ := strings.Cut(line, "\t")
		if strings.TrimSpace(shows) == "" {
			t.Errorf("-list does not say what %s shows", path)
		}
		want = append(want, path)
	}
	if len(want) != len(figures) {
		t.Errorf("-list prints %d files, want %d", len(want), len(figures))
	}
	if err := Run([]string{"-data", fixed(t), "-area", "Thames Valley; Kent", "-o", dir}, &printed); err != nil {
		t.Fatal(err)
	}
	if got := strings.Fields(printed.String()); !slices.Equal(got, want) {
		t.Errorf("prints %q, want %q", got, want)
	}
	written, err := filepath.Glob(filepath.Join(dir, "*"))
	slices.Sort(want)
	if err != nil || !slices.Equal(written, want) {
		t.Errorf("writes %q (%v), want %q", written, err, want)
	}
	if err := Run([]string{"-data", fixed(t), "-area", "Kent", "-o", dir}, io.Discard); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "areas.svg")); err == nil {
		t.Error("the figure of two areas is left in the folder of one")
	}
}

// A run that fails leaves the files of the last one.
func TestFailedRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	kept := filepath.Join(dir, "force.svg")
	if err := os.WriteFile(kept, []byte("of the last run"), 0o644); err != nil {
		t.Fatal(err)
	}
	err := Run([]string{"-data", "../data", "-force", "Hampshir", "-o", dir}, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "Hampshire") {
		t.Errorf("run with an unknown force: %v, want the near names", err)
	}
	if left, err := os.ReadFile(kept); err != nil || string(left) != "of the last run" {
		t.Errorf("a failed run left %q (%v)", left, err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("%d files (%v), want that of the last run alone", len(files), err)
	}
}

// -briefs draws a figure for every force under its name.
func TestBriefs(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("draws every force; TestEveryArea draws the same figure of some")
	}
	dir := filepath.Join(t.TempDir(), "briefs")
	var out bytes.Buffer
	if err := Run([]string{"-briefs", "forces", "-data", fixed(t), "-o", dir}, &out); err != nil {
		t.Fatal(err)
	}
	forces := study(t, data(t), "", "Hampshire").Reported()
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != len(forces) {
		t.Errorf("%d files (%v), want one for each of %d forces", len(files), err, len(forces))
	}
	kent, err := os.ReadFile(filepath.Join(dir, "kent.svg"))
	if err != nil || !strings.Contains(string(kent), "<title>Kent") {
		t.Errorf("kent.svg is not of Kent (%v)", err)
	}
	if err := Run([]string{"-png", "-briefs", "Kent", "-data", fixed(t), "-o", dir}, &out); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "kent.png")); err != nil || !strings.Contains(out.String(), "1 picture in ") {
		t.Errorf("%v, %q; want kent.png, and a line that says so", err, out.String())
	}
}

func BenchmarkFigures(b *testing.B) {
	s := study(b, data(b), "", "Hampshire")
	for b.Loop() {
		for _, f := range drawn(b, s) {
			f.svg()
		}
	}
}
