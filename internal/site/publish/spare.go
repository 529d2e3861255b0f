package publish

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"blotter/internal/site"
)

// spareTree is the copy in which the next site is prepared. What it holds at
// first is whatever an earlier build left, whole or not: it is looked through
// once (recall.go) and then every file is either known to be the published
// one, or replaced.
type spareTree struct {
	folder
	old     *manifest // of the published site; nil = not known
	mu      sync.Mutex
	held    []uint64          // by position in old.files: the inode of what is there, or absent, or foreign
	others  map[string]uint64 // what else is there and no folder, path -> the same
	folders *spareFolders
	now     int64 // the latest time known of the file system's clock; nanoseconds since 1970
}

// What a spare has at a path, where it is not the inode of a file of ours.
const (
	absent  uint64 = 0
	foreign uint64 = 1<<64 - 1
)

// write puts a new file into the spare, whatever stood there.
func (s *spareTree) write(path string, data []byte) (stamp, error) {
	if err := s.makeRoom(path); err != nil {
		return stamp{}, err
	}
	return s.create(path, data)
}

// adopt brings the published file into the spare, unless it is there already.
func (s *spareTree) adopt(published folder, file *given) error {
	s.mu.Lock()
	there := s.has(file.path, file.at)
	s.mu.Unlock()
	if there == file.inode && there != absent {
		return nil
	}
	if err := s.makeRoom(file.path); err != nil {
		return err
	}
	return s.link(published, file.path)
}

// mark makes the marker name the site. There is one at every moment: a spare
// without it would be somebody else's folder.
func (s *spareTree) mark(tree site.Digest) error {
	const next = markerName + ".next"
	written, err := s.write(next, marker(tree))
	if err != nil {
		return err
	}
	s.now = written.modified
	delete(s.others, markerName)
	return s.rename(next, markerName)
}

// has gives what the spare has at a path whose position among the old files is
// known; -1 = it is not one of them.
func (s *spareTree) has(path string, position int) uint64 {
	if position >= 0 {
		return s.held[position]
	}
	return s.others[path]
}

// put notes what the spare has at a path.
func (s *spareTree) put(path string, position int, inode uint64) {
	switch {
	case position >= 0:
		s.held[position] = inode
	case inode == absent:
		delete(s.others, path)
	default:
		s.others[path] = inode
	}
}

// position gives where a path stands among the old files; -1 = nowhere.
func (s *spareTree) position(path string) int {
	if at, known := s.old.find(path); known {
		return at
	}
	return -1
}

// makeRoom sees to it that the folders of a path exist and that nothing stands
// at the path itself. After it the spare has nothing there, as far as it is
// noted.
func (s *spareTree) makeRoom(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.makeFolder(dirOf(name)); err != nil {
		return err
	}
	if _, isFolder := s.folders.has(name); isFolder {
		return s.removeTree(name)
	}
	return s.clear(name)
}

// clear takes away what stands at a path, if it is no folder. What changes in
// a folder makes an end of its stamp.
func (s *spareTree) clear(name string) error {
	s.folders.touch(name)
	position := s.position(name)
	if s.has(name, position) == absent {
		return nil
	}
	s.put(name, position, absent)
	return s.remove(name)
}

func (s *spareTree) makeFolder(name string) error {
	if _, there := s.folders.has(name); there {
		return nil
	}
	if err := s.makeFolder(dirOf(name)); err != nil {
		return err
	}
	if err := s.clear(name); err != nil {
		return err
	}
	if err := s.mkdir(name); err != nil {
		return err
	}
	s.folders.put(name, folderStamp{})
	return nil
}

// removeTree takes away a folder with everything in it.
func (s *spareTree) removeTree(name string) error {
	inside := func(path string) bool { return strings.HasPrefix(path, name+"/") }
	err := s.sweepFiles(func(path string, _ int) bool { return !inside(path) })
	if err != nil {
		return err
	}
	return s.removeFolders(func(path string, _ int) bool { return path != name && !inside(path) })
}

// sweep takes away what is not wanted, and then every folder that is not used.
// Position is that of a path among the old files, number that of a folder among
// their folders, -1 = none.
func (s *spareTree) sweep(wanted func(path string, position int) bool, used func(path string, number int) bool) error {
	if err := s.sweepFiles(wanted); err != nil {
		return err
	}
	return s.removeFolders(used)
}

func (s *spareTree) sweepFiles(wanted func(path string, position int) bool) error {
	for at, inode := range s.held {
		if name := s.old.files[at].path; inode != absent && !wanted(name, at) {
			if err := s.clear(name); err != nil {
				return err
			}
		}
	}
	for name := range s.others {
		if !wanted(name, -1) {
			if err := s.clear(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// removeFolders takes away the empty folders that need not stay, the deepest
// first.
func (s *spareTree) removeFolders(stays func(path string, number int) bool) error {
	var gone []string
	s.folders.each(func(path string, number int) {
		if path != "." && !stays(path, number) {
			gone = append(gone, path)
		}
	})
	slices.Sort(gone)
	for _, name := range slices.Backward(gone) {
		s.folders.touch(name)
		if err := s.remove(name); err != nil {
			return err
		}
		s.folders.drop(name)
	}
	return nil
}

// stampOf gives the stamp of a folder of the finished spare: the one it came
// with, if nothing was done in it. Its number among the folders of the old
// files is -1 where it is none of them.
func (s *spareTree) stampOf(name string, number int32) (folderStamp, error) {
	if number >= 0 && s.folders.there[number] && s.folders.stamps[number].told() {
		return s.folders.stamps[number], nil
	}
	now, err := s.stampFolder(name)
	if err != nil {
		return folderStamp{}, fmt.Errorf("looking at the spare copy: %w", err)
	}
	return now.settled(s.now), nil
}
