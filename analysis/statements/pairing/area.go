package pairing

import (
	"slices"
	"strings"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/roles"
)

// resolveAreas gives the force, the county and the two forces their area, joins
// areas that are counted together, and leaves out what ranks and shares are of.
func (r *Reader) resolveAreas(n int) {
	s := r.D.Sentences[n]
	r.joinInSentence(s)
	for _, a := range r.AreasIn(s.First, s.Last) {
		switch a.Kind {
		case lex.LocalArea:
			if t := r.localBefore(a); t != nil {
				a.Area, a.Other = t.Area, t.Other
			}
		case lex.BothArea:
			if t := r.state.topic; a.N == 2 && t != nil && t.Kind == lex.ForceArea && strings.Contains(t.Area.Name, " and ") &&
				r.D.At(a.Last-1) == "counties" {
				a.Area = t.Area // the two counties of Devon and Cornwall
			} else if len(r.state.areas) >= a.N {
				list := r.state.areas[len(r.state.areas)-a.N:]
				var ms []lex.AreaMention
				for _, one := range list {
					ms = append(ms, lex.AreaMention{Area: one})
				}
				joined := lex.JoinAreas(ms)
				a.Area = joined.Area
			}
		case lex.ForceArea:
			if !a.Scope {
				r.rememberForce(a.Area)
			}
		case lex.NationArea:
			if a.Unnamed && r.ofReturns(s) {
				a.Area = r.nationOf(s)
			}
		}
		a.Scope = a.Scope || r.isScope(a) || r.D.Is(a.First-1, lex.Set("outside except excluding besides beyond")) ||
			r.D.At(a.First-1) == "in" && r.D.At(a.First-2) == "as" || r.D.Is(a.First-1, lex.Set("including")) ||
			r.D.At(a.First-2) == "including" && r.D.At(a.First-1) == "the" ||
			r.D.At(a.First-1) == "unlike" || r.D.At(a.First-1) == "to" && r.D.At(a.First-2) == "contrast" ||
			oneOfPlaces.Within(r.D, max(s.First, a.First-12), a.First) && r.firstForce(s) != nil && r.firstForce(s) != a ||
			a.Kind == lex.NationArea && r.D.At(a.First-1) == "as" && r.D.Is(a.Last, lex.Set("total figure average rise")) ||
			a.Kind == lex.NationArea && r.D.At(a.First) == "the" && r.D.At(a.First-1) == "as" ||
			r.ofLargest(a) || r.onlyCompared(a)
	}
}

// onlyCompared reports whether an area is named to say how large another is, or what comes before it: Hampshire, with a
// population similar to Essex's, recorded 281; Kent is second only to London.
func (r *Reader) onlyCompared(a *lex.AreaMention) bool {
	if r.D.At(a.First-1) != "to" {
		return false
	}
	return r.D.At(a.First-2) == "only" || r.D.Holds(max(0, a.First-6), a.First, lex.Set("similar comparable equal identical "+
		"neighbour neighbouring close")) && r.D.Is(a.Last, lex.Set("'s ,"))
}

// largestForce are words that make an area the one that a force beside it is in: Greater Manchester Police, the region's
// largest force.
var largestForce = lex.Compile("'s {ord}? largest|biggest|smallest|busiest|main|only|second (police)? force|constabulary")

// ofLargest reports whether such words stand right after an area.
func (r *Reader) ofLargest(a *lex.AreaMention) bool {
	if a.Last >= len(r.D.Tokens) {
		return false
	}
	_, _, ok := largestForce.MatchAt(r.D, a.Last)
	return ok
}

// ofReturns reports whether the numbers of a sentence are returns to requests, by its own words or by those of the text.
func (r *Reader) ofReturns(s lex.Sentence) bool {
	own := r.SentenceScore(r.D.SentenceOf(s.First))
	return own < 0 || own == 0 && r.Score < 0 && r.Firm
}

