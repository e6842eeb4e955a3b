package verdicts_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
	"grooming-report/analysis/statements/frames"
	"grooming-report/report/factcheck/text"
	"grooming-report/report/factcheck/verdicts"
)

var update = flag.Bool("update", false, "write the golden files anew")

var record = sync.OnceValues(func() (*records.Data, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	if err := os.Chdir("../../.."); err != nil {
		return nil, err
	}
	d, err := records.Load("data")
	if err == nil {
		recordstest.Keep(d)
	}
	return d, errors.Join(err, os.Chdir(dir))
})

// checked is a text with its numbers judged as of 4 May 2018; nil where it is refused.
func checked(t testing.TB, name string, source []byte) *verdicts.Text {
	t.Helper()
	return checkedOn(t, "2018-05-04", name, source)
}

// checkedOn is checked of what was published on another day.
func checkedOn(t testing.TB, date, name string, source []byte) *verdicts.Text {
	t.Helper()
	data, err := record()
	if err != nil {
		t.Fatal(err)
	}
	d, err := text.Read(context.Background(), name, source)
	if err != nil {
		return nil
	}
	v, err := verdicts.Check(name, source, d, frames.Context{Date: date}, data)
	if err != nil {
		return nil
	}
	return v
}

func page(t testing.TB, texts ...*verdicts.Text) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := verdicts.HTML(&out, texts, ""); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The golden files are what the checker makes of an article of our own: their diff shows
// which verdicts and words a change moves.
func TestGolden(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("testdata", "article.md"))
	if err != nil {
		t.Fatal(err)
	}
	v := checked(t, "article.md", source)
	var table, summary, markdown bytes.Buffer
	texts := []*verdicts.Text{v}
	for _, err := range []error{verdicts.CSV(&table, texts), verdicts.Summary(&summary, texts), verdicts.Markdown(&markdown, texts)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	_, body, _ := bytes.Cut(page(t, v), []byte("<body>"))
	body, _, _ = bytes.Cut(body, []byte("<script>"))
	for name, got := range map[string][]byte{
		"article.html": body, "article.csv": table.Bytes(), "article.txt": summary.Bytes(),
		"article.out.md": markdown.Bytes(),
	} {
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got); run `go test ./report/factcheck/verdicts -update` if the change is meant:\n%s", name,
				diff)
		}
	}
}

// unmarked is the text of a page without the marks and the notes.
func unmarked(t testing.TB, page []byte) string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	var walk func(n *html.Node, within bool)
	walk = func(n *html.Node, within bool) {
		switch class := attribute(n, "class"); {
		case class == "notes" || within && strings.HasPrefix(class, "k "):
			return
		case class == "text":
			within = true
		}
		if n.Type == html.TextNode && within {
			out.WriteString(n.Data)
		}
		for c := range n.ChildNodes() {
			walk(c, within)
		}
	}
	walk(root, false)
	return out.String()
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// hostile are texts that try to be more than text in what is made of them.
var hostile = []string{
	"<script>alert(1)</script> Kent recorded 53 offences",
	"Kent </mark></p></div><img src=x onerror=alert(1)> recorded 53",
	"\" onmouseover=\"alert(1) 53 offences ' autofocus onfocus='alert(1)",
	"53</textarea></title></style><svg onload=alert(1)> 54",
	"&lt;b&gt; 53 &#60;script&#62; &amp;amp; 54",
	"<!-- 53 --> 54 ]]> --> 55 <![CDATA[ 56 ]]>",
	"javascript:alert(53) data:text/html,<script>54</script>",
	"https://user:1@example.com/53?a=54&b=<55>",
	"{{.Numbers}} {{53}} ${54} <%= 55 %>",
	"53 \u202e 45 \u2066 54 \u2069 \u200f offences",
	"=HYPERLINK(\"http://example.com\",53) @SUM(1,54) -2+3+cmd|' /C calc'!A0",
	"| 53 | 54 |\n|---|---|\n| [a](javascript:alert(1)) | <b>55</b> |",
	"\x1b[2J\x1b]0;53\x07 54 offences",
	"<base href=//example.com> <meta http-equiv=refresh content=0> <form action=//x><input name=53>",
	"53\r\n54\r55\u2028 56\u0085 57\v58\f59",
	"<p id=t1n1 class=notes>53</p> <span class='k v0'>right 54</span>",
}

