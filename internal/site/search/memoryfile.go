package search

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"slices"

	"blotter/internal/site"
)

// Why what was kept is not used.
var (
	ErrDamaged = errors.New("is damaged or not ours")
	ErrForeign = errors.New("was written by another version of the program")
	ErrApart   = errors.New("does not belong to the file beside it")
)

// The headers name the forms; another form is another header. Behind it stand
// the program and the setting; in a file of later gists what the lexicon was
// that it goes on from; the texts of the lexicon, and for each word its term; in
// a file of all gists what was counted of them, in the other the older texts
// that have become words; the gists with their keys, in a
// file of all with the documents that have them; and a checksum.
const (
	wholeHeader = "blotter words 1\n"
	sinceHeader = "blotter words since 1\n"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Keep gives a function that writes what the next process can use: all of it,
// which takes the place of every file before, or what is new since the file of
// all, which takes the place of the one before it. The function is nil where
// nothing is new; it is called before the next index is made. Its error is that
// of the writer.
func (m *Memory) Keep(program string) (all bool, write func(io.Writer) error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.lexicon == nil {
		return false, nil
	}
	since := 0
	for _, kept := range m.gists {
		if kept.from != fromWhole {
			since++
		}
	}
	switch {
	case m.whole == nil || m.broken || m.tooMany(since):
		return true, func(to io.Writer) error { return m.write(to, program, true) }
	case m.fresh > 0:
		return false, func(to io.Writer) error { return m.write(to, program, false) }
	}
	return false, nil
}

// tooMany reports whether the gists that are new, and those of the whole file
// that are gone, are so many that writing all costs less in the end.
func (m *Memory) tooMany(since int) bool {
	const fewest, part = 64, 8
	gone := m.whole.gists - (len(m.gists) - since)
	return since+gone > max(fewest, m.whole.gists/part)
}

func (m *Memory) write(to io.Writer, program string, all bool) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	w := sealer{to: to}
	header, first := wholeHeader, 0
	if !all {
		header, first = sinceHeader, len(m.whole.termOf)
	}
	w.out = append(w.out, header...)
	w.text(program)
	w.out = append(w.out, m.setting[:]...)
	if !all {
		w.out = append(w.out, m.whole.identity[:]...)
	}
	w.out = appendLexicon(w.out, m.lexicon, first)
	if all {
		w.out = m.tally.appendTo(w.out)
	} else {
		w.out = appendNewWords(w.out, m.whole.termOf, m.lexicon.termOf)
	}
	count := 0
	for _, kept := range m.gists {
		if all || kept.from != fromWhole {
			count++
		}
	}
	w.out = binary.AppendUvarint(w.out, uint64(count))
	// The order is that of a map: nothing is made of it.
	for key, kept := range m.gists {
		if all || kept.from != fromWhole {
			w.out = append(w.out, key[:]...)
			if all {
				w.out = binary.AppendUvarint(w.out, uint64(kept.times))
			}
			w.text(string(kept.gist))
		}
	}
	return w.close()
}

// appendLexicon writes the texts from a number on, and for each the number of
// its term and one.
func appendLexicon(out []byte, l *lexicon, first int) []byte {
	out = binary.AppendUvarint(out, uint64(len(l.texts)-first))
	for _, text := range l.texts[first:] {
		out = binary.AppendUvarint(out, uint64(len(text)))
		out = append(out, text...)
	}
	for _, term := range l.termOf[first:] {
		out = binary.AppendUvarint(out, uint64(term+1)) // noText becomes 0
	}
	return out
}

// appendNewWords writes the texts of a lexicon that were no words before, with
// their terms.
func appendNewWords(out []byte, before, now []uint32) []byte {
	var list []byte
	count := 0
	for n, term := range before {
		if now[n] != term {
			list = binary.AppendUvarint(binary.AppendUvarint(list, uint64(n)), uint64(now[n]))
			count++
		}
	}
	return append(binary.AppendUvarint(out, uint64(count)), list...)
}

// newWords reads what appendNewWords wrote; false if it is none.
func (r *reader) newWords(termOf []uint32) bool {
	for range r.number() {
		n, term := int(r.number()), r.number()
		if r.spoilt || n >= len(termOf) || int(term) >= len(termOf) {
			return false
		}
		termOf[n] = term
	}
	return true
}

// appendTo writes what was counted.
func (t *tally) appendTo(out []byte) []byte {
	for _, n := range t.lengths {
		out = binary.AppendUvarint(out, uint64(n))
	}
	for n, e := range t.terms {
		for _, n := range [...]uint32{e.documents, e.more, e.highs, e.rest, t.words[n].times, t.words[n].named} {
			out = binary.AppendUvarint(out, uint64(n))
		}
	}
	return out
}

// tally reads what was counted over so many texts.
func (r *reader) tally(texts int) (t tally) {
	for f := range t.lengths {
		t.lengths[f] = int(r.number())
	}
	t.room(texts)
	for n := range t.terms {
		e, w := &t.terms[n], &t.words[n]
		for _, into := range [...]*uint32{&e.documents, &e.more, &e.highs, &e.rest, &w.times, &w.named} {
			*into = r.number()
		}
	}
	return t
}

