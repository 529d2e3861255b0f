//go:build !race

package search

import (
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

func TestAnIndexOf10000EntriesKeepsItsBudget(t *testing.T) {
	budget{entries: 10_000, root: 13_000, query: 50_000, faceted: 90_000, all: 8_500_000, files: 2500}.check(t)
}

// mostMemory is what indexing 10,000 entries may add to the heap, in bytes.
const mostMemory = 250 << 20

func TestIndexing10000EntriesTakesAtMost250MB(t *testing.T) {
	s, st := generatedSite(t, 10_000)
	var memory runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&memory)
	before, stop := memory.HeapAlloc, make(chan bool)
	var most atomic.Uint64
	go func() {
		ticks := time.NewTicker(5 * time.Millisecond)
		defer ticks.Stop()
		for {
			select {
			case <-stop:
				return
			case <-ticks.C:
				var now runtime.MemStats
				runtime.ReadMemStats(&now)
				most.Store(max(most.Load(), now.HeapInuse))
			}
		}
	}()
	outputs, err := Outputs(s, st)
	stop <- true
	if err != nil {
		t.Fatal(err)
	}
	added := int64(most.Load()) - int64(before)
	t.Logf("%d files, %d MB at most", len(outputs), added>>20)
	if added > mostMemory {
		t.Errorf("indexing added %d bytes to the heap, want %d at most", added, mostMemory)
	}
}
