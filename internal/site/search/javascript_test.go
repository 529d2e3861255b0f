//go:build !race

// The tests that run JavaScript stand aside under the race detector: it makes
// the engine ten times as slow, and the engine has one goroutine.

package search

import (
	"os"
	"path"
	"testing"

	"modernc.org/quickjs"
)

// clientFolder is where the scripts of the client stand.
const clientFolder = "../../../static/js/search"

// newEngine gives a JavaScript engine with the exports of the client's modules
// as global names.
func newEngine(t testing.TB, modules ...string) *quickjs.VM {
	t.Helper()
	return newEngineAfter(t, "", modules...)
}

// newEngineAfter is newEngine with a script that runs before the modules.
func newEngineAfter(t testing.TB, before string, modules ...string) *quickjs.VM {
	t.Helper()
	vm, err := quickjs.NewVM()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { vm.Close() })
	vm.SetEvalTimeout(0)
	vm.SetModuleLoader(func(_ *quickjs.VM, name string) (string, error) {
		source, err := os.ReadFile(path.Join(clientFolder, path.Base(name)))
		return string(source), err
	}, nil)
	run(t, vm, before, quickjs.EvalGlobal)
	for _, module := range modules {
		run(t, vm, "import * as exports from './"+module+"'; Object.assign(globalThis, exports);", quickjs.EvalModule)
	}
	return vm
}

// run evaluates a script, which must not fail.
func run(t testing.TB, vm *quickjs.VM, script string, flags int) any {
	t.Helper()
	result, err := vm.Eval(script, flags)
	if err != nil {
		t.Fatalf("running %.80q: %v", script, err)
	}
	return result
}

// call calls a global function with texts, which must not fail.
func call(t testing.TB, vm *quickjs.VM, function string, arguments ...any) string {
	t.Helper()
	result, err := vm.Call(function, arguments...)
	if err != nil {
		t.Fatalf("calling %s: %v", function, err)
	}
	text, ok := result.(string)
	if !ok {
		t.Fatalf("%s gives %T, want a text", function, result)
	}
	return text
}
