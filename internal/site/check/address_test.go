package check

import "testing"

func TestTrackingParametersGoAndTheOthersStay(t *testing.T) {
	for _, c := range []struct{ name, address, want, parameter string }{
		{"none", "https://example.org/a?id=7#top", "https://example.org/a?id=7#top", ""},
		{"the only one", "https://example.org/a?utm_source=feed", "https://example.org/a", "utm_source"},
		{"between others", "https://example.org/a?id=7&fbclid=x&page=2#top", "https://example.org/a?id=7&page=2#top", "fbclid"},
		{"in capitals", "https://example.org/a?UTM_Source=feed", "https://example.org/a", "UTM_Source"},
		{"in the path", "https://example.org/utm_source=feed", "https://example.org/utm_source=feed", ""},
		{"a question mark alone", "https://example.org/a?", "https://example.org/a?", ""},
	} {
		clean, parameter := withoutTracking(c.address)
		if clean != c.want || parameter != c.parameter {
			t.Errorf("%s: withoutTracking(%q) = %q, %q, want %q, %q", c.name, c.address, clean, parameter, c.want, c.parameter)
		}
	}
}

func TestAddressesOfOnePageComeToOne(t *testing.T) {
	const page = "example.org/news/42"
	for _, address := range []string{
		"https://example.org/news/42", "http://example.org/news/42/", "https://www.example.org/news/42",
		"HTTPS://WWW.Example.ORG/news/42", "https://example.org/news/42#comments", "https://example.org/news/42?utm_medium=rss",
	} {
		if got := plainAddress(address); got != page {
			t.Errorf("plainAddress(%q) = %q, want %q", address, got, page)
		}
	}
	for _, other := range []string{"https://example.org/news/43", "https://example.org/News/42", "https://example.org/news/42?id=1", "https://example.org/news/42#!/b"} {
		if got := plainAddress(other); got == page {
			t.Errorf("plainAddress(%q) = %q, which is another page", other, got)
		}
	}
}

func TestHostsAreCutOutOfAddresses(t *testing.T) {
	for _, c := range []struct{ address, want string }{
		{"https://Example.org/a", "example.org"}, {"https://user@example.org:8080?x", "example.org"},
		{"http://[2001:db8::1]:80/", "2001:db8::1"}, {"https://192.0.2.7#x", "192.0.2.7"}, {"no address", ""}, {"https://", ""},
	} {
		if got := hostOf(c.address); got != c.want {
			t.Errorf("hostOf(%q) = %q, want %q", c.address, got, c.want)
		}
	}
}
