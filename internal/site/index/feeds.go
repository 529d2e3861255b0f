package index

import (
	"slices"
	"strconv"
	"strings"

	"blotter/internal/site"
)

// feedLength is how many items a feed holds.
const feedLength = 50

// feed is a list of items that readers subscribe to; it is written as Atom
// (RFC 4287) or as JSON Feed 1.1.
type feed struct {
	path     string // address of the Atom form
	title    string
	subtitle string
	page     string // address of the page that shows the same
	updated  site.Day
	items    []item
}

// item is one entry of a feed.
type item struct {
	id         string // never changes
	title      string
	path       string // address of what it is about
	data       string // address of that as JSON; empty = none
	summary    string
	published  site.Day
	updated    site.Day
	categories []category
}

// category sorts an item.
type category struct{ term, label, path string }

// feedOutputs are all feeds.
func (x *indexer) feedOutputs() []site.Output {
	newest := x.newestOf(x.site.Entries)
	corrections := x.site.Corrections[:min(feedLength, len(x.site.Corrections))]
	corrected := x.digestCorrections(corrections)
	incidents := func() *feed {
		return x.entryFeed(site.FeedPath("incidents"), x.cfg.Title, firstOf(x.cfg.Tagline, x.cfg.Description), "/incidents/", newest)
	}
	changes := func() *feed { return x.correctionFeed(corrections) }
	outputs := []site.Output{
		x.atomOutput(site.FeedPath("incidents"), x.digestOf(newest), incidents),
		x.jsonFeedOutput(site.FeedPath("incidents"), x.digestOf(newest), incidents),
		x.atomOutput(site.FeedPath("corrections"), corrected, changes),
		x.jsonFeedOutput(site.FeedPath("corrections"), corrected, changes),
	}
	for _, dimension := range site.Dimensions {
		if !site.HasFeed(dimension) {
			continue
		}
		for _, group := range x.site.Groups[dimension] {
			path, entries := site.GroupFeedPath(dimension, group.Key), x.newestOf(group.Entries)
			outputs = append(outputs, x.atomOutput(path, x.digestGroup(group, entries), func() *feed {
				return x.entryFeed(path, x.cfg.Title+": "+group.Label, group.Definition, group.Path, entries)
			}))
		}
	}
	return outputs
}

// newestOf gives the entries of a set that its feed shows, newest first: by
// the day they were published, then by the day they happened.
func (x *indexer) newestOf(entries []*site.Entry) []*site.Entry {
	places := make([]int, len(entries))
	for i, entry := range entries {
		places[i] = x.place[entry.Index]
	}
	slices.Sort(places)
	newest := make([]*site.Entry, min(feedLength, len(places)))
	for i := range newest {
		newest[i] = x.newest[places[i]]
	}
	return newest
}

// entryFeed is a feed of entries.
func (x *indexer) entryFeed(path, title, subtitle, page string, entries []*site.Entry) *feed {
	made := &feed{path: path, title: title, subtitle: subtitle, page: page, updated: site.NoDay}
	for _, entry := range entries {
		made.updated = max(made.updated, entry.Updated())
		made.items = append(made.items, item{
			id: x.tag(entry), title: titleOf(entry), path: entry.Path, data: site.IncidentDataPath(entry.ID), summary: entry.Summary,
			published: entry.Published, updated: entry.Updated(), categories: x.categories(entry),
		})
	}
	return made
}

// correctionFeed is a feed of what changed in published entries.
func (x *indexer) correctionFeed(corrections []site.Correction) *feed {
	made := &feed{
		path: site.FeedPath("corrections"), title: x.cfg.Title + ": corrections",
		subtitle: "What changed in entries after they were published", page: "/corrections/", updated: site.NoDay,
	}
	for _, c := range corrections {
		day := c.Date
		if day == site.NoDay {
			day = c.Entry.Published
		}
		made.updated = max(made.updated, day)
		anchor := "#update-" + strconv.Itoa(c.Nth+1)
		made.items = append(made.items, item{
			id: x.tag(c.Entry) + anchor, title: site.UpdateTypes.Label(c.Type) + ": " + c.Entry.Title, path: c.Entry.Path + anchor,
			summary: changeText(c.Update), published: day, updated: day,
			categories: []category{{term: c.Type, label: site.UpdateTypes.Label(c.Type), path: "/corrections/"}},
		})
	}
	return made
}

// changeText tells a change in plain words.
func changeText(u *site.Update) string {
	text := u.Text
	if u.Was != "" {
		text += " Was: " + u.Was + "."
	}
	if u.Now != "" {
		text += " Now: " + u.Now + "."
	}
	return strings.TrimSpace(text)
}

// digestCorrections covers the corrections and the entries they are of.
func (x *indexer) digestCorrections(corrections []site.Correction) site.Digest {
	var w writer
	w.digest(x.common)
	for _, c := range corrections {
		w.digest(x.digests[c.Entry.Index])
		w.number(c.Nth)
	}
	return w.sum()
}

// titleOf gives the headline with the word that must not be missed.
func titleOf(entry *site.Entry) string {
	if entry.Status == "withdrawn" || entry.Status == "disputed" {
		return site.Statuses.Label(entry.Status) + ": " + entry.Title
	}
	return entry.Title
}

// categories sorts an entry by its type, techniques and chains.
func (x *indexer) categories(entry *site.Entry) []category {
	sorted := []category{{entry.Type, x.cfg.Types.Label(entry.Type), site.DimensionPath(site.ByType)}}
	for _, key := range entry.Techniques {
		sorted = append(sorted, category{key, x.cfg.Techniques.Label(key), site.DimensionPath(site.ByTechnique)})
	}
	for _, key := range entry.Chains {
		sorted = append(sorted, category{key, x.cfg.Chains.Label(key), site.DimensionPath(site.ByChain)})
	}
	return sorted
}

// tag gives the id of an entry in feeds: a tag URI (RFC 4151) of the host, the
// day of publication and the address. It outlives a change of the entry's id,
// because then the first alias is the id it was published under.
func (x *indexer) tag(entry *site.Entry) string {
	id := entry.ID
	if len(entry.Aliases) > 0 {
		id = entry.Aliases[0]
	}
	return "tag:" + x.host() + "," + dayOr1970(entry.Published) + ":" + x.cfg.Href(site.IncidentPath(id))
}

// host gives the host name of the site.
func (x *indexer) host() string {
	_, rest, _ := strings.Cut(x.cfg.BaseURL, "://")
	host, _, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(host, ":")
	return firstOf(host, "localhost")
}

// dayOr1970 gives a day where a feed must have one. Today would make the same
// input give other bytes tomorrow.
func dayOr1970(day site.Day) string {
	if day == site.NoDay {
		return "1970-01-01"
	}
	return day.String()
}

// instant gives a day as a feed wants it (RFC 3339).
func instant(day site.Day) string { return dayOr1970(day) + "T00:00:00Z" }
