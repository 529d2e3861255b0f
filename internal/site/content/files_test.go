package content

import (
	"io/fs"
	"math/rand/v2"
	"path"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// What is told of the files of a folder is what looking into it tells, or
// nothing.
func TestFilesThatAreKnownAreThoseThatAreListed(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	tops := []string{"content/incidents", "content/actors", "content/pages", "content/sources", "content/incident", "content", "static", "content/.hidden", "content/incidents/2024", "content/incidents/.kept/2024", "content/pages/a~"}
	names := []string{"one.md", "two.md", "three.md", "four.yaml", "five.yml", "six.txt", "README.md", ".seven.md", "eight.md~", "nine"}
	known := 0
	for range 3000 {
		folder := fstest.MapFS{}
		for range 1 + random.IntN(8) {
			top, name := tops[random.IntN(len(tops))], names[random.IntN(len(names))]
			if random.IntN(4) > 0 {
				top, name = tops[random.IntN(3)], names[random.IntN(3)]
			}
			folder[path.Join(top, name)] = &fstest.MapFile{Data: []byte("text")}
		}
		var folders, files []string
		err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
			if entry.IsDir() {
				folders = append(folders, name)
			} else {
				files = append(files, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(files)
		want, problems, err := List(folder)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := FilesOf(slices.Values(folders), slices.Values(files))
		if ok != (len(problems) == 0) {
			t.Fatalf("of %v it is sure: %v, though there are the problems %v", files, ok, problems)
		}
		if !ok {
			continue
		}
		known++
		if diff := cmp.Diff(got, want); diff != "" {
			t.Fatalf("of %v (-), listed (+):\n%s", files, diff)
		}
	}
	if known < 500 {
		t.Errorf("%d folders have nothing to tell of, too few to compare", known)
	}
}
