//go:build unix

package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"blotter/internal/site"
)

// benchmarkFiles is the number of files of the site that is published, each in
// a folder of its own as entries are.
const benchmarkFiles = 10_000

// BenchmarkPublish measures what publishing alone costs: the pages are made
// already. It reports the time of the processors too, which is steadier than
// the time that passes.
func BenchmarkPublish(b *testing.B) {
	run := func(name string, prepare func(dir string, options Options), options func(b *testing.B) Options) {
		b.Run(name, func(b *testing.B) {
			dir, options := filepath.Join(b.TempDir(), "public"), options(b)
			prepare(dir, options)
			start := processorTime(b)
			for i := 2; b.Loop(); i++ {
				edition := i
				if name != "one-changed" {
					edition = 0
				}
				publishMany(b, dir, options, edition)
			}
			b.ReportMetric(float64((processorTime(b)-start).Microseconds())/1000/float64(b.N), "cpu-ms/op")
		})
	}
	kept := func(b *testing.B) Options { return Options{State: b.TempDir()} }
	b.Run("cold", func(b *testing.B) {
		parent, start := b.TempDir(), processorTime(b)
		for i := 0; b.Loop(); i++ {
			dir := filepath.Join(parent, fmt.Sprint(i))
			publishMany(b, filepath.Join(dir, "public"), Options{State: filepath.Join(dir, "state")}, 0)
		}
		b.ReportMetric(float64((processorTime(b)-start).Microseconds())/1000/float64(b.N), "cpu-ms/op")
	})
	run("nothing-changed", func(dir string, options Options) { publishMany(b, dir, options, 0) }, kept)
	run("one-changed", func(dir string, options Options) {
		publishMany(b, dir, options, 0)
		publishMany(b, dir, options, 1) // makes the spare copy
	}, kept)
	run("nothing-changed-and-no-state", func(dir string, options Options) { publishMany(b, dir, options, 0) },
		func(*testing.B) Options { return Options{} })
}

// processorTime gives what the process has used of the processors so far.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
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

// BenchmarkFingerprint puts the fingerprint of a page beside its SHA-256.
func BenchmarkFingerprint(b *testing.B) {
	page := bytes.Repeat([]byte("<p>The record says so. "), 1000)
	b.Run("fingerprint", func(b *testing.B) {
		b.SetBytes(int64(len(page)))
		for b.Loop() {
			fingerprintOf(page)
		}
	})
	b.Run("sha256", func(b *testing.B) {
		b.SetBytes(int64(len(page)))
		for b.Loop() {
			sha256.Sum256(page)
		}
	})
}
