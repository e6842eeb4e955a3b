//go:build !js

package figures

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"slices"

	"grooming-report/figures/house"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// resolution is that of a picture in dots per inch: what Word keeps for print.
const resolution = 220

// picture is the drawing with its foot line as a PNG file, for documents that cannot
// hold an SVG file everywhere they are opened. Its title and subtitle are left
// out, because such a document prints them as text above. The file holds the same
// metadata as the SVG file, which tells of what it is a picture.
func (f *figure) picture() ([]byte, error) {
	foot := f.footLines()
	height := f.height + footing(foot)
	return f.raster(height, func(page draw.Canvas) {
		f.draw(draw.Crop(page, 0, 0, footing(foot), 0))
		writeFoot(page, foot)
	})
}

// png is all of the figure as a PNG file.
func (f *figure) png() ([]byte, error) {
	return f.raster(f.whole(), f.drawWhole)
}

// raster draws on a white page of a height, and gives it as a PNG file.
func (f *figure) raster(height vg.Length, draws func(draw.Canvas)) ([]byte, error) {
	c := vgimg.NewWith(vgimg.UseWH(house.Width, height), vgimg.UseDPI(resolution))
	draws(draw.NewCanvas(c, house.Width, height))
	var b bytes.Buffer
	if _, err := (vgimg.PngCanvas{Canvas: c}).WriteTo(&b); err != nil {
		return nil, err
	}
	const header = 8 + 12 + 13 // signature, and the chunk IHDR
	return slices.Insert(b.Bytes(), header, chunk("iTXt", "Description\x00\x00\x00\x00\x00"+f.metadata())...), nil
}

// chunk is a chunk of a PNG file: its length, its type and data, and their sum.
func chunk(kind, data string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(b, kind+data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}
