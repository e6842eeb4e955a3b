package lex

import "strings"

// A Subject is what a number is about.
type Subject string

// The subjects that the reader tells apart. Only the first three are claims
// about the record.
const (
	Grooming       Subject = "grooming offences"
	Breakdown      Subject = "a part of the grooming offences"
	SexualOffences Subject = "all sexual offences"
	AllOffences    Subject = "all offences excluding fraud"
	OtherCrime     Subject = "another offence"
	Elsewhere      Subject = "another country"
	Survey         Subject = "a survey or an estimate"
	Justice        Subject = "arrests, prosecutions and sentences"
	Unknown        Subject = ""
)

// A Cue is a place where words tell a subject or a measure.
type Cue struct {
	First, Last int
	Subject     Subject
	Measure     Measure
	Weight      int
	Umbrella    bool // a class that may name grooming as an example
}

// A Measure is what was counted: the Home Office's code 88A, or the s.15A offences
// that forces gave in answer to requests under the Freedom of Information Act.
type Measure string

// The measures. The empty Measure is not fixed by any word.
const (
	Code88A       Measure = "88A"
	Returns       Measure = "s.15A FOI"
	ReturnsPart   Measure = "s.15A FOI, a part"
	Commencement  Measure = "s.15A commencement"
	AllSexual     Measure = "sexual offences"
	UnknownFigure Measure = ""
)

type cueWords struct {
	words    string
	subject  Subject
	measure  Measure
	weight   int
	umbrella bool
}

