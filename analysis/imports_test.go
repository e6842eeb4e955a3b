package analysis

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// The rooms of the project import each other one way: gonum and nothing else of the
// project in stats, which alone is shared by what computes numbers and by verify, which
// computes them again; the study on claims, and trends and robustness on the study; Gota in
// records alone, gonum/plot in figures alone.
func TestImports(t *testing.T) {
	const module = "grooming-report/"
	allowed := map[string][]string{
		"analysis/stats":              {},
		"analysis/stats/coverage":     {"analysis/stats"},
		"analysis/records":            {},
		"analysis/fact":               {"analysis/records", "analysis/stats"},
		"analysis/verify":             {"analysis/stats", "analysis/stats/coverage"},
		"report/evidence":             {"analysis/verify"},
		"analysis/statements/lex":     {"analysis/records"},
		"analysis/statements/periods": {"analysis/records", "analysis/statements/lex"},
		"analysis/statements/plain":   {"analysis/statements/lex"},
		"analysis/statements/roles": {"analysis/records", "analysis/statements/lex", "analysis/statements/periods",
			"analysis/statements/plain"},
		"analysis/statements/pairing": {"analysis/records", "analysis/statements/lex", "analysis/statements/periods",
			"analysis/statements/roles"},
		"analysis/statements/frames": {"analysis/records", "analysis/statements/lex", "analysis/statements/pairing",
			"analysis/statements/periods", "analysis/statements/roles"},
		"analysis/statements": {"analysis/fact", "analysis/records", "analysis/statements/frames",
			"analysis/statements/lex", "analysis/statements/periods"},
		"analysis/statements/accuracy": {"analysis/statements", "analysis/statements/lex"},
		"analysis/claims": {"analysis/fact", "analysis/records", "analysis/statements", "analysis/statements/frames",
			"analysis/statements/lex", "analysis/stats"},
		"analysis": {"analysis/claims", "analysis/fact", "analysis/records", "analysis/stats",
			"analysis/stats/coverage"},
		"analysis/trends":     {"analysis", "analysis/fact", "analysis/records", "analysis/stats"},
		"analysis/robustness": {"analysis", "analysis/claims", "analysis/fact", "analysis/records", "analysis/stats"},
		// A writer knows the model and what it shares with other writers, and no other writer.
		"report/doc/formula":  {},
		"report/doc/archive":  {},
		"report/doc":          {"analysis/fact", "report/doc/formula"},
		"report/doc/layout":   {"report/doc"},
		"report/doc/markdown": {"report/doc"},
		"report/doc/html":     {"analysis/fact", "analysis/records", "report/csp", "report/doc", "report/doc/formula"},
		"report/doc/pdf":      {"report/doc", "report/doc/formula", "report/doc/layout"},
		"report/doc/word":     {"analysis/records", "report/doc", "report/doc/archive", "report/doc/layout"},
		"report/doc/ods": {"analysis", "analysis/fact", "report/doc", "report/doc/archive",
			"report/doc/layout"},
		"report/proof": {"analysis/records", "analysis/statements", "analysis/statements/frames",
			"analysis/statements/lex"},
		"report/sections/fair": {"analysis/fact", "analysis/records", "analysis/statements/frames",
			"analysis/statements/lex", "report/doc", "report/proof"},
		"report/sections/section": {"analysis", "analysis/claims", "analysis/fact", "analysis/records",
			"analysis/statements", "analysis/trends", "report/doc", "report/proof", "report/sections/fair"},
		// What reads any file knows nothing of the tables that are looked for in it.
		"data/workbook/fault":   {},
		"data/workbook/inflate": {},
		"data/workbook/scan":    {"data/workbook/fault"},
		"data/workbook":         {"data/workbook/fault", "data/workbook/inflate", "data/workbook/scan"},
		"data/intake":           {"analysis/fact", "analysis/records", "data/workbook"},
		"report/doc/doctest":    {"analysis/fact", "analysis/records", "analysis/stats", "report/doc"},
	}
	// A room of sections knows what sections are made with, and no other room.
	made := []string{"analysis", "analysis/claims", "analysis/fact", "analysis/records", "analysis/robustness",
		"analysis/statements", "analysis/statements/lex", "analysis/trends", "report/doc", "report/sections/fair",
		"report/sections/section"}
	for _, room := range []string{"area", "method", "nation", "published"} {
		allowed["report/sections/"+room] = made
	}
	alone := map[string]string{"github.com/go-gota/gota": "analysis/records", "gonum.org/v1/plot": "figures"}
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || len(d.Name()) > 1 && strings.HasPrefix(d.Name(), ".")):
			return fs.SkipDir
		case path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		room := path.Dir(name)
		for _, i := range file.Imports {
			imported := strings.Trim(i.Path.Value, `"`)
			for library, home := range alone {
				if strings.HasPrefix(imported, library) && room != home && !strings.HasPrefix(room, home+"/") {
					t.Errorf("%s imports %s, which is for %s alone", name, imported, home)
				}
			}
			own, ours := strings.CutPrefix(imported, module)
			if may, known := allowed[room]; ours && known && !slices.Contains(may, own) {
				t.Errorf("%s imports %s, want %s to import %v at most", name, own, room, may)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
