package search

import (
	"maps"
	"slices"
)

// language is what the client's analyzer is given with the index: the tables
// that this one uses, so that no list stands in two places.
type language struct {
	Stops   []string          `json:"stops"`
	Letters map[string]string `json:"letters"` // what folding puts for a letter
	Scales  map[string]int    `json:"scales"`  // powers of ten
	English bool              `json:"english"` // words are stemmed
}

func newLanguage(english bool) language {
	letters := map[string]string{}
	for letter, plain := range spellings {
		letters[string(letter)] = plain
	}
	return language{Stops: slices.Sorted(maps.Keys(stopWords)), Letters: letters, Scales: scales, English: english}
}
