package doc

import (
	"bytes"
	"os"
	"testing"
)

func TestSampleFiles(t *testing.T) {
	dir := os.Getenv("SAMPLE_DIR")
	if dir == "" { return }
	var h, p bytes.Buffer
	if err := HTML(&h, sample(t), "../fonts"); err != nil { t.Fatal(err) }
	if err := PDF(&p, sample(t), "../.."); err != nil { t.Fatal(err) }
	os.WriteFile(dir+"/sample.html", h.Bytes(), 0o644)
	os.WriteFile(dir+"/sample.pdf", p.Bytes(), 0o644)
}
