package search

import (
	"cmp"
	"errors"
	"slices"

	"blotter/internal/site"
)

// follow gives the catalogue of a site whose documents have these keys, from
// that of another site under the same setting: the parts that have nothing to
// do with what changed are taken over unread. It is nil where so much changed
// that reading all texts costs less. The error says that a part cannot be read.
func (c *catalogue) follow(s *site.Site, pages []page, keys []site.Digest) (*catalogue, error) {
	places, fresh := whereNow(c.documents, keys)
	f := &following{before: c, now: &catalogue{setting: c.setting, entries: len(s.Entries), documents: make([]catalogued, len(keys)), lengths: c.lengths}, places: places}
	for n, key := range keys {
		f.now.documents[n].key = key
	}
	lost := 0
	for n, place := range places {
		if place == gone {
			lost++
			continue
		}
		f.now.documents[place].record = c.documents[n].record
		f.moved = f.moved || int(place) != n
	}
	f.losing = lost > 0
	switch {
	case lost+len(fresh) == 0 && !f.moved && len(places) == len(keys):
		return c, nil
	case lost+len(fresh) > len(keys)/4:
		return nil, nil
	}
	same, err := f.documents(s, pages, fresh)
	if err != nil || !same {
		return nil, err
	}
	if same, err = f.terms(); err != nil || !same {
		return nil, err
	}
	f.now.stems, f.now.numbers = f.words.end(f.amended), f.words.numbers
	return f.now, f.cards(s, pages, fresh)
}

// following is a catalogue on the way to the next.
type following struct {
	before, now *catalogue
	places      []int32 // see whereNow
	moved       bool    // whether a document that stays has another place
	losing      bool    // whether one has none
	words       *recount
	additions   []termAdditions // by their terms
	amended     []termCount
}

// termAdditions are the documents that a term gets.
type termAdditions struct {
	text      string
	additions []addition
}

// termCount is how many documents a term has.
type termCount struct {
	text      string
	documents int
}

// documents counts the documents that are gone and those that are new, and
// reads the texts of the new ones. It is false where the mean lengths are not
// what they were: they are in every impact.
func (f *following) documents(s *site.Site, pages []page, fresh []int) (same bool, err error) {
	f.words = newRecount(f.before)
	var room []byte
	for n, place := range f.places {
		if place != gone {
			continue
		}
		if room, err = f.before.documents[n].record.appendTo(room[:0]); err != nil {
			return false, err
		}
		lengths, ok := readRecord(room, f.words.take)
		if !ok {
			return false, ErrDamaged
		}
		for i := range lengths {
			f.now.lengths[i] -= lengths[i]
		}
	}
	l := &lexicon{}
	reader, texts := newCollector(s.Config, l), textsOf(s, pages)
	gists := make([]gist, len(fresh))
	for i, n := range fresh {
		gists[i] = reader.gist(texts(n))
		f.now.documents[n].record = partOf(f.words.record(nil, &gists[i], l))
	}
	for i, length := range reader.tally.lengths {
		f.now.lengths[i] += length
	}
	average := f.now.averages()
	if average != f.before.averages() {
		return false, nil
	}
	f.additions = additionsOf(gists, fresh, average, l)
	return true, nil
}

// additionsOf gives what gists add to their terms.
func additionsOf(gists []gist, documents []int, average average, l *lexicon) []termAdditions {
	byNumber := make([][]addition, len(l.texts))
	for i := range gists {
		terms, places := reader{data: gists[i].data}, reader{data: gists[i].data, at: int(gists[i].places)}
		score := scorer{norms: average.norms(&terms)}
		var all counts
		for left := terms.number(); left > 0; left-- {
			n := terms.number()
			only, few := terms.counts(&all)
			byNumber[n] = append(byNumber[n], addition{uint32(documents[i]), score.impact(only, few, &all), places.place()})
		}
	}
	var list []termAdditions
	for n, additions := range byNumber {
		if len(additions) > 0 {
			list = append(list, termAdditions{l.texts[n], additions})
		}
	}
	slices.SortFunc(list, func(a, b termAdditions) int { return cmp.Compare(a.text, b.text) })
	return list
}

// cards takes over the sums of the files of cards, but for those in which
// something changed.
func (f *following) cards(s *site.Site, pages []page, fresh []int) (err error) {
	if f.moved || len(f.places) != len(f.now.documents) {
		f.now.cards, err = cardSums(s, pages)
		return err
	}
	f.now.cards = slices.Clone(f.before.cards)
	inFile, last := cardsInFile(len(f.places)), -1
	for _, n := range fresh {
		if i := n / inFile; i != last {
			last = i
			if f.now.cards[i], err = cardSum(s, pages, i); err != nil {
				return err
			}
		}
	}
	return nil
}

