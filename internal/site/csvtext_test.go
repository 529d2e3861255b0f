package site

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestACellIsQuotedAndNeverStartsAFormula(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain text stays", "Ronin bridge", "Ronin bridge"},
		{"no text is no cell", "", ""},
		{"a comma", "a, b", `"a, b"`},
		{"a quote", `he said "no"`, `"he said ""no"""`},
		{"a line break", "one\ntwo", "\"one\ntwo\""},
		{"space at an end", " a", `" a"`},
		{"equals", "=1+1", "'=1+1"},
		{"plus", "+44 20", "'+44 20"},
		{"minus", "-1", "'-1"},
		{"at", "@SUM(A1)", "'@SUM(A1)"},
		{"a sign behind space", "  =1", `"'  =1"`},
		{"tab", "\t=1", "\"'\t=1\""},
		{"carriage return", "\r=1", "\"'\r=1\""},
		{"full width", "＝1", "'＝1"},
		{"a formula with a quote", `=A("x")`, `"'=A(""x"")"`},
		{"a sign inside is harmless", "a=b", "a=b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(AppendCell(nil, c.text)); got != c.want {
				t.Errorf("AppendCell(%q) = %s, want %s", c.text, got, c.want)
			}
		})
	}
}

func TestEightBytesAtOnceAreTakenAsOneByOne(t *testing.T) {
	for position := range 8 {
		for _, others := range []byte{'a', ' ', '~', '#', '!', '[', ';', '-'} {
			for c := range 256 {
				text := bytes.Repeat([]byte{others}, 8)
				text[position] = byte(c)
				if got := allPlainInJSON(eightBytes(string(text))); got != plainInJSON[c] {
					t.Errorf("%q: as it is in JSON: %v, want %v", text, got, plainInJSON[c])
				}
				inside := append(append([]byte{'a'}, text...), 'a')
				want := !strings.ContainsAny(string(inside), ",\"") && c >= ' ' && c < utf8.RuneSelf
				if got := IsPlainCell(string(inside)); got != want {
					t.Errorf("%q: a plain cell: %v, want %v", inside, got, want)
				}
			}
		}
	}
}
