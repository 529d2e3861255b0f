package render

import (
	"html/template"

	"blotter/internal/site"
)

// TotalView is a total with what a reader must know beside it: of how many
// entries, how far readings differ, and what has no figure.
type TotalView struct {
	Class    string // key, for the colour
	Label    string // "stolen, defrauded or lost"
	Sum      template.HTML
	Bare     bool   // there is no sum to show
	Nothing  bool   // no entry adds to it
	Count    string // "41 entries"
	Band     string // "$8.4B to $10.2B by other readings"
	Unpriced string // "3 more amounts without a figure"
	Apart    string // "$1.2M more alleged or disputed"
	Excluded string // "5 amounts not added: parts, later stages, the same money elsewhere"
	Href     string // the entries behind the number
}

// totalView gives the view of a total; href is an address of the site, empty
// for none.
func (e *edition) totalView(t *site.Total, href string) TotalView {
	v := TotalView{Class: string(t.Class), Label: t.Class.Words(), Sum: moneyHTML(t.Value), Bare: !t.Value.Known(), Nothing: t.Entries == 0}
	if t.Kind != "" {
		v.Label = lower(t.Kind.Label())
	}
	if href != "" {
		v.Href = e.href(href)
	}
	switch {
	case v.Bare && t.Entries == 0:
		v.Sum = "none counted"
	case v.Bare:
		v.Sum = "not stated"
	}
	v.Count = count(t.Entries, "entry", "entries")
	v.Band = bandWords(t.Low, t.High)
	if n := len(t.Unpriced); n > 0 {
		v.Unpriced = count(n, "amount", "amounts") + " without a figure"
		if !v.Bare {
			v.Unpriced = count(n, "amount", "amounts") + " more without a figure"
		}
	}
	if n := len(t.Apart); n > 0 {
		v.Apart = count(n, "amount", "amounts") + " apart, alleged or disputed"
		if t.ApartValue.Known() {
			v.Apart = t.ApartValue.Short() + " apart, alleged or disputed"
		}
	}
	if n := len(t.Excluded); n > 0 {
		v.Excluded = count(n, "amount", "amounts") + " not added"
	}
	return v
}

// classTotals gives the views of a summary's classes. path is the address
// below which each class has a page that lists its amounts, at the class's key.
func (e *edition) classTotals(s *site.Summary, path string) []TotalView {
	if s == nil {
		return nil
	}
	views := make([]TotalView, 0, len(s.Classes))
	for i := range s.Classes {
		href := ""
		if path != "" {
			href = path + string(s.Classes[i].Class) + "/"
		}
		views = append(views, e.totalView(&s.Classes[i], href))
	}
	return views
}

// bandWords gives the least and the greatest sum over all readings; empty
// where they look the same.
func bandWords(low, high site.Money) string {
	if low.Short() == high.Short() {
		return ""
	}
	return low.Short() + " to " + high.Short() + " over all readings"
}
