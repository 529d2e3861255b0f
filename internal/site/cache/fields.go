package cache

import "blotter/internal/site"

// The fields of every kept type, in the order they are written. A field that
// is missing here fails the round trip of the tests.

func (c *coder) entry(e *Entry) {
	const incident, actor, page = 0, 1, 2
	kind := incident
	switch {
	case e.Actor != nil:
		kind = actor
	case e.Page != nil:
		kind = page
	}
	switch kind = c.choice(kind, 3); {
	case c.bad:
	case kind == actor:
		field(c, &e.Actor, (*coder).actor)
	case kind == page:
		field(c, &e.Page, (*coder).page)
	default:
		field(c, &e.Incident, (*coder).incident)
	}
}

// field goes over what a pointer leads to, making it where it is read.
func field[T any](c *coder, pointer **T, one func(*coder, *T)) {
	if c.reading {
		*pointer = new(T)
	}
	one(c, *pointer)
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
	list(c, &i.Involved, (*coder).involvement)
	list(c, &i.Amounts, (*coder).amount)
	list(c, &i.Events, (*coder).event)
	for _, texts := range []*[]string{&i.Techniques, &i.Chains, &i.Countries, &i.Sectors, &i.Tags} {
		c.texts(texts)
	}
	list(c, &i.Addresses, (*coder).address)
	list(c, &i.Transactions, (*coder).transaction)
	list(c, &i.Sources, (*coder).source)
	list(c, &i.Relations, (*coder).relation)
	list(c, &i.Updates, (*coder).update)
	list(c, &i.Responses, (*coder).response)
	c.texts(&i.Aliases)
	c.text(&i.DuplicateOf)
	list(c, &i.External, (*coder).pair)
	c.texts(&i.Authors)
	c.text(&i.Language)
	list(c, &i.Extra, (*coder).pair)
	c.body(&i.Body)
}

func (c *coder) actor(a *site.Actor) {
	for _, text := range []*string{&a.ID, &a.File, &a.Version, &a.Name, &a.Kind, &a.Country, &a.PartOf, &a.Summary} {
		c.text(text)
	}
	list(c, &a.Aliases, (*coder).alias)
	list(c, &a.External, (*coder).pair)
	c.texts(&a.OldIDs)
	list(c, &a.Sources, (*coder).source)
	c.day(&a.Published)
	list(c, &a.Extra, (*coder).pair)
	c.body(&a.Body)
}

func (c *coder) page(p *site.TextPage) {
	for _, text := range []*string{&p.ID, &p.File, &p.Title, &p.Summary} {
		c.text(text)
	}
	c.number(&p.Order)
	list(c, &p.Sources, (*coder).source)
	c.body(&p.Body)
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
	list(c, &a.Claims, (*coder).claim)
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

func (c *coder) body(b *site.Body) {
	c.prose(&b.Prose)
	c.number(&b.Words)
	list(c, &b.Headings, (*coder).heading)
	list(c, &b.Citations, (*coder).citation)
	list(c, &b.Links, (*coder).link)
	list(c, &b.Holes, (*coder).hole)
}

// prose writes or reads a prose with a flag before it: whether there is any.
func (c *coder) prose(p *site.Prose) {
	there := *p != nil
	if c.flag(&there); !there {
		return
	}
	var written site.Written
	if !c.reading {
		written.Text, written.Markup = (*p).Read()
	}
	c.text(&written.Text)
	c.text((*string)(&written.Markup))
	if c.reading {
		*p = &written
	}
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
