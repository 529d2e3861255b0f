package content

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"blotter/internal/site"
)

// Incident reads one file of content/incidents. The incident is nil when the
// front matter cannot be read at all or the file's name is no id; otherwise
// it has every value that could be read. Data longer than the limit is a
// problem; see Read.
func (l *Loader) Incident(file string, data []byte, shared Shared) (*site.Incident, []site.Problem) {
	return l.incident(file, site.FileDigest(data), data, shared)
}

func (l *Loader) incident(file string, sum site.Digest, data []byte, shared Shared) (*site.Incident, []site.Problem) {
	incident := &site.Incident{
		ID: baseName(file), File: file, Version: sum.Version(),
		Published: site.NoDay, Review: site.Review{State: "unreviewed", On: site.NoDay},
	}
	d := l.decoder(file)
	defer d.close()
	named := d.checkID(incident.ID)
	head, ok := d.open(data)
	if ok {
		incidentShape.decode(d, d.root, incident)
		finishAmounts(d, incident)
		for i := range incident.Events {
			incident.Events[i].ID = eventID(i)
		}
		incident.Sources = shared.add(incident.Sources, d.uses)
	}
	incident.Body = l.body(d, head, &incident.Sources, shared)
	if !ok || !named {
		return nil, d.problems
	}
	return incident, d.problems
}

var incidentShape = func() *shape[site.Incident] {
	type in = site.Incident
	s := newShape("an entry", slices.Concat(
		lineField("title", func(i *in) *string { return &i.Title }),
		lineField("summary", func(i *in) *string { return &i.Summary }),
		lineField("type", func(i *in) *string { return &i.Type }),
		lineField("status", func(i *in) *string { return &i.Status }),
		proseField("status_note", func(i *in) *string { return &i.StatusNote }),
		dateField("date", func(i *in) *site.Date { return &i.Date }),
		dayField("published", func(i *in) *site.Day { return &i.Published }),
		custom("review", readReview),
		lineField("case", func(i *in) *string { return &i.Case }),
		custom("actors", readList("an actor", involvementShape, func(i *in) *[]site.Involvement { return &i.Involved })),
		custom("amounts", readAmounts),
		custom("events", readList("an event", eventShape, func(i *in) *[]site.Event { return &i.Events })),
		wordsField("techniques", func(i *in) *[]string { return &i.Techniques }),
		wordsField("chains", func(i *in) *[]string { return &i.Chains }),
		custom("countries", func(d *decoder, n *node, i *in) {
			i.Countries = d.words(n)
			for k, country := range i.Countries {
				i.Countries[k] = strings.ToUpper(country)
			}
			i.Countries = d.keepList(i.Countries)
		}),
		wordsField("sectors", func(i *in) *[]string { return &i.Sectors }),
		custom("tags", func(d *decoder, n *node, i *in) {
			i.Tags = d.keepList(d.slugs(n, isSlug, "a tag: it becomes part of an address"))
		}),
		custom("addresses", readList("an address", addressShape, func(i *in) *[]site.Address { return &i.Addresses })),
		custom("transactions", readList("a transaction", transactionShape, func(i *in) *[]site.Transaction { return &i.Transactions })),
		custom("sources", func(d *decoder, n *node, i *in) { i.Sources = d.sources(n) }),
		custom("relations", readList("a relation", relationShape, func(i *in) *[]site.Relation { return &i.Relations })),
		custom("updates", readList("an update", updateShape, func(i *in) *[]site.Update { return &i.Updates })),
		custom("responses", readList("a response", responseShape, func(i *in) *[]site.Response { return &i.Responses })),
		custom("aliases", func(d *decoder, n *node, i *in) { i.Aliases = d.slugs(n, ValidID, "an id") }),
		lineField("duplicate_of", func(i *in) *string { return &i.DuplicateOf }),
		custom("external", func(d *decoder, n *node, i *in) { i.External = d.pairs(n) }),
		wordsField("authors", func(i *in) *[]string { return &i.Authors }),
		lineField("lang", func(i *in) *string { return &i.Language }),
	))
	s.extra = func(i *in) *[]site.Pair { return &i.Extra }
	return s
}()

// readReview reads a state alone or a mapping with who and when.
func readReview(d *decoder, n *node, incident *site.Incident) {
	if n = resolve(n); n.Kind == yaml.MappingNode {
		reviewShape.decode(d, n, &incident.Review)
	} else if state := d.line(n); state != "" {
		incident.Review.State = state
	}
}

