package site

import (
	"strings"
	"unicode/utf8"
)

// FoldName gives the form in which two spellings of a name are equal: lower
// case, single spaces.
func FoldName(name string) string {
	var space [64]byte
	if folded, ok := foldPlain(space[:0], name); ok {
		return string(folded)
	}
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}

// foldPlain appends the folded form of a name of ASCII; ok is false for any
// other.
func foldPlain(dst []byte, name string) (folded []byte, ok bool) {
	start, gap := len(dst), false
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= utf8.RuneSelf:
			return dst, false
		case c == ' ' || c >= '\t' && c <= '\r':
			gap = true
			continue
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		if gap && len(dst) > start {
			dst = append(dst, ' ')
		}
		gap = false
		dst = append(dst, c)
	}
	return dst, true
}

// actorNamed gives the profile that ActorNames holds for a name.
func (s *Site) actorNamed(name string) *Profile {
	var space [64]byte
	if folded, ok := foldPlain(space[:0], name); ok {
		return s.ActorNames[string(folded)] // no text is made to look it up
	}
	return s.ActorNames[FoldName(name)]
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
	if p := s.actorNamed(idOrName); p != nil {
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
