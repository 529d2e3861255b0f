package content

import (
	"encoding/binary"
	"io/fs"
	"sync"

	"blotter/internal/site"
)

// Parsed is what one file of content/incidents, content/actors or
// content/pages came to. At most one of the pointers is set, none where the
// file could not be decoded. Nobody writes to it.
type Parsed struct {
	Incident *site.Incident
	Actor    *site.Actor
	Page     *site.TextPage
	Problems []site.Problem // without those of other stages
}

// Reading is a file on its way through a Loader.
type Reading struct {
	File string
	// Bytes is the site.FileDigest of the file, where it was read or the cache
	// can tell it.
	Bytes  site.Digest
	Parsed Parsed
	Known  bool // Parsed came from the cache
}

// Cache remembers what files came to, so that a Loader reads and decodes only
// those that changed. A Loader calls it from many goroutines, with a run of
// files at a time, in the order of their paths.
//
// The setting covers everything but its own bytes that a file's Parsed depends
// on: the limits, the base path and the shared sources. What was put under one
// setting must not be given under another.
type Cache interface {
	// Unread fills in what files came to where the cache can tell, without
	// reading them, that they are as they were.
	Unread(setting site.Digest, run []Reading)
	// Get gives what was put for a file with these bytes.
	Get(file string, setting, bytes site.Digest) (Parsed, bool)
	// Put remembers what files came to; it was not known of those that are not
	// Known. It may move the prose of these elsewhere.
	Put(setting site.Digest, run []Reading)
}

// Memory is a Cache for a process that is told of every change of a file, as
// the preview is. The zero value is empty and ready.
type Memory struct {
	mutex sync.RWMutex
	files map[string]remembered
}

type remembered struct {
	setting, bytes site.Digest
	parsed         Parsed
	fresh          bool // no change was told of since it was put
}

var _ Cache = (*Memory)(nil)

// Unread fills in the files of which no change was told since.
func (m *Memory) Unread(setting site.Digest, run []Reading) {
	m.mutex.RLock()
	defer m.mutex.RUnlock()
	for i := range run {
		known, ok := m.files[run[i].File]
		if ok && known.fresh && known.setting == setting {
			run[i].Bytes, run[i].Parsed, run[i].Known = known.bytes, known.parsed, true
		}
	}
}

// Get gives what a file came to if its bytes are those that were put.
func (m *Memory) Get(file string, setting, bytes site.Digest) (Parsed, bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	known, ok := m.files[file]
	if !ok || known.setting != setting || known.bytes != bytes {
		return Parsed{}, false
	}
	known.fresh = true
	m.files[file] = known
	return known.parsed, true
}

// Put remembers files.
func (m *Memory) Put(setting site.Digest, run []Reading) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.files == nil {
		m.files = map[string]remembered{}
	}
	for i := range run {
		if r := &run[i]; !r.Known {
			m.files[r.File] = remembered{setting, r.Bytes, r.Parsed, true}
		}
	}
}

// Changed says that files have to be read again before they are given. Call it
// before the Loader runs, never while it does: a change that comes while a
// file is read has to be told once more.
func (m *Memory) Changed(file func(name string) bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for name, known := range m.files {
		if known.fresh && file(name) {
			known.fresh = false
			m.files[name] = known
		}
	}
}

// Keep forgets every file that is not in the list.
func (m *Memory) Keep(files Files) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	lists := [][]string{files.Incidents, files.Actors, files.Pages}
	kept := make(map[string]remembered, len(m.files))
	for _, list := range lists {
		for _, file := range list {
			if known, ok := m.files[file]; ok {
				kept[file] = known
			}
		}
	}
	m.files = kept
}

// settingOf covers what every Parsed of a run depends on besides its file.
func (l *Loader) settingOf(shared site.Digest) site.Digest {
	limits := l.cfg.Limits
	var numbers []byte
	for _, n := range []int{limits.EntryBytes, limits.Depth, limits.Amounts, limits.Sources} {
		numbers = binary.AppendVarint(numbers, int64(n))
	}
	return site.DigestOf(numbers, []byte(l.cfg.BasePath()), shared[:])
}

// readings are memory to read files into, one after another.
var readings = sync.Pool{New: func() any { return new([]byte) }}

// load fills in what a run of files came to.
func (l *Loader) load(fsys fs.FS, run []Reading, shared Shared, setting site.Digest) error {
	if l.Cache != nil {
		l.Cache.Unread(setting, run)
	}
	memory := readings.Get().(*[]byte)
	defer readings.Put(memory)
	for i := range run {
		if run[i].Known {
			continue
		}
		if err := l.parse(fsys, &run[i], shared, setting, memory); err != nil {
			return err
		}
	}
	if l.Cache != nil {
		l.Cache.Put(setting, run)
	}
	return nil
}

// parse reads a file and decodes it, unless the cache knows its bytes.
func (l *Loader) parse(fsys fs.FS, r *Reading, shared Shared, setting site.Digest, memory *[]byte) error {
	data, err := readFile(fsys, r.File, l.cfg.Limits.EntryBytes+1, *memory)
	if err != nil {
		return err
	}
	*memory = data // what is decoded has no part of it
	r.Bytes = site.FileDigest(data)
	if l.Cache != nil {
		if r.Parsed, r.Known = l.Cache.Get(r.File, setting, r.Bytes); r.Known {
			return nil
		}
	}
	r.Parsed = l.decode(r.File, r.Bytes, data, shared)
	return nil
}