var cueTable = []cueWords{
	{words: "grooming|groomed|groom|groomers|groomer", subject: Grooming},
	{words: "sexual grooming (offences|offence|crimes)?", subject: Grooming, measure: Code88A, weight: 2},
	{words: "meeting (a|the|of)? (child|children|girl|boy|minor|underage)", subject: Grooming, measure: Code88A,
		weight: 2},
	{words: "(meet|met|meeting) (up)? (with)? (a|the|their)? (child|children|victim|victims|youngsters)",
		subject: Grooming, measure: Code88A, weight: 1},
	{words: "(sexual|sexually) (communication|communications|communicating|communicate|communicated) (with)? (a|the)? " +
		"(child|children|minor|minors|under)?", subject: Grooming, measure: Returns, weight: 3},
	{words: "communicating|communicate|communicates|communicated sexually", subject: Grooming, measure: Returns,
		weight: 3},
	{words: "(sexual|sexualised|explicit) (messages|message)", subject: Grooming, measure: Returns, weight: 1},
	{words: "home office|ukhomeoffice|homeoffice", measure: Code88A, weight: 3},
	{words: "71 / 17|071 / 17", subject: Grooming, measure: Returns, weight: 6},
	{words: "office for national statistics|ons", measure: Code88A, weight: 3},
	{words: "code 88a|88a", subject: Grooming, measure: Code88A, weight: 3},
	{words: "open data|official statistics|official figures|crime statistics|police recorded crime", measure: Code88A,
		weight: 1},
	{words: "crime survey", subject: OtherCrime},
	{words: "department for education|social workers|social services|children in need|local authorities|local authority",
		subject: Survey},
	{words: "freedom of information survey|foi survey|freedom of information|foi|fois", measure: Returns, weight: 3},
	{words: "nspcc|childline", measure: Returns, weight: 1},
	{words: "(section|s) (.)? 15a", subject: Grooming, measure: Returns, weight: 3},
	{words: "{n} (of|out) (of)? (the)? {n} (police)? forces|constabularies", measure: Returns, weight: 2},
	{words: "(from|by) {n} (police)? forces|constabularies", measure: Returns, weight: 2},
	{words: "{n} (police)? forces|constabularies (responded|provided|gave|told|answered|replied|that|which|who)",
		measure: Returns, weight: 2},
	{words: "online (sexual|child)? grooming", subject: Grooming, measure: Returns, weight: 2},
	{words: "snapchat|instagram|facebook|whatsapp|kik|tiktok|meta|twitter|platform|platforms|app|apps|roblox|" +
		"twitch|messenger|imessage", measure: Returns, weight: 1},
	{words: "all sexual offences|sexual offences", subject: SexualOffences},
	{words: "sexual offences act|bill"},
	{words: "(section|sections|s|ss) (.)? (14 and)? 15 (of)? (the)? (sexual)? (offences)? (act)?", subject: Grooming,
		measure: Code88A, weight: 2},
	{words: "sex offences|sex crimes|sexual crimes", subject: SexualOffences},
	{words: "sex|sexual offences|crimes (with|that|which|having|where) (had|have|has|were|was|there)? (was)? (an|a)? " +
		"(online|cyber|internet)", subject: OtherCrime, umbrella: true},
	{words: "sexual activity", subject: OtherCrime},
	{words: "child sexual exploitation|cse|child exploitation|sexual exploitation", subject: OtherCrime, umbrella: true},
	{words: "csa|child sexual abuse|child sex abuse|child abuse|sexual abuse", subject: OtherCrime, umbrella: true},
	{words: "child sexual offences|child sex offences|child sex crimes|child sexual crimes|child sexual offending",
		subject: OtherCrime, umbrella: true},
	{words: "(sex|sexual) (offences|crimes|offending|abuse|crime|assaults) (against|involving|on) (a)? " +
		"(child|children|minors|under|kids|youngsters)", subject: OtherCrime, umbrella: true},
	{words: "grooming gang|grooming gangs|group based|gang based|gangs", subject: OtherCrime, umbrella: true},
	{words: "cyber|cyber element|cyber flag|cyber flagged|cybercrime|online element|online flag|online crime|online " +
		"crimes", subject: OtherCrime, umbrella: true},
	{words: "indecent|abuse images|indecent images|abuse imagery|child abuse images|child sexual abuse " +
		"material|csam|sexting|image|images|imagery", subject: OtherCrime, umbrella: true},
	{words: "homicide|homicides|murder|murders|knife|robbery|robberies|burglary|burglaries|rape|rapes|theft|thefts|" +
		"stalking|harassment|fraud|arson|drug|drugs|violence|violent|weapons|firearms|assault|assaults|shoplifting|" +
		"hate|domestic|sextortion|blackmail|trafficking|slavery|kidnap|abduction|abductions|voyeurism|exposure|" +
		"vehicle|cannabis|bikes|bullying|truancy|missing|neglect|cruelty|stabbings", subject: OtherCrime},
	{words: "(offences|crimes) (,)? (which|that)? (include|includes|including) (child)? rape", subject: OtherCrime,
		umbrella: true},
	{words: "county lines|public order|criminal damage|rural crime|motoring offences|traffic offences|driving offences|speeding offences", subject: OtherCrime},
	{words: "obscene publication|publications", subject: OtherCrime},
	{words: "modern slavery|luring|csae|webpages|webpage", subject: OtherCrime},
	{words: "(dog|pet|cat|poodle|male|hair) grooming", subject: OtherCrime},
	{words: "grooming (salon|salons|parlour|parlours|products|kit|business|businesses|service)", subject: OtherCrime},
	{words: "all crime|total crime|crime overall|overall crime|recorded crime|million crimes|million offences",
		subject: OtherCrime},
	{words: "(all)? (recorded)? (crime|crimes|offences) (excluding|except|excl) fraud", subject: AllOffences},
	{words: "causing|inciting|incitement|engaging in sexual", subject: OtherCrime},
	{words: "arranging or facilitating", subject: OtherCrime},
	{words: "communicating indecently", subject: Elsewhere},
	{words: "police scotland|scotland|scottish|psni|northern ireland|northern irish", subject: Elsewhere},
	{words: "gardaí|garda|gardai|irish|ireland|united states|america|american|australia|australian|canada|canadian|new " +
		"zealand|germany|german|france|french|spain|netherlands|dutch|europol|interpol|fbi|ncmec|worldwide|globally",
		subject: Elsewhere},
	{words: "census|sample|samples|case files", subject: Survey},
	{words: "survey|surveyed|poll|polled|polling|yougov|respondents|questionnaire|estimated|estimates|estimate|" +
		"interviewed|ofcom found|ofcom says|ofcom said|ofcom research", subject: Survey},
	{words: "{n} (young)? (people|children|adults|parents|teachers|pupils) (aged)? (were)? " +
		"(asked|surveyed|polled|questioned|interviewed)", subject: Survey},
	{words: "(a|{n}) (third|thirds|quarter|quarters|fifth|tenth|half) of (all)? (our|the|uk|british)? " +
		"(young|parents|teachers|adults|children|pupils|teenagers|people) (people)? (in {cap} {cap}?)? " +
		"(have|say|said|are|use|spend|had|do|feel)",
		subject: Survey},
	{words: "{n} in {n} (uk|british|of) (our)? children", subject: Survey},
	{words: "{n} in {n} (%)? (uk|british)? (young|parents|teachers|adults|pupils|teenagers)", subject: Survey},
	{words: "(rise|increase|fall|drop|growth|decrease) in (all|overall|total|recorded|violent)? crime",
		subject: OtherCrime},
	{words: "(per cent|%) of (all)? (the)? (young|parents|teachers|adults|children|pupils|teenagers|respondents|people)",
		subject: Survey},
	{words: "admitted|admitting|admits|pleaded|pleading|prosecuted|prosecution|prosecutions|convicted|" +
		"conviction|convictions|charged|charge|charges|arrest|" +
		"arrested|arrests|jailed|imprisoned|imprisonment|sentenced|sentence|sentences|prison|court|courts|cautioned|" +
		"cautions|defendants|defendant|summonsed|suspended|guilty|outcomes|outcome|solved|detected|detection|postal|bail|" +
		"remanded|clear up|clearup",
		subject: Justice},
}

