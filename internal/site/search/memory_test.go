//go:build !race

package search

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// mostMemory is what indexing 10,000 entries may add to the heap, in bytes.
const mostMemory = 250 << 20

func TestAnIndexOf10000EntriesKeepsItsBudgetAndTakesAtMost250MB(t *testing.T) {
	s, st := generatedSite(t, 10_000)
	var files map[string][]byte
	added := heapOf(func() { files = filesOf(t, s, st) })
	t.Logf("indexing added %d MB to the heap at most", added>>20)
	if added > mostMemory {
		t.Errorf("indexing added %d bytes to the heap, want %d at most", added, mostMemory)
	}
	budget{entries: 10_000, root: 13_000, query: 50_000, faceted: 90_000, totalled: 125_000, all: 8_500_000, files: 2500}.check(t, files)
}

// heapOf gives the most that work adds to the heap, in bytes. The collector is
// kept busy, so that what is needed is measured and not what lies about.
func heapOf(work func()) int64 {
	defer debug.SetGCPercent(debug.SetGCPercent(25))
	var memory runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&memory)
	before, most := memory.HeapAlloc, uint64(0)
	stop, stopped := make(chan bool), make(chan bool)
	go func() {
		defer close(stopped)
		ticks := time.NewTicker(5 * time.Millisecond)
		defer ticks.Stop()
		for {
			var now runtime.MemStats
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapInuse)
			select {
			case <-stop:
				return
			case <-ticks.C:
			}
		}
	}()
	work()
	close(stop)
	<-stopped
	return int64(most) - int64(before)
}
