package link

import (
	"cmp"
	"fmt"
	"slices"

	"blotter/internal/site"
)

// grouper makes the groups of one dimension.
type grouper struct {
	dimension site.Dimension
	describe  func(key string) site.Term
	byKey     map[string]*site.Group
}

// group sorts the entries into the groups of every dimension.
func (j *joiner) group() {
	groupers := j.groupers()
	for _, p := range j.site.Profiles {
		p.Group = groupers[site.ByActor].at(p.ID)
	}
	for _, entry := range j.site.Entries {
		for _, d := range site.Dimensions {
			for _, key := range j.keysOf(entry, d) {
				g := groupers[d].at(key)
				if n := len(g.Entries); n > 0 && g.Entries[n-1] == entry {
					continue // the entry says the value twice
				}
				g.Entries = append(g.Entries, entry)
				entry.Groups = append(entry.Groups, g)
			}
		}
	}
	j.site.Groups = make(map[site.Dimension][]*site.Group, len(groupers))
	for d, g := range groupers {
		j.site.Groups[d] = g.sorted()
	}
}

// groupers gives an empty grouper for each dimension.
func (j *joiner) groupers() map[site.Dimension]*grouper {
	cfg := j.site.Config
	written := map[string]string{} // the first spelling by slug
	for _, entry := range j.site.Entries {
		for i := range entry.Sources {
			publisher := entry.Sources[i].Publisher
			if key := j.slug(publisher); written[key] == "" {
				written[key] = publisher
			}
		}
	}
	describe := map[site.Dimension]func(string) site.Term{
		site.ByYear:      plainTerm,
		site.ByMonth:     monthTerm,
		site.ByType:      cfg.Types.Term,
		site.ByActor:     j.actorTerm,
		site.ByTechnique: cfg.Techniques.Term,
		site.ByChain:     cfg.Chains.Term,
		site.ByCountry:   site.Countries.Term,
		site.BySector:    cfg.Sectors.Term,
		site.ByTag:       plainTerm,
		site.ByPublisher: func(key string) site.Term { return site.Term{Key: key, Label: written[key]} },
	}
	groupers := make(map[site.Dimension]*grouper, len(describe))
	for d, of := range describe {
		groupers[d] = &grouper{d, of, map[string]*site.Group{}}
	}
	return groupers
}

func plainTerm(key string) site.Term { return site.Term{Key: key, Label: key} }

// monthTerm words "2023-05" as "May 2023".
func monthTerm(key string) site.Term {
	date, err := site.ParseDate(key)
	if err != nil {
		return plainTerm(key)
	}
	return site.Term{Key: key, Label: date.Display()}
}

func (j *joiner) actorTerm(id string) site.Term {
	actor := j.site.ProfileOf[id]
	return site.Term{Key: id, Label: actor.Name, Definition: actor.Summary}
}

// keysOf gives the keys of an entry in a dimension. A date that is coarser
// than the year or the month has no key there: nothing known to a year only
// stands in January.
func (j *joiner) keysOf(entry *site.Entry, d site.Dimension) []string {
	switch d {
	case site.ByYear:
		if year, ok := entry.Date.InYear(); ok {
			return []string{fmt.Sprintf("%04d", year)}
		}
	case site.ByMonth:
		if year, month, ok := entry.Date.InMonth(); ok {
			return []string{fmt.Sprintf("%04d-%02d", year, month)}
		}
	case site.ByType:
		if entry.Type != "" {
			return []string{entry.Type}
		}
	case site.ByActor:
		return actorKeys(entry)
	case site.ByTechnique:
		return unique(entry.Techniques)
	case site.ByChain:
		return unique(entry.Chains)
	case site.ByCountry:
		return unique(entry.Countries)
	case site.BySector:
		return unique(entry.Sectors)
	case site.ByTag:
		return j.tagKeys(entry)
	case site.ByPublisher:
		return j.publisherKeys(entry)
	}
	return nil
}

func actorKeys(entry *site.Entry) []string {
	keys := make([]string, len(entry.People))
	for i, person := range entry.People {
		keys[i] = person.Profile.ID
	}
	return unique(keys)
}

func (j *joiner) tagKeys(entry *site.Entry) []string {
	keys := make([]string, 0, len(entry.Tags))
	for _, tag := range entry.Tags {
		if tag != "" {
			keys = append(keys, j.slug(tag))
		}
	}
	return unique(keys)
}

func (j *joiner) publisherKeys(entry *site.Entry) []string {
	keys := make([]string, 0, len(entry.Sources))
	for i := range entry.Sources {
		if publisher := entry.Sources[i].Publisher; publisher != "" {
			keys = append(keys, j.slug(publisher))
		}
	}
	return unique(keys)
}

// slug gives site.Slug, made once for each text: entries share publishers.
func (j *joiner) slug(text string) string {
	slug, known := j.slugs[text]
	if !known {
		slug = site.Slug(text)
		j.slugs[text] = slug
	}
	return slug
}

// unique gives the texts in their order, each once.
func unique(texts []string) []string {
	kept := make([]string, 0, len(texts))
	for _, text := range texts {
		if text != "" && !slices.Contains(kept, text) {
			kept = append(kept, text)
		}
	}
	return kept
}

// at gives the group of a key, making it when it is new.
func (g *grouper) at(key string) *site.Group {
	if group, ok := g.byKey[key]; ok {
		return group
	}
	term := g.describe(key)
	group := &site.Group{
		Dimension: g.dimension, Key: key,
		Label: term.Label, Plural: cmp.Or(term.Plural, term.Label), Definition: term.Definition,
		Path: site.GroupPath(g.dimension, key),
	}
	g.byKey[key] = group
	return group
}

// sorted gives the groups as index pages show them: periods newest first,
// everything else by the number of entries, then by label.
func (g *grouper) sorted() []*site.Group {
	groups := make([]*site.Group, 0, len(g.byKey))
	for _, group := range g.byKey {
		groups = append(groups, group)
	}
	period := g.dimension == site.ByYear || g.dimension == site.ByMonth
	slices.SortFunc(groups, func(a, b *site.Group) int {
		if period {
			return cmp.Compare(b.Key, a.Key)
		}
		if most := cmp.Compare(len(b.Entries), len(a.Entries)); most != 0 {
			return most
		}
		return compareNames(a.Label, b.Label, a.Key, b.Key)
	})
	for i, group := range groups {
		group.Index = i
	}
	return groups
}
