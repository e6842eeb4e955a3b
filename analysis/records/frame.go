//go:build !js

package records

import (
	"fmt"
	"strings"
	"sync"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
)

// loadFrame loads a table into a frame. Gota is asked for text only, because its own type
// detection turns a code such as 1E3 into 1000 and a count such as 1,202 into a missing value
// without a word.
func loadFrame(file string) dataframe.DataFrame {
	return dataframe.ReadCSV(strings.NewReader(withoutMark(file)), dataframe.DetectTypes(false),
		dataframe.DefaultType(series.String), dataframe.NaNValues(nil))
}

// sumsOf is the sums of each series of a table, made when they are first asked for: the frame
// takes more time and memory than all else, an import never asks, and what checks statements
// asks for one series.
func (r *Release) sumsOf(file string) map[*Series]func() (map[Quarter]int, error) {
	frame := sync.OnceValue(func() dataframe.DataFrame {
		return loadFrame(file).Select([]string{"series", "financial_year", "quarter", "offences"})
	})
	sums := map[*Series]func() (map[Quarter]int, error){}
	for s := range r.periods {
		sums[s] = sync.OnceValues(func() (map[Quarter]int, error) { return r.sums(frame(), s) })
	}
	return sums
}

// sums is the national count of a series in every quarter: the frame of the tidy table with its
// numbers typed, without the cells that are marked as missing, grouped and summed.
func (r *Release) sums(df dataframe.DataFrame, s *Series) (map[Quarter]int, error) {
	df = df.
		Filter(dataframe.F{Colname: "series", Comparator: series.Eq, Comparando: s.Name}).
		Filter(dataframe.F{Colname: "offences", Comparator: series.Neq, Comparando: ""}).
		Select([]string{"financial_year", "quarter", "offences"})
	df = df.Mutate(series.New(df.Col("offences").Records(), series.Int, "offences"))
	grouped := df.GroupBy("financial_year", "quarter").
		Aggregation([]dataframe.AggregationType{dataframe.Aggregation_SUM}, []string{"offences"})
	if grouped.Err != nil {
		return nil, fmt.Errorf("%s: %s: %w", r.File, s.Name, grouped.Err)
	}
	totals := make(map[Quarter]int, grouped.Nrow())
	years, quarters := grouped.Col("financial_year").Records(), grouped.Col("quarter").Records()
	for i, sum := range grouped.Col("offences_SUM").Float() {
		y, err := ParseFinancialYear(years[i])
		if err != nil {
			return nil, err
		}
		n, err := ParseInt(quarters[i])
		if err != nil {
			return nil, err
		}
		totals[y.Quarter(n)] = int(sum)
	}
	return totals, nil
}
