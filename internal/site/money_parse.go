package site

import (
	"strings"
)

// Bounds on what an editor may write. They are far beyond any real amount and
// keep hostile text from costing time.
const (
	longestMoney   = 64 // bytes
	widestMoney    = 30 // digits before the decimal point, sizes expanded
	finestMoney    = 18 // digits after it
	trillionDigits = 12
)

// moneySizes are the words and letters that multiply. A small "m" is left out
// on purpose: it is a thousand to some and a million to others.
var moneySizes = map[string]int{
	"K": 3, "k": 3, "thousand": 3,
	"M": 6, "million": 6,
	"B": 9, "billion": 9,
	"T": trillionDigits, "trillion": trillionDigits,
}

// ParseMoney reads an amount of US dollars in plain text: "4.4M", "$4.4M",
// "4.4 million", "4.4M USD", "635000000", "1,620,000", "12.50". It is strict,
// and its errors are *ParseError. Nothing is rounded, so fractions of a cent
// stay. An amount is never negative, and no text means "not stated": the
// caller leaves the field out instead.
func ParseMoney(text string) (Money, error) {
	amount, _, why := readMoney(text, "")
	if why != "" {
		return Money{}, moneyError(text, why)
	}
	return amount, nil
}

// ParseMoneyRange reads a range: "5.8M-6.2M", "5.8-6.2M", "$5.8M–$6.2M". The
// size after the second number is also that of a first number without one. A
// single amount is both ends of its range. The low end must be less than the
// high end.
func ParseMoneyRange(text string) (low, high Money, err error) {
	before, after, isRange := cutRange(text)
	if !isRange {
		low, err = ParseMoney(text)
		return low, low, err
	}
	high, size, why := readMoney(after, "")
	if why != "" {
		return Money{}, Money{}, rangeError(text, after, why)
	}
	low, _, why = readMoney(before, size)
	if why != "" {
		return Money{}, Money{}, rangeError(text, before, why)
	}
	if low.Cmp(high) >= 0 {
		return Money{}, Money{}, &ParseError{text, "a range of amounts",
			"the low end " + low.Long() + " is not less than the high end " + high.Long(),
			"write the lesser amount first and give both their size, as in 5.8M-6.2M"}
	}
	return low, high, nil
}

// cutRange splits a range at its hyphen or en dash. A hyphen in front of
// everything is a minus, not a range.
func cutRange(text string) (before, after string, isRange bool) {
	text = trimASCII(text)
	at := strings.IndexAny(text, "-–")
	if at <= 0 {
		return text, "", false
	}
	after, dash := strings.CutPrefix(text[at:], "-")
	if !dash {
		after = strings.TrimPrefix(text[at:], "–")
	}
	return text[:at], after, true
}

// readMoney reads one amount. The size is used when the text has none, and
// comes back as the one that was used. The last result says what is wrong.
func readMoney(text, size string) (amount Money, used, why string) {
	if len(text) > longestMoney {
		return Money{}, "", "it is too long"
	}
	number := strings.TrimPrefix(trimASCII(text), "$")
	if bare, ok := strings.CutSuffix(number, "USD"); ok {
		number = strings.TrimSuffix(bare, " ")
	}
	if number == "" {
		return Money{}, "", "it is empty"
	}
	if end := strings.LastIndexAny(number, "0123456789.,") + 1; end < len(number) && end > 0 {
		size = strings.TrimPrefix(number[end:], " ")
		number = number[:end]
	}
	power := 0
	if size != "" {
		var ok bool
		if power, ok = moneySizes[size]; !ok {
			return Money{}, "", quoteShort(size) + " is not a size"
		}
	}
	n, why := readNumeral(number)
	if why != "" {
		return Money{}, "", why
	}
	if len(n.digits)-n.scale+power > widestMoney {
		return Money{}, "", "it is more money than there is"
	}
	if n.scale-power > finestMoney {
		return Money{}, "", "it has more decimals than any price"
	}
	return n.money(power), size, ""
}

// money gives the number times ten to the power, in dollars. Nearly all fit
// in int64 cents and need no big arithmetic.
func (n numeral) money(power int) Money {
	const safeDigits = 18 // any number of so many digits fits an int64
	zeros := power + 2 - n.scale
	if zeros < 0 || len(n.digits)+zeros > safeDigits {
		return moneyFrom(n.decimal(power))
	}
	var cents int64
	for i := range len(n.digits) {
		cents = cents*10 + int64(n.digits[i]-'0')
	}
	for range zeros {
		cents *= 10
	}
	return MoneyFromCents(cents)
}

// trimASCII takes plain space off both ends. Other white space is invisible
// in an editor and stays, to be reported.
func trimASCII(text string) string { return strings.Trim(text, " \t\r\n") }

// moneyError adds the way out that fits the mistake.
func moneyError(text, why string) error {
	return &ParseError{text, "an amount", why, moneyHint(text)}
}

// rangeError names the end that is wrong.
func rangeError(text, end, why string) error {
	return &ParseError{text, "a range of amounts", quoteShort(trimASCII(end)) + ": " + why, moneyHint(end)}
}

// moneyHint guesses what the editor meant from what is in the text.
func moneyHint(text string) string {
	trimmed := trimASCII(text)
	switch lower := strings.ToLower(trimmed); {
	case trimmed == "" || lower == "unknown" || lower == "n/a" || lower == "?":
		return "leave usd out and write precision: unknown when nobody says how much"
	case strings.ContainsAny(trimmed, "€£¥₿₩₽"):
		return "usd is in US dollars; write another currency as asset and quantity"
	case strings.HasPrefix(trimmed, "-") || strings.HasPrefix(trimmed, "−"):
		return "an amount is never negative; its kind says where the money went"
	case strings.ContainsAny(trimmed, "~<>+≈"):
		return "write the amount alone, such as 4.4M, and precision: approx, at-least or at-most"
	case strings.ContainsAny(trimmed, "-–"):
		return "write one amount, such as 4.4M"
	}
	return "write 4.4M, 1.5B or 4400000"
}
