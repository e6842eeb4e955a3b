package stats

import (
	"errors"
	"testing"
)

// The same model finds steps at many dates of the controls, and of the series itself at none after
// the start-up year. In R the model of TestFitSegmentedNational with its change in every
// quarter with eight before and eight after it, the wider of both limits.
func TestPlaceboSteps(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name                                  string
		counts                                []float64
		from, dates, beyond, rank, transition int
	}{
		{"all others", otherQuarters, 0, 39, 20, 13, 1},
		{"other sexual", sexualQuarters, 0, 39, 22, 33, 1},
		{"exploitation", exploitationQuarters, 0, 39, 18, 36, 1},
		{"the series", nationalQuarters, 0, 39, 30, 4, 1},
		{"since the start-up year", nationalQuarters, nationalSettled, 15, 0, 0, 1},
		{"two quarters of transition", nationalQuarters, 0, 38, 30, 8, 2},
	} {
		counts, exposures := test.counts[test.from:], nationalExposures[test.from:]
		got, err := PlaceboSteps(counts, exposures, 1, test.transition, 8, NeweyWestLags(len(counts)), 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Steps) != test.dates || got.Unfitted != 0 {
			t.Errorf("%s: %d dates, %d without a fit; want %d and 0", test.name, len(got.Steps), got.Unfitted, test.dates)
		}
		if n := got.BeyondChance(); n != test.beyond {
			t.Errorf("%s: steps beyond chance at %d dates, want %d", test.name, n, test.beyond)
		}
		if rank := got.Rank(nationalChange - test.from); test.from == 0 && rank != test.rank {
			t.Errorf("%s: the change ranks %d, want %d", test.name, rank, test.rank)
		}
		if first, last := got.Steps[0].Change, got.Steps[len(got.Steps)-1].Change; first != 8 ||
			last != len(counts)-8-test.transition {
			t.Errorf("%s: dates %d to %d", test.name, first, last)
		}
	}
}

// Each step is the one that FitSegmented finds.
func TestPlaceboIsSegmented(t *testing.T) {
	t.Parallel()
	got, err := PlaceboSteps(nationalQuarters, nationalExposures, 1, 1, 8, 3, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range got.Steps {
		s, err := FitSegmented(nationalQuarters, nationalExposures, 1, step.Change, 1, 3, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if step.Step != s.Scaled.Step && step.Step != s.NeweyWest.Step || step.Step.StdErr < s.Scaled.Step.StdErr ||
			step.Step.StdErr < s.NeweyWest.Step.StdErr {
			t.Errorf("change in %d: %+v, want the wider of %+v and %+v",
				step.Change, step.Step, s.Scaled.Step, s.NeweyWest.Step)
		}
	}
	if rank := got.Rank(3); rank != 0 {
		t.Errorf("a date without a step ranks %d, want 0", rank)
	}
}

// Quarters without events leave no estimate at the dates that they make a group of.
func TestPlaceboUnfitted(t *testing.T) {
	t.Parallel()
	counts := []float64{0, 0, 0, 0, 9, 12, 8, 11, 10, 14, 9, 9, 12, 8, 10, 13}
	got, err := PlaceboSteps(counts, cellExposures(16, 91), 1, 0, 4, 0, 0.95)
	if err != nil || got.Unfitted == 0 || got.Unfitted+len(got.Steps) != 9 {
		t.Errorf("%+v, %v; want nine dates, some without a fit", got, err)
	}
}

func TestPlaceboErrors(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name               string
		n                  int
		transition, fewest int
		lags               int
		level              float64
		want               error
	}{
		{"one quarter on a side", 55, 1, 1, 3, 0.95, ErrChange},
		{"a negative transition", 55, -1, 8, 3, 0.95, ErrChange},
		{"a series too short", 16, 1, 8, 3, 0.95, ErrChange},
		{"lags", 55, 1, 8, 55, 0.95, ErrLags},
		{"level", 55, 1, 8, 3, 1, ErrLevel},
	} {
		_, err := PlaceboSteps(nationalQuarters[:test.n], nationalExposures[:test.n], 1, test.transition,
			test.fewest, test.lags, test.level)
		if !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
	}
	if got, err := PlaceboSteps(nationalQuarters[:17], nationalExposures[:17], 1, 1, 8, 3, 0.95); err != nil ||
		len(got.Steps) != 1 {
		t.Errorf("just long enough: %+v, %v; want one date", got, err)
	}
}
