package site

import (
	"cmp"

	"github.com/shopspring/decimal"
)

// Money is an exact amount of US dollars. The zero value means "not stated",
// which is not zero dollars: nobody said how much.
//
// IsZero means zero dollars, so the tags omitzero (JSON) and omitempty (YAML)
// would drop a stated zero and keep an absent one. Do not put them on Money.
//
// Compare with Cmp or Equal, not with ==.
type Money struct {
	known bool
	cents int64 // the amount, unless wide is set
	// wide holds what int64 cents cannot: fractions of a cent, and more than
	// 92 quadrillion dollars. It is nil for every amount that fits, so that
	// almost all sums are one addition and no allocation.
	wide *decimal.Decimal
}

// MoneyFromCents gives an exact number of US cents, which may be negative.
func MoneyFromCents(cents int64) Money { return Money{known: true, cents: cents} }

// moneyFrom gives the one form of an amount: cents where they fit.
func moneyFrom(dollars decimal.Decimal) Money {
	if cents := dollars.Shift(2); cents.IsInteger() {
		if whole := cents.BigInt(); whole.IsInt64() {
			return MoneyFromCents(whole.Int64())
		}
	}
	return Money{known: true, wide: &dollars}
}

// dollars gives the amount as a decimal; zero when it is not stated.
func (m Money) dollars() decimal.Decimal {
	if m.wide != nil {
		return *m.wide
	}
	return decimal.New(m.cents, -2)
}

// Known reports whether the amount is stated.
func (m Money) Known() bool { return m.known }

// IsZero reports whether the amount is stated and is zero dollars.
func (m Money) IsZero() bool { return m.known && m.cents == 0 && m.wide == nil }

// Add gives the sum. An amount that is not stated adds nothing; the caller
// counts those aloud.
func (m Money) Add(n Money) Money {
	switch {
	case !n.known:
		return m
	case !m.known:
		return n
	case m.wide == nil && n.wide == nil:
		sum := m.cents + n.cents
		if overflowed := (m.cents^sum)&(n.cents^sum) < 0; !overflowed {
			return MoneyFromCents(sum)
		}
	}
	return moneyFrom(m.dollars().Add(n.dollars()))
}

// Sub gives m less n, which may be negative. It is not stated if either is
// not stated.
func (m Money) Sub(n Money) Money {
	if !m.known || !n.known {
		return Money{}
	}
	if m.wide == nil && n.wide == nil {
		difference := m.cents - n.cents
		if overflowed := (m.cents^n.cents)&(m.cents^difference) < 0; !overflowed {
			return MoneyFromCents(difference)
		}
	}
	return moneyFrom(m.dollars().Sub(n.dollars()))
}

// Cmp is -1, 0 or 1 as m is less than, equal to or more than n. An amount
// that is not stated sorts before everything, zero and negatives included.
func (m Money) Cmp(n Money) int {
	switch {
	case m.known != n.known:
		if n.known {
			return -1
		}
		return 1
	case m.wide == nil && n.wide == nil:
		return cmp.Compare(m.cents, n.cents)
	}
	return m.dollars().Cmp(n.dollars())
}

// Equal reports whether both are not stated, or both are the same amount.
func (m Money) Equal(n Money) bool { return m.Cmp(n) == 0 }

// Min gives the lesser amount, ignoring one that is not stated.
func (m Money) Min(n Money) Money {
	if !m.known || n.known && n.Cmp(m) < 0 {
		return n
	}
	return m
}

// Max gives the greater amount, ignoring one that is not stated.
func (m Money) Max(n Money) Money {
	if n.Cmp(m) > 0 {
		return n
	}
	return m
}

// Cents gives the amount in cents; false when it is not stated, not a whole
// number of cents, or more than an int64 holds.
func (m Money) Cents() (int64, bool) { return m.cents, m.known && m.wide == nil }

// Float gives dollars for the geometry of charts and for sort keys in pages,
// and zero when the amount is not stated. Never add or print floats.
func (m Money) Float() float64 {
	if m.wide != nil {
		return m.wide.InexactFloat64()
	}
	return float64(m.cents) / 100
}

// Share gives m as a share of another amount. It is false when the two cannot
// be compared: one is not stated, or the whole is not more than zero.
func (m Money) Share(of Money) (Share, bool) {
	if !m.known || !of.known {
		return Share{}, false
	}
	return shareOf(m.dollars(), of.dollars())
}
