package site

// Actor is a person, group or body as its file in content/actors tells it.
type Actor struct {
	ID      string
	File    string // empty for an actor that entries name and no file tells
	Version string

	Name      string
	Kind      string // key of ActorKinds
	Country   string // ISO 3166-1 alpha-2
	Aliases   []Alias
	PartOf    string // id of the actor it belongs to
	Summary   string
	External  []Pair
	OldIDs    []string // aliases_of_page: ids of the page before
	Sources   []Source
	Published Day // NoDay = not said
	Extra     []Pair
	Body      Body
}

// Alias is another name of an actor and who uses it.
type Alias struct{ Name, By string }

// TextPage is a page of content/pages: about, methodology, corrections policy.
type TextPage struct {
	ID      string
	File    string
	Title   string
	Summary string
	Order   int // position in the footer
	Sources []Source
	Body    Body
}

// Source is a document that facts are taken from.
type Source struct {
	Key       string
	URL       string
	Title     string
	Publisher string
	Author    string
	Date      Date
	Accessed  Day    // NoDay = not said
	Archive   string // address of an archived copy
	Kind      string // key of SourceKinds
	Language  string
	Status    string // key of SourceStatuses; empty = not looked at
	Quote     string
	Shared    bool   // stands in content/sources, not in the entry
	File      string // of content/sources where Shared, so that a problem has a place; else empty
}
