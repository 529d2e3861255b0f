package check

import (
	"slices"
	"strings"

	"blotter/internal/site"
)

var figureHeadline = Rule{
	ID: "figure-headline", Severity: site.Warning,
	What: "A figure in the title or the summary is one of the amounts or claims of the entry, or of one that it names.",
	Why:  "The headline is what is quoted. A figure there that no source under amounts gives cannot be checked, and a correction of the amount would miss it.",
	Bad:  "title: Ronin bridge drained of 174,900 ETH",
	Good: "title: Ronin bridge drained of 173,600 ETH",
	entry: func(e *entry) {
		e.figures("title", "the title", e.Title)
		e.figures("summary", "the summary", e.Summary)
	},
}

var figureBody = Rule{
	ID: "figure-body", Severity: site.Warning,
	What: "A figure in the body is one of the amounts or claims of the entry, or of one that it names.",
	Why:  "Prose and data drift apart: a corrected amount leaves the old figure standing in a sentence.",
	Bad:  "The operator put the loss at $690 million [@ronin].",
	Good: "The operator put the loss at $625 million [@ronin].",
	entry: func(e *entry) {
		// What is reported quotes the text and keeps none of it.
		e.Body.LendText(func(text string) { e.figures("body", "the body", text) })
	},
}

// figures reports each figure of a text once that no reading of the entry's
// money gives.
func (e *entry) figures(field, where, text string) {
	var told []string
	eachFigure(text, e.desk.assets(), func(f figure) {
		if e.enough() || e.tells(f) || slices.Contains(told, f.text) {
			return
		}
		told = append(told, f.text)
		e.say(field, where+" says "+site.Quote(f.text)+", which is none of the amounts", "add it under amounts, or under claims of an amount if it is another reading; else correct it")
	})
}

// tells reports whether an amount, a claim or the sum of a class gives a
// figure.
func (e *entry) tells(f figure) bool {
	told := false
	e.eachReading(func(_, _ int, r *site.Reading) { told = told || f.fits(r) })
	return told || f.asset == "USD" && e.sumTells(f) || e.neighbourTells(f)
}

// neighbourTells reports whether an entry that this one names, under relations
// or by a link in the body, gives a figure: prose tells what came before.
func (e *entry) neighbourTells(f figure) bool {
	for ref := range e.references() {
		if e.desk.tells(ref.id, f) {
			return true
		}
	}
	for _, link := range e.Body.Links {
		if id, ok := strings.CutPrefix(link.URL, "incident:"); ok && e.desk.tells(withoutAnchor(id), f) {
			return true
		}
	}
	return false
}

// tells reports whether an entry's amounts or claims give a figure.
func (d *desk) tells(id string, f figure) bool {
	named := d.incident(id)
	if named == nil {
		return false
	}
	told := false
	neighbour := entry{Incident: named, desk: d}
	neighbour.eachReading(func(_, _ int, r *site.Reading) { told = told || f.fits(r) })
	return told
}

// fits reports whether a figure may be a rounding of a reading.
func (f figure) fits(r *site.Reading) bool {
	if f.asset == "" || f.asset == "USD" {
		if f.covers(r.USDLow) || f.covers(r.USDHigh) || r.Asset == "USD" && f.coversQuantity(r.Quantity) {
			return true
		}
	}
	return f.asset != "USD" && (f.asset == "" || f.asset == r.Asset) && f.coversQuantity(r.Quantity)
}

func (f figure) covers(m site.Money) bool { return m.Known() && m.Cmp(f.low) >= 0 && m.Cmp(f.high) < 0 }

// coversQuantity compares a quantity by its digits; one that is too long to be
// told in prose fits nothing.
func (f figure) coversQuantity(q site.Quantity) bool {
	if !q.Known() {
		return false
	}
	number, err := site.ParseMoney(q.String())
	return err == nil && f.covers(number)
}

// sumTells reports whether a figure is the sum of the entry's amounts of one
// kind or one class, as totals would add them.
func (e *entry) sumTells(f figure) bool {
	sums := map[string]site.Money{}
	for i := range e.Amounts {
		a := &e.Amounts[i]
		if !a.Included() {
			continue
		}
		for _, key := range [...]string{"kind " + string(a.Kind), "class " + string(a.Kind.Class())} {
			sums[key] = sums[key].Add(a.USD())
		}
	}
	for _, sum := range sums {
		if f.covers(sum) {
			return true
		}
	}
	return false
}

// assetsOf gives the assets that the record's amounts are in, and the common
// ones.
func assetsOf(rec *site.Record) map[string]bool {
	assets := map[string]bool{}
	for _, asset := range commonAssets {
		assets[asset] = true
	}
	add := func(asset string) {
		// A word such as "in" may be somebody's token; prose would be full of it.
		if len(asset) > 1 && strings.ToUpper(asset) == asset {
			assets[asset] = true
		}
	}
	for _, incident := range rec.Incidents {
		for i := range incident.Amounts {
			add(incident.Amounts[i].Asset)
			for j := range incident.Amounts[i].Claims {
				add(incident.Amounts[i].Claims[j].Asset)
			}
		}
	}
	return assets
}
