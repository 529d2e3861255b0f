package search

import (
	"bytes"
	"compress/gzip"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"blotter/internal/site/publish"
)

// clientSize gives the bytes of the client's scripts as they travel: minified
// and compressed each by itself.
func clientSize(t testing.TB) int {
	t.Helper()
	scripts, err := filepath.Glob(clientFolder + "/*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("found no scripts: %v", err)
	}
	size := 0
	for _, script := range scripts {
		source, err := os.ReadFile(script)
		if err != nil {
			t.Fatal(err)
		}
		small, err := publish.Minify("text/javascript", source)
		if err != nil {
			t.Fatal(err)
		}
		var compressed bytes.Buffer
		writer, err := gzip.NewWriterLevel(&compressed, gzip.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := writer.Write(small); err != nil {
			t.Fatal(err)
		}
		if err := writer.Close(); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes", path.Base(script), compressed.Len())
		size += compressed.Len()
	}
	return size
}

func TestTheClientIsAtMost8KiBCompressed(t *testing.T) {
	if size := clientSize(t); size > 8<<10 {
		t.Errorf("the client is %d bytes, want %d at most", size, 8<<10)
	}
}

// budget is what an index of a size may cost, in bytes.
type budget struct{ entries, root, query, faceted, all, files int }

// queries are the first queries that are measured: words of all frequencies,
// with completion of the last one.
var queries = []string{"exchange theft", "bridge exploit reported", "phishing harbor", "$4.4M", "amber vault", "reentrancy ethereum"}

// openFacets are the facets a reader may have open; that of actors is closed
// until asked for.
var openFacets = []string{"type", "year", "technique", "chain", "country", "status"}

func (b budget) check(t *testing.T) {
	s, st := generatedSite(t, b.entries)
	runtime.GC()
	files := filesOf(t, s, st)
	total, root := 0, 0
	for name, data := range files {
		total += len(data)
		if strings.HasPrefix(name, "root-") {
			root = len(data)
		}
	}
	within := func(what string, got, want int) {
		t.Helper()
		t.Logf("%d entries, %s: %d (at most %d)", b.entries, what, got, want)
		if want > 0 && got > want {
			t.Errorf("%d entries: %s is %d, want %d at most", b.entries, what, got, want)
		}
	}
	within("root", root, b.root)
	within("index", total, b.all)
	within("files", len(files), b.files)
	script := clientSize(t)
	var first, faceted []int
	for _, query := range queries {
		c := newClient(t, files)
		r := c.search(query)
		if len(r.Hits) == 0 {
			t.Errorf("%q finds nothing", query)
		}
		for _, hit := range r.Hits[:min(len(r.Hits), 10)] {
			c.ask(nil, "index.card(%d)", hit)
		}
		first = append(first, script+c.read)
		for _, name := range openFacets {
			c.ask(nil, "read(index, %q).then(() => null)", name)
		}
		faceted = append(faceted, script+c.read)
	}
	within("first query", slices.Max(first), b.query)
	within("first query with facets", slices.Max(faceted), b.faceted)
}

func TestAnIndexOf1000EntriesKeepsItsBudget(t *testing.T) {
	budget{entries: 1000, query: 40 << 10}.check(t)
}
