package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
	"grooming-report/report/factcheck/text"
	"grooming-report/report/factcheck/text/pdf"
	"grooming-report/report/proof"
)

// own reads finished documents of this project, and stops at the first sentence that does not
// go with the numbers of evidence.csv.
func own(ctx context.Context, evidence string, files []string, cache string, d *records.Data, out io.Writer) error {
	recorded, date, err := readEvidence(evidence)
	if err != nil {
		return fmt.Errorf("%s: %w", evidence, err)
	}
	r := &pdf.Reader{Cache: cache}
	defer r.Close()
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		document, err := r.Read(ctx, filepath.Base(file), source)
		if err != nil {
			return err
		}
		p := &proofreader{file: file, date: date, recorded: recorded, data: d}
		for _, q := range d.Series.Main().Breaks() {
			p.breaks = append(p.breaks, month(q.First()))
		}
		if err := p.document(document); err != nil {
			return err
		}
		if p.numbers == 0 {
			return fmt.Errorf("%s: states no number of %s; is it a report of this project?", file, evidence)
		}
	}
	_, err = fmt.Fprintf(out, "documents whose sentences go with the numbers of %s: %d\n", filepath.ToSlash(evidence),
		len(files))
	return err
}

// A proofreader reads a document section by section.
type proofreader struct {
	file, date string
	breaks     []lex.Month
	recorded   proof.Printed
	data       *records.Data
	numbers    int // that it states
}

// document reads running text, captions and notes. The cells of tables were held to the record
// before the document was made.
func (p *proofreader) document(d *text.Document) error {
	section := "before the first heading"
	var words strings.Builder
	var blocks []lex.Block
	length := 0
	finish := func() error {
		err := p.section(section, words.String(), blocks)
		words.Reset()
		blocks, length = nil, 0
		return err
	}
	for _, b := range d.Blocks {
		if cell := []rune(d.Words(b)); b.Kind == text.Cell {
			p.numbers += len(p.recorded.At(cell, 0, len(cell)))
		}
		if b.Kind == text.Cell || b.Kind == text.Paragraph && d.Format == "PDF" && !sentence.MatchString(d.Words(b)) {
			continue
		}
		if b.Kind == text.Heading {
			if err := finish(); err != nil {
				return err
			}
			section = d.Words(b)
		}
		n := utf8.RuneCountInString(d.Words(b))
		blocks = append(blocks, lex.Block{Kind: kinds[b.Kind], Start: length, End: length + n})
		words.WriteString(d.Words(b) + "\n\n")
		length += n + 2
	}
	return finish()
}

// sentence tells running text of a PDF from the lines of a table and the labels of a drawing.
var sentence = regexp.MustCompile(`[.:?!][”’)]*$`)

var kinds = map[text.Kind]lex.BlockKind{text.Heading: lex.Heading, text.Item: lex.ListItem,
	text.Footnote: lex.Footnote}

func (p *proofreader) section(name, words string, blocks []lex.Block) error {
	runes := []rune(words)
	f := proof.Check(proof.Text{Words: words, Breaks: p.breaks, Data: p.data, Finished: true,
		Recorded: func(start, end int) []proof.Number {
			numbers := p.recorded.At(runes, start, end)
			p.numbers += len(numbers)
			return numbers
		},
		Context: frames.Context{Date: p.date, Given: "Home Office police recorded crime, code 88A",
			Blocks: blocks}})
	if f != nil {
		return fmt.Errorf("%s: %s: %w", p.file, name, f)
	}
	return nil
}

// readEvidence reads the recorded numbers by the words that print them, and the date of the newest
// release among them.
func readEvidence(name string) (numbers proof.Printed, date string, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, "", err
	}
	defer f.Close()
	table := csv.NewReader(f)
	if header, err := table.Read(); err != nil || !slices.Equal(header, fact.EvidenceSchema.Names()) {
		return nil, "", fmt.Errorf("want the columns %s; make report writes them",
			strings.Join(fact.EvidenceSchema.Names(), ", "))
	}
	rows, err := table.ReadAll()
	if err != nil {
		return nil, "", err
	}
	column := map[string]int{}
	for i, c := range fact.EvidenceSchema.Names() {
		column[c] = i
	}
	spans := map[string]lex.Span{}
	for _, row := range rows {
		s, err := span(row[column["from"]], row[column["to"]])
		if err != nil {
			return nil, "", fmt.Errorf("%s: %w", row[0], err)
		}
		spans[row[0]] = s
		if v := row[column["vintage"]]; len(v) == len(time.DateOnly) {
			date = max(date, v)
		}
	}
	numbers = proof.Printed{}
	for _, row := range rows {
		numbers.Add(row[column["text"]], row[column["limits_text"]], recordedNumber(row, column, spans))
	}
	return numbers, date, nil
}

// recordedNumber is a row of evidence.csv as words can be held to it.
func recordedNumber(row []string, column map[string]int, spans map[string]lex.Span) proof.Number {
	n := proof.Number{Name: row[0], Area: records.Area{Name: row[column["area"]]}.Display(), Later: spans[row[0]]}
	switch fact.Unit(row[column["unit"]]) {
	case fact.Offences, fact.OffencesPerYear, fact.PerMillionPeople, fact.PerMillionUnder16:
		if !strings.Contains(row[column["method"]], string(fact.PredictedCount)) {
			n.Kind = proof.Count
		}
	case fact.UnitRatio, fact.PerCent:
		var later, earlier lex.Span
		for _, input := range strings.Split(row[column["inputs"]], "; ") {
			switch role, name, _ := strings.Cut(input, "="); role {
			case "later":
				later = spans[name]
			case "earlier":
				earlier = spans[name]
			}
		}
		if !later.IsZero() && !earlier.IsZero() && later != earlier {
			n.Kind, n.Later, n.Earlier = proof.Ratio, later, earlier
		}
	}
	return n
}

func span(from, to string) (lex.Span, error) {
	first, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return lex.Span{}, err
	}
	last, err := time.Parse(time.DateOnly, to)
	return lex.Span{From: month(first), To: month(last)}, err
}

func month(t time.Time) lex.Month { return lex.NewMonth(t.Year(), int(t.Month())) }
