package statements

// A monthDate is a month with what is said of its year and day.
type monthDate struct {
	month int
	year  int // 0 where none is given
	ago   int // 1 for "last year", -1 for "this year", which the date resolves
	day   int
}

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
	"nov": 11, "dec": 12,
}

// readings of the classes that the patterns name; filled by init, since a
// class reader may use patterns.
var classNames = set("n month year fy mdate day dur ord law fall")

func init() {
	classes = map[string]classReader{
		"n": readN, "month": readMonth, "year": readYear, "fy": readFinancial, "mdate": readMonthDate,
		"day": readDay, "dur": readDuration, "ord": readOrdinal, "law": readLaw,
	}
}

func readN(d *document, i int) (capture, bool) {
	q, end, ok := quantityAt(d, i)
	return capture{last: end, value: q.value}, ok
}

func readOrdinal(d *document, i int) (capture, bool) {
	if d.tokens[i].kind == ordinal {
		return capture{last: i + 1, value: d.tokens[i].value}, true
	}
	v, ok := ordinals[d.tokens[i].text]
	return capture{last: i + 1, value: v}, ok
}

var beforeMonth = set("in to ending ended end until till since from and between of last by early late mid by - " +
	"during through next this")

// readMonth takes may, march and short names for months only with a capital
// letter, and may only where a preposition or a number makes it one.
func readMonth(d *document, i int) (capture, bool) {
	t := d.tokens[i]
	m := months[t.text]
	if m == 0 || t.kind != word {
		return capture{}, false
	}
	if !t.capital && (len(t.text) <= 5 && t.text != "april") {
		return capture{}, false
	}
	if t.text == "may" && !d.is(i-1, beforeMonth) && (i+1 >= len(d.tokens) || d.tokens[i+1].kind != number) &&
		(i == 0 || d.tokens[i-1].kind != number && d.tokens[i-1].kind != ordinal) {
		return capture{}, false
	}
	end := i + 1
	if d.at(end) == "." && len(t.text) <= 4 && end+1 < len(d.tokens) && d.tokens[end+1].kind == number {
		end++ // Apr. 2017
	}
	return capture{last: end, value: float64(m)}, true
}

func readYear(d *document, i int) (capture, bool) {
	t := d.tokens[i]
	if t.kind != number || len(t.text) != 4 || t.value < 1990 || t.value > 2040 {
		return capture{}, false
	}
	return capture{last: i + 1, year: int(t.value)}, true
}

// readFinancial reads 2016/17, 2016-17, 2016/2017, 16/17 and fy2016.
func readFinancial(d *document, i int) (capture, bool) {
	t := d.tokens[i]
	if t.kind != number || i+2 >= len(d.tokens) || d.at(i+1) != "/" && d.at(i+1) != "-" {
		return capture{}, false
	}
	slash, second := d.tokens[i+1], d.tokens[i+2]
	if second.kind != number || second.decimals > 0 || second.space && slash.text == "-" || slash.space &&
		slash.text == "-" {
		return capture{}, false
	}
	start := int(t.value)
	if len(t.text) == 2 && slash.text == "/" && len(second.text) == 2 && start >= 10 && d.at(i-1) != "/" &&
		d.at(i+3) != "/" {
		start += 2000
	}
	if start < 1990 || start > 2040 || len(t.text) != 4 && len(t.text) != 2 {
		return capture{}, false
	}
	next := int(second.value)
	if len(second.text) == 4 && next != start+1 || len(second.text) == 2 && next != (start+1)%100 ||
		len(second.text) == 1 && next != (start+1)%10 || len(second.text) == 3 {
		return capture{}, false
	}
	return capture{last: i + 3, year: start}, true
}

func readDay(d *document, i int) (capture, bool) {
	t := d.tokens[i]
	if (t.kind == ordinal || t.kind == number) && t.decimals == 0 && t.value >= 1 && t.value <= 31 {
		return capture{last: i + 1, value: t.value}, true
	}
	return capture{}, false
}

