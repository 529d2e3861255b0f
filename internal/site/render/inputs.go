package render

import (
	"fmt"
	"sync"

	"blotter/internal/site"
)

// Most pages of a large record are those of entries, of their actors and of
// the lists they stand on, and most of them are as they were. To find that out
// from their views would mean to build all of these; so such a page declares
// what its view is built from, and the view is only built to make the page.
// The tests edit a record by lot and compare: pages with equal inputs have
// equal bytes.

// inputs collects what a digest is taken of, and whose words are shown.
type inputs struct {
	site.Inputs
	shown []int32     // Entry.Index, as it comes
	said  *site.Shown // what the output shows, where that is known otherwise
}

// reset makes room for the inputs of another output.
func (in *inputs) reset() { in.Data, in.shown, in.said = in.Data[:0], in.shown[:0], nil }

// told gives what the output shows of entries, as far as these words go.
func (in *inputs) told(words site.Words) site.Shown {
	if in.said != nil {
		return *in.said
	}
	return site.ShowsWords(words, in.shown)
}

// shows notes that the output shows words of an entry.
func (in *inputs) shows(entry *site.Entry) { in.shown = append(in.shown, int32(entry.Index)) }

// entryInputs covers everything that entrySum does, and notes that the output shows
// words of the entry.
func (e *edition) entryInputs(in *inputs, entry *site.Entry) {
	in.Digest(e.entrySum(entry))
	in.shows(entry)
}

// listWordsShown are the words of an entry that pages other than its own show.
const listWordsShown = site.AllWords &^ site.BodyWords

// declared gives the output of a page whose inputs are declared. Plan declares
// them and gives the function that builds the view of them; both are called
// from any goroutine, and what passes between them is forgotten after.
func (e *edition) declared(address, name string, plan func(*inputs) (build func() view)) site.Output {
	path, words := site.File(address), listWordsShown
	if name == "incident" {
		words = site.AllWords
	}
	return site.Output{Path: path, Media: "text/html", Prepare: func() (site.Output, error) {
		set, ok := e.pages[name]
		if !ok {
			return site.Output{Path: path}, fmt.Errorf("no template %s.html for %s", name, path)
		}
		in := spaces.Get().(*inputs)
		in.reset()
		in.Text(e.Program, name, address)
		in.Digest(set.sum)
		in.Digest(e.everywhere)
		build := plan(in)
		sum, shown := in.Sum(), in.told(words)
		spaces.Put(in)
		return site.Output{
			Path: path, Media: "text/html", Inputs: sum, Shown: shown,
			Make: func(buffer *site.Buffer) error {
				v := build()
				if d, ok := v.(*desk); ok {
					defer d.putBack()
					v = &d.view
				}
				return set.Execute(buffer, v)
			},
		}, nil
	}}
}

var spaces = sync.Pool{New: func() any { return new(inputs) }}

// everywhereSum covers what any page may take from the config and shares with
// all others.
func (e *edition) everywhereSum() site.Digest {
	var in inputs
	cfg := e.cfg
	in.Text(cfg.Title, cfg.Tagline, cfg.Description, cfg.BaseURL, cfg.Language, cfg.Publisher, cfg.Contact,
		cfg.Repository, cfg.Branch, cfg.Licence.Name, cfg.Licence.URL)
	in.Number(cfg.PageSize)
	for _, words := range []site.Vocabulary{cfg.Types, cfg.Techniques, cfg.Chains, cfg.Sectors} {
		in.Number(len(words.Terms))
		for _, term := range words.Terms {
			in.Text(term.Key, term.Label, term.Plural, term.Definition)
		}
	}
	in.Digest(e.head.sum)
	in.Digest(e.footer.sum)
	for _, section := range e.sectionKeys() {
		in.Digest(e.headers[section].sum)
	}
	return in.Sum()
}

// entrySum covers everything that an entry's own page and those that count its
// money say of it: its file, and what the rest of the record makes of that.
// What stands around it, its groups and neighbours, is not in it.
func (e *edition) entrySum(entry *site.Entry) site.Digest {
	if sum, kept := e.sums.get(entry.Index); kept {
		return sum
	}
	in := spaces.Get().(*inputs)
	in.reset()
	in.file(entry)
	for i := range entry.People {
		in.actor(entry.People[i].Profile)
	}
	for i := range entry.Responses {
		in.actor(e.site.FindActor(entry.Responses[i].Actor))
	}
	for i := range entry.Amounts {
		e.amountInputs(in, entry, i)
	}
	for _, hole := range entry.Body.Holes {
		in.Text(string(e.answer(hole.Query)))
	}
	in.other(e.site.Find(entry.DuplicateOf))
	sum := in.Sum()
	spaces.Put(in)
	e.sums.put(entry.Index, sum)
	return sum
}

// file covers what an entry's file says. Its version is the digest of that;
// only the sources it shares with others stand elsewhere.
func (in *inputs) file(entry *site.Entry) {
	in.Text(entry.ID, entry.File, entry.Path, entry.Version)
	in.sharedSources(entry.Sources)
}

