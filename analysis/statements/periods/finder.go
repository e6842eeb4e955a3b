package periods

import "grooming-report/analysis/statements/lex"

// A Finder finds the periods that a text names.
type Finder struct {
	D        *lex.Document
	Date     lex.Published
	Dated    bool
	At, End  int // tokens of the mention that is being built
	Years    textYears
	Mentions []*Mention
	// sameInYear is the token of the first period that is the same one in another year; 0 for none.
	SameInYear int
}

// Dateline finds a day of publication in the text's first lines.
func (f *Finder) Dateline() (lex.Published, bool) {
	for i := 0; i < len(f.D.Tokens) && i < 60; i++ {
		m, ok := lex.ReadMonthDate(f.D, i)
		if ok && m.Date.Day != 0 && m.Date.Year != 0 {
			return lex.Published{Month: lex.NewMonth(m.Date.Year, m.Date.Month), Day: m.Date.Day}, true
		}
	}
	return lex.Published{}, false
}

// Now is the month of publication, or after the last year that the text names.
func (f *Finder) Now() lex.Month {
	if f.Dated {
		return f.Date.Month
	}
	if f.Years.latest == 0 {
		return lex.NewMonth(2026, 5)
	}
	return lex.NewMonth(f.Years.latest, 12)
}

// YearOf resolves the year of a month: that given, or the last such month before publication.
func (f *Finder) YearOf(m lex.MonthDate) int {
	now := f.Now()
	switch {
	case m.Year != 0:
		return m.Year
	case m.Ago != 0:
		return now.Year() - lex.Btoi(m.Ago > 0)
	case m.Day != 0 && m.Day <= f.Date.Day && m.Month == now.Number():
		return now.Year() // from today (3 April)
	case m.Month >= now.Number():
		return now.Year() - 1
	}
	return now.Year()
}

func (f *Finder) guessed(m lex.MonthDate) string {
	if m.Year == 0 {
		return "its year is read from the day of publication"
	}
	return ""
}

// FindMentions finds the periods and marks their tokens. Of two that overlap the one
// that reaches further counts: in the year | the year to June.
func (f *Finder) FindMentions(taken []bool) {
	for i := 0; i < len(f.D.Tokens); {
		best := f.mentionFrom(i)
		if best == nil || lex.AnyTaken(taken, i, best.Last) {
			i++
			continue
		}
		for j := i + 1; j < best.Last; j++ {
			if next := f.mentionFrom(j); next != nil && next.Last > best.Last && !lex.AnyTaken(taken, j, next.Last) {
				best = next
				break
			}
		}
		best.Base = f.baseBefore(best.First) && !(f.D.At(best.First-1) == "over" && best.Relation == Absolute &&
			len(best.Spans) > 0 && best.Spans[0].Months()%12 != 0) // 72 over April to December
		f.Mentions = append(f.Mentions, best)
		for j := best.First; j < best.Last; j++ {
			taken[j] = true
		}
		i = best.Last
	}
}

