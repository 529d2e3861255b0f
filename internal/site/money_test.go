package site

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestParseMoneyReadsWhatEditorsWrite(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a letter multiplies", "4.4M", "4400000"},
		{"billions", "1.5B", "1500000000"},
		{"trillions", "2T", "2000000000000"},
		{"thousands", "12.5K", "12500"},
		{"a small k can mean nothing else", "12.5k", "12500"},
		{"plain digits", "635000000", "635000000"},
		{"a dollar sign in front", "$4.4M", "4400000"},
		{"a word multiplies", "4.4 million", "4400000"},
		{"the currency behind", "4.4M USD", "4400000"},
		{"the sign and the currency", "$4.4 billion USD", "4400000000"},
		{"groups of three", "1,620,000", "1620000"},
		{"groups and cents", "$1,620,000.50", "1620000.5"},
		{"cents", "12.05", "12.05"},
		{"ten cents lose their zero", "12.50", "12.5"},
		{"zero is an amount", "0", "0"},
		{"zero millions are zero", "0M", "0"},
		{"less than a dollar", "0.01", "0.01"},
		{"fractions of a cent are kept", "12.345", "12.345"},
		{"a size eats decimals", "1.23456M", "1234560"},
		{"decimals past the size are kept", "1.2345678901M", "1234567.8901"},
		{"space around it", "  4.4M\t", "4400000"},
		{"the greatest number of cents", "92233720368547758.07", "92233720368547758.07"},
		{"one cent more", "92233720368547758.08", "92233720368547758.08"},
		{"thirty digits", strings.Repeat("9", 30), strings.Repeat("9", 30)},
		{"eighteen decimals", "0.000000000000000001", "0.000000000000000001"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			amount, err := ParseMoney(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if got := amount.String(); got != test.want {
				t.Errorf("ParseMoney(%q) = %s, want %s", test.text, got, test.want)
			}
			if !amount.Known() {
				t.Errorf("ParseMoney(%q) is not stated", test.text)
			}
		})
	}
}

