package publish

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
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
		return Result{}, errClosed
	}
	if err := errors.Join(p.failed, p.ctx.Err()); err != nil {
		return Result{}, err
	}
	files, err := p.gather()
	if err != nil {
		return Result{}, err
	}
	result := Result{Files: len(files)}
	for i := range files {
		result.Bytes += files[i].size
		if files[i].kept {
			result.Kept++
		}
	}
	result.Written = result.Files - result.Kept
	if result.Removed, err = p.countRemoved(files); err != nil {
		return Result{}, err
	}
	next := manifestOf(files)
	result.Tree = next.tree
	same := p.published != nil && result.Written == 0 && result.Removed == 0 && next.tree == p.marked
	if same && p.old != nil && p.sameInputs() {
		return result, nil
	}
	if same {
		p.rememberSpare(next)
	} else if err := p.complete(files, next); err != nil {
		return Result{}, err
	}
	record, unrecorded := p.prepareRecord(next)
	if !same {
		if err := p.replace(); err != nil {
			return Result{}, err
		}
	}
	if unrecorded == nil {
		unrecorded = record()
	}
	result.Unrecorded = unrecorded
	return result, nil
}

// gather gives all files of the new site by path: those that are unchanged
// and those that were put. Paths that the last build had cannot clash with each
// other; once there is one that may, all are looked at.
func (p *Press) gather() ([]given, error) {
	fresh := byPath(p.given)
	var another []string
	for _, file := range fresh {
		if file.at < 0 {
			another = append(another, file.path)
		}
	}
	claimAll := p.old.mayClash(another)
	files := make([]given, 0, len(fresh)+len(p.taken))
	for at := range p.taken {
		if p.taken[at].Load() != unchanged {
			continue
		}
		was := given{record: p.old.files[at], at: at, kept: true}
		was.inode = p.looks.inodes[at].Load()
		if claimAll {
			if err := p.claims.claim(was.path); err != nil {
				return nil, err
			}
		}
		for len(fresh) > 0 && fresh[0].path < was.path {
			files, fresh = append(files, *fresh[0]), fresh[1:]
		}
		files = append(files, was)
	}
	for _, file := range fresh {
		files = append(files, *file)
	}
	return files, nil
}

// byPath sorts files, two halves at a time: a cold build has thirty thousand.
func byPath(files []given) []*given {
	sorted := make([]*given, len(files))
	for i := range files {
		sorted[i] = &files[i]
	}
	compare := func(a, b *given) int { return strings.Compare(a.path, b.path) }
	half := len(sorted) / 2
	var first sync.WaitGroup
	first.Go(func() { slices.SortFunc(sorted[:half], compare) })
	slices.SortFunc(sorted[half:], compare)
	first.Wait()
	return merged(sorted[:half], sorted[half:], compare)
}

// merged merges two sorted lists.
func merged[T any](a, b []T, compare func(a, b T) int) []T {
	all := make([]T, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if compare(a[0], b[0]) <= 0 {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// sameInputs reports whether everything that was put was made from what the
// last build made it from.
func (p *Press) sameInputs() bool {
	return !slices.ContainsFunc(p.given, func(file given) bool {
		return file.at < 0 || p.old.files[file.at] != file.record
	})
}

// countRemoved gives how many published files the new site does not have.
func (p *Press) countRemoved(files []given) (int, error) {
	if p.published == nil {
		return 0, nil
	}
	removed := 0
	if p.old != nil {
		for at := range p.taken {
			if p.taken[at].Load() == free {
				removed++
			}
		}
		return removed, nil
	}
	err := listAll(p.published, ".", func(path string, isFolder bool, _ uint64) {
		if _, stays := findGiven(files, path); !stays && !isFolder && path != markerName {
			removed++
		}
	})
	return removed, err
}

// findGiven gives the position of a path among sorted files.
func findGiven(files []given, path string) (int, bool) {
	return slices.BinarySearchFunc(files, path, func(file given, path string) int { return strings.Compare(file.path, path) })
}

// manifestOf gives the manifest of a site.
func manifestOf(files []given) *manifest {
	next := &manifest{files: make([]record, len(files))}
	for i := range files {
		next.files[i] = files[i].record
	}
	var folders sync.WaitGroup
	folders.Go(func() { next.in = foldersOf(next.files) })
	next.tree = treeDigest(next.files)
	folders.Wait()
	return next
}

// prepareRecord writes the new manifest beside the old one, so that a full
// disk is met before anything is published, and gives what puts it in place.
func (p *Press) prepareRecord(next *manifest) (place func() error, err error) {
	nothing := func() error { return nil }
	if p.place.manifest == "" {
		return nothing, nil
	}
	place, err = writeAside(p.place.manifest, next.encode())
	if err != nil {
		return nothing, fmt.Errorf("keeping the state of the build: %w", err)
	}
	return place, nil
}

// complete makes the spare copy the new site, and puts into its manifest what
// the next build can know of the two folders.
func (p *Press) complete(files []given, next *manifest) error {
	if err := p.needSpare(); err != nil {
		return err
	}
	if err := p.adoptKept(files); err != nil {
		return err
	}
	if err := p.spare.mark(next.tree); err != nil {
		return err
	}
	// What was written, or linked, is no longer among what the spare held.
	wanted := func(path string, position int) bool {
		if position >= 0 {
			state := p.taken[position].Load()
			return state == unchanged || state == putAgain
		}
		at, stays := findGiven(files, path)
		return stays && files[at].kept
	}
	known := p.spare.folders.known
	numbers := next.in.matched(known)
	stays := make([]bool, len(known.list))
	for _, number := range numbers {
		if number >= 0 {
			stays[number] = true
		}
	}
	used := func(path string, number int) bool {
		if number >= 0 {
			return stays[number]
		}
		_, is := next.in.find(path)
		return is
	}
	if err := p.spare.sweep(wanted, used); err != nil {
		return err
	}
	return p.noteSpare(files, numbers, next)
}

// replace exchanges the spare copy with the published site.
func (p *Press) replace() error {
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
func (p *Press) adoptKept(files []given) error {
	return inRuns(len(files), func(n int) error {
		if !files[n].kept {
			return nil
		}
		return p.spare.adopt(p.published, &files[n])
	})
}

// inRuns does what is to be done for every number below count with as many
// workers as may write at once. The first error ends the one that met it.
func inRuns(count int, do func(n int) error) error {
	var next atomic.Int64
	var wait sync.WaitGroup
	errs := make([]error, maxWriters)
	for worker := range errs {
		wait.Go(func() {
			for errs[worker] == nil {
				// A run of neighbours each, so that the workers are mostly in
				// different folders.
				const run = 64
				start := int(next.Add(run)) - run
				if start >= count {
					return
				}
				for n := start; n < min(start+run, count) && errs[worker] == nil; n++ {
					errs[worker] = do(n)
				}
			}
		})
	}
	wait.Wait()
	return errors.Join(errs...)
}
