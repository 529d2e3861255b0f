package index

import "blotter/internal/site"

// describeAmount tells what the JSON of an entry says of one amount: the
// reading that the record prefers, the others, and what counting made of it.
func (x *indexer) describeAmount() *object[*site.Line] {
	type line = *site.Line
	own := []property[line]{
		text("id", "Key in the entry; the anchor on the page is amount-<id>.", func(l line) string { return l.Amount.ID }).always(),
	}
	own = append(own, readingProperties(func(l line) *site.Reading { return &l.Amount.Reading })...)
	own = append(own,
		text("from", "Whose money it was.", func(l line) string { return l.Amount.From }),
		text("to", "Where it went.", func(l line) string { return l.Amount.To }),
		text("note", "A remark of the editors.", func(l line) string { return l.Amount.Note }),
		text("part_of", "The amount that this one is a component of: an id of this entry, or entry#id.", func(l line) string { return l.Amount.PartOf.String() }),
		text("same_funds", "The amount of another entry that is the same money: entry#id.", func(l line) string { return l.Amount.SameFunds.String() }),
		text("after", "The stage of the same funds before this one.", func(l line) string { return l.Amount.After.String() }),
		flag("aggregate", "Whether it is a sum over many incidents.", func(l line) bool { return l.Amount.Aggregate }).missing(false),
		dollars("low", "The least figure of all readings that are not rejected. Missing where it is usd.", func(l line) site.Money { return unless(l.Low, l.Value) }),
		dollars("high", "The greatest figure of all readings that are not rejected. Missing where it is usd.", func(l line) site.Money { return unless(l.High, l.Value) }),
		flag("counted", "Whether the main total of its kind adds it, or counts it aloud where no figure is stated.", inKind),
		text("not_counted", "Why not.", whyNotInKind),
		flag("counted_in_class", "The same for the total of its class. Missing where it is as counted.", inClass).only(outOfClass),
		text("not_counted_in_class", "Why not.", whyNotInClass).only(outOfClass),
	)
	own = append(own, list("claims", "Other readings of the same money.", describeClaim(), func(l line) []site.Claim { return l.Amount.Claims }))
	return &object[line]{properties: own}
}

// unless gives a figure, and nothing where it is the other one.
func unless(figure, other site.Money) site.Money {
	if figure.Equal(other) {
		return site.Money{}
	}
	return figure
}

// What an amount counts for, and why not. A reason is one word of the rules
// ("the entry is withdrawn") or the status that keeps the amount apart.
func inKind(l *site.Line) bool          { return l.Excluded == "" && l.Apart == "" }
func inClass(l *site.Line) bool         { return l.Why() == "" && l.Apart == "" }
func outOfClass(l *site.Line) bool      { return inKind(l) && !inClass(l) }
func whyNotInKind(l *site.Line) string  { return firstOf(string(l.Excluded), l.Apart) }
func whyNotInClass(l *site.Line) string { return firstOf(string(l.Why()), l.Apart) }

// readingProperties are those that an amount and a claim have in common.
func readingProperties[T any](get func(T) *site.Reading) []property[T] {
	return []property[T]{
		word("kind", "What happened to the money.", site.Kinds, func(v T) string { return string(get(v).Kind) }),
		word("class", "The class of the kind. Kinds of one class may be added, no others.", site.Classes, func(v T) string { return string(get(v).Kind.Class()) }),
		dollars("usd", "The figure in US dollars; the lower one of a range. Missing where nobody states one.", func(v T) site.Money { return get(v).USD() }),
		dollars("usd_to", "The upper end, where the source gives a range.", func(v T) site.Money { return upperEnd(get(v)) }),
		text("asset", "What it is held in: ETH, BTC, EUR.", func(v T) string { return get(v).Asset }),
		quantity("quantity", "How many units of the asset.", func(v T) site.Quantity { return get(v).Quantity }),
		word("usd_basis", "What the dollar figure measures.", site.USDBases, func(v T) string { return get(v).Basis }).missing("stated"),
		date("usd_at", "The day to which the dollar value belongs.", func(v T) site.Date { return get(v).USDAt }),
		word("precision", "How exactly the figure is known.", site.Precisions, func(v T) string { return get(v).Precision }).missing("exact"),
		date("date", "When it happened to the money.", func(v T) site.Date { return get(v).Date }),
		text("by", "Who says so.", func(v T) string { return get(v).By }),
		texts("sources", "Keys of the sources.", func(v T) []string { return get(v).Sources }),
	}
}

// upperEnd gives the upper end of a range, and nothing for a single figure.
func upperEnd(r *site.Reading) site.Money { return unless(r.USDHigh, r.USDLow) }

