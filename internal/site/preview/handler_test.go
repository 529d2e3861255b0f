package preview

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

func TestAddressesLeadToOutputsAndNothingElse(t *testing.T) {
	h := newFolder(t)
	h.write("config.yaml", "title: A record\nbase_url: https://example.org/record/\n")
	h.open(Options{})
	for _, test := range []struct {
		address  string
		status   int
		location string
		media    string
	}{
		{"/record/", 200, "", "text/html; charset=utf-8"},
		{"/record/incidents/alpha-theft/", 200, "", "text/html; charset=utf-8"},
		{"/record/incidents/alpha-theft/index.json", 200, "", "application/json; charset=utf-8"},
		{"/record/stats/", 200, "", "text/html; charset=utf-8"}, {"/record/stats", 302, "/record/stats/", ""},
		{"/record/search/index.bin", 200, "", "application/octet-stream"},
		{"/", 302, "/record/", ""}, {"/record", 302, "/record/", ""},
		{"/record/incidents?q=1", 302, "/record/incidents/?q=1", ""},
		{"/record/nowhere/", 404, "", "text/html; charset=utf-8"}, {"/record/search/nowhere.bin", 404, "", "text/html; charset=utf-8"},
		{"/incidents/", 404, "", "text/html; charset=utf-8"}, {"/record/incidents/alpha-theft/index.html/", 404, "", "text/html; charset=utf-8"},
		{"/record/../config.yaml", 404, "", "text/html; charset=utf-8"}, {"/record/%2e%2e/config.yaml", 404, "", "text/html; charset=utf-8"},
		{"/record/..%2f..%2fetc/passwd", 404, "", "text/html; charset=utf-8"}, {"/record/content/pages/about.md", 404, "", "text/html; charset=utf-8"},
		{"/record//example.com", 404, "", "text/html; charset=utf-8"}, {"//example.com", 404, "", "text/html; charset=utf-8"},
		{own + "client.js", 200, "", "text/javascript; charset=utf-8"}, {own + "client.css", 200, "", "text/css; charset=utf-8"},
		{own + "client.go", 404, "", "text/plain; charset=utf-8"}, {own + "../config.yaml", 404, "", "text/plain; charset=utf-8"},
	} {
		response := h.raw("GET", test.address, "localhost")
		if response.StatusCode != test.status || response.Header.Get("Location") != test.location {
			t.Errorf("%s gives %d %q, want %d %q", test.address, response.StatusCode, response.Header.Get("Location"), test.status, test.location)
		}
		if got := response.Header.Get("Content-Type"); test.media != "" && got != test.media {
			t.Errorf("%s is %q, want %q", test.address, got, test.media)
		}
	}
	if _, page := h.get("/record/nowhere/"); !strings.Contains(page, "client.js?page=%2Frecord%2Fnowhere%2F") {
		t.Error("the page for addresses that lead nowhere is not reloaded when they lead somewhere")
	}
}

// raw asks for an address as it stands: no client cleans it up.
func (h *house) raw(method, address, host string) *http.Response {
	h.t.Helper()
	request, err := http.NewRequest(method, h.server.Origin()+"/", nil)
	h.must(err)
	request.URL.Opaque = address
	if strings.HasPrefix(address, "//") {
		// An opaque address with two slashes would be taken for a host.
		request.URL.Opaque = h.server.Origin() + address
	}
	request.Host = host
	response, err := client.Do(request)
	h.must(err)
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	h.must(err)
	return response
}

func TestOnlyTheAddressOfThePreviewIsAnswered(t *testing.T) {
	h := newFolder(t).open(Options{})
	for host, want := range map[string]int{
		"localhost": 200, "localhost:1313": 200, "127.0.0.1:9": 200, "[::1]:1313": 200, "LOCALHOST": 200,
		"evil.example": 403, "127.0.0.1.evil.example": 403, "localhost.evil.example:1313": 403, "192.168.0.7": 403, "0.0.0.0": 403,
	} {
		for _, address := range []string{"/", own + "client.js"} {
			if response := h.raw("GET", address, host); response.StatusCode != want {
				t.Errorf("%s asked as %q gives %d, want %d", address, host, response.StatusCode, want)
			}
		}
	}
	if response := h.raw("GET", own+"events", "evil.example"); response.StatusCode != http.StatusForbidden {
		t.Errorf("the events asked as another host give %d, want 403", response.StatusCode)
	}
}

