//go:build unix

package workbook

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The most that a file may take, whatever is in it.
const (
	mostMemory = 64 << 20
	mostTime   = 30 * time.Second
)

const peakOf = "WORKBOOK_TEST_PEAK_OF" // a file to read in a process of its own

func TestMain(m *testing.M) {
	if path := os.Getenv(peakOf); path != "" {
		_, err := Read(context.Background(), path, func(*Row) error { return nil }, nil)
		fmt.Println("error", err)
		status, _ := os.ReadFile("/proc/self/status") // which other systems do not have
		os.Stdout.Write(status)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// TestCeilings reads files that were made to take much, each in a process of its own.
func TestCeilings(t *testing.T) {
	if testing.Short() {
		t.Skip("writes and reads large files in processes of their own; run without -short")
	}
	for _, d := range hostile {
		t.Run(d.name, func(t *testing.T) {
			if d.slow && os.Getenv("EVERY") == "" {
				t.Skip("it takes more than a second; run with EVERY=1, as in CI")
			}
			path := filepath.Join(t.TempDir(), "made")
			size := writeFile(t, path, d.write)
			start := time.Now()
			said, peak := readApart(t, path)
			took := time.Since(start)
			t.Logf("%d kB packed: %d MB, %.1f s, %s", size>>10, peak>>20, took.Seconds(), said)
			if !strings.Contains(said, d.err) {
				t.Errorf("error %s, want one with %s", said, d.err)
			}
			if peak > mostMemory {
				t.Errorf("%d MB at most, want %d", peak>>20, mostMemory>>20)
			}
			if took > mostTime {
				t.Errorf("%s, want %s", took, mostTime)
			}
		})
	}
}

// readApart reads a file, and returns its error and the most memory that was resident, in
// bytes; 0 where the system does not tell.
func readApart(t *testing.T, path string) (said string, peak int) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), peakOf+"="+path)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		if e, ok := strings.CutPrefix(line, "error "); ok {
			said = strings.TrimSpace(e)
		}
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			if peak, err = strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(kb), " kB")); err != nil {
				t.Fatal(err)
			}
		}
	}
	return said, peak << 10
}

func writeFile(t testing.TB, path string, write func(w *bufio.Writer)) int64 {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	write(w)
	if err := w.Flush(); err != nil { // of whatever came before
		t.Fatal(err)
	}
	stat, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	return stat.Size()
}

// A bigPart is a part of an archive that is written bit by bit.
type bigPart struct {
	name  string
	write func(w *bufio.Writer)
}

func bigArchive(w io.Writer, level int, parts ...bigPart) {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, level) })
	for _, p := range parts {
		part, err := z.Create(p.name)
		if err != nil {
			panic(err)
		}
		b := bufio.NewWriterSize(part, 1<<16)
		p.write(b)
		b.Flush() // the writer below tells of errors
	}
	z.Close()
}

// bigODS writes an .ods, and what comes between its sheets' tags and the end.
func bigODS(sheets func(w *bufio.Writer)) func(w *bufio.Writer) {
	return packedODS(flate.HuffmanOnly, sheets)
}

func packedODS(level int, sheets func(w *bufio.Writer)) func(w *bufio.Writer) {
	return func(w *bufio.Writer) {
		bigArchive(w, level, bigPart{"mimetype", text(odsType)}, bigPart{"content.xml", func(w *bufio.Writer) {
			w.WriteString(odsRoot + odsStyles + odsBody)
			sheets(w)
			w.WriteString(odsEnd)
		}})
	}
}

func text(s string) func(w *bufio.Writer) { return func(w *bufio.Writer) { w.WriteString(s) } }

// bigXLSX writes an .xlsx with parts in place of the usual ones.
func bigXLSX(other ...bigPart) func(w *bufio.Writer) {
	return func(w *bufio.Writer) {
		var parts []bigPart
		for _, p := range xlsxParts(nil, madePart{"2017_18", xlsxHeader + xlsxRow(hampshire, "<c><v>53</v></c>")}) {
			part := bigPart{p.name, text(p.content)}
			for _, o := range other {
				if o.name == p.name {
					part = o
				}
			}
			parts = append(parts, part)
		}
		bigArchive(w, flate.HuffmanOnly, parts...)
	}
}

