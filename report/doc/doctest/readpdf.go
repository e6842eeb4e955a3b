package doctest

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// A Node is an element of a PDF's structure tree, as assistive technology
// walks it.
type Node struct {
	Role, Scope, Alt string
	Text             string // of the element and all within it, in reading order
	Words            string // the same without notes
	Kids             []*Node
}

// PDFText is what assistive technology reads of a PDF without its notes: all of
// it, and the cells of each table but its foot.
func PDFText(t testing.TB, pdf []byte) (all string, tables [][]string) {
	t.Helper()
	root := Structure(t, pdf)
	for _, table := range root.All("Table") {
		var cells []string
		foot := table.All("TFoot")
		for _, row := range table.All("TR") {
			if slices.ContainsFunc(foot, func(f *Node) bool { return slices.Contains(f.Kids, row) }) {
				continue
			}
			for _, cell := range row.Kids {
				cells = append(cells, cell.Words)
			}
		}
		tables = append(tables, cells)
	}
	return root.Words, tables
}

// All lists the elements with a role in reading order.
func (n *Node) All(role string) []*Node {
	var found []*Node
	if n.Role == role {
		found = append(found, n)
	}
	for _, k := range n.Kids {
		found = append(found, k.All(role)...)
	}
	return found
}

// Structure reads the structure tree and its text without any PDF library, so
// that the test needs nothing installed. It knows only the PDFs that Typst
// writes.
func Structure(t testing.TB, pdf []byte) *Node {
	t.Helper()
	r := readPages(t, pdf)
	for _, object := range r.objects {
		if bytes.Contains(object, []byte("/Type /StructTreeRoot")) {
			return r.element(decimal(r.find(object, `/K \[(\d+) 0 R`)))
		}
	}
	t.Fatal("the PDF has no structure tree")
	return nil
}

// PDFPages is the letters on each page without spaces, also those that assistive technology
// passes over, such as a heading that is repeated.
func PDFPages(t testing.TB, pdf []byte) []string {
	t.Helper()
	return readPages(t, pdf).pages
}

func readPages(t testing.TB, pdf []byte) *pdfReader {
	r := &pdfReader{t: t, objects: objectsOf(t, pdf), marked: make(map[string]string)}
	for n, object := range r.objects {
		if n > 0 && bytes.Contains(object, []byte("/Type /Page\n")) {
			r.page(n)
		}
	}
	return r
}

var crossReference = regexp.MustCompile(`(?s)^xref\n0 \d+\n0000000000 65535 f\r\n((?:\d{10} 00000 ` +
	`n\r\n)+).*startxref\n\d+\n%%EOF$`)

// objectsOf cuts a PDF of one cross-reference table into its objects. Element 0 is what
// stands before object 1.
func objectsOf(t testing.TB, pdf []byte) (objects [][]byte) {
	t.Helper()
	at := bytes.LastIndex(pdf, []byte("xref\n0 "))
	table := crossReference.FindSubmatch(pdf[max(at, 0):])
	if table == nil {
		t.Fatal("the PDF is not laid out as Typst 0.14 does it")
	}
	from := 0
	for entry := range slices.Chunk(table[1], 20) {
		to := decimal(entry[:10])
		objects = append(objects, pdf[from:to])
		from = to
	}
	return append(objects, pdf[from:at])
}

// decimal is the number of digits that an expression has found.
func decimal(digits []byte) int {
	n, _ := strconv.Atoi(string(digits))
	return n
}

type pdfReader struct {
	t       testing.TB
	objects [][]byte
	marked  map[string]string // the text of marked content by page object and MCID
	pages   []string          // the letters of each page
}

func (r *pdfReader) find(object []byte, expression string) []byte {
	if m := regexp.MustCompile(expression).FindSubmatch(object); m != nil {
		return m[1]
	}
	return nil
}

func (r *pdfReader) element(number int) *Node {
	object := r.objects[number]
	n := &Node{
		Role:  string(r.find(object, `\n  /S /(\w+)`)),
		Scope: string(r.find(object, `/Scope /(\w+)`)),
		Alt:   textString(r.find(object, `(?s)\n  /Alt (.*?)\n  /`)),
	}
	page := r.find(object, `\n  /Pg (\d+) 0 R`)
	for _, k := range kid.FindAllSubmatch(r.kids(object), -1) {
		switch {
		case len(k[1]) == 0:
			on := page
			if len(k[3]) > 0 {
				on = k[3]
			}
			text := r.marked[fmt.Sprintf("%s/%s%s", on, k[2], k[4])]
			n.Text, n.Words = n.Text+text, n.Words+text
		case bytes.Contains(r.objects[decimal(k[1])], []byte("/StructElem")):
			kid := r.element(decimal(k[1]))
			n.Kids = append(n.Kids, kid)
			n.Text += kid.Text
			if kid.Role != "Note" {
				n.Words += kid.Words
			}
		}
	}
	return n
}

// A kid is another element, or marked content of the element's page or of a page
// that it names.
var kid = regexp.MustCompile(`(\d+) 0 R|/MCID (\d+)(?:\s+/Pg (\d+) 0 R)?|(\d+)`)

