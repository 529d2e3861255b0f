package build

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"blotter/internal/site"
)

const entryText = `---
title: %s loses money to strangers
summary: Somebody entered the wallets of the exchange and left with all that was in them.
type: theft
status: reported
date: 2024-05
published: 2026-01-22
actors: [{name: %s, role: victim, sources: [post]}]
amounts:
  - {kind: stolen, usd: %s, by: Example Exchange, sources: [post]}
sources:
  post: {url: "https://example.com/%s", title: What happened, publisher: The Post, date: 2024-06-01, kind: news}
---

Prose about it [@post].
`

// siteFolder is a site folder on disk that tells a memory of its changes.
type siteFolder struct {
	t      testing.TB
	dir    string
	memory *Memory
}

func (s siteFolder) write(file, text string) {
	s.t.Helper()
	name := filepath.Join(s.dir, file)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
	s.memory.Changed(file)
}

func (s siteFolder) read(file string) ([]byte, error) {
	return os.ReadFile(filepath.Join(s.dir, file))
}

// reword gives an entry another title and more prose, and says whether it is
// there: 1 or 0.
func (s siteFolder) reword(file string, random *rand.Rand) int {
	s.t.Helper()
	text, err := s.read(file)
	at := titleLine.FindIndex(text)
	if err != nil || at == nil {
		return 0
	}
	title := fmt.Sprintf("title: Another title, by lot number %d", random.IntN(100))
	s.write(file, string(text[:at[0]])+title+string(text[at[1]:])+"\nMore prose.\n")
	return 1
}

func (s siteFolder) rename(from, to string) {
	s.t.Helper()
	if err := os.MkdirAll(filepath.Dir(filepath.Join(s.dir, to)), 0o755); err != nil {
		s.t.Fatal(err)
	}
	// What is not there, or in the way, stays as it is; the memory is told all
	// the same, as it may be.
	_ = os.Rename(filepath.Join(s.dir, from), filepath.Join(s.dir, to))
	s.memory.Changed(from, to)
}

func (s siteFolder) remove(path string) {
	s.t.Helper()
	if err := os.RemoveAll(filepath.Join(s.dir, path)); err != nil {
		s.t.Fatal(err)
	}
	s.memory.Changed(path)
}

// plan gives what an edition says: its problems and each output's inputs.
func (s siteFolder) plan(options Options) (problems []site.Problem, inputs map[string]site.Digest) {
	s.t.Helper()
	options.Source = s.dir
	edition, err := Plan(s.t.Context(), options)
	if err != nil {
		s.t.Fatal(err)
	}
	inputs = map[string]site.Digest{}
	for _, part := range edition.Parts {
		outputs, err := part.Outputs()
		if err != nil {
			s.t.Fatal(err)
		}
		for _, output := range outputs {
			if !strings.HasPrefix(output.Path, part.Prefix) {
				s.t.Errorf("%s is in the part of %s", output.Path, part.Prefix)
			}
			ready, err := output.Ready()
			if err != nil {
				s.t.Fatal(err)
			}
			inputs[output.Path] = ready.Inputs
		}
	}
	return edition.Result.Problems, inputs
}

func TestAnyEditsThroughAMemoryGiveTheSiteOfAColdPlan(t *testing.T) {
	s := siteFolder{t, t.TempDir(), &Memory{}}
	s.write("config.yaml", "title: A record\nbase_url: https://example.org/record/\n")
	s.write("content/pages/about.md", "---\ntitle: About\n---\nWhat this is [@all].\n")
	random := rand.New(rand.NewPCG(4, 4))
	entry := func() string {
		return fmt.Sprintf("content/incidents/%d/entry-%c.md", 2020+random.IntN(3), 'a'+random.IntN(12))
	}
	edits := []func(){
		func() {
			names := []string{"Alpha", "Beta", "Gamma", "Delta"}
			name := names[random.IntN(4)]
			amounts := []string{"1M", "2M", "3.5M", "four", "9M", "7M"}
			s.write(entry(), fmt.Sprintf(entryText, name, name, amounts[random.IntN(6)], name))
		},
		func() { s.remove(entry()) },
		func() { s.remove("content/incidents") },
		func() { s.rename(entry(), entry()) },
		func() { s.write(entry(), "---\ntitle: 'broken\n---\n") },
		func() {
			s.rename(fmt.Sprint("content/incidents/", 2020+random.IntN(3)), fmt.Sprint("content/incidents/moved-", random.IntN(3)))
		},
		func() {
			s.rename(fmt.Sprint("content/incidents/moved-", random.IntN(100)), fmt.Sprint("content/incidents/moved-", random.IntN(100), "/below"))
		},
		func() { s.remove(fmt.Sprint("content/incidents/", 2020+random.IntN(3))) },
		func() {
			s.write("content/actors/alpha.md", fmt.Sprintf("---\nname: Alpha\nkind: exchange\nsummary: An exchange of which we know that it has had %d wallets or more.\n---\n", random.IntN(5)))
		},
		func() { s.remove("content/actors/alpha.md") },
		func() {
			s.write("content/sources/all.yaml", fmt.Sprintf("all: {url: \"https://example.com/all\", title: Version %d, publisher: P, kind: news}\n", random.IntN(3)))
		},
		func() {
			s.write("config.yaml", fmt.Sprintf("title: Record %d\nbase_url: https://example.org/%c/\n", random.IntN(3), 'r'+random.IntN(2)))
		},
		func() {
			s.write("templates/parts/footer.html", fmt.Sprintf("<footer>Foot %d</footer>", random.IntN(3)))
		},
		func() { s.remove("templates") },
		func() { s.write("static/css/extra.css", fmt.Sprintf("p { margin: %dpx }", random.IntN(3))) },
		func() { s.remove("static") },
		func() { s.memory.Changed(".") },
	}
	reached := map[bool]int{}
	words := 0
	for round := range 200 {
		for range 1 + random.IntN(3) {
			if round%3 == 0 {
				file := entry()
				for range 20 {
					if _, err := s.read(file); err == nil {
						break
					}
					file = entry()
				}
				words += s.reword(file, random)
				break
			}
			// Writing an entry is as likely as all the rest, so that some stand.
			n := 0
			if random.IntN(2) == 0 {
				n = random.IntN(len(edits))
			}
			edits[n]()
		}
		drafts := Options{Origin: "http://127.0.0.1:1313"}
		warm := drafts
		warm.Memory = s.memory
		problems, inputs := s.plan(warm)
		wantProblems, wantInputs := s.plan(drafts)
		if diff := cmp.Diff(problems, wantProblems); diff != "" {
			t.Fatalf("round %d: problems with a memory (-), cold (+):\n%s", round, diff)
		}
		if diff := cmp.Diff(inputs, wantInputs); diff != "" {
			t.Fatalf("round %d: outputs with a memory (-), cold (+):\n%s", round, diff)
		}
		reached[site.HasErrors(problems)]++
	}
	if words < 20 {
		t.Errorf("%d rounds changed the words of one entry and nothing else, want at least 20", words)
	}
	if reached[true] < 20 || reached[false] < 20 {
		t.Errorf("%d rounds with errors and %d without: want at least 20 of each", reached[true], reached[false])
	}
}
