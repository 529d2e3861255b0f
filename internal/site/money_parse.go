package site

import "strings"

// Bounds on what an editor may write. They are far beyond any real amount and
// keep hostile text from costing time.
const (
	longestMoney = 64 // bytes
	widestMoney  = 30 // digits before the decimal point, sizes expanded
	finestMoney  = 18 // digits after it
)

// moneySizes are the letters and words that multiply, by power of ten. A
// small "m" is left out on purpose: it is a thousand to some and a million to
// others.
var moneySizes = map[string]int{
	"K": 3, "k": 3, "thousand": 3,
	"M": 6, "million": 6,
	"B": 9, "billion": 9,
	"T": 12, "trillion": 12,
}

// ParseMoney reads an amount of US dollars in plain text: "4.4M", "$4.4M",
// "4.4 million", "4.4M USD", "635000000", "1,620,000", "12.50". It is strict,
// and its errors are *ParseError. Nothing is rounded, so fractions of a cent
// stay. An amount is never negative, and an empty text is an error: who has
// no amount to state leaves the field out.
func ParseMoney(text string) (Money, error) {
	amount, _, wrong := readMoney(text, "")
	if wrong != nil {
		wrong.Text, wrong.Thing = text, "an amount"
		return Money{}, wrong
	}
	return amount, nil
}

// ParseMoneyRange reads a range: "5.8M-6.2M", "5.8-6.2M", "$5.8M–$6.2M". The
// size after the second number is also that of a first number without one. A
// single amount is both ends of its range. The low end must be less than the
// high end. Its errors are *ParseError.
func ParseMoneyRange(text string) (low, high Money, err error) {
	before, after, isRange := cutRange(text)
	if !isRange || len(text) > 2*longestMoney {
		low, err = ParseMoney(text)
		return low, low, err
	}
	high, size, wrong := readMoney(after, "")
	side := after
	if wrong == nil {
		low, _, wrong = readMoney(before, size)
		side = before
	}
	switch {
	case wrong != nil:
		wrong.Why = quoteShort(trimASCII(side)) + ": " + wrong.Why
	case low.Cmp(high) >= 0:
		wrong = &ParseError{
			Why:  "the low end " + low.Long() + " is not less than the high end " + high.Long(),
			Hint: "write the lesser amount first and give both their size, as in 5.8M-6.2M",
		}
	default:
		return low, high, nil
	}
	wrong.Text, wrong.Thing = text, "a range of amounts"
	return Money{}, Money{}, wrong
}

// cutRange splits a range at its first hyphen or en dash. A dash in front of
// everything is a minus, not a range.
func cutRange(text string) (before, after string, isRange bool) {
	text = trimASCII(text)
	at := strings.IndexAny(text, "-–")
	if at <= 0 {
		return text, "", false
	}
	if after, ok := strings.CutPrefix(text[at:], "–"); ok {
		return text[:at], after, true
	}
	return text[:at], text[at+1:], true
}

// readMoney reads one amount. The size counts when the text has none; the one
// that counted comes back. The error lacks the text and the thing.
func readMoney(text, size string) (amount Money, used string, wrong *ParseError) {
	number := trimASCII(text)
	if len(number) > longestMoney {
		return Money{}, "", &ParseError{Why: "it is too long", Hint: plainMoneyHint}
	}
	number = strings.TrimPrefix(number, "$")
	if bare, ok := strings.CutSuffix(number, "USD"); ok {
		number = strings.TrimSuffix(bare, " ")
	}
	if end := strings.LastIndexAny(number, "0123456789.,") + 1; 0 < end && end < len(number) {
		size = strings.TrimPrefix(number[end:], " ")
		number = number[:end]
	}
	n, why := readNumeral(number)
	if why != "" {
		return Money{}, "", strangeMoney(text, why)
	}
	power, ok := moneySizes[size]
	switch {
	case !ok && size != "":
		return Money{}, "", strangeSize(number, size)
	case len(n.digits)-n.scale+power > widestMoney:
		return Money{}, "", &ParseError{Why: "it is more money than there is", Hint: plainMoneyHint}
	case n.scale-power > finestMoney:
		return Money{}, "", &ParseError{Why: "it has more decimals than any price", Hint: "round it to cents"}
	}
	return n.money(power), size, nil
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

const plainMoneyHint = "write 4.4M, 1.5B or 4400000"

// strangeSize explains a word after the number that is not a size. It offers
// the letter only for words that can mean nothing else, and never for what
// may be the sign of a token: 4.4 BTC is not 4.4 billion.
func strangeSize(number, size string) *ParseError {
	wrong := &ParseError{Why: quoteShort(size) + " is not a size", Hint: plainMoneyHint}
	lower := strings.ToLower(size)
	switch {
	case strings.ContainsAny(size, "-–"):
		wrong.Why, wrong.Hint = "it is a range", "write one amount, such as 4.4M"
	case strings.Contains(size, "+"):
		wrong.Hint = precisionHint
	case lower == "m" || lower == "mn" || lower == "mln" || lower == "mio" || strings.HasPrefix(lower, "mil"):
		wrong.Hint = "write " + number + "M for million"
	case lower == "b" || lower == "bn" || lower == "bln" || strings.HasPrefix(lower, "bil"):
		wrong.Hint = "write " + number + "B for billion"
	case lower == "thousands" || lower == "tsd":
		wrong.Hint = "write " + number + "K for thousand"
	case lower == "tn" || lower == "trn" || strings.HasPrefix(lower, "tri"):
		wrong.Hint = "write " + number + "T for trillion"
	case len(size) >= 3 && strings.Trim(size, capitals) == "" || strings.ContainsAny(size, currencySigns):
		wrong.Hint = assetHint
	}
	return wrong
}

const (
	precisionHint = "write the amount alone, such as 4.4M, and precision: approx, at-least or at-most"
	assetHint     = "usd is in US dollars; write any other currency or token as asset and quantity"
	currencySigns = "€£¥₿₩₽₹"
	capitals      = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// strangeMoney explains a number that is none, by what the text as a whole
// looks like.
func strangeMoney(text, why string) *ParseError {
	trimmed := trimASCII(text)
	switch {
	case trimmed == "":
		return &ParseError{Why: "it is empty", Hint: "leave usd out and write precision: unknown when nobody says how much"}
	case !strings.ContainsAny(trimmed, "0123456789"):
		return &ParseError{Why: "it has no number", Hint: "leave usd out and write precision: unknown when nobody says how much"}
	case strings.HasPrefix(trimmed, "-") || strings.HasPrefix(trimmed, "−") || strings.HasPrefix(trimmed, "$-"):
		return &ParseError{Why: "it is negative", Hint: "leave the minus out; the kind says where the money went"}
	case strings.ContainsAny(trimmed, "-–"):
		return &ParseError{Why: "it is a range", Hint: "write one amount, such as 4.4M"}
	case strings.ContainsAny(trimmed, currencySigns):
		return &ParseError{Why: why, Hint: assetHint}
	case strings.ContainsAny(trimmed, "~<>≈≥≤"):
		return &ParseError{Why: why, Hint: precisionHint}
	}
	return &ParseError{Why: why, Hint: plainMoneyHint}
}

// trimASCII takes plain space off both ends. Other white space is invisible
// in an editor and stays, to be reported.
func trimASCII(text string) string { return strings.Trim(text, " \t\r\n") }
