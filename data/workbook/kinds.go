package workbook

import (
	"bytes"
	"regexp"

	"grooming-report/data/workbook/fault"
)

// kinds are files that are taken for a release, by how they begin.
var kinds = []struct{ begins, is, cure string }{
	{
		"\xd0\xcf\x11\xe0", "an old Excel workbook, or one locked by a password",
		"save it as .ods or .xlsx without a password",
	},
	{"%PDF", "a PDF", tableItself},
	{"%!PS", "a document in PostScript", tableItself},
	{"\x89PNG", "a picture (PNG)", tableItself},
	{"\xff\xd8\xff", "a picture (JPEG)", tableItself},
	{"GIF8", "a picture (GIF)", tableItself},
	{"PAR1", "a Parquet file", asCSV},
	{"ARROW1", "an Arrow file", asCSV},
	{"FEA1", "a Feather file", asCSV},
	{"Obj\x01", "an Avro file", asCSV},
	{"ID;PWXL", "a workbook in SYLK (.slk)", "save it as .ods or .xlsx"},
	{"TABLE\r\n0,1\r\n", "a table in DIF (.dif)", asCSV},
	{"TABLE\n0,1\n", "a table in DIF (.dif)", asCSV},
	{"L\x00\x00\x00\x01\x14\x02\x00", "a shortcut of Windows (.lnk)", "give the path of the file that it leads to"},
	{"7z\xbc\xaf\x27\x1c", "an archive made by 7-Zip", unpack},
	{"Rar!", "a RAR archive", unpack},
	{"PK\x05\x06", "a ZIP archive that is empty", "download the open data table again"},
	{"PK\x07\x08", "a ZIP archive in several volumes", "download the open data table again"},
	{"PK\x03\x04", "a workbook or another ZIP archive that was packed once more", unpack},
	{"BZh", "compressed by bzip2", unpack},
	{"\x28\xb5\x2f\xfd", "compressed by Zstandard", unpack},
	{"\x04\x22\x4d\x18", "compressed by LZ4", unpack},
	{"LZIP", "compressed by lzip", unpack},
	{"\x5d\x00\x00", "compressed by LZMA", unpack},
	{"\x1f\x9d", "compressed by compress", unpack},
	{"\x1f\x8b", "compressed by gzip more than once", unpack},
	{"\xfd7zXZ\x00", "compressed by xz more than once", unpack},
	{"SQLite format 3", "an SQLite database", asCSV},
	{"RDX2\n", "an R workspace (.RData)", asCSV},
	{"RDX3\n", "an R workspace (.RData)", asCSV},
	{"RDA2\n", "an R workspace (.RData)", asCSV},
	{"RDA3\n", "an R workspace (.RData)", asCSV},
	{"X\n\x00", "an R object (.rds)", asCSV},
	{"A\n2\n", "an R object (.rds)", asCSV},
	{"A\n3\n", "an R object (.rds)", asCSV},
	{"B\n\x02", "an R object (.rds)", asCSV},
	{"B\n\x03", "an R object (.rds)", asCSV},
	{"\x80\x04\x95", "a Python pickle", asCSV},
	{"\x80\x05\x95", "a Python pickle", asCSV},
	{"\x93NUMPY", "a NumPy array", asCSV},
	{"\x89HDF", "an HDF5 file", asCSV},
	{"$FL2", "an SPSS data set", asCSV},
	{"<stata_dta>", "a Stata data set", asCSV},
	{"bplist", "a link or a property list of a Macintosh", tableItself},
	{"\x00\x05\x16\x07", "what a Macintosh keeps beside a file", tableItself},
	{"\xff\xfe\x00\x00", "text in UTF-32", asUTF8},
	{"\x00\x00\xfe\xff", "text in UTF-32", asUTF8},
}

