package content

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"blotter/internal/site"
)

// FuzzIncident reads anything as an entry, an actor, a page, a list of sources
// and a config: there is no panic, every problem has a place in the file, and
// nothing comes through that could leave its place in a page.
func FuzzIncident(f *testing.F) {
	files, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range archive.Files {
			f.Add(part.Data)
		}
	}
	f.Add([]byte(wholeYAML))
	f.Add([]byte("\ufeff---\r\ntitle: x\r\n---\r\n<script>alert(1)</script> [x](javascript:alert(1))"))
	l := loader()
	shared, _ := NewShared([]*site.Source{{Key: "un", Shared: true}})
	f.Fuzz(func(t *testing.T, data []byte) {
		incident, problems := l.Incident("content/incidents/abc.md", data, shared)
		if incident != nil {
			checkIncident(t, incident)
		}
		actor, more := l.Actor("content/actors/abc.md", data, shared)
		problems = append(problems, more...)
		if actor != nil {
			checkBody(t, actor.Body)
		}
		_, more = l.Page("content/pages/abc.md", data, shared)
		problems = append(problems, more...)
		_, more = l.SharedSources("content/sources/abc.yaml", data)
		problems = append(problems, more...)
		cfg, more, err := LoadConfig(fstest.MapFS{"config.yaml": {Data: data}})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(cfg.BaseURL, "/") || !strings.HasPrefix(cfg.BaseURL, "http") {
			t.Errorf("BaseURL = %q", cfg.BaseURL)
		}
		problems = append(problems, more...)
		lines := strings.Count(string(data), "\n") + 1
		for _, p := range problems {
			if p.Rule == "" || p.Message == "" || p.File == "" || p.Line < 0 || p.Line > lines+1 || p.Column < 0 {
				t.Errorf("the problem %+v has no place in %d lines", p, lines)
			}
			p.Line = 0
			Locate(fstest.MapFS{p.File: {Data: data}}, []site.Problem{p})
		}
	})
}

func checkIncident(t *testing.T, incident *site.Incident) {
	t.Helper()
	for _, s := range incident.Sources {
		for _, address := range []string{s.URL, s.Archive} {
			if address != "" && !strings.HasPrefix(strings.ToLower(address), "http") {
				t.Errorf("the address %q came through", address)
			}
		}
		if !validSourceKey(s.Key) {
			t.Errorf("the key %q came through", s.Key)
		}
	}
	for _, id := range append(incident.Aliases, incident.ID) {
		if !ValidID(id) {
			t.Errorf("the id %q came through", id)
		}
	}
	seen := map[string]bool{}
	for _, a := range incident.Amounts {
		if a.ID == "" {
			t.Error("an amount has no id")
		}
		seen[a.ID] = true
	}
	if r, found := hiddenRune(incident.Title + incident.Summary); found {
		t.Errorf("%U came through in the title or the summary", r)
	}
	checkBody(t, incident.Body)
}

func checkBody(t *testing.T, body site.Body) {
	t.Helper()
	if html := strings.ToLower(body.HTML()); strings.Contains(html, "<script") || strings.Contains(html, `="javascript:`) {
		t.Errorf("the body has script in it: %s", html)
	}
}

// TestAHostileFileEndsInAnAnswer reads texts on which time or memory grew by
// the square of their length. Each of them would keep the machine for minutes.
func TestAHostileFileEndsInAnAnswer(t *testing.T) {
	const size = 1 << 20
	numbered := func(format string) string {
		var b strings.Builder
		for n := 0; b.Len() < size-100; n++ {
			fmt.Fprintf(&b, format, n)
		}
		return b.String()
	}
	repeated := func(text string) string { return strings.Repeat(text, (size-100)/len(text)) }
	const top = "---\ntitle: x\n---\n"
	for name, text := range map[string]string{
		"TOML tables in tables":   "+++\nx = " + repeated("{a=") + "\n+++\n",
		"TOML lists in lists":     "+++\nx = " + repeated("[") + "\n+++\n",
		"a long TOML key":         "+++\n[" + repeated("a.") + "a]\n+++\n",
		"YAML lists in lists":     "---\nx: " + repeated("[") + "\n---\n",
		"JSON lists in lists":     "{\n\"a\": " + repeated("[") + "\n}\n\n",
		"many wrong tags in JSON": "---json\n{\"tags\": [" + repeated("{},") + "{}]}\n---\n",
		"many unknown keys":       "---\n" + numbered("k%d: 1\n") + "---\n",
		"many keys of the site":   "---\n" + numbered("x_%d: 1\n") + "---\n",
		"fences alone":            repeated("---\n"),
		"equal headings":          top + repeated("a\n-\n"),
		"quotations":              top + repeated("> "),
		"lists":                   top + repeated("- "),
		"open links":              top + repeated("[a](<b"),
		"open automatic links":    top + repeated("<http://a>"),
		"open footnotes":          top + repeated("[^"),
		"footnotes":               top + numbered("[^%[1]d]: x\n\n[^%[1]d]\n\n"),
		"open figures":            top + repeated("{{"),
		"open citations":          top + repeated("[@"),
		"backticks":               top + repeated("`` ` "),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		incident, problems := loader().Incident("content/incidents/abc.md", []byte(text), Shared{})
		runtime.ReadMemStats(&after)
		if incident == nil && len(problems) == 0 {
			t.Errorf("%s: nothing is read and nothing is reported", name)
		}
		if got, most := len(problems), mostProblems+1+200; got > most {
			t.Errorf("%s: %d problems, want at most %d", name, got, most)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 1<<30 {
			t.Errorf("%s: took %d MiB of memory for one file", name, used>>20)
		}
	}
}

// BenchmarkIncident reads one entry of the size that the record has.
func BenchmarkIncident(b *testing.B) {
	l, data := loader(), []byte(wholeYAML)
	shared, _ := NewShared([]*site.Source{{Key: "un", Shared: true}, {Key: "ofac", Shared: true}, {Key: "doj", Shared: true}})
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if incident, _ := l.Incident("content/incidents/abc.md", data, shared); incident == nil {
			b.Fatal("the entry is not read")
		}
	}
}

// BenchmarkLoad reads a record of a thousand entries on all cores.
func BenchmarkLoad(b *testing.B) {
	folder := fstest.MapFS{}
	for n := range 1000 {
		folder[fmt.Sprintf("content/incidents/entry-%04d.md", n)] = &fstest.MapFile{Data: []byte(wholeYAML)}
	}
	for b.Loop() {
		if _, _, err := loader().Load(context.Background(), folder); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLocate finds the lines of two problems in each of a thousand files.
func BenchmarkLocate(b *testing.B) {
	folder := fstest.MapFS{}
	var problems []site.Problem
	for n := range 1000 {
		name := fmt.Sprintf("content/incidents/entry-%04d.md", n)
		folder[name] = &fstest.MapFile{Data: []byte(wholeYAML)}
		for _, field := range []string{"amounts[0].usd", "title"} {
			problems = append(problems, site.Problem{Place: site.Place{File: name}, Field: field})
		}
	}
	for b.Loop() {
		located := slices.Clone(problems)
		if Locate(folder, located); located[0].Line < 2 {
			b.Fatal("a problem has no line")
		}
	}
}
