// Figures draws the report's pictures as SVG files:
//
//	go run ./figures -data data -release data/releases/offences-2026-04-23.csv -force Hampshire -o figures
//
// It writes eight files into the folder given by -o:
//
//	quarters.svg     England and Wales by quarter
//	segmented.svg    the step at April 2017 against the trend before it
//	force.svg        the chosen force by financial year, with intervals
//	forest.svg       every force: across April 2017, and within the wider code
//	multiples.svg    every force by financial year
//	funnel.svg       every force within the wider code, against its expected count
//	caterpillar.svg  the same ratios as counted and after shrinkage
//	vintages.svg     what each release said of the same periods
//
// With -briefs it writes force.svg for every force instead, under the force's
// name.
//
// With -png it writes quarters.png and force.png instead, the two pictures of the
// evidence for a committee.
//
// An empty -release is the newest one. A force may be given by any name that
// data/forces.csv lists for it.
//
// Every file stands alone: title, subtitle, picture, and a foot line with the
// source. The root's data-headline is the height of the title and subtitle,
// which are the group headline, so that a document that prints them as text
// can leave them out of the picture. The metadata element holds the same texts
// as JSON in which each number is marked with the name of its fact.
//
// All pictures are drawn before the first is written: a run that fails leaves
// the files of the last one as they were.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"grooming-report/analysis"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "figures:", err)
		}
		os.Exit(1)
	}
}

func run(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("figures", flag.ContinueOnError)
	data := flags.String("data", "data", "folder of the tidy tables")
	release := flags.String("release", "", "release to draw: its date or its tidy table; the newest if empty")
	area := flags.String("area", "Hampshire", "area of force.svg and vintages.svg: a police force, a region, England, Wales, or several joined by +")
	flags.StringVar(area, "force", *area, "the same; the everyday word for an area of one force")
	png := flags.Bool("png", false, "write the pictures of the evidence for a committee")
	every := flags.Bool("briefs", false, "write the figure of every force's brief instead")
	out := flags.String("o", "figures", "folder to write into")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	d, err := analysis.Load(*data)
	if err != nil {
		return err
	}
	s, err := analysis.NewStudy(d, *release, *area)
	if err != nil {
		return err
	}
	if *every {
		return drawBriefs(d, s, *out, stdout)
	}
	figs, err := drawAll(s)
	if err != nil {
		return err
	}
	files := map[string][]byte{}
	var paths []string
	for _, f := range figs {
		path := filepath.Join(*out, f.name+".svg")
		switch {
		case !*png:
			files[path] = f.svg()
		case f.name == "quarters" || f.name == "force":
			path = filepath.Join(*out, f.name+".png")
			if files[path], err = f.png(); err != nil {
				return err
			}
		default:
			continue
		}
		paths = append(paths, path)
	}
	if err := place(files, paths); err != nil {
		return err
	}
	for _, path := range paths {
		fmt.Fprintln(stdout, path)
	}
	return nil
}

// place writes the files under temporary names first, so that a full disk
// replaces nothing.
func place(files map[string][]byte, paths []string) error {
	for _, path := range paths {
		if err := os.WriteFile(path+".tmp", files[path], 0o644); err != nil {
			return err
		}
	}
	for _, path := range paths {
		if err := os.Rename(path+".tmp", path); err != nil {
			return err
		}
	}
	return nil
}

// drawBriefs draws force.svg for every force of the release, each under the
// force's name.
func drawBriefs(d *analysis.Data, national *analysis.Study, out string, stdout io.Writer) error {
	files := map[string][]byte{}
	var paths []string
	for _, name := range national.Reported() {
		s, err := analysis.NewStudy(d, string(national.Release.Vintage), name)
		if err != nil {
			return err
		}
		f, err := force(s)
		if err != nil {
			return err
		}
		path := filepath.Join(out, s.Area.Slug()+".svg")
		files[path] = f.svg()
		paths = append(paths, path)
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if err := place(files, paths); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%d drawings in %s\n", len(paths), out)
	return nil
}

// drawAll makes the figures of a study.
func drawAll(s *analysis.Study) ([]*figure, error) {
	var figs []*figure
	for _, draw := range []func(*analysis.Study) (*figure, error){quarters, segmented, force, forest, multiples, funnel, caterpillar, vintages} {
		f, err := draw(s)
		if err != nil {
			return nil, err
		}
		figs = append(figs, f)
	}
	return figs, nil
}
