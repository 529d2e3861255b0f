package render

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"blotter/internal/site"
)

// actorView is the page of an actor: who it is, what it did in which entry by
// whose word, and what those entries add up to.
type actorView struct {
	groupView
	Summary string
	Facts   []FactView
	Parts   TableView // roles with standings
	Body    template.HTML
	Sources []SourceView
	Edit    string
}

// actorPages are the pages of every actor. Entries stand under the part the
// actor had and its standing, so that a charge is never read as a conviction.
func (e *edition) actorPages(want wanted) []site.Output {
	var outputs []site.Output
	w := wayOf(site.ByActor)
	for _, profile := range e.site.Profiles {
		if profile.Group == nil || !want(profile.Path) {
			continue
		}
		roles := sortedRoles(profile)
		entries := make([]*site.Entry, len(roles))
		for i := range roles {
			entries[i] = roles[i].Entry
		}
		outputs = append(outputs, e.valueEvidence(w, profile.Group)...)
		for _, page := range e.paged(profile.Path, "Pages of "+profile.Name, entries, laterPages) {
			outputs = append(outputs, e.declared(page.Path, "actor", func(in *inputs) func() view {
				these := roles[page.From : page.From+len(page.Entries)]
				e.valueInputs(in, profile.Group, page)
				e.profileInputs(in, profile)
				for _, role := range these {
					in.Text(role.Role, role.Standing)
				}
				return func() view {
					v := actorView{groupView: e.valueView(w, profile.Group, page)}
					v.Title, v.Heading = profile.Name+pageSuffix(page), profile.Name+pageSuffix(page)
					v.Sections = e.roleSections(these)
					if page.Number == 1 {
						e.addProfile(&v, profile, roles)
					} else {
						briefly(v.Sections)
					}
					return &v
				}
			}))
		}
	}
	return outputs
}

// sortedRoles gives an actor's parts by role, then standing, newest entry
// first.
func sortedRoles(profile *site.Profile) []site.ProfileRole {
	type ranked struct{ role, standing, at int } // at is the part's place in the profile
	order := make([]ranked, len(profile.Roles))
	for i := range profile.Roles {
		part := &profile.Roles[i]
		order[i] = ranked{site.Roles.Rank(part.Role), standingRank(part.Standing), i}
	}
	slices.SortFunc(order, func(a, b ranked) int {
		return cmp.Or(
			cmp.Compare(a.role, b.role),
			cmp.Compare(b.standing, a.standing),
			cmp.Compare(profile.Roles[b.at].Entry.Index, profile.Roles[a.at].Entry.Index),
			cmp.Compare(a.at, b.at))
	})
	roles := make([]site.ProfileRole, len(order))
	for i := range order {
		roles[i] = profile.Roles[order[i].at]
	}
	return roles
}

// standingRank orders standings; those whom nobody accuses come last.
func standingRank(standing string) int {
	if standing == "" {
		return -1
	}
	return site.Standings.Rank(standing)
}

// roleSections cuts parts into stretches of one role and standing.
func (e *edition) roleSections(roles []site.ProfileRole) []SectionView {
	var sections []SectionView
	for i, role := range roles {
		if i == 0 || role.Role != roles[i-1].Role || role.Standing != roles[i-1].Standing {
			sections = append(sections, SectionView{ID: roleAnchor(role), Heading: roleWords(role)})
		}
		last := &sections[len(sections)-1]
		last.Rows = append(last.Rows, e.row(role.Entry))
	}
	for i := range sections {
		sections[i].Note = count(len(sections[i].Rows), "entry", "entries")
	}
	return sections
}

// roleWords gives a part with its standing: "Carried out, charged".
func roleWords(role site.ProfileRole) string {
	words := site.Roles.Label(role.Role)
	if role.Standing != "" {
		words += ", " + site.Standings.Label(role.Standing)
	}
	return words
}

func roleAnchor(role site.ProfileRole) string {
	if role.Standing == "" {
		return role.Role
	}
	return role.Role + "-" + role.Standing
}

// addProfile fills in what stands on the first page only.
func (e *edition) addProfile(v *actorView, profile *site.Profile, roles []site.ProfileRole) {
	v.Summary, v.Definition = profile.Summary, ""
	if len(v.Totals) > 0 {
		v.Note = "Sums of the entries that name " + profile.Name + ", in whatever part. They must not be added to those of other actors."
	}
	v.Facts = e.actorFacts(profile)
	v.Parts = e.partsTable(profile.Name, roles, len(roles) <= e.cfg.PageSize)
	v.Body = e.body(profile.Body)
	v.Sources = e.plainSources(profile.Sources, profile.Body.Citations)
	v.Edit = e.editHref(profile.File)
	v.LinkedData = linkedData(e.breadcrumbs(Crumb{site.DimensionPath(site.ByActor), "Actors"}, Crumb{Text: profile.Name}))
}