// nationOf is the country that "nationally" stands for in a text about returns to requests: the one that its sentence
// names, else the last one named, else that of all forces that the requests of its day went to.
func (r *Reader) nationOf(s lex.Sentence) records.Area {
	named := func(a *lex.AreaMention) bool {
		return a.Kind == lex.KingdomArea || a.Kind == lex.NationArea && !a.Unnamed
	}
	for _, a := range r.AreasIn(s.First, s.Last) {
		if named(a) {
			return a.Area
		}
	}
	before := r.AreasBefore(s.First)
	for i := len(before) - 1; i >= 0; i-- {
		if named(before[i]) {
			return before[i].Area
		}
	}
	return r.allAsked()
}

// askedUK is the year since which the requests about these offences have gone to every force of the United Kingdom;
// those before went to the forces of England and Wales.
const askedUK = 2022

// allAsked is the area of all forces that the requests of the text's day went to.
func (r *Reader) allAsked() records.Area {
	if r.Dated && r.Date.Month.Year() < askedUK {
		return lex.EnglandAndWales
	}
	return records.Area{Name: "UK"}
}

func (r *Reader) rememberForce(a records.Area) {
	r.state.areas = slices.DeleteFunc(r.state.areas, func(o records.Area) bool { return o.Name == a.Name })
	r.state.areas = append(r.state.areas, a)
}

// areaNamed finds an area by a name or an alias.
func areaNamed(name string) records.Area {
	d := lex.NewDocument(name, nil)
	for _, a := range d.Areas() {
		if a.Kind != lex.LocalArea && a.Kind != lex.BothArea {
			return a.Area
		}
	}
	return records.Area{Name: name}
}

// dropAreas takes areas that follow one another out of the list.
func (r *Reader) dropAreas(run []*lex.AreaMention) {
	i := lex.LastBefore(r.AreaList, func(a *lex.AreaMention) int { return a.First }, run[0].First)
	r.AreaList = slices.Delete(r.AreaList, i, i+len(run))
}

// joinInSentence joins Kent and Essex where one number is of both.
func (r *Reader) joinInSentence(s lex.Sentence) {
	var run []*lex.AreaMention
	flush := func() {
		if len(run) >= 2 && r.jointly(s, run) {
			var list []lex.AreaMention
			for _, a := range run {
				if !slices.ContainsFunc(list, func(o lex.AreaMention) bool { return o.Area.Name == a.Area.Name }) {
					list = append(list, *a)
				}
				r.rememberForce(a.Area)
			}
			if len(list) == 1 {
				return
			}
			joined := lex.JoinAreas(list)
			*run[0] = joined
			r.dropAreas(run[1:])
		}
		run = nil
	}
	for _, a := range slices.Clone(r.AreasIn(s.First, s.Last)) {
		if a.Kind != lex.ForceArea && a.Kind != lex.PlaceArea && !(a.Kind == lex.RegionArea && len(run) > 0) || r.ofLargest(a) {
			flush()
			continue
		}
		if len(run) > 0 && !r.onlyBetween(run[len(run)-1].Last, a.First, areaJoiners) {
			flush()
		}
		run = append(run, a)
	}
	flush()
}

// oneOfPlaces are words that make the area after them the one of which an area before is a part: Nottinghamshire was one
// of the few places in the East Midlands where it rose.
var oneOfPlaces = lex.Compile("one of (the)? (few|many|only|{n})? (places|areas|forces|counties|districts)")

// firstForce is the force that a sentence begins with; nil for none.
func (r *Reader) firstForce(s lex.Sentence) *lex.AreaMention {
	as := r.AreasIn(s.First, s.Last)
	if len(as) == 0 || as[0].Kind != lex.ForceArea && as[0].Kind != lex.LocalArea {
		return nil
	}
	return as[0]
}

var areaJoiners = lex.Set(", and & / the police by forces constabulary in")

// jointly reports whether the areas of a run have fewer numbers beside them than
// areas, and no "respectively" gives each its own.
func (r *Reader) jointly(s lex.Sentence, run []*lex.AreaMention) bool {
	if r.D.Holds(s.First, s.Last, lex.Set("respectively each both")) {
		return false
	}
	if r.D.Holds(run[len(run)-1].Last, run[len(run)-1].Last+2, lex.Set("together combined jointly")) {
		return true
	}
	counts := 0
	for _, v := range r.ValuesIn(s.First, s.Last) {
		if v.Role == lex.Claim && v.Kind.Form().States != lex.Order && v.Kind.Form().States != lex.Day {
			counts++
		}
	}
	if r.D.Holds(run[len(run)-1].Last, run[len(run)-1].Last+3, lex.Set("had")) && !r.D.Holds(run[len(run)-1].Last,
		s.Last, lex.Set("them together combined")) {
		return false
	}
	return counts > 0 && !r.listed(s, run)
}

