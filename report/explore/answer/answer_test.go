package answer

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
)

var (
	opening sync.Once
	shared  *Desk
)

// desk answers from the tables of the project, of the releases that tests are made with.
func desk(t testing.TB) *Desk {
	t.Helper()
	opening.Do(func() {
		var err error
		if shared, err = open(recordstest.Files(t, "../../../data")); err != nil {
			t.Fatal(err)
		}
	})
	if shared == nil {
		t.Fatal("the desk did not open for the first test")
	}
	return shared
}

// open is a desk with the national counts of every year for its evidence, which is enough to
// trace by.
func open(tables fs.FS) (*Desk, error) {
	d, err := Open(tables, "", nil, nil)
	if err != nil {
		return nil, err
	}
	if err := d.prepare(); err != nil {
		return nil, err
	}
	var e fact.Evidence
	for _, p := range d.study.Years() {
		c, err := d.study.Count(d.study.National, p)
		if err != nil {
			return nil, err
		}
		if err := e.Add(d.study.CountFact(c)); err != nil {
			return nil, err
		}
	}
	var m markup
	err = e.Write(&m)
	d.evidence = []byte(m.String())
	return d, err
}

// ask is an answer, which must be there.
func ask(t testing.TB, d *Desk, q Question, file []byte) Answer {
	t.Helper()
	question, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	var a Answer
	if err := json.Unmarshal(d.Ask(question, file), &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// The sentence that may be said holds both counts, and what they allow.
func TestSentence(t *testing.T) {
	for _, test := range []struct {
		area, series, later, earlier, want string
	}{
		{"Kent + Essex", "88A", "2017-04 2018-01", "2016-04 2017-01",
			"which are not comparable: the code widened in April 2017."},
		{"england and wales", "", "2024-04 2025-01", "2018-04 2019-01",
			"recorded 7,140 offences of sexual grooming (code 88A) in 2024/25, against 5,879 in 2018/19: 21 per cent more; " +
				"more were recorded than chance alone would give."},
		{"England and Wales", "88A", "2025-04 2025-10", "2024-04 2024-10", "more were recorded, but chance alone could give this."},
		{"Northumbria", "88A", "2025-04 2025-10", "2024-04 2024-10",
			"against 158 in April to December 2024: as many were recorded."},
		{"British Transport Police + Wales", "88A", "2024-04 2025-01", "2018-04 2019-01",
			"Together, British Transport Police and Wales recorded"},
		{"Kent + Metropolitan Police", "88A", "2024-04 2025-01", "2018-04 2019-01",
			"Together, Kent and the Metropolitan Police recorded"},
		{"London, City of", "88A", "2024-04 2025-01", "2018-04 2019-01", "too few to read a change from."},
		{"Kent", "71", "2017-04 2018-01", "2016-04 2017-01", "offences of code 71, abuse of children"},
		{"Kent", "all offences excluding fraud", "2024-04 2025-01", "2018-04 2019-01", "Police in Kent recorded 162,059 offences excluding fraud in 2024/25"},
		{"Metropolitan Police", "88A", "2024-04 2025-01", "2018-04 2019-01", "The Metropolitan Police recorded 716 offences"},
		{"London, City of", "88A", "2025-04 2025-10", "2024-04 2024-10", "Police in the City of London recorded 1 offence of"},
	} {
		from, to := func(p string) string { return strings.Fields(p)[0] }, func(p string) string { return strings.Fields(p)[1] }
		a := ask(t, desk(t), Question{Ask: "compare", Fields: map[string]string{
			"area": test.area, "series": test.series, "later-from": from(test.later), "later-to": to(test.later),
			"earlier-from": from(test.earlier), "earlier-to": to(test.earlier)}}, nil)
		if a.Error != "" || !strings.Contains(a.Say, test.want) {
			t.Errorf("%s, %s against %s: %q %s, want %q", test.area, test.later, test.earlier, a.Say, a.Error, test.want)
		}
	}
}

// A date of publication is read as people write it.
func TestPublished(t *testing.T) {
	for _, test := range [][2]string{
		{"2018-05-04", "2018-05-04"}, {"2018-05", "2018-05"}, {"2018", "2018"}, {"4 May 2018", "2018-05-04"},
		{"04/05/2018", "2018-05-04"}, {"May 2018", "2018-05"}, {"Sep 2018", "2018-09"}, {"31/02/2018", ""}, {"last May", ""},
	} {
		if got := published(test[0]); got != test[1] {
			t.Errorf("published(%q) = %q, want %q", test[0], got, test[1])
		}
	}
}

// A ratio across a change of definition stands beside its caveat, and no percentage does.
func TestAcross(t *testing.T) {
	d := desk(t)
	forces := d.data.Forces.List
	if testing.Short() {
		forces = recordstest.Forces(t, d.data.Data)
		t.Logf("-short takes %d of %d forces", len(forces), len(d.data.Forces.List))
	}
	for _, force := range forces {
		a := ask(t, d, Question{Ask: "compare", Fields: map[string]string{"area": force.Name, "later-from": "2017-04",
			"later-to": "2018-01", "earlier-from": "2016-04", "earlier-to": "2017-01"}}, nil)
		if a.Error != "" {
			t.Fatalf("%s: %s", force.Name, a.Error)
		}
		reading := a.HTML[strings.Index(a.HTML, `<dl class="reading">`):]
		reading = reading[:strings.Index(reading, "</dl>")]
		if strings.Contains(reading, "rate-ratio") && !strings.Contains(reading, "not comparable") ||
			strings.Contains(reading, "per-cent-change") || !strings.Contains(a.Say, "not comparable") {
			t.Errorf("%s: %s; %q, want the caveat and no percentage", force.Name, reading, a.Say)
		}
	}
}

// The limits of a change say which way each goes.
func TestChangeLimits(t *testing.T) {
	a := ask(t, desk(t), Question{Ask: "compare", Fields: map[string]string{"area": "Essex"}}, nil)
	_, change, _ := strings.Cut(strings.ReplaceAll(a.HTML, fact.NBSP, " "), "<dt>Change</dt>")
	change, _, _ = strings.Cut(change, "\n")
	want := `8 per cent</a></data></span> fewer <span class="limits">(from 31 per cent fewer to 22 per cent more)</span></dd>`
	if !strings.HasSuffix(change, want) {
		t.Errorf("Essex: change %q, want %q", change, want)
	}
}

// A change in per cent is given on a base of fifty or more, as in every document: Gwent recorded 37
// in 2018/19 and 57 in 2017/18.
func TestChangeOnSmallBase(t *testing.T) {
	for base, want := range map[string]string{
		"2018-04 2019-01": "no percentage is given on a base under fifty", "2017-04 2018-01": "per cent</a></data></span> more",
	} {
		from, to, _ := strings.Cut(base, " ")
		fields := map[string]string{"area": "Gwent", "later-from": "2024-04", "later-to": "2025-01", "earlier-from": from,
			"earlier-to": to}
		a := ask(t, desk(t), Question{Ask: "compare", Fields: fields}, nil)
		_, change, _ := strings.Cut(strings.ReplaceAll(a.HTML, fact.NBSP, " "), "<dt>Change</dt>")
		change, _, _ = strings.Cut(change, "</dd>")
		saved := ask(t, desk(t), Question{Ask: "compare", Fields: with(fields, "save", "csv")}, nil)
		small := strings.HasPrefix(want, "no ")
		if !strings.Contains(change, want) || strings.Contains(change+a.Say, "per cent") == small ||
			strings.Contains(saved.Save.Text, "per-cent-change") == small {
			t.Errorf("Gwent, base %s: change %q, %q, saved %s, want %q", base, change, a.Say, saved.Save.Text, want)
		}
	}
}

// with is fields with one more.
func with(fields map[string]string, name, value string) map[string]string {
	more := maps.Clone(fields)
	more[name] = value
	return more
}

// Areas side by side begin with the ratio of their ratios, which leads to its lines; areas
// that share a force, and another series, have none.
func TestContrasts(t *testing.T) {
	d := desk(t)
	fields := map[string]string{"area": "Kent; Essex", "later-from": "2024-04", "later-to": "2025-01",
		"earlier-from": "2018-04", "earlier-to": "2019-01"}
	c, err := d.choose(fields)
	if err != nil {
		t.Fatal(err)
	}
	want, err := d.study.Between(c.areas[0], c.areas[1], c.later, c.earlier)
	if err != nil {
		t.Fatal(err)
	}
	a := ask(t, d, Question{Ask: "compare", Fields: fields}, nil)
	words := fact.FormatRatio(want.Ratio) + "</a></data></span> times that in Essex (95"
	if !strings.Contains(a.HTML, words) || strings.Index(a.HTML, words) > strings.Index(a.HTML, `class="comparison"`) {
		t.Errorf("Kent; Essex: %s%s, want %q before all comparisons", a.HTML, a.Error, words)
	}
	fields["number"] = want.Name
	if a = ask(t, d, Question{Ask: "trace", Fields: fields}, nil); !strings.Contains(a.HTML, ",Essex,88A,") {
		t.Errorf("%s: %s%s, want its lines", want.Name, a.HTML, a.Error)
	}
	for _, test := range []struct {
		area, series string
		across, want bool
	}{
		{"Kent; Essex", "88A", true, true}, {"Kent; England and Wales", "88A", false, false}, {"Kent", "88A", false, false},
		{"Kent; Essex", "71", false, false},
	} {
		fields := map[string]string{"area": test.area, "series": test.series}
		if test.across {
			fields["earlier-from"], fields["earlier-to"] = "2016-04", "2016-10"
		}
		a := ask(t, d, Question{Ask: "compare", Fields: fields}, nil)
		if a.Error != "" || strings.Contains(a.HTML, "Side by side") != test.want ||
			strings.Contains(a.HTML, "both ratios not comparable in themselves") != test.across {
			t.Errorf("%s, %s: %s %q, want side by side: %t", test.area, test.series, a.Error, a.HTML, test.want)
		}
	}
}

// The address of a choice asks the same again.
func TestAddress(t *testing.T) {
	d := desk(t)
	for _, fields := range []map[string]string{
		{"area": "Kent; Essex"},
		{"area": "South West + Wales", "series": "71"},
		{"area": "Kent", "pick": "Essex", "how": "join", "later-from": "2019-07", "later-to": "2019-10"},
	} {
		want := ask(t, d, Question{Ask: "compare", Fields: fields}, nil)
		got := ask(t, d, Question{Ask: "open", Fields: map[string]string{"hash": want.Hash}}, nil)
		if want.Error != "" || want.HTML == "" || got.HTML != want.HTML || got.Hash != want.Hash || got.Panel != "compare" {
			t.Errorf("%v: %s opens %s (%s%s), want the same", fields, want.Hash, got.Hash, want.Error, got.Error)
		}
	}
}

// What cannot be answered is refused in one line that says what to do.
func TestRefusals(t *testing.T) {
	for _, test := range []struct {
		ask    string
		fields map[string]string
		file   string
		want   string
	}{
		{"check", nil, "", "Nothing was given; paste a text"},
		{"check", map[string]string{"text": "5", "date": "May"}, "", "want the day, month or year of publication"},
		{"check", map[string]string{"text": "5", "area": "Hogwarts"}, "", `unknown area "Hogwarts"`},
		{"check", map[string]string{"save": "pdf", "text": "5"}, "", "is saved as html or csv"},
		{"compare", map[string]string{"area": "Hampshir"}, "", "did you mean Hampshire?"},
		{"compare", map[string]string{"area": "Kent and Essex"}, "", "write two as Kent + Essex to add them up"},
		{"compare", map[string]string{"area": "Kent;Essex;Surrey;Sussex;Dorset;Wiltshire;Gwent"}, "", "more than 6 areas"},
		{"compare", map[string]string{"later-from": "2016-04", "later-to": "2017-01", "earlier-from": "2016-07"}, "", "quarters in common"},
		{"compare", map[string]string{"area": ";"}, "", "names none; pick one from the list"},
		{"compare", map[string]string{"area": "Kent +"}, "", "plus sign without an area beside it"},
		{"compare", map[string]string{"area": "Kent + England and Wales"}, "", "England and Wales holds every force already"},
		{"compare", map[string]string{"area": "Scotland"}, "", "the list, which is of England and Wales alone"},
		{"compare", map[string]string{"later-from": "2030-04", "later-to": "2031-01"}, "", "which is April 2012 to December 2025"},
		{"compare", map[string]string{"earlier-from": "1999-04", "earlier-to": "2000-01"}, "", "choose two periods of these"},
		{"check", nil, "prc.XLSX", "; the Home Office’s workbook is read in the panel Release day"},
		{"check", map[string]string{"several": "yes"}, "", "several files were given at once"},
		{"check", map[string]string{"unread": "yes"}, "folder", "folder: cannot be read: it is a folder"},
		{"release", map[string]string{"date": "July"}, "prc.csv", "want the day of publication, such as 23 July 2026"},
		{"trace", nil, "", "No number was given; type one, such as 5,734"},
		{"release", nil, "", "No workbook was given"},
		{"release", nil, "prc-240426.csv", "prc-240426.csv: "},
		{"release", nil, "draft.txt", "; a text is checked in the panel Check."},
		{"burn", nil, "", `no panel "burn"`},
	} {
		q := Question{Ask: test.ask, Fields: test.fields, File: test.file}
		file := []byte("a,b\n1,2\n")
		if test.file == "prc.XLSX" {
			file = []byte("PK\x03\x04 no archive")
		}
		a := ask(t, desk(t), q, file)
		if strings.Contains(a.Error, "\n") || !strings.Contains(strings.ToLower(a.Error), strings.ToLower(test.want)) {
			t.Errorf("%+v: error %q, want one line that says %q", q, a.Error, test.want)
		}
		if !strings.HasPrefix(a.Error, test.file) {
			t.Errorf("%+v: error %q, want it to begin with the file's name as it is", q, a.Error)
		}
	}
}

// While both ends of a period are changed one after the other, nothing is compared and the fields
// stay as they are; asked for outright, the two periods are put in order, or refused.
func TestSteps(t *testing.T) {
	d := desk(t)
	fields := map[string]string{"area": "Kent", "later-from": "2025-04", "later-to": "2025-10", "earlier-from": "2024-04",
		"earlier-to": "2024-10"}
	for _, change := range []struct{ field, to, wait, asked string }{
		{"later-from", "2017-04", "April 2017 to December 2025, begins before the earlier one", "have quarters in common"},
		{"later-to", "2018-01", "2017/18, begins before the earlier one, April to December 2024", ""},
		{"earlier-from", "2016-04", "April 2016 to December 2024 and 2017/18 have quarters in common", "have quarters in common"},
		{"earlier-to", "2016-01", "ends with January to March 2016, before it begins", "before it begins with April to June"},
		{"earlier-to", "2017-01", "", ""},
	} {
		fields[change.field] = change.to
		a := ask(t, d, Question{Ask: "compare", Fields: with(fields, "step", "yes")}, nil)
		if a.Error != "" || !strings.Contains(a.Wait, change.wait) || (a.Wait == "") == (a.HTML == "") ||
			(change.wait == "") != (a.Wait == "") {
			t.Errorf("%s changed to %s: waits %q, %s%s, want %q", change.field, change.to, a.Wait, a.Error, a.Say, change.wait)
		}
		for name, value := range fields {
			if _, rest, _ := strings.Cut(a.Forms["compare"], ` name="`+name+`"`); name != "area" &&
				!strings.Contains(rest[:strings.Index(rest, "</select>")], `value="`+value+`" selected`) {
				t.Errorf("%s changed to %s: %s is no longer %s", change.field, change.to, name, value)
			}
		}
		if a = ask(t, d, Question{Ask: "compare", Fields: fields}, nil); a.Wait != "" || (a.Error == "") != (change.asked == "") ||
			!strings.Contains(a.Error, change.asked) {
			t.Errorf("%s changed to %s and asked for: %q %q, want %q", change.field, change.to, a.Wait, a.Error, change.asked)
		}
	}
}

// A number that is read as of one area leads to the comparison of what it is read as, where the release can
// make it.
func TestBeside(t *testing.T) {
	d := desk(t)
	for sentence, want := range map[string]string{
		"Grooming offences in Kent rose by 18 per cent from 2018/19 to 2024/25.": "Kent, 2024/25 against 2018/19",
		"The Met recorded 716 grooming offences in 2024/25.":                     "Metropolitan Police, 2024/25 against 2023/24",
		"Police in England and Wales recorded 7,140 grooming offences in 2024/25.": "England and Wales, 2024/25 against " +
			"2023/24",
		"Police in Kent recorded 34 grooming offences in 2012/13.":                   "", // the release has no year before
		"Police in Kent recorded 34 grooming offences in May and June 2025.":         "", // which are no quarter
		"Police Scotland recorded 34 grooming offences in 2024/25.":                  "",
		"Kent Police recorded 4,000 sexual offences of all kinds in 2024/25.":        "",
		"Kent Police told the NSPCC of 289 offences under section 15A in 2024/25.":   "",
		"Police in Kent recorded 289 grooming offences in 2030/31, it was foreseen.": "",
	} {
		a := ask(t, d, Question{Ask: "check", Fields: map[string]string{"text": sentence}}, nil)
		_, after, found := strings.Cut(a.HTML, `<dt>Rates, limits and chart</dt><dd><a href="`)
		if found != (want != "") {
			t.Errorf("%q leads to a comparison: %t, want %q", sentence, found, want)
			continue
		}
		if !found {
			continue
		}
		hash, words, _ := strings.Cut(after, `">`)
		if words, _, _ = strings.Cut(words, "<"); words != want {
			t.Errorf("%q leads to %q, want %q", sentence, words, want)
		}
		there := ask(t, d, Question{Ask: "open", Fields: map[string]string{"hash": html.UnescapeString(hash)}}, nil)
		if there.Error != "" || there.Panel != "compare" || !strings.Contains(there.HTML, "<figure") {
			t.Errorf("%q leads to %s, which answers in %q: %s", sentence, hash, there.Panel, there.Error)
		}
	}
}

// An address that is refused fills the form with what it says. A choice that is very long is
// quoted by its beginning.
func TestRefusedAddress(t *testing.T) {
	for hash, want := range map[string]string{
		"#compare?area=Hogwarts&later-from=2019-04":                         `value="Hogwarts"`,
		"#compare?area=Kent&series=92":                                      `value="Kent"`,
		"#compare?area=Kent&later-to=1999-01":                               `value="1999-01" selected>Mar 1999`,
		"#compare?area=Kent&series=71&later-to=1999-01":                     `value="71" selected`,
		"#compare?area=Hogwarts&later-from=2019-04&later-to=x":              `value="2019-04" selected>Apr 2019`,
		"#trace?number=kent.rate-ratio.chosen&area=Hogwarts":                `value="kent.rate-ratio.chosen"`,
		"#compare?area=" + strings.Repeat("Kent+%2B+", 3000):                `value="Kent + Kent + `,
		"#compare?area=" + strings.Repeat("Kantshire+", 3000):               `value="Kantshire `,
		"#trace?area=Kent&number=5&later-from=" + strings.Repeat("5", 3000): `value="5"`,
	} {
		a := ask(t, desk(t), Question{Ask: "open", Fields: map[string]string{"hash": hash}}, nil)
		if a.Error == "" || !strings.Contains(a.Forms[a.Panel], want) {
			t.Errorf("%.90s: %q fills the form with %q, want %s", hash, a.Error, a.Forms, want)
		}
		if len(a.Error) > 400 {
			t.Errorf("%.90s is refused in %d bytes: %s", hash, len(a.Error), a.Error)
		}
	}
	long := strings.Repeat("5", 3000)
	a := ask(t, desk(t), Question{Ask: "trace", Fields: map[string]string{"number": long}}, nil)
	if len(a.Say) > 200 || strings.Count(a.HTML, "55555") > 12 {
		t.Errorf("a number of 3,000 digits is answered by %s %s", a.Say, a.HTML)
	}
}

// A file without words is named, and so is none where a text was to be given.
func TestEmpty(t *testing.T) {
	for name, want := range map[string]string{"empty.txt": "empty.txt: is empty", "": "Nothing was given"} {
		if a := ask(t, desk(t), Question{Ask: "check", File: name}, []byte(" \n")); !strings.HasPrefix(a.Error, want) {
			t.Errorf("an empty %q: %q, want %q", name, a.Error, want)
		}
	}
}

// An area stands once, however often it is named.
func TestOnce(t *testing.T) {
	a := ask(t, desk(t), Question{Ask: "compare", Fields: map[string]string{"area": "Kent; Essex; kent police"}}, nil)
	if n := strings.Count(a.HTML, `class="comparison"`); n != 2 {
		t.Errorf("Kent; Essex; kent police: %d comparisons %s, want 2", n, a.Error)
	}
}

// An address shows what it asks, and keeps nothing on the machine of whoever opens it.
func TestOpen(t *testing.T) {
	a := ask(t, desk(t), Question{Ask: "open", Fields: map[string]string{"hash": "#compare?area=Kent&save=csv"}}, nil)
	if a.Save != nil || a.Hash == "" || !strings.Contains(a.Say, "Police in Kent") {
		t.Errorf("an address that asks to save: saves %t, shows %q at %q, want the comparison alone", a.Save != nil, a.Say, a.Hash)
	}
	if a = ask(t, desk(t), Question{Ask: "open", Fields: map[string]string{"hash": "#release?x=1"}}, nil); a.Hash != "#release" {
		t.Errorf("#release?x=1 opens %q, want #release", a.Hash)
	}
}

// A yearly growth is given with what its limits allow, and not on a base under ten or where a
// force went silent.
func TestGrowth(t *testing.T) {
	d := desk(t)
	for area, want := range map[string]string{
		"England and Wales":        "times as many each year: a rise on average over these years",
		"Thames Valley":            "times as many each year: no trend that can be told from chance",
		"British Transport Police": "",
		"City of London":           "",
	} {
		a := ask(t, d, Question{Ask: "compare", Fields: map[string]string{"area": area}}, nil)
		_, growth, given := strings.Cut(a.HTML, "Yearly growth")
		if a.Error != "" || given != (want != "") || !strings.Contains(growth, want) {
			t.Errorf("%s: growth given %t, %s, want %q", area, given, a.Error, want)
		}
	}
}

// No word of what people give becomes markup.
func TestInjections(t *testing.T) {
	d := desk(t)
	for _, text := range []string{
		`<script>x</script>`, `<img src=x onerror=x>`, `"><svg onload=x>`, `</textarea><img src=x>`, `<a href="javascript:x">5,734</a>`,
		`'><b onclick=x>`, `<!--><img src=x>-->`, `</script><script>x</script>`, `<iframe srcdoc="x">`, "\x00<b>5</b>",
	} {
		for _, q := range []Question{
			{Ask: "check", Fields: map[string]string{"text": text + " Police in Kent recorded 289 offences in 2024/25 " + text}},
			{Ask: "check", Fields: map[string]string{"text": "289", "date": text}},
			{Ask: "compare", Fields: map[string]string{"area": text}},
			{Ask: "compare", Fields: map[string]string{"series": text, "later-from": text}},
			{Ask: "trace", Fields: map[string]string{"number": text}},
			{Ask: "open", Fields: map[string]string{"hash": "#trace?number=" + text}},
		} {
			a := ask(t, d, q, nil)
			for _, markup := range []string{a.HTML, a.Forms["compare"], a.Forms["trace"]} {
				if fault := foreign(markup); fault != "" {
					t.Errorf("%+v makes %s", q, fault)
				}
			}
		}
	}
}

// foreign names an element or attribute that no answer has.
func foreign(markup string) string {
	z := html.NewTokenizer(strings.NewReader(markup))
	for z.Next() != html.ErrorToken {
		token := z.Token()
		switch token.Data {
		case "script", "img", "iframe", "object", "embed", "style", "link", "base":
			return token.String()
		}
		for _, a := range token.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" || strings.HasPrefix(a.Val, "javascript:") {
				return token.String()
			}
		}
	}
	return ""
}

