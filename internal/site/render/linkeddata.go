package render

// LinkedData is a page's JSON-LD. html/template writes it as JSON escaped for
// a script element.
type LinkedData struct {
	Context string `json:"@context"`
	Graph   []any  `json:"@graph"` // structs of this file
}

// linkedData gives the JSON-LD of the things a page is about.
func linkedData(things ...any) LinkedData { return LinkedData{"https://schema.org", things} }

// The things of schema.org that pages are about, with the fields we know.
type (
	// ThingRef points to a thing by its address.
	ThingRef struct {
		Type string `json:"@type"`
		Name string `json:"name,omitempty"`
		URL  string `json:"url,omitempty"`
	}
	// BreadcrumbList is the way to a page.
	BreadcrumbList struct {
		Type  string     `json:"@type"`
		Items []ListItem `json:"itemListElement"`
	}
	// ListItem is a step of a BreadcrumbList.
	ListItem struct {
		Type     string `json:"@type"`
		Position int    `json:"position"`
		Name     string `json:"name"`
		Item     string `json:"item"`
	}
	// WebSite is the whole site.
	WebSite struct {
		Type        string       `json:"@type"`
		Name        string       `json:"name"`
		URL         string       `json:"url"`
		Description string       `json:"description,omitempty"`
		Language    string       `json:"inLanguage"`
		Publisher   ThingRef     `json:"publisher"`
		Action      SearchAction `json:"potentialAction"`
	}
	// SearchAction tells how to search the site.
	SearchAction struct {
		Type   string `json:"@type"`
		Target string `json:"target"`
		Input  string `json:"query-input"`
	}
	// NewsArticle is an entry.
	NewsArticle struct {
		Type        string      `json:"@type"`
		ID          string      `json:"@id"`
		Headline    string      `json:"headline"`
		Description string      `json:"description"`
		URL         string      `json:"url"`
		Published   string      `json:"datePublished"`
		Modified    string      `json:"dateModified"`
		Language    string      `json:"inLanguage"`
		Authors     []ThingRef  `json:"author"`
		Publisher   ThingRef    `json:"publisher"`
		Licence     string      `json:"license,omitempty"`
		Version     string      `json:"version,omitempty"`
		Temporal    string      `json:"temporalCoverage,omitempty"`
		Words       int         `json:"wordCount,omitempty"`
		Keywords    []string    `json:"keywords,omitempty"`
		Corrections []string    `json:"correction,omitempty"`
		About       []ThingRef  `json:"about,omitempty"`
		Citations   []CitedWork `json:"citation,omitempty"`
		Image       string      `json:"image,omitempty"`
	}
	// CitedWork is a source of an entry.
	CitedWork struct {
		Type      string `json:"@type"`
		Name      string `json:"name"`
		URL       string `json:"url"`
		Publisher string `json:"publisher,omitempty"`
		Published string `json:"datePublished,omitempty"`
	}
	// Dataset is a table or collection to download.
	Dataset struct {
		Type          string         `json:"@type"`
		Name          string         `json:"name"`
		Description   string         `json:"description"`
		URL           string         `json:"url"`
		Licence       string         `json:"license,omitempty"`
		Creator       ThingRef       `json:"creator"`
		Temporal      string         `json:"temporalCoverage,omitempty"`
		Modified      string         `json:"dateModified,omitempty"`
		Version       string         `json:"version,omitempty"`
		Distributions []DataDownload `json:"distribution,omitempty"`
	}
	// DataDownload is a file of a Dataset.
	DataDownload struct {
		Type   string `json:"@type"`
		Format string `json:"encodingFormat"`
		URL    string `json:"contentUrl"`
		Name   string `json:"name,omitempty"`
	}
)

// breadcrumbs gives the way to a page at an address as JSON-LD, from the steps
// shown on it.
func (e *edition) breadcrumbs(path string, steps ...Crumb) BreadcrumbList {
	l := BreadcrumbList{Type: "BreadcrumbList"}
	for i, step := range append([]Crumb{{"/", e.cfg.Title}}, steps...) {
		if step.Href == "" {
			step.Href = path
		}
		l.Items = append(l.Items, ListItem{"ListItem", i + 1, step.Text, e.cfg.URL(step.Href)})
	}
	return l
}

// publisher gives who publishes the record.
func (e *edition) publisher() ThingRef {
	name := e.cfg.Publisher
	if name == "" {
		name = e.cfg.Title
	}
	return ThingRef{Type: "Organization", Name: name, URL: e.cfg.URL("/")}
}

// webSite gives the JSON-LD of the home page.
func (e *edition) webSite() WebSite {
	return WebSite{
		Type: "WebSite", Name: e.cfg.Title, URL: e.cfg.URL("/"), Description: e.cfg.Description,
		Language: e.cfg.Language, Publisher: e.publisher(),
		Action: SearchAction{"SearchAction", e.cfg.URL("/search/") + "?q={search_term_string}", "required name=search_term_string"},
	}
}
