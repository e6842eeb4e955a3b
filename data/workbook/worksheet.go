package workbook

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"grooming-report/data/workbook/fault"
)

// sheet reads the rows of a worksheet.
func (x *xlsx) sheet(p *part) {
	for p.Child() {
		switch string(p.local()) {
		case "cols":
			x.columns(p)
			continue
		case "mergeCells": // which come after the rows
			x.merges(p)
			continue
		case "sheetData":
		default:
			p.Skip()
			continue
		}
		for p.Child() {
			if string(p.local()) == "row" {
				x.row(p)
			} else {
				p.Skip()
			}
		}
	}
}

// columns notes which columns are hidden.
func (x *xlsx) columns(p *part) {
	for p.Child() {
		from, err := strconv.Atoi(string(p.Attr("min")))
		to, err2 := strconv.Atoi(string(p.Attr("max")))
		if err == nil && err2 == nil && from >= 1 && to >= from && hidden(p) { // it is about looks alone
			x.t.hide(from-1, to-from+1)
		}
		p.Skip()
	}
}

// merges notes cells that are merged. What is under them is not shown, and has been read.
func (x *xlsx) merges(p *part) {
	for p.Child() {
		first, last, _ := strings.Cut(string(p.Attr("ref")), ":")
		from, _, ok := cellPlace(first)
		to, row, ok2 := cellPlace(last)
		if ok && ok2 {
			x.t.merge(first+":"+last, from, to, row)
		}
		p.Skip()
	}
}

// cellPlace returns the column, counted from 0, and the row of a cell called like C12.
func cellPlace(ref string) (column, row int, ok bool) {
	digits := strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	for _, c := range []byte(ref[:len(ref)-len(digits)]) {
		column = min(26*column+int(c-'A')+1, sheetColumns+1)
	}
	row, err := strconv.Atoi(digits)
	return column - 1, row, err == nil && column > 0 && row > 0
}

// hidden reports whether the row or the columns that child went to are hidden.
func hidden(p *part) bool {
	value := string(p.Attr("hidden"))
	return value == "1" || value == "true"
}

func (x *xlsx) row(p *part) {
	number := x.t.number + 1
	if b := p.Attr("r"); b != nil {
		n, err := strconv.Atoi(string(b))
		if err != nil || n < number {
			p.Fail(fmt.Errorf("a row is numbered %s; expected %d or more: save it again in Excel", fault.Quote(b), number))
			return
		}
		number = n
	}
	if number > sheetRows {
		p.Fail(fault.Refusef("a row is numbered %d; a sheet has at most %d: save it again in Excel", number, sheetRows))
		return
	}
	x.t.number = number
	x.t.unseen = hidden(p)
	x.number = strconv.AppendInt(x.number[:0], int64(number), 10)
	x.cells = x.cells[:0]
	for column := 0; p.Child(); column++ {
		if string(p.local()) != "c" {
			column--
			p.Skip()
			continue
		}
		if b := p.Attr("r"); b != nil {
			i := x.column(b)
			if i < column {
				p.Fail(fmt.Errorf("a cell is called %s; expected one in row %d from column %d on: save it again in Excel",
					fault.Quote(b), number, column+1))
			}
			column = i
		}
		if c := x.cell(p); c.text != "" && column < maxColumns {
			for len(x.cells) < column {
				x.cells = append(x.cells, cell{})
			}
			x.cells = append(x.cells, c)
		}
	}
	if p.Err == nil {
		p.Err = x.t.add(x.cells, 1)
	}
}

// column returns the index of the column of a cell called like C12, -1 if it is not
// in this row.
func (x *xlsx) column(ref []byte) int {
	letters, ok := bytes.CutSuffix(ref, x.number)
	n := 0
	for _, c := range letters {
		if ok = ok && c >= 'A' && c <= 'Z' && n < sheetColumns; ok {
			n = 26*n + int(c-'A') + 1
		}
	}
	if !ok || n > sheetColumns {
		return -1
	}
	return n - 1
}

// cell reads a cell.
func (x *xlsx) cell(p *part) cell {
	style := -1
	if b := p.Attr("s"); b != nil {
		style, _ = strconv.Atoi(string(b))
	}
	form := byte('n')
	switch t := string(p.Attr("t")); t {
	case "", "n":
	case "s", "b", "e", "d":
		form = t[0]
	case "str":
		form = 't'
	case "inlineStr":
		form = 'i'
	default:
		p.Fail(fmt.Errorf("a cell is of type %s, which there is not; save it again in Excel", fault.Quote(t)))
	}
	x.text, x.solved = x.text[:0], true
	var written []byte
	usual := form != 'i' && len(p.prefix) == 0 // it is called c
	if usual {
		written, usual = p.Rest("<v>", "</v></c>")
	}
	if usual {
		x.text = p.AppendText(x.text, written, false)
	} else {
		x.content(p, form)
	}
	if form == 's' && len(x.text) > 0 {
		return x.sharedText(p)
	}
	v, ok := x.names.of(x.text)
	if !ok {
		p.Malformed("text that is not UTF-8")
	}
	switch {
	case v == "" && form == 'e':
		p.Malformed("a cell with a failed formula that has no value") // not to be taken for a blank one
		return cell{}
	case v == "" && !x.solved:
		return cell{kind: unsolved, text: unsolvedText}
	case v == "":
		return cell{}
	case form == 'b':
		return cell{kind: boolean, text: v}
	case form == 'e':
		return cell{kind: failed, text: v}
	case form == 'd':
		return cell{kind: dated, text: v}
	case form == 't', form == 'i':
		return cellOf(textual, v)
	case style < 0 || style >= len(x.forms):
		return cell{kind: numeric, text: v}
	case x.forms[style] == dated:
		const year10000 = 2958466
		if days, err := strconv.ParseFloat(v, 64); err == nil && days >= 0 && days < year10000 {
			v = isoDate(days, x.from1904)
		}
		return cell{kind: dated, text: v}
	default:
		return cell{kind: x.forms[style], text: v}
	}
}

// content reads what stands in a cell into x.text, and its formula. The result of a
// formula is stored beside it by the program that works it out: a text may be empty, a
// number may not.
func (x *xlsx) content(p *part, form byte) {
	found := false
	for p.Child() {
		switch name := string(p.local()); {
		case name == "v" && form != 'i':
			x.text = p.chars(x.text)
			found = found || form != 'n' || len(x.text) > 0
		case name == "is" && form == 'i':
			x.text = p.rich(x.text)
		case name == "f":
			x.solved = false
			p.Skip()
		default:
			p.Skip()
		}
	}
	x.solved = x.solved || found
}

// sharedText returns the cell with the shared text whose number is x.text.
func (x *xlsx) sharedText(p *part) cell {
	i, err := strconv.Atoi(string(trim(x.text)))
	if err != nil || i < 0 || i >= x.shared.n {
		p.Fail(fmt.Errorf("a cell refers to shared text %s; expected 0 to %d: save it again in Excel",
			fault.Quote(x.text), x.shared.n-1))
		return cell{}
	}
	v, ok := x.names.of(x.shared.at(i))
	if !ok {
		p.Malformed("text that is not UTF-8")
	}
	return cellOf(textual, v)
}
