package search

import (
	"encoding/binary"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

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
	used    int // texts of the lexicon that the last index had a use for

	whole  *wholeFile // that was opened; nil = none
	fresh  int        // gists that no file has
	broken bool       // a file that was opened is of no use
}

// keptGist is a gist with where it is from.
type keptGist struct {
	gist gist
	from source
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
	texts    int         // of its lexicon
	gists    int         //
	identity site.Digest // of the lexicon
}

// Forget makes the memory one that remembers nothing.
func (m *Memory) Forget() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.lexicon, m.gists, m.whole, m.used = nil, nil, nil, 0
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
	const few = 20_000
	setting := settingOf(cfg)
	if m.lexicon == nil || m.setting != setting || m.used > 0 && len(m.lexicon.texts) > 2*m.used+few {
		m.setting, m.lexicon, m.gists, m.whole = setting, &lexicon{}, nil, nil
	}
}

// recall finds gists while new ones are made.
type recall struct {
	gists  map[site.Digest]keptGist
	terms  []uint32 // those of the lexicon before anything new, by the number of a word
	broken atomic.Bool
}

func (m *Memory) recall() *recall {
	return &recall{gists: m.gists, terms: append([]uint32(nil), m.lexicon.termOf...)}
}

// find gives the gist of texts. One from a file is looked at before it is
// believed.
func (r *recall) find(key site.Digest) (keptGist, bool) {
	kept, ok := r.gists[key]
	if ok && kept.from != made && !kept.gist.sound(r.terms) {
		r.broken.Store(true)
		return keptGist{}, false
	}
	return kept, ok
}

// learn replaces what was remembered by what this index is of.
func (m *Memory) learn(shards []shard, broken bool) {
	count := 0
	for i := range shards {
		count += len(shards[i].keys)
	}
	m.gists, m.fresh, m.broken = make(map[site.Digest]keptGist, count), 0, m.broken || broken
	for i := range shards {
		for n, key := range shards[i].keys {
			kept := keptGist{shards[i].gists[n], shards[i].from[n]}
			if kept.from == made {
				m.fresh++
			}
			m.gists[key] = kept
		}
	}
	words := sumWords(shards, len(m.lexicon.texts))
	m.used = 0
	for n := range words {
		used := words[n].times > 0
		for i := range shards {
			used = used || shards[i].terms[n].documents > 0
		}
		if used {
			m.used++
		}
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