func (e *edition) actorFacts(profile *site.Profile) []FactView {
	var facts []FactView
	if profile.Kind != "" {
		facts = append(facts, FactView{Label: "Kind", Text: plain(site.ActorKinds.Label(profile.Kind))})
	}
	if profile.Country != "" {
		facts = append(facts, e.countryFact(profile.Country))
	}
	for _, alias := range profile.Aliases {
		fact := FactView{Label: "Also called", Text: plain(alias.Name)}
		if alias.By != "" {
			fact.Note = "by " + alias.By
		}
		facts = append(facts, fact)
	}
	if profile.PartOf != nil {
		facts = append(facts, FactView{Label: "Part of", Links: []navLink{{Text: profile.PartOf.Name, Href: e.href(profile.PartOf.Path)}}})
	}
	if len(profile.Parts) > 0 {
		fact := FactView{Label: "Includes"}
		for _, part := range profile.Parts {
			fact.Links = append(fact.Links, navLink{Text: part.Name, Href: e.href(part.Path)})
		}
		facts = append(facts, fact)
	}
	for _, pair := range profile.External {
		facts = append(facts, FactView{Label: externalLabel(pair.Key), Text: plain(pair.Value)})
	}
	return facts
}

// countryFact links a country that has a page.
func (e *edition) countryFact(code string) FactView {
	fact := FactView{Label: "Country", Text: plain(site.Countries.Label(code))}
	for _, group := range e.site.Groups[site.ByCountry] {
		if group.Key == code {
			fact.Links = []navLink{{Text: group.Label, Href: e.href(group.Path)}}
		}
	}
	return fact
}

// partsTable counts an actor's parts by role and standing. Where all of them
// stand on one page, each number leads to its entries there.
func (e *edition) partsTable(name string, roles []site.ProfileRole, linked bool) TableView {
	var rows []TableRow
	for from := 0; from < len(roles); {
		to := from
		for to < len(roles) && roles[to].Role == roles[from].Role && roles[to].Standing == roles[from].Standing {
			to++
		}
		cell := Cell{Text: number(to - from)}
		if linked {
			cell.Href = "#" + roleAnchor(roles[from])
		}
		standing := site.Standings.Term(roles[from].Standing)
		if roles[from].Standing == "" {
			standing.Label = noStanding(roles[from].Role)
		}
		rows = append(rows, TableRow{Cells: []Cell{{Text: site.Roles.Label(roles[from].Role)}, {Text: standing.Label, Note: standing.Definition}, cell}})
		from = to
	}
	if len(rows) == 0 {
		return TableView{}
	}
	return newTable("The part of "+name+" in the entries, with its standing", []Column{{Text: "Part"}, {Text: "Standing"}, {Text: "Entries", Numbers: true}}, rows)
}

// noStanding gives the words for a part without a standing: some parts accuse
// nobody.
func noStanding(role string) string {
	switch role {
	case "perpetrator", "facilitator", "launderer", "beneficiary":
		return "no standing said"
	}
	return notAccused
}

const notAccused = "not accused"

// actorTable lists actors with what they are and their parts. It has no sums:
// those of the entries that name an actor say nothing until the part is known.
func (e *edition) actorTable(groups []*site.Group) TableView {
	var rows []TableRow
	for _, group := range groups {
		profile := e.site.ProfileOf[group.Key]
		if profile == nil {
			continue
		}
		rows = append(rows, TableRow{Cells: []Cell{
			{Text: profile.Name, Href: e.href(profile.Path)}, {Text: site.ActorKinds.Label(profile.Kind)}, {Text: site.Countries.Label(profile.Country)},
			{Text: number(len(group.Entries)), Href: e.href(profile.Path) + "#parts"}, {Text: partsWords(sortedRoles(profile))},
		}})
		if last := rows[len(rows)-1].Cells; len(profile.Roles) == 0 {
			last[3].Href = ""
		}
	}
	return newTable("Actors by the number of entries that name them", []Column{{Text: "Actor"}, {Text: "Kind"}, {Text: "Country"}, {Text: "Entries", Numbers: true}, {Text: "Part, with its standing"}}, rows)
}

// partsWords tells an actor's parts in a line: "carried out: 17 attributed, 1
// charged; authorities: 3".
func partsWords(roles []site.ProfileRole) string {
	var parts []string
	for from := 0; from < len(roles); {
		var standings []string
		to := from
		for to < len(roles) && roles[to].Role == roles[from].Role {
			same := to
			for same < len(roles) && roles[same].Role == roles[to].Role && roles[same].Standing == roles[to].Standing {
				same++
			}
			words := number(same - to)
			if roles[to].Standing != "" {
				words += " " + site.Standings.Label(roles[to].Standing)
			}
			standings = append(standings, words)
			to = same
		}
		parts = append(parts, lower(site.Roles.Label(roles[from].Role))+": "+strings.Join(standings, ", "))
		from = to
	}
	return strings.Join(parts, "; ")
}
