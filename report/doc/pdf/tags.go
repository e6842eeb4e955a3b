package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

// Typst 0.14 tags the cells of a table's head as headings of their columns, but
// can tag a heading of a row only under a feature flag, which its Node package
// cannot set. What is missing is small and is put in here: objects of the
// structure tree are plain text in Typst's PDFs.
var (
	tagTR    = regexp.MustCompile(`^\d+ 0 obj\n<<\n  /Type /StructElem\n  /S /TR\n  /P (\d+) 0 R\n  /K \[([0-9 R]+)\]`)
	tagTBody = regexp.MustCompile(`^\d+ 0 obj\n<<\n  /Type /StructElem\n  /S /TBody\n`)
	tagCell  = regexp.MustCompile(`^(\d+ 0 obj\n<<\n  /Type /StructElem\n  /S )/T[DH]\n`)
	tagHeads = regexp.MustCompile(`\n    /Headers \[[^\]]*\]`)
	tagKid   = regexp.MustCompile(`(\d+) 0 R`)
)

// tagSpan is more than an object has before its kind in the structure tree.
const tagSpan = 80

// tagRowHeads makes the first cell of each row in the body of each table a
// heading of its row. Cells then find both their headings by scope instead of
// the list of column headings that Typst gave them.
func tagRowHeads(pdf []byte) ([]byte, error) {
	objects, trailer, err := splitPDF(pdf)
	if err != nil {
		return nil, err
	}
	for _, object := range objects {
		if !bytes.Contains(object[:min(len(object), tagSpan)], []byte("/S /TR\n")) {
			continue // as most are
		}
		row := tagTR.FindSubmatch(object)
		if row == nil || !tagTBody.Match(objects[atoi(row[1])]) {
			continue
		}
		for i, kid := range tagKid.FindAllSubmatch(row[2], -1) {
			n := atoi(kid[1])
			if !tagCell.Match(objects[n]) || !tagHeads.Match(objects[n]) {
				return nil, fmt.Errorf("object %d of the PDF is no table cell as Typst 0.14 writes it", n)
			}
			if i == 0 {
				objects[n] = tagCell.ReplaceAll(objects[n], []byte("${1}/TH\n"))
				objects[n] = tagHeads.ReplaceAll(objects[n], []byte("\n    /Scope /Row"))
			} else {
				objects[n] = tagHeads.ReplaceAll(objects[n], nil)
			}
		}
	}
	return joinPDF(objects, trailer), nil
}

var (
	startXref = regexp.MustCompile(`startxref\n(\d+)\n%%EOF$`)
	xrefTable = regexp.MustCompile(`^xref\n0 \d+\n0000000000 65535 f\r\n`)
	xrefEntry = []byte(" 00000 n\r\n") // behind the ten digits of a place
)

// splitPDF cuts a PDF into its objects and the trailer. The PDF must have one
// plain cross-reference table and its objects in the order of their numbers, as
// Typst writes it. Element 0 is what stands before object 1.
func splitPDF(pdf []byte) (objects [][]byte, trailer []byte, err error) {
	unknown := errors.New("the PDF is not laid out as Typst 0.14 does it")
	start := startXref.FindSubmatchIndex(pdf)
	if start == nil {
		return nil, nil, unknown
	}
	end := atoi(pdf[start[2]:start[3]])
	if end > start[0] {
		return nil, nil, unknown
	}
	head := xrefTable.Find(pdf[end:start[0]])
	rest := pdf[end+len(head) : start[0]]
	from := 0
	for len(rest) >= 20 && bytes.Equal(rest[10:20], xrefEntry) {
		to, err := strconv.Atoi(string(rest[:10]))
		if err != nil || to < from || to > end {
			return nil, nil, unknown
		}
		objects = append(objects, pdf[from:to])
		from, rest = to, rest[20:]
	}
	if head == nil || len(objects) == 0 {
		return nil, nil, unknown
	}
	return append(objects, pdf[from:end]), rest, nil
}

// joinPDF is the reverse of splitPDF.
func joinPDF(objects [][]byte, trailer []byte) []byte {
	var out, xref bytes.Buffer
	length := 0
	for _, object := range objects {
		length += len(object)
	}
	out.Grow(length + 20*len(objects) + len(trailer) + 100) // with the table
	fmt.Fprintf(&xref, "xref\n0 %d\n0000000000 65535 f\r\n", len(objects))
	for i, object := range objects {
		if i > 0 {
			fmt.Fprintf(&xref, "%010d 00000 n\r\n", out.Len())
		}
		out.Write(object)
	}
	start := out.Len()
	out.Write(xref.Bytes())
	out.Write(trailer)
	fmt.Fprintf(&out, "startxref\n%d\n%%%%EOF", start)
	return out.Bytes()
}

// atoi is the number of digits that an expression above has found.
func atoi(digits []byte) int {
	n, _ := strconv.Atoi(string(digits))
	return n
}
