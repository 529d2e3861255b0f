package check

import (
	"slices"
	"strings"

	"blotter/internal/site"
)

// titled is a title as the rules compare it.
type titled struct {
	folded string
	words  []int32 // that name somebody or something, as numbers; sorted, each once
}

// titleBook holds the titles of a record, taken apart. The next one takes over
// those of incidents that are still there.
type titleBook struct {
	incidents []*site.Incident
	titles    []titled         // in the order of incidents
	numbers   map[string]int32 // of words
	enough    int              // numbers that a book made anew would have had room for
}

// titlesOf takes the titles of incidents apart, but for those that an earlier
// book has.
func titlesOf(incidents []*site.Incident, before titleBook) titleBook {
	if before.numbers == nil || len(before.numbers) > before.enough {
		before = titleBook{numbers: map[string]int32{}}
	}
	book := titleBook{incidents, make([]titled, len(incidents)), before.numbers, before.enough}
	at := 0
	for i, incident := range incidents {
		for at < len(before.incidents) && before.incidents[at] != incident && before.incidents[at].ID < incident.ID {
			at++
		}
		if at < len(before.incidents) && before.incidents[at] == incident {
			book.titles[i] = before.titles[at]
		} else {
			book.titles[i] = titled{fold(incident.Title), nameWords(incident.Title, book.numbers)}
		}
	}
	if before.incidents == nil {
		book.enough = 2*len(book.numbers) + 1000
	}
	return book
}

// nameWords gives the words of a title that name somebody or something, as
// numbers. Figures and the words of the trade are left out.
func nameWords(title string, numbers map[string]int32) []int32 {
	var words []int32
	for word := range strings.FieldsFuncSeq(strings.ToLower(title), notOfWord) {
		if len(word) < 2 || word[0] >= '0' && word[0] <= '9' || ofTrade[word] {
			continue
		}
		number, known := numbers[word]
		if !known {
			number = int32(len(numbers))
			numbers[strings.Clone(word)] = number
		}
		words = append(words, number)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

func notOfWord(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 0x80 && r != '’' && r != '–' && r != '“' && r != '”')
}

// ofTrade are words that many titles share and that name nothing.
var ofTrade = func() map[string]bool {
	m := map[string]bool{}
	for _, word := range strings.Fields(`a an and as at after against by for from in into is its it of off on or out over the their to up with within
		hack hacks hacked hacker hackers theft thefts heist steal steals stole stolen drain drains drained lose loses lost loss exploit exploits exploited attack attacks attacked attacker attackers breach breached
		freeze freezes froze frozen seize seizes seized sanction sanctions sanctioned returns return returned recover recovers recovered
		million billion usd eth btc usdc usdt crypto cryptocurrency bitcoin ether worth about more than nearly`) {
		m[word] = true
	}
	return m
}()

// sameName reports whether two sets of words of these sizes that share some
// words share two at least and three in five of the smaller, or are the same
// one word.
func sameName(shared, a, b int) bool {
	return shared >= 2 && shared*5 >= min(a, b)*3 || shared == 1 && a == 1 && b == 1
}
