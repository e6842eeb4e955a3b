package text_test

import (
	"archive/zip"
	"bytes"
	"testing"
)

// zipped makes an archive of names and contents by turns.
func zipped(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const wordTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`

// wordBody makes the main part of a Word document.
func wordBody(body string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ` +
		`xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
		`xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ` +
		`xmlns:v="urn:schemas-microsoft-com:vml">` +
		`<w:body>` + body + `<w:sectPr/></w:body></w:document>`
}

func docx(t testing.TB, body string, more ...string) []byte {
	t.Helper()
	parts := []string{"[Content_Types].xml", wordTypes, "word/document.xml", wordBody(body)}
	return zipped(t, append(parts, more...)...)
}

const odtSpaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
	`xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
	`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
	`xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" ` +
	`xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"`

const odtMimetype = "application/vnd.oasis.opendocument.text"

func odt(t testing.TB, styles, body string, more ...string) []byte {
	t.Helper()
	parts := []string{"mimetype", odtMimetype, "content.xml", `<?xml version="1.0" encoding="UTF-8"?>` +
		`<office:document-content ` + odtSpaces + `><office:automatic-styles>` + styles + `</office:automatic-styles>` +
		`<office:body><office:text>` + body + `</office:text></office:body></office:document-content>`}
	return zipped(t, append(parts, more...)...)
}
