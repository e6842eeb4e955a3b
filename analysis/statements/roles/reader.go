package roles

import (
	"slices"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
	"grooming-report/analysis/statements/plain"
)

// A Reader holds a text while it is read: what it mentions, and its numbers.
type Reader struct {
	periods.Finder
	AreaList []*lex.AreaMention
	cueList  []lex.Cue
	Plain    []plain.Numeral
	Values   []*Value
	Given    *Reader // of the words that stand around the text
	Numbers  numbers
	Score    int         // of the measure over the whole text: above 0 is 88A
	Firm     bool        // a cue says without doubt that figures are returns to requests
	Returns  bool        // a word of the text or beside it hints at returns to requests
	topic    lex.Subject // of the sentence before
	rate     int         // people of the rate in the sentence before
	settled  [][]*Value  // the claims of each sentence, once they are told
	laws     []int       // of each sentence, the end of the words that tell of the law; -1 where not looked for
}

// Read finds the numbers of a text and tells what each is. The date is that of publication;
// given are words that stand around the text; blocks are the parts of a document.
func Read(text, date, given string, blocks []lex.Block) *Reader {
	r := newReader(text, date, blocks)
	if given != "" {
		r.Given = newReader(given, date, nil)
	}
	r.weigh()
	r.classify()
	return r
}

// newReader finds what the text mentions: periods, areas, cues and numbers.
func newReader(text, date string, blocks []lex.Block) *Reader {
	r := &Reader{Finder: periods.Finder{D: lex.NewDocument(text, blocks)}}
	r.Date, r.Dated = lex.ParseDate(date)
	if !r.Dated {
		r.Date, r.Dated = r.Dateline()
	}
	r.Years.Find(r.D)
	taken := make([]bool, len(r.D.Tokens))
	references := plain.References(r.D, taken)
	r.FindMentions(taken)
	r.MergeBracketed()
	r.Years.Whole = true
	r.SettleMentions()
	r.Plain = append(references, plain.Numerals(r.D, taken)...)
	slices.SortFunc(r.Plain, func(a, b plain.Numeral) int { return a.First - b.First })
	for _, a := range r.D.Areas() {
		r.AreaList = append(r.AreaList, &a)
	}
	r.cueList = r.D.Cues()
	for _, a := range r.D.Amounts(taken) {
		r.Values = append(r.Values, &Value{Amount: *a, Base: -1})
	}
	return r
}

func (r *Reader) IsStart(m *periods.Mention) bool {
	for _, v := range r.ValuesIn(m.First, m.First+1) {
		if v.Kind == lex.StartDate {
			return true
		}
	}
	return false
}

// ValuesIn lists the values that begin at the tokens from first to before last.
func (r *Reader) ValuesIn(first, last int) []*Value {
	return lex.Within(r.Values, func(v *Value) int { return v.First }, first, last)
}

func (r *Reader) AreasIn(first, last int) []*lex.AreaMention {
	return lex.Within(r.AreaList, func(a *lex.AreaMention) int { return a.First }, first, last)
}

func (r *Reader) CuesIn(first, last int) []lex.Cue {
	return lex.Within(r.cueList, func(c lex.Cue) int { return c.First }, first, last)
}

func (r *Reader) PlainIn(first, last int) []plain.Numeral {
	return lex.Within(r.Plain, func(p plain.Numeral) int { return p.First }, first, last)
}

// AreasBefore lists the areas that begin before token i, the nearest last, as far as a look back reaches.
func (r *Reader) AreasBefore(i int) []*lex.AreaMention {
	n := lex.LastBefore(r.AreaList, func(a *lex.AreaMention) int { return a.First }, i)
	return r.AreaList[max(0, n-lex.Reach):n]
}

// FirstAreas lists the first areas of the text.
func (r *Reader) FirstAreas() []*lex.AreaMention {
	return r.AreaList[:min(lex.Reach, len(r.AreaList))]
}

// Claims lists the claims of a sentence, without dates of commencement.
func (r *Reader) Claims(n int) []*Value {
	if r.settled != nil {
		return r.settled[n]
	}
	var out []*Value
	for _, v := range r.In(n) {
		if v.Role == lex.Claim && v.Kind != lex.StartDate {
			out = append(out, v)
		}
	}
	return out
}

// PeriodsOf lists the periods of a sentence that a number may be of.
func (r *Reader) PeriodsOf(n int) []*periods.Mention {
	s := r.D.Sentences[n]
	var out []*periods.Mention
	for _, m := range r.MentionsIn(s.First, s.Last) {
		if m.Relation != periods.DateOnly && (!r.IsStart(m) || m.Since) {
			out = append(out, m)
		}
	}
	return out
}

func (r *Reader) AreasOf(n int) []*lex.AreaMention {
	s := r.D.Sentences[n]
	var out []*lex.AreaMention
	for _, a := range r.AreasIn(s.First, s.Last) {
		if a.Kind != lex.ForeignArea {
			out = append(out, a)
		}
	}
	return out
}

func (r *Reader) HedgeStart(i int) int {
	_, begin := r.D.HedgeBefore(i)
	return begin
}

// Index is the place of a value among those of the text.
func (r *Reader) Index(v *Value) int {
	i := lex.LastBefore(r.Values, func(o *Value) int { return o.First }, v.First)
	if i < len(r.Values) && r.Values[i] == v {
		return i
	}
	return -1
}

// MentionWithin reports whether a period begins within n tokens from i.
func (r *Reader) MentionWithin(i, n int) bool {
	for j := i; j < i+n; j++ {
		if r.MentionAt(j) {
			return true
		}
	}
	return false
}