// countedColumns say what an amount counts for, so that a reader can add up
// every total again.
func countedColumns() []column[*site.Line] {
	type line = *site.Line
	return []column[line]{
		dollarColumn("low", "The least figure of all readings that are not rejected.", func(l line) site.Money { return l.Low }),
		dollarColumn("high", "The greatest figure of all readings that are not rejected.", func(l line) site.Money { return l.High }),
		flagColumn("counted", "Whether the main total of its kind adds it, or counts it aloud where no figure is stated.", inKind),
		textColumn("not_counted", "Why not.", whyNotInKind),
		flagColumn("counted_in_class", "The same for the total of its class.", inClass),
		textColumn("not_counted_in_class", "Why not.", whyNotInClass),
	}
}

func describeClaim() *object[*site.Claim] {
	type claim = *site.Claim
	return &object[claim]{properties: append(readingProperties(func(c claim) *site.Reading { return &c.Reading }),
		text("note", "A remark of the editors.", func(c claim) string { return c.Note }),
		text("rejected", "Why the record does not follow this reading; missing where it stands beside the other.", func(c claim) string { return c.Rejected }),
	)}
}

// amountTable is the ledger: a line for each amount of each entry. Reading
// counted, not_counted and the band, a reader can recompute every total.
func (x *indexer) amountTable() *table[*site.Line] {
	type line = *site.Line
	a := func(get func(*site.Amount) string) func(line) string {
		return func(l line) string { return get(l.Amount) }
	}
	made := &table[line]{
		name: "amounts", title: "Amounts",
		doc: "The money of all entries, a row each. The total of a kind is the sum of usd over the rows with counted = true and that kind; " +
			"the total of a class likewise with counted_in_class. Rows with counted = true and no usd are amounts that nobody has put a figure on. " +
			"low and high add up to the band of a total.",
		columns: []column[line]{
			keyColumn("incident", "The id of the entry.", func(l line) string { return l.Entry.ID }),
			keyColumn("amount", "The id of the amount in the entry; on the entry's page its anchor is amount-, then the id.", a(func(a *site.Amount) string { return a.ID })),
			dateColumn("incident_date", "When the incident happened.", func(l line) site.Date { return l.Entry.Date }),
			wordColumn("incident_type", "What kind of incident it is.", x.cfg.Types, func(l line) string { return l.Entry.Type }),
			wordColumn("incident_status", "How sure the record is that it happened as told.", site.Statuses, func(l line) string { return l.Entry.Status }),
			wordColumn("kind", "What happened to the money.", site.Kinds, a(func(a *site.Amount) string { return string(a.Kind) })),
			wordColumn("class", "The class of the kind. Kinds of one class may be added, no others.", site.Classes, a(func(a *site.Amount) string { return string(a.Kind.Class()) })),
			dollarColumn("usd", "The figure that totals take, in US dollars; the lower one of a range. Empty where nobody states one.", func(l line) site.Money { return l.Value }),
			wordColumn("precision", "How exactly the figure is known.", site.Precisions, a(func(a *site.Amount) string { return a.Precision })),
			wordColumn("usd_basis", "What the dollar figure measures.", site.USDBases, a(func(a *site.Amount) string { return a.Basis })),
			dateColumn("usd_at", "The day to which the dollar value belongs.", func(l line) site.Date { return l.Amount.USDAt }),
			textColumn("asset", "What it is held in: ETH, BTC, EUR.", a(func(a *site.Amount) string { return a.Asset })),
			quantityColumn("quantity", "How many units of the asset.", func(l line) site.Quantity { return l.Amount.Quantity }),
			dateColumn("date", "When it happened to the money.", func(l line) site.Date { return l.Amount.Date }),
			textColumn("by", "Who says so.", a(func(a *site.Amount) string { return a.By })),
			textColumn("from", "Whose money it was.", a(func(a *site.Amount) string { return a.From })),
			textColumn("to", "Where it went.", a(func(a *site.Amount) string { return a.To })),
			textColumn("note", "A remark of the editors.", a(func(a *site.Amount) string { return a.Note })),
			textColumn("part_of", "The amount that this one is a component of.", a(func(a *site.Amount) string { return a.PartOf.String() })),
			textColumn("same_funds", "The amount of another entry that is the same money.", a(func(a *site.Amount) string { return a.SameFunds.String() })),
			textColumn("after", "The stage of the same funds before this one.", a(func(a *site.Amount) string { return a.After.String() })),
			flagColumn("aggregate", "Whether it is a sum over many incidents.", func(l line) bool { return l.Amount.Aggregate }),
			countColumn("claims", "How many other readings of the same money the entry has.", func(l line) int { return len(l.Amount.Claims) }),
			listColumn("sources", "Keys of the entry's sources.", func(l line) []string { return l.Amount.Sources }),
		},
	}
	made.columns = append(made.columns, countedColumns()...)
	return made
}
