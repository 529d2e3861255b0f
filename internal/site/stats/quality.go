package stats

import (
	"cmp"
	"slices"

	"blotter/internal/site"
)

// gauge is what one measure asks, of entries, of sources or of amounts.
type gauge struct {
	key, label, definition string
	good                   bool
	entry                  func(*site.Entry) bool
	source                 func(*site.Source) bool
	line                   func(*site.Line) bool
}

var gauges = []gauge{
	{key: "unarchived", label: "Sources without an archived copy",
		definition: "Should the source vanish, nobody can read it any more.",
		source:     func(s *site.Source) bool { return s.Archive == "" }},
	{key: "dead", label: "Sources whose address is dead",
		definition: "The address led nowhere when an editor last looked.",
		source:     func(s *site.Source) bool { return s.Status == "dead" }},
	{key: "single-source", label: "Entries on a single source",
		definition: "Nothing but one document stands behind the entry.",
		entry:      func(e *site.Entry) bool { return len(e.Sources) == 1 }},
	{key: "primary-source", label: "Entries with an official, court or on-chain source", good: true,
		definition: "Somebody who was there, or the chain itself, can be read.",
		entry:      hasPrimarySource},
	{key: "unreviewed", label: "Entries that no second editor has checked",
		definition: "The figures have not been compared with their sources by a second person.",
		entry:      func(e *site.Entry) bool { return e.Review.State != "reviewed" }},
	{key: "without-figure", label: "Amounts without a dollar figure",
		definition: "There is an amount, and nobody says how much it was in dollars. Amounts that no total would add are left out.",
		line:       func(l *site.Line) bool { return !l.Value.Known() }},
	{key: "partial-date", label: "Entries without an exact day",
		definition: "The sources give a month, a year or a span, or no date at all.",
		entry:      func(e *site.Entry) bool { _, exact := e.Date.InDay(); return !exact }},
	{key: "disputed", label: "Entries that are alleged or disputed",
		definition: "Totals show their amounts apart.",
		entry:      func(e *site.Entry) bool { return e.Status == "alleged" || e.Status == "disputed" }},
	{key: "corrected", label: "Entries that were corrected",
		definition: "An update of the type correction or retraction says what was wrong.",
		entry:      corrected},
}

func hasPrimarySource(entry *site.Entry) bool {
	return slices.ContainsFunc(entry.Sources, func(s site.Source) bool {
		return s.Kind == "official" || s.Kind == "court" || s.Kind == "onchain"
	})
}

func corrected(entry *site.Entry) bool {
	return slices.ContainsFunc(entry.Updates, func(u site.Update) bool {
		return u.Type == "correction" || u.Type == "retraction"
	})
}

// quality takes each measure over the entries that are not withdrawn.
func quality(b *book) []site.Measure {
	measures := make([]site.Measure, len(gauges))
	for i, g := range gauges {
		measures[i] = site.Measure{Key: g.key, Label: g.label, Definition: g.definition, Good: g.good}
		for _, entry := range b.site.Entries {
			if !entry.Withdrawn() {
				g.take(&measures[i], entry, b.lines[entry.Index])
			}
		}
	}
	return measures
}

// take adds what one entry has to a measure.
func (g *gauge) take(m *site.Measure, entry *site.Entry, lines []site.Line) {
	count := func(yes bool) bool {
		m.Of++
		if yes {
			m.Count++
			m.Entries = appendOnce(m.Entries, entry)
		}
		return yes
	}
	if g.entry != nil {
		count(g.entry(entry))
	}
	if g.source != nil {
		for i := range entry.Sources {
			if count(g.source(&entry.Sources[i])) {
				m.Sources = append(m.Sources, site.CitedIn{Entry: entry, Source: &entry.Sources[i]})
			}
		}
	}
	if g.line != nil {
		for i := range lines {
			if lines[i].Excluded == site.NotExcluded && count(g.line(&lines[i])) {
				m.Lines = append(m.Lines, &lines[i])
			}
		}
	}
}

// publishers counts how each publisher is cited, in entries that are not
// withdrawn; one that only such entries cite is left out.
func publishers(s *site.Site) []site.PublisherCount {
	counts := make([]publisherCount, len(s.Groups[site.ByPublisher]))
	byKey := make(map[string]*publisherCount, len(counts))
	for i, group := range s.Groups[site.ByPublisher] {
		counts[i] = publisherCount{PublisherCount: site.PublisherCount{Group: group}, kinds: map[string]int{}}
		byKey[group.Key] = &counts[i]
	}
	byName := map[string]*publisherCount{} // saves a slug for each source
	for _, entry := range s.Entries {
		for i := range entry.Sources {
			source := &entry.Sources[i]
			if entry.Withdrawn() || source.Publisher == "" {
				continue
			}
			count, known := byName[source.Publisher]
			if !known {
				count = byKey[site.Slug(source.Publisher)]
				byName[source.Publisher] = count
			}
			if count != nil {
				count.add(source)
			}
		}
	}
	var all []site.PublisherCount
	for i := range counts {
		if counts[i].Sources > 0 {
			all = append(all, counts[i].closed())
		}
	}
	// Groups stand by entries and label; a stable sort keeps that among equals.
	slices.SortStableFunc(all, func(a, b site.PublisherCount) int { return cmp.Compare(b.Sources, a.Sources) })
	return all
}

// publisherCount is a count being made.
type publisherCount struct {
	site.PublisherCount
	kinds map[string]int
}

func (c *publisherCount) add(source *site.Source) {
	c.Sources++
	c.kinds[source.Kind]++
	if source.Archive != "" {
		c.Archived++
	}
	if source.Status == "dead" {
		c.Dead++
	}
}

// closed lists the kinds in the order of the vocabulary, those of no kind last.
func (c *publisherCount) closed() site.PublisherCount {
	for _, kind := range append(site.SourceKinds.Keys(), "") {
		if c.kinds[kind] > 0 {
			c.Kinds = append(c.Kinds, site.KeyCount{Key: kind, Count: c.kinds[kind]})
		}
	}
	return c.PublisherCount
}
