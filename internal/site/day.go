package site

import (
	"math"
	"time"
)

// Day is a civil day, counted from 1970-01-01, which is 0; earlier days are
// negative. It has no time zone and no time of day. Days are ordered and
// subtracted as the integers they are.
//
// The zero value is a real day: write NoDay for a day that is not there.
type Day int32

const (
	// NoDay says that there is no day. It sorts before every day.
	NoDay Day = math.MinInt32
	// FirstDay is 0001-01-01 and stands for an open beginning.
	FirstDay Day = -719162
	// LastDay is 9999-12-31 and stands for an open end.
	LastDay Day = 2932896
)

// DayOf gives the day of a year, month and day. Values past the end roll
// over, as day 0 does to the last day of the month before; a day outside
// FirstDay to LastDay is NoDay.
func DayOf(year, month, day int) Day {
	if year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31 {
		return civilDay(year, month, day)
	}
	const most = 1 << 20 // far past every real value, and no overflow below
	for _, part := range []int{year, month, day} {
		if part < -most || part > most {
			return NoDay
		}
	}
	const secondsOfDay = 24 * 60 * 60
	// Whole days in UTC divide without a rest, also before 1970.
	count := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / secondsOfDay
	if count < int64(FirstDay) || count > int64(LastDay) {
		return NoDay
	}
	return Day(count)
}

// beforeMonth gives the days of a common year before each month, by its number.
var beforeMonth = [...]int{1: 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}

// civilDay gives the day of a plain date of the Gregorian calendar: every
// fourth year has a day more, but of four whole centuries only the last.
func civilDay(year, month, day int) Day {
	past := year - 1
	days := past*365 + past/4 - past/100 + past/400 + beforeMonth[month] + day - 1
	if month > 2 && daysIn(year, 2) == 29 {
		days++
	}
	return FirstDay + Day(days)
}

// ParseDay reads a day written as 2022-03-23. Its errors are *ParseError.
func ParseDay(text string) (Day, error) {
	date, err := ParseDate(text)
	if err == nil {
		if date.form == datePoint && date.start.day != 0 && date.start.quality == 0 {
			return date.First(), nil
		}
		err = &ParseError{Text: text, Why: "it names no single day"}
	}
	wrong := *err.(*ParseError)
	wrong.Thing, wrong.Hint = "a day", "write the day as 2022-03-23"
	return NoDay, &wrong
}

// Civil gives the year, the month from 1 and the day of the month from 1;
// zeros for NoDay.
func (d Day) Civil() (year, month, day int) {
	if d == NoDay {
		return 0, 0, 0
	}
	y, m, dd := time.Unix(int64(d)*24*60*60, 0).UTC().Date()
	return y, int(m), dd
}

// Year gives the year; 0 for NoDay.
func (d Day) Year() int {
	year, _, _ := d.Civil()
	return year
}

// Month gives the month of the year, from 1; 0 for NoDay.
func (d Day) Month() int {
	_, month, _ := d.Civil()
	return month
}

// Date gives the day as a Date; an absent one for NoDay.
func (d Day) Date() Date {
	if d < FirstDay || d > LastDay {
		return Date{}
	}
	year, month, day := d.Civil()
	return Date{form: datePoint, start: datePart{int16(year), int8(month), int8(day), 0}}
}

// String gives the day as 2022-03-23; "" for NoDay.
func (d Day) String() string {
	text, _ := d.AppendText(make([]byte, 0, len("2022-03-23")))
	return string(text)
}

// AppendText appends what String gives. The error is always nil.
func (d Day) AppendText(dst []byte) ([]byte, error) {
	if d == NoDay {
		return dst, nil
	}
	year, month, day := d.Civil()
	return datePart{int16(year), int8(month), int8(day), 0}.iso(dst), nil
}

// Display gives the day for readers, "23 March 2022"; "" for NoDay.
func (d Day) Display() string { return d.Date().Display() }

// Short gives the day with a short month, "23 Mar 2022"; "" for NoDay.
func (d Day) Short() string { return d.Date().Short() }

// MarshalText gives what String gives.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what ParseDay reads, and "" as NoDay.
func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = NoDay
		return nil
	}
	day, err := ParseDay(string(text))
	if err != nil {
		return err
	}
	*d = day
	return nil
}
