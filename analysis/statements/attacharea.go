package statements

import (
	"slices"

	"grooming-report/analysis/records"
)

// resolveAreas gives the force, the county and the two forces their area, joins
// areas that are counted together, and leaves out what ranks and shares are of.
func (r *reader) resolveAreas(n int) {
	s := r.d.sentences[n]
	r.joinInSentence(s)
	for _, a := range r.areasIn(s.first, s.last) {
		switch a.kind {
		case localArea:
			if t := r.localBefore(a); t != nil {
				a.area, a.other = t.area, t.other
			}
		case bothArea:
			if len(r.state.areas) >= a.n {
				list := r.state.areas[len(r.state.areas)-a.n:]
				var ms []areaMention
				for _, one := range list {
					ms = append(ms, areaMention{area: one})
				}
				joined := joinAreas(ms)
				a.area = joined.area
			}
		case forceArea:
			if !a.scope {
				r.rememberForce(a.area)
			}
		}
		a.scope = a.scope || r.isScope(a) || r.d.is(a.first-1, set("outside except excluding besides beyond")) ||
			r.d.at(a.first-1) == "in" && r.d.at(a.first-2) == "as" || r.d.is(a.first-1, set("including")) ||
			r.d.at(a.first-2) == "including" && r.d.at(a.first-1) == "the" ||
			a.kind == nationArea && r.d.at(a.first-1) == "as" && r.d.is(a.last, set("total figure average rise")) ||
			a.kind == nationArea && r.d.at(a.first) == "the" && r.d.at(a.first-1) == "as"
	}
}

func (r *reader) rememberForce(a records.Area) {
	r.state.areas = slices.DeleteFunc(r.state.areas, func(o records.Area) bool { return o.Name == a.Name })
	r.state.areas = append(r.state.areas, a)
}

// areaNamed finds an area by a name or an alias.
func areaNamed(name string) records.Area {
	d := newDocument(name, nil)
	for _, a := range d.areas() {
		if a.kind != localArea && a.kind != bothArea {
			return a.area
		}
	}
	return records.Area{Name: name}
}

// dropAreas takes areas that follow one another out of the list.
func (r *reader) dropAreas(run []*areaMention) {
	i := lastBefore(r.areaList, func(a *areaMention) int { return a.first }, run[0].first)
	r.areaList = slices.Delete(r.areaList, i, i+len(run))
}

// joinInSentence joins Kent and Essex where one number is of both.
func (r *reader) joinInSentence(s sentence) {
	var run []*areaMention
	flush := func() {
		if len(run) >= 2 && r.jointly(s, run) {
			var list []areaMention
			for _, a := range run {
				if !slices.ContainsFunc(list, func(o areaMention) bool { return o.area.Name == a.area.Name }) {
					list = append(list, *a)
				}
				r.rememberForce(a.area)
			}
			if len(list) == 1 {
				return
			}
			joined := joinAreas(list)
			*run[0] = joined
			r.dropAreas(run[1:])
		}
		run = nil
	}
	for _, a := range slices.Clone(r.areasIn(s.first, s.last)) {
		if a.kind != forceArea && a.kind != placeArea && !(a.kind == regionArea && len(run) > 0) {
			flush()
			continue
		}
		if len(run) > 0 && !r.onlyBetween(run[len(run)-1].last, a.first, areaJoiners) {
			flush()
		}
		run = append(run, a)
	}
	flush()
}

var areaJoiners = set(", and & / the police by forces constabulary in")

// jointly reports whether the areas of a run have fewer numbers beside them than
// areas, and no "respectively" gives each its own.
func (r *reader) jointly(s sentence, run []*areaMention) bool {
	if r.d.holds(s.first, s.last, set("respectively each both")) {
		return false
	}
	if r.d.holds(run[len(run)-1].last, run[len(run)-1].last+2, set("together combined jointly")) {
		return true
	}
	counts := 0
	for _, v := range r.valuesIn(s.first, s.last) {
		if v.role == Claim && (v.kind == Count || v.kind == Change ||
			v.kind == Average || v.kind == Multiple || v.kind == Share) {
			counts++
		}
	}
	if r.d.holds(run[len(run)-1].last, run[len(run)-1].last+3, set("had")) && !r.d.holds(run[len(run)-1].last,
		s.last, set("them together combined")) {
		return false
	}
	return counts > 0 && !r.listed(s, run)
}

