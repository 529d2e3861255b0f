package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"blotter/internal/site"
)

const ruleActorWithoutFile = "actor-without-file"

// profile makes a profile of each actor with a file and learns its names.
func (j *joiner) profile(actors []*site.Actor) {
	s := j.site
	s.ProfileOf = make(map[string]*site.Profile, len(actors))
	s.ActorNames = make(map[string]*site.Profile, len(actors))
	j.plain = map[*site.Profile]bool{}
	sorted := slices.Clone(actors)
	slices.SortFunc(sorted, func(a, b *site.Actor) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.File, b.File))
	})
	var filed []*site.Profile
	for _, actor := range sorted {
		if s.ProfileOf[actor.ID] == nil {
			filed = append(filed, j.addProfile(actor))
		}
	}
	// A name outranks an alias, and an alias an old id, whoever comes first.
	for _, p := range filed {
		j.learn(p.Name, p)
	}
	for _, p := range filed {
		for _, alias := range p.Aliases {
			j.learn(alias.Name, p)
		}
	}
	for _, p := range filed {
		for _, old := range p.OldIDs {
			if s.ProfileOf[old] == nil {
				s.ProfileOf[old] = p
				j.lead(site.ActorPath(old), p.Path, "alias")
			}
		}
	}
	for _, p := range filed {
		if whole := s.ProfileOf[p.Actor.PartOf]; whole != nil && whole != p {
			p.PartOf = whole
			whole.Parts = append(whole.Parts, p)
		}
	}
}

// addProfile makes the profile of an actor. Its group knows no more for now than
// the place of the profile.
func (j *joiner) addProfile(actor *site.Actor) *site.Profile {
	p := &site.Profile{Actor: actor, Path: site.ActorPath(actor.ID), Group: &site.Group{Index: len(j.site.Profiles)}}
	j.site.Profiles = append(j.site.Profiles, p)
	j.site.ProfileOf[actor.ID] = p
	return p
}

// learn ties a name to a profile unless it is tied to another.
func (j *joiner) learn(name string, p *site.Profile) {
	key := site.FoldName(name)
	if _, taken := j.site.ActorNames[key]; !taken && key != "" {
		j.site.ActorNames[key] = p
	}
}

// involve ties each entry's actors to profiles, making plain profiles for
// those without a file, and warns of the ids among them.
func (j *joiner) involve() []site.Problem {
	missing := map[*site.Profile]*missingActor{}
	var order []*missingActor
	parts := 0
	for _, entry := range j.site.Entries {
		parts += len(entry.Involved)
	}
	people := make([]site.Involved, 0, parts)
	for _, entry := range j.site.Entries {
		start := len(people)
		for i := range entry.Involved {
			part := &entry.Involved[i]
			p := j.profileFor(part)
			if p == nil {
				continue
			}
			people = append(people, site.Involved{Involvement: part, Profile: p})
			if p.File == "" && part.Actor != "" {
				if missing[p] == nil {
					missing[p] = &missingActor{entry: entry, nth: i}
					order = append(order, missing[p])
				}
				missing[p].add(entry)
			}
		}
		entry.People = people[start:len(people):len(people)]
	}
	j.tellRoles(len(people))
	for _, entry := range j.site.Entries {
		sortPeople(entry.People)
	}
	j.sortProfiles()
	return j.warn(order)
}

// tellRoles tells each profile what it did, oldest entry first and within one
// as written. The lists of all profiles are cut from one piece of memory.
func (j *joiner) tellRoles(parts int) {
	sizes := make([]int, len(j.site.Profiles))
	for _, entry := range j.site.Entries {
		for i := range entry.People {
			sizes[entry.People[i].Profile.Group.Index]++
		}
	}
	rest := make([]site.ProfileRole, parts)
	for n, p := range j.site.Profiles {
		if size := sizes[n]; size > 0 {
			p.Roles, rest = rest[:0:size], rest[size:]
		}
	}
	for _, entry := range j.site.Entries {
		for i := range entry.People {
			person := &entry.People[i]
			person.Profile.Roles = append(person.Profile.Roles, site.ProfileRole{Entry: entry, Involvement: person.Involvement})
		}
	}
}

