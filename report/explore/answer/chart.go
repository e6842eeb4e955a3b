package answer

import (
	"fmt"

	"grooming-report/figures"
)

// writeChart draws the quarters of the release, with the two periods marked.
func (d *Desk) writeChart(m *markup, f *comparison) error {
	p, err := figures.Chosen(d.study, f.compared.Later, f.compared.Earlier)
	if err != nil {
		return err
	}
	id := "chart-" + f.area.Slug()
	m.printf("<figure>\n<figcaption id=\"%s\"><b>%s.</b> %s</figcaption>\n", id, esc(p.Title), esc(p.Subtitle))
	covered := d.study.Covered()
	// A window that is narrower than the chart is to show where the later period ends.
	until := float64(f.compared.Later.Period.To+1-covered.From) / float64(covered.Quarters())
	m.printf("<div class=\"drawing\" data-until=\"%.2f\"", until)
	m.printf(" role=\"region\" aria-labelledby=\"%[1]s\" tabindex=\"0\"><svg role=\"img\" "+
		"aria-labelledby=\"%[1]s-title %[1]s-desc\" width=\"%[2]spt\" height=\"%[3]spt\" viewBox=\"0 0 %[2]s %[3]s\" "+
		"font-family=\"'Source Sans 3', sans-serif\"><title id=\"%[1]s-title\">%[4]s</title><desc id=\"%[1]s-desc\">%[5]s</desc>\n"+
		"%[6]s</svg></div>\n</figure>\n", id, p.Width, p.Height, esc(p.Title), esc(p.Alt), p.Body)
	return nil
}

// savedChart is the chart of one of the areas as a file.
func (d *Desk) savedChart(found []*comparison, area string) (Answer, error) {
	for _, f := range found {
		if f.lacks != "" || area != "" && f.area.Slug() != area {
			continue
		}
		p, err := figures.Chosen(d.study, f.compared.Later, f.compared.Earlier)
		if err != nil {
			return Answer{}, err
		}
		return Answer{Save: &File{f.area.Slug() + ".svg", "image/svg+xml", string(p.SVG())}}, nil
	}
	return Answer{}, fmt.Errorf("there is no chart of %q to save", area)
}
