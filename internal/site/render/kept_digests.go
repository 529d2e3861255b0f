package render

import (
	"sync/atomic"

	"blotter/internal/site"
)

// keptDigests are digests by number, each made once or, by goroutines that ask
// at one moment, a few times. They lie side by side: pages of statistics ask
// for those of entries from all over the record, and a pointer to each would
// be one more look at memory, and one more thing for the collector.
type keptDigests struct {
	sums   []site.Digest
	states []atomic.Uint32 // by number: unmade, being written, made
}

// What keptDigests has of a digest.
const (
	unmade uint32 = iota
	beingWritten
	made
)

func newKeptDigests(count int) keptDigests {
	return keptDigests{make([]site.Digest, count), make([]atomic.Uint32, count)}
}

// get gives a digest; false where it is not made.
func (k *keptDigests) get(number int) (site.Digest, bool) {
	if k.states[number].Load() != made {
		return site.Digest{}, false
	}
	return k.sums[number], true
}

// put keeps a digest, unless somebody else does.
func (k *keptDigests) put(number int, sum site.Digest) {
	if k.states[number].CompareAndSwap(unmade, beingWritten) {
		k.sums[number] = sum
		k.states[number].Store(made)
	}
}
