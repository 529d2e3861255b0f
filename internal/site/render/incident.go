package render

import (
	"html/template"
	"path"
	"slices"
	"strconv"

	"blotter/internal/site"
)

// incidentView is the page of one entry.
type incidentView struct {
	Frame
	Type      navLink
	Status    TermView
	Case      string
	Countries []navLink
	Summary   string
	Date      template.HTML
	Issued    template.HTML // the day it was published
	Updated   template.HTML // empty = never
	Version   string
	JSON      string // address of the entry as data, from the page
	Edit      string // where a change is suggested; empty = nowhere

	Notices []NoticeView
	Changes []UpdateView // corrections and the like, which stand at the top

	Amounts      []AmountView
	Cast         []CastGroup
	Facts        []FactView
	Body         template.HTML
	Events       []EventView
	Addresses    []ChainItem
	Transactions []ChainItem
	Responses    []ResponseView
	Updates      []UpdateView
	Sources      []SourceView
	Related      []RelatedView
	Similar      []RelatedView
	Cite         CiteView
	Older, Newer navLink
}

// TermView is a word with its definition.
type TermView struct{ Key, Text, Definition string }

// NoticeView is a warning above an entry.
type NoticeView struct {
	Kind, Title, Text string
	Link              navLink
}

// FactView is a line of the facts panel.
type FactView struct {
	Label string
	Text  template.HTML // where there are no links
	Links []navLink
	Note  string
}

func (e *edition) incidentPages() []site.Output {
	outputs := make([]site.Output, len(e.site.Entries))
	for i, entry := range e.site.Entries {
		outputs[i] = e.declared(entry.Path, "incident", func(in *inputs) func() view {
			similar := e.site.Similar(entry)
			in.Digest(e.entrySum(entry))
			in.around(entry, similar)
			return func() view {
				v := e.incidentView(entry, similar)
				return &v
			}
		})
	}
	return outputs
}

func (e *edition) incidentView(entry *site.Entry, near []site.Similar) incidentView {
	v := incidentView{
		Frame: e.incidentFrame(entry), Summary: entry.Summary,
		Status:    termView(site.Statuses, entry.Status),
		Countries: e.groupLinks(entry, site.ByCountry),
		Date:      dateHTML(entry.Date), Issued: dayHTML(entry.Published), Version: entry.Version,
		JSON: path.Base(site.IncidentDataPath(entry.ID)), Edit: e.editHref(entry.File),
		Notices: e.notices(entry), Amounts: e.amountViews(entry), Cast: e.cast(entry), Facts: e.facts(entry),
		Body: e.body(entry.Body), Events: e.events(entry),
		Addresses: e.addresses(entry), Transactions: e.transactions(entry),
		Responses: e.responses(entry), Updates: e.updates(entry), Sources: e.sources(entry),
		Related: e.related(entry), Similar: e.similar(entry, near), Cite: e.citation(entry),
		Older: e.neighbour(entry.Older), Newer: e.neighbour(entry.Newer),
	}
	if types := e.groupLinks(entry, site.ByType); len(types) > 0 {
		v.Type = types[0]
	}
	if entry.Case != "" {
		v.Case = lower(site.Cases.Label(entry.Case))
	}
	if updated := entry.Updated(); updated != entry.Published {
		v.Updated = dayHTML(updated)
	}
	for _, u := range v.Updates {
		if u.Type.Key != "update" {
			v.Changes = append(v.Changes, u)
		}
	}
	return v
}

func termView(words site.Vocabulary, key string) TermView {
	if key == "" {
		return TermView{}
	}
	term := words.Term(key)
	return TermView{key, term.Label, term.Definition}
}

// groupLinks links the groups of one dimension that an entry stands in.
func (e *edition) groupLinks(entry *site.Entry, dimension site.Dimension) []navLink {
	var links []navLink
	for _, group := range entry.Groups {
		if group.Dimension == dimension {
			links = append(links, navLink{Text: group.Label, Href: e.href(group.Path)})
		}
	}
	return links
}

// editHref gives the page on which a file of the record is edited; empty
// without a repository.
func (e *edition) editHref(file string) string {
	if e.cfg.Repository == "" || file == "" {
		return ""
	}
	repository := e.cfg.Repository
	for len(repository) > 0 && repository[len(repository)-1] == '/' {
		repository = repository[:len(repository)-1]
	}
	return repository + "/edit/" + e.cfg.Branch + "/" + file
}

func (e *edition) neighbour(entry *site.Entry) navLink {
	if entry == nil {
		return navLink{}
	}
	return navLink{Text: entry.Title, Href: e.href(entry.Path)}
}

