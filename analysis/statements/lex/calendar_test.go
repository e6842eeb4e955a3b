package lex

import (
	"testing"

	"grooming-report/analysis/records"
)

// A span is the period that its first and last day are, where these are of whole quarters.
func TestSpanPeriod(t *testing.T) {
	for from := NewMonth(2015, 12); from <= NewMonth(2018, 2); from++ {
		for to := from - 1; to <= from+15; to++ {
			s := Span{from, to}
			want, err := records.ParsePeriod(s.First(), s.Last())
			if got, ok := s.Period(); got != want || ok != (err == nil) {
				t.Errorf("%s to %s is %v, %t, want %v, %v", s.First(), s.Last(), got, ok, want, err)
			}
		}
	}
	if got, ok := (Span{}).Period(); ok {
		t.Errorf("no span is %v, want no period", got)
	}
}
