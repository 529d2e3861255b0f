package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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
//
// Where Run is to ask for errors before anything is published, the prose of
// entries stays in the state folder and is read when it is wanted.
type kept struct {
	options Options
	memory  *content.Memory // nil = the process plans once
	inputs  *inputs         // whose bytes are known without reading; may be nil
	folder  string
	keeps   bool // this Plan writes what it learns
	reread  func() (reread, error)

	all, since *cache.Store // nil = none that can be used
	stream     *stream      // all entries, written while they are loaded; nil = not begun
	streaming  sync.Once

	mutex    sync.Mutex
	setting  site.Digest
	sums     map[string]site.Digest // of the files that were read
	runs     [][]content.Reading    // everything that was loaded
	changed  []cache.Item           // what all does not have, where keeps
	loaded   int                    // files that came to an entry without problems
	decoded  int                    // of these, those that no store had
	broken   bool                   // a store has an entry that cannot be read
	note     string                 // why a file is not used
	told     bool                   // of the note
	vanished error                  // why some prose cannot be had at all
}

var _ content.Cache = (*kept)(nil)

// openKept reads the state folder, if this Plan is the first of its process.
// Only one that publishes keeps anything: the preview and the check leave the
// site folder as it is.
func (m *Memory) openKept(options Options) *kept {
	k := &kept{
		options: options, inputs: options.inputs, folder: filepath.Join(options.Source, stateFolder),
		keeps: options.Out != "" && options.Memory == nil, sums: map[string]site.Digest{},
	}
	k.reread = sync.OnceValues(func() (reread, error) { return openAgain(options.Source, m.config) })
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

// open opens a file of entries. It stays open as long as anybody has an entry
// of it: another build may put another file in its place.
func (k *kept) open(name string) *cache.Store {
	file, err := os.Open(filepath.Join(k.folder, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var store *cache.Store
	if err == nil {
		var info fs.FileInfo
		if info, err = file.Stat(); err == nil {
			store, err = cache.Open(file, info.Size(), program(), k.again)
		}
	}
	if err != nil {
		k.unused(name, err.Error())
	}
	return store
}

// unused notes the first reason for which something kept is not used.
func (k *kept) unused(name, why string) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if k.note == "" {
		k.note = fmt.Sprintf("%s/%s %s: what it kept is made anew", stateFolder, name, why)
	}
}

func (k *kept) hasNote() bool {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	return k.note != ""
}

// tell gives the note, once.
func (k *kept) tell() []string {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if k.note == "" || k.told {
		return nil
	}
	k.told = true
	return []string{k.note}
}

// Unread fills in what the memory of this process can tell of files, or what
// was kept for the bytes that Run found them to have.
func (k *kept) Unread(setting site.Digest, run []content.Reading) {
	if k.memory != nil {
		k.memory.Unread(setting, run)
		return
	}
	if k.inputs == nil {
		return
	}
	since, all := k.cursors(setting)
	find := k.inputs.finder()
	for i := range run {
		r := &run[i]
		if at := find(r.File); at >= 0 && !k.inputs.awaited[r.File] {
			r.Bytes = k.inputs.files[at].bytes
			r.Parsed, r.Known = k.find(&since, &all, r.File, r.Bytes)
		}
	}
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
	since, all := k.cursors(setting)
	parsed, ok := k.find(&since, &all, file, bytes)
	if ok && k.memory != nil {
		k.memory.Put(setting, []content.Reading{{File: file, Bytes: bytes, Parsed: parsed}})
	}
	return parsed, ok
}

// cursors gives where to look for entries that were kept under a setting.
func (k *kept) cursors(setting site.Digest) (since, all cache.Cursor) {
	for _, from := range []struct {
		name   string
		store  *cache.Store
		cursor *cache.Cursor
	}{{sinceEntries, k.since, &since}, {allEntries, k.all, &all}} {
		switch {
		case from.store == nil:
		case from.store.Setting == setting:
			*from.cursor = from.store.Cursor()
		default:
			k.damaged(from.name, "was kept under another base path, other limits or other shared sources")
		}
	}
	return since, all
}

// find asks the stores for an entry, the younger first.
func (k *kept) find(since, all *cache.Cursor, file string, bytes site.Digest) (content.Parsed, bool) {
	for _, from := range []struct {
		name   string
		cursor *cache.Cursor
	}{{sinceEntries, since}, {allEntries, all}} {
		item, err := from.cursor.Find(file)
		if err == nil && (item == nil || item.Bytes != bytes) {
			continue
		}
		// Nobody asks a preview for errors after it made a page.
		if err == nil && (k.options.asks || item.Hold()) {
			if from.cursor == since && k.keeps {
				k.mutex.Lock()
				k.changed = append(k.changed, *item)
				k.mutex.Unlock()
			}
			return content.Parsed{Incident: item.Incident, Actor: item.Actor, Page: item.Page}, true
		}
		k.damaged(from.name, cache.ErrDamaged.Error())
	}
	return content.Parsed{}, false
}

// damaged notes that a store is to be written anew, and why.
func (k *kept) damaged(name, why string) {
	k.unused(name, why)
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.broken = true
}

// Put remembers what files came to. What has problems is decoded each time,
// so that they are told each time.
func (k *kept) Put(setting site.Digest, run []content.Reading) {
	if k.memory != nil {
		k.memory.Put(setting, run)
	}
	k.mutex.Lock()
	k.setting, k.runs = setting, append(k.runs, run)
	k.mutex.Unlock()
	if !k.keeps {
		return
	}
	k.streaming.Do(func() { k.begin(setting) })
	items := itemsOf(run, func(r *content.Reading) bool { return k.stream != nil || !r.Known })
	if k.stream != nil {
		k.stream.put(items)
	}
	k.mutex.Lock()
	defer k.mutex.Unlock()
	for i := range run {
		if whole(&run[i]) {
			k.loaded++
			if !run[i].Known {
				k.decoded++
			}
		}
	}
	if k.stream == nil {
		k.changed = append(k.changed, items...)
	}
}

// whole reports whether a file came to something that can be kept.
func whole(r *content.Reading) bool {
	p := &r.Parsed
	return len(p.Problems) == 0 && (p.Incident != nil || p.Actor != nil || p.Page != nil)
}

// itemsOf gives those of a run that can be kept and are wanted.
func itemsOf(run []content.Reading, wanted func(*content.Reading) bool) []cache.Item {
	var items []cache.Item
	for i := range run {
		if r := &run[i]; whole(r) && wanted(r) {
			items = append(items, cache.Item{File: r.File, Bytes: r.Bytes, Entry: cache.Entry{Incident: r.Parsed.Incident, Actor: r.Parsed.Actor, Page: r.Parsed.Page}})
		}
	}
	return items
}

// bytesOf gives the digest of the bytes that a loaded file has.
func (k *kept) bytesOf(file string) (site.Digest, bool) {
	if sum, read := k.sums[file]; read {
		return sum, true
	}
	return k.inputs.bytesOf(file)
}
