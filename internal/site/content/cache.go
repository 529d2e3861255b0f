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

// Cache remembers what files came to, so that a Loader reads and decodes only
// those that changed. A Loader calls it from many goroutines.
//
// The setting covers everything but its own bytes that a file's Parsed depends
// on: the limits, the base path and the shared sources. What was put under one
// setting must not be given under another.
type Cache interface {
	// Unread gives what a file came to where the cache can tell, without
	// reading the file, that it is as it was.
	Unread(fsys fs.FS, file string, setting site.Digest) (Parsed, bool)
	// Get gives what was put for a file with these bytes.
	Get(file string, setting, bytes site.Digest) (Parsed, bool)
	// Put remembers what a file with these bytes came to.
	Put(file string, setting, bytes site.Digest, parsed Parsed)
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

// Unread gives what a file came to if no change of it was told since.
func (m *Memory) Unread(_ fs.FS, file string, setting site.Digest) (Parsed, bool) {
	m.mutex.RLock()
	defer m.mutex.RUnlock()
	known, ok := m.files[file]
	return known.parsed, ok && known.fresh && known.setting == setting
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

// Put remembers a file.
func (m *Memory) Put(file string, setting, bytes site.Digest, parsed Parsed) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.files == nil {
		m.files = map[string]remembered{}
	}
	m.files[file] = remembered{setting, bytes, parsed, true}
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

// parsed gives what a file came to, from the cache if that has it.
func (l *Loader) parsed(fsys fs.FS, file string, shared Shared, setting site.Digest) (Parsed, error) {
	if l.Cache == nil {
		return l.parse(fsys, file, shared, nil)
	}
	if known, ok := l.Cache.Unread(fsys, file, setting); ok {
		return known, nil
	}
	return l.parse(fsys, file, shared, &setting)
}

// readings are memory to read files into, one after another.
var readings = sync.Pool{New: func() any { return new([]byte) }}

// parse reads a file and decodes it, unless the cache knows its bytes.
func (l *Loader) parse(fsys fs.FS, file string, shared Shared, setting *site.Digest) (Parsed, error) {
	memory := readings.Get().(*[]byte)
	defer readings.Put(memory)
	data, err := readFile(fsys, file, l.cfg.Limits.EntryBytes+1, *memory)
	if err != nil {
		return Parsed{}, err
	}
	*memory = data // what is decoded has no part of it
	if setting == nil {
		return l.decode(file, data, shared), nil
	}
	bytes := site.DigestOf(data)
	if known, ok := l.Cache.Get(file, *setting, bytes); ok {
		return known, nil
	}
	parsed := l.decode(file, data, shared)
	l.Cache.Put(file, *setting, bytes, parsed)
	return parsed, nil
}
