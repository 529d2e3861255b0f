package search

import "slices"

// inverted is all documents turned round: for each term its postings.
type inverted struct {
	documents []*document
	shards    []shard
	terms     []string // sorted
	starts    []int    // by term, the first of its postings; one more at the end
	posts     []posting
	words     map[string]*word // by surface, with numbers of terms
}

// posting is a document of a term. A record has millions, so it is packed: the
// number of the document above four bits of impact.
type posting struct {
	packed uint32
	place  uint32 // of the term in the document
}

func (p posting) document() uint32 { return p.packed >> 4 }

func (p posting) impact() uint8 { return uint8(p.packed & 15) }

// invert merges the shards. Documents of a term come in ascending order.
func invert(shards []shard) *inverted {
	in := &inverted{shards: shards}
	numbers := in.number()
	lengths := averages(shards)
	sizes := make([]int, len(in.terms)+1)
	for i, s := range shards {
		for d := range s.documents {
			for _, term := range s.documents[d].terms {
				sizes[numbers[i][term]+1]++
			}
		}
	}
	for i := 1; i < len(sizes); i++ {
		sizes[i] += sizes[i-1]
	}
	in.starts = slices.Clone(sizes)
	in.posts = make([]posting, sizes[len(sizes)-1])
	for i, s := range shards {
		for d := range s.documents {
			document := &s.documents[d]
			norms := lengths.norms(document)
			for place, term := range document.terms {
				n := numbers[i][term]
				score := impact(document.counts[place*int(fieldCount):][:fieldCount], norms)
				in.posts[sizes[n]] = posting{uint32(len(in.documents))<<4 | uint32(score), uint32(place)}
				sizes[n]++
			}
			in.documents = append(in.documents, document)
		}
	}
	in.mergeWords(numbers)
	return in
}

// number sorts the terms of all shards and gives, by shard, the number of each
// of its terms among them.
func (in *inverted) number() [][]uint32 {
	for _, s := range in.shards {
		in.terms = append(in.terms, s.terms...)
	}
	slices.Sort(in.terms)
	in.terms = slices.Compact(in.terms)
	byTerm := make(map[string]uint32, len(in.terms))
	for n, term := range in.terms {
		byTerm[term] = uint32(n)
	}
	numbers := make([][]uint32, len(in.shards))
	for i, s := range in.shards {
		numbers[i] = make([]uint32, len(s.terms))
		for local, term := range s.terms {
			numbers[i][local] = byTerm[term]
		}
	}
	return numbers
}

func (in *inverted) mergeWords(numbers [][]uint32) {
	in.words = map[string]*word{}
	for i, s := range in.shards {
		for surface, w := range s.words {
			all := in.words[surface]
			if all == nil {
				all = &word{term: numbers[i][w.term]}
				in.words[surface] = all
			}
			all.uses += w.uses
			all.entity = all.entity || w.entity
		}
	}
}

// postings gives the postings of a term.
func (in *inverted) postings(term int) []posting {
	return in.posts[in.starts[term]:in.starts[term+1]]
}

// places gives the positions of a posting, as they are written.
func (in *inverted) places(p posting) []byte {
	d := in.documents[p.document()]
	from := uint32(0)
	if p.place > 0 {
		from = d.ends[p.place-1]
	}
	return d.places[from:d.ends[p.place]]
}

// find gives the number of a term; false if there is none such.
func (in *inverted) find(term string) (int, bool) { return slices.BinarySearch(in.terms, term) }