func TestParseMoneySaysWhatIsWrongAndWhatToWrite(t *testing.T) {
	tests := []struct{ name, text, why, hint string }{
		{"a misspelt size", "4.4 milion USD", `"milion" is not a size`, "write 4.4M for million"},
		{"a small m is a thousand to some", "4.4m", `"m" is not a size`, "write 4.4M for million"},
		{"the financial bn", "1.5bn", `"bn" is not a size`, "write 1.5B for billion"},
		{"trillions by another name", "2 trn", `"trn" is not a size`, "write 2T for trillion"},
		{"thousands in the plural", "3 thousands", `"thousands" is not a size`, "write 3K for thousand"},
		{"a token is not a size", "4.4 BTC", `"BTC" is not a size`, assetHint},
		{"a currency is not a size", "4.4 EUR", `"EUR" is not a size`, assetHint},
		{"a foreign sign in front", "€4.4M", "not written in the digits", assetHint},
		{"a foreign sign behind", "4.4€", `"€" is not a size`, assetHint},
		{"a short last group", "1,620,00", "groups of three", plainMoneyHint},
		{"a long first group", "1620,000", "groups of three", plainMoneyHint},
		{"no first group", ",620,000", "groups of three", plainMoneyHint},
		{"a decimal comma", "4,4M", "groups of three", plainMoneyHint},
		{"a comma after the point", "1.620,000", "a comma stands after", plainMoneyHint},
		{"points for groups", "1.620.000", "two decimal points", plainMoneyHint},
		{"a zero in front", "0123", "begins with a zero", plainMoneyHint},
		{"a zero before groups", "0,123", "begins with a zero", plainMoneyHint},
		{"nothing", "", "it is empty", "leave usd out and write precision: unknown when nobody says how much"},
		{"space", " \t ", "it is empty", "leave usd out and write precision: unknown when nobody says how much"},
		{"a word", "unknown", "it has no number", "leave usd out and write precision: unknown when nobody says how much"},
		{"a currency alone", "USD", "it has no number", "leave usd out and write precision: unknown when nobody says how much"},
		{"a size alone", "$M", "it has no number", "leave usd out and write precision: unknown when nobody says how much"},
		{"a negative", "-5M", "it is negative", "leave the minus out; the kind says where the money went"},
		{"a negative behind the sign", "$-5M", "it is negative", "leave the minus out; the kind says where the money went"},
		{"a typographer's minus", "−5M", "it is negative", "leave the minus out; the kind says where the money went"},
		{"a range", "5.8M-6.2M", "it is a range", "write one amount, such as 4.4M"},
		{"about", "~4.4M", "not written in the digits", precisionHint},
		{"at least", "4.4M+", `"M+" is not a size`, precisionHint},
		{"at least without a size", "4400000+", `"+" is not a size`, precisionHint},
		{"scientific", "1e6", "not written in the digits", plainMoneyHint},
		{"two signs", "$$4", "not written in the digits", plainMoneyHint},
		{"a space in the digits", "4 400 000", "not written in the digits", plainMoneyHint},
		{"two spaces before the size", "4.4  M", `" M" is not a size`, plainMoneyHint},
		{"a no-break space", "4.4\u00a0M", `"\u00a0M" is not a size`, plainMoneyHint},
		{"no digit before the point", ".5", "no digit stands before", plainMoneyHint},
		{"no digit after the point", "5.M", "no digit follows", plainMoneyHint},
		{"Arabic digits", "٤M", "it has no number", "leave usd out and write precision: unknown when nobody says how much"},
		{"an Arabic digit among ours", "4٤4M", "not written in the digits", plainMoneyHint},
		{"wide digits after the point", "4.４5M", "not written in the digits", plainMoneyHint},
		{"more money than there is", strings.Repeat("9", 31), "more money than there is", plainMoneyHint},
		{"more money than there is, by its size", strings.Repeat("9", 28) + "K", "more money than there is", plainMoneyHint},
		{"finer than any price", "0.0000000000000000001", "more decimals", "round it to cents"},
		{"a flood", strings.Repeat("9", 100_000), "it is too long", plainMoneyHint},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			amount, err := ParseMoney(test.text)
			var wrong *ParseError
			if !errors.As(err, &wrong) {
				t.Fatalf("ParseMoney(%q) = %v, %v, want a ParseError", test.text, amount, err)
			}
			if amount.Known() {
				t.Errorf("ParseMoney(%q) gave %v with its error", test.text, amount)
			}
			if !strings.Contains(wrong.Why, test.why) || wrong.Hint != test.hint {
				t.Errorf("ParseMoney(%q): %s\n hint: %s\nwant %s\n hint: %s", test.text, wrong.Why, wrong.Hint, test.why, test.hint)
			}
			if len(err.Error()) > 300 {
				t.Errorf("ParseMoney(%.20q...): the message has %d bytes", test.text, len(err.Error()))
			}
		})
	}
}

func TestAParseErrorQuotesTheEditorAndShowsTheInvisible(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a typo", "4.4 milion USD", `"4.4 milion USD" is not an amount: "milion" is not a size`},
		{"a bidi control", "\u202e4M", `"\u202e4M" is not an amount: it is not written in the digits 0 to 9`},
		{"broken UTF-8", "4\xffM", `"4\xffM" is not an amount: "\xffM" is not a size`},
		{"a flood is cut", strings.Repeat("é", 100), `"` + strings.Repeat("é", 48) + `…" is not an amount: it is too long`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := ParseMoney(test.text); err == nil || err.Error() != test.want {
				t.Errorf("ParseMoney(%q): %v, want %s", test.text, err, test.want)
			}
		})
	}
}

