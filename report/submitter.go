package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"

	"grooming-report/analysis"
	"grooming-report/analysis/statements"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
	"grooming-report/report/sections"
)

// ownWords reads what a submitter says of themselves and asks for. Their words are taken as
// they stand, but for a number that the record contradicts or that is not like for like. What
// it gives back is a line for each change that cannot be checked: a committee cannot do it either.
func ownWords(by *sections.Submitter, about, asks string, s *analysis.Study) (open []string, err error) {
	if by.About, err = wordsOrFile(about); err != nil {
		return nil, err
	}
	if by.Asks, err = paragraphs(asks); err != nil {
		return nil, err
	}
	where := "ABOUT"
	if by.About != about {
		where += " " + about
	}
	for _, given := range []struct{ where, text string }{
		{where, by.About}, {"ASKS " + asks, strings.Join(by.Asks, "\n\n")},
	} {
		left, err := fairWords(given.where, given.text, s)
		if err != nil {
			return nil, err
		}
		open = append(open, left...)
	}
	return open, nil
}

// fairWords stops at the first number of a text that is wrong, far off or not like for like on the
// day of the release, and lists the changes that are left open. What names no area is read as about
// the study's.
func fairWords(where, text string, s *analysis.Study) (open []string, err error) {
	given := frames.Context{Date: string(s.Release.Vintage), Area: s.Area.Name}
	for _, n := range statements.Check(text, given, s.Data.Data).Numerals {
		verdict := statements.Verdict(n.Verdict)
		said := fmt.Sprintf("%s: “%s” in “%s”: %s", where, n.Text, sentenceAt(text, n.At), verdict)
		if n.Why != "" {
			said += ", " + n.Why
		}
		farOff := strings.Contains(n.Why, statements.FarOff) // what the newest release has may stand behind it
		if verdict != statements.Wrong && verdict != statements.NotComparable && !farOff {
			if verdict == statements.CannotCheck && n.Kind.Form().Periods == lex.TwoPeriods {
				open = append(open, said)
			}
			continue
		}
		advice := "leave it out"
		if verdict == statements.CannotCheck {
			advice = "say what it counts, or leave it out"
		}
		if n.Fair != "" {
			advice += ", or write: " + strings.TrimSuffix(n.Fair, ".")
		}
		return nil, fmt.Errorf("%s; %s", said, advice)
	}
	return open, nil
}

// day is the day on which evidence is submitted, in figures; "" of none.
func day(words string) (string, error) {
	if words == "" {
		return "", nil
	}
	for _, form := range []string{time.DateOnly, "2 January 2006"} {
		if t, err := time.Parse(form, words); err == nil {
			return t.Format(time.DateOnly), nil
		}
	}
	return "", fmt.Errorf("DATE %q, want the day on which the evidence is submitted, such as 2026-11-26 or 26 November 2026",
		words)
}

// sentenceAt is the sentence of a text that holds its rune number at, or as much of its line.
func sentenceAt(text string, at int) string {
	runes := []rune(text)
	before, after := string(runes[:at]), string(runes[at:])
	before = before[strings.LastIndexByte(before, '\n')+1:]
	after, _, _ = strings.Cut(after, "\n")
	if i := strings.LastIndex(before, ". "); i >= 0 {
		before = before[i+2:]
	}
	if i := strings.Index(after, ". "); i >= 0 {
		after = after[:i+1]
	}
	return strings.TrimSpace(before + after)
}

// wordsOrFile is what a file of that name holds, or the words themselves.
func wordsOrFile(words string) (string, error) {
	text, err := os.ReadFile(words)
	if words == "" || errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ENAMETOOLONG) {
		return words, nil
	}
	return string(text), err
}

// paragraphs are those of a text file, with an empty line between them; none of no file.
func paragraphs(file string) ([]string, error) {
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("%w; ASKS names a text file of recommendations, a paragraph each", err)
	}
	return strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n\n"), nil
}
