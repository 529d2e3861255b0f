package site

import (
	"fmt"
	"strconv"
	"strings"
)

const (
	longestDate = 64 // bytes; the longest date we read has 23
	unknownDate = "unknown"
	openEnd     = ".."
	endsEarly   = "the interval ends before it begins"
)

// ParseDate reads `2022`, `2022-03` and `2022-03-23`, each perhaps followed by
// ? (uncertain), ~ (about) or % (both), the intervals `a/b`, `../b` (before)
// and `a/..` (since), and `unknown`. Years run from 0001 to 9999. Its errors
// are *ParseError and say what is wrong: "month 13", "February 2022 has 28
// days".
func ParseDate(text string) (Date, error) {
	date, why := readDate(trimASCII(text))
	if why != "" {
		return Date{}, &ParseError{text, "a date", why, dateHint(text, why)}
	}
	return date, nil
}

func readDate(text string) (date Date, why string) {
	switch {
	case len(text) > longestDate:
		return Date{}, "it is too long"
	case text == "":
		return Date{}, "it is empty"
	case text == unknownDate:
		return Date{form: dateUnknown}, ""
	}
	before, after, interval := strings.Cut(text, "/")
	if interval {
		return readInterval(before, after)
	}
	start, why := readDatePart(text)
	if why != "" {
		return Date{}, why
	}
	return Date{form: datePoint, start: start}, ""
}

// readInterval reads the two sides of a slash.
func readInterval(before, after string) (date Date, why string) {
	switch {
	case strings.Contains(after, "/"):
		return Date{}, "it has more than one slash"
	case before == openEnd && after == openEnd:
		return Date{}, "both ends are open"
	case before == "" || after == "":
		return Date{}, "one side of the slash is empty"
	}
	date.form = dateInterval
	if before == openEnd {
		date.form = dateBefore
	} else if date.start, why = readDatePart(before); why != "" {
		return Date{}, quoteShort(before) + ": " + why
	}
	if after == openEnd {
		date.form = dateSince
	} else if date.end, why = readDatePart(after); why != "" {
		return Date{}, quoteShort(after) + ": " + why
	}
	if date.form == dateInterval && date.start.first() > date.end.last() {
		return Date{}, endsEarly
	}
	return date, ""
}

// readDatePart reads a year, a month or a day, and its doubt.
func readDatePart(text string) (part datePart, why string) {
	digits, quality := cutQuality(text)
	fields := strings.Split(digits, "-")
	year, ok := readDigits(fields[0], 4)
	switch {
	case !ok:
		return datePart{}, "the year is not four digits"
	case year == 0:
		return datePart{}, "there is no year 0000"
	case len(fields) > 3:
		return datePart{}, "it has more than a year, a month and a day"
	}
	part = datePart{year: int16(year), quality: quality}
	if len(fields) > 1 {
		month, ok := readDigits(fields[1], 2)
		switch {
		case !ok:
			return datePart{}, "the month is not two digits"
		case month < 1 || month > 12:
			return datePart{}, "there is no month " + fields[1]
		}
		part.month = int8(month)
	}
	if len(fields) > 2 {
		day, ok := readDigits(fields[2], 2)
		switch most := daysIn(year, int(part.month)); {
		case !ok:
			return datePart{}, "the day is not two digits"
		case day < 1:
			return datePart{}, "there is no day 00"
		case day > most:
			return datePart{}, fmt.Sprintf("%s %d has %d days", monthNames[part.month], year, most)
		}
		part.day = int8(day)
	}
	return part, ""
}

// cutQuality takes the mark of doubt off the end.
func cutQuality(text string) (digits string, quality dateQuality) {
	for quality, mark := range qualityMarks[1:] {
		if digits, ok := strings.CutSuffix(text, mark); ok {
			return digits, dateQuality(quality + 1)
		}
	}
	return text, 0
}

// qualityMarks are the marks of EDTF, by dateQuality.
var qualityMarks = [...]string{0: "", approximate: "~", uncertain: "?", approximate | uncertain: "%"}

// readDigits reads exactly so many ASCII digits.
func readDigits(text string, count int) (int, bool) {
	if len(text) != count || !onlyDigits(text) {
		return 0, false
	}
	number, err := strconv.Atoi(text)
	return number, err == nil
}

// dateHint guesses what the editor meant.
func dateHint(text, why string) string {
	lower := strings.ToLower(trimASCII(text))
	slashes := strings.Count(lower, "/")
	switch {
	case why == endsEarly:
		return "write the earlier end first"
	case lower == "" || lower == unknownDate || lower == "n/a" || lower == "?" || lower == "../..":
		return "write unknown when nobody knows the date"
	case strings.Contains(lower, ":"):
		return "write the day without a time, such as 2022-03-23"
	case slashes > 1:
		return "write a day as 2022-03-23; a slash joins the two ends of an interval"
	case slashes == 1 && !strings.Contains(lower, "-") && !strings.Contains(lower, openEnd):
		return "write a month as 2022-03; a slash joins the two ends of an interval"
	case strings.ContainsAny(lower, "–—") || slashes == 0 && strings.Contains(lower, openEnd):
		return "write an interval as 2022-03-23/2022-03-29, an open one as ../2022-05 or 2022-05/.."
	case strings.ContainsAny(lower, "~?%") || strings.HasPrefix(lower, "c") || strings.HasPrefix(lower, "about"):
		return "write 2022-03~ for about, 2022-03? for uncertain, 2022-03% for both"
	}
	return "write 2022, 2022-03 or 2022-03-23, or an interval such as 2022-03-23/2022-03-29"
}
