package index

import (
	"strings"

	"blotter/internal/site"
)

// describeIncident tells what the JSON of an entry holds: every fact of the
// entry, with what counting found out about its amounts.
func (x *indexer) describeIncident() *object[*site.Entry] {
	type entry = *site.Entry
	return &object[entry]{
		title: "Incident",
		doc: "One entry of the record " + x.cfg.Title + ". Amounts are strings of decimal digits, so that no program rounds them. " +
			"A fact that nobody stated is missing; it is never zero or empty." + x.terms(),
		properties: []property[entry]{
			address("$schema", "The schema of this file.", func(entry) string { return x.cfg.URL(schemaPath) }).always(),
			text("id", "The id of the entry. It never changes; see aliases.", func(e entry) string { return e.ID }).always(),
			pageAt("url", "The page of the entry.", x.base, func(e entry) string { return e.Path }).always(),
			version("version", "The first 8 hex digits of the SHA-256 of the entry's file. Name it when you cite.", func(e entry) string { return e.Version }),
			text("title", "The headline.", func(e entry) string { return e.Title }).always(),
			text("summary", "What happened, in one or two sentences of plain text.", func(e entry) string { return e.Summary }).always(),
			word("type", "What kind of incident it is.", x.cfg.Types, func(e entry) string { return e.Type }).always(),
			word("status", "How sure the record is that it happened as told.", site.Statuses, func(e entry) string { return e.Status }).always(),
			text("status_note", "Why, where the status is disputed or withdrawn.", func(e entry) string { return e.StatusNote }),
			date("date", "When it happened.", func(e entry) site.Date { return e.Date }).always(),
			day("published", "The day the entry went public.", func(e entry) site.Day { return e.Published }),
			day("updated", "The newest day of published and updates. Missing where that is published.", updatedLater),
			part("review", "Whether a second editor has gone through the entry. Missing where none has.", describeReview(), reviewOf),
			word("case", "How far the matter itself has come.", site.Cases, func(e entry) string { return e.Case }),
			list("actors", "Who had a part in it, by role.", describeInvolved(), func(e entry) []site.Involved { return e.People }),
			list("amounts", "The money, in the order of the entry.", x.describeAmount(), func(e entry) []site.Line { return x.stats.Lines[e.Index] }),
			list("events", "What happened on which date, in the order of the entry.", describeEvent(), func(e entry) []site.Event { return e.Events }),
			words("techniques", "How it was done.", x.cfg.Techniques, func(e entry) []string { return e.Techniques }),
			words("chains", "The chains on which it happened.", x.cfg.Chains, func(e entry) []string { return e.Chains }),
			texts("countries", "Countries concerned, ISO 3166-1 alpha-2.", func(e entry) []string { return e.Countries }),
			words("sectors", "What kind of business it concerned.", x.cfg.Sectors, func(e entry) []string { return e.Sectors }),
			texts("tags", "Free keywords.", func(e entry) []string { return e.Tags }),
			list("addresses", "Accounts on chains that play a part.", describeAddress(), func(e entry) []site.Address { return e.Addresses }),
			list("transactions", "Transactions on chains that play a part.", describeTransaction(), func(e entry) []site.Transaction { return e.Transactions }),
			list("sources", "The documents that the facts are taken from. Facts name them by key.", describeSource(), func(e entry) []site.Source { return e.Sources }),
			list("relations", "Other entries of the record that this one is connected with, in both directions.", describeLink(), func(e entry) []site.Link { return e.Links }),
			list("updates", "What changed after publication.", describeUpdate(), func(e entry) []site.Update { return e.Updates }),
			list("responses", "What those concerned say about the entry.", describeResponse(), func(e entry) []site.Response { return e.Responses }),
			texts("aliases", "Ids under which the entry was published before.", func(e entry) []string { return e.Aliases }),
			pairs("external", "Identifiers elsewhere.", func(e entry) []site.Pair { return e.External }),
			texts("authors", "Who wrote the entry.", func(e entry) []string { return e.Authors }),
			text("lang", "The language of the entry (BCP 47).", func(e entry) string { return firstOf(e.Language, x.cfg.Language) }).always(),
			prose("text", "The prose of the entry without markup, a paragraph a line.", func(e entry) *site.Body { return &e.Body }),
		},
	}
}

