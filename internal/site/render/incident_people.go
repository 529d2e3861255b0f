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
func (e *edition) cast(entry *site.Entry) []CastGroup {
	var groups []CastGroup
	role := ""
	for _, involved := range entry.People {
		if len(groups) == 0 || involved.Role != role {
			role = involved.Role
			groups = append(groups, CastGroup{Role: site.Roles.Label(role)})
		}
		last := &groups[len(groups)-1]
		last.People = append(last.People, e.person(entry.Incident, involved))
	}
	return groups
}

func (e *edition) person(incident *site.Incident, involved site.Involved) PersonView {
	v := PersonView{
		Name: involved.Name, Standing: termView(site.Standings, involved.Standing),
		Since: shortDateHTML(involved.Since), Note: sentence(involved.Note), Refs: refsHTML(incident, involved.Sources),
	}
	if involved.Profile != nil {
		v.Name, v.Href = involved.Profile.Name, e.href(involved.Profile.Path)
	}
	if v.Name == "" {
		v.Name = involved.Actor
	}
	switch involved.Standing {
	case "charged", "designated", "convicted":
		v.Grave = true
	}
	if involved.By != "" {
		v.By = "by " + involved.By
	}
	if involved.Confidence != "" {
		if v.By != "" {
			v.By += ", "
		}
		v.By += site.Confidences.Label(involved.Confidence)
	}
	return v
}

// ResponseView is what somebody concerned says.
type ResponseView struct {
	Who  PartyView
	Date template.HTML
	Text string
	Refs template.HTML
}

func (e *edition) responses(entry *site.Entry) []ResponseView {
	views := make([]ResponseView, len(entry.Responses))
	for i, r := range entry.Responses {
		views[i] = ResponseView{e.actorLink(r.Actor), dateHTML(r.Date), r.Text, refsHTML(entry.Incident, []string{r.Source})}
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
