package site

// Site is the record joined: ids have become pointers, and every list a page
// shows exists once. It is read-only after linking.
type Site struct {
	Config *Config
	// Entries are the published incidents, oldest first (Date.Compare, then
	// id). Duplicates are not among them; withdrawn entries are.
	Entries   []*Entry
	ByID      map[string]*Entry   // look-up only
	OldIDs    map[string]*Entry   // by alias and by id of a duplicate; look-up only
	Profiles  []*Profile          // by name
	ProfileOf map[string]*Profile // by id and old id; look-up only
	// ActorNames holds names and aliases by FoldName; look-up only. FindActor
	// asks it.
	ActorNames map[string]*Profile
	Groups     map[Dimension][]*Group // each in the order its index page shows
	Pages      []*TextPage
	Redirects  []Redirect // by From
	// Corrections are the updates of all entries, newest first.
	Corrections []Correction
	// Similar gives the entries nearest to one by shared traits, best first.
	// It looks when it is asked, from any goroutine.
	Similar func(*Entry) []Similar
}

// Entry is an incident with what the rest of the record says of it.
type Entry struct {
	*Incident
	Index  int // position in Site.Entries
	Path   string
	People []Involved // by Roles order, then as written
	Links  []Link     // relations of the entry and those that point to it
	// Groups are all groups the entry stands in, in a fixed order.
	Groups []*Group
	// Older and Newer are the neighbours in time; nil at the ends.
	Older, Newer *Entry
}

// Involved is an involvement with its profile.
type Involved struct {
	*Involvement
	Profile *Profile
}

// Link is a relation seen from one end.
type Link struct {
	Type  string // key of RelationTypes
	Label string // the word from this end: "Follows" or "Followed by"
	Entry *Entry
	Note  string
}

// Similar is a nearby entry and why it is near.
type Similar struct {
	Entry   *Entry
	Reasons []string // "same actor: Lazarus Group", "same technique: Reentrancy"
}

// Profile is an actor with the entries that name it.
type Profile struct {
	*Actor
	Path   string
	PartOf *Profile   // nil = none
	Parts  []*Profile // those that are part of it, by name
	Group  *Group     // its entries, in dimension ByActor
	// Parts in incidents, one for each entry and role, oldest entry first.
	Roles []ProfileRole
}

// ProfileRole is what an actor did in one entry.
type ProfileRole struct {
	Entry *Entry
	*Involvement
}

// Dimension is a way to sort entries into groups; its text is the first part
// of its pages' addresses.
type Dimension string

// The dimensions.
const (
	ByYear      Dimension = "incidents"
	ByMonth     Dimension = "months"
	ByType      Dimension = "types"
	ByActor     Dimension = "actors"
	ByTechnique Dimension = "techniques"
	ByChain     Dimension = "chains"
	ByCountry   Dimension = "countries"
	BySector    Dimension = "sectors"
	ByTag       Dimension = "tags"
	ByPublisher Dimension = "sources"
)

// Dimensions lists all dimensions in a fixed order.
var Dimensions = []Dimension{ByYear, ByMonth, ByType, ByActor, ByTechnique, ByChain, ByCountry, BySector, ByTag, ByPublisher}

// Group is a set of entries that share one value of a dimension.
type Group struct {
	Dimension  Dimension
	Index      int    // position in Site.Groups of the dimension
	Key        string // "2023", "2023-05", "freeze", "lazarus-group", "US"
	Label      string // "2023", "May 2023", "Freeze", "Lazarus Group", "United States"
	Plural     string // for headings: "Freezes"; equal to Label where there is none
	Definition string
	Path       string
	Entries    []*Entry // oldest first
}

// Has reports whether a group is one of the site's.
func (s *Site) Has(group *Group) bool {
	groups := s.Groups[group.Dimension]
	return group.Index < len(groups) && groups[group.Index] == group
}

// HasData reports whether the group has data files of its own. A group of one
// entry has none: the entry's own data says the same, and most actors of a
// record occur once, so their files would be half of all files. A month has
// none either: the files of its year hold its rows.
func (g *Group) HasData() bool { return len(g.Entries) > 1 && g.Dimension != ByMonth }

// Redirect leads from an old address to the present one.
type Redirect struct {
	From, To string // addresses
	Reason   string // "alias", "duplicate"
}

// Correction is an update with its entry.
type Correction struct {
	Entry *Entry
	*Update
	Nth int // position in Entry.Updates, from 0
}
