package analysis

import (
	"strings"
	"testing"
)

// At most four areas stand side by side, and no force stands in two of them.
func TestAreasBeside(t *testing.T) {
	d := loadData(t)
	for _, test := range []struct {
		words string
		areas int
		err   string
	}{
		{"Kent", 1, ""}, {"Kent; Essex", 2, ""}, {"Kent; Essex; Surrey; Sussex", 4, ""},
		{"Kent; Essex; Surrey; Sussex; Dorset", 0, "it is 5 areas; at most 4 can be set side by side"},
		{"Kent + Essex; Surrey", 2, ""},
		{"Kent + Essex; Essex + Surrey", 0, "Essex is in Essex + Kent and in Essex + Surrey; want areas that share no force"},
		{"Surrey; South East", 0, "Surrey is in Surrey and in South East"},
		{"Kant", 0, `"Kant"`},
	} {
		areas, err := areasBeside(d.Forces, test.words)
		if (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) ||
			len(areas) != test.areas {
			t.Errorf("%s: %d areas, error %v; want %d, and %q", test.words, len(areas), err, test.areas, test.err)
		}
	}
}

// Areas are drawn side by side for their residents, where each has some.
func TestSideBySide(t *testing.T) {
	for words, want := range map[string]bool{
		"Kent": false, "Kent; Essex": true, "Kent; British Transport Police": false, "City of London; Kent": false,
		"Kent; Wales": true,
	} {
		if got := newest(t, words).SideBySide(); got != want {
			t.Errorf("%s: side by side %v, want %v", words, got, want)
		}
	}
}
