package search

import (
	"bytes"
	"encoding/binary"
	"runtime"
	"sync"
	"sync/atomic"
)

// encodedTerm is a term with its postings as files hold them, not compressed:
// the documents as differences, then a byte of impact for each.
type encodedTerm struct {
	number    uint32
	documents int
	text      string
	posts     []byte
}

// impacts gives where the impacts begin in the postings.
func (t *encodedTerm) impacts() int { return len(t.posts) - t.documents }

// encode writes the postings of every term, on all cores.
func (in *inverted) encode() []encodedTerm {
	encoded := make([]encodedTerm, len(in.terms))
	const stride = 512
	parallel((len(in.terms)+stride-1)/stride, func(run int) {
		terms := encoded[run*stride : min((run+1)*stride, len(encoded))]
		room := rooms.Get().(*[]byte)
		defer rooms.Put(room)
		posts := (*room)[:0]
		ends := make([]int, len(terms))
		for i := range terms {
			n := run*stride + i
			own := in.postings(n)
			terms[i] = encodedTerm{number: in.terms[n], documents: len(own), text: in.term(n)}
			before := uint32(0)
			for _, p := range own {
				posts = binary.AppendUvarint(posts, uint64(p.document()-before))
				before = p.document()
			}
			for _, p := range own {
				posts = append(posts, p.impact())
			}
			ends[i] = len(posts)
		}
		*room = posts
		start, own := 0, bytes.Clone(posts)
		for i := range terms {
			terms[i].posts = own[start:ends[i]]
			start = ends[i]
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
