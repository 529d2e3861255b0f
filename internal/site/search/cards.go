package search

import (
	"errors"
	"strings"
	"unicode/utf8"

	"blotter/internal/site"
)

// fewestCards is how many cards share a file at least: few, because the results
// of a query lie in as many files as it has results. mostCardFiles bounds the
// files: the first file names them all, and hosts count them.
const fewestCards, mostCardFiles = 8, 4000

// cardsInFile gives how many cards share a file where there are so many of them.
func cardsInFile(documents int) int {
	cards := fewestCards
	for documents > cards*mostCardFiles {
		cards *= 2
	}
	return cards
}

// summarySize bounds the summary on a card, in bytes.
const summarySize = 200

// entryCard is what a result shows, as a JSON list: path, title, summary, the
// word for its type, date, status where it is not settled, class of money, and
// the figure: words before it, the sum, the word for its kind. That of a page
// has a path, a title, nothing, and what sort of page it is.
func entryCard(s *site.Site, entry *site.Entry) []string {
	card := []string{entry.Path, entry.Title, shorten(entry.Summary), s.Config.Types.Label(entry.Type), entry.Date.Short(), "", "", "", "", ""}
	switch entry.Status {
	case "alleged", "disputed", "withdrawn":
		card[5] = site.Statuses.Label(entry.Status)
	}
	if entry.Withdrawn() {
		return card
	}
	if h, ok := entry.Headline(); ok {
		card[6], card[9] = string(h.Kind.Class()), strings.ToLower(h.Kind.Label())
		card[7], card[8] = figureText(h)
	}
	return card
}

// shorten cuts a text at a space.
func shorten(text string) string {
	if len(text) <= summarySize {
		return text
	}
	end := summarySize
	for !utf8.RuneStart(text[end]) {
		end--
	}
	if space := strings.LastIndexByte(text[:end], ' '); space > summarySize/2 {
		end = space
	}
	return strings.TrimRight(text[:end], " ,;:.") + " …"
}

// figureText gives the sum that stands for an entry: the word before it and
// the figure.
func figureText(h site.Headline) (before, text string) {
	switch {
	case h.USDLow.Known() && h.USDHigh.Equal(h.USDLow):
		return h.Before(), h.USDLow.Short()
	case h.USDLow.Known():
		return h.Before(), h.USDLow.Short() + " to " + h.USDHigh.Short()
	case h.Quantity.Known():
		return h.Before(), strings.TrimSpace(h.Quantity.Display() + " " + h.Asset)
	}
	return "", "no figure"
}

// appendCards appends what file i of the cards holds.
func appendCards(out []byte, s *site.Site, pages []page, i int) ([]byte, error) {
	count := len(s.Entries) + len(pages)
	inFile := cardsInFile(count)
	var cards [][]string
	for n := i * inFile; n < min((i+1)*inFile, count); n++ {
		if n < len(s.Entries) {
			cards = append(cards, entryCard(s, s.Entries[n]))
			continue
		}
		p := pages[n-len(s.Entries)]
		cards = append(cards, []string{p.path, p.title, "", p.sort})
	}
	return appendJSON(out, cards)
}

// cardSums gives the sums of the files of cards, entries first.
func cardSums(s *site.Site, pages []page) ([]site.Digest, error) {
	inFile := cardsInFile(len(s.Entries) + len(pages))
	sums := make([]site.Digest, (len(s.Entries)+len(pages)+inFile-1)/inFile)
	failed := make([]error, len(sums))
	parallel(len(sums), func(i int) { sums[i], failed[i] = cardSum(s, pages, i) })
	return sums, errors.Join(failed...)
}

func cardSum(s *site.Site, pages []page, i int) (site.Digest, error) {
	room := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	var err error
	*room, err = appendCards((*room)[:0], s, pages, i)
	return sumOf(*room), err
}
