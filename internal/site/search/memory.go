package search

import (
	"encoding/binary"
	"maps"
	"strconv"
	"strings"
	"sync"

	"blotter/internal/site"
)

// Memory is what one index leaves to the next: the gist of each document, by a
// hash of its texts, so that only new texts are read again. It is of one
// process; Keep and Open carry it to another. The zero value remembers
// nothing. It may be used from any goroutine, and serves one index at a time.
type Memory struct {
	mutex   sync.Mutex
	setting site.Digest // of what gists depend on besides the texts
	lexicon *lexicon
	gists   map[site.Digest]keptGist
	tally   tally // of the documents of the last index, as often as gists say

	whole  *wholeFile // that was opened; nil = none
	fresh  int        // gists that no file has
	broken bool       // a file that was opened is of no use
}

// keptGist is a gist with where it is from, and the documents that have it and
// are in the tally.
type keptGist struct {
	gist  gist
	from  source
	times int
}

// source says where a gist is from.
type source uint8

const (
	made      source = iota // by this process
	fromWhole               // a file of all gists
	fromSince               // a file of those that were made since
)

// wholeFile is what a file of later gists needs to know of the one before it.
type wholeFile struct {
	termOf   []uint32    // of its lexicon, by number of a text
	gists    int         // how many it has
	identity site.Digest // of the lexicon
}

// Forget makes the memory one that remembers nothing.
func (m *Memory) Forget() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.lexicon, m.gists, m.tally, m.whole = nil, nil, tally{}, nil
}

// settingOf covers what gists depend on besides the texts and the program.
func settingOf(cfg *site.Config) site.Digest {
	parts := [][]byte{[]byte(strconv.FormatBool(isEnglish(cfg)))}
	for _, group := range cfg.Synonyms {
		parts = append(parts, []byte(strings.Join(group, "\x00")))
	}
	return site.DigestOf(parts...)
}

// begin forgets what was made under another setting, or holds more texts of
// the past than of the present.
func (m *Memory) begin(cfg *site.Config) {
	setting := settingOf(cfg)
	if m.lexicon == nil || m.setting != setting || m.tally.idle() {
		m.setting, m.lexicon, m.gists, m.tally, m.whole = setting, &lexicon{}, nil, tally{}, nil
	}
}

// idle reports whether most texts of the lexicon are in no document.
func (t *tally) idle() bool {
	const few = 20_000
	idle := 0
	for n := range t.terms {
		if t.terms[n].documents == 0 && t.words[n].times == 0 {
			idle++
		}
	}
	return idle > len(t.terms)/2+few
}

// learn replaces what was remembered by what this index is of. Where few
// documents are new it gives all of them as one shard, counted by the
// difference; else they are still to be counted.
func (m *Memory) learn(shards []shard) (all shard, counted bool) {
	before := m.gists
	m.gists, m.fresh = make(map[site.Digest]keptGist, len(before)), 0
	for i := range shards {
		for n, key := range shards[i].keys {
			kept := m.gists[key]
			if kept.times == 0 && shards[i].from[n] == made {
				m.fresh++
			}
			m.gists[key] = keptGist{shards[i].gists[n], shards[i].from[n], kept.times + 1}
		}
		all.gists = append(all.gists, shards[i].gists...)
	}
	changes := map[site.Digest]int{}
	for key, kept := range m.gists {
		changes[key] = kept.times - before[key].times
	}
	for key, kept := range before {
		changes[key] = m.gists[key].times - kept.times
	}
	maps.DeleteFunc(changes, func(_ site.Digest, times int) bool { return times == 0 })
	if len(m.tally.terms) == 0 || len(changes) > len(m.gists)/4 {
		return all, false
	}
	m.tally.room(len(m.lexicon.texts))
	for key, times := range changes {
		kept := m.gists[key]
		if kept.gist == nil {
			kept = before[key]
		}
		if !m.tally.add(kept.gist, times) {
			return all, false
		}
	}
	all.tally = m.tally
	return all, true
}

// count remembers what was counted of all documents.
func (m *Memory) count(shards []shard) {
	m.tally = tally{}
	m.tally.room(len(m.lexicon.texts))
	for i := range shards {
		m.tally.join(&shards[i].tally)
	}
}

func (t *tally) join(other *tally) {
	for f, n := range other.lengths {
		t.lengths[f] += n
	}
	for n, e := range other.terms {
		own := &t.terms[n]
		own.documents += e.documents
		own.more += e.more
		own.highs += e.highs
		own.rest += e.rest
	}
	for n, w := range other.words {
		t.words[n].times += w.times
		t.words[n].named += w.named
	}
}

// appendKey writes the texts of a document, for its key.
func appendKey(room []byte, texts []fieldText) []byte {
	for _, t := range texts {
		room = append(room, byte(t.field))
		room = binary.AppendUvarint(room, uint64(len(t.text)))
		room = append(room, t.text...)
	}
	return room
}