// readMonthDate reads a month with or without its day and its year: 1 April
// 2013, April 1, 2013, April 2013, March this year, March.
func readMonthDate(d *document, i int) (capture, bool) {
	c := capture{}
	if day, ok := readDay(d, i); ok && d.at(i+1) == "/" && d.at(i+3) == "/" {
		m, okMonth := readDay(d, i+2)
		y, okYear := readYearAt(d, i+4)
		if okMonth && okYear && m.value <= 12 {
			c.date, c.last = monthDate{month: int(m.value), year: y.year, day: int(day.value)}, i+5 // 31/12/2025
			return c, true
		}
	}
	if y, ok := readYear(d, i); ok && d.at(i+1) == "-" && d.at(i+3) == "-" && len(d.at(i+2)) == 2 && len(d.at(i+4)) == 2 {
		m, okMonth := readDay(d, i+2)
		day, okDay := readDay(d, i+4)
		if okMonth && okDay && m.value <= 12 {
			c.date, c.last = monthDate{month: int(m.value), year: y.year, day: int(day.value)}, i+5 // 2025-12-31
			return c, true
		}
	}
	if day, ok := readDay(d, i); ok {
		j := day.last
		if d.at(j) == "of" {
			j++
		}
		m, ok := readMonthAt(d, j)
		if !ok {
			return c, false
		}
		c.date.day, c.date.month, c.last = int(day.value), int(m.value), m.last
	} else {
		m, ok := readMonthAt(d, i)
		if !ok {
			return c, false
		}
		c.date.month, c.last = int(m.value), m.last
		if c.last < len(d.tokens) {
			if day, ok := readDay(d, c.last); ok && !d.tokens[c.last].line && len(d.at(c.last)) <= 4 {
				c.date.day, c.last = int(day.value), day.last
			}
		}
	}
	j := c.last
	if d.at(j) == "," || d.at(j) == "of" {
		j++
	}
	if y, ok := readYearAt(d, j); ok {
		if f, is := readFinancial(d, j); is {
			c.date.year, c.last = f.year, f.last // April to December 2017/18
			if c.date.month < 4 {
				c.date.year++
			}
			return c, true
		}
		c.date.year, c.last = y.year, y.last
		return c, true
	}
	switch {
	case d.at(j) == "this" && d.at(j+1) == "year":
		c.date.ago, c.last = -1, j+2
	case d.at(j) == "last" && d.at(j+1) == "year":
		c.date.ago, c.last = 1, j+2
	}
	return c, true
}

func readMonthAt(d *document, i int) (capture, bool) {
	if i >= len(d.tokens) {
		return capture{}, false
	}
	return readMonth(d, i)
}

func readYearAt(d *document, i int) (capture, bool) {
	if i >= len(d.tokens) {
		return capture{}, false
	}
	return readYear(d, i)
}

var durationUnits = map[string]int{
	"year": 12, "years": 12, "month": 1, "months": 1, "quarter": 3, "quarters": 3, "decade": 120, "decades": 120,
	"yearly": 12, "half": 0,
}

// readDuration reads year, five years, 12 months, six-month period, decade.
// Its value is in months; its year field tells the number of units.
func readDuration(d *document, i int) (capture, bool) {
	n, j := 1.0, i
	q, end, counted := quantityAt(d, i)
	if counted {
		n, j = q.value, end
		if d.at(j) == "full" || d.at(j) == "financial" || d.at(j) == "calendar" || d.at(j) == "whole" {
			j++
		}
	}
	months, ok := durationUnits[d.at(j)]
	plural := ok && d.at(j)[len(d.at(j))-1] == 's'
	if !ok || months == 0 || n > 600 || n < 1 || !counted && plural || counted && n > 1 && !plural &&
		d.at(j+1) != "period" && d.at(j+1) != "span" {
		return capture{}, false
	}
	j++
	if d.at(j) == "period" || d.at(j) == "span" {
		j++
	}
	return capture{last: j, value: n * float64(months), year: months}, true
}

// readLaw reads the words for the change of April 2017.
func readLaw(d *document, i int) (capture, bool) {
	j := i
	for d.is(j, lawAdjectives) && j < i+4 {
		j++
	}
	if !d.is(j, lawNouns) || j == i && d.at(j) == "offence" {
		return capture{}, false
	}
	return capture{last: j + 1}, true
}

var (
	lawAdjectives = set("the a this that new anti grooming online widened wider current")
	lawNouns      = set("law laws offence legislation change act classification definition rules crime")
)

// classStarts tell whether a class may begin with a token, before it is read.
var classStarts = map[string]func(t *token) bool{
	"n":     startsNumber,
	"month": func(t *token) bool { return months[t.text] > 0 },
	"year":  func(t *token) bool { return t.kind == number },
	"fy":    func(t *token) bool { return t.kind == number },
	"mdate": func(t *token) bool { return t.kind == number || t.kind == ordinal || months[t.text] > 0 },
	"day":   func(t *token) bool { return t.kind == number || t.kind == ordinal },
	"dur":   func(t *token) bool { return startsNumber(t) || durationUnits[t.text] > 0 },
	"ord":   func(t *token) bool { return t.kind == ordinal || ordinals[t.text] > 0 },
	"law":   func(t *token) bool { return lawAdjectives[t.text] || lawNouns[t.text] },
	"cap":   func(t *token) bool { return t.capital },
	"num":   func(t *token) bool { return t.kind == number || t.kind == code || startsNumber(t) },
	"area":  func(t *token) bool { return len(areaIndex[t.text]) > 0 },
}

func startsNumber(t *token) bool {
	if t.kind == number {
		return true
	}
	_, unit := units[t.text]
	return unit || tens[t.text] > 0 || magnitudes[t.text] > 0 || t.text == "half" || t.text == "a"
}
