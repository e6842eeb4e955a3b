package pairing

import (
	"slices"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/roles"
)

// localBefore is the local area that "the force" stands for.
func (r *Reader) localBefore(m *lex.AreaMention) *lex.AreaMention {
	region := ofRegion(r.D, m)
	county := r.D.Holds(m.First, m.Last, lex.Set("county force constabulary"))
	var best *lex.AreaMention
	for _, a := range r.AreasBefore(m.First) {
		if (a.Kind == lex.ForceArea || a.Kind == lex.PlaceArea) && !region || a.Kind == lex.RegionArea && (region &&
			slices.Contains(lex.RegionNames, a.Area.Name) || !region && len(a.Area.Forces) < 8) {
			if best == nil || best.Kind == lex.PlaceArea || a.Kind != lex.PlaceArea && !(county && a.Kind == lex.RegionArea) {
				best = a // the county is no region where a force is named
			}
		}
	}
	if t := r.backToTopic(m); t != nil && !region {
		return t
	}
	if best == nil && r.Given != nil {
		for _, a := range r.Given.AreaList {
			if a.Kind == lex.ForceArea || a.Kind == lex.RegionArea {
				return a
			}
		}
	}
	if best == nil {
		for _, a := range r.FirstAreas() {
			if a.Kind == lex.ForceArea && !region {
				return a
			}
		}
	}
	if best == nil && region {
		best = r.regionOfForces(m)
	}
	if best == nil && region {
		best = r.regionOfForce(m)
	}
	if best == nil && r.about != "" {
		return &lex.AreaMention{Area: areaNamed(r.about), Kind: lex.ForceArea}
	}
	return best
}

// ofRegion reports whether a local area is a region: our region, regionally.
func ofRegion(d *lex.Document, m *lex.AreaMention) bool {
	return d.Holds(m.First, m.Last, lex.Set("region regional regionally"))
}

// backToTopic is the force that a text is about, where it called it "the force" before, has since gone through several
// others, and says "the force" in a paragraph of its own.
func (r *Reader) backToTopic(m *lex.AreaMention) *lex.AreaMention {
	topic := r.state.topic
	if topic == nil || topic.Kind != lex.ForceArea || topic.Area.Name == "" {
		return nil
	}
	paragraph := r.D.Sentences[r.D.SentenceOf(m.First)].Paragraph
	called, others := false, map[string]bool{}
	for _, a := range r.AreasBefore(m.First) {
		switch {
		case a.Kind == lex.LocalArea && a.Area.Name == topic.Area.Name:
			called, others = true, map[string]bool{}
		case a.Kind == lex.ForceArea && a.Area.Name == topic.Area.Name:
			others = map[string]bool{}
		case a.Kind == lex.ForceArea && r.D.Sentences[r.D.SentenceOf(a.First)].Paragraph == paragraph:
			return nil
		case a.Kind == lex.ForceArea:
			others[a.Area.Name] = true
		}
	}
	if !called || len(others) < 2 {
		return nil
	}
	return topic
}

// regionOfForces is the region that all the forces named before belong to, where there are two or more.
func (r *Reader) regionOfForces(m *lex.AreaMention) *lex.AreaMention {
	var names []string
	for _, a := range r.AreasBefore(m.First) {
		if a.Kind == lex.ForceArea || a.Kind == lex.RegionArea {
			names = append(names, a.Area.Forces...)
		}
	}
	for _, name := range lex.RegionNames {
		in := lex.Region(name)
		if len(names) > 1 && !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(in.Forces, n) }) {
			return &lex.AreaMention{Area: in, Kind: lex.RegionArea}
		}
	}
	return nil
}