func TestParseMoneyRange(t *testing.T) {
	tests := []struct{ name, text, low, high string }{
		{"both with a size", "5.8M-6.2M", "5800000", "6200000"},
		{"an en dash", "5.8M–6.2M", "5800000", "6200000"},
		{"one size for both", "5.8-6.2M", "5800000", "6200000"},
		{"one word for both", "5.8-6.2 million USD", "5800000", "6200000"},
		{"space around the dash", "$5.8M – $6.2M", "5800000", "6200000"},
		{"two sizes", "900K-1.1M", "900000", "1100000"},
		{"plain numbers", "1,000-2,000", "1000", "2000"},
		{"a single amount is both ends", "4.4M", "4400000", "4400000"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			low, high, err := ParseMoneyRange(test.text)
			if err != nil || low.String() != test.low || high.String() != test.high {
				t.Errorf("ParseMoneyRange(%q) = %s, %s, %v, want %s, %s", test.text, low, high, err, test.low, test.high)
			}
		})
	}
}

func TestParseMoneyRangeRefusesWhatCanBeReadTwoWays(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"the wrong way round", "6M-5M", "the low end $6,000,000 is not less than the high end $5,000,000"},
		{"nothing between the ends", "5M-5M", "is not less than"},
		{"dollars to millions", "800000-1.2M", "the low end $800,000,000,000 is not less"},
		{"a size on the low end only", "5.8M-6.2", "is not less than the high end $6.20"},
		{"three ends", "1M-2M-3M", `"2M-3M": it is a range`},
		{"a negative", "-5M", "it is negative"},
		{"an open end", "5M-", `"": it is empty`},
		{"a mistake in the low end", "1,62-6M", `"1,62": the commas`},
		{"nothing", "", "it is empty"},
		{"a flood", "1-" + strings.Repeat("9", 100_000), "it is too long"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			low, high, err := ParseMoneyRange(test.text)
			var wrong *ParseError
			if !errors.As(err, &wrong) || !strings.Contains(wrong.Why, test.want) {
				t.Errorf("ParseMoneyRange(%q) = %v, want %s", test.text, err, test.want)
			}
			if low.Known() || high.Known() {
				t.Errorf("ParseMoneyRange(%q) gave %v, %v with its error", test.text, low, high)
			}
		})
	}
}

// must parses an amount that the test knows to be one; "" is not stated.
func must(t testing.TB, text string) Money {
	t.Helper()
	var amount Money
	if err := amount.UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return amount
}

func TestWhatIsNotStatedIsNotZero(t *testing.T) {
	var nothing Money
	zero, five := must(t, "0"), must(t, "5")
	tests := []struct {
		name      string
		got, want any
	}{
		{"nothing is not known", nothing.Known(), false},
		{"nothing is not zero dollars", nothing.IsZero(), false},
		{"zero is known", zero.Known(), true},
		{"zero is zero dollars", zero.IsZero(), true},
		{"five is not zero", five.IsZero(), false},
		{"nothing and five are five", nothing.Add(five).String(), "5"},
		{"five and nothing are five", five.Add(nothing).String(), "5"},
		{"nothing and nothing are nothing", nothing.Add(nothing).Known(), false},
		{"nothing and zero are zero", nothing.Add(zero).IsZero(), true},
		{"five less nothing is not stated", five.Sub(nothing).Known(), false},
		{"nothing less five is not stated", nothing.Sub(five).Known(), false},
		{"five less five is zero", five.Sub(five).IsZero(), true},
		{"zero less five is negative", zero.Sub(five).String(), "-5"},
		{"nothing sorts before zero", nothing.Cmp(zero), -1},
		{"nothing sorts before a negative", nothing.Cmp(zero.Sub(five)), -1},
		{"zero sorts after nothing", zero.Cmp(nothing), 1},
		{"nothing equals nothing", nothing.Equal(Money{}), true},
		{"nothing does not equal zero", nothing.Equal(zero), false},
		{"the lesser ignores nothing in front", nothing.Min(five).String(), "5"},
		{"the lesser ignores nothing behind", five.Min(nothing).String(), "5"},
		{"the lesser of two", five.Min(zero).String(), "0"},
		{"the greater ignores nothing", nothing.Max(five).String(), "5"},
		{"the greater ignores nothing behind", five.Max(nothing).String(), "5"},
		{"the greater of two", zero.Max(five).String(), "5"},
		{"the greater of nothing is nothing", nothing.Max(nothing).Known(), false},
		{"nothing has no text", nothing.String(), ""},
		{"nothing has no short form", nothing.Short(), ""},
		{"nothing has no long form", nothing.Long(), ""},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s: got %v, want %v", test.name, test.got, test.want)
		}
	}
}

