package link

import (
	"slices"
	"sync"

	"blotter/internal/site"
)

// retell gives the site in which some incidents are replaced by others that
// tell the same facts (site.SameFacts). Entries, groups and profiles point at
// each other, so it copies all of them, in parts that need nothing of each
// other but the places; that is far less than joining the record again. Pages
// and Similar are those of the old site.
func retell(old *site.Site, changed map[*site.Incident]*site.Incident) *site.Site {
	now := *old
	r := &reteller{
		changed: changed, entries: make([]site.Entry, len(old.Entries)), profiles: make([]site.Profile, len(old.Profiles)),
		groups: make(map[site.Dimension][]site.Group, len(old.Groups)), profileOf: make([]*site.Profile, len(old.Groups[site.ByActor])),
	}
	for d, groups := range old.Groups {
		r.groups[d] = make([]site.Group, len(groups))
	}
	for i, profile := range old.Profiles {
		r.profileOf[profile.Group.Index] = &r.profiles[i]
	}
	now.Entries, now.Profiles = make([]*site.Entry, len(old.Entries)), make([]*site.Profile, len(old.Profiles))
	var copies sync.WaitGroup
	half := len(old.Entries) / 2
	for _, part := range [][2]int{{0, half}, {half, len(old.Entries)}} {
		copies.Go(func() {
			for i := part[0]; i < part[1]; i++ {
				now.Entries[i] = r.retellEntry(old.Entries[i])
			}
		})
	}
	copies.Go(func() { r.retellProfiles(old, &now) })
	copies.Go(func() { r.retellGroups(old, &now) })
	now.ByID, now.OldIDs = eachValue(old.ByID, r.entry), eachValue(old.OldIDs, r.entry)
	now.Corrections = each(old.Corrections, r.retellCorrection)
	copies.Wait()
	return &now
}

// reteller holds the copies, each at the place of what it copies.
type reteller struct {
	changed   map[*site.Incident]*site.Incident
	entries   []site.Entry   // by Entry.Index
	profiles  []site.Profile // in the order of Site.Profiles
	profileOf []*site.Profile
	groups    map[site.Dimension][]site.Group // by Group.Index
}

// entry, profile and group give the copy of what an old pointer leads to; nil
// for nil.
func (r *reteller) entry(old *site.Entry) *site.Entry {
	if old == nil {
		return nil
	}
	return &r.entries[old.Index]
}

func (r *reteller) profile(old *site.Profile) *site.Profile {
	if old == nil {
		return nil
	}
	return r.profileOf[old.Group.Index]
}

func (r *reteller) group(old *site.Group) *site.Group { return &r.groups[old.Dimension][old.Index] }

// incident gives what an entry tells now.
func (r *reteller) incident(old *site.Entry) *site.Incident {
	if incident := r.changed[old.Incident]; incident != nil {
		return incident
	}
	return old.Incident
}

// part gives the involvement of an entry's incident at the place of an old one.
func (r *reteller) part(entry *site.Entry, old *site.Involvement) *site.Involvement {
	now := r.incident(entry)
	if now == entry.Incident {
		return old
	}
	for i := range entry.Involved {
		if &entry.Involved[i] == old {
			return &now.Involved[i]
		}
	}
	return old
}

func (r *reteller) retellEntry(old *site.Entry) *site.Entry {
	entry := r.entry(old)
	*entry = *old
	entry.Incident = r.incident(old)
	entry.Older, entry.Newer = r.entry(old.Older), r.entry(old.Newer)
	entry.Groups = each(old.Groups, r.group)
	entry.People = each(old.People, func(p site.Involved) site.Involved {
		return site.Involved{Involvement: r.part(old, p.Involvement), Profile: r.profile(p.Profile)}
	})
	entry.Links = each(old.Links, func(l site.Link) site.Link {
		l.Entry = r.entry(l.Entry)
		return l
	})
	return entry
}

func (r *reteller) retellProfiles(old, now *site.Site) {
	for i, profile := range old.Profiles {
		now.Profiles[i] = r.retellProfile(profile, &r.profiles[i])
	}
	now.ProfileOf, now.ActorNames = eachValue(old.ProfileOf, r.profile), eachValue(old.ActorNames, r.profile)
}

func (r *reteller) retellGroups(old, now *site.Site) {
	now.Groups = make(map[site.Dimension][]*site.Group, len(old.Groups))
	for d, groups := range old.Groups {
		now.Groups[d] = each(groups, r.retellGroup)
	}
}

func (r *reteller) retellProfile(old, profile *site.Profile) *site.Profile {
	*profile = *old
	profile.PartOf, profile.Group = r.profile(old.PartOf), r.group(old.Group)
	profile.Parts = each(old.Parts, r.profile)
	profile.Roles = each(old.Roles, func(role site.ProfileRole) site.ProfileRole {
		return site.ProfileRole{Entry: r.entry(role.Entry), Involvement: r.part(role.Entry, role.Involvement)}
	})
	return profile
}

func (r *reteller) retellGroup(old *site.Group) *site.Group {
	group := r.group(old)
	*group = *old
	group.Entries = each(old.Entries, r.entry)
	return group
}

func (r *reteller) retellCorrection(old site.Correction) site.Correction {
	return site.Correction{Entry: r.entry(old.Entry), Update: &r.incident(old.Entry).Updates[old.Nth], Nth: old.Nth}
}

// each gives the copies of a list; nil for nil.
func each[T any](old []T, retell func(T) T) []T {
	list := slices.Clone(old)
	for i := range list {
		list[i] = retell(list[i])
	}
	return list
}

// eachValue gives the copies of the values of a map.
func eachValue[K comparable, V any](old map[K]V, retell func(V) V) map[K]V {
	values := make(map[K]V, len(old))
	for key, value := range old {
		values[key] = retell(value)
	}
	return values
}
