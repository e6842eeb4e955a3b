package figures

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis/fact"
	"grooming-report/figures/house"
)

// A figure is a drawing with its words. In the words every number is a fact,
// marked with its name by state.
type figure struct {
	name     string       // that of its row in figures
	evidence bool         // as its row says
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

var stated = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(factStart + "([^" + factText + "]*)" + factText + "([^" + factEnd + "]*)" + factEnd)
})

// state marks a fact's number for the figure's words.
func (f *figure) state(n *fact.Fact) string {
	return factStart + n.Name + factText + f.label(n) + factEnd
}

// recorded states a count with what it counts: 1 recorded offence, 5,734 recorded offences.
func (f *figure) recorded(count *fact.Fact) string {
	if count.Value == 1 {
		return f.state(count) + " recorded offence"
	}
	return f.state(count) + " recorded offences"
}

// orNone states a count in a sentence, where 0 is none.
func (f *figure) orNone(count *fact.Fact) string {
	if count.Value == 0 {
		f.label(count)
		return factStart + count.Name + factText + "none" + factEnd
	}
	return f.state(count)
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

// describe adds a formatted sentence to the alt text.
func (f *figure) describe(format string, args ...any) { f.alt += fmt.Sprintf(format, args...) }

// plain is prose without the marks.
func plain(prose string) string { return stated().ReplaceAllString(prose, "$2") }

// The space round the drawing.
const (
	titleLeading    vg.Length = 15.5
	subtitleLeading vg.Length = 12
	footLeading     vg.Length = 10
	blockSpace      vg.Length = 9
)

// rootElement opens the file; fontFamilies are for readers without our font.
const (
	rootElement = `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="%[1]spt" height="%[2]spt" ` +
		`viewBox="0 0 %[1]s %[2]s" data-headline="%[3]s" font-family="` + fontFamilies + `">
<title>%[4]s</title>
<desc>%[5]s</desc>
<metadata>%[6]s</metadata>
`
	fontFamilies = `'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Arial, sans-serif`
)

// svg is the finished file.
func (f *figure) svg() []byte {
	height := f.whole()
	c := house.NewCanvas(height)
	f.drawWhole(draw.NewCanvas(c, house.Width, height))
	var b bytes.Buffer
	_, _, headline := f.headline()
	fmt.Fprintf(&b, rootElement, house.Num(house.Width), house.Num(height), house.Num(headline),
		house.Escape(plain(f.title)), house.Escape(plain(f.alt)), house.Escape(f.metadata()))
	b.Write(c.Body.Bytes())
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// headline is the lines of the title and of the subtitle, and the height that they take.
func (f *figure) headline() (title, subtitle []string, height vg.Length) {
	title = house.Balance(house.TitleStyle, plain(f.title), house.Width)
	subtitle = house.Wrap(house.SubtitleStyle, plain(f.subtitle), house.Width)
	return title, subtitle, vg.Length(len(title))*titleLeading + vg.Length(len(subtitle))*subtitleLeading + blockSpace
}

// whole is the height of the figure with its words.
func (f *figure) whole() vg.Length {
	_, _, headline := f.headline()
	return headline + f.height + footing(f.footLines())
}

// drawWhole draws the figure with its words, the headline as a group where the file has
// groups.
func (f *figure) drawWhole(page draw.Canvas) {
	title, subtitle, headline := f.headline()
	foot := f.footLines()
	house.FillBox(page, house.White, page.Rectangle)
	group := func(string) {}
	if c, ok := page.Canvas.(*house.Canvas); ok {
		group = func(tag string) { c.Body.WriteString(tag) }
	}
	group("<g id=\"headline\">\n")
	below := writeHeadline(page, house.TitleStyle, titleLeading, page.Max.Y, title)
	writeHeadline(page, house.SubtitleStyle, subtitleLeading, below, subtitle)
	group("</g>\n")
	f.draw(draw.Crop(page, 0, 0, footing(foot), -headline))
	writeFoot(page, foot)
}

// writeHeadline writes lines from a height downwards, and returns where it ends.
func writeHeadline(page draw.Canvas, style text.Style, leading, y vg.Length, lines []string) vg.Length {
	for _, line := range lines {
		y -= leading
		house.Write(page, style, text.XLeft, 0, y+0.25*style.Font.Size, line)
	}
	return y
}

// footLines is the foot line, broken to the width of the page.
func (f *figure) footLines() []string { return house.Wrap(house.FootStyle, plain(f.foot), house.Width) }

// footing is how tall the foot is.
func footing(lines []string) vg.Length { return vg.Length(len(lines))*footLeading + blockSpace }

func writeFoot(page draw.Canvas, lines []string) {
	for i, line := range lines {
		house.Write(page, house.FootStyle, text.XLeft, 0, vg.Length(len(lines)-1-i)*footLeading+2, line)
	}
}

// DrawnWith is the modules that a command was built with, which the metadata of its files
// names. The command sets it.
var DrawnWith []string

// metadata is the words with their marks and what drew them, as JSON.
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
		Modules  []string `json:"modules"`
	}{f.title, f.subtitle, f.foot, f.alt, names, DrawnWith}); err != nil {
		panic(err) // strings can always be written
	}
	return strings.TrimSuffix(b.String(), "\n")
}