func TestShortAndLongMoney(t *testing.T) {
	tests := []struct{ name, text, short, long string }{
		{"zero", "0", "$0", "$0"},
		{"less than a dollar is not called nothing", "0.4", "$0.40", "$0.40"},
		{"a fraction of a cent", "0.001", "$0.001", "$0.001"},
		{"whole dollars below ten thousand", "9500", "$9,500", "$9,500"},
		{"a half goes to the even dollar below", "12.5", "$12", "$12.50"},
		{"a half goes to the even dollar above", "13.5", "$14", "$13.50"},
		{"just below ten thousand", "9999.49", "$9,999", "$9,999.49"},
		{"rounded up to ten thousand", "9999.5", "$10K", "$9,999.50"},
		{"ten thousand", "10000", "$10K", "$10,000"},
		{"three digits", "173600", "$174K", "$173,600"},
		{"a half goes to even", "172500", "$172K", "$172,500"},
		{"more than a half goes up", "172500.01", "$173K", "$172,500.01"},
		{"zeros are dropped", "4.4M", "$4.4M", "$4,400,000"},
		{"no decimals", "620M", "$620M", "$620,000,000"},
		{"billions", "1.46B", "$1.46B", "$1,460,000,000"},
		{"a carry below the next size", "999499", "$999K", "$999,499"},
		{"a carry into the next size", "999500", "$1M", "$999,500"},
		{"a carry into billions", "999.6M", "$1B", "$999,600,000"},
		{"tens", "99.95K", "$100K", "$99,950"},
		{"trillions", "1.5T", "$1.5T", "$1,500,000,000,000"},
		{"past the last size", "1,234,567T", "$1,230,000T", "$1,234,567,000,000,000,000"},
		{"a difference", "-4.4000001", "−$4", "−$4.4000001"},
		{"a great difference", "-4400000", "−$4.4M", "−$4,400,000"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			amount := must(t, test.text)
			if got := amount.Short(); got != test.short {
				t.Errorf("Short of %s = %q, want %q", test.text, got, test.short)
			}
			if got := amount.Long(); got != test.long {
				t.Errorf("Long of %s = %q, want %q", test.text, got, test.long)
			}
		})
	}
}

func TestShares(t *testing.T) {
	tests := []struct{ name, part, whole, want string }{
		{"tenths of a percent", "94643.29", "119754", "79.0 %"},
		{"the recovered part", "785", "1000", "78.5 %"},
		{"all", "4.4M", "4.4M", "100 %"},
		{"nothing", "0", "4.4M", "0 %"},
		{"a little is not nothing", "1", "4.4M", "under 0.1 %"},
		{"almost all is not all", "4399999", "4.4M", "over 99.9 %"},
		{"a little more than all", "4400001", "4.4M", "over 100 %"},
		{"a half tenth goes to even", "0.0005", "1", "under 0.1 %"},
		{"a half tenth above an odd one", "0.0015", "1", "0.2 %"},
		{"a half tenth above an even one", "0.0025", "1", "0.2 %"},
		{"a third", "1", "3", "33.3 %"},
		{"two thirds", "2", "3", "66.7 %"},
		{"fifty times", "5,000", "100", "5,000.0 %"},
		{"more came back than was taken", "-5", "100", "−5.0 %"},
		{"fractions of a cent", "0.00001", "0.00002", "50.0 %"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			share, ok := must(t, test.part).Share(must(t, test.whole))
			if !ok || share.String() != test.want {
				t.Errorf("%s of %s = %v, %v, want %s", test.part, test.whole, share, ok, test.want)
			}
		})
	}
}

