package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Bounds of the memory that the process may take, measured on 10,000 entries,
// of which some 210 MB are alive at once.
const (
	// room is what a build may fill before garbage is collected in earnest, in
	// bytes. Most records are built in less, and nothing is collected at all.
	room = 300 << 20
	// spare is how much more than is alive a larger record may take, in percent.
	spare = 40
)

// boundGarbage has the collector wait until the process fills its room, and
// keeps a record that needs more from being collected without end: whenever
// more is alive, the bound rises with it. An environment that sets GOGC or
// GOMEMLIMIT knows better.
func boundGarbage() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
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
// alive.
func boundFor(live uint64) int64 {
	return max(room, int64(live)/100*(100+spare))
}
