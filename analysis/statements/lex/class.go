package lex

import "slices"

// A MonthDate is a month with what is said of its year and day.
type MonthDate struct {
	Month int
	Year  int // 0 where none is given
	Ago   int // 1 for "last year", -1 for "this year", which the date resolves
	Day   int
}

var Months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
	"nov": 11, "dec": 12,
}

// readings of the classes that the patterns name; filled by init, since a
// class reader may use patterns.
var ClassNames = Set("n num cap month year fy mdate day dur ord law fall")

func init() {
	Classes = map[string]classReader{
		"n": readN, "num": readNum, "cap": readCapital, "month": readMonth, "year": ReadYear, "fy": ReadFinancial, "mdate": ReadMonthDate,
		"day": readDay, "dur": readDuration, "ord": readOrdinal, "law": readLaw,
	}
}

func readN(d *Document, i int) (Capture, bool) {
	q, end, ok := QuantityAt(d, i)
	return Capture{Last: end, Value: q.Value}, ok
}

// readNum reads a number in digits, a code such as 15a, or a letter with digits.
func readNum(d *Document, i int) (Capture, bool) {
	t := d.Tokens[i]
	if t.Kind == Number || t.Kind == Code {
		return Capture{Last: i + 1, Value: t.Value}, true
	}
	v, ok := Units[t.Text]
	return Capture{Last: i + 1, Value: v}, ok
}

// readCapital reads a name: a word with a capital letter.
func readCapital(d *Document, i int) (Capture, bool) {
	return Capture{Last: i + 1}, i < len(d.Tokens) && d.Tokens[i].Kind == Word && d.Tokens[i].Capital
}

func readOrdinal(d *Document, i int) (Capture, bool) {
	if d.Tokens[i].Kind == ordinal {
		return Capture{Last: i + 1, Value: d.Tokens[i].Value}, true
	}
	v, ok := ordinals[d.Tokens[i].Text]
	return Capture{Last: i + 1, Value: v}, ok
}

var beforeMonth = Set("in to ending ended end until till since from and between of last by early late mid by - " +
	"during through next this")

// readMonth takes may, march and short names for months only with a capital
// letter, and may only where a preposition or a number makes it one.
func readMonth(d *Document, i int) (Capture, bool) {
	t := d.Tokens[i]
	m := Months[t.Text]
	if m == 0 || t.Kind != Word {
		return Capture{}, false
	}
	if !t.Capital && (len(t.Text) <= 5 && t.Text != "april") {
		return Capture{}, false
	}
	if t.Text == "may" && !d.Is(i-1, beforeMonth) && (i+1 >= len(d.Tokens) || d.Tokens[i+1].Kind != Number) &&
		(i == 0 || d.Tokens[i-1].Kind != Number && d.Tokens[i-1].Kind != ordinal) {
		return Capture{}, false
	}
	end := i + 1
	if d.At(end) == "." && len(t.Text) <= 4 && end+1 < len(d.Tokens) && d.Tokens[end+1].Kind == Number {
		end++ // Apr. 2017
	}
	return Capture{Last: end, Value: float64(m)}, true
}

func ReadYear(d *Document, i int) (Capture, bool) {
	t := d.Tokens[i]
	if t.Kind == Number && len(t.Text) == 2 && !t.Space && d.At(i-1) == "'" && d.Tokens[i-1].Space && t.Value >= 10 && t.Value < 40 {
		return Capture{Last: i + 1, Year: 2000 + int(t.Value)}, true // Mar '25
	}
	if t.Kind != Number || len(t.Text) != 4 || t.Value < 1990 || t.Value > 2040 {
		return Capture{}, false
	}
	return Capture{Last: i + 1, Year: int(t.Value)}, true
}

// ReadFinancial reads 2016/17, 2016-17, 2016/2017, 16/17 and fy2016.
func ReadFinancial(d *Document, i int) (Capture, bool) {
	t := d.Tokens[i]
	if t.Kind != Number || i+2 >= len(d.Tokens) || d.At(i+1) != "/" && d.At(i+1) != "-" {
		return Capture{}, false
	}
	slash, second := d.Tokens[i+1], d.Tokens[i+2]
	if second.Kind != Number || second.Decimals > 0 || second.Space && slash.Text == "-" || slash.Space &&
		slash.Text == "-" {
		return Capture{}, false
	}
	start := int(t.Value)
	if len(t.Text) == 2 && slash.Text == "/" && len(second.Text) == 2 && start >= 10 && d.At(i-1) != "/" &&
		d.At(i+3) != "/" {
		start += 2000
	}
	if start < 1990 || start > 2040 || len(t.Text) != 4 && len(t.Text) != 2 {
		return Capture{}, false
	}
	next := int(second.Value)
	if len(second.Text) == 4 && next != start+1 || len(second.Text) == 2 && next != (start+1)%100 ||
		len(second.Text) == 1 && next != (start+1)%10 || len(second.Text) == 3 {
		return Capture{}, false
	}
	return Capture{Last: i + 3, Year: start}, true
}

