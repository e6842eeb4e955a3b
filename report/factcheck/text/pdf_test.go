package text_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"grooming-report/report/factcheck/text"
	"grooming-report/report/factcheck/text/pdf"
)

var pdfReader = &pdf.Reader{}

func TestMain(m *testing.M) {
	code := m.Run()
	pdfReader.Close()
	os.Exit(code)
}

// madePDF is a PDF that is written by hand: objects from 1 on, of which the first is
// the catalogue.
func madePDF(objects ...string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, a := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return out.Bytes()
}

func stream(dict, s string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(s), s)
}

// pagesPDF makes a PDF of the content of its pages, with Helvetica as F.
func pagesPDF(contents ...string) []byte {
	kids := ""
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica " +
		"/Encoding /WinAnsiEncoding >>"}
	for _, c := range contents {
		n := len(objects) + 1
		kids += fmt.Sprintf("%d 0 R ", n)
		objects = append(objects, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "+
			"/Resources << /Font << /F 3 0 R >> >> >>", n+1), stream("", c))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(contents))
	return madePDF(objects...)
}

// at writes words at a place in a size.
func at(x, y, size float64, words string) string {
	return fmt.Sprintf("BT /F %g Tf %g %g Td (%s) Tj ET\n", size, x, y, strings.NewReplacer("(", `\(`, ")", `\)`).Replace(words))
}

// lines writes lines of 11 points below each other.
func lines(x, y float64, words ...string) string {
	out := ""
	for i, w := range words {
		out += at(x, y-14*float64(i), 11, w)
	}
	return out
}

func blockLines(d *text.Document) string {
	var out strings.Builder
	for _, b := range d.Blocks {
		fmt.Fprintf(&out, "%v %d: %s\n", b.Kind, b.Level, d.Words(b))
	}
	return out.String()
}

