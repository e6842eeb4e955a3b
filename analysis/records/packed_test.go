package records

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// What is packed comes back as the tables were read, and what is cut off or changed is
// refused or read without a panic.
func TestPackReleases(t *testing.T) {
	want := loadData(t)
	packed := want.PackReleases()
	folder := os.DirFS("../../data")
	got, err := LoadPacked(folder, "data", packed)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Releases) != len(want.Releases) {
		t.Fatalf("%d releases, want %d", len(got.Releases), len(want.Releases))
	}
	for i, r := range got.Releases {
		w := want.Releases[i]
		if r.Vintage != w.Vintage || !strings.HasSuffix(w.File, r.File) || r.Main.Name != w.Main.Name ||
			!reflect.DeepEqual(r.Forces, w.Forces) || !reflect.DeepEqual(r.Notes, w.Notes) {
			t.Errorf("release %s, %s is not %s, %s, as it was packed", r.Vintage, r.File, w.Vintage, w.File)
		}
		byName(t, r, w)
	}
	// Damage is looked for in the shortest release alone, which is packed as the others are.
	small := Data{Series: want.Series, Forces: want.Forces, Releases: want.Releases[:1]}
	packed = small.PackReleases()
	for _, cut := range []int{0, 1, len(packed) / 2, len(packed) - 1} {
		if _, err := LoadPacked(folder, "data", packed[:cut]); err == nil {
			t.Errorf("the first %d of %d bytes are read, want an error", cut, len(packed))
		}
	}
	for i := 0; i < 2000; i++ {
		changed := append([]byte{}, packed...)
		changed[i*7%len(changed)] ^= byte(i%255 + 1)
		d := &Data{Series: want.Series, Forces: want.Forces, dir: "data"}
		_ = d.unpackReleases(changed) // it may be read, and must not panic
	}
}

// byName compares the cells of a release with another's, whose series are of another table.
func byName(t *testing.T, got, want *Release) {
	t.Helper()
	if len(got.cells) != len(want.cells) || len(got.periods) != len(want.periods) {
		t.Errorf("release %s: %d rows of %d series, want %d of %d", got.Vintage, len(got.cells), len(got.periods),
			len(want.cells), len(want.periods))
	}
	for of, cells := range want.cells {
		s, err := got.Series.Find(of.series.Name)
		if err != nil {
			t.Fatal(err)
		}
		if got.periods[s] != want.periods[of.series] {
			t.Errorf("release %s, %s: %s, want %s", got.Vintage, s.Name, got.periods[s], want.periods[of.series])
		}
		if own := got.cells[row{s, of.force}]; !reflect.DeepEqual(own, cells) {
			t.Errorf("release %s, %s, %s: %v, want %v", got.Vintage, s.Name, of.force, own, cells)
		}
	}
}
