package accuracy

import (
	"strings"
	"testing"

	"grooming-report/analysis/statements"
	"grooming-report/analysis/statements/lex"
)

const text = "Kent recorded 150 offences in 2017/18, up from 15, the highest of 43; 900 per cent, said Mr 57."

// label is one of a number of the text: a count of Kent in 2017/18.
func label(span string, stated float64, v statements.Verdict) Label {
	return Label{Span: span, At: strings.Index(text, span), Kind: "count", Area: "Kent", Measure: string(lex.Code88A),
		From: "2017-04", To: "2018-03", Stated: stated, Verdict: v}
}

// found is what a check says of a number of the text.
func found(span string, stated float64, v statements.Verdict) statements.Checked {
	return statements.Checked{At: strings.Index(text, span), Text: span, Role: string(lex.Claim), Kind: lex.Count,
		Stated: stated, Area: "Kent", Measure: string(lex.Code88A), From: "2017-04", To: "2018-03", Verdict: string(v)}
}

// What each way to meet or to miss a label adds to the counts.
func TestOf(t *testing.T) {
	right, no := Ratio{1, 1}, Ratio{0, 1}
	accepts := label("150", 150, statements.Wrong)
	accepts.Accept = []string{string(statements.CannotCheck)}
	aside := label("150", 150, statements.Exact)
	aside.Unscored = true
	elsewhere := found("150", 150, statements.Exact)
	elsewhere.Area = "Essex"
	notOne := label("57", 57, statements.CannotCheck)
	notOne.Kind, notOne.From = notOurs, ""
	for _, test := range []struct {
		name   string
		labels []Label
		found  []statements.Checked
		want   Accuracy
		misses int
	}{
		{"met", []Label{label("150", 150, statements.Exact)}, []statements.Checked{found("150", 150, statements.Exact)},
			Accuracy{Found: right, Value: right, Frame: right, Measure: right, Roles: right, Recall: right,
				Precision: right}, 0},
		{"not found", []Label{label("150", 150, statements.Exact)}, nil,
			Accuracy{Found: no, Value: no, Frame: no, Recall: no}, 1},
		{"read as another number", []Label{label("150", 150, statements.Exact)},
			[]statements.Checked{found("150", 15, statements.Exact)},
			Accuracy{Found: right, Value: no, Frame: right, Measure: right, Roles: right, Recall: right, Precision: right}, 0},
		{"of another area", []Label{label("150", 150, statements.Exact)}, []statements.Checked{elsewhere},
			Accuracy{Found: right, Value: right, Frame: no, Measure: right, Roles: right, Recall: right, Precision: right}, 1},
		{"a right one called wrong", []Label{label("150", 150, statements.Exact)},
			[]statements.Checked{found("150", 150, statements.Wrong)},
			Accuracy{Found: right, Value: right, Frame: right, Measure: right, Roles: right, Recall: no, Precision: no,
				FaultPrecision: no, Confident: 1, Alarms: 1}, 1},
		{"a wrong one called right", []Label{label("150", 150, statements.Wrong)},
			[]statements.Checked{found("150", 150, statements.Exact)},
			Accuracy{Found: right, Value: right, Frame: right, Measure: right, Roles: right, Recall: no, Precision: no,
				FaultRecall: no, Confident: 1}, 1},
		{"abstains where that is no error", []Label{accepts}, []statements.Checked{found("150", 150, statements.CannotCheck)},
			Accuracy{Found: right, Value: right, Frame: right, Measure: right, Roles: right, Recall: right,
				FaultRecall: no}, 0},
		{"abstains where it is one", []Label{label("150", 150, statements.Exact)},
			[]statements.Checked{found("150", 150, statements.CannotCheck)},
			Accuracy{Found: right, Value: right, Frame: right, Measure: right, Roles: right, Recall: no}, 1},
		{"a claim made of no statement", []Label{notOne}, []statements.Checked{found("57", 57, statements.Wrong)},
			Accuracy{Roles: no, Precision: no, FaultPrecision: no, Alarms: 1}, 1},
		{"a claim that nobody labelled", nil, []statements.Checked{found("57", 57, statements.Exact)},
			Accuracy{Roles: no, Precision: no}, 1},
		{"left out of the score", []Label{aside}, []statements.Checked{found("150", 150, statements.Wrong)}, Accuracy{}, 0},
	} {
		got, misses := Of([]Labelled{{Text: text, Labels: test.labels}},
			func(*Labelled) statements.CheckedText { return statements.CheckedText{Numerals: test.found} })
		if g, w := counts(got), counts(test.want); g != w {
			t.Errorf("%s: %v, want %v", test.name, g, w)
		}
		if len(misses) != test.misses {
			t.Errorf("%s: %d misses, want %d", test.name, len(misses), test.misses)
		}
		for _, l := range test.labels {
			if k, ok := got.Kinds[l.Kind]; ok == l.Unscored || k.Found != got.Found {
				t.Errorf("%s: %s is found in %v, want %v", test.name, l.Kind, k.Found, got.Found)
			}
		}
	}
}

// counts is an accuracy without its kinds, to compare.
func counts(a Accuracy) [11]Ratio {
	return [11]Ratio{a.Found, a.Value, a.Frame, a.Measure, a.Roles, a.Recall, a.Precision, a.FaultRecall, a.FaultPrecision,
		{Of: a.Confident}, {Of: a.Alarms}}
}

func TestRead(t *testing.T) {
	const line = `{"id":"a","text":"150","claims":[{"span":"150","stated":150,"verdict":"exact"}]}`
	texts, err := Read(strings.NewReader(line + "\n"))
	if err != nil || len(texts) != 1 || texts[0].Labels[0].Verdict != statements.Exact {
		t.Errorf("%+v, %v; want one text with one label", texts, err)
	}
	if _, err := Read(strings.NewReader("{\"id\":\"a\"}\n{")); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("a broken line: %v, want line 2 named", err)
	}
}
