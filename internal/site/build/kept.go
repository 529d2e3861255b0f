package build

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"blotter/internal/site"
	"blotter/internal/site/cache"
	"blotter/internal/site/content"
)

// The files of the state folder that keep entries for the next process: all of
// them at some build, and those that changed since. A build that changes few
// writes the second alone, which is small; when it has grown, all are written
// again.
const (
	allEntries   = "entries"
	sinceEntries = "entries-since"
	// Where the fields that problems name stand in the files, so that a file
	// with a warning is not taken apart by every build.
	keptPlaces = "places"
)

// kept is the content.Cache of one Plan: what earlier builds left in the state
// folder, behind what the memory of this process has. It gives nothing but
// what was decoded from the very bytes a file has now, so the worst that the
// state folder can do is to be of no use.
type kept struct {
	memory *content.Memory // nil = the process plans once
	inputs *inputs         // whose bytes are known without reading; may be nil
	folder string
	keeps  bool // this Plan writes what it learns

	all, since *cache.Store // nil = none that can be used

	mutex   sync.Mutex
	setting site.Digest
	sums    map[string]site.Digest // of the files that were read
	entries map[string]keptEntry   // that have no problems, where keeps
	fresh   int                    // those of entries that no store had
	broken  bool                   // a store has an entry that cannot be read
	note    string                 // why a file is not used
}

type keptEntry struct {
	bytes site.Digest
	from  *cache.Store // nil = decoded by this Plan
	entry cache.Entry
}

var _ content.Cache = (*kept)(nil)

// openKept reads the state folder, if this Plan is the first of its process.
// Only one that publishes keeps anything: the preview and the check leave the
// site folder as it is.
func (m *Memory) openKept(options Options) *kept {
	k := &kept{inputs: options.inputs, folder: filepath.Join(options.Source, stateFolder), keeps: options.Out != "" && options.Memory == nil, sums: map[string]site.Digest{}}
	if k.keeps {
		k.entries = map[string]keptEntry{}
	}
	if options.Memory != nil {
		k.memory = &m.files
		if m.warmed {
			return k
		}
		m.warmed = true
	}
	k.all, k.since = k.open(allEntries), k.open(sinceEntries)
	return k
}