// regionOfForce is the region of the force that the text is about, or has named last, where it names no region.
func (r *Reader) regionOfForce(m *lex.AreaMention) *lex.AreaMention {
	force := r.state.topic
	if force == nil || force.Kind != lex.ForceArea {
		for _, a := range r.AreasBefore(m.First) {
			if a.Kind == lex.ForceArea {
				force = a
			}
		}
	}
	if force == nil || len(force.Area.Forces) != 1 {
		return nil
	}
	for _, name := range lex.RegionNames {
		if in := lex.Region(name); slices.Contains(in.Forces, force.Area.Forces[0]) {
			return &lex.AreaMention{Area: in, Kind: lex.RegionArea}
		}
	}
	return nil
}

// keepArea remembers what the next sentences inherit.
func (r *Reader) keepArea(n int, vs []*roles.Value, as []*lex.AreaMention) {
	ofForce := r.partsOfForce(n, vs)
	for i, v := range vs {
		if v.Area != nil {
			continue
		}
		if ofForce {
			v.Areas = []roles.AreaReading{{Area: r.state.area.Area, Notes: []string{"its area is that of the sentence before"}}}
			continue
		}
		if v.Kind == lex.Average && i > 0 && vs[i-1].IsCount() && vs[i-1].Areas != nil {
			v.Areas = vs[i-1].Areas // 3,171, equal to nine a day
			continue
		}
		v.Areas = r.inheritedAreas(n, v.IsCount() && v.Stated >= 1000)
		if r.state.area == nil && v.IsCount() && v.Stated >= 1000 {
			r.state.guess = v.Areas
		}
	}
	var last *lex.AreaMention
	for _, v := range vs {
		if v.Area != nil && v.Cell == nil {
			last = v.Area
		}
	}
	if last == nil && len(vs) == 0 && len(as) > 0 {
		for _, a := range as {
			if a.Kind == lex.ForceArea || a.Kind == lex.LocalArea || a.Kind == lex.RegionArea {
				last = a
				break
			}
		}
	}
	for _, a := range as {
		if r.state.first == nil {
			r.state.first = a
		}
		if r.state.topic == nil || r.state.topic.Kind == lex.PlaceArea || r.state.topic.Kind == lex.NationArea && n <= 2 {
			if a.Kind == lex.ForceArea || a.Kind == lex.RegionArea || r.state.topic == nil {
				r.state.topic = a
			}
		}
	}
	if last != nil {
		s := r.D.Sentences[n]
		whole := firstArea(vs)
		part := whole != nil && slices.ContainsFunc(OfWhich, func(p *lex.Pattern) bool {
			return p.Within(r.D,
				s.First, s.Last)
		})
		if whole != nil && len(whole.Area.Forces) > 1 && holdsForces(whole.Area, last.Area) || part &&
			whole.Kind == lex.NationArea {
			last = whole // Wales recorded 361, of which 150 were in South Wales
		}
		r.state.area = last
	} else if r.manyForces(r.D.Sentences[n]) && len(vs) > 0 {
		r.state.area = &lex.AreaMention{Area: records.Area{Name: "UK"}, Kind: lex.KingdomArea}
	}
}

// partsOfForce reports whether the counts of a sentence on the means or the victims are parts of the count of a force just
// before: the force recorded 321. Of the 202 where the gender is known, 163 had a female victim.
func (r *Reader) partsOfForce(n int, vs []*roles.Value) bool {
	force := r.state.area
	if force == nil || force.Kind != lex.ForceArea && force.Kind != lex.LocalArea || len(r.AreasOf(n)) > 0 ||
		!r.Platform(r.D.Sentences[n]) {
		return false
	}
	most := 0.0
	for _, v := range vs {
		if v.IsCount() {
			most = max(most, v.Stated)
		}
	}
	for k := n - 1; k >= max(0, n-3) && r.D.Sentences[k].Paragraph == r.D.Sentences[n].Paragraph; k-- {
		for _, o := range r.Claims(k) {
			same := o.Area != nil && o.Area.Area.Name == force.Area.Name ||
				o.Area == nil && len(o.Areas) > 0 && o.Areas[0].Area.Name == force.Area.Name
			if o.IsCount() && same && most > 0 && o.Stated >= most {
				return true
			}
		}
	}
	return false
}

