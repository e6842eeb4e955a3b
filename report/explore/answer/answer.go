// Package answer answers what people ask of the explorer page, and of the command
// explore: which numbers of a text hold, how two periods compare, what a number rests on,
// and what a new release holds.
//
// A question is what a form of the page gives, and an answer is markup that is ready to be
// shown. All words, statistics and reading are here. The page's script carries the one and
// shows the other, so that the page and the command cannot differ.
package answer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"sync"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/analysis/verify"
)

// A Question is one panel's form.
type Question struct {
	Ask string `json:"ask"` // check, compare, trace, release or open
	// Fields are those of the form, by name. Of files, several says that there was more than one,
	// and unread that the browser could not read it.
	Fields map[string]string `json:"fields"`
	File   string            `json:"file"` // the name of the file that was given; empty without one
}

// An Answer is what is to be shown. Its markup holds nothing of what people gave but as
// text.
type Answer struct {
	Panel  string            `json:"panel,omitempty"`  // that it is for
	HTML   string            `json:"html,omitempty"`   // in place of the panel's last answer
	Forms  map[string]string `json:"forms,omitempty"`  // markup in place of the fields of panels
	Hash   string            `json:"hash,omitempty"`   // of the address that asks the same, with its #
	Say    string            `json:"say,omitempty"`    // in a few words, for those who hear the page
	Error  string            `json:"error,omitempty"`  // one line, in place of all else
	Wait   string            `json:"wait,omitempty"`   // one line: what the question lacks yet; the last answer stays
	Save   *File             `json:"save,omitempty"`   // to be kept, in place of HTML
	Notice string            `json:"notice,omitempty"` // what all panels answer from, where that changed
}

// A File is what the page offers to keep.
type File struct {
	Name string `json:"name"`
	Type string `json:"type"` // text/csv
	Text string `json:"text"`
}

// A Desk answers questions from the tables and, once one was given, from a workbook.
type Desk struct {
	tables   fs.FS  // the data folder
	sheet    string // the style of a text that is saved
	evidence []byte
	packed   []byte       // the tables, as records packs them; nil where they are read
	known    *verify.File // evidence, once it is asked for
	data     *analysis.Data
	study    *analysis.Study
	given    *workbook // that people gave; nil for none
	// Progress hears how much of a workbook was read; may be nil.
	Progress func(done, total int64)
}

// folder is what messages and sources call the data folder.
const folder = "data"

// Open takes the data folder as it stands in the repository, the style sheet of the
// project's pages, evidence.csv, and the tables as records packs them, or nil to read them.
// With them the folder and evidence.csv may come later: see Bring.
func Open(tables fs.FS, sheet string, evidence, packed []byte) (*Desk, error) {
	d := &Desk{tables: tables, sheet: sheet, evidence: evidence, packed: packed}
	data, err := d.load()
	if err != nil {
		return nil, err
	}
	d.use(data)
	return d, nil
}

// Bring gives the data folder and evidence.csv to a desk that was opened without. What a
// number rests on, and a new release, are not known before.
func (d *Desk) Bring(tables fs.FS, evidence []byte) { d.tables, d.evidence = tables, evidence }

// load reads the tables.
func (d *Desk) load() (*records.Data, error) {
	if d.packed != nil {
		return records.LoadPacked(folder, d.packed)
	}
	return records.LoadFrom(d.tables, folder)
}

// use makes the desk answer from some tables.
func (d *Desk) use(data *records.Data) {
	d.data, d.study = &analysis.Data{Data: data}, nil
}

// prepare makes the study, which the check of a text does not wait for.
func (d *Desk) prepare() (err error) {
	if d.study == nil {
		d.study, err = analysis.NewStudy(d.data, "", "")
	}
	return err
}

// Ask is Answer of a question in JSON, in JSON.
func (d *Desk) Ask(question, file []byte) []byte {
	var q Question
	var a Answer
	if err := json.Unmarshal(question, &q); err == nil {
		a = d.Answer(q, file)
	} else {
		a = Answer{Error: line(fmt.Errorf("a question that is not understood: %w", err))}
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(a); err != nil {
		panic(err) // an Answer can be written
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}

// Answer answers a question, with the bytes of a file where one was given. Whatever is asked,
// it returns an answer: one line where there is no other.
func (d *Desk) Answer(q Question, file []byte) Answer {
	a, err := d.try(q, file)
	if err != nil {
		a = Answer{Error: named(line(err), q.File)}
	}
	if a.Panel == "" {
		a.Panel = q.Ask
	}
	return a
}

// try answers, and makes an error of what people should not see: a fault of this program.
func (d *Desk) try(q Question, file []byte) (a Answer, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("this question met a fault of the program (%v); please report it with what you asked", fault)
		}
	}()
	switch {
	case q.Fields["several"] != "":
		return a, errors.New("several files were given at once; give one at a time")
	case q.Fields["unread"] != "":
		return a, fmt.Errorf("%s: cannot be read: it is a folder, or it was changed or moved since it was chosen; "+
			"choose the file again", q.File)
	case q.Ask == "check":
		return d.check(q, file)
	}
	if err := d.prepare(); err != nil {
		return a, err
	}
	switch q.Ask {
	case "compare":
		return d.compare(q)
	case "trace":
		return d.trace(q)
	case "release":
		return d.release(q, file)
	case "open":
		return d.open(q.Fields["hash"])
	}
	return a, fmt.Errorf("no panel %q; there are check, compare, trace and release", q.Ask)
}

// line is an error in one line, as a sentence begins.
func line(err error) string {
	return sentence(clipped(oneLine(err.Error())))
}

// mostQuoted is how many characters of what people gave are quoted to them.
const mostQuoted = 60

var longQuotation = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(fmt.Sprintf(`"((?:[^"\\]|\\.){%d})(?:[^"\\]|\\.)+"`, mostQuoted))
})

// short is the beginning of words that are very long.
func short(words string) string {
	if letters := []rune(words); len(letters) > mostQuoted {
		return string(letters[:mostQuoted]) + "…"
	}
	return words
}

// clipped is words that quote no more than the beginning of what is very long.
func clipped(words string) string { return longQuotation().ReplaceAllString(words, `"$1…"`) }

// named is a line that may begin with the name of a file, which keeps its first letter.
func named(line, file string) string {
	if begins := sentence(file); begins != file && file != "" {
		if rest, ok := strings.CutPrefix(line, strings.TrimSuffix(begins, ".")); ok {
			return file + rest
		}
	}
	return line
}

// release of the study, as prose names it.
func (d *Desk) vintage() records.Vintage { return d.study.Release.Vintage }

var errNothing = errors.New("nothing was given; paste a text, or choose a file")
