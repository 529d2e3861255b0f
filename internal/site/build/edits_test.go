package build

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"blotter/internal/site"
	"blotter/internal/site/generate"
)

// edited is a site folder that somebody edits by lot.
type edited struct {
	*rand.Rand
	t      *testing.T
	dir    string
	files  map[string][]byte // what the folder holds, by slash path
	cast   *generate.Cast
	drawn  int // entries drawn so far
	mended int
	memory *Memory
}

func newEdited(t *testing.T, seed uint64, entries int) *edited {
	options := generate.Options{Seed: seed, Entries: entries}
	e := &edited{rand.New(rand.NewPCG(seed, 1)), t, t.TempDir(), map[string][]byte{}, generate.NewCast(options), entries, 0, &Memory{}}
	for name, data := range generate.Map(options) {
		e.write(name, data)
	}
	return e
}

func (e *edited) write(name string, data []byte) {
	e.t.Helper()
	e.files[name] = data
	file := filepath.Join(e.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		e.t.Fatal(err)
	}
	e.memory.Changed(name)
}

func (e *edited) remove(name string) {
	e.t.Helper()
	delete(e.files, name)
	if err := os.Remove(filepath.Join(e.dir, name)); err != nil {
		e.t.Fatal(err)
	}
	e.memory.Changed(name)
}

func (e *edited) rename(from, to string) {
	if from == to || e.files[to] != nil {
		return
	}
	data := e.files[from]
	e.remove(from)
	e.write(to, data)
}

// replaceAsBefore writes other bytes of the same number under the time that
// the file had: nothing but its bytes tells that it changed.
func (e *edited) replaceAsBefore(name string, data []byte) {
	e.t.Helper()
	file := filepath.Join(e.dir, name)
	info, err := os.Stat(file)
	if err != nil {
		e.t.Fatal(err)
	}
	e.write(name, data)
	if err := os.Chtimes(file, info.ModTime(), info.ModTime()); err != nil {
		e.t.Fatal(err)
	}
}

// one gives a file below a folder; empty when there is none.
func (e *edited) one(folder string) string {
	var below []string
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		if strings.HasPrefix(name, folder) {
			below = append(below, name)
		}
	}
	if len(below) == 0 {
		return ""
	}
	return below[e.IntN(len(below))]
}

// unnamed gives a file below a folder whose id no other file has.
func (e *edited) unnamed(folder string) string {
	for range 20 {
		name := e.one(folder)
		id := []byte(strings.TrimSuffix(path.Base(name), ".md"))
		named := false
		for other, data := range e.files {
			named = named || other != name && bytes.Contains(data, id)
		}
		if !named {
			return name
		}
	}
	return ""
}

// leadsNowhere reports whether an entry names an entry or an actor whose file
// is gone.
func (e *edited) leadsNowhere(entry []byte) bool {
	for _, named := range regexp.MustCompile(`(?:target|actor): ([a-z0-9-]+)`).FindAllSubmatch(entry, -1) {
		there := false
		for name := range e.files {
			there = there || path.Base(name) == string(named[1])+".md"
		}
		if !there {
			return true
		}
	}
	return false
}

var (
	titleLine  = regexp.MustCompile(`(?m)^title: .*$`)
	reviewLine = regexp.MustCompile(`(?m)^review: .*$`)
	colour     = regexp.MustCompile(`(?m)^colour: .*\n`)
	figure     = regexp.MustCompile(`usd: [1-9]`)
	aWord      = regexp.MustCompile(` (?:the|and|for) `)
)

// change rewrites a part of a file.
func (e *edited) change(name string, part *regexp.Regexp, to string) {
	if found := part.FindIndex(e.files[name]); found != nil {
		e.write(name, slices.Concat(e.files[name][:found[0]], []byte(to), e.files[name][found[1]:]))
	}
}

const (
	incidents = "content/incidents/"
	actors    = "content/actors/"
)

