package search

import (
	"runtime"
	"slices"
	"strconv"
	"strings"

	"blotter/internal/site"
)

// settingOf covers what tokens and cards depend on besides the documents and
// the program.
func settingOf(cfg *site.Config, reading site.Digest) site.Digest {
	var in site.Inputs
	in.Digest(reading)
	in.Text(strconv.FormatBool(isEnglish(cfg)), cfg.Language)
	for _, group := range cfg.Synonyms {
		in.Text(strings.Join(group, "\x00"))
	}
	for _, words := range []site.Vocabulary{cfg.Types, cfg.Techniques, cfg.Chains, cfg.Sectors} {
		in.Number(len(words.Terms))
		for _, term := range words.Terms {
			in.Text(term.Key, term.Label)
		}
	}
	return in.Sum()
}

// keyed gives documents their keys: digests of everything that gists and cards
// have of them, under one setting.
type keyed struct {
	// sum, which may be nil, knows the files of entries: their texts are not
	// read then.
	sum func(*site.Incident) (site.Digest, bool)
	// told are the digests of what entries tell by themselves, where their
	// files are not known; look-up only. What is behind a pointer never changes.
	told map[*site.Incident]site.Digest
}

// keys gives the keys of all documents, entries first.
func (k *keyed) keys(s *site.Site, pages []page) []site.Digest {
	names := make(map[*site.Profile]site.Digest, len(s.Profiles)) // look-up only
	for _, profile := range s.Profiles {
		names[profile] = namesOf(profile)
	}
	keys, own := make([]site.Digest, len(s.Entries)+len(pages)), make([]site.Digest, len(s.Entries))
	shards := runtime.GOMAXPROCS(0)
	parallel(shards, func(i int) {
		texts := textsOf(s, pages)
		var in site.Inputs
		for n := len(keys) * i / shards; n < len(keys)*(i+1)/shards; n++ {
			in.Data = in.Data[:0]
			if n >= len(s.Entries) {
				p := &pages[n-len(s.Entries)]
				in.Text(p.path, p.title, p.sort)
				texted(&in, texts(n))
				keys[n] = sumOf(in.Data)
				continue
			}
			entry := s.Entries[n]
			own[n] = k.own(s, entry, texts, &in)
			in.Data = in.Data[:0]
			in.Text(entry.Path)
			in.Digest(own[n])
			for _, person := range entry.People {
				in.Digest(names[person.Profile])
			}
			keys[n] = sumOf(in.Data)
		}
	})
	if k.sum == nil {
		k.told = make(map[*site.Incident]site.Digest, len(own))
		for n, sum := range own {
			k.told[s.Entries[n].Incident] = sum
		}
	}
	return keys
}

// own gives a digest of what an entry tells by itself: that of its file, or of
// its texts and its card.
func (k *keyed) own(s *site.Site, entry *site.Entry, texts func(int) []fieldText, in *site.Inputs) site.Digest {
	if k.sum != nil {
		if sum, known := k.sum(entry.Incident); known {
			return sum
		}
	} else if sum, known := k.told[entry.Incident]; known {
		return sum
	}
	in.Text(entryCard(s, entry)...)
	texted(in, texts(entry.Index))
	return sumOf(in.Data)
}

func namesOf(profile *site.Profile) site.Digest {
	var in site.Inputs
	in.Text(profile.Name)
	for _, alias := range profile.Aliases {
		in.Text(alias.Name)
	}
	return in.Sum()
}

func texted(in *site.Inputs, texts []fieldText) {
	for _, t := range texts {
		in.Number(int(t.field))
		in.Text(t.text)
	}
}

// gone is where a document goes that has no place in the next index.
const gone = -1

// whereNow gives for each document of one index its place in the next, or
// gone, and which documents of the next are new. Those that stay keep their
// order: one that went from one place to another is gone, and new.
func whereNow(before []catalogued, now []site.Digest) (places []int32, fresh []int) {
	places = make([]int32, len(before))
	if len(before) == len(now) {
		for n, key := range now {
			places[n] = int32(n)
			if before[n].key != key {
				places[n] = gone
				fresh = append(fresh, n)
			}
		}
		const few = 64 // documents in which something changed, and no other moved
		if len(fresh) <= few {
			return places, fresh
		}
	}
	at := make(map[site.Digest][]int32, len(before))
	for n := range before {
		places[n] = gone
		at[before[n].key] = append(at[before[n].key], int32(n))
	}
	pairs := make([]int32, 0, len(now)) // of documents that were before, where they were
	of := make([]int, 0, len(now))      // and which they are now
	for n, key := range now {
		if were := at[key]; len(were) > 0 {
			pairs, of = append(pairs, were[0]), append(of, n)
			at[key] = were[1:]
		}
	}
	stays := make([]bool, len(now))
	for _, i := range longestAscent(pairs) {
		places[pairs[i]] = int32(of[i])
		stays[of[i]] = true
	}
	fresh = fresh[:0]
	for n, stay := range stays {
		if !stay {
			fresh = append(fresh, n)
		}
	}
	return places, fresh
}

// longestAscent gives the places of as many numbers as ascend.
func longestAscent(numbers []int32) []int {
	before := make([]int, len(numbers)) // the place of the number before, in the best that ends here
	var ends []int                      // by length, the place at which the best of it ends
	for i, n := range numbers {
		length, _ := slices.BinarySearchFunc(ends, n, func(end int, n int32) int { return int(numbers[end] - n) })
		before[i] = gone
		if length > 0 {
			before[i] = ends[length-1]
		}
		if length == len(ends) {
			ends = append(ends, i)
		} else {
			ends[length] = i
		}
	}
	ascent := make([]int, len(ends))
	for n := len(ends) - 1; n >= 0; n-- {
		if n == len(ends)-1 {
			ascent[n] = ends[n]
		} else {
			ascent[n] = before[ascent[n+1]]
		}
	}
	return ascent
}
