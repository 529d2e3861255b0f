package check

import (
	"slices"
	"strings"

	"blotter/internal/site"
)

const mergeHint = "if both tell one incident, merge them and list the other id under aliases; else name it under relations"

var sameSource = Rule{
	ID: "same-source", Severity: site.Warning,
	What:   "Two entries within ten days that rest on one source are related, or the source stands in content/sources.",
	Why:    "They may tell one incident twice, and its money would be added twice.",
	Bad:    "sources:\n  alert: {url: https://example.org/post-mortem, title: Community alert, publisher: Ronin Network, kind: party}",
	Good:   "relations:\n  - {type: related, target: ronin-bridge-theft}",
	record: checkSameSource,
}

func checkSameSource(d *desk, r *report) {
	holders := newHolders(len(d.Incidents))
	for _, incident := range d.Incidents {
		for i := range incident.Sources {
			s := &incident.Sources[i]
			if s.Shared || s.URL == "" {
				continue
			}
			if other := d.share(holders, plainAddress(s.URL), incident, nearTime); other != nil {
				r.file = incident.File
				r.say("sources."+s.Key+".url", "the entry "+site.Quote(other.ID)+" has the source "+site.Quote(s.URL)+" too", mergeHint+", or move the source to content/sources")
			}
		}
	}
}

var sameTransaction = Rule{
	ID: "same-transaction", Severity: site.Warning,
	What:   "Two entries that name one transaction are related.",
	Why:    "One transaction is one event; they may tell it twice.",
	Bad:    "transactions:\n  - {chain: ethereum, hash: \"0xc28fad5e8d5e0ce6a2eaf67b6687be5d58113e16be590824d6cfa1a94467d0b7\", sources: [harmony]}",
	Good:   "relations:\n  - {type: related, target: ronin-bridge-theft}",
	record: checkSameTransaction,
}

func checkSameTransaction(d *desk, r *report) {
	holders := newHolders(len(d.Incidents))
	for _, incident := range d.Incidents {
		for i := range incident.Transactions {
			hash := incident.Transactions[i].Hash
			if other := d.share(holders, plainHash(hash), incident, always); other != nil {
				r.file = incident.File
				r.say(under("transactions", i, "hash"), "the entry "+site.Quote(other.ID)+" has the transaction "+site.Quote(hash)+" too", mergeHint)
			}
		}
	}
}

var sameAddress = Rule{
	ID: "same-address", Severity: site.Warning,
	What:   "Two entries of one date that name one address are related.",
	Why:    "An address turns up in many incidents, but seldom in two on one day.",
	Bad:    "addresses:\n  - {chain: ethereum, address: \"0x098B716B8Aaf21512996dC57EB0615e2383E2f96\", sources: [ronin]}",
	Good:   "relations:\n  - {type: related, target: ronin-bridge-theft}",
	record: checkSameAddress,
}

func checkSameAddress(d *desk, r *report) {
	holders := newHolders(len(d.Incidents))
	for _, incident := range d.Incidents {
		for i := range incident.Addresses {
			address := incident.Addresses[i].Address
			if other := d.share(holders, plainHash(address), incident, sameTime); other != nil {
				r.file = incident.File
				r.say(under("addresses", i, "address"), "the entry "+site.Quote(other.ID)+" of "+other.Date.String()+" has the address "+site.Quote(address)+" too", mergeHint)
			}
		}
	}
}

// holders are the entries that hold something, by that thing: the first, and
// the few more that some things have.
type holders struct {
	first map[string]*site.Incident
	more  map[string][]*site.Incident
}

func newHolders(size int) holders {
	return holders{make(map[string]*site.Incident, size), map[string][]*site.Incident{}}
}

// mostHolders bounds how many of the entries that hold one thing are compared
// with the next.
const mostHolders = 16

// share notes that an entry holds a thing and gives an earlier holder that may
// tell the same incident; nil if there is none.
func (d *desk) share(h holders, thing string, incident *site.Incident, when func(a, b *site.Incident) bool) *site.Incident {
	if thing == "" || incident.DuplicateOf != "" || incident.Withdrawn() {
		return nil
	}
	first, taken := h.first[thing]
	if !taken {
		h.first[thing] = incident
		return nil
	}
	may := func(other *site.Incident) bool {
		return other != incident && when(other, incident) && !d.related(other, incident)
	}
	before := h.more[thing]
	if first != incident && len(before) < mostHolders && !slices.Contains(before, incident) {
		h.more[thing] = append(before, incident)
	}
	if may(first) {
		return first
	}
	if i := slices.IndexFunc(before, may); i >= 0 {
		return before[i]
	}
	return nil
}

func always(_, _ *site.Incident) bool { return true }

// sameTime reports whether two entries may be of one day, as far as both are
// dated to a month at least.
func sameTime(a, b *site.Incident) bool {
	return a.Date.Precision() >= site.PrecisionMonth && b.Date.Precision() >= site.PrecisionMonth && a.Date.Overlaps(b.Date)
}

// nearTime reports whether two entries may be of dates within ten days.
func nearTime(a, b *site.Incident) bool {
	return !a.Date.Bounded() || !b.Date.Bounded() || daysApart(a.Date, b.Date) <= nearDays
}

// plainHash gives a hash or address as it compares: hexadecimal digits in
// lower case, other writings as they are, because case matters there.
func plainHash(text string) string {
	text = strings.TrimSpace(text)
	if digits, ok := strings.CutPrefix(text, "0x"); ok && strings.Trim(digits, "0123456789abcdefABCDEF") == "" {
		return strings.ToLower(text)
	}
	return text
}

// related reports whether one of two entries names the other: then an editor
// knows of both.
func (d *desk) related(a, b *site.Incident) bool { return d.names(a, b) || d.names(b, a) }

func (d *desk) names(a, b *site.Incident) bool {
	e := entry{Incident: a, desk: d}
	for ref := range e.references() {
		if d.incident(ref.id) == b {
			return true
		}
	}
	return false
}
