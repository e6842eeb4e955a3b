package intake

import (
	"testing"

	"grooming-report/analysis/records"
)

// Nothing that the Home Office published is alike by more than chance, nor did it become
// so between any two releases.
func TestAlike(t *testing.T) {
	known, err := records.Load("../../data")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for i, release := range known.Releases {
		in := newIncoming(known)
		for _, s := range in.recorded {
			in.noteCopies(release, s, 0)
			in.noteSame(nil, release, s)
			in.noteRounded(release, s)
			for _, previous := range known.Releases[:i] {
				if v, err := records.Revise(previous, release, s); err == nil {
					in.noteExchanges(revision{s, v})
					in.noteMoved(revision{s, v})
					compared += len(v.Changed)
				}
			}
		}
		if len(in.Notes) > 0 {
			t.Errorf("the release of %s: noted %q, want nothing", release.Vintage, in.Notes)
		}
	}
	if compared < 2000 {
		t.Errorf("%d revisions compared, want the 2,000 and more of four releases", compared)
	}
}
