package sections

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/sections/fair"
	"grooming-report/report/sections/section"
)

// Drawings reads the drawn figures from a folder, by their name. Which of them the report
// shows is for the sections to say, and one that is not there an error of theirs.
func Drawings(dir string) (map[string][]byte, error) { return drawn(dir, ".svg") }

// Pictures reads the figures of the evidence for a committee from a folder, by their name.
func Pictures(dir string) (map[string][]byte, error) { return drawn(dir, ".png") }

func drawn(dir, kind string) (map[string][]byte, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("%w; run `make figures`, which fills it", err)
	}
	files := map[string][]byte{}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), kind)
		if !ok {
			continue
		}
		if files[name], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// Undrawn gives every figure that the prose asks for an empty drawing, which states nothing, for
// reports of which only the text is wanted.
func Undrawn() (map[string][]byte, error) {
	texts, err := templates()
	if err != nil {
		return nil, err
	}
	drawings := map[string][]byte{}
	for _, text := range texts {
		for _, m := range figureFence.FindAllStringSubmatch(text, -1) {
			drawings[m[1]] = []byte(undrawn)
		}
	}
	return drawings, nil
}

const undrawn = `<svg xmlns="http://www.w3.org/2000/svg" width="470pt" height="100pt" ` +
	`viewBox="0 0 470 100" data-headline="20"><title>not drawn</title><desc>not drawn</desc>` +
	`<metadata>{"title":"Not drawn","alt":"not drawn","facts":[]}</metadata>` +
	`<g id="headline"><text>Not drawn</text></g></svg>`

var figureFence = regexp.MustCompile("```figure figure-([a-z]+)")

// numbersOf completes the numbers of a figure by those that its drawing names and those of
// its table, each once and in that order.
func numbersOf(f *doc.Figure, d section.Drawing, tables map[string]*doc.Table, evidence *fact.Evidence) {
	var all []*fact.Fact
	for _, name := range d.Facts {
		if stated, ok := evidence.Find(name); ok {
			all = append(all, stated)
		}
	}
	if t := tables[f.TableID]; t != nil {
		for _, row := range t.Rows {
			for _, field := range row {
				all = append(all, fair.Stated(field)...)
			}
		}
	}
	given := map[string]bool{}
	f.Facts = slices.DeleteFunc(append(all, f.Facts...), func(n *fact.Fact) bool {
		was := given[n.Name]
		given[n.Name] = true
		return was
	})
}

// describe fills a figure's caption, alt text and numbers from its drawing and its table.
func describe(f *doc.Figure, tables map[string]*doc.Table, evidence *fact.Evidence, s *analysis.Study) error {
	if len(f.SVG) == 0 {
		return fmt.Errorf("%s is not drawn; run `make figures` first", f.Name)
	}
	d, err := section.ParseDrawing(f.SVG)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	of := []records.Area{s.Area}
	if f.ID == "figure-areas" {
		of = s.Areas
	}
	if f.ID == "figure-force" || f.ID == "figure-vintages" || f.ID == "figure-areas" {
		for _, name := range d.Facts {
			fact, ok := evidence.Find(name)
			if ok && !strings.HasPrefix(fact.Area, s.National.Name) &&
				!slices.ContainsFunc(of, func(a records.Area) bool { return a.Name == fact.Area }) {
				return fmt.Errorf("%s is drawn for %s, want %s; run `make figures`", f.Name, fact.Area, records.ProseAll(of))
			}
		}
	}
	title, err := inlines(d.Title, evidence)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	subtitle, err := inlines(d.Subtitle, evidence)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	alt, err := inlines(d.Alt, evidence)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	foot, err := inlines(d.Foot, evidence)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	for _, in := range [][]doc.Inline{title, subtitle, alt, foot} {
		c := fair.Checker{Breaks: fair.BreaksOf(s.Data.Series, s.Covered().To)}
		if err := c.Words(in, ""); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	numbersOf(f, d, tables, evidence)
	f.Caption = append([]doc.Inline{doc.Strong{Inline: append(title, doc.Text("."))}, doc.Text(" ")}, subtitle...)
	f.Alt = doc.PlainText(alt)
	f.SVG, err = withoutHeadline(f.SVG)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	return nil
}

var (
	headline = regexp.MustCompile(`(?s)<g id="headline">.*?</g>\n?`)
	root     = regexp.MustCompile(`<svg [^>]*>`)
	sized    = regexp.MustCompile(` height="[^"]*"`)
	framed   = regexp.MustCompile(`viewBox="0 0 ([0-9.]+) ([0-9.]+)"`)
	high     = regexp.MustCompile(` data-headline="([0-9.]+)"`)
)

// withoutHeadline takes the drawn title off a figure, because the document
// prints it as text above: the group of that name goes, and the view begins
// below it.
func withoutHeadline(svg []byte) ([]byte, error) {
	tag := root.Find(svg)
	h, box := high.FindSubmatch(tag), framed.FindSubmatch(tag)
	if h == nil || box == nil || !headline.Match(svg) {
		return nil, fmt.Errorf("want an svg element with data-headline and a viewBox from 0 0, and a group headline")
	}
	off, err := strconv.ParseFloat(string(h[1]), 64)
	if err != nil {
		return nil, err
	}
	height, err := strconv.ParseFloat(string(box[2]), 64)
	if err != nil {
		return nil, err
	}
	left := strconv.FormatFloat(height-off, 'f', 2, 64)
	cut := high.ReplaceAll(tag, nil)
	cut = framed.ReplaceAll(cut, []byte(fmt.Sprintf(`viewBox="0 %s %s %s"`, h[1], box[1], left)))
	cut = sized.ReplaceAll(cut, []byte(` height="`+left+`pt"`))
	return headline.ReplaceAll(bytes.Replace(svg, tag, cut, 1), nil), nil
}

// inlines turns a drawing's text into words and stated numbers.
func inlines(text string, evidence *fact.Evidence) ([]doc.Inline, error) {
	var in []doc.Inline
	for text != "" {
		m := statedInDrawing.FindStringSubmatchIndex(text)
		if m == nil {
			if strings.ContainsAny(text, "\uE000\uE001\uE002") {
				return nil, fmt.Errorf("a broken mark of a stated number in %q", text)
			}
			return append(in, doc.Text(text)), nil
		}
		if m[0] > 0 {
			in = append(in, doc.Text(text[:m[0]]))
		}
		name, words := text[m[2]:m[3]], text[m[4]:m[5]]
		fact, ok := evidence.Find(name)
		if !ok {
			return nil, fmt.Errorf("states %q as %s, which the report does not state", words, name)
		}
		in = append(in, doc.Number{Fact: fact, Text: words})
		text = text[m[1]:]
	}
	return in, nil
}

var statedInDrawing = regexp.MustCompile("\uE000([^\uE001\uE002]*)\uE002([^\uE001\uE002]*)\uE001")
