package workbook

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"
)

// TestKinds gives what people and programs take for a release, or call by its name.
func TestKinds(t *testing.T) {
	page := "<!DOCTYPE html>\n<html><head><title>404</title></head></html>"
	tar := append(make([]byte, 257), "ustar\x0000"...)
	copy(tar, "prc.ods")
	utf32 := func(s string, big bool) string {
		var b strings.Builder
		for _, c := range []byte(s) {
			if big {
				b.Write([]byte{0, 0, 0, c})
			} else {
				b.Write([]byte{c, 0, 0, 0})
			}
		}
		return b.String()
	}
	for _, d := range []struct{ name, file, err string }{
		{"git-lfs-pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 14680064\n", "is a Git LFS pointer, which stands for the file; run git lfs pull"},
		{"git-annex-pointer", "/annex/objects/SHA256E-s14680064--4d7a.ods\n", "is a git-annex pointer"},
		{"json-object", `{"message":"Rate limit exceeded"}`, "is JSON, perhaps the error message of a web service"},
		{"json-list", "\n[ {\"Financial Year\": \"2017/18\"} ]", "is JSON"},
		{"json-with-mark", mark8 + `{"a":1}`, "is JSON"},
		{"email", "Received: from a by b;\r\n\tThu, 23 Apr 2026\r\nSubject: tables\r\n\r\nPlease find attached", "is an e-mail; save what is attached to it"},
		{"mbox", "From someone@example.org Thu Apr 23 09:30:00 2026\nSubject: x\n", "is an e-mail"},
		{"base64", base64.StdEncoding.EncodeToString([]byte("PK\x03\x04 and so on, for some time")), "is a file in base64"},
		{"http-answer", "HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n", "is an answer of a web server"},
		{"png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is a picture (PNG)"},
		{"jpeg", "\xff\xd8\xff\xe0\x00\x10JFIF", "is a picture (JPEG)"},
		{"gif", "GIF89a\x01\x00", "is a picture (GIF)"},
		{"webp", "RIFF\x24\x00\x00\x00WEBPVP8 ", "is a picture (WebP)"},
		{"pdf", "%PDF-1.7\n", "is a PDF"},
		{"parquet", "PAR1\x31\x0c\x17\xcc", "is a Parquet file; save its table as CSV UTF-8"},
		{"arrow", "ARROW1\x00\x00", "is an Arrow file"},
		{"7z", "7z\xbc\xaf\x27\x1c\x00\x04", "is an archive made by 7-Zip; unpack it"},
		{"rar", "Rar!\x1a\x07\x01\x00", "is a RAR archive"},
		{"avro", "Obj\x01\x02\x16avro.schema", "is an Avro file; save its table as CSV UTF-8"},
		{"postscript", "%!PS-Adobe-3.0\n", "is a document in PostScript"},
		{"sylk", "ID;PWXL;N;E\nP;PGeneral\n", "is a workbook in SYLK (.slk); save it as .ods or .xlsx"},
		{"dif", "TABLE\r\n0,1\r\n\"EXCEL\"\r\n", "is a table in DIF (.dif)"},
		{"shortcut", "L\x00\x00\x00\x01\x14\x02\x00\x00\x00", "is a shortcut of Windows (.lnk); give the path"},
		{"broken-download", strings.Repeat("\x00", 5000), "begins with nothing but zero bytes"},
		{"ods-in-gzip", string(gzipped(t, "PK\x03\x04\x14\x00")), "is a workbook or another ZIP archive that was packed once more; unpack it"},
		{"too-many-requests", "Too Many Requests", `begins with "Too Many Requests", which is no header of the table; expected "Financial Year"`},
		{"tar", string(tar), "is a tar archive"},
		{"bzip2", "BZh91AY&SY", "is compressed by bzip2; unpack it"},
		{"zstandard", "\x28\xb5\x2f\xfd\x04\x00", "is compressed by Zstandard"},
		{"empty-zip", "PK\x05\x06" + strings.Repeat("\x00", 18), "is a ZIP archive that is empty"},
		{"rds", string(gzipped(t, "X\n\x00\x00\x00\x03\x00\x04\x03\x02")), "is an R object (.rds)"},
		{"rdata", string(gzipped(t, "RDX3\nX\n\x00\x00")), "is an R workspace (.RData)"},
		{"sqlite", "SQLite format 3\x00\x10\x00", "is an SQLite database"},
		{"old-excel", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Excel workbook, or one locked by a password"},
		{"page", page, "is a web page; expected an .ods, .xlsx or .csv file"},
		{"page-in-gzip", string(gzipped(t, page)), "is a web page"},
		{"page-in-utf16", utf16(page), "is a web page"},
		{"gzip-twice", string(gzipped(t, string(gzipped(t, csvHeader)))), "is compressed by gzip more than once"},
		{"flat-ods", `<?xml version="1.0"?><office:document xmlns:office="urn:x">`, "is a flat OpenDocument (.fods); save it as .ods"},
		{"excel-2003-xml", `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`, "is a workbook in the XML of Excel 2003"},
		{"bare-xml", `<?xml version="1.0"?><data/>`, "is a web page or bare XML"},
		{"rtf", `{\rtf1\ansi`, "is a letter in RTF"},
		{"shortcut", "[InternetShortcut]\r\nURL=https://www.gov.uk/\r\n", "is a link to a web page"},
		{"lock-file", ",user,machine,23.04.2026 09:30,file:///home/user/.config/libreoffice/4;", "is what LibreOffice keeps beside a file that is open"},
		{"utf32", "\xff\xfe\x00\x00" + utf32(csvHeader, false), "is text in UTF-32; save it as CSV UTF-8"},
		{"utf32-big", utf32(csvHeader, true), "is text in UTF-32"},
		{"binary", "prc\x00\x01\x02\x03 and so on", "holds zero bytes, which no text does"},
		{"escapes", "\x1b[31mred\x1b[0m,\a\n", `row 1: begins with "[31mred [0m", which is no header`},
		{"word", string(archiveOf(t, madePart{"_rels/.rels", relsRoot + `<Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>`})), "is a Word document"},
		{"numbers", string(archiveOf(t, madePart{"Index/Document.iwa", "x"})), "is a document of Apple's Numbers or Pages"},
		{"zip-of-csv", string(archiveOf(t, madePart{"prc\x1b.csv", csvHeader})), `is a ZIP archive but not a workbook: it holds "prc\x1b.csv"; unpack it`},
		{"bzip2-in-zip", string(packedBy(archiveOf(t, madePart{"content.xml", odsDocument(sheet1718(odsNumber("53")))}), 12)), `part "content.xml" is packed by bzip2, which no spreadsheet program does`},
		{"lzma-in-zip", string(packedBy(archiveOf(t, madePart{"content.xml", odsDocument()}), 14)), `is packed by LZMA`},
	} {
		t.Run(d.name, func(t *testing.T) {
			rows, _, err := readBytes(d.name, []byte(d.file))
			check(t, rows, err, nil, d.err)
		})
	}
}

// packedBy says in a ZIP of one part that it is packed by a method.
func packedBy(file []byte, method byte) []byte {
	file[8] = method
	file[bytes.LastIndex(file, []byte("PK\x01\x02"))+10] = method
	return file
}