// listed reports whether as many numbers stand in a run as areas.
func (r *Reader) listed(s lex.Sentence, run []*lex.AreaMention) bool {
	for _, list := range r.CountRuns(r.Claims(r.D.SentenceOf(s.First))) {
		if len(list) == len(run) && !r.apart(list, run) {
			return true
		}
	}
	return false
}

// apart reports whether a list of numbers and a list of areas stand in clauses of their own:
// Essex recorded 331 offences, 172 for a million people; Kent and Sussex recorded 577. Numbers of the clause after the
// areas may still be theirs in turn: Kent and Sussex had 371 and 242; in 2024 the figures had been 284 and 245.
func (r *Reader) apart(numbers []*roles.Value, areas []*lex.AreaMention) bool {
	from, to := areas[len(areas)-1].Last, numbers[0].First
	ends := lex.Set("while whereas")
	if from > to {
		from, to = numbers[len(numbers)-1].Last, areas[0].First
		ends = lex.Set("; while whereas")
	}
	return r.D.Holds(from, to, ends) || len(r.AreasIn(from, to)) > 0
}

// isScope reports whether the area is what a share or a rank is of.
func (r *Reader) isScope(a *lex.AreaMention) bool {
	n := r.D.SentenceOf(a.First)
	for _, v := range r.ValuesIn(r.D.Sentences[n].First, a.First) {
		if v.Role != lex.Claim || v.Last > a.First || a.First > v.Last+12 {
			continue
		}
		switch v.Kind {
		case lex.Rank:
			if a.First <= v.Last+10 && !r.D.Holds(v.Last, a.First, lex.Set("; : , .")) &&
				(r.D.At(a.Last) != "'s" || r.D.Holds(a.Last, a.Last+4, lex.Set("forces areas constabularies"))) &&
				!r.ValueBetween(v.Last, a.First) && (a.Kind != lex.LocalArea || ofRegion(r.D, a)) && r.inScope(v, a) {
				return true
			}
		case lex.Share:
			if (a.Kind == lex.NationArea || a.Kind == lex.RegionArea) && !r.ValueBetween(v.Last, a.First) &&
				r.D.Holds(v.Last, v.Last+2, lex.Set("of")) && r.ownArea(v, a) &&
				r.D.Holds(v.Last, a.Last+2, lex.Set("total all those figure number national offences cases crimes them")) {
				return true
			}
		}
	}
	return false
}

func (r *Reader) inScope(v *roles.Value, a *lex.AreaMention) bool {
	return r.D.Holds(v.Last, a.First, lex.Set("in of after behind among across anywhere for")) || a.First == v.Last ||
		a.Kind == lex.NationArea
}

// ownArea reports whether a share has an area of its own besides what it is a part of.
func (r *Reader) ownArea(v *roles.Value, scope *lex.AreaMention) bool {
	s := r.D.Sentences[v.Sentence]
	for _, a := range r.AreasIn(s.First, scope.First) {
		if a.Kind == lex.ForceArea ||
			a.Kind == lex.RegionArea || a.Kind == lex.LocalArea {
			return true
		}
	}
	return r.state.area != nil && r.state.area.Area.Name != scope.Area.Name && r.state.area.Kind != lex.NationArea
}