// updatedLater gives the day of the newest change; NoDay without one.
func updatedLater(e *site.Entry) site.Day {
	if day := e.Updated(); day != e.Published {
		return day
	}
	return site.NoDay
}

// reviewOf gives the review; nil where nobody has reviewed the entry.
func reviewOf(e *site.Entry) *site.Review {
	if e.Review == (site.Review{State: "unreviewed", On: site.NoDay}) {
		return nil
	}
	return &e.Review
}

// terms tells who keeps the record and how it may be used: once for all
// entries, in the schema that each of them names.
func (x *indexer) terms() string {
	text := " Publisher: " + x.publisher() + "."
	if licence := x.licence(); licence != nil {
		text += " Licence: " + strings.TrimSpace(licence.Name+" "+licence.URL) + "."
	}
	return text
}

// appendIncident encodes an entry, with the keys x_* as the editor wrote them.
func (x *indexer) appendIncident(dst []byte, entry *site.Entry) []byte {
	dst = x.incident.append(dst, entry)
	dst = dst[:len(dst)-1] // the closing brace
	for i, pair := range entry.Extra {
		if taken(entry.Extra[:i], pair.Key) {
			continue
		}
		dst = append(site.AppendJSON(append(dst, ','), pair.Key), ':')
		dst = append(dst, pair.Value...)
	}
	return append(dst, "}\n"...)
}

// incidentSchema gives the JSON Schema of an entry's JSON (draft 2020-12).
func (x *indexer) incidentSchema() schema {
	made := x.incident.schema()
	made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	made["$id"] = x.cfg.URL(schemaPath)
	made["patternProperties"] = schema{"^x_": schema{"description": "A key of the editors' own. Blotter keeps it and does not interpret it."}}
	return made
}

func describeReview() *object[*site.Review] {
	type review = *site.Review
	return &object[review]{properties: []property[review]{
		word("state", "Whether a second editor has gone through the entry.", site.Reviews, func(r review) string { return r.State }),
		text("by", "Who did.", func(r review) string { return r.By }),
		day("on", "The day it was done.", func(r review) site.Day { return r.On }),
	}}
}

func describeInvolved() *object[*site.Involved] {
	type involved = *site.Involved
	return &object[involved]{properties: []property[involved]{
		text("actor", "The id of the actor; the page is at /actors/, then the id.", func(i involved) string { return actorID(i) }).always(),
		text("name", "The name the record uses.", func(i involved) string { return actorName(i) }).always(),
		text("named", "The name as the entry writes it, where it differs.", func(i involved) string { return otherName(i) }),
		word("role", "What the actor did.", site.Roles, func(i involved) string { return i.Role }).always(),
		word("standing", "What has been established about that. Charged is not convicted.", site.Standings, func(i involved) string { return i.Standing }),
		text("by", "Who says so.", func(i involved) string { return i.By }),
		word("confidence", "How sure those who say so are.", site.Confidences, func(i involved) string { return i.Confidence }),
		date("since", "Since when the standing holds.", func(i involved) site.Date { return i.Since }),
		text("note", "A remark of the editors.", func(i involved) string { return i.Note }),
		texts("sources", "Keys of the sources.", func(i involved) []string { return i.Sources }),
	}}
}

func describeEvent() *object[*site.Event] {
	type event = *site.Event
	return &object[event]{properties: []property[event]{
		text("id", "The anchor of the event on the entry's page.", func(e event) string { return e.ID }),
		date("date", "When.", func(e event) site.Date { return e.Date }),
		word("type", "What kind of event it was.", site.EventTypes, func(e event) string { return e.Type }),
		text("text", "What happened.", func(e event) string { return e.Text }),
		texts("actors", "Ids or names of those who took part.", func(e event) []string { return e.Actors }),
		texts("amounts", "Ids of the entry's amounts that it concerns.", func(e event) []string { return e.Amounts }),
		texts("sources", "Keys of the sources.", func(e event) []string { return e.Sources }),
	}}
}