func readDay(d *Document, i int) (Capture, bool) {
	t := d.Tokens[i]
	if (t.Kind == ordinal || t.Kind == Number) && t.Decimals == 0 && t.Value >= 1 && t.Value <= 31 {
		return Capture{Last: i + 1, Value: t.Value}, true
	}
	return Capture{}, false
}

// endsMonths reports whether the month at token i ends some whole months, so that a number after it is no day: July to
// September 30, October to December 39.
func endsMonths(d *Document, i int) bool {
	_, year := readYearAt(d, i+2)
	if d.At(i+2) == "," {
		_, year = readYearAt(d, i+3)
	}
	return d.Is(i-1, Set("to -")) && Months[d.At(i-2)] != 0 && (i < 3 || d.Tokens[i-3].Kind != Number) && !year
}

// ReadMonthDate reads a month with or without its day and its year: 1 April
// 2013, April 1, 2013, April 2013, March this year, March.
func ReadMonthDate(d *Document, i int) (Capture, bool) {
	if d.At(i) == "new" && d.At(i+1) == "year" && d.At(i+2) == "'s" && d.At(i+3) == "eve" {
		return Capture{Last: i + 4, Date: MonthDate{Month: 12, Day: 31}}, true
	}
	c := Capture{}
	if day, ok := readDay(d, i); ok && d.At(i+1) == "/" && d.At(i+3) == "/" {
		m, okMonth := readDay(d, i+2)
		y, okYear := readYearAt(d, i+4)
		if okMonth && okYear && m.Value <= 12 {
			c.Date, c.Last = MonthDate{Month: int(m.Value), Year: y.Year, Day: int(day.Value)}, i+5 // 31/12/2025
			return c, true
		}
	}
	if y, ok := ReadYear(d, i); ok && d.At(i+1) == "-" && d.At(i+3) == "-" && len(d.At(i+2)) == 2 && len(d.At(i+4)) == 2 {
		m, okMonth := readDay(d, i+2)
		day, okDay := readDay(d, i+4)
		if okMonth && okDay && m.Value <= 12 {
			c.Date, c.Last = MonthDate{Month: int(m.Value), Year: y.Year, Day: int(day.Value)}, i+5 // 2025-12-31
			return c, true
		}
	}
	if day, ok := readDay(d, i); ok {
		j := day.Last
		if d.At(j) == "of" {
			j++
		}
		m, ok := readMonthAt(d, j)
		if !ok {
			return c, false
		}
		c.Date.Day, c.Date.Month, c.Last = int(day.Value), int(m.Value), m.Last
	} else {
		m, ok := readMonthAt(d, i)
		if !ok {
			return c, false
		}
		c.Date.Month, c.Last = int(m.Value), m.Last
		if c.Last < len(d.Tokens) {
			if day, ok := readDay(d, c.Last); ok && !d.Tokens[c.Last].Line && len(d.At(c.Last)) <= 4 && !endsMonths(d, i) {
				c.Date.Day, c.Last = int(day.Value), day.Last
			}
		}
	}
	j := c.Last
	if d.At(j) == "," || d.At(j) == "of" || d.At(j) == "'" {
		j++
	}
	if y, ok := readYearAt(d, j); ok {
		if f, is := ReadFinancial(d, j); is {
			c.Date.Year, c.Last = f.Year, f.Last // April to December 2017/18
			if c.Date.Month < 4 {
				c.Date.Year++
			}
			return c, true
		}
		c.Date.Year, c.Last = y.Year, y.Last
		return c, true
	}
	switch {
	case d.At(j) == "this" && d.At(j+1) == "year":
		c.Date.Ago, c.Last = -1, j+2
	case d.At(j) == "last" && d.At(j+1) == "year":
		c.Date.Ago, c.Last = 1, j+2
	}
	return c, true
}

