package render

import (
	"fmt"
	"slices"
	"strings"

	"blotter/internal/site"
)

// Frame is what the layout needs to know of a page. Every view embeds it;
// edition.frame fills in what follows from the address, and the page sets the
// rest.
type Frame struct {
	Path        string // address: "/incidents/2023/"
	Language    string // BCP 47
	Title       string // of the page, without the name of the site
	HeadTitle   string // of the window: "2023 · Crypto Incident Record"
	Description string // one or two plain sentences for search engines and cards
	Canonical   string // absolute; empty on the page for missing addresses
	Robots      string // "noindex" for a page that must not be found; else empty

	OpenGraphType string // "website" or "article"
	Image         string // absolute address of a picture of the page; may be empty
	Published     string // ISO day; articles only
	Modified      string // ISO day; articles that changed since
	Meta          []Meta // further name/content pairs, such as dc.title

	Crumbs     []Crumb // the way from the home page; none on the home page
	Feeds      []Feed  // for autodiscovery
	Data       []Feed  // the page as data: href and media type
	LinkedData LinkedData

	Head, Header, Footer fragment
}

func (f *Frame) frameOf() *Frame { return f }

// Meta is a meta element.
type Meta struct{ Name, Content string }

// Crumb is a step of the way to a page; the last one, without Href, is the
// page itself.
type Crumb struct{ Href, Text string }

// Feed is another form of the page, offered to programs. A title tells it from
// others of its kind.
type Feed struct{ Media, Title, Href string }

// frame gives the frame of the page at an address. Title is plain text, of the
// page alone; description one or two plain sentences.
func (e *edition) frame(path, title, description string) Frame {
	return e.frameWith(path, title, description, title+e.afterTitle, e.cfg.URL(path))
}

// frameWith is frame for who has the title of the window and the absolute
// address already.
func (e *edition) frameWith(path, title, description, headTitle, canonical string) Frame {
	return Frame{
		Path: path, Language: e.cfg.Language, Title: title, Description: description,
		HeadTitle: headTitle, Canonical: canonical, OpenGraphType: "website",
		Head: e.head, Header: e.headers[sectionOf(path)], Footer: e.footer, Feeds: e.feeds,
	}
}

// crumbs gives the way to a page: home, then the steps given. A step's Href is
// an address of the site, empty for the page itself.
func (e *edition) crumbs(steps ...Crumb) []Crumb {
	crumbs := make([]Crumb, 0, len(steps)+1)
	crumbs = append(crumbs, Crumb{e.href("/"), "Home"})
	for _, step := range steps {
		if step.Href != "" {
			step.Href = e.href(step.Href)
		}
		crumbs = append(crumbs, step)
	}
	return crumbs
}

// navLink is a section in the header, or a page in the footer.
type navLink struct {
	Text, Href string
	Current    bool // the page shown is in this section
}

// headView, headerView and footerView are what the shared parts show.
type (
	headView struct {
		Title, Font, Style, Script, Icon string
	}
	headerView struct {
		Title, Home, Search string
		Nav                 []navLink
		HasSearch           bool // the home page has a search box of its own
	}
	footerView struct {
		Title, Publisher        string
		Contact, Repository     string
		LicenceName, LicenceURL string
		More                    []navLink // what the header does not lead to
	}
)

// sections are the entries of the header, in order. A section whose dimension
// has no group is left out.
var sections = []struct {
	key, text string
	dimension site.Dimension // empty = always there
}{
	{"incidents", "Timeline", ""},
	{"actors", "Actors", site.ByActor},
	{"techniques", "Techniques", site.ByTechnique},
	{"stats", "Statistics", ""},
	{"corrections", "Corrections", ""},
	{"data", "Data", ""},
	{"about", "About", ""},
}

// sectionOf gives the section an address belongs to: its first part.
func sectionOf(path string) string {
	section, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return section
}

