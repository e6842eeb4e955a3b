package records_test

import (
	"errors"
	"fmt"
	"path"

	"grooming-report/analysis/records"
)

// Every release has its own number for the same months: the forces go on revising.
func ExampleData_Vintages() {
	data, err := records.Load("../../data")
	if err != nil {
		fmt.Println(err)
		return
	}
	hampshire, err := data.Forces.Area("Hampshire Constabulary")
	if err != nil {
		fmt.Println(err)
		return
	}
	months := records.FinancialYear(2017).Part(3)
	for _, count := range data.Vintages(hampshire, months)[:2] {
		fmt.Printf("%s, %s: %d in the release of %s\n", hampshire.Name, months, count.N, count.Vintage)
	}
	// Output:
	// Hampshire, April to December 2017: 150 in the release of 2019
	// Hampshire, April to December 2017: 142 in the release of 19 October 2023
}

// A count is of an area, a series and a period, and says from which rows of which table it
// was added up.
func ExampleRelease_Count() {
	data, err := records.Load("../../data")
	if err != nil {
		fmt.Println(err)
		return
	}
	release, err := data.Release("2026-04-23")
	if err != nil {
		fmt.Println(err)
		return
	}
	area, err := data.Forces.Area("Kent + Essex")
	if err != nil {
		fmt.Println(err)
		return
	}
	count, err := release.Count(area, release.Main, records.FinancialYear(2016).Quarter(1).Period())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s, %s: %d offences\n", area.Display(), count.Period, count.N)
	for _, rows := range count.Rows {
		fmt.Printf("%s, line %d\n", path.Base(rows.File), rows.First)
	}
	// Output:
	// Essex and Kent, April to June 2016: 24 offences
	// offences-2026-04-23.csv, line 718
	// offences-2026-04-23.csv, line 725
}

// A release has no number of a quarter after its last, which is not the number zero.
func ExampleNoNumber() {
	data, err := records.Load("../../data")
	if err != nil {
		fmt.Println(err)
		return
	}
	release, err := data.Release("2019")
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = release.Count(data.Forces.Territorial(), release.Main, records.FinancialYear(2024).Period())
	fmt.Println(records.NoNumber(err), errors.Is(err, records.ErrMissing))
	// Output: true false
}

// A series knows where its definition changed, and what a comparison over it must say.
func ExampleSeries_Caveat() {
	data, err := records.Load("../../data")
	if err != nil {
		fmt.Println(err)
		return
	}
	code := data.Releases[0].Main
	before, after := records.FinancialYear(2016).Period(), records.FinancialYear(2017).Period()
	later := records.FinancialYear(2018).Period()
	fmt.Printf("%s and %s: %q\n", before, after, code.Caveat(before, after))
	fmt.Printf("%s and %s: %q\n", after, later, code.Caveat(after, later))
	// Output:
	// 2016/17 and 2017/18: "not comparable: the code widened in April 2017"
	// 2017/18 and 2018/19: ""
}

// Nine months of a year are not three quarters of it: each day counts as one over the days
// of its financial year.
func ExamplePeriod_Exposure() {
	months := records.FinancialYear(2017).Part(3)
	fmt.Printf("%s: %d days, %.4f years\n", months, months.Days(), months.Exposure())
	// Output: April to December 2017: 275 days, 0.7534 years
}
