package html

import (
	"fmt"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
)

// opens is a number that leads to its row in the table of evidence.
func (p *page) opens(name, words string) string {
	skipped := " tabindex=\"-1\""
	if !p.stop {
		p.stop, skipped = true, ""
	}
	return fmt.Sprintf("<a href=\"#%s\"%s>%s</a>", esc(doc.EvidenceID(name)), skipped, words)
}

// evidence writes where every number comes from: what it says, how it was computed,
// from which numbers or lines of the tables, and in which release.
func (p *page) evidence(facts []*fact.Fact) {
	p.stop = false
	p.printf("<section class=\"evidence\" aria-labelledby=\"evidence\">\n<h2 id=\"evidence\">Where the numbers " +
		"come from</h2>\n")
	p.printf("<p>Every number of this page, by its name in <code>evidence.csv</code>. Lines are those of the project’s " +
		"tables.</p>\n")
	p.printf("<div class=\"table\" role=\"region\" aria-labelledby=\"table-evidence-caption\" tabindex=\"0\">\n" +
		"<table id=\"table-evidence\">\n")
	p.printf("<caption id=\"table-evidence-caption\"><span>Evidence: each number with what it was computed from</span>" +
		"</caption>\n<thead>\n<tr>")
	for _, head := range []string{"Name", "What it says", "How it was computed", "From", "Release", "Before quoting it"} {
		p.printf("<th scope=\"col\">%s</th>", head)
	}
	p.printf("</tr>\n</thead>\n<tbody>\n")
	for _, f := range facts {
		warnings := []string{}
		if f.Caveat != "" {
			warnings = append(warnings, f.Caveat)
		}
		for _, w := range f.Cautions() {
			warnings = append(warnings, string(w))
		}
		if len(warnings) == 0 {
			warnings = []string{"nothing to add"}
		}
		p.printf("<tr id=\"%s\"><th scope=\"row\"><code>%s</code></th>", esc(doc.EvidenceID(f.Name)), esc(f.Name))
		for _, content := range []string{
			esc(f.Sentence()), esc(f.Formula()), p.inputs(f), esc(f.Vintage), esc(strings.Join(warnings, " ")),
		} {
			p.printf("<td>%s</td>", content)
		}
		p.printf("</tr>\n")
	}
	p.printf("</tbody>\n</table>\n</div>\n</section>\n")
}

// inputs lists what a fact was computed from: each number with its part in the method,
// as a link, or the lines of the tables.
func (p *page) inputs(f *fact.Fact) string {
	var parts []string
	if lines := f.Lines(); lines != "" {
		parts = append(parts, esc(lines))
	}
	for _, input := range f.Inputs {
		parts = append(parts, fmt.Sprintf("%s %s", esc(input.Role), p.opens(input.Fact.Name, esc(input.Fact.Text))))
	}
	if f.Basis != "" {
		parts = append(parts, esc(f.Basis))
	}
	return strings.Join(parts, "; ")
}
