package search

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"modernc.org/quickjs"

	"blotter/internal/site/generate"
)

// told gives tokens as text: "binanc@2" or "frontend@2+2".
func told(tokens []token) string {
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 {
			b.WriteByte('|')
		}
		fmt.Fprintf(&b, "%s@%d", t.text, t.at)
		if t.span > 1 {
			fmt.Fprintf(&b, "+%d", t.span)
		}
	}
	return b.String()
}

func analyzed(text string) string {
	tokens, _ := newAnalyzer(true).analyze(text, 0, nil)
	return told(tokens)
}

func TestTextBecomesTheTokensOfTheSpecification(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"an amount in letters", "$4.4M", "#44e5@0|#44e5~@0"},
		{"an amount in words", "4.4 million", "#44e5@0|#44e5~@0"},
		{"an amount in digits", "4400000", "#44e5@0|#44e5~@0"},
		{"an amount with groups", "USD 4,400,000", "usd@0|#44e5@1|#44e5~@1"},
		{"an amount with continental groups", "4.400.000,00", "#44e5@0|#44e5~@0"},
		{"an amount with apostrophes", "4'400'000", "#44e5@0|#44e5~@0"},
		{"a decimal comma", "4,4 million", "#44e5@0|#44e5~@0"},
		{"a hyphen before the scale", "4.4-million-dollar theft", "#44e5@0|#44e5~@0|dollar@2|theft@3"},
		{"an amount that is near", "$4,412,345", "#4412345e0@0|#44e5~@0"},
		{"rounding up to the next digit", "996000", "#996e3@0|#1e6~@0"},
		{"a small number has no rounding", "2023", "#2023e0@0"},
		{"a comma ends a number", "4.4, million", "#44e-1@0|million@1"},
		{"a version number", "1.2.3", "#1e0@0|#2e0@1|#3e0@2"},
		{"zero", "0.00", "#0e0@0"},
		{"an ordinal is a word", "110th", "110th@0"},
		{"a day", "2023-05-23", "d2023-05-23@0|d2023-05@0|#2023e0@0"},
		{"a month", "2023-05,", "d2023-05@0|#2023e0@0"},
		{"no month has the number 20", "2019-20", "#2019e0@0|#2e1@1"},
		{"words tied by a hyphen", "private-key", "privat@0|key@1|privatekey@0+2"},
		{"a domain", "Tornado.cash", "tornado@0|cash@1|tornadocash@0+2"},
		{"camel case", "TraderTraitor", "trader@0|traitor@1|tradertraitor@0+2"},
		{"a name with a number", "APT-38", "apt@0|#38e0@1|apt38@0+2"},
		{"a genitive", "Binance’s keys", "binanc@0|key@1"},
		{"marks and odd letters", "Zürich Straße Łódź", "zurich@0|strass@1|lodz@2"},
		{"stop words keep their place", "the keys of Ronin", "the@0|key@1|of@2|ronin@3"},
		{"an address", "0x97b1043abd9e6fc31681635166d430a458d14f9c", "@97b1043abd9e@0"},
		{"an address cut short", "0x97B1…4f9c moved", "@97b1@0|move@1"},
		{"an address of bitcoin", "(1D6gG9iKEhPitTcWRJiniuj1jYM2hNeAfJ)", "@1d6gg9ikehpi@0"},
		{"Chinese by pairs", "北朝鮮", "北朝@0|朝鮮@1"},
		{"Korean by pairs, not by letters", "라자루스", "라자@0|자루@1|루스@2"},
		{"nothing", " \u00a0 … ", ""},
	} {
		if got := analyzed(c.text); got != c.want {
			t.Errorf("%s: %q gives\n     %s\nwant %s", c.name, c.text, got, c.want)
		}
	}
}