func firstArea(vs []*roles.Value) *lex.AreaMention {
	if len(vs) == 0 {
		return nil
	}
	return vs[0].Area
}

// holdsForces reports whether all forces of one area are of another.
func holdsForces(whole, part records.Area) bool {
	return len(part.Forces) > 0 && !slices.ContainsFunc(part.Forces,
		func(f string) bool { return !slices.Contains(whole.Forces, f) })
}

// manyForces reports whether a sentence counts 44 forces or more, whose returns cover the United Kingdom.
func (r *Reader) manyForces(s lex.Sentence) bool {
	for _, p := range r.PlainIn(s.First, s.Last) {
		if p.Why != "a number of forces" || r.Score >= 0 {
			continue
		}
		if q, _, ok := lex.QuantityAt(r.D, p.First); ok && q.Value >= 44 && q.Value <= 48 {
			return true
		}
	}
	return false
}

// disclosed reports whether a sentence tells of offences whose means are known: shares of these are national.
func (r *Reader) disclosed(s lex.Sentence) bool {
	return r.Platform(s) &&
		(r.D.Holds(s.First, s.Last, lex.Set("disclosed known named specified identified logged flagged")) ||
			r.D.Holds(s.First, s.Last, lex.Set("age gender sex")) && r.D.Holds(s.First, s.Last, lex.Set("% per")) &&
				r.D.Holds(s.First, s.Last, lex.Set("recorded provided")))
}

var continuing = lex.Set("and this that it these those of both they")

// givenAreas lists the areas that are given beside the text.
func (r *Reader) givenAreas() []*lex.AreaMention {
	if r.Given == nil {
		return nil
	}
	return r.Given.AreaList
}

// inheritedAreas lists the areas that a sentence without one may be of, best first.
// A number of a thousand or more is of no single force.
func (r *Reader) inheritedAreas(n int, large bool) []roles.AreaReading {
	list := candidates{}
	s := r.D.Sentences[n]
	before, topic, first := r.state.area, r.state.topic, r.state.first
	if a := r.introducing(n); a != nil {
		list.addMention(a, "its area is that of the line before the list")
		list[0].Sure = true
		return list
	}
	if r.manyForces(s) {
		list.add(records.Area{Name: "UK"}, "more forces answered than England and Wales has")
	}
	if r.disclosed(s) && topic != nil && topic.Kind != lex.NationArea && topic.Kind != lex.KingdomArea {
		list.add(r.nationOf(s), "shares by platform are of all forces that answered")
	}
	if large || r.Platform(s) {
		r.wideAreas(&list, s, large)
	}
	sameParagraph := n > 0 && r.D.Sentences[n-1].Paragraph == s.Paragraph
	goesOn := n > 0 && continuing[r.D.At(s.First)]
	aside := before != nil && topic != nil && (before.Kind == lex.NationArea || before.Area.Name == "England") &&
		topic.Kind != lex.NationArea
	if goesOn && !(aside && before.Kind == lex.RegionArea) || sameParagraph && !aside {
		list.addMention(before, "its area is that of the sentence before")
	}
	list.addMention(topic, "its area is that of the text")
	list.addMention(before, "its area is that of the sentence before")
	list.addMention(first, "its area is the first that the text names")
	if before == nil && topic == nil {
		for _, a := range r.state.guess {
			list.add(a.Area, "its area is that of the sentence before")
		}
	}
	for _, a := range r.givenAreas() {
		list.add(a.Area, "its area is given beside the text")
	}
	if r.about != "" {
		list.add(areaNamed(r.about), "its area is given")
	}
	for _, a := range r.FirstAreas() {
		if len(list) == 0 && (a.Kind == lex.ForceArea || a.Kind == lex.NationArea || a.Kind == lex.RegionArea ||
			a.Kind == lex.KingdomArea) {
			list.add(a.Area, "its area is named later in the text")
		}
	}
	if len(list) == 0 {
		list.add(r.guessedArea(s), guessedNation)
		list.add(lex.EnglandAndWales, guessedNation)
	}
	list[0].Sure = len(list) == 1
	return list
}

