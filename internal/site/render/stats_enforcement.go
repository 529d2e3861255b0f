package render

import (
	"cmp"
	"slices"

	"blotter/internal/site"
)

// enforcementKinds are the kinds of money that authorities act on.
var enforcementKinds = []site.Kind{"frozen", "seized", "forfeited", "fined", "disgorged", "settled"}

// authorityBook says where what each authority did is listed.
type authorityBook struct {
	of    map[*site.Profile]*dossier // look-up only
	own   []*dossier                 // those with pages of their own
	pages [][]*dossier               // the pages that the others share, by id
}

const enforcementTitle = "Enforcement"

// authoritiesPath gives the pages that small dossiers of authorities share.
var authoritiesPath = site.StatsPath("authorities")

// bookAuthorities gives every authority its place.
func (e *edition) bookAuthorities() *authorityBook {
	book := &authorityBook{of: map[*site.Profile]*dossier{}}
	var small []*dossier
	for i := range e.stats.Enforcement() {
		d := e.authorityDossier(i)
		book.of[d.profile] = d
		if d.rows() > sharedRows {
			book.own = append(book.own, d)
		} else {
			small = append(small, d)
		}
	}
	slices.SortFunc(small, func(a, b *dossier) int { return cmp.Compare(a.profile.ID, b.profile.ID) })
	rows := site.LedgerPage
	for _, d := range small {
		if rows >= site.LedgerPage {
			book.pages, rows = append(book.pages, nil), 0
		}
		d.shared = site.Numbered(authoritiesPath, len(book.pages))
		last := &book.pages[len(book.pages)-1]
		*last, rows = append(*last, d), rows+d.rows()
	}
	return book
}

// authorityDossier is what the ith authority did: the entries, each with the
// acts it tells of, and the amounts behind its sums. Those whom the page of
// actors names have sums of classes too.
func (e *edition) authorityDossier(i int) *dossier {
	r := &e.stats.Enforcement()[i]
	d := &dossier{
		path: site.StatsPath("enforcement", r.Profile.ID), section: "enforcement", profile: r.Profile,
		above:       []Crumb{{site.StatsPath("enforcement"), enforcementTitle}},
		title:       r.Profile.Name + ": enforcement",
		description: "What " + r.Profile.Name + " did as an authority, entry by entry.",
		intro:       count(len(r.Entries), "entry names", "entries name") + " " + r.Profile.Name + " as an authority, alone or with others. Sums are of all money of these entries, of which others may have a part too.",
		sums:        r.Summary, size: len(r.Entries), marks: "Acts",
	}
	var classes []*site.Total
	if i < rolesShown && !e.oneRole(r.Profile) {
		for _, class := range roleClasses[authorityRole] {
			if t := r.Class(class); t != nil {
				classes = append(classes, t)
			}
		}
	}
	d.totals = classes
	for _, kind := range enforcementKinds {
		own := r.Kind(kind)
		if own != nil && !slices.ContainsFunc(classes, func(t *site.Total) bool { return t.Class == kind.Class() && t.Holds(own) }) {
			d.totals = append(d.totals, own)
		}
	}
	d.entry = func(j int) (*site.Entry, string) {
		entry := r.Entries[len(r.Entries)-1-j] // newest first
		var acts []string
		if slices.Contains(r.Sanctions, entry) {
			acts = append(acts, "sanction")
		}
		if slices.Contains(r.Charges, entry) {
			acts = append(acts, "charge")
		}
		return entry, upper(list(acts, "and"))
	}
	return d
}

