package lex

// OffenceNouns name what is counted. Alone they take their subject from the
// words around them.
var OffenceNouns = Set("offence offences offense offenses crime crimes case cases incident incidents instance " +
	"instances report reports " +
	"times allegation allegations record records recordings occurrence occurrences groomings abusers")

// PartNouns name what grooming returns were broken down by.
var PartNouns = Set("victim victims girl girls boy boys female females male males children youngsters teenagers")

// Modifiers stand between a number and its noun.
var Modifiers = Set("such new more further separate recorded reported alleged similar other grooming sexual child " +
	"children's online sex police additional different suspected individual confirmed known total historic serious " +
	"shocking of them these those the all actual child's internet communication communications sexual-communication " +
	"completed distinct extra fewer less so-called related linked logged overall sexually meeting called actual " +
	"annual crimes' offences' force county local national average quarterly whole figure figures tally sum regional " +
	"national region's")

// FunctionWords end a noun phrase: a number before one of them stands alone.
var FunctionWords = Set("in of for to and from by at on between since during over this last were was had have has " +
	"been are is being up down against than then but while which when where who whom with after before the a an per " +
	"each every as or nor not so below above if that it its they their there we you i he she compared compares " +
	"versus across " +
	"nationally locally altogether overall respectively recorded reported logged registered noted seen took take " +
	"made make came come became become becoming rose fell went go did do can could will would should may might also " +
	"still short just only now fall falls lie lies happen happened following including under within about because " +
	"though although however whereas until around involving involved committed took occurred out vs v same previous " +
	"preceding prior next already alone too instead overall elsewhere nationwide countrywide altogether then so yet " +
	"either cannot were'nt wasn't according plus minus again ago earlier later previously before more less fewer " +
	"higher lower took both all some year years'")

// changeWords tell that a percentage is a change.
var RiseWords = Set("rise rises rose risen rising increase increases increased increasing up jump jumps jumped " +
	"leap leaps leapt soar soars soared soaring surge surges surged surging spike spiked spikes climb climbs " +
	"climbed climbing grow grew grown growing growth grows higher more above uplift hike hiked rocketed skyrocketed " +
	"ballooned gain gained swelled escalated escalation mushroomed shot upturn increment upswing added greater " +
	"rocketing rocket rockets skyrocket skyrockets balloon mushroom mushrooms shoots exploded explodes exploding " +
	"explode balloons ballooning swollen multiplied mushrooming spiralled spiralling")

var FallWords = Set("fall falls fell fallen falling decrease decreases decreased decreasing down drop drops " +
	"dropped dropping decline declines declined declining reduction reduced reductions lower fewer less below " +
	"plunge plunged plummeted slump slumped shrank shrunk cut dip dipped slid sank downturn cuts tumbled slipped " +
	"eased crashed collapsed nosedived dwindled receded shrinks shrinking tumbles slides")

var ChangeNeutral = Set("change changed changes difference swing")

func ChangeWord(w string) bool { return RiseWords[w] || FallWords[w] || ChangeNeutral[w] }

// hedges in words before a number; the longest that fits counts.
var hedgeTable = []struct {
	words string
	hedge Hedge
	p     *Pattern
}{
	{words: "more than", hedge: Over}, {words: "over", hedge: Over}, {words: "just|slightly|well|a over",
		hedge: Over}, {words: "just|slightly|well|far|a|little (bit)? more than", hedge: Over},
	{words: "above", hedge: Over}, {words: "exceeding", hedge: Over}, {words: "in excess of", hedge: Over},
	{words: "upwards of", hedge: Over}, {words: "at least", hedge: Over}, {words: "no fewer|less than", hedge: Plain},
	{words: "upward of", hedge: Over}, {words: "topped|topping|exceeded|exceed|passed|pass|passes|passing|surpassed|beyond|exceeds|tops|top",
		hedge: Over}, {words: "not less|fewer than", hedge: Over}, {words: "a " +
		"staggering|whopping|shocking|massive|huge|alarming", hedge: Plain},
	{words: "almost", hedge: Under}, {words: "nearly|near", hedge: Under}, {words: "close to", hedge: Under},
	{words: "just|slightly|well under|below|short", hedge: Under}, {words: "just short of", hedge: Under},
	{words: "(just|a little|a bit|slightly)? shy of", hedge: Under},
	{words: "under", hedge: Under},
	{words: "less|fewer than", hedge: Under}, {words: "just|slightly|far|well less|fewer than", hedge: Under},
	{words: "below", hedge: Under}, {words: "approaching|nearing", hedge: Under}, {words: "not quite",
		hedge: Under}, {words: "getting on for", hedge: Under},
	{words: "up to", hedge: Plain}, {words: "as many as", hedge: Plain},
	{words: "about", hedge: About}, {words: "around", hedge: About}, {words: "some", hedge: About},
	{words: "roughly", hedge: About}, {words: "approximately", hedge: About}, {words: "approx (.)?",
		hedge: About}, {words: "circa", hedge: About},
	{words: "an estimated", hedge: About}, {words: "in the region of", hedge: About}, {words: "or so", hedge: About},
	{words: "~", hedge: About},
	{words: "just|only|exactly|precisely|mere|total", hedge: Plain}, {words: "a|the mere", hedge: Plain},
	{words: "a total of", hedge: Plain}, {words: "by", hedge: Plain},
}

func init() {
	for i := range hedgeTable {
		hedgeTable[i].p = Compile(hedgeTable[i].words)
	}
}

// HedgeBefore finds the hedge that ends just before token i, and where it begins.
func (d *Document) HedgeBefore(i int) (Hedge, int) {
	end := i
	for d.Is(end-1, Set("a an the by just only")) && end > i-2 {
		end--
	}
	hedge, begin := Plain, i
	for _, stop := range []int{i, end} {
		for from := stop - 1; from >= 0 && from >= stop-4; from-- {
			for h := range hedgeTable {
				if from < begin && hedgeTable[h].p.Spans(d, from, stop) {
					hedge, begin = hedgeTable[h].hedge, from
				}
			}
		}
		if begin < i {
			break
		}
	}
	if begin < i && d.Is(i-1, Set("the its their his that")) && d.Holds(begin, i, Set("than above below")) {
		return Plain, i // more than the 293 of the year before
	}
	return hedge, begin
}
