package records

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFind(t *testing.T) {
	forces := loadData(t).Forces
	for _, test := range []struct{ name, want string }{
		{"Hampshire", "Hampshire"}, {"hampshire ", "Hampshire"}, {"Hampshire and Isle of Wight", "Hampshire"},
		{"Devon & Cornwall", "Devon and Cornwall"}, {"Avon & Somerset", "Avon and Somerset"}, {"BTP",
			"British Transport Police"},
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
	f, err := forces.Find("South West")
	if err == nil || !strings.Contains(err.Error(), `"South West" is several police forces`) {
		t.Errorf("the force of a region is %s, error %v; want that it is several", f.Name, err)
	}
	if near := forces.near("West"); len(near) != 3 {
		t.Errorf("near West: %q, want three names", near)
	}
	if n := len(forces.Territorial().Forces); n != 43 {
		t.Errorf("%d territorial forces, want 43", n)
	}
}

// The letters to insert, delete or replace, each of which counts as one.
func TestEditDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{{"kent", "kent", 0}, {"kent", "knt", 1}, {"knt", "kent", 1}, {"kent", "gent", 1}, {"", "kent", 4}, {"kent", "", 4},
		{"kitten", "sitting", 3}} {
		if got := editDistance(test.a, test.b); got != test.want {
			t.Errorf("editDistance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
	}
}

// Names as forces, their websites and newspapers write them.
func TestFindOfficialNames(t *testing.T) {
	forces := loadData(t).Forces
	for name, want := range map[string]string{
		"Kent Police": "Kent", "Thames Valley Police": "Thames Valley", "Hampshire Constabulary": "Hampshire",
		"Met Police":                      "Metropolitan Police",
		"Devon and Cornwall Constabulary": "Devon and Cornwall", "City of London Police": "London, City of",
		"Heddlu De Cymru":      "South Wales",
		"Heddlu Gogledd Cymru": "North Wales", "Heddlu Gwent": "Gwent", "Heddlu Dyfed-Powys": "Dyfed-Powys",
		"the Metropolitan Police":                "Metropolitan Police",
		"Hampshire & Isle of Wight Constabulary": "Hampshire", "AVON & SOMERSET POLICE": "Avon and Somerset",
		"Greater Manchester Police": "Greater Manchester",
		"Bedfordshire Police":       "Bedfordshire", "Metropolitan Police Service": "Metropolitan Police",
		"British Transport Police": "British Transport Police",
		"South Wales Police":       "South Wales", "Durham Constabulary": "Durham", "West Midlands Police": "West Midlands",
	} {
		if got, err := forces.Find(name); err != nil || got.Name != want {
			t.Errorf("Find(%q) = %s, %v, want %s", name, got.Name, err, want)
		}
	}
	for _, name := range []string{"Police", "Police Scotland", "Heddlu", "PSNI", "Constabulary"} {
		if got, err := forces.Find(name); err == nil {
			t.Errorf("Find(%q) = %s, want an error", name, got.Name)
		}
	}
}

func TestArea(t *testing.T) {
	forces := loadData(t).Forces
	for _, test := range []struct {
		words, name, display, slug string
		forces                     int
	}{
		{"Kent", "Kent", "Kent", "kent", 1},
		{"South West", "South West", "South West", "south-west", 5},
		{"the south west", "South West", "South West", "south-west", 5},
		{"South West region", "South West", "South West", "south-west", 5},
		{"Wales", "Wales", "Wales", "wales", 4},
		{"England", "England", "England", "england", 39},
		{"West Midlands", "West Midlands", "West Midlands", "west-midlands", 1},
		{"West Midlands Police", "West Midlands", "West Midlands", "west-midlands", 1},
		{"West Midlands region", "West Midlands region", "West Midlands region", "west-midlands-region", 4},
		{"East of England", "Eastern", "Eastern", "eastern", 6},
		{"London", "London", "London", "london", 2},
		{"British Transport Police", "British Transport Police", "British Transport Police", "british-transport-police", 1},
		{"Kent + Essex", "Essex + Kent", "Essex and Kent", "essex-kent", 2},
		{"Essex+Kent Police", "Essex + Kent", "Essex and Kent", "essex-kent", 2},
		{"Wales + City of London", "London, City of + Wales", "City of London and Wales", "london-city-of-wales", 5},
		{"Devon and Cornwall + Dorset", "Devon and Cornwall + Dorset", "Devon and Cornwall, and Dorset",
			"devon-cornwall-dorset", 2},
	} {
		got, err := forces.Area(test.words)
		if err != nil {
			t.Errorf("Area(%q): %v", test.words, err)
			continue
		}
		if got.Name != test.name || got.Display() != test.display || got.Slug() != test.slug || len(got.Forces) != test.forces {
			t.Errorf("Area(%q) = %q, %q, %q of %d forces, want %q, %q, %q of %d", test.words, got.Name, got.Display(),
				got.Slug(), len(got.Forces),
				test.name, test.display, test.slug, test.forces)
		}
	}
	for _, test := range []struct{ words, want string }{
		{"South Wst", "did you mean South West"}, {"Hogwarts", "unknown area"}, {"Devon and Cornwal",
			"did you mean Devon and Cornwall?"},
		{"Kent (provisional)", `unknown area "Kent (provisional)"; did you mean Kent?`},
		{"Avon & Somerset Constabulary [note 3]", "did you mean Avon and Somerset?"}, {"[note 3]", "data/forces.csv lists"},
		{"Cumbria (part", "did you mean Cumbria"},
		{"Kent; Essex", "give one area"}, {"Kent + Kent Police", "Kent is in Kent and in Kent; want each force once"},
		{"Kent + South East", "Kent is in Kent and in South East"}, {"Kent +", "unknown area"}, {"", "unknown area"},
	} {
		if got, err := forces.Area(test.words); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Area(%q) = %q, %v, want an error that says %q", test.words, got.Name, err, test.want)
		}
	}
}

// Semicolons part areas, and each may be several as one.
func TestAreas(t *testing.T) {
	forces := loadData(t).Forces
	areas, err := forces.Areas("Kent; Essex + sussex")
	if err != nil {
		t.Fatal(err)
	}
	want := []Area{ForceArea("Kent"), {"Essex + Sussex", []string{"Essex", "Sussex"}}}
	if diff := cmp.Diff(want, areas); diff != "" {
		t.Errorf("Areas (-want +got):\n%s", diff)
	}
	for words, want := range map[string]string{"Kent; Essx": "did you mean Essex", "Kent;": `unknown area ""`,
		"Kent; Kent Police": "given twice"} {
		if got, err := forces.Areas(words); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Areas(%q) = %v, error %v, want one with %q", words, got, err, want)
		}
	}
}

