package render

import (
	"html/template"

	"blotter/internal/site"
)

// FigureView is a sum of money with the word for its kind: never a bare
// number.
type FigureView struct {
	Class  string        // key of the class, for its colour: "taken"; empty = no figure
	Kind   string        // word: "stolen"
	Before string        // precision: "about", "at least"
	Sum    template.HTML // "$4.4M", "119,754 BTC"
	After  string        // band over other readings: "$540M to $625M"
}

// leadFigure gives the figure that stands for an entry in lists: the sum of the
// kind the editor wrote first. Parts, the same funds told elsewhere and
// aggregates are left out of it unless there is nothing else.
func leadFigure(incident *site.Incident) FigureView {
	lead := leadAmount(incident)
	if lead == nil {
		return FigureView{}
	}
	same := make([]*site.Amount, 0, 4)
	for i := range incident.Amounts {
		if a := &incident.Amounts[i]; a.Kind == lead.Kind && a.Included() {
			same = append(same, a)
		}
	}
	if len(same) < 2 || !lead.Included() {
		return amountFigure(lead)
	}
	return summedFigure(lead.Kind, same)
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

// amountFigure gives one amount's preferred reading with its band.
func amountFigure(a *site.Amount) FigureView {
	v := readingFigure(a.Reading)
	low, high := a.Band()
	if low.Short() != a.USDLow.Short() || high.Short() != a.USDHigh.Short() {
		v.After = bandFigures(low, high)
	}
	return v
}

// bandFigures gives "$540M to $625M"; empty where both look the same.
func bandFigures(low, high site.Money) string {
	if low.Short() == high.Short() {
		return ""
	}
	return low.Short() + " to " + high.Short()
}

// readingFigure gives a reading's dollars, or its quantity where nobody states
// dollars.
func readingFigure(r site.Reading) FigureView {
	v := FigureView{Class: string(r.Kind.Class()), Kind: lower(r.Kind.Label())}
	switch {
	case r.Priced():
		v.Sum = rangeHTML(r.USDLow, r.USDHigh)
	case r.Quantity.Known():
		v.Sum = quantityHTML(r.Quantity, r.Asset)
	default:
		v.Sum = "no figure"
		return v
	}
	if r.Precision != "range" && r.Precision != "unknown" && r.Precision != "" {
		v.Before = site.Precisions.Label(r.Precision)
	}
	return v
}

// summedFigure adds the amounts of one kind of one entry. It is as exact as
// the least exact of them.
func summedFigure(kind site.Kind, amounts []*site.Amount) FigureView {
	var sum, low, high site.Money
	v := FigureView{Class: string(kind.Class()), Kind: lower(kind.Label())}
	before, missing := "", false
	for _, a := range amounts {
		if !a.Priced() {
			missing = true
			continue
		}
		l, h := a.Band()
		sum, low, high = sum.Add(a.USD()), low.Add(l), high.Add(h)
		if a.Precision == "approx" {
			before = site.Precisions.Label("approx")
		}
		missing = missing || a.Precision == "at-least"
	}
	if !sum.Known() {
		return amountFigure(amounts[0])
	}
	if missing {
		before = site.Precisions.Label("at-least")
	}
	v.Before, v.Sum = before, moneyHTML(sum)
	v.After = bandFigures(low, high)
	return v
}

// quantityHTML gives a quantity with its asset: "173,600 ETH".
func quantityHTML(q site.Quantity, asset string) template.HTML {
	if !q.Known() {
		return ""
	}
	unit := template.HTML(template.HTMLEscapeString(asset))
	if unit != "" {
		unit = "\u00a0" + unit
	}
	return dataElement(q.String(), q.Display()) + unit
}
