package render

import (
	"html/template"

	"blotter/internal/site"
)

// CastGroup is those who had one part in an incident.
type CastGroup struct {
	Role   string // "Carried out"
	People []PersonView
}

// PersonView is an actor's part: the standing is a word beside the name,
// because charged is not convicted.
type PersonView struct {
	Name, Href string
	Standing   TermView // no key = nobody accuses them
	Grave      bool     // the standing weighs against the actor
	By         string   // "by OFAC, high confidence"
	Since      template.HTML
	Note       string
	Refs       template.HTML
}

// cast gives the people and bodies of an entry by role.
func (d *desk) cast(entry *site.Entry) []CastGroup {
	groups, people := d.groups.room(len(entry.People)), d.people.room(len(entry.People))
	role, first := "", 0
	for i, involved := range entry.People {
		if len(groups) == 0 || involved.Role != role {
			role, first = involved.Role, i
			groups = append(groups, CastGroup{Role: site.Roles.Label(role)})
		}
		people = append(people, d.person(entry.Incident, involved))
		groups[len(groups)-1].People = people[first:]
	}
	return groups
}

func (d *desk) person(incident *site.Incident, involved site.Involved) PersonView {
	v := PersonView{
		Name: involved.Name, Standing: termView(site.Standings, involved.Standing),
		Since: d.shortDate(involved.Since), Note: d.sentence(involved.Note), Refs: d.refs(incident, involved.Sources),
	}
	if involved.Profile != nil {
		v.Name, v.Href = involved.Profile.Name, d.href(involved.Profile.Path)
	}
	if v.Name == "" {
		v.Name = involved.Actor
	}
	switch involved.Standing {
	case "charged", "designated", "convicted":
		v.Grave = true
	}
	by := d.start()
	if involved.By != "" {
		by = append(append(by, "by "...), involved.By...)
	}
	if involved.Confidence != "" {
		if len(by) > 0 {
			by = append(by, ", "...)
		}
		by = append(by, site.Confidences.Label(involved.Confidence)...)
	}
	v.By = d.keep(by)
	return v
}

// ResponseView is what somebody concerned says.
type ResponseView struct {
	Who  PartyView
	Date template.HTML
	Text string
	Refs template.HTML
}

func (d *desk) responses(entry *site.Entry) []ResponseView {
	views := make([]ResponseView, len(entry.Responses))
	for i, r := range entry.Responses {
		views[i] = ResponseView{d.actorLink(r.Actor), d.date(r.Date), r.Text, d.refs(entry.Incident, []string{r.Source})}
	}
	return views
}

// actorLink names an actor by its page's name.
func (e *edition) actorLink(idOrName string) PartyView {
	if profile := e.site.FindActor(idOrName); profile != nil {
		return PartyView{profile.Name, e.href(profile.Path)}
	}
	return PartyView{Name: idOrName}
}
