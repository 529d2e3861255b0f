package check

import (
	"slices"
	"strings"

	"blotter/internal/site"
)

// change is a published fact that is another now.
type change struct {
	part  string // of an entry: "title", "amounts"
	field string // where it stands now
	what  string // "the title was ... and is ... now"
}

func changed(part, was, is string) change {
	return change{part, part, "the " + part + " was " + site.Quote(was) + " and is " + site.Quote(is) + " now"}
}

// changes gives the facts of a published entry that are others now.
func (c *comparison) changes(before, now *site.Incident) []change {
	var all []change
	if before.Title != now.Title {
		all = append(all, changed("title", before.Title, now.Title))
	}
	if before.Type != now.Type {
		all = append(all, changed("type", before.Type, now.Type))
	}
	if before.Status != now.Status {
		all = append(all, changed("status", before.Status, now.Status))
	}
	if before.Date != now.Date {
		all = append(all, changed("date", before.Date.String(), now.Date.String()))
	}
	all = append(all, amountChanges(before, now)...)
	return append(all, c.actorChanges(before, now)...)
}

func amountChanges(before, now *site.Incident) []change {
	var all []change
	for i := range now.Amounts {
		a := &now.Amounts[i]
		was := before.Amount(a.ID)
		switch {
		case was == nil:
			all = append(all, change{"amounts", nth("amounts", i), amountCalled(a) + " is new"})
		case !sameMoney(was, a):
			all = append(all, change{"amounts", nth("amounts", i), amountCalled(a) + " was " + told(was) + " and is " + told(a) + " now"})
		}
	}
	for i := range before.Amounts {
		if was := &before.Amounts[i]; now.Amount(was.ID) == nil {
			all = append(all, change{"amounts", "amounts", amountCalled(was) + " of " + told(was) + " is gone"})
		}
	}
	return all
}

// sameMoney reports whether two amounts say the same and count the same.
func sameMoney(a, b *site.Amount) bool {
	aLow, aHigh := a.Band()
	bLow, bHigh := b.Band()
	return a.Kind == b.Kind && a.Asset == b.Asset && a.Precision == b.Precision && a.Date == b.Date &&
		a.USDLow.Equal(b.USDLow) && a.USDHigh.Equal(b.USDHigh) && a.Quantity.Equal(b.Quantity) &&
		aLow.Equal(bLow) && aHigh.Equal(bHigh) && a.Included() == b.Included()
}

// told puts into words all of an amount that sameMoney compares.
func told(a *site.Amount) string {
	words := []string{string(a.Kind)}
	if a.Precision != "" && a.Precision != "exact" {
		words = append(words, a.Precision)
	}
	if a.Quantity.Known() {
		words = append(words, a.Quantity.Display(), a.Asset)
	}
	if a.Priced() {
		words = append(words, a.USDLow.Long())
		if !a.USDLow.Equal(a.USDHigh) {
			words = append(words, "to", a.USDHigh.Long())
		}
	}
	if !a.Date.IsZero() {
		words = append(words, "on", a.Date.String())
	}
	if low, high := a.Band(); !low.Equal(a.USDLow) || !high.Equal(a.USDHigh) {
		words = append(words, "(claims from", low.Long(), "to", high.Long()+")")
	}
	if !a.Included() {
		words = append(words, "(not counted)")
	}
	return strings.Join(words, " ")
}

func (c *comparison) actorChanges(before, now *site.Incident) []change {
	type part struct{ who, role string }
	was := map[part]*site.Involvement{}
	for i := range before.Involved {
		v := &before.Involved[i]
		keepFirst(was, part{c.who(v), v.Role}, v)
	}
	var all []change
	is := map[part]bool{}
	for i := range now.Involved {
		v := &now.Involved[i]
		key, name := part{c.who(v), v.Role}, site.Quote(v.Actor+v.Name)
		is[key] = true
		switch old := was[key]; {
		case old == nil:
			all = append(all, change{"actors", nth("actors", i), name + " is named as " + v.Role + " now"})
		case old.Standing != v.Standing:
			all = append(all, change{"actors", nth("actors", i), name + " was " + orNothing(old.Standing) + " and is " + orNothing(v.Standing) + " now"})
		}
	}
	for i := range before.Involved {
		if v := &before.Involved[i]; !is[part{c.who(v), v.Role}] {
			is[part{c.who(v), v.Role}] = true
			all = append(all, change{"actors", "actors", site.Quote(v.Actor+v.Name) + " is no longer named as " + v.Role})
		}
	}
	return all
}

// who gives what an actor is known by in both records, so that a name that got
// a file, and an id that changed, are no change.
func (c *comparison) who(v *site.Involvement) string {
	if v.Actor == "" {
		if known := c.new.actorNamed[fold(v.Name)]; known != nil {
			return known.ID
		}
		return site.Slug(v.Name)
	}
	if known := c.new.actor(v.Actor); known != nil {
		return known.ID
	}
	return v.Actor
}

func orNothing(standing string) string {
	if standing == "" {
		return "without a standing"
	}
	return standing
}

// lines are lines under updates that were not there before.
type lines []*site.Update

// newLines gives the lines of an entry that are new. One that is dated before
// the newest old one does not count: readers who have seen that would miss it.
func newLines(before, now *site.Incident) lines {
	old := map[string]bool{}
	for i := range before.Updates {
		old[lineKey(&before.Updates[i])] = true
	}
	var fresh lines
	for i := range now.Updates {
		u := &now.Updates[i]
		if !old[lineKey(u)] && u.Date != site.NoDay && u.Date >= before.Updated() {
			fresh = append(fresh, u)
		}
	}
	return fresh
}

func lineKey(u *site.Update) string {
	return u.Date.String() + "\x00" + u.Type + "\x00" + u.Text + "\x00" + u.Was + "\x00" + u.Now
}

// covers reports whether a line tells of a part of the entry. A line that
// names no field tells of all.
func (l lines) covers(part string, now *site.Incident) bool {
	for _, u := range l {
		if len(u.Fields) == 0 || slices.ContainsFunc(u.Fields, func(field string) bool { return partOf(field, now) == part }) {
			return true
		}
	}
	return false
}

// partOf gives the part of an entry that a name under fields means: editors
// write "usd" or "stolen" as well as "amounts[0].usd".
func partOf(field string, now *site.Incident) string {
	if end := strings.IndexAny(field, ".["); end >= 0 {
		field = field[:end]
	}
	switch field {
	case "amount", "usd", "quantity", "asset", "precision", "kind", "claims", "counts":
		return "amounts"
	case "actor", "role", "standing":
		return "actors"
	}
	if now.Amount(field) != nil {
		return "amounts"
	}
	return field
}
