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
	Body         *prose // nil = none
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
			e.entryInputs(in, entry)
			in.around(entry, similar)
			return func() view {
				d := e.atDesk()
				d.incidentView(entry, similar)
				return d
			}
		})
	}
	return outputs
}

// incidentView puts the view of an entry's page together.
func (d *desk) incidentView(entry *site.Entry, near []site.Similar) {
	v := &d.view
	*v = incidentView{
		Frame: d.incidentFrame(entry), Summary: entry.Summary,
		Status:    termView(site.Statuses, entry.Status),
		Countries: d.groupLinks(entry, site.ByCountry),
		Date:      d.date(entry.Date), Issued: d.day(entry.Published), Version: entry.Version,
		JSON: dataFileName, Edit: d.editHref(entry.File),
		Notices: d.notices(entry), Amounts: d.amountViews(entry), Cast: d.cast(entry), Facts: d.factViews(entry),
		Events: d.eventViews(entry), Addresses: d.addresses(entry), Transactions: d.transactions(entry),
		Responses: d.responses(entry), Updates: d.updates(entry), Sources: d.sourceViews(entry),
		Related: d.relatedViews(entry), Similar: d.similar(entry, near), Cite: d.citation(entry),
		Older: d.neighbour(entry.Older), Newer: d.neighbour(entry.Newer),
	}
	if entry.Body.Prose != nil {
		d.prose = prose{d.edition, &entry.Body}
		v.Body = &d.prose
	}
	if types := d.groupLinks(entry, site.ByType); len(types) > 0 {
		v.Type = types[0]
	}
	if entry.Case != "" {
		v.Case = lower(site.Cases.Label(entry.Case))
	}
	if updated := entry.Updated(); updated != entry.Published {
		v.Updated = d.day(updated)
	}
	for _, u := range v.Updates {
		if u.Type.Key != "update" {
			v.Changes = append(v.Changes, u)
		}
	}
}

// dataFileName is the file that holds an entry as data, beside its page.
var dataFileName = path.Base(site.IncidentDataPath("x"))

func termView(words site.Vocabulary, key string) TermView {
	if key == "" {
		return TermView{}
	}
	term := words.Term(key)
	return TermView{key, term.Label, term.Definition}
}

// groupLinks links the groups of one dimension that an entry stands in.
func (d *desk) groupLinks(entry *site.Entry, dimension site.Dimension) []navLink {
	n := 0
	for _, group := range entry.Groups {
		if group.Dimension == dimension {
			n++
		}
	}
	links := d.links.room(n)
	for _, group := range entry.Groups {
		if group.Dimension == dimension {
			links = append(links, navLink{Text: group.Label, Href: d.href(group.Path)})
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

// factViews gives the facts panel: what the entry is filed under, and how far
// the matter and its review have come.
func (d *desk) factViews(entry *site.Entry) []FactView {
	status := termView(site.Statuses, entry.Status)
	facts := append(d.facts.room(4+len(filing)+len(entry.External)), FactView{Label: "Status", Text: d.plain(status.Text), Note: status.Definition})
	if entry.Case != "" {
		c := site.Cases.Term(entry.Case)
		facts = append(facts, FactView{Label: "Case", Text: d.plain(c.Label), Note: c.Definition})
	}
	for _, way := range filing {
		if links := d.groupLinks(entry, way.dimension); len(links) > 0 {
			label := way.one
			if len(links) > 1 {
				label = way.many
			}
			facts = append(facts, FactView{Label: label, Links: links})
		}
	}
	for _, pair := range entry.External {
		facts = append(facts, FactView{Label: externalLabel(pair.Key), Text: d.plain(pair.Value)})
	}
	if entry.Review.State != "" {
		facts = append(facts, d.reviewFact(entry.Review))
	}
	if len(entry.Authors) > 0 {
		facts = append(facts, FactView{Label: "Written by", Text: d.plain(list(entry.Authors, "and"))})
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

func (d *desk) reviewFact(review site.Review) FactView {
	term := site.Reviews.Term(review.State)
	text := appendPlain(d.start(), term.Label)
	if review.By != "" {
		text = appendPlain(append(text, " by "...), review.By)
	}
	if review.On != site.NoDay {
		text = appendDate(append(text, ", "...), review.On.Date())
	}
	return FactView{Label: "Review", Text: d.html(text), Note: term.Definition}
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

// relatedViews gives the relations of an entry and those that point to it.
func (d *desk) relatedViews(entry *site.Entry) []RelatedView {
	views := d.related.room(len(entry.Links))
	for i := range entry.Links {
		link := &entry.Links[i]
		views = append(views, RelatedView{
			link.Label, link.Entry.Title, d.href(link.Entry.Path), d.shortDate(link.Entry.Date), d.sentence(link.Note),
		})
	}
	return views
}

// similar gives the nearest entries that no relation names.
func (d *desk) similar(entry *site.Entry, entries []site.Similar) []RelatedView {
	views := d.related.room(len(entries))
	for _, near := range entries {
		named := func(link site.Link) bool { return link.Entry == near.Entry }
		if slices.ContainsFunc(entry.Links, named) {
			continue
		}
		reasons := appendWords(d.start(), near.Reasons, "and")
		if len(reasons) > 0 && 'a' <= reasons[0] && reasons[0] <= 'z' {
			reasons[0] -= 'a' - 'A'
		}
		views = append(views, RelatedView{
			Label: d.keep(reasons), Title: near.Entry.Title, Href: d.href(near.Entry.Path), Date: d.shortDate(near.Entry.Date),
		})
	}
	return views
}

// updateAnchor gives the fragment of an update of an entry; n is its position
// in Entry.Updates, from 0.
func updateAnchor(n int) string { return "update-" + strconv.Itoa(n+1) }
