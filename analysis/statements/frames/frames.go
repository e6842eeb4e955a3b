package frames

import (
	"slices"
	"strings"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/lex"
)

// A Context is what is known of a text besides its words.
type Context struct {
	Date   string      // of publication: 2018-05-04, 2018-05, 2018 or empty
	Given  string      // words that stand around the text: a headline, areas, periods, the source of the figures
	Area   string      // the area that the text is about where it names none; empty for none
	Blocks []lex.Block // the parts of a document; none for plain text, whose lines are its parts
}

// A Reading is what a text says in numbers.
type Reading struct {
	Numerals  []Numeral // in order of their place
	Sentences []Sentence
}

// A Numeral is a number in the text, in digits or in words, or a word such as doubled.
type Numeral struct {
	Start, End int // in runes
	Text       string
	Role       lex.Role
	Why        string   // for one that is no claim: what it is
	Kind       lex.Kind // of a claim
	Stated     float64  // in its unit: offences, per cent, times; a fall is negative
	High       float64  // the upper end of a range, else 0
	Date       string   // of a commencement date: 2017-04
	Hedge      lex.Hedge
	Noun       string // what it counts, in the text's own words
	Subject    lex.Subject
	Frame      *Frame // of a claim
}

// A Frame is a statement as it can be checked.
type Frame struct {
	Kind      lex.Kind
	Stated    float64
	High      float64
	Date      string
	Hedge     lex.Hedge
	Step      float64 // the place of the last digit stated
	Fraction  bool    // stated as a part: a third, one in five
	Per       int     // of an average: months, or days if negative; of a rate: people; of one in n: n
	Every     bool    // one every five days
	Minutes   int     // of an average by the hour or the minute
	Fall      bool
	Neutral   bool // of a change: its words do not say which way it went
	Total     bool // the text calls it a total
	Quoted    bool // the text denies it or quotes it
	Subject   lex.Subject
	Measure   lex.Measure // empty where no word fixes it
	Weak      bool        // only the manner of speaking tells the measure
	Own       bool        // its own sentence tells the measure
	BeforeLaw bool        // a return to requests, of a time before the law that it names: code 88A then
	Cell      bool        // of a table, whose row and column tell what it is of
	Cueless   bool        // no word of the text speaks of returns to requests
	Readings  []Candidate
	Of        records.Area // of a share or a rank: what it is a part of
	OfSeries  string       // the series of it, where it is not the main one
	Children  bool         // of a rate: of children under 16
	ByRate    bool         // of a rank: by rate
	Lowest    bool         // of a rank
	ByChange  bool         // of a rank: by the change between two periods, in number or per cent
	Unit      int          // of a rise each year: months of a step
	Later     *Stated
	Earlier   *Stated
	Beside    bool   // later and earlier stand in its own sentence
	Pairs     []Pair // further pairs of counts in the text that a change may rest on
	Notes     []string
	Problem   string // why it cannot be checked, where the words leave it open
}

// A Stated count is one that the text itself gives.
type Stated struct {
	Value      float64
	Start, End int
	Hedge      lex.Hedge
	Step       float64
}

// A Pair is two counts of the text, with their periods.
type Pair struct {
	Later, Earlier Stated
}

// A Candidate is one reading of where and when.
type Candidate struct {
	Area    records.Area
	Later   lex.Span
	Earlier lex.Span // of a change; none otherwise
	Notes   []string // what was inherited or guessed
	Sure    bool     // area and period stand in the sentence itself
	Named   bool     // the words beside it name the period, with its year
	Near    bool     // the period is a neighbour of the one that the words name
}

// String names a candidate: Kent, 2017/18 against 2016/17.
func (c Candidate) String() string {
	if c.Earlier.IsZero() {
		return c.Area.Display() + ", " + c.Later.String()
	}
	return c.Area.Display() + ", " + c.Later.String() + " against " + c.Earlier.String()
}

// OwnSentence reports whether all that a reading inherits stands earlier in its own sentence.
func (c Candidate) OwnSentence() bool {
	return !slices.ContainsFunc(c.Notes, func(n string) bool { return n != earlierInSentence && n != ofNumberBefore })
}

// OtherSentence reports whether something of a reading is that of another sentence, which may not be the one that is meant.
// What a heading says is.
func (c Candidate) OtherSentence() bool {
	return !c.OwnSentence() && !slices.Contains(c.Notes, headNote)
}

// PlacedElsewhere reports whether both the area and the period of a reading are those of other sentences, or guessed.
func (c Candidate) PlacedElsewhere() bool {
	elsewhere := func(of string) bool {
		return slices.ContainsFunc(c.Notes, func(note string) bool {
			return strings.Contains(note, of) && slices.ContainsFunc(otherSentences, func(s string) bool {
				return strings.Contains(note, s)
			})
		})
	}
	return elsewhere("area") && elsewhere("period")
}

// otherSentences are words of notes that send a reader to another sentence, or nowhere.
var otherSentences = []string{"sentence before", "earlier sentence", "of the text", "paragraph", "guessed"}

// AreaNamed reports whether no note of a reading tells of a guessed area.
func (c Candidate) AreaNamed() bool {
	return !slices.ContainsFunc(c.Notes, func(n string) bool { return strings.Contains(n, "area") })
}
