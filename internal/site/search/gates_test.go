//go:build !race

package search

import (
	"bytes"
	"compress/gzip"
	"os"
	"slices"
	"testing"

	"blotter/internal/site"
	"blotter/internal/site/publish"
)

// clientSize gives the bytes of the scripts that the search page loads to
// search, as they are published and travel: minified, and compressed each by
// itself. That of every page, which leads to it, is not among them.
func clientSize(t testing.TB) int {
	t.Helper()
	assets, outputs, err := publish.Static(os.DirFS("../../../static"))
	if err != nil {
		t.Fatal(err)
	}
	size := 0
	for _, name := range []string{"index.js", "query.js", "page.js"} {
		i := slices.IndexFunc(outputs, func(o site.Output) bool { return "/"+o.Path == assets["js/search/"+name] })
		var script site.Buffer
		if err := outputs[i].Fill(&script); err != nil {
			t.Fatal(err)
		}
		var compressed bytes.Buffer
		writer, err := gzip.NewWriterLevel(&compressed, gzip.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := writer.Write(script.Bytes()); err != nil {
			t.Fatal(err)
		}
		if err := writer.Close(); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes", name, compressed.Len())
		size += compressed.Len()
	}
	return size
}

func TestTheClientIsAtMost8KiB(t *testing.T) {
	if size := clientSize(t); size > 8<<10 {
		t.Errorf("the client is %d bytes, want %d at most", size, 8<<10)
	}
}

// budget is what an index of a size may cost, in bytes.
type budget struct{ entries, root, query, faceted, totalled, all, files int }

// queries are the first queries that are measured: two words of all
// frequencies, the last one completed, and an amount.
var queries = []string{"exchange theft", "bridge exploit", "phishing harbor", "$4.4M", "amber vault", "reentrancy ethereum", "wallet secur"}

// openFacets are the facets a reader may have open; that of actors is closed
// until asked for.
var openFacets = []string{"type", "year", "technique", "chain", "country", "status"}

func (b budget) check(t *testing.T, files map[string][]byte) {
	total, root := 0, 0
	for name, data := range files {
		total += len(data)
		if name == firstFile {
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
	var first, faceted, totalled []int
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
			c.ask(nil, "facet(index, %q).then(() => null)", name)
		}
		faceted = append(faceted, script+c.read)
		c.ask(nil, `narrow(index, [], new Wanted({}), []).then(() => null)`)
		totalled = append(totalled, script+c.read)
	}
	within("first query", slices.Max(first), b.query)
	within("first query with six facets", slices.Max(faceted), b.faceted)
	within("first query with six facets and totals", slices.Max(totalled), b.totalled)
}

func TestAnIndexOf1000EntriesKeepsItsBudget(t *testing.T) {
	s, st := generatedSite(t, 1000)
	budget{entries: 1000, query: 40_000}.check(t, filesOf(t, s, st))
}
