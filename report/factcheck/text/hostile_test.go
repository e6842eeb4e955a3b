package text_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"grooming-report/report/factcheck/text"
)

// TestRefused says of what cannot be read what it is and what to do, in one line.
func TestRefused(t *testing.T) {
	const p, q = `<w:p><w:r><w:t>`, `</w:t></w:r></w:p>`
	utf16 := func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	const ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	encryptedPart := docx(t, p+"53"+q)
	encryptedPart[6] |= 1                                                    // the flags of the first part
	encryptedPart[strings.Index(string(encryptedPart), "PK\x01\x02")+8] |= 1 // and in the directory
	for _, c := range []struct {
		name string
		in   []byte
		want string
	}{
		{"empty.txt", nil, "holds no words; give the text itself"},
		{"blank.txt", []byte(" \n\u200b\n"), "holds no words; give the text itself"},
		{"large.txt", make([]byte, text.MaxSize+1), "has 20 MB, more than the 20 that are read; give the part with the " +
			"numbers"},
		{"a.pdf", []byte("%PDF-1.7\n"), "is a PDF, which is not read here; copy its text, or give it to the command " +
			"factcheck"},
		{"a.txt", []byte("Up 53\x00\x01\x02"), "is no text: it holds zero bytes; give a document"},
		{"a.rtf", []byte(`{\rtf1 53}`), "is an RTF document; save it as .docx or .odt"},
		{"a.png", []byte("\x89PNG\r\n\x1a\n"), "is a PNG picture; type or recognise its words first"},
		{"a.jpg", []byte("\xff\xd8\xff\xe0"), "is a JPEG picture; type or recognise its words first"},
		{"a.gz", []byte("\x1f\x8b\x08"), "is compressed by gzip; unpack it first"},
		{"a.heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00"), "is a picture or a film; type its words first"},
		{"a.doc", []byte(ole + utf16("WordDocument")), "is a Word document of before 2007 (.doc); save it as .docx"},
		{"a.xls", []byte(ole + utf16("Workbook")), "is an Excel workbook of before 2007 (.xls); copy the text that " +
			"speaks of it"},
		{"locked.docx", []byte(ole + utf16("EncryptedPackage")), "is encrypted; save it without a password"},
		{"locked.zip", encryptedPart, "is encrypted; save it without a password"},
		{"locked.odt", odt(t, "", "<text:p>x</text:p>", "META-INF/manifest.xml",
			`<m><file-entry><encryption-data/></file-entry></m>`),
			"is encrypted; save it without a password"},
		{"a.xlsx", zipped(t, "[Content_Types].xml", wordTypes, "xl/workbook.xml", "<w/>"),
			"is a spreadsheet; copy the text that speaks of it"},
		{"a.ods", zipped(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
			"is a spreadsheet; copy the text that speaks of it"},
		{"a.pptx", zipped(t, "[Content_Types].xml", wordTypes, "ppt/presentation.xml", "<w/>"),
			"is a presentation; save it as PDF"},
		{"a.epub", zipped(t, "mimetype", "application/epub+zip"), "is an e-book (EPUB); copy the text with the numbers"},
		{"a.pages", zipped(t, "Index/Document.iwa", "x"), "is a document of Apple's iWork; export it to Word"},
		{"a.zip", zipped(t, "a.txt", "53"), "is a ZIP archive; unpack it first"},
		{"a.xml", []byte(`<?xml version="1.0"?><rss/>`), "is XML of another kind than HTML; save it as .docx, .odt or .html"},
		{"a.mht", []byte("From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n53"),
			"is a message or page in MIME; save it as text or HTML"},
		{"a.html", []byte(`<meta charset="shift_jis"><p>` + "\x83\x65"),
			`declares the character set "shift_jis", which is not read; save it in UTF-8`},
		{"deep.html", []byte(strings.Repeat("<div>", 600) + "53"),
			"nests more than 512 elements; save the page again as text"},
		{"twice.docx", docx(t, p+"53"+q, "word/document.xml", "<w/>"),
			`holds two parts named "word/document.xml"; save it again`},
		{"chunk.docx", docx(t, `<w:altChunk/>`), "holds a part of another file (altChunk); open it in Word and save it " +
			"again"},
		{"deep.docx", docx(t, strings.Repeat("<w:sdt>", 300)), "nests more than 256 elements; do not use this file"},
		{"dtd.docx", zipped(t, "[Content_Types].xml", wordTypes, "word/document.xml",
			`<!DOCTYPE w [<!ENTITY a "53"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>`),
			"holds a document type definition, which no document of this format does; do not use this file"},
		{"latin.odt", zipped(t, "mimetype", odtMimetype, "content.xml", `<?xml version="1.0" encoding="iso-8859-1"?><a/>`),
			`is XML in "iso-8859-1"; save it again in Word or LibreOffice`},
		{"bad\nname\x1b.txt", nil, "holds no words; give the text itself"},
	} {
		refused(t, c.name, c.in, c.want)
	}
}

