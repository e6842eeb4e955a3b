package section

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

// A Source is something that a reader can follow to where numbers are from.
type Source struct {
	publisher, title, Date, Url string
	remarks                     []string // what is inferred of it, or had at second hand
	Releases, Residents, quoted bool     // what kind it is
	Standing                    bool     // it says what the statistics are accredited as
}

// noAddress is what is said of a publication that nobody can be led to.
const noAddress = "no address is held"

// residents is how the estimates of residents came into the project.
const residents = "summed from local authorities to police force areas, and had at second hand"

const openData = "https://www.gov.uk/government/statistics/police-recorded-crime-open-data-tables"

// SourcesOf lists the sources of the project's tables: the releases, the estimates of
// residents, the law, then what others published, by date and publisher, and what the statistics are
// accredited as.
func SourcesOf(s *analysis.Study) []Source {
	var list []Source
	for _, r := range slices.Backward(s.Data.Releases) {
		list = append(list, Source{publisher: "Home Office", title: "Police recorded crime and outcomes open data tables",
			Date: r.Vintage.String(), Url: openData, remarks: origin(r.Notes), Releases: true})
	}
	list = append(list, Source{publisher: "Office for National Statistics", title: "Mid-year population estimates",
		Date: "mid-2011 to mid-2024", Residents: true,
		Url: "https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates/datasets/" +
			"estimatesofthepopulationforenglandandwales",
		remarks: []string{residents}})
	for _, law := range []struct{ title, date, url string }{
		{"Sexual Offences Act 2003, section 15", "2003", "https://www.legislation.gov.uk/ukpga/2003/42/section/15"},
		{"Sexual Offences Act 2003, section 15A", "2015", "https://www.legislation.gov.uk/ukpga/2003/42/section/15A"},
		{"Serious Crime Act 2015, section 67", "2015", "https://www.legislation.gov.uk/ukpga/2015/9/section/67"},
		{"S.I. 2017/511, its commencement", "2017", "https://www.legislation.gov.uk/uksi/2017/511/made"},
	} {
		list = append(list, Source{publisher: "legislation.gov.uk", title: law.title, Date: law.date, Url: law.url})
	}
	list = append(list, publications(s)...)
	return append(list, Source{publisher: "House of Commons, Public Administration Select Committee", Date: "2014-04-09",
		title: "Caught red-handed: why we can’t count on police recorded crime statistics, on the removal of their " +
			"designation as National Statistics",
		Url:      "https://publications.parliament.uk/pa/cm201314/cmselect/cmpubadm/760/76006.htm",
		Standing: true})
}

// publications are the articles and answers that figures and statements are quoted from.
func publications(s *analysis.Study) []Source {
	var list []Source
	add := func(publisher, date, url, note, what string) {
		i := slices.IndexFunc(list, func(x Source) bool { return x.publisher == publisher && x.Date == date && x.Url == url })
		if i < 0 {
			list = append(list, Source{publisher: publisher, title: what, Date: date, Url: url, quoted: true})
			i = len(list) - 1
		}
		if what != list[i].title && !strings.HasSuffix(list[i].title, what) {
			list[i].title += " and " + what
		}
		for _, part := range doubts(note) {
			if !slices.Contains(list[i].remarks, part) {
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
	slices.SortStableFunc(list, func(a, b Source) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.publisher, b.publisher), cmp.Compare(a.Url, b.Url))
	})
	return list
}

// doubts is the parts of a note on a figure that say what is inferred of it, had at second hand, or
// not clear.
func doubts(note string) []string {
	return slices.DeleteFunc(strings.Split(note, "; "), func(part string) bool {
		return !strings.Contains(part, "inferred") && !strings.Contains(part, "not clear") &&
			!strings.Contains(part, "second hand")
	})
}

// Doubt is what is inferred of a published figure, or not clear, for prose beside it; empty for
// nothing.
func (b *Builder) Doubt(p *records.Published) string {
	if p == nil {
		return ""
	}
	return b.Named(strings.Join(doubts(p.Note), "; "))
}

// DateDoubt is what is inferred of the date of a release, for prose; empty for nothing.
func DateDoubt(r *records.Release) string {
	i := slices.IndexFunc(r.Notes, func(n string) bool { return strings.Contains(n, "date is inferred") })
	if i < 0 {
		return ""
	}
	return r.Notes[i]
}

