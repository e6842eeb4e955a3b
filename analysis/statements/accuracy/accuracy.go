// Package accuracy sets what a check of texts finds beside labels that were made by hand, and tells
// how many of the numbers it found, read and judged as they are labelled.
package accuracy

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"grooming-report/analysis/statements"
	"grooming-report/analysis/statements/lex"
)

// A Labelled text has a label, made by hand from the releases, for every statement in it.
type Labelled struct {
	ID     string  `json:"id"`
	Source string  `json:"url,omitempty"` // the page that it condenses, empty for a text written for the test
	Date   string  `json:"date,omitempty"`
	Given  string  `json:"given,omitempty"`
	Text   string  `json:"text"`
	Labels []Label `json:"claims"`
}

// A Label is what a reader should find at a place of a text. From and To may be empty
// where the text leaves the period open.
type Label struct {
	Span        string             `json:"span"`
	At          int                `json:"at"` // in runes
	Kind        string             `json:"kind"`
	Area        string             `json:"area"`
	Measure     string             `json:"measure"`
	From        string             `json:"from"`
	To          string             `json:"to"`
	EarlierFrom string             `json:"earlier_from,omitempty"`
	EarlierTo   string             `json:"earlier_to,omitempty"`
	Stated      any                `json:"stated"` // a number, the two ends of a range, a date, or null
	Verdict     statements.Verdict `json:"verdict"`
	Accept      []string           `json:"accept,omitempty"` // further verdicts that are no error
	Unscored    bool               `json:"unscored,omitempty"`
}

// notOurs is the kind of a labelled number that is no statement about the record.
const notOurs = "none-of-ours"

// Read reads labelled texts, one JSON object a line.
func Read(in io.Reader) ([]Labelled, error) {
	var out []Labelled
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var t Labelled
		if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
			return nil, fmt.Errorf("labelled texts: line %d: %w", n, err)
		}
		out = append(out, t)
	}
	return out, lines.Err()
}

// A Ratio is n of N.
type Ratio struct{ Of, All int }

// Percent is the ratio in per cent; 100 of none.
func (r Ratio) Percent() float64 {
	if r.All == 0 {
		return 100
	}
	return 100 * float64(r.Of) / float64(r.All)
}

// String prints 193/197.
func (r Ratio) String() string { return fmt.Sprintf("%d/%d", r.Of, r.All) }

func (r *Ratio) add(ok bool) {
	r.All++
	r.Of += lex.Btoi(ok)
}

// An Accuracy is how well labelled texts are read and judged.
type Accuracy struct {
	Texts          int
	Found          Ratio // of the statements about grooming offences, those that are found
	Value          Ratio // of these, the number is read right
	Frame          Ratio // of those with a period, area and periods are right
	Measure        Ratio // of those found, the measure is right
	Roles          Ratio // of all that are called statements, those that are
	Recall         Ratio // of those with a verdict, ours is right, or abstains where that is no error
	Precision      Ratio // of our verdicts, those that are right
	FaultRecall    Ratio // the same of wrong and not comparable
	FaultPrecision Ratio
	Confident      int // right ones called wrong, and wrong ones called right
	Alarms         int // texts in which something that is no fault is called one
	Kinds          map[string]Accuracy
}

// A Miss is a label that was not met.
type Miss struct {
	Text  *Labelled
	Label *Label              // nil for a claim without a label
	Got   *statements.Checked // nil where nothing was found
	Frame bool                // the area or a period is another
	Bad   bool                // the verdict is no accepted one
}

// Of sets what a check finds in texts beside their labels. The kinds of the accuracy are those of
// the labels.
func Of(texts []Labelled, check func(*Labelled) statements.CheckedText) (Accuracy, []Miss) {
	total := Accuracy{Kinds: map[string]Accuracy{}}
	var misses []Miss
	for i := range texts {
		t := &texts[i]
		s := scorer{text: t, total: &total}
		for _, n := range check(t).Numerals {
			if n.Role == string(lex.Claim) {
				s.claims = append(s.claims, n)
			}
		}
		s.used = make([]bool, len(s.claims))
		s.score()
		total.Texts++
		total.Alarms += lex.Btoi(s.alarm)
		misses = append(misses, s.misses...)
	}
	return total, misses
}

type scorer struct {
	text   *Labelled
	claims []statements.Checked
	used   []bool
	total  *Accuracy
	alarm  bool
	misses []Miss
}

func (s *scorer) score() {
	for i := range s.text.Labels {
		if l := &s.text.Labels[i]; !l.Unscored {
			got, same := s.hit(l)
			s.compare(s.total, l, got, same)
			kind := s.total.Kinds[l.Kind]
			s.compare(&kind, l, got, same)
			s.total.Kinds[l.Kind] = kind
			m := Miss{s.text, l, got, l.Kind != notOurs && l.From != "" && (got == nil || !l.sameFrame(got)),
				!l.accepts(said(got))}
			if m.Frame || m.Bad {
				s.misses = append(s.misses, m)
			}
			s.alarm = s.alarm || fault(said(got)) && !l.accepts(said(got))
		}
	}
	s.unlabelled()
}