// A number of the report, and one of a comparison, lead to the lines of the release.
func TestTrace(t *testing.T) {
	d := desk(t)
	a := ask(t, d, Question{Ask: "trace", Fields: map[string]string{"number": "1,156"}}, nil)
	if !strings.Contains(a.HTML, "england-wales.count.2016-04_2017-03") || !strings.Contains(a.HTML, "The same in each release") {
		t.Errorf("1,156: %s %s, want the count of 2016/17 and its vintages", a.Error, a.HTML)
	}
	a = ask(t, d, Question{Ask: "trace", Fields: map[string]string{"area": "Kent", "later-from": "2024-04", "later-to": "2025-01",
		"earlier-from": "2018-04", "earlier-to": "2019-01", "number": "kent.rate-ratio.chosen"}}, nil)
	if !strings.Contains(a.HTML, ",Kent,88A,") || !strings.Contains(a.HTML, "later [") {
		t.Errorf("kent.rate-ratio.chosen: %s %s, want its formula and lines", a.Error, a.HTML)
	}
	a = ask(t, d, Question{Ask: "trace", Fields: map[string]string{"area": "Kent", "later-from": "2017-04", "later-to": "2018-01",
		"earlier-from": "2016-04", "earlier-to": "2017-01", "number": "kent.rate-ratio.chosen"}}, nil)
	if want := "</p>\n<p><strong>Not comparable: the code widened in April 2017.</strong></p>"; !strings.Contains(a.HTML, want) {
		t.Errorf("kent.rate-ratio.chosen across April 2017: %s %s, want the caveat beside the number", a.Error, a.HTML)
	}
	if a = ask(t, d, Question{Ask: "trace", Fields: map[string]string{"number": "1,157"}}, nil); !strings.Contains(a.HTML, "1,156") {
		t.Errorf("1,157: %s, want what is near it", a.HTML)
	}
}