func refused(t *testing.T, name string, in []byte, want string) {
	t.Helper()
	d, err := text.Read(context.Background(), name, in)
	want = text.Printable(name) + ": " + want
	if d != nil || err == nil || err.Error() != want {
		t.Errorf("Read(%q) = %v\nwant       %s", name, err, want)
	}
}

// TestBombs refuses what would inflate to more than is read.
func TestBombs(t *testing.T) {
	if os.Getenv("EVERY") == "" {
		t.Skip("packs a hundred megabytes; run with EVERY=1, as in CI")
	}
	const long = 15 << 20
	comments := strings.Repeat("<!--"+strings.Repeat("x", long)+"-->", 5)
	refused(t, "bomb.docx", docx(t, comments), "inflates to more than 64 MB; do not use this file")
	refused(t, "tag.odt", odt(t, "", `<text:p `+strings.Repeat(`a="" `, 1<<17)+`/>`),
		"has a tag longer than 256 kB or a text longer than 16 MB between two; do not use this file")
}

// TestDamaged reads documents that are cut at some byte: each is refused or follows
// the law.
func TestDamaged(t *testing.T) {
	for _, whole := range [][]byte{docx(t, `<w:p><w:r><w:t>53</w:t></w:r></w:p>`), odt(t, "", "<text:p>53</text:p>")} {
		for n := range len(whole) {
			if _, err := text.Read(context.Background(), "cut", whole[:n]); err == nil && n > 4 {
				t.Errorf("cut to %d of %d bytes it was read", n, len(whole))
			}
		}
	}
}

// TestStops ends a reading when nobody waits for it any more.
func TestStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := text.Read(ctx, "a.txt", []byte("53")); err == nil || !strings.Contains(err.Error(), "canceled") {
		t.Errorf("Read = %v, want it canceled", err)
	}
}

// million makes a million numerals in lines of a hundred.
func million() string {
	var s strings.Builder
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 1_000_000 {
		fmt.Fprintf(&s, "%d", r.IntN(10_000))
		if i%100 == 99 {
			s.WriteString("\n\n")
		} else {
			s.WriteByte(' ')
		}
	}
	return s.String()
}

