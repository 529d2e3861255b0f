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
	text      string
	documents int
	posts     []byte
	places    placed
}

// placed is where the positions of a term are: as files hold them, or by its
// number among those of others.
type placed struct {
	own    []byte
	among  *positions // nil = own
	number uint32
}

func (p *placed) size() int {
	if p.among == nil {
		return len(p.own)
	}
	return p.among.size(p.number)
}

func (p *placed) appendTo(out []byte) []byte {
	if p.among == nil {
		return append(out, p.own...)
	}
	return p.among.appendTo(out, p.number)
}

// impacts gives where the impacts begin in the postings.
func (t *encodedTerm) impacts() int { return len(t.posts) - t.documents }

// encode writes the postings of every term, on all cores.
func (in *inverted) encode() []*encodedTerm {
	encoded, all := make([]encodedTerm, len(in.terms)), make([]*encodedTerm, len(in.terms))
	const stride = 512
	parallel((len(in.terms)+stride-1)/stride, func(run int) {
		terms := encoded[run*stride : min((run+1)*stride, len(encoded))]
		room := rooms.Get().(*[]byte)
		defer rooms.Put(room)
		posts := (*room)[:0]
		ends := make([]int, len(terms))
		for i := range terms {
			n := run*stride + i
			all[n] = &terms[i]
			own := in.postings(n)
			terms[i] = encodedTerm{text: in.term(n), documents: len(own), places: placed{among: &in.positions, number: in.terms[n]}}
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
	return all
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
