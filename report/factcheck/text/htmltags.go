package text

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// tags are some elements. A list of constants, unlike a map, costs nothing when a program starts.
type tags []atom.Atom

func (t tags) has(tag atom.Atom) bool { return slices.Contains(t, tag) }

var (
	// blocks begin and end a block.
	blocks = tags{atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center,
		atom.Dd, atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption,
		atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Head,
		atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol,
		atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th,
		atom.Thead, atom.Tr, atom.Ul}

	void = tags{atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link,
		atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr}

	tableParts = tags{atom.Td, atom.Th, atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot}

	// partTags hold a part of the page.
	partTags = tags{atom.Body, atom.Div, atom.Section, atom.Td, atom.Center, atom.Main, atom.Article}

	// unread hold no words of a page, or words that nobody sees until something is done.
	unread = tags{atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Svg, atom.Iframe, atom.Object, atom.Select,
		atom.Textarea, atom.Button, atom.Canvas, atom.Audio, atom.Video, atom.Title, atom.Noframes, atom.Noembed,
		atom.Datalist, atom.Dialog, atom.Rt, atom.Rp}

	// around stand beside the text of a page.
	around = tags{atom.Nav, atom.Aside, atom.Footer, atom.Menu}

	aroundRoles = []string{"navigation", "complementary", "contentinfo"}

	wanted = map[string]bool{"class": true, "id": true, "hidden": true, "style": true, "role": true, "scope": true,
		"colspan": true, "rowspan": true, "datetime": true, "itemprop": true, "pubdate": true, "property": true,
		"name": true, "content": true, "type": true, "href": true}
)

// besides begin the class or the id of what stands beside the text, alone or before a
// hyphen.
var besides = []string{"related", "recommended", "recommendations", "newsletter", "promo", "promos", "share", "sharing",
	"social-share", "social-media", "social-links", "social-icons", "comments", "cookie", "cookies", "breadcrumb",
	"breadcrumbs", "sidebar", "advert", "adverts", "advertisement", "most-read", "mostread", "read-more", "readmore",
	"trending", "taboola", "outbrain", "subscribe", "subscription", "skip-link", "site-footer", "site-header", "site-nav",
	"more-stories", "more-on-this", "you-may-also-like", "tags-list", "pagination"}

// invisible are the classes of words for screen readers alone, which say again what
// others see.
var invisible = []string{"visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "govuk-visually-hidden",
	"u-hidden", "is-hidden"}

// inherit returns what an element hands down: what it was handed, and what it adds.
func (p *pageReader) inherit(tag atom.Atom, attrs map[string]string) inherited {
	in := p.top().inherited
	in.passed = in.passed || unread.has(tag) || isHidden(attrs)
	names := strings.Fields(strings.ToLower(attrs["class"]))
	in.passed = in.passed || around.has(tag) || slices.Contains(aroundRoles, attrs["role"]) ||
		slices.Contains(names, "footnote-backref")
	in.beside = in.beside || isBeside(tag, append(names, strings.ToLower(attrs["id"])))
	switch tag {
	case atom.A:
		in.link = true
	case atom.Sup:
		in.raised = true
	case atom.Form:
		in.form = true
	case atom.Header:
		in.header = in.header || !in.main && in.article == 0
	case atom.Main:
		in.main = true
	case atom.Article:
		if in.article == 0 {
			p.region++
			in.article = p.region
		}
	}
	in.main = in.main || attrs["role"] == "main"
	in.kind, in.level = kindOf(tag, in.kind, in.level)
	switch tag {
	case atom.Table:
		in.cell = false
	case atom.Td, atom.Th:
		in.cell = true
	}
	if partTags.has(tag) {
		p.parts = append(p.parts, in.part)
		in.part = len(p.parts) - 1
	}
	for _, n := range names {
		if (n == "footnotes" || n == "footnote") && tag != atom.A && tag != atom.Sup {
			in.kind = Footnote
		}
	}
	return in
}

// kindOf returns the kind of block within an element.
func kindOf(tag atom.Atom, outer Kind, level int) (Kind, int) {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return Heading, int(tag.String()[1] - '0')
	case atom.Li, atom.Dd, atom.Dt:
		if outer == Footnote {
			return Footnote, 0
		}
		return Item, 0
	case atom.Figcaption, atom.Caption:
		return Caption, 0
	case atom.Table, atom.Td, atom.Th, atom.Article, atom.Main, atom.Body:
		return Paragraph, 0
	}
	return outer, level
}

// isHidden reports whether an element is not shown.
func isHidden(attrs map[string]string) bool {
	if _, ok := attrs["hidden"]; ok {
		return true
	}
	if style := strings.ToLower(strings.ReplaceAll(attrs["style"], " ", "")); style != "" &&
		(strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")) {
		return true
	}
	return slices.ContainsFunc(strings.Fields(strings.ToLower(attrs["class"])), func(class string) bool {
		return slices.Contains(invisible, class)
	})
}

// isBeside reports whether the classes and the id of an element say that it stands
// beside the text.
func isBeside(tag atom.Atom, names []string) bool {
	switch tag {
	case atom.Html, atom.Body, atom.Main, atom.Article, atom.H1:
		return false
	}
	for _, n := range names {
		for _, b := range besides {
			if rest, ok := strings.CutPrefix(n, b); ok && (rest == "" || rest[0] == '-' || rest[0] == '_') {
				return true
			}
		}
	}
	return false
}
