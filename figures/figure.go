package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// A figure is a drawing with its words. In the words every number is a fact,
// marked with its name by state.
type figure struct {
	name     string       // quarters; the file is quarters.svg
	title    string       // the finding, with its number
	subtitle string       // what is measured, where, when
	foot     string       // source, vintage, caveat
	alt      string       // for those who do not see it: what it is, the finding, the range, the exception
	facts    []*fact.Fact // those stated in the words or the picture, each once
	height   vg.Length    // of the drawing, without title, subtitle and foot
	draw     func(draw.Canvas)
}

// A stated number stands in the words as its fact's name and its text between
// three private-use characters, which no prose holds.
const factStart, factText, factEnd = "\uE000", "\uE002", "\uE001"

var stated = regexp.MustCompile(factStart + "([^" + factText + "]*)" + factText + "([^" + factEnd + "]*)" + factEnd)

// state marks a fact's number for the figure's words.
func (f *figure) state(n *fact.Fact) string {
	return factStart + n.Name + factText + f.label(n) + factEnd
}

// limits marks the limits of a fact for the figure's words.
func (f *figure) limits(n *fact.Fact) string {
	f.label(n)
	return factStart + n.Name + factText + n.LimitsText + factEnd
}

// label is a fact's number as it is written in the picture.
func (f *figure) label(n *fact.Fact) string {
	if !slices.ContainsFunc(f.facts, func(have *fact.Fact) bool { return have.Name == n.Name }) {
		f.facts = append(f.facts, n)
	}
	return n.Text
}

// plain is prose without the marks.
func plain(prose string) string { return stated.ReplaceAllString(prose, "$2") }

// The space round the drawing.
const (
	titleLeading    vg.Length = 15.5
	subtitleLeading vg.Length = 12
	footLeading     vg.Length = 10
	gap             vg.Length = 9
)

// svg is the finished file.
func (f *figure) svg() []byte {
	title := balance(titleStyle, plain(f.title), width)
	subtitle := wrap(subtitleStyle, plain(f.subtitle), width)
	foot := f.footLines()
	headline := vg.Length(len(title))*titleLeading + vg.Length(len(subtitle))*subtitleLeading + gap
	height := headline + f.height + footing(foot)

	c := newCanvas(height)
	page := draw.NewCanvas(c, width, height)
	fillBox(page, white, page.Rectangle)
	c.body.WriteString("<g id=\"headline\">\n")
	y := height
	for _, block := range []struct {
		style   text.Style
		leading vg.Length
		lines   []string
	}{{titleStyle, titleLeading, title}, {subtitleStyle, subtitleLeading, subtitle}} {
		for _, line := range block.lines {
			y -= block.leading
			write(page, block.style, text.XLeft, 0, y+0.25*block.style.Font.Size, line)
		}
	}
	c.body.WriteString("</g>\n")
	f.draw(draw.Crop(page, 0, 0, footing(foot), -headline))
	writeFoot(page, foot)

	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="%[1]spt" height="%[2]spt" viewBox="0 0 %[1]s %[2]s" data-headline="%[3]s" font-family="'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Arial, sans-serif">
<title>%[4]s</title>
<desc>%[5]s</desc>
<metadata>%[6]s</metadata>
`, num(width), num(height), num(headline), escape(plain(f.title)), escape(plain(f.alt)), escape(f.metadata()))
	b.Write(c.body.Bytes())
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// footLines is the foot line, broken to the width of the page.
func (f *figure) footLines() []string { return wrap(footStyle, plain(f.foot), width) }

// footing is how tall the foot is.
func footing(lines []string) vg.Length { return vg.Length(len(lines))*footLeading + gap }

func writeFoot(page draw.Canvas, lines []string) {
	for i, line := range lines {
		write(page, footStyle, text.XLeft, 0, vg.Length(len(lines)-1-i)*footLeading+2, line)
	}
}

// metadata is the words with their marks, as JSON.
func (f *figure) metadata() string {
	var names []string
	for _, n := range f.facts {
		names = append(names, n.Name)
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(struct {
		Title    string   `json:"title"`
		Subtitle string   `json:"subtitle"`
		Foot     string   `json:"foot"`
		Alt      string   `json:"alt"`
		Facts    []string `json:"facts"`
	}{f.title, f.subtitle, f.foot, f.alt, names}); err != nil {
		panic(err) // strings can always be written
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// source is the foot line that every figure begins with.
func source(s *analysis.Study) string {
	foot := "Source: Home Office, police recorded crime open data, " + release(s.Release.Vintage) +
		". Offences recorded, not how much grooming happens."
	if len(s.LeftOut) > 0 {
		foot += " England and Wales leaves out " + strings.Join(s.LeftOut, ", ") + "."
	}
	return foot
}

// short says of limits that the simulation found them to hold less often than
// they say.
func short(s *analysis.Study, method string) string {
	if !s.Data.Short(method) {
		return ""
	}
	return " In simulations such limits held the truth less often than they say."
}

// release names a vintage in prose.
func release(v records.Vintage) string {
	if strings.Contains(string(v), "-") {
		return "release of " + v.String()
	}
	return v.String() + " release"
}

// widened is the day on which code 88A widened: 3 April 2017.
func widened(s *analysis.Study) string {
	return s.Series.DefinitionAt(s.Change).Begins.Format("2 January 2006")
}

// level prints the level of the limits: 95 %.
func level() string { return fact.FormatFixed(100*analysis.Level, 0) + "\u00a0%" }

// forces says how many of them in words, so that no number is stated that no
// table holds.
func forces(n, of int) string {
	switch share := float64(n) / float64(of); {
	case n == of:
		return "every force"
	case n == 0:
		return "no force"
	case share >= 0.9:
		return "nearly every force"
	case share > 0.55:
		return "most forces"
	case share >= 0.45:
		return "about half of the forces"
	case share > 0.1:
		return "some forces"
	}
	return "a few forces"
}
