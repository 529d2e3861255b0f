package link

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"

	"blotter/internal/site"
)

// What makes two entries similar. A shared trait weighs its rarity (a binary
// logarithm, in 1/256) times its factor: an actor who took part says more than
// a technique, a technique more than a chain. Those who came after the deed
// (authorities, investigators, responders) stand in many entries that have
// nothing else in common, so they say little however rare they are.
const (
	weightParty     = 3
	weightTechnique = 2
	weightAfter     = 1
	weightChain     = 1

	mostSimilar = 4       // shown for an entry
	mostReasons = 3       // shown for a pair
	leastScore  = 6 * 256 // below it likeness is chance
	reach       = 24      // neighbours in time that are looked at on each side, per trait
)

// trait is something that entries share.
type trait struct {
	word   string // "same actor: Lazarus Group"
	rarity int
}

// bearing is a trait of one entry, with the factor it has there.
type bearing struct{ trait, factor int }

// posting is an entry in the list of a trait.
type posting struct{ entry, factor int }

// scorer looks for similar entries. Its lists are sorted by time, and an entry
// only meets its neighbours in each list, so that ten thousand entries on one
// chain do not cost a hundred million comparisons. It knows entries by their
// Index, so it serves every site that tells the same facts.
type scorer struct {
	traits   []trait
	postings [][]posting
	bearings [][]bearing // by entry
	place    [][]int     // of the entry in the list of each of its bearings
	spans    []span      // by entry
	meetings sync.Pool   // of *encounter
}

// encounter is the other entries that one entry meets, scored. It is used
// again for the next.
type encounter struct {
	*scorer
	score []int // by entry
	met   []int // entries with a score
}

// newScorer makes the lists. Withdrawn entries stand in none. It uses integers
// only, so that every machine finds the same.
func newScorer(entries []*site.Entry) *scorer {
	s := &scorer{bearings: make([][]bearing, len(entries)), place: make([][]int, len(entries)), spans: make([]span, len(entries))}
	s.meetings.New = func() any { return &encounter{scorer: s, score: make([]int, len(entries))} }
	known := map[*site.Group]int{}
	for i, entry := range entries {
		s.spans[i] = span{entry.Date.First(), entry.Date.Last(), entry.Date.Bounded()}
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
				s.traits = append(s.traits, trait{word: word + ": " + group.Label})
				s.postings = append(s.postings, nil)
			}
			s.bearings[i] = append(s.bearings[i], bearing{id, factor})
			s.place[i] = append(s.place[i], len(s.postings[id]))
			s.postings[id] = append(s.postings[id], posting{i, factor})
		}
	}
	for id := range s.traits {
		s.traits[id].rarity = rarity(len(entries), len(s.postings[id]))
	}
	return s
}

// similarIn gives Site.Similar for the entries of one site.
func similarIn(entries []*site.Entry, scorer func() *scorer) func(*site.Entry) []site.Similar {
	return func(entry *site.Entry) []site.Similar {
		if entry.Withdrawn() {
			return nil
		}
		s := scorer()
		e := s.meetings.Get().(*encounter)
		defer s.meetings.Put(e)
		return e.nearest(entry, entries)
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

// actorFactor is low where the actor only came after the deed.
func actorFactor(entry *site.Entry, id string) int {
	for _, person := range entry.People {
		switch person.Role {
		case "authority", "investigator", "responder":
		default:
			if person.Profile.ID == id {
				return weightParty
			}
		}
	}
	return weightAfter
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
func (e *encounter) nearest(entry *site.Entry, entries []*site.Entry) []site.Similar {
	e.meet(entry.Index)
	e.score[entry.Index] = 0
	for _, l := range entry.Links {
		e.score[l.Entry.Index] = 0 // shown as related already
	}
	best := make([]int, 0, mostSimilar+1)
	for _, other := range e.met {
		if e.score[other] == 0 {
			continue
		}
		e.score[other] += closeness(e.spans[entry.Index], e.spans[other])
		if e.score[other] >= leastScore {
			best = e.insert(best, other, entry.Index)
		}
	}
	similar := make([]site.Similar, 0, len(best))
	for _, other := range best {
		similar = append(similar, site.Similar{Entry: entries[other], Reasons: e.reasons(entry.Index, other)})
	}
	for _, other := range e.met {
		e.score[other] = 0
	}
	return similar
}

// insert puts an entry among the best and drops the last if they are too many.
func (e *encounter) insert(best []int, other, to int) []int {
	at := len(best)
	for at > 0 && e.better(other, best[at-1], to) {
		at--
	}
	if at == mostSimilar {
		return best
	}
	best = slices.Insert(best, at, other)
	return best[:min(len(best), mostSimilar)]
}

// better reports whether a is more like an entry than b; of two equals the
// nearer in time goes first, then the older.
func (e *encounter) better(a, b, to int) bool {
	return cmp.Or(
		cmp.Compare(e.score[b], e.score[a]),
		cmp.Compare(e.daysApart(a, to), e.daysApart(b, to)), cmp.Compare(a, b)) < 0
}

// meet scores the neighbours of an entry in the lists of its traits.
func (e *encounter) meet(entry int) {
	e.met = e.met[:0]
	for n, b := range e.bearings[entry] {
		list, at, weight := e.postings[b.trait], e.place[entry][n], e.traits[b.trait].rarity
		if weight == 0 {
			continue
		}
		for _, p := range list[max(0, at-reach):min(len(list), at+reach+1)] {
			if e.score[p.entry] == 0 {
				e.met = append(e.met, p.entry)
			}
			e.score[p.entry] += weight * max(b.factor, p.factor)
		}
	}
}

// reasons says in words what two entries share, the weightiest first.
func (s *scorer) reasons(a, b int) []string {
	type reason struct {
		text   string
		weight int
	}
	var found []reason
	for _, mine := range s.bearings[a] {
		for _, theirs := range s.bearings[b] {
			if t := s.traits[mine.trait]; mine.trait == theirs.trait && t.rarity > 0 {
				found = append(found, reason{t.word, t.rarity * max(mine.factor, theirs.factor)})
			}
		}
	}
	slices.SortStableFunc(found, func(x, y reason) int { return cmp.Compare(y.weight, x.weight) })
	var texts []string
	for _, r := range found[:min(len(found), mostReasons)] {
		texts = append(texts, r.text)
	}
	if words := nearness(s.spans[a], s.spans[b]); words != "" {
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

// daysApart gives the days between the first possible days of two entries.
func (s *scorer) daysApart(a, b int) int {
	days := int(s.spans[a].first) - int(s.spans[b].first)
	return max(days, -days)
}
