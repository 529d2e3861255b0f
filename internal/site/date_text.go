package site

import (
	"encoding/binary"
	"strconv"
)

// String gives the date in EDTF, as ParseDate reads it; "" when it is absent.
func (d Date) String() string {
	text, _ := d.AppendText(make([]byte, 0, len("2022-03-23")))
	return string(text)
}

// AppendText appends what String gives. The error is always nil.
func (d Date) AppendText(dst []byte) ([]byte, error) {
	switch d.form {
	case datePoint:
		dst = d.start.edtf(dst)
	case dateInterval:
		dst = d.end.edtf(append(d.start.edtf(dst), '/'))
	case dateBefore:
		dst = d.end.edtf(append(dst, openEnd+"/"...))
	case dateSince:
		dst = append(d.start.edtf(dst), "/"+openEnd...)
	case dateUnknown:
		dst = append(dst, unknownDate...)
	}
	return dst, nil
}

// edtf appends one end with its mark of doubt.
func (p datePart) edtf(dst []byte) []byte { return append(p.iso(dst), qualityMarks[p.quality]...) }

// iso appends what is known of year, month and day.
func (p datePart) iso(dst []byte) []byte {
	dst = appendDigits(dst, int(p.year), 4)
	if p.month != 0 {
		dst = appendDigits(append(dst, '-'), int(p.month), 2)
	}
	if p.day != 0 {
		dst = appendDigits(append(dst, '-'), int(p.day), 2)
	}
	return dst
}

// appendDigits appends the last digits of a number that is not negative, with
// zeros before it. Every page and data file is full of dates, and fmt takes
// ten times as long.
func appendDigits(dst []byte, number, width int) []byte {
	start := len(dst)
	dst = append(dst, "0000"[:width]...)
	for i := len(dst) - 1; i >= start; i-- {
		dst[i] = byte('0' + number%10)
		number /= 10
	}
	return dst
}

// DateTime gives the value for the datetime attribute of HTML's time element
// with the precision that is known: "2022", "2022-03" or "2022-03-23", the
// beginning of an interval; "" when no beginning is known.
func (d Date) DateTime() string { return string(d.AppendDateTime(make([]byte, 0, len("2022-03-23")))) }

// AppendDateTime appends what DateTime gives.
func (d Date) AppendDateTime(dst []byte) []byte {
	switch d.form {
	case datePoint, dateInterval, dateSince:
		return d.start.iso(dst)
	}
	return dst
}

