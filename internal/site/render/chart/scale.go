package chart

import (
	"math"
	"strconv"
)

// tick is a round number on an axis.
type tick struct {
	value float64
	label string
	x     float64 // of the label's middle, on a lying axis
}

// roundTicks gives round numbers from 0 to the first that is not below most,
// in steps of 1, 2 or 5 times a power of ten. Counts have no fractions.
func roundTicks(most float64, about int, unit Unit) []tick {
	if most <= 0 {
		most = 1
	}
	step := roundStep(most / float64(about))
	if unit == Count {
		step = max(step, 1)
	}
	var ticks []tick
	for i := 0; ; i++ {
		value := step * float64(i)
		ticks = append(ticks, tick{value: value, label: unit.write(value)})
		if value >= most {
			return ticks
		}
	}
}

// roundStep gives the least 1, 2 or 5 times a power of ten that is not below
// the step.
func roundStep(step float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(step)))
	for _, factor := range []float64{1, 2, 5} {
		if factor*power >= step*(1-1e-9) {
			return factor * power
		}
	}
	return 10 * power
}

// logScale puts positive numbers on a stretch of the page, each power of ten
// as wide as the next.
type logScale struct {
	low, high float64 // logarithms, low < high
	from, to  float64 // on the page
}

// newLogScale gives a scale over powers of ten, or over steps of 1, 2 and 5
// where the values lie within two of them.
func newLogScale(values []float64, from, to float64) logScale {
	least, most := math.Inf(1), 0.0
	for _, value := range values {
		if value > 0 {
			least, most = min(least, value), max(most, value)
		}
	}
	if most == 0 {
		least, most = 1, 10
	}
	// A cent is the least amount there is; a billionth of the greatest value
	// stands at the edge rather than pressing all others together.
	least = max(least, 0.01, most/1e9)
	low, high := floorStep(least), roundStep(most)
	if high <= low {
		high = roundStep(low * 1.5)
	}
	return logScale{math.Log10(low), math.Log10(high), from, to}
}

// floorStep gives the greatest 1, 2 or 5 times a power of ten that is not
// above the value.
func floorStep(value float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(value)+1e-9))
	for _, factor := range []float64{5, 2} {
		if factor*power <= value*(1+1e-9) {
			return factor * power
		}
	}
	return power
}

// at gives the place of a value; what is below the scale stands at its edge.
func (s logScale) at(value float64) float64 {
	if value <= 0 {
		return s.from
	}
	share := (math.Log10(value) - s.low) / (s.high - s.low)
	return s.from + min(max(share, 0), 1)*(s.to-s.from)
}

// ticks gives the powers of ten, and twice and five times them on a short
// scale, leaving out those whose labels would touch. Width is that of the
// sheet, on which the labels must stay.
func (s logScale) ticks(unit Unit, width float64) []tick {
	factors := []float64{1}
	if s.high-s.low < 2.6 {
		factors = []float64{1, 2, 5}
	}
	var ticks []tick
	places := slots{gap: 10}
	for power := math.Floor(s.low); power <= s.high+1e-9; power++ {
		for _, factor := range factors {
			value := factor * math.Pow(10, power)
			at := math.Log10(value)
			label := unit.write(value)
			x := inside(widthOf(label), s.at(value), 0, width)
			if at < s.low-1e-9 || at > s.high+1e-9 || !places.take(extent(label, middle, x)) {
				continue
			}
			ticks = append(ticks, tick{value, label, x})
		}
	}
	return ticks
}

// write gives a round number for an axis.
func (u Unit) write(value float64) string {
	switch u {
	case Dollars:
		for _, unit := range []struct {
			size float64
			name string
		}{{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1e3, "K"}} {
			if value >= unit.size*(1-1e-9) {
				return "$" + plain(value/unit.size) + unit.name
			}
		}
		return "$" + plain(value)
	case Percent:
		return plain(value) + " %"
	}
	return plain(value)
}

// plain writes a round number in digits, with commas between thousands.
func plain(value float64) string {
	digits := strconv.FormatFloat(math.Round(value*100)/100, 'f', -1, 64)
	whole := len(digits)
	for i := range digits {
		if digits[i] == '.' {
			whole = i
			break
		}
	}
	for i := whole - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
