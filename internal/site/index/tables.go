package index

import "blotter/internal/site"

// incidentTable has a row for each entry.
func (x *indexer) incidentTable() *table[*site.Entry] {
	type entry = *site.Entry
	return &table[entry]{
		name: "incidents", title: "Incidents", doc: "The entries of the record, a row each, oldest first. The money is in amounts.",
		columns: []column[entry]{
			keyColumn("id", "The id of the entry.", func(e entry) string { return e.ID }),
			pageColumn("url", "The page of the entry.", x.base, func(e entry) string { return e.Path }),
			keyColumn("version", "The first 8 hex digits of the SHA-256 of the entry's file.", func(e entry) string { return e.Version }),
			keyColumn("title", "The headline.", func(e entry) string { return e.Title }),
			keyColumn("summary", "What happened, in plain text.", func(e entry) string { return e.Summary }),
			wordColumn("type", "What kind of incident it is.", x.cfg.Types, func(e entry) string { return e.Type }),
			wordColumn("status", "How sure the record is that it happened as told.", site.Statuses, func(e entry) string { return e.Status }),
			wordColumn("case", "How far the matter itself has come.", site.Cases, func(e entry) string { return e.Case }),
			wordColumn("review", "Whether a second editor has gone through the entry.", site.Reviews, func(e entry) string { return e.Review.State }),
			dateColumn("date", "When it happened.", func(e entry) site.Date { return e.Date }),
			dayColumn("date_from", "The first day that the date may mean; empty where it is open or unknown.", func(e entry) site.Day { return first(e.Date) }),
			dayColumn("date_to", "The last day that the date may mean; empty where it is open or unknown.", func(e entry) site.Day { return last(e.Date) }),
			dayColumn("published", "The day the entry went public.", func(e entry) site.Day { return e.Published }),
			dayColumn("updated", "The newest day of published and updates.", func(e entry) site.Day { return e.Updated() }),
			listColumn("actors", "Ids of those who had a part in it.", entryActors),
			listColumn("techniques", "How it was done.", func(e entry) []string { return e.Techniques }),
			listColumn("chains", "The chains on which it happened.", func(e entry) []string { return e.Chains }),
			listColumn("countries", "Countries concerned, ISO 3166-1 alpha-2.", func(e entry) []string { return e.Countries }),
			listColumn("sectors", "What kind of business it concerned.", func(e entry) []string { return e.Sectors }),
			listColumn("tags", "Free keywords.", func(e entry) []string { return e.Tags }),
			countColumn("amounts", "How many amounts the entry states.", func(e entry) int { return len(e.Amounts) }),
			countColumn("sources", "How many sources the entry has.", func(e entry) int { return len(e.Sources) }),
			countColumn("updates", "How often the entry changed after publication.", func(e entry) int { return len(e.Updates) }),
		},
	}
}

