package fact

import (
	"io"
	"reflect"
	"strings"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// sample is a made-up ratio with all that a fact can have.
func sample() *Fact {
	year := records.FinancialYear(2017).Period()
	return &Fact{
		Name: "kent.rate-ratio", Value: 2.5, Interval: &stats.Interval{Lower: 2, Upper: 3}, Unit: UnitRatio, Area: "Kent",
		Period:     year,
		Definition: "later ÷ earlier", Vintage: "2026-04-23", Rows: []records.Rows{{File: "offences.csv", First: 7, Last: 9}},
		Inputs: []Input{As("later", &Fact{
			Name: "kent.count", Value: 5, Unit: Offences, Area: "Kent", Period: year, Definition: "offences",
			Vintage: "2026-04-23",
			Basis:   "rows", Method: SumOfRows,
		})},
		Method: RatioQuasi.At(0.95),
		Text:   "2.50", LimitsText: "2.00–3.00", Warnings: []Warning{"a small base"},
	}
}

// changes alters one field of a fact each, and says which the error must name.
var changes = []struct {
	field  string
	change func(*Fact)
}{
	{"value", func(f *Fact) { f.Value = 2.6 }},
	{"limits", func(f *Fact) { f.Interval = &stats.Interval{Lower: 2, Upper: 3.1} }},
	{"limits", func(f *Fact) { f.Interval.Lower = 1.9 }},
	{"limits", func(f *Fact) { f.Interval = nil }},
	{"unit", func(f *Fact) { f.Unit = PerCent }},
	{"area", func(f *Fact) { f.Area = "Essex" }},
	{"period", func(f *Fact) { f.Period.To++ }},
	{"definition", func(f *Fact) { f.Definition = "earlier ÷ later" }},
	{"caveat", func(f *Fact) { f.Caveat = "not comparable: the code widened in April 2017" }},
	{"vintage", func(f *Fact) { f.Vintage = "2023-10-19" }},
	{"source", func(f *Fact) { f.Rows[0].Last = 10 }},
	{"source", func(f *Fact) { f.Inputs[0].Fact.Name = "kent.count.other" }},
	{"source", func(f *Fact) { f.Basis = "the calendar" }},
	{"method", func(f *Fact) { f.Method = RatioPoisson.At(0.95) }},
	{"inputs", func(f *Fact) { f.Inputs[0].Role = "earlier" }},
	{"words", func(f *Fact) { f.Text = "2.5" }},
	{"words of its limits", func(f *Fact) { f.LimitsText = "2–3" }},
	{"warnings", func(f *Fact) { f.Warnings[0] = "a large base" }},
	{"warnings", func(f *Fact) { f.Warnings = nil }},
	{"warnings", func(f *Fact) { f.Aside = "the first year" }},
	{"ends", func(f *Fact) { f.Ends.Lower = "least" }},
}

// A name is for one number: two facts of one name agree in every field.
func TestAddTwice(t *testing.T) {
	var e Evidence
	first := sample()
	for i, f := range []*Fact{first, sample()} {
		if err := e.Add(f); err != nil {
			t.Fatalf("the same fact twice: %v", err)
		}
		if found, ok := e.Find(f.Name); !ok || found != first {
			t.Errorf("after %d of the name, Find gives %v, %v; want the one that came first", i+1, found, ok)
		}
	}
	if f, ok := e.Find("kent"); ok {
		t.Errorf("Find of a name that was not added gives %v", f)
	}
	if n := len(e.Facts()); n != 2 {
		t.Errorf("%d facts, want the ratio and its input once each", n)
	}
	for _, c := range changes {
		other := sample()
		c.change(other)
		err := e.Add(other)
		if err == nil || !strings.Contains(err.Error(), "fact kent.rate-ratio has the "+c.field+" ") {
			t.Errorf("another %s under the same name: error %v", c.field, err)
		}
	}
}

// A fact that is changed after it was recorded is found, whichever way it was
// reached: as it was added, by its name, in the list, or as an input of another.
func TestChangedAfterAdd(t *testing.T) {
	for _, c := range changes {
		for _, reach := range []func(e *Evidence, added, again *Fact) *Fact{
			func(_ *Evidence, added, _ *Fact) *Fact { return added },
			func(_ *Evidence, _, again *Fact) *Fact { return again },
			func(e *Evidence, _, _ *Fact) *Fact { f, _ := e.Find("kent.rate-ratio"); return f },
			func(e *Evidence, _, _ *Fact) *Fact { return e.Facts()[1] },
		} {
			var e Evidence
			added, again := sample(), sample()
			if err := e.Add(added); err != nil {
				t.Fatal(err)
			}
			if err := e.Add(again); err != nil {
				t.Fatal(err)
			}
			c.change(reach(&e, added, again))
			want := "was changed after it was recorded"
			if err := e.Check(); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("the %s was changed: Check gives %v", c.field, err)
			}
			if err := e.Write(&strings.Builder{}); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("the %s was changed: Write gives %v", c.field, err)
			}
		}
	}
	var e Evidence
	ratio := sample()
	if err := e.Add(ratio); err != nil {
		t.Fatal(err)
	}
	if err := e.Check(); err != nil {
		t.Errorf("nothing was changed: %v", err)
	}
	ratio.Input("later").Value++
	want := `fact kent.count was changed after it was recorded: its value was "5" and is "6"`
	if err := e.Add(ratio.Input("later")); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("an input was changed and added again: %v", err)
	}
}

