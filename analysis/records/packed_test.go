package records

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// What is packed comes back as the tables were read, and what is cut off or changed is
// refused or read without a panic.
func TestPack(t *testing.T) {
	want, err := LoadFrom(os.DirFS("../../data"), "data")
	if err != nil {
		t.Fatal(err)
	}
	packed := want.Pack()
	got, err := LoadPacked("data", packed)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range got.Releases {
		byName(t, r, want.Releases[i])
	}
	for _, table := range []struct {
		name      string
		got, want any
	}{
		{"series", got.Series, want.Series},
		{"forces", got.Forces, want.Forces},
		{"population", got.Population, want.Population},
		{"published figures", got.Published, want.Published},
	} {
		if !reflect.DeepEqual(table.got, table.want) {
			t.Errorf("the %s come back otherwise than they were packed", table.name)
		}
	}
	// Damage is looked for in the shortest release alone, which is packed as the others are.
	small := Data{Series: want.Series, Forces: want.Forces, Releases: want.Releases[:1]}
	packed = small.Pack()
	for _, cut := range []int{0, 1, len(packed) / 2, len(packed) - 1} {
		if _, err := LoadPacked("data", packed[:cut]); err == nil {
			t.Errorf("the first %d of %d bytes are read, want an error", cut, len(packed))
		}
	}
	if _, err := LoadPacked("data", append(slices.Clone(packed), 0)); err == nil {
		t.Error("a byte too many is passed over, want an error")
	}
	for i := range 500 {
		changed := append([]byte{}, packed...)
		changed[i*29%len(changed)] ^= byte(i%255 + 1)
		d, err := LoadPacked("data", changed) // it may be read, and must not panic
		if err != nil {
			continue
		}
		for _, r := range d.Releases {
			for _, rows := range r.cells {
				for _, own := range rows {
					own.unpack()
				}
			}
		}
	}
}

// A cell that lacks its number for a reason that there is not is damaged.
func TestUnpackCell(t *testing.T) {
	for lacks := range int(noRow) + 3 {
		var p packer
		for _, n := range []int{lacks, 5, 7} {
			p.number(n)
		}
		u := unpacker{in: p.out}
		got, whole := u.cell(), cell{lacks: lack(lacks), offences: 5, line: 7}
		if want := lacks > int(noRow); u.damaged != want || !want && got != whole {
			t.Errorf("a cell that lacks %d: %+v, damaged %v; want damaged %v", lacks, got, u.damaged, want)
		}
	}
}

// A series is one of the table, or none; one behind its end is damage.
func TestUnpackSeries(t *testing.T) {
	table := SeriesTable{{Name: "a"}, {Name: "b"}}
	for n, want := range map[int]*Series{-1: nil, 0: table[0], 1: table[1], 2: nil} {
		var p packer
		p.number(n)
		u := unpacker{in: p.out}
		if got := u.seriesOf(table); got != want || u.damaged != (n == 2) {
			t.Errorf("series %d of two: %v, damaged %v", n, got, u.damaged)
		}
	}
}

// byName compares the cells of a release with another's, whose series are of another table.
func byName(t *testing.T, got, want *Release) {
	t.Helper()
	if got.Vintage != want.Vintage || got.File != want.File || got.Main.Name != want.Main.Name ||
		!reflect.DeepEqual(got.Forces, want.Forces) || !reflect.DeepEqual(got.Notes, want.Notes) {
		t.Errorf("release %s, %s is not %s, %s, as it was packed", got.Vintage, got.File, want.Vintage, want.File)
	}
	if len(got.cells) != len(want.cells) || len(got.periods) != len(want.periods) {
		t.Errorf("release %s: numbers of %d series over %d periods, want %d over %d", got.Vintage, len(got.cells), len(got.periods),
			len(want.cells), len(want.periods))
	}
	for of, rows := range want.cells {
		s, err := got.Series.Find(of.Name)
		if err != nil {
			t.Fatal(err)
		}
		if got.periods[s] != want.periods[of] {
			t.Errorf("release %s, %s: %s, want %s", got.Vintage, s.Name, got.periods[s], want.periods[of])
		}
		if len(got.cells[s]) != len(rows) {
			t.Errorf("release %s, %s: %d rows, want %d", got.Vintage, s.Name, len(got.cells[s]), len(rows))
		}
		for force, cells := range rows {
			own := got.cells[s][force]
			own.unpack()
			if !reflect.DeepEqual(own, cells) {
				t.Errorf("release %s, %s, %s: %v, want %v", got.Vintage, s.Name, force, own, cells)
			}
		}
	}
}

// The numbers of a force that was formed of others come back of all of them, quarter by quarter.
func TestPackMerged(t *testing.T) {
	series, forces := loadData(t).Series, forcesOf(t, merged)
	rows := strings.Join(ReleaseHeader, ",") + "\n"
	for q, numbers := range [][3]int{{1, 3, 4}, {1, 5, 6}} {
		for i, force := range []string{"Kent", "Norfolk", "Suffolk"} {
			rows += fmt.Sprintf("2016/17,%d,%s,88A,%d,\n", q+1, force, numbers[i])
		}
	}
	r, err := ParseRelease("data/releases/offences-2017.csv", rows, forces, series)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := LoadPacked("data", (&Data{Series: series, Forces: forces, Releases: []*Release{r}}).Pack())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []*Release{r, packed.Releases[0]} {
		cs, err := r.Quarters(ForceArea("Norfolk and Suffolk"), r.Main, r.Covered())
		if err != nil || len(cs) != 2 || cs[0].N != 7 || cs[1].N != 11 || len(cs[1].Rows) != 1 {
			t.Errorf("%+v, %v; want 7 and 11, of two rows each", cs, err)
		}
	}
}

// A row whose bytes end too early, or too late, has no cells; and a number of no bytes is damage.
func TestUnpackDamagedRow(t *testing.T) {
	var p packer
	for _, n := range []int{8064, 1, 1, 0, 5, 7} { // from, cells, of the first: one, nothing lacking, offences, line
		p.number(n)
	}
	for what, packed := range map[string][]byte{
		"whole": p.out, "cut": p.out[:len(p.out)-1], "too long": append(slices.Clone(p.out), 0),
	} {
		b := &byQuarter{packed: packed}
		if got, want := len(b.at(8064)), map[string]int{"whole": 1}[what]; got != want {
			t.Errorf("a row %s: %d cells, want %d", what, got, want)
		}
	}
	var text packer
	text.number(1) // the first of no texts
	if u := (unpacker{in: text.out}); u.text() != "" || !u.damaged {
		t.Error("a text that there was not is read")
	}
	u := unpacker{}
	if n := u.number(); n != 0 || !u.damaged {
		t.Errorf("a number of no bytes: %d, damaged %v; want damage", n, u.damaged)
	}
}