// notices gives what a reader must know before anything else.
func (e *edition) notices(entry *site.Entry) []NoticeView {
	var notices []NoticeView
	definition := site.Statuses.Term(entry.Status).Definition
	switch entry.Status {
	case "withdrawn":
		notices = append(notices, NoticeView{Kind: "withdrawn", Title: "This entry is withdrawn", Text: join(entry.StatusNote, definition)})
	case "disputed":
		notices = append(notices, NoticeView{Kind: "disputed", Title: "This entry is disputed", Text: join(entry.StatusNote, definition)})
	case "alleged":
		notices = append(notices, NoticeView{Kind: "alleged", Title: "Alleged", Text: join(entry.StatusNote, definition)})
	default:
		if entry.StatusNote != "" {
			notices = append(notices, NoticeView{Kind: "note", Title: site.Statuses.Label(entry.Status), Text: sentence(entry.StatusNote)})
		}
	}
	if entry.Draft() {
		notices = append(notices, NoticeView{Kind: "draft", Title: "Draft", Text: "This entry is not published yet. Do not quote it."})
	}
	if entry.DuplicateOf != "" {
		notice := NoticeView{Kind: "duplicate", Title: "Told elsewhere", Text: "Another entry tells the same incident:"}
		if other := e.site.Find(entry.DuplicateOf); other != nil {
			notice.Link = e.neighbour(other)
		}
		notices = append(notices, notice)
	}
	return notices
}

// join makes one text of two sentences.
func join(first, second string) string {
	if first == "" || second == "" {
		return sentence(first + second)
	}
	return sentence(first) + " " + sentence(second)
}

// facts gives the facts panel: what the entry is filed under, and how far the
// matter and its review have come.
func (e *edition) facts(entry *site.Entry) []FactView {
	facts := []FactView{{Label: "Happened", Text: dateHTML(entry.Date)}}
	status := termView(site.Statuses, entry.Status)
	facts = append(facts, FactView{Label: "Status", Text: plain(status.Text), Note: status.Definition})
	if entry.Case != "" {
		c := site.Cases.Term(entry.Case)
		facts = append(facts, FactView{Label: "Case", Text: plain(c.Label), Note: c.Definition})
	}
	for _, way := range filing {
		if links := e.groupLinks(entry, way.dimension); len(links) > 0 {
			label := way.one
			if len(links) > 1 {
				label = way.many
			}
			facts = append(facts, FactView{Label: label, Links: links})
		}
	}
	for _, pair := range entry.External {
		facts = append(facts, FactView{Label: externalLabel(pair.Key), Text: plain(pair.Value)})
	}
	if entry.Review.State != "" {
		facts = append(facts, e.reviewFact(entry.Review))
	}
	if len(entry.Authors) > 0 {
		facts = append(facts, FactView{Label: "Written by", Text: plain(list(entry.Authors, "and"))})
	}
	return facts
}

// filing names the dimensions of the facts panel.
var filing = []struct {
	dimension site.Dimension
	one, many string
}{
	{site.ByTechnique, "Technique", "Techniques"}, {site.ByChain, "Chain", "Chains"}, {site.ByCountry, "Country", "Countries"},
	{site.BySector, "Sector", "Sectors"}, {site.ByTag, "Tag", "Tags"},
}

func (e *edition) reviewFact(review site.Review) FactView {
	term := site.Reviews.Term(review.State)
	fact := FactView{Label: "Review", Text: plain(term.Label), Note: term.Definition}
	if review.By != "" {
		fact.Text += plain(" by " + review.By)
	}
	if review.On != site.NoDay {
		fact.Text += ", " + dayHTML(review.On)
	}
	return fact
}

// externalLabel gives the word for an identifier elsewhere.
func externalLabel(key string) string {
	switch key {
	case "cve":
		return "CVE"
	case "case_no":
		return "Case number"
	case "defillama":
		return "DefiLlama"
	}
	return key
}

// plain gives text as HTML.
func plain(text string) template.HTML { return template.HTML(template.HTMLEscapeString(text)) }

// RelatedView is another entry and why it is named.
type RelatedView struct {
	Label string // "Follows", or the reasons for likeness
	Title string
	Href  string
	Date  template.HTML
	Note  string
}

// related gives the relations of an entry and those that point to it.
func (e *edition) related(entry *site.Entry) []RelatedView {
	views := make([]RelatedView, len(entry.Links))
	for i, link := range entry.Links {
		views[i] = RelatedView{link.Label, link.Entry.Title, e.href(link.Entry.Path), shortDateHTML(link.Entry.Date), sentence(link.Note)}
	}
	return views
}

// similar gives the nearest entries that no relation names.
func (e *edition) similar(entry *site.Entry, entries []site.Similar) []RelatedView {
	var views []RelatedView
	for _, near := range entries {
		named := func(link site.Link) bool { return link.Entry == near.Entry }
		if slices.ContainsFunc(entry.Links, named) {
			continue
		}
		views = append(views, RelatedView{
			Label: upper(list(near.Reasons, "and")), Title: near.Entry.Title, Href: e.href(near.Entry.Path), Date: shortDateHTML(near.Entry.Date),
		})
	}
	return views
}

// updateAnchor gives the fragment of an update of an entry; n is its position
// in Entry.Updates, from 0.
func updateAnchor(n int) string { return "update-" + strconv.Itoa(n+1) }
