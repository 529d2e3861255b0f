package search

import (
	"encoding/binary"
	"io"

	"blotter/internal/site"
)

// appendCatalogue writes a catalogue, whose parts lie in files.
func appendCatalogue(out *site.Inputs, c *catalogue) {
	number := func(n int) { out.Data = binary.AppendUvarint(out.Data, uint64(n)) }
	place := func(p *part) {
		number(int(p.home))
		number(int(p.at))
		number(p.size)
	}
	out.Digest(c.setting)
	number(c.entries)
	number(int(c.numbers))
	for _, length := range c.lengths {
		number(length)
	}
	number(len(c.documents))
	for i := range c.documents {
		out.Digest(c.documents[i].key)
		place(&c.documents[i].record)
	}
	number(len(c.blocks))
	for i := range c.blocks {
		b := &c.blocks[i]
		out.Text(b.first, b.last)
		place(&b.terms)
		place(&b.places)
		out.Digest(b.sums[0])
		out.Digest(b.sums[1])
	}
	number(len(c.heavies))
	for i := range c.heavies {
		h := &c.heavies[i]
		out.Text(h.term)
		number(h.documents)
		place(&h.lists)
		place(&h.places)
		out.Digest(h.sums[0])
		out.Digest(h.sums[1])
	}
	number(len(c.stems))
	for i := range c.stems {
		s := &c.stems[i]
		out.Text(s.term)
		number(s.documents)
		number(len(s.words))
		for _, w := range s.words {
			out.Text(w.text)
			number(int(w.number))
			number(int(w.times))
			number(int(w.named))
		}
	}
	out.Digest(c.read)
	for _, sums := range [][]site.Digest{c.cards, c.columns} {
		number(len(sums))
		for _, sum := range sums {
			out.Digest(sum)
		}
	}
}

// tableReader reads a catalogue.
type tableReader struct {
	reader
	texts      string // the same bytes: texts are pieces of it
	all, since io.ReaderAt
}

// catalogue reads a catalogue up to the end; false if it is none.
func (r reader) catalogue(all, since io.ReaderAt) (*catalogue, bool) {
	t := tableReader{reader: r, texts: string(r.data), all: all, since: since}
	c := &catalogue{setting: t.digest(), entries: int(t.number()), numbers: t.number()}
	for f := range c.lengths {
		c.lengths[f] = int(t.number())
	}
	c.documents = make([]catalogued, t.many())
	for i := range c.documents {
		c.documents[i] = catalogued{t.digest(), t.part()}
	}
	c.blocks = make([]blockPart, t.many())
	for i := range c.blocks {
		c.blocks[i] = blockPart{t.text(), t.text(), t.part(), t.part(), [2]site.Digest{t.digest(), t.digest()}}
	}
	c.heavies = make([]heavyPart, t.many())
	for i := range c.heavies {
		c.heavies[i] = heavyPart{t.text(), int(t.number()), t.part(), t.part(), [2]site.Digest{t.digest(), t.digest()}}
	}
	c.stems = make([]stem, t.many())
	var room []surface // for those of many stems
	for i := range c.stems {
		c.stems[i] = stem{term: t.text(), documents: int(t.number())}
		n := t.many()
		if n > len(room) {
			room = make([]surface, max(n, 1024))
		}
		c.stems[i].words, room = room[:n:n], room[n:]
		for j := range c.stems[i].words {
			c.stems[i].words[j] = surface{t.text(), t.number(), use{t.number(), t.number()}}
		}
	}
	c.read = t.digest()
	for _, sums := range []*[]site.Digest{&c.cards, &c.columns} {
		*sums = make([]site.Digest, t.many())
		for i := range *sums {
			(*sums)[i] = t.digest()
		}
	}
	return c, !t.spoilt && t.at == len(t.data)
}

// many reads how many follow.
func (t *tableReader) many() int {
	n := int(t.number())
	if n > len(t.data)-t.at {
		t.spoil()
		return 0
	}
	return n
}

func (t *tableReader) text() string {
	n := int(t.number())
	t.take(n)
	if t.spoilt {
		return ""
	}
	return t.texts[t.at-n : t.at]
}

func (t *tableReader) part() part {
	p := part{home: home(t.number()), at: int64(t.number()), size: int(t.number())}
	switch {
	case p.home == inWhole:
		p.from = t.all
	case p.home == inSince && t.since != nil:
		p.from = t.since
	default:
		t.spoil()
	}
	return p
}
