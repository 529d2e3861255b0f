package preview

import (
	"net"
	"strings"
)

// hosts are the names under which a preview may be asked. A page of another
// site could have a name of its own lead to this machine and read the preview
// with the browser's help (DNS rebinding); the Host header gives it away.
type hosts struct {
	named string // the host the preview was told to listen on
	any   bool   // it listens on every address of the machine
}

func newHosts(named string) hosts {
	ip := net.ParseIP(named)
	return hosts{named: strings.ToLower(named), any: ip != nil && ip.IsUnspecified()}
}

// allow reports whether a request with this Host header is meant for the
// preview.
func (h hosts) allow(header string) bool {
	host := header
	if name, _, err := net.SplitHostPort(header); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"))
	if host == "localhost" || host == h.named && !h.any {
		return true
	}
	ip := net.ParseIP(host)
	// A name is what rebinding needs; an address in figures is nobody's trick.
	return ip != nil && (ip.IsLoopback() || h.any)
}
