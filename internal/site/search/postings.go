package search

import (
	"encoding/binary"
	"runtime"
	"sync"
	"sync/atomic"
)

// encodedTerm is a term with its postings and their positions, as files hold
// them, not compressed: the documents as differences, then a byte of impact for
// each; how many positions each has, then their differences.
type encodedTerm struct {
	text          string
	documents     int
	posts, places []byte
}

// impacts gives where the impacts begin in the postings.
func (t *encodedTerm) impacts() int { return len(t.posts) - t.documents }

// encode writes the postings of every term, on all cores.
func (in *inverted) encode() []encodedTerm {
	encoded := make([]encodedTerm, len(in.terms))
	const stride = 512
	parallel((len(in.terms)+stride-1)/stride, func(run int) {
		terms := encoded[run*stride : min((run+1)*stride, len(encoded))]
		posts, places := 0, 0
		for i := range terms {
			posts += len(in.postings(run*stride + i))
			places += len(in.positions(run*stride + i))
		}
		e := encoder{posts: make([]byte, 0, posts*5/2), places: make([]byte, 0, places)}
		ends := make([]int, len(terms))
		for i := range terms {
			t := &terms[i]
			t.text, t.documents = in.term(run*stride+i), len(in.postings(run*stride+i))
			start := len(e.places)
			e.term(in.postings(run*stride+i), in.positions(run*stride+i))
			t.places, ends[i] = e.places[start:], len(e.posts)
		}
		start := 0
		for i := range terms {
			terms[i].posts = e.posts[start:ends[i]]
			start = ends[i]
		}
	})
	return encoded
}

// encoder writes postings and positions of one term after the other.
type encoder struct{ posts, places, differences []byte }

func (e *encoder) term(postings []posting, positions []byte) {
	before := uint32(0)
	for _, p := range postings {
		e.posts = binary.AppendUvarint(e.posts, uint64(p.document()-before))
		before = p.document()
	}
	for _, p := range postings {
		e.posts = append(e.posts, p.impact())
	}
	e.differences = e.differences[:0]
	for r := (reader{data: positions}); r.at < len(positions); {
		from := r.at
		r.places()
		own := positions[from:r.at]
		_, size := binary.Uvarint(own)
		e.places = append(e.places, own[:size]...)
		e.differences = append(e.differences, own[size:]...)
	}
	e.places = append(e.places, e.differences...)
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
