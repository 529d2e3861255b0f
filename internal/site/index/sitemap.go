package index

import (
	"strconv"

	"blotter/internal/site"
)

// mapLength is how many addresses one sitemap may hold (sitemaps.org).
const mapLength = 50_000

const sitemapPath = "/sitemap.xml"

// mapped is an address of the sitemap.
type mapped struct {
	path    string
	changed site.Day // NoDay = not known
}

// sitemapOutputs are sitemap.xml, and the maps it names where there are too
// many addresses for one. Which chapters the statistics have is known when all
// of them are counted, so one map waits until its turn comes.
func (x *indexer) sitemapOutputs() []site.Output {
	if x.mostAddresses() > mapLength {
		return x.mapOutputs(x.addresses(), mapLength)
	}
	return []site.Output{{Path: site.File(sitemapPath), Media: "application/xml", Prepare: func() (site.Output, error) {
		return x.mapOutput(sitemapPath, x.addresses()), nil
	}}}
}

// mostAddresses gives how many addresses there may be, and not many more than
// there are.
func (x *indexer) mostAddresses() int {
	most := len(x.site.Entries) + len(x.site.Pages) + 50 // pages that every site may have
	for _, dimension := range site.Dimensions {
		most += len(x.site.Groups[dimension])
	}
	return most
}

func (x *indexer) mapOutputs(addresses []mapped, most int) []site.Output {
	if len(addresses) <= most {
		return []site.Output{x.mapOutput(sitemapPath, addresses)}
	}
	var outputs []site.Output
	var maps []mapped
	for n := 1; len(addresses) > 0; n++ {
		part := addresses[:min(most, len(addresses))]
		addresses = addresses[len(part):]
		path := "/sitemap-" + strconv.Itoa(n) + ".xml"
		maps = append(maps, mapped{path, newestDay(part)})
		outputs = append(outputs, x.mapOutput(path, part))
	}
	inputs := x.digestAddresses(maps)
	return append(outputs, output(sitemapPath, "application/xml", inputs, func(out *site.Buffer) {
		x.writeMap(out, "sitemapindex", "sitemap", maps)
	}).Showing(site.ShowsNoWords()))
}

func (x *indexer) mapOutput(path string, addresses []mapped) site.Output {
	return output(path, "application/xml", x.digestAddresses(addresses), func(out *site.Buffer) {
		x.writeMap(out, "urlset", "url", addresses)
	}).Showing(site.ShowsNoWords())
}

// writeMap writes a sitemap, or an index of sitemaps.
func (x *indexer) writeMap(out *site.Buffer, root, each string, addresses []mapped) {
	m := markup{out}
	m.raw(`<?xml version="1.0" encoding="utf-8"?>` + "\n<" + root + ` xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	open, end := "<"+each+"><loc>", "</"+each+">\n"
	for _, a := range addresses {
		m.raw(open)
		m.escaped(x.base)
		m.escaped(a.path)
		m.raw("</loc>")
		if a.changed != site.NoDay {
			m.raw("<lastmod>")
			day, _ := a.changed.AppendText(out.AvailableBuffer()) // its error is always nil
			out.Write(day)
			m.raw("</lastmod>")
		}
		m.raw(end)
	}
	m.raw("</" + root + ">\n")
}

// addresses lists the pages that a search engine should know: not the later
// pages of lists, which hold nothing of their own, nor the amounts behind each
// figure.
func (x *indexer) addresses() []mapped {
	ever := x.newestUpdate(x.site.Entries)
	listed := append(make([]mapped, 0, x.mostAddresses()), mapped{"/", ever}, mapped{"/incidents/", ever})
	for _, entry := range x.site.Entries {
		listed = append(listed, mapped{entry.Path, x.updated[entry.Index]})
	}
	var lists []mapped
	for _, dimension := range site.Dimensions {
		groups := x.site.Groups[dimension]
		if dimension != site.ByYear && dimension != site.ByMonth && len(groups) > 0 {
			lists = append(lists, mapped{site.DimensionPath(dimension), ever})
		}
		for _, group := range groups {
			listed = append(listed, mapped{group.Path, x.newestUpdate(group.Entries)})
		}
	}
	for _, chapter := range x.stats.Chapters() {
		lists = append(lists, mapped{chapter.Path(), ever})
	}
	lists = append(lists, mapped{"/corrections/", ever}, mapped{"/data/", ever}, mapped{"/search/", ever})
	for _, page := range x.site.Pages {
		lists = append(lists, mapped{site.TextPath(page.ID), site.NoDay})
	}
	return append(listed, withoutRepeats(lists)...)
}

// withoutRepeats keeps the first of several addresses that are the same: a
// text page may stand in for a page of ours.
func withoutRepeats(listed []mapped) []mapped {
	seen := make(map[string]bool, len(listed))
	kept := listed[:0]
	for _, a := range listed {
		if !seen[a.path] {
			seen[a.path] = true
			kept = append(kept, a)
		}
	}
	return kept
}

// newestUpdate gives the newest day on which one of the entries changed.
func (x *indexer) newestUpdate(entries []*site.Entry) site.Day {
	day := site.NoDay
	for _, entry := range entries {
		day = max(day, x.updated[entry.Index])
	}
	return day
}

func newestDay(addresses []mapped) site.Day {
	day := site.NoDay
	for _, a := range addresses {
		day = max(day, a.changed)
	}
	return day
}

func (x *indexer) digestAddresses(addresses []mapped) site.Digest {
	w := writer{site.Inputs{Data: make([]byte, 0, (len(addresses)+1)*64)}}
	w.Digest(x.common)
	for _, a := range addresses {
		w.Text(a.path)
		w.Number(int(a.changed))
	}
	return w.Sum()
}
