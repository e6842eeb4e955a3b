package records

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
)

// plain is a table by columns, read without a frame. A test holds it equal to one.
type plain struct {
	header []string
	fields [][]string // by column
}

func readPlain(file []byte) (plain, error) {
	r := csv.NewReader(bytes.NewReader(file))
	r.ReuseRecord = true
	header, err := r.Read()
	if err != nil {
		return plain{}, err
	}
	p := plain{header: slices.Clone(header), fields: make([][]string, len(header))}
	lines := bytes.Count(file, []byte("\n"))
	for i := range p.fields {
		p.fields[i] = make([]string, 0, lines)
	}
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return plain{}, err
		}
		for i, field := range row {
			p.fields[i] = append(p.fields[i], field)
		}
	}
	if p.rows() == 0 {
		return plain{}, fmt.Errorf("the table has no rows")
	}
	return p, nil
}

func (p plain) rows() int       { return len(p.fields[0]) }
func (p plain) names() []string { return p.header }

func (p plain) column(name string) []string { return p.fields[slices.Index(p.header, name)] }
