// Factcheck reads the numbers of a text about grooming offences recorded by police,
// and says what the record knows of each.
//
//	factcheck [-json] [-fail] [-data data] [-o report] FILE
//	factcheck -own report/evidence.csv [-data data] FILE…
//
// FILE is a text: plain, Markdown, HTML, Word (.docx), OpenDocument (.odt) or PDF, told
// apart by content; a folder of them; or -, which is standard input. It writes
// factcheck.html, factcheck.csv and factcheck.md into the folder that -o names, and a
// summary on standard output. All are made in memory and written at the end, so that a
// run that fails leaves the old ones as they were.
//
// Three variables of the environment say what is known besides: DATE, the day of
// publication, as 2018-05-04, 2018-05 or 2018, if it is not the one that the text gives
// itself; AREA, what the text is about where it names no area; and GIVEN, words that
// stand around the text, such as a headline or the source of its figures.
//
// With -own it reads finished documents of this project, any number of files, and holds what their
// sentences say to the numbers of a report's evidence.csv: it stops at the first that says another
// time or area than its number is of, states no recorded number, or sets figures of two sides of a
// change of definition beside each other without "not comparable".
//
// With -json it prints every numeral as JSON instead, and writes nothing. With -fail it
// exits with status 3 if a number is wrong or not like for like. An error is status 1,
// as is with -fail a file of the folder that cannot be read.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
	"grooming-report/report/doc/html"
	"grooming-report/report/factcheck/verdicts"
)

func main() { os.Exit(status(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// status runs the command, says what its error is, and gives the status to exit with.
func status(args []string, in io.Reader, out, errs io.Writer) int {
	err := run(args, in, out)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, flag.ErrHelp):
		return 1
	case errors.Is(err, errFault):
		return 3
	}
	fmt.Fprintln(errs, "factcheck:", err)
	return 1
}

// errFault is that a number is wrong or not like for like, which is said already.
var errFault = errors.New("a number is wrong or not like for like")

func run(args []string, in io.Reader, out io.Writer) error {
	flags := flag.NewFlagSet("factcheck", flag.ContinueOnError)
	asJSON := flags.Bool("json", false, "print every numeral as JSON, and write no file")
	fail := flags.Bool("fail", false, "exit with status 3 if a number is wrong or not like for like")
	data := flags.String("data", "data", "folder of the tidy tables")
	cache := flags.String("cache", filepath.Join(".build", "pdf"), "folder that keeps the compiled reader of PDFs")
	evidence := flags.String("own", "", "evidence.csv of a report: hold its finished documents to its numbers instead")
	folder := flags.String("o", "report", "folder to write to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *evidence == "" && flags.NArg() != 1 || flags.Arg(0) == "" {
		return fmt.Errorf("want one text: a file, a folder of texts, or - for standard input")
	}
	d, err := records.Load(*data)
	if err != nil {
		return err
	}
	if *evidence != "" {
		return own(context.Background(), *evidence, flags.Args(), *cache, d, out)
	}
	c, err := given(d)
	if err != nil {
		return err
	}
	texts, err := check(context.Background(), flags.Arg(0), in, *cache, c, d)
	if err != nil {
		return err
	}
	if *asJSON {
		err = verdicts.JSON(out, texts, d)
	} else {
		err = write(texts, *folder, out)
	}
	if err != nil || !*fail {
		return err
	}
	return failure(texts)
}

// given is what the environment says of a text.
func given(d *records.Data) (frames.Context, error) {
	c := frames.Context{Date: os.Getenv("DATE"), Given: os.Getenv("GIVEN")}
	if c.Date != "" {
		day, ok := date(c.Date)
		if !ok {
			return c, fmt.Errorf("DATE %q, want the day, month or year of publication, such as 2018-05-04, 2018-05, 2018 or "+
				"4 May 2018", c.Date)
		}
		c.Date = day
	}
	if area := os.Getenv("AREA"); strings.EqualFold(strings.TrimSpace(area), lex.EnglandAndWales.Name) {
		c.Area = lex.EnglandAndWales.Name // no area of the table of forces: who counts in it depends on the release
	} else if area != "" {
		a, err := d.Forces.Area(area)
		if err != nil {
			return c, err
		}
		c.Area = a.Name
	}
	return c, nil
}

// write makes the products and puts them in place, each under a temporary name first.
func write(texts []*verdicts.Text, folder string, out io.Writer) error {
	style, err := html.Style(filepath.Join("report", "fonts"))
	if err != nil {
		return err
	}
	products := []struct {
		name  string
		write func(io.Writer) error
	}{
		{"factcheck.html", func(w io.Writer) error { return verdicts.HTML(w, texts, style) }},
		{"factcheck.csv", func(w io.Writer) error { return verdicts.CSV(w, texts) }},
		{"factcheck.md", func(w io.Writer) error { return verdicts.Markdown(w, texts) }},
	}
	for _, p := range products {
		var file bytes.Buffer
		if err := p.write(&file); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		if err := os.WriteFile(filepath.Join(folder, p.name+".new"), file.Bytes(), 0o644); err != nil {
			return err
		}
	}
	for _, p := range products {
		path := filepath.Join(folder, p.name)
		if err := os.Rename(path+".new", path); err != nil {
			return err
		}
	}
	if err := verdicts.Summary(out, texts); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "written: %s, .csv and .md\n", filepath.ToSlash(filepath.Join(folder, products[0].name)))
	return err
}

// failure reports what -fail exits for.
func failure(texts []*verdicts.Text) error {
	unread := 0
	for _, t := range texts {
		if t.Count(verdicts.Wrong)+t.Count(verdicts.Unlike) > 0 {
			return errFault
		}
		if t.Err != nil {
			unread++
		}
	}
	if unread > 0 {
		return fmt.Errorf("%d of %d texts cannot be read", unread, len(texts))
	}
	return nil
}