// release is the newest tidy table as a published one, with one cell changed.
func release(t *testing.T, d *Desk) []byte {
	t.Helper()
	words := map[string]string{"88A": "Sexual grooming", "71": "Abuse of children through sexual exploitation"}
	out := []string{"Financial Year,Financial Quarter,Force Name,Offence Description,Offence Group,Offence Subgroup,Offence Code,Number of Offences"}
	r, err := d.data.Release("2026-04-23")
	if err != nil {
		t.Fatal(err)
	}
	for code, description := range words {
		s, err := d.data.Series.Find(code)
		if err != nil {
			t.Fatal(err)
		}
		p, _ := r.Period(s)
		for _, force := range r.Forces {
			for q := p.From; q <= p.To; q++ {
				c, err := r.Count(records.ForceArea(force), s, q.Period())
				if err != nil {
					continue
				}
				if force == "Kent" && code == "88A" && q == p.To {
					c.N += 5
				}
				out = append(out, fmt.Sprintf("%s,%d,%q,%s,Sexual offences,Other sexual offences,%s,%d", q.Year(), q.N(), force, description, code, c.N))
			}
		}
	}
	return []byte(strings.Join(out, "\n") + "\n")
}

// A workbook is read, set beside the release before, answered from, and put away.
func TestRelease(t *testing.T) {
	common := desk(t)
	d, err := Open(common.tables, "", common.evidence, nil)
	if err != nil {
		t.Fatal(err)
	}
	before := ask(t, d, Question{Ask: "compare", Fields: map[string]string{"area": "Kent"}}, nil)
	a := ask(t, d, Question{Ask: "release", File: "prc-tables-240426.csv"}, release(t, d))
	if a.Error != "" || !strings.Contains(a.HTML, "release of 24 April 2026 was read") || !strings.Contains(a.HTML, "+5") {
		t.Fatalf("%s %s, want the release read and its five offences", a.Error, a.HTML)
	}
	if !strings.Contains(a.Notice, "24 April 2026") || !strings.Contains(a.Notice, "stays on this machine") {
		t.Errorf("notice %q, want the release and that it stays here", a.Notice)
	}
	after := ask(t, d, Question{Ask: "compare", Fields: map[string]string{"area": "Kent"}}, nil)
	if after.Error != "" || after.Say == before.Say || !strings.Contains(after.HTML, "24 April 2026") {
		t.Errorf("%q after the release, want other numbers than %q", after.Say, before.Say)
	}
	traced := ask(t, d, Question{Ask: "trace", Fields: map[string]string{"area": "Kent", "number": "kent.count.2025-04_2025-12"}}, nil)
	if !strings.Contains(traced.HTML, "offences-2026-04-24.csv") {
		t.Errorf("%s %s, want the lines of the workbook's table", traced.Error, traced.HTML)
	}
	refused := ask(t, d, Question{Ask: "release", File: "picture.png"}, []byte("\x89PNG\r\n\x1a\n"))
	if !strings.HasPrefix(refused.Error, "picture.png: ") || !strings.Contains(refused.HTML, "24 April 2026, is still in use") ||
		!strings.Contains(refused.HTML, `data-how="away"`) {
		t.Errorf("%q %s after the release, want that it is still in use, and how to put it away", refused.Error, refused.HTML)
	}
	twice := ask(t, d, Question{Ask: "release", File: "prc.csv", Fields: map[string]string{"date": "23 April 2026"}}, release(t, d))
	if !strings.Contains(twice.HTML, "Set beside the release of 23 April 2026,") || !strings.Contains(twice.HTML, "+5") {
		t.Errorf("the release of a day that is held: %s %s, want it beside what is held", twice.Error, twice.HTML)
	}
	ask(t, d, Question{Ask: "release", Fields: map[string]string{"how": "away"}}, nil)
	if again := ask(t, d, Question{Ask: "compare", Fields: map[string]string{"area": "Kent"}}, nil); again.HTML != before.HTML {
		t.Errorf("%q after the workbook was put away, want %q", again.Say, before.Say)
	}
}

