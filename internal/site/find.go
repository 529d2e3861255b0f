package site

import "strings"

// FoldName gives the form in which two spellings of a name are equal: lower
// case, single spaces.
func FoldName(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}

// Find gives the entry that an id leads to: its own, an alias of it, or the
// id of a duplicate of it; nil if there is none.
func (s *Site) Find(id string) *Entry {
	if entry, ok := s.ByID[id]; ok {
		return entry
	}
	return s.OldIDs[id]
}

// FindActor gives the profile that an id, an old id, a name or an alias leads
// to; nil if there is none. A name that makes the address of an actor is that
// actor, because one address cannot tell two.
func (s *Site) FindActor(idOrName string) *Profile {
	if p, ok := s.ProfileOf[idOrName]; ok {
		return p
	}
	if p, ok := s.ActorNames[FoldName(idOrName)]; ok {
		return p
	}
	if strings.TrimSpace(idOrName) == "" {
		return nil
	}
	return s.ProfileOf[Slug(idOrName)]
}

// AmountAt gives the amount that a reference of an entry names, with the
// entry that tells it; nil and nil if there is none.
func (s *Site) AmountAt(from *Entry, ref AmountRef) (*Entry, *Amount) {
	entry := from
	if ref.Entry != "" {
		entry = s.Find(ref.Entry)
	}
	if entry == nil || ref.IsZero() {
		return nil, nil
	}
	if amount := entry.Amount(ref.Amount); amount != nil {
		return entry, amount
	}
	return nil, nil
}