func TestASharesNumbersAgreeWithItsWords(t *testing.T) {
	share, ok := must(t, "785").Share(must(t, "1000"))
	if !ok || share.Tenths() != 785 || share.Percent() != 78.5 {
		t.Errorf("got %d tenths, %v percent, %v", share.Tenths(), share.Percent(), ok)
	}
}

func TestWhatCannotBeComparedHasNoShare(t *testing.T) {
	tests := []struct{ name, part, whole string }{
		{"the part is not stated", "", "5"},
		{"the whole is not stated", "5", ""},
		{"the whole is zero", "5", "0"},
		{"the whole is negative", "5", "-5"},
		{"beyond all sense", strings.Repeat("9", 30), "0.000000000000000001"},
	}
	for _, test := range tests {
		if share, ok := must(t, test.part).Share(must(t, test.whole)); ok {
			t.Errorf("%s: got %v", test.name, share)
		}
	}
}

func TestCentsAreGivenOnlyWhenExact(t *testing.T) {
	tests := []struct {
		name, text string
		cents      int64
		ok         bool
	}{
		{"cents", "12.34", 1234, true},
		{"the greatest", "92233720368547758.07", math.MaxInt64, true},
		{"past the greatest", "92233720368547758.08", 0, false},
		{"the least", "-92233720368547758.08", math.MinInt64, true},
		{"a fraction of a cent", "12.345", 0, false},
		{"not stated", "", 0, false},
	}
	for _, test := range tests {
		amount := must(t, test.text)
		if cents, ok := amount.Cents(); cents != test.cents || ok != test.ok {
			t.Errorf("%s: Cents of %q = %d, %v, want %d, %v", test.name, test.text, cents, ok, test.cents, test.ok)
		}
		if got := amount.String(); got != test.text {
			t.Errorf("%s: String = %q, want %q", test.name, got, test.text)
		}
	}
}

func TestFloatIsNearEnoughForACoordinate(t *testing.T) {
	for text, want := range map[string]float64{"": 0, "12.34": 12.34, "12.345": 12.345, "-4400000": -4.4e6} {
		if got := must(t, text).Float(); got != want {
			t.Errorf("Float of %q = %v, want %v", text, got, want)
		}
	}
}

func TestMoneyInJSONIsTextAndNothingIsEmpty(t *testing.T) {
	for text, want := range map[string]string{"": `""`, "0": `"0"`, "12.50": `"12.5"`, "-3": `"-3"`} {
		got, err := json.Marshal(must(t, text))
		if err != nil || string(got) != want {
			t.Errorf("JSON of %q = %s, %v, want %s", text, got, err, want)
		}
		back := MoneyFromCents(99)
		if err := json.Unmarshal(got, &back); err != nil || !back.Equal(must(t, text)) {
			t.Errorf("%s read back = %v, %v", got, back, err)
		}
	}
	for _, text := range []string{"x", "-", "-x", "--1", "-4.4M", "-" + strings.Repeat("9", 1000)} {
		kept := MoneyFromCents(99)
		if err := kept.UnmarshalText([]byte(text)); err == nil || !kept.Equal(MoneyFromCents(99)) {
			t.Errorf("UnmarshalText(%.20q) = %v, %v, want an error and the old value", text, kept, err)
		}
	}
}

