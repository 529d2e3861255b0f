package check

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"blotter/internal/site"
)

var deadLink = Rule{
	ID: "dead-link", Severity: site.Error,
	What:  "A link to a page of the site, in a body or in the output, leads to a page that exists.",
	Why:   "No dead address, least of all one of our own making.",
	Bad:   "It follows [the theft](incident:ronin-brige-theft) [@harmony].",
	Good:  "It follows [the theft](incident:ronin-bridge-theft) [@harmony].",
	entry: func(e *entry) { e.desk.checkLinks(e.report, site.IncidentPath(e.ID), &e.Body, e.Incident) },
	actor: func(a *actor) { a.desk.checkLinks(a.report, site.ActorPath(a.ID), &a.Body, nil) },
	page:  func(p *textPage) { p.desk.checkLinks(p.report, site.TextPath(p.ID), &p.Body, nil) },
}

// idTwice is found in the output, by Links.
var idTwice = Rule{
	ID: "id-twice", Severity: site.Error, Fixed: true,
	What: "An anchor stands once on a page of the output.",
	Why:  "A link to it would lead to the first only.",
	Bad:  "<h2 id=\"sources\">Sources</h2>\n<h2 id=\"sources\">More sources</h2>",
	Good: "<h2 id=\"sources\">Sources</h2>\n<h2 id=\"more-sources\">More sources</h2>",
}

// checkLinks follows the links of a body as far as the record knows where
// they lead: entries, actors, text pages, words of vocabularies, and anchors
// of the entry itself. The link check of the output follows all.
func (d *desk) checkLinks(r *report, at string, body *site.Body, incident *site.Incident) {
	for _, link := range body.Links {
		if r.enough() {
			return
		}
		message, hint := d.follow(link.URL, at, incident)
		if message != "" {
			r.add(site.Place{File: r.file, Line: link.Line, Column: link.Column}, "", message, hint)
		}
	}
}

// follow gives what is wrong with a link and the way out; nothing if it leads
// somewhere or out of the site.
func (d *desk) follow(link, at string, incident *site.Incident) (message, hint string) {
	scheme, id, _ := strings.Cut(link, ":")
	switch strings.ToLower(scheme) {
	case "incident":
		return d.toIncident(link, withoutAnchor(id))
	case "actor":
		return d.toActor(link, withoutAnchor(id))
	}
	if anchor, ok := strings.CutPrefix(link, "#"); ok {
		return toAnchor(link, anchor, incident)
	}
	target, err := url.Parse(link)
	if err != nil || target.Scheme != "" || target.Host != "" || strings.HasPrefix(link, "//") {
		return "", "" // other hosts, and what the renderer reports
	}
	base := url.URL{Path: at}
	return d.toPath(link, base.ResolveReference(target).Path)
}

func withoutAnchor(id string) string {
	before, _, _ := strings.Cut(id, "#")
	return strings.TrimSuffix(before, "/")
}

func nowhere(link string) string { return "the link " + site.Quote(link) + " leads nowhere" }

func (d *desk) toIncident(link, id string) (message, hint string) {
	if d.incident(id) != nil || d.broken(id) {
		return "", ""
	}
	return nowhere(link) + ": there is no entry " + site.Quote(id), meantLink(link, id, site.Nearest(id, d.entryIDs()))
}

func (d *desk) toActor(link, id string) (message, hint string) {
	if d.actor(id) != nil || d.plainActor(id) || d.broken(id) {
		return "", ""
	}
	return nowhere(link) + ": there is no actor " + site.Quote(id), meantLink(link, id, site.Nearest(id, d.actorIDs()))
}

// meantLink gives the hint with the id put right within the link.
func meantLink(link, id, near string) string {
	if near == "" || id == "" {
		return ""
	}
	return meant(strings.Replace(link, id, near, 1))
}

// toAnchor follows an anchor to an amount or an event; other anchors are made
// by the page.
func toAnchor(link, anchor string, incident *site.Incident) (message, hint string) {
	if incident == nil {
		return "", ""
	}
	if id, ok := strings.CutPrefix(anchor, "amount-"); ok && incident.Amount(id) == nil {
		return nowhere(link) + ": this entry has no amount " + site.Quote(id), amountMeant(incident, site.AmountRef{Amount: id})
	}
	if number, ok := strings.CutPrefix(anchor, "event-"); ok {
		if n, err := strconv.Atoi(number); err != nil || n < 1 || n > len(incident.Events) {
			return nowhere(link) + ": this entry has " + strconv.Itoa(len(incident.Events)) + " events", "events are numbered from 1, as written"
		}
	}
	return "", ""
}

// toPath follows a path from the root of the site.
func (d *desk) toPath(link, path string) (message, hint string) {
	first, rest, _ := strings.Cut(strings.Trim(path, "/"), "/")
	rest = strings.TrimSuffix(rest, "/index.html")
	switch {
	case first == "", first == "index.html", rest != "" && strings.Contains(rest, "/"):
		return "", ""
	case first == "incidents" && rest != "" && !isYear(rest) && !strings.HasPrefix(rest, "page-"):
		return d.toIncident(link, rest)
	case first == "actors" && rest != "" && !strings.HasPrefix(rest, "page-"):
		return d.toActor(link, rest)
	case rest != "":
		return d.toWord(link, first, rest)
	case strings.Contains(first, ".") || siteAddresses[first] || d.hasPage(first):
		return "", ""
	}
	return nowhere(link) + ": the site has no page /" + first + "/", meantLink(link, first, site.Nearest(first, d.firstParts()))
}

func isYear(text string) bool { return len(text) == 4 && strings.Trim(text, "0123456789") == "" }

// siteAddresses are the first parts of addresses that the site itself fills.
var siteAddresses = func() map[string]bool {
	all := map[string]bool{"methodology": true}
	for address := range ownAddresses {
		all[address] = true
	}
	return all
}()

// toWord follows an address of a word of one of the config's vocabularies.
func (d *desk) toWord(link, dimension, key string) (message, hint string) {
	vocabulary, ok := map[site.Dimension]site.Vocabulary{
		site.ByType: d.cfg.Types, site.ByTechnique: d.cfg.Techniques, site.ByChain: d.cfg.Chains,
		site.BySector: d.cfg.Sectors, site.ByCountry: site.Countries,
	}[site.Dimension(dimension)]
	if !ok || vocabulary.Has(key) || strings.HasPrefix(key, "page-") || strings.Contains(key, ".") {
		return "", ""
	}
	return nowhere(link) + ": " + site.Quote(key) + " is not among the " + dimension, meantLink(link, key, site.Nearest(key, vocabulary.Keys()))
}

// firstParts gives the first parts of addresses, to name the nearest of.
func (d *desk) firstParts() []string {
	d.looks.everywhere()
	parts := slices.Sorted(maps.Keys(siteAddresses))
	for _, page := range d.Pages {
		parts = append(parts, page.ID)
	}
	return parts
}
