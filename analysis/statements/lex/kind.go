package lex

// A Kind is what sort of statement a number makes. What holds of every statement of a kind stands in its row of
// forms, and code that depends on it asks for the form and does not list kinds: then a new kind is not passed over.
type Kind uint8

// The kinds of statement. NoKind is that of a numeral which is no statement.
const (
	NoKind Kind = iota
	Count
	Change
	Multiple
	Difference
	Share
	Rate    // by population
	Average // a day, a week, a month
	Growth
	Range // between 44 and 59 a quarter
	Rank
	EachYear
	StartDate
	NumKinds // one more than the last
)

// A Form is what holds of every statement of a kind.
type Form struct {
	Name      string // in verdicts, tables and labels
	Periods   Periods
	States    Content
	Tolerance Tolerance
	Unit      string // of its number, such as per cent; empty for offences
	Decimals  int    // of what the record makes of its number, in a verdict
	Noun      bool   // the noun after its number says what is counted
	Falls     bool   // its number is negative in a fall
	// Changed gives its number from two counts; nil where it does not compare two periods.
	Changed func(later, earlier float64) float64
}

// Periods are those that a statement is about.
type Periods uint8

// The periods of a statement.
const (
	OnePeriod    Periods = iota + 1
	TwoPeriods           // a later one against an earlier one
	RunOfPeriods         // each against the one before it
	NoPeriod             // it is about the law
)

// Content is what a statement states.
type Content uint8

// The contents of a statement.
const (
	Size     Content = iota + 1 // how many offences, also by population or by time
	Ends                        // two sizes, between which others lie
	Relation                    // how one size compares with another
	Order                       // a place, or a direction, and no size
	Day
)

// Tolerance is how far a number may lie from the one stated, which depends on its digits and its hedge.
type Tolerance uint8

// The tolerances.
const (
	ByPlace Tolerance = iota + 1 // of its last digit
	ByPercent
	ByMultiple
)

var forms = [NumKinds]Form{
	Count: {Name: "count", Periods: OnePeriod, States: Size, Tolerance: ByPlace, Noun: true},
	Change: {Name: "percent change", Periods: TwoPeriods, States: Relation, Tolerance: ByPercent, Unit: PerCent,
		Decimals: 1, Noun: true, Falls: true, Changed: percentMore},
	Multiple: {Name: "multiple", Periods: TwoPeriods, States: Relation, Tolerance: ByMultiple, Unit: Times,
		Decimals: 2, Falls: true, Changed: func(later, earlier float64) float64 { return later / earlier }},
	Difference: {Name: "difference", Periods: TwoPeriods, States: Relation, Tolerance: ByPlace, Decimals: 2,
		Noun: true, Falls: true, Changed: func(later, earlier float64) float64 { return later - earlier }},
	Share: {Name: "share", Periods: OnePeriod, States: Relation, Tolerance: ByPercent, Unit: PerCent, Decimals: 1,
		Noun: true},
	Rate:    {Name: "rate", Periods: OnePeriod, States: Size, Tolerance: ByPlace, Decimals: 2, Noun: true},
	Average: {Name: "average", Periods: OnePeriod, States: Size, Tolerance: ByPlace, Decimals: 2, Noun: true},
	Growth: {Name: "growth a year", Periods: TwoPeriods, States: Relation, Tolerance: ByPercent, Unit: PerCent,
		Decimals: 2, Noun: true, Falls: true, Changed: percentMore},
	Range:     {Name: "range", Periods: OnePeriod, States: Ends, Tolerance: ByPlace, Noun: true},
	Rank:      {Name: "rank", Periods: OnePeriod, States: Order, Tolerance: ByPlace},
	EachYear:  {Name: "rise each year", Periods: RunOfPeriods, States: Order, Tolerance: ByPlace, Falls: true},
	StartDate: {Name: "commencement date", Periods: NoPeriod, States: Day, Tolerance: ByPlace},
}

// The units of statements that are not in offences.
const (
	PerCent = "per cent"
	Times   = "times"
)

func percentMore(later, earlier float64) float64 { return 100 * (later - earlier) / earlier }

// Form is what holds of every statement of a kind.
func (k Kind) Form() *Form { return &forms[k] }

// String is the name of a kind, empty for NoKind.
func (k Kind) String() string { return forms[k].Name }

// MarshalText writes the name of a kind.
func (k Kind) MarshalText() ([]byte, error) { return []byte(forms[k].Name), nil }
