package index

import "blotter/internal/site"

// actorID gives the id under which the record knows an actor.
func actorID(i *site.Involved) string {
	if i.Profile != nil {
		return i.Profile.ID
	}
	return firstOf(i.Actor, site.Slug(i.Name))
}

// actorName gives the name the record uses for an actor.
func actorName(i *site.Involved) string {
	if i.Profile != nil {
		return i.Profile.Name
	}
	return firstOf(i.Name, i.Actor)
}

// otherName gives the name that the entry uses, where it is another one.
func otherName(i *site.Involved) string {
	if i.Name == actorName(i) {
		return ""
	}
	return i.Name
}
