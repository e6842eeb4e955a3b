package analysis

import (
	"slices"

	"grooming-report/analysis/records"
)

// A Silence is a force that recorded no 88A offence from some quarter to the
// end of the release, although it had recorded some before.
type Silence struct {
	Force string
	Since records.Quarter
}

// Silent lists the forces without a recorded offence in at least the last
// eight quarters, after some before. Zeros that last so long may be a change of
// recording and not an absence of offences.
func (s *Study) Silent() []Silence {
	const quarters = 8
	var list []Silence
	covered := s.Covered()
	for _, name := range s.Release.Forces {
		since := covered.To + 1
		for since > covered.From {
			c, err := s.Count(records.ForceArea(name), records.Period{From: since - 1, To: since - 1})
			if err != nil || c.N != 0 {
				break
			}
			since--
		}
		if n := int(covered.To - since + 1); n >= quarters && since > covered.From {
			list = append(list, Silence{name, since})
		}
	}
	return list
}

// SilentSince is the quarter since which a force is Silent; ok is false for others.
func (s *Study) SilentSince(force string) (since records.Quarter, ok bool) {
	for _, x := range s.Silent() {
		if x.Force == force {
			return x.Since, true
		}
	}
	return 0, false
}

// silentIn reports whether a count of none is that of a silent force, which is no fall.
func (s *Study) silentIn(c records.Count) bool {
	_, silent := s.SilentSince(c.Area.Name)
	return silent && c.N == 0
}

// Unreadable reports whether a comparison of one force rests on a lapse, so that it shows
// neither a rise nor a fall.
func (s *Study) Unreadable(later, earlier records.Count) bool {
	return later.Area.Single() && len(s.lapsed(later))+len(s.lapsed(earlier)) > 0
}

// lapsed lists the lapses that a count holds: quarters of none after dozens, which look
// like figures that were not supplied, and are no fall.
func (s *Study) lapsed(c records.Count) []records.Lapse {
	var list []records.Lapse
	for _, l := range s.lapses {
		if c.Vintage == s.Release.Vintage && c.Series == s.Series && c.Period.Contains(l.Quarter) &&
			slices.Contains(c.Area.Forces, l.Force) {
			list = append(list, l)
		}
	}
	return list
}