// edits are what somebody may do to the folder, each under its name.
func (e *edited) edits() map[string]func() {
	return map[string]func(){
		"add an entry": func() {
			file := generate.Entry(e.cast, e.drawn)
			for e.drawn++; e.leadsNowhere(file.Data); e.drawn++ {
				file = generate.Entry(e.cast, e.drawn)
			}
			e.write(file.Name, file.Data)
		},
		"change a title":  func() { e.change(e.one(incidents), titleLine, fmt.Sprint("title: Another title ", e.IntN(1000))) },
		"change a figure": func() { e.change(e.one(incidents), figure, fmt.Sprint("usd: ", 1+e.IntN(9))) },
		"change prose": func() {
			name := e.one(incidents)
			e.write(name, fmt.Appendf(e.files[name], "\nMore of it, [about this record](/about/) and the [@yearbook], for the %dth time.\n", e.IntN(100)))
		},
		"change a word and nothing else": func() {
			name := e.one(incidents)
			if at := aWord.FindIndex(e.files[name]); at != nil {
				data := bytes.Clone(e.files[name])
				copy(data[at[0]:], []byte{' ', byte('a' + e.IntN(26)), 'x', 'y', ' '})
				e.replaceAsBefore(name, data)
			}
		},
		"make a draft":     func() { e.change(e.unnamed(incidents), reviewLine, "review: draft") },
		"publish a draft":  func() { e.change(e.one(incidents), reviewLine, "review: reviewed") },
		"rename an entry":  func() { e.move(e.unnamed(incidents), fmt.Sprintf("renamed-entry-%d.md", e.IntN(1000))) },
		"move an entry":    func() { name := e.one(incidents); e.move(name, fmt.Sprintf("moved-%d/%s", e.IntN(3), path.Base(name))) },
		"delete an entry":  func() { e.drop(e.unnamed(incidents)) },
		"two change names": func() { e.exchange(e.one(incidents), e.one(incidents)) },
		"break an entry": func() {
			switch e.IntN(6) {
			case 0:
				e.change(e.one(incidents), titleLine, "title: [")
			case 1:
				e.change(e.one(incidents), reviewLine, "colour: red\nreview: reviewed")
			}
		},
		"skip a level of headings": func() {
			name := e.one(incidents)
			e.write(name, append(bytes.Clone(e.files[name]), "\n## One\n\n#### Three\n"...))
		},
		"add an actor": func() {
			e.write(fmt.Sprintf("%sadded-actor-%d.md", actors, e.IntN(1000)), []byte("---\nname: Somebody\nkind: group\nsummary: Somebody of whom nothing else is known but that they were added by lot.\n---\n"))
		},
		"change an actor": func() {
			e.change(e.one(actors), regexp.MustCompile(`(?m)^name: .*$`), fmt.Sprint("name: Renamed Party ", e.IntN(1000)))
		},
		"rename an actor": func() { e.move(e.unnamed(actors), fmt.Sprintf("renamed-actor-%d.md", e.IntN(1000))) },
		"delete an actor": func() { e.drop(e.unnamed(actors)) },
		"change a page":   func() { e.change("content/pages/about.md", titleLine, fmt.Sprint("title: About, version ", e.IntN(9))) },
		"change a source": func() {
			e.change("content/sources/shared.yaml", regexp.MustCompile(`title: [^,]*`), fmt.Sprint("title: Yearbook ", e.IntN(9)))
		},
		"change the title": func() { e.change("config.yaml", titleLine, fmt.Sprint("title: A record, version ", e.IntN(9))) },
		"change the address": func() {
			e.change("config.yaml", regexp.MustCompile(`(?m)^base_url: .*$`), "base_url: https://record.example/"+[]string{"", "below/"}[e.IntN(2)])
		},
		"change a label": func() {
			e.change("config.yaml", regexp.MustCompile(`label: Phish[^,]*`), fmt.Sprint("label: Phishing ", e.IntN(9)))
		},
		"override a template": func() {
			e.write("templates/parts/footer.html", fmt.Appendf(nil, "<footer>Foot %d of {{.Title}}</footer>", e.IntN(9)))
		},
		"drop an override": func() { e.drop(e.one("templates/")) },
		"add a static file": func() {
			e.write("static/css/added.css", fmt.Appendf(nil, "p { margin: %dpx }", e.IntN(9)))
		},
		"override a style":   func() { e.write("static/css/site.css", fmt.Appendf(nil, "body { margin: %dpx }", e.IntN(9))) },
		"drop a static file": func() { e.drop(e.one("static/")) },
	}
}

func (e *edited) drop(name string) {
	if name != "" {
		e.remove(name)
	}
}

// move renames a file, to a path below its top folder.
func (e *edited) move(name, to string) {
	if name != "" {
		e.rename(name, path.Join(path.Join(strings.Split(name, "/")[:2]...), to))
	}
}

func (e *edited) exchange(a, b string) {
	first, second := e.files[a], e.files[b]
	e.write(a, second)
	e.write(b, first)
}

// mend takes back what breaks the record.
func (e *edited) mend(problems []site.Problem) {
	for _, p := range problems {
		if p.Severity == site.Error && strings.HasPrefix(p.File, incidents) {
			e.mended++
			e.change(p.File, titleLine, fmt.Sprint("title: A mended title, the ", e.mended))
			e.change(p.File, colour, "")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		if strings.HasPrefix(name, incidents) {
			e.change(name, regexp.MustCompile(`(?m)^review: draft$`), "review: reviewed")
		}
	}
}
