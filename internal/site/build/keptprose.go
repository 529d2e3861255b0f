package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"blotter/internal/site"
	"blotter/internal/site/content"
	"blotter/internal/site/markdown"
)

// The prose of entries lies in the state folder while a site is made, where
// anybody may cut it off or write over it. A prose that is not there any
// longer is made anew from the file of its entry, if that is still the one
// that was loaded; else the build ends with an error and publishes nothing.

// again gives the prose of a file anew.
func (k *kept) again(file string, bytes site.Digest) (text string, markup site.Markup) {
	k.damaged(allEntries, "lost some prose")
	body, err := k.bodyOf(file, bytes)
	if err != nil {
		k.mutex.Lock()
		defer k.mutex.Unlock()
		if k.vanished == nil {
			k.vanished = fmt.Errorf("reading the prose of %s again: %w", file, err)
		}
		return "", ""
	}
	if body.Prose == nil {
		return "", ""
	}
	return body.Prose.Read()
}

// lost gives why some prose that was asked for cannot be had.
func (k *kept) lost() error {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	return k.vanished
}

// isBroken reports whether something that was kept could not be read.
func (k *kept) isBroken() bool {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	return k.broken
}

// forget removes what turned out to be broken when it was too late to write it
// anew.
func (k *kept) forget() {
	for _, name := range []string{allEntries, sinceEntries} {
		_ = os.Remove(filepath.Join(k.folder, name)) // else it is found broken once more
	}
}

// reread is the site folder, opened to load single files again.
type reread struct {
	source *Source
	files  content.Files
	config *site.Config
}

func openAgain(dir string, config *loadedConfig) (reread, error) {
	source, err := OpenSource(dir)
	if err != nil {
		return reread{}, err
	}
	files, _, err := content.List(source.Content)
	if err != nil {
		return reread{}, errors.Join(err, source.Close())
	}
	return reread{source, files, config.config}, nil
}

// errChanged says that a file is not the one that was loaded.
var errChanged = errors.New("it changed while the site was made")

// bodyOf loads a file with these bytes once more.
func (k *kept) bodyOf(file string, bytes site.Digest) (*site.Body, error) {
	folder, err := k.reread()
	if err != nil {
		return nil, err
	}
	loader, seen := content.New(folder.config, markdown.New()), &witness{}
	loader.Cache = seen
	one := content.Files{Incidents: []string{file}, Sources: folder.files.Sources}
	if _, _, err := loader.LoadFiles(context.Background(), folder.source.Content, one); err != nil {
		return nil, err
	}
	k.mutex.Lock()
	setting := k.setting
	k.mutex.Unlock()
	if seen.setting != setting || seen.reading.Bytes != bytes {
		return nil, errChanged
	}
	items := itemsOf([]content.Reading{seen.reading}, func(*content.Reading) bool { return true })
	if len(items) == 0 {
		return nil, errChanged
	}
	return items[0].Body(), nil
}

// witness is a content.Cache that knows nothing and sees one file loaded.
type witness struct {
	setting site.Digest
	reading content.Reading
}

func (w *witness) Unread(site.Digest, []content.Reading) {}

func (w *witness) Get(string, site.Digest, site.Digest) (content.Parsed, bool) {
	return content.Parsed{}, false
}

func (w *witness) Put(setting site.Digest, run []content.Reading) {
	w.setting, w.reading = setting, run[0]
}
