package statements

import "slices"

var lawEvents = []*pattern{
	compile("(came|come|coming|comes|brought|put|bringing) (in|into) (force|effect|law|being)?"),
	compile("(became|become|becoming|made|was|been|is) (only)? (a|an)? (specific|criminal|new)? " +
		"(crime|offence|illegal|law)"),
	compile("(was|were|been|being|is) (first)? " +
		"(introduced|created|enacted|widened|changed|extended|broadened|added|expanded)"),
	compile("(law|offence|legislation|definition|classification|rules) (was|were|has|had)? (been)? " +
		"(changed|widened|extended|broadened|introduced|created)"),
	compile("(code|definition|law|classification|category) (widened|changed|expanded|broadened)"),
	compile("(dates|dating|dated) (back)? (from|to)"), compile("in (force|effect) (since|from)"),
	compile("(came|come) in"),
	compile("took effect"), compile("takes effect"), compile("(introduction|creation|commencement) of"),
	compile("new (offence|law|legislation|crime)"), compile("(been)? introduced"),
	compile("(has|had) (only|also)? been (only)? (a|an)? (specific|criminal)? (crime|offence|illegal)"),
	compile("change (in|of|to) (the)? (law|definition|classification)"),
}

// tellsOfLaw reports whether the sentence tells of the change of the law.
func (r *reader) tellsOfLaw(n int) bool { return r.lawEvent(n) > 0 }

// lawEvent finds the last token of words that tell of the change of the law.
func (r *reader) lawEvent(n int) int {
	if r.laws == nil {
		r.laws = slices.Repeat([]int{-1}, len(r.d.sentences))
	}
	if r.laws[n] < 0 {
		r.laws[n] = r.findLawEvent(r.d.sentences[n])
	}
	return r.laws[n]
}

func (r *reader) findLawEvent(s sentence) int {
	if !r.holdsLawNoun(s) {
		return 0
	}
	for i := s.first; i < s.last; i++ {
		for _, p := range lawEvents {
			if end, _, ok := p.matchAt(r.d, i); ok {
				return end
			}
		}
	}
	return 0
}

func (r *reader) holdsLawNoun(s sentence) bool {
	for i := s.first; i < s.last; i++ {
		switch r.d.at(i) {
		case "law", "laws", "powers", "statute", "offence", "legislation", "definition", "classification", "communication",
			"communicating", "crime", "illegal", "code", "15a":
			return true
		}
	}
	return false
}
