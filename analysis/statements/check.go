package statements

import (
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// A Checked numeral is one of a text with its verdict, in the form that programs read.
type Checked struct {
	At            int      `json:"at"`
	Text          string   `json:"text"`
	Role          string   `json:"role"`
	Kind          lex.Kind `json:"kind,omitempty"`
	Stated        any      `json:"stated"`
	Area          string   `json:"area"`
	Measure       string   `json:"measure"`
	From          string   `json:"from"`
	To            string   `json:"to"`
	EarlierFrom   string   `json:"earlier_from"`
	EarlierTo     string   `json:"earlier_to"`
	Verdict       string   `json:"verdict"`
	PeriodDiffers bool     `json:"period_differs,omitempty"`
	Why           string   `json:"why,omitempty"`
	Formula       string   `json:"formula,omitempty"`
	Fair          string   `json:"fair,omitempty"`
}

// A CheckedText is every numeral of a text.
type CheckedText struct {
	Numerals []Checked `json:"numerals"`
}

// Check reads a text and judges every claim in it.
func Check(text string, c frames.Context, data *records.Data) CheckedText {
	return checked(JudgeAll(frames.Read(text, c), data, c.Date))
}

// checked is a reading with the verdicts on it, in the form that programs read.
func checked(reading frames.Reading, verdicts []Judgement) CheckedText {
	out := CheckedText{Numerals: []Checked{}}
	for i, n := range reading.Numerals {
		k := Checked{At: n.Start, Text: n.Text, Role: string(n.Role), Kind: n.Kind, Verdict: string(CannotCheck),
			Why: n.Why, Measure: ""}
		if n.Role == lex.Claim {
			v := verdicts[i]
			k.Stated, k.Verdict, k.Why = n.Stated, string(v.Verdict), v.reason()
			switch n.Kind.Form().States {
			case lex.Day:
				k.Stated = n.Frame.Date
			case lex.Ends:
				k.Stated = []float64{n.Stated, n.High}
			}
			k.Formula, k.Fair = v.Formula, v.Fair
			k.Area, k.Measure, k.PeriodDiffers = v.Reading.Area.Name, string(v.Measure), v.PeriodDiffers
			k.From, k.To = v.Reading.Later.First(), v.Reading.Later.Last()
			k.EarlierFrom, k.EarlierTo = v.Reading.Earlier.First(), v.Reading.Earlier.Last()
		}
		out.Numerals = append(out.Numerals, k)
	}
	return out
}
