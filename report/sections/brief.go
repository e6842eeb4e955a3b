package sections

import (
	"math"
	"path"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
)

// Brief makes the two pages on the study's area, with the same machinery
// as the report. The drawing is the area's own figure.
func Brief(s *analysis.Study, drawing []byte, colophon Colophon) (*doc.Document, *fact.Evidence, error) {
	name := s.Area.Display()
	d, evidence, _, err := compose(&doc.Document{
		Title:    "Recorded grooming offences: " + name,
		Subtitle: "Police recorded crime, code 88A, before and after April 2017",
		Keywords: []string{"sexual grooming", "police recorded crime", name},
		Summary: "Offences of sexual grooming recorded by " + s.Area.InProse() + ", and what is not comparable across the " +
			"change of definition in April 2017.",
		Up:   &doc.Link{URL: IndexFile, Inline: cell("All briefs")},
		Also: also(BriefFile(s.Area), ".pdf", "PDF", ".csv", "its numbers (CSV)", ".svg", "its chart (SVG)"),
	}, []section{{stem: "brief", fill: brief}}, s, map[string][]byte{"force": drawing}, colophon)
	return d, evidence, err
}

// also links files of one name by their endings, each with what it is called.
func also(name string, endings ...string) []doc.Link {
	var links []doc.Link
	for i := 0; i < len(endings); i += 2 {
		links = append(links, doc.Link{URL: name + endings[i], Inline: cell(endings[i+1])})
	}
	return links
}

func brief(b *builder) (any, error) {
	s := b.study
	area := s.Area
	compared, adjusted, err := b.ofArea()
	if err != nil {
		return nil, err
	}
	f := struct {
		T           terms
		It          string // or they, of several
		Latest      num
		Local       local
		After       num
		Before      num
		Headline    num
		National    *change
		Small       bool
		Unclear     bool
		Misfiled    *code71
		Revised     []vintageCount
		RevisedWhen string
		Silent      string
		Adjusted    *num
		All         *perMillion
		NoResidents bool
		About       about
	}{T: b.terms(), It: pronoun(area), About: b.about(), Latest: b.count(area, s.LatestYear.Period()), Local: b.local(compared),
		Small: compared.Headline.Earlier.N < analysis.SmallBase}
	nation, err := s.BeforeAfter(s.National)
	if err != nil {
		return nil, err
	}
	f.After, f.Before = b.num(s.CountFact(nation.Headline.Later)), b.num(s.CountFact(nation.Headline.Earlier))
	f.Headline = b.num(nation.Headline.RatioFact(s, "headline"))
	f.National = b.change(nation.Within, "within-definition")
	f.Unclear = compared.Within != nil && compared.Within.Interval.Contains(1)
	if f.Misfiled, err = b.misfiled(area); err != nil {
		return nil, err
	}
	f.RevisedWhen = s.AfterYear.String()
	f.Revised = b.revisedMuch(area, s.AfterYear.Period())
	f.Silent = b.silent(s.Area.Name)
	f.Adjusted = adjusted
	rate, err := s.Rate(area, s.LatestYear.Period())
	if err != nil {
		return nil, err
	}
	f.All = b.perMillion(rate, false)
	f.NoResidents = f.All == nil
	if _, err := b.years(area, "table-force", "Offences recorded under code 88A in "+area.InProse()+
		", by financial year"); err != nil {
		return nil, err
	}
	b.comparisons("table-force-comparisons", compared)
	b.figure("force", "table-force")
	return f, nil
}

// pronoun takes up the name of an area in a sentence.
func pronoun(a records.Area) string {
	if a.Joined() {
		return "they"
	}
	return "it"
}

// misfiled gives code 71 where the force recorded more under it than under 88A
// in the first year of the new offence, which is not so in England and Wales:
// some of the new offence may have been filed there.
func (b *builder) misfiled(a records.Area) (*code71, error) {
	s := b.study
	after, err := s.CountOf(s.Sibling(), a, s.AfterYear.Period())
	if err != nil {
		return nil, nil // this release has no code 71
	}
	grooming, err := s.Count(a, s.AfterYear.Period())
	if err != nil || after.N <= grooming.N {
		return nil, err
	}
	return b.code71(a)
}

// revisedMuch lists the vintages of a period whose counts lie more than a tenth,
// and more than a handful, apart.
func (b *builder) revisedMuch(a records.Area, p records.Period) []vintageCount {
	const share, handful = 0.1, 10
	var list []vintageCount
	least, most := math.MaxInt, 0
	for _, c := range b.study.Data.Vintages(a, p) {
		least, most = min(least, c.N), max(most, c.N)
		list = append(list, vintageCount{c.Vintage.String(), b.num(b.study.CountFact(c))})
	}
	if most-least < handful || float64(most-least) < share*float64(most) {
		return nil
	}
	return list
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
		Caption: cell("Briefs by area, with the offences recorded under code 88A in " + s.LatestYear.String()),
		Columns: []doc.Column{{Head: "Area"}, {Head: "To print"}, {Head: "Recorded", Align: doc.Right}}}
	switch kind {
	case analysis.EveryForce:
		d.Title, d.Subtitle = "Recorded grooming offences, by police force", "Two pages on each force in England and Wales"
		d.Summary = "An index of briefs on the offences of sexual grooming that each police force recorded."
		order = "The forces stand by name. "
		t.Columns[0].Head, t.Forces = "Police force", len(areas)
		t.Caption = cell("Briefs by police force, with the offences recorded under code 88A in " + s.LatestYear.String())
	case analysis.EveryArea:
		d.Title, d.Subtitle = "Recorded grooming offences, by region", "Two pages on each region, Wales and England"
		order = "The regions stand by name, and the countries after them: England is its regions together. "
	}
	for _, a := range areas {
		c, err := s.Count(a, s.LatestYear.Period())
		if err != nil {
			return nil, err
		}
		link := func(ending, words string) doc.Inline {
			return doc.Link{URL: path.Clean(BriefFile(a) + ending), Inline: []doc.Inline{doc.Text(a.Display() + words)}}
		}
		count := s.CountFact(c)
		t.Rows = append(t.Rows, []doc.Cell{cell(link(".html", "")), cell(link(".pdf", ", PDF")),
			cell(doc.Number{Fact: count, Text: count.Text})})
	}
	d.Blocks = []doc.Block{
		&doc.Heading{Level: 1, ID: "briefs", Inline: cell("Briefs")},
		&doc.Paragraph{Inline: cell(order + "The figures cannot tell whether a difference between two of " +
			"them is one of offending, of recording, of population or of chance.")},
		t,
	}
	if err := d.Finish(); err != nil {
		return nil, err
	}
	of := breaksOf(s.Data.Series, s.Covered().To)
	if err := checkFair(d, of); err != nil {
		return nil, err
	}
	return d, proofread(d, &fact.Evidence{}, s.Data.Data, of)
}
