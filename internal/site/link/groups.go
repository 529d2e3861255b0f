package link

import (
	"cmp"
	"fmt"
	"slices"

	"blotter/internal/site"
)

// grouping makes the groups of one dimension. While they are made a group has
// a number, its place in met, and the groups of all entries stand one after the
// other as numbers: the lists that stay are then cut to size from one piece of
// memory.
type grouping struct {
	dimension site.Dimension
	number    func(entry *site.Entry)          // adds the numbers of an entry's groups to of
	describe  func(key, text string) site.Term // the words of a key, that an entry writes as text
	slugs     bool                             // a key is the slug of what an entry writes

	met    []*site.Group
	known  map[string]int32 // number by text
	byKey  map[string]int32 // number by key, where that is a slug
	of     []int32          // the numbers of all entries
	ends   []int32          // by entry: where its numbers end in of
	sorted []*site.Group
}

// groupings gives an empty grouping for each dimension.
func (j *joiner) groupings() map[site.Dimension]*grouping {
	cfg := j.site.Config
	all := map[site.Dimension]*grouping{
		site.ByYear:      {describe: plainTerm},
		site.ByMonth:     {describe: monthTerm},
		site.ByType:      {describe: termOf(cfg.Types)},
		site.ByActor:     {},
		site.ByTechnique: {describe: termOf(cfg.Techniques)},
		site.ByChain:     {describe: termOf(cfg.Chains)},
		site.ByCountry:   {describe: termOf(site.Countries)},
		site.BySector:    {describe: termOf(cfg.Sectors)},
		site.ByTag:       {describe: plainTerm, slugs: true},
		site.ByPublisher: {describe: func(key, text string) site.Term { return site.Term{Key: key, Label: text} }, slugs: true},
	}
	for d, g := range all {
		g.dimension, g.known, g.byKey = d, map[string]int32{}, map[string]int32{}
	}
	all[site.ByYear].number = all[site.ByYear].byPeriod(yearOf, func(year int) string { return fmt.Sprintf("%04d", year) })
	all[site.ByMonth].number = all[site.ByMonth].byPeriod(monthOf, func(month int) string { return fmt.Sprintf("%04d-%02d", month/100, month%100) })
	all[site.ByType].number = func(entry *site.Entry) { all[site.ByType].add(entry.Type) }
	all[site.ByTechnique].number = all[site.ByTechnique].byTexts(func(entry *site.Entry) []string { return entry.Techniques })
	all[site.ByChain].number = all[site.ByChain].byTexts(func(entry *site.Entry) []string { return entry.Chains })
	all[site.ByCountry].number = all[site.ByCountry].byTexts(func(entry *site.Entry) []string { return entry.Countries })
	all[site.BySector].number = all[site.BySector].byTexts(func(entry *site.Entry) []string { return entry.Sectors })
	all[site.ByTag].number = all[site.ByTag].byTexts(func(entry *site.Entry) []string { return entry.Tags })
	all[site.ByPublisher].number = func(entry *site.Entry) {
		for i := range entry.Sources {
			all[site.ByPublisher].add(entry.Sources[i].Publisher)
		}
	}
	return all
}

func plainTerm(key, _ string) site.Term { return site.Term{Key: key, Label: key} }

func termOf(words site.Vocabulary) func(key, text string) site.Term {
	return func(key, _ string) site.Term { return words.Term(key) }
}

// monthTerm words "2023-05" as "May 2023".
func monthTerm(key, _ string) site.Term {
	date, err := site.ParseDate(key)
	if err != nil {
		return plainTerm(key, key)
	}
	return site.Term{Key: key, Label: date.Display()}
}

// byTexts numbers an entry by the keys that it writes.
func (g *grouping) byTexts(texts func(*site.Entry) []string) func(*site.Entry) {
	return func(entry *site.Entry) {
		for _, text := range texts(entry) {
			g.add(text)
		}
	}
}

// byPeriod numbers an entry by the period of its date, if it has one: a date
// that is coarser than the year or the month has none, so nothing known to a
// year only stands in January. Entries come by date, so that a period is
// mostly the one before.
func (g *grouping) byPeriod(period func(site.Date) (int, bool), key func(int) string) func(*site.Entry) {
	last, lastKey := -1, ""
	return func(entry *site.Entry) {
		now, ok := period(entry.Date)
		if !ok {
			return
		}
		if now != last {
			last, lastKey = now, key(now)
		}
		g.add(lastKey)
	}
}

func yearOf(date site.Date) (int, bool) { return date.InYear() }

// monthOf gives a month as one number, 202305.
func monthOf(date site.Date) (int, bool) {
	year, month, ok := date.InMonth()
	return year*100 + month, ok
}

