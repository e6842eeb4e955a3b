package text

import (
	"bytes"
	"fmt"
	"strings"
)

// Files that are no text, by their first bytes.
var binaries = []struct{ magic, is string }{
	{`{\rtf`, "an RTF document; save it as .docx or .odt"},
	{"\x89PNG", "a PNG picture; type or recognise its words first"},
	{"\xff\xd8\xff", "a JPEG picture; type or recognise its words first"},
	{"GIF8", "a GIF picture; type or recognise its words first"},
	{"II*\x00", "a TIFF picture; type or recognise its words first"},
	{"MM\x00*", "a TIFF picture; type or recognise its words first"},
	{"BM", "a BMP picture; type or recognise its words first"},
	{"RIFF", "a picture, sound or film; type its words first"},
	{"%!PS", "a PostScript file; save it as PDF"},
	{"\x1f\x8b", "compressed by gzip; unpack it first"},
	{"BZh", "compressed by bzip2; unpack it first"},
	{"\xfd7zXZ\x00", "compressed by xz; unpack it first"},
	{"\x28\xb5\x2f\xfd", "compressed by zstd; unpack it first"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"},
	{"Rar!", "a RAR archive; unpack it first"},
	{"SQLite format 3\x00", "a database; give a document"},
	{"\x7fELF", "a program; give a document"},
	{"MZ", "a program; give a document"},
	{"ID3", "a sound; type its words first"},
}

// refuseBinary says of a file that is no text what it is.
func refuseBinary(b []byte) error {
	if bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return fmt.Errorf("is %s", compound(b))
	}
	for _, k := range binaries {
		// Two letters may begin a text.
		short := len(k.magic) == 2 && k.magic[1] < 0x7f || k.magic == "ID3"
		if bytes.HasPrefix(b, []byte(k.magic)) && (!short || bytes.IndexByte(b, 0) >= 0) {
			return fmt.Errorf("is %s", k.is)
		}
	}
	if len(b) > 12 && string(b[4:8]) == "ftyp" {
		return fmt.Errorf("is a picture or a film; type its words first")
	}
	return nil
}

// compound says what an OLE compound file holds: old Office documents, and new ones
// behind a password.
func compound(b []byte) string {
	has := func(name string) bool { // the directory is in UTF-16
		return bytes.Contains(b, []byte(strings.Join(strings.Split(name, ""), "\x00")))
	}
	switch {
	case has("EncryptedPackage"):
		return "encrypted; save it without a password"
	case has("WordDocument"):
		return "a Word document of before 2007 (.doc); save it as .docx"
	case has("Workbook"), has("Book"):
		return "an Excel workbook of before 2007 (.xls); copy the text that speaks of it"
	case has("PowerPoint Document"):
		return "a PowerPoint file of before 2007 (.ppt); save it as PDF"
	case has("__substg1.0_"):
		return "an Outlook message (.msg); save it as text"
	}
	return "an Office file of before 2007; save it as .docx"
}

var (
	htmlStart = expression(`(?i)^(\s|\x{feff}|<\?xml[^>]*>|<!--(?s:.*?)-->)*` +
		`<(!doctype\s+html|(html|head|body|title|meta|link|style|script|main|article|section|div|` +
		`h[1-6]|p|table|ul|ol)[\s>/])`)
	xmlStart  = expression(`^(\s|\x{feff})*<(\?xml|!DOCTYPE|office:document|rss|feed|svg)\b`)
	mailStart = expression(`(?im)^mime-version:\s*1`)
)

// sniffed is how much of a text is looked at to tell its format.
const sniffed = 4 << 10

func isHTML(s string) bool {
	head := s[:min(len(s), sniffed)]
	return strings.Contains(head, "<") && htmlStart().MatchString(head)
}

// refuseText says of a text that is written for programs what it is.
func refuseText(s string) error {
	head := s[:min(len(s), sniffed)]
	switch {
	case strings.Contains(head, "<") && xmlStart().MatchString(head):
		return fmt.Errorf("is XML of another kind than HTML; save it as .docx, .odt or .html")
	case strings.Contains(strings.ToLower(head), "\ncontent-type:") && mailStart().MatchString(head):
		return fmt.Errorf("is a message or page in MIME; save it as text or HTML")
	}
	return nil
}
