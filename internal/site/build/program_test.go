package build

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestAProgramIsNamedByItsBuildIDOrItsBytes(t *testing.T) {
	if name := program(); name == "" || strings.HasPrefix(name, "run ") || program() != name {
		t.Errorf("this program has the name %q, then %q", name, program())
	}
	dir := t.TempDir()
	source := filepath.Join(dir, "main.go")
	built := func(name, text string, flags ...string) (id string, ok bool) {
		t.Helper()
		if err := os.WriteFile(source, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, name)
		command := exec.Command("go", append(append([]string{"build", "-o", file}, flags...), source)...)
		command.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0")
		if told, err := command.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, told)
		}
		return buildID(file)
	}
	one, other := "package main\n\nfunc main() { println(1) }\n", "package main\n\nfunc main() { println(2) }\n"
	first, ok := built("first", one)
	if !ok {
		t.Fatalf("the program has the build ID %q, which is not taken", first)
	}
	if again, _ := built("again", one); again != first {
		t.Errorf("the same program has the build IDs %q and %q", first, again)
	}
	if second, _ := built("second", other); second == first {
		t.Errorf("two programs have the build ID %q", first)
	}
	if id, ok := built("named", one, "-ldflags=-buildid=mine"); ok {
		t.Errorf("the build ID %q, which anybody may give, is taken", id)
	}
	if id, ok := buildID(source); ok {
		t.Errorf("a file that is no program has the build ID %q", id)
	}
}
