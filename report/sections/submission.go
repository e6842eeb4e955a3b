package sections

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements"
	"grooming-report/report/doc"
	"grooming-report/report/sections/area"
	"grooming-report/report/sections/nation"
	"grooming-report/report/sections/published"
	"grooming-report/report/sections/section"
)

//go:embed submission.md
var prose embed.FS

// A Submitter is who submits evidence, to which inquiry, and what they say of themselves
// and ask for: their own words, which are taken as they stand.
type Submitter struct {
	Name    string   // who submits it
	Date    string   // ISO date on which they do; may be empty
	Inquiry string   // what it is submitted to; may be empty
	About   string   // who they are and why they submit; may be empty
	Asks    []string // what they recommend; may be empty
}

// MostWords is how many words a committee of either House takes.
const MostWords = 3000

// Submission makes the written evidence that somebody submits to a committee of
// either House. It states no number that the report does not state: reported is
// the report's evidence, and another number is an error.
func Submission(s *analysis.Study, drawings, pictures map[string][]byte, by Submitter,
	reported *fact.Evidence, colophon section.Colophon) (*doc.Document, error) {
	name := oneLine(by.Name)
	if name == "" {
		return nil, errors.New(`who submits the evidence? make evidence NAME="A charity"`)
	}
	inquiry := ""
	if words := oneLine(by.Inquiry); words != "" {
		inquiry = "To the inquiry “" + words + "”. "
	}
	where := s.Area.In()
	if len(s.Areas) > 1 {
		where = "in " + records.ProseAll(s.Areas)
	}
	d, evidence, err := compose(&doc.Document{
		Title: "Written evidence submitted by " + name,
		Subtitle: inquiry + "Recorded grooming offences in England and Wales and " + where +
			": what the figures can and cannot say",
		Author: name, Signed: by.Date,
		Keywords: []string{"sexual grooming", "police recorded crime", "England and Wales", records.ProseAll(s.Areas)},
		Summary: "What the number of recorded grooming offences can and cannot show, before and after the change of " +
			"definition in April 2017.",
	}, []section.Section{{Stem: "submission", Prose: prose, Fill: func(b *section.Builder) (any,
		error) {
		return submission(b, by, reported)
	}}},
		s, drawings, colophon)
	if err != nil {
		return nil, err
	}
	for _, f := range evidence.Facts() {
		if _, ok := reported.Find(f.Name); !ok {
			return nil, fmt.Errorf("the evidence for a committee states %s, which the report does not", f.Name)
		}
	}
	for _, b := range d.Blocks {
		if f, ok := b.(*doc.Figure); ok {
			if err := illustrate(f, drawings, pictures); err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}

// illustrate gives a figure its picture, which must be of the same drawing: it
// holds what the drawing says of itself.
func illustrate(f *doc.Figure, drawings, pictures map[string][]byte) error {
	name := strings.TrimPrefix(f.ID, "figure-")
	words, err := section.Metadata(drawings[name])
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	if len(pictures[name]) == 0 {
		return fmt.Errorf("figures/%s.png is not drawn; run `make evidence`, which draws it first", name)
	}
	if !bytes.Contains(pictures[name], []byte(words)) {
		return fmt.Errorf("figures/%s.png is not a picture of %s; run `make evidence`, which draws both", name, f.Name)
	}
	f.PNG = pictures[name]
	return nil
}

// oneLine is words without line ends and further spaces.
func oneLine(words string) string { return strings.Join(strings.Fields(words), " ") }

// submitted is what the text of the evidence states.
type submitted struct {
	nation.SummaryFacts
	It                    string // or They, of several
	Silent                string // the quarter since which the area recorded none, after some before
	Name                  section.OwnName
	Inquiry, Who          *section.OwnName
	Asks                  []section.OwnName
	Judged                judged
	Beside                *area.SideBySideFacts // nil for one area
	PartRate              *section.Num
	OldPhi, Phi           section.Num
	OldNational, National *section.Num
	April                 string
	Revised               []section.VintageCount
	Moved                 bool
	Verdicts              bool   // some statement is not exact or rounded correctly
	LocalSaid             bool   // some statement is about the area
	OneIsWrong            bool   // none or one is wrong
	OldAct                string // the year of the Act
	About                 section.About
	Version               string // of the report
	Source                submissionSources
}

func submission(b *section.Builder, by Submitter, reported *fact.Evidence) (any, error) {
	s := b.Study
	// The drawings state numbers of the report that the text here does not.
	for _, f := range reported.Facts() {
		if err := b.Evidence.Add(f); err != nil {
			return nil, err
		}
	}
	national, err := s.BeforeAfter(s.National)
	if err != nil {
		return nil, err
	}
	if gap := s.Gap(); gap != "" {
		return nil, fmt.Errorf("%s %s, and the evidence needs all its quarters: choose another FORCE or RELEASE",
			s.Area.Display(), gap)
	}
	local, err := s.BeforeAfter(s.Area)
	if err != nil {
		return nil, err
	}
	whole, err := nation.StateSummary(b)
	if err != nil {
		return nil, err
	}
	f := submitted{
		SummaryFacts: *whole, It: section.Capital(area.Pronoun(s.Area)), Silent: b.Silent(s.Area.Name),
		OldPhi:      b.Num(s.DispersionFact(analysis.OldDefinition)),
		Phi:         b.Num(s.DispersionFact(analysis.NewDefinition)),
		OldNational: b.National(analysis.OldDefinition), National: b.National(analysis.NewDefinition),
		OldAct: "2003", About: b.About(), Version: b.Named(b.Colophon.Version), Source: stateSources(b, national.Old),
	}
	if s.Partial > 0 {
		part, err := s.Rate(s.National, s.LatestMonths())
		if err != nil {
			return nil, err
		}
		rate := b.Num(s.RateFact(part))
		f.PartRate = &rate
	}
	april := s.AfterYear.Part(3)
	f.April = april.String()
	f.Revised = b.Vintages(s.Area, april)
	f.Moved = len(f.Revised) > 1
	b.Comparisons("table-comparisons", national)
	b.Comparisons("table-force-comparisons", local)
	if len(s.Areas) > 1 {
		if f.Beside, err = area.SideBySide(b); err != nil {
			return nil, err
		}
	}
	f.sign(b, by)
	f.Judged, err = verdicts(b)
	f.Verdicts, f.LocalSaid, f.OneIsWrong = f.Judged.Shown, f.Judged.Local, f.Judged.Wrong.Fact.Value <= 1
	return f, err
}

// sign sets what the submitter says of themselves, of the inquiry and of what they recommend.
func (f *submitted) sign(b *section.Builder, by Submitter) {
	f.Name = section.OwnName{B: b, Name: oneLine(by.Name)}
	if words := oneLine(by.Inquiry); words != "" {
		f.Inquiry = &section.OwnName{B: b, Name: words}
	}
	if words := oneLine(by.About); words != "" {
		f.Who = &section.OwnName{B: b, Name: words}
	}
	for _, ask := range by.Asks {
		if words := oneLine(ask); words != "" {
			f.Asks = append(f.Asks, section.OwnName{B: b, Name: words})
		}
	}
}

// submissionSources are the marks of the footnotes of the prose.
type submissionSources struct {
	Release, Standing, Old, New, Act, Commencement, Residents, High, Low string
}

func stateSources(b *section.Builder, old analysis.OldOnly) submissionSources {
	law := func(ending string) string {
		return b.Cited(func(x section.Source) bool { return strings.HasSuffix(x.Url, ending) })
	}
	figure := func(o analysis.OldBound) string {
		return b.Cited(section.QuotedFrom(o.Figure.Publisher, o.Figure.Date, o.Figure.URL))
	}
	release := b.Study.Release.Vintage.String()
	return submissionSources{
		Release:  b.Cited(func(x section.Source) bool { return x.Releases && x.Date == release }),
		Standing: b.Cited(func(x section.Source) bool { return x.Standing }),
		Old:      law("/section/15"), New: law("/section/15A"), Act: law("/2015/9/section/67"),
		Commencement: law("/2017/511/made"),
		Residents:    b.Cited(func(x section.Source) bool { return x.Residents }),
		High:         figure(old.Highest), Low: figure(old.Lowest),
	}
}

// judged is what came of the statements about England and Wales and the area.
type judged struct {
	Checked, Right, NotComparable, Unchecked, Wrong section.Num
	Shown                                           bool // some are in the table
	Local                                           bool // some are about the area
}

// verdicts counts the published statements about England and Wales and the chosen area,
// and makes a table of those whose numbers are not exact or rounded correctly.
func verdicts(b *section.Builder) (judged, error) {
	checks, err := concerned(b)
	if err != nil {
		return judged{}, err
	}
	about := b.Study.National.Name
	local := slices.ContainsFunc(checks, func(k claims.Check) bool { return k.Claim.Area == b.Study.Area.Name })
	if local {
		about += " and " + b.Study.Area.InProse()
	}
	t := &doc.Table{ID: "table-statements", Caption: section.Cell("Published statements about " + about +
		" whose numbers have been revised since, are not comparable, are wrong or cannot be checked"), Columns: []doc.Column{
		{Head: "Statement", Width: 0.3}, {Head: "Rests on", Width: 0.22}, {Head: "Published by", Width: 0.25},
		{Head: "Verdict", Width: 0.23},
	}}
	for _, k := range checks {
		c := k.Claim
		if k.Verdict == statements.Exact || k.Verdict == statements.Rounds {
			continue
		}
		rests, err := published.RestsOn(b, k)
		if err != nil {
			return judged{}, err
		}
		said := "“" + c.Statement + "”"
		if local {
			said += ", on " + records.Area{Name: c.Area}.InProse()
		}
		t.Rows = append(t.Rows, []doc.Cell{section.Cell(said), rests,
			section.Cell(section.Capital(c.Publisher)+", "+section.Published(c.Date), b.Footnote(publication(b, c))),
			section.Cell(strings.Replace(k.Mark(), string(statements.RightAtVintage),
				"right when published, since revised", 1))})
	}
	judged := stateJudged(b, checks)
	judged.Local = local
	if len(t.Rows) > 0 {
		judged.Shown = true
		b.Table(t)
	}
	return judged, nil
}

// publication is where a statement was published.
func publication(b *section.Builder, c claims.Claim) section.Source {
	list := section.SourcesOf(b.Study)
	return list[slices.IndexFunc(list, section.QuotedFrom(c.Publisher, c.Date, c.URL))]
}

// concerned is the statements about England and Wales and the study's area.
func concerned(b *section.Builder) ([]claims.Check, error) {
	checks, err := b.Study.Checks()
	return slices.DeleteFunc(checks, func(k claims.Check) bool {
		return k.Claim.Area != b.Study.National.Name && k.Claim.Area != b.Study.Area.Name
	}), err
}

// stateJudged counts statements by what came of them.
func stateJudged(b *section.Builder, checks []claims.Check) judged {
	tally := func(kind string, which ...statements.Verdict) section.Num {
		n := 0
		for _, k := range checks {
			if len(which) == 0 || slices.Contains(which, k.Verdict) {
				n++
			}
		}
		return b.TallyRows("statements.about-"+b.Study.Area.Slug()+"."+kind, n,
			"statements about "+b.Study.National.Name+" and "+b.Study.Area.Name+", "+kind, fact.RowsOfTable,
			section.ClaimRows(checks, which...))
	}
	return judged{
		Checked: tally("checked"), Right: tally("right", statements.Exact, statements.Rounds, statements.RightAtVintage),
		NotComparable: tally("not-comparable", statements.NotComparable),
		Unchecked:     tally("unchecked", statements.CannotCheck), Wrong: tally("wrong", statements.Wrong),
	}
}

// judgedNumbers records the counts of statements that the evidence for a committee gives.
func judgedNumbers(b *section.Builder) error {
	checks, err := concerned(b)
	if err == nil {
		stateJudged(b, checks)
	}
	return cmp.Or(err, b.Err)
}
