package sections

import (
	"slices"
	"strings"
	"testing"

	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// pictures stand for those of the figures: they hold what the drawings say of
// themselves.
func pictures(t testing.TB) map[string][]byte {
	t.Helper()
	pngs := map[string][]byte{}
	for name, svg := range drawings() {
		words, err := section.Metadata(svg)
		if err != nil {
			t.Fatal(err)
		}
		pngs[name] = []byte(words)
	}
	return pngs
}

// checkSubmission holds the evidence to what a committee asks for, and to stating
// only what the report states, in the same words.
func checkSubmission(t *testing.T, d *doc.Document, reported *fact.Evidence) {
	t.Helper()
	const mostSummary = 400 // of one page
	where := d.Subtitle + ", " + d.Release
	words, err := d.Words()
	if err != nil || words > MostWords {
		t.Errorf("%s: %d words (%v), a committee takes %d", where, words, err, MostWords)
	}
	summary := 0
	list, ok := d.Blocks[1].(*doc.List)
	if !ok || list.Ordered {
		t.Fatalf("%s: after the first heading comes %T, want the bullets of the summary", where, d.Blocks[1])
	}
	for _, item := range list.Items {
		summary += len(strings.Fields(doc.PlainText(item[0].(*doc.Paragraph).Inline)))
	}
	if summary > mostSummary {
		t.Errorf("%s: the summary has %d words, and a page some %d", where, summary, mostSummary)
	}
	numbers(d, func(n doc.Number) {
		f, ok := reported.Find(n.Fact.Name)
		if !ok || n.Text != f.Text && n.Text != f.LimitsText {
			t.Errorf("%s: %s reads %q here and %q in the report", where, n.Fact.Name, n.Text, f.Text)
		}
	})
}

// numbers visits every stated number of a document.
func numbers(d *doc.Document, visit func(doc.Number)) {
	var inlines func([]doc.Inline)
	inlines = func(in []doc.Inline) {
		for _, i := range in {
			switch i := i.(type) {
			case doc.Strong:
				inlines(i.Inline)
			case doc.Emphasis:
				inlines(i.Inline)
			case doc.Number:
				if i.Fact != nil {
					visit(i)
				}
			}
		}
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Paragraph:
			inlines(b.Inline)
		case *doc.List:
			for _, item := range b.Items {
				inlines(item[0].(*doc.Paragraph).Inline)
			}
		case *doc.Figure:
			inlines(b.Caption)
		case *doc.Table:
			inlines(b.Caption)
			for _, row := range b.Rows {
				for _, c := range row {
					inlines(c)
				}
			}
		}
	}
}

// A submitter's name is nobody's to judge, to mark or to mend.
func TestSubmitter(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a whole report; TestCommittee of the command report submits one under a strange name")
	}
	of := builds()[0]
	r := built(t, of.release, of.area)
	s, reported := r.study, r.evidence
	names := []string{"A charity", `*Stop* the [rise in grooming](x) & "<b>" {{.T}} Ŵ 慈善`, "The worst force is not comparable. It soared!"}
	for _, name := range names {
		d, err := Submission(s, drawings(), pictures(t), Submitter{Name: "  " + name + "\n"}, reported, colophon)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if want := "Written evidence submitted by " + name; d.Title != want || d.Author != name {
			t.Errorf("title %q, author %q; want %q", d.Title, d.Author, want)
		}
		if want := "This evidence is submitted by " + name + "."; !slices.ContainsFunc(texts(d), func(text string) bool { return strings.HasPrefix(text, want) }) {
			t.Errorf("no paragraph begins with %q", want)
		}
	}
	if _, err := Submission(s, drawings(), pictures(t), Submitter{Name: " \t"}, reported, colophon); err == nil || !strings.Contains(err.Error(), `make evidence NAME="A charity"`) {
		t.Errorf("without a name: %v", err)
	}
	strange := pictures(t)
	strange["force"] = []byte(`{"title":"another force"}`)
	if _, err := Submission(s, drawings(), strange, Submitter{Name: "A charity"}, reported, colophon); err == nil || err.Error() != "figures/force.png is not a picture of figures/force.svg; run `make evidence`, which draws both" {
		t.Errorf("the picture of another force: %v", err)
	}
}

// Evidence about a force that fell silent says so in its summary and of the force: a count of none
// alone would read as an absence of offences.
func TestSilentSubmission(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a whole report; TestSilentSayings has the same warning in the sentences that may be said")
	}
	s := newStudy(t, "data", "2026-04-23", "British Transport Police")
	_, reported, _, err := Build(s, drawings(), colophon)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Submission(s, drawings(), pictures(t), Submitter{Name: "A charity"}, reported, colophon)
	if err != nil {
		t.Fatal(err)
	}
	if want := "in England and Wales and at British Transport Police:"; !strings.Contains(d.Subtitle, want) {
		t.Errorf("subtitle %q, want %q in it", d.Subtitle, want)
	}
	said := 0
	for _, text := range texts(d) {
		if strings.Contains(text, "none in any quarter since April to June 2021, after recording some before. That may be a "+
			"change in where such offences are recorded") {
			said++
		}
		if strings.Contains(text, "are 0 in") {
			t.Errorf("a count of none stands alone: %q", text)
		}
	}
	if said != 2 {
		t.Errorf("the silence is said %d times, want it in the summary and of the force", said)
	}
}