// kids is the element's list of kids without references to annotations.
func (r *pdfReader) kids(object []byte) []byte {
	at := bytes.Index(object, []byte("\n  /K ["))
	if at < 0 {
		return nil
	}
	list := object[at+6:]
	depth := 0
	for i, c := range list {
		switch c {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				list = list[:i]
			}
		}
		if depth == 0 {
			break
		}
	}
	return regexp.MustCompile(`(?s)<<[^>]*/OBJR[^>]*>>`).ReplaceAll(list, nil)
}

var pdfToken = regexp.MustCompile(`^(?:<<|>>|<[0-9A-Fa-f\s]*>|[\[\]]|/?[^\s/<>\[\]()]+)`)

// tokens cuts a content stream; a string in round brackets may hold others.
func tokens(content []byte) []string {
	var found []string
	for {
		content = bytes.TrimLeft(content, " \t\r\n")
		if len(content) == 0 {
			return found
		}
		end := len(pdfToken.Find(content))
		for depth := 0; content[0] == '('; end++ {
			switch content[end] {
			case '\\':
				end++
			case '(':
				depth++
			case ')':
				depth--
			}
			if depth == 0 {
				end++
				break
			}
		}
		found = append(found, string(content[:end]))
		content = content[end:]
	}
}

// page reads the marked content of a page.
func (r *pdfReader) page(number int) {
	object := r.objects[number]
	fonts := make(map[string]map[uint16]string)
	for _, m := range regexp.MustCompile(`(/f\d+) (\d+) 0 R`).FindAllSubmatch(object, -1) {
		fonts[string(m[1])] = r.unicode(decimal(r.find(r.objects[decimal(m[2])], `/ToUnicode (\d+) 0 R`)))
	}
	type span struct {
		mcid     string
		replaced bool
	}
	var spans []span
	var font map[uint16]string
	var operands []string
	content := r.stream(decimal(r.find(object, `/Contents (\d+) 0 R`)))
	var letters strings.Builder
	defer func() { r.pages = append(r.pages, letters.String()) }()
	write := func(s string) {
		for i := len(spans) - 1; i >= 0; i-- {
			if spans[i].replaced {
				return
			}
			if spans[i].mcid != "" {
				r.marked[fmt.Sprintf("%d/%s", number, spans[i].mcid)] += s
				return
			}
		}
	}
	for _, token := range tokens(content) {
		switch token {
		case "BDC", "BMC":
			var s span
			for i, o := range operands {
				switch o {
				case "/MCID":
					s.mcid = operands[i+1]
				case "/ActualText":
					write(textString([]byte(operands[i+1])))
					s.replaced = true
				}
			}
			spans = append(spans, s)
		case "EMC":
			spans = spans[:len(spans)-1]
		case "Tf":
			font = fonts[operands[len(operands)-2]]
		case "Tj", "TJ":
			for _, o := range operands {
				codes := stringBytes(o)
				for i := 0; i+1 < len(codes); i += 2 {
					letter := font[uint16(codes[i])<<8|uint16(codes[i+1])]
					letters.WriteString(strings.TrimSpace(letter))
					write(letter)
				}
			}
		default:
			if c := token[0]; c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
				operands = nil
				continue
			}
			operands = append(operands, token)
			continue
		}
		operands = nil
	}
}

func (r *pdfReader) stream(number int) []byte {
	head, data, ok := bytes.Cut(r.objects[number], []byte("\nstream\n"))
	if !ok {
		r.t.Fatalf("object %d has no stream", number)
	}
	if !bytes.Contains(head, []byte("/FlateDecode")) {
		return data
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		r.t.Fatal(err)
	}
	content, err := io.ReadAll(z)
	if err != nil {
		r.t.Fatal(err)
	}
	return content
}

// unicode reads a font's map from glyphs to text.
func (r *pdfReader) unicode(number int) map[uint16]string {
	glyphs := make(map[uint16]string)
	for _, m := range regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]+)>`).FindAllSubmatch(r.stream(number), -1) {
		code, _ := strconv.ParseUint(string(m[1]), 16, 16)
		glyphs[uint16(code)] = utf16Text(stringBytes("<" + string(m[2]) + ">"))
	}
	return glyphs
}

// stringBytes reads a literal (…) or hexadecimal <…> string.
func stringBytes(s string) []byte {
	if strings.HasPrefix(s, "<") {
		b, _ := hex.DecodeString(strings.Join(strings.Fields(strings.Trim(s, "<>")), ""))
		return b
	}
	if !strings.HasPrefix(s, "(") {
		return nil
	}
	s = s[1 : len(s)-1]
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			b = append(b, s[i])
			continue
		}
		i++
		if at := strings.IndexByte("nrtbf", s[i]); at >= 0 {
			b = append(b, "\n\r\t\b\f"[at])
		} else if s[i] >= '0' && s[i] <= '7' {
			v, _ := strconv.ParseUint(s[i:i+3], 8, 8)
			b = append(b, byte(v))
			i += 2
		} else {
			b = append(b, s[i])
		}
	}
	return b
}

// textString reads a string of the document outside of pages.
func textString(s []byte) string {
	b := stringBytes(string(s))
	if bytes.HasPrefix(b, []byte("\xFE\xFF")) {
		return utf16Text(b[2:])
	}
	return string(b)
}

func utf16Text(b []byte) string {
	var units []uint16
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return string(utf16.Decode(units))
}
