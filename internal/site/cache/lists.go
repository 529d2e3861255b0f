package cache

import "blotter/internal/site"

// The lists of the kept types.

func (c *coder) involvements(items *[]site.Involvement) {
	list(c, items, func(s *slabs) *slab[site.Involvement] { return &s.involvements }, (*coder).involvement)
}

func (c *coder) amounts(items *[]site.Amount) {
	list(c, items, func(s *slabs) *slab[site.Amount] { return &s.amounts }, (*coder).amount)
}

func (c *coder) events(items *[]site.Event) {
	list(c, items, func(s *slabs) *slab[site.Event] { return &s.events }, (*coder).event)
}

func (c *coder) addresses(items *[]site.Address) {
	list(c, items, func(s *slabs) *slab[site.Address] { return &s.addresses }, (*coder).address)
}

func (c *coder) transactions(items *[]site.Transaction) {
	list(c, items, func(s *slabs) *slab[site.Transaction] { return &s.transactions }, (*coder).transaction)
}

func (c *coder) sources(items *[]site.Source) {
	list(c, items, func(s *slabs) *slab[site.Source] { return &s.sources }, (*coder).source)
}

func (c *coder) relations(items *[]site.Relation) {
	list(c, items, func(s *slabs) *slab[site.Relation] { return &s.relations }, (*coder).relation)
}

func (c *coder) updates(items *[]site.Update) {
	list(c, items, func(s *slabs) *slab[site.Update] { return &s.updates }, (*coder).update)
}

func (c *coder) responses(items *[]site.Response) {
	list(c, items, func(s *slabs) *slab[site.Response] { return &s.responses }, (*coder).response)
}

func (c *coder) pairs(items *[]site.Pair) {
	list(c, items, func(s *slabs) *slab[site.Pair] { return &s.pairs }, (*coder).pair)
}

func (c *coder) aliases(items *[]site.Alias) {
	list(c, items, func(s *slabs) *slab[site.Alias] { return &s.aliases }, (*coder).alias)
}

func (c *coder) claims(items *[]site.Claim) {
	list(c, items, func(s *slabs) *slab[site.Claim] { return &s.claims }, (*coder).claim)
}

func (c *coder) headings(items *[]site.Heading) {
	list(c, items, func(s *slabs) *slab[site.Heading] { return &s.headings }, (*coder).heading)
}

func (c *coder) citations(items *[]site.Citation) {
	list(c, items, func(s *slabs) *slab[site.Citation] { return &s.citations }, (*coder).citation)
}

func (c *coder) links(items *[]site.BodyLink) {
	list(c, items, func(s *slabs) *slab[site.BodyLink] { return &s.links }, (*coder).link)
}

func (c *coder) holes(items *[]site.Hole) {
	list(c, items, func(s *slabs) *slab[site.Hole] { return &s.holes }, (*coder).hole)
}
