package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"grooming-report/data/intake"
)

// A dataPackage is datapackage.json, in the order of its parts. See the
// specification of Frictionless Data: https://specs.frictionlessdata.io.
type dataPackage struct {
	Name        string          `json:"name"`
	Title       string          `json:"title"`
	Description string          `json:"description"`
	Profile     string          `json:"profile"`
	Licenses    json.RawMessage `json:"licenses"`
	Sources     json.RawMessage `json:"sources"`
	Resources   []resource      `json:"resources"`
}

type resource struct {
	Name      string          `json:"name"`
	Path      string          `json:"path"`
	Title     string          `json:"title"`
	Profile   string          `json:"profile"`
	Format    string          `json:"format"`
	Mediatype string          `json:"mediatype"`
	Encoding  string          `json:"encoding"`
	Dialect   json.RawMessage `json:"dialect"`
	Schema    json.RawMessage `json:"schema"`
	Sources   json.RawMessage `json:"sources"`
	Licenses  json.RawMessage `json:"licenses"`
	Notes     []string        `json:"notes,omitempty"` // what was noticed when the file was read
}

// describe is datapackage.json with a new tidy table in it, and the name, size and
// sum of the file that this was read from. Its columns are those of the other
// releases.
func describe(dir, name string, in *intake.Incoming) ([]byte, error) {
	file := filepath.Join(dir, "datapackage.json")
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var p dataPackage
	if err := json.Unmarshal(text, &p); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	like := slices.IndexFunc(p.Resources, func(r resource) bool { return strings.HasPrefix(r.Path, "releases/") })
	if like < 0 {
		return nil, fmt.Errorf("%s: no resource has a path in releases/, whose columns a new release could take", file)
	}
	sources, err := json.Marshal([]map[string]any{{
		"title": "Home Office, police recorded crime and outcomes open data tables", "path": in.Info.Name,
		"format": in.Info.Format, "bytes": in.Info.Size, "hash": "sha256:" + in.Info.SHA256,
	}})
	if err != nil {
		return nil, err
	}
	r := p.Resources[like]
	r.Name, r.Path = "offences-"+in.Date, name
	r.Title = "Recorded offences, release of " + in.Date
	r.Sources, r.Notes = sources, in.Notes
	p.Resources = slices.DeleteFunc(p.Resources, func(r resource) bool { return r.Path == name })
	p.Resources = append(p.Resources, r)
	return encode(p)
}

func encode(p dataPackage) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(p); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
