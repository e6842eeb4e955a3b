package stats

import (
	"errors"
	"math"
	"strings"
	"testing"
)

var smallTable = [][]float64{{12, 15, 9, 20}, {3, 8, 5, 1}, {40, 55, 38, 70}, {0, 2, 1, 4}}

func TestTableDispersion(t *testing.T) {
	t.Parallel()
	// g <- glm(y ~ row + column, family = poisson); sum(residuals(g, "pearson")^2)
	const chiSquared = 10.2657518352196
	got, err := TableDispersion(smallTable)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, "chi-square", got.ChiSquared, chiSquared, exact)
	agree(t, "φ", got.Value, chiSquared/9, exact)
	if got.DF != 9 {
		t.Errorf("DF = %v, want 9", got.DF)
	}

	// A area with no events and a quarter with none change nothing.
	var padded [][]float64
	for _, row := range smallTable {
		padded = append(padded, append(row[:len(row):len(row)], 0))
	}
	padded = append(padded, make([]float64, 5))
	same, err := TableDispersion(padded)
	if err != nil || same.DF != 9 {
		t.Errorf("with an all-zero row and column: %+v, %v; want %+v", same, err, got)
	}
	agree(t, "padded φ", same.Value, got.Value, exact)

	// A area whose cells below zero outweigh the others has no mean to scatter about.
	without, err := TableDispersion(append(smallTable[:4:4], []float64{-3, 1, 0, 1}))
	if err != nil || without.DF != 9 {
		t.Errorf("with a negative row: %+v, %v; want %+v", without, err, got)
	}
	agree(t, "φ without it", without.Value, got.Value, exact)

	pooled, err := PoolDispersion(got, Dispersion{ChiSquared: 20, DF: 4})
	if err != nil || pooled.DF != 13 {
		t.Errorf("pooled: %+v, %v", pooled, err)
	}
	agree(t, "pooled φ", pooled.Value, (chiSquared+20)/13, exact)
}

func TestDispersionOfRepeatedCountsIsZero(t *testing.T) {
	t.Parallel()
	got, err := TableDispersion([][]float64{{5, 5}, {5, 5}})
	if err != nil || got.Value != 0 {
		t.Errorf("got %+v, %v; want φ = 0", got, err)
	}
}

func TestDispersionErrors(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		counts [][]float64
		want   error
	}{
		{nil, ErrNoDegreesOfFreedom},
		{[][]float64{{1, 2, 3}}, ErrNoDegreesOfFreedom},
		{[][]float64{{0, 0}, {0, 0}}, ErrNoDegreesOfFreedom},
		{[][]float64{{1, 2}, {3}}, ErrTable},
		{[][]float64{{1, 2}, {3, math.NaN()}}, ErrNotFinite},
	} {
		if _, err := TableDispersion(test.counts); !errors.Is(err, test.want) {
			t.Errorf("TableDispersion(%v): error %v, want %v", test.counts, err, test.want)
		}
	}
	if _, err := pearsonDispersion([]float64{1, 2}, []float64{0, 2}, 0); !errors.Is(err, ErrNotFinite) {
		t.Errorf("one event where none is expected: error %v, want ErrNotFinite", err)
	}
	if _, err := pearsonDispersion([]float64{1, 2, 3}, []float64{1, -2, 3}, 1); !errors.Is(err, ErrNegativeCount) {
		t.Errorf("a fitted mean below zero: error %v, want ErrNegativeCount", err)
	}
	if _, err := pearsonDispersion([]float64{1}, nil, 0); !errors.Is(err, ErrTable) {
		t.Errorf("unequal lengths: error %v, want ErrTable", err)
	}
	one, err := PoolDispersion(Dispersion{ChiSquared: 3, DF: 1})
	if err != nil || one.Value != 3 || len(one.Warnings) != 1 || one.Warnings[0] != ErrFewDegreesOfFreedom {
		t.Errorf("one degree of freedom: %+v, %v; want 3 and ErrFewDegreesOfFreedom", one, err)
	}
	if ten, err := PoolDispersion(Dispersion{ChiSquared: 3, DF: 10}); err != nil || len(ten.Warnings) != 0 {
		t.Errorf("ten degrees of freedom: %+v, %v; want no warning", ten, err)
	}
	if _, err := PoolDispersion(); !errors.Is(err, ErrNoDegreesOfFreedom) {
		t.Errorf("nothing to pool: error %v, want ErrNoDegreesOfFreedom", err)
	}
}