// listed reports whether as many numbers stand in a run as areas.
func (r *reader) listed(s sentence, run []*areaMention) bool {
	for _, list := range r.countRuns(r.claims(r.d.sentenceOf(s.first))) {
		if len(list) == len(run) {
			return true
		}
	}
	return false
}

// isScope reports whether the area is what a share or a rank is of.
func (r *reader) isScope(a *areaMention) bool {
	n := r.d.sentenceOf(a.first)
	for _, v := range r.valuesIn(r.d.sentences[n].first, a.first) {
		if v.role != Claim || v.last > a.first || a.first > v.last+12 {
			continue
		}
		switch v.kind {
		case Rank:
			if a.first <= v.last+10 && !r.d.holds(v.last, a.first, set("; : , .")) && r.d.at(a.last) != "'s" &&
				!r.valueBetween(v.last, a.first) && a.kind != localArea && r.inScope(v, a) {
				return true
			}
		case Share:
			if (a.kind == nationArea || a.kind == regionArea) && !r.valueBetween(v.last, a.first) &&
				r.d.holds(v.last, v.last+2, set("of")) && r.ownArea(v, a) &&
				r.d.holds(v.last, a.last+2, set("total all those figure number national offences cases crimes them")) {
				return true
			}
		}
	}
	return false
}

func (r *reader) inScope(v *value, a *areaMention) bool {
	return r.d.holds(v.last, a.first, set("in of after behind among across anywhere for")) || a.first == v.last ||
		a.kind == nationArea
}

// ownArea reports whether a share has an area of its own besides what it is a part of.
func (r *reader) ownArea(v *value, scope *areaMention) bool {
	s := r.d.sentences[v.sentence]
	for _, a := range r.areasIn(s.first, scope.first) {
		if a.kind == forceArea ||
			a.kind == regionArea || a.kind == localArea {
			return true
		}
	}
	return r.state.area != nil && r.state.area.area.Name != scope.area.Name && r.state.area.kind != nationArea
}

