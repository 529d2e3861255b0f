package publish

import "fmt"

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
	s.others = map[string]uint64{}
	if s.old == nil {
		s.folders = newSpareFolders(foldersOf(nil))
		return
	}
	s.held, s.folders = make([]uint64, len(s.old.files)), newSpareFolders(s.old.in)
}

// found notes something that a listing shows.
func (s *spareTree) found(path string, isFolder bool, inode uint64) {
	if isFolder {
		s.folders.put(path, folderStamp{})
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
	besides map[string]int32 // numbers of the folders that only the spare had
	files   chains           // of positions in old.files
	only    chains           // of positions in old.only
	inner   chains           // of numbers
	noted   []bool           // by number: the spare had the folder
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
		spareTree: spare, besides: map[string]int32{},
		files: newChains(len(old.folders), len(old.files)),
		only:  newChains(len(old.folders), len(old.only)),
		inner: newChains(len(old.folders), len(old.folders)),
		noted: make([]bool, len(old.folders)),
	}
	for n := len(old.in.list); n < len(old.folders); n++ {
		r.besides[old.folders[n].path] = int32(n)
	}
	for at := range old.files {
		if old.spare[at] != absent {
			n := int(old.in.of[at])
			r.files.add(n, at)
			r.note(n)
		}
	}
	for at := range old.only {
		if n, known := r.number(dirOf(old.only[at].path)); known {
			r.only.add(n, at)
			r.note(n)
		}
	}
	for n := 1; n < len(old.folders); n++ {
		if outer, known := r.outer(n); known {
			r.inner.add(outer, n)
		}
	}
	return r
}

// number gives the number of a folder, if it is known.
func (r *recollection) number(name string) (int, bool) {
	if n, known := r.old.in.find(name); known {
		return n, true
	}
	n, known := r.besides[name]
	return int(n), known
}

// outer gives the number of the folder that one stands in, if it is known.
func (r *recollection) outer(n int) (int, bool) {
	if n < len(r.old.in.list) {
		return int(r.old.in.outer[n]), true
	}
	return r.number(dirOf(r.old.folders[n].path))
}

// note says that the spare had a folder, and those it stands in.
func (r *recollection) note(n int) {
	for known := true; known && !r.noted[n]; {
		r.noted[n] = true
		n, known = r.outer(n)
	}
}

// visit finds out what a folder holds. The spare's own folder is always listed:
// it has the marker, which every build writes.
func (r *recollection) visit(n int) error {
	folder := &r.old.folders[n]
	r.setFolder(n, folderStamp{})
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
		if n, known := r.number(name); known {
			err = r.visit(n)
		} else {
			err = r.listBelow(name)
		}
	}
	return err
}

// setFolder notes that the spare has a folder, with its stamp.
func (r *recollection) setFolder(n int, stamp folderStamp) {
	if n < len(r.old.in.list) {
		r.folders.there[n], r.folders.stamps[n] = true, stamp
		return
	}
	r.folders.put(r.old.folders[n].path, stamp)
}

// believe takes a folder to hold what was noted, and goes on to those in it.
func (r *recollection) believe(n int, now folderStamp) error {
	r.setFolder(n, now)
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
