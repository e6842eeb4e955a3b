package html

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
	"grooming-report/report/doc/doctest"
)

// within is the style sheet of a page that holds its own.
func within(t testing.TB) Sheet {
	t.Helper()
	style, err := Style("../../fonts")
	if err != nil {
		t.Fatal(err)
	}
	return Sheet{Style: style}
}

func samplePage(t *testing.T) (*html.Node, string) {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, doctest.Sample(t), within(t)); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return root, out.String()
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func pageText(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(pageText(c))
	}
	return b.String()
}

func TestHTMLAccessible(t *testing.T) {
	root, _ := samplePage(t)
	ids := make(map[string]bool)
	var elements []*html.Node
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		elements = append(elements, n)
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("ID %s is there twice", id)
			}
			ids[id] = true
		}
	}
	count := make(map[string]int)
	level := 0
	for _, n := range elements {
		count[n.Namespace+n.Data]++
		if href := attr(n, "href"); strings.HasPrefix(href, "#") && !ids[href[1:]] {
			t.Errorf("a link leads to %s, which is not there", href)
		}
		for _, id := range strings.Fields(attr(n, "aria-labelledby") + " " + attr(n, "aria-describedby")) {
			if !ids[id] {
				t.Errorf("<%s> is named by %s, which is not there", n.Data, id)
			}
		}
		if attr(n, "role") == "region" && (attr(n, "tabindex") != "0" || attr(n, "aria-labelledby")+attr(n, "aria-label") == "") {
			t.Errorf("a region cannot be reached by keyboard or has no name: %v", n.Attr)
		}
		switch n.Data {
		case "html":
			if attr(n, "lang") != "en-GB" {
				t.Errorf("language %q, want en-GB", attr(n, "lang"))
			}
		case "h1", "h2", "h3", "h4":
			if l := int(n.Data[1] - '0'); l > level+1 {
				t.Errorf("heading %q skips a level", pageText(n))
			} else {
				level = l
			}
		case "th":
			if s := attr(n, "scope"); s != "col" && s != "row" {
				t.Errorf("heading %q of a table has scope %q", pageText(n), s)
			}
		case "table":
			if c := n.FirstChild.NextSibling; c.Data != "caption" {
				t.Errorf("a table begins with %q, want its caption", c.Data)
			}
		case "svg":
			name, description := attr(n, "aria-labelledby"), attr(n, "aria-describedby")
			if attr(n, "role") != "img" || !strings.HasSuffix(name, "-title") || !strings.HasSuffix(description, "-desc") {
				t.Errorf("a drawing has role %q, is named by %q and described by %q", attr(n, "role"), name, description)
			}
		case "data":
			if attr(n, "value") == "" || !strings.HasPrefix(attr(n.FirstChild, "href"), "#number-") {
				t.Errorf("number %s has value %q and leads to %q", pageText(n), attr(n, "value"), attr(n.FirstChild, "href"))
			}
		case "link", "img", "iframe":
			t.Errorf("the page has <%s>", n.Data)
		}
	}
	for _, one := range []string{"title", "h1", "main", "header", "footer", "nav", "script"} {
		if count[one] != 1 {
			t.Errorf("%d <%s>, want 1", count[one], one)
		}
	}
}

// The page asks for nothing from anywhere, and no ID of a drawing is another's.
func TestHTMLSelfContained(t *testing.T) {
	_, page := samplePage(t)
	for _, m := range regexp.MustCompile(`url\(([^)]{0,30})`).FindAllStringSubmatch(page, -1) {
		if !strings.HasPrefix(m[1], "data:font/woff2") && m[1] != "#figure-quarters-shade" {
			t.Errorf("the page wants %s", m[1])
		}
	}
	if strings.Contains(page, "@import") || strings.Contains(page, "src=\"") {
		t.Error("the page wants a file")
	}
	if size := len(page); size > 900_000 {
		t.Errorf("the page has %d bytes; its fonts should be 600 kB at most", size)
	}
}

// A page that another lists leads to it before all else.
func TestHTMLUp(t *testing.T) {
	d := doctest.Sample(t)
	d.Up = &doc.Link{URL: "index.html", Inline: []doc.Inline{doc.Text("All of them")}}
	var out bytes.Buffer
	if err := Write(&out, d, within(t)); err != nil {
		t.Fatal(err)
	}
	if want := "<header class=\"cover\">\n<nav class=\"up\" aria-label=\"Up\"><a href=\"index.html\">All of them</a></nav>\n<h1>"; !strings.Contains(out.String(), want) {
		t.Errorf("the page does not begin with %s", want)
	}
}

// The policy of the page lets its script run, as it stands in the page, and
// nothing else.
func TestHTMLPolicy(t *testing.T) {
	root, _ := samplePage(t)
	var policy, script string
	for n := range root.Descendants() {
		switch {
		case attr(n, "http-equiv") == "Content-Security-Policy":
			policy = attr(n, "content")
		case n.Data == "script":
			script = pageText(n)
		}
	}
	sum := sha256.Sum256([]byte(script))
	for _, want := range []string{"default-src 'none'", "script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"} {
		if script == "" || !strings.Contains(policy, want) {
			t.Errorf("the policy is %q, want %s in it", policy, want)
		}
	}
}

