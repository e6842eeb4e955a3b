package fact

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// Sentence says what the number is without anything around it: England and Wales,
// April to December 2025: 5,734 offences (code 88A, …). It carries the caveat, and a ratio or a
// percentage the two counts that it compares, so that it can be lifted alone.
func (f *Fact) Sentence() string {
	value := f.Text
	if f.Unit == UnitRatio {
		value = "a ratio of " + value
	}
	if f.Method == FromRatio { // its words stand beside it in a document, and not here
		value += " more"
		if f.Value < 0 {
			value = f.Text + " fewer"
		}
	}
	later, earlier := f.compared()
	counted := later != nil && later.Unit == Offences && earlier.Unit == Offences
	if counted {
		value = later.Text + " offences against " + earlier.Text + ", " + value
	}
	s := fmt.Sprintf("%s, %s: %s", f.Area, f.when(), value)
	if f.LimitsText != "" {
		s += " (" + f.LimitsText + ")"
	}
	if i := f.Interval; f.Method == FromRatio && i != nil && i.Lower <= 0 && i.Upper >= 0 {
		s += ", which chance alone could give"
	}
	if !strings.Contains(strings.ReplaceAll(s, NBSP, " "), string(f.Unit)) && f.Unit != UnitNumber {
		s += " " + string(f.Unit)
	}
	s += "; " + f.definition()
	if counted && f.Method == FromRatio {
		s += "; " + later.Definition
	}
	return s
}

// compared is the two numbers that a comparison is of; nil where it is not of one later and one
// earlier number.
func (f *Fact) compared() (later, earlier *Fact) {
	of := f
	if f.Method == FromRatio && len(f.Inputs) == 1 {
		of = f.Inputs[0].Fact
	}
	for _, input := range of.Inputs {
		switch {
		case input.Role == "later" && later == nil:
			later = input.Fact
		case input.Role == "earlier" && earlier == nil:
			earlier = input.Fact
		case input.Role == "later" || input.Role == "earlier":
			return nil, nil
		}
	}
	if later == nil || earlier == nil {
		return nil, nil
	}
	return later, earlier
}

// when is the period of a number, or of a comparison both of its periods, the later first.
func (f *Fact) when() string {
	later, earlier := f.compared()
	if later == nil || later.Period == earlier.Period {
		return f.Period.String()
	}
	return later.Period.String() + " against " + earlier.Period.String()
}

var roleWord = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[a-z]+(?:-[a-z]+)*`)
})

// Formula is how the number was computed, with the values of its inputs in the places
// of their roles where the method is arithmetic alone: 100 × (5,734 − 5,480) ÷ 5,480.
func (f *Fact) Formula() string {
	values := make(map[string]string)
	for _, input := range f.Inputs {
		if values[input.Role] != "" {
			return string(f.Method)
		}
		values[input.Role] = input.Fact.Text
	}
	method := string(f.Method)
	if values[roleWord().FindString(method)] == "" {
		return method // as most are, from their first word on
	}
	all := true
	filled := roleWord().ReplaceAllStringFunc(method, func(role string) string {
		all = all && values[role] != ""
		return values[role]
	})
	if !all {
		return method
	}
	return method + " = " + filled
}

// Lines names the lines of the tables that the number adds up, each table once; empty
// for a number that was computed from others.
func (f *Fact) Lines() string {
	var files []string
	lines := make(map[string][]string)
	for _, r := range f.Rows {
		if lines[r.File] == nil {
			files = append(files, r.File)
		}
		span := fmt.Sprint(r.First)
		if r.Last > r.First {
			span = fmt.Sprintf("%d–%d", r.First, r.Last)
		}
		lines[r.File] = append(lines[r.File], span)
	}
	for i, file := range files {
		word := "line "
		if len(lines[file]) > 1 || strings.Contains(lines[file][0], "–") {
			word = "lines "
		}
		files[i] = word + strings.Join(lines[file], ", ") + " of " + file
	}
	return strings.Join(files, "; ")
}
