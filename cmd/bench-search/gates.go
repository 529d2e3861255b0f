package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"blotter/internal/site/publish"
)

// budget is what an index of a size may cost: bytes, files, and milliseconds
// of processor for a query whose files are there; 0 = no bound.
type budget struct{ root, query, faceted, all, files, search int }

// budgets are those that the tests of the search hold too, and those for
// records that take a test too long.
var budgets = map[int]budget{
	1000:    {query: 40_000},
	10_000:  {root: 13_000, query: 50_000, faceted: 90_000, all: 8_500_000, files: 2500, search: 10},
	100_000: {query: 180_000, all: 75_000_000},
}

// measured is what the client found an index to cost: the most that a query
// reads of it, before and with the facets, and milliseconds.
type measured struct {
	First, Faceted, Root int
	Median, P95          float64
}

var errOver = errors.New("the index costs more than its budget")

// measureGates makes the index of a made-up record and compares what it costs
// with its budget.
func measureGates(folder string, entries int) error {
	folder, remove, err := workIn(folder)
	if err != nil {
		return err
	}
	defer remove()
	source := filepath.Join(folder, "source")
	if err := write(source, entries); err != nil {
		return fmt.Errorf("writing the record: %w", err)
	}
	linked, statistics, err := load(source)
	if err != nil {
		return err
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	files, size := 0, 0
	err = index(linked, statistics, func(path string, data []byte) error {
		files, size = files+1, size+len(data)
		return writeFile(filepath.Join(folder, filepath.FromSlash(path)), data)
	})
	if err != nil {
		return err
	}
	runtime.ReadMemStats(&after)
	fmt.Printf("%d entries: indexed in %.1f s, %d MB allocated\n", entries, time.Since(start).Seconds(), (after.TotalAlloc-before.TotalAlloc)>>20)
	cost, err := ask(filepath.Join(folder, "search"))
	if err != nil {
		return err
	}
	client, err := scripts()
	if err != nil {
		return err
	}
	b, kept := budgets[entries], true
	line := func(what string, got, most int) {
		verdict := ""
		if most > 0 {
			verdict = fmt.Sprintf("of %10d  kept", most)
			if got > most {
				verdict, kept = fmt.Sprintf("of %10d  NOT KEPT", most), false
			}
		}
		fmt.Printf("%-34s %10d %s\n", what, got, verdict)
	}
	line("first file, bytes", cost.Root, b.root)
	line("first query, bytes", client+cost.First, b.query)
	line("first query with facets, bytes", client+cost.Faceted, b.faceted)
	line("index, bytes", size, b.all)
	line("index, files", files, b.files)
	line("search only, 95 of 100 below, ms", int(cost.P95+0.999), b.search)
	fmt.Printf("%-34s %10.1f ms\n", "search only, median", cost.Median)
	if !kept {
		return errOver
	}
	return nil
}

// ask lets the client put its queries to an index.
func ask(index string) (measured, error) {
	var cost measured
	command := exec.Command("node", "test/bench-search/gates.mjs", index)
	command.Stderr = os.Stderr
	told, err := command.Output()
	if err == nil {
		err = json.Unmarshal(told, &cost)
	}
	if err != nil {
		return cost, fmt.Errorf("asking the index: %w", err)
	}
	return cost, nil
}

// scripts gives the bytes of the client as they travel: minified, and compressed
// each by itself.
func scripts() (size int, err error) {
	for _, name := range []string{"index.js", "query.js", "page.js"} {
		source, err := os.ReadFile(filepath.Join("static", "js", "search", name))
		if err != nil {
			return 0, fmt.Errorf("weighing the client: %w", err)
		}
		small, err := publish.Minify("text/javascript", source)
		if err != nil {
			return 0, fmt.Errorf("weighing %s: %w", name, err)
		}
		var out bytes.Buffer
		writer, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is a right one
		// Writing to memory cannot fail.
		_, _ = writer.Write(small)
		_ = writer.Close()
		size += out.Len()
	}
	return size, nil
}

func writeFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("writing the index: %w", err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		return fmt.Errorf("writing the index: %w", err)
	}
	return nil
}
