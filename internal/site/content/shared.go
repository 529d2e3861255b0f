package content

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"blotter/internal/site"
)

// Shared are the sources of content/sources, which any entry may name. The
// zero value has none. It is never written after NewShared.
type Shared struct {
	list  []*site.Source // by key
	byKey map[string]*site.Source
}

// NewShared joins the sources of all files of content/sources. Of two with one
// key the first stays, in the order of their files, and the other is a
// problem.
func NewShared(sources []*site.Source) (Shared, []site.Problem) {
	shared := Shared{byKey: make(map[string]*site.Source, len(sources))}
	var problems []site.Problem
	for _, source := range sources {
		if first := shared.byKey[source.Key]; first != nil {
			problems = append(problems, site.Problem{
				Place: site.Place{File: source.File}, Field: source.Key, Rule: "duplicate-id", Severity: site.Error,
				Message: "the key " + site.Quote(source.Key) + " is given to a source of " + first.File + " too", Hint: "change one of them",
			})
			continue
		}
		shared.byKey[source.Key] = source
		shared.list = append(shared.list, source)
	}
	slices.SortFunc(shared.list, func(a, b *site.Source) int { return strings.Compare(a.Key, b.Key) })
	return shared, problems
}

// add appends the shared sources that are used and not there yet, in the order
// of use. A source of the entry's own goes before a shared one with its key.
func (s Shared) add(sources []site.Source, uses []string) []site.Source {
	for _, key := range uses {
		if source := s.byKey[key]; source != nil && sourceNumber(sources, key) == 0 {
			sources = append(roomFor(sources), *source)
		}
	}
	return sources
}

// roomFor makes room for one more source: for no more than that in an entry of
// few, because there are many such entries.
func roomFor(sources []site.Source) []site.Source {
	const few = 8
	if len(sources) < cap(sources) || len(sources) > few {
		return sources
	}
	return append(make([]site.Source, 0, len(sources)+1), sources...)
}

// keysWith gives the keys of the sources and of all shared ones.
func (s Shared) keysWith(sources []site.Source) []string {
	keys := make([]string, 0, len(sources)+len(s.list))
	for i := range sources {
		keys = append(keys, sources[i].Key)
	}
	for _, source := range s.list {
		keys = append(keys, source.Key)
	}
	return keys
}

// SharedSources reads one file of content/sources: a mapping of sources by
// key, or a list of sources with an id. Hand those of all files to NewShared.
func (l *Loader) SharedSources(file string, data []byte) ([]*site.Source, []site.Problem) {
	d := l.decoder(file)
	defer d.close()
	text, ok := d.cleanText(data)
	if !ok {
		return nil, d.problems
	}
	root := d.parseYAML(text)
	if root == nil {
		return nil, d.problems
	}
	d.root = root
	if guard := (guard{decoder: d}); !guard.walk(root, 1, false) {
		return nil, d.problems
	}
	if root.Kind == yaml.ScalarNode {
		d.report(root, "value-type", "the file is a text; it takes sources by key", "write key: {url: ..., title: ..., publisher: ...}")
		return nil, d.problems
	}
	d.limits.Sources = len(root.Content) // the limit is for one entry
	var shared []*site.Source
	for _, source := range d.sources(root) {
		source.Shared, source.File = true, file
		shared = append(shared, &source)
	}
	return shared, d.problems
}
