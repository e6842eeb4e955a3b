package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
)

var update = flag.Bool("update", false, "write testdata/*.svg anew")

var loaded = sync.OnceValues(func() (*analysis.Data, error) { return analysis.Load("../data") })

func data(t testing.TB) *analysis.Data {
	t.Helper()
	d, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return d
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

// A drawing is a figure as a test looks at it.
type drawing struct {
	where string // 2026-04-23/Hampshire/force
	*figure
	picture picture
}

// everyDrawing is all figures of every force, from every release that a report
// can be made from.
var everyDrawing = sync.OnceValues(func() ([]drawing, error) {
	d, err := loaded()
	if err != nil {
		return nil, err
	}
	var all []drawing
	for _, r := range d.Releases {
		if _, err := analysis.NewStudy(d, string(r.Vintage), "Hampshire"); err != nil {
			continue
		}
		for _, force := range r.Forces {
			s, err := analysis.NewStudy(d, string(r.Vintage), force)
			if err != nil {
				return nil, err
			}
			figs, err := drawAll(s)
			if err != nil {
				return nil, err
			}
			for _, f := range figs {
				where := fmt.Sprintf("%s/%s/%s", r.Vintage, force, f.name)
				p, err := parse(f.svg())
				if err != nil {
					return nil, fmt.Errorf("%s: %w", where, err)
				}
				all = append(all, drawing{where, f, p})
			}
		}
	}
	return all, nil
})

func forEveryDrawing(t *testing.T, check func(t *testing.T, f *figure, p picture)) {
	all, err := everyDrawing()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 8*43 {
		t.Fatalf("%d drawings, want eight for each force", len(all))
	}
	for _, d := range all {
		t.Run(d.where, func(t *testing.T) { check(t, d.figure, d.picture) })
	}
}

// A picture is what a reader of the SVG finds in it.
type picture struct {
	Width    string  `xml:"width,attr"`
	ViewBox  string  `xml:"viewBox,attr"`
	Headline float64 `xml:"data-headline,attr"`
	Title    string  `xml:"title"`
	Desc     string  `xml:"desc"`
	Metadata string  `xml:"metadata"`
	Texts    []line  `xml:"text"`
	Paths    []path  `xml:"path"`
	Group    struct {
		ID    string `xml:"id,attr"`
		Texts []line `xml:"text"`
	} `xml:"g"`
}

type line struct {
	X    float64 `xml:"x,attr"`
	Y    float64 `xml:"y,attr"`
	Size float64 `xml:"font-size,attr"`
	Bold string  `xml:"font-weight,attr"`
	Fill string  `xml:"fill,attr"`
	Text string  `xml:",chardata"`
}

type path struct {
	D      string `xml:"d,attr"`
	Fill   string `xml:"fill,attr"`
	Stroke string `xml:"stroke,attr"`
	Dashes string `xml:"stroke-dasharray,attr"`
}

// parse reads the file; it fails if the XML is not well-formed.
func parse(svg []byte) (p picture, err error) {
	err = xml.Unmarshal(svg, &p)
	return p, err
}

// A box is a part of the picture; y counts from the top.
type box struct{ left, top, right, bottom float64 }

func (a box) overlaps(b box) bool {
	const touch = 0.05 // the rounding of coordinates
	return a.left < b.right-touch && b.left < a.right-touch && a.top < b.bottom-touch && b.top < a.bottom-touch
}

// box is the room that the line's letters take: from the descenders to the
// ascenders, and as wide as the font sets it.
func (l line) box() box {
	f := labelStyle.Font
	if l.Bold == "600" {
		f = strongStyle.Font
	}
	face := font.DefaultCache.Lookup(f, vg.Points(l.Size))
	return box{l.X, l.Y - 0.71*l.Size, l.X + face.Width(l.Text).Points(), l.Y + 0.2*l.Size}
}

var coordinates = regexp.MustCompile(`([ML]|A\S+ \S+ 0 0 [01] )(-?[0-9.]+) (-?[0-9.]+)`)

func (p path) box(t *testing.T) box {
	t.Helper()
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, v := range p.line(t) {
		b = box{min(b.left, v.x), min(b.top, v.y), max(b.right, v.x), max(b.bottom, v.y)}
	}
	return b
}

func TestLabelsOfEveryForce(t *testing.T) { forEveryDrawing(t, checkLabels) }

// checkLabels wants all text large enough, on the page, and in nobody's way.
func checkLabels(t *testing.T, _ *figure, p picture) {
	t.Helper()
	var w, h float64
	if _, err := fmt.Sscanf(p.ViewBox, "0 0 %g %g", &w, &h); err != nil || w != width.Points() || p.Width != num(width)+"pt" {
		t.Errorf("width %q, viewBox %q", p.Width, p.ViewBox)
	}
	if h > 690 {
		t.Errorf("%g pt high, want at most 690, one page", h)
	}
	if p.Group.ID != "headline" || len(p.Group.Texts) < 2 {
		t.Errorf("no headline of its own")
	}
	all := slices.Concat(p.Group.Texts, p.Texts)
	boxes := make([]box, len(all))
	for i, a := range all {
		boxes[i] = a.box()
		if a.Size < 8 {
			t.Errorf("%q is set in %g pt, want at least 8", a.Text, a.Size)
		}
		if b := boxes[i]; b.left < -0.05 || b.right > w+0.05 || b.top < -0.05 || b.bottom > h+0.05 {
			t.Errorf("%q leaves the page: %.1f", a.Text, b)
		}
		for j, b := range all[:i] {
			if boxes[i].overlaps(boxes[j]) {
				t.Errorf("%q and %q overlap: %.1f, %.1f", a.Text, b.Text, boxes[i], boxes[j])
			}
		}
	}
	for _, a := range p.Group.Texts {
		if a.box().bottom > p.Headline {
			t.Errorf("the headline's %q reaches below data-headline", a.Text)
		}
	}
	for _, a := range p.Texts {
		if a.box().top < p.Headline {
			t.Errorf("%q would go with the headline", a.Text)
		}
	}
}

// No line and no mark of the data runs through a label. A line that a ground of
// the page's own colour covers, where a label stands on one, does not count; nor
// does the grid.
func TestLabelsAreClear(t *testing.T) {
	forEveryDrawing(t, func(t *testing.T, f *figure, p picture) {
		lines := make([]polyline, len(p.Paths))
		grounds := make([]box, len(p.Paths))
		for i, q := range p.Paths {
			lines[i], grounds[i] = q.line(t), q.box(t)
		}
		for _, l := range p.Texts {
			label := l.box()
			label = box{label.left + 0.5, label.top + 0.5, label.right - 0.5, label.bottom - 0.5}
			var through string
			for i, q := range p.Paths {
				switch ground := grounds[i]; {
				case !ground.overlaps(label):
				case (q.Fill == hex(white) || q.Fill == hex(wash)) && q.Stroke == "":
					if ground.left <= label.left && label.right <= ground.right && ground.top <= label.top && label.bottom <= ground.bottom {
						through = ""
					}
				case q.Stroke != hex(pale) && lines[i].crosses(label):
					through = q.D
				}
			}
			if through != "" {
				t.Errorf("%q is crossed by %s", l.Text, through)
			}
		}
	})
}

// A polyline is the line of a path. A circle's two halves count as the lines
// between their ends.
type polyline []vertex

type vertex struct {
	x, y  float64
	moved bool // no line leads here
}

func (p path) line(t *testing.T) (l polyline) {
	t.Helper()
	for _, m := range coordinates.FindAllStringSubmatch(p.D, -1) {
		x, errX := strconv.ParseFloat(m[2], 64)
		y, errY := strconv.ParseFloat(m[3], 64)
		if errX != nil || errY != nil {
			t.Fatalf("path %q", p.D)
		}
		l = append(l, vertex{x, y, m[1] == "M"})
	}
	return l
}

// crosses reports whether the line runs through a box.
func (l polyline) crosses(b box) bool {
	for i, to := range l {
		if to.moved {
			continue
		}
		from := l[i-1]
		// The part of the line, from 0 to 1, that is in the box.
		start, end := 0.0, 1.0
		for _, axis := range [][4]float64{{from.x, to.x, b.left, b.right}, {from.y, to.y, b.top, b.bottom}} {
			d := axis[1] - axis[0]
			if d == 0 {
				if axis[0] <= axis[2] || axis[0] >= axis[3] {
					end = -1
				}
				continue
			}
			in, out := (axis[2]-axis[0])/d, (axis[3]-axis[0])/d
			start, end = max(start, min(in, out)), min(end, max(in, out))
		}
		if start < end {
			return true
		}
	}
	return false
}

// Nothing that shows data may lie on both sides of April 2017: no line joins
// the two definitions.
func TestNothingJoinsAcrossApril2017(t *testing.T) {
	forEveryDrawing(t, func(t *testing.T, f *figure, p picture) {
		if !slices.Contains([]string{"quarters", "segmented", "force", "multiples"}, f.name) {
			return // no time axis
		}
		var breaks []box
		for _, q := range p.Paths {
			if q.Stroke == hex(pink) && q.Dashes != "" {
				breaks = append(breaks, q.box(t))
			}
		}
		if len(breaks) == 0 {
			t.Fatal("April 2017 is not marked")
		}
		for _, q := range p.Paths {
			switch q.Fill + q.Stroke {
			case hex(white), hex(wash), "none" + hex(pale), "none" + hex(grey): // ground, grid and base lines
				continue
			}
			b := q.box(t)
			for _, april := range breaks {
				if b.left < april.left && april.right < b.right && b.top < april.bottom && april.top < b.bottom {
					t.Errorf("%+v lies on both sides of April 2017", q)
				}
			}
		}
	})
}

var (
	sentenceEnd = regexp.MustCompile(`[.;:!?]\s+[A-Z]`)
	unfair      = regexp.MustCompile(`(?i)grooming (rose|rises|fell|increased|soared|doubled|trebled)|(rise|fall|increase) in grooming|caused|due to|led to|because of|thanks to|forecasts?\b|predict|will |worst|\btop\b|\brank(ed|ing)|highest|lowest|per cent`)
	// Digits that are names: a date, a year, a code, a section of the Act.
	names = regexp.MustCompile(`\d{4}/\d\d|\d{1,2} [A-Z][a-z]+ \d{4}|\b\d{4}\b( release)?|88A|s\.15A?|(95|99\.8)\x{a0}%`)
)

func TestWordsAreFair(t *testing.T) {
	d, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	change := d.Series.Main().Breaks()[0]
	forEveryDrawing(t, func(t *testing.T, f *figure, p picture) {
		facts := map[string]*fact.Fact{}
		for _, fact := range f.facts {
			facts[fact.Name] = fact
		}
		for _, prose := range []string{f.title, f.subtitle, f.foot, f.alt} {
			if rest := names.ReplaceAllString(stated.ReplaceAllString(prose, ""), ""); strings.ContainsAny(rest, "0123456789") {
				t.Errorf("a number that is no fact in %q", rest)
			}
			for prose != "" {
				sentence := prose
				if m := sentenceEnd.FindStringIndex(prose); m != nil {
					sentence = prose[:m[0]+1]
				}
				prose = prose[len(sentence):]
				old, new, across := false, false, false
				for _, m := range stated.FindAllStringSubmatch(sentence, -1) {
					fact, ok := facts[m[1]]
					if !ok {
						t.Fatalf("%q is stated but not listed", m[1])
					}
					if m[2] != fact.Text && m[2] != fact.LimitsText {
						t.Errorf("%s reads %q, want %q", fact.Name, m[2], fact.Text)
					}
					old = old || fact.Period.From < change
					new = new || fact.Period.To >= change
					across = across || fact.Across
				}
				if (across || old && new) && !strings.Contains(sentence, "not comparable") {
					t.Errorf("without its caveat: %q", plain(sentence))
				}
				if bad := unfair.FindString(strings.ReplaceAll(plain(sentence), "not a forecast", "")); bad != "" {
					t.Errorf("%q in %q", bad, plain(sentence))
				}
			}
		}
	})
}

// The metadata holds the same words as the picture, with their facts named.
func TestMetadata(t *testing.T) {
	for _, f := range drawn(t, study(t, data(t), "", "Hampshire")) {
		p, err := parse(f.svg())
		if err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
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
		if !stated.MatchString(m.Title) {
			t.Errorf("%s: the title %q states no number", f.name, m.Title)
		}
		if len(m.Facts) == 0 || m.Subtitle == "" || m.Foot == "" {
			t.Errorf("%s: incomplete metadata %+v", f.name, m)
		}
	}
}

// altered is the data with another text of the newest release's table.
func altered(t *testing.T, change func(table string) string) *analysis.Data {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS("../data")); err != nil {
		t.Fatal(err)
	}
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

// The words are computed: with a thousand offences more in one cell, every
// figure says something else.
func TestWordsFollowData(t *testing.T) {
	d := altered(t, func(table string) string {
		return regexp.MustCompile(`(?m)^(2017/18,2,Hampshire,88A,)(\d+)`).ReplaceAllString(table, "${1}1${2}00")
	})
	changed := drawn(t, study(t, d, "", "Hampshire"))
	for i, f := range drawn(t, study(t, data(t), "", "Hampshire")) {
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
	d := altered(t, func(table string) string {
		table = regexp.MustCompile(`(?m)^.*,British Transport Police,.*\n`).ReplaceAllString(table, "")
		return regexp.MustCompile(`(?m)^(2019/20,2,Kent,88A,)\d+`).ReplaceAllString(table, "${1}")
	})
	for _, chosen := range []string{"Hampshire", "Kent", "British Transport Police"} {
		for _, f := range drawn(t, study(t, d, "", chosen)) {
			p, err := parse(f.svg())
			if err != nil {
				t.Fatalf("%s: %v", f.name, err)
			}
			checkLabels(t, f, p)
			for _, force := range []string{"Kent", "British Transport Police"} {
				if !strings.Contains(f.foot, force) {
					t.Errorf("%s: %s is left out without a word: %q", f.name, force, f.foot)
				}
			}
			if f.name == "force" && chosen == "Kent" && !strings.Contains(f.title, "Kent has no number in this release for July to September 2019") {
				t.Errorf("the figure of Kent does not say what is missing: %q", f.title)
			}
		}
	}
}

func TestGolden(t *testing.T) {
	for _, f := range drawn(t, study(t, data(t), "2026-04-23", "Hampshire")) {
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

func TestRun(t *testing.T) {
	dir := t.TempDir()
	var out bytes.Buffer
	if err := run([]string{"-data", "../data", "-force", "Thames Valley", "-o", dir}, &out); err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile(filepath.Join(dir, "force.svg"))
	if err != nil || !strings.Contains(string(kept), "Thames Valley") {
		t.Fatalf("force.svg: %v", err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 8 || strings.Count(out.String(), ".svg\n") != 8 {
		t.Errorf("%d files, %v; printed %q; want eight", len(files), err, &out)
	}
	err = run([]string{"-data", "../data", "-force", "Hampshir", "-o", dir}, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "Hampshire") {
		t.Errorf("run with an unknown force: %v, want the near names", err)
	}
	if left, err := os.ReadFile(filepath.Join(dir, "force.svg")); err != nil || !bytes.Equal(left, kept) {
		t.Error("a failed run changed the files of the last one")
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
