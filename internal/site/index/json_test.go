package index

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestAnyTextComesBackFromJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("<>&\"\\/\x00\x1f\x7f\t\n\u2028\u2029aé😀")))).Draw(t, "text")
		var got string
		if err := json.Unmarshal(appendString(nil, text), &got); err != nil || got != text {
			t.Fatalf("%q came back as %q, %v", text, got, err)
		}
	})
}

func TestTextThatIsNotUTF8IsMarkedInJSON(t *testing.T) {
	var got string
	if err := json.Unmarshal(appendString(nil, "a\xff\xfeb"), &got); err != nil || got != "a\ufffd\ufffdb" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestJSONMayStandInAPage(t *testing.T) {
	if got := string(appendString(nil, "</script><!-- \u2028")); strings.ContainsAny(got, "<\u2028") {
		t.Errorf("got %s", got)
	}
}

func TestEightBytesAtOnceAreTakenAsOneByOne(t *testing.T) {
	for position := range 8 {
		for _, others := range []byte{'a', ' ', '~', '#', '!', '[', ';', '-'} {
			for c := range 256 {
				text := bytes.Repeat([]byte{others}, 8)
				text[position] = byte(c)
				if got := allAsItIs(eight(string(text))); got != asItIs[c] {
					t.Errorf("%q: as it is in JSON: %v, want %v", text, got, asItIs[c])
				}
				inside := append(append([]byte{'a'}, text...), 'a')
				want := !strings.ContainsAny(string(inside), ",\"") && c >= ' ' && c < utf8.RuneSelf
				if got := isPlain(string(inside)); got != want {
					t.Errorf("%q: a plain cell: %v, want %v", inside, got, want)
				}
			}
		}
	}
}
