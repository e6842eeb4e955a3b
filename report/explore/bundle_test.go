package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/report/explore/answer"
	"grooming-report/report/explore/bundle"
)

// What is packed opens as a desk that answers as one of the data folder does; the same parts
// give the same bytes, and an archive that is cut off is refused.
func TestBundle(t *testing.T) {
	data := os.DirFS("../../data")
	const style, numbers = "p { color: red }\n", "name\n"
	d, err := records.Load("../../data")
	if err != nil {
		t.Fatal(err)
	}
	packed, err := bundle.Pack(data, style, []byte(numbers), d.PackReleases())
	if err != nil {
		t.Fatal(err)
	}
	again, err := bundle.Pack(data, style, []byte(numbers), d.PackReleases())
	if err != nil || !bytes.Equal(again, packed) {
		t.Errorf("packed again, %d bytes, %v; want the same %d", len(again), err, len(packed))
	}
	got, err := bundle.Open(packed)
	if err != nil {
		t.Fatal(err)
	}
	want, err := answer.Open(data, style, []byte(numbers), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, question := range []string{
		`{"ask":"check","fields":{"text":"Police in Kent recorded 289 grooming offences in 2024/25."}}`,
		`{"ask":"check","fields":{"text":"Police in Kent recorded 289 grooming offences in 2024/25.","save":"html"}}`,
	} {
		if got, want := got.Ask([]byte(question), nil), want.Ask([]byte(question), nil); !bytes.Equal(got, want) {
			t.Errorf("%s: the archive answers %s, want %s", question, got, want)
		}
	}
	for _, cut := range []int{1, len(packed) / 2, len(packed) - 1} {
		if _, err := bundle.Open(packed[:cut]); err == nil || !strings.Contains(err.Error(), "this page") {
			t.Errorf("the first %d of %d bytes: %v, want an error", cut, len(packed), err)
		}
	}
}
