package text

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// A page is what a page of the web says about itself.
type page struct {
	title string
	metas map[string]string
	json  bool // the script that is open is JSON-LD
	ld    linked
	times []pageTime
}

// A pageTime is a time element.
type pageTime struct {
	attrs map[string]string
	in    inherited
	words string
}

// maxTimes is how many time elements are kept, the last in place of one before.
const maxTimes = 50

// linked is what JSON-LD says.
type linked struct{ published, headline, publisher string }

// Where pages state their day of publication, the most reliable first.
var dateMetas = []string{"article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
	"dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "govuk:first-published-at", "citation_publication_date",
	"sailthru.date", "publish-date", "publishdate", "pubdate", "date"}

var siteMetas = []string{"og:site_name", "dcterms.publisher", "dc.publisher", "application-name"}

func (p *page) meta(attrs map[string]string) {
	if p.metas == nil {
		p.metas = make(map[string]string)
	}
	for _, key := range []string{attrs["property"], attrs["name"], attrs["itemprop"]} {
		key = strings.ToLower(strings.TrimSpace(key))
		if key == "" || !slices.Contains(dateMetas, key) && !slices.Contains(siteMetas, key) && key != "og:title" {
			continue
		}
		if p.metas[key] == "" {
			p.metas[key] = clean(attrs["content"])
		}
	}
}

// maxLinked is the longest JSON-LD that is looked at.
const maxLinked = 1 << 20

func (p *page) script(b []byte) {
	if !p.json || len(b) > maxLinked {
		return
	}
	var v any
	if json.Unmarshal(bytes.TrimSpace(b), &v) == nil {
		p.ld.take(v, 0)
	}
}

// take takes what an object of JSON-LD says, or the objects of a list or a graph.
func (l *linked) take(v any, depth int) {
	if depth > 4 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			l.take(x, depth+1)
		}
	case map[string]any:
		first := func(to *string, x any) {
			if s, ok := x.(string); ok && *to == "" {
				*to = clean(s)
			}
		}
		if l.published == "" {
			s, _ := v["datePublished"].(string)
			l.published = isoDate(s)
		}
		first(&l.headline, v["headline"])
		if publisher, ok := v["publisher"].(map[string]any); ok {
			first(&l.publisher, publisher["name"])
		}
		l.take(v["@graph"], depth+1)
		l.take(v["mainEntity"], depth+1)
	}
}

// timed takes the words of the time element that was opened last.
func (p *page) timed(s string) { p.times[len(p.times)-1].words += s }

// fill gives a document what its page says.
func (p *page) fill(d *Document) {
	for _, s := range []string{p.metas["og:title"], p.ld.headline, p.title} {
		if d.Title == "" {
			d.Title = s
		}
	}
	for _, key := range siteMetas {
		if d.Site == "" {
			d.Site = p.metas[key]
		}
	}
	if d.Site == "" {
		d.Site = p.ld.publisher
	}
	d.Published = p.published()
}

// published returns the day of publication. Of the time elements, one that says so
// counts before the first in the text.
func (p *page) published() string {
	if s := isoDate(p.metas[dateMetas[0]]); s != "" {
		return s
	}
	if p.ld.published != "" {
		return p.ld.published
	}
	for _, key := range dateMetas {
		if s := isoDate(p.metas[key]); s != "" {
			return s
		}
	}
	first := ""
	for _, t := range p.times {
		_, pubdate := t.attrs["pubdate"]
		says := pubdate || strings.EqualFold(t.attrs["itemprop"], "datePublished") ||
			strings.Contains(strings.ToLower(t.attrs["class"]), "publish")
		s := isoDate(t.attrs["datetime"])
		if s == "" {
			s = isoDate(t.words)
		}
		switch {
		case s == "" || t.in.passed && !says:
		case says:
			return s
		case first == "":
			first = s
		}
	}
	return first
}

var dateLayouts = []string{"2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "Monday 2 January 2006",
	"Monday, 2 January 2006", "Monday, January 2, 2006", "Mon, 2 Jan 2006", "02/01/2006", "2/1/2006", "20060102"}

// isoDate returns the day or the month that a date names, in the place where it was
// written; empty if it names neither.
func isoDate(s string) string {
	s = clean(s)
	if _, after, ok := strings.Cut(s, "ublished "); ok {
		s = strings.TrimPrefix(after, "on ")
	}
	if len(s) > 10 && s[4] == '-' && (s[10] == 'T' || s[10] == ' ') {
		s = s[:10]
	}
	for _, layout := range []string{"2006-01-02", "2006-01"} {
		if t, err := time.Parse(layout, s); err == nil && sane(t) {
			return t.Format(layout)
		}
	}
	for _, layout := range dateLayouts {
		for _, n := range []int{len(s), strings.LastIndex(s, " ")} {
			if n < 0 {
				continue
			}
			if t, err := time.Parse(layout, strings.TrimRight(s[:n], " ,")); err == nil && sane(t) {
				return t.Format("2006-01-02")
			}
		}
	}
	return ""
}

// sane reports whether a page of the web can be of a day.
func sane(t time.Time) bool { return t.Year() >= 1990 && t.Year() < 2100 }

// clean makes one line of a text.
func clean(s string) string {
	w := &words{}
	w.add(s)
	return string(w.text)
}