// hit finds the claim that overlaps a label, best one with its number.
func (s *scorer) hit(l *Label) (got *statements.Checked, same bool) {
	first := -1
	for i, c := range s.claims {
		if s.used[i] || !l.overlaps(c) {
			continue
		}
		if agrees(c.Stated, l.Stated) {
			s.used[i] = true
			return &s.claims[i], true
		}
		if first < 0 {
			first = i
		}
	}
	if first < 0 {
		return nil, false
	}
	s.used[first] = true
	return &s.claims[first], l.Stated == nil
}

func (l *Label) overlaps(c statements.Checked) bool {
	return c.At < l.At+len([]rune(l.Span)) && c.At+len([]rune(c.Text)) > l.At
}

func said(c *statements.Checked) statements.Verdict {
	if c == nil {
		return statements.CannotCheck
	}
	return statements.Verdict(c.Verdict)
}

func fault(v statements.Verdict) bool { return v == statements.Wrong || v == statements.NotComparable }

// compare adds a label to the counts.
func (s *scorer) compare(a *Accuracy, l *Label, got *statements.Checked, same bool) {
	verdict := said(got)
	ok := l.accepts(verdict)
	if l.Kind != notOurs {
		a.Found.add(got != nil)
		a.Value.add(same)
		if l.From != "" {
			a.Frame.add(got != nil && l.sameFrame(got))
		}
	}
	if got != nil {
		a.Roles.add(l.Kind != notOurs)
		if l.Kind != notOurs {
			a.Measure.add(l.sameMeasure(got.Measure))
		}
	}
	if l.Verdict != statements.CannotCheck {
		abstains := verdict == statements.CannotCheck
		a.Recall.add(ok && !abstains || abstains && slices.Contains(l.Accept, string(statements.CannotCheck)))
	}
	if verdict != statements.CannotCheck {
		a.Precision.add(ok)
	}
	if fault(l.Verdict) {
		a.FaultRecall.add(fault(verdict) && ok)
	}
	if fault(verdict) {
		a.FaultPrecision.add(ok)
	}
	a.Confident += lex.Btoi(!ok && (verdict == statements.Wrong && l.Verdict.Right() ||
		verdict.Right() && fault(l.Verdict)))
}

// sameMeasure reports whether a measure is the one labelled; none is taken for code 88A,
// and everything that was returned to requests for one measure.
func (l *Label) sameMeasure(got string) bool {
	if l.Measure == string(lex.Code88A) {
		return got == "" || got == l.Measure
	}
	return returned(got) == returned(l.Measure)
}

func returned(measure string) bool { return strings.HasPrefix(measure, "s.15A") }

// unlabelled counts the claims that no label is of.
func (s *scorer) unlabelled() {
	for i := range s.claims {
		c := &s.claims[i]
		if s.used[i] || slices.ContainsFunc(s.text.Labels, func(l Label) bool { return l.Unscored && l.overlaps(*c) }) {
			continue
		}
		s.total.Roles.add(false)
		if v := statements.Verdict(c.Verdict); v != statements.CannotCheck {
			s.total.Precision.add(false)
			if fault(v) {
				s.total.FaultPrecision.add(false)
				s.alarm = true
			}
			s.misses = append(s.misses, Miss{Text: s.text, Got: c, Bad: true})
		}
	}
}

// accepts reports whether a verdict is no error. Exact and rounded are told apart for
// counts alone.
func (l *Label) accepts(v statements.Verdict) bool {
	in := func(v statements.Verdict) bool { return l.Verdict == v || slices.Contains(l.Accept, string(v)) }
	precise := v == statements.Exact || v == statements.Rounds
	return in(v) || precise && l.Kind != "count" && l.Kind != notOurs && (in(statements.Exact) || in(statements.Rounds))
}

// sameFrame compares area and periods. The names of joint areas are free, and are not compared.
func (l *Label) sameFrame(c *statements.Checked) bool {
	if !strings.ContainsAny(l.Area, "(,;") && c.Area != l.Area || c.From != l.From || c.To != l.To {
		return false
	}
	return l.EarlierFrom == "" || c.EarlierFrom == l.EarlierFrom && c.EarlierTo == l.EarlierTo
}

// agrees compares stated numbers, sign and unit apart.
func agrees(ours, label any) bool {
	switch label := label.(type) {
	case float64:
		if list, ok := ours.([]float64); ok {
			return slices.ContainsFunc(list, func(x float64) bool { return agrees(x, label) })
		}
		x, ok := ours.(float64)
		return ok && math.Abs(math.Abs(x)-math.Abs(label)) <= 0.006*math.Max(1, math.Abs(label))
	case string:
		x, ok := ours.(string)
		return ok && x[:min(7, len(x))] == label[:min(7, len(label))]
	case []any:
		if list, ok := ours.([]float64); ok {
			return len(list) == len(label) && agrees(list[0], label[0]) && agrees(list[1], label[1])
		}
		return slices.ContainsFunc(label, func(x any) bool { return agrees(ours, x) })
	}
	return false
}
