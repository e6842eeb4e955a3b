package roles

import (
	"slices"

	"grooming-report/analysis/statements/lex"
)

var lawEvents = []*lex.Pattern{
	lex.Compile("(came|come|coming|comes|brought|put|bringing) (in|into) (force|effect|law|being)?"),
	lex.Compile("(became|become|becoming|made|was|been|is) (only|itself|also|now)? (a|an)? (specific|criminal|new)? " +
		"(crime|offence|illegal|law)"),
	lex.Compile("(was|were|been|being|is) (first)? " +
		"(introduced|created|enacted|widened|changed|extended|broadened|added|expanded)"),
	lex.Compile("was|were no|not (a|an)? crime|offence"),
	lex.Compile("(law|offence|legislation|definition|classification|rules) (was|were|has|had)? (been)? " +
		"(changed|widened|extended|broadened|introduced|created)"),
	lex.Compile("(code|definition|law|classification|category) (widened|changed|expanded|broadened)"),
	lex.Compile("(dates|dating|dated) (back)? (from|to)"), lex.Compile("in (force|effect) (since|from)"),
	lex.Compile("(came|come) in"), lex.Compile("(has|had) existed"),
	lex.Compile("on the (statute)? books|book"), lex.Compile("home office added|widened|broadened|extended"),
	lex.Compile("took effect"), lex.Compile("takes effect"), lex.Compile("(introduction|creation|commencement) of"),
	lex.Compile("new (offence|law|legislation|crime)"), lex.Compile("(been)? introduced"),
	lex.Compile("(has|had) (only|also)? been (only)? (a|an)? (specific|criminal)? (crime|offence|illegal)"),
	lex.Compile("change (in|of|to) (the)? (law|definition|classification)"),
	lex.Compile("(code|category|definition|count|heading) (also)? " +
		"(took|takes|take|covers|covered|includes|included|counts|counted)"),
	lex.Compile("(count|counted|record|recorded|counting|recording) (also|only)? (adults|anyone|people)? (who)? (send|sending)? " +
		"(sexual)? messages|messaging|chat|texts"),
}

// tellsOfLaw reports whether the sentence tells of the change of the law.
func (r *Reader) tellsOfLaw(n int) bool { return r.lawEvent(n) > 0 }

// lawEvent finds the last token of words that tell of the change of the law.
func (r *Reader) lawEvent(n int) int {
	if r.laws == nil {
		r.laws = slices.Repeat([]int{-1}, len(r.D.Sentences))
	}
	if r.laws[n] < 0 {
		r.laws[n] = r.findLawEvent(r.D.Sentences[n])
	}
	return r.laws[n]
}

func (r *Reader) findLawEvent(s lex.Sentence) int {
	if !r.holdsLawNoun(s) {
		return 0
	}
	for i := s.First; i < s.Last; i++ {
		for _, p := range lawEvents {
			if end, _, ok := p.MatchAt(r.D, i); ok {
				return end
			}
		}
	}
	return 0
}

func (r *Reader) holdsLawNoun(s lex.Sentence) bool {
	for i := s.First; i < s.Last; i++ {
		switch r.D.At(i) {
		case "law", "laws", "powers", "statute", "offence", "legislation", "definition", "classification", "communication",
			"communicating", "crime", "illegal", "code", "category", "15a", "messages", "messaging", "chat", "texts":
			return true
		}
	}
	return false
}
