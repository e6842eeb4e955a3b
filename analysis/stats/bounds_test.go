package stats

import (
	"errors"
	"math"
	"slices"
	"testing"
)

func TestRemainderBounds(t *testing.T) {
	t.Parallel()
	// 88A in 2017/18, and a made-up other vintage of it, less s.15A as published in 2018 and 2019
	got, err := RemainderBounds([]int{4444, 4429}, []int{3171, 3217})
	if err != nil || got.Interval != (Interval{1212, 1273}) || len(got.Warnings) != 0 {
		t.Errorf("got %v, %v; want 1212 to 1273", got, err)
	}
	got, err = RemainderBounds([]int{18}, []int{10, 205})
	if err != nil || got.Interval != (Interval{-187, 8}) || !errors.Is(errors.Join(got.Warnings...), ErrContradiction) {
		t.Errorf("a part above the whole: %v, %v; want -187 to 8 and ErrContradiction", got, err)
	}
	for _, empty := range [][2][]int{{nil, {1}}, {{1}, nil}} {
		if _, err := RemainderBounds(empty[0], empty[1]); !errors.Is(err, ErrNoValues) {
			t.Errorf("no values: error %v, want ErrNoValues", err)
		}
	}
}

func TestHull(t *testing.T) {
	t.Parallel()
	got, err := Hull(Interval{2, 3}, Interval{1, 2}, Interval{2, math.Inf(1)})
	if err != nil || got != (Interval{1, math.Inf(1)}) {
		t.Errorf("got %v, %v", got, err)
	}
	if one, err := Hull(Interval{1, 2}); err != nil || one != (Interval{1, 2}) {
		t.Errorf("Hull of one interval = %v, %v; want itself", one, err)
	}
	if _, err := Hull(); !errors.Is(err, ErrNoValues) {
		t.Errorf("nothing: error %v, want ErrNoValues", err)
	}
	if _, err := Hull(Interval{1, 2}, Interval{math.NaN(), 3}); !errors.Is(err, ErrBounds) {
		t.Errorf("NaN: error %v, want ErrBounds", err)
	}
}

func TestRisingSplit(t *testing.T) {
	t.Parallel()
	// Hampshire 2014/15 and 2015/16 add to 73, after 20 and before 53.
	first, second, possible := RisingSplit(20, 73, 53)
	if !possible || first != (Interval{21, 36}) || second != (Interval{37, 52}) {
		t.Errorf("got %v and %v, %v; want 21 to 36 and 37 to 52", first, second, possible)
	}
	// Against every split tried in turn.
	for before := range 6 {
		for sum := range 20 {
			for after := range 15 {
				var firsts []float64
				for x := range sum + 1 {
					if before < x && x < sum-x && sum-x < after {
						firsts = append(firsts, float64(x))
					}
				}
				first, second, possible := RisingSplit(before, sum, after)
				if possible != (len(firsts) > 0) {
					t.Fatalf("RisingSplit(%d, %d, %d): possible = %v, want splits %v", before, sum, after, possible, firsts)
				}
				if possible && (first != Interval{slices.Min(firsts), slices.Max(firsts)} ||
					first.Lower+second.Upper != float64(sum)) {
					t.Errorf("RisingSplit(%d, %d, %d) = %v, %v; want %v", before, sum, after, first, second, firsts)
				}
			}
		}
	}
}
