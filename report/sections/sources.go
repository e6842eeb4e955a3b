package sections

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
)

// A source is something that a reader can follow to where numbers are from.
type source struct {
	publisher, title, date, url string
	remarks                     []string // what is inferred of it, or had at second hand
	releases, residents, quoted bool     // what kind it is
}

const openData = "https://www.gov.uk/government/statistics/police-recorded-crime-open-data-tables"

// sourcesOf lists the sources of the project's tables: the releases, the estimates of
// residents, the law, then what others published, by date and publisher.
func sourcesOf(s *analysis.Study) []source {
	var list []source
	for _, r := range slices.Backward(s.Data.Releases) {
		list = append(list, source{publisher: "Home Office", title: "Police recorded crime and outcomes open data tables",
			date: r.Vintage.String(), url: openData, remarks: origin(r.Notes), releases: true})
	}
	list = append(list, source{publisher: "Office for National Statistics", title: "Mid-year population estimates",
		date: "mid-2011 to mid-2024", residents: true,
		url: "https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates/datasets/" +
			"estimatesofthepopulationforenglandandwales",
		remarks: []string{"summed from local authorities to police force areas, and had at second hand"}})
	for _, law := range []struct{ title, date, url string }{
		{"Sexual Offences Act 2003, section 15", "2003", "https://www.legislation.gov.uk/ukpga/2003/42/section/15"},
		{"Sexual Offences Act 2003, section 15A", "2015", "https://www.legislation.gov.uk/ukpga/2003/42/section/15A"},
		{"Serious Crime Act 2015, section 67", "2015", "https://www.legislation.gov.uk/ukpga/2015/9/section/67"},
		{"S.I. 2017/511, its commencement", "2017", "https://www.legislation.gov.uk/uksi/2017/511/made"},
	} {
		list = append(list, source{publisher: "legislation.gov.uk", title: law.title, date: law.date, url: law.url})
	}
	return append(list, publications(s)...)
}

// publications are the articles and answers that figures and statements are quoted from.
func publications(s *analysis.Study) []source {
	var list []source
	add := func(publisher, date, url, note, what string) {
		i := slices.IndexFunc(list, func(x source) bool { return x.publisher == publisher && x.date == date && x.url == url })
		if i < 0 {
			list = append(list, source{publisher: publisher, title: what, date: date, url: url, quoted: true})
			i = len(list) - 1
		}
		if what != list[i].title && !strings.HasSuffix(list[i].title, what) {
			list[i].title += " and " + what
		}
		for _, part := range strings.Split(note, "; ") {
			doubtful := strings.Contains(part, "inferred") || strings.Contains(part, "not clear")
			if doubtful && !slices.Contains(list[i].remarks, part) {
				list[i].remarks = append(list[i].remarks, part)
			}
		}
	}
	for _, p := range s.Data.Published {
		add(p.Publisher, p.Date, p.URL, p.Note, "figures")
	}
	for _, c := range s.Data.Claims {
		add(c.Publisher, c.Date, c.URL, c.Note, "statements")
	}
	slices.SortStableFunc(list, func(a, b source) int {
		return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.publisher, b.publisher), cmp.Compare(a.url, b.url))
	})
	return list
}

// origin is those notes on a release that say how it was come by.
func origin(notes []string) []string {
	var list []string
	for _, n := range notes {
		if strings.Contains(n, "carried over") || strings.Contains(n, "inferred") {
			list = append(list, n)
		}
	}
	return list
}

// sources makes the numbered table of sources; keep says which of them a document rests
// on, and all keep their numbers of the report.
func (b *builder) sources(keep func(source) bool) {
	t := &doc.Table{ID: "table-sources", Break: true, Caption: cell("Sources, with their numbers"), Columns: []doc.Column{
		{Head: "Number", Width: 0.09}, {Head: "Publisher", Width: 0.2}, {Head: "What", Width: 0.27},
		{Head: "Date", Width: 0.15},
		{Head: "What is inferred or second-hand", Width: 0.29},
	}}
	for i, x := range sourcesOf(b.study) {
		if !keep(x) {
			continue
		}
		what := cell(capital(x.title))
		if x.url != "" {
			what = cell(capital(x.title)+", ", doc.Link{URL: x.url, Inline: cell(set(onPaper(x.url)))})
		}
		remarks := cmp.Or(strings.Join(x.remarks, "; "), "nothing")
		if x.quoted && x.url == "" {
			remarks = strings.TrimPrefix(remarks+"; no address is held", "nothing; ")
		}
		t.Rows = append(t.Rows, []doc.Cell{cell(set(fmt.Sprint(i + 1))), cell(publisher(x.publisher)), what,
			cell(published(x.date)),
			cell(remarks)})
	}
	b.table(t)
}

