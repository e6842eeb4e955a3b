package analysis

import (
	"embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"strings"
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
	names, err := fs.Glob(files, "*.go")
	if err != nil {
		return Listing{}, err
	}
	for _, file := range names {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := files.ReadFile(file)
		if err != nil {
			return Listing{}, err
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, file, text, parser.ParseComments)
		if err != nil {
			return Listing{}, err
		}
		for _, d := range tree.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || funcName(f) != name {
				continue
			}
			start := f.Pos()
			if f.Doc != nil {
				start = f.Doc.Pos()
			}
			return Listing{name, "analysis/" + file, set.Position(f.Pos()).Line,
				string(text[set.Position(start).Offset:set.Position(f.End()).Offset])}, nil
		}
	}
	return Listing{}, fmt.Errorf("package analysis has no function %s", name)
}

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
