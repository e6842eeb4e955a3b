package stats

import (
	"errors"
	"math"
	"slices"
	"testing"
)

func TestRemainderBounds(t *testing.T) {
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

func TestRatioBounds(t *testing.T) {
	got, err := RatioBounds(Interval{1212, 1273}, 1, Interval{1156, 1157}, 1)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, "lower", got.Lower, 1212./1157, exact)
	agree(t, "upper", got.Upper, 1273./1156, exact)

	got, _ = RatioBounds(Interval{10, 20}, 275, Interval{0, 5}, 365)
	if !math.IsInf(got.Upper, 1) || !errors.Is(errors.Join(got.Warnings...), ErrZeroEarlier) {
		t.Errorf("possibly nothing before: %v, want open above and ErrZeroEarlier", got)
	}
	agree(t, "lower by exposure", got.Lower, 10./5*365/275, exact)

	got, _ = RatioBounds(Interval{0, 0}, 1, Interval{0, 0}, 1)
	if got.Interval != (Interval{0, math.Inf(1)}) {
		t.Errorf("nothing at all: %v, want 0 to +Inf", got)
	}
	got, _ = RatioBounds(Interval{-4, 8}, 1, Interval{2, 4}, 1)
	if got.Interval != (Interval{-2, 4}) || !errors.Is(errors.Join(got.Warnings...), ErrContradiction) {
		t.Errorf("contradiction: %v, want -2 to 4 and ErrContradiction", got)
	}
	got, _ = RatioBounds(Interval{0, 0}, 1, Interval{0, 4}, 1)
	if got.Interval != (Interval{0, math.Inf(1)}) || !errors.Is(errors.Join(got.Warnings...), ErrZeroEarlier) {
		t.Errorf("nothing after and possibly nothing before: %v, want 0 to +Inf and ErrZeroEarlier", got)
	}
	got, _ = RatioBounds(Interval{-6, -2}, 1, Interval{1, 4}, 1)
	if got.Interval != (Interval{-6, -0.5}) {
		t.Errorf("nothing but contradiction: %v, want -6 to -0.5", got)
	}
	for _, wrong := range []Interval{{math.NaN(), 1}, {1, math.NaN()}, {2, 1}, {1, math.Inf(1)}} {
		if _, err := RatioBounds(wrong, 1, Interval{1, 2}, 1); !errors.Is(err, ErrBounds) {
			t.Errorf("later bounds %v: error %v, want ErrBounds", wrong, err)
		}
		if _, err := RatioBounds(Interval{1, 2}, 1, wrong, 1); !errors.Is(err, ErrBounds) {
			t.Errorf("earlier bounds %v: error %v, want ErrBounds", wrong, err)
		}
	}
	if _, err := RatioBounds(Interval{1, 2}, 1, Interval{-1, 2}, 1); !errors.Is(err, ErrNegativeCount) {
		t.Errorf("negative earlier bound: error %v", err)
	}
	if _, err := RatioBounds(Interval{1, 2}, 0, Interval{1, 2}, 1); !errors.Is(err, ErrNoExposure) {
		t.Errorf("no exposure: error %v", err)
	}
}

func TestHull(t *testing.T) {
	got, err := Hull(Interval{2, 3}, Interval{1, 2}, Interval{2, math.Inf(1)})
	if err != nil || got != (Interval{1, math.Inf(1)}) {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := Hull(); !errors.Is(err, ErrNoValues) {
		t.Errorf("nothing: error %v, want ErrNoValues", err)
	}
	if _, err := Hull(Interval{1, 2}, Interval{math.NaN(), 3}); !errors.Is(err, ErrBounds) {
		t.Errorf("NaN: error %v, want ErrBounds", err)
	}
}

func TestShareBounds(t *testing.T) {
	// 52 % of the 956 offences with a disclosed method, of 1,628
	got, err := ShareBounds(497, 956, 1628)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, "lower", got.Lower, 497./1628, exact)
	agree(t, "upper", got.Upper, (497.+672)/1628, exact)
	if all, _ := ShareBounds(497, 956, 956); all.Lower != all.Upper {
		t.Errorf("everything known: %v, want one value", all)
	}
	for _, wrong := range [][3]int{{-1, 5, 9}, {6, 5, 9}, {5, 10, 9}, {0, 0, 0}} {
		if _, err := ShareBounds(wrong[0], wrong[1], wrong[2]); !errors.Is(err, ErrShare) {
			t.Errorf("ShareBounds(%v): error %v, want ErrShare", wrong, err)
		}
	}
}

func TestRisingSplit(t *testing.T) {
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
				if possible && (first != Interval{slices.Min(firsts), slices.Max(firsts)} || first.Lower+second.Upper != float64(sum)) {
					t.Errorf("RisingSplit(%d, %d, %d) = %v, %v; want %v", before, sum, after, first, second, firsts)
				}
			}
		}
	}
}
