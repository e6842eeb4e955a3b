package method

// A methodEntry is how one kind of number is made, and where it fails.
type methodEntry struct {
	ID, Name string
	Words    string   // what it does and why it leads, or does not
	Formulas []string // in the notation of doc.Formula
	Where    string   // what the letters stand for; may be empty
	Breaks   string   // where it breaks
	Dropped  string   // what was considered and dropped; may be empty
	Sources  []reference
}

// A reference is a paper or a book.
type reference struct{ Text, DOI string }

// methods lists the methods of the report. Their formulas are those of the code.
var methods = []methodEntry{
	{
		ID: "counts", Name: "Limits of a count and a rate",
		Words: "The limits are the means at which a count so small, or so large, would have a probability of one in " +
			"forty. A rate is the count divided by its exposure, which is known, and so are its limits. Where counts " +
			"scatter, the count is measured in units of its dispersion, in which its variance equals its mean.",
		Formulas: []string{`"lower" = q(π; x/φ)·φ`, `"upper" = q(1 − π; (x + 1)/φ)·φ`, `π = 1 − Φ(t(0.975; f))`},
		Where: "Here `$x$` is the count, `$φ$` its dispersion and `$q(p; k)$` the quantile at `$p$` of a gamma " +
			"distribution of shape `$k$`. `$t(0.975; f)$` is that of Student’s distribution on the `$f$` degrees of freedom of " +
			"the dispersion, and `$Φ$` the normal distribution: `$π$` is one in forty where the dispersion is known, and less " +
			"where it is an estimate.",
		Breaks: "With few offences the limits hold more than they say, because counts are whole. A total below zero, where " +
			"more offences were taken out than recorded, has the limits of none.",
		Dropped: "Limits from the normal distribution: below zero for small counts.",
		Sources: []reference{{"Garwood (1936), Biometrika 28:437–442", "10.1093/biomet/28.3-4.437"}},
	},
	{
		ID: "ratios", Name: "Limits of a rate ratio",
		Words: "Given the total of two counts, the later one is binomial, with a share that the ratio of the rates " +
			"and the exposures determine. The exact limits of the share become limits of the ratio. Without overdispersion " +
			"they are exact; with it, each count is divided by its own dispersion first, and the limits are never within the " +
			"exact ones. The probability reported is twice the smaller tail, so that it never contradicts the limits.",
		Formulas: []string{`x ∼ binomial(x + y, p)`, `p = frac(ρ e/φ, ρ e/φ + d/ψ)`,
			`f = frac((v + w)^2, v^2/f_x + w^2/f_y)`},
		Where: "Here `$x$` is the later count and `$y$` the earlier one, `$e$` and `$d$` are their exposures, `$φ$` and " +
			"`$ψ$` their dispersions, which within one definition are one and the same, and `$ρ$` is the ratio. The limits of " +
			"`$p$` are the quantile of `$Beta(x/φ, (y + 1)/ψ)$` at `$π$` and that of `$Beta((x + 1)/φ, y/ψ)$` at " +
			"`$1 − π$`, with `$π$` from `$f$` as for a count. The degrees of freedom of the dispersions are `$f_x$` and `$f_y$`, " +
			"with `$v = φ/(x + 0.5)$` and `$w = ψ/(y + 0.5)$`; where both are one, `$f$` is its own.",
		Breaks: "No offence before leaves no upper limit, and none in either period leaves no ratio. The two counts are " +
			"taken to be independent.",
		Dropped: "The normal approximation on the logarithm, too wide for small counts and undefined at zero; a step of " +
			"one unit of dispersion in place of one offence, too wide as well. Mid-p and score limits stand in the " +
			"table of choices.",
		Sources: []reference{{"Przyborowski and Wilenski (1940), Biometrika 31:313–323", "10.2307/2332612"},
			{"Clopper and Pearson (1934), Biometrika 26:404–413", "10.1093/biomet/26.4.404"}},
	},
	{
		ID: "dispersion", Name: "Overdispersion",
		Words: "Independent events would have a variance equal to their mean. The dispersion is Pearson’s, for each " +
			"definition on its own, because the change of definition would count as scatter. A force’s is that of its " +
			"quarters about its own years and seasons. It rests on few quarters, and one dispersion for all is too narrow for " +
			"some forces and too wide for others, so each is drawn towards what the forces have in common, the more so " +
			"the fewer quarters it rests on; both are estimated from all " +
			"forces. What several forces share, such as a campaign or a counting rule, is in none of theirs, so England and " +
			"Wales, like a region, has that of its own quarters. All these leave the first year of the new offence out. Where " +
			"two definitions meet in a ratio each side has its own, and one below one is taken as one. Limits are those " +
			"of Student’s distribution on the degrees of freedom that a dispersion rests on.",
		Formulas: []string{`φ = frac(∑ (n − m)^2/m, (Y − 1)·(Q − 1))`, `m = frac("year’s total" × "season’s total", "total")`,
			`φ_m = frac(d φ + d_0 φ_0, d + d_0)`},
		Where: "The sum is over every year and season, `$Y$` and `$Q$` are their numbers, `$n$` is a count and `$m$` " +
			"what the totals lead one to expect of it. The dispersion `$φ$` of one force, on `$d$` degrees of freedom, and " +
			"that in common, `$φ_0$` on `$d_0$`, become the moderated one, `$φ_m$`, on the sum of both.",
		Breaks: "What moves whole years is in no dispersion and cannot be told from a change. A force with gaps, or with " +
			"so few offences that its own says nothing, has the one in common. True dispersions are taken to vary in one " +
			"way only (inverse chi-square); a force unlike all others is drawn in too far, so that its limits are narrow.",
		Dropped: "One dispersion for all forces, by force and quarter, which stands in the table of choices. The negative " +
			"binomial as the leading model: its variance grows with the square of the mean, and it weights the forces in " +
			"another way than their totals do, so that its ratio is not that of the published counts; it stands beside the " +
			"headline.",
		Sources: []reference{{"Wedderburn (1974), Biometrika 61:439–447", "10.1093/biomet/61.3.439"},
			{"Smyth (2004), Statistical Applications in Genetics and Molecular Biology 3:1–25", "10.2202/1544-6115.1027"},
			{"Ver Hoef and Boveng (2007), Ecology 88:2766–2772", "10.1890/07-0043.1"},
			{"Osgood (2000), Journal of Quantitative Criminology 16:21–43", "10.1023/A:1007521427059"}},
	},
	{
		ID: "negative-binomial", Name: "Negative binomial",
		Words: "Every force and quarter is a cell; its exposure is the days of the quarter times the force’s share of " +
			"the offences of both years. All cells share one shape, estimated together with the ratio by maximum " +
			"likelihood. The limits are where the likelihood has fallen by as much as chance would have it fall.",
		Formulas: []string{`"variance" = m + frac(m^2, θ)`, `2·(L_max − L(ρ)) = 3.84`},
		Where: "Here `$m$` is the mean of a cell and `$θ$` the shape; `$L(ρ)$` is the log likelihood at the ratio " +
			"`$ρ$`, with the other parameters fitted anew, and `$L_max$` the greatest. The second line gives both limits.",
		Breaks: "The limits are for large samples, and in the simulation below target where the scatter is not of this " +
			"form. The shares of the forces are estimated from the same counts, which the limits leave out and the " +
			"simulation, with shares known, does not test. A cell below zero is taken as none.",
		Sources: []reference{{"Lawless (1987), Canadian Journal of Statistics 15:209–225", "10.2307/3314912"},
			{"Venzon and Moolgavkar (1988), Applied Statistics 37:87–94", "10.2307/2347496"}},
	},
	{
		ID: "old-definition", Name: "Old definition only",
		Words: "Published figures of the new offence are taken off the code in every vintage. The result is a range " +
			"in the sense of partial identification: what the data allow, without an assumption about where in it the truth " +
			"lies. Where no figure is published for a force, the range runs from none to all.",
		Formulas: []string{`frac("88A" − "s.15A", "88A before")`,
			`"variance of its log as a difference" = frac(φ n, (n − s)^2) + frac(ψ, y)`},
		Where: "The range is from the least to the greatest value, over vintages and published figures. Of one end, `$n$` " +
			"is the count of code 88A and `$s$` the figure taken off it, which is taken as it stands, `$y$` the count before, " +
			"and `$φ$` and `$ψ$` are the dispersions of the two counts. The limits that lead have `$φ/(n − s)$` in place of " +
			"the first part.",
		Breaks: "The returns are another measure than the counts. Forces that did not answer are taken to have had none, " +
			"so that without an assumption about them the range is no bound; what other assumptions give stands beside it. A " +
			"release that lacks the year before is set over another one’s. The limits that stand with both ends take " +
			"what is left " +
			"as a count of its own; what is left is a difference, whose limits are wider and stand with the assumptions.",
		Sources: []reference{{"Manski (2003), Partial Identification of Probability Distributions", "10.1007/b97478"}},
	},
	{
		ID: "first-year", Name: "The first year against the trend before",
		Words: "A quasi-Poisson regression of the quarters before the change on a trend and the seasons, carried on for " +
			"the four quarters of the first year after it. The step is that year’s count over what was expected. It needs no " +
			"line after the change, and leads. The same with a trend that bends stands beside it.",
		Formulas: []string{`log m = log e + α + s_q + β t`, `"variance of log step" = σ^2 + frac(φ, m) + frac(d, n)`},
		Where: "Here `$m$` is the mean expected, `$e$` the exposure, `$s_q$` the season and `$t$` the time; `$σ$` is the " +
			"standard error of the logarithm of the year’s mean, `$φ$` the dispersion about the trend, `$n$` the count and " +
			"`$d$` its dispersion. Quantiles are Student’s on the degrees of freedom of the trend.",
		Breaks: "A trend of five years carried on for one can be wrong by more than its limits say, which is why a " +
			"second one stands beside it. They are the limits of a count beside a count that might have been, and as limits " +
			"of the ratio of two means too wide.",
		Sources: []reference{{"Serfling (1963), Public Health Reports 78:494–506", "10.2307/4591848"},
			{"Farrington, Andrews, Beale and Catchpole (1996), Journal of the Royal Statistical Society A 159:547–563",
				"10.2307/2983331"}},
	},
	{
		ID: "segmented", Name: "Segmented regression",
		Words: "A quasi-Poisson regression of the quarterly counts, fitted by iteratively reweighted least squares: a " +
			"trend before the change, two quarters of transition with a term each, then a new level and a new trend, with " +
			"a factor for each quarter of the year and the exposure as offset. The step is the later line carried back to " +
			"the first quarter after the transition, over the trend before, carried on to it; the uncertainty of both is in " +
			"its limits. An F test called for the second quarter of transition and for no more. Two kinds of limits are " +
			"given, scaled by the dispersion and by Newey and West’s method, and the wider leads.",
		Formulas: []string{`log m = log e + u + v`, `u = α + s_q + β t`, `v = γ T + η U + (δ + ε t)·A`},
		Where: "Here `$m$` is the mean of a quarter and `$e$` its exposure; `$u$` is the trend that is carried on, " +
			"with a term `$s_q$` for each season and `$t$` the years since the quarter after the transition; `$v$` is the " +
			"change, with `$T$` and `$U$` one in a quarter of the transition each, `$A$` one after it, and all else none. " +
			"The step is `$exp δ$`, with limits by Student’s distribution on `$n − 9$` degrees of freedom.",
		Breaks: "A straight trend is an assumption, and growth levels off: carried on for years it would pass any " +
			"count. The second quarter of transition was chosen by the data, which the limits leave out. Newey and West’s " +
			"errors are too small in so short a series. A period without an offence has no finite step, and a quarter below " +
			"zero cannot be fitted, so that the regression of such a force begins after it, or is not made where too few " +
			"quarters are left.",
		Dropped: "A regression of yearly counts, which cannot tell a step from a trend; one with no transition or one " +
			"quarter of it, in which the first months of a new offence pull the later line down.",
		Sources: []reference{{"Wagner, Soumerai, Zhang and Ross-Degnan (2002), Journal of Clinical Pharmacy and " +
			"Therapeutics 27:299–309", "10.1046/j.1365-2710.2002.00430.x"},
			{"Bernal, Cummins and Gasparrini (2017), International Journal of Epidemiology 46:348–355", "10.1093/ije/dyw098"},
			{"Newey and West (1987), Econometrica 55:703–708", "10.2307/1913610"}},
	},
	{
		ID: "placebo", Name: "Steps at other dates",
		Words: "The segmented regression is fitted again with its change in every quarter that leaves eight quarters on " +
			"either side, with one quarter of transition and with the report’s. Limits should leave out one at about one " +
			"date in twenty. A series in which they do so at more than one date in ten is not described by the regression, " +
			"and its step at the change decides nothing. Code 88A itself is tried within the new definition, because a true " +
			"step makes false ones at the dates about it.",
		Breaks: "Dates that lie near each other share most of their quarters, so that their steps are not as many tests. " +
			"One in ten is a choice. That a series passes shows no more than that the regression is not refuted in it.",
		Dropped: "Synthetic controls: the code widened for every force at once. A structural time series, whose variances " +
			"of level and slope come out as none.",
		Sources: []reference{{"Abadie, Diamond and Hainmueller (2015), American Journal of Political Science 59:495–510",
			"10.1111/ajps.12116"}, {"Bertrand, Duflo and Mullainathan (2004), Quarterly Journal of Economics 119:249–275",
			"10.1162/003355304772839588"}},
	},
	{
		ID: "trend", Name: "Trend within the definition, and the next release",
		Words: "A quasi-Poisson regression of the quarters since the base on a trend and the seasons, with the exposure " +
			"as offset, for England and Wales and for every force. Its growth a year stands beside the last step from one " +
			"year to the next. Carried on, it gives the count that the next release should have, which tests the limits " +
			"when that release comes and is no forecast of offending.",
		Formulas: []string{`m ± t·sqrt(m^2 σ^2 + φ m)`},
		Where: "Here `$m$` is the sum of the means of the quarters to come, `$σ$` the standard error of its logarithm, " +
			"`$φ$` the dispersion about the trend and `$t$` the quantile of Student’s distribution on its degrees of freedom.",
		Breaks: "The limits hold if the trend and the scatter go on and if known quarters are not revised. Past " +
			"predictions made again from one release know its revisions, and are kinder than those made at the time.",
		Sources: []reference{{"Farrington, Andrews, Beale and Catchpole (1996), Journal of the Royal Statistical Society A " +
			"159:547–563", "10.2307/2983331"}},
	},
	{
		ID: "part-years", Name: "Part years",
		Words: "The same months of two years are compared first. Where a part year is annualised, the ratios of past " +
			"full years to their own annualised parts give a range, cut at ranks of the ordered ratios, so that no " +
			"distribution is assumed. The range of the year that has not ended is from the whole years since the base.",
		Formulas: []string{`k = max(1, ⌊0.025·(n + 1)⌋)`},
		Where: "The range is from the `$k$`th least to the `$k$`th greatest of `$n$` ratios, and holds the next one " +
			"with probability `$1 − 2 k/(n + 1)$`.",
		Breaks: "England and Wales has few past years, so that its range is the least and the greatest ratio seen, " +
			"and that it " +
			"holds all but two of them is by construction. The " +
			"forces of a year share its surprises. A year unlike those before leaves the range.",
		Dropped: "Limits of the annual rate as a range for the full year: they leave out the season and " +
			"the trend.",
		Sources: []reference{{"Wilks (1941), Annals of Mathematical Statistics 12:91–96", "10.1214/aoms/1177731788"}},
	},
	{
		ID: "contrasts", Name: "Ratio of ratios",
		Words: "The ratio of one area over that of another in the same periods; what changed alike in both cancels. " +
			"Given all totals, the later count has a noncentral hypergeometric distribution, which gives exact limits as if " +
			"Poisson. The leading limits are those of the logarithm, widened for the overdispersion of each count.",
		Formulas: []string{`ω = frac(a/b, c/d)`,
			`log ω ± t·sqrt(frac(φ_a, a) + frac(φ_b, b) + frac(φ_c, c) + frac(φ_d, d))`},
		Where: "Here `$a$` and `$b$` are the later and the earlier count of one area, `$c$` and `$d$` those of the other, " +
			"and `$φ$` with each letter is the dispersion of that count; within one definition those of an area are " +
			"one and the " +
			"same. The quantile `$t$` is Student’s, on degrees of freedom by the rule for a ratio of two rates, in which a " +
			"dispersion that several counts share is one.",
		Breaks: "With a zero among the four counts there are no limits. It needs ten or more offences, in units of the " +
			"dispersion, in each. Scotland’s scatter is not known and is taken to be the same. The simulation tests the " +
			"limits with one dispersion for each area, and with one for each area and period, which differ from each other " +
			"and are estimated as here.",
		Sources: []reference{{"Fisher (1935), Journal of the Royal Statistical Society 98:39–82", "10.2307/2342435"},
			{"Woolf (1955), Annals of Human Genetics 19:251–253", "10.1111/j.1469-1809.1955.tb01348.x"}},
	},
	{
		ID: "funnel", Name: "Funnel",
		Words: "The ratio of each force within the new definition is set against the count expected of it. Limits are " +
			"those of a force no different from the rest. The most extreme tenth of the scores at each end is " +
			"capped first, so " +
			"that a few unusual forces do not hide in the spread they cause. Overdispersion is then estimated and allowed for " +
			"in two ways: one factor for all, or a spread of true ratios between forces.",
		Formulas: []string{`z = frac(log("ratio"/"target"), s)`, `s = frac(1, sqrt(n p·(1 − p)))`},
		Where: "Here `$n$` is the two counts together, and `$p$` the share of the later one expected of it. With the " +
			"multiplicative allowance `$s$` becomes `$s·sqrt(∑ z^2/F)$` over `$F$` forces, with the additive one " +
			"`$sqrt(s^2 + τ^2)$`.",
		Breaks: "Both estimates are somewhat low, because the outer scores are cut, so that the limits are somewhat " +
			"narrow. Half an offence is added to both counts, which matters for small forces.",
		Dropped: "A funnel of the ratios across the change of definition: it would show how forces coded the new offence.",
		Sources: []reference{{"Spiegelhalter (2005), Statistics in Medicine 24:1185–1202", "10.1002/sim.1970"}},
	},
	{
		ID: "shrinkage", Name: "Shrinkage",
		Words: "True ratios are taken to vary between forces as a gamma distribution, estimated from all of them by " +
			"likelihood and by moments; each force’s ratio is then drawn towards the mean. A ratio of two scattered counts " +
			"enters as the ratio of one effective count to its expectation, with the same variance on the logarithm, so " +
			"that neither the earlier count nor the scatter is forgotten.",
		Formulas: []string{`E = frac(n p·(1 − p), φ)`, `O = E·frac("ratio", "target")`,
			`"shrunken ratio" = "target"·frac(O + a, E + b)`},
		Where: "Here `$n$` and `$p$` are those of the funnel, `$a$` is the shape of the gamma distribution and " +
			"`$a/b$` its mean.",
		Breaks: "The limits leave out the uncertainty of the mean and the spread, and in the simulation hold less than " +
			"they say. A force that is unlike the others, or stopped recording, is drawn in too far.",
		Dropped: "Shrinkage of the later count over an expectation from the earlier one, which takes the earlier count " +
			"as known and the counts as Poisson.",
		Sources: []reference{{"Clayton and Kaldor (1987), Biometrics 43:671–681", "10.2307/2532003"},
			{"Marshall (1991), Applied Statistics 40:283–294", "10.2307/2347593"}},
	},
	{
		ID: "many-forces", Name: "Many forces",
		Words: "The probabilities for the forces are adjusted so that among the forces that stand out, the expected " +
			"share of false ones is held down. Across the change of definition each force is tested against the ratio of the " +
			"rest of England and Wales, because the change itself puts nearly every ratio above one. Neighbours in an order " +
			"of the ratios cannot be told apart, and the places of " +
			"small forces are mostly chance, so none is given.",
		Formulas: []string{`q_i = min_(j ≥ i) frac(m p_j, j)`},
		Where: "Here `$p_j$` is the probability at place `$j$` in order of size, `$q_i$` the adjusted one at place " +
			"`$i$`, and `$m$` the number of forces with a ratio.",
		Breaks: "Forces without a ratio do not count among those tested.",
		Sources: []reference{{"Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57:289–300",
			"10.1111/j.2517-6161.1995.tb02031.x"}},
	},
	{
		ID: "simulation", Name: "Coverage",
		Words: "Counts are drawn from a Poisson distribution, or from one whose mean is itself drawn from a gamma " +
			"distribution, so that the variance is a known multiple of the mean. The share of draws whose limits hold the " +
			"truth is their coverage.",
		Formulas: []string{`λ ∼ gamma(frac(μ, φ − 1), frac(1, φ − 1))`, `x ∼ Poisson(λ)`},
		Where: "The gamma distribution is given by its shape and its rate, so that the variance of the count " +
			"`$x$` is `$φ μ$`.",
		Breaks: "It tests the limits against chance of this form, with independent quarters. It does not test whether " +
			"the model is true.",
	},
}
