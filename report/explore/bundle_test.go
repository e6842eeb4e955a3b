package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/explore/answer"
	"grooming-report/report/explore/bundle"
)

// What is packed opens as a desk that answers as one of the data folder does, a check before
// the sources are there; the same parts give the same bytes, and an archive that is cut off
// is refused.
func TestBundle(t *testing.T) {
	data := os.DirFS("../../data")
	const style = "p { color: red }\n"
	var none fact.Evidence
	var header bytes.Buffer
	if err := none.Write(&header); err != nil {
		t.Fatal(err)
	}
	numbers := header.Bytes()
	d, err := records.Load("../../data")
	if err != nil {
		t.Fatal(err)
	}
	packed := bundle.Tables(style, d.Pack())
	if again := bundle.Tables(style, d.Pack()); !bytes.Equal(again, packed) {
		t.Errorf("packed again, %d bytes; want the same %d", len(again), len(packed))
	}
	sources, err := bundle.Sources(data, numbers)
	if err != nil {
		t.Fatal(err)
	}
	again, err := bundle.Sources(data, numbers)
	if err != nil || !bytes.Equal(again, sources) {
		t.Errorf("packed again, %d bytes, %v; want the same %d", len(again), err, len(sources))
	}
	got, err := bundle.Open(packed)
	if err != nil {
		t.Fatal(err)
	}
	want, err := answer.Open(data, style, numbers, nil)
	if err != nil {
		t.Fatal(err)
	}
	same := func(questions ...string) {
		t.Helper()
		for _, question := range questions {
			got, want := got.Ask([]byte(question), nil), want.Ask([]byte(question), nil)
			if !bytes.Equal(got, want) || bytes.Contains(got, []byte(`"error":`)) {
				t.Errorf("%s: the archive answers %s, want %s", question, got, want)
			}
		}
	}
	same(`{"ask":"check","fields":{"text":"Police in Kent recorded 289 grooming offences in 2024/25."}}`,
		`{"ask":"check","fields":{"text":"Police in Kent recorded 289 grooming offences in 2024/25.","save":"html"}}`)
	if err := bundle.Bring(got, sources); err != nil {
		t.Fatal(err)
	}
	same(`{"ask":"compare","fields":{"area":"Kent"}}`,
		`{"ask":"trace","fields":{"area":"Kent","number":"kent.rate-ratio.chosen"}}`)
	for _, cut := range []int{1, len(packed) / 2, len(packed) - 1} {
		if _, err := bundle.Open(packed[:cut]); err == nil || !strings.Contains(err.Error(), "this page") {
			t.Errorf("the first %d of %d bytes: %v, want an error", cut, len(packed), err)
		}
	}
	if err := bundle.Bring(got, sources[:len(sources)/2]); err == nil || !strings.Contains(err.Error(), "this page") {
		t.Errorf("half of the sources: %v, want an error", err)
	}
}