// anyMoney draws amounts of every kind: not stated, cents, cents at the edge
// of int64, fractions of a cent, more than an int64 holds, negatives.
func anyMoney() *rapid.Generator[Money] {
	return rapid.OneOf(
		rapid.Just(Money{}),
		rapid.Map(rapid.Int64(), MoneyFromCents),
		rapid.Map(rapid.Int64Range(-1000, 1000), MoneyFromCents),
		rapid.SampledFrom([]Money{MoneyFromCents(math.MaxInt64), MoneyFromCents(math.MinInt64)}),
		rapid.Custom(func(t *rapid.T) Money {
			coefficient := rapid.Int64().Draw(t, "coefficient")
			return moneyFrom(decimal.New(coefficient, rapid.Int32Range(-18, 8).Draw(t, "exponent")))
		}))
}

func TestMoneyComesBackFromEveryForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := anyMoney().Draw(t, "amount")
		var text Money
		if err := text.UnmarshalText([]byte(amount.String())); err != nil || !text.Equal(amount) {
			t.Errorf("%q came back as %v, %v", amount.String(), text, err)
		}
		packed := amount.AppendBinary([]byte("before"))
		decoded, rest, err := DecodeMoney(append(packed[len("before"):], "after"...))
		if err != nil || !decoded.Equal(amount) || string(rest) != "after" {
			t.Errorf("%v came back as %v with rest %q, %v", amount, decoded, rest, err)
		}
		if got := string(decoded.AppendBinary([]byte("before"))); got != string(packed) {
			t.Errorf("%v packs as %q and then as %q", amount, packed, got)
		}
	})
}

func TestMoneyAddsAndComparesAsTheDecimalsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, n, o := anyMoney().Draw(t, "m"), anyMoney().Draw(t, "n"), anyMoney().Draw(t, "o")
		if !m.Add(n).Equal(n.Add(m)) || !m.Add(n).Add(o).Equal(m.Add(n.Add(o))) {
			t.Errorf("the order of %v, %v, %v changes their sum", m, n, o)
		}
		if !m.known || !n.known {
			return
		}
		if got, want := m.Add(n).String(), m.dollars().Add(n.dollars()).String(); got != want {
			t.Errorf("%v + %v = %s, want %s", m, n, got, want)
		}
		if got, want := m.Sub(n).String(), m.dollars().Sub(n.dollars()).String(); got != want {
			t.Errorf("%v - %v = %s, want %s", m, n, got, want)
		}
		if got, want := m.Cmp(n), m.dollars().Cmp(n.dollars()); got != want || n.Cmp(m) != -want {
			t.Errorf("%v against %v = %d, want %d", m, n, got, want)
		}
		if sum := m.Add(n); !sum.Sub(n).Equal(m) || sum.wide == nil != fitsCents(sum.dollars()) {
			t.Errorf("%v + %v is not in its one form, or does not lead back", m, n)
		}
	})
}

func fitsCents(d decimal.Decimal) bool {
	return d.Shift(2).IsInteger() && d.Shift(2).BigInt().IsInt64()
}

func TestAShareIsTheRoundedQuotient(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part, whole := rapid.Int64Range(-1e12, 1e12).Draw(t, "part"), rapid.Int64Range(1, 1e12).Draw(t, "whole")
		share, ok := MoneyFromCents(part).Share(MoneyFromCents(whole))
		want := decimal.New(part, 3).DivRound(decimal.New(whole, 0), 40).RoundBank(0)
		if !ok || share.Tenths() != want.IntPart() {
			t.Errorf("%d of %d = %d tenths, %v, want %s", part, whole, share.Tenths(), ok, want)
		}
	})
}