var cueIndex map[string][]int
var cuePatterns []*Pattern
var openCues []int

func init() {
	cueIndex = map[string][]int{}
	for i, c := range cueTable {
		p := compileList(c.words)
		cuePatterns = append(cuePatterns, p)
		if len(p.classes) > 0 {
			openCues = append(openCues, i)
			continue
		}
		for _, w := range p.first {
			cueIndex[w] = append(cueIndex[w], i)
		}
	}
}

// compileList compiles a list of phrases with | between them; one that has
// brackets or classes is a pattern.
func compileList(words string) *Pattern {
	if strings.ContainsAny(words, "({") {
		return Compile(words)
	}
	var a alternatives
	for w := range strings.SplitSeq(words, "|") {
		a = append(a, literals(w))
	}
	return newPattern(a)
}

// Cues finds the cues of the text, in order.
func (d *Document) Cues() []Cue {
	var found []Cue
	for i := range d.Tokens {
		best := Cue{}
		try := func(n int) {
			end, _, ok := cuePatterns[n].MatchAt(d, i)
			if !ok {
				return
			}
			c := cueTable[n]
			if end > best.Last || end == best.Last && c.weight > best.Weight {
				subject := c.subject
				if subject == Unknown && best.Last == end {
					subject = best.Subject
				}
				best = Cue{i, end, subject, c.measure, c.weight, c.umbrella}
			}
		}
		for _, n := range cueIndex[d.At(i)] {
			try(n)
		}
		for _, n := range openCues {
			try(n)
		}
		if best.Subject == Survey && d.ofPopulation(i) || best.Subject == Elsewhere && d.At(best.Last) == "yard" {
			continue
		}
		if n := len(found); n > 0 && best.Last > 0 && best.Last <= found[n-1].Last {
			continue // a part of the words before
		}
		if best.Last > 0 && (best.Subject != Unknown || best.Measure != "") {
			found = append(found, best)
		}
	}
	return found
}

// ofPopulation reports whether an estimate is one of people: the mid-2024 estimates.
func (d *Document) ofPopulation(i int) bool {
	return d.Is(i, Set("estimate estimates estimated")) &&
		d.Holds(max(0, i-5), min(i+5, len(d.Tokens)), Set("mid population populations residents census"))
}
