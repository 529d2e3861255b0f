package publish

// spareFolders are the folders of the spare copy with their stamps. A stamp is
// zero where this build touched the folder, or where nothing is told of it.
type spareFolders struct {
	known  *folderList // those of the published site
	there  []bool      // by number in known: the spare copy has it too
	stamps []folderStamp
	others map[string]folderStamp // those that are not among known
}

func newSpareFolders(known *folderList) *spareFolders {
	f := &spareFolders{known: known, others: map[string]folderStamp{}}
	f.there, f.stamps = make([]bool, len(known.list)), make([]folderStamp, len(known.list))
	f.put(".", folderStamp{})
	return f
}

// has gives the stamp of a folder, if it is there.
func (f *spareFolders) has(name string) (stamp folderStamp, there bool) {
	if n, known := f.known.find(name); known {
		return f.stamps[n], f.there[n]
	}
	stamp, there = f.others[name]
	return stamp, there
}

func (f *spareFolders) put(name string, stamp folderStamp) {
	if n, known := f.known.find(name); known {
		f.there[n], f.stamps[n] = true, stamp
		return
	}
	f.others[name] = stamp
}

func (f *spareFolders) drop(name string) {
	if n, known := f.known.find(name); known {
		f.there[n] = false
		return
	}
	delete(f.others, name)
}

// touch makes an end of the stamp of the folder that a path stands in.
func (f *spareFolders) touch(name string) { f.put(dirOf(name), folderStamp{}) }

// each visits the folders that are there, in no order, with their numbers in
// known, -1 = none.
func (f *spareFolders) each(visit func(name string, number int)) {
	for n, there := range f.there {
		if there {
			visit(f.known.list[n], n)
		}
	}
	for name := range f.others {
		visit(name, -1)
	}
}
