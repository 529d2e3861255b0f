package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// room is what a build may fill before garbage is collected in earnest, in
// bytes. Most records are built in less, and nothing is collected at all; of
// 10,000 entries, some 210 MB are alive at once.
const room = 300 << 20

// boundGarbage has the collector wait until the process fills its room, and
// keeps a record that needs more from being collected without end: whenever
// more is alive, the bound rises with it. An environment that sets GOGC or
// GOMEMLIMIT knows better.
func boundGarbage() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	takeLargePages(room)
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(room)
	boundAfterCollection()
}

// boundAfterCollection sets the bound anew after the next collection, which it
// notices by something being collected.
func boundAfterCollection() {
	runtime.AddCleanup(&struct{ _ [64]byte }{}, func(struct{}) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		debug.SetMemoryLimit(boundFor(live[0].Value.Uint64()))
		boundAfterCollection()
	}, struct{}{})
}

// boundFor gives the bytes that a process may take of whose heap so many are
// alive: the room, or, where little of it would be left, more, up to nearly
// three times what is alive. Collecting 100,000 entries within twice that costs
// a sixth of the time.
func boundFor(live uint64) int64 {
	return max(room, 3*int64(live)-3*room/2)
}
