package build

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// inputTops are the folders that hold inputs, where they are there.
var inputTops = []string{"content", "templates", "static"}

// nowhere is the stamp of a top that is not there.
var nowhere = stamp{size: -1}

// list gives the inputs, sorted, with what is known of each. A folder is read
// only where it is not what it was.
func (i *inputs) list(source *Source, known stamped) error {
	l := &lister{inputs: i, source: source, known: known, before: map[string]*children{}}
	l.learn()
	i.files = append(make([]stampedFile, 0, len(known.files)+1), stampedFile{"config.yaml", known.find("config.yaml")})
	for _, top := range inputTops {
		if err := l.top(top); err != nil {
			return err
		}
	}
	slices.SortFunc(i.files, func(a, b stampedFile) int { return strings.Compare(a.name, b.name) })
	slices.SortFunc(l.found, func(a, b foundFolder) int { return cmp.Compare(a.name, b.name) })
	i.folders, i.listed = make([]stampedFolder, len(l.found)), make([]bool, len(l.found))
	for n := range l.found {
		i.folders[n], i.listed[n] = l.found[n].stampedFolder, l.found[n].listed
	}
	return nil
}

// lister goes through the folders of the inputs.
type lister struct {
	*inputs
	source *Source
	known  stamped
	before map[string]*children // by folder, where its stamp is known
	found  []foundFolder
}

type foundFolder struct {
	stampedFolder
	listed bool // it was read, and not only looked at
}

// children is what a folder held when its stamp was taken.
type children struct {
	stamp   stamp
	files   []stampedFile
	folders []string
}

// learn puts what is known in its folders.
func (l *lister) learn() {
	for _, folder := range l.known.folders {
		l.before[folder.name] = &children{stamp: folder.stamp}
		if outer := l.before[path.Dir(folder.name)]; outer != nil {
			outer.folders = append(outer.folders, folder.name)
		}
	}
	var last *children
	lastDir := ""
	for n := range l.known.files {
		file := &l.known.files[n]
		at := max(0, strings.LastIndexByte(file.name, '/'))
		if dir := file.name[:at]; dir != lastDir { // neighbours mostly share theirs
			last, lastDir = l.before[dir], dir
		}
		if last != nil {
			last.files = append(last.files, *file)
		}
	}
}

// top lists a top with everything in it.
func (l *lister) top(top string) error {
	info, err := fs.Stat(l.source.Content, top)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.found = append(l.found, foundFolder{stampedFolder{top, nowhere}, l.before[top] == nil || l.before[top].stamp != nowhere})
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		l.files = append(l.files, stampedFile{top, l.known.find(top)})
		return nil
	}
	return l.folder(top)
}

// folder lists a folder with everything in it.
func (l *lister) folder(dir string) error {
	// Before the folder is read, so that the stamp is never newer than what it
	// is found to hold.
	now, kind := stampOf(l.source.path(dir))
	before := l.before[dir]
	if before == nil {
		before = &children{}
	}
	within := before.folders
	stands := kind == folder && now == before.stamp && now != (stamp{})
	if stands {
		l.files = append(l.files, before.files...)
	} else {
		var err error
		if within, err = l.read(dir, kind, before); err != nil {
			return err
		}
	}
	l.found = append(l.found, foundFolder{stampedFolder{dir, now}, !stands})
	for _, name := range within {
		if err := l.folder(name); err != nil {
			return err
		}
	}
	return nil
}

// read adds the files of a folder, with what is known of them, and gives the
// folders in it.
func (l *lister) read(dir string, kind kind, before *children) (within []string, err error) {
	var entries []fs.DirEntry // by name
	if kind == folder {
		// It is no link, and the root was asked for the top that it stands in.
		// For what is in it, a root would ask file by file.
		entries, err = os.ReadDir(l.source.path(dir))
	} else {
		entries, err = fs.ReadDir(l.source.Content, dir)
	}
	if err != nil {
		return nil, err
	}
	rest := before.files
	for _, entry := range entries {
		file := stampedFile{name: dir + "/" + entry.Name()}
		if entry.IsDir() {
			within = append(within, file.name)
			continue
		}
		for len(rest) > 0 && rest[0].name < file.name {
			rest = rest[1:]
		}
		if len(rest) > 0 && rest[0].name == file.name {
			file.input = rest[0].input
		}
		l.files = append(l.files, file)
	}
	return within, nil
}
