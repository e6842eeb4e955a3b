// Factcheck reads the numbers of a text about grooming offences recorded by police,
// and says what the record knows of each.
//
//	factcheck -json -
//
// The text comes from standard input; DATE, the day of publication, and GIVEN, words
// that stand around the text, from the environment.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "factcheck:", err)
		os.Exit(1)
	}
}

func run(args []string, in io.Reader, out io.Writer) error {
	flags := flag.NewFlagSet("factcheck", flag.ContinueOnError)
	asJSON := flags.Bool("json", false, "print every numeral as JSON")
	data := flags.String("data", "data", "the folder of the data")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if !*asJSON || flags.NArg() != 1 || flags.Arg(0) != "-" {
		return fmt.Errorf("want -json and -, which reads the text from standard input")
	}
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	d, err := records.Load(*data)
	if err != nil {
		return err
	}
	context := statements.Context{Date: os.Getenv("DATE"), Given: os.Getenv("GIVEN"), Area: os.Getenv("AREA")}
	enc := json.NewEncoder(out)
	enc.SetIndent("", " ")
	return enc.Encode(statements.Check(string(text), context, d))
}
