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

// leadFigure gives the figure that stands for an entry in lists.
func leadFigure(incident *site.Incident) FigureView {
	h, ok := incident.Headline()
	if !ok {
		return FigureView{}
	}
	v := FigureView{Class: string(h.Kind.Class()), Kind: kindWord(h.Kind)}
	switch {
	case h.USDLow.Known():
		v.Sum = rangeHTML(h.USDLow, h.USDHigh)
	case h.Quantity.Known():
		v.Sum = quantityHTML(h.Quantity, h.Asset)
	default:
		v.Sum = "no figure"
		return v
	}
	v.Before = h.Before()
	if h.BandLow.Short() != h.USDLow.Short() || h.BandHigh.Short() != h.USDHigh.Short() {
		v.After = bandFigures(h.BandLow, h.BandHigh)
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
	var space [160]byte
	v := readingWords(r)
	v.Sum = template.HTML(appendReading(space[:0], r))
	return v
}

// readingFigure is the same, with its sum among the texts of the desk.
func (d *desk) readingFigure(r site.Reading) FigureView {
	v := readingWords(r)
	v.Sum = d.html(appendReading(d.start(), r))
	return v
}

// appendReading appends the sum of a reading.
func appendReading(dst []byte, r site.Reading) []byte {
	switch {
	case r.Priced():
		return appendRange(dst, r.USDLow, r.USDHigh)
	case r.Quantity.Known():
		return appendQuantity(dst, r.Quantity, r.Asset)
	}
	return append(dst, "no figure"...)
}

// readingWords gives what is said of a reading beside its sum.
func readingWords(r site.Reading) FigureView {
	v := FigureView{Class: string(r.Kind.Class()), Kind: kindWord(r.Kind)}
	if !r.Priced() && !r.Quantity.Known() {
		return v
	}
	if r.Precision != "range" && r.Precision != "unknown" && r.Precision != "" {
		v.Before = site.Precisions.Label(r.Precision)
	}
	return v
}

// quantityHTML gives a quantity with its asset: "173,600 ETH".
func quantityHTML(q site.Quantity, asset string) template.HTML {
	var space [160]byte
	return template.HTML(appendQuantity(space[:0], q, asset))
}

// appendQuantity appends what quantityHTML gives.
func appendQuantity(dst []byte, q site.Quantity, asset string) []byte {
	if !q.Known() {
		return dst
	}
	dst, _ = q.AppendText(append(dst, `<data value=`...)) // its error is always nil
	dst = append(q.AppendDisplay(append(dst, '>')), "</data>"...)
	if asset == "" {
		return dst
	}
	return appendPlain(append(dst, "\u00a0"...), asset)
}

// kindWord gives the word for a kind of money inside a sentence: "stolen".
func kindWord(kind site.Kind) string {
	if word, ok := lowerKinds[kind]; ok {
		return word
	}
	return lower(kind.Label())
}

var lowerKinds = func() map[site.Kind]string {
	words := make(map[site.Kind]string, len(site.Kinds.Terms))
	for _, term := range site.Kinds.Terms {
		words[site.Kind(term.Key)] = lower(term.Label)
	}
	return words
}()
