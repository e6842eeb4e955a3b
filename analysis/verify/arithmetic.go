package verify

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"sync"

	"grooming-report/analysis/stats"
)

// arithmetic is what is read from a table, and sums and quotients of inputs.
func arithmetic() []method {
	return []method{
		as("sum of rows", sumOfRows),
		as("value of the row", sumOfRows), // of one
		as("number in the words of the row", inWords),
		as("100 times covered in the row", ofRow("covered", 100)),
		as("replicates in the row", ofRow("replicates", 1)),
		as("sum over the days of the period of 1 divided by days of the financial year", func(s *step) (result, error) {
			return result{Value: exposure(s.row.From, s.row.To)}, nil
		}),
		as("same", same),
		as("first number of the note of the row", ofNote(0)),
		as("second number of the note of the row", ofNote(1)),
		of("count minus published times asked divided by answered",
			func(x []float64) float64 { return x[0] - x[1]*x[2]/x[3] }, "count", "published", "asked", "answered"),
		of("count minus published minus largest", minus, "count", "published", "largest"),
		of("ratio divided by base", func(x []float64) float64 { return x[0] / x[1] }, "ratio", "base"),
		of("whole minus part", minus, "whole", "part"),
		of("later minus earlier", minus, "later", "earlier"),
		of("newer minus older", minus, "newer", "older"),
		of("count minus published", minus, "count", "published"),
		of("total minus part minus first minus last", minus, "total", "part", "first", "last"),
		of("later", func(x []float64) float64 { return x[0] }, "later"),
		of("later divided by earlier", func(x []float64) float64 { return x[0] / x[1] }, "later", "earlier"),
		of("100 times part divided by whole", func(x []float64) float64 { return 100 * x[0] / x[1] }, "part", "whole"),
		of("100 times (later minus earlier) divided by earlier",
			func(x []float64) float64 { return 100 * (x[0] - x[1]) / x[1] }, "later", "earlier"),
		as("100 times (ratio minus 1), limits alike", perCentOfRatio),
		as("rate times ratio, limits rate times limits of the ratio", rateTimesRatio),
		as("1,000,000 times rate divided by people, limits alike", perMillion),
		as("last count minus published, limits the least and the greatest count minus published", leftOfLast),
		as("least that stated allows", func(s *step) (result, error) {
			w, err := s.stated()
			return result{Value: w.low}, err
		}),
		as("most that stated allows", func(s *step) (result, error) {
			w, err := s.stated()
			return result{Value: w.high}, err
		}),
		as("least that stated allows times known divided by all", share(false)),
		as("most that stated allows times known divided by all + 100 times (all minus known) divided by all", share(true)),
		by(`(lowest|highest) x([12]) of whole numbers with first < x1 < x2 < last and x1 \+ x2 = `+
			`total minus part minus first minus last`, risingSplit),
		by(`forces times \(1 minus level\), level [0-9.]+`, byChance("forces")),
		by(`forces times level, level [0-9.]+`, func(s *step) (result, error) {
			x, err := s.values("forces")
			if err != nil {
				return result{}, err
			}
			level, err := s.level()
			return result{Value: x[0] * level}, err
		}),
		as("sum of of", func(s *step) (result, error) {
			list, err := s.all("of")
			var r result
			for _, in := range list {
				r.Value += in.result.Value
			}
			return r, err
		}),
	}
}

// of is a method of the values of inputs in order.
func of(text string, compute func([]float64) float64, roles ...string) method {
	return as(text, func(s *step) (result, error) {
		x, err := s.values(roles...)
		if err != nil {
			return result{}, err
		}
		return result{Value: compute(x)}, nil
	})
}

// minus takes all others off the first.
func minus(x []float64) float64 {
	left := x[0]
	for _, taken := range x[1:] {
		left -= taken
	}
	return left
}

// summed is the column that is added up in a table, by its name.
func (s *step) summed(table string) string {
	switch {
	case table == "data/population.csv" && s.row.Unit == "children under 16":
		return "under_16"
	case table == "data/population.csv":
		return "all_ages"
	case table == "data/published.csv":
		return "value"
	}
	return "offences"
}

func sumOfRows(s *step) (result, error) {
	var r result
	lines := s.row.Lines()
	if lines == nil {
		return r, fmt.Errorf("its source %q names no line of a table", s.row.Sources)
	}
	return r, s.Tables.each(lines, func(t *table, line int) error {
		x, err := t.number(line, s.summed(t.name))
		r.Value += x
		return err
	})
}

