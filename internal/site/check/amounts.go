package check

import (
	"blotter/internal/site"
)

var amountFigure = Rule{
	ID: "amount-figure", Severity: site.Error,
	What:  "An amount gives a figure, in dollars or as a quantity of an asset, or says precision: unknown; never both, and two bounds only for a range.",
	Why:   "Unknown is not zero. An amount without a figure is counted aloud, and that must be meant.",
	Bad:   "    precision: unknown\n    usd: 4.4M",
	Good:  "    precision: approx\n    usd: 4.4M",
	entry: checkAmountFigure,
}

func checkAmountFigure(e *entry) {
	for i := range e.Amounts {
		a := &e.Amounts[i]
		e.figureOf(i, noClaim, &a.Reading, amountCalled(a))
		for j := range a.Claims {
			c := &a.Claims[j]
			if !hasFigure(&c.Reading) && c.Precision != "unknown" && c.Kind != "" && c.Kind != a.Kind {
				continue // it tells the same figure by another verb
			}
			e.figureOf(i, j, &c.Reading, "a claim about "+amountCalled(a))
		}
	}
}

func hasFigure(r *site.Reading) bool { return r.Priced() || r.Quantity.Known() }

// figureOf reports a reading whose figure and precision contradict each other.
func (e *entry) figureOf(n, claim int, r *site.Reading, called string) {
	bounds := r.USDLow.Cmp(r.USDHigh)
	switch {
	case r.Precision == "unknown" && hasFigure(r):
		e.say(readingField(n, claim, "precision"), called+" has a figure and says that it is unknown", "write exact, approx, at-least or at-most, or take the figure out")
	case r.Precision != "unknown" && !hasFigure(r):
		e.say(readingField(n, claim, "usd"), called+" gives no figure", "write usd, or asset and quantity, or precision: unknown when nobody says how much")
	case bounds > 0:
		e.say(readingField(n, claim, "usd"), called+" goes from "+r.USDLow.Long()+" to "+r.USDHigh.Long(), "write the lesser figure first")
	case r.Precision == "range" && bounds == 0:
		e.say(readingField(n, claim, "precision"), called+" says range and has not two bounds", "write both, as in usd: 5.8M-6.2M, or another precision")
	case bounds < 0 && (r.Precision == "exact" || r.Precision == "at-least" || r.Precision == "at-most"):
		e.say(readingField(n, claim, "precision"), called+" is from "+r.USDLow.Long()+" to "+r.USDHigh.Long()+" and says "+r.Precision, "write precision: range")
	}
}

var quantityAsset = Rule{
	ID: "quantity-asset", Severity: site.Error,
	What: "A quantity names its asset.",
	Why:  "173,600 of what? It can be compared and added only with its own kind.",
	Bad:  "    quantity: 173600",
	Good: "    asset: ETH\n    quantity: 173600",
	entry: func(e *entry) {
		e.eachReading(func(n, claim int, r *site.Reading) {
			if r.Quantity.Known() && r.Asset == "" && (claim == noClaim || e.Amounts[n].Asset == "") {
				e.say(readingField(n, claim, "asset"), "the quantity "+r.Quantity.Display()+" has no asset", "write what it is a quantity of: ETH, BTC, EUR ...")
			}
		})
	},
}

var usdDetail = Rule{
	ID: "usd-detail", Severity: site.Error,
	What: "usd_at, and a usd_basis other than stated, stand beside a dollar figure.",
	Why:  "They say what the dollar figure measures; without one they were left over or the figure was forgotten.",
	Bad:  "    asset: ETH\n    quantity: 173600\n    usd_at: 2022-03-23",
	Good: "    asset: ETH\n    quantity: 173600\n    usd: 594M\n    usd_at: 2022-03-23",
	entry: func(e *entry) {
		e.eachReading(func(n, claim int, r *site.Reading) {
			switch {
			case r.Priced():
			case !r.USDAt.IsZero():
				e.say(readingField(n, claim, "usd_at"), "usd_at "+site.Quote(r.USDAt.String())+" stands without a dollar figure", "write usd, or take usd_at out")
			case r.Basis != "" && r.Basis != "stated":
				e.say(readingField(n, claim, "usd_basis"), "usd_basis "+site.Quote(r.Basis)+" stands without a dollar figure", "write usd, or take usd_basis out")
			}
		})
	},
}

