package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// room is how large the heap of a build may grow before garbage is collected,
// in bytes. Most records are built in less, and nothing is collected at all; of
// 10,000 entries, some 130 MB are alive at once, and the gaps between them take
// another 60 of the machine's memory.
const room = 232 << 20

// boundGarbage has the collector wait until the heap fills its room, and keeps
// a record that needs more from being collected without end: whenever more is
// alive, the bound rises with it. An environment that sets GOGC or GOMEMLIMIT
// knows better.
//
// The bound is a percentage of what is alive, set anew after each collection. A
// memory limit would be simpler, and slower: near it the runtime gives back to
// the system every page that is free for a moment.
func boundGarbage() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	takeLargePages()
	debug.SetGCPercent(percentFor(leastAlive))
	boundAfterCollection()
}

// leastAlive is what the runtime takes for alive before anything was collected,
// and never takes for less.
const leastAlive = 4 << 20

// boundAfterCollection sets the bound anew after the next collection, which it
// notices by something being collected.
func boundAfterCollection() {
	runtime.AddCleanup(&struct{ _ [64]byte }{}, func(struct{}) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		debug.SetGCPercent(percentFor(live[0].Value.Uint64()))
		boundAfterCollection()
	}, struct{}{})
}

// percentFor gives how much the heap may grow over what is alive, in percent:
// up to the room, or, where little of it would be left, further, up to nearly
// three times what is alive. Collecting 100,000 entries within twice that costs
// a sixth of the time.
func percentFor(live uint64) int {
	live = max(live, leastAlive)
	bound := uint64(room)
	if 2*live > room {
		bound = max(room, 3*live-3*room/2)
	}
	return int((bound - live) * 100 / live)
}
