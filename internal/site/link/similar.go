package link

import (
	"cmp"
	"math/bits"
	"slices"

	"blotter/internal/site"
)

// What makes two entries similar. A shared trait weighs its rarity (a binary
// logarithm, in 1/256) times its factor: an actor who took part says more than
// a technique, a technique more than a chain. Authorities and investigators
// stand in many entries that have nothing else in common, so they say little
// however rare they are.
const (
	weightParty     = 3
	weightTechnique = 2
	weightOfficial  = 1
	weightChain     = 1

	mostSimilar = 4       // shown for an entry
	mostReasons = 3       // shown for a pair
	leastScore  = 6 * 256 // below it likeness is chance
	reach       = 24      // neighbours in time that are looked at on each side, per trait
)

// trait is a group of entries that share something.
type trait struct {
	group  *site.Group
	word   string // "same actor"
	rarity int
}

// bearing is a trait of one entry, with the factor it has there.
type bearing struct{ trait, factor int }

// posting is an entry in the list of a trait.
type posting struct{ entry, factor int }

// scorer looks for similar entries. Its lists are sorted by time, and an entry
// only meets its neighbours in each list, so that ten thousand entries on one
// chain do not cost a hundred million comparisons.
type scorer struct {
	entries  []*site.Entry
	traits   []trait
	postings [][]posting
	bearings [][]bearing
	place    [][]int // of the entry in the list of each of its bearings
	spans    []span  // by entry
	score    []int   // by entry, for the entry at hand
	met      []int   // entries with a score
}

// findSimilar fills in the nearest entries of each entry. It uses integers
// only, so that every machine finds the same.
func findSimilar(entries []*site.Entry) {
	s := &scorer{entries: entries, spans: make([]span, len(entries)), score: make([]int, len(entries))}
	for i, entry := range entries {
		s.spans[i] = span{entry.Date.First(), entry.Date.Last(), entry.Date.Bounded()}
	}
	s.collect()
	for _, entry := range entries {
		if !entry.Withdrawn() {
			entry.Similar = s.nearest(entry)
		}
	}
}

// collect makes the lists. Withdrawn entries stand in none.
func (s *scorer) collect() {
	known := map[*site.Group]int{}
	s.bearings = make([][]bearing, len(s.entries))
	s.place = make([][]int, len(s.entries))
	for _, entry := range s.entries {
		if entry.Withdrawn() {
			continue
		}
		for _, group := range entry.Groups {
			word, factor := likeness(entry, group)
			if factor == 0 {
				continue
			}
			id, ok := known[group]
			if !ok {
				id = len(s.traits)
				known[group] = id
				s.traits = append(s.traits, trait{group: group, word: word})
				s.postings = append(s.postings, nil)
			}
			s.bearings[entry.Index] = append(s.bearings[entry.Index], bearing{id, factor})
			s.place[entry.Index] = append(s.place[entry.Index], len(s.postings[id]))
			s.postings[id] = append(s.postings[id], posting{entry.Index, factor})
		}
	}
	for id := range s.traits {
		s.traits[id].rarity = rarity(len(s.entries), len(s.postings[id]))
	}
}

// likeness says in what way a group makes its entries alike, and how much.
func likeness(entry *site.Entry, group *site.Group) (word string, factor int) {
	switch group.Dimension {
	case site.ByActor:
		return "same actor", actorFactor(entry, group.Key)
	case site.ByTechnique:
		return "same technique", weightTechnique
	case site.ByChain:
		return "same chain", weightChain
	}
	return "", 0
}

// actorFactor is low where the actor has only an official part in the entry.
func actorFactor(entry *site.Entry, id string) int {
	for _, person := range entry.People {
		if person.Profile.ID == id && person.Role != "authority" && person.Role != "investigator" {
			return weightParty
		}
	}
	return weightOfficial
}

