package stats

import (
	"fmt"
	"strings"

	"blotter/internal/site"
)

// yardstick measures the stages of one outcome on one basis.
type yardstick struct {
	taken *site.Line
	basis site.Basis
}

// chooseYardstick takes units of the asset where the money taken and some last
// stage are told in the same one, else dollars.
func chooseYardstick(o *site.Outcome) yardstick {
	y := yardstick{o.Taken, site.InAsset}
	for _, line := range o.Last {
		if y.measures(line) {
			return y
		}
	}
	return yardstick{o.Taken, site.InDollars}
}

// measures reports whether a line can be compared with the money taken.
func (y yardstick) measures(line *site.Line) bool {
	if y.basis == site.InAsset {
		a, b := y.taken.Amount, line.Amount
		_, comparable := b.Quantity.Share(a.Quantity)
		return comparable && a.Asset != "" && strings.EqualFold(a.Asset, b.Asset)
	}
	return y.taken.Value.Known() && line.Value.Known() && dollarsOfTheDay(y.taken, line)
}

// inDollars gives a stage in dollars of the day of the taking.
func (y yardstick) inDollars(line *site.Line) site.Money {
	switch {
	case !y.measures(line):
		return site.Money{}
	case y.basis == site.InAsset:
		return y.taken.Value.Portion(line.Amount.Quantity, y.taken.Amount.Quantity)
	}
	return line.Value
}

// closeInTime is how many days prices are taken to stand still for: dollars of
// days farther apart measure the price of the asset and not what came back.
const closeInTime = 31

// dollarsOfTheDay reports whether the dollars of a stage can be set beside
// those of the taking: the asset is a dollar, or both were valued at about one
// time, or a price was converted at the event, or no source says that it was
// anything but dollars.
func dollarsOfTheDay(taken, stage *site.Line) bool {
	a, b := taken.Amount, stage.Amount
	switch {
	case a.Basis == "notional" || b.Basis == "notional":
		return false
	case isDollar(b.Asset) && isDollar(a.Asset):
		return true
	case !b.USDAt.IsZero():
		return near(valuedOn(taken), b.USDAt)
	case !a.USDAt.IsZero() && !near(a.USDAt, taken.Entry.Date):
		return false // the taking is told in dollars of a later day
	case b.Basis == "at-source" || b.Basis == "at-seizure" || b.Basis == "realised":
		return near(valuedOn(taken), b.Date)
	case b.Asset == "" || isDollar(b.Asset):
		return true
	}
	return near(valuedOn(taken), b.Date)
}

// valuedOn gives the date that the dollars of a line belong to, as far as the
// entry says.
func valuedOn(line *site.Line) site.Date {
	for _, date := range []site.Date{line.Amount.USDAt, line.Amount.Date} {
		if !date.IsZero() {
			return date
		}
	}
	return line.Entry.Date
}

func near(a, b site.Date) bool {
	low, high, ok := site.DaysBetween(a, b)
	return ok && max(-low, high) <= closeInTime
}

// isDollar reports whether an asset is dollars, or a coin that is redeemed
// for them.
func isDollar(asset string) bool {
	switch strings.ToUpper(asset) {
	case "USD", "USDC", "USDT", "DAI", "BUSD", "TUSD", "USDP", "PYUSD", "FDUSD", "GUSD":
		return true
	}
	return false
}

// share measures the last stages of an outcome.
func (y yardstick) share(o *site.Outcome) {
	if len(o.Last) == 0 {
		o.Basis, o.Why = site.NoStage, "no money held, returned or otherwise ended is recorded"
		return
	}
	var quantity site.Quantity
	var dollars site.Money
	for _, line := range o.Last {
		if !y.measures(line) {
			o.Unmeasured = append(o.Unmeasured, line)
			continue
		}
		quantity, dollars = quantity.Add(line.Amount.Quantity), dollars.Add(line.Value)
		o.AtLeast = o.AtLeast || line.Amount.Precision == "at-least"
		o.Approx = o.Approx || line.Amount.Precision == "approx"
	}
	o.AtLeast = o.AtLeast || len(o.Unmeasured) > 0
	o.Approx = o.Approx || o.Taken.Amount.Precision == "approx"
	var measured bool
	if y.basis == site.InAsset {
		o.Asset, o.TakenQuantity, o.LastQuantity = o.Taken.Amount.Asset, o.Taken.Amount.Quantity, quantity
		o.Share, measured = quantity.Share(o.TakenQuantity)
		o.Why = fmt.Sprintf("%s of %s %s", quantity.Display(), o.TakenQuantity.Display(), o.Asset)
	} else {
		o.Share, measured = dollars.Share(o.Taken.Value)
		o.Why = fmt.Sprintf("%s of %s, in dollars of about the same time", dollars.Short(), o.Taken.Value.Short())
	}
	o.Basis = y.basis
	switch {
	case !measured:
		y.giveUp(o, "the figures are not in one asset, nor in dollars of about the same time")
	case y.basis == site.InDollars && dollars.Cmp(o.Taken.Value) > 0:
		y.giveUp(o, "more dollars came back than were taken: the price changed in between")
	}
}

// giveUp says that an outcome has no share.
func (y yardstick) giveUp(o *site.Outcome, why string) {
	o.Basis, o.Why, o.Share = site.NotComparable, why, site.Share{}
	o.Unmeasured, o.AtLeast, o.Approx = o.Last, false, false
}
