package site

import "github.com/shopspring/decimal"

// Portion gives the part of an amount that a quantity is of the whole
// quantity, rounded to cents, half away from zero: 71M USD, of which 94,000
// of 119,754 BTC are 55.7M USD. It is not stated when one of the three is not,
// or when the whole is not more than zero.
func (m Money) Portion(part, whole Quantity) Money {
	if !m.known || !part.known || !whole.known || whole.units.Sign() <= 0 {
		return Money{}
	}
	return moneyFrom(m.dollars().Mul(part.units).DivRound(whole.units, 2))
}

// CountShare gives one count as a share of another; false when the whole is
// not more than zero.
func CountShare(part, whole int) (Share, bool) {
	return shareOf(decimal.NewFromInt(int64(part)), decimal.NewFromInt(int64(whole)))
}
