package build

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

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

// input is one file that builds read.
type input struct {
	stamp stamp
	bytes site.Digest // site.DigestOf its bytes
}

// keptStamps is the file of the state folder with the inputs whose stamps are
// old: what still has its stamp is not read to know its bytes.
const keptStamps = "stamps"

// stampsHeader names the format; another version is another header.
const stampsHeader = "blotter stamps 1\n"

var errStamps = errors.New("is damaged or of another version")

// openStamps gives the inputs that an earlier build left in the state folder,
// and what there is to tell about the file.
func openStamps(options Options) (known map[string]input, note string) {
	data, err := os.ReadFile(filepath.Join(options.Source, stateFolder, keptStamps))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ""
	}
	if err == nil {
		known, err = decodeStamps(data)
	}
	if err != nil {
		return nil, fmt.Sprintf("%s/%s %v: every file is read", stateFolder, keptStamps, err)
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
	if i.note == "" && maps.Equal(reliable, i.kept) {
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
func encodeStamps(files map[string]input) []byte {
	out := newRecorder(stampsHeader, 128*len(files))
	out.number(int64(len(files)))
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := files[name]
		out.text(name)
		out.number(file.stamp.size)
		out.number(file.stamp.modified)
		out.number(file.stamp.changed)
		out.number(int64(file.stamp.inode))
		out.digest(file.bytes)
	}
	return out.sealed()
}

// decodeStamps reads what encodeStamps wrote.
func decodeStamps(data []byte) (map[string]input, error) {
	in := recall(stampsHeader, data)
	count := in.count()
	files := make(map[string]input, count)
	for range count {
		name := in.text()
		files[name] = input{stamp{in.number(), in.number(), in.number(), uint64(in.number())}, in.digest()}
	}
	if !in.done() || len(files) != count {
		return nil, errStamps
	}
	return files, nil
}
