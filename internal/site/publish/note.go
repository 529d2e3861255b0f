package publish

import "path"

// noteSpare puts into the manifest of the new site what the spare copy is going
// to hold once the two are exchanged: the published site, as its own manifest
// tells; and the stamps of the folders of both.
func (p *Press) noteSpare(files []given, folders *folderList, next *manifest) error {
	if p.place.manifest == "" {
		return nil
	}
	var stamps map[string]folderStamp // of the published site
	if p.old != nil {
		p.notePublished(files, next)
		stamps = make(map[string]folderStamp, len(p.old.folders))
		for i := range p.old.folders {
			stamps[p.old.folders[i].path] = p.old.folders[i].here
		}
	}
	own := len(folders.list)
	for i := range next.only {
		folders.addOf(next.only[i].path)
	}
	next.folders = make([]folderRecord, len(folders.list))
	for n, name := range folders.list {
		next.folders[n] = folderRecord{path: name, spare: stamps[name]}
		if n < own {
			var err error
			if next.folders[n].here, err = p.spare.stampOf(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// notePublished notes the files of the published site.
func (p *Press) notePublished(files []given, next *manifest) {
	next.spare = make([]uint64, len(files))
	for i := range files {
		if at := files[i].at; at >= 0 {
			next.spare[i] = p.old.files[at].inode
		}
	}
	for at := range p.taken {
		if file := &p.old.files[at]; p.taken[at].Load() == free {
			next.only = append(next.only, onlyRecord{file.path, file.inode})
		}
	}
}

// rememberSpare takes over what is known of the spare copy when neither it nor
// the site's files were touched.
func (p *Press) rememberSpare(next *manifest) {
	if p.old != nil {
		// The files are the same, so their positions are too.
		next.spare, next.only, next.folders = p.old.spare, p.old.only, p.old.folders
	}
}

// folderList is the folders that hold some files, each after the one it stands
// in; "." is the first.
type folderList struct {
	list []string
	has  map[string]bool
	last string // of the file that was added last
}

// foldersOf gives the folders of some files, of which there may be about as
// many as expected.
func foldersOf(files []given, expected int) *folderList {
	folders := &folderList{list: append(make([]string, 0, expected+1), "."), has: make(map[string]bool, expected+1), last: "."}
	folders.has["."] = true
	for i := range files {
		folders.addOf(files[i].path)
	}
	return folders
}

// addOf adds the folders of a file.
func (f *folderList) addOf(file string) {
	// Neighbours mostly share their folder.
	if dir := path.Dir(file); dir != f.last {
		f.add(dir)
		f.last = dir
	}
}

func (f *folderList) add(name string) {
	if !f.has[name] {
		f.add(path.Dir(name))
		f.has[name] = true
		f.list = append(f.list, name)
	}
}
