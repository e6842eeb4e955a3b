package statements

import (
	"testing"

	"grooming-report/analysis/statements/frames"
)

// A rank of changes and a run of rises set periods side by side: across April 2017 they are
// not like for like, within either definition they are right.
func TestHoldAlike(t *testing.T) {
	data := record(t)
	for _, test := range []struct {
		text string
		want Verdict
	}{
		{"Sexual grooming offences in England and Wales rose five years running, from 2012/13 to 2017/18.", NotComparable},
		{"Sexual grooming offences in England and Wales have risen every year from 2013/14 to 2018/19.", NotComparable},
		{"Sexual grooming offences in England and Wales rose every year from 2012/13 to 2016/17.", Exact},
		{"Kent had the eighth highest rise in grooming offences of any force in 2017/18.", NotComparable},
	} {
		var got []Verdict
		_, verdicts := JudgeAll(frames.Read(test.text, frames.Context{Date: "2026-05-01"}), data, "2026-05-01")
		for _, v := range verdicts {
			if v.Verdict != "" {
				got = append(got, v.Verdict)
			}
		}
		if len(got) != 1 || got[0] != test.want {
			t.Errorf("Check(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}