// A fact without one of these is not recorded.
func TestAddIncomplete(t *testing.T) {
	for _, test := range []struct {
		field string
		empty func(*Fact)
	}{
		{"name", func(f *Fact) { f.Name = "" }},
		{"unit", func(f *Fact) { f.Unit = "" }},
		{"area", func(f *Fact) { f.Area = "" }},
		{"definition", func(f *Fact) { f.Definition = "" }},
		{"vintage", func(f *Fact) { f.Vintage = "" }},
		{"source", func(f *Fact) { f.Rows, f.Inputs, f.Basis = nil, nil, "" }},
		{"method", func(f *Fact) { f.Method = "" }},
		{"value", func(f *Fact) { f.Value = f.Value - f.Value; f.Value /= f.Value }},
		{"vintage", func(f *Fact) { f.Inputs[0].Fact.Vintage = "" }},
	} {
		f := sample()
		test.empty(f)
		if err := new(Evidence).Add(f); err == nil || !strings.Contains(err.Error(), "has no "+test.field) {
			t.Errorf("a fact without %s: error %v", test.field, err)
		}
	}
}

// The columns that say how a number was computed come last, so that a file of
// before reads as it did.
func TestWriteMethod(t *testing.T) {
	var e Evidence
	if err := e.Add(sample()); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := e.Write(&out); err != nil {
		t.Fatal(err)
	}
	want := "name,value,lower,upper,unit,area,from,to,definition,vintage,source,method,inputs,text,limits_text,warnings\n" +
		"kent.count,5,,,offences,Kent,2017-04-01,2018-03-31,offences,2026-04-23,rows,sum of rows,,,,\n" +
		"kent.rate-ratio,2.5,2,3,ratio,Kent,2017-04-01,2018-03-31,later divided by earlier,2026-04-23,offences.csv:7-9; " +
		"kent.count," +
		"\"" + strings.ReplaceAll(string(RatioQuasi), "÷", "divided by") + ", level 0.95\",later=kent.count,2.50,2.00 to " +
		"3.00,a small base\n"
	if out.String() != want {
		t.Errorf("wrote\n%s\nwant\n%s", out.String(), want)
	}
}

// A letter that evidence.csv must not hold is refused, with the number and the column that have it.
func TestWriteForeignLetter(t *testing.T) {
	f := sample()
	f.Area = "Ynys Môn"
	err := WriteFacts(io.Discard, []*Fact{sample(), f})
	if err == nil || !strings.HasPrefix(err.Error(), "fact kent.rate-ratio, area: 'ô' in ") {
		t.Errorf("an area with an ô: error %v, want one that names the fact, its area and the letter", err)
	}
}

// Inputs are found by their role, in order.
func TestInput(t *testing.T) {
	a, b, c := &Fact{Name: "a"}, &Fact{Name: "b"}, &Fact{Name: "c"}
	f := &Fact{Inputs: append(AllAs("ratio", []*Fact{a, b}), As("dispersion", c))}
	if f.Input("ratio") != a || f.Input("dispersion") != c || f.Input("earlier") != nil {
		t.Errorf("ratio %v, dispersion %v, earlier %v; want a, c and none",
			f.Input("ratio"), f.Input("dispersion"), f.Input("earlier"))
	}
	if got, want := f.inputs(), "ratio=a; ratio=b; dispersion=c"; got != want {
		t.Errorf("inputs %q, want %q", got, want)
	}
}

// A fact is alike to one made anew, with limits and without; two facts that differ in any one
// field are not, so that a field added later is not forgotten.
func TestAlike(t *testing.T) {
	if one, other := sample(), sample(); !alike(one, other) {
		t.Errorf("%+v and %+v are not alike", one, other)
	}
	if !alike(&Fact{}, &Fact{}) {
		t.Error("two facts with nothing in them are not alike")
	}
	some := map[string]any{
		"Value": 1., "Interval": &stats.Interval{Upper: 1}, "Period": records.Period{To: 1},
		"Rows": []records.Rows{{First: 1}}, "Inputs": []Input{{"part", &Fact{}}}, "Warnings": []Warning{"small"},
		"Ends": Ends{Lower: "least"},
	}
	for field := range reflect.TypeFor[Fact]().Fields() {
		var a, b Fact
		other := reflect.ValueOf(&b).Elem().FieldByIndex(field.Index)
		if value, ok := some[field.Name]; ok {
			other.Set(reflect.ValueOf(value))
		} else {
			other.SetString("other")
		}
		if alike(&a, &b) {
			t.Errorf("facts that differ in %s are alike", field.Name)
		}
	}
}
