package fact_test

import (
	"fmt"
	"math"
	"os"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// Two counts of table rows and their ratio, down to the lines of the table.
func ExampleEvidence() {
	table := "data/releases/offences-2019.csv"
	count := func(name string, n int, y records.FinancialYear, lines []int) *fact.Fact {
		return &fact.Fact{
			Name: name, Value: float64(n), Unit: fact.Offences, Area: "Kent", Period: y.Period(),
			Definition: "code 88A", Vintage: "2019", Rows: records.JoinRows(table, lines), Method: fact.SumOfRows,
			Text: fact.FormatInt(n),
		}
	}
	earlier := count("kent.count.2018", 120, 2018, []int{101, 102, 103, 104})
	later := count("kent.count.2019", 150, 2019, []int{131, 132, 133, 134})
	ratio := &fact.Fact{
		Name: "kent.rate-ratio", Value: 1.25, Unit: fact.UnitRatio, Area: "Kent",
		Period: records.Period{From: earlier.Period.From, To: later.Period.To}, Definition: "ratio of annual rates",
		Vintage: "2019", Method: "later ÷ earlier", Text: fact.FormatRatio(1.25),
		Inputs: []fact.Input{fact.As("later", later), fact.As("earlier", earlier)},
	}
	var evidence fact.Evidence
	if err := evidence.Add(ratio); err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range evidence.Facts() {
		fmt.Printf("%s: %s, from %s\n", f.Name, f.Text, f.Source())
	}
	ratio.Value = 2
	fmt.Println(evidence.Write(os.Stdout))
	// Output:
	// kent.count.2018: 120, from data/releases/offences-2019.csv:101-104
	// kent.count.2019: 150, from data/releases/offences-2019.csv:131-134
	// kent.rate-ratio: 1.25, from kent.count.2019; kent.count.2018
	// fact kent.rate-ratio was changed after it was recorded: its value was "1.25" and is "2"; complete a fact before it is added
}

// Numbers as the documents print them. A ratio has the decimals that it deserves, and a
// limit that the data do not set is said in words.
func ExampleFormatRatio() {
	fmt.Println(fact.FormatInt(6341), fact.FormatInt(-4))
	fmt.Println(fact.FormatRatio(3.7654), fact.FormatRatio(37.654), fact.FormatRatio(376.54))
	fmt.Println(fact.FormatLimits(stats.Interval{Lower: 2.734, Upper: 5.239}))
	fmt.Println(fact.FormatLimits(stats.Interval{Lower: 2.734, Upper: math.Inf(1)}))
	fmt.Println(fact.FormatP(0.00003), fact.FormatPerCent(64.2))
	// Output:
	// 6,341 −4
	// 3.77 37.7 377
	// 2.73–5.24
	// from 2.73, no upper limit
	// < 0.001 64 per cent
}
