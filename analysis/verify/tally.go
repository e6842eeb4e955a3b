package verify

import (
	"fmt"

	"grooming-report/analysis/stats"
)

// tallies count inputs and rows, and choose among inputs.
func tallies() []method {
	return []method{
		as("number of of", counted(func(input) bool { return true })),
		as("number of of whose lower limit is below 0", counted(func(in input) bool { return in.Interval.Lower < 0 })),
		as("number of of whose lower limit is above 2 times its before", overTwice),
		as("number of rows", rows(func(*table, int) (bool, error) { return true, nil })),
		as("number of rows that moved", rows(func(t *table, line int) (bool, error) {
			moved, err := t.field(line, "moved")
			return moved == "yes", err
		})),
		as("number of forces in the rows of of", forcesInRows),
		as("number of rows of newer whose quarter and force older has too",
			cells(func(float64, float64) bool { return true })),
		as("number of rows of newer whose quarter and force have another number in older",
			cells(func(newer, older float64) bool { return newer != older })),
		as("number of pairs of count and figure", pairs),
		as("least of", extreme(func(r stats.Interval) float64 { return r.Lower })),
		as("greatest of", extreme(func(r stats.Interval) float64 { return r.Upper })),
		as("greatest of, lowest lower limit and highest upper limit of of", extremes),
		by(`number of ratios of tested above 1 with adjusted p below ([0-9.]+)`,
			tested(func(ratio float64) bool { return ratio > 1 })),
		by(`number of ratios of tested below 1 with adjusted p below ([0-9.]+), without the areas of silent`,
			tested(func(ratio float64) bool { return ratio < 1 })),
		as("central p of ratio against 1, adjusted over the ratios of tested (Benjamini-Hochberg)", adjustedP),
	}
}

// number is a tally.
func number(n int) result { return result{Value: float64(n)} }

// counted counts the inputs that something is true of.
func counted(is func(input) bool) func(*step) (result, error) {
	return func(s *step) (result, error) {
		list, err := s.all("of")
		n := 0
		for _, in := range list {
			if is(in) {
				n++
			}
		}
		return number(n), err
	}
}

func overTwice(s *step) (result, error) {
	list, err := s.all("of")
	if err != nil {
		return result{}, err
	}
	before, err := s.all("before")
	if err != nil || len(before) != len(list) {
		return result{}, fmt.Errorf("%d inputs of and %d before, want as many: %w", len(list), len(before), err)
	}
	n := 0
	for i, in := range list {
		if in.Interval.Lower > 2*before[i].result.Value {
			n++
		}
	}
	return number(n), nil
}

// rows counts the lines that something is true of.
func rows(is func(t *table, line int) (bool, error)) func(*step) (result, error) {
	return func(s *step) (result, error) {
		n := 0
		err := s.Tables.each(s.row.Lines(), func(t *table, line int) error {
			yes, err := is(t, line)
			if yes {
				n++
			}
			return err
		})
		return number(n), err
	}
}

func forcesInRows(s *step) (result, error) {
	in, err := s.one("of")
	if err != nil {
		return result{}, err
	}
	list, err := s.cells(in.Row)
	forces := map[string]bool{}
	for _, c := range list {
		forces[c.force] = true
	}
	return number(len(forces)), err
}

// cells counts the cells of newer that older has too, and of which something is true.
func cells(is func(newer, older float64) bool) func(*step) (result, error) {
	type place struct {
		at    int
		force string
	}
	return func(s *step) (result, error) {
		held := map[place]float64{}
		n := 0
		for _, role := range []string{"older", "newer"} {
			in, err := s.one(role)
			if err != nil {
				return result{}, err
			}
			list, err := s.cells(in.Row)
			if err != nil {
				return result{}, err
			}
			for _, c := range list {
				p := place{c.at(), c.force}
				if older, both := held[p]; role == "newer" && both && is(c.count, older) {
					n++
				} else if role == "older" {
					held[p] = c.count
				}
			}
		}
		return number(n), nil
	}
}

func pairs(s *step) (result, error) {
	counts, err := s.all("count")
	if err != nil {
		return result{}, err
	}
	figures, err := s.all("figure")
	return number(len(counts) * len(figures)), err
}

// hulls are the shortest intervals that hold the values, and the limits, of the inputs.
func (s *step) hulls() (values, limits stats.Interval, err error) {
	list, err := s.all("of")
	if err != nil {
		return values, limits, err
	}
	var points, intervals []stats.Interval
	for _, in := range list {
		points = append(points, stats.Interval{Lower: in.result.Value, Upper: in.result.Value})
		if in.Interval != nil {
			intervals = append(intervals, *in.Interval)
		}
	}
	if values, err = stats.Hull(points...); err != nil || intervals == nil {
		return values, limits, err
	}
	limits, err = stats.Hull(intervals...)
	return values, limits, err
}

func extreme(end func(stats.Interval) float64) func(*step) (result, error) {
	return func(s *step) (result, error) {
		values, _, err := s.hulls()
		return result{Value: end(values)}, err
	}
}

func extremes(s *step) (result, error) {
	values, limits, err := s.hulls()
	return result{Value: values.Upper, Interval: &limits}, err
}

// adjusted are the ratios that are the inputs of tested, with their p-values against 1
// adjusted for their number.
func (s *step) adjusted() ([]input, []float64, error) {
	in, err := s.one("tested")
	if err != nil {
		return nil, nil, err
	}
	group := &step{checker: s.checker, row: in.Row}
	ratios, err := group.all("of")
	if err != nil {
		return nil, nil, err
	}
	p := make([]float64, len(ratios))
	for i, r := range ratios {
		c, err := (&step{checker: s.checker, row: r.Row}).compareRates(widened)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", r.Name, err)
		}
		p[i] = c.P
	}
	p, err = stats.BenjaminiHochberg(p)
	return ratios, p, err
}

func adjustedP(s *step) (result, error) {
	ratio, err := s.one("ratio")
	if err != nil {
		return result{}, err
	}
	ratios, p, err := s.adjusted()
	for i, r := range ratios {
		if r.Name == ratio.Name {
			return result{Value: p[i]}, err
		}
	}
	return result{}, fmt.Errorf("%s is not among the inputs of tested: %w", ratio.Name, err)
}

// tested counts the ratios on one side of 1 beyond chance, without those of areas whose
// later count, the input silent, is none because they fell silent.
func tested(side func(ratio float64) bool) func(*step) (result, error) {
	return func(s *step) (result, error) {
		var below float64
		if _, err := fmt.Sscan(s.what[1], &below); err != nil {
			return result{}, err
		}
		silent, err := s.all("silent")
		if err != nil {
			return result{}, err
		}
		out := map[string]bool{}
		for _, in := range silent {
			if in.result.Value != 0 {
				return result{}, fmt.Errorf("%s is not silent: it has %s", in.Name, in.Row.Value)
			}
			out[in.Area] = true
		}
		ratios, p, err := s.adjusted()
		n := 0
		for i, r := range ratios {
			if side(r.result.Value) && p[i] < below && !out[r.Area] {
				n++
			}
		}
		return number(n), err
	}
}
