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

// sumsOf is the sums of a table, made when they are first asked for: the frame takes more
// time and memory than all else, and an import never asks.
func (r *Release) sumsOf(file string) func() (map[total]int, error) {
	return sync.OnceValues(func() (map[total]int, error) { return r.sums(loadFrame(file)) })
}

// keyMark parts what a key is made of. It stands in no name.
const keyMark = "\t"

// sums is the national count of every series in every quarter: the frame of the tidy table
// with its numbers typed, without the cells that are marked as missing, grouped and summed. Gota
// makes a map of every row that it groups, so that series and quarter are one column here.
func (r *Release) sums(df dataframe.DataFrame) (map[total]int, error) {
	df = df.
		Select([]string{"series", "financial_year", "quarter", "offences"}). // first, since Filter copies
		Filter(dataframe.F{Colname: "offences", Comparator: series.Neq, Comparando: ""})
	if df.Err != nil {
		return nil, fmt.Errorf("%s: %w", r.File, df.Err)
	}
	keys := df.Col("series").Records()
	years, quarters := df.Col("financial_year").Records(), df.Col("quarter").Records()
	for i := range keys {
		keys[i] += keyMark + years[i] + keyMark + quarters[i]
	}
	grouped := dataframe.New(series.New(keys, series.String, "key"),
		series.New(df.Col("offences").Records(), series.Int, "offences")).
		GroupBy("key").Aggregation([]dataframe.AggregationType{dataframe.Aggregation_SUM}, []string{"offences"})
	if grouped.Err != nil {
		return nil, fmt.Errorf("%s: %w", r.File, grouped.Err)
	}
	totals := make(map[total]int, grouped.Nrow())
	keys = grouped.Col("key").Records()
	for i, sum := range grouped.Col("offences_SUM").Float() {
		key := strings.Split(keys[i], keyMark)
		s, err := r.Series.Find(key[0])
		if err != nil {
			return nil, err
		}
		y, err := ParseFinancialYear(key[1])
		if err != nil {
			return nil, err
		}
		n, err := ParseInt(key[2])
		if err != nil {
			return nil, err
		}
		totals[total{s, y.Quarter(n)}] = int(sum)
	}
	return totals, nil
}
