package publish

import (
	"sync"
	"sync/atomic"
)

// LookAhead begins to look at every file of the last build, and through the
// spare copy where there is one, beside whatever the caller does next.
// Unchanged and KeepAll then find most of their work done. It is for a build
// that knows that something has changed before it knows what.
func (p *Press) LookAhead() {
	if p.old == nil {
		return
	}
	if p.old.spare != nil {
		p.Prepare()
	}
	p.looks.lookers.Go(p.looks.lookOn)
}

// looks are what the published files were found to be, each looked at once.
type looks struct {
	published folder
	files     []record        // of the last build
	found     []atomic.Uint32 // by position in files
	inodes    []atomic.Uint64 // the same, of those that are as they were written

	next    atomic.Int64 // the first file that nobody has begun to look at
	over    atomic.Bool
	lookers sync.WaitGroup
}

// What a file was found to be.
const (
	unseen    uint32 = iota
	asWritten        // of the size and the time that the last build gave it
	another
)

func newLooks(published folder, files []record) *looks {
	return &looks{
		published: published, files: files,
		found: make([]atomic.Uint32, len(files)), inodes: make([]atomic.Uint64, len(files)),
	}
}

// same reports whether a file is as the last build wrote it.
func (l *looks) same(at int) bool {
	if found := l.found[at].Load(); found != unseen {
		return found == asWritten
	}
	was, found := &l.files[at], another
	if now, err := l.published.stat(was.path); err == nil && now.size == was.size && now.modified == was.modified {
		found = asWritten
		l.inodes[at].Store(now.inode)
	}
	l.found[at].Store(found)
	return found == asWritten
}

// lookOn looks at the files that nobody has begun to look at.
func (l *looks) lookOn() {
	const run = 128 // neighbours, which share their folders
	for !l.over.Load() {
		start := int(l.next.Add(run)) - run
		if start >= len(l.files) {
			return
		}
		for at := start; at < min(start+run, len(l.files)); at++ {
			l.same(at)
		}
	}
}

// allTogether looks at all files on all cores that may look, and returns when
// it is done.
func (l *looks) allTogether() {
	for range maxWriters {
		l.lookers.Go(l.lookOn)
	}
	l.lookers.Wait()
}

// allSame reports whether all files are as the last build wrote them.
func (l *looks) allSame() bool {
	l.allTogether()
	for at := range l.files {
		if !l.same(at) {
			return false
		}
	}
	return true
}

// end stops looking, and returns when nobody does any more.
func (l *looks) end() {
	l.over.Store(true)
	l.lookers.Wait()
}
