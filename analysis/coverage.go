package analysis

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"go/scanner"
	"go/token"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats/coverage"
)

// A CoverageRow is one result of the kept simulation.
type CoverageRow struct {
	coverage.Result
	Seed uint64
	Code string // the CoverageCode that made it
	Row  records.Rows
}

// Smallest is the smaller of the two expected counts.
func (r CoverageRow) Smallest() float64 { return min(r.Later, r.Earlier) }

// Short reports whether the kept simulation found that a method's limits hold the
// truth less often than they say: by more than two points somewhere with twenty
// or more offences expected in each period. It is false where nothing is kept.
func (d *Data) Short(method string) bool {
	return slices.ContainsFunc(d.Coverage, func(r CoverageRow) bool {
		return r.Method == method && r.Smallest() >= 20 && r.Covered < Level-0.02
	})
}

// coverageHeader is the header of data/derived/coverage.csv.
var coverageHeader = []string{"method", "later", "earlier", "dispersion", "covered", "below", "above", "replicates",
	"seed", "code"}

// coverageFiles are the files whose code makes the results.
var coverageFiles = []string{
	"coverage/coverage.go", "coverage/draw.go", "coverage/methods.go", "dispersion.go", "funnel.go", "glm.go",
	"moderate.go", "negbin.go", "poisson.go", "ratio.go", "ratioofratios.go", "segmented.go", "shrink.go", "tail.go",
	"trend.go",
}

// CoverageCode is the SHA-256 of the code that simulates and of the estimators
// that it runs, word by word, so that neither comments nor spaces count.
func CoverageCode() string {
	coverageCode.once.Do(func() { coverageCode.sum = codeSum() })
	return coverageCode.sum
}

// coverageCode keeps CoverageCode once it was asked for. A program that never asks carries none of
// the sources, as the explorer would for a variable of sync.OnceValue.
var coverageCode struct {
	once sync.Once
	sum  string
}

func codeSum() string {
	sum := sha256.New()
	for _, name := range coverageFiles {
		text := ownFile("stats/" + name)
		set := token.NewFileSet()
		var s scanner.Scanner
		s.Init(set.AddFile(name, -1, len(text)), text, nil, 0)
		for {
			_, kind, word := s.Scan()
			if kind == token.EOF {
				break
			}
			fmt.Fprintln(sum, kind, word)
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// WriteCoverage is data/derived/coverage.csv of simulated results: a row each, with the seed and
// CoverageCode.
func WriteCoverage(results []coverage.Result, seed uint64) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	number := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	rows, code := [][]string{coverageHeader}, CoverageCode()
	for _, c := range results {
		rows = append(rows, []string{c.Method, number(c.Later), number(c.Earlier), number(c.Dispersion),
			number(c.Covered), number(c.Below), number(c.Above), strconv.Itoa(c.Replicates), strconv.FormatUint(seed, 10), code})
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// parseCoverage reads data/derived/coverage.csv.
func parseCoverage(t *records.Table) ([]CoverageRow, error) {
	var rows []CoverageRow
	for i, field := range t.Records() {
		r := CoverageRow{Row: t.At(i), Code: field["code"]}
		r.Method = field["method"]
		var err error
		for _, number := range []struct {
			column string
			to     *float64
			most   float64
		}{
			{"later", &r.Later, math.Inf(1)}, {"earlier", &r.Earlier, math.Inf(1)}, {"dispersion", &r.Dispersion, math.Inf(1)},
			{"covered", &r.Covered, 1}, {"below", &r.Below, 1}, {"above", &r.Above, 1},
		} {
			text := field[number.column]
			if *number.to, err = strconv.ParseFloat(text, 64); err != nil || !(*number.to >= 0) || *number.to > number.most {
				return nil, t.Errorf(i, "%s %q, want a number from 0 up, for a share to 1", number.column, text)
			}
		}
		if r.Replicates, err = records.ParseInt(field["replicates"]); err != nil || r.Replicates < 1 {
			return nil, t.Errorf(i, "replicates %q, want a whole number from 1 up", field["replicates"])
		}
		if r.Seed, err = strconv.ParseUint(field["seed"], 10, 64); err != nil {
			return nil, t.Errorf(i, "seed %q, want a whole number", field["seed"])
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func (r CoverageRow) fact(
	kind string, value float64, unit fact.Unit, text, definition string, method fact.Method,
) *fact.Fact {
	slug := strings.NewReplacer(", ", "-", " ", "-", "–", "-").Replace(strings.ToLower(r.Method))
	return &fact.Fact{
		Name:  fmt.Sprintf("coverage.%s.%g-%g.dispersion-%g%s", slug, r.Later, r.Earlier, r.Dispersion, kind),
		Value: value, Unit: unit, Area: "simulated counts",
		Period: records.FinancialYear(2017).Quarter(1).Period(), Vintage: strconv.FormatUint(r.Seed, 10),
		Definition: definition, Rows: []records.Rows{r.Row}, Method: method, Text: text,
	}
}

// Fact is the coverage as a document states it, in per cent.
func (r CoverageRow) Fact() *fact.Fact {
	return r.fact("", 100*r.Covered, "per cent of replicates", fact.FormatFixed(100*r.Covered, 1),
		fmt.Sprintf("share of %d simulated counts, seed %d, whose %s limits hold the truth: %s",
			r.Replicates, r.Seed, PercentLevel, r.Method), fact.Coverage)
}

// ReplicatesFact is how often counts were drawn.
func (r CoverageRow) ReplicatesFact() *fact.Fact {
	return r.fact(".replicates", float64(r.Replicates), fact.UnitNumber, fact.FormatInt(r.Replicates),
		"replicates of the simulation", fact.Replicates)
}
