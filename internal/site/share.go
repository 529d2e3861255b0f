package site

import (
	"strconv"

	"github.com/shopspring/decimal"
)

// Share is a part of a whole in tenths of a percent, rounded half to even.
// It remembers which way it was rounded, so that almost all is not called
// all, nor a little nothing. The zero value is 0 %.
type Share struct {
	tenths int64
	rest   int8 // the sign of what rounding took off: 1 = the true share is greater
}

// shareOf divides exactly; false when the whole is not more than zero, or
// when the share is beyond all sense (past an int64).
func shareOf(part, whole decimal.Decimal) (Share, bool) {
	if whole.Sign() <= 0 {
		return Share{}, false
	}
	quotient, rest := part.Shift(3).QuoRem(whole, 0)
	tenths := quotient.BigInt()
	if !tenths.IsInt64() || tenths.BitLen() > 62 {
		return Share{}, false
	}
	share := Share{tenths.Int64(), int8(rest.Sign())}
	// QuoRem cuts towards zero; the rest has the sign of the part.
	switch toHalf := rest.Abs().Mul(decimal.New(2, 0)).Cmp(whole); {
	case toHalf > 0, toHalf == 0 && share.tenths%2 != 0:
		share.tenths += int64(rest.Sign())
		share.rest = -share.rest
	}
	return share, true
}

// Tenths gives the share in tenths of a percent: 785 is 78.5 %.
func (s Share) Tenths() int64 { return s.tenths }

// Percent gives the share in percent, for the geometry of charts.
func (s Share) Percent() float64 { return float64(s.tenths) / 10 }

// String gives the share as readers see it: "78.5 %", "0 %" and "100 %" when
// exactly so, "under 0.1 %", "over 99.9 %" and "over 100 %" when only nearly so.
func (s Share) String() string {
	switch {
	case s.tenths == 0 && s.rest > 0:
		return "under 0.1 %"
	case s.tenths == 1000 && s.rest < 0:
		return "over 99.9 %"
	case s.tenths == 1000 && s.rest > 0:
		return "over 100 %"
	case s.rest == 0 && (s.tenths == 0 || s.tenths == 1000):
		return strconv.FormatInt(s.tenths/10, 10) + " %"
	}
	sign, tenths := "", s.tenths
	if tenths < 0 {
		sign, tenths = "−", -tenths
	}
	return sign + groupDigits(strconv.FormatInt(tenths/10, 10)) + "." + strconv.FormatInt(tenths%10, 10) + " %"
}