// A page whose style sheet stands beside it links to that, may load it from a disk and
// holds no font of its own.
func TestHTMLSharedSheet(t *testing.T) {
	var out bytes.Buffer
	if err := Write(&out, doctest.Sample(t), Sheet{File: "style.css"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<link rel="stylesheet" href="style.css">`, "style-src &#39;unsafe-inline&#39; &#39;self&#39; file:;"} {
		if !strings.Contains(html.UnescapeString(out.String()), html.UnescapeString(want)) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(out.String(), "@font-face") {
		t.Error("the page holds fonts, want none but those of its style sheet")
	}
}

// A row of a police force has a name of its own to lead to, and a column has a
// button to order them by only if all of it is counts.
func TestHTMLForces(t *testing.T) {
	root, _ := samplePage(t)
	var rows, counts []string
	for n := range root.Descendants() {
		switch n.Data {
		case "tr":
			if id := attr(n, "id"); id != "" && !strings.HasPrefix(id, "number-") {
				rows = append(rows, id)
			}
		case "th":
			if slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "data-counts" }) {
				counts = append(counts, pageText(n))
			}
		}
	}
	if len(rows) != 44 || rows[0] != "table-long-force-1-of-the-country" {
		t.Errorf("%d rows, %v, want 44 from table-long-force-1-of-the-country", len(rows), rows)
	}
	if want := []string{"2016/17"}; !slices.Equal(counts, want) {
		t.Errorf("columns to order by: %v, want %v; ratios and their limits are none", counts, want)
	}
}

// value is unrounded, and both limits where the text is limits.
func TestHTMLNumbers(t *testing.T) {
	root, _ := samplePage(t)
	got := make(map[string]string)
	for n := range root.Descendants() {
		if n.Data == "data" && got[pageText(n)] == "" {
			got[pageText(n)] = attr(n, "value") + " " + attr(n.FirstChild, "href")
		}
	}
	for text, want := range map[string]string{
		"142":          "142 #number-hampshire.count.2017-04_2017-12",
		"3.77":         "3.7735849 #number-hampshire.ratio",
		"2.73 to 5.24": "2.73/5.24 #number-hampshire.ratio",
	} {
		if got[text] != want {
			t.Errorf("%s is %q, want %q", text, got[text], want)
		}
	}
}

// Each number leads to a row of the table of evidence, which leads on to its inputs and
// ends at lines of the tables or at what else a number rests on. Tab stops once in a
// paragraph, an item of a list or a table.
func TestHTMLEvidence(t *testing.T) {
	root, _ := samplePage(t)
	rows := make(map[string]string)
	for n := range root.Descendants() {
		if id := attr(n, "id"); n.Data == "tr" && strings.HasPrefix(id, "number-") {
			rows[id] = pageText(n)
		}
	}
	stops := make(map[*html.Node]int)
	for n := range root.Descendants() {
		to, leads := strings.CutPrefix(attr(n, "href"), "#")
		if !leads || !strings.HasPrefix(to, "number-") {
			continue
		}
		if rows[to] == "" {
			t.Errorf("%s leads to %s, which is not there", pageText(n), to)
		}
		within := n
		for !slices.Contains([]string{"p", "li", "table", "figcaption"}, within.Data) {
			within = within.Parent
		}
		if attr(n, "tabindex") != "-1" {
			stops[within]++
		} else if stops[within] == 0 {
			t.Errorf("%s in %.60q is skipped by Tab, and none before it is a stop", pageText(n), pageText(within))
		}
	}
	for within, n := range stops {
		if n != 1 {
			t.Errorf("Tab stops %d times at numbers in %.60q, want once", n, pageText(within))
		}
	}
	for id, want := range map[string]string{
		"number-hampshire.count.2017-04_2017-12": "lines 12–14 of data/releases/offences-2026-04-23.csv",
		"number-hampshire.ratio":                 "count 142; total 3,188",
	} {
		if !strings.Contains(rows[id], want) {
			t.Errorf("the row %s says %q, want %q in it", id, rows[id], want)
		}
	}
}

// A number that rests on neither rows nor other facts says what it rests on.
func TestHTMLBasis(t *testing.T) {
	exposure := &fact.Fact{Name: "exposure", Value: 0.75, Text: "0.753", Basis: "the calendar"}
	if got := (&page{doc: &doc.Document{}}).inputs(exposure); got != "the calendar" {
		t.Errorf("a number that rests on the calendar is from %q", got)
	}
}

// A block and an inline that the walk knows and this writer has forgotten.
type (
	sidebar   struct{ doc.Block }
	underline struct{ doc.Inline }
)

// An address may break over lines, and is copied as it is.
func TestAddress(t *testing.T) {
	p := &page{doc: &doc.Document{}}
	in := doc.Link{URL: "https://example.org/a-b", Inline: []doc.Inline{doc.Number{Text: "example.org/\u200ba-\u200bb"}}}
	const want = `<a href="https://example.org/a-b">example.org/<wbr>a-<wbr>b</a>`
	if got := p.inlines([]doc.Inline{in}); got != want || p.err != nil {
		t.Errorf("the address is written as %s, %v; want %s", got, p.err, want)
	}
}

// The writer's own switches end in an error, and not those of the walk alone.
func TestUnknown(t *testing.T) {
	blocks, in := &page{doc: &doc.Document{}}, &page{doc: &doc.Document{}}
	blocks.blocks([]doc.Block{&sidebar{}})
	in.inlines([]doc.Inline{underline{}})
	for want, err := range map[string]error{
		"HTML has no place for a *html.sidebar":  blocks.err,
		"HTML has no place for a html.underline": in.err,
	} {
		if err == nil || err.Error() != want {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