func TestAHostThatIsNamedIsAnswered(t *testing.T) {
	for _, test := range []struct {
		named, asked string
		want         bool
	}{
		{"192.168.0.7", "192.168.0.7:1313", true}, {"desk.example", "desk.example:1313", true}, {"desk.example", "Desk.Example", true},
		{"desk.example", "other.example", false}, {"0.0.0.0", "192.168.0.7:1313", true}, {"::", "[fe80::1]:1313", true},
		{"0.0.0.0", "evil.example", false}, {"127.0.0.1", "", false}, {"192.168.0.7", "192.168.0.8", false},
	} {
		if got := newHosts(test.named).allow(test.asked); got != test.want {
			t.Errorf("listening on %q, asked as %q: %v, want %v", test.named, test.asked, got, test.want)
		}
	}
}

func TestThePreviewCanOnlyBeRead(t *testing.T) {
	h := newFolder(t).open(Options{})
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH"} {
		if response := h.raw(method, "/", "localhost"); response.StatusCode != http.StatusMethodNotAllowed || response.Header.Get("Allow") == "" {
			t.Errorf("%s gives %d, want 405 with what is allowed", method, response.StatusCode)
		}
	}
	if response := h.raw("HEAD", "/", "localhost"); response.StatusCode != http.StatusOK || response.ContentLength < 100 {
		t.Errorf("HEAD gives %d and a length of %d, want 200 and that of the page", response.StatusCode, response.ContentLength)
	}
}

func TestPagesStandUnderThePublishedPolicyAndAreNeverKept(t *testing.T) {
	h := newFolder(t).open(Options{})
	for _, address := range []string{"/", "/data/incidents.json", "/nowhere/", "/feeds/incidents.atom"} {
		header := h.raw("GET", address, "localhost").Header
		if policy := header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'self'") {
			t.Errorf("%s has the policy %q, want the published one", address, policy)
		}
		if got := header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s may be kept: %q", address, got)
		}
		if got := header.Get("Access-Control-Allow-Origin"); got != "" {
			t.Errorf("%s may be read by other sites (%q): drafts are for nobody else", address, got)
		}
	}
}

func TestThePreviewStandsAtItsOwnAddress(t *testing.T) {
	h := newFolder(t).open(Options{})
	_, page := h.get("/about/")
	if !strings.Contains(page, h.server.Origin()+"/about/") || strings.Contains(page, "https://example.org/") {
		t.Error("the page names the address of the published site, want that of the preview")
	}
	if host, _, err := net.SplitHostPort(strings.TrimPrefix(h.server.Origin(), "http://")); err != nil || host != "127.0.0.1" {
		t.Errorf("the origin is %s, want one of 127.0.0.1", h.server.Origin())
	}
}

func TestHeaderRulesFitTheirAddresses(t *testing.T) {
	rules := readHeaders("# a note\n/*\n  X-All: 1\n  Cache-Control: max-age=9\n/incidents/:id/index.json\n  X-Data: 2\n  X-All: 3\nbroken\n  no header\n")
	for address, want := range map[string][2]string{
		"/": {"1", ""}, "/a/b": {"1", ""}, "/incidents/x/index.json": {"3", "2"}, "/incidents/x/y/index.json": {"1", ""},
	} {
		header := http.Header{}
		setHeaders(header, rules, address)
		if got := [2]string{header.Get("X-All"), header.Get("X-Data")}; got != want || header.Get("Cache-Control") != "" {
			t.Errorf("%s has the headers %v, want %v and nothing on keeping it", address, header, want)
		}
	}
}
