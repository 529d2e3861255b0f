package search

import "slices"

// openedBlock is a block that had to be opened, or not.
type openedBlock struct {
	open    bool
	terms   []*encodedTerm // that are left, in their order
	amended []termCount    // those that lost documents or got some
}

// block amends the terms of a block. It leaves the block closed where nothing
// is to be amended, unless it has to be open.
func (a *amender) block(b *blockPart, additions []termAdditions, open bool) (o openedBlock, err error) {
	room := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	if *room, err = b.terms.appendTo((*room)[:0]); err != nil {
		return o, err
	}
	touched, ok := a.look(*room)
	if !ok {
		return o, ErrDamaged
	}
	if o.open = open || len(additions) > 0 || slices.Contains(touched, true); !o.open {
		return o, nil
	}
	terms, ok := readBlock(*room)
	if !ok {
		return o, ErrDamaged
	}
	places, err := b.places.appendTo(nil)
	if err != nil {
		return o, err
	}
	if !readPlaces(places, terms) {
		return o, ErrDamaged
	}
	changed := false
	take := func(t *encodedTerm, more []addition) bool {
		amended, ok := a.amend(t, more)
		if !ok {
			return false
		}
		changed = changed || amended != t
		if len(more) > 0 || amended.documents != t.documents {
			o.amended = append(o.amended, termCount{t.text, amended.documents})
		}
		if amended.documents > 0 {
			o.terms = append(o.terms, amended)
		}
		return true
	}
	for i := range terms {
		t := &terms[i]
		for ; len(additions) > 0 && additions[0].text < t.text; additions = additions[1:] {
			if !take(&encodedTerm{text: additions[0].text}, additions[0].additions) {
				return o, ErrDamaged
			}
		}
		var own []addition
		if len(additions) > 0 && additions[0].text == t.text {
			own, additions = additions[0].additions, additions[1:]
		}
		if own == nil && !touched[i] {
			o.terms = append(o.terms, t)
		} else if !take(t, own) {
			return o, ErrDamaged
		}
	}
	for _, more := range additions {
		if !take(&encodedTerm{text: more.text}, more.additions) {
			return o, ErrDamaged
		}
	}
	if !changed && !open {
		return openedBlock{amended: o.amended}, nil
	}
	return o, nil
}

// heavy amends a heavy term.
func (a *amender) heavy(h *heavyPart, additions []termAdditions) (o openedBlock, err error) {
	room := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	if *room, err = h.lists.appendTo((*room)[:0]); err != nil {
		return o, err
	}
	r := reader{data: *room}
	if !a.find(&r, h.documents) {
		return o, ErrDamaged
	}
	var own []addition
	if len(additions) > 0 {
		own = additions[0].additions
	}
	if !a.touched() && own == nil {
		return o, nil
	}
	places := rooms.Get().(*[]byte)
	defer rooms.Put(places)
	if *places, err = h.places.appendTo((*places)[:0]); err != nil {
		return o, err
	}
	t := &encodedTerm{text: h.term, documents: h.documents, posts: *room, places: placed{own: *places}}
	amended, ok := a.amend(t, own)
	if !ok {
		return o, ErrDamaged
	}
	if a.moved { // which leaves the positions where they are
		amended.places.own = slices.Clone(amended.places.own)
	}
	o.amended = []termCount{{h.term, amended.documents}}
	if o.open = amended != t; !o.open {
		return o, nil
	}
	if amended.documents > 0 {
		o.terms = []*encodedTerm{amended}
	}
	return o, nil
}

// look tells which terms of a block have to be amended for what is gone or
// moved. It is false for what is no block.
func (a *amender) look(data []byte) (touched []bool, ok bool) {
	r := reader{data: data}
	count := int(r.number())
	if count > len(data) {
		return nil, false
	}
	r.pass(count)
	texts := 0
	for range count {
		texts += int(r.number())
	}
	r.take(texts)
	documents := reader{data: data, at: r.at}
	r.pass(count)
	touched = make([]bool, count)
	for i := range touched {
		if !a.find(&r, int(documents.number())) {
			return nil, false
		}
		touched[i] = a.touched()
	}
	return touched, !r.spoilt
}

// readBlock reads the terms of a block as appendBlock wrote them, into memory
// of their own. It is false for what is no block.
func readBlock(data []byte) (terms []encodedTerm, ok bool) {
	r := reader{data: data}
	count := int(r.number())
	if count > len(data) {
		return nil, false
	}
	sizes := make([][2]int, count) // shared with the term before, and of the rest
	for side := range 2 {
		for i := range sizes {
			sizes[i][side] = int(r.number())
		}
	}
	terms = make([]encodedTerm, count)
	before := ""
	for i, size := range sizes {
		rest := r.take(size[1])
		if size[0] > len(before) || r.spoilt {
			return nil, false
		}
		before = before[:size[0]] + string(rest)
		terms[i].text = before
	}
	for i := range terms {
		terms[i].documents = int(r.number())
	}
	lists := make([][]byte, count)
	for i := range terms {
		start := r.at
		r.pass(terms[i].documents)
		lists[i] = data[start:r.at]
	}
	for i := range terms {
		terms[i].posts = slices.Concat(lists[i], r.take(terms[i].documents))
	}
	return terms, !r.spoilt && r.at == len(data)
}

// readPlaces reads the positions of the terms of a block as appendPlaces wrote
// them.
func readPlaces(data []byte, terms []encodedTerm) bool {
	r := reader{data: data}
	sizes := make([]int, len(terms))
	for i := range sizes {
		sizes[i] = int(r.number())
	}
	for i, size := range sizes {
		terms[i].places.own = r.take(size)
	}
	return !r.spoilt && r.at == len(data)
}