// footnote is a note that names a source: who published what and when, its address, and
// what is inferred of it.
func (b *builder) footnote(x source) doc.Footnote {
	own := func(words string) doc.Inline { return doc.Number{Text: words} } // theirs, and not ours to judge
	words := publisher(x.publisher) + ", " + capital(x.title) + ", "
	if x.releases {
		words += "release of "
	}
	note := []doc.Inline{own(words + published(x.date))}
	if x.url != "" {
		note = append(note, doc.Text(", "), doc.Link{URL: x.url, Inline: []doc.Inline{own(onPaper(x.url))}})
	}
	if len(x.remarks) > 0 {
		note = append(note, own(" ("+strings.Join(x.remarks, "; ")+")"))
	}
	return doc.Footnote{Inline: append(note, doc.Text("."))}
}

// cited is the mark of a footnote for prose, on the first source of which something is true;
// empty for none.
func (b *builder) cited(is func(source) bool) string {
	list := sourcesOf(b.study)
	i := slices.IndexFunc(list, is)
	if i < 0 {
		return ""
	}
	return b.number(b.footnote(list[i]))
}

// quotedFrom reports whether a source is where a figure or a statement was published.
func quotedFrom(publisher, date, url string) func(source) bool {
	return func(x source) bool {
		return x.quoted && x.publisher == publisher && x.date == date && x.url == url
	}
}

// onPaper is an address to be read and typed, which may break where no letter is lost.
func onPaper(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	return strings.NewReplacer("/", "/\u200b", "-", "-\u200b", "_", "_\u200b").Replace(strings.TrimSuffix(rest, "/"))
}

// publisher is a name at the beginning of a cell; that of a site keeps its small letter.
func publisher(name string) string {
	if strings.Contains(name, ".") && !strings.Contains(name, " ") {
		return name
	}
	return capital(name)
}

// sourceNumber is the number of a publication among the sources.
func (b *builder) sourceNumber(publisher, date, url string) string {
	return fmt.Sprint(1 + slices.IndexFunc(sourcesOf(b.study), quotedFrom(publisher, date, url)))
}

// nextRelease is the month in which the Home Office's quarterly calendar has the next
// release, and the quarter that it adds: quarters come out in the fourth month after them.
func nextRelease(covered records.Period) (month, adds string) {
	next := (covered.To + 1).Period()
	return next.Last().AddDate(0, 0, 1).AddDate(0, 3, 0).Format("January 2006"), next.Months()
}

// cite makes the table of how to cite the document, with an entry for BibTeX.
func (b *builder) cite(title string) {
	release := b.study.Release.Vintage
	year := string(release)[:4]
	if day, err := time.Parse(time.DateOnly, string(release)); err == nil {
		year = fmt.Sprint(day.Year())
	}
	author := cmp.Or(b.colophon.Author, "The maintainers")
	words := fmt.Sprintf("%s, %s, version %s, made from the Home Office release of %s.", author, title,
		cmp.Or(b.colophon.Version, "unknown"), release)
	entry := fmt.Sprintf(`@techreport{recorded-grooming-offences-%s, author = "{%s}", title = "{%s}", year = "%s", `+
		`note = "Version %s, Home Office release of %s"}`,
		string(release), author, title, year, b.colophon.Version, release)
	b.table(&doc.Table{ID: "table-cite", Caption: cell("How to cite this"), Columns: []doc.Column{
		{Head: "Form", Width: 0.15}, {Head: "Citation", Width: 0.85},
	}, Rows: [][]doc.Cell{
		{cell("In words"), cell(words)},
		{cell("BibTeX"), cell(doc.Verbatim(entry))},
		{cell("One number"), cell(fmt.Sprintf("Home Office, police recorded crime open data tables, release of %s, in %s.",
			release, title))},
	}})
}

// about is who made the document, under which licence, and when there will be a newer one.
type about struct {
	Author      string
	Contact     string // the address of the repository; "" where the citation file has none
	Licence     string
	NextRelease string
	NextAdds    string
}

func (b *builder) about() about {
	month, adds := nextRelease(b.study.Covered())
	return about{
		Author:  b.named("the " + strings.TrimPrefix(cmp.Or(b.colophon.Author, "maintainers"), "The ")),
		Contact: b.colophon.Repository,
		Licence: b.named(cmp.Or(b.colophon.Licence, "MIT")), NextRelease: month, NextAdds: adds,
	}
}
