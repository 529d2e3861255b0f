package search

import (
	"maps"
	"slices"
	"strings"
)

// language is what the client's analyzer is given with the index: the tables
// that this one uses, so that no list stands in two places, and the rules of the
// stemmer.
type language struct {
	Stops   []string          `json:"stops"`
	Letters map[string]string `json:"letters"` // what folding puts for a letter
	Scales  map[string]int    `json:"scales"`  // powers of ten
	Stemmer *stemmer          `json:"stemmer"` // nil for a language without one
}

func newLanguage(english bool) language {
	letters := map[string]string{}
	for letter, plain := range spellings {
		letters[string(letter)] = plain
	}
	l := language{Stops: slices.Sorted(maps.Keys(stopWords)), Letters: letters, Scales: scales}
	if english {
		l.Stemmer = &porter2
	}
	return l
}

// stemmer is the rules by which the client takes endings off. Patterns are
// regular expressions of JavaScript.
type stemmer struct {
	// Irregular words have stems that no rule gives.
	Irregular map[string]string `json:"irregular"`
	// Marked finds a y that is a consonant, behind its group; it becomes Y.
	Marked string `json:"marked"`
	// Region finds what lies before a region, at the beginning of the word for
	// the first one and of the first one for the second.
	Region string `json:"region"`
	// Steps are taken one after the other: of each, the first rule that is
	// found in its region.
	Steps [][]rule `json:"steps"`
}

// rule is a pattern, what takes its place, and the region in which it must be
// found whole: 0 for the word, 1, 2. It is a list in JSON, for its size.
type rule [3]any

// porter2 is the Snowball stemmer for English, as the client runs it. The
// vectors hold it to the one that this package runs.
var porter2 = stemmer{
	Irregular: irregularStems(`skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli only:onli
		singly:singl sky: news: howe: atlas: cosmos: bias: andes: inning:-s outing:-s canning:-s herring:-s earring:-s proceed:-s exceed:-s succeed:-s`),
	Marked: "^y|([aeiouy])y",
	Region: "^(?:gener|commun|arsen)|.*?[aeiouy][^aeiouy]|.*",
	Steps: [][]rule{
		{{"(?<=ss)es$|(?<=^.?ie)[ds]$|(?<=..i)e[ds]$|(?<=[aeiouy].*[^us])(?<!ie|sse)s$", "", 0}},
		{
			{"eed(ly)?$", "ee", 1},
			{"(?<=[aeiouy].*)(at|bl|iz)(ed|ing)(ly)?$", "$1e", 0},
			{"(?<=[aeiouy].*)([bdfgmnprt])\\1((?<!e)ed|ing)(ly)?$", "$1", 0},
			{"^([^aeiouy]+[aeiouy][^aeiouywxY]|[aeiouy][^aeiouy]|gener|commun|arsen)(ed|ing)(ly)?$", "$1e", 0},
			{"(?<=[aeiouy].*)((?<!e)ed|ing)(ly)?$", "", 0},
		},
		{{"(?<=.[^aeiouy])[yY]$", "i", 0}},
		{
			{"(at)ion(al)?$|([ae]nc|a?bl)i$|(iz)(er|ation)$|(at)or$|(iv)iti$", "$1$3$4$6$7e", 1},
			{"(tion)al$|(ent|less|ful|ous|al)li$|(al)i(sm|ti)$|(ful|ous|ive)ness$|(?<=l)(og)i$|(?<=[cdeghkmnrt])li$", "$1$2$3$5$6", 1},
			{"biliti$", "ble", 1},
		},
		{
			{"(at)ional$", "$1e", 1},
			{"(tion)al$|(al)ize$|(ic)(ate|iti|al)$|(ful|ness)$", "$1$2$3", 1},
			{"ative$", "", 2},
		},
		{{"(al|[ae]nce|er|ic|[ai]ble|ant|e?ment|ent|ism|ate|iti|ous|ive|ize|(?<=[st])ion)$", "", 2}},
		{
			{"e$|(?<=l)l$", "", 2},
			{"(?<!^[aeiouy][^aeiouy]|[^aeiouy][aeiouy][^aeiouywxY])e$", "", 1},
		},
	},
}

// irregularStems reads words with their stems: a word without one is its own,
// and "-s" says that its plural has it too.
func irregularStems(text string) map[string]string {
	stems := map[string]string{}
	for _, pair := range strings.Fields(text) {
		word, stem, _ := strings.Cut(pair, ":")
		switch stem {
		case "":
			stem = word
		case "-s":
			stem = word
			stems[word+"s"] = word
		}
		stems[word] = stem
	}
	return stems
}
