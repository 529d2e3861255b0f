package render

import (
	"cmp"
	"html/template"
	"slices"

	"blotter/internal/site"
)

// EventView is something dated inside an incident.
type EventView struct {
	ID      string // anchor
	Date    template.HTML
	Type    string // word; empty where no word fits
	Text    string
	Amounts []MentionView
	Refs    template.HTML
}

// MentionView is a link to an amount of the same page.
type MentionView struct{ Class, Text, Href string }

// events gives the events of an entry in time; of one date, as written.
func (e *edition) events(entry *site.Entry) []EventView {
	order := make([]*site.Event, len(entry.Events))
	for i := range entry.Events {
		order[i] = &entry.Events[i]
	}
	slices.SortStableFunc(order, func(a, b *site.Event) int { return a.Date.Compare(b.Date) })
	views := make([]EventView, len(order))
	for i, event := range order {
		v := EventView{
			ID: event.ID, Date: dateHTML(event.Date), Text: sentence(event.Text),
			Refs: refsHTML(entry.Incident, event.Sources),
		}
		if event.Type != "other" {
			v.Type = site.EventTypes.Label(event.Type)
		}
		for _, id := range event.Amounts {
			if a := entry.Amount(id); a != nil {
				v.Amounts = append(v.Amounts, MentionView{string(a.Kind.Class()), lower(a.Kind.Label()) + " " + plainFigure(a.Reading), "#" + amountAnchor(id)})
			}
		}
		views[i] = v
	}
	return views
}

// UpdateView is a change after publication.
type UpdateView struct {
	Anchor   string
	Type     TermView
	Date     template.HTML
	Text     string
	Fields   string // "amounts and summary"
	Was, Now string
	Refs     template.HTML
}

// updates gives the updates of an entry, newest first; of one day, as written.
func (e *edition) updates(entry *site.Entry) []UpdateView {
	order := make([]int, len(entry.Updates))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(entry.Updates[b].Date, entry.Updates[a].Date) })
	views := make([]UpdateView, len(order))
	for i, n := range order {
		u := &entry.Updates[n]
		views[i] = UpdateView{
			updateAnchor(n), termView(site.UpdateTypes, u.Type), dayHTML(u.Date), sentence(u.Text),
			list(u.Fields, "and"), u.Was, u.Now, refsHTML(entry.Incident, u.Sources),
		}
	}
	return views
}

// ChainItem is an address or a transaction on a chain.
type ChainItem struct {
	Text  string // the address or hash
	Chain PartyView
	Role  string
	Label string
	Refs  template.HTML
}

func (e *edition) addresses(entry *site.Entry) []ChainItem {
	items := make([]ChainItem, len(entry.Addresses))
	for i, a := range entry.Addresses {
		items[i] = ChainItem{a.Address, e.chain(entry, a.Chain), a.Role, sentence(a.Label), refsHTML(entry.Incident, a.Sources)}
	}
	return items
}

func (e *edition) transactions(entry *site.Entry) []ChainItem {
	items := make([]ChainItem, len(entry.Transactions))
	for i, t := range entry.Transactions {
		items[i] = ChainItem{t.Hash, e.chain(entry, t.Chain), t.Role, sentence(t.Label), refsHTML(entry.Incident, t.Sources)}
	}
	return items
}

// chain names a chain, with a link if the entry is filed under it.
func (e *edition) chain(entry *site.Entry, key string) PartyView {
	for _, group := range entry.Groups {
		if group.Dimension == site.ByChain && group.Key == key {
			return PartyView{group.Label, e.href(group.Path)}
		}
	}
	return PartyView{Name: e.cfg.Chains.Label(key)}
}