// Every force is in one region or country group; British Transport Police is in none,
// because it is in England and Wales and in neither alone.
func TestGroups(t *testing.T) {
	forces := loadData(t).Forces
	in := map[string]int{}
	var names []string
	for _, area := range forces.Groups() {
		names = append(names, area.Name)
		if area.Name != "England" && area.Name != "Wales" {
			for _, f := range area.Forces {
				in[f]++
			}
		}
	}
	want := "East Midlands, Eastern, London, North East, North West, South East, South West, West Midlands region, " +
		"Yorkshire and the Humber, England, Wales"
	if got := strings.Join(names, ", "); got != want {
		t.Errorf("Groups() = %s, want %s", got, want)
	}
	for _, f := range forces.List {
		england := f.Territorial && f.Country == "England"
		if n := in[f.Name]; (n == 1) != england {
			t.Errorf("%s is in %d regions", f.Name, n)
		}
	}
}

// A sentence is about what was recorded in a place, and at a force that is named for none.
func TestIn(t *testing.T) {
	forces := loadData(t).Forces
	for words, want := range map[string]string{
		"Met": "at the Metropolitan Police", "BTP": "at British Transport Police", "Gwent": "in Gwent",
		"South West": "in the South West", "Essex + Met": "in Essex and the Metropolitan Police",
	} {
		a, err := forces.Area(words)
		if err != nil {
			t.Fatal(err)
		}
		if got := a.In(); got != want {
			t.Errorf("%s behind its preposition is %q, want %q", words, got, want)
		}
	}
}

// Prose gives some names an article, and a heading none.
func TestInProse(t *testing.T) {
	forces := loadData(t).Forces
	for words, want := range map[string]string{
		"Met": "the Metropolitan Police", "South West": "the South West", "West Midlands": "West Midlands",
		"West Midlands region": "the West Midlands region", "Hampshire": "Hampshire", "Wales": "Wales",
		"City of London + Metropolitan": "the City of London and the Metropolitan Police",
		"East of England":               "the Eastern region",
		"Kent + Avon and Somerset":      "Avon and Somerset, and Kent",
	} {
		a, err := forces.Area(words)
		if err != nil {
			t.Fatal(err)
		}
		if got := a.InProse(); got != want {
			t.Errorf("%s in prose is %q, want %q", words, got, want)
		}
	}
}

// An area's name in the name of a number has the letters and digits of its own, in lower case, and no "and".
func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Avon and Somerset": "avon-somerset", "London, City of": "london-city-of", "Azure Z09": "azure-z09",
		"Ynys Môn": "ynys-m-n", "Essex + Kent": "essex-kent", "[a]": "a", "@Z`{": "z", "/0:9": "0-9",
	} {
		if got := (Area{Name: name}).Slug(); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

// Areas are listed in prose as names are, each with its article.
func TestProseAll(t *testing.T) {
	areas := []Area{{Name: "Avon and Somerset"}, {Name: "South West"}}
	if got, want := ProseAll(areas), "Avon and Somerset, and the South West"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Names that hold what was written come first, then those that are as near as a letter and a quarter of it.
func TestNear(t *testing.T) {
	forces := forcesOf(t, `E23000032,Abce,South East,England,territorial,,,,
E23000028,Abxx,Eastern,England,territorial,,,,
E23000031,Axxx,South East,England,territorial,,,,
E23000030,Long Abcd Name,South East,England,territorial,,,,
`)
	if got, want := forces.near("Abcd"), []string{"Long Abcd Name", "Abce", "Abxx"}; !slices.Equal(got, want) {
		t.Errorf("near Abcd: %q, want %q", got, want)
	}
}
