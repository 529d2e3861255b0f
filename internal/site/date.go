package site

import "cmp"

// Date says when something happened as closely as anybody knows: a year, a
// month, a day, an interval, an open interval, or that it is unknown. What is
// not known is never filled in: March 2022 stays a month. It is a subset of
// EDTF (Extended Date/Time Format, ISO 8601-2).
//
// The zero value is a date that is absent. Dates are comparable with ==.
type Date struct {
	form       dateForm
	start, end datePart // zero where the form has none
}

type dateForm uint8

const (
	dateAbsent   dateForm = iota
	datePoint             // start
	dateInterval          // start/end
	dateBefore            // ../end
	dateSince             // start/..
	dateUnknown
)

// datePart is one end of a date.
type datePart struct {
	year       int16 // 1 to 9999
	month, day int8  // from 1; 0 = not known
	quality    dateQuality
}

// dateQuality is a set of the doubts that EDTF writes as "~", "?" and "%".
type dateQuality uint8

const (
	approximate dateQuality = 1 << iota
	uncertain
)

// Precision says how closely a date is known. A greater one is finer.
type Precision uint8

// The precisions, from none (absent and unknown dates) to a day.
const (
	PrecisionNone Precision = iota
	PrecisionYear
	PrecisionMonth
	PrecisionDay
)

func (p datePart) precision() Precision {
	switch {
	case p.day != 0:
		return PrecisionDay
	case p.month != 0:
		return PrecisionMonth
	}
	return PrecisionYear
}

// first is the first day that the part may mean.
func (p datePart) first() Day {
	return DayOf(int(p.year), int(max(p.month, 1)), int(max(p.day, 1)))
}

// last is the last day that the part may mean.
func (p datePart) last() Day {
	switch p.precision() {
	case PrecisionDay:
		return p.first()
	case PrecisionMonth:
		return DayOf(int(p.year), int(p.month), daysIn(int(p.year), int(p.month)))
	}
	return DayOf(int(p.year), 12, 31)
}

// daysIn gives the length of a month.
func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// IsZero reports whether the date is absent: nothing was written.
func (d Date) IsZero() bool { return d.form == dateAbsent }

// Unknown reports whether the date was written as unknown.
func (d Date) Unknown() bool { return d.form == dateUnknown }

// First gives the first day that the date may mean, FirstDay when the
// beginning is open and when the date is unknown or absent. Doubt ("~", "?")
// does not widen a date, because nobody says by how much.
func (d Date) First() Day {
	switch d.form {
	case datePoint, dateInterval, dateSince:
		return d.start.first()
	}
	return FirstDay
}

// Last gives the last day that the date may mean, LastDay when the end is
// open and when the date is unknown or absent. "../2022-05" may mean any day
// up to the end of May 2022: EDTF counts the end in.
func (d Date) Last() Day {
	switch d.form {
	case datePoint:
		return d.start.last()
	case dateInterval, dateBefore:
		return d.end.last()
	}
	return LastDay
}

// Bounded reports whether both First and Last are days that somebody wrote,
// and not the sentinels for an open or unknown end.
func (d Date) Bounded() bool { return d.form == datePoint || d.form == dateInterval }

// Anchor gives the day that the entry is filed under: the first day of the
// first stated end, 2022-05-01 for "../2022-05". It is false, with NoDay,
// when the date is unknown or absent.
func (d Date) Anchor() (Day, bool) {
	switch d.form {
	case datePoint, dateInterval, dateSince:
		return d.start.first(), true
	case dateBefore:
		return d.end.first(), true
	}
	return NoDay, false
}

// Compare gives a total order: -1, 0 or 1, and 0 only for equal dates. Dates
// go by anchor; from one anchor the coarser comes first, so "2022" stands
// before "2022-01" and that before "2022-01-01", and then the one that
// reaches further. Unknown dates come last but for absent ones.
func (d Date) Compare(e Date) int {
	if d == e {
		return 0
	}
	dAnchor, dFiled := d.Anchor()
	eAnchor, eFiled := e.Anchor()
	switch {
	case !dFiled && !eFiled:
		return cmp.Compare(e.form, d.form) // unknown before absent
	case !dFiled:
		return 1
	case !eFiled:
		return -1
	}
	return cmp.Or(
		cmp.Compare(dAnchor, eAnchor),
		cmp.Compare(d.Precision(), e.Precision()),
		cmp.Compare(e.Last(), d.Last()),
		cmp.Compare(d.First(), e.First()),
		cmp.Compare(d.form, e.form),
		cmp.Compare(d.start.precision(), e.start.precision()),
		cmp.Compare(d.end.precision(), e.end.precision()),
		cmp.Compare(d.start.quality, e.start.quality),
		cmp.Compare(d.end.quality, e.end.quality))
}

// Overlaps reports whether some day is possible for both dates. Unknown and
// absent dates overlap nothing: a list for a period must not fill with
// entries that nobody dated.
func (d Date) Overlaps(e Date) bool {
	_, dFiled := d.Anchor()
	_, eFiled := e.Anchor()
	return dFiled && eFiled && d.First() <= e.Last() && e.First() <= d.Last()
}

// Precision gives how closely the date is known, that of the coarser end for
// an interval; PrecisionNone for unknown and absent dates.
func (d Date) Precision() Precision {
	switch d.form {
	case datePoint, dateSince:
		return d.start.precision()
	case dateBefore:
		return d.end.precision()
	case dateInterval:
		return min(d.start.precision(), d.end.precision())
	}
	return PrecisionNone
}

// InYear gives the year in which every possible day lies, if there is one.
func (d Date) InYear() (year int, ok bool) {
	if !d.Bounded() || d.First().Year() != d.Last().Year() {
		return 0, false
	}
	return d.First().Year(), true
}

// InMonth gives the year and month in which every possible day lies, if
// there is one.
func (d Date) InMonth() (year, month int, ok bool) {
	if _, same := d.InYear(); !same || d.First().Month() != d.Last().Month() {
		return 0, 0, false
	}
	year, month, _ = d.First().Civil()
	return year, month, true
}

// InDay gives the only possible day, if there is one.
func (d Date) InDay() (Day, bool) {
	if !d.Bounded() || d.First() != d.Last() {
		return NoDay, false
	}
	return d.First(), true
}

// Approximate reports whether an end is marked as about, by "~" or "%".
func (d Date) Approximate() bool { return (d.start.quality|d.end.quality)&approximate != 0 }

// Uncertain reports whether an end is marked as doubtful, by "?" or "%".
func (d Date) Uncertain() bool { return (d.start.quality|d.end.quality)&uncertain != 0 }

// DaysBetween gives the least and the greatest possible number of days from a
// to b. Low is negative when b may be before a, as with two dates in one
// month. It is false when an end of either is open, unknown or absent.
func DaysBetween(a, b Date) (low, high int, ok bool) {
	if !a.Bounded() || !b.Bounded() {
		return 0, 0, false
	}
	return int(b.First() - a.Last()), int(b.Last() - a.First()), true
}
