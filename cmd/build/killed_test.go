package main

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"blotter/internal/site/generate"
)

// TestABuildKilledAtAnyMomentLeavesAWholeSite is promise 8 for the whole
// program: builds of two versions of a record, killed without warning at 20
// random moments, leave the one site or the other and nothing between.
func TestABuildKilledAtAnyMomentLeavesAWholeSite(t *testing.T) {
	dir := t.TempDir()
	sources := []string{writeRecord(t, dir, 1), writeRecord(t, dir, 2)}
	var sites []map[string]string
	began := time.Now()
	for i, source := range sources {
		out := filepath.Join(dir, fmt.Sprintf("whole-%d", i))
		if text, err := blotter(source, out).CombinedOutput(); err != nil {
			t.Fatalf("building: %v\n%s", err, text)
		}
		sites = append(sites, readSite(t, out))
	}
	if maps.Equal(sites[0], sites[1]) {
		t.Fatal("the two versions make the same site, so the test shows nothing")
	}
	usual := time.Since(began) / 2
	out := filepath.Join(dir, "out")
	if text, err := blotter(sources[0], out).CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, text)
	}
	for n := range 20 {
		command := blotter(sources[(n+1)%2], out)
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(time.Duration(rand.Int64N(int64(usual))), func() { command.Process.Kill() })
		command.Wait()
		if site := readSite(t, out); !maps.Equal(site, sites[0]) && !maps.Equal(site, sites[1]) {
			t.Fatalf("kill %d left a site that is neither the old one nor the new one: %d files", n, len(site))
		}
	}
	if text, err := blotter(sources[1], out).CombinedOutput(); err != nil || !maps.Equal(readSite(t, out), sites[1]) {
		t.Errorf("the build after the kills does not mend everything: %v\n%s", err, text)
	}
}

// blotter is this test binary under the program's name; see TestMain.
func blotter(source, out string) *exec.Cmd {
	command := exec.Command(os.Args[0], "--source", source, "--out", out, "--quiet")
	command.Args[0] = "blotter"
	return command
}

func writeRecord(t *testing.T, dir string, seed uint64) string {
	t.Helper()
	source := filepath.Join(dir, fmt.Sprintf("record-%d", seed))
	for file := range generate.Files(generate.Options{Seed: seed, Entries: 40}) {
		name := filepath.Join(source, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return source
}

// readSite reads every published file.
func readSite(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		files[strings.TrimPrefix(name, dir)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
