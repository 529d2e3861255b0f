package publish

// noteSpare puts into the manifest of the new site what the spare copy is going
// to hold once the two are exchanged: the published site, as its own manifest
// tells; and the stamps of the folders of both. Numbers are those of the new
// folders among the old ones.
func (p *Press) noteSpare(files []given, numbers []int32, next *manifest) error {
	if p.place.manifest == "" {
		return nil
	}
	stampOf := func(number int32) folderStamp { return folderStamp{} } // in the published site
	if p.old != nil {
		p.notePublished(files, next)
		if len(p.old.folders) > 0 {
			stampOf = func(number int32) folderStamp { return p.old.folders[number].here }
		}
	}
	next.folders = make([]folderRecord, len(next.in.list), len(next.in.list)+len(next.only))
	err := inRuns(len(next.folders), func(n int) (err error) {
		folder := &next.folders[n]
		folder.path = next.in.list[n]
		if numbers[n] >= 0 {
			folder.spare = stampOf(numbers[n])
		}
		folder.here, err = p.spare.stampOf(folder.path, numbers[n])
		return err
	})
	if err != nil {
		return err
	}
	besides := map[string]bool{}
	var add func(name string)
	add = func(name string) {
		if _, known := next.in.find(name); known || besides[name] {
			return
		}
		add(dirOf(name))
		besides[name] = true
		folder := folderRecord{path: name}
		if number, known := p.old.in.find(name); known {
			folder.spare = stampOf(int32(number))
		}
		next.folders = append(next.folders, folder)
	}
	for i := range next.only {
		add(dirOf(next.only[i].path))
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
