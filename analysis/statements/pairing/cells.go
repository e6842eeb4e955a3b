package pairing

import (
	"slices"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
	"grooming-report/analysis/statements/roles"
)

// placeCells gives each value in a table the periods and areas of its row and column.
func (r *Reader) placeCells() {
	for _, t := range r.D.Tables {
		width := 0
		for _, row := range t.Rows {
			width = max(width, len(row))
		}
		head := make([]roles.Cell, width)
		var named []lex.AreaMention // the forces of the rows above
		for _, row := range t.Rows {
			offset := width - len(row)
			rowHead := roles.Cell{Areas: r.sumRow(row, named)}
			counts := 0
			for _, c := range row {
				if r.numberIn(c) != nil {
					counts++
				}
			}
			for n, c := range row {
				column := n
				if offset > 0 {
					column = n + offset
				}
				ps, as := r.periodsInCell(c), r.areasInCell(c)
				if n := r.monthsIn(c); n > 0 && len(ps) == 0 {
					ps = []*periods.Mention{r.firstMonths(c, n)}
				}
				if v := r.numberIn(c); v != nil && len(ps) == 0 {
					v.Cell = &roles.Cell{
						Periods: append(append([]*periods.Mention{}, head[column].Periods...), rowHead.Periods...),
						Areas:   append(append([]*lex.AreaMention{}, rowHead.Areas...), head[column].Areas...),
						Change:  head[column].Change, Percent: head[column].Percent, Per: head[column].Per,
					}
					r.unitOfCell(v)
					if v.Cell.Change {
						r.changeCell(v, head[:column])
					}
					continue
				}
				if n == 0 && counts > 0 {
					for _, a := range as {
						if a.Kind == lex.ForceArea {
							named = append(named, *a)
						}
					}
					rowHead.Periods, rowHead.Areas = append(rowHead.Periods, ps...), append(rowHead.Areas, as...)
				} else if counts == 0 {
					r.headUnit(&head[column], c)
					head[column].Change = len(ps) == 0 && n > 0 && r.changeHead(c)
					if len(ps) > 0 {
						head[column].Periods = ps
					}
					if len(as) > 0 {
						head[column].Areas = as
					}
				}
			}
		}
	}
}

// numberIn is the number that a cell consists of; nil where words come before it, as in a head: rate per 100,000.
func (r *Reader) numberIn(c lex.CellTokens) *roles.Value {
	v := r.valueIn(c)
	if v == nil || r.monthsIn(c) > 0 || v.First > c.First && r.D.Tokens[v.First-1].Kind == lex.Word {
		return nil
	}
	return v
}

// headUnit notes the unit that a cell gives its column: per cent, or a rate of so many people.
func (r *Reader) headUnit(h *roles.Cell, c lex.CellTokens) {
	h.Percent = h.Percent || r.D.Holds(c.First, c.Last, lex.Set("% percent percentage"))
	for i := c.First; i < c.Last; i++ {
		for _, p := range roles.PerPopulation {
			if end, n, ok := p.MatchAt(r.D, i); ok && end <= c.Last && n[0].Value >= 1000 {
				h.Per = int(n[0].Value)
				r.TakePlain(n[0].First, end)
			}
		}
	}
}

// unitOfCell gives a bare number the unit of its column.
func (r *Reader) unitOfCell(v *roles.Value) {
	switch {
	case v.Kind != lex.Count || v.NounAt >= 0:
		return
	case v.Cell.Per > 0:
		v.Kind, v.Per = lex.Rate, v.Cell.Per
	case v.Cell.Percent:
		v.Kind = lex.Share
	default:
		return
	}
	if v.Role == lex.Other && v.Why == roles.NotWhole {
		v.Role, v.Subject, v.Why = lex.Claim, lex.Grooming, ""
	}
}

// changeHead reports whether a cell heads a column of changes.
func (r *Reader) changeHead(c lex.CellTokens) bool {
	return r.D.Holds(c.First, c.Last, lex.Set("change difference rise increase growth fall decrease diff ± +/- variation"))
}

// changeCell makes the number of a column of changes one between the last two periods of the columns before it.
func (r *Reader) changeCell(v *roles.Value, before []roles.Cell) {
	var ms []*periods.Mention
	for i := len(before) - 1; i >= 0 && len(ms) < 2; i-- {
		if len(before[i].Periods) > 0 && !before[i].Change {
			ms = append(ms, before[i].Periods[0])
		}
	}
	if len(ms) < 2 || v.Kind != lex.Count && v.Kind != lex.Share && v.Kind != lex.Change && v.Kind != lex.Difference {
		return
	}
	later, earlier := ms[0], ms[1]
	if len(later.Spans) > 0 && len(earlier.Spans) > 0 && later.Spans[0].From < earlier.Spans[0].From {
		later, earlier = earlier, later
	}
	switch v.Kind {
	case lex.Count:
		v.Kind = lex.Difference
	case lex.Share:
		v.Kind = lex.Change
	}
	v.Fall = v.Fall || r.D.At(v.First-1) == "-" || r.D.At(v.First) == "-"
	v.Period, v.Earlier = later, earlier
}

// sumRow is the area of a row of totals: that of all forces of the rows above.
func (r *Reader) sumRow(row []lex.CellTokens, named []lex.AreaMention) []*lex.AreaMention {
	sums := lex.Set("all total totals together sum region combined overall whole both")
	if len(named) < 2 || !r.D.Is(row[0].First, sums) || len(r.areasInCell(row[0])) > 0 {
		return nil
	}
	joined := lex.JoinAreas(named)
	if r.D.At(row[0].First) == "region" && !slices.Contains(lex.RegionNames, joined.Area.Name) {
		return nil
	}
	return []*lex.AreaMention{&joined}
}

// monthsIn is the number of months that a cell names and no more: nine months; 0 for none.
func (r *Reader) monthsIn(c lex.CellTokens) int {
	v := r.valueIn(c)
	if v == nil || !r.D.Is(v.Last, lex.Set("months")) || v.Last != c.Last-1 || v.Stated < 3 || v.Stated > 12 {
		return 0
	}
	return int(v.Stated)
}

// firstMonths is a period of the first n months of a financial year that other words name.
func (r *Reader) firstMonths(c lex.CellTokens, n int) *periods.Mention {
	from := lex.NewMonth(r.Now().Year()-1, 4)
	return &periods.Mention{First: c.First, Last: c.Last, Relation: periods.MonthsOfYear,
		Spans: []lex.Span{{From: from, To: from + lex.Month(n) - 1}}}
}

func (r *Reader) valueIn(c lex.CellTokens) *roles.Value {
	for _, v := range r.ValuesIn(c.First, c.Last) {
		if v.Last <= c.Last {
			return v
		}
	}
	return nil
}

func (r *Reader) periodsInCell(c lex.CellTokens) (out []*periods.Mention) {
	for _, m := range r.MentionsIn(c.First, c.Last) {
		if m.Last <= c.Last {
			out = append(out, m)
		}
	}
	return out
}

func (r *Reader) areasInCell(c lex.CellTokens) (out []*lex.AreaMention) {
	for _, a := range r.AreasIn(c.First, c.Last) {
		if a.Last <= c.Last {
			out = append(out, a)
		}
	}
	return out
}
