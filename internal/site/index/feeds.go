package index

import (
	"slices"
	"strconv"
	"strings"

	"blotter/internal/site"
)

// How many items a feed holds: one of the whole record, and one of a group, of
// which there are more than of anything but entries.
const (
	feedLength      = 50
	groupFeedLength = 20
)

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
	entry      *site.Entry // what it is about
	anchor     string      // "#update-2": the part of the entry's page; empty = all of it
	title      string
	data       string // address of the entry as JSON; empty = not told
	summary    string
	published  site.Day
	updated    site.Day
	categories []category
}

// path gives the address of what the item is about.
func (i *item) path() string { return i.entry.Path + i.anchor }

// category sorts an item.
type category struct{ term, label, path string }

// feedOutputs are all feeds.
func (x *indexer) feedOutputs() []site.Output {
	newest := x.newestOf(x.site.Entries, feedLength)
	corrections := x.site.Corrections[:min(feedLength, len(x.site.Corrections))]
	corrected := x.digestCorrections(corrections)
	incidents := func() *feed {
		return x.entryFeed(site.FeedPath("incidents"), x.cfg.Title, firstOf(x.cfg.Tagline, x.cfg.Description), "/incidents/", newest)
	}
	changes := func() *feed { return x.correctionFeed(corrections) }
	shown, shownCorrected := x.showing(newest), x.showing(correctedEntries(corrections))
	outputs := []site.Output{
		x.atomOutput(site.FeedPath("incidents"), x.digestOf(newest), incidents).Showing(shown),
		x.jsonFeedOutput(site.FeedPath("incidents"), x.digestOf(newest), incidents).Showing(shown),
		x.atomOutput(site.FeedPath("corrections"), corrected, changes).Showing(shownCorrected),
		x.jsonFeedOutput(site.FeedPath("corrections"), corrected, changes).Showing(shownCorrected),
	}
	for _, dimension := range site.Dimensions {
		if !site.HasFeed(dimension) {
			continue
		}
		for _, group := range x.site.Groups[dimension] {
			path := site.GroupFeedPath(dimension, group.Key)
			outputs = append(outputs, site.Output{Path: site.File(path), Media: atomMedia, Prepare: func() (site.Output, error) {
				entries := x.newestOf(group.Entries, groupFeedLength)
				return x.atomOutput(path, x.digestGroup(group, entries), func() *feed {
					return x.groupFeed(path, group, entries)
				}).Showing(x.showing(entries)), nil
			}})
		}
	}
	return outputs
}

func correctedEntries(corrections []site.Correction) []*site.Entry {
	entries := make([]*site.Entry, len(corrections))
	for i := range corrections {
		entries[i] = corrections[i].Entry
	}
	return entries
}

// newestOf gives the newest entries of a set, as many as most, newest first: by
// the day they were published, then by the day they happened.
func (x *indexer) newestOf(entries []*site.Entry, most int) []*site.Entry {
	places := make([]int, 0, most+1)
	for _, entry := range entries {
		place := x.place[entry.Index]
		if len(places) == most && place > places[most-1] {
			continue
		}
		at, _ := slices.BinarySearch(places, place)
		places = slices.Insert(places, at, place)
		places = places[:min(most, len(places))]
	}
	newest := make([]*site.Entry, len(places))
	for i, place := range places {
		newest[i] = x.newest[place]
	}
	return newest
}

// entryFeed is a feed of entries, with all that a feed can say of them.
func (x *indexer) entryFeed(path, title, subtitle, page string, entries []*site.Entry) *feed {
	made := x.briefFeed(path, title, subtitle, page, entries)
	for i := range made.items {
		item := &made.items[i]
		item.data, item.categories = site.IncidentDataPath(item.entry.ID), x.categories(item.entry)
	}
	return made
}

// groupFeed is the feed of a group's entries. It says what is new and where;
// what sort of entry it is, the feed of the record says.
func (x *indexer) groupFeed(path string, group *site.Group, entries []*site.Entry) *feed {
	return x.briefFeed(path, x.cfg.Title+": "+group.Label, group.Definition, group.Path, entries)
}

func (x *indexer) briefFeed(path, title, subtitle, page string, entries []*site.Entry) *feed {
	made := &feed{path: path, title: title, subtitle: subtitle, page: page, updated: site.NoDay, items: make([]item, len(entries))}
	for i, entry := range entries {
		updated := x.updated[entry.Index]
		made.updated = max(made.updated, updated)
		made.items[i] = item{entry: entry, title: titleOf(entry), summary: entry.Summary, published: entry.Published, updated: updated}
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
			entry: c.Entry, anchor: anchor, title: site.UpdateTypes.Label(c.Type) + ": " + c.Entry.Title,
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
	w.Digest(x.common)
	for _, c := range corrections {
		w.Digest(x.digests[c.Entry.Index])
		w.Number(c.Nth)
	}
	return w.Sum()
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
	return x.authority + dayOr1970(entry.Published) + ":" + x.basePath + "incidents/" + id + "/"
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