func readMonthAt(d *Document, i int) (Capture, bool) {
	if i >= len(d.Tokens) {
		return Capture{}, false
	}
	return readMonth(d, i)
}

func readYearAt(d *Document, i int) (Capture, bool) {
	if i >= len(d.Tokens) {
		return Capture{}, false
	}
	return ReadYear(d, i)
}

var DurationUnits = map[string]int{
	"year": 12, "years": 12, "month": 1, "months": 1, "quarter": 3, "quarters": 3, "decade": 120, "decades": 120,
	"yearly": 12, "half": 0,
}

// readDuration reads year, five years, 12 months, six-month period, decade.
// Its value is in months; its year field tells the number of units.
func readDuration(d *Document, i int) (Capture, bool) {
	n, j := 1.0, i
	q, end, counted := QuantityAt(d, i)
	if counted {
		n, j = q.Value, end
		if d.At(j) == "full" || d.At(j) == "financial" || d.At(j) == "calendar" || d.At(j) == "whole" {
			j++
		}
	}
	if !counted && d.At(j) == "year" && d.Tokens[j].Capital && j+1 < len(d.Tokens) && d.Tokens[j+1].Kind == Number &&
		d.Tokens[j+1].Value <= 13 {
		return Capture{}, false // in Year 7
	}
	months, ok := DurationUnits[d.At(j)]
	plural := ok && d.At(j)[len(d.At(j))-1] == 's'
	if !ok || months == 0 || n > 600 || n < 1 || !counted && plural || counted && n > 1 && !plural &&
		d.At(j+1) != "period" && d.At(j+1) != "span" {
		return Capture{}, false
	}
	j++
	if d.At(j) == "period" || d.At(j) == "span" {
		j++
	}
	return Capture{Last: j, Value: n * float64(months), Year: months}, true
}

// readLaw reads the words for the change of April 2017.
func readLaw(d *Document, i int) (Capture, bool) {
	j := i
	for d.Is(j, lawAdjectives) && j < i+4 {
		j++
	}
	if !d.Is(j, lawNouns) || j == i && d.At(j) == "offence" {
		return Capture{}, false
	}
	return Capture{Last: j + 1}, true
}

var (
	lawAdjectives = Set("the a this that new anti grooming online widened wider current")
	lawNouns      = Set("law laws offence legislation change act classification definition rules crime")
)

// A classSet is some of the classes, a bit for each of classStarts.
type classSet uint16

// classStarts tell whether a class may begin with a token, before it is read. Each token is
// asked once: see startsOf.
var classStarts = []struct {
	class  string
	begins func(t *token) bool
}{
	{"n", startsNumber},
	{"month", func(t *token) bool { return Months[t.Text] > 0 }},
	{"year", func(t *token) bool { return t.Kind == Number }},
	{"fy", func(t *token) bool { return t.Kind == Number }},
	{"mdate", func(t *token) bool {
		return t.Kind == Number || t.Kind == ordinal || Months[t.Text] > 0 || t.Text == "new"
	}},
	{"day", func(t *token) bool { return t.Kind == Number || t.Kind == ordinal }},
	{"dur", func(t *token) bool { return startsNumber(t) || DurationUnits[t.Text] > 0 }},
	{"ord", func(t *token) bool { return t.Kind == ordinal || ordinals[t.Text] > 0 }},
	{"law", func(t *token) bool { return lawAdjectives[t.Text] || lawNouns[t.Text] }},
	{"cap", func(t *token) bool { return t.Capital }},
	{"num", func(t *token) bool { return t.Kind == Number || t.Kind == Code || startsNumber(t) }},
	{"area", func(t *token) bool { return NamesArea(t.Text) }},
}

// setOf is the classes of some names.
func setOf(classes []string) (s classSet) {
	for i := range classStarts {
		if slices.Contains(classes, classStarts[i].class) {
			s |= 1 << i
		}
	}
	return s
}

// startsOf is the classes that may begin with a token.
func startsOf(t *token) (s classSet) {
	for i := range classStarts {
		if classStarts[i].begins(t) {
			s |= 1 << i
		}
	}
	return s
}

func startsNumber(t *token) bool {
	if t.Kind == Number {
		return true
	}
	_, unit := Units[t.Text]
	return unit || tens[t.Text] > 0 || magnitudes[t.Text] > 0 || t.Text == "half" || t.Text == "a"
}
