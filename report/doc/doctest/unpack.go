package doctest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

// Unpack reads a zip file, and checks that nothing in it tells of a time but the first that
// a zip file can say, a system or a user.
func Unpack(t testing.TB, file []byte) (map[string]string, []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	var names []string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if len(f.Extra) > 0 || f.Comment != "" || f.CreatorVersion != 0 || f.ExternalAttrs != 0 || f.Flags != 0 ||
			parts[f.Name] != "" {
			t.Errorf("%s: extra %x, comment %q, creator %d, attributes %d, flags %d; want none, and each name once", f.Name,
				f.Extra, f.Comment, f.CreatorVersion, f.ExternalAttrs, f.Flags)
		}
		if got := f.Modified.Format(time.DateTime); got != "1980-01-01 00:00:00" {
			t.Errorf("%s: dated %s, want 1980-01-01", f.Name, got)
		}
		parts[f.Name] = string(data)
		names = append(names, f.Name)
	}
	return parts, names
}

// An Element of an XML file, with its name as prefix:local.
type Element struct {
	Name     string
	Attr     map[string]string
	Children []*Element
	Text     string
}

// All lists the elements of a name within e, in their order.
func (e *Element) All(name string) []*Element {
	var found []*Element
	for _, c := range e.Children {
		if c.Name == name {
			found = append(found, c)
		}
		found = append(found, c.All(name)...)
	}
	return found
}

// Words is the text of all elements of a name within e.
func (e *Element) Words(name string) string {
	var b strings.Builder
	for _, t := range e.All(name) {
		b.WriteString(t.Text)
	}
	return b.String()
}

// ParseXML reads a part of a file, which must be well formed, and gives its root.
func ParseXML(t testing.TB, name, data string) *Element {
	t.Helper()
	root := &Element{Name: "root"}
	stack := []*Element{root}
	d := xml.NewDecoder(strings.NewReader(data))
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		top := stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &Element{Name: token.Name.Space + ":" + token.Name.Local, Attr: map[string]string{}}
			for _, a := range token.Attr {
				e.Attr[strings.TrimPrefix(a.Name.Space+":"+a.Name.Local, ":")] = a.Value
			}
			top.Children = append(top.Children, e)
			stack = append(stack, e)
		case xml.EndElement:
			if top.Name != token.Name.Space+":"+token.Name.Local {
				t.Fatalf("%s: </%s> closes <%s>", name, token.Name.Local, top.Name)
			}
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.Text += string(token)
		}
	}
	if len(root.Children) != 1 || len(stack) != 1 {
		t.Fatalf("%s has %d roots, want one that is closed", name, len(root.Children))
	}
	return root.Children[0]
}