func describeAddress() *object[*site.Address] {
	type account = *site.Address
	return &object[account]{properties: []property[account]{
		text("chain", "The chain it is on.", func(a account) string { return a.Chain }),
		text("address", "The address.", func(a account) string { return a.Address }).always(),
		text("role", "What it was used for.", func(a account) string { return a.Role }),
		text("label", "What it is called.", func(a account) string { return a.Label }),
		texts("sources", "Keys of the sources.", func(a account) []string { return a.Sources }),
	}}
}

func describeTransaction() *object[*site.Transaction] {
	type transaction = *site.Transaction
	return &object[transaction]{properties: []property[transaction]{
		text("chain", "The chain it is on.", func(t transaction) string { return t.Chain }),
		text("hash", "The hash.", func(t transaction) string { return t.Hash }).always(),
		text("role", "What it did.", func(t transaction) string { return t.Role }),
		text("label", "What it is called.", func(t transaction) string { return t.Label }),
		texts("sources", "Keys of the sources.", func(t transaction) []string { return t.Sources }),
	}}
}

func describeSource() *object[*site.Source] {
	type source = *site.Source
	return &object[source]{properties: []property[source]{
		text("key", "The key by which facts name it.", func(s source) string { return s.Key }).always(),
		address("url", "Where it is.", func(s source) string { return s.URL }),
		text("title", "What it is called.", func(s source) string { return s.Title }),
		text("publisher", "Who published it.", func(s source) string { return s.Publisher }),
		text("author", "Who wrote it.", func(s source) string { return s.Author }),
		date("date", "When it was published.", func(s source) site.Date { return s.Date }),
		day("accessed", "When the editors read it.", func(s source) site.Day { return s.Accessed }),
		address("archive", "An archived copy.", func(s source) string { return s.Archive }),
		word("kind", "What it is to the incident.", site.SourceKinds, func(s source) string { return s.Kind }),
		text("lang", "Its language (BCP 47).", func(s source) string { return s.Language }),
		word("status", "What became of its address.", site.SourceStatuses, func(s source) string { return s.Status }),
		text("quote", "The words that the facts rest on.", func(s source) string { return s.Quote }),
	}}
}

func describeLink() *object[*site.Link] {
	type link = *site.Link
	return &object[link]{properties: []property[link]{
		word("type", "How the two stand to each other.", site.RelationTypes, func(l link) string { return l.Type }).always(),
		text("label", "The same in words, seen from this entry: \"Follows\" or \"Followed by\".", func(l link) string { return l.Label }).always(),
		text("target", "The id of the other entry; its page is at /incidents/, then the id.", func(l link) string { return l.Entry.ID }).always(),
		text("note", "A remark of the editors.", func(l link) string { return l.Note }),
	}}
}

func describeUpdate() *object[*site.Update] {
	type update = *site.Update
	return &object[update]{properties: []property[update]{
		day("date", "The day of the change.", func(u update) site.Day { return u.Date }),
		word("type", "Why the entry changed.", site.UpdateTypes, func(u update) string { return u.Type }),
		text("text", "What changed.", func(u update) string { return u.Text }),
		texts("fields", "The facts that changed.", func(u update) []string { return u.Fields }),
		text("was", "What stood there before.", func(u update) string { return u.Was }),
		text("now", "What stands there now.", func(u update) string { return u.Now }),
		texts("sources", "Keys of the sources.", func(u update) []string { return u.Sources }),
	}}
}

func describeResponse() *object[*site.Response] {
	type response = *site.Response
	return &object[response]{properties: []property[response]{
		text("actor", "The id or the name of who responds.", func(r response) string { return r.Actor }),
		date("date", "When.", func(r response) site.Date { return r.Date }),
		text("text", "What they say.", func(r response) string { return r.Text }),
		text("source", "The key of the source.", func(r response) string { return r.Source }),
	}}
}
