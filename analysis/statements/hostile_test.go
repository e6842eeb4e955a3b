package statements

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"grooming-report/analysis/records/recordstest"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// crowded are texts of about n numerals in the shapes that make a reader look far: one sentence without
// end, periods and areas beside every number, changes that rest on counts around them.
var crowded = map[string]func(n int) string{
	"one number": func(n int) string { return "Grooming offences: " + strings.Repeat("150 ", n) },
	"periods":    func(n int) string { return "Grooming offences were " + strings.Repeat("150 in 2016/17, ", n) },
	"areas":      func(n int) string { return "Grooming offences: " + strings.Repeat("Kent 150, Essex 160, ", n/2) },
	"changes": func(n int) string {
		return strings.Repeat("Grooming offences rose 20% from 150 to 180 in a year. ", n/3)
	},
	"no period":   func(n int) string { return strings.Repeat("There were about 150 grooming offences, up 20%. ", n/2) },
	"table":       func(n int) string { return "Grooming\t2016/17\t2017/18\n" + strings.Repeat("Kent\t150\t160\n", n/2) },
	"since":       func(n int) string { return strings.Repeat("Since April 2017 the force saw 150 grooming offences. ", n) },
	"number word": func(n int) string { return "Grooming offences: " + strings.Repeat("one hundred and ", n) },
}

// What is made while a text is read grows with its length, and not with its square; and no
// sentence is longer than the rules look through.
func TestCrowdedTexts(t *testing.T) {
	data := record(t)
	made := func(text string) float64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		JudgeAll(frames.Read(text, frames.Context{Date: "2025-08-05"}), data, "2025-08-05")
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	const times = 8
	few := 125
	switch {
	case recordstest.Every():
		few = 500
	case testing.Short():
		few = 30
	}
	for name, text := range crowded {
		small, large := made(text(few)), made(text(times*few))
		if large > 1.5*times*small {
			t.Errorf("%s: %d numerals take %.1f times the memory of %d, want about %d", name, times*few, large/small, few, times)
		}
		for _, s := range lex.NewDocument(text(times*few), nil).Sentences {
			if s.Last-s.First > lex.MaxSentence {
				t.Errorf("%s: a sentence of %d tokens, want at most %d", name, s.Last-s.First, lex.MaxSentence)
			}
		}
	}
}

func BenchmarkReadNumerals(b *testing.B) {
	data := record(b)
	for _, n := range []int{1000, 20000} {
		text := crowded["periods"](n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				JudgeAll(frames.Read(text, frames.Context{Date: "2025-08-05"}), data, "2025-08-05")
			}
		})
	}
}
