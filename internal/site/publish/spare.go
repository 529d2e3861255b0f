package publish

import (
	"fmt"
	"path"
	"slices"
	"sync"

	"blotter/internal/site"
)

// spareTree is the copy in which the next site is prepared. What it holds at
// first is whatever an earlier build left, whole or not: it is listed once and
// then every file is either known to be the published one, or replaced.
type spareTree struct {
	folder
	mu      sync.Mutex
	files   map[string]uint64 // what is not a folder -> inode, 0 = not ours
	folders map[string]bool
}

// openSpare lists what the spare holds.
func openSpare(name string, open func(string) (folder, error)) (*spareTree, error) {
	opened, err := open(name)
	if err != nil {
		return nil, fmt.Errorf("opening the spare copy: %w", err)
	}
	spare := &spareTree{folder: opened, files: map[string]uint64{}, folders: map[string]bool{".": true}}
	err = opened.list(func(path string, isFolder bool, inode uint64) {
		if isFolder {
			spare.folders[path] = true
		} else {
			spare.files[path] = inode
		}
	})
	if err != nil {
		opened.close()
		return nil, fmt.Errorf("listing the spare copy: %w", err)
	}
	return spare, nil
}

// write puts a new file into the spare, whatever stood there.
func (s *spareTree) write(path string, data []byte) (stamp, error) {
	if err := s.makeRoom(path); err != nil {
		return stamp{}, err
	}
	return s.create(path, data)
}

// adopt brings the published file into the spare, unless it is there already.
func (s *spareTree) adopt(published folder, path string, inode uint64) error {
	s.mu.Lock()
	there := s.files[path]
	s.mu.Unlock()
	if there == inode && inode != 0 {
		return nil
	}
	if err := s.makeRoom(path); err != nil {
		return err
	}
	return s.link(published, path)
}

// mark makes the marker name the site. There is one at every moment: a spare
// without it would be somebody else's folder.
func (s *spareTree) mark(tree site.Digest) error {
	const next = markerName + ".next"
	if _, err := s.write(next, marker(tree)); err != nil {
		return err
	}
	delete(s.files, markerName)
	return s.rename(next, markerName)
}

// makeRoom sees to it that the folders of a path exist and that nothing stands
// at the path itself. After it the path is no longer among s.files.
func (s *spareTree) makeRoom(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.makeFolder(path.Dir(name)); err != nil {
		return err
	}
	if _, there := s.files[name]; there {
		delete(s.files, name)
		return s.remove(name)
	}
	if s.folders[name] {
		return s.removeTree(name)
	}
	return nil
}

func (s *spareTree) makeFolder(name string) error {
	if s.folders[name] {
		return nil
	}
	if err := s.makeFolder(path.Dir(name)); err != nil {
		return err
	}
	if _, there := s.files[name]; there {
		delete(s.files, name)
		if err := s.remove(name); err != nil {
			return err
		}
	}
	if err := s.mkdir(name); err != nil {
		return err
	}
	s.folders[name] = true
	return nil
}

// removeTree takes away a folder with everything the listing found in it.
func (s *spareTree) removeTree(name string) error {
	inside := func(path string) bool {
		return path == name || len(path) > len(name) && path[:len(name)+1] == name+"/"
	}
	for file := range s.files {
		if inside(file) {
			if err := s.remove(file); err != nil {
				return err
			}
			delete(s.files, file)
		}
	}
	return s.removeFolders(func(path string) bool { return !inside(path) })
}

// sweep takes away what is not wanted, and then every folder that is left
// without a wanted file.
func (s *spareTree) sweep(wanted func(path string) bool, used map[string]bool) error {
	for file := range s.files {
		if wanted(file) {
			continue
		}
		if err := s.remove(file); err != nil {
			return err
		}
		delete(s.files, file)
	}
	return s.removeFolders(func(path string) bool { return used[path] })
}

// removeFolders takes away the empty folders that need not stay, the deepest
// first.
func (s *spareTree) removeFolders(stays func(path string) bool) error {
	var gone []string
	for path := range s.folders {
		if path != "." && !stays(path) {
			gone = append(gone, path)
		}
	}
	slices.Sort(gone)
	for _, path := range slices.Backward(gone) {
		if err := s.remove(path); err != nil {
			return err
		}
		delete(s.folders, path)
	}
	return nil
}
