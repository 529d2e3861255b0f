// Package generate makes realistic records of any size for tests and
// benchmarks: front matter of every kind the format has, claims, chains of
// funds across entries, relations, actors with a long tail, 250 to 400 words
// of prose an entry. The same seed and size give the same bytes; the first
// entries of a larger record are those of a smaller one. Nothing in it is
// about anybody: names and figures are drawn by lot.
package generate

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
)

// Options say which record to make.
type Options struct {
	Seed    uint64
	Entries int
}

// File is one file of a site folder.
type File struct {
	Name string // slash path
	Data []byte
}

// Files gives the files of a site folder: config.yaml, content/pages,
// content/actors, content/sources and content/incidents, in that order.
func Files(options Options) iter.Seq[File] {
	return func(yield func(File) bool) {
		cast := NewCast(options)
		fixed := []File{
			{"config.yaml", []byte(config)},
			{"content/pages/about.md", []byte(aboutPage)},
			{"content/sources/shared.yaml", []byte(sharedSources)},
		}
		for _, file := range append(fixed, cast.files()...) {
			if !yield(file) {
				return
			}
		}
		for n := range options.Entries {
			if !yield(Entry(cast, n)) {
				return
			}
		}
	}
}

// Map gives the files as a map from name to bytes, as testing/fstest wants
// them.
func Map(options Options) map[string][]byte {
	files := map[string][]byte{}
	for file := range Files(options) {
		files[file.Name] = file.Data
	}
	return files
}

// Entry makes the nth entry of a record, from 0, without making the others.
func Entry(cast *Cast, n int) File {
	e := &entry{Rand: rand.New(rand.NewPCG(cast.seed, uint64(n)+1)), cast: cast, n: n}
	e.draw()
	var b strings.Builder
	e.write(&b)
	return File{fmt.Sprintf("content/incidents/%04d/%s.md", e.year, e.id), []byte(b.String())}
}

// Cast is the actors of a record: a few that occur everywhere, many that occur
// once.
type Cast struct {
	seed  uint64
	names []string
}

// NewCast gives the actors of a record.
func NewCast(options Options) *Cast {
	r := rand.New(rand.NewPCG(options.Seed, 0))
	cast := &Cast{seed: options.Seed}
	seen := map[string]bool{}
	for len(cast.names) < 40+options.Entries/8 {
		name := pick(r, actorFirst) + " " + pick(r, actorSecond)
		if len(cast.names) > 200 || seen[name] {
			name += fmt.Sprintf(" %d", len(cast.names))
		}
		seen[name] = true
		cast.names = append(cast.names, name)
	}
	return cast
}

// draw gives the id of an actor: the first of the cast far more often than the
// last, as in real records.
func (c *Cast) draw(r *rand.Rand) string {
	x := r.Float64()
	return actorID(int(x * x * x * float64(len(c.names))))
}

func actorID(n int) string { return fmt.Sprintf("actor-%05d", n) }

// files gives a file for each actor.
func (c *Cast) files() []File {
	var files []File
	kinds := []string{"group", "company", "exchange", "protocol", "agency", "service"}
	for n, name := range c.names {
		text := fmt.Sprintf("---\nname: %s\nkind: %s\ncountry: %s\nsummary: A party that was made up for measuring, number %d of the cast of this record.\naliases:\n  - {name: %s Alias %d, by: Made-up Research}\n---\n\nA profile of a party that does not exist, made so that pages have something to show.\n",
			name, kinds[n%len(kinds)], countries[n%len(countries)], n, name, n)
		files = append(files, File{"content/actors/" + actorID(n) + ".md", []byte(text)})
	}
	return files
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }
