//go:build !js

// Package figures draws the report's pictures as SVG files, which the command draw writes:
//
//	go run ./figures/draw -data data -release data/releases/offences-2026-04-23.csv -force Hampshire -o figures
//
// An empty -release is the newest one. -base gives the year that changes within the wider
// code are measured from; an empty one is the second year of that code. -area gives the
// area of the figures that show one: a police force, by any name that data/forces.csv lists
// for it, a region, England, Wales, or several of them joined by +; -force is the same. The
// files go into the folder given by -o.
//
// -list draws nothing and prints the files that would be written, each with what
// it shows after a tab. -png writes PNG files instead, and -evidence the pictures of the
// evidence for a committee, which are PNG files without titles. -briefs writes the figure on
// one area for each of many instead, under the area's name and in the same kind of file:
// -briefs forces for every force, -briefs areas for every region, Wales and England,
// -briefs "Kent; Essex" for these.
//
// Every file stands alone: title, subtitle, picture, and a foot line with the
// source. The root's data-headline is the height of the title and subtitle,
// which are the group headline, so that a document that prints them as text
// can leave them out of the picture. The metadata element holds the same texts
// as JSON in which each number is marked with the name of its fact.
//
// All pictures are drawn before the first is written: a run that fails leaves
// the files of the last one as they were.
//
// A figure is a row of the list in figures.go and a file of its own, which holds
// the function that states its words and the plotters that only it has. What
// several share is named for what it draws: columns.go, rows.go, timeline.go; colours, text,
// axes, marks and labels are of package house. The words state numbers as facts, so that a
// document can check them against the report.
//
// In the report it stands where the Markdown of a section places it, by a fence, figure
// figure-name table-name, with the table that has its numbers. A name is of letters only. The
// title states a number of the first years of the wider code, so that it follows the data
// (TestWordsFollowData), and go test ./figures ./report -run Golden -update writes the golden
// drawing and the report.
package figures

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"grooming-report/analysis"
)

// Run is the command draw, with its arguments.
func Run(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("figures", flag.ContinueOnError)
	data := flags.String("data", "data", "folder of the tidy tables")
	release := flags.String("release", "", "release to draw: its date or its tidy table; the newest if empty")
	area := flags.String("area", "Hampshire",
		"area of the figures that show one: a police force, a region, England, Wales, or several joined by +")
	flags.StringVar(area, "force", *area, "the same; the everyday word for an area of one force")
	base := flags.String("base", "", "year that changes within the wider code are measured from, such as 2019/20; the "+
		"second of that code if empty")
	list := flags.Bool("list", false, "print the files and what each shows, and draw nothing")
	png := flags.Bool("png", false, "write the figures as PNG files instead")
	evidence := flags.Bool("evidence", false, "write the pictures of the evidence for a committee instead, as PNG files "+
		"without their titles")
	which := flags.String("briefs", "", "write the figures of briefs instead: of forces (every one), of areas (every "+
		"region, Wales and England) or of the areas that this names, parted by semicolons")
	out := flags.String("o", "figures", "folder to write into")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	form := asSVG
	switch {
	case *png && *evidence:
		return errors.New("-png and -evidence, want one of them")
	case *png:
		form = asPNG
	case *evidence:
		form = asPicture
	}
	if *list {
		return printList(stdout, *out, form)
	}
	d, err := analysis.Load(*data)
	if err != nil {
		return err
	}
	s, err := analysis.NewStudy(d, *release, *area)
	if err != nil {
		return err
	}
	if s, err = s.MeasuredFrom(*base); err != nil {
		return err
	}
	if *which != "" {
		return drawBriefs(s, *which, *out, form, stdout)
	}
	files, err := drawFiles(s, *out, form)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(*out, 0o755); err != nil {
		return err
	}
	if err := writeFiles(files); err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(stdout, f.path)
	}
	return removeOld(files, *out, form)
}

// A form is what kind of file figures are written as, and of which of them.
type form struct {
	ending   string
	write    func(*figure) ([]byte, error)
	evidence bool // only those of the evidence for a committee
}

var (
	asSVG     = form{".svg", func(f *figure) ([]byte, error) { return f.svg(), nil }, false}
	asPNG     = form{".png", (*figure).png, false}
	asPicture = form{".png", (*figure).picture, true}
)

// file is the path of a figure's file.
func (x form) file(folder, name string) string { return filepath.Join(folder, name+x.ending) }

// removeOld removes the figures that a study of other areas had, and this one has not.
func removeOld(drawn []file, out string, form form) error {
	for _, f := range figures {
		path := form.file(out, f.name)
		if slices.ContainsFunc(drawn, func(d file) bool { return d.path == path }) {
			continue
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// printList prints the files that figures are written to.
func printList(stdout io.Writer, out string, form form) error {
	for _, f := range figures {
		if form.evidence && !f.evidence {
			continue
		}
		if _, err := fmt.Fprintf(stdout, "%s\t%s\n", form.file(out, f.name), f.shows); err != nil {
			return err
		}
	}
	return nil
}

// A file is a finished drawing and where it goes.
type file struct {
	path    string
	content []byte
}

// drawFiles draws the figures of a study in a form.
func drawFiles(s *analysis.Study, out string, form form) ([]file, error) {
	figs, err := drawAll(s)
	if err != nil {
		return nil, err
	}
	var files []file
	for _, f := range figs {
		if form.evidence && !f.evidence {
			continue
		}
		content, err := form.write(f)
		if err != nil {
			return nil, err
		}
		files = append(files, file{form.file(out, f.name), content})
	}
	return files, nil
}

// drawBriefs draws the figure on one area for each that which stands for, see
// [analysis.Study.Briefed], under the area's name.
func drawBriefs(s *analysis.Study, which, out string, form form, stdout io.Writer) error {
	areas, err := s.Briefed(which)
	if err != nil {
		return err
	}
	var files []file
	for _, area := range areas {
		f, err := force(s.WithArea(area))
		if err != nil {
			return err
		}
		content, err := form.write(f)
		if err != nil {
			return err
		}
		files = append(files, file{form.file(out, area.Slug()), content})
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if err := writeFiles(files); err != nil {
		return err
	}
	kind := "drawing"
	if form.ending == asPNG.ending {
		kind = "picture"
	}
	if len(files) != 1 {
		kind += "s"
	}
	_, err = fmt.Fprintf(stdout, "%d %s in %s\n", len(files), kind, out)
	return err
}

// writeFiles writes the files under temporary names first, so that a full disk
// replaces nothing.
func writeFiles(files []file) error {
	for _, f := range files {
		if err := os.WriteFile(f.path+".tmp", f.content, 0o644); err != nil {
			return err
		}
	}
	for _, f := range files {
		if err := os.Rename(f.path+".tmp", f.path); err != nil {
			return err
		}
	}
	return nil
}
