package figures

import (
	"cmp"
	"slices"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
)

// A revision is what the releases say of one area and period.
type revision struct {
	base   records.Count   // in the study's release
	others []records.Count // in the others, oldest first
	lacks  bool            // the study's release has no count: there is nothing to set the others against
}

// change is how many offences another release has more than the study's.
func (r revision) change(other records.Count) int { return other.N - r.base.N }

// pair is the study's count and the one farthest from it in a direction, the
// older release first; ok is false if no release differs that way.
func (r revision) pair(sign int) (older, newer records.Count, ok bool) {
	var far records.Count
	for _, o := range r.others {
		if r.change(o)*sign > 0 && (!ok || r.change(o)*sign > r.change(far)*sign) {
			far, ok = o, true
		}
	}
	if far.Vintage < r.base.Vintage {
		return far, r.base, ok
	}
	return r.base, far, ok
}

// revisions lists, for England and Wales and for the chosen force, what the
// releases say of every financial year of the study, and of the parts of years
// that others have published figures of: of these, readers have numbers in
// hand. Periods that one release alone has are left out of both lists.
func revisions(s *analysis.Study) (national, local []revision, err error) {
	periods := s.Years()
	for _, p := range s.Data.Published {
		ours := p.Series == s.Series && (p.Area == s.National.Name || p.Area == s.Area.Name)
		if ours && p.Period.From.Year() == p.Period.To.Year() && !slices.Contains(periods, p.Period) {
			periods = append(periods, p.Period)
		}
	}
	slices.SortFunc(periods, func(p, q records.Period) int {
		return cmp.Or(cmp.Compare(p.From, q.From), cmp.Compare(q.To, p.To))
	})
	covered := s.Covered()
	for _, p := range periods {
		if p.From < covered.From || p.To > covered.To {
			continue
		}
		n, err := revised(s, s.National, p)
		if err != nil {
			return nil, nil, err
		}
		l, err := revised(s, s.Area, p)
		if err != nil {
			return nil, nil, err
		}
		if len(n.others) > 0 {
			national, local = append(national, n), append(local, l)
		}
	}
	return national, local, nil
}

// revised collects one area and period from the releases.
func revised(s *analysis.Study, a records.Area, p records.Period) (revision, error) {
	base, err := s.Count(a, p)
	if records.NoNumber(err) {
		return revision{base: records.Count{Area: a, Period: p, Vintage: s.Release.Vintage}, lacks: true}, nil
	}
	if err != nil {
		return revision{}, err
	}
	r := revision{base: base}
	for _, c := range s.Data.Vintages(a, p) {
		if c.Vintage != s.Release.Vintage {
			r.others = append(r.others, c)
		}
	}
	return r, nil
}

// direction is 1 if the farthest release has more than the study's, else −1.
func (r revision) direction() int {
	far := 0
	for _, o := range r.others {
		if d := r.change(o); max(d, -d) > max(far, -far) {
			far = d
		}
	}
	if far > 0 {
		return 1
	}
	return -1
}

// farthest is the whole year whose counts differ most.
func farthest(rows []revision) (far revision, moved bool) {
	most := 0
	for _, r := range rows {
		for _, o := range r.others {
			if d := r.change(o); r.base.Period.WholeYears() && max(d, -d) > most {
				most, far = max(d, -d), r
			}
		}
	}
	return far, most > 0
}

// unmoved names the whole years at the start of the table that never changed.
func unmoved(rows []revision) string {
	var still records.Period
	for i, r := range rows {
		_, _, more := r.pair(1)
		_, _, fewer := r.pair(-1)
		if more || fewer || !r.base.Period.WholeYears() {
			break
		}
		if i == 0 {
			still = r.base.Period
		}
		still.To = r.base.Period.To
	}
	if still == (records.Period{}) {
		return ""
	}
	return still.String()
}
