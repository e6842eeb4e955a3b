package text

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// readPlain keeps the text as it was. An empty line separates paragraphs; where the
// lines between two are long, nobody broke them by hand, and each is a paragraph.
func readPlain(s string) (*Document, error) {
	d := &Document{Format: "plain text"}
	d.Text, d.shifts = seen(s)
	if len(d.shifts) > maxBlocks {
		return nil, errTooMuch
	}
	for from := 0; from < len(d.Text); {
		end, next := stretch(d.Text, from)
		d.paragraphs(from, end)
		from = next
		if len(d.Blocks) > maxBlocks {
			return nil, errTooMuch
		}
	}
	if len(d.Blocks) == 0 {
		return nil, fmt.Errorf("holds no words; give the text itself")
	}
	for i, b := range d.Blocks {
		if b.Kind == Paragraph && i+1 < len(d.Blocks) && isHeading(d.Words(b)) {
			d.Blocks[i].Kind, d.Blocks[i].Level = Heading, 1
			if i > 0 {
				d.Blocks[i].Level = 2
			}
		}
	}
	if d.Blocks[0].Kind == Heading {
		d.Title = d.Words(d.Blocks[0])
	}
	return d, nil
}

// seen leaves out of a text what nobody sees. It stops where that stands in more places
// than are allowed.
func seen(s string) (string, []shift) {
	first := strings.IndexFunc(s, unseen)
	if first < 0 {
		return s, nil
	}
	var (
		out    strings.Builder
		shifts []shift
		by     int
	)
	out.Grow(len(s))
	for i, from := first, 0; ; {
		out.WriteString(s[from:i])
		if i == len(s) || len(shifts) > maxBlocks {
			return out.String(), shifts
		}
		n := 0
		for i+n < len(s) {
			r, size := utf8.DecodeRuneInString(s[i+n:])
			if !unseen(r) {
				break
			}
			n += size
		}
		by += n
		shifts = append(shifts, shift{out.Len(), by})
		from = i + n
		if i = strings.IndexFunc(s[from:], unseen); i < 0 {
			i = len(s)
		} else {
			i += from
		}
	}
}

// stretch returns where the lines from an offset to the next empty one end, and
// where the lines after that begin.
func stretch(s string, from int) (end, next int) {
	for next = from; next < len(s); {
		n := strings.IndexAny(s[next:], "\n\r\f\v")
		line := s[next:]
		if n >= 0 {
			line = s[next : next+n]
		}
		next += len(line)
		if next < len(s) {
			next++
			if s[next-1] == '\r' && next < len(s) && s[next] == '\n' {
				next++
			}
		}
		if strings.TrimFunc(line, isBlank) == "" {
			return end, next
		}
		end = next
	}
	return end, next
}

// longLine is beyond where people, and programs for them, break lines; the longest
// habit is 100.
const longLine = 110

var marker = expression(`^[ \t]*([-*•–‣▪◦]|\(?[0-9]{1,2}[.)]|\(?[a-z][.)]|\(?[ivx]{1,4}[.)])[ \t]+\S`)

// paragraphs adds the blocks of a stretch of lines without an empty one.
func (d *Document) paragraphs(from, end int) {
	lines, long := d.lines(from, end)
	list := len(lines) > 0 && d.isItem(lines[0])
	long = long || len(d.Blocks) == 0 && d.isTop(lines)
	for i := 0; i < len(lines); {
		kind := Paragraph
		if d.isItem(lines[i]) && (list || i > 0) {
			kind = Item
		}
		// Within a paragraph, a line that begins with "53." may go on with a sentence. It
		// does not after a line that is short, or ends as sentences do.
		j := i + 1
		for j < len(lines) && !long {
			before := d.Text[lines[j-1][0]:lines[j-1][1]]
			ends := len(before) < shortLine || strings.ContainsAny(before[len(before)-1:], ".:;")
			if d.isItem(lines[j]) && (list || kind == Item || ends) {
				break
			}
			j++
		}
		d.block(kind, lines[i][0], lines[j-1][1])
		i = j
	}
}

// shortLine is less than people break lines at.
const shortLine = 40

// isTop reports whether the first lines of a text are a headline and what stands with
// it, as the author and the day: none of them ends as sentences do.
func (d *Document) isTop(lines [][2]int) bool {
	const most = 4
	return len(lines) <= most && !slices.ContainsFunc(lines, func(l [2]int) bool { return !isHeading(d.Text[l[0]:l[1]]) })
}

// lines returns where lines begin and end, and whether one is longer than people
// break them.
func (d *Document) lines(from, end int) (lines [][2]int, long bool) {
	for at := from; at < end; {
		n := strings.IndexAny(d.Text[at:end], "\n\r\f\v")
		if n < 0 {
			n = end - at
		}
		if n > 0 {
			lines = append(lines, [2]int{at, at + n})
			long = long || n > longLine
		}
		at += n + 1
	}
	return lines, long
}

// isItem reports whether a line begins with the mark of a list.
func (d *Document) isItem(line [2]int) bool {
	const enough, blanks = 40, " \t"
	s := strings.TrimLeft(d.Text[line[0]:min(line[1], line[0]+enough)], blanks)
	end := strings.IndexAny(s, blanks)
	if end <= 0 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s[:end])
	return strings.ContainsRune("-*•–‣▪◦.)", last) && marker().MatchString(s)
}

// block adds the words between two offsets, without the white space around them.
func (d *Document) block(kind Kind, start, end int) {
	s := d.Text[start:end]
	t := strings.TrimLeftFunc(s, isBlank)
	start += len(s) - len(t)
	t = strings.TrimRightFunc(t, isBlank)
	if t != "" {
		d.Blocks = append(d.Blocks, Block{Kind: kind, Start: start, End: start + len(t), RowHead: -1, ColumnHead: -1})
	}
}

// isHeading reports whether a paragraph looks like a heading: a short line that ends
// in no mark.
func isHeading(s string) bool {
	return len(s) <= 100 && !strings.ContainsAny(s, "\n\r") && !strings.ContainsAny(s[len(s)-1:], ".!?:;,)\"'") &&
		!strings.HasSuffix(s, "”") && !strings.HasSuffix(s, "’") && !strings.HasSuffix(s, "…")
}
