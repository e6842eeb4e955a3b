package statements

import (
	"slices"
	"testing"
	"time"
	"unicode/utf8"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"Grooming offences in Kent rose from 245 in 2023/24 to 289 in 2024/25, a rise of 18%.",
		"Year\tKent\n2021/22\t275\n", "1. 15 (2013/14) £3m 0800 1111 s.15A one in five, a third (32.6%)",
		"from April to January 1, 2018", "“Twelve‑fold” – ½ \u202e123\u202c 7\u202f240 offences", "q1 q2 2016/17-2017/18 since then",
		"Apr to JAn1",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 2000 {
			return
		}
		runes := []rune(s)
		last := 0
		for _, n := range frames.Read(s, frames.Context{Date: "2025-08-05"}).Numerals {
			if n.Start < last || n.End <= n.Start || n.End > len(runes) || n.Text != string(runes[n.Start:n.End]) {
				t.Fatalf("numeral %q at %d to %d of %q, want its own words, after %d", n.Text, n.Start, n.End, s, last)
			}
			last = n.Start
		}
	})
}

// Every claim gets one of the verdicts and nothing else gets one, a text says the same twice, and no number
// that is called right is without a figure of the record or of the text to rest on.
func FuzzJudgeAll(f *testing.F) {
	data := record(f)
	for _, s := range []string{
		"Grooming offences in Kent rose from 245 in 2023/24 to 289 in 2024/25, a rise of 18%.", "Kent 289, Essex 331: 620 in all, 2024/25",
		"One in five of the 7,140 grooming offences in 2024/25; nine a day; the highest of any force since 2013",
		"Grooming trebled in a year, from 53 in 2016/17 to 150.\n\nThe force had 24, 42 and 211 in 2015/16, 2016/17 and 2017/18.",
	} {
		f.Add(s, "2026-05-06")
	}
	verdicts := []Verdict{Exact, Rounds, RightAtVintage, NotComparable, Wrong, CannotCheck}
	f.Fuzz(func(t *testing.T, s, date string) {
		if !utf8.ValidString(s) || len(s) > 2000 {
			return
		}
		reading, out := JudgeAll(frames.Read(s, frames.Context{Date: date}), data, date)
		_, again := JudgeAll(frames.Read(s, frames.Context{Date: date}), data, date)
		for i, n := range reading.Numerals {
			v := out[i]
			switch {
			case n.Role != lex.Claim && v.Verdict != "":
				t.Fatalf("%q of %q is no claim and is called %s", n.Text, s, v.Verdict)
			case n.Role == lex.Claim && !slices.Contains(verdicts, v.Verdict):
				t.Fatalf("%q of %q has the verdict %q", n.Text, s, v.Verdict)
			case v.Verdict != again[i].Verdict || v.Why != again[i].Why:
				t.Fatalf("%q of %q is called %s and then %s", n.Text, s, v.Verdict, again[i].Verdict)
			case v.Verdict.Right() && n.Kind != lex.StartDate && len(v.Later) == 0 && v.Why == "" && v.Formula == "":
				t.Fatalf("%q of %q is called %s and rests on nothing", n.Text, s, v.Verdict)
			}
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
		frames.Read(text, frames.Context{Date: "2025-08-05"})
	}
	_ = start
}

// A printed figure does not make right what the release of the text's own date contradicts.
func TestOwnReleaseDecides(t *testing.T) {
	data := *record(t)
	period, err := records.ParsePeriod("2024-04-01", "2025-03-31")
	if err != nil {
		t.Fatal(err)
	}
	data.Published = append(slices.Clone(data.Published), records.Published{ID: "kent", Area: "Kent", Series: data.Series.Main(),
		Period: period, Vintage: "2026", Value: 300, Publisher: "a charity"})
	for _, test := range []struct {
		date string
		want Verdict
	}{{"2026-05-06", Wrong}, {"2025-05-06", RightAtVintage}} {
		for _, n := range Check("Kent Police recorded 300 sexual grooming offences in 2024/25, Home Office figures show.",
			frames.Context{Date: test.date}, &data).Numerals {
			if n.Text == "300" && n.Verdict != string(test.want) {
				t.Errorf("300 on %s is %s, want %s", test.date, n.Verdict, test.want)
			}
		}
	}
}