var hostile = []struct {
	name  string
	slow  bool // left to CI, which sets EVERY
	write func(w *bufio.Writer)
	err   string
}{
	{
		name: "a text of its own in every row", slow: true,
		write: bigODS(func(w *bufio.Writer) {
			w.WriteString(`<table:table table:name="2017_18">` + odsHeader())
			for i := range 300_000 {
				row := odsGrooming("2017/18", "1", "Hampshire", odsNumber(strconv.Itoa(i%100)))
				w.WriteString(strings.Replace(row, "<table:table-cell table:number-columns-repeated", odsText(fmt.Sprintf("remark %d on this row", i*7919))+"<table:table-cell table:number-columns-repeated", 1))
			}
			w.WriteString(`</table:table>`)
		}),
		err: "<nil>",
	},
	{
		name: "every cell is another, and long", slow: true,
		write: bigODS(func(w *bufio.Writer) {
			w.WriteString(`<table:table table:name="x">`)
			for i := range 40_000 {
				w.WriteString("<table:table-row>")
				for j := range 62 {
					fmt.Fprintf(w, `<table:table-cell><text:p>%d</text:p></table:table-cell>`, i*(j%3+1))
				}
				w.WriteString("</table:table-row>")
			}
			w.WriteString(`</table:table>`)
		}),
		err: "has no visible sheet",
	},
	{
		name: "one row of ever new elements", slow: true,
		write: bigODS(func(w *bufio.Writer) {
			w.WriteString(`<table:table table:name="x"><table:table-row>`)
			for i := range 2_000_000 {
				fmt.Fprintf(w, `<x a="%d"/>`, i)
			}
			w.WriteString(`</table:table-row></table:table>`)
		}),
		err: "has no visible sheet",
	},
	{
		name: "a cover of long texts, repeated",
		write: bigODS(func(w *bufio.Writer) {
			w.WriteString(`<table:table table:name="cover">`)
			for i := range 200 {
				w.WriteString(`<table:table-row><table:table-cell table:number-columns-repeated="64"><text:p>` + strings.Repeat("x", 100_000) + strconv.Itoa(i) + `</text:p></table:table-cell></table:table-row>`)
			}
			w.WriteString(`</table:table>`)
		}),
		err: "has no visible sheet",
	},
	{
		name: "long headers in many sheets", slow: true,
		write: bigODS(func(w *bufio.Writer) {
			for i := range 1000 {
				fmt.Fprintf(w, `<table:table table:name="x%d">`, i)
				w.WriteString(`<table:table-row>` + odsText(strings.Repeat("x", 1000)+strconv.Itoa(i)) + strings.Repeat(odsText(strings.Repeat("x", 1000)), 62) + `</table:table-row>`)
				w.WriteString(`</table:table>`)
			}
		}),
		err: "has no visible sheet",
	},
	{
		name: "names of hidden styles that are long", slow: true,
		write: func(w *bufio.Writer) {
			bigArchive(w, flate.HuffmanOnly, bigPart{"content.xml", func(w *bufio.Writer) {
				w.WriteString(odsRoot + "<office:automatic-styles>")
				for i := range 1000 {
					fmt.Fprintf(w, `<style:style style:name="%s%d" style:family="table"><style:table-properties table:display="false"/></style:style>`, strings.Repeat("x", 200_000), i)
				}
				w.WriteString("</office:automatic-styles></office:document-content>")
			}})
		},
		err: "has a style named",
	},
	{
		name: "elements with long names, nested",
		write: bigODS(func(w *bufio.Writer) {
			for range 60 {
				w.WriteString("<" + strings.Repeat("x", 200_000) + ">")
			}
		}),
		err: "has an element named",
	},
	{
		name: "millions of shared texts, many of them different", slow: true,
		write: bigXLSX(bigPart{"xl/sharedStrings.xml", func(w *bufio.Writer) {
			w.WriteString(`<sst xmlns="` + xlsxMain + `">`)
			for i := range 3 << 20 {
				if i%9 == 0 {
					fmt.Fprintf(w, "<si><t>remark %d on this row, which is of some length</t></si>", i)
				} else {
					w.WriteString("<si><t>x</t></si>")
				}
			}
			w.WriteString(`</sst>`)
		}}),
		err: "shared texts or 16 MB",
	},
	{
		name: "as many shared texts as are read", slow: true,
		write: bigXLSX(bigPart{"xl/sharedStrings.xml", func(w *bufio.Writer) {
			w.WriteString(`<sst xmlns="` + xlsxMain + `">`)
			for i := range 3<<20 - 1 {
				if i%8 == 0 {
					fmt.Fprintf(w, "<si><t>remark %d on a row, in words</t></si>", i)
				} else {
					w.WriteString("<si><t>x</t></si>")
				}
			}
			w.WriteString(`</sst>`)
		}}),
		err: "<nil>",
	},
	{
		name: "one shared text in endless runs", slow: true,
		write: bigXLSX(bigPart{"xl/sharedStrings.xml", func(w *bufio.Writer) {
			w.WriteString(`<sst xmlns="` + xlsxMain + `"><si>`)
			for range 1_000_000 {
				w.WriteString("<r><t>" + strings.Repeat("x", 100) + "</t></r>")
			}
			w.WriteString(`</si></sst>`)
		}}),
		err: "more than 131068 bytes of text",
	},
	{
		name: "relations without end",
		write: bigXLSX(bigPart{"xl/_rels/workbook.xml.rels", func(w *bufio.Writer) {
			w.WriteString(relsRoot)
			for i := range 100_000 {
				fmt.Fprintf(w, `<Relationship Id="r%d" Type="x/worksheet" Target="worksheets/sheet%d.xml"/>`, i, i)
			}
			w.WriteString("</Relationships>")
		}}),
		err: "refers to more than 2048 parts",
	},
	{
		name: "one styles part, thousands of times",
		write: bigXLSX(bigPart{"xl/_rels/workbook.xml.rels", func(w *bufio.Writer) {
			w.WriteString(relsRoot)
			for range 4000 {
				w.WriteString(`<Relationship Id="s" Type="` + xlsxRels + `/styles" Target="styles.xml"/>`)
			}
			w.WriteString("</Relationships>")
		}}),
		err: `has two parts of the type "styles"`,
	},
	{
		name: "one sheet, hundreds of times",
		write: bigXLSX(bigPart{"xl/workbook.xml", func(w *bufio.Writer) {
			w.WriteString(`<workbook xmlns="` + xlsxMain + `" xmlns:r="` + xlsxRels + `"><sheets>`)
			for i := range 900 {
				fmt.Fprintf(w, `<sheet name="x%d" r:id="rId1"/>`, i)
			}
			w.WriteString(`</sheets></workbook>`)
		}}),
		err: `uses part "xl/worksheets/sheet1.xml" twice`,
	},
	{
		name: "styles without end",
		write: bigXLSX(bigPart{"xl/styles.xml", func(w *bufio.Writer) {
			w.WriteString(`<styleSheet xmlns="` + xlsxMain + `"><cellXfs>` + strings.Repeat(`<xf numFmtId="1"/>`, 400_000) + `</cellXfs></styleSheet>`)
		}}),
		err: "more than 65536 styles",
	},
	{
		name: "millions of blank rows, packed", slow: true,
		write: func(w *bufio.Writer) {
			z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed) // the level is one
			defer z.Close()
			io.WriteString(z, csvHeader+"\n2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,53\n")
			blank := bytes.Repeat([]byte(",,,,,,,\n"), 1<<17)
			for i := range 50 {
				fmt.Fprintf(z, "%s,,,,,,,\n", blank[:1<<20-i%7*8])
			}
		},
		err: "<nil>",
	},
	{
		name: "a text that fills the dictionary of xz -9", slow: true,
		write: func(w *bufio.Writer) { storedXZ(w, 60<<20) },
		err:   "more than 40 MB",
	},
}

// storedXZ writes a .xz with the dictionary of xz -9 and a table of so many bytes that
// is not compressed (tukaani.org/xz/xz-file-format.txt).
func storedXZ(w io.Writer, size int) {
	sum := func(b []byte) []byte { return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b)) }
	w.Write([]byte("\xfd7zXZ\x00"))
	flags := []byte{0, 0} // no check
	w.Write(append(flags, sum(flags)[2:]...))
	const dictionary64MB = 28
	w.Write(sum([]byte{2, 0, 0x21, 1, dictionary64MB, 0, 0, 0}))
	row := []byte("2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,53\n")
	content := append([]byte(csvHeader+"\n"), bytes.Repeat(row, size/len(row))...)
	for i := 0; i < len(content); i += 1 << 16 {
		chunk := content[i:min(i+1<<16, len(content))]
		control := byte(2)
		if i == 0 {
			control = 1 // the first resets the dictionary
		}
		w.Write(append([]byte{control, byte((len(chunk) - 1) >> 8), byte(len(chunk) - 1)}, chunk...))
	}
}
