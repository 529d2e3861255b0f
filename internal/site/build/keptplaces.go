package build

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"blotter/internal/site"
	"blotter/internal/site/cache"
)

// locate puts problems at their places, with the help of those that an earlier
// process found in files with the very same bytes, and keeps all of them. It
// gives what there is to tell about the state folder.
func (k *kept) locate(fsys fs.FS, problems []site.Problem, memory *Memory) (notes []string) {
	if k.memory != nil {
		memory.locate(fsys, problems)
		return nil
	}
	known := k.openPlaces()
	told := len(known)
	for file, located := range known {
		if sum, read := k.bytesOf(file); !read || sum != located.Bytes {
			delete(known, file)
		}
	}
	before := 0
	memory.places = map[string]map[string]site.Place{}
	for file, located := range known {
		memory.places[file] = located.Fields
		before += len(located.Fields)
	}
	memory.locate(fsys, problems)
	if err := k.writePlaces(memory, told != len(known), before); err != nil {
		notes = append(notes, fmt.Sprintf("the next build will look for every line anew: %v", err))
	}
	memory.places = nil // no other Plan follows
	return notes
}

func (k *kept) openPlaces() map[string]cache.Located {
	data, err := os.ReadFile(filepath.Join(k.folder, keptPlaces))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var known map[string]cache.Located
	if err == nil {
		known, err = cache.DecodePlaces(data, program())
	}
	if err != nil {
		k.unused(keptPlaces, err.Error())
	}
	return known
}

// writePlaces writes the places of files that were read, if there are others
// than before.
func (k *kept) writePlaces(memory *Memory, fewer bool, before int) error {
	files, now := map[string]cache.Located{}, 0
	for file, fields := range memory.places {
		if sum, read := k.bytesOf(file); read {
			files[file] = cache.Located{Bytes: sum, Fields: fields}
			now += len(fields)
		}
	}
	if !k.keeps || !fewer && now == before {
		return nil
	}
	return k.writeAside(keptPlaces, func(to io.Writer) error {
		_, err := to.Write(cache.EncodePlaces(program(), files))
		return err
	})
}
