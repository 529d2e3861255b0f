package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"blotter/internal/site"
)

// Options say where a Press keeps what it remembers.
type Options struct {
	// Source is the site folder. An output folder that holds it is refused.
	Source string
	// State is the folder for what one build remembers for the next; empty =
	// nothing is remembered. It may be deleted at any moment.
	State string
}

// Press publishes one site into one folder: whole, or not at all. Until Commit
// the published site is only read. Use it for one site, then throw it away.
type Press struct {
	ctx    context.Context
	place  place
	unlock func()
	machine

	published folder      // the site as it is; nil when there is none
	marked    site.Digest // the tree that its marker names; zero = none
	old       *manifest
	taken     []atomic.Uint32 // by position in old.files: what has become of it
	looks     *looks          // at the published files; nil without old

	manyOnce sync.Once

	spareOnce sync.Once
	spare     *spareTree
	spareErr  error
	writers   chan struct{}

	claims *claims
	mu     sync.Mutex
	given  []given // what was put
	failed error
	closed bool
}

// What has become of a file of the last build.
const (
	free      uint32 = iota // nobody has asked for it yet
	unchanged               // the new site has it as it is
	put                     // it was put with other bytes
	putAgain                // it was put with the bytes it has
)

// given is a file of the new site that was put.
type given struct {
	record
	at   int  // its position in old.files; -1 = it is not there
	kept bool // the published file has the same bytes and stays
}

// Result says what a build did to the published site.
type Result struct {
	Files   int   // of the site
	Bytes   int64 // of the site
	Written int   // files that are new or have new bytes
	Kept    int   // files that stayed with their bytes and their time
	Removed int   // files that the site no longer has
	// Tree stands for the site: its paths and the bytes of its files. Two sites
	// of one tree are the same.
	Tree site.Digest
	// Unrecorded says why the state could not be written, when it could not:
	// the site is published, and the next build will compare its bytes.
	Unrecorded error
}

var errClosed = errors.New("the site was already published or given up")

// maxWriters bounds the files written at once: more only wait for each other
// in the file system (measured on ext4).
const maxWriters = 2

// Open prepares to publish into the folder dir, which need not exist. It locks
// the folder against other builds until Commit or Abort, one of which the
// caller must call. It refuses a folder that is not empty and was not made by
// blotter, one that is a symbolic link, the root of the file system, the home
// folder, and one that holds the site's source. A context that ends makes
// everything after it fail, and leaves the published site as it is.
func Open(ctx context.Context, dir string, options Options) (*Press, error) {
	return openOn(ctx, dir, options, machine{openFolder, exchange})
}

// machine is what a Press does to the disk; tests put a failing one in its
// place.
type machine struct {
	open     func(name string) (folder, error)
	exchange func(a, b string) error
}

func openOn(ctx context.Context, dir string, options Options, machine machine) (*Press, error) {
	place, err := findPlace(dir, options)
	if err != nil {
		return nil, fmt.Errorf("preparing to publish: %w", err)
	}
	unlock, err := lockFile(place.lock)
	if err != nil {
		return nil, fmt.Errorf("preparing to publish to %s: %w", dir, err)
	}
	press := &Press{
		ctx: ctx, place: place, unlock: unlock, machine: machine,
		claims: newClaims(), writers: make(chan struct{}, maxWriters),
	}
	if err := press.lookAround(); err != nil {
		press.Abort()
		return nil, fmt.Errorf("preparing to publish to %s: %w", dir, err)
	}
	return press, nil
}

// lookAround mends what a killed build left and opens the published site.
func (p *Press) lookAround() error {
	if err := p.place.recoverSwap(); err != nil {
		return err
	}
	tree, exists, err := p.place.inspect()
	if err != nil || !exists {
		return err
	}
	if p.published, err = p.open(p.place.output); err != nil {
		return err
	}
	p.marked = tree
	if p.place.manifest != "" && tree != (site.Digest{}) {
		p.old = readManifest(p.place.manifest, tree)
	}
	if p.old != nil {
		p.taken, p.looks = make([]atomic.Uint32, len(p.old.files)), newLooks(p.published, p.old.files)
	}
	return nil
}

// Prepare is a hint that something has changed: it begins to look through the
// spare copy, which takes a while, so that the first Put need not wait for it.
func (p *Press) Prepare() {
	go p.needSpare() // its error comes back to the first one that writes
}

// Unchanged reports whether the published site has the path, made from the
// same inputs, and still as it was written (size and time, from one look at
// the file). If so the new site has it too, and no data need be given.
func (p *Press) Unchanged(path string, inputs site.Digest) bool {
	p.expectMany()
	at, known := p.old.find(path)
	if !known || inputs == (site.Digest{}) || p.old.files[at].inputs != inputs {
		return false
	}
	return p.keep(at)
}

