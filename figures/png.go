package main

import (
	"bytes"

	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// resolution is that of a picture in dots per inch: what Word keeps for print.
const resolution = 220

// png is the drawing with its foot line as a picture, for documents that cannot
// hold an SVG file everywhere they are opened. Its title and subtitle are left
// out, because such a document prints them as text above.
func (f *figure) png() ([]byte, error) {
	foot := f.footLines()
	height := f.height + footing(foot)
	c := vgimg.NewWith(vgimg.UseWH(width, height), vgimg.UseDPI(resolution))
	page := draw.NewCanvas(c, width, height)
	f.draw(draw.Crop(page, 0, 0, footing(foot), 0))
	writeFoot(page, foot)
	var b bytes.Buffer
	_, err := vgimg.PngCanvas{Canvas: c}.WriteTo(&b)
	return b.Bytes(), err
}
