package site

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// Money.IsZero means zero dollars, so omitzero in JSON and omitempty in YAML
// would drop a stated zero and write an absent amount: unknown as zero, upside
// down. The compiler cannot see it, so this does.
func TestNoFieldDropsZeroDollars(t *testing.T) {
	if found := moneyThatDropsZero(t, "package p\ntype v struct { USD site.Money `json:\"usd,omitzero\"` }"); found != "USD" {
		t.Fatalf("a wrong tag is not seen: %q", found)
	}
	if found := moneyThatDropsZero(t, "package p\ntype v struct { USD *Money `json:\"usd,omitempty\"`; Low Money `json:\"low\"` }"); found != "" {
		t.Fatalf("a right tag is taken for a wrong one: %q", found)
	}
	module := os.DirFS("../..")
	err := fs.WalkDir(module, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && path != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "node_modules") {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		source, err := fs.ReadFile(module, path)
		if err != nil {
			return err
		}
		if field := moneyThatDropsZero(t, string(source)); field != "" {
			t.Errorf("%s: field %s drops zero dollars; take omitzero and omitempty off it, or make it a pointer", path, field)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// moneyThatDropsZero gives the name of the first field of type Money with a
// tag that omits zeros.
func moneyThatDropsZero(t *testing.T, source string) (found string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "", source, parser.SkipObjectResolution)
	if err != nil {
		t.Log(err) // the compiler says it better
		return ""
	}
	ast.Inspect(file, func(node ast.Node) bool {
		field, ok := node.(*ast.Field)
		if !ok || field.Tag == nil || found != "" || !strings.Contains(field.Tag.Value, "omit") {
			return true
		}
		name := ""
		switch kind := field.Type.(type) {
		case *ast.Ident:
			name = kind.Name
		case *ast.SelectorExpr:
			name = kind.Sel.Name
		}
		if name == "Money" && len(field.Names) > 0 {
			found = field.Names[0].Name
		}
		return true
	})
	return found
}