// ofRow is a multiple of one column of one row.
func ofRow(column string, factor float64) func(*step) (result, error) {
	return func(s *step) (result, error) {
		var r result
		return r, s.Tables.each(s.row.Lines(), func(t *table, line int) error {
			x, err := t.number(line, column)
			r.Value = factor * x
			return err
		})
	}
}

var numbers = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[0-9]+`)
})

// ofNote is a number of the note of one row.
func ofNote(place int) func(*step) (result, error) {
	return func(s *step) (result, error) {
		var r result
		return r, s.Tables.each(s.row.Lines(), func(t *table, line int) error {
			note, err := t.field(line, "note")
			said := numbers().FindAllString(note, -1)
			if err == nil && len(said) <= place {
				err = fmt.Errorf("the note %q has no number in place %d", note, place+1)
			}
			if err == nil {
				r.Value, err = strconv.ParseFloat(said[place], 64)
			}
			return err
		})
	}
}

func same(s *step) (result, error) {
	in, err := s.one("same")
	return in.result, err
}

func perCentOfRatio(s *step) (result, error) {
	in, err := s.one("ratio")
	if err != nil {
		return result{}, err
	}
	if in.Interval == nil {
		return result{}, fmt.Errorf("its input %s has no limits", in.Name)
	}
	change := func(x float64) float64 { return 100 * (x - 1) }
	limits := stats.Interval{Lower: change(in.Interval.Lower), Upper: change(in.Interval.Upper)}
	return result{Value: change(in.result.Value), Interval: &limits}, nil
}

func rateTimesRatio(s *step) (result, error) { return s.scaled("ratio", "rate", 1) }

func perMillion(s *step) (result, error) {
	people, err := s.values("people")
	if err != nil {
		return result{}, err
	}
	return s.scaled("rate", "", 1e6/people[0])
}

// scaled is an input and its limits times another input and a factor.
func (s *step) scaled(role, by string, factor float64) (result, error) {
	in, err := s.one(role)
	if err != nil {
		return result{}, err
	}
	if by != "" {
		x, err := s.values(by)
		if err != nil {
			return result{}, err
		}
		factor *= x[0]
	}
	if in.Interval == nil {
		return result{}, fmt.Errorf("its input %s has no limits", in.Name)
	}
	limits := in.Interval.Scale(factor)
	return result{Value: in.result.Value * factor, Interval: &limits}, nil
}

func leftOfLast(s *step) (result, error) {
	published, err := s.values("published")
	if err != nil {
		return result{}, err
	}
	counts, err := s.all("count")
	if err != nil {
		return result{}, err
	}
	limits := stats.Interval{Lower: math.Inf(1), Upper: math.Inf(-1)}
	var last float64
	for _, c := range counts {
		last = c.result.Value - published[0]
		limits.Lower, limits.Upper = min(limits.Lower, last), max(limits.Upper, last)
	}
	return result{Value: last, Interval: &limits}, nil
}

// share is one of Manski's bounds: of what is not known, none or all is of the kind, and the
// stated share is the least or the most that its words allow.
func share(most bool) func(*step) (result, error) {
	return func(s *step) (result, error) {
		x, err := s.values("known", "all")
		if err != nil {
			return result{}, err
		}
		w, err := s.stated()
		known, all := x[0], x[1]
		if most {
			return result{Value: w.high*known/all + 100*(all-known)/all}, err
		}
		return result{Value: w.low * known / all}, err
	}
}

// stated is the number in the words of the line that the input stated rests on.
func (s *step) stated() (w words, err error) {
	of, err := s.one("stated")
	if err != nil {
		return w, err
	}
	err = s.Tables.each(of.Lines(), func(t *table, line int) error {
		var err error
		w, err = t.words(line)
		return err
	})
	return w, err
}

func risingSplit(s *step) (result, error) {
	x, err := s.values("total", "part", "first", "last")
	if err != nil {
		return result{}, err
	}
	one, other, possible := stats.RisingSplit(int(x[2]), int(minus(x)), int(x[3]))
	if !possible {
		return result{}, fmt.Errorf("no two whole numbers rise so")
	}
	if s.what[2] == "2" {
		one = other
	}
	if s.what[1] == "highest" {
		return result{Value: one.Upper}, nil
	}
	return result{Value: one.Lower}, nil
}

// byChance is how many of an input's number lie beyond limits of the level by chance.
func byChance(role string) func(*step) (result, error) {
	return func(s *step) (result, error) {
		level, err := s.level()
		if err != nil {
			return result{}, err
		}
		n, err := s.values(role)
		if err != nil {
			return result{}, err
		}
		return result{Value: n[0] * (1 - level)}, nil
	}
}
