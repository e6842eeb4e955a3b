package frames

import (
	"slices"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
)

// A cell is where a value stands in a table: the mentions that head its row and its column.
type cell struct {
	periods []*periods.Mention
	areas   []*lex.AreaMention
}

// placeCells gives each value in a table the periods and areas of its row and column.
func (r *reader) placeCells() {
	for _, t := range r.D.Tables {
		width := 0
		for _, row := range t.Rows {
			width = max(width, len(row))
		}
		head := make([]cell, width)
		var named []lex.AreaMention // the forces of the rows above
		for _, row := range t.Rows {
			offset := width - len(row)
			rowHead := cell{areas: r.sumRow(row, named)}
			counts := 0
			for _, c := range row {
				if r.valueIn(c) != nil && r.monthsIn(c) == 0 {
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
				if v := r.valueIn(c); v != nil && len(ps) == 0 {
					v.cell = &cell{
						periods: append(append([]*periods.Mention{}, head[column].periods...), rowHead.periods...),
						areas:   append(append([]*lex.AreaMention{}, rowHead.areas...), head[column].areas...),
					}
					continue
				}
				if n == 0 && counts > 0 {
					for _, a := range as {
						if a.Kind == lex.ForceArea {
							named = append(named, *a)
						}
					}
					rowHead.periods, rowHead.areas = append(rowHead.periods, ps...), append(rowHead.areas, as...)
				} else if counts == 0 {
					if len(ps) > 0 {
						head[column].periods = ps
					}
					if len(as) > 0 {
						head[column].areas = as
					}
				}
			}
		}
	}
}

// sumRow is the area of a row of totals: that of all forces of the rows above.
func (r *reader) sumRow(row []lex.CellTokens, named []lex.AreaMention) []*lex.AreaMention {
	if len(named) < 2 || !r.D.Is(row[0].First, lex.Set("all total totals together sum region combined overall whole both")) || len(r.areasInCell(row[0])) > 0 {
		return nil
	}
	joined := lex.JoinAreas(named)
	if r.D.At(row[0].First) == "region" && !slices.Contains(lex.RegionNames, joined.Area.Name) {
		return nil
	}
	return []*lex.AreaMention{&joined}
}

// monthsIn is the number of months that a cell names and no more: nine months; 0 for none.
func (r *reader) monthsIn(c lex.CellTokens) int {
	v := r.valueIn(c)
	if v == nil || !r.D.Is(v.Last, lex.Set("months")) || v.Last != c.Last-1 || v.Stated < 3 || v.Stated > 12 {
		return 0
	}
	return int(v.Stated)
}

// firstMonths is a period of the first n months of a financial year that other words name.
func (r *reader) firstMonths(c lex.CellTokens, n int) *periods.Mention {
	from := lex.NewMonth(r.Now().Year()-1, 4)
	return &periods.Mention{First: c.First, Last: c.Last, Relation: periods.MonthsOfYear,
		Spans: []lex.Span{{From: from, To: from + lex.Month(n) - 1}}}
}

func (r *reader) valueIn(c lex.CellTokens) *value {
	for _, v := range r.valuesIn(c.First, c.Last) {
		if v.Last <= c.Last {
			return v
		}
	}
	return nil
}

func (r *reader) periodsInCell(c lex.CellTokens) (out []*periods.Mention) {
	for _, m := range r.MentionsIn(c.First, c.Last) {
		if m.Last <= c.Last {
			out = append(out, m)
		}
	}
	return out
}

func (r *reader) areasInCell(c lex.CellTokens) (out []*lex.AreaMention) {
	for _, a := range r.areasIn(c.First, c.Last) {
		if a.Last <= c.Last {
			out = append(out, a)
		}
	}
	return out
}
