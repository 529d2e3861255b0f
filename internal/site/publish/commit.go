package publish

import (
	"errors"
	"fmt"
	"path"
	"sync"
	"sync/atomic"

	"blotter/internal/site"
)

// Commit makes the files that were put, and those that are unchanged, the
// published site: in one step, and with everything else gone. If nothing
// changed it writes nothing. After an error the published site is as it was.
// The Press is of no more use afterwards.
func (p *Press) Commit() (Result, error) {
	defer p.Abort()
	result, err := p.commit()
	if err != nil {
		return Result{}, fmt.Errorf("publishing to %s: %w", p.place.output, err)
	}
	return result, nil
}

func (p *Press) commit() (Result, error) {
	if p.closed {
		return Result{}, errors.New("the site was already published or given up")
	}
	if err := errors.Join(p.failed, p.ctx.Err()); err != nil {
		return Result{}, err
	}
	removed, err := p.countRemoved()
	if err != nil {
		return Result{}, err
	}
	result := Result{
		Files: len(p.files), Bytes: p.bytes.Load(),
		Written: len(p.files) - len(p.keep), Kept: len(p.keep), Removed: removed,
	}
	paths := sortedPaths(p.files)
	next := &manifest{tree: treeDigest(paths, p.files), files: p.files}
	same := p.published != nil && result.Written == 0 && result.Removed == 0
	record, unrecorded := p.prepareRecord(next, paths, same)
	if !same {
		if err := p.replace(paths, next.tree); err != nil {
			return Result{}, err
		}
	}
	if unrecorded == nil {
		unrecorded = record()
	}
	result.Unrecorded = unrecorded
	return result, nil
}

// countRemoved gives how many published files the new site does not have.
func (p *Press) countRemoved() (int, error) {
	if p.published == nil {
		return 0, nil
	}
	removed := 0
	if p.old != nil {
		for path := range p.old.files {
			if _, stays := p.files[path]; !stays {
				removed++
			}
		}
		return removed, nil
	}
	err := p.published.list(func(path string, isFolder bool, _ uint64) {
		if _, stays := p.files[path]; !stays && !isFolder && path != markerName {
			removed++
		}
	})
	return removed, err
}

// prepareRecord writes the new manifest beside the old one, so that a full
// disk is met before anything is published, and gives what puts it in place.
func (p *Press) prepareRecord(next *manifest, paths []string, same bool) (place func() error, err error) {
	nothing := func() error { return nil }
	if p.place.manifest == "" || same && p.old != nil && sameRecords(p.old.files, next.files) {
		return nothing, nil
	}
	place, err = writeAside(p.place.manifest, next.encode(paths))
	if err != nil {
		return nothing, fmt.Errorf("keeping the state of the build: %w", err)
	}
	return place, nil
}

// sameRecords reports whether two manifests say the same.
func sameRecords(a, b map[string]record) bool {
	if len(a) != len(b) {
		return false
	}
	for path, file := range a {
		if b[path] != file {
			return false
		}
	}
	return true
}

// replace completes the spare copy and exchanges it with the published site.
func (p *Press) replace(paths []string, tree site.Digest) error {
	if err := p.needSpare(); err != nil {
		return err
	}
	if err := p.adoptKept(paths); err != nil {
		return err
	}
	if err := p.spare.mark(tree); err != nil {
		return err
	}
	wanted := func(path string) bool {
		_, stays := p.keep[path]
		return stays
	}
	if err := p.spare.sweep(wanted, foldersOf(paths)); err != nil {
		return err
	}
	if err := p.ctx.Err(); err != nil {
		return err
	}
	hasSite := p.published != nil
	p.closeFolders()
	if hasSite {
		return p.place.swap(p.exchange)
	}
	return p.place.moveIn()
}

// adoptKept brings the unchanged files into the spare copy.
func (p *Press) adoptKept(paths []string) error {
	var next atomic.Int64
	var wait sync.WaitGroup
	errs := make([]error, maxWriters)
	for worker := range errs {
		wait.Go(func() {
			for {
				// A run of neighbours each, so that the workers are mostly in
				// different folders.
				const run = 64
				start := int(next.Add(run)) - run
				if start >= len(paths) {
					return
				}
				for _, path := range paths[start:min(start+run, len(paths))] {
					inode, kept := p.keep[path]
					if !kept {
						continue
					}
					if errs[worker] = p.spare.adopt(p.published, path, inode); errs[worker] != nil {
						return
					}
				}
			}
		})
	}
	wait.Wait()
	return errors.Join(errs...)
}

// foldersOf gives all folders that hold one of the paths.
func foldersOf(paths []string) map[string]bool {
	folders := map[string]bool{}
	for _, name := range paths {
		for dir := path.Dir(name); dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	return folders
}
