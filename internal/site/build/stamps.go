package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"blotter/internal/site"
)

// A stamp is what the system tells of a file without opening it. Two stamps
// that are the same stand for the same bytes, unless the file was written
// twice within one tick of the system's clock: see old.
type stamp struct {
	size     int64
	modified int64  // nanoseconds since 1970; any program may set it
	changed  int64  // the same of the last change of any kind, which none can set back
	inode    uint64 // 0 = not known, and nothing can be told from the stamp
}

// youngest is how long before a file was read it must have been written for
// its stamp to tell the next change: two seconds, the coarsest time that a
// common file system keeps. What is younger is read again, as git does.
const youngest = 2_000_000_000

// old reports whether a file with the stamp, read at a moment (nanoseconds
// since 1970), cannot have been changed after it without another stamp.
func (s stamp) old(read int64) bool {
	return s.inode != 0 && max(s.modified, s.changed) < read-youngest
}

// kind is what stands under a name.
type kind uint8

const (
	other kind = iota // neither of the two, nothing at all, or not told
	plain
	folder
)

// input is one file that builds read.
type input struct {
	stamp stamp
	bytes site.Digest // site.FileDigest of it
}

// stamped is what is known of inputs by their stamps: the bytes of files, and
// of all folders together that they hold these files and no others. Both are
// sorted by name, each name once.
type stamped struct {
	files []stampedFile
	// folders are all those that hold inputs, and the tops where there may be
	// none. The zero stamp tells nothing.
	folders []stampedFolder
}

type stampedFile struct {
	name string // slash path below the site folder
	input
}

type stampedFolder struct {
	name string // the same
	stamp
}

// find gives what is known of a file; nothing for another name.
func (s stamped) find(name string) input {
	at, known := slices.BinarySearchFunc(s.files, name, func(file stampedFile, name string) int { return strings.Compare(file.name, name) })
	if !known {
		return input{}
	}
	return s.files[at].input
}

// keptStamps is the file of the state folder with the inputs whose stamps are
// old: what still has its stamp is not read to know its bytes.
const keptStamps = "stamps"

// stampsHeader names the format; another version is another header.
const stampsHeader = "blotter stamps 3\n"

var errStamps = errors.New("is damaged or of another version")

// openStamps gives the inputs that an earlier build left in the state folder,
// and what there is to tell about the file.
func openStamps(options Options) (known stamped, note string) {
	data, err := os.ReadFile(filepath.Join(options.Source, stateFolder, keptStamps))
	if errors.Is(err, fs.ErrNotExist) {
		return stamped{}, ""
	}
	if err == nil {
		known, err = decodeStamps(data)
	}
	if err != nil {
		return stamped{}, fmt.Sprintf("%s/%s %v: every file is read", stateFolder, keptStamps, err)
	}
	return known, ""
}

// keep writes the inputs for the next build, unless the state folder has the
// same already, and puts into the result what there is to tell about that.
func (i *inputs) keep(options Options, result *Result) {
	if i.note != "" {
		result.Notes = append(result.Notes, i.note)
	}
	reliable := i.reliable()
	if i.note == "" && slices.Equal(reliable.files, i.kept.files) && slices.Equal(reliable.folders, i.kept.folders) {
		return
	}
	name := filepath.Join(options.Source, stateFolder, keptStamps)
	err := os.WriteFile(name+".new", encodeStamps(reliable), 0o644)
	if err == nil {
		err = os.Rename(name+".new", name)
	}
	if err != nil {
		result.Notes = append(result.Notes, fmt.Sprintf("the next build will read every file anew: %v", err))
	}
}

// encodeStamps gives the inputs as a file of the state folder.
func encodeStamps(known stamped) []byte {
	out := newRecorder(stampsHeader, 128*len(known.files))
	put := func(name string, s stamp) {
		out.text(name)
		out.number(s.size)
		out.number(s.modified)
		out.number(s.changed)
		out.number(int64(s.inode))
	}
	out.number(int64(len(known.files)))
	for n := range known.files {
		put(known.files[n].name, known.files[n].stamp)
		out.digest(known.files[n].bytes)
	}
	out.number(int64(len(known.folders)))
	for _, folder := range known.folders {
		put(folder.name, folder.stamp)
	}
	return out.sealed()
}

// decodeStamps reads what encodeStamps wrote.
func decodeStamps(data []byte) (stamped, error) {
	in := recall(stampsHeader, data)
	take := func() (string, stamp) {
		return in.text(), stamp{in.number(), in.number(), in.number(), uint64(in.number())}
	}
	known := stamped{files: make([]stampedFile, in.count())}
	sorted, last := true, ""
	follows := func(n int, name string) {
		sorted = sorted && (n == 0 || last < name)
		last = name
	}
	for n := range known.files {
		name, s := take()
		known.files[n] = stampedFile{name, input{s, in.digest()}}
		follows(n, name)
	}
	known.folders = make([]stampedFolder, in.count())
	for n := range known.folders {
		name, s := take()
		known.folders[n] = stampedFolder{name, s}
		follows(n, name)
	}
	if !in.done() || !sorted {
		return stamped{}, errStamps
	}
	return known, nil
}
