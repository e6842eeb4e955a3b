package pdf

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// A page is the lines of a page in the order of the file.
type page struct{ lines []line }

// A line is what PDFium takes for one, or two that it joined at a hyphen. Its place is
// in points from the lower left corner of the page; its height is that of the font.
type line struct {
	text          string
	left, right   float64
	first, bottom float64 // the lower edge where it begins and where it ends
	height        float64
	row           bool // of a table, by its looks
}

// maxChars is the most characters of one page; a dense one has ten thousand.
const maxChars = 1 << 20

type pageReader struct {
	in     pdfium.Pdfium
	page   requests.Page
	text   references.FPDF_TEXTPAGE
	plain  bool // the place of a character in the text is its number
	runes  []rune
	places []int // of each rune in the text, in UTF-16
}

// read reads a page with few calls of PDFium: each of them costs some microseconds,
// which three for every character would make seconds.
func (p *pageReader) read() ([]line, error) {
	loaded, err := p.in.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: p.page})
	if err != nil {
		return nil, damaged(err)
	}
	p.text = loaded.TextPage
	defer p.in.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: p.text})
	count, err := p.in.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: p.text})
	if err != nil {
		return nil, damaged(err)
	}
	if count.Count > maxChars {
		return nil, fmt.Errorf("has %d characters, more than the %d that are read; do not use this file",
			count.Count, maxChars)
	}
	words := ""
	if count.Count > 0 {
		got, err := p.in.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: p.text, StartIndex: 0, Count: count.Count})
		if err != nil {
			return nil, damaged(err)
		}
		words = strings.TrimRight(got.Text, "\x00")
	}
	if err := p.check(words); err != nil {
		return nil, err
	}
	at := 0
	for _, r := range words {
		p.runes = append(p.runes, r)
		p.places = append(p.places, at)
		if at++; r > 0xffff {
			at++
		}
	}
	p.plain = at == count.Count
	return p.lines(), nil
}

// check refuses a page that is a picture, and one whose characters are not known.
func (p *pageReader) check(words string) error {
	const few = 20 // characters that a scanner or a stamp may put on a picture
	visible, unknown := 0, 0
	for _, r := range words {
		switch {
		case string(r) == joined:
		case r == unicode.ReplacementChar, unicode.Is(unicode.Co, r):
			unknown++
			visible++
		case !unicode.IsSpace(r):
			visible++
		}
	}
	if visible < few && p.isPicture() {
		return fmt.Errorf("is a picture without words; recognise its words (OCR) first, or leave the page out")
	}
	if 10*unknown > visible {
		return fmt.Errorf("has a font that does not say what its characters are; print the document to PDF again, " +
			"or save it as text")
	}
	return nil
}

// isPicture reports whether pictures cover most of the page.
func (p *pageReader) isPicture() bool {
	width, err := p.in.FPDF_GetPageWidth(&requests.FPDF_GetPageWidth{Page: p.page})
	if err != nil {
		return false
	}
	height, err := p.in.FPDF_GetPageHeight(&requests.FPDF_GetPageHeight{Page: p.page})
	if err != nil {
		return false
	}
	count, err := p.in.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: p.page})
	if err != nil {
		return false
	}
	const enough = 1000 // strips that a scanner may cut a page into
	area := 0.0
	for i := range min(count.Count, enough) {
		o, err := p.in.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: p.page, Index: i})
		if err != nil {
			continue
		}
		kind, err := p.in.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o.PageObject})
		if err != nil || kind.Type != enums.FPDF_PAGEOBJ_IMAGE {
			continue
		}
		if b, err := p.in.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o.PageObject}); err == nil {
			area += float64((b.Right - b.Left) * (b.Top - b.Bottom))
		}
	}
	return 2*area > width.Width*height.Height
}

