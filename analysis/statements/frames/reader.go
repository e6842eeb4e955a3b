package frames

import (
	"slices"
	"strings"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
)

// A reader holds a text while it is read.
type reader struct {
	periods.Finder
	context  Context
	areaList []*lex.AreaMention
	cueList  []lex.Cue
	plain    []lex.PlainNumeral
	values   []*value
	given    *reader // of the given words
	rate     int     // people of the rate in the sentence before
	firm     bool    // a cue says without doubt that figures are returns to requests
	returns  bool    // a word of the text or beside it hints at returns to requests
	score    int     // of the measure over the whole text: above 0 is 88A
	state    state
	settled  [][]*value // the claims of each sentence, once they are told
	numbers  numbers
	laws     []int // of each sentence, the end of the words that tell of the law; -1 where not looked for
}

// A state is what a sentence inherits from those before it.
type state struct {
	area     *lex.AreaMention // of the sentence before
	topic    *lex.AreaMention // of the text
	first    *lex.AreaMention // the first that the text names
	areas    []records.Area
	spans    []lex.Span // of the last count that is no base
	main     []lex.Span // of the first, or of a later year
	year     []lex.Span // of the last that is a year
	pair     [2][]lex.Span
	ends     [2][]lex.Span // of the last count with a base, and of the base
	told     [2][]lex.Span // the ends of the last two years that a sentence without claims names
	toldIn   int           // that sentence
	subject  lex.Subject
	ofSexual bool
}

// Read finds the numerals of a text and frames those that are statements about
// grooming offences.
func Read(text string, c Context) Reading {
	r := newReader(text, c)
	if c.Given != "" {
		r.given = newReader(c.Given, Context{Date: c.Date})
	}
	r.weigh()
	r.classify()
	r.D.FindTables()
	r.placeCells()
	r.attach()
	r.frame()
	return r.reading()
}

// newReader finds what the text mentions: periods, areas, cues and numbers.
func newReader(text string, c Context) *reader {
	r := &reader{Finder: periods.Finder{D: lex.NewDocument(text, c.Blocks)}, context: c}
	r.Date, r.Dated = lex.ParseDate(c.Date)
	if !r.Dated {
		r.Date, r.Dated = r.Dateline()
	}
	r.Years.Find(r.D)
	taken := make([]bool, len(r.D.Tokens))
	references := r.D.References(taken)
	r.FindMentions(taken)
	r.MergeBracketed()
	r.Years.Whole = true
	r.SettleMentions()
	r.plain = append(references, r.D.PlainNumerals(taken)...)
	slices.SortFunc(r.plain, func(a, b lex.PlainNumeral) int { return a.First - b.First })
	for _, a := range r.D.Areas() {
		r.areaList = append(r.areaList, &a)
	}
	r.cueList = r.D.Cues()
	for _, a := range r.D.Amounts(taken) {
		r.values = append(r.values, &value{Amount: *a, base: -1})
	}
	return r
}

// reading lists the numerals in order.
func (r *reader) reading() Reading {
	out := Reading{Sentences: r.sentences()}
	add := func(first, last int, n Numeral) {
		n.Start, n.End = r.D.Tokens[first].Start, r.D.Tokens[last-1].End
		n.Text = string(r.D.Text[n.Start:n.End])
		out.Numerals = append(out.Numerals, n)
	}
	for _, p := range r.plain {
		add(p.First, p.Last, Numeral{Role: p.Role, Why: p.Why})
	}
	for _, m := range r.Mentions {
		if r.isStart(m) || !r.D.HoldsNumeral(m.First, m.Last) {
			continue
		}
		role := lex.PeriodIs
		if m.Relation == periods.DateOnly {
			role = lex.Date
		}
		add(m.First, m.Last, Numeral{Role: role, Why: strings.ToLower(string(role))})
	}
	for _, v := range r.values {
		n := Numeral{Role: v.role, Why: v.why, Kind: v.Kind, Stated: v.Stated, High: v.High, Hedge: v.Hedge,
			Noun: v.noun, Subject: v.subject, Frame: v.frame}
		if v.Fall && v.Kind != lex.Rank {
			n.Stated = -v.Stated
		}
		if v.role != lex.Claim {
			n.Frame = nil
		}
		if v.frame != nil {
			n.Date = v.frame.Date
			if v.Kind == lex.EachYear {
				n.Stated = v.frame.Stated
			}
		}
		add(v.First, v.Last, n)
	}
	slices.SortStableFunc(out.Numerals, func(a, b Numeral) int { return a.Start - b.Start })
	return out
}

func (r *reader) isStart(m *periods.Mention) bool {
	for _, v := range r.valuesIn(m.First, m.First+1) {
		if v.Kind == lex.StartDate {
			return true
		}
	}
	return false
}

// valuesIn lists the values that begin at the tokens from first to before last.
func (r *reader) valuesIn(first, last int) []*value {
	return lex.Within(r.values, func(v *value) int { return v.First }, first, last)
}

func (r *reader) areasIn(first, last int) []*lex.AreaMention {
	return lex.Within(r.areaList, func(a *lex.AreaMention) int { return a.First }, first, last)
}

func (r *reader) cuesIn(first, last int) []lex.Cue {
	return lex.Within(r.cueList, func(c lex.Cue) int { return c.First }, first, last)
}

func (r *reader) plainIn(first, last int) []lex.PlainNumeral {
	return lex.Within(r.plain, func(p lex.PlainNumeral) int { return p.First }, first, last)
}

// areasBefore lists the areas that begin before token i, the nearest last, as far as a look back reaches.
func (r *reader) areasBefore(i int) []*lex.AreaMention {
	n := lex.LastBefore(r.areaList, func(a *lex.AreaMention) int { return a.First }, i)
	return r.areaList[max(0, n-lex.Reach):n]
}

// firstAreas lists the first areas of the text.
func (r *reader) firstAreas() []*lex.AreaMention { return r.areaList[:min(lex.Reach, len(r.areaList))] }
