package publish

import (
	"slices"
	"sync"

	"blotter/internal/site"
)

// Last names the site of the last build (see Result.Tree), if it is known what
// each of its files was made from; false where it is not, as after a first
// build or without a state folder.
func (p *Press) Last() (tree site.Digest, known bool) {
	if p.old == nil {
		return site.Digest{}, false
	}
	return p.old.tree, true
}

// Published gives the bytes of a file of the last build, if they are those that
// it wrote.
func (p *Press) Published(path string) (data []byte, asWritten bool) {
	at, known := p.old.find(path)
	if !known {
		return nil, false
	}
	data, err := p.published.read(path)
	return data, err == nil && fingerprintOf(data) == p.old.files[at].bytes
}

// KeepAll takes over the files of the last build, all in one go: the new site
// has each of them as it is, with what it was made from, as if Unchanged had
// said so. Two kinds of files are not taken over. Those that except names,
// which may be nil and is asked from several goroutines at once, are the
// caller's, to be put, found unchanged, or left out, so that the new site has
// them no more. And those that were touched since they were written, or put
// before, come back, by path: the caller makes them anew, or the new site has
// them no more either. Where known is false nothing was taken over, because
// nothing is known of the last build, and the caller makes everything.
//
// It knows nothing of what the files depend on: whoever calls it vouches for
// that every file but those of except would be made with the same bytes. What
// is said of that must be said of the very site that Last names.
func (p *Press) KeepAll(except func(path string) bool) (touched []string, known bool) {
	if p.old == nil {
		return nil, false
	}
	if except != nil {
		p.Prepare() // something is to be written
	}
	p.looks.allTogether()
	found := make([][]string, maxWriters)
	var lookers sync.WaitGroup
	size := len(p.old.files)/len(found) + 1
	for worker := range found {
		lookers.Go(func() {
			for at := worker * size; at < min((worker+1)*size, len(p.old.files)); at++ {
				path := p.old.files[at].path
				if except != nil && except(path) {
					continue
				}
				if !p.keep(at) {
					found[worker] = append(found[worker], path)
				}
			}
		})
	}
	lookers.Wait()
	return slices.Concat(found...), true
}

// keep takes a file of the last build into the new site, if it is as it was
// written and nobody has asked for it yet.
func (p *Press) keep(at int) bool {
	// A path that another output has is reported when it is put.
	return p.looks.same(at) && p.taken[at].CompareAndSwap(free, unchanged)
}
