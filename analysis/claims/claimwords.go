package claims

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

var (
	plainID = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[a-z0-9-]+$`)
	})
	publication = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`)
	})
)

// Header is the header of data/claims.csv.
var Header = []string{"id", "statement", "sentence", "area", "publisher", "published", "url", "note"}

// Parse reads the table of published statements. What each of them counts, and in
// which periods, is read from the sentences of its publication.
func Parse(t *records.Table, published []records.Published) ([]Claim, error) {
	var claims []Claim
	seen := map[string]bool{}
	for i, field := range t.Records() {
		c := Claim{
			ID: field["id"], Area: field["area"], Statement: field["statement"], Sentence: field["sentence"],
			Publisher: field["publisher"], Date: field["published"], URL: field["url"], Note: field["note"], Row: t.At(i),
		}
		if !plainID().MatchString(c.ID) || seen[c.ID] || c.Statement == "" || c.Publisher == "" {
			return nil, t.Errorf(i, "id %q: an id of small letters, digits and hyphens that stands once, a statement and a "+
				"publisher are wanted", c.ID)
		}
		for _, words := range []string{c.Statement, c.Sentence, c.Publisher, c.Area, c.Note} {
			if !plainWords(words) || strings.ContainsAny(c.Statement, "“”") {
				return nil, t.Errorf(i, "%q has a control or private-use character, or the statement a curly quotation mark; "+
					"want plain words", words)
			}
		}
		if !strings.Contains(c.Sentence, c.Statement) {
			return nil, t.Errorf(i, "the sentence %q does not hold the statement %q; want the sentence that it stands in",
				c.Sentence, c.Statement)
		}
		if !publication().MatchString(c.Date) {
			return nil, t.Errorf(i, "published %q, want a year, a month or a day, such as 2018, 2018-05 or 2018-05-04", c.Date)
		}
		if c.URL != "" && !strings.HasPrefix(c.URL, "http://") && !strings.HasPrefix(c.URL, "https://") ||
			strings.ContainsAny(c.URL, " <>()\\\"") {
			return nil, t.Errorf(i, "url %q, want a public address that begins with http:// or https://", c.URL)
		}
		seen[c.ID] = true
		claims = append(claims, c)
	}
	readClaims(claims, published)
	return claims, nil
}

func plainWords(words string) bool {
	return !strings.ContainsFunc(words, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Co, r) })
}

// readClaims reads the claims of each publication in its sentences, in the order of the table.
func readClaims(claims []Claim, published []records.Published) {
	texts := map[string]string{}
	of := func(c Claim) string { return c.Publisher + "|" + c.Date + "|" + c.URL }
	for _, c := range claims {
		if text := texts[of(c)]; !strings.Contains(text, c.Sentence) {
			texts[of(c)] = strings.TrimSpace(text + " " + c.Sentence)
		}
	}
	readings := map[string]frames.Reading{}
	for i := range claims {
		c, key := &claims[i], of(claims[i])
		if _, ok := readings[key]; !ok {
			readings[key] = frames.Read(texts[key], frames.Context{Date: c.Date, Area: c.Area})
		}
		at := strings.Index(texts[key], c.Sentence) + strings.Index(c.Sentence, c.Statement)
		c.frame(readings[key], utf8.RuneCountInString(texts[key][:at]), published)
	}
}

// kinds are those of statements that can be checked against published figures.
var kinds = map[lex.Kind]ClaimKind{lex.Change: PercentageChange, lex.Multiple: Multiple,
	lex.Count:    Total,
	lex.EachYear: RiseEachYear, lex.StartDate: Commencement, lex.Share: Share}

// frame takes what a reading says of the claim whose words begin at a rune of the text.
func (c *Claim) frame(r frames.Reading, start int, published []records.Published) {
	end := start + utf8.RuneCountInString(c.Statement)
	i := slices.IndexFunc(r.Numerals, func(n frames.Numeral) bool {
		return n.Role == lex.Claim && n.Start < end && n.End > start && kinds[n.Kind] != ""
	})
	if i < 0 {
		c.Open = "no number in its words is one that can be checked"
		return
	}
	f := r.Numerals[i].Frame
	c.Kind, c.Stated, c.Hedge = kinds[f.Kind], f.Stated, string(f.Hedge)
	if f.Fraction {
		c.Stated = math.Round(f.Stated)
	}
	c.Low, c.High = f.Bounds()
	c.read = f
	switch {
	case c.Kind == Commencement:
		c.Month = f.Date[:min(7, len(f.Date))]
	case !c.restOn(f, published):
		c.Open = "no published figures of the periods that its words name are held"
	}
}

// restOn finds the published figures that a claim rests on: of the measure that its words tell before
// the other, and of the first reading that has those which the text itself gives, else of the first that
// has any. The table says what the area is where its sentence does not name it.
func (c *Claim) restOn(f *frames.Frame, published []records.Published) bool {
	measures := []lex.Measure{lex.Code88A, lex.Returns}
	if f.Measure == lex.Returns || f.Measure == lex.ReturnsPart {
		slices.Reverse(measures)
	}
	for _, own := range []bool{true, false} {
		for _, m := range measures {
			for _, r := range f.Readings {
				named := r.Area.Name == c.Area || !r.AreaNamed()
				if named && c.take(r, string(m), published) && (!own || c.areOwn(f)) {
					return true
				}
			}
		}
	}
	c.Earlier, c.Later = nil, nil
	return false
}

// areOwn reports whether the figures that a claim rests on are those which its text gives.
func (c *Claim) areOwn(f *frames.Frame) bool {
	return f.Later != nil && f.Earlier != nil && c.Earlier != nil && float64(c.Later.Value) == f.Later.Value &&
		float64(c.Earlier.Value) == f.Earlier.Value
}

// take takes the published figures of one reading, and reports whether it has those that a claim needs.
func (c *Claim) take(r frames.Candidate, series string, published []records.Published) bool {
	c.Earlier, c.Later = nil, nil
	switch c.Kind {
	case Total:
		c.Later = c.figure(published, series, r.Later)
	case Share:
		c.Earlier, c.Later = c.figure(published, series, r.Later), c.figure(published, series+", method disclosed", r.Later)
	case RiseEachYear:
		c.Earlier = c.figure(published, series, lex.Span{From: r.Later.From, To: r.Later.From + 11})
		for from := r.Later.To - 11; from < r.Later.To && c.Later == nil; from++ {
			c.Later = c.figure(published, series, lex.Span{From: from, To: r.Later.To})
		}
	default:
		c.Earlier, c.Later = c.figure(published, series, r.Earlier), c.figure(published, series, r.Later)
	}
	return c.Later != nil && (c.Earlier != nil && c.Earlier.Value > 0 || c.Kind == Total)
}

// figure is the published figure of a series in a period: that of the year of the claim, else
// the first of the table.
func (c *Claim) figure(published []records.Published, series string, s lex.Span) *records.Published {
	period, ok := s.Period()
	if !ok {
		return nil
	}
	var found *records.Published
	for _, p := range published {
		if p.Area != c.Area || p.Series.Name != series || p.Period != period {
			continue
		}
		if found == nil || strings.HasPrefix(string(p.Vintage), c.Date[:4]) && !strings.HasPrefix(string(found.Vintage),
			c.Date[:4]) {
			found = &p
		}
	}
	return found
}
