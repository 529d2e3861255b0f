package content

import (
	"fmt"
	"slices"
	"strings"

	"blotter/internal/site"
)

// readingFields are the keys that an amount and a claim have in common.
func readingFields[T any](of func(*T) *site.Reading) []field[T] {
	return slices.Concat(
		custom("kind", func(d *decoder, n *node, t *T) { of(t).Kind = site.Kind(d.line(n)) }),
		custom("usd", func(d *decoder, n *node, t *T) { d.usd(n, of(t)) }),
		lineField("usd_basis", func(t *T) *string { return &of(t).Basis }),
		dateField("usd_at", func(t *T) *site.Date { return &of(t).USDAt }),
		lineField("asset", func(t *T) *string { return &of(t).Asset }),
		custom("quantity", func(d *decoder, n *node, t *T) {
			of(t).Quantity, _ = parsed(d, n, "quantity-form", "a number", site.ParseQuantity)
		}),
		lineField("precision", func(t *T) *string { return &of(t).Precision }),
		dateField("date", func(t *T) *site.Date { return &of(t).Date }),
		lineField("by", func(t *T) *string { return &of(t).By }),
		sourcesField(func(t *T) *[]string { return &of(t).Sources }),
	)
}

var amountShape = newShape("an amount", slices.Concat(
	custom("id", func(d *decoder, n *node, a *site.Amount) {
		a.ID = d.line(n)
		if a.ID != "" && (!isSlug(a.ID) || len(a.ID) > 80) {
			d.report(resolve(n), "id-form", site.Quote(a.ID)+" is not an id of an amount", "use up to 80 of a-z, 0-9 and hyphens")
			a.ID = ""
		}
	}),
	readingFields(func(a *site.Amount) *site.Reading { return &a.Reading }),
	lineField("from", func(a *site.Amount) *string { return &a.From }),
	lineField("to", func(a *site.Amount) *string { return &a.To }),
	proseField("note", func(a *site.Amount) *string { return &a.Note }),
	custom("claims", readList("a claim", claimShape, func(a *site.Amount) *[]site.Claim { return &a.Claims })),
	custom("part_of", func(d *decoder, n *node, a *site.Amount) { a.PartOf = d.amountRef(n, false) }),
	custom("same_funds", func(d *decoder, n *node, a *site.Amount) { a.SameFunds = d.amountRef(n, true) }),
	custom("after", func(d *decoder, n *node, a *site.Amount) { a.After = d.amountRef(n, false) }),
	custom("scope", func(d *decoder, n *node, a *site.Amount) {
		a.Aggregate = d.oneOf(n, "incident", "aggregate") == "aggregate"
	}),
	custom("counts", func(d *decoder, n *node, a *site.Amount) {
		if counts, ok := d.truth(n); ok {
			a.Counts = &counts
		}
	}),
))

var claimShape = newShape("a claim", slices.Concat(
	readingFields(func(c *site.Claim) *site.Reading { return &c.Reading }),
	proseField("note", func(c *site.Claim) *string { return &c.Note }),
	proseField("rejected", func(c *site.Claim) *string { return &c.Rejected }),
))

// usd reads a figure or a range of dollars.
func (d *decoder) usd(n *node, into *site.Reading) {
	text, ok := d.scalar(n, "an amount of dollars")
	if !ok || text == "" {
		return
	}
	low, high, err := site.ParseMoneyRange(text)
	if err != nil {
		d.reportParse(n, "amount-form", err)
		return
	}
	into.USDLow, into.USDHigh = low, high
}

// amountRef reads "stolen" or "ronin-bridge-theft#stolen".
func (d *decoder) amountRef(n *node, otherEntry bool) site.AmountRef {
	text := d.line(n)
	if text == "" {
		return site.AmountRef{}
	}
	entry, amount, hash := strings.Cut(text, "#")
	if !hash {
		entry, amount = "", text
	}
	switch {
	case !isSlug(amount) || entry != "" && !ValidID(entry):
		d.report(resolve(n), "amount-reference", site.Quote(text)+" does not name an amount", "write the id of an amount of this entry, or entry#amount")
	case otherEntry && entry == "":
		d.report(resolve(n), "amount-reference", site.Quote(text)+" names no other entry", "write entry#"+amount)
	default:
		return site.AmountRef{Entry: entry, Amount: amount}
	}
	return site.AmountRef{}
}

func readAmounts(d *decoder, n *node, incident *site.Incident) {
	if count := len(resolve(n).Content); count > d.limits.Amounts {
		d.report(n, "too-large", fmt.Sprintf("the entry has %d amounts; %d are read at most", count, d.limits.Amounts), "split the entry, or raise limits: amounts in "+configFile)
		return
	}
	readList("an amount", amountShape, func(i *site.Incident) *[]site.Amount { return &i.Amounts })(d, n, incident)
}

// finishAmounts gives each amount what it has by default: an id and a
// precision.
func finishAmounts(d *decoder, incident *site.Incident) {
	taken := map[string]bool{}
	for i := range incident.Amounts {
		a := &incident.Amounts[i]
		finishReading(&a.Reading)
		for c := range a.Claims {
			finishReading(&a.Claims[c].Reading)
		}
		if a.ID == "" {
			continue
		}
		if taken[a.ID] {
			d.reportField(fmt.Sprintf("amounts[%d].id", i), "duplicate-id", "the id "+site.Quote(a.ID)+" is given to two amounts", "change one of them")
		}
		taken[a.ID] = true
	}
	next := map[string]int{}
	for i := range incident.Amounts {
		if a := &incident.Amounts[i]; a.ID == "" {
			a.ID = freeID(string(a.Kind), taken, next)
		}
	}
}

// freeID gives the kind, or the kind and the first number from 2 that is free.
func freeID(kind string, taken map[string]bool, next map[string]int) string {
	if !isSlug(kind) || len(kind) > 80 {
		kind = "amount"
	}
	for {
		next[kind]++
		id := kind
		if next[kind] > 1 {
			id = fmt.Sprintf("%s-%d", kind, next[kind])
		}
		if !taken[id] {
			taken[id] = true
			return id
		}
	}
}

func finishReading(r *site.Reading) {
	if r.Precision == "" {
		r.Precision = "exact"
		if r.USDLow.Cmp(r.USDHigh) != 0 {
			r.Precision = "range"
		}
	}
	if r.Basis == "" && r.Priced() {
		r.Basis = "stated"
	}
}

// eventID gives the anchor of the nth event, counted from 0.
func eventID(n int) string {
	if n < len(firstEventIDs) {
		return firstEventIDs[n]
	}
	return fmt.Sprintf("event-%d", n+1)
}

var firstEventIDs = [...]string{
	"event-1", "event-2", "event-3", "event-4", "event-5", "event-6", "event-7", "event-8", "event-9", "event-10",
}
