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
func (d Date) DateTime() string {
	switch d.form {
	case datePoint, dateInterval, dateSince:
		return string(d.start.iso(make([]byte, 0, len("2022-03-23"))))
	}
	return ""
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

// Display gives the date for readers: "23 March 2022", "about March 2022",
// "March 2022 (uncertain)", "23–29 March 2022", "28 March – 2 April 2022",
// "2011–2014", "before May 2022", "since May 2022", "date unknown"; "" when
// it is absent.
func (d Date) Display() string { return displayStyle.date(d) }

// Short gives the date for tables and charts: "23 Mar 2022", "about Mar 2022",
// "Mar 2022?", "2011–2014", "before May 2022".
func (d Date) Short() string { return shortStyle.date(d) }

func (s dateStyle) date(d Date) string {
	switch d.form {
	case datePoint:
		return s.doubt(d.start.quality, s.part(d.start))
	case dateBefore:
		return "before " + s.doubt(d.end.quality, s.part(d.end))
	case dateSince:
		return "since " + s.doubt(d.start.quality, s.part(d.start))
	case dateInterval:
		if d.start.quality == d.end.quality {
			return s.doubt(d.start.quality, s.interval(d.start, d.end))
		}
		return s.doubt(d.start.quality, s.part(d.start)) + " – " + s.doubt(d.end.quality, s.part(d.end))
	case dateUnknown:
		return "date unknown"
	}
	return ""
}

// doubt puts the words for a doubt around a date.
func (s dateStyle) doubt(quality dateQuality, text string) string {
	if quality&approximate != 0 {
		text = "about " + text
	}
	if quality&uncertain != 0 {
		text += s.doubtful
	}
	return text
}

// part gives one end without its doubt.
func (s dateStyle) part(p datePart) string {
	text := strconv.Itoa(int(p.year))
	if p.month != 0 {
		text = s.months[p.month] + " " + text
	}
	if p.day != 0 {
		text = strconv.Itoa(int(p.day)) + " " + text
	}
	return text
}

// interval names what both ends share only once.
func (s dateStyle) interval(start, end datePart) string {
	sameYear := start.year == end.year
	sameMonth := sameYear && start.month == end.month
	switch precision := start.precision(); {
	case precision != end.precision():
	case sameMonth && start.day == end.day:
		return s.part(end)
	case precision == PrecisionYear:
		return strconv.Itoa(int(start.year)) + "–" + s.part(end)
	case precision == PrecisionMonth && sameYear:
		return s.months[start.month] + "–" + s.part(end)
	case precision == PrecisionDay && sameMonth:
		return strconv.Itoa(int(start.day)) + "–" + s.part(end)
	case precision == PrecisionDay && sameYear:
		return strconv.Itoa(int(start.day)) + " " + s.months[start.month] + " – " + s.part(end)
	}
	return s.part(start) + " – " + s.part(end)
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
