package statements

import (
	"fmt"
	"os"
	"testing"
)

func TestDebug(t *testing.T) {
	text := os.Getenv("TEXT")
	if text == "" {
		return
	}
	r := newReader(text, Context{Date: os.Getenv("DATE")})
	r.weigh()
	r.classify()
	r.d.findTables()
	r.placeCells()
	r.attach()
	r.frame()
	for n, s := range r.d.sentences {
		fmt.Printf("S%d p%d %q event=%d\n", n, s.paragraph, r.d.words(s.first, s.last), r.lawEvent(n))
	}
	for _, m := range r.mentions {
		fmt.Printf("M %q rel=%d base=%v since=%v spans=%v ends=%v unit=%d n=%d\n", r.d.words(m.first, m.last), m.relation, m.base, m.since, m.spans, m.ends, m.unit, m.n)
	}
	for _, a := range r.areaList {
		fmt.Printf("A %q %s kind=%d scope=%v\n", r.d.words(a.first, a.last), a.area.Name, a.kind, a.scope)
	}
	for _, c := range r.cueList {
		fmt.Printf("C %q %s %s %d\n", r.d.words(c.first, c.last), c.subject, c.measure, c.weight)
	}
	for i, v := range r.values {
		fmt.Printf("V%d %q %s %v role=%s(%s) hedge=%s noun=%q subj=%s meas=%s base=%d/%v per=%d", i, r.d.words(v.first, v.last), v.kind, v.stated, v.role, v.why, v.hedge, v.noun, v.subject, v.measure, v.base, v.isBase, v.per)
		if v.period != nil {
			fmt.Printf(" P=%q", r.d.words(v.period.first, v.period.last))
		}
		if v.earlier != nil {
			fmt.Printf(" E=%q", r.d.words(v.earlier.first, v.earlier.last))
		}
		if v.area != nil {
			fmt.Printf(" A=%s", v.area.area.Name)
		}
		fmt.Println()
		if v.frame != nil {
			for _, c := range v.frame.Readings {
				fmt.Printf("     %s sure=%v %v\n", c, c.Sure, c.Notes)
			}
			if v.frame.Problem != "" {
				fmt.Println("     problem:", v.frame.Problem)
			}
		}
	}
}
