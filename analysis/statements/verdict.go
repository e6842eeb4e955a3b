package statements

// A Verdict is what the data say of a claim.
type Verdict string

// The verdicts. NotComparable is right in its arithmetic, but sets side by side
// what differs in definition, months or measure.
const (
	Exact          Verdict = "exact"
	Rounds         Verdict = "rounds correctly"
	RightAtVintage Verdict = "right at its vintage, since revised"
	NotComparable  Verdict = "arithmetic right, not comparable"
	Wrong          Verdict = "wrong"
	CannotCheck    Verdict = "cannot be checked"
)

// Right tells whether the record agrees with the claim, perhaps in rounding or as it once was.
func (v Verdict) Right() bool { return v == Exact || v == Rounds || v == RightAtVintage }

// FarOff is why a count is not called wrong that the record contradicts by far: its words may leave
// out that it counts something else.
const FarOff = "the record differs so much that another thing may be counted"

// An Unlike is a reason why two figures are not like for like.
type Unlike string

// The differences that a check looks for.
const (
	DefinitionDiffers Unlike = "the definition widened between them"
	LengthDiffers     Unlike = "their periods differ in length"
	MonthsDiffer      Unlike = "their periods are of different months of the year"
	MeasureDiffers    Unlike = "they are different measures"
	VintageDiffers    Unlike = "they are of different vintages"
)
