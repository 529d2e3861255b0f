package content

import (
	"context"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"blotter/internal/site"
	"blotter/internal/site/markdown"
)

var update = flag.Bool("update", false, "write what the loader says into the fixtures; look at the diff")

// TestEveryFixtureGivesItsProblems loads each folder of testdata/load and
// testdata/config. The name of a fixture is the sentence it proves; its "want"
// is what an editor reads.
func TestEveryFixtureGivesItsProblems(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want, folder := takeWant(archive)
			_, _, problems := load(t, folder)
			got := report(problems)
			if *update {
				archive.Files[len(archive.Files)-1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(got, want); diff != "" {
				t.Errorf("got (-), want (+):\n%s", diff)
			}
		})
	}
}

// takeWant gives the last file of a fixture and a folder of the others.
func takeWant(archive *txtar.Archive) (want string, folder fstest.MapFS) {
	last := len(archive.Files) - 1
	if last < 0 || archive.Files[last].Name != "want" {
		archive.Files = append(archive.Files, txtar.File{Name: "want"})
		last++
	}
	folder = fstest.MapFS{}
	for _, file := range archive.Files[:last] {
		folder[file.Name] = &fstest.MapFile{Data: file.Data}
	}
	return string(archive.Files[last].Data), folder
}

// load reads a whole folder; a folder without a config has the default one.
func load(t *testing.T, fsys fs.FS) (*site.Config, *site.Record, []site.Problem) {
	t.Helper()
	cfg, problems, err := LoadConfig(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) == 1 && problems[0].Rule == "config-missing" {
		problems = nil
	}
	record, found, err := New(cfg, markdown.New()).Load(context.Background(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	problems = append(problems, found...)
	Locate(fsys, problems)
	return cfg, record, problems
}

// report writes problems as an editor reads them.
func report(problems []site.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(p.String() + "\n")
		if p.Hint != "" {
			b.WriteString("    hint: " + p.Hint + "\n")
		}
	}
	return b.String()
}

// loader gives a loader with the default config and the real renderer.
func loader() *Loader { return New(site.DefaultConfig(), markdown.New()) }

// rulesOfTheFixtures gives the rules that the fixtures break.
func rulesOfTheFixtures(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]bool{}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := takeWant(archive)
		for line := range strings.Lines(want) {
			if open := strings.LastIndex(line, " ("); open > 0 && strings.HasSuffix(line, ")\n") && !strings.HasPrefix(line, "    hint:") {
				rules[line[open+2:len(line)-2]] = true
			}
		}
	}
	return rules
}

// bodyRules are the rules of the renderer.
func bodyRules() map[string]bool {
	rules := map[string]bool{}
	for _, rule := range markdown.Rules() {
		rules[rule.ID] = true
	}
	return rules
}
