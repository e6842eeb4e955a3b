package lex

import (
	"slices"
	"strings"

	"grooming-report/analysis/records"
)

// forceTable lists the forces by the Home Office's name: region; other names;
// places that lie in its area. A test holds it to the project's table of forces.
var forceTable = []struct{ name, region, aliases, places string }{
	{"Avon and Somerset", "South West", "avon and somerset|avon & somerset|avon", "bristol|somerset|bath|" +
		"weston super mare|taunton|yeovil"},
	{"Bedfordshire", "Eastern", "bedfordshire|beds", "luton|bedford"},
	{"British Transport Police", "", "british transport police|btp|transport police", ""},
	{"Cambridgeshire", "Eastern", "cambridgeshire|cambs", "peterborough|cambridge|huntingdon"},
	{"Cheshire", "North West", "cheshire", "warrington|chester|crewe|macclesfield"},
	{"London, City of", "London", "city of london", ""},
	{"Cleveland", "North East", "cleveland", "teesside|tees valley|middlesbrough|hartlepool|stockton on tees|redcar"},
	{"Cumbria", "North West", "cumbria", "carlisle|lake district|the lake district|barrow in furness|kendal|whitehaven"},
	{"Derbyshire", "East Midlands", "derbyshire", "derby|chesterfield|glossop|buxton"},
	{"Devon and Cornwall", "South West", "devon and cornwall|devon & cornwall", "devon|cornwall|plymouth|" +
		"exeter|torbay|torquay|truro|barnstaple"},
	{"Dorset", "South West", "dorset", "bournemouth|poole|weymouth"},
	{"Durham", "North East", "durham|county durham", "darlington"},
	{"Dyfed-Powys", "Wales", "dyfed powys|heddlu dyfed powys", "mid wales|pembrokeshire|carmarthenshire|" +
		"ceredigion|powys|aberystwyth"},
	{"Essex", "Eastern", "essex", "southend|chelmsford|colchester|basildon|harlow|thurrock|clacton"},
	{"Gloucestershire", "South West", "gloucestershire|glos", "gloucester|cheltenham"},
	{"Greater Manchester", "North West", "greater manchester|gmp",
		"manchester|salford|bolton|oldham|rochdale|stockport|wigan"},
	{"Gwent", "Wales", "gwent|heddlu gwent", "newport|monmouthshire|caerphilly|torfaen|blaenau gwent"},
	{"Hampshire", "South East", "hampshire and isle of wight|hampshire and the isle of wight|hampshire & isle of " +
		"wight|hampshire|hants", "southampton|portsmouth|winchester|isle of wight|basingstoke"},
	{"Hertfordshire", "Eastern", "hertfordshire|herts", "watford|stevenage|st albans|hemel hempstead"},
	{"Humberside", "Yorkshire and the Humber", "humberside|northern lincolnshire and east yorkshire|" +
		"hull and east yorkshire", "hull|grimsby|east riding|east yorkshire|scunthorpe|northern lincolnshire|north lincolnshire|north east lincolnshire"},
	{"Kent", "South East", "kent", "medway|tunbridge wells|dartford|maidstone|canterbury|thanet|margate|ashford|dover|folkestone|gravesend"},
	{"Lancashire", "North West", "lancashire|lancs", "blackpool|preston|lancaster|morecambe|chorley|blackburn|burnley"},
	{"Leicestershire", "East Midlands", "leicestershire|leics", "leicester|loughborough|rutland"},
	{"Lincolnshire", "East Midlands", "lincolnshire|lincs", "lincoln"},
	{"Merseyside", "North West", "merseyside", "liverpool|wirral|sefton|knowsley|st helens|southport"},
	{"Metropolitan Police", "London", "metropolitan police service|metropolitan police|metropolitan|met " +
		"police|met|scotland yard", "london"},
	{"Norfolk", "Eastern", "norfolk", "norwich|great yarmouth|king 's lynn"},
	{"North Wales", "Wales", "north wales|gogledd cymru|heddlu gogledd cymru", "wrexham|bangor|gwynedd|" +
		"anglesey|flintshire|conwy|denbighshire"},
	{"North Yorkshire", "Yorkshire and the Humber", "north yorkshire|north yorks|n yorks", "harrogate|scarborough|york"},
	{"Northamptonshire", "East Midlands", "northamptonshire|northants", "northampton|kettering|corby"},
	{"Northumbria", "North East", "northumbria", "newcastle|gateshead|sunderland|tyneside|northumberland|tyne and wear"},
	{"Nottinghamshire", "East Midlands", "nottinghamshire|notts", "nottingham|mansfield|newark"},
	{"South Wales", "Wales", "south wales|de cymru|heddlu de cymru", "cardiff|swansea|bridgend|" +
		"merthyr tydfil|rhondda|vale of glamorgan"},
	{"South Yorkshire", "Yorkshire and the Humber", "south yorkshire|south yorks|s yorks", "sheffield|" +
		"doncaster|rotherham|barnsley"},
	{"Staffordshire", "West Midlands", "staffordshire|staffs", "stoke on trent|stoke"},
	{"Suffolk", "Eastern", "suffolk", "ipswich|lowestoft|bury st edmunds"},
	{"Surrey", "South East", "surrey", "guildford|woking|epsom"},
	{"Sussex", "South East", "sussex", "brighton|chichester|horsham|east sussex|west sussex|hastings|eastbourne|crawley|worthing"},
	{"Thames Valley", "South East", "thames valley", "oxfordshire|berkshire|buckinghamshire|milton keynes|" +
		"oxford|slough|banbury|aylesbury|wokingham"},
	{"Warwickshire", "West Midlands", "warwickshire|warks", "rugby|leamington|nuneaton"},
	{"West Mercia", "West Midlands", "west mercia", "shropshire|herefordshire|worcestershire|telford|" +
		"shrewsbury|worcester|hereford|kidderminster|redditch"},
	{"West Midlands", "West Midlands", "west midlands", "birmingham|black country|the black country|coventry|wolverhampton|dudley|walsall|" +
		"solihull|sandwell"},
	{"West Yorkshire", "Yorkshire and the Humber", "west yorkshire|west yorks|w yorks|yorkshire 's west riding|west riding of yorkshire", "leeds|bradford|" +
		"wakefield|huddersfield|kirklees|halifax|calderdale"},
	{"Wiltshire", "South West", "wiltshire|wilts", "swindon|salisbury|trowbridge"},
}

