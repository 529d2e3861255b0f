package publish

import (
	"fmt"
	"path"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// wellKnown is the one folder beginning with a dot that a site may have
// (RFC 8615).
const wellKnown = ".well-known"

// longestName is what common file systems allow one part of a path, in bytes.
const longestName = 255

// checkPath says why a path may not be published, or nothing. An address of an
// entry becomes a path, so whatever an editor writes ends here at the latest.
func checkPath(name string) error {
	wrong := func(why string) error { return fmt.Errorf("the path %q %s", name, why) }
	switch {
	case name == "":
		return fmt.Errorf("the path is empty")
	case strings.HasPrefix(name, "/"):
		return wrong("is absolute")
	case !utf8.ValidString(name):
		return wrong("is not UTF-8")
	case strings.ContainsFunc(name, func(r rune) bool { return r == '\\' || r == ':' || unicode.IsControl(r) }):
		return wrong("holds a backslash, a colon or a control character")
	case path.Clean(name) != name:
		return wrong("is not in its shortest form, or leads out of the folder")
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != wellKnown {
			return wrong("has a part that begins with a dot")
		}
		if len(part) > longestName {
			return wrong("has a part longer than 255 bytes")
		}
	}
	return nil
}

// claims remembers the paths of a site, so that no two outputs share one, not
// even on a system that takes A and a for the same letter.
type claims struct {
	mu      sync.Mutex
	files   map[string]string // folded -> as written
	folders map[string]string
}

func newClaims() *claims {
	return &claims{files: map[string]string{}, folders: map[string]string{}}
}

// claim takes a path for one output.
func (c *claims) claim(name string) error {
	if err := checkPath(name); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	folded := fold(name)
	if first, taken := c.files[folded]; taken {
		if first == name {
			return errTwice(name)
		}
		return fmt.Errorf("the paths %q and %q differ in case only", first, name)
	}
	if folder, taken := c.folders[folded]; taken {
		return fmt.Errorf("the path %q is that of a file and the folder of others (%q)", name, folder+"/")
	}
	if err := c.claimFolder(dirOf(name), name); err != nil {
		return err
	}
	c.files[folded] = name
	return nil
}

func errTwice(name string) error { return fmt.Errorf("two outputs have the path %q", name) }

// claimFolder takes the folders that a path stands in.
func (c *claims) claimFolder(folder, name string) error {
	if folder == "." {
		return nil
	}
	folded := fold(folder)
	if first, taken := c.folders[folded]; taken {
		if first != folder {
			return fmt.Errorf("the folders %q and %q differ in case only", first, folder)
		}
		return nil
	}
	if file, taken := c.files[folded]; taken {
		return fmt.Errorf("the path %q needs a folder where the file %q is", name, file)
	}
	if err := c.claimFolder(dirOf(folder), name); err != nil {
		return err
	}
	c.folders[folded] = folder
	return nil
}

// fold gives one text for all that a file system may take for the same name.
func fold(name string) string {
	for i := range len(name) {
		if c := name[i]; c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf {
			return strings.ToLower(strings.ToUpper(name))
		}
	}
	return name // almost all paths are plain lower case already
}