// monthNames are the months from 1, and shortMonthNames the same for tables.
var (
	monthNames = [...]string{"", "January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December"}
	shortMonthNames = [...]string{"", "Jan", "Feb", "Mar", "Apr", "May", "Jun",
		"Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
)

// dateStyle is how dates are put in words.
type dateStyle struct {
	months   *[13]string
	doubtful string // after a date that is uncertain
}

var (
	displayStyle = dateStyle{&monthNames, " (uncertain)"}
	shortStyle   = dateStyle{&shortMonthNames, "?"}
)

// longestWords is more than most dates take in words.
const longestWords = 32

// Display gives the date for readers: "23 March 2022", "about March 2022",
// "March 2022 (uncertain)", "23–29 March 2022", "28 March – 2 April 2022",
// "2011–2014", "before May 2022", "since May 2022", "date unknown"; "" when
// it is absent.
func (d Date) Display() string { return string(d.AppendDisplay(make([]byte, 0, longestWords))) }

// AppendDisplay appends what Display gives.
func (d Date) AppendDisplay(dst []byte) []byte { return displayStyle.date(dst, d) }

// Short gives the date for tables and charts: "23 Mar 2022", "about Mar 2022",
// "Mar 2022?", "2011–2014", "before May 2022".
func (d Date) Short() string { return string(d.AppendShort(make([]byte, 0, longestWords))) }

// AppendShort appends what Short gives.
func (d Date) AppendShort(dst []byte) []byte { return shortStyle.date(dst, d) }

// date appends a date in words.
func (s *dateStyle) date(dst []byte, d Date) []byte {
	switch d.form {
	case datePoint:
		return s.end(dst, d.start)
	case dateBefore:
		return s.end(append(dst, "before "...), d.end)
	case dateSince:
		return s.end(append(dst, "since "...), d.start)
	case dateInterval:
		if d.start.quality == d.end.quality {
			return s.doubt(s.interval(about(dst, d.start.quality), d.start, d.end), d.start.quality)
		}
		return s.end(append(s.end(dst, d.start), " – "...), d.end)
	case dateUnknown:
		return append(dst, "date unknown"...)
	}
	return dst
}

// end appends one end with the words for its doubt around it.
func (s *dateStyle) end(dst []byte, p datePart) []byte {
	return s.doubt(s.part(about(dst, p.quality), p), p.quality)
}

// about appends the word that stands before a date that is not exact.
func about(dst []byte, quality dateQuality) []byte {
	if quality&approximate != 0 {
		return append(dst, "about "...)
	}
	return dst
}

// doubt appends what stands after a date that is uncertain.
func (s *dateStyle) doubt(dst []byte, quality dateQuality) []byte {
	if quality&uncertain != 0 {
		return append(dst, s.doubtful...)
	}
	return dst
}

// part appends one end without its doubt.
func (s *dateStyle) part(dst []byte, p datePart) []byte {
	if p.day != 0 {
		dst = append(strconv.AppendInt(dst, int64(p.day), 10), ' ')
	}
	if p.month != 0 {
		dst = append(append(dst, s.months[p.month]...), ' ')
	}
	return strconv.AppendInt(dst, int64(p.year), 10)
}

// interval names what both ends share only once.
func (s *dateStyle) interval(dst []byte, start, end datePart) []byte {
	sameYear := start.year == end.year
	sameMonth := sameYear && start.month == end.month
	switch precision := start.precision(); {
	case precision != end.precision():
	case sameMonth && start.day == end.day:
		return s.part(dst, end)
	case precision == PrecisionYear:
		return s.part(append(strconv.AppendInt(dst, int64(start.year), 10), "–"...), end)
	case precision == PrecisionMonth && sameYear:
		return s.part(append(append(dst, s.months[start.month]...), "–"...), end)
	case precision == PrecisionDay && sameMonth:
		return s.part(append(strconv.AppendInt(dst, int64(start.day), 10), "–"...), end)
	case precision == PrecisionDay && sameYear:
		dst = append(strconv.AppendInt(dst, int64(start.day), 10), ' ')
		return s.part(append(append(dst, s.months[start.month]...), " – "...), end)
	}
	return s.part(append(s.part(dst, start), " – "...), end)
}

// MarshalText gives what String gives.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what ParseDate reads, and "" as absent.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	date, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = date
	return nil
}

// AppendBinary appends a compact form for caches of the same build of the
// program: the form, then four bytes for each end that it has.
func (d Date) AppendBinary(dst []byte) []byte {
	dst = append(dst, byte(d.form))
	if d.form.hasStart() {
		dst = binary.LittleEndian.AppendUint32(dst, d.start.pack())
	}
	if d.form.hasEnd() {
		dst = binary.LittleEndian.AppendUint32(dst, d.end.pack())
	}
	return dst
}

// DecodeDate reads what AppendBinary wrote and gives the bytes after it.
func DecodeDate(src []byte) (date Date, rest []byte, err error) {
	if len(src) == 0 || dateForm(src[0]) > dateUnknown {
		return Date{}, src, errBinary
	}
	date.form, rest = dateForm(src[0]), src[1:]
	for _, end := range []struct {
		part   *datePart
		exists bool
	}{{&date.start, date.form.hasStart()}, {&date.end, date.form.hasEnd()}} {
		if !end.exists {
			continue
		}
		if len(rest) < 4 || !end.part.unpack(binary.LittleEndian.Uint32(rest)) {
			return Date{}, src, errBinary
		}
		rest = rest[4:]
	}
	if date.form == dateInterval && date.start.first() > date.end.last() {
		return Date{}, src, errBinary
	}
	return date, rest, nil
}

func (f dateForm) hasStart() bool { return f == datePoint || f == dateInterval || f == dateSince }

func (f dateForm) hasEnd() bool { return f == dateInterval || f == dateBefore }

// pack puts an end into one number: from the lowest, two bits of doubt, five
// of the day, four of the month, and the year above them.
func (p datePart) pack() uint32 {
	return uint32(p.year)<<11 | uint32(p.month)<<7 | uint32(p.day)<<2 | uint32(p.quality)
}

// unpack undoes pack; false when no date is packed so.
func (p *datePart) unpack(packed uint32) bool {
	*p = datePart{int16(packed >> 11 & 0x3fff), int8(packed >> 7 & 0xf), int8(packed >> 2 & 0x1f), dateQuality(packed & 3)}
	return p.valid() && p.pack() == packed
}

// valid reports whether there is such a year, month or day.
func (p datePart) valid() bool {
	return p.year >= 1 && p.year <= 9999 && p.month <= 12 &&
		(p.day == 0 || p.month != 0 && int(p.day) <= daysIn(int(p.year), int(p.month)))
}
