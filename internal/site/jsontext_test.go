package site

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func FuzzAJSONTextReadsBackAndEndsNoScript(f *testing.F) {
	for _, text := range []string{"", "plain", "\"quoted\" \\ \x00\x1f\t\r\n", "</script><!--&amp;", "a\u2028b\u2029c", "\xff\xe2\x80 é 😀\u007f"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		written := string(AppendJSON(nil, text))
		var got string
		if err := json.Unmarshal([]byte(written), &got); err != nil {
			t.Fatalf("AppendJSON(%q) = %s: %v", text, written, err)
		}
		if want := string([]rune(text)); got != want { // a rune for every byte that is part of none
			t.Errorf("AppendJSON(%q) reads as %q, want %q", text, got, want)
		}
		if strings.ContainsAny(written, "<>&\u2028\u2029") {
			t.Errorf("AppendJSON(%q) = %s holds what means something in a script", text, written)
		}
	})
}

func TestAnyTextComesBackFromJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("<>&\"\\/\x00\x1f\x7f\t\n\u2028\u2029aé😀")))).Draw(t, "text")
		var got string
		if err := json.Unmarshal(AppendJSON(nil, text), &got); err != nil || got != text {
			t.Fatalf("%q came back as %q, %v", text, got, err)
		}
	})
}
