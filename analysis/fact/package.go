package fact

import (
	"encoding/json"
	"io"
)

// A Package is datapackage.json of tables that the project makes: their columns by name,
// type and meaning. See https://specs.frictionlessdata.io.
type Package struct {
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Profile     string     `json:"profile"`
	Licenses    []Licence  `json:"licenses"`
	Resources   []Resource `json:"resources"`
}

// A Licence is one under which a table may be used.
type Licence struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Path  string `json:"path"`
}

// A Resource is one table of a package.
type Resource struct {
	Name        string `json:"name"`
	Path        string `json:"path"`
	Title       string `json:"title"`
	Description string `json:"description,omitempty"`
	Profile     string `json:"profile"`
	Format      string `json:"format"`
	Mediatype   string `json:"mediatype"`
	Encoding    string `json:"encoding"`
	Schema      Schema `json:"schema"`
}

// A Schema is the columns of a table.
type Schema struct {
	Fields     []Field  `json:"fields"`
	PrimaryKey []string `json:"primaryKey,omitempty"`
}

// A Field is one column. A number may be Inf.
type Field struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"` // string, number, integer, date
	Description string       `json:"description"`
	Constraints *Constraints `json:"constraints,omitempty"`
}

// Constraints are what every cell of a column must be.
type Constraints struct {
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

// Required is a column that has no empty cell.
func Required(name, kind, description string) Field {
	return Field{name, kind, description, &Constraints{Required: true}}
}

// Optional is a column that may have empty cells.
func Optional(name, kind, description string) Field {
	return Field{Name: name, Type: kind, Description: description}
}

// CSV is a table as the project writes it: ASCII, which is UTF-8 too.
func CSV(name, path, title, description string, schema Schema) Resource {
	return Resource{name, path, title, description, "tabular-data-resource", "csv", "text/csv", "utf-8", schema}
}

// Write writes the package, which is under the Open Government Licence as the Home
// Office's tables are.
func (p Package) Write(w io.Writer) error {
	p.Profile = "tabular-data-package"
	p.Licenses = []Licence{{"OGL-UK-3.0", "Open Government Licence v3.0",
		"https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"}}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(p)
}
