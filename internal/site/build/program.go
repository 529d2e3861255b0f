package build

import (
	"crypto/sha256"
	"debug/elf"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"regexp"
	"sync"
	"time"
)

// stateFolder holds, in the site folder, what one build remembers for the
// next. It may be deleted at any moment.
const stateFolder = ".blotter"

// program names this very program: by what the go command wrote into its file
// about it, else by the digest of the file. A changed program makes every page
// anew, because nobody can tell which of its changes shows on a page. Where the
// file cannot be read the name is one that no other run has, so that nothing
// made by another program is taken for its own.
var program = sync.OnceValue(func() string {
	path, err := os.Executable()
	if err == nil {
		if id, ok := buildID(path); ok {
			return id
		}
		sum := sha256.New()
		if err = readProgram(path, sum); err == nil {
			return hex.EncodeToString(sum.Sum(nil)[:16])
		}
	}
	return fmt.Sprintf("run %d at %d", os.Getpid(), time.Now().UnixNano())
})

// readProgram writes a program's file to w.
func readProgram(path string, w io.Writer) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(w, file)
	return err
}

// goBuildID is the form of what the go command writes: digests of 120 bits in
// base64, of what the program and its main package were made from and of what
// came of it. Anything else was put there by somebody (-ldflags=-buildid) and
// may stand in more than one program.
var goBuildID = regexp.MustCompile(`^[A-Za-z0-9_-]{20}(/[A-Za-z0-9_-]{20}){3}$`)

// buildID gives the build ID of a program in an ELF file, which is a page of
// the file in place of all twenty megabytes. The note has the sizes of name and
// text and a type, 4 bytes each, the name "Go" in 4, and the text.
func buildID(path string) (string, bool) {
	file, err := elf.Open(path)
	if err != nil {
		return "", false
	}
	defer file.Close()
	section := file.Section(".note.go.buildid")
	if section == nil || section.Size > 1<<12 {
		return "", false
	}
	note, err := section.Data()
	const head = 16
	if err != nil || len(note) < head || string(note[12:head]) != "Go\x00\x00" {
		return "", false
	}
	size := file.ByteOrder.Uint32(note[4:])
	if uint64(size) > uint64(len(note)-head) {
		return "", false
	}
	id := string(note[head : head+int(size)])
	return id, goBuildID.MatchString(id)
}
