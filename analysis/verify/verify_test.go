package verify

import (
	"bytes"
	"errors"
	"io/fs"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

const data = "../../data"

// golden is evidence.csv of the report on Hampshire, with the changes beside it.
func golden(t testing.TB) (text []byte, tables *Tables) {
	t.Helper()
	folder := os.DirFS("../../report/testdata")
	text, err := fs.ReadFile(folder, "evidence.csv")
	if err != nil {
		t.Fatal(err)
	}
	return text, &Tables{Data: os.DirFS(data), Beside: folder}
}

func read(t testing.TB, text []byte) *File {
	t.Helper()
	f, err := ReadFile(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Whichever digit of the file is changed, its own row is the first that differs.
func TestEveryNumber(t *testing.T) {
	text, tables := golden(t)
	f := read(t, text)
	c := &checker{File: f, Tables: tables}
	changed, every, least := 0, 1, 50_000
	if testing.Short() {
		every, least = 21, 1_500 // and what these are computed from
	}
	for i := 0; i < len(f.Rows); i += every {
		row := f.Rows[i]
		r, err := c.compute(row)
		if err != nil {
			t.Fatal(err)
		}
		for _, field := range []*string{&row.Value, &row.Lower, &row.Upper} {
			was := *field
			for i, digit := range was {
				if digit < '0' || digit > '9' {
					continue
				}
				*field = was[:i] + string('0'+(digit-'0'+5)%10) + was[i+1:]
				if err := (&step{checker: c, row: row}).compare(r); !errors.Is(err, errDiffers) || !strings.Contains(err.Error(), row.Name) {
					t.Errorf("%s with %s for %s: error %v, want that it differs", row.Name, *field, was, err)
				}
				changed++
			}
			*field = was
		}
	}
	if changed < least {
		t.Errorf("%d digits changed, want %d or more", changed, least)
	}
}

// optional is the inputs that a method can do without: a dispersion of each side, where one serves both; the whole and
// the part of a series that is their difference; and the forces that fell silent, of which there may be none.
var optional = regexp.MustCompile(`^((later|earlier)-dispersion|whole|part|silent)$`)

// A number with an input that cannot be computed, without one that it wants, with two in place of one, with a count for a
// dispersion, or of lines that are not there is an error, whatever the method, and never passes for one that agrees.
func TestUnknownInput(t *testing.T) {
	text, tables := golden(t)
	f := read(t, text)
	c := &checker{File: f, Tables: tables}
	seen := map[string]bool{}
	for _, row := range f.Rows {
		kind := ofMethod.ReplaceAllString(row.Method, "n")
		if seen[kind] {
			continue
		}
		seen[kind] = true
		refused := func(what string, change func(*Row)) {
			t.Helper()
			broken := *row
			broken.Inputs = slices.Clone(row.Inputs)
			change(&broken)
			if r, err := (&step{checker: c, row: &broken}).run(); err == nil {
				t.Errorf("%s by %q is %v with %s", row.Name, row.Method, r.Value, what)
			}
		}
		for i, in := range row.Inputs {
			if i > 0 && in.Role == row.Inputs[i-1].Role {
				continue
			}
			refused("an unknown "+in.Role, func(r *Row) { r.Inputs[i].Name = "nothing" })
			if c.done[in.Name].dispersion != nil {
				refused("a count for "+in.Role, func(r *Row) { r.Inputs[i].Name = "england-wales.count.2024-04_2025-03" })
			}
			others := slices.DeleteFunc(slices.Clone(row.Inputs), func(other Input) bool { return other.Role == in.Role })
			if len(others) < len(row.Inputs)-1 || optional.MatchString(in.Role) {
				continue
			}
			refused("no "+in.Role, func(r *Row) { r.Inputs = others })
			refused("two of "+in.Role, func(r *Row) { r.Inputs = append(others, in, in) })
		}
		if lines := row.Lines(); len(lines) > 0 {
			refused("lines after the last", func(r *Row) { r.Sources = []string{lines[0].File + ":999998-999999"} })
			refused("lines of no table", func(r *Row) { r.Sources = []string{"data/nothing.csv:2"} })
			if row.Method != "number of rows" { // which asks for no column
				refused("lines of another table", func(r *Row) { r.Sources = []string{"data/SHA256SUMS:2"} })
			}
		}
	}
	if len(seen) < 40 {
		t.Errorf("%d methods seen, want 40 or more", len(seen))
	}
}

// A force's limits in the funnel and its ratio after shrinkage are of both its own counts, and of no other's.
func TestFunnelOfAnotherForce(t *testing.T) {
	text, tables := golden(t)
	f := read(t, text)
	c := &checker{File: f, Tables: tables}
	for _, name := range []string{"avon-somerset.funnel.limits.95.0", "avon-somerset.rate-ratio.shrunken"} {
		row := f.Find(name)
		if _, err := c.compute(row); err != nil {
			t.Fatal(err)
		}
		for i, in := range row.Inputs {
			if in.Role != "later" && in.Role != "earlier" {
				continue
			}
			other := *row
			other.Inputs = slices.Clone(row.Inputs)
			other.Inputs[i].Name = strings.Replace(in.Name, "avon-somerset", "bedfordshire", 1)
			_, err := (&step{checker: c, row: &other}).run()
			if err == nil || !strings.Contains(err.Error(), "the counts of all") {
				t.Errorf("%s by the %s count of Bedfordshire: error %v, want that it stands elsewhere", name, in.Role, err)
			}
		}
	}
}

// ofMethod is the numbers that a method names, such as a level.
var ofMethod = regexp.MustCompile(`[0-9][0-9.,_-]*`)

// before is a row of a file after what it is computed from.
func before(f *File, name string) (rows []*Row) {
	row := f.Find(name)
	for _, in := range row.Inputs {
		rows = append(rows, before(f, in.Name)...)
	}
	return append(rows, row)
}

// A changed file is refused with the row, what it says, what was computed and from what.
func TestChangedFile(t *testing.T) {
	text, tables := golden(t)
	const was = "\nhampshire.annual-rate.2025-04_2025-12,220.327272727,"
	if !bytes.Contains(text, []byte(was)) {
		t.Fatalf("the golden file has no row %s", was)
	}
	f := read(t, bytes.Replace(text, []byte(was), []byte(strings.Replace(was, "20.32", "21.32", 1)), 1))
	f.Rows = before(f, "hampshire.annual-rate.2025-04_2025-12")
	n, err := Verify(f, tables)
	if n == 0 || !errors.Is(err, errDiffers) {
		t.Fatalf("Verify = %d, %v, want that a row differs", n, err)
	}
	for _, want := range []string{
		"hampshire.annual-rate.2025-04_2025-12", "says value 221.327272727", "computed is 220.327272727",
		"count=166 (hampshire.count.2025-04_2025-12)", "count divided by exposure",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one that says %q", err, want)
		}
	}
}

// A changed table is found in the first number that rests on it, which is a count.
func TestChangedTable(t *testing.T) {
	text, tables := golden(t)
	const release = "releases/offences-2026-04-23.csv"
	table, err := fs.ReadFile(tables.Data, release)
	if err != nil {
		t.Fatal(err)
	}
	const was, is = "\n2017/18,1,Hampshire,88A,", "\n2017/18,1,Hampshire,88A,1"
	changed := fstest.MapFS{release: {Data: bytes.Replace(table, []byte(was), []byte(is), 1)}}
	for _, other := range []string{"published.csv", "claims.csv", "population.csv", "derived/coverage.csv",
		"releases/offences-2019.csv", "releases/offences-2021.csv", "releases/offences-2023-10-19.csv"} {
		same, err := fs.ReadFile(tables.Data, other)
		if err != nil {
			t.Fatal(err)
		}
		changed[other] = &fstest.MapFile{Data: same}
	}
	_, err = Verify(read(t, text), &Tables{Data: changed, Beside: tables.Beside})
	if !errors.Is(err, errDiffers) || !strings.Contains(err.Error(), "data/"+release+":") {
		t.Errorf("error %v, want that a number differs which rests on lines of the changed table", err)
	}
}

// What cannot be followed is an error that says why.
func TestUnfollowable(t *testing.T) {
	header := strings.Join(columns, ",") + "\n"
	row := func(name, source, method, inputs string) string {
		return name + ",5,,,offences,Kent,2017-04-01,2018-03-31,offences,2026-04-23," + source + "," + method + "," + inputs + ",5,,\n"
	}
	for _, test := range []struct{ what, file, want string }{
		{"an unknown method", row("a", "b", "guessed", ""),
			`evidence.csv:2: a cannot be computed by "guessed": no such method is known`},
		{"an input that is not there", row("a", "b", "same", "same=b"), "its input same=b is not in the file"},
		{"a circle", row("a", "b", "same", "same=b") + row("b", "a", "same", "same=a"), "a is computed from itself"},
		{"a table that is not there", row("a", "data/none.csv:2", "sum of rows", ""), "source data/none.csv"},
		{"a line beyond the table", row("a", "data/series.csv:2000", "sum of rows", ""), "the table has"},
		{"no line at all", row("a", "the calendar", "sum of rows", ""), "names no line of a table"},
		{"a name twice", row("a", "b", "same", "same=b") + row("a", "b", "same", "same=b"),
			"evidence.csv:3: a is in line 2 too"},
	} {
		f, err := ReadFile(strings.NewReader(header + test.file))
		if err == nil {
			_, err = Verify(f, &Tables{Data: os.DirFS(data)})
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.what, err, test.want)
		}
	}
	if _, err := ReadFile(strings.NewReader("name,value\na,5\n")); err == nil || !strings.Contains(err.Error(), "evidence.csv:1: header") {
		t.Errorf("another header: error %v", err)
	}
}

// Days of the financial year that a day is in: 275 of 365, and 366 in a leap year.
func TestExposure(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, test := range []struct {
		from, to string
		want     float64
	}{
		{"2017-04-01", "2018-03-31", 1}, {"2017-04-01", "2017-12-31", 275. / 365}, {"2016-01-01", "2016-03-31", 91. / 366},
		{"2016-01-01", "2016-06-30", 91./366 + 91./365}, {"2012-04-01", "2017-03-31", 5},
	} {
		if got := exposure(day(test.from), day(test.to)); math.Abs(got-test.want) > 1e-15 {
			t.Errorf("exposure(%s, %s) = %v, want %v", test.from, test.to, got, test.want)
		}
	}
}