// sealer writes what it is given, with a checksum behind it.
type sealer struct {
	to     io.Writer
	out    []byte
	sum    uint32
	failed error
}

func (w *sealer) text(text string) {
	w.out = binary.AppendUvarint(w.out, uint64(len(text)))
	w.out = append(w.out, text...)
	if len(w.out) > 1<<18 {
		w.flush()
	}
}

func (w *sealer) flush() {
	w.sum = crc32.Update(w.sum, castagnoli, w.out)
	if w.failed == nil {
		_, w.failed = w.to.Write(w.out)
	}
	w.out = w.out[:0]
}

func (w *sealer) close() error {
	w.flush()
	w.out = binary.LittleEndian.AppendUint32(w.out, w.sum)
	w.flush()
	return w.failed
}

// Open reads what Keep wrote of all gists, and then what it wrote of later
// ones, for a Memory that remembers nothing; either may be nil. It shares the
// memory of the data, which nobody may write to any more. The errors say why
// one of them is of no use: ErrDamaged, ErrForeign or ErrApart.
func (m *Memory) Open(program string, all, since []byte) (allErr, sinceErr error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if all == nil {
		return nil, nil
	}
	r, setting, err := unseal(wholeHeader, program, all)
	if err != nil {
		m.broken = true
		return err, nil
	}
	from := r.at
	l := &lexicon{}
	if !r.lexicon(l) {
		m.broken = true
		return ErrDamaged, nil
	}
	identity := site.DigestOf(r.data[from:r.at])
	counted := r.tally(len(l.texts))
	gists := map[site.Digest]keptGist{}
	if !r.gists(gists, fromWhole) {
		m.broken = true
		return ErrDamaged, nil
	}
	m.setting, m.lexicon, m.gists, m.tally = setting, l, gists, counted
	m.whole = &wholeFile{termOf: slices.Clone(l.termOf), gists: len(gists), identity: identity}
	if since == nil {
		return nil, nil
	}
	sinceErr = m.openSince(program, since)
	m.broken = sinceErr != nil
	return nil, sinceErr
}

func (m *Memory) openSince(program string, data []byte) error {
	r, setting, err := unseal(sinceHeader, program, data)
	if err != nil {
		return err
	}
	if setting != m.setting || r.digest() != m.whole.identity {
		return ErrApart
	}
	longer := &lexicon{texts: m.lexicon.texts, termOf: slices.Clone(m.lexicon.termOf)}
	later := map[site.Digest]keptGist{}
	if !r.lexicon(longer) || !r.newWords(longer.termOf) || !r.gists(later, fromSince) {
		return ErrDamaged
	}
	m.lexicon = longer
	for key, kept := range later {
		if _, ok := m.gists[key]; !ok {
			m.gists[key] = kept
		}
	}
	return nil
}

// unseal opens a file up to its setting.
func unseal(header, program string, data []byte) (r reader, setting site.Digest, err error) {
	const sum = 4
	body := len(data) - sum
	if body < len(header) || !bytes.HasPrefix(data, []byte(header)) ||
		crc32.Checksum(data[:body], castagnoli) != binary.LittleEndian.Uint32(data[body:]) {
		return r, setting, ErrDamaged
	}
	r = reader{data: data[:body], at: len(header)}
	maker := r.bytes()
	if string(maker) != program {
		return r, setting, ErrForeign
	}
	return r, r.digest(), nil
}

// bytes reads bytes with their number before them, without copying.
func (r *reader) bytes() []byte { return r.take(int(r.number())) }

func (r *reader) take(n int) []byte {
	if n > len(r.data)-r.at {
		r.spoil()
		return nil
	}
	r.at += n
	return r.data[r.at-n : r.at : r.at]
}

func (r *reader) digest() (d site.Digest) {
	copy(d[:], r.take(len(d)))
	return d
}

// lexicon reads texts behind those that there are; false if they are none.
func (r *reader) lexicon(l *lexicon) bool {
	count := int(r.number())
	if count > len(r.data)-r.at {
		return false
	}
	start := r.at
	ends := make([]int, 0, count)
	for range count {
		r.bytes()
		ends = append(ends, r.at)
	}
	// One piece of memory for all texts.
	all := string(r.data[start:r.at])
	again := reader{data: r.data, at: start}
	for _, end := range ends {
		again.number()
		l.texts = append(l.texts, all[again.at-start:end-start])
		again.at = end
	}
	for range count {
		term := r.number() - 1 // 0 becomes noText
		if term != noText && int(term) >= len(l.texts) {
			return false
		}
		l.termOf = append(l.termOf, term)
	}
	return !r.spoilt
}

// gists reads the gists up to the end; false if they are none.
func (r *reader) gists(gists map[site.Digest]keptGist, from source) bool {
	for range r.number() {
		key := r.digest()
		times := 0
		if from == fromWhole {
			times = int(r.number())
		}
		own := r.bytes()
		if r.spoilt {
			return false
		}
		gists[key] = keptGist{gist(own), from, times}
	}
	return !r.spoilt && r.at == len(r.data)
}