func FuzzParseMoney(f *testing.F) {
	for _, text := range []string{"4.4M", "$1,620,000.50 USD", "4.4 million", "0.000000000000000001", "92233720368547758.08", "5.8-6.2M", "1,62", "٤", "-1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		low, high, err := ParseMoneyRange(text)
		if err == nil && (!low.Known() || !high.Known() || low.Cmp(high) > 0 || low.Float() < 0) {
			t.Errorf("ParseMoneyRange(%q) = %v, %v", text, low, high)
		}
		amount, err := ParseMoney(text)
		if err != nil {
			if amount.Known() {
				t.Errorf("ParseMoney(%q) = %v, %v", text, amount, err)
			}
			return
		}
		back, err := ParseMoney(amount.String())
		if err != nil || !back.Equal(amount) || back.String() != amount.String() {
			t.Errorf("%q is %q and then %v, %v", text, amount.String(), back, err)
		}
		if wide, err := decimal.NewFromString(amount.String()); err != nil || !wide.Equal(amount.dollars()) {
			t.Errorf("%q is %v, the decimal package reads %v, %v", text, amount, wide, err)
		}
		if long, err := ParseMoney(amount.Long()); len(amount.Long()) <= longestMoney && (err != nil || !long.Equal(amount)) {
			t.Errorf("Long of %v reads as %v, %v", amount, long, err)
		}
		if short, err := ParseMoney(amount.Short()); len(amount.Short()) <= longestMoney && err != nil {
			t.Errorf("Short of %v reads as %v, %v", amount, short, err)
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{0})
	f.Add([]byte{1, 0x80})
	f.Add([]byte("\x02\x033.5"))
	f.Add([]byte("\x02\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"))
	f.Add([]byte{1, 0x97, 0x31, 0x3f, 0})
	f.Fuzz(func(t *testing.T, src []byte) {
		if amount, rest, err := DecodeMoney(src); err == nil {
			if back, _, err := DecodeMoney(amount.AppendBinary(nil)); err != nil || !back.Equal(amount) || len(rest) >= len(src) {
				t.Errorf("%x is the amount %v, then %v, %v", src, amount, back, err)
			}
		}
		if quantity, rest, err := DecodeQuantity(src); err == nil {
			if back, _, err := DecodeQuantity(quantity.AppendBinary(nil)); err != nil || !back.Equal(quantity) || len(rest) >= len(src) {
				t.Errorf("%x is the quantity %v, then %v, %v", src, quantity, back, err)
			}
		}
		if date, rest, err := DecodeDate(src); err == nil {
			if back, err := ParseDate(date.String()); !date.IsZero() && (err != nil || back != date) || len(rest) >= len(src) {
				t.Errorf("%x is the date %v, then %v, %v", src, date, back, err)
			}
		}
	})
}

func BenchmarkParseMoney(b *testing.B) {
	for _, text := range []string{"4.4M", "635000000", "1,620,000.50", "12.345"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ParseMoney(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAddMoney(b *testing.B) {
	for name, amount := range map[string]Money{"cents": must(b, "4400000"), "wide": must(b, "4400000.001")} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			sum := MoneyFromCents(0)
			for b.Loop() {
				sum = sum.Add(amount)
			}
		})
	}
}

func BenchmarkShortMoney(b *testing.B) {
	amount := must(b, "1463500000")
	b.ReportAllocs()
	for b.Loop() {
		amount.Short()
	}
}

func TestShortMoneyIsTheSameByNumbersAndByDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(0, 1<<62).Draw(t, "cents") >> rapid.IntRange(0, 62).Draw(t, "fewer")
		if rapid.Bool().Draw(t, "round") { // halves and carries hide near round numbers
			unit := int64(1)
			for range rapid.IntRange(0, 17).Draw(t, "zeros") {
				unit *= 10
			}
			cents = max(0, rapid.Int64Range(1, 10).Draw(t, "head")*unit/2-rapid.Int64Range(-60, 60).Draw(t, "less"))
		}
		if got, want := MoneyFromCents(cents).Short(), MoneyFromCents(cents).shortText(); got != want {
			t.Fatalf("%d cents: Short = %q, want %q", cents, got, want)
		}
	})
}
