package search

import (
	"encoding/binary"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

// encodedTerm is a term with its postings and their positions, as files hold
// them, not compressed.
type encodedTerm struct {
	text          string
	documents     int
	posts, places []byte
}

// encode writes the postings of every term, on all cores.
func (in *inverted) encode() []encodedTerm {
	encoded := make([]encodedTerm, len(in.terms))
	const stride = 512
	parallel((len(in.terms)+stride-1)/stride, func(run int) {
		terms := encoded[run*stride : min((run+1)*stride, len(encoded))]
		size := 0
		for i := range terms {
			size += len(in.positions(run*stride + i))
		}
		e := encoder{places: make([]byte, 0, size)}
		ends := make([]int, len(terms))
		for i := range terms {
			t := &terms[i]
			t.text, t.documents = in.term(run*stride+i), len(in.postings(run*stride+i))
			start := len(e.places)
			e.term(in.postings(run*stride+i), in.positions(run*stride+i))
			t.places, ends[i] = e.places[start:], len(e.posts)
		}
		start := 0
		posts := append(make([]byte, 0, len(e.posts)), e.posts...)
		for i := range terms {
			terms[i].posts = posts[start:ends[i]]
			start = ends[i]
		}
	})
	return encoded
}

// encoder writes postings and positions of one term after the other.
type encoder struct {
	posts, places []byte
	sorted        []placed
}

// placed is a posting with the place of its positions among those of its term.
type placed struct{ document, from, to uint32 }

func (e *encoder) term(postings []posting, positions []byte) {
	if len(postings) == 1 {
		e.posts = append(e.posts, postings[0].impact(), 1)
		e.posts = binary.AppendUvarint(e.posts, uint64(postings[0].document())+1)
		e.places = append(e.places, positions...)
		return
	}
	var starts [mostImpact + 2]int // by impact; the greatest comes first
	for _, p := range postings {
		starts[p.impact()]++
	}
	for impact, sum := mostImpact, 0; impact >= 0; impact-- {
		starts[impact], sum = sum, sum+starts[impact]
	}
	if len(postings) > cap(e.sorted) {
		e.sorted = make([]placed, len(postings)*3/2)
	}
	sorted := e.sorted[:len(postings)]
	r := reader{data: positions}
	for _, p := range postings {
		from := uint32(r.at)
		r.places()
		sorted[starts[p.impact()]] = placed{p.document(), from, uint32(r.at)}
		starts[p.impact()]++
	}
	for impact, next := mostImpact, 0; impact > 0; impact-- {
		group := sorted[next:starts[impact]] // where the next one would go
		next = starts[impact]
		if len(group) == 0 {
			continue
		}
		e.posts = append(e.posts, byte(impact))
		e.posts = binary.AppendUvarint(e.posts, uint64(len(group)))
		before := uint32(math.MaxUint32) // -1
		for _, p := range group {
			e.posts = binary.AppendUvarint(e.posts, uint64(p.document-before))
			before = p.document
			e.places = append(e.places, positions[p.from:p.to]...)
		}
	}
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