// expectMany gets ready for being asked for most of the files of the last build.
func (p *Press) expectMany() {
	if p.old != nil {
		p.manyOnce.Do(p.old.expectMany)
	}
}

// Stands reports whether the published site is, file by file, as the last
// build left it (size and time, from one look at each), and what it is: Files,
// Bytes, Kept and Tree. Nothing is claimed by it.
func (p *Press) Stands() (Result, bool) {
	if p.old == nil {
		return Result{}, false
	}
	files := p.old.files
	result := Result{Files: len(files), Kept: len(files), Tree: p.old.tree}
	for i := range files {
		result.Bytes += files[i].size
	}
	return result, p.looks.allSame()
}

// Put gives a file of the new site whose inputs nobody knows. It may be called
// from any goroutine and keeps no hold of the data.
func (p *Press) Put(path string, data []byte) error {
	return p.PutMade(path, site.Digest{}, data)
}

// PutMade gives a file of the new site with the digest of what it was made
// from, for Unchanged of the next build. An error names the path: it leaves
// the folder, another output has it, or the machine is in trouble. After an
// error nothing can be committed.
func (p *Press) PutMade(path string, inputs site.Digest, data []byte) error {
	if err := p.put(path, inputs, data); err != nil {
		err = fmt.Errorf("publishing: %w", err)
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.failed == nil {
			p.failed = err
		}
		return err
	}
	return nil
}

func (p *Press) put(path string, inputs site.Digest, data []byte) error {
	if err := p.ctx.Err(); err != nil {
		return err
	}
	if err := p.claims.claim(path); err != nil {
		return err
	}
	file := given{record: record{path: path, size: int64(len(data)), bytes: fingerprintOf(data), inputs: inputs}, at: -1}
	if at, known := p.old.find(path); known {
		if !p.taken[at].CompareAndSwap(free, put) {
			return errTwice(path)
		}
		file.at = at
	}
	now, same := p.isPublished(&file, data)
	if !same {
		var err error
		if now, err = p.write(path, data); err != nil {
			return err
		}
	} else if file.at >= 0 {
		p.taken[file.at].Store(putAgain)
	}
	file.modified, file.inode, file.kept = now.modified, now.inode, same
	p.mu.Lock()
	defer p.mu.Unlock()
	p.given = append(p.given, file)
	return nil
}

// isPublished reports whether the published site has the bytes at the path. A
// published file that cannot be read, or is none, is one to be replaced.
func (p *Press) isPublished(file *given, data []byte) (stamp, bool) {
	if p.published == nil {
		return stamp{}, false
	}
	now, err := p.published.stat(file.path)
	if err != nil || now.size != file.size {
		return stamp{}, false
	}
	if file.at >= 0 {
		// What is known of a file that is as it was saves reading most of those
		// that differ; that two are the same is seen by looking.
		if was := &p.old.files[file.at]; was.size == now.size && was.modified == now.modified && was.bytes != file.bytes {
			return now, false
		}
	}
	there, err := p.published.read(file.path)
	return now, err == nil && bytes.Equal(there, data)
}

// write puts a file into the spare copy, which the first one opens.
func (p *Press) write(path string, data []byte) (stamp, error) {
	if err := p.needSpare(); err != nil {
		return stamp{}, err
	}
	p.writers <- struct{}{}
	defer func() { <-p.writers }()
	return p.spare.write(path, data)
}

// needSpare opens the spare copy once. A build that changes nothing never
// looks at it.
func (p *Press) needSpare() error {
	p.spareOnce.Do(func() {
		if p.spareErr = p.place.makeSpare(); p.spareErr == nil {
			p.spare, p.spareErr = openSpare(p.place.spare, p.open, p.old)
		}
	})
	return p.spareErr
}

// Abort gives up and leaves the published site as it is. What was prepared
// stays in the spare copy, where the next build makes use of it or removes it.
// After Commit it does nothing, so it can be deferred.
func (p *Press) Abort() {
	if !p.closed {
		p.closed = true
		p.closeFolders()
		p.unlock()
	}
}

// closeFolders lets go of the two trees, which some systems want before they
// rename a folder.
func (p *Press) closeFolders() {
	p.spareOnce.Do(func() { p.spareErr = errClosed }) // waits for Prepare
	if p.looks != nil {
		p.looks.end()
	}
	if p.published != nil {
		p.published.close()
		p.published = nil
	}
	if p.spare != nil {
		p.spare.close()
		p.spare = nil
	}
}
