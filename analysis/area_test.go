package analysis

import (
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	forces := loadData(t).Forces
	for _, test := range []struct{ name, want string }{
		{"Hampshire", "Hampshire"}, {"hampshire ", "Hampshire"}, {"Hampshire and Isle of Wight", "Hampshire"},
		{"Devon & Cornwall", "Devon and Cornwall"}, {"Avon & Somerset", "Avon and Somerset"}, {"BTP", "British Transport Police"},
		{"City of London", "London, City of"},
	} {
		if got, err := forces.Find(test.name); err != nil || got.Name != test.want {
			t.Errorf("Find(%q) = %s, %v, want %s", test.name, got.Name, err, test.want)
		}
	}
	for _, test := range []struct{ name, near string }{{"Sussx", "Sussex"}, {"thames", "Thames Valley"}, {"Yorkshire", "North Yorkshire"}, {"Hampshrie", "Hampshire"}, {"Nottingham", "Nottinghamshire"}, {"Narnia", "data/forces.csv"}, {"", "data/forces.csv"}} {
		if _, err := forces.Find(test.name); err == nil || !strings.Contains(err.Error(), test.near) {
			t.Errorf("Find(%q): %v, want an error that names %s", test.name, err, test.near)
		}
	}
	if n := len(forces.Territorial().Forces); n != 43 {
		t.Errorf("%d territorial forces, want 43", n)
	}
}

func TestFormat(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{FormatInt(6341), "6,341"}, {FormatInt(-1234567), "−1,234,567"}, {FormatInt(999), "999"}, {FormatInt(0), "0"},
		{FormatRatio(9.994), "9.99"}, {FormatRatio(9.996), "10.0"}, {FormatRatio(99.94), "99.9"}, {FormatRatio(99.96), "100"},
		{FormatFixed(-0.4, 0), "0"}, {FormatFixed(1234.5678, 2), "1,234.57"},
		{FormatP(1e-300), "<\u00a00.001"}, {FormatP(0.0451), "0.045"}, {FormatPerCent(64), "64\u00a0per\u00a0cent"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}
