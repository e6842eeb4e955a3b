package analysis

import "testing"

func study(t testing.TB, release, force string) *Study {
	t.Helper()
	s, err := NewStudy(loadData(t), release, force)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