// attachAreas pairs the values of a sentence with its areas.
func (r *Reader) attachAreas(n int, vs []*roles.Value, all []*lex.AreaMention) {
	var as, weak []*lex.AreaMention
	for _, a := range all {
		switch {
		case a.Scope && !r.followedByValue(a, vs):
		case a.Kind == lex.PlaceArea:
			weak = append(weak, a)
		case a.Area.Name != "":
			as = append(as, a)
		}
	}
	if len(as) == 0 && len(weak) > 0 && (r.state.topic == nil || r.elsewhere(n, weak[0])) {
		as = weak
	}
	r.ranksAhead(vs, as)
	for _, v := range vs {
		if v.Cell != nil && len(v.Cell.Areas) > 0 {
			v.Area = v.Cell.Areas[0]
		}
	}
	for _, v := range vs {
		for _, a := range as {
			if a.Last+1 == v.First && r.D.At(a.Last) == "'s" && v.Area == nil {
				v.Area = a // the Metropolitan Police's 716
			}
		}
		for _, a := range all { // 34% of all those in the South East, of which there were 1,082
			if v.IsCount() && v.Area == nil && r.D.Is(a.Last, lex.Set(",")) && ofWhichWere.Spans(r.D, a.Last+1, r.HedgeStart(v.First)) {
				v.Area = a
			}
		}
		if v.IsCount() && r.D.At(v.First-1) == "its" && r.state.area != nil && n > 0 {
			v.Area = r.state.area
		}
	}
	r.townCounts(vs, weak)
	r.ofWhole(vs, all)
	r.itsOwn(n, vs, as)
	if len(as) > 0 && len(vs) > 0 {
		r.areaLists(vs, as)
		r.matchAreas(vs, as)
	}
	r.shareOut(vs, as)
	r.sumAreas(n, vs, as)
	r.fillAreas(n, vs, as)
	r.keepArea(n, vs, as)
}

var ofWhichWere = lex.Compile("of which|where there (had been)|were|was (only|just)?")

// elsewhere reports whether a sentence begins with a town that is no part of the area that the text has told of: in
// Birmingham it fell too, after Staffordshire.
func (r *Reader) elsewhere(n int, town *lex.AreaMention) bool {
	s := r.D.Sentences[n]
	begins := town.First <= s.First+2 && r.D.Is(town.First-1, lex.Set("in across over around the"))
	told := r.state.area
	return begins && told != nil && told.Kind != lex.NationArea && told.Kind != lex.KingdomArea &&
		!holdsForces(told.Area, town.Area)
}

// ranksAhead gives a rank of which the sentence names only the areas that come after it the area of the text before:
// highest in the South East, ahead of Hampshire on 218.
func (r *Reader) ranksAhead(vs []*roles.Value, as []*lex.AreaMention) {
	for _, v := range vs {
		if v.Kind != lex.Rank || v.Area != nil || r.state.area == nil {
			continue
		}
		i := slices.IndexFunc(as, func(a *lex.AreaMention) bool { return !a.Scope || a.First > v.First })
		if i >= 0 && as[i].First > v.Last && aheadOf.Within(r.D, v.Last, as[i].First) {
			v.Area = r.state.area
		}
	}
}

var aheadOf = lex.Compile("(ahead of)|(followed by)|(in front of)|above")

// ofWhole gives the second of "675 of 7,560" the area of the whole that its sentence or the one before names.
func (r *Reader) ofWhole(vs []*roles.Value, all []*lex.AreaMention) {
	for i := 0; i+1 < len(vs); i++ {
		a, b := vs[i], vs[i+1]
		between := r.D.At(a.Last) == "of" && b.First == a.Last+1 || r.D.At(a.Last) == "out" && r.D.At(a.Last+1) == "of" &&
			b.First == a.Last+2
		if !between || !a.IsCount() || !b.IsCount() || a.Stated >= b.Stated || b.Area != nil {
			continue
		}
		whole := lex.AreaMention{First: b.First, Last: b.First, Area: lex.EnglandAndWales, Kind: lex.NationArea}
		for _, o := range all {
			if o.Scope && len(o.Area.Forces) > 1 {
				whole = *o
			}
		}
		b.Area = &whole
	}
}

// townCounts marks the counts of towns, of which the record has none: 21 were in Swindon, of the 61 of Wiltshire.
func (r *Reader) townCounts(vs []*roles.Value, towns []*lex.AreaMention) {
	for _, v := range vs {
		for _, a := range towns {
			if v.IsCount() && a.First > v.Last && a.First <= v.Last+3 && r.D.At(a.First-1) == "in" && r.forceNamed(a) {
				v.Town = r.D.Words(a.First, a.Last)
				v.Area = &lex.AreaMention{First: a.First, Last: a.Last, Area: records.Area{Name: v.Town}, Kind: lex.PlaceArea}
			}
		}
	}
}

