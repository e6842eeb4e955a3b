package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// workshop is the folder, in that of the project, in which the engine is compiled. It is
// always the same, since the engine names where its modules are.
const workshop = ".build/explore"

// compiled is the engine. It draws as the command draw does, but carries of each font
// what tells how wide a line of text is, and not how its letters look: that the page
// does. The twelve fonts of gonum/plot itself, which no drawing uses, are left out. Nothing
// is inlined: so the page is a tenth smaller, begins sooner, and answers as fast.
func compiled() ([]byte, error) {
	if err := os.MkdirAll(workshop, 0o755); err != nil {
		return nil, err
	}
	overlay := map[string]map[string]string{"Replace": {}}
	fonts, err := filepath.Glob(filepath.FromSlash("figures/fonts/*.ttf"))
	if err != nil {
		return nil, err
	}
	var widths []byte
	for _, name := range fonts {
		font, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if widths, err = withoutShapes(font, measured); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		made := filepath.Join(workshop, filepath.Base(name))
		if err := os.WriteFile(made, widths, 0o644); err != nil {
			return nil, err
		}
		overlay["Replace"][name] = made
	}
	unkerned, err := withoutShapes(widths, measured[1:])
	if err != nil {
		return nil, err
	}
	if err := withoutLiberation(unkerned); err != nil {
		return nil, err
	}
	list, err := json.Marshal(overlay)
	if err != nil {
		return nil, err
	}
	file, made := filepath.Join(workshop, "overlay.json"), filepath.Join(workshop, "engine.wasm")
	if err := os.WriteFile(file, list, 0o644); err != nil {
		return nil, err
	}
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-tags", "minimal", "-ldflags", "-s -w -buildid=",
		"-gcflags", "all=-l",
		"-modfile", filepath.Join(workshop, "go.mod"), "-overlay", file, "-o", made, "./report/explore/wasm")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOWASM=", "GOFLAGS=")
	var said bytes.Buffer
	build.Stderr = &said
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("compiling the engine: %w\n%s", err, said.String())
	}
	return os.ReadFile(made)
}

// measured are the tables of a font that tell how wide a line of text is, first that of
// pairs of letters: see the OpenType specification, section OpenType font file.
var measured = []string{"GPOS", "OS/2", "cmap", "head", "hhea", "hmtx", "maxp"}

// withoutShapes is a TrueType font of which no letter has an outline, with some tables.
func withoutShapes(font []byte, kept []string) ([]byte, error) {
	const header, record = 12, 16
	if len(font) < header {
		return nil, fmt.Errorf("is no font")
	}
	type table struct {
		tag     string
		content []byte
	}
	var tables []table
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		at := header + record*i
		if at+record > len(font) {
			return nil, fmt.Errorf("the table directory is cut off")
		}
		tag := string(font[at : at+4])
		start, length := int(binary.BigEndian.Uint32(font[at+8:])), int(binary.BigEndian.Uint32(font[at+12:]))
		if start+length > len(font) {
			return nil, fmt.Errorf("table %q is cut off", tag)
		}
		switch content := font[start : start+length]; {
		case tag == "glyf":
			tables = append(tables, table{tag, nil})
		case tag == "loca":
			tables = append(tables, table{tag, make([]byte, length)}) // every outline is empty
		case tag == "post" && length >= 32:
			unnamed := append([]byte{0, 3, 0, 0}, content[4:32]...) // version 3: letters have no names
			tables = append(tables, table{tag, unnamed})
		case slices.Contains(kept, tag):
			tables = append(tables, table{tag, content})
		}
	}
	out := append([]byte{}, font[:header]...)
	binary.BigEndian.PutUint16(out[4:], uint16(len(tables)))
	out = append(out, make([]byte, record*len(tables))...)
	for i, t := range tables {
		at := header + record*i
		copy(out[at:], t.tag)
		binary.BigEndian.PutUint32(out[at+8:], uint32(len(out)))
		binary.BigEndian.PutUint32(out[at+12:], uint32(len(t.content)))
		out = append(out, t.content...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out, nil
}

// withoutLiberation writes a go.mod that takes another font in place of the Liberation
// fonts, of which gonum/plot otherwise has every program carry twelve.
func withoutLiberation(font []byte) error {
	const liberation = "codeberg.org/go-fonts/liberation"
	imports, err := exec.Command("go", "list", "-f", `{{join .Imports "\n"}}`, "gonum.org/v1/plot/font/liberation").Output()
	if err != nil {
		return fmt.Errorf("go list gonum.org/v1/plot/font/liberation: %w", err)
	}
	files := map[string][]byte{
		"liberation/go.mod":        []byte("module " + liberation + "\n\ngo 1.21\n"),
		"liberation/face/face.ttf": font,
		"liberation/face/face.go": []byte("package face\n\nimport _ \"embed\"\n\n//go:embed face.ttf\n" +
			"var TTF []byte\n"),
	}
	for name := range strings.FieldsSeq(string(imports)) {
		if of, ok := strings.CutPrefix(name, liberation+"/"); ok {
			files["liberation/"+of+"/ttf.go"] = fmt.Appendf(nil, "package %s\n\nimport \"%s/face\"\n\nvar TTF = face.TTF\n",
				path.Base(of), liberation)
		}
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		if files[name], err = os.ReadFile(name); err != nil {
			return err
		}
	}
	files["go.mod"] = fmt.Appendf(files["go.mod"], "\nreplace %s => ./%s/liberation\n", liberation, workshop)
	for name, content := range files {
		file := filepath.Join(workshop, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
