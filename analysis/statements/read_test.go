package statements

import (
	"testing"
	"time"
	"unicode/utf8"
)

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"Grooming offences in Kent rose from 245 in 2023/24 to 289 in 2024/25, a rise of 18%.",
		"Year\tKent\n2021/22\t275\n", "1. 15 (2013/14) £3m 0800 1111 s.15A one in five, a third (32.6%)",
		"from April to January 1, 2018", "“Twelve‑fold” – ½ \u202e123\u202c 7\u202f240 offences", "q1 q2 2016/17-2017/18 since then",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 2000 {
			return
		}
		runes := []rune(s)
		last := 0
		for _, n := range Read(s, Context{Date: "2025-08-05"}).Numerals {
			if n.Start < last || n.End <= n.Start || n.End > len(runes) || n.Text != string(runes[n.Start:n.End]) {
				t.Fatalf("numeral %q at %d to %d of %q, want its own words, after %d", n.Text, n.Start, n.End, s, last)
			}
			last = n.Start
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := ""
	for range 20 {
		text += "Grooming offences in Kent rose from 245 in 2023/24 to 289 in 2024/25, a rise of 18%, Home Office " +
			"data show. Nationally there were 7,140.\n\n"
	}
	start := time.Now()
	for b.Loop() {
		Read(text, Context{Date: "2025-08-05"})
	}
	_ = start
}