func TestDispersionWarnsOfSparseCells(t *testing.T) {
	t.Parallel()
	got, err := TableDispersion([][]float64{{0, 1, 0}, {1, 0, 1}, {0, 0, 1}})
	if err != nil || !errors.Is(errors.Join(got.Warnings...), ErrSparse) {
		t.Errorf("got %+v, %v; want ErrSparse among the warnings", got, err)
	}
}

// Sparse is more than half of the cells below 1, not half, nor at 1.
func TestDispersionSparseLimit(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		fitted []float64
		sparse bool
	}{
		{[]float64{0.5, 0.9, 2, 3}, false},
		{[]float64{0.5, 0.9, 0.99, 3}, true},
		{[]float64{0.5, 0.9, 1, 3}, false},
	} {
		got, err := pearsonDispersion([]float64{1, 1, 1, 1}, test.fitted, 1)
		if err != nil || errors.Is(errors.Join(got.Warnings...), ErrSparse) != test.sparse {
			t.Errorf("fitted %v: %+v, %v; want sparse %v", test.fitted, got, err, test.sparse)
		}
	}
	// A count of 0 is left out where 0 is fitted, and there alone.
	if got, err := pearsonDispersion([]float64{0, 0, 3, 5}, []float64{0, 1, 2, 5}, 1); err != nil ||
		got.DF != 2 || got.ChiSquared != 1.5 {
		t.Errorf("fitted 0, 1, 2, 5: %+v, %v; want χ² 1.5 on 2", got, err)
	}
	cells := []float64{5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}
	for parameters, want := range map[int]bool{1: false, 2: true} {
		got, err := pearsonDispersion(cells, cells, parameters)
		if err != nil || errors.Is(errors.Join(got.Warnings...), ErrFewDegreesOfFreedom) != want {
			t.Errorf("%v degrees of freedom: %v, %v; want the warning %v", got.DF, got.Warnings, err, want)
		}
	}
	if _, err := pearsonDispersion(cells, cells, 11); !errors.Is(err, ErrNoDegreesOfFreedom) {
		t.Errorf("as many parameters as cells: error %v, want ErrNoDegreesOfFreedom", err)
	}
}

func TestDispersionWarnsOfFewDegreesOfFreedom(t *testing.T) {
	t.Parallel()
	few, err := TableDispersion([][]float64{{10, 12}, {20, 60}})
	if err != nil || !errors.Is(errors.Join(few.Warnings...), ErrFewDegreesOfFreedom) {
		t.Errorf("one degree of freedom: %+v, %v; want ErrFewDegreesOfFreedom", few, err)
	}
	pooled, err := PoolDispersion(few, few, Dispersion{ChiSquared: 20, DF: 9})
	if err != nil || len(pooled.Warnings) != 0 {
		t.Errorf("eleven in all: %+v, %v; want no warning", pooled, err)
	}
	if _, err := pearsonDispersion([]float64{1, 2}, []float64{1, 2}, -1); !errors.Is(err, ErrTable) {
		t.Errorf("-1 parameters: error %v, want ErrTable", err)
	}
}

// pchisq(18*1.564923/3.53017102, 18) in R; a dispersion of 18*9.46115127 is far up.
func TestLowerTail(t *testing.T) {
	t.Parallel()
	agree(t, "a low dispersion", Dispersion{Value: 1.5649230, DF: 18}.LowerTail(3.53017), 0.02105828, 1e-6)
	if p := (Dispersion{Value: 9.46115127, DF: 18}).LowerTail(3.53017102); !(p > 0.999) {
		t.Errorf("LowerTail of 9.46 if 3.53 is true = %v, want nearly 1", p)
	}
	if p := Known(2).LowerTail(3); !math.IsNaN(p) {
		t.Errorf("LowerTail of a known dispersion = %v, want NaN", p)
	}
}

// A table with a cell that is no finite number is refused, and the row named; what parts of a pool warn of is said once.
func TestDispersionRefusesAndWarns(t *testing.T) {
	for _, cell := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if d, err := TableDispersion([][]float64{{1, 2}, {3, cell}}); !errors.Is(err, ErrNotFinite) ||
			!strings.Contains(err.Error(), "row 1") {
			t.Errorf("a cell of %v: %+v, error %v; want ErrNotFinite, and the row", cell, d, err)
		}
	}
	sparse := Dispersion{ChiSquared: 20, DF: 9, Warnings: []error{ErrSparse, ErrFewDegreesOfFreedom}}
	pooled, err := PoolDispersion(sparse, sparse)
	if err != nil || len(pooled.Warnings) != 1 || pooled.Warnings[0] != ErrSparse || pooled.Value != 40./18 {
		t.Errorf("two sparse tables pooled: %+v, %v; want one warning of it, and 40 on 18", pooled, err)
	}
}
