package render

import (
	"html/template"
	"strconv"

	"blotter/internal/site"
)

// LinkedData is a page's JSON-LD, finished: it stands in a script element, so
// its markup characters are escaped.
type LinkedData = template.JS

// thing is something of schema.org that a page is about.
type thing interface {
	// appendJSON appends the thing as a JSON object.
	appendJSON(dst []byte) []byte
}

// linkedData gives the JSON-LD of the things a page is about.
func linkedData(things ...thing) LinkedData {
	space := buffers.Get().(*[]byte)
	*space = appendLinkedData((*space)[:0], things...)
	data := LinkedData(*space)
	buffers.Put(space)
	return data
}

// appendLinkedData appends what linkedData gives.
func appendLinkedData(dst []byte, things ...thing) []byte {
	dst = append(dst, `{"@context":"https://schema.org","@graph":`...)
	return append(appendList(dst, things, thing.appendJSON), '}')
}

// The things of schema.org that pages are about, with the fields we know. An
// empty field is left out.
type (
	// ThingRef points to a thing by its address. Where a thing stands twice in
	// one graph, the second is its ID alone.
	ThingRef struct{ Type, ID, Name, URL string }
	// BreadcrumbList is the way to a page.
	BreadcrumbList struct{ Items []ListItem }
	// ListItem is a step of a BreadcrumbList: a name and an address, which the
	// page itself does without.
	ListItem struct{ Name, Item string }
	// WebSite is the whole site. Search is the address of its search with
	// {search_term_string} for the words.
	WebSite struct {
		Name, URL, Description, Language string
		Publisher                        ThingRef
		Search                           string
	}
	// NewsArticle is an entry. Modified is empty where it is Published, Language
	// where it is that of the page.
	NewsArticle struct {
		ID, Headline        string
		Published, Modified string
		Language            string
		Authors             []ThingRef
		Publisher           ThingRef
		Version, Temporal   string
		Corrections         []string // addresses
	}
	// Dataset is a table or collection to download.
	Dataset struct {
		Name, Description, URL, Licence string
		Creator                         ThingRef
		Temporal, Modified, Version     string
		Distributions                   []DataDownload
	}
	// DataDownload is a file of a Dataset.
	DataDownload struct{ Format, URL, Name string }
)

func (r ThingRef) appendJSON(dst []byte) []byte {
	if r.Type == "" {
		return append(site.AppendJSON(append(dst, `{"@id":`...), r.ID), '}')
	}
	dst = appendType(dst, r.Type)
	dst = appendMember(dst, "@id", r.ID)
	dst = appendMember(dst, "name", r.Name)
	return append(appendMember(dst, "url", r.URL), '}')
}

func (l BreadcrumbList) appendJSON(dst []byte) []byte {
	dst = append(appendType(dst, "BreadcrumbList"), `,"itemListElement":[`...)
	for i, item := range l.Items {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(appendType(dst, "ListItem"), `,"position":`...)
		dst = strconv.AppendInt(dst, int64(i+1), 10)
		dst = appendMember(dst, "name", item.Name)
		dst = append(appendMember(dst, "item", item.Item), '}')
	}
	return append(dst, "]}"...)
}

func (w WebSite) appendJSON(dst []byte) []byte {
	dst = appendMember(appendType(dst, "WebSite"), "name", w.Name)
	dst = appendMember(dst, "url", w.URL)
	dst = appendMember(dst, "description", w.Description)
	dst = appendMember(dst, "inLanguage", w.Language)
	dst = w.Publisher.appendJSON(append(dst, `,"publisher":`...))
	dst = appendType(append(dst, `,"potentialAction":`...), "SearchAction")
	dst = appendMember(dst, "target", w.Search)
	return append(appendMember(dst, "query-input", "required name=search_term_string"), "}}"...)
}

func (a *NewsArticle) appendJSON(dst []byte) []byte {
	dst = appendMember(appendType(dst, "NewsArticle"), "@id", a.ID)
	dst = appendMember(dst, "headline", a.Headline)
	dst = appendMember(dst, "datePublished", a.Published)
	dst = appendMember(dst, "dateModified", a.Modified)
	dst = appendMember(dst, "inLanguage", a.Language)
	dst = appendList(append(dst, `,"author":`...), a.Authors, ThingRef.appendJSON)
	dst = a.Publisher.appendJSON(append(dst, `,"publisher":`...))
	dst = appendMember(dst, "version", a.Version)
	dst = appendMember(dst, "temporalCoverage", a.Temporal)
	return append(appendTexts(dst, "correction", a.Corrections), '}')
}

