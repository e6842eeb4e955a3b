package analysis

// Reading says in words what the limits of a ratio within one definition allow.
func (c Comparison) Reading() string {
	switch {
	case c.Interval.Lower > 1:
		return "more recorded offences than chance variation alone would give"
	case c.Interval.Upper < 1:
		return "fewer recorded offences than chance variation alone would give"
	}
	return "no clear change in recorded offences"
}

// Plainly says in a clause, for a reader of one sentence, whether more or fewer were recorded
// and whether chance alone could give this. It is for a ratio within one definition.
func (c Comparison) Plainly() string {
	switch {
	case c.AsMany():
		return "as many were recorded"
	case c.Interval.Lower > 1:
		return "more were recorded than chance alone would give"
	case c.Interval.Upper < 1:
		return "fewer were recorded than chance alone would give"
	case c.Ratio > 1:
		return "more were recorded, but chance alone could give this"
	case c.Ratio < 1:
		return "fewer were recorded, but chance alone could give this"
	}
	return "as many were recorded"
}

// AsMany reports whether two counts are the same, of the same months. Their rates may differ all the
// same, where one year has a day more.
func (c Comparison) AsMany() bool {
	return c.Later.N == c.Earlier.N && c.Later.Period.SameMonths(c.Earlier.Period)
}

// NotRead is what a document says in place of Reading where the counts are no sign of more or
// fewer offences, because a quarter has none after dozens or recording may have changed. It is
// empty for all other comparisons.
func (s *Study) NotRead(c Comparison) string {
	switch {
	case s.silentIn(c.Later):
		return "no recorded offences, perhaps by a change of recording"
	case s.Unreadable(c.Later, c.Earlier):
		return "nothing that can be read, because a quarter has none after dozens"
	}
	return ""
}
