//go:build !race

package search

import (
	"encoding/json"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"modernc.org/quickjs"

	"blotter/internal/site/generate"
)

// nastyLines are what analyzers disagree about.
var nastyLines = []string{
	"", " ", "\u0000\u0001", "İstanbul ISTANBUL ıstanbul", "ΣΊΣΥΦΟΣ σίσυφος", "ﬁnancial ｆｕｌｌ ①②", "e\u0301te\u0301 été", "don't won't 'tis rock'n'roll",
	"it's Binance's’s x's's", "a.b.c.d.e.f", "AT&T R&D M&A", "1,2,3 1,234 12,34 1234,567 0,123 1.234.567,89 1,234,567.89 1,234.567,890 1''2 1'234 12'34",
	"$1.5bn €3,2 Mio £20k 5M-6.2M 10m/s 3AC 2FA 7.5x 1.2.3m 4.4 m 4.4  million, (4.4 million) 4 . million", "covid-19 million 19-million covid-19",
	"0x 0x1 0x12 0x1234 0x12345 0xZZZZZZ 0XABCDEF 0xB10C 0x098B…2f96 0x098B...2f96 0x098b..2f96 0x098B…", "abcdefghijklmnopqrst abcdefghijklmnopqrs1 x0x12345678",
	"bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh,TXYZ1234567890abcdefghi;", "2023-05-23 2023-05-23x 2023-05-2 2023-13-01 2023-00 12023-05-23 2023-05-23T10:00 2023-05/2023-06",
	"eBay iPhone DeFi dYdX McDonald's USDt BitMEX LinkedIn-Konto fooBarBaz A1B2", "東京タワー 北朝鮮のハッカー abc東京def ガギグゲゴ 𠮷野家 한국어 라자루스그룹", "Ёлка ёлки Привет мир", "مرحبا ١٢٣ 12٣ ３４５",
	"soft\u00adhyphen zero\u200bwidth nb\u00a0space thin\u2009space ideo\u3000graphic line\u2028break 4.4\u00a0million", "emoji 🚀🚀 4.4🚀million", strings.Repeat("x", 100) + " " + strings.Repeat("é", 100) + " " + strings.Repeat("9", 19) + " " + strings.Repeat("1,000", 20),
	"x-y-z x-y-z-w x-y-z-w-v _private_ __init__ a--b a-.b .5 5. -5 +5 5%", "skis dying generously communism arsenal happy by say cry enjoyed sky proceeds innings hoping hopped agreed repayy vitaliyy matted ebbed ties ied cries rationalism operationally creativeful", "½ ¾ x² №5 ℡", "100-year 20-20 1-2-3 a-1-2", "thousand million 5 thousand thousand 7 k 8 b 9 t 3 bn.", "0 million 000 0,000 00012",
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
	vm := newEngine(t, "index.js")
	tables, err := json.Marshal(newLanguage(true))
	if err != nil {
		t.Fatal(err)
	}
	run(t, vm, `globalThis.analyze = analyzer(`+string(tables)+`)`, quickjs.EvalGlobal)
	run(t, vm, `globalThis.told = (text) => analyze(text).map((t) => t.text + "@" + t.at + (t.span > 1 ? "+" + t.span : "")).join("|")`, quickjs.EvalGlobal)
	a := newAnalyzer(true)
	differences, count := 0, 0
	all := vectors(t)
	// The nasty lines, and every nth of the others: the engine takes a quarter
	// of a millisecond for a word.
	step := len(all)/1500 + 1
	for i, text := range all {
		if i >= len(nastyLines) && i%step != 0 {
			continue
		}
		tokens, _ := a.analyze(text)
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
