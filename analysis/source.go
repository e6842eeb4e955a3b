package analysis

import (
	"embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"strings"
	"sync"
)

// The files of the package and of its rooms, so that the code printed beside a
// result is the code that was compiled.
//
//go:embed *.go fact/*.go records/*.go stats/*.go
var files embed.FS

// A Listing is the source of one function, with its comment.
type Listing struct {
	Func string // stats.CompareRates; analysis.Study.BeforeAfter for a method
	File string // analysis/stats/ratio.go
	Line int    // of the word func
	Text string
}

// Source finds a function of this package or of one of its rooms by its package and
// name, or a method by its package, type and name.
func Source(name string) (Listing, error) {
	all, err := listings()
	if err != nil {
		return Listing{}, err
	}
	l, ok := all[name]
	if !ok {
		return Listing{}, fmt.Errorf("no package of analysis has a function %s", name)
	}
	return l, nil
}

// listings is every function of the packages, parsed once.
var listings = sync.OnceValues(func() (map[string]Listing, error) {
	var names []string
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	all := map[string]Listing{}
	for _, file := range names {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := files.ReadFile(file)
		if err != nil {
			return nil, err
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, file, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range tree.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			start := f.Pos()
			if f.Doc != nil {
				start = f.Doc.Pos()
			}
			name := tree.Name.Name + "." + funcName(f)
			all[name] = Listing{name, "analysis/" + file, set.Position(f.Pos()).Line,
				string(text[set.Position(start).Offset:set.Position(f.End()).Offset])}
		}
	}
	return all, nil
})

func funcName(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return f.Name.Name
	}
	t := f.Recv.List[0].Type
	if p, ok := t.(*ast.StarExpr); ok {
		t = p.X
	}
	return t.(*ast.Ident).Name + "." + f.Name.Name
}
