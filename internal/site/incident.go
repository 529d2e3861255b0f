package site

// Incident is one entry as its file tells it: parsed, not yet joined with
// others. It is never written after loading.
type Incident struct {
	ID      string // the file's base name
	File    string // slash path below the site folder
	Version string // first 8 hex digits of the SHA-256 of the file's bytes

	Title      string
	Summary    string // plain text
	Type       string // key of Config.Types
	Status     string // key of Statuses
	StatusNote string // why, where disputed or withdrawn
	Date       Date   // when it happened
	Published  Day    // when the entry went public
	Review     Review
	Case       string // key of Cases; empty = not said

	Involved     []Involvement
	Amounts      []Amount
	Events       []Event
	Techniques   []string // keys of Config.Techniques
	Chains       []string // keys of Config.Chains
	Countries    []string // ISO 3166-1 alpha-2, upper case
	Sectors      []string // keys of Config.Sectors
	Tags         []string // free, slugs
	Addresses    []Address
	Transactions []Transaction
	// Sources are the entry's own, in the order written, then those of
	// content/sources that it uses. A source's number on the page is its
	// position here, from 1.
	Sources     []Source
	Relations   []Relation
	Updates     []Update
	Responses   []Response
	Aliases     []string // ids under which the entry was published before
	DuplicateOf string   // id of the entry that tells the same incident
	External    []Pair   // identifiers elsewhere: cve, case_no, defillama
	Authors     []string
	Language    string // BCP 47; empty = the site's
	Extra       []Pair // x_* keys; Value is their JSON
	Body        Body
}

// Review says whether a second editor has gone through the entry.
type Review struct {
	State string // key of Reviews
	By    string
	On    Day // NoDay = not said
}

// Involvement is an actor's part in an incident.
type Involvement struct {
	Actor      string // id of an actor page; empty where only a name is known
	Name       string // as written, where there is no Actor
	Role       string // key of Roles
	Standing   string // key of Standings; empty for those nobody accuses
	By         string // who says so
	Confidence string // key of Confidences
	Since      Date
	Note       string
	Sources    []string // keys
}

// Event is something dated inside an incident.
type Event struct {
	ID      string // anchor: "event-3", from 1 in the order written
	Date    Date
	Type    string // key of EventTypes
	Text    string // plain text
	Actors  []string
	Amounts []string // ids of the entry's amounts
	Sources []string
}

// Address is an account on a chain that plays a part.
type Address struct {
	Chain, Address, Role, Label string
	Sources                     []string
}

// Transaction is a transaction on a chain that plays a part.
type Transaction struct {
	Chain, Hash, Role, Label string
	Sources                  []string
}

// Relation points from an entry to another.
type Relation struct {
	Type   string // key of RelationTypes
	Target string // id
	Note   string
}

// Update is a change after publication, told to the readers.
type Update struct {
	Date     Day
	Type     string   // key of UpdateTypes
	Text     string   // plain text
	Fields   []string // the fields that changed
	Was, Now string
	Sources  []string
}

// Response is what somebody concerned says about the entry.
type Response struct {
	Actor  string // id or name
	Date   Date
	Text   string
	Source string // key
}

// Pair is a key with its value, kept in the order written.
type Pair struct{ Key, Value string }

// Withdrawn reports whether the record no longer stands by the entry.
func (i *Incident) Withdrawn() bool { return i.Status == "withdrawn" }

// Draft reports whether the entry is not public yet.
func (i *Incident) Draft() bool { return i.Review.State == "draft" }

// Updated gives the newest day of Published and Updates. It never depends on
// the clock or on file times.
func (i *Incident) Updated() Day {
	day := i.Published
	for _, u := range i.Updates {
		if u.Date != NoDay && u.Date > day {
			day = u.Date
		}
	}
	return day
}

// SourceNumber gives the number of a source on the entry's page, from 1; 0 if
// the entry has no such source.
func (i *Incident) SourceNumber(key string) int {
	for n := range i.Sources {
		if i.Sources[n].Key == key {
			return n + 1
		}
	}
	return 0
}

// Amount gives the amount with an id; nil if the entry has none such.
func (i *Incident) Amount(id string) *Amount {
	for n := range i.Amounts {
		if i.Amounts[n].ID == id {
			return &i.Amounts[n]
		}
	}
	return nil
}