// areaKind orders the mentions of areas by what they do to the sentences after.
type areaKind int

const (
	ForceArea   areaKind = iota
	PlaceArea            // a town: stands for its force where none is named
	RegionArea           // a region, Wales, England
	NationArea           // England and Wales
	KingdomArea          // UK
	ForeignArea          // Scotland, Northern Ireland
	LocalArea            // the force, the county: one named before
	BothArea             // the two forces: the last named
)

// An AreaMention is a place where the text names an area.
type AreaMention struct {
	First, Last int
	Area        records.Area
	Kind        areaKind
	Other       []records.Area // further readings
	N           int            // of the forces of bothArea
	Scope       bool           // it is what a rank or a share is of
	Unnamed     bool           // of a nation: words such as nationally, which do not name it
	plainForce  bool           // Police or Constabulary stands beside it
}

// yorkshireThree is what Yorkshire stands for, unless four forces are counted.
const yorkshireThree = "North, South and West Yorkshire"

// EnglandAndWales is the area of all forces, with the forces that a release has.
var EnglandAndWales = records.Area{Name: "England and Wales"}

type areaWords struct {
	pattern *Pattern
	length  int // in words
	mention AreaMention
}

var areaIndex map[string][]areaWords

// addArea adds what names an area, the longest names of a first word first.
func addArea(words string, m AreaMention) {
	for _, w := range strings.Split(words, "|") {
		if w == "" {
			continue
		}
		first, _, _ := strings.Cut(w, " ")
		length := strings.Count(w, " ") + 1
		list := areaIndex[first]
		at := 0
		for at < len(list) && list[at].length >= length {
			at++
		}
		areaIndex[first] = slices.Insert(list, at, areaWords{newPattern(literals(w)), length, m})
	}
}

// literals is a phrase of some words.
func literals(words string) node {
	if !strings.Contains(words, " ") {
		return literal(words)
	}
	var s sequence
	for w := range strings.FieldsSeq(words) {
		s = append(s, literal(w))
	}
	return s
}

