package content

import (
	"hash/maphash"
	"slices"
	"strings"
)

// keeper holds the texts of entries in few pieces of memory. The front matter
// of a file is read as one text, and a value that stayed a part of it would
// keep all of it in memory: keys, quotes and dates too. And the same few
// hundred words (kinds, roles, chains, publishers, keys of sources) stand in
// every entry; those are held once, as far as they were met lately.
type keeper struct {
	texts strings.Builder // the piece that is being filled
	size  int             // of the last piece
	known [1 << 10]string
	lists [1 << 8][]string
}

const (
	longestKnown = 48 // bytes of a text that may be met again
	longestPart  = 1 << 10
	// Pieces grow, so that an edit in the preview takes a small one and a whole
	// record few.
	smallestPiece, largestPiece = 1 << 11, 1 << 14
)

var seed = maphash.MakeSeed()

// text gives a text that is the same and keeps nothing else in memory.
func (k *keeper) text(text string) string {
	if text == "" || len(text) > longestKnown {
		return k.copy(text)
	}
	known := &k.known[maphash.String(seed, text)%uint64(len(k.known))]
	if *known != text {
		*known = k.copy(text)
	}
	return *known
}

func (k *keeper) copy(text string) string {
	if len(text) > longestPart {
		return strings.Clone(text)
	}
	if k.texts.Cap()-k.texts.Len() < len(text) {
		k.size = min(max(2*k.size, smallestPiece), largestPiece)
		k.texts = strings.Builder{}
		k.texts.Grow(k.size)
	}
	from := k.texts.Len()
	k.texts.WriteString(text) // never moves what it holds: there is room
	return k.texts.String()[from:]
}

// list gives a list of texts that is the same, perhaps one that another entry
// has too. Nobody may write to it.
func (k *keeper) list(texts []string) []string {
	if len(texts) == 0 {
		return texts
	}
	known := &k.lists[(maphash.String(seed, texts[0])+uint64(len(texts)))%uint64(len(k.lists))]
	if !slices.Equal(*known, texts) {
		*known = slices.Clip(texts)
	}
	return *known
}

// keep gives a text without the memory around it.
func (d *decoder) keep(text string) string {
	if d.plain == nil {
		return text
	}
	return d.plain.keeper.text(text)
}

// keepList gives a list that nobody will write to.
func (d *decoder) keepList(texts []string) []string {
	if d.plain == nil {
		return texts
	}
	return d.plain.keeper.list(texts)
}
