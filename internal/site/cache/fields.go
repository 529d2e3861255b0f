package cache

import (
	"math"

	"blotter/internal/site"
)

// The fields of every kept type, in the order they are written. A field that
// is missing here fails the round trip of the tests.

func (c *coder) item(i *Item) {
	c.text(&i.File)
	c.digest(&i.Bytes)
	c.entry(i)
}

func (c *coder) entry(i *Item) {
	const incident, actor, page = 0, 1, 2
	kind := incident
	switch {
	case i.Actor != nil:
		kind = actor
	case i.Page != nil:
		kind = page
	}
	switch kind = c.choice(kind, 3); {
	case c.bad:
	case kind == actor:
		if c.reading {
			i.Actor = &c.slabs.actors.take(1)[0]
		}
		c.actor(i.Actor)
		c.body(&i.Actor.Body, i)
	case kind == page:
		if c.reading {
			i.Page = new(site.TextPage)
		}
		c.page(i.Page)
		c.body(&i.Page.Body, i)
	default:
		if c.reading {
			i.Incident = &c.slabs.incidents.take(1)[0]
		}
		c.incident(i.Incident)
		c.body(&i.Incident.Body, i)
	}
}

func (c *coder) incident(i *site.Incident) {
	for _, text := range []*string{&i.ID, &i.File, &i.Version, &i.Title, &i.Summary, &i.Type, &i.Status, &i.StatusNote} {
		c.text(text)
	}
	c.date(&i.Date)
	c.day(&i.Published)
	c.text(&i.Review.State)
	c.text(&i.Review.By)
	c.day(&i.Review.On)
	c.text(&i.Case)
	c.involvements(&i.Involved)
	c.amounts(&i.Amounts)
	c.events(&i.Events)
	for _, texts := range []*[]string{&i.Techniques, &i.Chains, &i.Countries, &i.Sectors, &i.Tags} {
		c.texts(texts)
	}
	c.addresses(&i.Addresses)
	c.transactions(&i.Transactions)
	c.sources(&i.Sources)
	c.relations(&i.Relations)
	c.updates(&i.Updates)
	c.responses(&i.Responses)
	c.texts(&i.Aliases)
	c.text(&i.DuplicateOf)
	c.pairs(&i.External)
	c.texts(&i.Authors)
	c.text(&i.Language)
	c.pairs(&i.Extra)
}

func (c *coder) actor(a *site.Actor) {
	for _, text := range []*string{&a.ID, &a.File, &a.Version, &a.Name, &a.Kind, &a.Country, &a.PartOf, &a.Summary} {
		c.text(text)
	}
	c.aliases(&a.Aliases)
	c.pairs(&a.External)
	c.texts(&a.OldIDs)
	c.sources(&a.Sources)
	c.day(&a.Published)
	c.pairs(&a.Extra)
}

func (c *coder) page(p *site.TextPage) {
	for _, text := range []*string{&p.ID, &p.File, &p.Title, &p.Summary} {
		c.text(text)
	}
	c.number(&p.Order)
	c.sources(&p.Sources)
}

func (c *coder) involvement(i *site.Involvement) {
	for _, text := range []*string{&i.Actor, &i.Name, &i.Role, &i.Standing, &i.By, &i.Confidence, &i.Note} {
		c.text(text)
	}
	c.date(&i.Since)
	c.texts(&i.Sources)
}

func (c *coder) figure(r *site.Reading) {
	c.text((*string)(&r.Kind))
	c.money(&r.USDLow)
	c.money(&r.USDHigh)
	c.text(&r.Asset)
	c.quantity(&r.Quantity)
	c.text(&r.Basis)
	c.date(&r.USDAt)
	c.text(&r.Precision)
	c.date(&r.Date)
	c.text(&r.By)
	c.texts(&r.Sources)
}

func (c *coder) amount(a *site.Amount) {
	c.text(&a.ID)
	c.figure(&a.Reading)
	c.text(&a.From)
	c.text(&a.To)
	c.text(&a.Note)
	c.claims(&a.Claims)
	for _, ref := range []*site.AmountRef{&a.PartOf, &a.SameFunds, &a.After} {
		c.text(&ref.Entry)
		c.text(&ref.Amount)
	}
	c.flag(&a.Aggregate)
	c.optional(&a.Counts)
}

