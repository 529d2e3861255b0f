package search

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"blotter/internal/site"
)

// cardsInFile is how many cards share a file: few, because the results of a
// query lie in as many files as it has results.
const cardsInFile = 8

// summarySize bounds the summary on a card, in bytes.
const summarySize = 200

// entryCard is what a result shows, as a JSON list: path, title, summary, the
// word for its type, date, status where it is not settled, class of money, and
// the figure: words before it, the sum, the word for its kind.
func entryCard(s *site.Site, entry *site.Entry) []string {
	card := []string{entry.Path, entry.Title, shorten(entry.Summary), s.Config.Types.Label(entry.Type), entry.Date.Short(), "", "", "", "", ""}
	switch entry.Status {
	case "alleged", "disputed", "withdrawn":
		card[5] = site.Statuses.Label(entry.Status)
	}
	if entry.Withdrawn() {
		return card
	}
	f := leadFigure(entry.Incident)
	card[6], card[7], card[8], card[9] = string(f.kind.Class()), f.before, f.text, strings.ToLower(f.kind.Label())
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

// figure is the sum that stands for an entry.
type figure struct {
	kind         site.Kind
	before, text string
	usd          site.Money
}

// leadFigure gives the sum of the kind that the editor wrote first, over the
// amounts that count; the first amount of all where none counts.
func leadFigure(incident *site.Incident) figure {
	lead := leadAmount(incident)
	if lead == nil {
		return figure{}
	}
	f := figure{kind: lead.Kind}
	added, least := 0, false
	for i := range incident.Amounts {
		a := &incident.Amounts[i]
		if a != lead && (a.Kind != lead.Kind || !a.Included() || !lead.Included()) {
			continue
		}
		added++
		f.usd = f.usd.Add(a.USD())
		least = least || !a.Priced() || a.Precision == "at-least"
		if a.Precision == "approx" {
			f.before = site.Precisions.Label("approx")
		}
	}
	switch {
	case !f.usd.Known():
		f.text = strings.TrimSpace(lead.Quantity.Display() + " " + lead.Asset)
	case added > 1:
		if least {
			f.before = site.Precisions.Label("at-least")
		}
		f.text = f.usd.Short()
	default:
		f.text = lead.USDLow.Short()
		if !lead.USDHigh.Equal(lead.USDLow) {
			f.text += " to " + lead.USDHigh.Short()
		}
		f.before = ""
		if p := lead.Precision; p != "range" && p != "unknown" && p != "" {
			f.before = site.Precisions.Label(p)
		}
	}
	if f.text == "" || !lead.Quantity.Known() && !f.usd.Known() {
		f.text, f.before = "no figure", ""
	}
	return f
}

// leadAmount gives the first amount that counts and has a figure, else the
// first that counts, else the first of all.
func leadAmount(incident *site.Incident) *site.Amount {
	var counted, first *site.Amount
	for i := range incident.Amounts {
		a := &incident.Amounts[i]
		if a.Included() && (a.Priced() || a.Quantity.Known()) {
			return a
		}
		if counted == nil && a.Included() {
			counted = a
		}
		if first == nil {
			first = a
		}
	}
	if counted != nil {
		return counted
	}
	return first
}

// cardFiles adds the cards of all documents, entries first.
func (w *writer) cardFiles(s *site.Site, pages []page) error {
	count := len(s.Entries) + len(pages)
	files := make([][]byte, (count+cardsInFile-1)/cardsInFile)
	failed := make([]error, len(files))
	parallel(len(files), func(i int) {
		var cards [][]string
		for n := i * cardsInFile; n < min((i+1)*cardsInFile, count); n++ {
			if n < len(s.Entries) {
				cards = append(cards, entryCard(s, s.Entries[n]))
				continue
			}
			p := pages[n-len(s.Entries)]
			cards = append(cards, []string{p.path, p.title, shorten(p.summary), p.sort})
		}
		text, err := json.Marshal(cards)
		files[i], failed[i] = deflate(text), err
	})
	for _, err := range failed {
		if err != nil {
			return fmt.Errorf("writing the cards of the search index: %w", err)
		}
	}
	w.numbered("c", files)
	return nil
}
