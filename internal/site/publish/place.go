package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"blotter/internal/site"
)

// place is where a site is published and what stands beside it; all paths are
// absolute and those of the machine.
type place struct {
	output, spare, old, lock string
	manifest                 string // empty = nothing is remembered
}

// findPlace works out the names and refuses folders that no build may replace.
func findPlace(dir string, options Options) (place, error) {
	if dir == "" {
		return place{}, errors.New("the output folder has no name")
	}
	output, err := filepath.Abs(dir)
	if err != nil {
		return place{}, err
	}
	parent := filepath.Dir(output)
	if parent == output {
		return place{}, fmt.Errorf("the output folder is the root of the file system; name a folder in it")
	}
	if err := os.MkdirAll(parent, folderMode); err != nil {
		return place{}, fmt.Errorf("making the folder of the output: %w", err)
	}
	if parent, err = filepath.EvalSymlinks(parent); err != nil {
		return place{}, err
	}
	output = filepath.Join(parent, filepath.Base(output))
	if err := refuse(output, options.Source); err != nil {
		return place{}, err
	}
	beside := func(what string) string {
		return filepath.Join(parent, "."+filepath.Base(output)+".blotter-"+what)
	}
	found := place{output: output, spare: beside("spare"), old: beside("old"), lock: beside("lock")}
	if options.State != "" {
		state, err := filepath.Abs(options.State)
		if err != nil {
			return place{}, err
		}
		found.manifest = manifestName(state, output)
	}
	return found, nil
}

// refuse says why a folder may not be replaced by a site whatever is in it.
func refuse(output, source string) error {
	if home, err := os.UserHomeDir(); err == nil && holds(output, home) {
		return fmt.Errorf("the output folder %s is or holds the home folder; name a folder of its own", output)
	}
	if source != "" && holds(output, source) {
		return fmt.Errorf("the output folder %s is or holds the site's source %s; name a folder of its own", output, source)
	}
	return nil
}

// holds reports whether a folder is another one or lies above it.
func holds(folder, inner string) bool {
	inner, err := filepath.Abs(inner)
	if err != nil {
		return false
	}
	if real, err := filepath.EvalSymlinks(inner); err == nil {
		inner = real
	}
	way, err := filepath.Rel(folder, inner)
	return err == nil && way != ".." && !strings.HasPrefix(way, ".."+string(filepath.Separator))
}

// inspect looks at the output folder: whether a site is there, and the digest
// its marker names. An empty folder is as good as none.
func (p place) inspect() (tree site.Digest, exists bool, err error) {
	info, err := os.Lstat(p.output)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return tree, false, nil
	case err != nil:
		return tree, false, err
	case info.Mode()&fs.ModeSymlink != 0:
		return tree, false, errors.New("it is a symbolic link; name the folder it leads to")
	case !info.IsDir():
		return tree, false, errors.New("it is not a folder")
	}
	if parent, err := os.Lstat(filepath.Dir(p.output)); err == nil && isMount(info, parent) {
		return tree, false, errors.New("it is a mounted file system, which no new site can take the place of; name a folder in it")
	}
	return ownership(p.output)
}

// ownership reads the marker of a folder. A folder that is not empty and has
// none is somebody else's.
func ownership(name string) (tree site.Digest, filled bool, err error) {
	empty, example, err := isEmpty(name)
	if err != nil || empty {
		return tree, false, err
	}
	path := filepath.Join(name, markerName)
	info, err := os.Lstat(path)
	if err == nil && info.Mode().IsRegular() {
		data, err := os.ReadFile(path)
		if err != nil {
			return tree, false, err
		}
		if tree, ours := readMarker(data); ours {
			return tree, true, nil
		}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return tree, false, err
	}
	return tree, false, fmt.Errorf("%s is not empty and blotter did not make it (it holds %q); move it away or name another folder", name, example)
}

// makeSpare sees to it that there is a spare copy that is ours.
func (p place) makeSpare() error {
	err := os.Mkdir(p.spare, folderMode)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("making the spare copy: %w", err)
	}
	filled := false
	if !justBegun(p.spare) {
		if _, filled, err = ownership(p.spare); err != nil {
			return fmt.Errorf("looking at the spare copy: %w", err)
		}
	}
	if info, err := os.Stat(p.output); err == nil {
		// It is going to be the output folder.
		if err := os.Chmod(p.spare, info.Mode().Perm()); err != nil {
			return fmt.Errorf("making the spare copy: %w", err)
		}
	}
	if filled {
		return nil
	}
	// The mark comes first: a copy that a killed build left half full must be
	// known as ours.
	if err := os.WriteFile(filepath.Join(p.spare, markerName), []byte(markerHeader), fileMode); err != nil {
		return fmt.Errorf("marking the spare copy: %w", err)
	}
	return nil
}

// justBegun reports whether a spare copy holds nothing but its marker, which a
// build may have been killed in writing.
func justBegun(name string) bool {
	entries, err := os.ReadDir(name)
	return err == nil && len(entries) == 1 && entries[0].Name() == markerName && entries[0].Type().IsRegular()
}
