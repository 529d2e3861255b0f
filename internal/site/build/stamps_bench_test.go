package build

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"blotter/internal/site"
)

// BenchmarkInputs measures what it costs to know 2,000 entries of 4 kB: by
// reading them, and by their stamps.
func BenchmarkInputs(b *testing.B) {
	dir := b.TempDir()
	folder := filepath.Join(dir, "content", "incidents", "2024")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "config.yaml"), []byte("title: A record\n"), 0o644); err != nil {
		b.Fatal(err)
	}
	for n := range 2000 {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("entry-%d.md", n)), make([]byte, 4096), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	options := Options{Source: dir}
	first := inputsNow(options, stamped{}, always)
	first.began += int64(time.Hour) // as if they had been written an hour before
	for name, known := range map[string]stamped{"read": {}, "known by their stamps": first.reliable()} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				inputsNow(options, known, always)
			}
		})
	}
}

// BenchmarkWordOfABuild measures reading what a build with 6,000 warnings left.
func BenchmarkWordOfABuild(b *testing.B) {
	word := standing{entries: 10_000}
	problem := site.Problem{Place: site.Place{File: "content/incidents/2024/an-entry.md", Line: 12, Column: 3}, Field: "sources.report.archive",
		Rule: "source-archive", Severity: site.Warning, Message: "the source has no copy in an archive", Hint: "add archive: with the address of a copy"}
	for range 6000 {
		word.problems = append(word.problems, problem)
	}
	data := word.encode()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, whole := decodeStanding(data); !whole {
			b.Fatal("it is damaged")
		}
	}
}