// entryActors gives the ids of those who had a part, each once.
func entryActors(e *site.Entry) []string {
	var ids []string
	for i := range e.People {
		if id := actorID(&e.People[i]); !contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// first gives the first day that a date may mean, if somebody wrote one.
func first(date site.Date) site.Day {
	if day := date.First(); day != site.FirstDay {
		return day
	}
	return site.NoDay
}

// last gives the last day that a date may mean, if somebody wrote one.
func last(date site.Date) site.Day {
	if day := date.Last(); day != site.LastDay {
		return day
	}
	return site.NoDay
}

// actorTable has a row for each actor.
func (x *indexer) actorTable() *table[*site.Profile] {
	type profile = *site.Profile
	return &table[profile]{
		name: "actors", title: "Actors", doc: "Everybody the entries name, a row each, by name. What each did in which entry is in involvements.",
		columns: []column[profile]{
			keyColumn("id", "The id of the actor.", func(p profile) string { return p.ID }),
			pageColumn("url", "The page of the actor.", x.base, func(p profile) string { return p.Path }),
			keyColumn("name", "The name the record uses.", func(p profile) string { return p.Name }),
			wordColumn("kind", "What it is.", site.ActorKinds, func(p profile) string { return p.Kind }),
			textColumn("country", "ISO 3166-1 alpha-2.", func(p profile) string { return p.Country }),
			textColumn("part_of", "The id of the actor that it belongs to.", func(p profile) string { return partOf(p) }),
			listColumn("aliases", "Other names.", func(p profile) []string { return aliasNames(p) }),
			textColumn("summary", "Who it is.", func(p profile) string { return p.Summary }),
			countColumn("incidents", "How many entries name it.", func(p profile) int { return len(p.Group.Entries) }),
		},
	}
}

func partOf(p *site.Profile) string {
	if p.PartOf == nil {
		return ""
	}
	return p.PartOf.ID
}

func aliasNames(p *site.Profile) []string {
	names := make([]string, len(p.Aliases))
	for i, alias := range p.Aliases {
		names[i] = alias.Name
	}
	return names
}

// involvement is an actor's part in an entry.
type involvement struct {
	entry *site.Entry
	*site.Involved
}

// involvementTable has a row for each part that an actor had in an entry.
func (x *indexer) involvementTable() *table[involvement] {
	return &table[involvement]{
		name: "involvements", title: "Involvements", doc: "Who did what in which entry, a row each. Charged is not convicted: read role together with standing and by.",
		columns: []column[involvement]{
			keyColumn("incident", "The id of the entry.", func(i involvement) string { return i.entry.ID }),
			keyColumn("actor", "The id of the actor.", func(i involvement) string { return actorID(i.Involved) }),
			keyColumn("name", "The name the record uses.", func(i involvement) string { return actorName(i.Involved) }),
			wordColumn("role", "What the actor did.", site.Roles, func(i involvement) string { return i.Role }),
			wordColumn("standing", "What has been established about that.", site.Standings, func(i involvement) string { return i.Standing }),
			textColumn("by", "Who says so.", func(i involvement) string { return i.By }),
			wordColumn("confidence", "How sure those who say so are.", site.Confidences, func(i involvement) string { return i.Confidence }),
			dateColumn("since", "Since when the standing holds.", func(i involvement) site.Date { return i.Since }),
			textColumn("note", "A remark of the editors.", func(i involvement) string { return i.Note }),
			listColumn("sources", "Keys of the entry's sources.", func(i involvement) []string { return i.Sources }),
		},
	}
}

// sourceRow is a source with the entry that uses it.
type sourceRow struct {
	entry  *site.Entry
	number int // on the entry's page, from 1
	*site.Source
}

// sourceTable has a row for each source of each entry.
func (x *indexer) sourceTable() *table[sourceRow] {
	return &table[sourceRow]{
		name: "sources", title: "Sources", doc: "The documents behind the entries, a row for each entry that uses one.",
		columns: []column[sourceRow]{
			keyColumn("incident", "The id of the entry.", func(s sourceRow) string { return s.entry.ID }),
			countColumn("number", "Its number on the entry's page, from 1.", func(s sourceRow) int { return s.number }),
			keyColumn("key", "The key by which facts name it.", func(s sourceRow) string { return s.Key }),
			textColumn("url", "Where it is.", func(s sourceRow) string { return s.URL }),
			textColumn("title", "What it is called.", func(s sourceRow) string { return s.Title }),
			textColumn("publisher", "Who published it.", func(s sourceRow) string { return s.Publisher }),
			textColumn("author", "Who wrote it.", func(s sourceRow) string { return s.Author }),
			dateColumn("date", "When it was published.", func(s sourceRow) site.Date { return s.Date }),
			dayColumn("accessed", "When the editors read it.", func(s sourceRow) site.Day { return s.Accessed }),
			textColumn("archive", "An archived copy.", func(s sourceRow) string { return s.Archive }),
			wordColumn("kind", "What it is to the incident.", site.SourceKinds, func(s sourceRow) string { return s.Kind }),
			textColumn("lang", "Its language (BCP 47).", func(s sourceRow) string { return s.Language }),
			wordColumn("status", "What became of its address.", site.SourceStatuses, func(s sourceRow) string { return s.Status }),
			textColumn("quote", "The words that the facts rest on.", func(s sourceRow) string { return s.Quote }),
		},
	}
}

// eventRow is an event with its entry.
type eventRow struct {
	entry *site.Entry
	*site.Event
}

// eventTable has a row for each dated event of each entry.
func (x *indexer) eventTable() *table[eventRow] {
	return &table[eventRow]{
		name: "events", title: "Events", doc: "What happened on which date inside the incidents, a row each.",
		columns: []column[eventRow]{
			keyColumn("incident", "The id of the entry.", func(e eventRow) string { return e.entry.ID }),
			keyColumn("event", "The anchor of the event on the entry's page.", func(e eventRow) string { return e.ID }),
			dateColumn("date", "When.", func(e eventRow) site.Date { return e.Date }),
			dayColumn("date_from", "The first day that the date may mean; empty where it is open or unknown.", func(e eventRow) site.Day { return first(e.Date) }),
			dayColumn("date_to", "The last day that the date may mean; empty where it is open or unknown.", func(e eventRow) site.Day { return last(e.Date) }),
			wordColumn("type", "What kind of event it was.", site.EventTypes, func(e eventRow) string { return e.Type }),
			textColumn("text", "What happened.", func(e eventRow) string { return e.Text }),
			listColumn("actors", "Ids or names of those who took part.", func(e eventRow) []string { return e.Actors }),
			listColumn("amounts", "Ids of the entry's amounts that it concerns.", func(e eventRow) []string { return e.Amounts }),
			listColumn("sources", "Keys of the entry's sources.", func(e eventRow) []string { return e.Event.Sources }),
		},
	}
}
