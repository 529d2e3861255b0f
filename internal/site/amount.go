package site

// Reading is what one party says about an amount of money: how much, of what,
// how exactly, who says so.
type Reading struct {
	Kind Kind
	// USDLow and USDHigh are the dollars; equal unless the source gives a
	// range; not stated where no dollar figure is known.
	USDLow, USDHigh Money
	Asset           string // ETH, BTC, EUR; empty = not said
	Quantity        Quantity
	Basis           string // key of USDBases
	USDAt           Date   // the day the dollar value belongs to
	Precision       string // key of Precisions
	Date            Date
	By              string
	Sources         []string // keys
}

// USD gives the figure that totals take: the stated one, and the lower bound
// of a range, because that is what the source vouches for.
func (r Reading) USD() Money { return r.USDLow }

// Priced reports whether a dollar figure is known.
func (r Reading) Priced() bool { return r.USDLow.Known() }

// Amount is a claim about money, with the reading the record prefers and the
// other readings of the same money.
type Amount struct {
	ID string // key in the entry, anchor "amount-<ID>"
	Reading
	From, To  string
	Note      string
	Claims    []Claim
	PartOf    AmountRef // a component of that amount; not added again
	SameFunds AmountRef // the same money, counted in the other entry
	After     AmountRef // the stage of the same funds before this one
	Aggregate bool      // a sum over many incidents: shown, never added
	Counts    *bool     // what the editor says; nil = by the rule
}

// Claim is another reading of an amount's money.
type Claim struct {
	Reading
	Note     string
	Rejected string // why the record does not follow it; empty = it stands
}

// AmountRef names an amount: of the same entry where Entry is empty. The zero
// value names none.
type AmountRef struct{ Entry, Amount string }

// IsZero reports whether the reference names nothing.
func (r AmountRef) IsZero() bool { return r == AmountRef{} }

// String gives the reference as written: "stolen" or "ronin-bridge-theft#stolen".
func (r AmountRef) String() string {
	if r.Entry == "" {
		return r.Amount
	}
	return r.Entry + "#" + r.Amount
}

// Included reports whether the amount is meant to be added at all: what the
// editor says, else no for parts, same funds and aggregates, else yes. Whether
// it enters a given total depends on the entry too; see Line.
func (a *Amount) Included() bool {
	if a.Counts != nil {
		return *a.Counts
	}
	return a.PartOf.IsZero() && a.SameFunds.IsZero() && !a.Aggregate
}

// Band gives the least and the greatest dollar figure over the preferred
// reading and all claims that are not rejected; not stated where none of them
// has a figure. Claims of another class measure something else and stay out.
func (a *Amount) Band() (low, high Money) {
	low, high = a.USDLow, a.USDHigh
	for i := range a.Claims {
		c := &a.Claims[i]
		if c.Rejected != "" || !c.Priced() || (c.Kind != "" && c.Kind.Class() != a.Kind.Class()) {
			continue
		}
		low, high = low.Min(c.USDLow), high.Max(c.USDHigh)
	}
	return low, high
}
