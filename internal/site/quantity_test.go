package site

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// minted is a real attack: 2^255 raw units of a token with 18 decimals.
const minted = "57896044618658097711785492504343953926634992332820282019728.792003956564819968"

func TestParseQuantity(t *testing.T) {
	tests := []struct{ name, text, want, display string }{
		{"plain", "173600", "173600", "173,600"},
		{"grouped", "173,600", "173600", "173,600"},
		{"one satoshi", "0.00000001", "0.00000001", "0.00000001"},
		{"a fraction and groups", "119,754.50", "119754.5", "119,754.5"},
		{"zero", "0", "0", "0"},
		{"all that 256 bits can hold", minted, minted, "57,896,044,618,658,097,711,785,492,504,343,953,926,634,992,332,820,282,019,728.792003956564819968"},
		{"space around it", " 7 ", "7", "7"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			quantity, err := ParseQuantity(test.text)
			if err != nil || quantity.String() != test.want || quantity.Display() != test.display {
				t.Errorf("ParseQuantity(%q) = %s, %s, %v, want %s, %s", test.text, quantity, quantity.Display(), err, test.want, test.display)
			}
		})
	}
}

func TestParseQuantitySaysWhatIsWrongAndWhatToWrite(t *testing.T) {
	tests := []struct{ name, text, why, hint string }{
		{"a size", "4.4M", "not written in the digits", "write all digits, such as 173600, and the unit under asset"},
		{"a unit", "173,600 ETH", "groups of three", "write all digits, such as 173600, and the unit under asset"},
		{"nothing", "", "it is empty", "leave quantity out when nobody says how much"},
		{"unknown", "unknown", "not written in the digits", "leave quantity out when nobody says how much"},
		{"a negative", "-3", "not written in the digits", "leave the minus out; the kind says where the units went"},
		{"scientific", "1e18", "not written in the digits", "write all digits, such as 173600, and the unit under asset"},
		{"a wrong group", "1,62", "groups of three", "write a plain number, such as 173600 or 0.25"},
		{"Arabic digits", "٤", "not written in the digits", "write a plain number, such as 173600 or 0.25"},
		{"too many digits", strings.Repeat("9", 81), "more digits than any token", "write a plain number, such as 173600 or 0.25"},
		{"too many decimals", "0." + strings.Repeat("1", 37), "more decimals than any token", "write a plain number, such as 173600 or 0.25"},
		{"a flood", strings.Repeat("9", 100_000), "it is too long", "write a plain number, such as 173600 or 0.25"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			quantity, err := ParseQuantity(test.text)
			var wrong *ParseError
			if !errors.As(err, &wrong) || quantity.Known() {
				t.Fatalf("ParseQuantity(%.20q) = %v, %v, want a ParseError", test.text, quantity, err)
			}
			if !strings.Contains(wrong.Why, test.why) || wrong.Hint != test.hint {
				t.Errorf("ParseQuantity(%.20q): %s\n hint: %s\nwant %s\n hint: %s", test.text, wrong.Why, wrong.Hint, test.why, test.hint)
			}
		})
	}
}

func anyQuantity() *rapid.Generator[Quantity] {
	return rapid.OneOf(
		rapid.Just(Quantity{}),
		rapid.Custom(func(t *rapid.T) Quantity {
			coefficient := rapid.Int64().Draw(t, "coefficient")
			return quantityOf(decimal.New(coefficient, rapid.Int32Range(-36, 20).Draw(t, "exponent")))
		}))
}

func TestQuantitiesKeepNothingApartFromZero(t *testing.T) {
	var nothing Quantity
	zero, err := ParseQuantity("0")
	if err != nil {
		t.Fatal(err)
	}
	five, err := ParseQuantity("5")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name      string
		got, want any
	}{
		{"nothing is not known", nothing.Known(), false},
		{"zero is known", zero.Known(), true},
		{"nothing and five are five", nothing.Add(five).String(), "5"},
		{"five and nothing are five", five.Add(nothing).String(), "5"},
		{"five less nothing is not stated", five.Sub(nothing).Known(), false},
		{"zero less five is negative", zero.Sub(five).Display(), "−5"},
		{"nothing sorts before zero", nothing.Cmp(zero), -1},
		{"zero sorts after nothing", zero.Cmp(nothing), 1},
		{"nothing equals nothing", nothing.Equal(Quantity{}), true},
		{"nothing does not equal zero", nothing.Equal(zero), false},
		{"nothing has no text", nothing.String() + nothing.Display(), ""},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s: got %v, want %v", test.name, test.got, test.want)
		}
	}
	if share, ok := five.Share(zero); ok {
		t.Errorf("five of zero is %v", share)
	}
	if share, ok := five.Share(nothing); ok {
		t.Errorf("five of nothing is %v", share)
	}
	if share, ok := zero.Share(five); !ok || share.String() != "0 %" {
		t.Errorf("zero of five = %v, %v", share, ok)
	}
}

func TestQuantitiesComeBackFromEveryForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		quantity := anyQuantity().Draw(t, "quantity")
		text, err := quantity.MarshalText()
		appended, appendErr := quantity.AppendText([]byte("before"))
		if err != nil || appendErr != nil || string(appended) != "before"+string(text) {
			t.Fatalf("%q and %q, %v, %v", text, appended, err, appendErr)
		}
		back := quantityOf(decimal.New(9, 9))
		if err := back.UnmarshalText(text); err != nil || !back.Equal(quantity) {
			t.Errorf("%q came back as %v, %v", text, back, err)
		}
		packed := quantity.AppendBinary(nil)
		decoded, rest, err := DecodeQuantity(append(packed[:len(packed):len(packed)], "after"...))
		if err != nil || !decoded.Equal(quantity) || string(rest) != "after" {
			t.Errorf("%v came back as %v with rest %q, %v", quantity, decoded, rest, err)
		}
		if got := string(decoded.AppendBinary(nil)); got != string(packed) {
			t.Errorf("%v packs as %q and then as %q", quantity, packed, got)
		}
	})
}

func TestABadTextLeavesTheOldQuantity(t *testing.T) {
	five := quantityOf(decimal.New(5, 0))
	for _, text := range []string{"x", "-", "- 5", "-x", "4.4M", "-" + strings.Repeat("9", 1000)} {
		kept := five
		if err := kept.UnmarshalText([]byte(text)); err == nil || !kept.Equal(five) {
			t.Errorf("UnmarshalText(%.20q) = %v, %v, want an error and the old value", text, kept, err)
		}
	}
}

func TestAnOmittedZeroIsAQuantityNotStated(t *testing.T) {
	got, err := json.Marshal(struct {
		Absent Quantity `json:",omitzero"`
		Zero   Quantity `json:",omitzero"`
	}{Zero: Quantity{known: true}})
	if err != nil || string(got) != `{"Zero":"0"}` {
		t.Errorf("JSON: %s, %v", got, err)
	}
}

func FuzzParseQuantity(f *testing.F) {
	for _, text := range []string{"173,600", minted, "0.25", "-1", "1e9", "4.4M"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		quantity, err := ParseQuantity(text)
		if err != nil {
			return
		}
		back, err := ParseQuantity(quantity.String())
		if err != nil || !back.Equal(quantity) || back.String() != quantity.String() {
			t.Errorf("%q is %q and then %v, %v", text, quantity.String(), back, err)
		}
		if shown, err := ParseQuantity(quantity.Display()); err != nil || !shown.Equal(quantity) {
			t.Errorf("Display of %v reads as %v, %v", quantity, shown, err)
		}
	})
}

func BenchmarkQuantity(b *testing.B) {
	b.Run("parse", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := ParseQuantity("173600.25"); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("add", func(b *testing.B) {
		b.ReportAllocs()
		one := quantityOf(decimal.New(25, -2))
		var sum Quantity
		for b.Loop() {
			sum = sum.Add(one)
		}
	})
}

func TestAQuantityIsWrittenAsTheDecimalPackageWritesIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coefficient := rapid.Int64Range(-1e16, 1e16).Draw(t, "coefficient")
		for zeros := rapid.IntRange(0, 6).Draw(t, "zeros"); zeros > 0 && coefficient < 1e14 && coefficient > -1e14; zeros-- {
			coefficient *= 10
		}
		units := decimal.New(coefficient, int32(rapid.IntRange(-18, 3).Draw(t, "exponent")))
		if got, want := quantityOf(units).String(), units.String(); got != want {
			t.Fatalf("%d e%d is written %s, want %s", units.Coefficient(), units.Exponent(), got, want)
		}
	})
}

func TestAQuantityReadAndOneThatWasKeptAreAlikeInside(t *testing.T) {
	for _, text := range []string{"0", "0.00", "184.00", "1.50", "341.12", "1000", "173,600", "0.00000001", "0.10"} {
		read, err := ParseQuantity(text)
		if err != nil {
			t.Fatal(err)
		}
		kept, _, err := DecodeQuantity(read.AppendBinary(nil))
		if err != nil || !reflect.DeepEqual(kept, read) {
			t.Errorf("%s was kept as %#v and read as %#v, %v", text, kept, read, err)
		}
	}
}
