package search

import (
	"encoding/binary"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

// encodedTerm is the postings of a term and their positions, as files hold
// them, not compressed.
type encodedTerm struct{ posts, places []byte }

// encode writes the postings of every term, on all cores.
func (in *inverted) encode() []encodedTerm {
	encoded := make([]encodedTerm, len(in.terms))
	const stride = 512
	parallel((len(in.terms)+stride-1)/stride, func(run int) {
		var posts, places []byte
		first := run * stride
		last := min(first+stride, len(in.terms))
		ends := make([][2]int, 0, stride)
		var byImpact [mostImpact + 1][]posting
		for term := first; term < last; term++ {
			for impact := range byImpact {
				byImpact[impact] = byImpact[impact][:0]
			}
			for _, p := range in.postings(term) {
				byImpact[p.impact()] = append(byImpact[p.impact()], p)
			}
			for impact := mostImpact; impact > 0; impact-- {
				if len(byImpact[impact]) == 0 {
					continue
				}
				posts = append(posts, byte(impact))
				posts = binary.AppendUvarint(posts, uint64(len(byImpact[impact])))
				before := uint32(math.MaxUint32) // -1
				for _, p := range byImpact[impact] {
					posts = binary.AppendUvarint(posts, uint64(p.document()-before))
					before = p.document()
					places = append(places, in.places(p)...)
				}
			}
			ends = append(ends, [2]int{len(posts), len(places)})
		}
		for n, before := 0, [2]int{}; n < len(ends); n++ {
			encoded[first+n] = encodedTerm{posts[before[0]:ends[n][0]], places[before[1]:ends[n][1]]}
			before = ends[n]
		}
	})
	return encoded
}

// parallel calls work with 0 to n-1, on all cores.
func parallel(n int, work func(int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		workers.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				work(i)
			}
		})
	}
	workers.Wait()
}
