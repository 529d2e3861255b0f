package plainyaml

import (
	"strconv"
	"strings"
	"time"
)

// tagOf says what YAML takes a scalar without quotes for. Most are texts, and
// the first character shows it. Empty for what the library is asked about.
func tagOf(value string) string {
	if value == "" {
		return "!!null"
	}
	switch c := value[0]; {
	case c >= '0' && c <= '9', c == '+', c == '-', c == '.':
		return tagOfNumber(value)
	case strings.IndexByte("nNtTfF~<", c) < 0 || len(value) > len("false"):
		return "!!str"
	}
	switch value {
	case "~", "null", "Null", "NULL":
		return "!!null"
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return "!!bool"
	case "<<":
		return ""
	}
	return "!!str"
}

// tagOfNumber tells numbers and dates from texts that begin like one.
func tagOfNumber(value string) string {
	if whole(value) && value[0] != '0' && len(value) < 19 {
		return "!!int"
	}
	if len(value) > 4 && whole(value[:4]) && value[4] == '-' {
		return tagOfDate(value)
	}
	for i := range len(value) {
		if strings.IndexByte("0123456789abcdefABCDEFxXoOnNiI_+-.", value[i]) < 0 {
			return "!!str"
		}
	}
	switch value {
	case "-0", "-0.0", ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF":
		return "!!float"
	}
	if value[0] == '.' {
		if _, err := strconv.ParseFloat(value, 64); err == nil {
			return "!!float"
		}
		return "!!str"
	}
	digits := strings.ReplaceAll(value, "_", "")
	if _, err := strconv.ParseInt(digits, 0, 64); err == nil {
		return "!!int"
	}
	if _, err := strconv.ParseUint(strings.TrimPrefix(digits, "+"), 0, 64); err == nil {
		return "!!int"
	}
	if isDecimal(digits) {
		if _, err := strconv.ParseFloat(digits, 64); err == nil {
			return "!!float"
		}
	}
	return "!!str"
}

// tagOfDate tells a day from a text that begins with a year and a hyphen. What
// may have a time of day is left to the library.
func tagOfDate(value string) string {
	rest := afterDigits(value[len("2006-"):])
	if rest == "" || rest[0] != '-' {
		return "!!str"
	}
	if rest = rest[1:]; rest == "" || !whole(rest[:1]) {
		return "!!str"
	}
	switch rest = afterDigits(rest); {
	case rest == "":
		if _, err := time.Parse("2006-1-2", value); err == nil {
			return "!!timestamp"
		}
	case rest[0] == ' ' || rest[0] == 'T' || rest[0] == 't':
		return ""
	}
	return "!!str"
}

// afterDigits gives a text without the digits that it begins with.
func afterDigits(text string) string {
	for text != "" && text[0] >= '0' && text[0] <= '9' {
		text = text[1:]
	}
	return text
}

// whole reports whether a text is digits alone.
func whole(text string) bool { return text != "" && afterDigits(text) == "" }

// isDecimal reports whether a text is a number with a point or an exponent as
// YAML writes one: "-1.5e+3", "1.", ".5".
func isDecimal(text string) bool {
	if text != "" && (text[0] == '+' || text[0] == '-') {
		text = text[1:]
	}
	before := text
	text = afterDigits(text)
	digits := len(before) - len(text)
	if text != "" && text[0] == '.' {
		fraction := text[1:]
		if text = afterDigits(fraction); digits == 0 && len(text) == len(fraction) {
			return false
		}
	} else if digits == 0 {
		return false
	}
	if text == "" {
		return true
	}
	if text[0] != 'e' && text[0] != 'E' {
		return false
	}
	if text = text[1:]; text != "" && (text[0] == '+' || text[0] == '-') {
		text = text[1:]
	}
	return whole(text)
}
