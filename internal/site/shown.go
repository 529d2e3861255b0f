package site

import (
	"encoding/binary"
	"iter"
	"slices"
)

// Words are texts of an entry that join it to nothing and add nothing up; see
// SameFacts. Most edits are of these alone.
type Words uint8

// The words that are told apart.
const (
	HeadlineWords Words = 1 << iota // its title
	SummaryWords
	StatusWords // the note on its status
	BodyWords   // the running text; and the version, which changes with every byte of the file
	AllWords    = HeadlineWords | SummaryWords | StatusWords | BodyWords
)

// Reworded gives the words in which two readings of one file of
// content/incidents may differ; false where they differ in anything else. The
// running text is not compared: it always may.
func Reworded(a, b *Incident) (Words, bool) {
	words := BodyWords
	if a.Title != b.Title {
		words |= HeadlineWords
	}
	if a.Summary != b.Summary {
		words |= SummaryWords
	}
	if a.StatusNote != b.StatusNote {
		words |= StatusWords
	}
	return words, sameButForWords(a, b)
}

// Shown says the words of which entries an output may tell, so that after an
// edit of words alone the others need not be looked at. The zero value says
// nothing: the output may tell any words of any entry.
//
// An output that has what is said of an amount or a duplicate tells the words
// of the entry that says so; those of the entries that this one names in turn
// are told with it.
type Shown struct {
	words   Words
	known   bool
	all     bool
	entries string // differences of ascending indexes, as varints
}

// ShowsNoWords is what an output shows that is made from facts alone.
func ShowsNoWords() Shown { return Shown{known: true} }

// ShowsWordsOfAll is what an output shows that may tell some words of every
// entry.
func ShowsWordsOfAll(words Words) Shown { return Shown{words: words, known: true, all: true} }

// ShowsWords is what an output shows that may tell some words of the entries
// with these indexes (Entry.Index), which may come in any order and more than
// once; the list is sorted in place.
func ShowsWords(words Words, of []int32) Shown {
	slices.Sort(of)
	steps, last := make([]byte, 0, 256), int32(-1)
	for _, index := range of {
		if index != last {
			steps = binary.AppendUvarint(steps, uint64(index-last))
			last = index
		}
	}
	return Shown{words: words, known: true, entries: string(steps)}
}

// Tells reports whether an output may tell some words of one of the entries
// that a function names by their indexes.
func (s *Shown) Tells(words Words, of func(index int) bool) bool {
	if !s.known {
		return true
	}
	if s.words&words == 0 {
		return false
	}
	if s.all {
		return true
	}
	for index := range s.indexes() {
		if of(index) {
			return true
		}
	}
	return false
}

// Telling gives new words of entries, by their ids, by the indexes of those in
// whose name outputs may tell them: the entries themselves, and those that name
// them as the other side of an amount or as what they duplicate. Ids that are
// none of the site's are left out.
func (s *Site) Telling(words map[string]Words) map[int]Words {
	telling := make(map[int]Words, len(words))
	for id, new := range words {
		if entry := s.ByID[id]; entry != nil {
			telling[entry.Index] |= new
		}
	}
	tell := func(entry *Entry, id string) {
		if named := s.Find(id); named != nil && words[named.ID] != 0 {
			telling[entry.Index] |= words[named.ID]
		}
	}
	for _, entry := range s.Entries {
		if entry.DuplicateOf != "" {
			tell(entry, entry.DuplicateOf)
		}
		for i := range entry.Amounts {
			amount := &entry.Amounts[i]
			for _, ref := range [...]AmountRef{amount.PartOf, amount.SameFunds, amount.After} {
				if ref.Entry != "" {
					tell(entry, ref.Entry)
				}
			}
		}
	}
	return telling
}

// What the first byte of a Shown as bytes says.
const (
	shownKnown byte = 1 << iota
	shownAll
)

// AppendBinary appends the bytes that ReadShown reads.
func (s *Shown) AppendBinary(dst []byte) []byte {
	var flags byte
	if s.known {
		flags |= shownKnown
	}
	if s.all {
		flags |= shownAll
	}
	dst = binary.AppendUvarint(append(dst, flags, byte(s.words)), uint64(len(s.entries)))
	return append(dst, s.entries...)
}

// ReadShown reads what AppendBinary wrote at the beginning of some bytes, and
// gives what follows it; false for anything else.
func ReadShown(data string) (s Shown, rest string, ok bool) {
	if len(data) < 2 {
		return Shown{}, "", false
	}
	s = Shown{known: data[0]&shownKnown != 0, all: data[0]&shownAll != 0, words: Words(data[1])}
	length, rest, ok := cutUvarint(data[2:])
	if !ok || length > uint64(len(rest)) {
		return Shown{}, "", false
	}
	s.entries, rest = rest[:length], rest[length:]
	return s, rest, true
}

// cutUvarint takes a varint off the beginning of some bytes (encoding/binary
// reads none from a string).
func cutUvarint(data string) (n uint64, rest string, ok bool) {
	for i := 0; i < len(data) && i < binary.MaxVarintLen64; i++ {
		n |= uint64(data[i]&0x7f) << (7 * i)
		if data[i] < 0x80 {
			return n, data[i+1:], true
		}
	}
	return 0, "", false
}

func (s *Shown) indexes() iter.Seq[int] {
	return func(yield func(int) bool) {
		last := -1
		for rest := s.entries; rest != ""; {
			step, after, ok := cutUvarint(rest)
			if !ok {
				return
			}
			if last, rest = last+int(step), after; !yield(last) {
				return
			}
		}
	}
}
