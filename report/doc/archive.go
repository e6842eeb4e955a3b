package doc

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/xml"
	"hash/crc32"
	"io"
)

// A part is one file of a Word document or a spreadsheet.
type part struct {
	name   string
	data   []byte
	stored bool // not compressed: what tells other programs the kind of the file
}

// firstDay is 1 January 1980, the earliest that a zip file can say, as it writes it: the
// month from the sixth bit on, the day below. Some programs refuse a month and a day of 0.
const firstDay = 1<<5 | 1

// pack writes the parts as a zip file in their order. It holds no time but the first day, no
// system and no user, so that the same parts are the same bytes.
func pack(w io.Writer, parts []part) error {
	z := zip.NewWriter(w)
	for _, p := range parts {
		h := &zip.FileHeader{Name: p.name, Method: zip.Deflate, ReaderVersion: 20, CRC32: crc32.ChecksumIEEE(p.data),
			UncompressedSize64: uint64(len(p.data))}
		//lint:ignore SA1019 Modified would add an extra field, which the first member of an .ods must not have.
		h.ModifiedDate = firstDay
		data := p.data
		if p.stored {
			h.Method = zip.Store
		} else {
			var b bytes.Buffer
			f, err := flate.NewWriter(&b, flate.BestCompression)
			if err != nil {
				return err
			}
			if _, err := f.Write(p.data); err != nil {
				return err
			}
			if err := f.Close(); err != nil {
				return err
			}
			data = b.Bytes()
		}
		h.CompressedSize64 = uint64(len(data))
		// Raw, because zip would put what it learns while it compresses behind the
		// data, where not every reader of a spreadsheet looks.
		f, err := z.CreateRaw(h)
		if err != nil {
			return err
		}
		if _, err := f.Write(data); err != nil {
			return err
		}
	}
	return z.Close()
}

// escapeXML makes s the text of an element or an attribute. A character that no
// XML file can hold becomes U+FFFD.
func escapeXML(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a bytes.Buffer takes everything
	}
	return b.String()
}