// buildFragments makes the parts of the layout that pages share: the head, the
// footer, and the header once for each section that can be current.
func (e *edition) buildFragments() error {
	var err error
	e.head, err = e.part("head", headView{
		Title: e.cfg.Title,
		Font:  e.asset("font/serif.woff2"), Style: e.asset("css/site.css"), Script: e.asset("js/site.js"),
		Icon: e.asset("img/icon.svg"),
	})
	if err != nil {
		return err
	}
	if e.footer, err = e.part("footer", e.footerView()); err != nil {
		return err
	}
	e.headers = map[string]fragment{}
	for _, section := range e.sectionKeys() {
		if e.headers[section], err = e.part("header", e.headerView(section)); err != nil {
			return err
		}
	}
	return nil
}

// sectionKeys lists every first part that an address can have.
func (e *edition) sectionKeys() []string {
	keys := []string{"", "search", "404.html", "methodology"}
	for _, section := range sections {
		keys = append(keys, section.key)
	}
	for _, dimension := range site.Dimensions {
		keys = append(keys, string(dimension))
	}
	for _, page := range e.site.Pages {
		keys = append(keys, page.ID)
	}
	return keys
}

func (e *edition) headerView(current string) headerView {
	v := headerView{Title: e.cfg.Title, Home: e.href("/"), Search: e.href("/search/"), HasSearch: current != "" && current != "search"}
	for _, section := range sections {
		if section.dimension != "" && len(e.site.Groups[section.dimension]) == 0 || section.key == "about" && e.textPage("about") == nil {
			continue
		}
		v.Nav = append(v.Nav, navLink{section.text, e.href("/" + section.key + "/"), section.key == current})
	}
	return v
}

// browsable are the ways to browse, with their words.
var browsable = []struct {
	dimension site.Dimension
	text      string
}{
	{site.ByType, "Types"}, {site.ByActor, "Actors"}, {site.ByTechnique, "Techniques"}, {site.ByChain, "Chains"},
	{site.ByCountry, "Countries"}, {site.BySector, "Sectors"}, {site.ByTag, "Tags"}, {site.ByPublisher, "Sources"},
}

// ways gives the ways to browse that the record has.
func (e *edition) ways() []navLink {
	links := []navLink{{Text: "Timeline", Href: e.href("/incidents/")}}
	for _, way := range browsable {
		if len(e.site.Groups[way.dimension]) > 0 {
			links = append(links, navLink{Text: way.text, Href: e.href(site.DimensionPath(way.dimension))})
		}
	}
	return links
}

func (e *edition) footerView() footerView {
	v := footerView{
		Title: e.cfg.Title, Publisher: e.cfg.Publisher,
		Contact: contactHref(e.cfg.Contact), Repository: e.cfg.Repository,
		LicenceName: e.cfg.Licence.Name, LicenceURL: e.cfg.Licence.URL,
	}
	header := e.headerView("").Nav
	add := func(text, href string) {
		if !slices.ContainsFunc(header, func(l navLink) bool { return l.Href == href }) {
			v.More = append(v.More, navLink{Text: text, Href: href})
		}
	}
	for _, way := range e.ways() {
		add(way.Text, way.Href)
	}
	add("Feed of new entries", e.href(site.FeedPath("incidents")))
	for _, page := range e.site.Pages {
		add(page.Title, e.href(site.TextPath(page.ID)))
	}
	if e.textPage("methodology") == nil {
		add("Methodology", e.href("/methodology/"))
	}
	if e.textPage("contact") != nil {
		v.Contact = "" // the page says more
	}
	return v
}

// contactHref turns a bare e-mail address into a link to it.
func contactHref(contact string) string {
	if strings.Contains(contact, "@") && !strings.Contains(contact, ":") {
		return "mailto:" + contact
	}
	return contact
}

// textPage gives the page of content/pages with an id; nil if there is none.
func (e *edition) textPage(id string) *site.TextPage {
	for _, page := range e.site.Pages {
		if page.ID == id {
			return page
		}
	}
	return nil
}

// asset gives the link to a static file.
func (e *edition) asset(name string) string { return e.href(e.assets.Path(name)) }

// part executes a part that many pages share.
func (e *edition) part(name string, view any) (fragment, error) {
	set := e.parts[name]
	if set == nil {
		return fragment{}, fmt.Errorf("no template parts/%s.html", name)
	}
	html, err := set.HTML(view)
	if err != nil {
		return fragment{}, fmt.Errorf("making the shared part %s: %w", name, err)
	}
	return newFragment(html), nil
}
