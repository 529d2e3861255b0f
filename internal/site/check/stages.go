package check

import (
	"blotter/internal/site"
)

var stageOrder = Rule{
	ID: "stage-order", Severity: site.Error,
	What: "An amount is not dated before the stage that it names under after.",
	Why:  "Money is frozen after it is stolen. A date is wrong, or after points the wrong way.",
	Bad:  "    date: 2022-02-01\n    after: stolen",
	Good: "    date: 2022-09-08\n    after: stolen",
	entry: func(e *entry) {
		for ref := range e.amountReferences() {
			a, before := &e.Amounts[ref.n], e.amount(ref.to)
			if ref.field == "after" && before != nil && isBefore(a.Date, before.Date) {
				e.say(ref.path(), amountCalled(a)+" is dated "+a.Date.String()+", before "+site.Quote(ref.to.String())+" of "+before.Date.String(), "correct a date, or turn after round")
			}
		}
	},
}

// isBefore reports whether every day that a may mean is before every day that
// b may mean. Open, unknown and absent dates are before nothing for certain.
func isBefore(a, b site.Date) bool {
	_, aFiled := a.Anchor()
	_, bFiled := b.Anchor()
	return aFiled && bFiled && a.Last() < b.First()
}

// stages are the classes in the order in which money goes through them; the
// others are no stage of it.
var stages = map[site.Class]int{site.Attempted: 1, site.Taken: 2, site.Moved: 3, site.Held: 4, site.Final: 5, site.MadeWhole: 6}

var stageKind = Rule{
	ID: "stage-kind", Severity: site.Warning,
	What: "The stages of money go from taken over moved and held to final.",
	Why:  "A stolen amount after a frozen one most likely means that after was written on the wrong line.",
	Bad:  "  - kind: stolen\n    after: frozen",
	Good: "  - kind: frozen\n    after: stolen",
	entry: func(e *entry) {
		for ref := range e.amountReferences() {
			a, before := &e.Amounts[ref.n], e.amount(ref.to)
			if ref.field != "after" || before == nil || a.Note != "" {
				continue
			}
			if now, then := stages[a.Kind.Class()], stages[before.Kind.Class()]; now != 0 && then != 0 && now < then {
				e.say(ref.path(), site.Quote(string(a.Kind))+" is no stage after "+site.Quote(string(before.Kind)), "turn after round, or say in note how it came about")
			}
		}
	},
}

var returnedBeforeTaken = Rule{
	ID: "returned-before-taken", Severity: site.Error,
	What:  "Money is not returned, recovered or compensated before the day it was taken.",
	Why:   "One of the dates is wrong.",
	Bad:   "    kind: returned\n    date: 2022-01-15",
	Good:  "    kind: returned\n    date: 2022-09-08",
	entry: checkReturnedBeforeTaken,
}

func checkReturnedBeforeTaken(e *entry) {
	taken, whose := e.takenOn()
	if taken.IsZero() {
		return
	}
	for i := range e.Amounts {
		if a := &e.Amounts[i]; givesBack[a.Kind] && !a.Aggregate && isBefore(a.Date, taken) {
			e.say(under("amounts", i, "date"), "the money was "+string(a.Kind)+" "+a.Date.String()+", before it was taken: "+whose+" is "+taken.String(), "correct a date, or give the amount that was taken its own date")
		}
	}
	for i := range e.Events {
		if v := &e.Events[i]; givesBack[site.Kind(v.Type)] && isBefore(v.Date, taken) {
			e.say(under("events", i, "date"), "the money was "+v.Type+" "+v.Date.String()+", before it was taken: "+whose+" is "+taken.String(), "correct a date, or give the amount that was taken its own date")
		}
	}
}

// givesBack are the kinds, and types of events, that need money taken before.
var givesBack = map[site.Kind]bool{"returned": true, "recovered": true, "compensated": true}

// takenOn gives the earliest date of money taken in the entry, and what it is
// the date of: an amount's own, else that of the event, else that of the
// entry. It is absent when the entry tells of no money taken, or counts none.
func (e *entry) takenOn() (site.Date, string) {
	var earliest site.Date
	undated := false
	for i := range e.Amounts {
		a := &e.Amounts[i]
		if a.Kind.Class() != site.Taken || a.Aggregate {
			continue
		}
		if _, filed := a.Date.Anchor(); !filed {
			undated = true
		} else if earliest.IsZero() || a.Date.Compare(earliest) < 0 {
			earliest = a.Date
		}
	}
	if !earliest.IsZero() && !undated {
		return earliest, "the date of the amount"
	}
	for i := range e.Events {
		if v := &e.Events[i]; v.Type == "occurred" && (earliest.IsZero() || v.Date.Compare(earliest) < 0) {
			earliest = v.Date
		}
	}
	switch {
	case !earliest.IsZero():
		return earliest, "the date of the deed"
	case undated:
		return e.Date, "the date of the entry"
	}
	return site.Date{}, ""
}

var heldExceedsTaken = Rule{
	ID: "held-exceeds-taken", Severity: site.Warning,
	What:  "What was frozen, seized, returned or recovered is not more than what was taken, unless a note says how.",
	Why:   "It happens when a price rises between the two, and then readers must be told; else a figure is wrong.",
	Bad:   "    kind: frozen\n    usd: 700M",
	Good:  "    kind: frozen\n    usd: 30M",
	entry: checkHeldExceedsTaken,
}

func checkHeldExceedsTaken(e *entry) {
	taken, ok := e.taken()
	if !ok {
		return
	}
	for i := range e.Amounts {
		a := &e.Amounts[i]
		class := a.Kind.Class()
		if class != site.Held && class != site.Final || a.Note != "" || a.Aggregate {
			continue
		}
		if more, figures := exceeds(&a.Reading, &taken); more {
			e.say(nth("amounts", i), amountCalled(a)+" is more than what was taken: "+figures, "correct a figure, or say in note how it can be, such as a risen price")
		}
	}
}

// taken adds up the money taken in the entry: in an asset where all of it is
// known in that asset, and in dollars, up to the greatest reading, where all of
// it has a figure. It is false when nothing was taken, or nobody knows how much
// at most.
func (e *entry) taken() (sum site.Reading, ok bool) {
	inAsset, inDollars := true, true
	for i := range e.Amounts {
		a := &e.Amounts[i]
		if a.Kind.Class() != site.Taken || !a.Included() {
			continue
		}
		if a.Precision == "at-least" || a.Precision == "unknown" {
			return sum, false
		}
		if !ok {
			sum.Asset = a.Asset
		}
		_, high := a.Band()
		inAsset = inAsset && a.Quantity.Known() && a.Asset == sum.Asset
		inDollars = inDollars && high.Known()
		sum.Quantity = sum.Quantity.Add(a.Quantity)
		sum.USDLow, sum.USDHigh = sum.USDLow.Add(a.USDLow), sum.USDHigh.Add(high)
		ok = true
	}
	if !inAsset {
		sum.Quantity = site.Quantity{}
	}
	if !inDollars {
		sum.USDLow, sum.USDHigh = site.Money{}, site.Money{}
	}
	return sum, ok
}
