package content

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"blotter/internal/site"
)

// Actor reads one file of content/actors, by the rules of Incident.
func (l *Loader) Actor(file string, data []byte, shared Shared) (*site.Actor, []site.Problem) {
	return l.actor(file, site.FileDigest(data), data, shared)
}

func (l *Loader) actor(file string, sum site.Digest, data []byte, shared Shared) (*site.Actor, []site.Problem) {
	actor := &site.Actor{ID: baseName(file), File: file, Version: sum.Version(), Published: site.NoDay}
	d := l.decoder(file)
	defer d.close()
	named := d.checkID(actor.ID)
	head, ok := d.open(data)
	if ok {
		actorShape.decode(d, d.root, actor)
		actor.Sources = shared.add(actor.Sources, d.uses)
	}
	actor.Body = l.body(d, head, &actor.Sources, shared)
	if !ok || !named {
		return nil, d.problems
	}
	return actor, d.problems
}

var actorShape = func() *shape[site.Actor] {
	type act = site.Actor
	s := newShape("an actor page", slices.Concat(
		lineField("name", func(a *act) *string { return &a.Name }),
		lineField("kind", func(a *act) *string { return &a.Kind }),
		custom("country", func(d *decoder, n *node, a *act) { a.Country = strings.ToUpper(d.line(n)) }),
		custom("aliases", readAliases),
		lineField("part_of", func(a *act) *string { return &a.PartOf }),
		lineField("summary", func(a *act) *string { return &a.Summary }),
		custom("external", func(d *decoder, n *node, a *act) { a.External = d.pairs(n) }),
		custom("aliases_of_page", func(d *decoder, n *node, a *act) { a.OldIDs = d.slugs(n, ValidID, "an id") }),
		custom("sources", func(d *decoder, n *node, a *act) { a.Sources = d.sources(n) }),
		dayField("published", func(a *act) *site.Day { return &a.Published }),
	))
	s.extra = func(a *act) *[]site.Pair { return &a.Extra }
	return s
}()

var aliasShape = newShape("an alias",
	lineField("name", func(a *site.Alias) *string { return &a.Name }),
	lineField("by", func(a *site.Alias) *string { return &a.By }),
)

// readAliases reads other names: words, or mappings that say who uses them.
func readAliases(d *decoder, n *node, actor *site.Actor) {
	n = resolve(n)
	items := []*node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	for _, item := range items {
		var alias site.Alias
		if item = resolve(item); item.Kind == yaml.ScalarNode {
			alias.Name = d.line(item)
		} else {
			aliasShape.decode(d, item, &alias)
		}
		if alias != (site.Alias{}) {
			actor.Aliases = append(actor.Aliases, alias)
		}
	}
}

// Page reads one file of content/pages, by the rules of Incident.
func (l *Loader) Page(file string, data []byte, shared Shared) (*site.TextPage, []site.Problem) {
	page := &site.TextPage{ID: baseName(file), File: file}
	d := l.decoder(file)
	defer d.close()
	named := d.checkID(page.ID)
	head, ok := d.open(data)
	if ok {
		pageShape.decode(d, d.root, page)
		page.Sources = shared.add(page.Sources, d.uses)
	}
	page.Body = l.body(d, head, &page.Sources, shared)
	if !ok || !named {
		return nil, d.problems
	}
	return page, d.problems
}

var pageShape = newShape("a page", slices.Concat(
	lineField("title", func(p *site.TextPage) *string { return &p.Title }),
	lineField("summary", func(p *site.TextPage) *string { return &p.Summary }),
	custom("order", func(d *decoder, n *node, p *site.TextPage) { p.Order, _ = d.number(n, 0) }),
	custom("sources", func(d *decoder, n *node, p *site.TextPage) { p.Sources = d.sources(n) }),
))
