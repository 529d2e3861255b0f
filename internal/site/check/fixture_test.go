package check_test

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"blotter/internal/site"
	"blotter/internal/site/check"
	"blotter/internal/site/content"
	"blotter/internal/site/link"
	"blotter/internal/site/markdown"
	"blotter/internal/site/stats"
)

var update = flag.Bool("update", false, "write what the rules say into their fixtures")

// fixtureConfig stands in for the config.yaml that a fixture does not have.
const fixtureConfig = `title: Fixture
base_url: https://example.org/
vocabularies:
  techniques:
    reentrancy: Reentrancy
    private-key-compromise: Private key compromise
  chains:
    ethereum: Ethereum
    ronin: Ronin
  sectors:
    gaming: Gaming
`

// A fixture is testdata/rules/<id>.txtar. Its comment is what "explain" says
// of the rule; bad/ is a site folder that breaks it and problems.txt what is
// said of that, with this rule alone; good/ is the folder mended, of which no
// rule says anything. A rule about changes has the earlier folder in before/.
func TestEachRuleSaysWhatItsFixtureShows(t *testing.T) {
	for _, rule := range check.Rules() {
		t.Run(rule.ID, func(t *testing.T) {
			name := filepath.Join("testdata", "rules", rule.ID+".txtar")
			fixture, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatalf("the rule has no fixture: %v", err)
			}
			said := say(t, rule, folder(fixture, "bad/"), folder(fixture, "before/"), true)
			if *update {
				writeFixture(t, name, fixture, rule, said)
				return
			}
			if said == "" {
				t.Error("the rule says nothing of the bad folder")
			}
			if diff := cmp.Diff(said, section(fixture, "problems.txt")); diff != "" {
				t.Errorf("what the rule says of the bad folder (-got +want):\n%s", diff)
			}
			if said := say(t, rule, folder(fixture, "good/"), folder(fixture, "before/"), false); said != "" {
				t.Errorf("of the good folder is said:\n%s", said)
			}
			if got, want := string(fixture.Comment), comment(rule); got != want {
				t.Errorf("the fixture begins with\n%swant\n%s", got, want)
			}
			shows(t, "bad", rule.Bad, fixture)
			shows(t, "good", rule.Good, fixture)
		})
	}
}

func TestEachFixtureIsOfARule(t *testing.T) {
	names, err := filepath.Glob("testdata/rules/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		id := strings.TrimSuffix(filepath.Base(name), ".txtar")
		if !slices.ContainsFunc(check.Rules(), func(r check.Rule) bool { return r.ID == id }) {
			t.Errorf("%s is of no rule", name)
		}
	}
}

// folder gives the files below a directory of a fixture as a site folder.
func folder(fixture *txtar.Archive, dir string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, file := range fixture.Files {
		if name, ok := strings.CutPrefix(file.Name, dir); ok {
			fsys[name] = &fstest.MapFile{Data: file.Data}
		}
	}
	if len(fsys) > 0 && fsys["config.yaml"] == nil {
		fsys["config.yaml"] = &fstest.MapFile{Data: []byte(fixtureConfig)}
	}
	return fsys
}

func section(fixture *txtar.Archive, name string) string {
	for _, file := range fixture.Files {
		if file.Name == name {
			return string(file.Data)
		}
	}
	return ""
}

// load reads a site folder, which must be readable.
func load(t *testing.T, fsys fs.FS) (*site.Record, *site.Config) {
	t.Helper()
	cfg, problems, err := content.LoadConfig(fsys)
	if err != nil || len(problems) > 0 {
		t.Fatalf("the config of the fixture: %v, %v", problems, err)
	}
	record, problems, err := content.New(cfg, markdown.New()).Load(context.Background(), fsys)
	if err != nil || len(problems) > 0 {
		t.Fatalf("the content of the fixture: %v, %v", problems, err)
	}
	return record, cfg
}

// say gives what is said of a folder as an editor reads it: by one rule
// alone, or by all.
func say(t *testing.T, rule check.Rule, fsys, before fstest.MapFS, alone bool) string {
	t.Helper()
	record, cfg := load(t, fsys)
	if rule.Severity == site.Off {
		cfg.Check = map[string]site.Severity{rule.ID: site.Warning}
	}
	problems := check.Record(record, cfg)
	if len(before) > 0 {
		earlier, _ := load(t, before)
		problems = append(problems, check.Since(earlier, record, cfg)...)
	}
	linked, found := link.Site(record, cfg)
	problems = append(append(problems, found...), linksOf(fsys, cfg)...)
	problems = append(problems, check.Totals(linked, stats.Count(linked))...)
	if alone {
		problems = slices.DeleteFunc(problems, func(p site.Problem) bool { return p.Rule != rule.ID })
	}
	content.Locate(fsys, problems)
	site.SortProblems(problems)
	var said strings.Builder
	for _, p := range problems {
		fmt.Fprintln(&said, p)
		if p.Hint != "" {
			fmt.Fprintf(&said, "    hint: %s\n", p.Hint)
		}
	}
	return said.String()
}

// linksOf gives what the link check says of a fixture's pages.
func linksOf(fsys fstest.MapFS, cfg *site.Config) []site.Problem {
	links := check.NewLinks(cfg)
	for name, file := range fsys {
		if path.Ext(name) == ".html" {
			links.Add(name, "text/html", file.Data)
		}
	}
	return links.Problems()
}

// comment gives the beginning of a rule's fixture.
func comment(rule check.Rule) string {
	return rule.What + "\n\nWhy: " + rule.Why + "\n\n"
}

// shows reports lines of an example that do not stand in the fixture: then
// "explain" would show what nobody has tried.
func shows(t *testing.T, dir, example string, fixture *txtar.Archive) {
	t.Helper()
	var all strings.Builder
	for _, file := range fixture.Files {
		if strings.HasPrefix(file.Name, dir+"/") {
			all.WriteString("\n" + file.Name + "\n" + string(file.Data))
		}
	}
	for line := range strings.Lines(example) {
		if line = strings.TrimSpace(line); !strings.Contains(all.String(), line) {
			t.Errorf("the %s example has the line %q, which is not in %s/ of the fixture", dir, line, dir)
		}
	}
}

func writeFixture(t *testing.T, name string, fixture *txtar.Archive, rule check.Rule, said string) {
	t.Helper()
	fixture.Comment = []byte(comment(rule))
	var files []txtar.File
	for _, file := range fixture.Files {
		if file.Name != "problems.txt" {
			files = append(files, file)
		}
	}
	files = append(files, txtar.File{Name: "problems.txt", Data: []byte(said)})
	slices.SortStableFunc(files, func(a, b txtar.File) int { return fixtureOrder(a.Name) - fixtureOrder(b.Name) })
	fixture.Files = files
	if err := os.WriteFile(name, txtar.Format(fixture), 0o644); err != nil {
		t.Fatal(err)
	}
}

// fixtureOrder gives the order of a fixture's parts.
func fixtureOrder(name string) int {
	for i, start := range []string{"before/", "bad/", "problems.txt", "good/"} {
		if strings.HasPrefix(name, start) {
			return i
		}
	}
	return 4
}
