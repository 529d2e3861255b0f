package search

import (
	"io"
	"sync"

	"blotter/internal/site"
)

// Memory is what one index leaves to the next: its catalogue, so that what has
// nothing to do with a change is not made again. It is of one process; Keep and
// Open carry it to another. The zero value remembers nothing. It may be used
// from any goroutine, and serves one index at a time.
type Memory struct {
	mutex sync.Mutex
	last  *catalogue // nil = none

	setting site.Digest // under which documents are known
	known   keyed

	whole     int64       // bytes of the file of all parts; 0 = none that can be used
	identity  site.Digest // of that file
	unwritten bool        // no file has what is last
	trouble   error       // why what was kept was of no use to the last index
	written   *catalogue  // last, with its parts where the last function of Keep put them
}

// Forget makes the memory one that remembers nothing.
func (m *Memory) Forget() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.last, m.written, m.whole, m.known = nil, nil, 0, keyed{}
}

// Trouble gives why parts that were kept were of no use to the last index,
// which was made without them; nil where they were.
func (m *Memory) Trouble() error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.trouble
}

// next gives the catalogue of a site, and remembers it.
func (m *Memory) next(x Indexer, s *site.Site) (*catalogue, error) {
	pages := pages(s)
	setting := settingOf(s.Config, x.Reading)
	if m.setting != setting {
		m.setting, m.known.told = setting, nil
	}
	m.known.sum = x.Sum
	keys := m.known.keys(s, pages)
	var now *catalogue
	m.trouble = nil
	if m.last != nil && m.last.setting == setting {
		if now, m.trouble = m.last.follow(s, pages, keys); m.trouble != nil {
			now, m.whole = nil, 0
		}
	}
	if now == nil {
		var err error
		if now, err = newCatalogue(s, pages, keys); err != nil {
			return nil, err
		}
		now.setting, m.whole = setting, 0
	}
	last := m.last
	m.last, m.unwritten = now, m.unwritten || now != last
	switch known := last != nil && last.setting == setting; {
	case known && x.Reworded != (site.Digest{}) && last.read == x.Reworded:
		now.columns = last.columns
	case known && last == now:
		// The same documents may tell other facts, under the same places.
		again := *last
		again.columns = nil
		m.last = &again
	}
	return m.last, nil
}

// Keep gives a function that writes what the next process can use: all of it,
// which takes the place of every file before, or what is newer than the file
// of all, which takes the place of the one before it. The function is nil where
// nothing is new; it is called before the next index is made. Its error is that
// of the writer, or says that a part cannot be read.
func (m *Memory) Keep(program string) (all bool, write func(io.Writer) error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.last == nil || !m.unwritten && m.whole > 0 {
		return false, nil
	}
	const part = 3 // of the whole file; what is newer may be as large
	newer := int64(0)
	for p := range m.last.parts() {
		if p.home != inWhole {
			newer += int64(p.size)
		}
	}
	all = newer > m.whole/part
	return all, func(to io.Writer) error { return m.write(to, program, all) }
}

// Kept says that what the function of Keep wrote lies in a file, from which it
// is read from now on: it takes no memory any more. It is called before anything
// that was made by an Indexer is used, and the file may not be written to.
func (m *Memory) Kept(all bool, file *io.SectionReader) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	var written []*part
	for p := range m.written.parts() {
		if p.from == nil {
			p.from = file
		}
		written = append(written, p)
	}
	n := 0
	for p := range m.last.parts() {
		*p = *written[n]
		n++
	}
	if all {
		m.whole = file.Size()
	}
	m.unwritten, m.written = false, nil
}
