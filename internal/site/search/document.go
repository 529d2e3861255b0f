package search

import (
	"strings"

	"blotter/internal/site"
)

// field is a part of a document; words weigh by the part they stand in.
type field uint8

const (
	titleField   field = iota
	actorField         // names and aliases of those involved
	labelField         // type, techniques, chains, tags, amounts, the date
	summaryField       //
	bodyField          // everything else
	fieldCount
)

// short reports the fields whose neighbouring words are indexed as pairs, and
// whose words of little meaning are indexed too.
func (f field) short() bool { return f <= labelField }

// roomAfter gives the position at which the text after one that ends at a
// position begins. Titles and summaries, which are edited most, leave room to
// grow: else a word more would move all others of the document, and with them
// most of the files that hold positions.
func (f field) roomAfter(at uint32) uint32 {
	room := uint32(1)
	switch f {
	case titleField:
		room = 32
	case summaryField:
		room = 64
	}
	return (at + room - 1) / room * room
}

// take is given the texts of a document, a field at a time. Words of two texts
// are never neighbours.
type take func(f field, text string)

// entryTexts gives what an entry is found by. Prose gives the words of a body.
func entryTexts(s *site.Site, entry *site.Entry, prose func(*site.Body) string, take take) {
	take(titleField, entry.Title)
	for _, person := range entry.People {
		actorTexts(person.Profile, take)
	}
	cfg := s.Config
	take(labelField, cfg.Types.Label(entry.Type))
	for _, list := range []struct {
		words site.Vocabulary
		keys  []string
	}{{cfg.Techniques, entry.Techniques}, {cfg.Chains, entry.Chains}, {site.Countries, entry.Countries}, {cfg.Sectors, entry.Sectors}} {
		for _, key := range list.keys {
			take(labelField, list.words.Label(key))
		}
	}
	for _, tag := range entry.Tags {
		take(labelField, tag)
	}
	for i := range entry.Amounts {
		amountTexts(&entry.Amounts[i].Reading, take)
	}
	if day, ok := entry.Date.InDay(); ok {
		take(labelField, day.String()+" "+entry.Date.Display())
	} else {
		take(labelField, entry.Date.DateTime()+" "+entry.Date.Display())
	}
	for _, address := range entry.Addresses {
		take(labelField, address.Address)
		take(bodyField, address.Label)
	}
	for _, transaction := range entry.Transactions {
		take(labelField, transaction.Hash)
		take(bodyField, transaction.Label)
	}
	take(summaryField, entry.Summary)
	take(bodyField, prose(&entry.Body))
	entryNotes(entry, take)
}

// entryNotes gives the texts of an entry that stand around its prose.
func entryNotes(entry *site.Entry, take take) {
	take(bodyField, entry.StatusNote)
	for i := range entry.Amounts {
		a := &entry.Amounts[i]
		take(bodyField, a.Note)
		for j := range a.Claims {
			amountTexts(&a.Claims[j].Reading, func(_ field, text string) { take(bodyField, text) })
			take(bodyField, a.Claims[j].Note)
		}
	}
	for i := range entry.Events {
		take(bodyField, entry.Events[i].Text)
	}
	for _, person := range entry.People {
		take(bodyField, person.Note)
	}
	for i := range entry.Sources {
		take(bodyField, entry.Sources[i].Title)
		take(bodyField, entry.Sources[i].Publisher)
	}
	for i := range entry.Updates {
		take(bodyField, entry.Updates[i].Text)
	}
	for i := range entry.Responses {
		take(bodyField, entry.Responses[i].Text)
	}
	for _, pair := range entry.External {
		take(bodyField, pair.Value)
	}
}

func actorTexts(profile *site.Profile, take take) {
	take(actorField, profile.Name)
	for _, alias := range profile.Aliases {
		take(actorField, alias.Name)
	}
}

// amountTexts gives the figures of a reading as plain numbers.
func amountTexts(r *site.Reading, take take) {
	if r.Priced() {
		take(labelField, r.USDLow.String())
		if !r.USDHigh.Equal(r.USDLow) {
			take(labelField, r.USDHigh.String())
		}
	}
	if r.Quantity.Known() {
		take(labelField, r.Quantity.String()+" "+r.Asset)
	}
}

// page is a document that is not an entry: an actor, a technique, a text page.
type page struct {
	path, title, sort, summary string
	texts                      func(take)
}

// pages lists the pages that are found beside the entries, in a fixed order.
func pages(s *site.Site) []page {
	var all []page
	for _, p := range s.Profiles {
		all = append(all, page{p.Path, p.Name, site.ActorKinds.Label(p.Kind), p.Summary, func(take take) {
			for _, alias := range p.Aliases {
				take(actorField, alias.Name)
				take(bodyField, alias.By)
			}
			take(summaryField, p.Summary)
			take(bodyField, p.Body.Text())
		}})
	}
	for _, d := range []struct {
		dimension site.Dimension
		word      string
	}{{site.ByType, "Type"}, {site.ByTechnique, "Technique"}, {site.ByChain, "Chain"}, {site.ByCountry, "Country"}, {site.BySector, "Sector"}, {site.ByTag, "Tag"}} {
		for _, g := range s.Groups[d.dimension] {
			all = append(all, page{g.Path, g.Plural, d.word, g.Definition, func(take take) {
				take(labelField, g.Label)
				take(summaryField, g.Definition)
			}})
		}
	}
	for _, p := range s.Pages {
		all = append(all, page{site.TextPath(p.ID), p.Title, "Page", p.Summary, func(take take) {
			take(summaryField, p.Summary)
			take(bodyField, p.Body.Text())
		}})
	}
	return all
}

// isEnglish reports whether the site's words are stemmed.
func isEnglish(cfg *site.Config) bool {
	language, _, _ := strings.Cut(strings.ToLower(cfg.Language), "-")
	return language == "en"
}
