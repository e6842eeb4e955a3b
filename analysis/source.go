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

// The package's own files, so that the code printed beside a result is the code
// that was compiled.
//
//go:embed *.go
var files embed.FS

// A Listing is the source of one function, with its comment.
type Listing struct {
	Func string // CompareRates; Study.BeforeAfter for a method
	File string // analysis/ratio.go
	Line int    // of the word func
	Text string
}

// Source finds a function of this package by its name, or a method by its type
// and name.
func Source(name string) (Listing, error) {
	all, err := listings()
	if err != nil {
		return Listing{}, err
	}
	l, ok := all[name]
	if !ok {
		return Listing{}, fmt.Errorf("package analysis has no function %s", name)
	}
	return l, nil
}

// listings is every function of the package, parsed once.
var listings = sync.OnceValues(func() (map[string]Listing, error) {
	names, err := fs.Glob(files, "*.go")
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
			name := funcName(f)
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
