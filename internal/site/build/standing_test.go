package build

import (
	"os"
	"path/filepath"
	"testing"
)

func TestABuildDuringWhichAFileWasSavedIsNotRemembered(t *testing.T) {
	dir := t.TempDir()
	config := filepath.Join(dir, "config.yaml")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("title: Before\n")
	if err := os.Mkdir(filepath.Join(dir, stateFolder), 0o755); err != nil {
		t.Fatal(err)
	}
	options := Options{Source: dir, Out: filepath.Join(dir, "public")}
	if options.inputs = inputsNow(options, stamped{}, false); options.inputs == nil {
		t.Fatal("the inputs cannot be read")
	}
	write("title: While it ran\n")
	remember(options, &Result{})
	if _, err := os.Stat(standingFile(options)); err == nil {
		t.Error("a build was remembered under inputs that were no longer there")
	}
	write("title: Before\n")
	remember(options, &Result{})
	if _, err := os.Stat(standingFile(options)); err != nil {
		t.Errorf("a build whose inputs stood still was not remembered: %v", err)
	}
}
