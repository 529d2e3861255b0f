package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"blotter/internal/site"
)

// figure is a sum of money or a quantity of an asset as a text tells it.
type figure struct {
	text  string // as written: "$4.4 million", "119,754 BTC"
	asset string // "BTC", "EUR"; "USD" for dollars; empty where the text does not say
	// low and high bound what the text may be a rounding of: "$4.4M" may be
	// 4.35 to 4.5 million, since writers cut digits off as often as they round.
	low, high site.Money
}

// eachFigure visits the figures of a text: numbers with a sign or word for
// money or an asset, and bare numbers with million or more that are followed
// by no other noun. Years, counts of people and small change are none. It is
// written by hand because it reads every word of the record.
func eachFigure(text string, assets map[string]bool, visit func(figure)) {
	for at := nextDigit(text, 0); at < len(text); {
		end := numberEnd(text, at)
		if f, next, ok := readFigure(text, at, end, assets); ok {
			visit(f)
			end = next
		}
		at = nextDigit(text, end)
	}
}

// readFigure reads what stands around a number. It gives the end of the whole
// figure, and false when the number is no figure.
func readFigure(text string, at, end int, assets map[string]bool) (f figure, next int, ok bool) {
	asset, start := currencyBefore(text, at)
	if asset == "" && inName(text[:at]) {
		return f, end, false
	}
	size, spelt, next := sizeAfter(text, end)
	word, wordEnd := wordAfter(text, next)
	if isPrice(word, text[wordEnd:]) {
		return f, next, false
	}
	if asset == "" {
		asset = assetNamed(word, assets)
		switch {
		case asset != "":
			next = wordEnd
		case !spelt, word != "" && !mayFollow[word]:
			return f, next, false // 4.4 million users
		}
	}
	low, high, ok := bounds(text[at:end], size)
	if !ok || size == "" && currencies[asset] && high.Cmp(smallChange) < 0 {
		return f, next, false
	}
	return figure{text: text[start:next], asset: asset, low: low, high: high}, next, true
}

// inName reports whether a number that follows the text is a part of a name:
// "0x12", "CVE-2022", "#7".
func inName(before string) bool {
	r, size := utf8.DecodeLastRuneInString(before)
	if r == '-' {
		r, _ = utf8.DecodeLastRuneInString(before[:len(before)-size])
	}
	return unicode.IsLetter(r) || r == '_' || r == '#' || r == '/'
}

// smallChange is what a sum in a currency must reach to be a figure of the
// record when no size is written behind it.
var smallChange = site.MoneyFromCents(1_000_00)

// isPrice reports whether the words behind a number make a price of it: "per
// coin", "a month".
func isPrice(word, rest string) bool {
	if word == "dollars" || word == "euros" {
		word, rest, _ = strings.Cut(strings.TrimPrefix(rest, " "), " ")
	}
	switch word {
	case "per", "each", "apiece":
		return true
	case "a":
		unit, _ := wordAfter(" "+strings.TrimPrefix(rest, " "), 0)
		return units[unit]
	}
	return false
}

// units are what a price is of.
var units = map[string]bool{"day": true, "week": true, "month": true, "year": true, "coin": true, "token": true, "bitcoin": true, "head": true, "person": true}

// currencySigns are the signs before a number, the longer first; codes have a
// space behind them.
var (
	currencySigns = []sign{
		{"US$", "USD"}, {"A$", "AUD"}, {"C$", "CAD"}, {"HK$", "HKD"}, {"S$", "SGD"},
		{"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY"}, {"₩", "KRW"}, {"₿", "BTC"},
	}
	currencyCodes = []sign{{"USD ", "USD"}, {"EUR ", "EUR"}, {"GBP ", "GBP"}}
)

type sign struct{ written, asset string }

// currencies are assets of which a thousand is little.
var currencies = map[string]bool{"USD": true, "AUD": true, "CAD": true, "HKD": true, "SGD": true, "EUR": true, "GBP": true, "JPY": true, "KRW": true, "CNY": true}

// currencyBefore gives the currency whose sign stands before a number, and
// where the sign begins.
func currencyBefore(text string, at int) (asset string, start int) {
	var signs []sign
	switch {
	case at == 0:
	case text[at-1] == '$', text[at-1] >= 0x80:
		signs = currencySigns
	case at >= 4 && text[at-1] == ' ' && text[at-2] >= 'A' && text[at-2] <= 'Z':
		signs = currencyCodes
	}
	for i := range signs {
		if strings.HasSuffix(text[:at], signs[i].written) {
			return signs[i].asset, at - len(signs[i].written)
		}
	}
	return "", at
}

