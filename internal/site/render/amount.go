package render

import (
	"html/template"
	"slices"
	"strconv"

	"blotter/internal/site"
)

// AmountView is one amount with all that is said of it: the reading the record
// prefers, who says so, the other readings, and what it counts for.
type AmountView struct {
	Anchor string // "amount-stolen"
	Minor  bool   // not added to any total: set smaller
	Long   bool   // the figure has too many digits for large type
	Kind   string // "Stolen"
	Figure FigureView
	// Measure is the quantity beside a dollar figure: "173,600 ETH".
	Measure template.HTML
	Band    string // "$540M to $625M over all readings"
	By      PartyView
	Refs    template.HTML
	Details []Detail
	Note    string
	Claims  []ClaimView
	Counts  []Remark // why it is not added, or of what it is a later stage
}

// ClaimView is another reading of the same money.
type ClaimView struct {
	Kind     string // "frozen", where the claim uses another word; else empty
	Figure   FigureView
	Measure  template.HTML
	By       string
	Details  []Detail
	Refs     template.HTML
	Note     string
	Rejected string // why the record does not follow it
}

// PartyView is who says or does something, with a link if the record has a
// page of theirs.
type PartyView struct{ Name, Href string }

// Detail is a short remark on a figure: a date, a basis, a route.
type Detail struct {
	Text string
	Time template.HTML // after the text
}

// Remark is a sentence with at most one link in it.
type Remark struct{ Before, Link, Href, After string }

// amountViews gives the amounts of an entry in the order the editor wrote
// them.
func (d *desk) amountViews(entry *site.Entry) []AmountView {
	views := d.amounts.room(len(entry.Amounts))
	for i := range entry.Amounts {
		views = append(views, d.amountView(entry, i))
	}
	return views
}

func (d *desk) amountView(entry *site.Entry, i int) AmountView {
	a := &entry.Amounts[i]
	v := AmountView{
		Anchor: d.text(amountAnchors, a.ID), Kind: a.Kind.Label(), Figure: d.readingFigure(a.Reading), By: d.party(a.By),
		Refs: d.refs(entry.Incident, a.Sources), Details: d.readingDetails(a.Reading), Note: d.sentence(a.Note),
		Claims: d.claims.room(len(a.Claims)),
	}
	if a.Priced() {
		v.Measure = d.html(appendQuantity(d.start(), a.Quantity, a.Asset))
	} else if !a.Quantity.Known() && a.Asset != "" {
		v.Details = append(v.Details, Detail{Text: d.text("in ", a.Asset)})
	}
	if low, high := a.Band(); looksOther(low, a.USDLow) || looksOther(high, a.USDHigh) {
		v.Band = bandWords(low, high)
	}
	if a.From != "" || a.To != "" {
		v.Details = append(v.Details, Detail{Text: d.keep(appendRoute(d.start(), a.From, a.To))})
	}
	for j := range a.Claims {
		v.Claims = append(v.Claims, d.claimView(entry.Incident, a, &a.Claims[j]))
	}
	v.Long = len(appendPlainFigure(d.start(), a.Reading)) > 16
	v.Minor = d.line(entry, i).Excluded != site.NotExcluded
	v.Counts = d.countRemarks(entry, i)
	return v
}

// looksOther reports whether readers see another sum.
func looksOther(a, b site.Money) bool { return !a.Equal(b) && a.Short() != b.Short() }

// amountAnchors begins the fragments of amounts: "amount-stolen".
const amountAnchors = "amount-"

func (d *desk) claimView(incident *site.Incident, a *site.Amount, c *site.Claim) ClaimView {
	reading := c.Reading
	v := ClaimView{By: c.By, Refs: d.refs(incident, c.Sources), Note: d.sentence(c.Note), Rejected: d.sentence(c.Rejected)}
	if reading.Kind == "" {
		reading.Kind = a.Kind
	}
	if reading.Kind != a.Kind {
		v.Kind = kindWord(reading.Kind)
	}
	v.Figure, v.Details = d.readingFigure(reading), d.readingDetails(reading)
	if reading.Priced() {
		v.Measure = d.html(appendQuantity(d.start(), reading.Quantity, reading.Asset))
	}
	return v
}

// readingDetails gives when the money moved and what the dollars measure.
func (d *desk) readingDetails(r site.Reading) []Detail {
	details := d.details.room(4) // with those of amountView
	if !r.Date.IsZero() {
		details = append(details, Detail{"", d.date(r.Date)})
	}
	if !r.Priced() {
		return details
	}
	basis := ""
	if r.Basis != "" && r.Basis != "stated" {
		basis = site.USDBases.Label(r.Basis)
	}
	switch {
	case basis != "" && !r.USDAt.IsZero():
		details = append(details, Detail{d.text("dollars ", basis, ", "), d.date(r.USDAt)})
	case basis != "":
		details = append(details, Detail{d.text("dollars ", basis), ""})
	case !r.USDAt.IsZero():
		details = append(details, Detail{"dollars of ", d.date(r.USDAt)})
	}
	return details
}