// TestPDFLayout makes paragraphs of lines.
func TestPDFLayout(t *testing.T) {
	const fill = "the police force said in a statement that it gave to the press"
	for _, c := range []struct {
		name  string
		pages []string
		want  string
	}{
		{"paragraphs by distance", []string{lines(72, 700, "In 2013/14 15 offences were recorded and "+fill,
			"but this rose to 150.") +
			lines(72, 660, "A total of 291 cases were logged over the five years, "+fill, "and the year.")},
			"paragraph 0: In 2013/14 15 offences were recorded and " + fill + " but this rose to 150.\n" +
				"paragraph 0: A total of 291 cases were logged over the five years, " + fill + " and the year.\n"},
		{"a heading", []string{at(72, 740, 20, "Grooming up 900%") + lines(72, 700,
			"In Hampshire 150 cases were recorded, "+fill, "last year.")},
			"heading 1: Grooming up 900%\nparagraph 0: In Hampshire 150 cases were recorded, " + fill + " last year.\n"},
		{"hyphens", []string{lines(72, 700, "The number of grooming offences that were re-", "corded in 2015-",
			"16 rose by thirty-", "five per cent.")},
			"paragraph 0: The number of grooming offences that were recorded in 2015-16 rose by thirty-five per cent.\n"},
		{"the mark of a note", []string{lines(72, 700, "In Hampshire there were 15") + at(200, 704, 6, "1") + at(204, 700,
			11, " of them, and 6,341 in all.")},
			"paragraph 0: In Hampshire there were 15¹ of them, and 6,341 in all.\n"},
		{"heads and feet", []string{
			at(72, 800, 9, "Crime in 2018") + lines(72, 700, "The count was") + at(500, 30, 9, "Page 1 of 2"),
			at(72, 800, 9, "Crime in 2018") + lines(72, 700, "a record of 150.") + at(500, 30, 9, "Page 2 of 2")},
			"paragraph 0: The count was a record of 150.\n"},
		{"rows of a table", []string{lines(72, 700, "Force 2016/17 2017/18", "Kent 45 106", "Essex 50 90",
			"Avon and Somerset 23 61")},
			"paragraph 0: Force 2016/17 2017/18\nparagraph 0: Kent 45 106\nparagraph 0: Essex 50 90\nparagraph 0: Avon and " +
				"Somerset 23 61\n"},
		{"heads of a table on two pages", []string{lines(72, 800, "2016/17 2017/18", "45 106"), lines(72, 800,
			"2016/17 2017/18", "50 107")},
			"paragraph 0: 2016/17 2017/18\nparagraph 0: 45 106\nparagraph 0: 2016/17 2017/18\nparagraph 0: 50 107\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := pdfReader.Read(context.Background(), "a.pdf", pagesPDF(c.pages...))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, blockLines(d)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// packed makes a stream of a byte many times.
func packed(b byte, n int) string {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	z.Write(bytes.Repeat([]byte{b}, n))
	z.Close()
	return out.String()
}

// TestPDFRefused says of what cannot be read what it is and what to do, in one line.
func TestPDFRefused(t *testing.T) {
	picture := madePDF("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
		stream("", "q 595 0 0 842 0 0 cm /I Do Q"),
		stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "x"))
	locked := bytes.Replace(pagesPDF(at(72, 700, 11, "53")), []byte("/Root 1 0 R"),
		[]byte("/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O ("+strings.Repeat("o", 32)+
			") /U ("+strings.Repeat("u", 32)+") >>"), 1)
	whole := pagesPDF(at(72, 700, 11, "53"))
	type refused struct {
		name, want string
		in         []byte
	}
	cases := []refused{
		{"scan.pdf", "page 1 is a picture without words; recognise its words (OCR) first, or leave the page out", picture},
		{"locked.pdf", "is encrypted; save it without a password", locked},
		{"shapes.pdf", "holds no words, only pictures or shapes; recognise its words (OCR) first, or save the document " +
			"as text",
			pagesPDF("0 0 100 100 re f")},
		{"damaged.pdf", "is damaged: 3: incorrect format; save it again or download it again", whole[:40]},
		{"text.txt", "holds no words; give the text itself", nil},
	}
	if os.Getenv("EVERY") != "" { // it takes the reader two seconds to give up; CI does it
		bomb := madePDF("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>", stream("/Filter /FlateDecode",
				packed(' ', 200<<20)))
		cases = append(cases, refused{"bomb.pdf", "page 1 is damaged, or needs more than 128 MB of memory; " +
			"print it to PDF again, or save it as text", bomb})
	}
	for _, c := range cases {
		d, err := pdfReader.Read(context.Background(), c.name, c.in)
		if d != nil || err == nil || err.Error() != c.name+": "+c.want {
			t.Errorf("Read(%s) = %v\nwant %s", c.name, err, c.want)
		}
	}
	// The reader goes on after what was refused.
	if _, err := pdfReader.Read(context.Background(), "a.pdf", whole); err != nil {
		t.Error(err)
	}
}

// TestPDFStops ends a reading when nobody waits for it any more.
func TestPDFStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := pdfReader.Read(ctx, "a.pdf", pagesPDF(at(72, 700, 11, "53"))); err == nil {
		t.Error("Read gave no error, want it canceled")
	}
	if _, err := pdfReader.Read(context.Background(), "a.pdf", pagesPDF(at(72, 700, 11, "53"))); err != nil {
		t.Error(err)
	}
}

// TestPDFCache keeps what is compiled where it is told.
func TestPDFCache(t *testing.T) {
	if os.Getenv("EVERY") == "" {
		t.Skip("compiles PDFium, which takes some seconds; run with EVERY=1, as in CI")
	}
	dir := t.TempDir()
	r := &pdf.Reader{Cache: filepath.Join(dir, "pdf")}
	defer r.Close()
	if _, err := r.Read(context.Background(), "a.pdf", pagesPDF(at(72, 700, 11, "53"))); err != nil {
		t.Fatal(err)
	}
	if found, err := os.ReadDir(r.Cache); err != nil || len(found) == 0 {
		t.Errorf("the cache holds %v, %v, want what was compiled", found, err)
	}
}

// FuzzPDF reads what a fuzzer made. It may be refused; what is read has its blocks in
// order.
func FuzzPDF(f *testing.F) {
	f.Add(pagesPDF(lines(72, 700, "In 2013/14 15-", "16 offences", "45 106")))
	f.Add(pagesPDF("BT /F 11 Tf 1 0 0 1 72 700 Tm [(1) -200 (50)] TJ T* ET"))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := pdfReader.Read(context.Background(), "a.pdf", b)
		if err != nil {
			return
		}
		at := 0
		for _, b := range d.Blocks {
			if b.Start < at || b.End <= b.Start || b.End > len(d.Text) {
				t.Fatalf("block %+v after %d of %d", b, at, len(d.Text))
			}
			at = b.End
		}
	})
}

func BenchmarkPDF(b *testing.B) {
	page := lines(72, 780, strings.Split(strings.Repeat("In 2013/14 15 offences were recorded but this rose to 150 in "+
		"2017/18, they said.\n", 50), "\n")...)
	for _, n := range []int{1, 45} {
		b.Run(fmt.Sprintf("%d pages", n), func(b *testing.B) {
			in := pagesPDF(strings.Split(strings.Repeat(page+"\x00", n-1)+page, "\x00")...)
			if _, err := pdfReader.Read(context.Background(), "a.pdf", in); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := pdfReader.Read(context.Background(), "a.pdf", in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