// attachAreas pairs the values of a sentence with its areas.
func (r *reader) attachAreas(n int, vs []*value, all []*areaMention) {
	var as, weak []*areaMention
	for _, a := range all {
		switch {
		case a.scope && !r.followedByValue(a, vs):
		case a.kind == placeArea:
			weak = append(weak, a)
		case a.area.Name != "":
			as = append(as, a)
		}
	}
	if len(as) == 0 && r.state.topic == nil && len(weak) > 0 {
		as = weak
	}
	for _, v := range vs {
		if v.cell != nil && len(v.cell.areas) > 0 {
			v.area = v.cell.areas[0]
		}
	}
	for _, v := range vs {
		for _, a := range as {
			if a.last+1 == v.first && r.d.at(a.last) == "'s" && v.area == nil {
				v.area = a // the Metropolitan Police's 716
			}
		}
		if v.isCount() && r.d.at(v.first-1) == "its" && r.state.area != nil && n > 0 {
			v.area = r.state.area
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

// ofWhole gives the second of "675 of 7,560" the area of the whole that its sentence or the one before names.
func (r *reader) ofWhole(vs []*value, all []*areaMention) {
	for i := 0; i+1 < len(vs); i++ {
		a, b := vs[i], vs[i+1]
		between := r.d.at(a.last) == "of" && b.first == a.last+1 || r.d.at(a.last) == "out" && r.d.at(a.last+1) == "of" &&
			b.first == a.last+2
		if !between || !a.isCount() || !b.isCount() || a.stated >= b.stated || b.area != nil {
			continue
		}
		whole := areaMention{first: b.first, last: b.first, area: EnglandAndWales, kind: nationArea}
		for _, o := range all {
			if o.scope && len(o.area.Forces) > 1 {
				whole = *o
			}
		}
		b.area = &whole
	}
}

// townCounts marks the counts of towns, of which the record has none: 21 were in Swindon, of the 61 of Wiltshire.
func (r *reader) townCounts(vs []*value, towns []*areaMention) {
	for _, v := range vs {
		for _, a := range towns {
			if v.isCount() && a.first > v.last && a.first <= v.last+3 && r.d.at(a.first-1) == "in" && r.forceNamed(a) {
				v.town = r.d.words(a.first, a.last)
				v.area = &areaMention{first: a.first, last: a.last, area: records.Area{Name: v.town}, kind: placeArea}
			}
		}
	}
}

// forceNamed reports whether the text names the force of a town before it.
func (r *reader) forceNamed(town *areaMention) bool {
	return slices.ContainsFunc(r.areasBefore(town.first), func(a *areaMention) bool {
		return a.kind == forceArea && a.area.Name == town.area.Name
	})
}

// itsOwn gives the numbers after "Its own number" the area of the sentence before, up to the first area named.
func (r *reader) itsOwn(n int, vs []*value, as []*areaMention) {
	first := r.d.sentences[n].first
	if r.state.area == nil || !r.d.is(first, set("its their")) &&
		!(r.d.at(first) == "it" && r.d.is(first+1, set("has had recorded"))) {
		return
	}
	end := r.d.sentences[n].last
	if len(as) > 0 {
		end = as[0].first
	}
	for _, v := range vs {
		if v.area == nil && v.first < end {
			v.area = r.state.area
		}
	}
}

// shareOut gives each number of a run its force: a year earlier the three had 133, 29 and 97.
func (r *reader) shareOut(vs []*value, as []*areaMention) {
	if len(as) == 0 &&
		len(vs) > 0 && vs[0].sentence > 0 && r.d.holds(r.d.sentences[vs[0].sentence].first,
		r.d.sentences[vs[0].sentence].last, set("respectively respective")) {
		r.inTurn(vs)
	}
	for _, a := range as {
		if a.kind != bothArea || len(r.state.areas) < a.n {
			continue
		}
		for _, run := range r.countRuns(vs) {
			if len(run) != a.n || run[0].first < a.last {
				continue
			}
			for i, area := range r.state.areas[len(r.state.areas)-a.n:] {
				run[i].area = &areaMention{first: a.first, last: a.last, area: area, kind: forceArea}
			}
		}
	}
}

// inTurn gives the numbers of a run the areas of those of the sentence before, if it has as many.
func (r *reader) inTurn(vs []*value) {
	var before []*value
	for _, v := range r.claims(vs[0].sentence - 1) {
		if v.isCount() && v.area != nil {
			before = append(before, v)
		}
	}
	for _, run := range r.countRuns(vs) {
		if len(run) == len(before) {
			for i := range run {
				run[i].area = before[i].area
			}
		}
	}
}

// followedByValue reports whether a number stands right after an area: after Hampshire with 317.
func (r *reader) followedByValue(a *areaMention, vs []*value) bool {
	for _, v := range vs {
		if v.isCount() && v.first >= a.last && v.first <= a.last+2 && r.d.is(v.first-1, set("with on at (")) {
			return true
		}
	}
	return false
}

// sumAreas gives the total of forces that each have a number of their own the forces
// together: Kent (289) and Essex (331) recorded a total of 620.
func (r *reader) sumAreas(n int, vs []*value, as []*areaMention) {
	var own []areaMention
	for _, v := range vs {
		if v.area != nil && (v.area.kind == forceArea || v.area.kind == regionArea) && v.isCount() {
			own = append(own, *v.area)
		}
	}
	s := r.d.sentences[n]
	if len(own) < 2 || !r.d.holds(s.first, s.last, set("total together combined altogether")) && !inAll.within(r.d,
		s.first, s.last) && !(r.d.holds(s.first, s.last, set("between")) && r.d.holds(s.first, s.last, set("them"))) {
		return
	}
	for _, v := range vs {
		if v.area == nil && v.isCount() && v.cell == nil && !v.isBase && (r.d.holds(max(s.first, v.first-4), v.first,
			set("total")) || r.d.holds(v.last, r.clauseEnd(v.last, min(v.last+6, s.last)), set("total together combined "+
			"altogether them")) || inAll.within(r.d, v.last, min(v.last+3, s.last))) {
			joined := joinAreas(own)
			v.area = &joined
		}
	}
}

// clauseEnd is the first comma or other end of a clause from token i to before last.
func (r *reader) clauseEnd(i, last int) int {
	for i < last && !clauseEnds[r.d.at(i)] && r.d.at(i) != "," {
		i++
	}
	return i
}

// areaFollows reports whether an area follows in the clause: 147 of which were recorded by West Yorkshire Police.
func (r *reader) areaFollows(v *value) bool {
	end := r.clauseEnd(v.last, r.d.sentences[v.sentence].last)
	for _, a := range r.areasIn(v.last, min(end, v.last+8)) {
		if !a.scope && r.countsBetween(v.last, a.first, r.claims(v.sentence)) == 0 {
			return true
		}
	}
	return false
}

// areaBeside reports whether an area stands right before or after a count.
func (r *reader) areaBeside(v *value, as []*areaMention) bool {
	for _, a := range as {
		if a.first >= v.last && a.first <= v.last+5 && !r.d.holds(v.last, a.first, set(", ; and but")) ||
			a.last <= v.first && a.last >= v.first-2 {
			return true
		}
	}
	return false
}

var inAll = compile("(in all)|(in total)|(all told)|(taken together)")

// areaLists pairs a run of counts with a run of as many areas.
func (r *reader) areaLists(vs []*value, as []*areaMention) {
	for _, run := range r.countRuns(vs) {
		for i := 0; i+len(run) <= len(as); i++ {
			block := as[i : i+len(run)]
			joined := true
			for j := 1; j < len(block); j++ {
				joined = joined && r.onlyBetween(block[j-1].last, block[j].first, areaJoiners)
			}
			if joined && len(run) > 1 {
				for j := range run {
					run[j].area = block[j]
				}
				break
			}
		}
	}
}

func (r *reader) matchAreas(vs []*value, as []*areaMention) {
	var vp, ap []place
	var free []*value
	for i, v := range vs {
		if i > 0 && v.isCount() && r.d.at(v.last) == "of" && r.d.is(v.last+1, set("them these those which")) &&
			!r.areaFollows(v) {
			continue // its area is that of the whole
		}
		if v.isBase && v.base >= 0 && r.values[v.base].sentence == v.sentence && r.values[v.base].first < v.first &&
			!r.areaBeside(v, as) && len(r.areasIn(r.values[v.base].last, v.first)) == 0 {
			continue // its area is that of the count that it is the base of
		}
		if base := r.baseOf(v, vs); base != nil && base.first < v.first && !r.areaBeside(v, as) {
			continue // from 284 to 371
		}
		if v.area == nil && !v.further {
			free = append(free, v)
			vp = append(vp, place{v.first, v.last})
		}
	}
	var open []*areaMention
	others := slices.Clone(vp)
	for _, a := range as {
		others = append(others, place{a.first, a.last})
		owned := slices.ContainsFunc(vs, func(v *value) bool {
			return v.area == a && a.last+1 == v.first &&
				r.d.at(a.last) == "'s"
		})
		if !owned {
			open, ap = append(open, a), append(ap, place{a.first, a.last})
		}
	}
	found := matching(vp, ap, func(i, j int) float64 { return r.between(vp[i], ap[j], others) }, 1.6, 1.3)
	for i, j := range found {
		if j >= 0 {
			free[i].area = open[j]
		}
	}
}

// fillAreas gives the values without an area that of the value before, or of the
// sentence; a national aside after them does not count.
func (r *reader) fillAreas(n int, vs []*value, as []*areaMention) {
	for i, v := range vs {
		if v.area != nil {
			continue
		}
		if v.isBase && v.base >= 0 && r.values[v.base].area != nil && r.values[v.base].sentence == v.sentence {
			v.area = r.values[v.base].area
			continue
		}
		if v.isBase && v.base >= 0 && r.values[v.base].sentence == v.sentence && r.values[v.base].first > v.first {
			continue
		}
		if i > 0 && vs[i-1].area != nil {
			v.area = vs[i-1].area
			continue
		}
		v.area = r.sentenceArea(v, vs, as)
	}
	for _, v := range vs {
		if v.area == nil && v.isBase && v.base >= 0 {
			v.area = r.values[v.base].area
		}
	}
}

// sentenceArea is the area that the sentence names for a value without one of its own.
func (r *reader) sentenceArea(v *value, vs []*value, as []*areaMention) *areaMention {
	var before, after *areaMention
	for _, a := range as {
		if a.last <= v.first {
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
	if after.kind == nationArea || after.kind == regionArea {
		local := r.state.area != nil && r.state.area.kind != nationArea
		for _, o := range vs {
			if o.area == after && o.first > v.first && local {
				return nil // a national aside
			}
		}
	}
	if r.d.holds(v.last, after.first, set("against versus than compared whereas while")) {
		return nil
	}
	for _, o := range vs {
		if o.area == after && o.first > v.last && o.isCount() && v.isCount() && !(o.isBase && o.base == r.index(v)) {
			return nil
		}
	}
	return after
}
