package analysis_test

import (
	"fmt"

	"grooming-report/analysis"
)

// The comparisons of one area. The first lies across the change of definition, and its
// fact says what must stand beside it; the second lies within the new definition.
func ExampleStudy_BeforeAfter() {
	data, err := analysis.Load("../data")
	if err != nil {
		fmt.Println(err)
		return
	}
	study, err := analysis.NewStudy(data, "2026-04-23", "South West")
	if err != nil {
		fmt.Println(err)
		return
	}
	compared, err := study.BeforeAfter(study.Area)
	if err != nil {
		fmt.Println(err)
		return
	}
	across := compared.Headline.RatioFact(study, "headline")
	fmt.Printf("%d after %d: %s (%s), %s\n",
		compared.Headline.Later.N, compared.Headline.Earlier.N, across.Text, across.LimitsText, across.Caveat)
	within := compared.Within.RatioFact(study, "within-definition")
	fmt.Printf("%s against %s: %s (%s)\n",
		compared.Within.Later.Period, compared.Within.Earlier.Period, within.Text, within.LimitsText)
	// Output:
	// 482 after 106: 4.55 (3.29–6.33), not comparable: the code widened in April 2017
	// 2024/25 against 2018/19: 1.24 (0.97–1.58)
}

// A rate is a count divided by the exposure of its period, with limits that allow for
// overdispersion.
func ExampleStudy_Rate() {
	data, err := analysis.Load("../data")
	if err != nil {
		fmt.Println(err)
		return
	}
	study, err := analysis.NewStudy(data, "2026-04-23", "Kent")
	if err != nil {
		fmt.Println(err)
		return
	}
	rate, err := study.Rate(study.Area, study.LatestMonths())
	if err != nil {
		fmt.Println(err)
		return
	}
	f := study.RateFact(rate)
	fmt.Printf("%s, %s: %s a year (%s)\n", study.Area.Display(), rate.Count.Period, f.Text, f.LimitsText)
	// Output: Kent, April to December 2025: 381 a year (320–449)
}
