package verdicts

import (
	"encoding/json"
	"io"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements"
)

// A checkedFile is a text of several in the form that programs read.
type checkedFile struct {
	File  string `json:"file"`
	Error string `json:"error,omitempty"`
	statements.CheckedText
}

// JSON writes every numeral of a text; of several texts a list with the name of each.
func JSON(w io.Writer, texts []*Text, data *records.Data) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	if len(texts) == 1 {
		return enc.Encode(texts[0].checked(data))
	}
	list := make([]checkedFile, len(texts))
	for i, t := range texts {
		list[i] = checkedFile{File: t.Name, CheckedText: t.checked(data)}
		if t.Err != nil {
			list[i].Error = t.Err.Error()
		}
	}
	return enc.Encode(list)
}

func (t *Text) checked(data *records.Data) statements.CheckedText {
	if t.Document == nil {
		return statements.CheckedText{Numerals: []statements.Checked{}}
	}
	out := statements.Check(t.Document.Text, t.context, data)
	for i := range out.Numerals {
		out.Numerals[i].At = t.Numbers[i].At
	}
	return out
}