// MergeBracketed makes one of a period and the bracket that explains it: ten years ago
// (2014/15), a year before (June 2022).
func (f *Finder) MergeBracketed() {
	kept := f.Mentions[:0:0]
	for _, m := range f.Mentions {
		if m.Relation == YearsBefore && m.N > 1 && f.sinceBefore(m.First) {
			m.Relation, m.N, m.Unit = OverYears, 12*m.N, 12 // since it was proposed six years ago
		}
		bracketed := f.D.At(m.First-1) == "(" && f.D.At(m.Last) == ")"
		if n := len(kept); n > 0 && kept[n-1].Relation == YearsBefore && m.Relation == Absolute && len(m.Spans) > 0 &&
			f.D.At(kept[n-1].Last) == "," && (m.First == kept[n-1].Last+1 || m.First == kept[n-1].Last+2 &&
			f.D.At(m.First-1) == "in") {
			m.First, m.Base = kept[n-1].First, kept[n-1].Base // a decade before, in 2014/15
			kept[n-1] = m
			continue
		}
		if n := len(kept); n > 0 && len(kept[n-1].Spans) > 0 && m.Relation == Absolute && len(m.Spans) > 0 &&
			kept[n-1].Relation == Absolute && kept[n-1].Spans[0] == m.Spans[0] && f.D.At(kept[n-1].Last) == "," &&
			m.First == kept[n-1].Last+1 {
			kept[n-1].Last, kept[n-1].Guess = m.Last, "" // the first year of the wider law, 2017/18
			continue
		}
		if n := len(kept); n > 0 && kept[n-1].Relation == Absolute && kept[n-1].Guess == "" && m.Guess == ByDate &&
			f.D.At(kept[n-1].Last) == "," && m.First == kept[n-1].Last+1 && f.D.Is(m.Last, lex.Set("of before under when in")) {
			kept[n-1].Last = m.Last // in 2016/17, the last year of the old rules
			continue
		}
		if n := len(kept); n > 0 && f.untilAfterClause(kept[n-1], m) {
			from := kept[n-1].Spans[0].From
			kept[n-1].Spans, kept[n-1].Last, kept[n-1].Relation = []lex.Span{{From: from, To: m.Spans[0].To}}, m.Last, Absolute
			kept[n-1].Date, kept[n-1].Since, kept[n-1].Ends = lex.MonthDate{}, false, nil
			continue
		}
		if n := len(kept); n > 0 && bracketed && m.First == kept[n-1].Last+1 && m.Relation == QuarterOf &&
			len(kept[n-1].Spans) > 0 && kept[n-1].Relation == Absolute {
			year := kept[n-1].Spans[0]
			kept[n-1].Spans, kept[n-1].Last, kept[n-1].Guess = Related(m, lex.Financial(year.From.Year())), m.Last, ""
			continue
		}
		if n := len(kept); n > 0 && f.D.At(m.First-1) == "to" && f.D.At(m.First-2) == "(" && f.D.At(m.Last) == ")" &&
			m.First == kept[n-1].Last+2 && m.Date.Month != 0 && len(kept[n-1].Spans) > 0 {
			if end := m.Spans[0].To; end > kept[n-1].Spans[0].From && end < kept[n-1].Spans[0].To {
				kept[n-1].Spans, kept[n-1].Last = []lex.Span{{From: kept[n-1].Spans[0].From, To: end}}, m.Last // 2025/26 (to 31/12/2025)
				continue
			}
		}
		if n := len(kept); n > 0 && bracketed && m.First == kept[n-1].Last+1 && m.Relation == Absolute && len(m.Spans) > 0 {
			before := kept[n-1]
			relative := before.Relation != Absolute && before.Relation != OverYears || before.Guess == ByDate
			switch {
			case relative && m.Spans[0].Months() > 1:
				m.First, m.Base = before.First, before.Base
				kept[n-1] = m
				continue
			case relative:
				before.Last = m.Last
				continue
			}
		}
		kept = append(kept, m)
	}
	f.Mentions = kept
}

// sinceBefore reports whether "since" stands before token i in its clause.
func (f *Finder) sinceBefore(i int) bool {
	for j := i - 1; j >= 0 && j > i-16; j-- {
		if f.D.At(j) == "since" {
			return true
		}
		if lex.ClauseEnds[f.D.At(j)] || f.D.At(j) == "," || f.D.Tokens[j].Kind == lex.Number {
			return false
		}
	}
	return false
}

// untilAfterClause reports whether a period goes on after a clause that explains its start: from April
// 2017, when the law was widened, to the end of 2025.
func (f *Finder) untilAfterClause(a, b *Mention) bool {
	if !f.D.Is(a.First-1, lex.Set("from between")) && !f.D.Is(a.First, lex.Set("from between")) || a.Date.Month == 0 ||
		len(b.Spans) == 0 ||
		b.First-a.Last > 14 || f.D.At(a.Last) != "," || len(a.Spans) == 0 || b.Spans[0].To <= a.Spans[0].From {
		return false
	}
	i := b.First - 1
	for i > a.Last && f.D.Is(i, lex.Set("the end of")) {
		i--
	}
	return f.D.Is(i, lex.Set("to until")) && f.D.At(i-1) == "," || f.D.Is(b.First, lex.Set("to until")) && f.D.At(b.First-1) == ","
}

