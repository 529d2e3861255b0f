package search

import (
	"io/fs"
	"os"
	"testing"
	"testing/fstest"

	"blotter/internal/site"
	"blotter/internal/site/content"
	"blotter/internal/site/generate"
	"blotter/internal/site/link"
	"blotter/internal/site/markdown"
	"blotter/internal/site/stats"
)

// linkedSite loads, links and counts a site folder.
func linkedSite(t testing.TB, folder fs.FS) (*site.Site, *site.Statistics) {
	t.Helper()
	cfg, _, err := content.LoadConfig(folder)
	if err != nil {
		t.Fatal(err)
	}
	record, _, err := content.New(cfg, markdown.New()).Load(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	linked, _ := link.Site(record, cfg)
	return linked, stats.Count(linked)
}

// invertedOf reads every text of a site.
func invertedOf(s *site.Site) *inverted { return invert(collect(s, pages(s))) }

// generatedSite gives a made-up record of n entries.
func generatedSite(t testing.TB, n int) (*site.Site, *site.Statistics) {
	files := fstest.MapFS{}
	for name, data := range generate.Map(generate.Options{Seed: 1, Entries: n}) {
		files[name] = &fstest.MapFile{Data: data}
	}
	return linkedSite(t, files)
}

// realSite gives the record of this repository.
func realSite(t testing.TB) (*site.Site, *site.Statistics) {
	return linkedSite(t, os.DirFS("../../.."))
}

// filesOf makes the index of a site and gives its files by their paths below
// search/.
func filesOf(t testing.TB, s *site.Site, st *site.Statistics) map[string][]byte {
	t.Helper()
	outputs, err := Indexer{Program: "test"}.Outputs(s, st)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, output := range outputs {
		var buffer site.Buffer
		if err := output.Fill(&buffer); err != nil {
			t.Fatal(err)
		}
		name := output.Path[len("search/"):]
		if files[name] != nil {
			t.Errorf("two files are called %s", name)
		}
		files[name] = buffer.Bytes()
	}
	return files
}