// Dated is the date of a release, and says where that is inferred.
func Dated(r *records.Release) string {
	if DateDoubt(r) == "" {
		return r.Vintage.String()
	}
	return r.Vintage.String() + " (date inferred)"
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

// Sources makes the numbered table of sources.
func (b *Builder) Sources() {
	t := &doc.Table{ID: "table-sources", Break: true, Caption: Cell("Sources, with their numbers"),
		Source: "this project", Columns: []doc.Column{{Head: "Number", Width: 0.07}, {Head: "Publisher", Width: 0.2},
			{Head: "What it is, and what of it is inferred or second-hand", Width: 0.58}, {Head: "Date", Width: 0.15}}}
	sources := SourcesOf(b.Study)
	of := map[string]int{} // how many releases a remark is true of
	for _, x := range sources {
		for _, remark := range x.remarks {
			if x.Releases {
				of[remark]++
			}
		}
	}
	for i, x := range sources {
		t.Rows = append(t.Rows, []doc.Cell{Cell(Set(fmt.Sprint(i + 1))), Cell(publisher(x.publisher)),
			x.cell(func(remark string) bool { return of[remark] > 1 }), Cell(Published(x.Date))})
	}
	b.Table(t)
}

// cell is what a source is and its address. What is inferred of it, or had at second hand, stands
// behind in brackets, and in a note of the table where several sources share it.
func (x Source) cell(shared func(remark string) bool) doc.Cell {
	what := Cell(Capital(x.title))
	if x.Url != "" {
		what = Cell(Capital(x.title)+", ", doc.Link{URL: x.Url, Inline: Cell(Set(onPaper(x.Url)))})
	}
	var own []string
	for _, remark := range x.remarks {
		if shared(remark) {
			what = append(what, doc.Footnote{Inline: Cell(Capital(remark) + ".")})
		} else {
			own = append(own, remark)
		}
	}
	if x.Url == "" && x.quoted {
		own = append(own, noAddress)
	}
	if len(own) > 0 {
		what = append(what, doc.Text(" ("+strings.Join(own, "; ")+")"))
	}
	return what
}

// Footnote is a note that names a source: who published what and when, its address, and
// what is inferred of it.
func (b *Builder) Footnote(x Source) doc.Footnote {
	own := func(words string) doc.Inline { return doc.Number{Text: words} } // theirs, and not ours to judge
	words := publisher(x.publisher) + ", " + Capital(x.title) + ", "
	if x.Releases {
		words += "release of "
	}
	note := []doc.Inline{own(words + Published(x.Date))}
	if x.Url != "" {
		note = append(note, doc.Text(", "), doc.Link{URL: x.Url, Inline: []doc.Inline{own(onPaper(x.Url))}})
	}
	remarks := x.remarks
	if x.Url == "" && x.quoted {
		remarks = append(slices.Clone(remarks), noAddress)
	}
	if len(remarks) > 0 {
		note = append(note, own(" ("+strings.Join(remarks, "; ")+")"))
	}
	return doc.Footnote{Inline: append(note, doc.Text("."))}
}

// Cited is the mark of a footnote for prose, on the first source of which something is true;
// empty for none.
func (b *Builder) Cited(is func(Source) bool) string {
	list := SourcesOf(b.Study)
	i := slices.IndexFunc(list, is)
	if i < 0 {
		return ""
	}
	return b.number(b.Footnote(list[i]))
}

// QuotedFrom reports whether a source is where a figure or a statement was published.
func QuotedFrom(publisher, date, url string) func(Source) bool {
	return func(x Source) bool {
		return x.quoted && x.publisher == publisher && x.Date == date && x.Url == url
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
	return Capital(name)
}

// SourceNumber is the number of a publication among the sources.
func (b *Builder) SourceNumber(publisher, date, url string) string {
	return fmt.Sprint(1 + slices.IndexFunc(SourcesOf(b.Study), QuotedFrom(publisher, date, url)))
}

// By is who published something and when, with the number of the source and any doubt about it.
func (b *Builder) By(publisher, date, url, doubt string) string {
	words := Capital(publisher) + ", " + Published(date) + " (source " + b.SourceNumber(publisher, date, url)
	if doubt != "" {
		words += "; " + doubt
	}
	return words + ")"
}

// nextRelease is the month in which the Home Office's quarterly calendar has the next
// release, and the quarter that it adds: quarters come out in the fourth month after them.
func nextRelease(covered records.Period) (month, adds string) {
	next := (covered.To + 1).Period()
	return next.Last().AddDate(0, 0, 1).AddDate(0, 3, 0).Format("January 2006"), next.Months()
}

// Imprint is who made the report, under which licence, and when it is made again, for a product
// that has no prose to say so.
func (b *Builder) Imprint() string {
	a := b.About()
	return fmt.Sprintf("By %s, version %s, under the licence %s. Made again with the Home Office’s next release, "+
		"due in %s.", a.Author, cmp.Or(b.Colophon.Version, "unknown"), a.Licence, a.NextRelease)
}

// Cite makes the table of how to cite the document, with an entry for BibTeX.
func (b *Builder) Cite(title string) {
	release := b.Study.Release.Vintage
	year := string(release)[:4]
	if day, err := time.Parse(time.DateOnly, string(release)); err == nil {
		year = fmt.Sprint(day.Year())
	}
	author := cmp.Or(b.Colophon.Author, "The maintainers")
	words := fmt.Sprintf("%s, %s, version %s, made from the Home Office release of %s.", author, title,
		cmp.Or(b.Colophon.Version, "unknown"), release)
	entry := fmt.Sprintf(`@misc{recorded-grooming-offences-%s, author = "{%s}", title = "{%s}", year = "%s", `+
		`note = "Version %s, Home Office release of %s"}`,
		string(release), author, title, year, b.Colophon.Version, release)
	b.Table(&doc.Table{ID: "table-cite", Caption: Cell("How to cite this"), Source: "this project", Columns: []doc.Column{
		{Head: "Form", Width: 0.15}, {Head: "Citation", Width: 0.85},
	}, Rows: [][]doc.Cell{
		{Cell("In words"), Cell(words)},
		{Cell("BibTeX"), Cell(doc.Verbatim(entry))},
		{Cell("One number"), Cell(fmt.Sprintf("Home Office, police recorded crime open data tables, release of %s, in %s.",
			release, title))},
	}})
}

// About is who made the document, under which licence, and when there will be a newer one.
type About struct {
	Author      string
	Contact     string // the address of the repository; "" where the citation file has none
	Licence     string
	NextRelease string
	NextAdds    string
}

// About states who made the document.
func (b *Builder) About() About {
	month, adds := nextRelease(b.Study.Covered())
	return About{
		Author:  b.Named("the " + strings.TrimPrefix(cmp.Or(b.Colophon.Author, "maintainers"), "The ")),
		Contact: b.Colophon.Repository,
		Licence: b.Named(cmp.Or(b.Colophon.Licence, "MIT")), NextRelease: month, NextAdds: adds,
	}
}