// sumOf is the area of the forces of a region or of a country.
func sumOf(name string, in func(region string) bool) records.Area {
	a := records.Area{Name: name}
	for _, f := range forceTable {
		if f.region != "" && in(f.region) {
			a.Forces = append(a.Forces, f.name)
		}
	}
	return a
}

// RegionOf is the region that all forces of an area belong to; the empty area for none.
func RegionOf(a records.Area) records.Area {
	region := ""
	for _, f := range forceTable {
		if !slices.Contains(a.Forces, f.name) {
			continue
		}
		if region != "" && f.region != region {
			return records.Area{}
		}
		region = f.region
	}
	if region == "" {
		return records.Area{}
	}
	return Region(region)
}

func Region(name string) records.Area {
	return sumOf(name, func(r string) bool { return r == name })
}

// addForce adds what names a force, and the places in its area.
func addForce(name, aliases, places string) {
	area := records.Area{Name: name, Forces: []string{name}}
	m := AreaMention{Area: area, Kind: ForceArea}
	if name == "West Midlands" {
		m.Other = []records.Area{{Name: "West Midlands", Forces: Region("West Midlands").Forces}}
	}
	addArea(aliases, m)
	place := AreaMention{Area: area, Kind: PlaceArea}
	if name == "Metropolitan Police" {
		place.Other, place.Kind = []records.Area{Region("London")}, ForceArea
	}
	addArea(places, place)
}

func init() {
	areaIndex = map[string][]areaWords{}
	for _, f := range forceTable {
		addForce(f.name, f.aliases, f.places)
	}
	for _, r := range []struct{ name, words string }{
		{"North East", "north east of england|north east|northeast"},
		{"North West", "north west of england|north west|northwest"}, {"East Midlands", "east midlands"},
		{"South East", "south east of england|south east|southeast"},
		{"South West", "south west of england|south west|southwest|west country|westcountry"}, {"Eastern",
			"east of england|eastern region|east anglia|the east"},
		{"Yorkshire and the Humber", "yorkshire and humberside|yorkshire and the humber|yorkshire and " +
			"humber|yorkshire & the humber|yorkshire & humber"},
		{"Wales", "wales|welsh forces|welsh"}, {"West Midlands", "west midlands region"},
	} {
		addArea(r.words, AreaMention{Area: Region(r.name), Kind: RegionArea})
	}
	yorkshire := records.Area{Name: yorkshireThree, Forces: []string{"North Yorkshire", "South Yorkshire",
		"West Yorkshire"}}
	addArea("yorkshire", AreaMention{Area: yorkshire, Kind: RegionArea})
	addArea("london 's two forces|london 's two police forces|the capital",
		AreaMention{Area: Region("London"), Kind: RegionArea})
	england := sumOf("England", func(r string) bool { return r != "Wales" })
	addArea("england|english forces", AreaMention{Area: england, Kind: RegionArea})
	addArea("england and wales|england + wales|england wales|england & wales|wales and england|england or wales|england and in "+
		"wales", AreaMention{Area: EnglandAndWales, Kind: NationArea})
	addArea("nationally|nationwide|nation wide|country wide|countrywide|across the country|around the country|up and down "+
		"the country|throughout the country|in the country|national|the national|the country|the nation|all forces|police "+
		"forces|forces", AreaMention{Area: EnglandAndWales, Kind: NationArea, Unnamed: true})
	addArea("uk|the uk|u k|united kingdom|britain|great britain|uk wide|british",
		AreaMention{Area: records.Area{Name: "UK"}, Kind: KingdomArea})
	addArea("united states|the united states|the us|us|america|american|canada|canadian|australia|australian|new zealand|"+
		"germany|france|netherlands|gardai|garda|republic of ireland|dublin",
		AreaMention{Area: records.Area{Name: "elsewhere"}, Kind: ForeignArea})
	addArea("scotland|police scotland|scottish|northern ireland|psni|northern irish|ireland|jersey|guernsey|isle of "+
		"man", AreaMention{Area: records.Area{Name: "elsewhere"}, Kind: ForeignArea})
	addArea("its force|their force|its police force|the local force|my county|my own county|the force|our force|force "+
		"'s|the county|our county|county 's|the constabulary|our constabulary|this county|local|locally|our area|the "+
		"area|this area|the force area|our patch|my patch|my own patch|here|county|the region|our region|"+
		"the whole region|the wider region|the whole of the region|this region|the regional|regionally|the city",
		AreaMention{Kind: LocalArea})
	addArea("the met and the city|the met and city|the metropolitan police and the city|the met and the city of london",
		AreaMention{Area: Region("London"), Kind: RegionArea})
	addArea("both forces|both counties|the two areas", AreaMention{Kind: BothArea, N: 2})
	for n, w := range strings.Fields("two three four five six seven eight nine") {
		addArea("the "+w+" forces|all "+w+" forces|these "+w+" forces|the "+w+" counties|"+w+" forces together",
			AreaMention{Kind: BothArea, N: n + 2})
	}
	for n, w := range strings.Fields("two three four five six seven") {
		addArea("the "+w+" of them|all "+w+" together", AreaMention{Kind: BothArea, N: n + 2})
	}
	addArea("together they|combined they|together the forces|between them they|between them that|between them it|"+
		"put together that|taken together that|added together that|together that|together it|together this",
		AreaMention{Kind: BothArea, N: 2})
	addArea("the two|the pair", AreaMention{Kind: BothArea, N: 2})
	addArea("the three|all three", AreaMention{Kind: BothArea, N: 3})
	addArea("the four|all four", AreaMention{Kind: BothArea, N: 4})
}