// eachReading calls visit with every amount's preferred reading and claims.
func (e *entry) eachReading(visit func(n, claim int, r *site.Reading)) {
	for i := range e.Amounts {
		visit(i, noClaim, &e.Amounts[i].Reading)
		for j := range e.Amounts[i].Claims {
			visit(i, j, &e.Amounts[i].Claims[j].Reading)
		}
	}
}

var countedTwice = Rule{
	ID: "counted-twice", Severity: site.Error,
	What: "An amount that is part of another, the same funds as another or an aggregate does not say counts: true.",
	Why:  "The same money would be added twice.",
	Bad:  "    part_of: stolen\n    counts: true",
	Good: "    part_of: stolen",
	entry: func(e *entry) {
		for i := range e.Amounts {
			a := &e.Amounts[i]
			if a.Counts == nil || !*a.Counts {
				continue
			}
			switch {
			case !a.PartOf.IsZero():
				e.say(under("amounts", i, "counts"), amountCalled(a)+" counts and is part of "+site.Quote(a.PartOf.String()), "take counts out, or part_of if it is not in that figure")
			case !a.SameFunds.IsZero():
				e.say(under("amounts", i, "counts"), amountCalled(a)+" counts and is the same money as "+site.Quote(a.SameFunds.String()), "take counts out, or set counts: false on the other amount and take same_funds out here")
			case a.Aggregate:
				e.say(under("amounts", i, "counts"), amountCalled(a)+" counts and is a sum over many incidents", "take counts out, or scope: aggregate")
			}
		}
	},
}

var amountClass = Rule{
	ID: "amount-class", Severity: site.Warning,
	What: "A part and its whole, and the same money told in two entries, are of one class, unless a note says how: stolen is part of lost, frozen is not.",
	Why:  "Kinds are never mixed. A frozen part of a stolen sum would leave the total of money held, and stand in no other.",
	Bad:  "  - kind: frozen\n    part_of: stolen",
	Good: "  - kind: frozen\n    after: stolen",
	entry: func(e *entry) {
		for ref := range e.amountReferences() {
			a, other := &e.Amounts[ref.n], e.amount(ref.to)
			if ref.field == "after" || other == nil || a.Note != "" || a.Kind.Class() == "" || other.Kind.Class() == "" || a.Kind.Class() == other.Kind.Class() {
				continue
			}
			e.say(ref.path(), site.Quote(string(a.Kind))+" cannot be "+ref.field+" "+site.Quote(string(other.Kind))+": one is money "+string(a.Kind.Class())+", the other money "+string(other.Kind.Class()), "write after: "+ref.to.String()+" if it is a later stage of that money, else say in note why it is not counted")
		}
	},
}

var partExceedsWhole = Rule{
	ID: "part-exceeds-whole", Severity: site.Warning,
	What: "A part is not more than its whole.",
	Why:  "One of the two figures is wrong, or the part is not in it.",
	Bad:  "    usd: 700M\n    part_of: stolen",
	Good: "    usd: 25.5M\n    part_of: stolen",
	entry: func(e *entry) {
		for ref := range e.amountReferences() {
			a, whole := &e.Amounts[ref.n], e.amount(ref.to)
			if ref.field != "part_of" || whole == nil || a.Note != "" || whole.Precision == "at-least" {
				continue
			}
			most := whole.Reading
			_, most.USDHigh = whole.Band()
			if more, figures := exceeds(&a.Reading, &most); more {
				e.say(ref.path(), amountCalled(a)+" is more than its whole "+site.Quote(ref.to.String())+": "+figures, "correct a figure, or say in note how it can be")
			}
		}
	},
}

// exceeds reports whether one reading is more than another, in the asset they
// share or else in dollars, and gives both figures.
func exceeds(a, b *site.Reading) (more bool, figures string) {
	if a.Quantity.Known() && b.Quantity.Known() && a.Asset == b.Asset {
		return a.Quantity.Cmp(b.Quantity) > 0, a.Quantity.Display() + " and " + b.Quantity.Display() + " " + a.Asset
	}
	if a.Priced() && b.USDHigh.Known() {
		return a.USDLow.Cmp(b.USDHigh) > 0, a.USDLow.Long() + " and " + b.USDHigh.Long()
	}
	return false, ""
}