func (d Dataset) appendJSON(dst []byte) []byte {
	dst = appendMember(appendType(dst, "Dataset"), "name", d.Name)
	dst = appendMember(dst, "description", d.Description)
	dst = appendMember(dst, "url", d.URL)
	dst = appendMember(dst, "license", d.Licence)
	dst = d.Creator.appendJSON(append(dst, `,"creator":`...))
	dst = appendMember(dst, "temporalCoverage", d.Temporal)
	dst = appendMember(dst, "dateModified", d.Modified)
	dst = appendMember(dst, "version", d.Version)
	if len(d.Distributions) > 0 {
		dst = appendList(append(dst, `,"distribution":`...), d.Distributions, DataDownload.appendJSON)
	}
	return append(dst, '}')
}

func (d DataDownload) appendJSON(dst []byte) []byte {
	dst = appendMember(appendType(dst, "DataDownload"), "encodingFormat", d.Format)
	dst = appendMember(dst, "contentUrl", d.URL)
	return append(appendMember(dst, "name", d.Name), '}')
}

// appendType begins an object of a type of schema.org.
func appendType(dst []byte, name string) []byte {
	return append(append(append(dst, `{"@type":"`...), name...), '"')
}

// appendMember appends a member to an object that has one; nothing for an
// empty value.
func appendMember(dst []byte, name, value string) []byte {
	if value == "" {
		return dst
	}
	dst = append(append(append(dst, `,"`...), name...), `":`...)
	return site.AppendJSON(dst, value)
}

// appendTexts is appendMember for a list.
func appendTexts(dst []byte, name string, values []string) []byte {
	if len(values) == 0 {
		return dst
	}
	dst = append(append(append(dst, `,"`...), name...), `":`...)
	return appendList(dst, values, func(value string, dst []byte) []byte { return site.AppendJSON(dst, value) })
}

// appendList appends a JSON array.
func appendList[T any](dst []byte, values []T, appendValue func(T, []byte) []byte) []byte {
	dst = append(dst, '[')
	for i, value := range values {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendValue(value, dst)
	}
	return append(dst, ']')
}

// breadcrumbs gives the way to a page as JSON-LD, from the steps shown on it
// behind the home page. The last step is the page itself, without an address.
// Search engines know both ends of the way, but want two steps.
func (e *edition) breadcrumbs(steps ...Crumb) BreadcrumbList {
	return BreadcrumbList{e.appendWay(make([]ListItem, 0, len(steps)+1), steps, e.cfg.URL)}
}

// appendWay appends the items of breadcrumbs; url gives the absolute form of an
// address.
func (e *edition) appendWay(items []ListItem, steps []Crumb, url func(string) string) []ListItem {
	if len(steps) < 2 {
		items = append(items, ListItem{e.cfg.Title, url("/")})
	}
	if len(steps) > 2 {
		steps = steps[:len(steps)-1]
	}
	for _, step := range steps {
		item := ListItem{Name: step.Text}
		if step.Href != "" {
			item.Item = url(step.Href)
		}
		items = append(items, item)
	}
	return items
}

// publisher gives who publishes the record. Every page may say so with a
// relative address: it is taken from that of the page.
func (e *edition) publisher() ThingRef {
	name := e.cfg.Publisher
	if name == "" {
		name = e.cfg.Title
	}
	return ThingRef{Type: "Organization", ID: e.href("/") + "#publisher", Name: name, URL: e.cfg.URL("/")}
}

// webSite gives the JSON-LD of the home page.
func (e *edition) webSite() WebSite {
	return WebSite{
		Name: e.cfg.Title, URL: e.cfg.URL("/"), Description: e.cfg.Description, Language: e.cfg.Language,
		Publisher: e.publisher(), Search: e.cfg.URL("/search/") + "?q={search_term_string}",
	}
}
