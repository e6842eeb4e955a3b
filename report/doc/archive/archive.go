// Package archive packs the parts of a Word document or a spreadsheet into its zip file.
package archive

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/xml"
	"hash/crc32"
	"io"
)

// A Part is one file of a Word document or a spreadsheet.
type Part struct {
	Name   string
	Data   []byte
	Stored bool // not compressed: what tells other programs the kind of the file
}

// Header begins every part that is XML.
const Header = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// firstDay is 1 January 1980, the earliest that a zip file can say, as it writes it: the
// month from the sixth bit on, the day below. Some programs refuse a month and a day of 0.
const firstDay = 1<<5 | 1

// Write writes the parts as a zip file in their order. It holds no time but the first day, no
// system and no user, so that the same parts are the same bytes.
func Write(w io.Writer, parts []Part) error {
	z := zip.NewWriter(w)
	for _, p := range parts {
		h := &zip.FileHeader{Name: p.Name, Method: zip.Deflate, ReaderVersion: 20, CRC32: crc32.ChecksumIEEE(p.Data),
			UncompressedSize64: uint64(len(p.Data))}
		//lint:ignore SA1019 Modified would add an extra field, which the first member of an .ods must not have.
		h.ModifiedDate = firstDay
		data := p.Data
		if p.Stored {
			h.Method = zip.Store
		} else {
			var b bytes.Buffer
			f, err := flate.NewWriter(&b, flate.BestCompression)
			if err != nil {
				return err
			}
			if _, err := f.Write(p.Data); err != nil {
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

// Escape makes s the text of an element or an attribute. A character that no
// XML file can hold becomes U+FFFD.
func Escape(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a bytes.Buffer takes everything
	}
	return b.String()
}