// nastyLines are what analyzers disagree about.
var nastyLines = []string{
	"", " ", "\u0000\u0001", "İstanbul ISTANBUL ıstanbul", "ΣΊΣΥΦΟΣ σίσυφος", "ﬁnancial ｆｕｌｌ ①②", "e\u0301te\u0301 été", "don't won't 'tis rock'n'roll",
	"it's Binance's’s x's's", "a.b.c.d.e.f", "AT&T R&D M&A", "1,2,3 1,234 12,34 1234,567 0,123 1.234.567,89 1,234,567.89 1,234.567,890 1''2 1'234 12'34",
	"$1.5bn €3,2 Mio £20k 5M-6.2M 10m/s 3AC 2FA 7.5x 1.2.3m 4.4 m 4.4  million, (4.4 million) 4 . million", "covid-19 million 19-million covid-19",
	"0x 0x1 0x12 0x1234 0x12345 0xZZZZZZ 0XABCDEF 0xB10C 0x098B…2f96 0x098B...2f96 0x098b..2f96 0x098B…", "abcdefghijklmnopqrst abcdefghijklmnopqrs1 x0x12345678",
	"bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh,TXYZ1234567890abcdefghi;", "2023-05-23 2023-05-23x 2023-05-2 2023-13-01 2023-00 12023-05-23 2023-05-23T10:00 2023-05/2023-06",
	"eBay iPhone DeFi dYdX McDonald's USDt BitMEX LinkedIn-Konto fooBarBaz A1B2", "東京タワー 北朝鮮のハッカー abc東京def ガギグゲゴ 𠮷野家 한국어 라자루스그룹", "Ёлка ёлки Привет мир", "مرحبا ١٢٣ 12٣ ３４５",
	"soft\u00adhyphen zero\u200bwidth nb\u00a0space thin\u2009space ideo\u3000graphic line\u2028break 4.4\u00a0million", "emoji 🚀🚀 4.4🚀million", strings.Repeat("x", 100) + " " + strings.Repeat("é", 100) + " " + strings.Repeat("9", 19) + " " + strings.Repeat("1,000", 20),
	"x-y-z x-y-z-w x-y-z-w-v _private_ __init__ a--b a-.b .5 5. -5 +5 5%", "skis dying generously communism arsenal happy by say cry enjoyed sky proceeds innings hoping hopped agreed", "½ ¾ x² №5 ℡", "100-year 20-20 1-2-3 a-1-2", "thousand million 5 thousand thousand 7 k 8 b 9 t 3 bn.", "0 million 000 0,000 00012",
}

// vectors gives every text both analyzers must agree about: nasty lines, the
// record itself, and words made of the roots and endings of English.
func vectors(t testing.TB) []string {
	t.Helper()
	texts := slices.Clone(nastyLines)
	words := map[string]bool{}
	content := os.DirFS("../../../content")
	err := fs.WalkDir(content, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(content, name)
		for line := range strings.Lines(string(data)) {
			texts = append(texts, line)
		}
		for word := range strings.FieldsFuncSeq(strings.ToLower(string(data)), func(r rune) bool { return r < 'a' || r > 'z' }) {
			words[word] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 40 {
		texts = append(texts, string(generate.Entry(generate.NewCast(generate.Options{Seed: 3, Entries: 40}), n).Data))
	}
	endings := strings.Fields("s ed eed eedly ing ingly edly er ly ies ied y ful ness ization ational ousness iveness biliti ogi li alize icate iciti ative ical ement ance ible ion sion tion e ll ble 's")
	roots := slices.Sorted(func(yield func(string) bool) {
		for word := range words {
			if !yield(word) {
				return
			}
		}
	})
	for i, root := range roots {
		line := root
		for j := range 6 {
			line += " " + root + endings[(i*5+j*7)%len(endings)]
		}
		texts = append(texts, line)
	}
	return texts
}

func TestBothAnalyzersGiveTheSameTokens(t *testing.T) {
	vm := newEngine(t, "analyzer.js")
	run(t, vm, `globalThis.told = (text) => analyze(text).map((t) => t.text + "@" + t.at + (t.span > 1 ? "+" + t.span : "")).join("|")`, quickjs.EvalGlobal)
	a := newAnalyzer(true)
	differences, count := 0, 0
	all := vectors(t)
	// The nasty lines, and every nth of the others: the engine takes a quarter
	// of a millisecond for a word.
	step := len(all)/sampled(2000) + 1
	for i, text := range all {
		if i >= len(nastyLines) && i%step != 0 {
			continue
		}
		tokens, _ := a.analyze(text, 0, nil)
		count += len(tokens)
		want := told(tokens)
		if got := call(t, vm, "told", text); got != want {
			if differences++; differences <= 10 {
				t.Errorf("%q\nin JavaScript %s\nin Go         %s", text, got, want)
			}
		}
	}
	if differences > 0 {
		t.Errorf("%d texts differ", differences)
	}
	t.Logf("%d tokens compared", count)
}
