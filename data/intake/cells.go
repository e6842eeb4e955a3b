package intake

import (
	"iter"

	"grooming-report/analysis/records"
)

// A cell is one number of the tidy table.
type cell struct {
	n       int
	missing bool
	sheet   string // empty where the file has no row
	row     int    // 0 for a total over codes
}

type cellKey struct {
	series  *records.Series
	quarter records.Quarter
	force   string
}

// A cells is the numbers of the tidy table: of each series and force by quarter since
// firstYear, nil where there is none.
type cells map[cellsOf][]*cell

type cellsOf struct {
	series *records.Series
	force  string
}

// at is the cell of a key, and whether there is one.
func (cs cells) at(key cellKey) (c cell, ok bool) {
	own := cs[cellsOf{key.series, key.force}]
	place := int(key.quarter - firstYear.Quarter(1))
	if place >= len(own) || own[place] == nil {
		return cell{}, false
	}
	return *own[place], true
}

func (cs cells) set(key cellKey, c cell) {
	of, place := cellsOf{key.series, key.force}, int(key.quarter-firstYear.Quarter(1))
	own := cs[of]
	for place >= len(own) {
		own = append(own, nil)
	}
	own[place] = &c
	cs[of] = own
}

// all gives every cell, in no order.
func (cs cells) all() iter.Seq2[cellKey, cell] {
	return func(yield func(cellKey, cell) bool) {
		for of, own := range cs {
			for place, c := range own {
				if c != nil && !yield(cellKey{of.series, firstYear.Quarter(1) + records.Quarter(place), of.force}, *c) {
					return
				}
			}
		}
	}
}

// period is the run of quarters that the file has rows of a series for; its end is 0 if
// it has none.
func (cs cells) period(s *records.Series) records.Period {
	var p records.Period
	for of, own := range cs {
		if of.series != s {
			continue
		}
		for place, c := range own {
			if c == nil || c.sheet == "" {
				continue
			}
			q := firstYear.Quarter(1) + records.Quarter(place)
			if p.To == 0 || q < p.From {
				p.From = q
			}
			p.To = max(p.To, q)
		}
	}
	return p
}
