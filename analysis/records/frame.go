package records

import (
	"fmt"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
)

// sums is the national count of every series in every quarter: the frame of the tidy table
// with its numbers typed, without the cells that are marked as missing, grouped and summed.
func (r *Release) sums(df dataframe.DataFrame) (map[total]int, error) {
	df = df.
		Filter(dataframe.F{Colname: "offences", Comparator: series.Neq, Comparando: ""}).
		Select([]string{"series", "financial_year", "quarter", "offences"})
	df = df.Mutate(series.New(df.Col("offences").Records(), series.Int, "offences"))
	grouped := df.GroupBy("series", "financial_year", "quarter").
		Aggregation([]dataframe.AggregationType{dataframe.Aggregation_SUM}, []string{"offences"})
	if grouped.Err != nil {
		return nil, fmt.Errorf("%s: %w", r.File, grouped.Err)
	}
	totals := make(map[total]int, grouped.Nrow())
	names, years, quarters := grouped.Col("series").Records(), grouped.Col("financial_year").Records(),
		grouped.Col("quarter").Records()
	for i, sum := range grouped.Col("offences_SUM").Float() {
		s, err := r.Series.Find(names[i])
		if err != nil {
			return nil, err
		}
		y, err := ParseFinancialYear(years[i])
		if err != nil {
			return nil, err
		}
		n, err := ParseInt(quarters[i])
		if err != nil {
			return nil, err
		}
		totals[total{s, y.Quarter(n)}] = int(sum)
	}
	return totals, nil
}

// AddCells makes the sums over all forces those of the cells, which a test holds equal to
// those of the frame: to group the frame takes a page in a browser as long as to load the
// tables.
func (r *Release) AddCells() { r.totals = nil }