func (in *inputs) sharedSources(sources []site.Source) {
	in.Number(len(sources))
	for i := range sources {
		if s := &sources[i]; s.Shared {
			in.Number(i)
			in.Text(s.Key, s.URL, s.Title, s.Publisher, s.Author, s.Date.String(), s.Accessed.String(), s.Archive, s.Kind, s.Language, s.Status, s.Quote)
		}
	}
}

// actor covers what other pages say of an actor; nil is none.
func (in *inputs) actor(profile *site.Profile) {
	if profile == nil {
		in.Text("")
		return
	}
	in.Text(profile.Path, profile.Name, profile.Kind)
}

// other covers what a page says of an entry that it names; nil is none.
func (in *inputs) other(entry *site.Entry) {
	if entry == nil {
		in.Text("")
		return
	}
	in.Text(entry.Path, entry.Title)
	in.Date(entry.Date)
	in.shows(entry)
}

// amountInputs covers what the record makes of an amount: whether totals add
// it, who is said to say it, and the amounts it names, which may be those of
// another entry.
func (e *edition) amountInputs(in *inputs, entry *site.Entry, i int) {
	amount, line := &entry.Amounts[i], e.line(entry, i)
	in.Text(string(line.Excluded), string(line.ClassExcluded), line.Apart)
	in.actor(e.site.FindActor(amount.By))
	for _, ref := range []site.AmountRef{amount.PartOf, amount.SameFunds, amount.After} {
		if ref.IsZero() {
			continue
		}
		target, named := e.site.AmountAt(entry, ref)
		if named == nil {
			in.Text("")
			continue
		}
		in.Text(named.ID)
		in.file(target)
	}
}

// around covers what an entry's page says of the record around it.
func (in *inputs) around(entry *site.Entry, similar []site.Similar) {
	in.Number(len(entry.Groups))
	for _, group := range entry.Groups {
		in.Text(string(group.Dimension), group.Key, group.Label, group.Path)
	}
	in.Number(len(entry.Links))
	for i := range entry.Links {
		link := &entry.Links[i]
		in.Text(link.Label, link.Note)
		in.other(link.Entry)
	}
	in.Number(len(similar))
	for _, near := range similar {
		in.Number(len(near.Reasons))
		in.Text(near.Reasons...)
		in.other(near.Entry)
	}
	in.other(entry.Older)
	in.other(entry.Newer)
}

// moneyInputs covers the sums and histograms of a list of entries, which show
// none of their words.
func (e *edition) moneyInputs(in *inputs, entries []*site.Entry) {
	in.Number(len(entries))
	for _, entry := range entries {
		in.Digest(e.entrySum(entry))
	}
}

// groupMoneyInputs covers the sums, the histogram and the ledgers of a group on
// its page. Ledgers name their entries, and are there where they are short.
func (e *edition) groupMoneyInputs(in *inputs, group *site.Group) {
	e.moneyInputs(in, group.Entries)
	if s := e.stats.ByGroup(group); s != nil && ledgerSize(s) <= ledgerLimit {
		for _, entry := range group.Entries {
			in.shows(entry)
		}
	}
}

// group covers what other pages say of a group.
func (in *inputs) group(group *site.Group) {
	in.Text(string(group.Dimension), group.Key, group.Label, group.Path)
	in.Number(len(group.Entries))
}

// total covers what is said of a total beside its lines.
func (in *inputs) total(t *site.Total) {
	in.Text(string(t.Class), string(t.Kind))
	in.money(t.Value, t.Low, t.High, t.ApartValue)
	for _, n := range []int{t.Entries, len(t.Lines), len(t.Unpriced), len(t.Apart), len(t.Excluded)} {
		in.Number(n)
	}
}

// rowInputs covers the rows of entries.
func (e *edition) rowInputs(in *inputs, entries []*site.Entry) {
	in.Number(len(entries))
	for _, entry := range entries {
		in.Digest(e.row(entry).sum)
		in.shows(entry)
	}
}

// yearInputs covers the navigation by year.
func (e *edition) yearInputs(in *inputs) {
	years := e.site.Groups[site.ByYear]
	in.Number(len(years))
	for _, year := range years {
		in.group(year)
	}
}

// profileInputs covers what an actor's page says beyond the entries that name
// the actor.
func (e *edition) profileInputs(in *inputs, profile *site.Profile) {
	in.actor(profile)
	in.Text(profile.ID, profile.File, profile.Version, profile.Country)
	in.sharedSources(profile.Sources)
	in.actor(profile.PartOf)
	in.Number(len(profile.Parts))
	for _, part := range profile.Parts {
		in.actor(part)
	}
	for _, hole := range profile.Body.Holes {
		in.Text(string(e.answer(hole.Query)))
	}
	for _, link := range e.countryFact(profile.Country).Links {
		in.Text(link.Text, link.Href)
	}
}
