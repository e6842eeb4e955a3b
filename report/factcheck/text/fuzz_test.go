package text_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"grooming-report/report/factcheck/text"
)

// held reads what a fuzzer made. It may be refused; what is read follows the law.
func held(t *testing.T, name string, b []byte) *text.Document {
	d, err := text.Read(context.Background(), name, b)
	if err != nil {
		if strings.Contains(err.Error(), "\n") && !strings.Contains(string(b), "\n") {
			t.Errorf("Read(%s) = %v, want one line", name, err)
		}
		return nil
	}
	if err := law(d); err != nil {
		t.Errorf("Read(%s): %v", name, err)
	}
	return d
}

// FuzzPlain holds plain text to the law that its source is the text with what nobody
// sees.
func FuzzPlain(f *testing.F) {
	for _, s := range []string{"Up 900%\n\nIn 2013/14 15.\n- Kent: 45", "\ufeffUp \u202e051\u202c to 6\u200b,341\x1b", "\xff\xfe5\x003\x00",
		"a\u0085b\u2028c\r\r\n\fd", "\x80 53 \xa385"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d := held(t, "-", b)
		if d == nil || d.Format != "plain text" || !strings.Contains(string(b), d.Text[:1]) {
			return
		}
		last := -1
		for i := range d.Text {
			at := d.Source(i)
			if at <= last {
				t.Fatalf("Source(%d) = %d, after %d", i, at, last)
			}
			last = at
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"# Up **900**\n\n- [15](x) `a`\n> 1. b", "a|b\n-|-\n1|\\|2\n", "---\ntitle: a\n---\n[^1]: b\n```\nc\n```", "a\n==\n***"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { held(t, "a.md", []byte(s)) })
}

func FuzzHTML(f *testing.F) {
	pages, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(pages) == 0 {
		f.Fatal(pages, err)
	}
	for _, p := range pages {
		b, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	for _, s := range []string{"<table><td>1<table><tr><th rowspan=2>2</table></b></td><p><h1>3</h2>", "<svg><p/>1</svg><li>2<dl><dd>3<dt>4",
		"<form><main><article><p>1</form><sup>2</sup><time>4 May 2018</time>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) { held(t, "a.html", b) })
}

func FuzzWord(f *testing.F) {
	for _, s := range []string{
		`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>5</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`,
		`<w:p><w:r><w:t>a</w:t><w:txbxContent><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p></w:txbxContent></w:r></w:p>`,
		`<w:p><w:r><w:footnoteReference w:id="1"/><w:t>a</w:t><w:footnote w:id="1"/></w:r></w:p>`,
		`<w:tbl><w:tr><w:trPr><w:gridBefore w:val="3"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		held(t, "a.docx", docx(t, s, "word/footnotes.xml", wordBody(s), "word/styles.xml", wordBody(s)))
	})
}

func FuzzOpenDocument(f *testing.F) {
	for _, s := range []string{
		`<text:p>5<text:span text:style-name="T2">1<text:note><text:note-body><text:p>3</text:p></text:note-body></text:note></text:span></text:p>`,
		`<table:table><table:table-row><table:table-cell><text:p>1<text:s/>2</text:p></table:table-cell></table:table-row></table:table>`,
		`<text:list><text:h text:outline-level="99">a</text:h></text:list><draw:text-box><text:p>b</text:p></draw:text-box>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { held(t, "a.odt", odt(t, odtTestStyles, s)) })
}

func FuzzArchive(f *testing.F) {
	f.Add(docx(f, `<w:p><w:r><w:t>53</w:t></w:r></w:p>`))
	f.Add(odt(f, "", "<text:p>53</text:p>"))
	f.Add(zipped(f, "mimetype", "application/epub+zip"))
	f.Fuzz(func(t *testing.T, b []byte) { held(t, "a.zip", b) })
}
