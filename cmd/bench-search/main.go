// Command bench-search builds the search index of a made-up record and that of
// Pagefind over the same pages, and prints files, bytes, memory and time of
// both side by side, then what first queries cost a reader and how long a query
// takes once its files are there. It needs npm for Pagefind and what the browser
// tests need; times of one run on a machine that is not quiet are to be taken
// as ratios.
//
// With -gates it makes our index alone and says of each budget whether it is
// kept; for that it needs node.
package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"blotter/internal/site"
	"blotter/internal/site/content"
	"blotter/internal/site/generate"
	"blotter/internal/site/link"
	"blotter/internal/site/markdown"
	"blotter/internal/site/search"
	"blotter/internal/site/stats"
)

func main() {
	entries := flag.Int("entries", 10_000, "the size of the record")
	folder := flag.String("dir", "", "where to work (default a temporary folder)")
	index := flag.String("index", "", "only make the index of this site folder, and print how long it took")
	measure := flag.Bool("gates", false, "only measure our index, against the budgets for 1000, 10000 or 100000 entries")
	flag.Parse()
	work := func() error { return bench(*folder, *entries) }
	if *index != "" {
		work = func() error { return indexOnly(*index) }
	}
	if *measure {
		work = func() error { return measureGates(*folder, *entries) }
	}
	if err := work(); err != nil {
		fmt.Fprintf(os.Stderr, "bench-search: %v\n", err)
		os.Exit(1)
	}
}

// workIn gives the folder to work in and a function that removes it if it is a
// temporary one.
func workIn(folder string) (string, func(), error) {
	if folder != "" {
		return folder, func() {}, nil
	}
	temporary, err := os.MkdirTemp("", "blotter-search-")
	if err != nil {
		return "", nil, fmt.Errorf("making a folder to work in: %w", err)
	}
	return temporary, func() { os.RemoveAll(temporary) }, nil
}

func bench(folder string, entries int) error {
	folder, remove, err := workIn(folder)
	if err != nil {
		return err
	}
	defer remove()
	source, out := filepath.Join(folder, "source"), filepath.Join(folder, "site")
	if err := write(source, entries); err != nil {
		return fmt.Errorf("writing the record: %w", err)
	}
	if _, err := run("", "go", "run", "./cmd/build", "--quiet", "--source", source, "--out", out); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("finding this program: %w", err)
	}
	fmt.Printf("%d entries\n", entries)
	ours, err := run("", self, "-index", source)
	if err != nil {
		return err
	}
	if err := report("Blotter, index", filepath.Join(out, "search"), ours); err != nil {
		return err
	}
	if _, err := run("test/bench-search", "npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock"); err != nil {
		return err
	}
	theirs, err := run("test/bench-search", "node", "node_modules/pagefind/lib/runner/bin.cjs", "--site", out, "--glob", "incidents/*/index.html", "--quiet")
	if err != nil {
		return err
	}
	if err := report("Pagefind, index", filepath.Join(out, "pagefind"), theirs); err != nil {
		return err
	}
	queries := exec.Command("node", "test/bench-search/queries.mjs")
	queries.Env = append(os.Environ(), "BLOTTER_SITE="+out)
	queries.Stdout, queries.Stderr = os.Stdout, os.Stderr
	if err := queries.Run(); err != nil {
		return fmt.Errorf("measuring queries: %w", err)
	}
	return nil
}

// write writes a made-up site folder.
func write(folder string, entries int) error {
	for file := range generate.Files(generate.Options{Seed: 1, Entries: entries}) {
		name := filepath.Join(folder, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, file.Data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// cost is what a process took.
type cost struct {
	wall, processor time.Duration
	memory          int64 // resident at most, in bytes
}

// run runs a command to its end.
func run(folder, name string, arguments ...string) (cost, error) {
	command := exec.Command(name, arguments...)
	command.Dir, command.Stdout = folder, os.Stdout
	start := time.Now()
	complaint, err := os.CreateTemp("", "blotter-search-*.log")
	if err != nil {
		return cost{}, fmt.Errorf("making a file for messages: %w", err)
	}
	defer os.Remove(complaint.Name())
	command.Stderr = complaint
	if err := command.Run(); err != nil {
		told, _ := os.ReadFile(complaint.Name())
		return cost{}, fmt.Errorf("running %s: %w\n%s", name, err, told)
	}
	c := cost{wall: time.Since(start), processor: command.ProcessState.UserTime() + command.ProcessState.SystemTime()}
	if usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage); ok {
		c.memory = int64(usage.Maxrss) << 10 // Linux tells kilobytes
	}
	return c, nil
}

// report prints a line about an index.
func report(name, folder string, c cost) error {
	files, bytes := 0, int64(0)
	err := filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		files, bytes = files+1, bytes+info.Size()
		return nil
	})
	if err != nil {
		return fmt.Errorf("counting %s: %w", folder, err)
	}
	fmt.Printf("%-34s %9d bytes in %d files; %.1f s, %.1f s of processor, %d MB at most\n", name, bytes, files, c.wall.Seconds(), c.processor.Seconds(), c.memory>>20)
	return nil
}

// load reads, links and counts a site folder.
func load(folder string) (*site.Site, *site.Statistics, error) {
	files := os.DirFS(folder)
	cfg, _, err := content.LoadConfig(files)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the config: %w", err)
	}
	record, _, err := content.New(cfg, markdown.New()).Load(context.Background(), files)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the record: %w", err)
	}
	linked, _ := link.Site(record, cfg)
	return linked, stats.Count(linked), nil
}

// index makes an index and gives each file to take.
func index(linked *site.Site, statistics *site.Statistics, take func(path string, data []byte) error) error {
	outputs, err := search.Indexer{}.Outputs(linked, statistics)
	if err != nil {
		return fmt.Errorf("indexing: %w", err)
	}
	var buffer site.Buffer
	for _, output := range outputs {
		buffer.Reset()
		if err := output.Fill(&buffer); err != nil {
			return fmt.Errorf("making %s: %w", output.Path, err)
		}
		if err := take(output.Path, buffer.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// indexOnly makes an index in memory. The process also loads, links and counts
// the record, as Pagefind reads the pages.
func indexOnly(folder string) error {
	linked, statistics, err := load(folder)
	if err != nil {
		return err
	}
	start, files := time.Now(), 0
	err = index(linked, statistics, func(string, []byte) error { files++; return nil })
	if err != nil {
		return err
	}
	fmt.Printf("%-34s %d files in %.1f s, in a process that reads the record too:\n", "Blotter, indexing alone", files, time.Since(start).Seconds())
	return nil
}
