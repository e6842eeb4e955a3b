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

// compiled is the engine: its code, and the memory that it begins with. It draws as the
// command draw does, but carries of each font what tells how wide a line of text is, and not
// how its letters look: that the page does. What gonum/plot has every program carry and no
// drawing here uses is left out.
func compiled() (code, memory []byte, err error) {
	if err := os.MkdirAll(workshop, 0o755); err != nil {
		return nil, nil, err
	}
	if err := plotAlone(); err != nil {
		return nil, nil, err
	}
	overlay, err := narrowFonts()
	if err != nil {
		return nil, nil, err
	}
	made := filepath.Join(workshop, "engine.wasm")
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-tags", "minimal", "-ldflags", "-s -w -buildid=",
		"-modfile", filepath.Join(workshop, "go.mod"), "-overlay", overlay, "-o", made, "./report/explore/wasm")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOWASM=", "GOFLAGS=")
	var said bytes.Buffer
	build.Stderr = &said
	if err := build.Run(); err != nil {
		return nil, nil, fmt.Errorf("compiling the engine: %w\n%s", err, said.String())
	}
	module, err := os.ReadFile(made)
	if err != nil {
		return nil, nil, err
	}
	if code, memory, err = apart(module); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", made, err)
	}
	return code, memory, nil
}

// narrowFonts writes the fonts without shapes, and the list by which go build takes them in
// place of the fonts themselves.
func narrowFonts() (list string, err error) {
	fonts, err := filepath.Glob(filepath.FromSlash("figures/fonts/*.ttf"))
	if err != nil {
		return "", err
	}
	overlay := map[string]map[string]string{"Replace": {}}
	for _, name := range fonts {
		font, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		if font, err = withoutShapes(font); err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
		made := filepath.Join(workshop, filepath.Base(name))
		if err := os.WriteFile(made, font, 0o644); err != nil {
			return "", err
		}
		overlay["Replace"][name] = made
	}
	content, err := json.Marshal(overlay)
	if err != nil {
		return "", err
	}
	list = filepath.Join(workshop, "overlay.json")
	return list, os.WriteFile(list, content, 0o644)
}

// measured are the tables of a font that tell how wide a line of text is: see the OpenType specification, section OpenType font file.
var measured = []string{"GPOS", "OS/2", "cmap", "head", "hhea", "hmtx", "maxp"}

// withoutShapes is a TrueType font of which no letter has an outline.
func withoutShapes(font []byte) ([]byte, error) {
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
		case slices.Contains(measured, tag):
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

// plotAlone writes a go.mod that takes gonum/plot without its twelve fonts, and without
// formulas in LaTeX, which bring four more.
func plotAlone() error {
	const plot = "gonum.org/v1/plot"
	out, err := exec.Command("go", "list", "-deps", "-f", "{{range .GoFiles}}{{$.ImportPath}}/{{.}}\t{{$.Dir}}\n{{end}}",
		plot+"/plotter").Output()
	if err != nil {
		return fmt.Errorf("go list -deps %s/plotter: %w", plot, err)
	}
	version, err := exec.Command("go", "list", "-m", "-f", "{{.GoVersion}}", plot).Output()
	if err != nil {
		return fmt.Errorf("go list -m %s: %w", plot, err)
	}
	files := map[string][]byte{"plot/go.mod": fmt.Appendf(nil, "module %s\n\ngo %s", plot, version)}
	for line := range strings.Lines(string(out)) {
		name, dir, _ := strings.Cut(strings.TrimSpace(line), "\t")
		own, ok := strings.CutPrefix(name, plot+"/")
		if !ok {
			continue
		}
		if files["plot/"+own], err = os.ReadFile(filepath.Join(dir, path.Base(name))); err != nil {
			return err
		}
	}
	files["plot/text/latex.go"] = []byte("package text\n")
	files["plot/font/liberation/liberation.go"] = []byte("package liberation\n\nimport \"" + plot + "/font\"\n\n" +
		"func Collection() font.Collection { return nil }\n")
	for _, name := range []string{"go.mod", "go.sum"} {
		if files[name], err = os.ReadFile(name); err != nil {
			return err
		}
	}
	files["go.mod"] = fmt.Appendf(files["go.mod"], "\nreplace %s => ./%s/plot\n", plot, workshop)
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
