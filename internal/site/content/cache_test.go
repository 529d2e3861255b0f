package content

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"blotter/internal/site"
)

// counted counts the files that are opened.
type counted struct {
	fstest.MapFS
	opened *atomic.Int64
}

func (c counted) Open(name string) (fs.File, error) {
	file, err := c.MapFS.Open(name)
	if err == nil {
		if info, statErr := file.Stat(); statErr == nil && !info.IsDir() {
			c.opened.Add(1)
		}
	}
	return file, err
}

func TestWithAMemoryOnlyChangedFilesAreRead(t *testing.T) {
	folder := counted{manyFiles(), new(atomic.Int64)}
	memory := &Memory{}
	load := func(cfg *site.Config) (*site.Record, int64) {
		t.Helper()
		folder.opened.Store(0)
		warm := New(cfg, loader().bodies)
		warm.Cache = memory
		record, problems, err := warm.Load(context.Background(), folder)
		if err != nil {
			t.Fatal(err)
		}
		opened := folder.opened.Load()
		wantRecord, wantProblems, err := New(cfg, loader().bodies).Load(context.Background(), folder)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(record, wantRecord, same); diff != "" {
			t.Fatalf("with a memory (-), without (+):\n%s", diff)
		}
		if diff := cmp.Diff(problems, wantProblems); diff != "" {
			t.Fatalf("problems with a memory (-), without (+):\n%s", diff)
		}
		return record, opened
	}
	cfg := site.DefaultConfig()
	const all = 68 // the files of manyFiles
	const sources = 1
	if _, opened := load(cfg); opened != all+1 {
		t.Errorf("the first load opens %d files, want %d", opened, all+1)
	}
	if _, opened := load(cfg); opened != sources {
		t.Errorf("a load without a change opens %d files, want the %d of the sources", opened, sources)
	}

	const edited = "content/incidents/2025/entry-07.md"
	folder.MapFS[edited] = &fstest.MapFile{Data: []byte("---\ntitle: Edited\n---\n")}
	memory.Changed(func(name string) bool { return name == edited })
	record, opened := load(cfg)
	if opened != sources+1 {
		t.Errorf("after one edit %d files are opened, want %d", opened, sources+1)
	}
	if got := record.Incidents[7+1].Title; got != "Edited" {
		t.Errorf("the edited entry has the title %q, want Edited", got)
	}

	// Told of a change that was none, it gives the very same entry.
	before := record.Incidents[0]
	memory.Changed(func(string) bool { return true })
	if record, _ = load(cfg); record.Incidents[0] != before {
		t.Error("a file with the same bytes is decoded again")
	}

	folder.MapFS["content/sources/a.yaml"] = &fstest.MapFile{Data: []byte("shared: {url: https://example.org/, title: Renamed}\n")}
	if _, opened = load(cfg); opened != all+1 {
		t.Errorf("after a change of the shared sources %d files are opened, want all %d", opened, all+1)
	}
	moved := site.DefaultConfig()
	moved.BaseURL = "https://example.org/record/"
	if _, opened = load(moved); opened != all+1 {
		t.Errorf("under another base path %d files are opened, want all %d", opened, all+1)
	}
}

func TestAMemoryForgetsTheFilesThatAreGone(t *testing.T) {
	memory := &Memory{}
	sum := site.DigestOf([]byte("x"))
	memory.Put(sum, []Reading{{File: "content/incidents/one.md", Bytes: sum}, {File: "content/incidents/two.md", Bytes: sum}})
	memory.Keep(Files{Incidents: []string{"content/incidents/two.md"}})
	if _, ok := memory.Get("content/incidents/one.md", sum, sum); ok {
		t.Error("a file that is gone is still known")
	}
	left := []Reading{{File: "content/incidents/two.md"}}
	if memory.Unread(sum, left); !left[0].Known {
		t.Error("a file that is there is forgotten")
	}
}

func TestAFileThatCannotBeReadIsAskedForAgain(t *testing.T) {
	folder := manyFiles()
	files, _, err := List(folder)
	if err != nil {
		t.Fatal(err)
	}
	delete(folder, "content/incidents/no-fence.md")
	warm := loader()
	warm.Cache = &Memory{}
	if _, _, err := warm.LoadFiles(context.Background(), folder, files); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the error is %v, want that a file is not there", err)
	}
}

// BenchmarkLoadAfterAnEdit loads a record of ten thousand entries of which one
// changed, as the preview does.
func BenchmarkLoadAfterAnEdit(b *testing.B) {
	folder := fstest.MapFS{}
	for n := range 10_000 {
		folder[fmt.Sprintf("content/incidents/entry-%05d.md", n)] = &fstest.MapFile{Data: []byte("---\ntitle: One of many\nsources: {a: {title: A}}\n---\nText.\n")}
	}
	files, _, err := List(folder)
	if err != nil {
		b.Fatal(err)
	}
	memory := &Memory{}
	l := loader()
	l.Cache = memory
	load := func() {
		if _, _, err := l.LoadFiles(context.Background(), folder, files); err != nil {
			b.Fatal(err)
		}
	}
	load()
	for b.Loop() {
		memory.Changed(func(name string) bool { return name == "content/incidents/entry-00500.md" })
		load()
	}
}