// TestLarge reads or refuses the largest documents of each format in bounded memory
// and time. EVERY=1 makes all, as in CI; otherwise they are every other one, without the slow.
func TestLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	numerals := million()
	fill := func(s string) []byte { return []byte(strings.Repeat(s, text.MaxSize/len(s))) }
	wide := strings.Repeat("<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>", 400_000)
	for i, c := range []struct {
		name string
		in   []byte
		read bool
	}{
		{"numerals.txt", []byte(numerals), true},
		{"numerals.html", []byte("<p>" + strings.ReplaceAll(numerals, "\n\n", "<p>")), true},
		{"numerals.docx", docx(t, "<w:p><w:r><w:t>"+strings.ReplaceAll(numerals, "\n\n",
			"</w:t></w:r></w:p><w:p><w:r><w:t>")+"</w:t></w:r></w:p>"), true},
		{"numerals.odt", odt(t, "", "<text:p>"+strings.ReplaceAll(numerals, "\n\n", "</text:p><text:p>")+"</text:p>"), true},
		{"one line.txt", fill("150 "), true},
		{"paragraphs.txt", fill("1\n\n"), false},
		{"marks.txt", fill("1\u200b"), false},
		{"bold.html", fill("<b>1"), false},
		{"formats.html", fill("<p><b a=1><i>1</p>"), false},
		{"ends.html", fill("</b></p>1"), false},
		{"attributes.html", []byte("<p " + strings.Repeat("a ", 9<<20) + ">53"), false},
		{"cells.html", fill("<td>1"), false},
		{"spans.html", fill("<tr><td rowspan=999 colspan=999>1"), false},
		{"times.html", fill("<time>1 May 2018</time>"), true},
		{"quotes.md", []byte(strings.Repeat("> ", 1<<20)), false},
		{"links.md", []byte(strings.Repeat("[a](", 1<<19)), true},
		{"cells.docx", docx(t, "<w:tbl><w:tr>"+wide+"</w:tr></w:tbl>"), false},
	} {
		if slow := []string{"attributes.html", "spans.html", "times.html", "links.md", "cells.docx"}; os.Getenv("EVERY") == "" &&
			(i%2 != 0 || slices.Contains(slow, c.name)) {
			continue
		}
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		peak := watch()
		began := time.Now()
		d, err := text.Read(context.Background(), c.name, c.in)
		took := time.Since(began)
		most := int64(peak()) - int64(before.HeapInuse)
		runtime.ReadMemStats(&after)
		t.Logf("%-16s %3d MB in %6v, %4d MB of memory: %v", c.name, len(c.in)>>20, took.Round(time.Millisecond), most>>20,
			err)
		if (err == nil) != c.read {
			t.Errorf("Read(%s) = %v, want it read %t", c.name, err, c.read)
		}
		if most > 200<<20 {
			t.Errorf("Read(%s) took %d MB of memory, want at most 200", c.name, most>>20)
		}
		if err == nil {
			if err := law(d); err != nil {
				t.Errorf("Read(%s): %v", c.name, err)
			}
		}
	}
}

// watch returns a function that returns the greatest heap since.
func watch() func() uint64 {
	done, most := make(chan struct{}), make(chan uint64)
	go func() {
		var m runtime.MemStats
		peak := uint64(0)
		for {
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapInuse)
			select {
			case <-done:
				most <- peak
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return func() uint64 { close(done); return <-most }
}

func BenchmarkRead(b *testing.B) {
	page, err := os.ReadFile("testdata/pages/news.html")
	if err != nil {
		b.Fatal(err)
	}
	paragraph := "In 2013/14 15 offences were recorded but this rose to 150 from April to January 1, 2018, the force " +
		"said on Friday. "
	article := strings.Repeat(paragraph, 50)
	for _, c := range []struct {
		name string
		in   []byte
	}{
		{"article.txt", []byte(strings.ReplaceAll(article, "Friday. ", "Friday.\n\n"))},
		{"article.md", []byte(strings.ReplaceAll(article, "Friday. ", "**Friday**.\n\n"))},
		{"article.html", []byte(strings.Replace(string(page), "<blockquote>", strings.Repeat("<p>"+paragraph, 50)+
			"<script>"+strings.Repeat("var a = 1;\n", 30_000)+"</script><blockquote>", 1))},
		{"article.docx", docx(b, strings.Repeat("<w:p><w:r><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr><w:t>"+paragraph+"</w:t></w:r></w:p>", 50))},
		{"article.odt", odt(b, "", strings.Repeat("<text:p>"+paragraph+"</text:p>", 50))},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.in)))
			for b.Loop() {
				if _, err := text.Read(context.Background(), c.name, c.in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
