package site

// Headline is the sum that stands for an entry where there is room for one: in
// lists, on search results. It is of one kind.
type Headline struct {
	Kind      Kind
	Precision string // key of Precisions
	// USDLow and USDHigh are the dollars; they differ only where the one amount
	// is a range. Not stated where nobody gives dollars.
	USDLow, USDHigh Money
	// BandLow and BandHigh are the band over all readings that stand.
	BandLow, BandHigh Money
	// Asset and Quantity stand in where no dollars are stated.
	Asset    string
	Quantity Quantity
}

// Headline gives the sum of the kind that the editor wrote first, over the
// amounts that are meant to be added; the first amount of all where none is.
// The second result is false for an entry without amounts.
func (i *Incident) Headline() (Headline, bool) {
	lead := i.lead()
	if lead == nil {
		return Headline{}, false
	}
	sum := Headline{Kind: lead.Kind, Precision: "exact"}
	added, least := 0, false
	for n := range i.Amounts {
		a := &i.Amounts[n]
		if a.Kind != lead.Kind || !a.Included() {
			continue
		}
		added++
		least = least || !a.Priced() || a.Precision == "at-least"
		if a.Precision == "approx" {
			sum.Precision = "approx"
		}
		low, high := a.Band()
		sum.USDLow, sum.BandLow, sum.BandHigh = sum.USDLow.Add(a.USD()), sum.BandLow.Add(low), sum.BandHigh.Add(high)
	}
	if added < 2 || !lead.Included() || !sum.USDLow.Known() {
		return headlineOf(lead), true
	}
	// What is not stated can only make it more.
	if least {
		sum.Precision = "at-least"
	}
	sum.USDHigh = sum.USDLow
	return sum, true
}

// headlineOf gives one amount's preferred reading with its band.
func headlineOf(a *Amount) Headline {
	low, high := a.Band()
	return Headline{Kind: a.Kind, Precision: a.Precision, USDLow: a.USDLow, USDHigh: a.USDHigh,
		BandLow: low, BandHigh: high, Asset: a.Asset, Quantity: a.Quantity}
}

// lead gives the first amount that counts and has a figure, else the first
// that counts, else the first of all.
func (i *Incident) lead() *Amount {
	var counted *Amount
	for n := range i.Amounts {
		a := &i.Amounts[n]
		if a.Included() && (a.Priced() || a.Quantity.Known()) {
			return a
		}
		if counted == nil && a.Included() {
			counted = a
		}
	}
	if counted == nil && len(i.Amounts) > 0 {
		counted = &i.Amounts[0]
	}
	return counted
}

// Before gives the word to set before the sum: "about", "at least", or none.
// The bounds of a range say for themselves what they are.
func (h Headline) Before() string {
	if h.Precision == "range" || h.Precision == "unknown" {
		return ""
	}
	return Precisions.Label(h.Precision)
}
