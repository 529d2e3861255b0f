package search

import (
	"fmt"
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

// cardFiles adds the cards of all documents, entries first.
func (w *writer) cardFiles(s *site.Site, pages []page) error {
	count := len(s.Entries) + len(pages)
	w.root.Cards = cardsInFile(count)
	files := make([][]byte, (count+w.root.Cards-1)/w.root.Cards)
	failed := make([]error, len(files))
	parallel(len(files), func(i int) {
		var cards [][]string
		for n := i * w.root.Cards; n < min((i+1)*w.root.Cards, count); n++ {
			if n < len(s.Entries) {
				cards = append(cards, entryCard(s, s.Entries[n]))
				continue
			}
			p := pages[n-len(s.Entries)]
			cards = append(cards, []string{p.path, p.title, "", p.sort})
		}
		files[i], failed[i] = jsonHead(cards)
	})
	for _, err := range failed {
		if err != nil {
			return fmt.Errorf("writing the cards of the search index: %w", err)
		}
	}
	w.numbered("c", files)
	return nil
}
