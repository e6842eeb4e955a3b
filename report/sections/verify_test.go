package sections

import (
	"bytes"
	"os"
	"testing"
	"testing/fstest"

	"grooming-report/analysis/records/recordstest"
	"grooming-report/analysis/verify"
)

// Every number of a report can be computed again from evidence.csv and the tables, by
// code that shares nothing with the report but analysis/stats: whatever the area, and
// in the newest release and the one before. Without EVERY=1 it is of several areas, as one
// in the release before and side by side; package verify has the golden file, of one force.
func TestVerify(t *testing.T) {
	if testing.Short() {
		t.Skip("TestEveryNumber of package verify computes a part of the golden file, which is of the first of these")
	}
	list := builds()
	if !recordstest.Every() {
		list = list[1:]
	}
	for _, of := range list {
		r := built(t, of.release, of.area)
		evidence, changes := r.evidence, r.changes
		var numbers, moved bytes.Buffer
		if err := evidence.Write(&numbers); err != nil {
			t.Fatal(err)
		}
		if err := changes.Write(&moved); err != nil {
			t.Fatal(err)
		}
		f, err := verify.ReadFile(&numbers)
		if err != nil {
			t.Fatal(err)
		}
		beside := fstest.MapFS{"changes.csv": {Data: moved.Bytes()}}
		n, err := verify.Verify(f, &verify.Tables{Data: os.DirFS("data"), Beside: beside})
		if err != nil || n != len(evidence.Facts()) {
			t.Errorf("%s, release of %s: %d of %d rows agree, then %v", of.area, of.release, n, len(evidence.Facts()), err)
		}
	}
}
