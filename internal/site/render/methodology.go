package render

import (
	"html/template"

	"blotter/internal/site"
)

// methodologyView is the page on how the record is kept and counted. What the
// words mean is taken from the vocabularies that the program itself goes by,
// so that the page cannot say something else than what is done.
type methodologyView struct {
	Frame
	Heading string
	Summary string
	Body    template.HTML // of content/pages/methodology.md
	Sources []SourceView
	Edit    string
	Rules   []RuleView
	Words   []WordsView
}

// RuleView is a rule of counting.
type RuleView struct{ Title, Text string }

// WordsView is a vocabulary.
type WordsView struct {
	ID, Heading, Intro string
	Table              TableView
}

// totalRules are the rules by which sums are made; package stats applies them.
var totalRules = []RuleView{
	{"One kind or one class", "A sum is of one kind of money, or of the kinds of one class, over a stated set of entries. Classes are never added to each other: the same dollars may be taken, frozen and returned, and stand in each of these sums once."},
	{"What is added", "The figure added for an amount is the reading that the record prefers. Of a range it is the lower bound, because that is what the source vouches for."},
	{"The band", "Beside a sum stands what it would be with the lowest and with the highest reading of every amount, leaving out readings that the record rejects with a reason."},
	{"Unknown is not zero", "An amount without a figure adds nothing to the sum and is counted aloud beside it: “3 more without a figure”."},
	{"The same money once", "A part of an amount is not added to the whole. Money that two entries tell of is added in one of them. Money that is frozen and then seized is added to what is held once. A sum over many incidents, such as “in 2022 by all groups”, is shown and never added."},
	{"Apart", "Amounts of entries that are alleged or disputed are summed apart from the main figure. Entries that are withdrawn leave every sum and stay at their address."},
	{"Several values", "An entry counts under each of its actors, techniques, chains, countries, sectors and tags, so the rows of such a table add up to more than the whole."},
	{"Dates", "A date is never made more exact than its source. An entry known to the year only stands in its year and in no month; one that spans years stands in no year."},
	{"Shares", "How much of an amount came back is measured in units of the asset where both ends are known in it; else in dollars of the event; else it is called not comparable. Dollars of two different days measure prices."},
	{"Exact", "Sums are made with exact decimal numbers. What is rounded is only the figure shown; every digit is in the data."},
}

func (e *edition) methodologyPages() []site.Output {
	v := methodologyView{
		Frame:   e.frame("/methodology/", "Methodology", "How entries are written, what their words mean, and how sums are made of them."),
		Heading: "Methodology", Rules: totalRules, Words: e.vocabularies(),
	}
	v.Summary = v.Description
	if page := e.textPage("methodology"); page != nil {
		v.Title, v.Heading, v.HeadTitle = page.Title, page.Title, page.Title+" · "+e.cfg.Title
		if page.Summary != "" {
			v.Summary, v.Description = page.Summary, page.Summary
		}
		v.Body = e.body(page.Body)
		v.Sources = e.plainSources(page.Sources, page.Body.Citations)
		v.Edit = e.editHref(page.File)
	}
	v.Crumbs = e.crumbs(Crumb{Text: v.Heading})
	return []site.Output{e.page("methodology", &v)}
}

// vocabularies are the words of the format with their definitions.
func (e *edition) vocabularies() []WordsView {
	views := []WordsView{e.kindWords()}
	for _, words := range []struct {
		id, heading, intro string
		of                 site.Vocabulary
	}{
		{"statuses", "How sure the record is", "Every entry has a status.", site.Statuses},
		{"reviews", "Who has looked it over", "", site.Reviews},
		{"cases", "How far the matter has come", "Another question than whether it is true.", site.Cases},
		{"precisions", "How exactly a figure is known", "The word stands before the figure wherever it is shown.", site.Precisions},
		{"bases", "What a dollar figure measures", "", site.USDBases},
		{"roles", "What somebody did", "", site.Roles},
		{"standings", "What has been established", "The word stands beside the name wherever somebody is accused.", site.Standings},
		{"sources-kinds", "What a source is to the incident", "", site.SourceKinds},
		{"updates", "Why an entry changed", "", site.UpdateTypes},
	} {
		views = append(views, wordsView(words.id, words.heading, words.intro, words.of))
	}
	return append(views, e.filingWords()...)
}

// kindWords is the table of kinds by class.
func (e *edition) kindWords() WordsView {
	var rows []TableRow
	for _, class := range site.Classes.Terms {
		note := class.Definition // beside the first of its kinds
		for _, kind := range site.Kinds.Terms {
			if site.Kind(kind.Key).Class() == site.Class(class.Key) {
				cell := Cell{Text: kind.Label}
				if e.stats.All().Kind(site.Kind(kind.Key)) != nil {
					cell.Href = e.href(kindPath(site.Kind(kind.Key)))
				}
				rows = append(rows, TableRow{Cells: []Cell{cell, {Text: class.Label, Note: note, Class: class.Key}, {Text: kind.Definition}}})
				note = ""
			}
		}
	}
	table := newTable("Kinds of money by class", []Column{{Text: "Kind"}, {Text: "Class"}, {Text: "Meaning"}}, rows)
	return WordsView{"kinds", "What happened to money", "Every amount has a kind, and every kind belongs to a class. Kinds of one class may be added; classes may not.", table}
}

func wordsView(id, heading, intro string, words site.Vocabulary) WordsView {
	rows := make([]TableRow, len(words.Terms))
	for i, term := range words.Terms {
		label := term.Label
		if label == "" {
			label = term.Key
		}
		rows[i] = TableRow{Cells: []Cell{{Text: upper(label)}, {Text: term.Definition}}}
	}
	return WordsView{id, heading, intro, newTable(heading, []Column{{Text: "Word"}, {Text: "Meaning"}}, rows)}
}

// filingWords are the vocabularies of this record's own config. Words that
// entries use lead to their pages.
func (e *edition) filingWords() []WordsView {
	var views []WordsView
	for _, words := range []struct {
		dimension site.Dimension
		of        site.Vocabulary
	}{{site.ByType, e.cfg.Types}, {site.ByTechnique, e.cfg.Techniques}, {site.ByChain, e.cfg.Chains}, {site.BySector, e.cfg.Sectors}} {
		if len(words.of.Terms) == 0 {
			continue
		}
		w := wayOf(words.dimension)
		view := wordsView(string(words.dimension), w.heading, w.intro, words.of)
		for i, term := range words.of.Terms {
			if path := e.groupPath(words.dimension, term.Key); path != "" {
				view.Table.Rows[i].Cells[0].Href = e.href(path)
			}
		}
		views = append(views, view)
	}
	return views
}

// groupPath gives the page of a value; empty where no entry has it.
func (e *edition) groupPath(d site.Dimension, key string) string {
	for _, group := range e.site.Groups[d] {
		if group.Key == key {
			return group.Path
		}
	}
	return ""
}