var bullets = lex.Set("* - • ▪ ·")

// introducing is the area that the line before a list names for its items: requests to forces in Wales show that:
// nil for a sentence that is no item of such a list.
func (r *Reader) introducing(n int) *lex.AreaMention {
	ss := r.D.Sentences
	k := n
	for bullet := false; k >= 0 && !(bullet && r.D.At(ss[k].Last-1) == ":"); k-- {
		if k > 0 && ss[k-1].Block == ss[k].Block {
			continue
		}
		if !bullets[r.D.At(ss[k].First)] {
			return nil
		}
		bullet = true
	}
	if k < 0 {
		return nil
	}
	as := slices.DeleteFunc(slices.Clone(r.AreasOf(k)), func(a *lex.AreaMention) bool { return a.Area.Name == "" })
	if len(as) != 1 {
		return nil
	}
	return as[0]
}

const guessedNation = "no area is named: the country is guessed"

// guessedArea is the country of a number for which no area is named: that of all forces that requests of its day went to,
// for returns to requests, else that of the record.
func (r *Reader) guessedArea(s lex.Sentence) records.Area {
	if r.ofReturns(s) {
		return r.allAsked()
	}
	return lex.EnglandAndWales
}

// candidates are the areas that a number may be of, each once.
type candidates []roles.AreaReading

func (l *candidates) add(a records.Area, note string) {
	if a.Name == "" || slices.ContainsFunc(*l, func(c roles.AreaReading) bool { return c.Area.Name == a.Name }) {
		return
	}
	*l = append(*l, roles.AreaReading{Area: a, Notes: []string{note}})
}

func (l *candidates) addMention(a *lex.AreaMention, note string) {
	if a != nil {
		l.add(a.Area, note)
	}
}

// wideAreas adds the nations and regions of the text for a number that is of no single force.
func (r *Reader) wideAreas(list *candidates, s lex.Sentence, large bool) {
	before, topic, first := r.state.area, r.state.topic, r.state.first
	for _, a := range []*lex.AreaMention{before, first, topic} {
		if a != nil && a.Area.Name != "England" && (a.Kind == lex.NationArea || a.Kind == lex.KingdomArea ||
			a.Kind == lex.RegionArea) {
			list.add(a.Area, "its area is that of the text")
		}
	}
	if large && len(*list) == 1 && (*list)[0].Area.Name != lex.EnglandAndWales.Name {
		for _, a := range r.AreasBefore(s.First) {
			if a.Kind == lex.NationArea && a.Last <= s.First {
				list.add(a.Area, "its area is that of the text")
			}
		}
	}
	if large && len(*list) == 0 && len(r.givenAreas()) == 0 || before == nil && first == nil && len(r.givenAreas()) == 0 {
		for _, a := range r.FirstAreas() {
			if a.Kind == lex.NationArea || a.Kind == lex.KingdomArea {
				list.add(a.Area, "its area is named later in the text")
			}
		}
		list.add(r.guessedArea(s), guessedNation)
		list.add(lex.EnglandAndWales, guessedNation)
	}
}

var platforms = lex.Set("snapchat instagram facebook whatsapp kik tiktok meta twitter platform platforms app " +
	"apps roblox " +
	"twitch method methods online victims girls boys gender male female age aged charge charged")

func (r *Reader) Platform(s lex.Sentence) bool { return r.D.Holds(s.First, s.Last, platforms) }

var OfWhich = []*lex.Pattern{lex.Compile("of which|these|them|those|whom")}