// sortPeople puts people in the order of their roles, and those of one role as
// they were written. They are few, so each is put in its place.
func sortPeople(people []site.Involved) {
	ranks := make([]int, 0, 16)
	for i := range people {
		rank, person := site.Roles.Rank(people[i].Role), people[i]
		at := len(ranks)
		for at > 0 && ranks[at-1] > rank {
			people[at] = people[at-1]
			at--
		}
		ranks, people[at] = slices.Insert(ranks, at, rank), person
	}
}

// profileFor finds or makes the profile of an involvement; nil where neither
// an id nor a name is written.
func (j *joiner) profileFor(part *site.Involvement) *site.Profile {
	written := cmp.Or(part.Actor, part.Name)
	if p := j.site.FindActor(written); p != nil {
		if j.plain[p] && part.Actor == "" {
			p.Name = part.Name
			delete(j.plain, p)
		}
		return p
	}
	if strings.TrimSpace(written) == "" {
		return nil
	}
	// The slug of an id is the id, unless it is no id at all: then it must
	// not become a path.
	actor := &site.Actor{ID: site.Slug(written), Name: written}
	guessed := part.Actor != ""
	if guessed {
		actor.Name = nameFromID(actor.ID)
	}
	p := j.addProfile(actor)
	if guessed {
		j.plain[p] = true
	} else {
		j.learn(written, p)
	}
	return p
}

// nameFromID makes words of an id, for want of a better name.
func nameFromID(id string) string {
	words := strings.ReplaceAll(id, "-", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

// sortProfiles puts profiles in the order of their names.
func (j *joiner) sortProfiles() {
	byName := func(a, b *site.Profile) int {
		return compareNames(a.Name, b.Name, a.ID, b.ID)
	}
	slices.SortFunc(j.site.Profiles, byName)
	for _, p := range j.site.Profiles {
		slices.SortFunc(p.Parts, byName)
	}
}

// compareNames orders names as readers look for them, whatever their case,
// then by id.
func compareNames(a, b, aID, bID string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if by := cmp.Compare(lower(a[i]), lower(b[i])); by != 0 {
			return by
		}
	}
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b), cmp.Compare(aID, bID))
}

// lower gives the lower case of an ASCII letter.
func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// missingActor is an id that entries write and no file tells, at the first
// place that writes it.
type missingActor struct {
	entry, last *site.Entry
	nth         int
	entries     int
}

func (m *missingActor) add(entry *site.Entry) {
	if m.last != entry {
		m.last = entry
		m.entries++
	}
}

// warn reports each actor without a file once, however many entries name it:
// one file mends them all.
func (j *joiner) warn(missing []*missingActor) []site.Problem {
	severity := site.Warning
	if set, ok := j.site.Config.Check[ruleActorWithoutFile]; ok {
		severity = set
	}
	if severity == site.Off {
		return nil
	}
	var problems []site.Problem
	for _, m := range missing {
		id := m.entry.Involved[m.nth].Actor
		message := fmt.Sprintf("actor %q has no file in content/actors, so its page has a name and nothing else", id)
		if m.entries > 1 {
			message += fmt.Sprintf(" (%d entries name it)", m.entries)
		}
		problems = append(problems, site.Problem{
			Place: site.Place{File: m.entry.File},
			Field: fmt.Sprintf("actors[%d].actor", m.nth), Rule: ruleActorWithoutFile, Severity: severity,
			Message: message, Hint: "write content/actors/" + site.Slug(id) + ".md, or give the actor as name: instead of actor:",
		})
	}
	site.SortProblems(problems)
	return problems
}
