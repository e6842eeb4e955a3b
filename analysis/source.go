package analysis

import (
	"embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
)

// The files of the package and of the rooms about it, so that the code printed beside a
// result is the code that was compiled.
//
//go:embed *.go claims/*.go fact/*.go records/*.go robustness/*.go stats/*.go stats/coverage/*.go trends/*.go
var files embed.FS

// A Listing is the source of one function, with its comment.
type Listing struct {
	Func string // stats.CompareRates; analysis.Study.BeforeAfter for a method
	File string // analysis/stats/ratio.go
	Line int    // of the word func
	Text string
}

// Source finds a function of this package or of a room about it by its package and
// name, or a method by its package, type and name.
func Source(name string) (Listing, error) {
	l, ok := listings()[name]
	if !ok {
		return Listing{}, fmt.Errorf("no package of analysis has a function %s", name)
	}
	return l, nil
}

// A catalogue is every function of the packages.
type catalogue struct {
	once sync.Once
	all  map[string]Listing
}

var functions catalogue

// listings parses the packages the first time. A program that never asks carries
// neither their sources nor the parser, as it would for a variable of sync.OnceValues.
func listings() map[string]Listing {
	functions.once.Do(func() { functions.all = parseListings() })
	return functions.all
}

// ownFile is the text of a file of the packages.
func ownFile(name string) []byte {
	text, err := files.ReadFile(name)
	if err != nil {
		panic(err) // one that was compiled
	}
	return text
}

func parseListings() map[string]Listing {
	all := map[string]Listing{}
	for _, file := range ownFiles() {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text := ownFile(file)
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, file, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			panic(err) // of a file that was compiled
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
	return all
}

// ownFiles names the files of the packages.
func ownFiles() []string {
	var names []string
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		panic(err) // of a folder that was compiled
	}
	return names
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

// Modules gives the versions of modules that the running command was built with, each
// with its path before it: gonum.org/v1/gonum v0.17.0. One that it was built without is
// an error.
func Modules(paths ...string) ([]string, error) {
	build, _ := debug.ReadBuildInfo() // nil for a command that was built otherwise
	return modulesOf(build, paths)
}

func modulesOf(build *debug.BuildInfo, paths []string) ([]string, error) {
	if build == nil {
		return nil, fmt.Errorf("the command does not say what it was built with; build it as a module, as make does")
	}
	var modules []string
	for _, path := range paths {
		i := slices.IndexFunc(build.Deps, func(m *debug.Module) bool { return m.Path == path })
		if i < 0 {
			return nil, fmt.Errorf("the command was built without the module %s", path)
		}
		m := build.Deps[i]
		if m.Replace != nil {
			m = m.Replace
		}
		modules = append(modules, m.Path+" "+m.Version)
	}
	return modules, nil
}