// lines cuts the text of the page.
func (p *pageReader) lines() []line {
	var lines []line
	for from := 0; from < len(p.runes); {
		to := from
		for to < len(p.runes) && p.runes[to] != '\n' && p.runes[to] != '\r' {
			to++
		}
		if l, ok := p.line(from, to); ok {
			lines = append(lines, l)
		}
		for from = to; from < len(p.runes) && (p.runes[from] == '\n' || p.runes[from] == '\r'); from++ {
		}
	}
	return lines
}

func (p *pageReader) line(from, to int) (line, bool) {
	for from < to && unicode.IsSpace(p.runes[from]) {
		from++
	}
	for to > from && unicode.IsSpace(p.runes[to-1]) {
		to--
	}
	if from == to {
		return line{}, false
	}
	p.raise(from, to)
	l := line{text: rejoin(string(p.runes[from:to]))}
	first, ok := p.box(from)
	last, also := p.box(to - 1)
	if ok && also {
		l.left, l.right = first.left, last.right
		l.first, l.bottom, l.height = first.bottom, last.bottom, min(first.height, last.height)
		if most := max(first.height, last.height); l.height < smaller*most {
			l.height = most // the mark of a note stands at one end
			l.first, l.bottom = min(first.bottom, last.bottom), min(first.bottom, last.bottom)
		}
	}
	return l, true
}

type box struct{ left, right, bottom, height float64 }

// box returns where the character i stands, by the height of its font.
func (p *pageReader) box(i int) (box, bool) {
	at := p.places[i]
	if !p.plain {
		got, err := p.in.FPDFText_GetCharIndexFromTextIndex(
			&requests.FPDFText_GetCharIndexFromTextIndex{TextPage: p.text, NTextIndex: at})
		if err != nil || got.CharIndex < 0 {
			return box{}, false
		}
		at = got.CharIndex
	}
	got, err := p.in.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: p.text, Index: at})
	if err != nil {
		return box{}, false
	}
	b := got.Rect
	return box{float64(b.Left), float64(b.Right), float64(b.Bottom), float64(b.Top - b.Bottom)}, true
}

// raise makes superscripts of digits that stand above the line, as the 1 of a note
// behind 150 does, which is not 1,501.
func (p *pageReader) raise(from, to int) {
	for from < to {
		end := from
		digit := -1
		for end < to && !unicode.IsSpace(p.runes[end]) {
			if isDigit(p.runes[end]) {
				digit = end
			}
			end++
		}
		switch {
		case digit > from && !settled.MatchString(string(p.runes[from:digit+1])):
			p.raiseWord(from, digit)
		case digit == from && end > from+1 && unicode.IsLetter(p.runes[from+1]) && p.above(from, from+1):
			p.runes[from] = raised(p.runes[from])
		}
		from = max(end, from+1)
	}
}

// settled are numbers of which no digit can be the mark of a note: 6,341 would be 6,34
// without its last. Most numbers of a text are of this kind and need no call.
var settled = regexp.MustCompile(`^[(£]?(?:[0-9]{1,3}(?:,[0-9]{3})+|(?:19|20)[0-9]{2}(?:[/–-][0-9]{2})?|[0-9]?)$`)

// raiseWord raises the digits of a word from its last one back to where they stand on
// the line of its first character.
func (p *pageReader) raiseWord(first, last int) {
	for i := last; i > first && p.above(i, first); i-- {
		if isDigit(p.runes[i]) {
			p.runes[i] = raised(p.runes[i])
		}
	}
}

// smaller is how high a superscript is at most, to the line that it stands above.
const smaller = 0.85

// above reports whether a character is smaller than another and stands higher.
func (p *pageReader) above(i, than int) bool {
	a, ok := p.box(i)
	b, also := p.box(than)
	beside := math.Abs(a.left-b.left) > 0.2*b.height // not so in text that runs upwards
	return ok && also && beside && a.height < smaller*b.height && a.bottom > b.bottom+0.1*b.height
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func raised(r rune) rune { return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0'] }
