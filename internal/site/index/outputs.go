package index

import (
	"iter"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"blotter/internal/site"
)

// Indexer plans the outputs of the index stage.
type Indexer struct {
	// Program names the version of the program; it enters the Inputs of every
	// output, because another program may write other bytes.
	Program string
}

// Outputs plans the outputs of a site: see Indexer.Outputs.
func Outputs(s *site.Site, st *site.Statistics) ([]site.Output, error) {
	return Indexer{}.Outputs(s, st)
}

// Outputs plans everything that is not a page, in a fixed order. Nothing is
// made yet. The error says that a file could not be planned; what entries say
// is never one.
func (i Indexer) Outputs(s *site.Site, st *site.Statistics) ([]site.Output, error) {
	var outputs []site.Output
	for _, part := range i.Parts(s, st) {
		listed, err := part.Outputs()
		if err != nil {
			return nil, err
		}
		outputs = append(outputs, listed...)
	}
	return outputs, nil
}

// Parts gives what Outputs lists, none of it listed yet. What takes a digest
// of every entry waits until one of the outputs that need it is asked for.
func (i Indexer) Parts(s *site.Site, st *site.Statistics) []site.Part {
	plain := &indexer{site: s, cfg: s.Config, common: configDigest(i.Program, s.Config)}
	whole := sync.OnceValue(func() *indexer { return newIndexer(i.Program, s, st) })
	part := func(prefix string, list func(*indexer) []site.Output) site.Part {
		return site.Part{Prefix: prefix, Outputs: sync.OnceValues(func() ([]site.Output, error) { return list(whole()), nil })}
	}
	return []site.Part{
		{Prefix: "_headers", Outputs: func() ([]site.Output, error) { return []site.Output{plain.headersOutput()}, nil }},
		part("incidents/", (*indexer).incidentOutputs),
		part("data/", (*indexer).dataOutputs),
		part("feeds/", (*indexer).feedOutputs),
		part("sitemap", (*indexer).sitemapOutputs),
		part("cite/", func(x *indexer) []site.Output { return []site.Output{x.citationOutput()} }),
		part("data/", (*indexer).groupOutputs),
		part("", (*indexer).hostOutputs),
		part("", (*indexer).redirectOutputs),
	}
}

// indexer is what all outputs of one site share. It is read-only once made,
// but for rows.
type indexer struct {
	site  *site.Site
	stats *site.Statistics
	cfg   *site.Config

	common  site.Digest   // of the program and the config
	digests []site.Digest // by Entry.Index: of everything said of an entry
	all     site.Digest   // of all of those
	newest  []*site.Entry // by published then date, newest first
	place   []int         // by Entry.Index: the position in newest
	updated []site.Day    // by Entry.Index: the day of the last change

	base      string // before the path of a page in its absolute address
	basePath  string // the path of the site on its host, with a slash at both ends
	authority string // how the ids of entries in feeds begin

	incident *object[*site.Entry]
	amounts  *table[*site.Line]
	// rows keeps the rows of an entry in the files of its groups, by
	// Entry.Index, once some output has made them.
	rows []atomic.Pointer[[]byte]
}

// newDescriber makes an indexer that can only tell what its tables hold.
func newDescriber(s *site.Site, st *site.Statistics) *indexer {
	x := &indexer{site: s, stats: st, cfg: s.Config, base: strings.TrimSuffix(s.Config.BaseURL, "/")}
	x.amounts = x.amountTable()
	return x
}

func newIndexer(program string, s *site.Site, st *site.Statistics) *indexer {
	x := newDescriber(s, st)
	x.basePath, x.authority = s.Config.BasePath(), "tag:"+x.host()+","
	x.common = configDigest(program, s.Config)
	x.incident = x.describeIncident()
	x.digestEntries()
	x.sortNewest()
	x.rows = make([]atomic.Pointer[[]byte], len(s.Entries))
	return x
}

// sortNewest sorts the entries by the day they were published, then by the day
// they happened, newest first.
func (x *indexer) sortNewest() {
	entries := x.site.Entries
	x.updated = make([]site.Day, len(entries))
	keys := make([]int64, len(entries)) // the day, then the place among the entries
	for i, entry := range entries {
		x.updated[i] = entry.Updated()
		keys[i] = int64(entry.Published)<<32 | int64(i)
	}
	slices.Sort(keys)
	slices.Reverse(keys)
	x.newest, x.place = make([]*site.Entry, len(entries)), make([]int, len(entries))
	for place, key := range keys {
		i := int(uint32(key))
		x.newest[place], x.place[i] = entries[i], place
	}
}

// output makes an output of something that writes into the buffer and cannot
// fail.
func output(path, media string, inputs site.Digest, write func(*site.Buffer)) site.Output {
	return site.Output{Path: site.File(path), Media: media, Inputs: inputs, Make: func(out *site.Buffer) error {
		write(out)
		return nil
	}}
}

// incidentOutputs are the entries as JSON.
func (x *indexer) incidentOutputs() []site.Output {
	outputs := make([]site.Output, 0, len(x.site.Entries))
	for _, entry := range x.site.Entries {
		outputs = append(outputs, output(site.IncidentDataPath(entry.ID), "application/json", x.digests[entry.Index], func(out *site.Buffer) {
			out.Grow(8 << 10) // more than most take
			out.Write(x.appendIncident(out.AvailableBuffer(), entry))
		}).Showing(site.ShowsWords(site.AllWords, []int32{int32(entry.Index)})))
	}
	return outputs
}

// lines gives the ledger, entries oldest first and amounts as written.
func (x *indexer) lines() iter.Seq[*site.Line] {
	return func(yield func(*site.Line) bool) {
		for _, lines := range x.stats.Lines {
			for i := range lines {
				if !yield(&lines[i]) {
					return
				}
			}
		}
	}
}

func (x *indexer) involvements() iter.Seq[involvement] {
	return func(yield func(involvement) bool) {
		for _, entry := range x.site.Entries {
			for i := range entry.People {
				if !yield(involvement{entry, &entry.People[i]}) {
					return
				}
			}
		}
	}
}

func (x *indexer) sources() iter.Seq[sourceRow] {
	return func(yield func(sourceRow) bool) {
		for _, entry := range x.site.Entries {
			for i := range entry.Sources {
				if !yield(sourceRow{entry, i + 1, &entry.Sources[i]}) {
					return
				}
			}
		}
	}
}

func (x *indexer) events() iter.Seq[eventRow] {
	return func(yield func(eventRow) bool) {
		for _, entry := range x.site.Entries {
			for i := range entry.Events {
				if !yield(eventRow{entry, &entry.Events[i]}) {
					return
				}
			}
		}
	}
}

// showing is what an output shows that lists entries by their headlines and
// summaries.
func (x *indexer) showing(entries []*site.Entry) site.Shown {
	indexes := make([]int32, len(entries))
	for i, entry := range entries {
		indexes[i] = int32(entry.Index)
	}
	return site.ShowsWords(site.AllWords&^site.BodyWords, indexes)
}
