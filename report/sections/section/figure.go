package section

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
)

// Drawing is what a figure's SVG says of itself in its metadata. A stated fact
// stands in it as U+E000, the fact's name, U+E002, its words, U+E001.
type Drawing struct {
	Title    string   `json:"title"`
	Subtitle string   `json:"subtitle"`
	Foot     string   `json:"foot"`
	Alt      string   `json:"alt"`
	Facts    []string `json:"facts"`
	Modules  []string `json:"modules"` // that drew it, with their versions
}

// figure is the drawing that a fence of the prose places: figure figure-forest table-forces. Its caption
// and alt text are the drawing's own; they are read when all sections have stated their
// numbers, because a drawing may state only what the report states as well.
func (b *Builder) figure(id, tableID string) *doc.Figure {
	name, ok := strings.CutPrefix(id, "figure-")
	if !ok {
		return nil
	}
	return &doc.Figure{ID: id, Name: "figures/" + name + ".svg", SVG: b.Drawings[name], TableID: tableID,
		Facts: b.drawn[name]}
}

// Draws adds numbers that a figure, by its name, draws beside those of its table.
func (b *Builder) Draws(name string, numbers ...*fact.Fact) {
	if b.drawn == nil {
		b.drawn = map[string][]*fact.Fact{}
	}
	b.drawn[name] = append(b.drawn[name], numbers...)
}

// ParseDrawing reads what a figure's SVG says of itself.
func ParseDrawing(svg []byte) (Drawing, error) {
	var d Drawing
	words, err := Metadata(svg)
	if err != nil {
		return d, err
	}
	if err := json.Unmarshal([]byte(words), &d); err != nil {
		return d, fmt.Errorf("metadata: %w", err)
	}
	return d, nil
}

// Metadata is what a drawing says of itself, as JSON.
func Metadata(svg []byte) (string, error) {
	var root struct {
		Metadata string `xml:"metadata"`
	}
	err := xml.Unmarshal(svg, &root)
	return root.Metadata, err
}