// enforcementPages tell what authorities did.
func (e *edition) enforcementPages() []site.Output {
	if len(e.stats.Enforcement()) == 0 {
		return nil
	}
	book := e.authorities()
	path, rows := site.StatsPath("enforcement"), e.authoritySource()
	of := (rows.size + site.LedgerPage - 1) / site.LedgerPage
	declare := func(in *inputs) error {
		rows.declare(in, 0, rows.size)
		return nil
	}
	outputs := e.tableOutputs(path, declare, func() (string, []tableSource) { return enforcementTitle, []tableSource{rows} })
	for n := 1; n <= of; n++ {
		from, to := (n-1)*site.LedgerPage, min(n*site.LedgerPage, rows.size)
		outputs = append(outputs, e.declared(site.Numbered(path, n), "stats", func(in *inputs) func() view {
			e.statsInputs(in, "enforcement")
			in.Number(of)
			rows.declare(in, from, to)
			return func() view {
				v := e.authorityPage(path, enforcementTitle, nil, n, of)
				v.Intro = "What authorities did: sanctions, charges, and money frozen, seized, forfeited or imposed. An entry with several authorities stands in the row of each, so rows must not be added."
				v.Description = v.Intro
				v.Blocks = []StatsBlock{{ID: "authorities", Heading: "By authority", Tables: []TableView{e.long(rows, from, to)}}}
				e.linkTables(v, path)
				return v
			}
		}))
	}
	for i, page := range book.pages {
		outputs = append(outputs, e.declared(site.Numbered(authoritiesPath, i+1), "stats", func(in *inputs) func() view {
			e.statsInputs(in, "enforcement")
			in.Number(len(book.pages))
			for _, d := range page {
				e.dossierInputs(in, d)
			}
			return func() view { return e.sharedPage(page, i+1, len(book.pages)) }
		}))
	}
	for _, d := range book.own {
		outputs = append(outputs, e.dossierPages(d)...)
	}
	return outputs
}

// sharedPage is the nth of the pages that small dossiers share.
func (e *edition) sharedPage(dossiers []*dossier, n, of int) *statsView {
	v := e.authorityPage(authoritiesPath, "Authorities one by one", []Crumb{{site.StatsPath("enforcement"), enforcementTitle}}, n, of)
	v.Intro = "What each authority did, entry by entry, and the amounts behind its sums, which others may have a part in too. Those with many entries have pages of their own."
	for _, d := range dossiers {
		v.Blocks = append(v.Blocks, e.dossierBlock(d))
	}
	return v
}

// authorityPage begins the nth page of a list of authorities.
func (e *edition) authorityPage(path, title string, above []Crumb, n, of int) *statsView {
	page := listPage{Path: site.Numbered(path, n), Number: n, Of: of}
	v := &statsView{Frame: e.frame(page.Path, title+pageSuffix(page), "What authorities did, and the amounts behind the sums."), Heading: title + pageSuffix(page), Ways: e.statsWays("enforcement")}
	v.Crumbs = e.numberedCrumbs(page, append(append([]Crumb{{site.StatsPath(), "Statistics"}}, above...), Crumb{path, title})...)
	if of > 1 {
		v.Pager = e.pager(path, "Pages of the authorities", n, of)
	}
	return v
}

// enforcedKinds gives the kinds that some authority has a sum of.
func (e *edition) enforcedKinds() []site.Kind {
	var kinds []site.Kind
	for _, kind := range enforcementKinds {
		for i := range e.stats.Enforcement() {
			if e.stats.Enforcement()[i].Kind(kind) != nil {
				kinds = append(kinds, kind)
				break
			}
		}
	}
	return kinds
}

// authoritySource lists the authorities with what they did.
func (e *edition) authoritySource() tableSource {
	head := []Column{{Text: "Authority"}, {Text: "Entries", Numbers: true}, {Text: "Sanctions", Numbers: true}, {Text: "Charges", Numbers: true}}
	kinds := e.enforcedKinds()
	for _, kind := range kinds {
		head = append(head, Column{Text: kind.Label(), Numbers: true})
	}
	return tableSource{
		caption: "Authorities by the number of entries", head: head, size: len(e.stats.Enforcement()),
		row:    func(cells []Cell, i int) []Cell { return e.enforcementRow(cells, &e.stats.Enforcement()[i], kinds) },
		inputs: func(in *inputs, i int) { e.authorityInputs(in, &e.stats.Enforcement()[i], kinds) },
	}
}

// enforcementRow appends the row of an authority.
func (e *edition) enforcementRow(cells []Cell, r *site.EnforcementRow, kinds []site.Kind) []Cell {
	d := e.authorities().of[r.Profile]
	cells = append(cells, Cell{Text: r.Profile.Name, Href: e.href(r.Profile.Path)})
	for _, acts := range [][]*site.Entry{r.Entries, r.Sanctions, r.Charges} {
		cell := Cell{Text: number(len(acts))}
		if len(acts) > 0 {
			cell.Href = e.href(d.href(entriesPart))
		}
		cells = append(cells, cell)
	}
	for _, kind := range kinds {
		cells = append(cells, e.sumCell(r.Kind(kind), d.href(string(kind))))
	}
	return cells
}