// The notice says which release a workbook is, and not that another is from it.
func TestOlderRelease(t *testing.T) {
	common := desk(t)
	d, err := Open(common.tables, "", common.evidence, nil)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(release(t, common)), "\n")
	short := slices.DeleteFunc(lines, func(line string) bool {
		return !strings.HasPrefix(line, "Financial") && !strings.HasPrefix(line, "2017/18")
	})
	a := ask(t, d, Question{Ask: "release", File: "prc-010125.csv"}, []byte(strings.Join(short, "\n")+"\n"))
	want := "; beside it the workbook that you gave, of the release of 1 January 2025, which stays on this machine"
	if !strings.HasPrefix(a.Notice, "Home Office release of 23 April 2026") || !strings.HasSuffix(a.Notice, want) {
		t.Errorf("notice %q %s, want the newest release, and %q", a.Notice, a.Error, want)
	}
}

// Whatever is asked, there is an answer.
func FuzzAsk(f *testing.F) {
	f.Add([]byte(`{"ask":"check","fields":{"text":"289"}}`), []byte("x"))
	f.Add([]byte(`{"ask":"open","fields":{"hash":"#compare?area=Kent&later-from=2024-04"}}`), []byte(nil))
	f.Add([]byte(`{"ask":"release","file":"x.ods"}`), []byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, question, file []byte) {
		var a Answer
		if err := json.Unmarshal(desk(t).Ask(question, file), &a); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(a.Error, "\n") || strings.Contains(a.Error, "a fault of the program") || foreign(a.HTML) != "" {
			t.Errorf("%q is answered by %q %q", question, a.Error, foreign(a.HTML))
		}
	})
}