// PoliceWords make the name of a place before them that of a force.
var PoliceWords = Set("police constabulary")

var (
	notForces = Set("two both three four other neighbouring armed task some any security many several few nearby " +
		"work labour market of all")
	capitalPlaces = Set("met rugby derby lincoln hull preston stoke beds durham cambridge oxford reading essex kent")
)

// NamesArea reports whether the name of an area may begin with a word.
func NamesArea(word string) bool { return len(areaIndex[word]) > 0 }

// Areas finds the mentions of areas in the text.
func (d *Document) Areas() []AreaMention {
	var found []AreaMention
	for i := 0; i < len(d.Tokens); {
		m, ok := d.AreaAt(i)
		if !ok {
			i++
			continue
		}
		if m.Kind == LocalArea {
			if longer, ok := d.AreaAt(i + 1); ok && longer.Last > m.Last {
				m = longer // the City of London Police
			}
		}
		found = append(found, m)
		i = m.Last
	}
	return found
}

func (d *Document) AreaAt(i int) (AreaMention, bool) {
	for _, a := range areaIndex[d.At(i)] {
		end, _, ok := a.pattern.MatchAt(d, i)
		if !ok || !d.areaFits(a.mention, i, end) {
			continue
		}
		m := a.mention
		m.First, m.Last = i, end
		if d.Is(end, PoliceWords) {
			m.Last, m.plainForce = end+1, true
			if m.Kind == PlaceArea {
				m.Kind = ForceArea
			}
			m.Other = nil
		} else if (m.Kind == ForceArea || m.Kind == PlaceArea) && d.At(end) == "force" {
			m.Last = end + 1
		}
		if m.Area.Name == yorkshireThree && (d.Holds(max(0, i-3), i, Set("four")) || d.Holds(end, end+3, Set("four"))) {
			m.Area = Region("Yorkshire and the Humber")
		}
		if m.Kind == RegionArea && (d.Is(end, PoliceWords) || d.At(end) == "region") {
			m.Last = end + 1
		}
		return m, true
	}
	return AreaMention{}, false
}

