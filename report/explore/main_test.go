package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// What is packed comes back as engine.js unpacks it, and holds nothing that a page reads
// as its own.
func TestASCII7(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for n := range 200 {
		content := make([]byte, n)
		for i := range content {
			content[i] = byte(rng.IntN(256))
		}
		packed := ascii7(content)
		if strings.ContainsAny(packed, "<\r\x00") || strings.ContainsFunc(packed, func(r rune) bool { return r > 127 }) {
			t.Fatalf("ascii7 of %d bytes holds a character that ends or changes it", n)
		}
		got := []byte{}
		held, bits := 0, 0
		escaped := 0
		for _, r := range packed {
			if r == escape {
				escaped = 64
				continue
			}
			held, bits, escaped = held<<7|int(r)^escaped, bits+7, 0
			if bits >= 8 {
				bits -= 8
				got = append(got, byte(held>>bits))
				held &= 1<<bits - 1
			}
		}
		if !bytes.Equal(got, content) {
			t.Fatalf("%d bytes are packed and unpacked as %v, want %v", n, got, content)
		}
	}
}

// What is not ASCII is written so that markup and style sheets read it again; a script would
// not, and holds none.
func TestASCII(t *testing.T) {
	if got, want := ascii("area’s ✓", "&#%d;"), "area&#8217;s &#10003;"; got != want {
		t.Errorf("ascii = %q, want %q", got, want)
	}
	if got, want := ascii(`content: "✓ yes"`, `\%x `), `content: "\2713  yes"`; got != want {
		t.Errorf("ascii = %q, want %q", got, want)
	}
	support, _, err := toolchain()
	if err != nil {
		t.Fatal(err)
	}
	for name, code := range map[string]string{"engine.js": engine, "page.js": script, "worker.js": worker, "wasm_exec.js": support} {
		if got := ascii(code, "&#%d;"); got != code {
			t.Errorf("%s holds letters beyond ASCII, want them as \\u2019", name)
		}
	}
}

// A font without shapes measures every line as the font itself.
func TestWithoutShapes(t *testing.T) {
	names, err := filepath.Glob("../../figures/fonts/*.ttf")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d fonts, %v", len(names), err)
	}
	for _, name := range names {
		font, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		stripped, err := withoutShapes(font)
		if err != nil {
			t.Fatal(err)
		}
		if 2*len(stripped) > len(font) {
			t.Errorf("%s: %d bytes without shapes, of %d", name, len(stripped), len(font))
		}
		for _, line := range []string{"5,734 recorded in April to December 2025", "Avon and Somerset: AVATAR", "Dyfed-Powys ½ – “To”"} {
			if got, want := width(t, stripped, line), width(t, font, line); got != want {
				t.Errorf("%s: %q is %v wide without shapes, want %v", name, line, got, want)
			}
		}
	}
	for _, broken := range [][]byte{nil, []byte("\x00\x01\x00\x00\x00\x09AAAAAAAA"), bytes.Repeat([]byte{0xff}, 400)} {
		if _, err := withoutShapes(broken); err == nil {
			t.Errorf("%d bytes that are no font: no error", len(broken))
		}
	}
}

func width(t *testing.T, ttf []byte, line string) fixed.Int26_6 {
	t.Helper()
	font, err := opentype.Parse(ttf)
	if err != nil {
		t.Fatal(err)
	}
	face, err := opentype.NewFace(font, &opentype.FaceOptions{Size: 8, DPI: 72, Hinting: xfont.HintingNone})
	if err != nil {
		t.Fatal(err)
	}
	return xfont.MeasureString(face, line)
}