// allowed are the elements of a page and their attributes.
var allowed = map[string][]string{
	"html": {"lang"}, "head": nil, "title": nil, "style": nil, "script": nil, "body": nil, "header": {"class"},
	"footer": nil,
	"meta":   {"charset", "http-equiv", "content", "name"}, "main": {"id", "tabindex"}, "section": {"id", "aria-labelledby"},
	"h1": nil, "h2": {"id"}, "h3": {"class"}, "h4": {"class"}, "h5": {"class"}, "h6": {"class"}, "p": {"class"},
	"ul": {"class"}, "li": nil,
	"b": nil, "bdi": nil, "mark": {"class"}, "a": {"class", "href"}, "span": {"class", "role"}, "div": {"class", "role",
		"aria-label", "tabindex"},
	"details": {"class"}, "summary": nil, "dl": {"id"}, "dt": nil, "dd": nil, "code": nil, "button": {"type", "hidden"},
	"table": nil, "thead": nil, "tbody": nil, "tr": nil, "th": {"scope", "class"}, "td": {"class", "colspan"},
}

// sound reports what in a page is not ours.
func sound(t testing.TB, page []byte) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	seen, scripts := map[string]bool{}, 0
	for n := range root.Descendants() {
		switch n.Type {
		case html.CommentNode:
			t.Errorf("the page has a comment: %q", n.Data)
		case html.ElementNode:
			attributes, ok := allowed[n.Data]
			if !ok {
				t.Errorf("the page has an element %s", n.Data)
			}
			if n.Data == "script" || n.Data == "style" {
				scripts++
			}
			for _, a := range n.Attr {
				if !slices.Contains(attributes, a.Key) {
					t.Errorf("the page has %s with %s=%q", n.Data, a.Key, a.Val)
				}
				if a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
					t.Errorf("the page leads to %q", a.Val)
				}
				if a.Key == "id" {
					if seen[a.Val] {
						t.Errorf("two elements are %q", a.Val)
					}
					seen[a.Val] = true
				}
			}
		}
	}
	if scripts != 2 {
		t.Errorf("the page has %d scripts and styles, want 2", scripts)
	}
}

// Nothing of a text becomes markup, an address, a formula or a command of the terminal,
// whatever file it comes in.
func TestHostile(t *testing.T) {
	names := []string{"a.html", "<img src=x onerror=alert(53)>.txt", "=cmd|x.txt", "a.txt", "a.md"}
	if testing.Short() {
		t.Logf("-short leaves out %q", names[2:])
		names = names[:2]
	}
	for _, words := range hostile {
		for _, name := range names {
			v := checked(t, name, []byte(words))
			if v == nil {
				continue
			}
			p := page(t, v, v)
			sound(t, p)
			if got := unmarked(t, page(t, v)); got != v.Document.Text {
				t.Errorf("%s: without its marks %q is %q", name, v.Document.Text, got)
			}
			harmless(t, v)
		}
	}
}

// harmless reports what would act in a spreadsheet or on a terminal.
func harmless(t testing.TB, v *verdicts.Text) {
	t.Helper()
	var table, summary bytes.Buffer
	if err := verdicts.CSV(&table, []*verdicts.Text{v}); err != nil {
		t.Fatal(err)
	}
	if i := bytes.IndexFunc(table.Bytes(), func(r rune) bool { return r > '~' || r < ' ' && r != '\n' }); i >= 0 {
		t.Errorf("the table has %q", table.Bytes()[i:min(i+9, table.Len())])
	}
	rows, err := csv.NewReader(&table).ReadAll()
	if err != nil {
		t.Error(err)
	}
	for _, row := range rows[1:] {
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "@") {
				t.Errorf("the table has the formula %q", cell)
			}
		}
	}
	if err := verdicts.Summary(&summary, []*verdicts.Text{v}); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsFunc(summary.String(), func(r rune) bool { return r < ' ' && r != '\n' || r == 0x7f }) {
		t.Errorf("the summary steers the terminal: %q", summary.String())
	}
}

// FuzzPage holds every page to two laws: without its marks it is the text, and it has
// no markup but ours.
func FuzzPage(f *testing.F) {
	for _, words := range hostile {
		f.Add("a.md", words)
	}
	f.Add("a.txt", "Kent Police recorded 150 offences in 2017/18, up from fifty-three.\n\nOne in five, 20%.")
	f.Add("a.html", "<h1>53</h1><table><tr><td>5<p>6</p><td>7<tr><th>8</table><ul><li>9<li>10</ul>")
	f.Fuzz(func(t *testing.T, name, words string) {
		v := checked(t, name, []byte(words))
		if v == nil {
			return
		}
		p := page(t, v)
		sound(t, p)
		if got := unmarked(t, p); got != v.Document.Text {
			t.Errorf("without its marks %q is %q", v.Document.Text, got)
		}
		harmless(t, v)
	})
}