// add puts the entry that is being numbered into the group of a text, once.
func (g *grouping) add(text string) {
	if text == "" {
		return
	}
	n, known := g.known[text]
	if !known {
		n = g.meet(text)
		g.known[text] = n
	}
	g.addNumber(n)
}

func (g *grouping) addNumber(n int32) {
	start := int32(0)
	if entry := len(g.ends); entry > 0 {
		start = g.ends[entry-1]
	}
	if !slices.Contains(g.of[start:], n) {
		g.of = append(g.of, n)
	}
}

// meet gives the number of the group of a text that was not written before.
func (g *grouping) meet(text string) int32 {
	key := text
	if g.slugs {
		key = site.Slug(text)
		if n, known := g.byKey[key]; known {
			return n
		}
	}
	n := int32(len(g.met))
	g.byKey[key] = n
	group := new(site.Group)
	g.name(group, key, g.describe(key, text))
	g.met = append(g.met, group)
	return n
}

func (g *grouping) name(group *site.Group, key string, term site.Term) {
	*group = site.Group{
		Dimension: g.dimension, Key: key,
		Label: term.Label, Plural: cmp.Or(term.Plural, term.Label), Definition: term.Definition,
		Path: site.GroupPath(g.dimension, key),
	}
}

// group makes the groups of a dimension whose keys stand in the entries.
func (g *grouping) group(entries []*site.Entry) {
	g.of, g.ends = make([]int32, 0, 2*len(entries)), make([]int32, 0, len(entries))
	for _, entry := range entries {
		g.number(entry)
		g.ends = append(g.ends, int32(len(g.of)))
	}
	g.fill(entries)
	g.sort()
}

// groupProfiles makes the groups of the actors, of which every profile has one.
// It comes after the people of all entries are known, and the order of the
// profiles.
func (g *grouping) groupProfiles(s *site.Site) {
	g.met = make([]*site.Group, len(s.Profiles))
	for n, p := range s.Profiles {
		g.met[n] = p.Group
		g.name(p.Group, p.ID, site.Term{Key: p.ID, Label: p.Name, Definition: p.Summary})
		p.Group.Index = n // its number, for now
	}
	g.number = func(entry *site.Entry) {
		for i := range entry.People {
			g.addNumber(int32(entry.People[i].Profile.Group.Index))
		}
	}
	g.group(s.Entries)
}

// fill puts the entries into their groups.
func (g *grouping) fill(entries []*site.Entry) {
	sizes := make([]int, len(g.met))
	for _, n := range g.of {
		sizes[n]++
	}
	rest := make([]*site.Entry, len(g.of))
	for n, size := range sizes {
		if size > 0 {
			g.met[n].Entries, rest = rest[:0:size], rest[size:]
		}
	}
	at := int32(0)
	for i, end := range g.ends {
		for ; at < end; at++ {
			group := g.met[g.of[at]]
			group.Entries = append(group.Entries, entries[i])
		}
	}
}

// sort puts the groups in the order that index pages show: periods newest
// first, everything else by the number of entries, then by label.
func (g *grouping) sort() {
	period := g.dimension == site.ByYear || g.dimension == site.ByMonth
	g.sorted = slices.Clone(g.met)
	slices.SortFunc(g.sorted, func(a, b *site.Group) int {
		if period {
			return cmp.Compare(b.Key, a.Key)
		}
		if most := cmp.Compare(len(b.Entries), len(a.Entries)); most != 0 {
			return most
		}
		return compareNames(a.Label, b.Label, a.Key, b.Key)
	})
	for i, group := range g.sorted {
		group.Index = i
	}
}

// stand tells each entry its groups, by dimension.
func (j *joiner) stand(groups map[site.Dimension]*grouping) {
	s := j.site
	s.Groups = make(map[site.Dimension][]*site.Group, len(groups))
	var inOrder []*grouping
	for _, d := range site.Dimensions {
		s.Groups[d] = groups[d].sorted
		inOrder = append(inOrder, groups[d])
	}
	half := len(s.Entries) / 2
	sideBySide(func() { standIn(inOrder, s.Entries, 0, half) }, func() { standIn(inOrder, s.Entries, half, len(s.Entries)) })
}

// standIn tells some of the entries, those from one place to another.
func standIn(groups []*grouping, entries []*site.Entry, from, to int) {
	size, next := 0, make([]int32, len(groups)) // where the numbers of the next entry begin
	for n, g := range groups {
		if from > 0 {
			next[n] = g.ends[from-1]
		}
		if to > from {
			size += int(g.ends[to-1] - next[n])
		}
	}
	all := make([]*site.Group, 0, size)
	for i := from; i < to; i++ {
		start := len(all)
		for n, g := range groups {
			for ; next[n] < g.ends[i]; next[n]++ {
				all = append(all, g.met[g.of[next[n]]])
			}
		}
		entries[i].Groups = all[start:len(all):len(all)]
	}
}
