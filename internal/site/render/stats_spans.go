package render

import (
	"blotter/internal/site"
)

// yearStatsPages are the figures of each year, and the amounts behind each of
// them.
func (e *edition) yearStatsPages() []site.Output {
	var outputs []site.Output
	for i := range e.stats.Years() {
		y := &e.stats.Years()[i]
		if y.Entries > 0 || len(y.Classes) > 0 {
			key := number4(y.Year)
			outputs = append(outputs, e.spanPages(key, key+" in figures", "in "+key, y.Summary, y.Group)...)
		}
	}
	if len(e.stats.UndatedEntries()) > 0 {
		outputs = append(outputs, e.spanPages("undated", "In no single year", "in no single year", e.stats.Undated(), nil)...)
	}
	return append(outputs, e.soFarPages()...)
}

// spanPages are the figures of a span of time with the amounts behind them.
func (e *edition) spanPages(key, title, where string, s *site.Summary, group *site.Group) []site.Output {
	outputs := e.statsOutputs(site.StatsPath(key), len(s.Kinds) > 0, func() *statsView { return e.spanView(key, title, where, s, group) })
	for i := range s.Kinds {
		t := &s.Kinds[i]
		class, own := site.StatsPath(key, string(t.Kind.Class())), site.StatsPath(key, string(t.Kind.Class()), string(t.Kind))
		if site.YearKindPath(key, s, t.Kind) == own {
			outputs = append(outputs, e.statsEvidence(evidence{
				path: own, title: t.Kind.Label() + " " + where, intro: site.Kinds.Term(string(t.Kind)).Definition, total: t, where: where, group: group,
				above: []Crumb{{site.StatsPath(key), title}, {class, upper(t.Kind.Class().Words()) + " " + where}},
			})...)
		}
	}
	for i := range s.Classes {
		t := &s.Classes[i]
		outputs = append(outputs, e.statsEvidence(evidence{
			path: site.StatsPath(key, string(t.Class)), title: upper(t.Class.Words()) + " " + where,
			intro: site.Classes.Term(string(t.Class)).Definition, total: t, kinds: s, where: where, group: group,
			above: []Crumb{{site.StatsPath(key), title}},
		})...)
	}
	return outputs
}

func (e *edition) spanView(key, title, where string, s *site.Summary, group *site.Group) *statsView {
	v := e.statsPage(key, title, "What the entries "+where+" add up to: "+count(s.Entries, "entry", "entries")+".")
	if group != nil {
		v.Kicker = navLink{Text: "The entries of " + group.Label, Href: e.href(group.Path)}
	} else {
		v.Kicker = navLink{Text: "The entries", Href: e.href("/incidents/") + "#undated"}
	}
	for i := range s.Classes {
		t := &s.Classes[i]
		v.Totals = append(v.Totals, e.totalView(t, site.StatsPath(key, string(t.Class))))
		path := func(kind site.Kind) string { return site.YearKindPath(key, s, kind) }
		v.Blocks = append(v.Blocks, StatsBlock{ID: string(t.Class), Heading: upper(t.Class.Words()), Tables: []TableView{e.kindsTable(s, t.Class, path)}})
	}
	return v
}

// soFarPages list the amounts behind the comparison of the newest year.
func (e *edition) soFarPages() []site.Output {
	if !e.hasSoFar() {
		return nil
	}
	s := e.stats.SoFar()
	title := number4(s.This.Last.Year()) + " so far"
	outputs := e.statsOutputs(site.StatsPath("so-far"), true, func() *statsView {
		block, _ := e.soFarBlock()
		v := e.statsPage("so-far", title, block.Text[0].Before)
		block.Heading, block.Text = "The same days of two years", block.Text[1:]
		v.Blocks = []StatsBlock{block}
		return v
	})
	for _, period := range []struct {
		of     *site.PeriodSummary
		suffix string
	}{{&s.This, ""}, {&s.Before, "-before"}} {
		where := "from " + period.of.First.Display() + " to " + period.of.Last.Display()
		for i := range period.of.Classes {
			t := &period.of.Classes[i]
			outputs = append(outputs, e.statsEvidence(evidence{
				path: site.StatsPath("so-far", string(t.Class)+period.suffix), title: upper(t.Class.Words()) + " " + where,
				intro: site.Classes.Term(string(t.Class)).Definition, total: t, where: where,
				above: []Crumb{{site.StatsPath("so-far"), title}},
			})...)
		}
	}
	return outputs
}