// areaFits guards against words that only look like an area: met the child, a
// newspaper, a council, a university.
func (d *Document) areaFits(m AreaMention, i, end int) bool {
	w := d.At(i)
	if m.Kind == ForceArea || m.Kind == PlaceArea || m.Kind == KingdomArea || m.Kind == ForeignArea {
		if !d.Tokens[i].Capital && capitalPlaces[w] {
			return false
		}
	}
	if m.Kind == NationArea && (w == "forces" || w == "police" || w == "all") && (d.Is(i-1, notForces) || i > 0 &&
		d.Tokens[i-1].Kind == Number || d.numberWordBefore(i)) {
		return false
	}
	if m.Kind == NationArea && d.At(end-1) == "forces" && d.Is(i-1, Set("the these those its their")) {
		return false // those of the area named before
	}
	if w == "forces" && d.At(i-1) == "police" {
		return false
	}
	if m.Kind == NationArea && d.At(end-1) == "forces" && d.Is(i-1, Set("uk british scottish welsh irish")) {
		return false
	}
	if m.Kind == NationArea && d.At(end-1) == "forces" && d.Is(end,
		Set("in across throughout from of covering serving for policing")) {
		j := end + 1
		for k := j; k <= j+1; k++ {
			if k == j+1 && d.At(j) != "the" && d.At(j) != "our" {
				break
			}
			if k < len(d.Tokens) && NamesArea(d.At(k)) {
				if _, ok := d.AreaAt(k); ok {
					return false
				}
			}
		}
	}
	if (w == "us" || w == "the" && d.At(i+1) == "us") && !strings.HasPrefix(d.Words(end-1, end), "US") {
		return false
	}
	if w == "national" &&
		d.Is(i+1, Set("crime society audit newspaper press police union technology statistics record hotline "+
			"helpline charity centre campaign agency council curriculum lockdown lead")) {
		return false
	}
	if w == "national" && i > 0 && d.At(i-1) == "office" {
		return false
	}
	if m.Kind == BothArea && d.At(end-1) != "forces" && d.At(end-1) != "counties" && d.At(end-1) != "areas" &&
		!d.Is(end, Set("had recorded logged saw registered together combined reported between")) &&
		!(d.Is(end-1, Set("that it this")) && d.Is(end, Set("is 's was makes made comes came gives"))) &&
		!(i > 0 && d.At(i-1) == "for" && d.Is(end, Set(". , ;"))) {
		return false
	}
	if w == "the" && end == i+2 && d.At(i+1) == "east" && (!d.Tokens[i+1].Capital || d.Is(end, Set("of end coast side riding midlands"))) {
		return false
	}
	if w == "county" && i > 0 && d.At(i-1) != "the" {
		return false
	}
	if d.At(end-1) == "regional" && i > 0 && d.SentenceOf(i) == d.SentenceOf(i-1) { // half of the regional total
		return false
	}
	if w == "local" && !d.Is(i+1, Set("figures force forces police officers numbers data figure total number offences "+
		"cases rise increase")) {
		return false
	}
	if w == "the" && d.At(i+1) == "force" && end == i+2 && d.At(end) == "of" {
		return false
	}
	switch d.At(end) {
	case "council", "university", "hospital", "herald", "echo", "times", "observer", "live", "gazette", "post",
		"news", "argus", "mail", "star", "telegraph", "road", "street", "mp", "advertiser", "guardian", "standard", "county":
		return false
	}
	return true
}

func (d *Document) numberWordBefore(i int) bool {
	return i > 0 && (Units[d.At(i-1)] > 0 || tens[d.At(i-1)] > 0)
}

// JoinAreas makes one area of forces that the text counts together: recorded by
// Northumbria, Cleveland and Durham Police.
func JoinAreas(list []AreaMention) AreaMention {
	m := list[0]
	m.Last = list[len(list)-1].Last
	m.Kind, m.Other = RegionArea, nil
	a := records.Area{}
	var names []string
	for _, one := range list {
		names = append(names, one.Area.Display())
		for _, f := range one.Area.Forces {
			if !slices.Contains(a.Forces, f) {
				a.Forces = append(a.Forces, f)
			}
		}
	}
	a.Name = strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
	if len(names) == 2 && names[0] == "England" && names[1] == "Wales" {
		m.Area, m.Kind = EnglandAndWales, NationArea
		return m
	}
	for _, r := range RegionNames {
		if SameForces(Region(r).Forces, a.Forces) {
			a = Region(r)
		}
	}
	m.Area = a
	return m
}

var RegionNames = []string{"North East", "North West", "East Midlands", "South East", "South West", "Eastern",
	"Yorkshire and the Humber", "Wales", "West Midlands"}

func SameForces(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}
