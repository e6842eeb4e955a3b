package statements

import (
	"slices"

	"grooming-report/analysis/records"
)

// localBefore is the local area that "the force" stands for.
func (r *reader) localBefore(m *areaMention) *areaMention {
	region := r.d.holds(m.first, m.last, set("region"))
	var best *areaMention
	for _, a := range r.areasBefore(m.first) {
		if (a.kind == forceArea || a.kind == placeArea) && !region || a.kind == regionArea && (region &&
			slices.Contains(regionNames, a.area.Name) || !region && len(a.area.Forces) < 8) {
			if best == nil || best.kind == placeArea || a.kind != placeArea {
				best = a
			}
		}
	}
	if best == nil && r.given != nil {
		for _, a := range r.given.areaList {
			if a.kind == forceArea || a.kind == regionArea {
				return a
			}
		}
	}
	if best == nil {
		for _, a := range r.firstAreas() {
			if a.kind == forceArea && !region {
				return a
			}
		}
	}
	if best == nil && region {
		best = r.regionOfForces(m)
	}
	if best == nil && r.context.Area != "" {
		return &areaMention{area: areaNamed(r.context.Area), kind: forceArea}
	}
	return best
}

// regionOfForces is the region that all the forces named before belong to, where there are two or more.
func (r *reader) regionOfForces(m *areaMention) *areaMention {
	var names []string
	for _, a := range r.areasBefore(m.first) {
		if a.kind == forceArea || a.kind == regionArea {
			names = append(names, a.area.Forces...)
		}
	}
	for _, name := range regionNames {
		in := region(name)
		if len(names) > 1 && !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(in.Forces, n) }) {
			return &areaMention{area: in, kind: regionArea}
		}
	}
	return nil
}

// keepArea remembers what the next sentences inherit.
func (r *reader) keepArea(n int, vs []*value, as []*areaMention) {
	for i, v := range vs {
		if v.area != nil {
			continue
		}
		if v.kind == Average && i > 0 && vs[i-1].isCount() && vs[i-1].areas != nil {
			v.areas = vs[i-1].areas // 3,171, equal to nine a day
			continue
		}
		v.areas = r.inheritedAreas(n, v.isCount() && v.stated >= 1000)
	}
	var last *areaMention
	for _, v := range vs {
		if v.area != nil && v.cell == nil {
			last = v.area
		}
	}
	if last == nil && len(vs) == 0 && len(as) > 0 {
		for _, a := range as {
			if a.kind == forceArea || a.kind == localArea || a.kind == regionArea {
				last = a
				break
			}
		}
	}
	for _, a := range as {
		if r.state.first == nil {
			r.state.first = a
		}
		if r.state.topic == nil || r.state.topic.kind == placeArea || r.state.topic.kind == nationArea && n <= 2 {
			if a.kind == forceArea || a.kind == regionArea || r.state.topic == nil {
				r.state.topic = a
			}
		}
	}
	if last != nil {
		s := r.d.sentences[n]
		whole := firstArea(vs)
		part := whole != nil && slices.ContainsFunc(ofWhich, func(p *pattern) bool { return p.within(r.d, s.first, s.last) })
		if whole != nil && len(whole.area.Forces) > 1 && holdsForces(whole.area, last.area) || part &&
			whole.kind == nationArea {
			last = whole // Wales recorded 361, of which 150 were in South Wales
		}
		r.state.area = last
	} else if r.manyForces(r.d.sentences[n]) && len(vs) > 0 {
		r.state.area = &areaMention{area: records.Area{Name: "UK"}, kind: kingdomArea}
	}
}

func firstArea(vs []*value) *areaMention {
	if len(vs) == 0 {
		return nil
	}
	return vs[0].area
}

// holdsForces reports whether all forces of one area are of another.
func holdsForces(whole, part records.Area) bool {
	return len(part.Forces) > 0 && !slices.ContainsFunc(part.Forces,
		func(f string) bool { return !slices.Contains(whole.Forces, f) })
}

// manyForces reports whether a sentence counts 44 forces or more, whose returns cover the United Kingdom.
func (r *reader) manyForces(s sentence) bool {
	for _, p := range r.plainIn(s.first, s.last) {
		if p.why != "a number of forces" || r.score >= 0 {
			continue
		}
		if q, _, ok := quantityAt(r.d, p.first); ok && q.value >= 44 && q.value <= 48 {
			return true
		}
	}
	return false
}

