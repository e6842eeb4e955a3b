package fact

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// A full disk.
type full struct{}

var errFull = errors.New("no space left on device")

func (full) Write([]byte) (int, error) { return 0, errFull }

// The description of the tables is whole, with the licence that they are under, or an error says that it
// was not written.
func TestPackage(t *testing.T) {
	p := Package{Name: "tables", Resources: []Resource{CSV("evidence", "evidence.csv", "Numbers", "All <numbers>", Schema{
		Fields: []Field{Required("name", "string", "its name"), Optional("lower", "number", "its limit")}})}}
	var out strings.Builder
	if err := p.Write(&out); err != nil {
		t.Fatal(err)
	}
	var got Package
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatalf("%v in %s", err, out.String())
	}
	if got.Profile != "tabular-data-package" || len(got.Licenses) != 1 || got.Licenses[0].Name != "OGL-UK-3.0" {
		t.Errorf("profile %q, licences %v; want a tabular data package under OGL-UK-3.0", got.Profile, got.Licenses)
	}
	if len(got.Resources) != 1 || got.Resources[0].Encoding != "utf-8" || len(got.Resources[0].Schema.Fields) != 2 {
		t.Fatalf("resources %+v, want the one with its two columns", got.Resources)
	}
	name, lower := got.Resources[0].Schema.Fields[0], got.Resources[0].Schema.Fields[1]
	if name.Constraints == nil || !name.Constraints.Required || lower.Constraints != nil {
		t.Errorf("name %v, lower %v; want the first wanted in every row, and the second not", name, lower)
	}
	if !strings.Contains(out.String(), "All <numbers>") {
		t.Errorf("a description is written in escapes:\n%s", out.String())
	}
	if err := p.Write(full{}); !errors.Is(err, errFull) {
		t.Errorf("on a full disk: error %v, want %v", err, errFull)
	}
}

// Evidence that does not fit on the disk is an error, and not a file that lacks its end.
func TestEvidenceOnFullDisk(t *testing.T) {
	var e Evidence
	if err := e.Add(sample()); err != nil {
		t.Fatal(err)
	}
	if err := e.Write(full{}); !errors.Is(err, errFull) {
		t.Errorf("the evidence on a full disk: error %v, want %v", err, errFull)
	}
	if err := WriteFacts(full{}, e.Facts()); !errors.Is(err, errFull) {
		t.Errorf("facts on a full disk: error %v, want %v", err, errFull)
	}
}
