package verify_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"grooming-report/analysis"
	"grooming-report/analysis/analysistest"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/robustness"
	"grooming-report/analysis/trends"
	"grooming-report/analysis/verify"
)

// must gives a value that a test needs, or stops it.
func must[T any](t testing.TB) func(T, error) T {
	return func(x T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
}

// had is the numbers that a study has; nil stands for one that it has not.
func had(facts []*fact.Fact) (list []*fact.Fact) {
	for _, f := range facts {
		if f != nil {
			list = append(list, f)
		}
	}
	return list
}

// ofStudy is a number of every kind that a study states of England and Wales and of its area.
func ofStudy(t testing.TB, s *analysis.Study) []*fact.Fact {
	t.Helper()
	var list []*fact.Fact
	add := func(facts ...*fact.Fact) { list = append(list, had(facts)...) }
	for _, a := range []records.Area{s.National, s.Area} {
		for _, p := range []records.Period{s.BeforeYear.Period(), s.AfterYear.Period(), s.LatestYear.Period(),
			s.LatestMonths()} {
			r := must[analysis.Rate](t)(s.Rate(a, p))
			add(s.CountFact(r.Count), s.RateFact(r), s.PoissonRateFact(r))
			for _, under16 := range []bool{false, true} {
				if m := s.PerMillion(r, under16); m != nil {
					add(s.PerMillionFact(m))
				}
			}
			add(s.Scatter(a, p).Fact)
		}
		b := must[analysis.BeforeAfter](t)(s.BeforeAfter(a))
		add(b.Headline.RatioFact(s, "headline"), b.Headline.PoissonFact(b.Headline.RatioFact(s, "headline")))
		for _, within := range []struct {
			kind string
			*analysis.Within
		}{{"within-definition", b.Within}, {"from-start-up", b.StartUp}, {"same-months", b.SameMonths}} {
			add(within.RatioFact(s, within.kind))
			if f, ok := within.PerCentChange(s, within.kind); ok {
				add(f)
			}
		}
		for _, w := range must[[]analysis.Within](t)(s.YearOnYear(a)) {
			add(w.RatioFact(s, "year-on-year."+w.Later.Period.Key()))
		}
	}
	for _, era := range []analysis.Era{analysis.OldDefinition, analysis.NewDefinition} {
		add(s.DispersionFact(era), s.NationalDispersionFact(era))
	}
	for _, c := range must[[]analysis.Control](t)(s.Controls()) {
		add(c.RatioFact(s))
	}
	measures := must[[]analysis.Measure](t)(s.Measures())
	for _, m := range measures {
		add(m.LeftFact(s))
	}
	for _, c := range s.Clashes(measures) {
		add(c.LeftFact())
	}
	for _, b := range must[[]analysis.BaseChoice](t)(s.Bases()) {
		up, down := b.CountFacts(s)
		add(b.NationalFact(s), up, down, b.Rest.Fact(s))
	}
	c := must[analysis.Contrast](t)(s.AgainstRest(s.Area, s.LatestYear.Period(), s.Base.Period()))
	add(c.Fact(s), c.ExactFact(s))
	rest := must[[]analysis.RestRow](t)(s.AllAgainstRest())
	tested := s.TestedAgainstRest(rest)
	add(tested, s.DifferFact(rest, tested), s.DifferWidelyFact(rest, tested), rest[0].PFact(s, tested))
	one := must[*analysis.OneForAll](t)(s.OneForAll())
	add(one.All, one.Compared, one.Low, one.Own, one.Held, one.Halfway, one.Common, one.Degrees)
	sp := must[*analysis.Spread](t)(s.Spread(must[[]analysis.ForceRow](t)(s.AllForces())))
	add(sp.TargetFact(s), sp.MultiplierFact(s), sp.BetweenFact(s), sp.ShapeFact(s, false), sp.ShapeFact(s, true))
	for _, level := range []float64{analysis.Level, analysis.OuterLevel} {
		add(sp.ByChanceFact(s, level), sp.OutsideFact(s, level, true), sp.OutsideFact(s, level, false))
		add(sp.Forces[0].LimitsFact(s, sp, level))
	}
	add(sp.Forces[0].ShrunkFact(s, sp), sp.Forces[0].ShrunkMomentsFact(s, sp))
	add(s.Data.Coverage[0].Fact(), s.Data.Coverage[0].ReplicatesFact())
	for _, nation := range []string{"Scotland", "Northern Ireland"} {
		if c, ok, err := s.AgainstNation(nation); err != nil {
			t.Fatal(err)
		} else if ok {
			add(c.Fact(s))
		}
	}
	if c, ok, err := s.AgainstRestAsPublished(s.Area); err != nil {
		t.Fatal(err)
	} else if ok {
		add(c.Fact(s))
	}
	return list
}

// ofTrends is a number of every kind that package trends gives, and one of each kind of robustness.
func ofTrends(t testing.TB, s *analysis.Study) []*fact.Fact {
	t.Helper()
	var list []*fact.Fact
	add := func(facts ...*fact.Fact) { list = append(list, had(facts)...) }
	bs := must[trends.Breaks](t)(trends.FitBreaks(s))
	for _, b := range append([]trends.Break{bs.National, bs.Window, bs.Force}, bs.Controls...) {
		for _, e := range []trends.BreakEffect{b.Step(), b.Trend(), b.SlopeChange()} {
			add(e.Fact(s), e.ScaledFact(s), e.NeweyWestFact(s))
		}
		add(b.DispersionFact(s), b.AutocorrelationBoundFact(s))
		add(b.AutocorrelationFacts(s)...)
	}
	settling := must[*trends.Settling](t)(trends.FitSettling(s))
	add(settling.Wanted.F, settling.Wanted.P, settling.Further.F, settling.Further.P, settling.Count, settling.Fitted,
		settling.Trend, settling.Observed)
	for _, x := range must[[]trends.Placebo](t)(trends.Placebos(s, 2)) {
		least, greatest := x.ExtremeFacts(s)
		add(x.DatesFact(s), x.BeyondChanceFact(s), x.RankFact(s), least, greatest)
	}
	for _, h := range must[[]*trends.History](t)(trends.Histories(s)) {
		add(h.MedianFact(s), h.MiddleFact(s), h.TestedFact(s), h.SilentFact(s), h.WithinFact(s), h.LevelFact(s),
			h.CoverageFact(s))
	}
	for _, a := range []records.Area{s.National, s.Area} {
		trend := must[*trends.Trend](t)(trends.Fit(s, a))
		add(trend.Fact(s), trend.NeweyWestFact(s))
		if first := must[*trends.FirstYear](t)(trends.FitFirstYear(s, a)); first != nil {
			add(first.Expected, first.Step, first.Quadratic)
		}
		add(must[*trends.PartYear](t)(trends.NewPartYear(s, a)).Fact(s))
		x := must[*trends.Prediction](t)(trends.Predict(s, a))
		add(x.QuarterFact(s), x.YearFact(s), x.PastFact(s, x.Past[0]), x.CameFact(s, x.Past[0]))
		count, f, p, _, err := x.ChangingFacts(s)
		if err != nil {
			t.Fatal(err)
		}
		add(count, f, p)
	}
	choices, multiverse, err := robustness.Choices(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range append(choices, multiverse.Combinations...) {
		add(c.Fact(s))
	}
	add(must[*robustness.Choice](t)(robustness.NegBin(s)).Fact(s))
	return list
}

// stated is how a test names a number: england-wales.rate-ratio.headline: 4.00 (3.52–4.56) ratio.
func stated(f *fact.Fact) string {
	limits := ""
	if f.LimitsText != "" {
		limits = " (" + f.LimitsText + ")"
	}
	return strings.ReplaceAll(fmt.Sprintf("%s: %s%s %s", f.Name, f.Text, limits, f.Unit), fact.NBSP, " ")
}

var printed = regexp.MustCompile(`−?[0-9][0-9,]*(?:\.[0-9]+)?`)

// states reports whether words state numbers, each at the rounding that it is printed with. A percentage may
// leave its sign to the words around it.
func states(words string, numbers ...float64) error {
	found := printed.FindAllString(words, -1)
	if len(found) != len(numbers) {
		return fmt.Errorf("%q states %d numbers, want %d", words, len(found), len(numbers))
	}
	for i, text := range found {
		x, err := strconv.ParseFloat(strings.NewReplacer("−", "-", ",", "").Replace(text), 64)
		if err != nil {
			return err
		}
		_, decimals, _ := strings.Cut(text, ".")
		want := numbers[i]
		if strings.HasSuffix(words, "per\u00a0cent") {
			want = math.Abs(want)
		}
		if math.Abs(x-want) > 0.5*math.Pow10(-len(decimals))*(1+1e-9) {
			return fmt.Errorf("%q for %v", text, want)
		}
	}
	return nil
}

// What a study of Hampshire states, as documents print it: one number of each kind, and of what those rest on, with its
// unit and the digits that a reader sees.
const statedOfHampshire = `
# counts, rates and scatter
england-wales.count.2025-04_2025-12: 5,734 offences
england-wales.annual-rate.2025-04_2025-12: 7,611 (7,120–8,119) offences per year
england-wales.annual-rate-poisson.2025-04_2025-12: 7,611 (7,415–7,810) offences per year
england-wales.rate-per-million.2025-04_2025-12: 123 (115–131) offences per million people per year
england-wales.rate-per-million-under-16.2025-04_2025-12: 673 (629–718) offences per million children under 16 per year
england-wales.dispersion.before: 2.0 ratio
england-wales.dispersion.after: 3.5 ratio
england-wales.dispersion.national-quarters.after: 5.6 ratio
hampshire.dispersion.own-quarters.after: 9.5 ratio
hampshire.dispersion.after: 5.9 ratio
forces.dispersion.prior.after: 2.1 ratio
forces.dispersion.prior.degrees-of-freedom.after: 16.7 number
forces.dispersion.own-quarters.compared.after: 42 forces
forces.dispersion.own-quarters.low.after: 15 forces
hampshire.held-by-one-dispersion.own: 78 per cent of ratios
hampshire.held-by-one-dispersion.halfway: 86 per cent of ratios
england-wales.population.people-of-all-ages.mid-2024: 61,806,682 people of all ages
england-wales.dispersion.71: 3.1 ratio
england-wales.dispersion.88a-and-71.after: 6.2 ratio
# comparisons
england-wales.rate-ratio.headline: 4.00 (3.52–4.56) ratio
england-wales.rate-ratio.headline.poisson: 4.00 (3.75–4.27) ratio
england-wales.rate-ratio.within-definition: 1.21 (1.11–1.33) ratio
england-wales.per-cent-change.within-definition: 21 per cent (11–33) per cent
england-wales.rate-ratio.same-months: 1.08 (0.98–1.19) ratio
england-wales.per-cent-change.same-months: 8 per cent (−2 to 19) per cent
hampshire.per-cent-change.same-months: 5 per cent (−45 to 64) per cent
england-wales.rate-ratio.control-71: 1.67 (1.40–2.00) ratio
forces.within-definition.above-one: 12 forces
forces.within-definition.below-one: 2 forces
hampshire.ratio-of-ratios.rest.2024-04_2025-03.over.2018-04_2019-03: 0.87 (0.54–1.42) ratio
hampshire.ratio-of-ratios.rest.2024-04_2025-03.over.2018-04_2019-03.exact: 0.87 (0.71–1.06) ratio
forces.tested.against-rest: 43 forces
forces.against-rest.differ: 4 forces
forces.against-rest.differ-by-the-larger-dispersion: 2 forces
avon-somerset.p-adjusted.against-rest: 0.059 probability
england-wales.ratio-of-ratios.scotland: 4.31 (3.15–5.90) ratio
hampshire.ratio-of-ratios.rest-as-published: 1.20 (0.75–1.90) ratio
# published returns of the new offence
measures.s15a-2017-18.left: 1,407 (1,227–1,407) offences
measures.s15a-hampshire-2020-21.left: 187 (185–187) offences
measures.s15a-2017-18-first.less.s15a-2017-april-december: 1,543 offences
# the spread of forces, and the simulation
forces.funnel.target: 1.21 ratio
forces.funnel.multiplier: 6.7 ratio
forces.funnel.between: 0.29 standard deviation of the natural logarithm
forces.funnel.by-chance.95.0: 2.2 forces
forces.funnel.by-chance.99.8: 0.1 forces
forces.funnel.outside.additive.95.0: 4 forces
forces.funnel.outside.multiplicative.95.0: 3 forces
forces.funnel.outside.additive.99.8: 1 forces
avon-somerset.funnel.limits.95.0: 1.21 (0.68–2.18) ratio
avon-somerset.funnel.limits.99.8: 1.21 (0.48–3.06) ratio
forces.shrinkage.spread.moments: 0.28 ratio
forces.shrinkage.spread.likelihood: 0.30 ratio
avon-somerset.rate-ratio.shrunken: 1.22 (0.96–1.51) ratio
avon-somerset.rate-ratio.shrunken-moments: 1.22 (0.96–1.51) ratio
coverage.poisson-count.5-5.dispersion-1: 98.0 per cent of replicates
coverage.poisson-count.5-5.dispersion-1.replicates: 10,000 number
# trends
england-wales.segmented.step: 3.45 (2.95–4.03) ratio
england-wales.segmented.step.newey-west: 3.45 (3.06–3.89) ratio
england-wales.segmented.slope-change: 0.78 (0.74–0.82) ratio
england-wales.segmented-window-5.step: 3.38 (2.86–4.00) ratio
england-wales.segmented.dispersion: 4.62 ratio
england-wales.segmented.autocorrelation.bound: 0.27 number
england-wales.segmented.autocorrelation.lag-4: −0.18 number
england-wales.segmented.transition-2-against-1.f: 25.4 number
england-wales.segmented.transition-2-against-1.p: < 0.001 probability
england-wales.segmented-transition-4.transition-4-against-2.p: 0.147 probability
england-wales.segmented-transition-1.fitted.2017-07_2017-09: 1,283 number
england-wales.segmented-transition-1.observed-over-trend.2017-07_2017-09: 2.62 ratio
england-wales.placebo-71.transition-2.dates: 38 number
england-wales.placebo-71.transition-2.rank: 37 number
england-wales.placebo-71.transition-2.greatest: 1.78 (0.93–3.42) ratio
england-wales.backtest.quarters-3.ratio: 1.05 (0.99–1.09) ratio
england-wales.backtest.quarters-3.middle-half: 1.05 (1.02–1.06) ratio
england-wales.backtest.quarters-3.level: 6 in 7 probability
england-wales.backtest.quarters-3.coverage: 85 per cent of those tested
england-wales.since-2018-04.backtest.quarters-3.level: 3 in 4 probability
forces.backtest.quarters-1.left-out: 42 number
forces.backtest.quarters-3.level: 0.95 probability
forces.backtest.quarters-3.within: 530 number
england-wales.trend.within-definition: 1.036 (1.026–1.045) ratio
england-wales.first-year.expected.linear: 1,620 offences
england-wales.first-year.step.linear: 2.85 (2.39–3.40) ratio
england-wales.first-year.step.quadratic: 2.92 (2.20–3.88) ratio
england-wales.part-year-range.2025-04_2025-12: 7,910 (7,704–8,076) offences per year
hampshire.part-year-range.2025-04_2025-12: 227 (190–268) offences per year
england-wales.prediction.2026-01_2026-03: 2,086 (1,839–2,332) offences
england-wales.prediction.2025-04_2026-03: 7,820 (7,573–8,066) offences
hampshire.prediction.2021-01_2021-03: 67 (0–163) offences
england-wales.prediction.2026-01_2026-03.changing-season.f: 5.3 number
england-wales.prediction.2026-01_2026-03.changing-season.p: 0.030 probability
# choices
england-wales.sensitivity.mid-p: 4.00 (3.75–4.27) ratio
england-wales.sensitivity.score: 4.00 (3.40–4.71) ratio
england-wales.sensitivity.pooled-dispersion: 4.00 (3.58–4.48) ratio
england-wales.sensitivity.negative-binomial: 4.16 (3.78–4.58) ratio
england-wales.sensitivity.before-2012-04_2017-03: 6.38 (5.81–7.00) ratio
england-wales.sensitivity.vintage-2023-10-19: 4.00 (3.50–4.57) ratio
england-wales.sensitivity.territorial: 4.01 (3.52–4.57) ratio
england-wales.sensitivity.with-71: 3.18 (2.82–3.59) ratio
england-wales.sensitivity.part-by-days: 3.66 (3.19–4.20) ratio
england-wales.sensitivity.part-by-months: 3.68 (3.21–4.22) ratio
`

func TestStudy(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	all := append(ofStudy(t, s), ofTrends(t, s)...)
	tables := &verify.Tables{Data: os.DirFS("../../data")}
	t.Run("computed again", func(t *testing.T) { computedAgain(t, all, tables) })
	t.Run("in words", func(t *testing.T) { inWords(t, all) })
	t.Run("periods", func(t *testing.T) { periods(t, all, tables) })
	have := map[string]string{}
	var state func(f *fact.Fact)
	state = func(f *fact.Fact) {
		if have[f.Name] != "" {
			return
		}
		have[f.Name] = stated(f)
		for _, in := range f.Inputs {
			state(in.Fact)
		}
	}
	for _, f := range all {
		state(f)
	}
	for want := range strings.Lines(statedOfHampshire) {
		want = strings.TrimSpace(want)
		if want == "" || strings.HasPrefix(want, "#") {
			continue
		}
		if name, _, _ := strings.Cut(want, ":"); have[name] != want {
			t.Errorf("states %q, want %q", have[name], want)
		}
	}
}

// computedAgain holds every number to its row of evidence.csv: from that and the tables it is computed again, by
// code that shares only package stats with what computed it first.
func computedAgain(t *testing.T, all []*fact.Fact, tables *verify.Tables) {
	var e fact.Evidence
	for _, f := range all {
		if err := e.Add(f); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := e.Write(&file); err != nil {
		t.Fatal(err)
	}
	text := bytes.ReplaceAll(file.Bytes(), []byte("../../data/"), []byte("data/")) // as a report names the tables
	rows := must[*verify.File](t)(verify.ReadFile(bytes.NewReader(text)))
	n, err := verify.Verify(rows, tables)
	if err != nil || n != len(e.Facts()) {
		t.Errorf("%d of %d numbers agree, then %v", n, len(e.Facts()), err)
	}
}

// inWords holds the words of every number to its value, and those of its limits to its limits, which hold it.
func inWords(t *testing.T, all []*fact.Fact) {
	for _, f := range all {
		var part, whole float64
		if n, _ := fmt.Sscanf(f.Text, "%g in %g", &part, &whole); n == 2 {
			if math.Abs(part/whole-f.Value) > 1e-9 {
				t.Errorf("%s: %q for %v", f.Name, f.Text, f.Value)
			}
		} else if strings.HasPrefix(f.Text, "<") {
			if f.Value >= 0.0005 {
				t.Errorf("%s: %q for %v", f.Name, f.Text, f.Value)
			}
		} else if err := states(f.Text, f.Value); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		if (f.Interval == nil) != (f.LimitsText == "") {
			t.Errorf("%s has limits %v, in words %q", f.Name, f.Interval, f.LimitsText)
		}
		if f.Interval == nil {
			continue
		}
		if err := states(f.LimitsText, f.Interval.Lower, f.Interval.Upper); err != nil {
			t.Errorf("%s: limits %v", f.Name, err)
		}
		if !f.Interval.Contains(f.Value) {
			t.Errorf("%s: %v is outside of its limits %v", f.Name, f.Value, *f.Interval)
		}
	}
}

// carried is the numbers that speak of other quarters than those that they were computed from: a trend that is
// carried on, and what is held against it; the years before a break in the regression of all of them, or a quarter
// of it; a part year by the shape of the years before it, and what such shapes are worth; and what is left of a period
// of which a part is taken off.
var carried = regexp.MustCompile(`\.(first-year|prediction|part-year-range|less|fitted|like-size)\.|` +
	`\.segmented.*\.trend\b|^published\..*\.before\.`)

// beside is the inputs that say nothing of the period of what rests on them: how far counts scatter, and how
// many people there are.
var beside = regexp.MustCompile(`dispersion$|^all$|^people$`)

// periods holds the period of every number to the quarters of the lines that it adds up, and else to those of its
// inputs, of which it spans all.
func periods(t *testing.T, all []*fact.Fact, tables *verify.Tables) {
	seen := map[string]bool{}
	var hold func(f *fact.Fact)
	hold = func(f *fact.Fact) {
		if seen[f.Name] {
			return
		}
		seen[f.Name] = true
		var within []records.Period
		for _, in := range f.Inputs {
			hold(in.Fact)
			if !beside.MatchString(in.Role) {
				within = append(within, in.Fact.Period)
			}
		}
		for _, r := range f.Rows {
			if file, ok := strings.CutPrefix(r.File, "../../"); ok && strings.Contains(file, "/releases/") {
				for _, line := range must[[]string](t)(tables.Text(verify.Lines{File: file, First: r.First, Last: r.Last})) {
					cells := strings.Split(line, ",")
					year := must[records.FinancialYear](t)(records.ParseFinancialYear(cells[0]))
					within = append(within, year.Quarter(must[int](t)(strconv.Atoi(cells[1]))).Period())
				}
			}
		}
		if len(within) == 0 || carried.MatchString(f.Name) {
			return
		}
		span := within[0]
		for _, p := range within {
			span = records.Period{From: min(span.From, p.From), To: max(span.To, p.To)}
		}
		if f.Period != span {
			t.Errorf("%s is of %s, and what it rests on of %s", f.Name, f.Period, span)
		}
	}
	for _, f := range all {
		hold(f)
	}
}