// forceNamed reports whether the text names the force of a town before it.
func (r *Reader) forceNamed(town *lex.AreaMention) bool {
	return slices.ContainsFunc(r.AreasBefore(town.First), func(a *lex.AreaMention) bool {
		return a.Kind == lex.ForceArea && a.Area.Name == town.Area.Name
	})
}

// itsOwn gives the numbers after "Its own number" the area of the sentence before, up to the first area named, and the
// rank after "That is": that's the fourth highest of any force, after the Met.
func (r *Reader) itsOwn(n int, vs []*roles.Value, as []*lex.AreaMention) {
	first := r.D.Sentences[n].First
	thatIs := r.D.Is(first, lex.Set("that this it")) && r.D.Is(first+1, lex.Set("'s is was"))
	if r.state.area == nil || !r.D.Is(first, lex.Set("its their")) && !thatIs &&
		!(r.D.At(first) == "it" && r.D.Is(first+1, lex.Set("has had recorded"))) {
		return
	}
	end := r.D.Sentences[n].Last
	if len(as) > 0 {
		end = as[0].First
	}
	for _, v := range vs {
		if v.Area == nil && v.First < end && (!thatIs || v.Kind == lex.Rank) {
			v.Area = r.state.area
		}
	}
}

// shareOut gives each number of a run its force: a year earlier the three had 133, 29 and 97.
func (r *Reader) shareOut(vs []*roles.Value, as []*lex.AreaMention) {
	if len(as) == 0 &&
		len(vs) > 0 && vs[0].Sentence > 0 && r.D.Holds(r.D.Sentences[vs[0].Sentence].First,
		r.D.Sentences[vs[0].Sentence].Last, lex.Set("respectively respective")) {
		r.inTurn(vs)
	}
	for _, a := range as {
		if a.Kind != lex.BothArea || len(r.state.areas) < a.N {
			continue
		}
		for _, run := range r.CountRuns(vs) {
			if len(run) != a.N || run[0].First < a.Last {
				continue
			}
			for i, area := range r.state.areas[len(r.state.areas)-a.N:] {
				run[i].Area = &lex.AreaMention{First: a.First, Last: a.Last, Area: area, Kind: lex.ForceArea}
			}
		}
	}
}

// inTurn gives the numbers of a run the areas of those of the sentence before, if it has as many.
func (r *Reader) inTurn(vs []*roles.Value) {
	var before []*roles.Value
	for _, v := range r.Claims(vs[0].Sentence - 1) {
		if v.IsCount() && v.Area != nil {
			before = append(before, v)
		}
	}
	for _, run := range r.CountRuns(vs) {
		if len(run) == len(before) {
			for i := range run {
				run[i].Area = before[i].Area
			}
		}
	}
}

// followedByValue reports whether a number stands right after an area: after Hampshire with 317; of the Welsh total of 504;
// of those in the East of England, which had 874.
func (r *Reader) followedByValue(a *lex.AreaMention, vs []*roles.Value) bool {
	for _, v := range vs {
		beside := v.First <= a.Last+2 && r.D.Is(v.First-1, lex.Set("with on at ("))
		if v.IsCount() && v.First >= a.Last && (beside || v.First < a.Last+12 && r.tellsOf(a) || itsTotal.Spans(r.D, a.Last, r.HedgeStart(v.First))) {
			return true
		}
	}
	return false
}

// tellsOf reports whether a clause with where follows an area: in contrast to England and Wales as a whole, where recorded
// offences dropped from 7,240.
func (r *Reader) tellsOf(a *lex.AreaMention) bool {
	i := a.Last
	if r.D.At(i) == "as" && r.D.At(i+1) == "a" && r.D.At(i+2) == "whole" {
		i += 3
	}
	return r.D.At(i) == "," && r.D.At(i+1) == "where"
}