// rarity is log2(all/some) in 1/256, straight between powers of two.
func rarity(all, some int) int {
	if some <= 0 || some >= all {
		return 0
	}
	ratio := uint64(all) << 20 / uint64(some)
	whole := bits.Len64(ratio) - 1 // ratio is at least 1<<20
	fraction := int(ratio << 8 >> whole & 0xff)
	return (whole-20)<<8 + fraction
}

// nearest gives the entries that are most like one, with the reasons.
func (s *scorer) nearest(entry *site.Entry) []site.Similar {
	s.meet(entry)
	linked := make(map[int]bool, len(entry.Links))
	for _, l := range entry.Links {
		linked[l.Entry.Index] = true
	}
	var best []int
	for _, other := range s.met {
		if other == entry.Index || linked[other] {
			continue
		}
		s.score[other] += closeness(s.spans[entry.Index], s.spans[other])
		if s.score[other] >= leastScore {
			best = append(best, other)
		}
	}
	slices.SortFunc(best, func(a, b int) int {
		return cmp.Or(
			cmp.Compare(s.score[b], s.score[a]),
			cmp.Compare(distance(a, entry.Index), distance(b, entry.Index)), cmp.Compare(a, b))
	})
	best = best[:min(len(best), mostSimilar)]
	similar := make([]site.Similar, 0, len(best))
	for _, other := range best {
		similar = append(similar, site.Similar{Entry: s.entries[other], Reasons: s.reasons(entry, s.entries[other])})
	}
	for _, other := range s.met {
		s.score[other] = 0
	}
	return similar
}

// meet scores the neighbours of an entry in the lists of its traits.
func (s *scorer) meet(entry *site.Entry) {
	s.met = s.met[:0]
	for n, b := range s.bearings[entry.Index] {
		list, at, weight := s.postings[b.trait], s.place[entry.Index][n], s.traits[b.trait].rarity
		if weight == 0 {
			continue
		}
		for _, p := range list[max(0, at-reach):min(len(list), at+reach+1)] {
			if s.score[p.entry] == 0 {
				s.met = append(s.met, p.entry)
			}
			s.score[p.entry] += weight * max(b.factor, p.factor)
		}
	}
}

// reasons says in words what two entries share, the weightiest first.
func (s *scorer) reasons(a, b *site.Entry) []string {
	type reason struct {
		text   string
		weight int
	}
	var found []reason
	for _, mine := range s.bearings[a.Index] {
		for _, theirs := range s.bearings[b.Index] {
			if t := s.traits[mine.trait]; mine.trait == theirs.trait && t.rarity > 0 {
				found = append(found, reason{t.word + ": " + t.group.Label, t.rarity * max(mine.factor, theirs.factor)})
			}
		}
	}
	slices.SortStableFunc(found, func(x, y reason) int { return cmp.Compare(y.weight, x.weight) })
	var texts []string
	for _, r := range found[:min(len(found), mostReasons)] {
		texts = append(texts, r.text)
	}
	if words := nearness(s.spans[a.Index], s.spans[b.Index]); words != "" {
		texts = append(texts, words)
	}
	return texts
}

// span is the days that a date may mean; bounded unless an end is open.
type span struct {
	first, last site.Day
	bounded     bool
}

// closeness is what nearness in time adds to likeness.
func closeness(a, b span) int {
	switch nearness(a, b) {
	case withinWeek:
		return 2 << 8
	case withinMonth:
		return 1 << 8
	}
	return 0
}

const (
	withinWeek  = "within a week"
	withinMonth = "within a month"
)

// nearness says how near two dates certainly are: a date known to the year is
// near to none.
func nearness(a, b span) string {
	if !a.bounded || !b.bounded {
		return ""
	}
	switch farthest := max(a.last-b.first, b.last-a.first); {
	case farthest <= 7:
		return withinWeek
	case farthest <= 31:
		return withinMonth
	}
	return ""
}

func distance(a, b int) int {
	if a < b {
		return b - a
	}
	return a - b
}