// disclosed reports whether a sentence tells of offences whose means are known: shares of these are national.
func (r *reader) disclosed(s sentence) bool {
	return r.platform(s) &&
		(r.d.holds(s.first, s.last, set("disclosed known named specified identified logged flagged")) ||
			r.d.holds(s.first, s.last, set("age gender sex")) && r.d.holds(s.first, s.last, set("% per")) &&
				r.d.holds(s.first, s.last, set("recorded provided")))
}

var continuing = set("and this that it these those of both they")

// givenAreas lists the areas that are given beside the text.
func (r *reader) givenAreas() []*areaMention {
	if r.given == nil {
		return nil
	}
	return r.given.areaList
}

// inheritedAreas lists the areas that a sentence without one may be of, best first.
// A number of a thousand or more is of no single force.
func (r *reader) inheritedAreas(n int, large bool) []Candidate {
	list := candidates{}
	s := r.d.sentences[n]
	before, topic, first := r.state.area, r.state.topic, r.state.first
	if r.manyForces(s) {
		list.add(records.Area{Name: "UK"}, "more forces answered than England and Wales has")
	}
	if r.disclosed(s) && topic != nil && topic.kind != nationArea && topic.kind != kingdomArea {
		all := records.Area{Name: "UK"}
		for _, a := range r.areasBefore(s.first) {
			if (a.kind == nationArea || a.kind == kingdomArea) && a.last <= s.first {
				all = a.area
			}
		}
		list.add(all, "shares by platform are of all forces that answered")
	}
	if large || r.platform(s) {
		r.wideAreas(&list, s, large)
	}
	sameParagraph := n > 0 && r.d.sentences[n-1].paragraph == s.paragraph
	goesOn := n > 0 && continuing[r.d.at(s.first)]
	aside := before != nil && topic != nil && (before.kind == nationArea || before.area.Name == "England") &&
		topic.kind != nationArea
	if goesOn && !(aside && before.kind == regionArea) || sameParagraph && !aside {
		list.addMention(before, "its area is that of the sentence before")
	}
	list.addMention(topic, "its area is that of the text")
	list.addMention(before, "its area is that of the sentence before")
	list.addMention(first, "its area is the first that the text names")
	for _, a := range r.givenAreas() {
		list.add(a.area, "its area is given beside the text")
	}
	if r.context.Area != "" {
		list.add(areaNamed(r.context.Area), "its area is given")
	}
	for _, a := range r.firstAreas() {
		if len(list) == 0 && (a.kind == forceArea || a.kind == nationArea || a.kind == regionArea || a.kind == kingdomArea) {
			list.add(a.area, "its area is named later in the text")
		}
	}
	if len(list) == 0 {
		list.add(EnglandAndWales, guessedNation)
	}
	list[0].Sure = len(list) == 1
	return list
}

const guessedNation = "no area is named: England and Wales is guessed"

// candidates are the areas that a number may be of, each once.
type candidates []Candidate

func (l *candidates) add(a records.Area, note string) {
	if a.Name == "" || slices.ContainsFunc(*l, func(c Candidate) bool { return c.Area.Name == a.Name }) {
		return
	}
	*l = append(*l, Candidate{Area: a, Notes: []string{note}})
}

func (l *candidates) addMention(a *areaMention, note string) {
	if a != nil {
		l.add(a.area, note)
	}
}

// wideAreas adds the nations and regions of the text for a number that is of no single force.
func (r *reader) wideAreas(list *candidates, s sentence, large bool) {
	before, topic, first := r.state.area, r.state.topic, r.state.first
	for _, a := range []*areaMention{before, first, topic} {
		if a != nil && a.area.Name != "England" && (a.kind == nationArea || a.kind == kingdomArea || a.kind == regionArea) {
			list.add(a.area, "its area is that of the text")
		}
	}
	if large && len(*list) == 1 && (*list)[0].Area.Name != EnglandAndWales.Name {
		for _, a := range r.areasBefore(s.first) {
			if a.kind == nationArea && a.last <= s.first {
				list.add(a.area, "its area is that of the text")
			}
		}
	}
	if large && len(*list) == 0 || before == nil && first == nil && len(r.givenAreas()) == 0 {
		for _, a := range r.firstAreas() {
			if a.kind == nationArea || a.kind == kingdomArea {
				list.add(a.area, "its area is named later in the text")
			}
		}
		list.add(EnglandAndWales, guessedNation)
	}
}