// mentionFrom reads the longest period that begins at token i.
func (f *Finder) mentionFrom(i int) *Mention {
	var best *Mention
	for _, n := range periodIndex.At(&f.D.Tokens[i]) {
		rule := &periodRules[n]
		end, c, ok := rule.p.MatchAt(f.D, i)
		if !ok || best != nil && end <= best.Last || f.CrossesLine(i, end) {
			continue
		}
		f.At, f.End = i, end
		m, ok := rule.build(f, c)
		if !ok {
			continue
		}
		m.First, m.Last = i, end
		best = &m
	}
	return best
}

func (f *Finder) CrossesLine(i, end int) bool {
	for j := i + 1; j < end; j++ {
		if f.D.Tokens[j].Line {
			return true
		}
	}
	return false
}

var basePatterns = []*lex.Pattern{
	lex.Compile("on|than|since|versus|against|vs|below|above (in|the|for|from|during)?"),
	lex.Compile("than|on|against|with (in|for|during)? (the)? whole|all|rest (of)?"), lex.Compile("from|over (in|the|for)?"),
	lex.Compile("(compared|comparing|comparison|relative|contrast|up|down|rise|increase|drop|fall) " +
		"(with|to|on|from|against) (in|the|for|that|those|figures|of|from)? (in|of|for|from)?"),
	lex.Compile("(double|twice|times|triple|treble|quadruple) that|those"),
	lex.Compile("below|above|than|on|from (the|its|that|a) (previous|recorded|(all time))? peak|high|low|record|trough|height (of {n})? " +
		"(reached|set)? (in|of|for)?"),
	lex.Compile("below|above|than|on|over that|those|what (for|of|in|from|at)? (the)?"),
	lex.Compile("what it|they|that|(the figure|number) was|were|stood (in|for|at)? (the)?"),
	lex.Compile("(double|twice|times|triple|treble|quadruple) (that|those|the) (figure|number|total|level)? " +
		"(reported|recorded|logged|seen)? (back)? (of|in|for) (the)?"), lex.Compile("as (in|during|for)"),
}

// baseBefore reports whether the words before token i make what follows the base
// of a comparison.
func (f *Finder) baseBefore(i int) bool {
	if f.D.Is(i, lex.Set("since")) || f.D.Is(i, lex.Set("in during for")) && f.D.At(i-1) == "as" {
		return true
	}
	for from := i - 1; from >= 0 && from >= i-6; from-- {
		for _, p := range basePatterns {
			if p.Spans(f.D, from, i) {
				return true
			}
		}
	}
	return false
}

func (f *Finder) MentionsIn(first, last int) []*Mention {
	return lex.Within(f.Mentions, func(m *Mention) int { return m.First }, first, last)
}

// textYears are the years that a text names.
type textYears struct {
	First, Final int       // of its financial years, 0 for none
	latest       int       // the year in which the last year of any kind ends
	Whole        bool      // whether all periods of the text are found
	Named        *lex.Span // what namedYear says, once all are
	Financial    *bool     // what inFinancialYears says, once all are
}

func (y *textYears) Find(d *lex.Document) {
	for i := range d.Tokens {
		if f, ok := lex.ReadFinancial(d, i); ok {
			if y.First == 0 || f.Year < y.First {
				y.First = f.Year
			}
			y.Final, y.latest = max(y.Final, f.Year), max(y.latest, f.Year+1)
		} else if one, ok := lex.ReadYear(d, i); ok {
			y.latest = max(y.latest, one.Year)
		}
	}
}
