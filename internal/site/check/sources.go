package check

import (
	"blotter/internal/site"
)

var unknownSource = Rule{
	ID: "unknown-source", Severity: site.Error, Fixed: true,
	What: "A key in a list of sources is one of the entry's sources or of content/sources.",
	Why:  "The fact would stand without the source that it claims.",
	Bad:  "    sources: [ronnin]",
	Good: "    sources: [ronin]",
	entry: func(e *entry) {
		e.eachCiting(func(c citing) {
			for k, key := range c.keys {
				if e.source(key) == nil && !e.enough() {
					e.say(c.field(k), "there is no source "+site.Quote(key), orElse(meant(site.Nearest(key, e.sourceKeys())), "add it under sources, or to a file of content/sources"))
				}
			}
		})
	},
}

// sourceKeys are the keys that the entry may name, its own first.
func (e *entry) sourceKeys() []string {
	var keys []string
	for i := range e.Sources {
		keys = append(keys, e.Sources[i].Key)
	}
	for _, s := range e.desk.Sources {
		keys = append(keys, s.Key)
	}
	return keys
}

// citing is a place of the front matter that names sources.
type citing struct {
	list  string // "amounts"
	n     int
	claim int // of the amount; noClaim elsewhere
	keys  []string
}

// field gives the path of the kth key.
func (c citing) field(k int) string {
	switch {
	case c.list == "responses":
		return under("responses", c.n, "source")
	case c.claim != noClaim:
		return nth(readingField(c.n, c.claim, "sources"), k)
	}
	return nth(under(c.list, c.n, "sources"), k)
}

// eachCiting visits every place of the front matter that names sources.
func (e *entry) eachCiting(visit func(citing)) {
	e.eachReading(func(n, claim int, r *site.Reading) { visit(citing{"amounts", n, claim, r.Sources}) })
	for i := range e.Involved {
		visit(citing{"actors", i, noClaim, e.Involved[i].Sources})
	}
	for i := range e.Events {
		visit(citing{"events", i, noClaim, e.Events[i].Sources})
	}
	for i := range e.Addresses {
		visit(citing{"addresses", i, noClaim, e.Addresses[i].Sources})
	}
	for i := range e.Transactions {
		visit(citing{"transactions", i, noClaim, e.Transactions[i].Sources})
	}
	for i := range e.Updates {
		visit(citing{"updates", i, noClaim, e.Updates[i].Sources})
	}
	for i := range e.Responses {
		if key := e.Responses[i].Source; key != "" {
			visit(citing{"responses", i, noClaim, []string{key}})
		}
	}
}

var sourceUncited = Rule{
	ID: "source-uncited", Severity: site.Warning,
	What:  "Every source of an entry is named by a fact of the front matter or cited in the body.",
	Why:   "A source that nothing rests on makes the entry look better supported than it is.",
	Bad:   "Attackers signed two withdrawals from the bridge, and the operator noticed after six days [@example].",
	Good:  "Attackers signed two withdrawals from the bridge [@ronin], and the operator noticed after six days [@example].",
	entry: checkSourceUncited,
}

func checkSourceUncited(e *entry) {
	cited := make(map[string]bool, len(e.Sources))
	e.eachCiting(func(c citing) {
		for _, key := range c.keys {
			cited[key] = true
		}
	})
	for _, c := range e.Body.Citations {
		cited[c.Key] = true
	}
	for i := range e.Sources {
		if s := &e.Sources[i]; !cited[s.Key] && !s.Shared {
			e.say("sources."+s.Key, "nothing rests on the source "+site.Quote(s.Key), "name it under sources of the fact it gives, cite it in the body as [@"+s.Key+"], or take it out")
		}
	}
}

var sourceTwice = Rule{
	ID: "source-twice", Severity: site.Warning,
	What: "No two sources of an entry have one address.",
	Why:  "One document under two names looks like two that agree.",
	Bad:  "  again: {url: https://www.example.org/post-mortem/, title: Community alert, publisher: Ronin Network, kind: party}",
	Good: "  again: {url: https://example.org/update, title: Second alert, publisher: Ronin Network, kind: party}",
	entry: func(e *entry) {
		first := make(map[string]string, len(e.Sources))
		for i := range e.Sources {
			s := &e.Sources[i]
			if s.URL == "" {
				continue
			}
			address := plainAddress(s.URL)
			if other, taken := first[address]; taken {
				e.say("sources."+s.Key+".url", "the source "+site.Quote(s.Key)+" has the address of "+site.Quote(other), "keep one of them")
				continue
			}
			first[address] = s.Key
		}
	},
}

var sourceArchive = Rule{
	ID: "source-archive", Severity: site.Off,
	What: "A source names an archived copy under archive.",
	Why:  "Half of all links are dead after ten years, and the record is to last longer.",
	Bad:  "  ronin: {url: https://example.org/post-mortem, title: Community alert, publisher: Ronin Network, kind: party}",
	Good: "  ronin: {url: https://example.org/post-mortem, archive: https://web.archive.org/web/2022/https://example.org/post-mortem, title: Community alert, publisher: Ronin Network, kind: party}",
	source: func(s *source) {
		if s.Archive == "" && s.URL != "" {
			s.say("archive", "the source "+site.Quote(s.Key)+" has no archived copy", "save the page in a web archive and write its address under archive")
		}
	},
}