func (k *kept) open(name string) *cache.Store {
	data, err := os.ReadFile(filepath.Join(k.folder, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var store *cache.Store
	if err == nil {
		store, err = cache.Open(data, program())
	}
	if err != nil {
		k.unused(name, err.Error())
	}
	return store
}

// unused notes the first reason for which something kept is not used.
func (k *kept) unused(name, why string) {
	if k.note == "" {
		k.note = fmt.Sprintf("%s/%s %s: what it kept is made anew", stateFolder, name, why)
	}
}

// Unread gives what the memory of this process can tell of a file, or what was
// kept for the bytes that Run found it to have.
func (k *kept) Unread(fsys fs.FS, file string, setting site.Digest) (content.Parsed, bool) {
	if k.memory != nil {
		return k.memory.Unread(fsys, file, setting)
	}
	if bytes, known := k.inputs.bytesOf(file); known {
		return k.Get(file, setting, bytes)
	}
	return content.Parsed{}, false
}

// Get gives what a file with these bytes came to, in this process or another.
func (k *kept) Get(file string, setting, bytes site.Digest) (content.Parsed, bool) {
	if k.memory != nil {
		if parsed, ok := k.memory.Get(file, setting, bytes); ok {
			return parsed, true
		}
	}
	k.mutex.Lock()
	k.sums[file] = bytes
	k.mutex.Unlock()
	for _, store := range []*cache.Store{k.since, k.all} {
		entry, ok := k.from(store, file, setting, bytes)
		if !ok {
			continue
		}
		parsed := content.Parsed{Incident: entry.Incident, Actor: entry.Actor, Page: entry.Page}
		if k.memory != nil {
			k.memory.Put(file, setting, bytes, parsed)
		}
		k.learn(file, setting, keptEntry{bytes, store, entry})
		return parsed, true
	}
	return content.Parsed{}, false
}

// from asks one store, and notes what is wrong with it.
func (k *kept) from(store *cache.Store, file string, setting, bytes site.Digest) (cache.Entry, bool) {
	if store == nil {
		return cache.Entry{}, false
	}
	name, why := allEntries, "was kept under another base path, other limits or other shared sources"
	if store == k.since {
		name = sinceEntries
	}
	if store.Setting == setting {
		entry, ok, err := store.Get(file, bytes)
		if err == nil {
			return entry, ok
		}
		why = err.Error()
	}
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.broken = true
	k.unused(name, why)
	return cache.Entry{}, false
}

// Put remembers what a file came to. What has problems is decoded each time,
// so that they are told each time.
func (k *kept) Put(file string, setting, bytes site.Digest, parsed content.Parsed) {
	if k.memory != nil {
		k.memory.Put(file, setting, bytes, parsed)
	}
	entry := cache.Entry{Incident: parsed.Incident, Actor: parsed.Actor, Page: parsed.Page}
	if len(parsed.Problems) == 0 && entry != (cache.Entry{}) {
		k.learn(file, setting, keptEntry{bytes: bytes, entry: entry})
	}
}

func (k *kept) learn(file string, setting site.Digest, entry keptEntry) {
	if !k.keeps {
		return
	}
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.setting, k.entries[file] = setting, entry
	if entry.from == nil {
		k.fresh++
	}
}

// close writes what the next process can use, if this Plan keeps anything, and
// tells why where it cannot. That is no error: the next build takes longer.
func (k *kept) close() (notes []string) {
	if err := k.write(); err != nil {
		notes = append(notes, fmt.Sprintf("the next build will read every entry anew: %v", err))
	}
	k.entries, k.sums, k.all, k.since = nil, nil, nil, nil
	return notes
}

// write writes the entries that changed, or all where they have become many.
func (k *kept) write() error {
	if len(k.entries) == 0 {
		return nil
	}
	changed := map[string]keptEntry{}
	for file, entry := range k.entries {
		if entry.from == nil || entry.from == k.since {
			changed[file] = entry
		}
	}
	if k.all == nil || k.broken || k.tooMany(len(changed)) {
		if err := k.writeFile(allEntries, k.entries); err != nil {
			return err
		}
		// What it keeps is right all the same, if it cannot be removed.
		_ = os.Remove(filepath.Join(k.folder, sinceEntries))
		return nil
	}
	if k.fresh == 0 && k.note == "" {
		return nil
	}
	return k.writeFile(sinceEntries, changed)
}

// tooMany reports whether the entries that changed, and those of all that are
// gone, make up so much that writing all costs less in the end.
func (k *kept) tooMany(changed int) bool {
	const fewest, part = 64, 8
	gone := k.all.Len() - (len(k.entries) - changed)
	return changed+gone > max(fewest, k.all.Len()/part)
}

// writeFile writes a file of entries.
func (k *kept) writeFile(name string, entries map[string]keptEntry) error {
	return k.writeAside(name, func(to io.Writer) error { return k.encode(to, entries) })
}

// writeAside writes a file aside and puts it in its place, so that nobody
// reads half of it.
func (k *kept) writeAside(name string, write func(io.Writer) error) error {
	if err := os.MkdirAll(k.folder, 0o755); err != nil {
		return err
	}
	place := filepath.Join(k.folder, name)
	aside, err := os.Create(place + ".new")
	if err != nil {
		return err
	}
	buffer := bufio.NewWriterSize(aside, 1<<18)
	err = write(buffer)
	if err = errors.Join(err, buffer.Flush(), aside.Close()); err == nil {
		err = os.Rename(aside.Name(), place)
	}
	if err != nil {
		return errors.Join(err, os.Remove(aside.Name()))
	}
	return nil
}

func (k *kept) encode(to io.Writer, entries map[string]keptEntry) error {
	writer, err := cache.NewWriter(to, program(), k.setting)
	if err != nil {
		return err
	}
	for _, file := range slices.Sorted(maps.Keys(entries)) {
		if err := writer.Put(file, entries[file].bytes, entries[file].entry); err != nil {
			return err
		}
	}
	return writer.Close()
}
