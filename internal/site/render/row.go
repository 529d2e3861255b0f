package render

import (
	"fmt"
	"html/template"
	"strings"
	"sync"

	"blotter/internal/site"
	"blotter/internal/site/render/compiled"
)

// Row is an entry as lists show it: date, headline, one line, figure with its
// kind. One entry stands on about ten lists, so its HTML is made once, when
// the first of them is, and a list takes its digest for its content.
type Row struct {
	view func() rowView
	sum  site.Digest
	path string // address of the entry

	full, brief madeOnce
}

// Brief is a row without the entry's summary, for the later pages of a long
// list, which are read for a name or a date.
type Brief Row

type rowView struct {
	Href, Title, Summary string
	Date                 template.HTML
	Type                 string // word
	Status               string // word, where it is not confirmed or reported
	Figure               FigureView
}

// madeOnce is a piece of HTML that is made when it is first asked for.
type madeOnce struct {
	set  *compiled.Template
	once sync.Once
	html template.HTML
	err  error
}

func (m *madeOnce) make(view func() rowView) (template.HTML, error) {
	m.once.Do(func() {
		v := view()
		if m.html, m.err = m.set.HTML(&v); m.err != nil {
			m.err = fmt.Errorf("making the row of %s: %w", v.Href, m.err)
		}
	})
	return m.html, m.err
}

// HTML gives the row's list item.
func (r *Row) HTML() (template.HTML, error) { return r.full.make(r.view) }

// HTML gives the row's list item.
func (b *Brief) HTML() (template.HTML, error) { return b.brief.make(b.view) }

func (r *Row) digest() site.Digest { return r.sum }

func (b *Brief) digest() site.Digest { return b.sum }

func (r *Row) mentions() string { return r.path }

func (b *Brief) mentions() string { return b.path }

// newRow begins a row; its HTML is made of view when it is asked for.
func (r *Renderer) newRow(view func() rowView) *Row {
	return &Row{view: view, full: madeOnce{set: r.parts["row"]}, brief: madeOnce{set: r.parts["brief"]}}
}

// row gives the row of an entry, the same to everybody.
func (e *edition) row(entry *site.Entry) *Row {
	kept := &e.rows[entry.Index]
	if row := kept.Load(); row != nil {
		return row
	}
	row := e.newRow(func() rowView { return e.rowView(entry) })
	row.sum, row.path = e.rowSum(entry), entry.Path
	kept.CompareAndSwap(nil, row)
	return kept.Load()
}

// rowSum covers what rowView takes from an entry.
func (e *edition) rowSum(entry *site.Entry) site.Digest {
	in := spaces.Get().(*inputs)
	defer spaces.Put(in)
	in.reset()
	in.Digest(e.common)
	in.Text(e.href(entry.Path), entry.Title, entry.Summary, entry.Status, e.cfg.Types.Label(entry.Type))
	in.Data, _ = entry.Date.AppendText(in.Data) // its error is always nil
	if h, ok := entry.Headline(); ok {
		in.Text("", string(h.Kind), h.Precision, h.Asset)
		in.money(h.USDLow, h.USDHigh, h.BandLow, h.BandHigh)
		in.Data = h.Quantity.AppendBinary(in.Data)
	}
	return in.Sum()
}

// rowsOf gives the rows of entries in the order given.
func (e *edition) rowsOf(entries []*site.Entry) []*Row {
	rows := make([]*Row, len(entries))
	for i, entry := range entries {
		rows[i] = e.row(entry)
	}
	return rows
}

// newest gives at most n entries of a list that runs from the oldest, newest
// first.
func newest(entries []*site.Entry, n int) []*site.Entry {
	n = min(n, len(entries))
	first := make([]*site.Entry, 0, n)
	for i := len(entries) - 1; i >= len(entries)-n; i-- {
		first = append(first, entries[i])
	}
	return first
}

// whenHTML gives the date of a row as an element, which has a place of its own
// in the row.
func whenHTML(date site.Date) template.HTML {
	when := shortDateHTML(date)
	if strings.HasPrefix(string(when), "<") {
		return when
	}
	return "<span>" + when + "</span>"
}

func (e *edition) rowView(entry *site.Entry) rowView {
	v := rowView{
		Href: e.href(entry.Path), Title: entry.Title, Summary: entry.Summary,
		Date: whenHTML(entry.Date), Type: e.cfg.Types.Label(entry.Type),
	}
	switch entry.Status {
	case "alleged", "disputed", "withdrawn":
		v.Status = site.Statuses.Label(entry.Status)
	}
	if !entry.Withdrawn() {
		v.Figure = leadFigure(entry.Incident)
	}
	return v
}