func route(from, to string) string { return string(appendRoute(nil, from, to)) }

// appendRoute appends whose money it was and where it went, as far as known.
func appendRoute(dst []byte, from, to string) []byte {
	if from != "" {
		dst = append(append(dst, "from "...), from...)
	}
	if from != "" && to != "" {
		dst = append(dst, ' ')
	}
	if to != "" {
		dst = append(append(dst, "to "...), to...)
	}
	return dst
}

// countRemarks says why an amount is left out of totals and how it hangs
// together with others, in words and with a link to what it hangs on.
func (e *edition) countRemarks(entry *site.Entry, i int) []Remark {
	a := &entry.Amounts[i]
	line := e.line(entry, i)
	var remarks []Remark
	if remark := e.exclusionRemark(entry, a, line); remark != (Remark{}) {
		remarks = append(remarks, remark)
	}
	if line.Excluded == site.NotExcluded && line.Apart != "" {
		remarks = append(remarks, Remark{Before: "Shown apart from the totals: the entry is " + line.Apart + "."})
	}
	if word, href := e.amountLink(entry, a.After); word != "" {
		remarks = append(remarks, Remark{"The next stage of ", word, href, "."})
	}
	if line.Excluded == site.NotExcluded && line.ClassExcluded != site.NotExcluded {
		remarks = append(remarks, Remark{Before: "Counts as " + lower(a.Kind.Label()) + "; not added again to all money " +
			lower(a.Kind.Class().Label()) + ", which holds an earlier stage of it."})
	}
	return remarks
}

func (e *edition) exclusionRemark(entry *site.Entry, a *site.Amount, line site.Line) Remark {
	switch line.Excluded {
	case site.NotExcluded:
		return Remark{}
	case site.ExcludedPart:
		if word, href := e.amountLink(entry, a.PartOf); word != "" {
			return Remark{"Not added to totals: part of ", word, href, "."}
		}
	case site.ExcludedSameFunds:
		if word, href := e.amountLink(entry, a.SameFunds); word != "" {
			return Remark{"Not added to totals: the same money is counted as ", word, href, "."}
		}
	}
	return Remark{Before: "Not added to totals: " + string(line.Excluded) + "."}
}

// line gives what an amount counts for. Without statistics it goes by what the
// amount itself says.
func (e *edition) line(entry *site.Entry, i int) site.Line {
	if entry.Index < len(e.stats.Lines) && i < len(e.stats.Lines[entry.Index]) {
		return e.stats.Lines[entry.Index][i]
	}
	return site.Line{}
}

// amountLink names the amount that a reference of an entry points to: by its
// kind within the entry, by kind and title in another.
func (e *edition) amountLink(from *site.Entry, ref site.AmountRef) (word, href string) {
	entry, amount := e.site.AmountAt(from, ref)
	if amount == nil {
		return "", ""
	}
	word = lower(amount.Kind.Label())
	if figure := plainFigure(amount.Reading); figure != "" {
		word += " " + figure
	}
	if entry == from {
		return word, "#" + amountAnchors + amount.ID
	}
	return word + " in “" + entry.Title + "”", e.href(entry.Path) + "#" + amountAnchors + amount.ID
}

// plainFigure gives a reading's figure as text: "$4.4M", "119,754 BTC".
func plainFigure(r site.Reading) string { return string(appendPlainFigure(nil, r)) }

// appendPlainFigure appends what plainFigure gives.
func appendPlainFigure(dst []byte, r site.Reading) []byte {
	if r.Priced() {
		return r.USDLow.AppendShort(dst)
	}
	dst = r.Quantity.AppendDisplay(dst)
	if r.Quantity.Known() && r.Asset != "" {
		dst = append(dst, ' ')
	}
	return append(dst, r.Asset...)
}

// party gives a name with a link, where the record has a page of that actor.
func (e *edition) party(name string) PartyView {
	if profile := e.site.FindActor(name); profile != nil {
		return PartyView{name, e.href(profile.Path)}
	}
	return PartyView{Name: name}
}

// refs gives the numbers of sources as links to them, in order.
func (d *desk) refs(incident *site.Incident, keys []string) template.HTML {
	numbers := d.numbers.room(len(keys))
	for _, key := range keys {
		if n := incident.SourceNumber(key); n > 0 {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	html := d.start()
	for i, n := range slices.Compact(numbers) {
		if i > 0 {
			html = append(html, ' ')
		}
		html = appendFragment(append(html, "<a href="...), sourceAnchors, incident.Sources[n-1].Key)
		html = strconv.AppendInt(append(html, '>'), int64(n), 10)
		html = append(html, "</a>"...)
	}
	return d.html(html)
}

// appendFragment appends the value of an href to a place on the page, in quotes
// where the key needs them.
func appendFragment(dst []byte, anchors, key string) []byte {
	for i := range len(key) {
		if c := key[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return append(appendPlain(append(append(dst, `"#`...), anchors...), key), '"')
		}
	}
	return append(append(append(dst, '#'), anchors...), key...)
}