var itsTotal = lex.Compile("(total|figure|number|count|sum of|,)|(, which|where|who (had|has|recorded|saw|logged|registered|counted) " +
	"(a total of)?)|(, where the (total|figure|number) was|is|stood (at)?)")

// sumAreas gives the total of forces that each have a number of their own the forces
// together: Kent (289) and Essex (331) recorded a total of 620.
func (r *Reader) sumAreas(n int, vs []*roles.Value, as []*lex.AreaMention) {
	var own []lex.AreaMention
	for _, v := range vs {
		if v.Area != nil && (v.Area.Kind == lex.ForceArea || v.Area.Kind == lex.RegionArea) && v.IsCount() {
			own = append(own, *v.Area)
		}
	}
	s := r.D.Sentences[n]
	if len(own) < 2 || !r.D.Holds(s.First, s.Last, lex.Set("total together combined altogether")) && !inAll.Within(r.D,
		s.First, s.Last) && !(r.D.Holds(s.First, s.Last, lex.Set("between")) && r.D.Holds(s.First, s.Last, lex.Set("them"))) {
		return
	}
	for _, v := range vs {
		if v.Area == nil && v.IsCount() && v.Cell == nil && !v.IsBase && (r.D.Holds(max(s.First, v.First-4), v.First,
			lex.Set("total")) || r.D.Holds(v.Last, r.clauseEnd(v.Last, min(v.Last+6, s.Last)),
			lex.Set("total together combined "+
				"altogether them")) || inAll.Within(r.D, v.Last, min(v.Last+3, s.Last))) {
			joined := lex.JoinAreas(own)
			v.Area = &joined
		}
	}
}

// clauseEnd is the first comma or other end of a clause from token i to before last.
func (r *Reader) clauseEnd(i, last int) int {
	for i < last && !lex.ClauseEnds[r.D.At(i)] && r.D.At(i) != "," {
		i++
	}
	return i
}

// areaFollows reports whether an area follows in the clause: 147 of which were recorded by West Yorkshire Police.
func (r *Reader) areaFollows(v *roles.Value) bool {
	end := r.clauseEnd(v.Last, r.D.Sentences[v.Sentence].Last)
	for _, a := range r.AreasIn(v.Last, min(end, v.Last+8)) {
		if !a.Scope && r.CountsBetween(v.Last, a.First, r.Claims(v.Sentence)) == 0 {
			return true
		}
	}
	return false
}

// areaBeside reports whether an area stands right before or after a count.
func (r *Reader) areaBeside(v *roles.Value, as []*lex.AreaMention) bool {
	for _, a := range as {
		if a.First >= v.Last && a.First <= v.Last+5 && !r.D.Holds(v.Last, a.First, lex.Set(", ; and but")) ||
			a.Last <= v.First && a.Last >= v.First-2 {
			return true
		}
	}
	return false
}

var inAll = lex.Compile("(in all)|(in total)|(all told)|(taken together)")

// ofCountBefore are words between a count and the change that it is of.
var ofCountBefore = lex.Compile(", which|that is|was|makes|means|made (a|an)? (rise|fall|increase|drop|change)? (of)?")

// areaLists pairs a run of counts with a run of as many areas.
func (r *Reader) areaLists(vs []*roles.Value, as []*lex.AreaMention) {
	for _, run := range r.CountRuns(vs) {
		for i := 0; i+len(run) <= len(as); i++ {
			block := as[i : i+len(run)]
			joined := true
			for j := 1; j < len(block); j++ {
				joined = joined && r.onlyBetween(block[j-1].Last, block[j].First, areaJoiners)
			}
			if joined && len(run) > 1 && !r.apart(run, block) {
				for j := range run {
					run[j].Area = block[j]
				}
				break
			}
		}
	}
}

