package verify

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"grooming-report/analysis/stats"
)

// A result is a number as it was computed again.
type result struct {
	Value    float64
	Interval *stats.Interval // nil for what is not estimated
	// dispersion holds the degrees of freedom of a dispersion; nil for other numbers.
	dispersion *stats.Dispersion
}

// A checker computes rows again, each once.
type checker struct {
	File   *File
	Tables *Tables
	done   map[string]result
	asked  map[string]bool // rows whose inputs are being computed
}

// Verify computes every row of the file again, in its order, and returns how many agree
// with it: all, or those before the first that differs, which the error names with what
// the file says, what was computed, and from what.
func Verify(f *File, t *Tables) (agree int, err error) {
	c := &checker{File: f, Tables: t}
	for _, row := range f.Rows {
		if _, err := c.compute(row); err != nil {
			return agree, err
		}
		agree++
	}
	return agree, nil
}

// errDiffers: the file says another number than its method gives.
var errDiffers = errors.New("the file and its method give different numbers")

// compute computes a row again from its inputs, each of which is computed again too, and
// compares it with the file. The error of a row that differs is errDiffers.
func (c *checker) compute(row *Row) (result, error) {
	if r, ok := c.done[row.Name]; ok {
		return r, nil
	}
	if c.done == nil {
		c.done, c.asked = map[string]result{}, map[string]bool{}
	}
	if c.asked[row.Name] {
		return result{}, fmt.Errorf("evidence.csv:%d: %s is computed from itself", row.Line, row.Name)
	}
	c.asked[row.Name] = true
	s := &step{checker: c, row: row}
	r, err := s.run()
	if errors.Is(err, errDiffers) {
		return r, err // of an input
	}
	if err != nil {
		return r, fmt.Errorf("evidence.csv:%d: %s cannot be computed by %q: %w", row.Line, row.Name, row.Method, err)
	}
	if err := s.compare(r); err != nil {
		return r, err
	}
	c.done[row.Name] = r
	return r, nil
}

// A step is the computation of one row.
type step struct {
	*checker
	row  *Row
	what []string // the parts of the method that its pattern captures
}

// run finds the method and follows it.
func (s *step) run() (result, error) {
	for _, m := range methods() {
		if s.what = m.pattern.FindStringSubmatch(s.row.Method); s.what != nil {
			return m.compute(s)
		}
	}
	return result{}, errors.New("no such method is known")
}

// A method is how rows of a kind are computed. Its pattern is of the whole text.
type method struct {
	pattern *regexp.Regexp
	compute func(*step) (result, error)
}

// known is the list of methods, made the first time that a row is computed: a program that only
// reads the file and traces its numbers needs none.
var known struct {
	once    sync.Once
	methods []method
}

// methods lists them all.
func methods() []method {
	known.once.Do(func() {
		known.methods = slices.Concat(arithmetic(), tallies(), estimates(), regressions(), placebos(), predictions(), spreads())
	})
	return known.methods
}

// by is a method whose text is of a pattern.
func by(pattern string, compute func(*step) (result, error)) method {
	return method{regexp.MustCompile("^(?:" + pattern + ")$"), compute}
}

// as is a method that has one text.
func as(text string, compute func(*step) (result, error)) method {
	return by(regexp.QuoteMeta(text), compute)
}

// compare holds a result against the row. Twelve digits are printed, so that the number
// itself lies within half a unit of the last; a hundredth of a unit more is for
// processors, which round the last bits of a fit differently.
func (s *step) compare(r result) error {
	var lower, upper string
	if r.Interval != nil {
		lower, upper = format(r.Interval.Lower), format(r.Interval.Upper)
	}
	says, computed := []string{s.row.Value, s.row.Lower, s.row.Upper}, []string{format(r.Value), lower, upper}
	exact := []float64{r.Value, 0, 0}
	if r.Interval != nil {
		exact[1], exact[2] = r.Interval.Lower, r.Interval.Upper
	}
	for i, column := range []string{"value", "lower", "upper"} {
		if says[i] != computed[i] && !within(says[i], computed[i], exact[i]) {
			return fmt.Errorf("evidence.csv:%d: %s: the file says %s %s, computed is %s; by %q from %s: %w",
				s.row.Line, s.row.Name, column, orNone(says[i]), orNone(computed[i]), s.row.Method, s.from(), errDiffers)
		}
	}
	return nil
}

// within reports whether a text is that of a number to twelve digits.
func within(text, computed string, x float64) bool {
	said, err := strconv.ParseFloat(text, 64)
	if err != nil || computed == "" || format(said) != text {
		return false
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(x)))-11)
	return math.Abs(said-x) <= 0.51*unit
}

// format prints a number as evidence.csv does.
func format(x float64) string {
	if math.IsInf(x, 1) {
		return "INF"
	}
	return strconv.FormatFloat(x, 'g', 12, 64)
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// from names the inputs of the row with their values, and its lines.
func (s *step) from() string {
	var parts []string
	for _, in := range s.row.Inputs {
		if r, ok := s.done[in.Name]; ok {
			parts = append(parts, fmt.Sprintf("%s=%s (%s)", in.Role, format(r.Value), in.Name))
		}
	}
	for _, l := range s.row.Lines() {
		parts = append(parts, l.String())
	}
	const most = 8
	if more := len(parts) - most; more > 0 {
		parts = append(parts[:most], fmt.Sprintf("%d more", more))
	}
	if parts == nil {
		return "the calendar"
	}
	return strings.Join(parts, "; ")
}

// An input is a row that the step rests on, as it was computed again.
type input struct {
	*Row
	result
}

// all are the inputs of a role, in order.
func (s *step) all(role string) ([]input, error) {
	var list []input
	for _, in := range s.row.Inputs {
		if in.Role != role {
			continue
		}
		row := s.File.Find(in.Name)
		if row == nil {
			return nil, fmt.Errorf("its input %s=%s is not in the file", role, in.Name)
		}
		r, err := s.compute(row)
		if err != nil {
			return nil, err
		}
		list = append(list, input{row, r})
	}
	return list, nil
}

// one is the input of a role.
func (s *step) one(role string) (input, error) {
	list, err := s.all(role)
	if err != nil {
		return input{}, err
	}
	if len(list) != 1 {
		return input{}, fmt.Errorf("it has %d inputs %s, want one", len(list), role)
	}
	return list[0], nil
}

// values are the values of one input of each role, in order.
func (s *step) values(roles ...string) ([]float64, error) {
	var list []float64
	for _, role := range roles {
		in, err := s.one(role)
		if err != nil {
			return nil, err
		}
		list = append(list, in.result.Value)
	}
	return list, nil
}

// level is the confidence level that ends the method.
func (s *step) level() (float64, error) {
	_, text, ok := strings.Cut(s.row.Method, ", level ")
	level, err := strconv.ParseFloat(text, 64)
	if !ok || err != nil {
		return 0, errors.New("the method has no level")
	}
	return level, nil
}

// whole reads a number that the method holds.
func (s *step) whole(i int) int {
	n, _ := strconv.Atoi(s.what[i]) // the pattern has digits only
	return n
}
