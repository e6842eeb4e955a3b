package statements

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// seeded makes sentences from the newest release, right ones and ones with a fault.
type seeded struct {
	random *rand.Rand
	data   *records.Data
	newest *records.Release
}

func (s *seeded) count(force string, p records.Period) int {
	n, err := s.newest.Count(records.ForceArea(force), s.newest.Main, p)
	if err != nil {
		panic(err)
	}
	return n.N
}

// known reports whether any release has the number: then it is no fault.
func (s *seeded) known(force string, p records.Period, n int) bool {
	for _, r := range s.data.Releases {
		c, err := r.Count(records.ForceArea(force), r.Main, p)
		if err == nil && c.N == n {
			return true
		}
	}
	return false
}

func (s *seeded) force() string {
	for {
		if f := s.data.Forces.List[s.random.IntN(len(s.data.Forces.List))]; f.Territorial && !strings.Contains(f.Name, ",") {
			return f.Name
		}
	}
}

// sentence words a count or a change of a force; fault changes its number.
func (s *seeded) sentence(fault func(n, other, shifted, nine int) int) (text string, ok bool) {
	return s.sentenceOf(fault, nil)
}

// sentenceOf words a count or a change, of which fault changes the number and base the earlier one.
func (s *seeded) sentenceOf(fault func(n, other, shifted, nine int) int, base func(n int) int) (text string, ok bool) {
	force, other := s.force(), s.force()
	year := records.FinancialYear(2018 + s.random.IntN(7))
	period := year.Period()
	n, before := s.count(force, period), s.count(force, (year-1).Period())
	if n < 12 || before < 12 || other == force {
		return "", false
	}
	stated := n
	if fault != nil {
		if stated = fault(n, s.count(other, period), before, s.count(force, year.Part(3))); s.known(force, period, stated) {
			return "", false
		}
	}
	form := s.random.IntN(5)
	if base != nil {
		form = 2 + form%2
		if before = base(before); s.known(force, (year - 1).Period(), before) {
			return "", false
		}
	}
	end := fmt.Sprintf("the year ending March %d", int(year)+1)
	switch form {
	case 0:
		text = fmt.Sprintf("%s Police recorded %d sexual grooming offences in %s, Home Office figures show.", force, stated, year)
	case 1:
		text = fmt.Sprintf("There were %d sexual grooming offences recorded in %s in %s.", stated, force, end)
	case 2:
		text = fmt.Sprintf("According to the Home Office, grooming offences in %s went from %d in %s to %d in %s.",
			force, before, year-1, stated, year)
	case 3:
		text = fmt.Sprintf("In %s, sexual grooming offences recorded by %s Police numbered %d, against %d the year "+
			"before.", year, force, stated, before)
	default:
		change := math.Round(100 * float64(stated-before) / float64(before))
		if math.Abs(change) < 1 {
			return "", false
		}
		word := "rose"
		if change < 0 {
			word = "fell"
		}
		text = fmt.Sprintf("Sexual grooming offences in %s %s by %.0f per cent in %s, from %d to %d.", force, word,
			math.Abs(change), year, before, stated)
	}
	return text, true
}

var faults = map[string]func(n, other, shifted, nine int) int{
	"one more":      func(n, _, _, _ int) int { return n + 1 },
	"digits turned": func(n, _, _, _ int) int { return turned(n) },
	"another force": func(_, other, _, _ int) int { return other },
	"another year":  func(_, _, shifted, _ int) int { return shifted },
	"nine months":   func(_, _, _, nine int) int { return nine },
	"another base":  nil,
}

func turned(n int) int {
	d := []byte(fmt.Sprint(n))
	if len(d) < 2 {
		return n
	}
	last := len(d) - 1
	d[last], d[last-1] = d[last-1], d[last]
	out := 0
	fmt.Sscan(string(d), &out)
	return out
}

func TestSeededSentences(t *testing.T) {
	data := record(t)
	s := &seeded{rand.New(rand.NewPCG(15, 2017)), data, data.Releases[len(data.Releases)-1]}
	verdicts := func(text string) (out []string) {
		for _, n := range Check(text, frames.Context{Date: "2026-05-06"}, data).Numerals {
			if n.PeriodDiffers {
				n.Verdict = "its period is another"
			}
			if n.Role == string(lex.Claim) {
				out = append(out, n.Verdict)
			}
		}
		return out
	}
	rights, wrongs := 300, 60
	if testing.Short() {
		rights, wrongs = 60, 20
		t.Logf("-short makes %d right sentences and %d of each fault", rights, wrongs)
	}
	for made := 0; made < rights; {
		text, ok := s.sentence(nil)
		if !ok {
			continue
		}
		made++
		for _, v := range verdicts(text) {
			if v == string(Wrong) {
				t.Errorf("%s\ncalled wrong; every number is from the release", text)
			}
		}
	}
	for name, fault := range faults {
		caught, made := 0, 0
		for made < wrongs {
			text, ok := s.sentence(fault)
			if name == "another base" {
				text, ok = s.sentenceOf(nil, func(n int) int { return n + 1 + s.random.IntN(9) })
			}
			if !ok {
				continue
			}
			made++
			right := 0
			vs := verdicts(text)
			for _, v := range vs {
				right += lex.Btoi(v == string(Exact) || v == string(Rounds) || v == string(RightAtVintage) || v == string(NotComparable))
			}
			if right < len(vs) {
				caught++
			} else if testing.Verbose() {
				t.Log(name, text, vs)
			}
		}
		t.Logf("%s: %d of %d caught or left open", name, caught, made)
		if want := wrongs * 19 / 20; caught < want {
			t.Errorf("%s: %d of %d sentences with a fault caught or left open, want %d", name, caught, made, want)
		}
	}
}
