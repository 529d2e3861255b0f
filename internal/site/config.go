package site

import "strings"

// Config is config.yaml. DefaultConfig holds the defaults; an unknown key is
// a problem.
type Config struct {
	Title       string
	Tagline     string // under the name on the home page
	Description string // one or two sentences: what this record is
	BaseURL     string // "https://example.org/record/", with a slash at the end
	Language    string // BCP 47
	Publisher   string
	Contact     string // an e-mail or web address
	Repository  string // web address of the repository for edit links; empty = none
	Branch      string // branch the edit links name
	Licence     Licence

	Types      Vocabulary
	Techniques Vocabulary
	Chains     Vocabulary
	Sectors    Vocabulary

	Check    map[string]Severity // rule id -> severity; look-up only
	Limits   Limits
	PageSize int        // entries a list page
	Synonyms [][]string // words the search treats as one

	Cards   bool // draw a picture for each entry
	History bool // keep each version of an entry at an address
	SQLite  bool // write the data set as a SQLite file too
}

// Licence is the licence of the content.
type Licence struct{ Name, URL string }

// Limits bound what a hostile entry can cost.
type Limits struct {
	EntryBytes int // size of one file of content/
	Depth      int // nesting of front matter
	Amounts    int // in one entry
	Sources    int // in one entry
}

// DefaultConfig gives the config of an empty config.yaml.
func DefaultConfig() *Config {
	return &Config{
		Title: "Incident record", Language: "en", BaseURL: "https://example.org/", Branch: "main",
		Types: NewVocabulary(defaultTypes...), Techniques: NewVocabulary(), Chains: NewVocabulary(), Sectors: NewVocabulary(),
		Limits:   Limits{EntryBytes: 1 << 20, Depth: 16, Amounts: 10_000, Sources: 1_000},
		PageSize: 100,
	}
}

var defaultTypes = []Term{
	{Key: "theft", Label: "Theft", Plural: "Thefts", Definition: "Money taken by somebody without a right to it."},
	{Key: "fraud", Label: "Fraud", Plural: "Frauds", Definition: "Owners were deceived into handing money over."},
	{Key: "freeze", Label: "Freeze", Plural: "Freezes", Definition: "Money kept from moving."},
	{Key: "seizure", Label: "Seizure", Plural: "Seizures", Definition: "Money taken into the hands of an authority."},
	{Key: "sanction", Label: "Sanction", Plural: "Sanctions", Definition: "Persons, bodies or addresses put on a sanctions list."},
	{Key: "settlement", Label: "Settlement", Plural: "Settlements", Definition: "A claim or charge ended by agreement."},
	{Key: "conviction", Label: "Conviction", Plural: "Convictions", Definition: "A court found guilt, or the accused pleaded guilty."},
	{Key: "recovery", Label: "Recovery", Plural: "Recoveries", Definition: "Money came back to its owners."},
	{Key: "ransomware", Label: "Ransomware", Plural: "Ransomware", Definition: "Data or systems held hostage for payment."},
	{Key: "breach", Label: "Breach", Plural: "Breaches", Definition: "Data or systems opened to somebody without a right to them."},
	{Key: "outage", Label: "Outage", Plural: "Outages", Definition: "A service failed its users without a theft."},
}

// BasePath gives the path of BaseURL with a slash at the end: "/" or
// "/record/".
func (c *Config) BasePath() string {
	rest := c.BaseURL
	if _, after, ok := strings.Cut(rest, "://"); ok {
		rest = after
	}
	_, path, ok := strings.Cut(rest, "/")
	if !ok || path == "" {
		return "/"
	}
	return "/" + strings.TrimSuffix(path, "/") + "/"
}

// Href gives the link to an address of the site: "/incidents/" becomes
// "/record/incidents/" under a base path.
func (c *Config) Href(path string) string {
	return c.BasePath() + strings.TrimPrefix(path, "/")
}

// URL gives the absolute form of an address of the site.
func (c *Config) URL(path string) string {
	return strings.TrimSuffix(c.BaseURL, "/") + "/" + strings.TrimPrefix(path, "/")
}