var reviewShape = newShape("a review",
	lineField("state", func(r *site.Review) *string { return &r.State }),
	lineField("by", func(r *site.Review) *string { return &r.By }),
	dayField("on", func(r *site.Review) *site.Day { return &r.On }),
)

// readList reads a list of mappings of one shape.
func readList[T, E any](what string, s *shape[E], at func(*T) *[]E) func(*decoder, *node, *T) {
	return func(d *decoder, n *node, into *T) {
		list := at(into)
		if n := resolve(n); n.Kind == yaml.SequenceNode {
			*list = make([]E, 0, len(n.Content))
		}
		d.items(n, what, func(item *node) {
			var element E
			if s.blank != nil {
				s.blank(&element)
			}
			s.decode(d, item, &element)
			*list = append(*list, element)
		})
	}
}

var involvementShape = newShape("an actor", slices.Concat(
	lineField("actor", func(i *site.Involvement) *string { return &i.Actor }),
	lineField("name", func(i *site.Involvement) *string { return &i.Name }),
	lineField("role", func(i *site.Involvement) *string { return &i.Role }),
	lineField("standing", func(i *site.Involvement) *string { return &i.Standing }),
	lineField("by", func(i *site.Involvement) *string { return &i.By }),
	lineField("confidence", func(i *site.Involvement) *string { return &i.Confidence }),
	dateField("since", func(i *site.Involvement) *site.Date { return &i.Since }),
	proseField("note", func(i *site.Involvement) *string { return &i.Note }),
	sourcesField(func(i *site.Involvement) *[]string { return &i.Sources }),
))

var eventShape = newShape("an event", slices.Concat(
	dateField("date", func(e *site.Event) *site.Date { return &e.Date }),
	lineField("type", func(e *site.Event) *string { return &e.Type }),
	proseField("text", func(e *site.Event) *string { return &e.Text }),
	wordsField("actors", func(e *site.Event) *[]string { return &e.Actors }),
	wordsField("amounts", func(e *site.Event) *[]string { return &e.Amounts }),
	sourcesField(func(e *site.Event) *[]string { return &e.Sources }),
))

var addressShape = newShape("an address", slices.Concat(
	lineField("chain", func(a *site.Address) *string { return &a.Chain }),
	lineField("address", func(a *site.Address) *string { return &a.Address }),
	lineField("role", func(a *site.Address) *string { return &a.Role }),
	lineField("label", func(a *site.Address) *string { return &a.Label }),
	sourcesField(func(a *site.Address) *[]string { return &a.Sources }),
))

var transactionShape = newShape("a transaction", slices.Concat(
	lineField("chain", func(t *site.Transaction) *string { return &t.Chain }),
	lineField("hash", func(t *site.Transaction) *string { return &t.Hash }),
	lineField("role", func(t *site.Transaction) *string { return &t.Role }),
	lineField("label", func(t *site.Transaction) *string { return &t.Label }),
	sourcesField(func(t *site.Transaction) *[]string { return &t.Sources }),
))

var relationShape = newShape("a relation",
	lineField("type", func(r *site.Relation) *string { return &r.Type }),
	lineField("target", func(r *site.Relation) *string { return &r.Target }),
	proseField("note", func(r *site.Relation) *string { return &r.Note }),
)

var updateShape = func() *shape[site.Update] {
	s := newShape("an update", slices.Concat(
		dayField("date", func(u *site.Update) *site.Day { return &u.Date }),
		lineField("type", func(u *site.Update) *string { return &u.Type }),
		proseField("text", func(u *site.Update) *string { return &u.Text }),
		wordsField("fields", func(u *site.Update) *[]string { return &u.Fields }),
		lineField("was", func(u *site.Update) *string { return &u.Was }),
		lineField("now", func(u *site.Update) *string { return &u.Now }),
		sourcesField(func(u *site.Update) *[]string { return &u.Sources }),
	))
	s.blank = func(u *site.Update) { u.Date = site.NoDay }
	return s
}()

var responseShape = newShape("a response",
	lineField("actor", func(r *site.Response) *string { return &r.Actor }),
	dateField("date", func(r *site.Response) *site.Date { return &r.Date }),
	proseField("text", func(r *site.Response) *string { return &r.Text }),
	custom("source", func(d *decoder, n *node, r *site.Response) {
		if r.Source = d.line(n); r.Source != "" {
			d.uses = append(d.uses, r.Source)
		}
	}),
)
