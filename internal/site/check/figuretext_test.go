package check

import (
	"strings"
	"testing"

	"blotter/internal/site"
)

var someAssets = map[string]bool{"BTC": true, "ETH": true, "USDC": true}

func TestFiguresAreSumsAndQuantitiesAndNothingElse(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a sign and a size", "The loss is $4.4M.", "$4.4M USD"},
		{"a size in a word", "about $4.4 million went", "$4.4 million USD"},
		{"a small letter", "about $4.4m went", "$4.4m USD"},
		{"the country before the sign", "US$1.62bn", "US$1.62bn USD"},
		{"a code before", "USD 635 million", "USD 635 million USD"},
		{"a word behind", "4.4 million dollars", "4.4 million dollars USD"},
		{"all digits", "$635,000,000 left", "$635,000,000 USD"},
		{"another currency", "€3.2 million", "€3.2 million EUR"},
		{"an asset", "drained of 173,600 ETH and 25.5M USDC", "173,600 ETH ETH|25.5M USDC USDC"},
		{"an asset in a word", "119,754 bitcoin", "119,754 bitcoin BTC"},
		{"less than one of an asset", "0.5 BTC", "0.5 BTC BTC"},
		{"nothing but a size", "worth 4.4 million in all", "4.4 million ?"},
		{"a size at the end", "worth 4.4 million.", "4.4 million ?"},
		{"two in a row", "from $5.8M to $6.2M", "$5.8M USD|$6.2M USD"},
		{"a no-break space", "$4.4\u00a0million", "$4.4\u00a0million USD"},
		{"people", "4.4 million users", ""},
		{"a year", "In 2022 it closed", ""},
		{"a date", "on 2022-03-23", ""},
		{"small change", "a $5 wrench", ""},
		{"a price", "at $20,000 each, $4 million per day", ""},
		{"a salary", "$24,000 a month, 30,000 dollars a year", ""},
		{"an article that makes no price", "$24,000 a court froze", "$24,000 USD"},
		{"a name with digits", "2FA, web3, 0x098B716B8Aaf, CVE-2022-1234 and #1000000", ""},
		{"a quantity of something else", "12 FBI agents and 40 CEOs", ""},
		{"no number", "nobody knows how much", ""},
		{"a number that is none", "$1.2.3 million and $.", ""},
	} {
		var got []string
		eachFigure(c.text, someAssets, func(f figure) {
			asset := f.asset
			if asset == "" {
				asset = "?"
			}
			got = append(got, f.text+" "+asset)
		})
		if got := strings.Join(got, "|"); got != c.want {
			t.Errorf("%s: figures of %q are %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

func TestAFigureMayBeARoundingOfAnAmount(t *testing.T) {
	for _, c := range []struct {
		number, size, amount string
		want                 bool
	}{
		{"4.4", "M", "4.4M", true},
		{"4.4", "M", "4351000", true}, // rounded up
		{"4.4", "M", "4.499M", true},  // cut off
		{"4.4", "M", "4.34M", false},  // would be 4.3
		{"4.4", "M", "4.5M", false},   // would be 4.5
		{"600", "M", "625M", true},    // noughts are no places
		{"625", "M", "625.4M", true},  //
		{"625", "M", "600M", false},   //
		{"635,000,000", "", "635M", true},
		{"1.62", "B", "1620000500", true},
		{"173,600", "", "173600", true},
		{"173,600", "", "174900", false},
		{"0.25", "", "0.25", true},
	} {
		amount, err := site.ParseMoney(c.amount)
		if err != nil {
			t.Fatal(err)
		}
		low, high, ok := bounds(c.number, c.size)
		if got := ok && (figure{low: low, high: high}).covers(amount); got != c.want {
			t.Errorf("%s%s may be %s: %t, want %t (%s to %s)", c.number, c.size, c.amount, got, c.want, low.Long(), high.Long())
		}
	}
}

func FuzzFiguresAreCutOutOfTheText(f *testing.F) {
	for _, seed := range []string{"$4.4M", "US$ 1.62 bn", "173,600 ETH", "€\u00a05 million", "9.9.9,9 million", "$\xff5M", "1 million-dollar"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		eachFigure(text, someAssets, func(f figure) {
			if f.text == "" || !strings.Contains(text, f.text) {
				t.Errorf("the figure %q is not a part of %q", f.text, text)
			}
			if f.low.Cmp(f.high) >= 0 {
				t.Errorf("the figure %q is from %s to %s", f.text, f.low, f.high)
			}
		})
	})
}