// texts are kinds of text that are no table, by a regular expression from their start.
var texts = []struct {
	pattern  string
	is, cure string
}{
	{
		`^version https://git-lfs\.`,
		"a Git LFS pointer, which stands for the file",
		"run git lfs pull, or download the open data table itself",
	},
	{
		`^\.{0,2}/.*annex/objects/`,
		"a git-annex pointer, which stands for the file",
		"run git annex get, or download the open data table itself",
	},
	{`(?s)^<.*<office:document\b`, "a flat OpenDocument (.fods)", "save it as .ods"},
	{
		`(?s)^<.*urn:schemas-microsoft-com:office`,
		"a workbook in the XML of Excel 2003, or a web page that Excel saved",
		"save it as .ods or .xlsx",
	},
	{`(?i)^<(?:!doctype html|html|head|body|!--)`, "a web page", tableItself},
	{`^<`, "a web page or bare XML", tableItself},
	{`^\{\\rtf`, "a letter in RTF", tableItself},
	{`^(?:\{|\[[\s\[{"\]])`, "JSON, perhaps the error message of a web service", tableItself},
	{`^\[InternetShortcut\]`, "a link to a web page", tableItself},
	{`^HTTP/[0-9.]+ [0-9]{3}`, "an answer of a web server", tableItself},
	{`^From [^,;\t|]*@`, "an e-mail", attached},
	{
		// Two lines of a head, the first of a usual name.
		`(?i)^(?:Received|Return-Path|Delivered-To|MIME-Version|Message-ID|From|To|Subject|Date|` +
			`Content-Type|X-[a-z-]+):[^\n]*\n(?:[ \t][^\n]*\n)*[a-z-]+:[ \t]`,
		"an e-mail", attached,
	},
	{
		`^(?:UEsDB|H4sI|0M8R4K)[0-9A-Za-z+/\s]*={0,2}`,
		"a file in base64, as it is sent by e-mail",
		"decode it, or download the open data table itself",
	},
	{
		`^,[^,\n]*,[^,\n]*,[^,\n]*,file://`,
		"what LibreOffice keeps beside a file that is open",
		"give the path of the workbook itself",
	},
}

const (
	tableItself = "expected an .ods, .xlsx or .csv file: download the open data table itself"
	asCSV       = "save its table as CSV UTF-8"
	asUTF8      = "save it as CSV UTF-8"
	attached    = "save what is attached to it"
	unpack      = "unpack it, and give the .ods, .xlsx or .csv inside"
)

// headSize is how much of a file is looked at to find out what it is.
const headSize = 1024

// recognise returns an error that says what a text file is if it is none, by its
// first bytes, inflated but not decoded; or once more, decoded.
func recognise(head []byte) error {
	for _, k := range kinds {
		if bytes.HasPrefix(head, []byte(k.begins)) {
			return fault.Refusef("is %s; %s", k.is, k.cure)
		}
	}
	if len(head) > 262 && string(head[257:262]) == "ustar" {
		return fault.Refusef("is a tar archive; %s", unpack)
	}
	if len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP" {
		return fault.Refusef("is a picture (WebP); %s", tableItself)
	}
	if len(head) > 0 && len(bytes.Trim(head, "\x00")) == 0 {
		return fault.Refusef("begins with nothing but zero bytes, as what is left of a broken download does; download it again")
	}
	if isUTF32(head) {
		return fault.Refusef("is text in UTF-32; %s", asUTF8)
	}
	text := bytes.TrimSpace(bytes.TrimPrefix(head, []byte(mark8)))
	for _, k := range texts {
		if regexp.MustCompile(k.pattern).Match(text) {
			return fault.Refusef("is %s; %s", k.is, k.cure)
		}
	}
	if bytes.IndexByte(head, 0) >= 0 && !isUTF16(head) {
		return fault.Refusef("holds zero bytes, which no text does; %s", tableItself)
	}
	return nil
}

// isUTF32 reports whether three of every four bytes are zero, as in plain English.
func isUTF32(head []byte) bool {
	return len(head) >= 8 && (string(head[:3]) == "\x00\x00\x00" && string(head[4:7]) == "\x00\x00\x00" ||
		string(head[1:4]) == "\x00\x00\x00" && string(head[5:8]) == "\x00\x00\x00")
}