func (r *Reader) matchAreas(vs []*roles.Value, as []*lex.AreaMention) {
	var vp, ap []place
	var free []*roles.Value
	for i, v := range vs {
		if i > 0 && v.IsCount() && r.D.At(v.Last) == "of" && r.D.Is(v.Last+1, lex.Set("them these those which")) &&
			!r.areaFollows(v) {
			continue // its area is that of the whole
		}
		if v.IsBase && v.Base >= 0 && r.Values[v.Base].Sentence == v.Sentence && r.Values[v.Base].First < v.First &&
			!r.areaBeside(v, as) && len(r.AreasIn(r.Values[v.Base].Last, v.First)) == 0 {
			continue // its area is that of the count that it is the base of
		}
		if base := r.BaseOf(v, vs); base != nil && base.First < v.First && !r.areaBeside(v, as) {
			continue // from 284 to 371
		}
		if i > 0 && !v.OnePeriod() && vs[i-1].IsCount() && ofCountBefore.Spans(r.D, vs[i-1].Last, r.HedgeStart(v.First)) {
			continue // from 194 to 207, which is seven per cent, and in Thames Valley
		}
		if v.Area == nil && !v.Further {
			free = append(free, v)
			vp = append(vp, place{v.First, v.Last})
		}
	}
	var open []*lex.AreaMention
	others := slices.Clone(vp)
	for _, a := range as {
		others = append(others, place{a.First, a.Last})
		owned := slices.ContainsFunc(vs, func(v *roles.Value) bool {
			return v.Area == a && a.Last+1 == v.First &&
				r.D.At(a.Last) == "'s"
		})
		if !owned {
			open, ap = append(open, a), append(ap, place{a.First, a.Last})
		}
	}
	found := matching(vp, ap, func(i, j int) float64 {
		if open[j].Scope && free[i].Kind == lex.Share {
			return tooFar // 56 per cent of the Welsh total of 504
		}
		return r.between(vp[i], ap[j], others)
	}, 1.6, 1.3)
	for i, j := range found {
		if j >= 0 {
			free[i].Area = open[j]
		}
	}
}

// fillAreas gives the values without an area that of the value before, or of the
// sentence; a national aside after them does not count.
func (r *Reader) fillAreas(n int, vs []*roles.Value, as []*lex.AreaMention) {
	for i, v := range vs {
		if v.Area != nil {
			continue
		}
		if v.IsBase && v.Base >= 0 && r.Values[v.Base].Area != nil && r.Values[v.Base].Sentence == v.Sentence {
			v.Area = r.Values[v.Base].Area
			continue
		}
		if v.IsBase && v.Base >= 0 && r.Values[v.Base].Sentence == v.Sentence && r.Values[v.Base].First > v.First {
			continue
		}
		if i > 0 && vs[i-1].Area != nil {
			v.Area = vs[i-1].Area
			continue
		}
		if i+1 < len(vs) && vs[i+1].Area != nil && vs[i+1].IsCount() && !v.OnePeriod() && r.D.At(vs[i+1].First-1) == "to" &&
			r.clauseEnd(v.Last, vs[i+1].First) == vs[i+1].First {
			v.Area = vs[i+1].Area // up 16 per cent in six years to 7,140 nationwide
			continue
		}
		v.Area = r.sentenceArea(v, vs, as)
	}
	for _, v := range vs {
		if v.Area == nil && v.IsBase && v.Base >= 0 {
			v.Area = r.Values[v.Base].Area
		}
	}
}

// sentenceArea is the area that the sentence names for a value without one of its own.
func (r *Reader) sentenceArea(v *roles.Value, vs []*roles.Value, as []*lex.AreaMention) *lex.AreaMention {
	var before, after *lex.AreaMention
	for _, a := range as {
		if a.Last <= v.First {
			before = a
		} else if after == nil {
			after = a
		}
	}
	if before != nil {
		return before
	}
	if after == nil {
		return nil
	}
	if after.Kind == lex.NationArea || after.Kind == lex.RegionArea {
		local := r.state.area != nil && r.state.area.Kind != lex.NationArea
		for _, o := range vs {
			if o.Area == after && o.First > v.First && local {
				return nil // a national aside
			}
		}
	}
	if r.D.Holds(v.Last, after.First, lex.Set("against versus than compared whereas while")) {
		return nil
	}
	for _, o := range vs {
		if o.Area == after && o.First > v.Last && o.IsCount() && v.IsCount() && !(o.IsBase && o.Base == r.Index(v)) {
			return nil
		}
	}
	return after
}
