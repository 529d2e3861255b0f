package publish

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"blotter/internal/site"
)

// benchmarkFiles is the number of files of the site that is published, each in
// a folder of its own as entries are.
const benchmarkFiles = 10_000

// BenchmarkPublish measures what publishing alone costs: the pages are made
// already.
func BenchmarkPublish(b *testing.B) {
	b.Run("cold", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			b.StopTimer()
			parent := b.TempDir()
			b.StartTimer()
			publishMany(b, filepath.Join(parent, "public"), Options{State: filepath.Join(parent, "state")}, 0)
		}
	})
	b.Run("nothing-changed", func(b *testing.B) {
		dir, options := filepath.Join(b.TempDir(), "public"), Options{State: b.TempDir()}
		publishMany(b, dir, options, 0)
		for b.Loop() {
			publishMany(b, dir, options, 0)
		}
	})
	b.Run("nothing-changed-without-state", func(b *testing.B) {
		dir := filepath.Join(b.TempDir(), "public")
		publishMany(b, dir, Options{}, 0)
		for b.Loop() {
			publishMany(b, dir, Options{}, 0)
		}
	})
	b.Run("one-changed", func(b *testing.B) {
		dir, options := filepath.Join(b.TempDir(), "public"), Options{State: b.TempDir()}
		publishMany(b, dir, options, 0)
		publishMany(b, dir, options, 1) // makes the spare copy
		for i := 2; b.Loop(); i++ {
			publishMany(b, dir, options, i)
		}
	})
	b.Run("first-change-after-cold", func(b *testing.B) {
		dir, options := filepath.Join(b.TempDir(), "public"), Options{State: b.TempDir()}
		publishMany(b, dir, options, 0)
		for i := 1; b.Loop(); i++ {
			b.StopTimer()
			if err := os.RemoveAll(filepath.Join(filepath.Dir(dir), ".public.blotter-spare")); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			publishMany(b, dir, options, i)
		}
	})
}

// publishMany publishes the site of the benchmark; one file depends on the
// edition.
func publishMany(b *testing.B, dir string, options Options, edition int) {
	b.Helper()
	press, err := Open(context.Background(), dir, options)
	if err != nil {
		b.Fatal(err)
	}
	defer press.Abort()
	body := bytes.Repeat([]byte("<p>The record says so. "), 400)
	for i := range benchmarkFiles {
		state := 0
		if i == benchmarkFiles/2 {
			state = edition
		}
		head := fmt.Appendf(nil, "<h1>Entry %d, edition %d</h1>", i, state)
		inputs := site.DigestOf(head)
		path := fmt.Sprintf("incidents/entry-%d/index.html", i)
		if press.Unchanged(path, inputs) {
			continue
		}
		if err := press.PutMade(path, inputs, append(head, body...)); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := press.Commit(); err != nil {
		b.Fatal(err)
	}
}