func (c *coder) claim(claim *site.Claim) {
	c.figure(&claim.Reading)
	c.text(&claim.Note)
	c.text(&claim.Rejected)
}

func (c *coder) event(e *site.Event) {
	c.text(&e.ID)
	c.date(&e.Date)
	c.text(&e.Type)
	c.text(&e.Text)
	c.texts(&e.Actors)
	c.texts(&e.Amounts)
	c.texts(&e.Sources)
}

func (c *coder) address(a *site.Address) {
	for _, text := range []*string{&a.Chain, &a.Address, &a.Role, &a.Label} {
		c.text(text)
	}
	c.texts(&a.Sources)
}

func (c *coder) transaction(t *site.Transaction) {
	for _, text := range []*string{&t.Chain, &t.Hash, &t.Role, &t.Label} {
		c.text(text)
	}
	c.texts(&t.Sources)
}

func (c *coder) source(s *site.Source) {
	for _, text := range []*string{&s.Key, &s.URL, &s.Title, &s.Publisher, &s.Author, &s.Archive, &s.Kind, &s.Language, &s.Status, &s.Quote, &s.File} {
		c.text(text)
	}
	c.date(&s.Date)
	c.day(&s.Accessed)
	c.flag(&s.Shared)
}

func (c *coder) relation(r *site.Relation) {
	c.text(&r.Type)
	c.text(&r.Target)
	c.text(&r.Note)
}

func (c *coder) update(u *site.Update) {
	c.day(&u.Date)
	c.text(&u.Type)
	c.text(&u.Text)
	c.texts(&u.Fields)
	c.text(&u.Was)
	c.text(&u.Now)
	c.texts(&u.Sources)
}

func (c *coder) response(r *site.Response) {
	c.text(&r.Actor)
	c.date(&r.Date)
	c.text(&r.Text)
	c.text(&r.Source)
}

func (c *coder) pair(p *site.Pair) {
	c.text(&p.Key)
	c.text(&p.Value)
}

func (c *coder) alias(a *site.Alias) {
	c.text(&a.Name)
	c.text(&a.By)
}

func (c *coder) body(b *site.Body, of *Item) {
	c.proseOf(b, of)
	c.number(&b.Words)
	c.headings(&b.Headings)
	c.citations(&b.Citations)
	c.links(&b.Links)
	c.holes(&b.Holes)
}

// proseOf goes over what is known of a prose; the prose itself stands apart
// from the facts and is not read.
func (c *coder) proseOf(b *site.Body, of *Item) {
	there := b.Prose != nil
	if c.flag(&there); !there {
		return
	}
	if !c.reading {
		text, markup := b.Prose.Read()
		at := len(c.prose)
		c.prose = append(append(c.prose, text...), markup...)
		p := prose{at: int64(at), text: int32(len(text)), markup: int32(len(markup)), sum: sumOf(c.prose[at:])}
		c.kept = append(c.kept, p)
		c.proseSize(&p)
		return
	}
	p := &c.slabs.prose.take(1)[0]
	if c.proseSize(p); c.bad || int64(p.text)+int64(p.markup) > c.proseEnd-c.proseAt {
		c.fail()
		return
	}
	p.from, p.again, p.file, p.bytes, p.at = c.store.file, c.store.again, of.File, of.Bytes, c.proseAt
	c.proseAt += int64(p.text) + int64(p.markup)
	b.Prose = p
}

func (c *coder) proseSize(p *prose) {
	for _, size := range []*int32{&p.text, &p.markup} {
		n := int(*size)
		if c.number(&n); n < 0 || n > math.MaxInt32 {
			c.fail()
			return
		}
		*size = int32(n)
	}
	c.fixed(&p.sum)
}

func (c *coder) heading(h *site.Heading) {
	c.number(&h.Level)
	c.text(&h.ID)
	c.text(&h.Text)
}

func (c *coder) citation(n *site.Citation) {
	c.text(&n.Key)
	c.number(&n.Nth)
	c.number(&n.Line)
	c.number(&n.Column)
}

func (c *coder) link(l *site.BodyLink) {
	c.text(&l.URL)
	c.number(&l.Line)
	c.number(&l.Column)
}

func (c *coder) hole(h *site.Hole) {
	c.number(&h.Offset)
	c.text(&h.Query)
	c.number(&h.Line)
	c.number(&h.Column)
}
