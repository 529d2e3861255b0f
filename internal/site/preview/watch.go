package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A save is over when nothing has moved for quiet; changes that never stop are
// handed over after patience all the same.
const (
	quiet    = 30 * time.Millisecond
	patience = 300 * time.Millisecond
)

// watched are the folders of a site that are followed with all below them. Of
// the site folder itself only config.yaml counts, so that neither the output
// folder nor what a build remembers sets off a rebuild.
var watched = []string{"content", "templates", "static"}

// watcher tells which files of a site folder changed. It has one watch a
// folder.
type watcher struct {
	root    string
	notify  *fsnotify.Watcher
	changes chan batch
	folders map[string]bool
}

// batch is what changed since the last one.
type batch struct {
	paths []string // slash paths below the site folder, sorted; "." = anything may have changed
	// lasting are those of paths that did not come and go in between, as the
	// temporary files of editors do.
	lasting []string
}

func newWatcher(root string) (*watcher, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	w := &watcher{root: filepath.Clean(root), notify: notify, changes: make(chan batch), folders: map[string]bool{}}
	if err := notify.Add(w.root); err != nil {
		notify.Close()
		return nil, err
	}
	if err := w.follow(); err != nil {
		notify.Close()
		return nil, err
	}
	return w, nil
}

// follow brings the watches in line with the folders that are there.
func (w *watcher) follow() error {
	there := map[string]bool{}
	for _, top := range watched {
		err := filepath.WalkDir(filepath.Join(w.root, top), func(name string, entry fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil // not there, or gone while we look
			case err != nil:
				return err
			case entry.IsDir():
				there[name] = true
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	// A folder that was renamed keeps its watch under the old name: that has to
	// go first, or it would take the new one with it.
	for name := range w.folders {
		if !there[name] {
			if err := w.notify.Remove(name); err != nil && !errors.Is(err, fsnotify.ErrNonExistentWatch) {
				return err
			}
		}
	}
	for name := range there {
		if err := w.notify.Add(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("watching %s: %w", name, err)
		}
	}
	w.folders = there
	return nil
}

// run collects what changes until ctx ends.
func (w *watcher) run(ctx context.Context) {
	defer w.notify.Close()
	pending, ripe := map[string]fsnotify.Op{}, map[string]fsnotify.Op{} // with the first thing that happened
	var next batch                                                      // of what is ripe
	restructured := false
	var since time.Time // of the first pending change
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	defer timer.Stop()
	for {
		var out chan<- batch
		if len(ripe) > 0 {
			out = w.changes
		}
		select {
		case <-ctx.Done():
			return
		case out <- next:
			ripe = map[string]fsnotify.Op{}
			continue
		case <-timer.C:
			if restructured && w.follow() != nil {
				pending["."] = 0
			}
			for path, first := range pending {
				if _, known := ripe[path]; !known {
					ripe[path] = first
				}
			}
			next = w.batch(ripe)
			pending, restructured, since = map[string]fsnotify.Op{}, false, time.Time{}
			continue
		case event := <-w.notify.Events:
			path, counts := w.path(event.Name)
			if !counts {
				continue
			}
			if _, known := pending[path]; !known {
				pending[path] = event.Op
			}
			restructured = restructured || w.isFolder(event.Name)
		case <-w.notify.Errors:
			// Changes were lost: look at everything again.
			pending["."], restructured = 0, true
		}
		if since.IsZero() {
			since = time.Now()
		}
		timer.Reset(max(0, min(quiet, patience-time.Since(since))))
	}
}

// batch sums up what happened, by path.
func (w *watcher) batch(first map[string]fsnotify.Op) batch {
	all := batch{paths: slices.Sorted(maps.Keys(first))}
	for _, path := range all.paths {
		_, err := os.Lstat(filepath.Join(w.root, path))
		if gone := errors.Is(err, fs.ErrNotExist); !gone || !first[path].Has(fsnotify.Create) {
			all.lasting = append(all.lasting, path)
		}
	}
	return all
}

// path gives the slash path of a file below the site folder, and whether a
// change of it can change the site.
func (w *watcher) path(name string) (string, bool) {
	relative, err := filepath.Rel(w.root, name)
	if err != nil {
		return "", false
	}
	path := filepath.ToSlash(relative)
	if path == "config.yaml" {
		return path, true
	}
	top, _, below := strings.Cut(path, "/")
	if !slices.Contains(watched, top) {
		return "", false
	}
	// Editors keep their own notes beside a file while it is open.
	base := filepath.Base(path)
	notes := strings.HasSuffix(base, "~") || strings.HasPrefix(base, ".") && top != "static"
	return path, !below || !notes
}

// isFolder reports whether a path is a folder, or was one.
func (w *watcher) isFolder(name string) bool {
	if w.folders[name] {
		return true
	}
	info, err := os.Lstat(name)
	return err == nil && info.IsDir()
}
