package check

import (
	"net/netip"
	"strings"

	"blotter/internal/site"
)

var sourceHost = Rule{
	ID: "source-host", Severity: site.Warning,
	What: "The host of a source has a name that everybody can look up.",
	Why:  "A bare number or a name of one's own network says nothing of who published, and leads elsewhere tomorrow.",
	Bad:  "  ronin: {url: https://192.0.2.7/post-mortem, title: Community alert, publisher: Ronin Network, kind: party}",
	Good: "  ronin: {url: https://example.org/post-mortem, title: Community alert, publisher: Ronin Network, kind: party}",
	source: func(s *source) {
		s.publicHost("url", s.URL)
		s.publicHost("archive", s.Archive)
	},
}

func (s *source) publicHost(field, address string) {
	host := hostOf(address)
	if host == "" {
		return
	}
	switch {
	case isNumber(host):
		s.say(field, "the host of "+site.Quote(address)+" is a bare number", "find the page under its name")
	case !strings.Contains(strings.TrimSuffix(host, "."), "."), privateHost(host):
		s.say(field, "the host "+site.Quote(host)+" is a name that only one network knows", "find the public address of the page")
	}
}

// isNumber reports whether a host is an address of the net itself.
func isNumber(host string) bool {
	if last := host[len(host)-1]; !strings.Contains(host, ":") && (last < '0' || last > '9') {
		return false // most hosts, and parsing makes an error of each
	}
	_, err := netip.ParseAddr(host)
	return err == nil
}

// privateHost reports whether a host ends in a name that is set aside for
// private networks.
func privateHost(host string) bool {
	for _, end := range []string{".local", ".localhost", ".internal", ".lan", ".home.arpa"} {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return false
}

// hostOf gives the host of a web address in lower case, without user and
// port; empty where there is none.
func hostOf(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	rest = strings.ToLower(rest[strings.LastIndexByte(rest, '@')+1:])
	if inner, ok := strings.CutPrefix(rest, "["); ok {
		rest, _, _ = strings.Cut(inner, "]")
		return rest
	}
	host, _, _ := strings.Cut(rest, ":")
	return host
}

var trackingParameter = Rule{
	ID: "tracking-parameter", Severity: site.Warning,
	What: "The address of a source has no parameters that only follow the reader.",
	Why:  "They tell the publisher who sent whom, and make one page look like two.",
	Bad:  "  ronin: {url: \"https://example.org/post-mortem?id=7&utm_source=feed&fbclid=x#top\", title: Community alert, publisher: Ronin Network, kind: party}",
	Good: "  ronin: {url: \"https://example.org/post-mortem?id=7#top\", title: Community alert, publisher: Ronin Network, kind: party}",
	source: func(s *source) {
		if clean, parameter := withoutTracking(s.URL); parameter != "" {
			s.say("url", "the address has the tracking parameter "+site.Quote(parameter), "write "+clean)
		}
	},
}

// trackers are parameters that only follow readers; names that begin with
// "utm_" are too.
var trackers = map[string]bool{
	"fbclid": true, "gclid": true, "gclsrc": true, "dclid": true, "gbraid": true, "wbraid": true, "msclkid": true,
	"twclid": true, "ttclid": true, "yclid": true, "igshid": true, "igsh": true, "mc_cid": true, "mc_eid": true,
	"mkt_tok": true, "_hsenc": true, "_hsmi": true, "_ga": true, "_gl": true, "oly_enc_id": true, "oly_anon_id": true,
	"vero_id": true, "ref_src": true, "ref_url": true, "guccounter": true, "guce_referrer": true,
	"guce_referrer_sig": true, "cmpid": true, "ncid": true, "s_cid": true, "sref": true, "xtor": true, "_branch_match_id": true,
}

// withoutTracking gives an address without its tracking parameters, the others
// as they were, and the first that was taken out; empty if there was none.
func withoutTracking(address string) (clean, parameter string) {
	before, rest, ok := strings.Cut(address, "?")
	if !ok {
		return address, ""
	}
	if !strings.ContainsRune(rest, '=') {
		return address, ""
	}
	query, fragment, hasFragment := strings.Cut(rest, "#")
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if lower := strings.ToLower(name); trackers[lower] || strings.HasPrefix(lower, "utm_") {
			if parameter == "" {
				parameter = name
			}
			continue
		}
		kept = append(kept, pair)
	}
	if parameter == "" {
		return address, ""
	}
	clean = before
	if len(kept) > 0 {
		clean += "?" + strings.Join(kept, "&")
	}
	if hasFragment {
		clean += "#" + fragment
	}
	return clean, parameter
}

// plainAddress gives what all addresses of one page have in common: no scheme,
// no "www.", host in lower case, no anchor, no tracking, no slash at the end.
func plainAddress(address string) string {
	if strings.ContainsRune(address, '?') {
		address, _ = withoutTracking(address)
	}
	if _, rest, ok := strings.Cut(address, "://"); ok {
		address = rest
	}
	if before, anchor, ok := strings.Cut(address, "#"); ok && !strings.HasPrefix(anchor, "/") && !strings.HasPrefix(anchor, "!") {
		address = before
	}
	address = strings.TrimPrefix(strings.TrimSuffix(address, "/"), "www.")
	host, path, _ := strings.Cut(address, "/")
	lower := strings.ToLower(host)
	if lower == host {
		return address
	}
	return strings.TrimPrefix(lower, "www.") + "/" + path
}
