package records

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
