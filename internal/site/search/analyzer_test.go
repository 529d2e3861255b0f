package search

import (
	"fmt"
	"strings"
	"testing"
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
	tokens, _ := newAnalyzer(true).analyze(text)
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
