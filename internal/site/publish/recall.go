package publish

import (
	"fmt"
	"path"
)

// openSpare finds out what the spare copy holds. A folder whose stamp is the
// one that the last build noted holds what it noted; the others are listed.
func openSpare(name string, open func(string) (folder, error), old *manifest) (*spareTree, error) {
	opened, err := open(name)
	if err != nil {
		return nil, fmt.Errorf("opening the spare copy: %w", err)
	}
	spare := &spareTree{folder: opened, old: old}
	if spare.forget(); old != nil && old.spare != nil {
		err = newRecollection(spare).visit(0)
	} else {
		err = spare.listBelow(".")
	}
	if err != nil {
		// The notes may be of another folder altogether.
		spare.forget()
		err = spare.listBelow(".")
	}
	if err != nil {
		opened.close()
		return nil, fmt.Errorf("listing the spare copy: %w", err)
	}
	return spare, nil
}

// forget makes the spare one of which nothing is known.
func (s *spareTree) forget() {
	s.others, s.folders = map[string]uint64{}, map[string]folderStamp{}
	if s.old != nil {
		s.held, s.folders = make([]uint64, len(s.old.files)), make(map[string]folderStamp, len(s.old.folders))
	}
	s.folders["."] = folderStamp{}
}

// found notes something that a listing shows.
func (s *spareTree) found(path string, isFolder bool, inode uint64) {
	if isFolder {
		s.folders[path] = folderStamp{}
		return
	}
	if inode == 0 {
		inode = foreign
	}
	s.put(path, s.position(path), inode)
}

func (s *spareTree) listBelow(dir string) error { return listAll(s.folder, dir, s.found) }

// recollection is the spare as the last build noted it, folder by folder: the
// published files that the spare had too, or others at their paths, and those
// that only the spare had. A folder has a number: its position in
// old.folders.
type recollection struct {
	*spareTree
	number map[string]int
	files  chains // of positions in old.files
	only   chains // of positions in old.only
	inner  chains // of numbers
	noted  []bool // by number: the spare had the folder
}

// chains are lists of numbers by the number of what holds them. They take no
// memory of their own for each list.
type chains struct{ first, next []int32 }

func newChains(holders, held int) chains {
	c := chains{make([]int32, holders), make([]int32, held)}
	for i := range c.first {
		c.first[i] = -1
	}
	return c
}

func (c *chains) add(holder, held int) {
	c.next[held], c.first[holder] = c.first[holder], int32(held)
}

// each calls visit for what a holder holds, and stops at its first error.
func (c *chains) each(holder int, visit func(held int) error) error {
	for held := c.first[holder]; held >= 0; held = c.next[held] {
		if err := visit(int(held)); err != nil {
			return err
		}
	}
	return nil
}

func newRecollection(spare *spareTree) *recollection {
	old := spare.old
	r := &recollection{
		spareTree: spare, number: make(map[string]int, len(old.folders)),
		files: newChains(len(old.folders), len(old.files)),
		only:  newChains(len(old.folders), len(old.only)),
		inner: newChains(len(old.folders), len(old.folders)),
		noted: make([]bool, len(old.folders)),
	}
	for n := range old.folders {
		r.number[old.folders[n].path] = n
	}
	for n := range old.folders {
		if name := old.folders[n].path; name != "." {
			r.inner.add(r.number[path.Dir(name)], n)
		}
	}
	r.addFiles()
	return r
}

// addFiles puts the noted files into their folders.
func (r *recollection) addFiles() {
	in, last := 0, "."
	folderOf := func(name string) int {
		if dir := path.Dir(name); dir != last {
			in, last = r.number[dir], dir
		}
		return in
	}
	for at := range r.old.files {
		if r.old.spare[at] != absent {
			n := folderOf(r.old.files[at].path)
			r.files.add(n, at)
			r.note(n)
		}
	}
	for at := range r.old.only {
		n := folderOf(r.old.only[at].path)
		r.only.add(n, at)
		r.note(n)
	}
}

// note says that the spare had a folder, and those it stands in.
func (r *recollection) note(n int) {
	for !r.noted[n] {
		r.noted[n] = true
		n = r.number[path.Dir(r.old.folders[n].path)]
	}
}

// visit finds out what a folder holds. The spare's own folder is always listed:
// it has the marker, which every build writes.
func (r *recollection) visit(n int) error {
	folder := &r.old.folders[n]
	r.folders[folder.path] = folderStamp{}
	if folder.path != "." && folder.spare.told() {
		now, err := r.stampFolder(folder.path)
		if err != nil {
			return err
		}
		if now == folder.spare {
			return r.believe(n, now)
		}
	}
	var within []string
	err := r.list(folder.path, func(path string, isFolder bool, inode uint64) {
		if r.found(path, isFolder, inode); isFolder {
			within = append(within, path)
		}
	})
	for _, name := range within {
		if err != nil {
			return err
		}
		if n, known := r.number[name]; known {
			err = r.visit(n)
		} else {
			err = r.listBelow(name)
		}
	}
	return err
}

// believe takes a folder to hold what was noted, and goes on to those in it.
func (r *recollection) believe(n int, now folderStamp) error {
	r.folders[r.old.folders[n].path] = now
	_ = r.files.each(n, func(at int) error {
		r.held[at] = r.old.spare[at]
		return nil
	})
	_ = r.only.each(n, func(at int) error {
		r.others[r.old.only[at].path] = r.old.only[at].inode
		return nil
	})
	return r.inner.each(n, func(inner int) error {
		if !r.noted[inner] {
			return nil
		}
		return r.visit(inner)
	})
}
