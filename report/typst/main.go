// Typst installs the typesetter of the PDF, at the version that package-lock.json
// pins, and tries it.
//
//	go run ./report/typst
//
// It runs npm ci in report/typst, then sets a page with what was installed. If that
// fails, it removes what came and tries once more. Without npm, or where npm brings
// nothing that works, a typst of version 0.14 or later on the PATH serves as well,
// and is tried in the same way. In the end it writes node_modules/.made, which says
// to make that the typesetter is there.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"grooming-report/report/doc"
	"grooming-report/report/doc/pdf"
)

// The limit is for one try: 20 MB come in it at 1.3 Mbit/s. A person who waits is
// told every step that it goes on.
const (
	limit = 2 * time.Minute
	step  = 10 * time.Second
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, ".", os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "typesetter:", err)
		os.Exit(1)
	}
}

// run installs into the project of the folder root.
func run(ctx context.Context, root string, stdout io.Writer) error {
	dir := filepath.Join(root, "report", "typst")
	modules := filepath.Join(dir, "node_modules")
	problem := errors.New("npm is not on the PATH")
	if npm, err := exec.LookPath("npm"); err == nil {
		fmt.Fprintf(stdout, "installing the typesetter, once: about 20 MB\n")
		if err := unlink(modules); err != nil {
			return err
		}
		for try := range 2 {
			if try > 0 {
				fmt.Fprintf(stdout, "trying again: %v\n", problem)
			}
			if problem = install(ctx, npm, dir, limit, step, stdout); problem == nil {
				problem = proof(root)
			}
			if problem == nil {
				break
			}
			if err := os.RemoveAll(modules); err != nil {
				return err
			}
			if ctx.Err() != nil {
				return errors.New("interrupted; nothing was installed")
			}
		}
	}
	if problem != nil {
		if _, err := exec.LookPath("typst"); err != nil {
			return fmt.Errorf("%w: the PDF needs Node with npm (and a network once), or typst 0.14 or later on the PATH; "+
				"see to one and run make again", problem)
		}
		if err := proof(root); err != nil {
			return fmt.Errorf("%w, and the typst on the PATH does not set a page: %w; want version 0.14 or later", problem, err)
		}
		fmt.Fprintf(stdout, "using the typst on the PATH: %v\n", problem)
	}
	if err := os.MkdirAll(modules, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(modules, ".made"), nil, 0o644)
}

// unlink removes modules if it is a symbolic link, for npm ci empties the folder that it
// leads to, which may be that of another copy of the project.
func unlink(modules string) error {
	if info, err := os.Lstat(modules); err != nil || info.Mode()&os.ModeSymlink == 0 {
		return nil
	}
	return os.Remove(modules)
}

// install runs npm ci, for at most the limit, with a line every step.
func install(ctx context.Context, npm, dir string, limit, step time.Duration, stdout io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	command := exec.CommandContext(ctx, npm, "ci", "--no-audit", "--no-fund", "--loglevel=error",
		"--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=30000")
	command.Dir = dir
	command.WaitDelay = time.Second
	var said bytes.Buffer
	command.Stderr = &said
	done := make(chan error, 1)
	start := time.Now()
	go func() { done <- command.Run() }()
	for tick := time.Tick(step); ; {
		select {
		case err := <-done:
			if ctx.Err() == context.DeadlineExceeded {
				return fmt.Errorf("npm ci did not end in %v", limit)
			}
			if err != nil {
				return fmt.Errorf("npm ci: %w%s", err, firstLine(said.String()))
			}
			return nil
		case <-tick:
			fmt.Fprintf(stdout, "  %.0f s of at most %.0f\n", time.Since(start).Seconds(), limit.Seconds())
		}
	}
}

// firstLine is the first line that says something, as an addition in brackets.
func firstLine(said string) string {
	for line := range strings.Lines(said) {
		if line = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "npm")); line != "" {
			return " (" + line + ")"
		}
	}
	return ""
}

// proof sets one page in both standards, as the report will.
func proof(root string) error {
	page := &doc.Document{
		Title: "Proof", Language: "en-GB", Date: "2026-04-23", Release: "Proof", Summary: "One page.",
		Blocks: []doc.Block{&doc.Heading{Level: 1, ID: "proof", Number: "1", Inline: []doc.Inline{doc.Text("Proof")}},
			&doc.Paragraph{Inline: []doc.Inline{doc.Text("One page.")}}},
	}
	if err := page.Finish(); err != nil {
		return err
	}
	return pdf.Write(root, pdf.Print{Document: page, Standard: pdf.Accessible, To: io.Discard},
		pdf.Print{Document: page, Standard: pdf.Archival, To: io.Discard})
}
