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

// eventViews gives the events of an entry in time; of one date, as written.
func (d *desk) eventViews(entry *site.Entry) []EventView {
	order := d.happen.room(len(entry.Events))
	for i := range entry.Events {
		order = append(order, &entry.Events[i])
	}
	slices.SortStableFunc(order, func(a, b *site.Event) int { return a.Date.Compare(b.Date) })
	views := d.events.room(len(order))
	for _, event := range order {
		v := EventView{
			ID: event.ID, Date: d.date(event.Date), Text: d.sentence(event.Text),
			Amounts: d.mention.room(len(event.Amounts)), Refs: d.refs(entry.Incident, event.Sources),
		}
		if event.Type != "other" {
			v.Type = site.EventTypes.Label(event.Type)
		}
		for _, id := range event.Amounts {
			if a := entry.Amount(id); a != nil {
				words := append(append(d.start(), kindWord(a.Kind)...), ' ')
				v.Amounts = append(v.Amounts, MentionView{
					string(a.Kind.Class()), d.keep(appendPlainFigure(words, a.Reading)), d.text("#", amountAnchors, id),
				})
			}
		}
		views = append(views, v)
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
func (d *desk) updates(entry *site.Entry) []UpdateView {
	order := d.numbers.room(len(entry.Updates))
	for i := range entry.Updates {
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(entry.Updates[b].Date, entry.Updates[a].Date) })
	views := d.updated.room(len(order))
	for _, n := range order {
		u := &entry.Updates[n]
		views = append(views, UpdateView{
			updateAnchor(n), termView(site.UpdateTypes, u.Type), d.day(u.Date), d.sentence(u.Text),
			list(u.Fields, "and"), u.Was, u.Now, d.refs(entry.Incident, u.Sources),
		})
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

func (d *desk) addresses(entry *site.Entry) []ChainItem {
	items := d.chained.room(len(entry.Addresses))
	for _, a := range entry.Addresses {
		items = append(items, ChainItem{a.Address, d.chain(entry, a.Chain), a.Role, d.sentence(a.Label), d.refs(entry.Incident, a.Sources)})
	}
	return items
}

func (d *desk) transactions(entry *site.Entry) []ChainItem {
	items := d.chained.room(len(entry.Transactions))
	for _, t := range entry.Transactions {
		items = append(items, ChainItem{t.Hash, d.chain(entry, t.Chain), t.Role, d.sentence(t.Label), d.refs(entry.Incident, t.Sources)})
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
