package content

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"

	"blotter/internal/site"
)

// The folders of a site, as slash paths below it.
const (
	configFile   = "config.yaml"
	contentDir   = "content"
	incidentsDir = "content/incidents"
	actorsDir    = "content/actors"
	pagesDir     = "content/pages"
	sourcesDir   = "content/sources"
)

// Files are the paths of the files to load, each list sorted.
type Files struct {
	Incidents, Actors, Pages, Sources []string
}

// List finds the files of content/. What stands there and will not be read
// (a symbolic link, a device, a file with another ending) is a problem, so
// that nothing is left out in silence; hidden files, backups ending in "~" and
// README.md are passed over. A folder that does not exist is empty.
func List(fsys fs.FS) (Files, []site.Problem, error) {
	w := &walk{fsys: fsys}
	if err := w.folder(contentDir); err != nil {
		return Files{}, nil, err
	}
	for _, list := range [][]string{w.files.Incidents, w.files.Actors, w.files.Pages, w.files.Sources} {
		slices.Sort(list)
	}
	return w.files, w.problems, nil
}

// FilesOf gives what List would, for a site folder whose folders and plain
// files are these, each named by its path below the site folder and the files
// sorted. It gives false where List may have something to tell.
func FilesOf(folders, files iter.Seq[string]) (Files, bool) {
	for folder := range folders {
		name, below := strings.CutPrefix(folder, contentDir+"/")
		if below && !strings.Contains(name, "/") && !passedOver(name) && !slices.Contains(knownFolders, folder) {
			return Files{}, false
		}
	}
	w := &walk{}
	for file := range files {
		if name, below := strings.CutPrefix(file, contentDir+"/"); below && !anyPassedOver(name) {
			w.file(file)
		}
	}
	return w.files, len(w.problems) == 0
}

// anyPassedOver reports whether a file or a folder that it lies in is passed
// over.
func anyPassedOver(name string) bool {
	for {
		folder, rest, below := strings.Cut(name, "/")
		if passedOver(folder) || !below {
			return passedOver(folder)
		}
		name = rest
	}
}

type walk struct {
	fsys     fs.FS
	files    Files
	problems []site.Problem
}

// folder lists one folder and those below it. It follows no link: a link may
// lead out of the site folder.
func (w *walk) folder(dir string) error {
	entries, err := fs.ReadDir(w.fsys, dir)
	if errors.Is(err, fs.ErrNotExist) && dir == contentDir {
		return nil
	}
	if err != nil {
		return fmt.Errorf("listing %s: %w", dir, err)
	}
	for _, entry := range entries {
		file := path.Join(dir, entry.Name())
		switch {
		case passedOver(entry.Name()):
		case entry.IsDir():
			if dir == contentDir && !slices.Contains(knownFolders, file) {
				w.stray(file+"/", site.Warning, "no file of this folder is read", meantFolder(entry.Name()))
				continue
			}
			if err := w.folder(file); err != nil {
				return err
			}
		case entry.Type()&fs.ModeSymlink != 0:
			w.stray(file, site.Error, "a symbolic link is not followed", "put the file itself here")
		case !entry.Type().IsRegular():
			w.stray(file, site.Warning, "this is not a plain file", "take it away")
		default:
			w.file(file)
		}
	}
	return nil
}

var knownFolders = []string{incidentsDir, actorsDir, pagesDir, sourcesDir}

// passedOver reports whether a file is nobody's content: hidden, a backup of
// an editor program, or a note to the editors.
func passedOver(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || name == "README.md"
}

func (w *walk) file(file string) {
	ext := path.Ext(file)
	switch {
	case strings.HasPrefix(file, sourcesDir+"/"):
		if ext == ".yaml" || ext == ".yml" {
			w.files.Sources = append(w.files.Sources, file)
			return
		}
		w.stray(file, site.Warning, "only .yaml files are read here", "")
	case path.Dir(file) == contentDir:
		w.stray(file, site.Warning, "a file directly in content is not read", "entries stand in "+incidentsDir)
	case ext != ".md":
		w.stray(file, site.Warning, "only .md files are read here", "")
	case strings.HasPrefix(file, incidentsDir+"/"):
		w.files.Incidents = append(w.files.Incidents, file)
	case strings.HasPrefix(file, actorsDir+"/"):
		w.files.Actors = append(w.files.Actors, file)
	default:
		w.files.Pages = append(w.files.Pages, file)
	}
}

// stray reports something that is not read. It is a warning but for links,
// which an editor surely meant to be read.
func (w *walk) stray(file string, severity site.Severity, message, hint string) {
	w.problems = append(w.problems, site.Problem{
		Place: site.Place{File: file}, Rule: "stray-file", Severity: severity, Message: message, Hint: hint,
	})
}

func meantFolder(name string) string {
	var names []string
	for _, folder := range knownFolders {
		names = append(names, path.Base(folder))
	}
	if near := site.Nearest(name, names); near != "" {
		return "rename it to " + near
	}
	return "the folders are " + strings.Join(names, ", ")
}

// Read gives the bytes of a file of the site, at most one more than the limit
// for a file of content/, so that a huge file costs no memory: the loader
// reports one that is longer than the limit.
func (l *Loader) Read(fsys fs.FS, file string) ([]byte, error) {
	return readFile(fsys, file, l.cfg.Limits.EntryBytes+1, nil)
}

// readFile reads a file up to a limit, into the memory given if that is large
// enough.
func readFile(fsys fs.FS, file string, limit int, memory []byte) ([]byte, error) {
	f, err := fsys.Open(file)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	defer f.Close()
	data := slices.Grow(memory[:0], min(limit, usualBytes))
	for len(data) < limit {
		if len(data) == cap(data) {
			data = slices.Grow(data, len(data))
		}
		n, err := f.Read(data[len(data):min(cap(data), limit)])
		data = data[:len(data)+n]
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", file, err)
		}
	}
	return data, nil
}

// usualBytes is more than most files have: one reading takes all, and the next
// says that it was all.
const usualBytes = 1 << 14

// ValidID reports whether a text may be the id of an entry, an actor or a
// page: 3 to 80 of a-z, 0-9 and hyphens, not digits alone, because those are
// the addresses of years.
func ValidID(id string) bool {
	return len(id) >= 3 && len(id) <= 80 && isSlug(id) && strings.Trim(id, "0123456789") != ""
}

// isSlug reports whether a text has nothing but a-z, 0-9 and hyphens.
func isSlug(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return text != ""
}

// FindID gives the file whose id it is, in dir or anywhere in the content
// folder that dir belongs to; empty when the id is free. The error is machine
// trouble.
func FindID(fsys fs.FS, dir, id string) (string, error) {
	files, _, err := List(fsys)
	if err != nil {
		return "", err
	}
	for _, file := range slices.Concat(files.Incidents, files.Actors, files.Pages) {
		if topFolder(file) == topFolder(dir) && baseName(file) == id {
			return file, nil
		}
	}
	return "", nil
}

// topFolder gives the first two parts of a path: "content/incidents".
func topFolder(file string) string {
	parts := strings.SplitN(file, "/", 3)
	return strings.Join(parts[:min(2, len(parts))], "/")
}
