package content

import "testing"

func TestAnAddressThatIsPlainIsNotWrong(t *testing.T) {
	for text, plain := range map[string]bool{
		"https://example.org": true, "https://example.org/": true, "http://a-b.example.org/2022/x_y~z?a=b&c=d,e;f:g@h+i": true, "https://192.0.2.7/x": true,
		"https://": false, "https:///x": false, "https://example.org:80/": false, "https://user@example.org/": false, "https://example.org?x": false,
		"https://example.org/#x": false, "https://example.org/%zz": false, "https://example.org/a b": false, "ftp://example.org/": false, "example.org": false, "": false,
		"https://exämple.org/": false, "https://example.org/ü": false, "HTTPS://example.org/": false,
	} {
		if got := isPlainAddress(text); got != plain {
			t.Errorf("%q is plain: %v, want %v", text, got, plain)
		}
	}
}

func FuzzPlainAddress(f *testing.F) {
	f.Add("https://example.org/2022/x?a=b")
	f.Add("http://a.b-c/~x_y;z")
	f.Fuzz(func(t *testing.T, text string) {
		if why, _ := parsedAddress(text); isPlainAddress(text) && why != "" {
			t.Errorf("%q is plain, but %s", text, why)
		}
	})
}