// sizeAfter gives the size that follows a number, as site.ParseMoney writes
// it, whether it is a word that makes a sum of a bare number, and where it
// ends.
func sizeAfter(text string, end int) (size string, spelt bool, next int) {
	rest := text[end:]
	if len(rest) < 1 || !mayBeSize[rest[0]] || rest[0] == ' ' && (len(rest) < 3 || !strings.ContainsRune("mbt", rune(rest[1]))) {
		return "", false, end
	}
	for i := range sizes {
		s := &sizes[i]
		if after, ok := strings.CutPrefix(rest, s.written); ok && (after == "" || !isLetter(after[0])) {
			return s.size, s.spelt, end + len(s.written)
		}
	}
	return "", false, end
}

var sizes = [...]struct {
	written, size string
	spelt         bool
}{
	{" million", "M", true}, {" billion", "B", true}, {" trillion", "T", true}, {" thousand", "K", false},
	{"M", "M", false}, {"B", "B", false}, {"K", "K", false}, {"T", "T", false}, {"m", "M", false}, {"k", "K", false}, {"bn", "B", false},
	{" mn", "M", false}, {" bn", "B", false}, {"-million", "M", true}, {"-billion", "B", true},
	{"\u00a0million", "M", true}, {"\u00a0billion", "B", true},
}

// mayBeSize are the first bytes of sizes.
var mayBeSize = func() (may [256]bool) {
	for _, s := range sizes {
		may[s.written[0]] = true
	}
	return may
}()

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80 }

// wordAfter gives the word after a space, and where it ends; none when
// something else than a space follows.
func wordAfter(text string, at int) (word string, end int) {
	if at >= len(text) || text[at] != ' ' && text[at] != '-' {
		if strings.HasPrefix(text[at:], "\u00a0") {
			at++
		} else {
			return "", at
		}
	}
	end = at + 1
	for end < len(text) && (isLetter(text[end]) || text[end] >= '0' && text[end] <= '9') {
		end++
	}
	return text[at+1 : end], end
}

// assetWords are names of assets in running text.
var assetWords = map[string]string{
	"dollars": "USD", "dollar": "USD", "USD": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "yen": "JPY", "won": "KRW",
	"bitcoin": "BTC", "bitcoins": "BTC", "Bitcoin": "BTC", "Bitcoins": "BTC", "ether": "ETH", "Ether": "ETH", "Monero": "XMR", "monero": "XMR",
}

// commonAssets are assets whose letters are known without the record.
var commonAssets = []string{"BTC", "ETH", "USDT", "USDC", "DAI", "BNB", "XRP", "SOL", "TRX", "LTC", "XMR", "WBTC", "EUR", "GBP", "JPY", "KRW", "CNY"}

// assetNamed gives the asset that a word after a number names; empty if it
// names none.
func assetNamed(word string, assets map[string]bool) string {
	if word == "" {
		return ""
	}
	if assets[word] {
		return word
	}
	return assetWords[word]
}

// mayFollow are words that may follow a bare sum of money; any other word is
// likely what the number counts.
var mayFollow = func() map[string]bool {
	m := map[string]bool{}
	for _, word := range strings.Fields("in of was were is are had has have to from at on by for and or with after before worth as that which who than more less over between were went came would could will may might since until during through but while when where into out back so stolen frozen seized lost returned recovered taken forfeited left") {
		m[word] = true
	}
	return m
}()

// bounds gives what a number as written may be a rounding of: half a unit of
// its last place down, a whole one up. Noughts at the end of a whole number are
// no places: "600" may be 550 to 700. It is false for a number that is no
// amount of money: too long, or of parts of a cent.
func bounds(number, size string) (low, high site.Money, ok bool) {
	const mostDigits = 15 // so that nothing below overflows
	power := 2 + sizePower[size]
	var value int64
	digits, noughts, fraction := 0, 0, false
	for i := range len(number) {
		c := number[i]
		switch {
		case c == ',' && !fraction:
			continue
		case c == '.' && !fraction:
			fraction, noughts = true, 0
			continue
		case c < '0' || c > '9':
			return low, high, false
		}
		value, digits = value*10+int64(c-'0'), digits+1
		switch {
		case fraction:
			power--
		case c == '0':
			noughts++
		default:
			noughts = 0
		}
		if digits > mostDigits {
			return low, high, false
		}
	}
	if power < 0 || digits+power > 17 {
		return low, high, false
	}
	if fraction || value == 0 {
		noughts = 0
	}
	value *= powersOfTen[power]
	unit := powersOfTen[power+noughts]
	return site.MoneyFromCents(value - unit/2), site.MoneyFromCents(value + unit), true
}

var sizePower = map[string]int{"": 0, "K": 3, "M": 6, "B": 9, "T": 12}

var powersOfTen = func() (powers [19]int64) {
	powers[0] = 1
	for i := 1; i < len(powers); i++ {
		powers[i] = powers[i-1] * 10
	}
	return powers
}()
