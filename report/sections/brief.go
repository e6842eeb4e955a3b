package sections

import (
	"path"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/sections/area"
	"grooming-report/report/sections/fair"
	"grooming-report/report/sections/section"
)

// Brief makes the two pages on the study's area, with the same machinery
// as the report. The drawing is the area's own figure.
func Brief(s *analysis.Study, drawing []byte, colophon section.Colophon) (*doc.Document, *fact.Evidence, error) {
	name := s.Area.Display()
	return compose(&doc.Document{
		Title:    "Recorded grooming offences: " + name,
		Subtitle: "Police recorded crime, code 88A, before and after April 2017",
		Keywords: []string{"sexual grooming", "police recorded crime", name},
		Summary: "Offences of sexual grooming recorded by " + s.Area.InProse() + ", and what is not comparable across the " +
			"change of definition in April 2017.",
		Up:   &doc.Link{URL: IndexFile, Inline: section.Cell("All briefs")},
		Also: also(BriefFile(s.Area), ".pdf", "PDF", ".csv", "its numbers (CSV)", ".svg", "its chart (SVG)"),
	}, []section.Section{{Stem: "brief", Prose: area.Prose, Fill: area.Brief}}, s,
		map[string][]byte{"force": drawing}, colophon)
}

// also links files of one name by their endings, each with what it is called.
func also(name string, endings ...string) []doc.Link {
	var links []doc.Link
	for i := 0; i < len(endings); i += 2 {
		links = append(links, doc.Link{URL: name + endings[i], Inline: section.Cell(endings[i+1])})
	}
	return links
}

// BriefFile is the name of an area's brief, without its ending.
func BriefFile(a records.Area) string { return a.Slug() }

// IndexFile is the page that leads to the briefs, in their folder.
const IndexFile = "index.html"

// Index makes the page that leads to the briefs of areas, which are of a kind, see
// [analysis.Study.Briefed].
func Index(s *analysis.Study, areas []records.Area, kind string) (*doc.Document, error) {
	d := &doc.Document{
		Title: "Recorded grooming offences, by area", Subtitle: "Two pages on each area",
		Language: "en-GB", Date: releaseDate(s.Release.Vintage), Release: "Home Office release of " +
			s.Release.Vintage.String(),
		Keywords: []string{"sexual grooming", "police recorded crime", "police forces"},
		Summary:  "An index of briefs on the offences of sexual grooming that the police of each area recorded.",
	}
	order := "The areas stand by name. "
	t := &doc.Table{ID: "table-briefs",
		Caption: section.Cell("Briefs by area, with the offences recorded under code 88A in " + s.LatestYear.String()),
		Columns: []doc.Column{{Head: "Area"}, {Head: "To print"}, {Head: "Recorded", Align: doc.Right}}}
	switch kind {
	case analysis.EveryForce:
		d.Title, d.Subtitle = "Recorded grooming offences, by police force", "Two pages on each force in England and Wales"
		d.Summary = "An index of briefs on the offences of sexual grooming that each police force recorded."
		order = "The forces stand by name. "
		t.Columns[0].Head, t.Forces = "Police force", len(areas)
		t.Caption = section.Cell("Briefs by police force, with the offences recorded under code 88A in " +
			s.LatestYear.String())
	case analysis.EveryArea:
		d.Title, d.Subtitle = "Recorded grooming offences, by region", "Two pages on each region, Wales and England"
		order = "The regions stand by name, and the countries after them: England is its regions together. "
	}
	var silences doc.Cell // why the table has none for a force
	for _, a := range areas {
		c, err := s.Count(a, s.LatestYear.Period())
		if err != nil {
			return nil, err
		}
		link := func(ending, words string) doc.Inline {
			return doc.Link{URL: path.Clean(BriefFile(a) + ending), Inline: []doc.Inline{doc.Text(a.Display() + words)}}
		}
		count := s.CountFact(c)
		t.Rows = append(t.Rows, []doc.Cell{section.Cell(link(".html", "")), section.Cell(link(".pdf", ", PDF")),
			section.Cell(doc.Number{Fact: count, Text: count.Text})})
		if since, silent := s.SilentSince(a.Name); silent {
			silences = append(silences, section.Cell(" "+section.Capital(a.InProse())+" has recorded none in any quarter since ",
				section.Set(since.String()), ", after recording some before; that may be a change in where such offences "+
					"are recorded, and not an absence of them.")...)
		}
	}
	d.Blocks = []doc.Block{
		&doc.Heading{Level: 1, ID: "briefs", Inline: section.Cell("Briefs")},
		&doc.Paragraph{Inline: append(section.Cell(order+"The figures cannot tell whether a difference between two of "+
			"them is one of offending, of recording, of population or of chance."), silences...)},
		t,
		&doc.Paragraph{Inline: section.Cell("The report on England and Wales has the methods and the sources of all: ",
			doc.Verbatim("make report"), " writes it to ", doc.Verbatim("report/report.html"), ".")},
	}
	if err := d.Finish(); err != nil {
		return nil, err
	}
	of := fair.BreaksOf(s.Data.Series, s.Covered().To)
	if err := fair.CheckFair(d, s.Data.Series, of); err != nil {
		return nil, err
	}
	return d, fair.Proofread(d, &fact.Evidence{}, s.Data.Data, of)
}