// terms amends the terms, and cuts them into blocks as they are cut when all
// are written: from where a block changed to where one ends as it did before.
// It is false where the size of blocks depends on heavy terms.
func (f *following) terms() (same bool, err error) {
	blocks, heavies := f.before.blocks, f.before.heavies
	toBlock, toHeavy := make([][]termAdditions, len(blocks)), make([][]termAdditions, len(heavies))
	for _, t := range f.additions {
		if i, found := slices.BinarySearchFunc(heavies, t.text, func(h heavyPart, text string) int { return cmp.Compare(h.term, text) }); found {
			toHeavy[i] = []termAdditions{t}
		} else {
			i := f.blockOf(t.text)
			toBlock[i] = append(toBlock[i], t)
		}
	}
	opened := make([]openedBlock, len(blocks)+len(heavies)) // those of heavies have one term
	failed := make([]error, len(opened))
	parallel(len(opened), func(i int) {
		a := amenders.Get().(*amender)
		defer amenders.Put(a)
		a.places, a.moved, a.losing = f.places, f.moved, f.losing
		if i < len(blocks) {
			opened[i], failed[i] = a.block(&blocks[i], toBlock[i], false)
		} else {
			opened[i], failed[i] = a.heavy(&heavies[i-len(blocks)], toHeavy[i-len(blocks)])
		}
	})
	if err := errors.Join(failed...); err != nil {
		return false, err
	}
	for i := range opened {
		f.amended = append(f.amended, opened[i].amended...)
	}
	if err := f.weigh(opened); err != nil {
		return false, err
	}
	limit, err := f.limit(opened[:len(blocks)])
	if err != nil || limit == 0 {
		return false, err
	}
	return true, f.cut(opened[:len(blocks)], limit)
}

// limit gives the size of blocks. Where it may be another than before, all of
// them are opened. It is 0 where it cannot be told from the blocks.
func (f *following) limit(opened []openedBlock) (int, error) {
	limit := blockSizeOf(len(f.now.documents))
	if min(f.before.entries, f.now.entries) > packEntries && blockSizeOf(len(f.places)) == limit {
		return limit, nil
	}
	var terms []*encodedTerm
	for i := range opened {
		if err := f.open(i, &opened[i]); err != nil {
			return 0, err
		}
		terms = append(terms, opened[i].terms...)
	}
	if f.now.entries <= packEntries && len(f.now.heavies) > 0 {
		return 0, nil
	}
	return blockLimit(f.now.entries, len(f.now.documents), terms), nil
}

// blockOf gives the block in which a term has its place in the order.
func (f *following) blockOf(text string) int {
	after, _ := slices.BinarySearchFunc(f.before.blocks, text, func(b blockPart, text string) int {
		if b.first <= text {
			return -1
		}
		return 1
	})
	return max(after-1, 0)
}

// weigh gives the terms that have become heavy files of their own, and those
// that are no longer heavy a place in a block.
func (f *following) weigh(opened []openedBlock) error {
	var heavies []heavyPart
	for i := range f.before.heavies {
		o := &opened[len(f.before.blocks)+i]
		switch {
		case !o.open:
			heavies = append(heavies, f.before.heavies[i])
		case len(o.terms) == 0:
		case o.terms[0].heavy():
			heavies = append(heavies, newHeavy(o.terms[0]))
		default:
			light := o.terms[0]
			block := &opened[f.blockOf(light.text)]
			if err := f.open(f.blockOf(light.text), block); err != nil {
				return err
			}
			at, _ := slices.BinarySearchFunc(block.terms, light.text, func(t *encodedTerm, text string) int { return cmp.Compare(t.text, text) })
			block.terms = slices.Insert(block.terms, at, light)
		}
	}
	for i := range f.before.blocks {
		opened[i].terms = slices.DeleteFunc(opened[i].terms, func(t *encodedTerm) bool {
			if t.heavy() {
				heavies = append(heavies, newHeavy(t))
			}
			return t.heavy()
		})
	}
	slices.SortFunc(heavies, func(a, b heavyPart) int { return cmp.Compare(a.term, b.term) })
	f.now.heavies = heavies
	return nil
}

// open opens a block that stays as it is.
func (f *following) open(i int, o *openedBlock) (err error) {
	if !o.open {
		a := &amender{places: f.places}
		*o, err = a.block(&f.before.blocks[i], nil, true)
	}
	return err
}

// cut cuts the blocks anew.
func (f *following) cut(opened []openedBlock, limit int) error {
	type cutBlock struct {
		terms  []*encodedTerm // nil = it is as it was
		before int
	}
	var blocks []cutBlock
	c := cutter{limit: limit, cut: func(terms []*encodedTerm) { blocks = append(blocks, cutBlock{terms: terms}) }}
	for i := range opened {
		if !opened[i].open && len(c.current) == 0 {
			blocks = append(blocks, cutBlock{before: i})
			continue
		}
		if err := f.open(i, &opened[i]); err != nil {
			return err
		}
		for _, t := range opened[i].terms {
			c.add(t)
		}
	}
	c.flush()
	f.now.blocks = make([]blockPart, len(blocks))
	parallel(len(blocks), func(i int) {
		if blocks[i].terms == nil {
			f.now.blocks[i] = f.before.blocks[blocks[i].before]
		} else {
			f.now.blocks[i] = newBlock(blocks[i].terms)
		}
	})
	return nil
}
