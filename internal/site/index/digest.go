package index

import (
	"encoding/binary"
	"math/bits"
	"sync"

	"blotter/internal/site"
)

// writer collects what a digest is taken of.
type writer struct{ site.Inputs }

func (w *writer) vocabulary(v site.Vocabulary) {
	w.Number(len(v.Terms))
	for _, term := range v.Terms {
		w.Text(term.Key, term.Label, term.Plural, term.Definition)
	}
}

// configDigest covers what the outputs take from the program and the config.
func configDigest(program string, cfg *site.Config) site.Digest {
	var w writer
	w.Text(program, cfg.Title, cfg.Tagline, cfg.Description, cfg.BaseURL, cfg.Language, cfg.Publisher, cfg.Contact,
		cfg.Repository, cfg.Branch, cfg.Licence.Name, cfg.Licence.URL)
	for _, words := range []site.Vocabulary{cfg.Types, cfg.Techniques, cfg.Chains, cfg.Sectors} {
		w.vocabulary(words)
	}
	return w.Sum()
}

// digestEntries takes the digest of each entry, on two cores: it is what every
// warm build waits for.
func (x *indexer) digestEntries() {
	entries := x.site.Entries
	x.digests = make([]site.Digest, len(entries))
	var wait sync.WaitGroup
	half := len(entries) / 2
	for _, part := range [][]*site.Entry{entries[:half], entries[half:]} {
		wait.Go(func() {
			var w writer
			for _, entry := range part {
				w.Data = w.Data[:0]
				x.digestEntry(&w, entry)
				x.digests[entry.Index] = w.Sum()
			}
		})
	}
	wait.Wait()
	x.all = x.digestOf(entries)
}

// digestEntry covers everything that an output says of an entry: its file, of
// which the version is the digest, and what the rest of the record adds to it.
func (x *indexer) digestEntry(w *writer, entry *site.Entry) {
	w.Digest(x.common)
	w.Text(entry.ID, entry.Path, entry.Version)
	for i := range entry.People {
		person := &entry.People[i]
		w.Text(actorID(person), actorName(person))
	}
	w.Number(len(entry.Links))
	for _, link := range entry.Links {
		w.Text(link.Type, link.Label, link.Entry.ID, link.Note)
	}
	lines := x.stats.Lines[entry.Index]
	w.Number(len(lines))
	for i := range lines {
		w.Text(string(lines[i].Excluded), string(lines[i].ClassExcluded), lines[i].Apart)
	}
	w.Number(len(entry.Sources))
	for i := range entry.Sources {
		if source := &entry.Sources[i]; source.Shared {
			w.Number(i)
			w.Text(source.Key, source.URL, source.Title, source.Publisher, source.Author, source.Date.String(), source.Accessed.String(),
				source.Archive, source.Kind, source.Language, source.Status, source.Quote)
		}
	}
}

// digestOf covers a list of entries in its order.
func (x *indexer) digestOf(entries []*site.Entry) site.Digest {
	w := writer{site.Inputs{Data: make([]byte, 0, (len(entries)+1)*len(site.Digest{}))}}
	w.Digest(x.common)
	for _, entry := range entries {
		w.Digest(x.digests[entry.Index])
	}
	return w.Sum()
}

// digestGroup covers a group with some of its entries, in their order.
func (x *indexer) digestGroup(group *site.Group, entries []*site.Entry) site.Digest {
	var w writer
	w.group(group)
	w.Digest(x.digestOf(entries))
	return w.Sum()
}

// digestWholeGroup covers a group with all its entries. Their digests are
// added up, because an entry is in about fifteen groups and hashing would take
// most of the time of a plan: a group's entries stand in the order of the
// record, which what their digests cover decides, so their set is enough.
func (x *indexer) digestWholeGroup(group *site.Group) site.Digest {
	var low, high uint64
	for _, entry := range group.Entries {
		d := &x.digests[entry.Index]
		var carry uint64
		low, carry = bits.Add64(low, binary.LittleEndian.Uint64(d[:8]), 0)
		high, _ = bits.Add64(high, binary.LittleEndian.Uint64(d[8:]), carry)
	}
	var w writer
	w.Digest(x.common)
	w.group(group)
	w.Number(len(group.Entries))
	w.Data = binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(w.Data, low), high)
	return w.Sum()
}

func (w *writer) group(group *site.Group) {
	w.Text(string(group.Dimension), group.Key, group.Label, group.Plural, group.Definition, group.Path)
}

// digestProfiles covers the actors.
func (x *indexer) digestProfiles() site.Digest {
	var w writer
	w.Digest(x.common)
	for _, p := range x.site.Profiles {
		w.Text(p.ID, p.Version, p.Name, p.Path, p.Kind, p.Country, p.Summary, partOf(p))
		w.Text(aliasNames(p)...)
		w.Number(len(p.Group.Entries))
	}
	return w.Sum()
}
