package build

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// stateFolder holds, in the site folder, what one build remembers for the
// next. It may be deleted at any moment.
const stateFolder = ".blotter"

// program names this very program: the digest of its own file. A changed
// program makes every page anew, because nobody can tell which of its changes
// shows on a page. Where the file cannot be read the name is one that no other
// run has, so that nothing made by another program is taken for its own.
var program = sync.OnceValue(func() string {
	sum := sha256.New()
	if err := readSelf(sum); err != nil {
		return fmt.Sprintf("run %d at %d", os.Getpid(), time.Now().UnixNano())
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
})

// readSelf writes the program's own file to w.
func readSelf(w io.Writer) error {
	path, err := os.Executable()
	if err != nil {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(w, file)
	return err
}
