// Package statements reads the numbers in a text about grooming offences recorded
// by police, and says what the record knows of each.
//
// [Read] finds every numeral, what it is of, and for a statement about recorded
// offences its frame: what was counted, where, in which period. Words alone
// decide; it knows no figures. [Judge] sets a frame beside the releases and the
// published figures, and gives a verdict. Nothing is read from a file or from the network.
package statements

import "grooming-report/analysis/records"

// A Context is what is known of a text besides its words.
type Context struct {
	Date   string  // of publication: 2018-05-04, 2018-05, 2018 or empty
	Given  string  // words that stand around the text: a headline, areas, periods, the source of the figures
	Area   string  // the area that the text is about where it names none; empty for none
	Blocks []Block // the parts of a document; none for plain text, whose lines are its parts
}

// A BlockKind is what a part of a document is.
type BlockKind string

// The kinds of block.
const (
	Heading   BlockKind = "heading"
	Paragraph BlockKind = "paragraph"
	ListItem  BlockKind = "list item"
	TableCell BlockKind = "table cell"
	Footnote  BlockKind = "footnote"
)

// A Block is a part of a document, from rune Start to before rune End.
type Block struct {
	Kind       BlockKind
	Start, End int
	Row, Col   int // of a table cell, from 0
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
	Role       Role
	Why        string  // for one that is no claim: what it is
	Kind       Kind    // of a claim
	Stated     float64 // in its unit: offences, per cent, times; a fall is negative
	High       float64 // the upper end of a range, else 0
	Date       string  // of a commencement date: 2017-04
	Hedge      Hedge
	Noun       string // what it counts, in the text's own words
	Subject    Subject
	Frame      *Frame // of a claim
}

// A Frame is a statement as it can be checked.
type Frame struct {
	Kind     Kind
	Stated   float64
	High     float64
	Date     string
	Hedge    Hedge
	Step     float64 // the place of the last digit stated
	Fraction bool    // stated as a part: a third, one in five
	Per      int     // of an average: months, or days if negative; of a rate: people; of one in n: n
	Every    bool    // one every five days
	Minutes  int     // of an average by the hour or the minute
	Fall     bool
	Total    bool // the text calls it a total
	Quoted   bool // the text denies it or quotes it
	Subject  Subject
	Measure  Measure // empty where no word fixes it
	Weak     bool    // only the manner of speaking tells the measure
	Own      bool    // its own sentence tells the measure
	Cueless  bool    // no word of the text speaks of returns to requests
	Readings []Candidate
	Of       records.Area // of a share or a rank: what it is a part of
	OfSeries string       // the series of it, where it is not the main one
	Children bool         // of a rate: of children under 16
	ByRate   bool         // of a rank: by rate
	Lowest   bool         // of a rank
	ByChange bool         // of a rank: by the change between two periods, in number or per cent
	Unit     int          // of a rise each year: months of a step
	Later    *Stated
	Earlier  *Stated
	Pairs    []Pair // further pairs of counts in the text that a change may rest on
	Notes    []string
	Problem  string // why it cannot be checked, where the words leave it open
}

// A Stated count is one that the text itself gives.
type Stated struct {
	Value      float64
	Start, End int
	Hedge      Hedge
	Step       float64
}

// A Pair is two counts of the text, with their periods.
type Pair struct {
	Later, Earlier Stated
}

// A Candidate is one reading of where and when.
type Candidate struct {
	Area    records.Area
	Later   Span
	Earlier Span     // of a change; none otherwise
	Notes   []string // what was inherited or guessed
	Sure    bool     // area and period stand in the sentence itself
	Named   bool     // the words beside it name the period, with its year
	Near    bool     // the period is a neighbour of the one that the words name
}