// Each kind of document gives the same bytes each time, and its numbers stand where they
// are said to stand.
func TestPlaces(t *testing.T) {
	source := []byte("\ufeffKent\u200b recorded 53\u00ad offences in 2016/17, café 54.\n")
	v := checked(t, "a.txt", source)
	for _, n := range v.Numbers {
		if got := string([]rune(string(source))[n.At : n.At+len([]rune(n.Text))]); got != n.Text {
			t.Errorf("at %d stands %q, want %q", n.At, got, n.Text)
		}
	}
	if len(v.Numbers) != 3 {
		t.Errorf("%d numbers, want 3", len(v.Numbers))
	}
	if !bytes.Equal(page(t, v), page(t, checked(t, "a.txt", source))) {
		t.Error("the same text gives two pages")
	}
}

// A text of more numbers than people write is refused before it is read.
func TestMillion(t *testing.T) {
	data, err := record()
	if err != nil {
		t.Fatal(err)
	}
	source := []byte(strings.Repeat("17 ", 1_000_000))
	d, err := text.Read(context.Background(), "a.txt", source)
	if err != nil {
		t.Fatal(err)
	}
	_, err = verdicts.Check("a.txt", source, d, frames.Context{}, data)
	want := "a.txt: holds 1000000 numbers, more than the 10000 that are checked at a time; give the part that matters"
	if err == nil || err.Error() != want {
		t.Errorf("a million numbers: %v, want %s", err, want)
	}
}

// A number whose period is another has a mark of its own, and a fair sentence a button,
// which only the script shows.
func TestMarks(t *testing.T) {
	v := checked(t, "a.txt", []byte("Kent Police recorded 18 grooming offences in 2013/14."))
	v.Numbers[0].PeriodDiffers = true
	v.Numbers[0].Fair = "Kent Police recorded 18 <b>."
	got := string(page(t, v))
	for _, want := range []string{
		`<mark class="v0">18</mark><a class="k v0" href="#t1n1">right</a><span class="k period">its period is another</span>`,
		`<dt>A fair sentence</dt><dd><span class="fair">Kent Police recorded 18 &lt;b&gt;.</span> <button type="button" hidden>Copy the sentence</button>`,
		`<p>The mark <span class="k period">its period is another</span> stands at 1 number: `,
		`its period is another: Kent, 2013/14: 18 in the release of 23 April 2026`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	sound(t, []byte(got))
}

// A change whose reading rests on a guess stays open, but one across the change of definition is not passed on
// without that word: a press officer's 412 per cent is since a year of the narrower code.
func TestOpenAcross(t *testing.T) {
	v := checkedOn(t, "2026-06-03", "release.txt", []byte("Kent Police today revealed that reports of children being "+
		"groomed online have soared by 412% in the force area since 2016/17, with officers recording 340 offences of sexual "+
		"grooming in the year to March 2025."))
	var b strings.Builder
	if err := verdicts.Summary(&b, []*verdicts.Text{v}); err != nil {
		t.Fatal(err)
	}
	if want := "Kent, 2024/25 against 2016/17: the definition widened between them; the record differs, but its area or " +
		"period was inherited or guessed"; !strings.Contains(b.String(), want) {
		t.Errorf("%s\nwant in it: %s", b.String(), want)
	}
}

// The explorer's page has the text before what its marks mean, and what is fair to say in place
// of a fault open, unless there are many.
func TestFound(t *testing.T) {
	const sentence = "Grooming offences recorded by Kent Police rose from 34 in 2016/17 to 167 in 2017/18, a rise of 391%.\n\n"
	for _, times := range []int{1, 4} {
		v := checked(t, "sentence.txt", []byte(strings.Repeat(sentence, times)))
		if v.Count(verdicts.Unlike) != times {
			t.Fatalf("%d sentences: %s, want as many not like for like", times, v.Counts())
		}
		var b strings.Builder
		if err := verdicts.Found(&b, v, nil); err != nil {
			t.Fatal(err)
		}
		found := b.String()
		want := times
		if times > 3 {
			want = 0
		}
		if open := strings.Count(found, `<details class="v2" open>`); open != want {
			t.Errorf("%d faults: %d notes are open, want %d", times, open, want)
		}
		if !strings.HasPrefix(found, `<p class="lead">`+v.Counts()) || strings.Index(found, `id="t1"`) > strings.Index(found, `id="found"`) {
			t.Errorf("%d faults: %.200q, want how many of each, the text, and what the classes mean", times, found)
		}
	}
}
