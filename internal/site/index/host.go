package index

import (
	"strings"
	"unicode"

	"blotter/internal/site"
)

// contentPolicy keeps everything but the site's own files out of its pages
// (Content Security Policy Level 3).
const contentPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; " +
	"base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

// hostOutputs are the files that tell web servers and other programs how to
// treat the site, but for the headers.
func (x *indexer) hostOutputs() []site.Output {
	text := func(path string, inputs site.Digest, write func(*site.Buffer)) site.Output {
		return output(path, "text/plain", inputs, write).Showing(site.ShowsNoWords())
	}
	return []site.Output{
		text("/robots.txt", x.common, x.writeRobots),
		text("/_redirects", x.digestRedirects(), x.writeRedirects),
		text("/llms.txt", x.digestGuide(), x.writeGuide).Showing(x.showing(x.newestOf(x.site.Entries, feedLength))),
	}
}

// headersOutput tells web servers what to say with a page. It needs nothing of
// the record.
func (x *indexer) headersOutput() site.Output {
	return output("/_headers", "text/plain", x.common, x.writeHeaders).Showing(site.ShowsNoWords())
}

func (x *indexer) writeRobots(out *site.Buffer) {
	out.WriteString("User-agent: *\nAllow: /\n\nSitemap: " + x.cfg.URL(sitemapPath) + "\n")
}

// writeHeaders writes the response headers in the form that static hosts read:
// a path with a star or a name for a part, then a header a line. The data may be read by programs
// on other sites; static files have their digest in their name and never
// change.
func (x *indexer) writeHeaders(out *site.Buffer) {
	rule := func(path string, headers ...string) {
		out.WriteString(x.cfg.Href(path) + "\n")
		for _, header := range headers {
			out.WriteString("  " + header + "\n")
		}
	}
	const anybody = "Access-Control-Allow-Origin: *"
	rule("/*", "Content-Security-Policy: "+contentPolicy, "X-Content-Type-Options: nosniff", "X-Frame-Options: DENY",
		"Referrer-Policy: strict-origin-when-cross-origin", "Permissions-Policy: camera=(), geolocation=(), microphone=()",
		"Cross-Origin-Opener-Policy: same-origin")
	const kept = "Cache-Control: public, max-age=31536000, immutable"
	rule("/static/*", kept)
	// The files of the search index are named by what they hold, but for the
	// first, which stands beside these folders.
	for _, folder := range []string{"c", "f", "h", "p", "q", "s", "t"} {
		rule("/search/"+folder+"/*", kept)
	}
	rule("/feeds/*", anybody)
	rule("/data/*", anybody)
	rule("/incidents/:id/index.json", anybody)
}

// writeGuide writes llms.txt (llmstxt.org): what the site is and where its
// data lies, for programs that read on somebody's behalf.
func (x *indexer) writeGuide(out *site.Buffer) {
	line := func(texts ...string) {
		for _, text := range texts {
			out.WriteString(text)
		}
		out.WriteByte('\n')
	}
	link := func(label, path, note string) {
		line("- [", plainLine(label), "](", x.cfg.URL(path), "): ", plainLine(note))
	}
	line("# ", plainLine(x.cfg.Title))
	line()
	line("> ", plainLine(firstOf(x.cfg.Description, x.cfg.Tagline, "A record of incidents with a source for every figure.")))
	line()
	line("Every entry has an address that never changes and a version. Cite both. Kinds of money (stolen, frozen, seized, returned ...) are never added to each other; " +
		"an amount that nobody has put a figure on is missing, not zero; charged is not convicted.")
	if licence := x.licence(); licence != nil {
		line()
		line("Licence: ", plainLine(licence.Name), " ", licence.URL)
	}
	line()
	line("## Data")
	line()
	line("Each table is also there as CSV. In JSON it is a list of rows of which the first names the columns; amounts are text. " +
		"The page of a year, type, actor and so on links the rows of its entries.")
	line()
	link("Data package", packagePath, "what every file and column holds")
	link("Incidents", dataPath+"incidents.json", "all entries, a row each")
	link("Amounts", dataPath+"amounts.json", "the money, a row each, with what counts in which total and why not")
	link("Totals", totalsPath, "totals by kind and class, over all and by year")
	link("Actors", dataPath+"actors.json", "everybody the entries name")
	link("Involvements", dataPath+"involvements.json", "who did what in which entry")
	link("Events", dataPath+"events.json", "dated events")
	link("Sources", dataPath+"sources.json", "the documents behind the entries")
	link("Citations", citationsPath, "every entry as BibTeX")
	link("Schema of an entry", schemaPath, "every entry is also at its address followed by index.json")
	if len(x.site.Pages) > 0 {
		line()
		line("## About")
		line()
		for _, page := range x.site.Pages {
			link(page.Title, site.TextPath(page.ID), firstOf(page.Summary, page.Title))
		}
	}
	line()
	line("## Newest entries")
	line()
	for _, entry := range x.newestOf(x.site.Entries, feedLength) {
		link(titleOf(entry), site.IncidentDataPath(entry.ID), entry.Summary)
	}
}

// digestGuide covers what the guide takes from the record.
func (x *indexer) digestGuide() site.Digest {
	var w writer
	w.Digest(x.digestOf(x.newestOf(x.site.Entries, feedLength)))
	for _, page := range x.site.Pages {
		w.Text(page.ID, page.Title, page.Summary)
	}
	return w.Sum()
}

// plainLine makes a text safe for a line of Markdown: one line, nothing that
// cannot be seen, no brackets that would end a link.
func plainLine(text string) string {
	visible := strings.Map(func(r rune) rune {
		if unicode.IsGraphic(r) || unicode.IsSpace(r) {
			return r
		}
		return -1
	}, text)
	return markdownEscapes.Replace(strings.Join(strings.Fields(visible), " "))
}

var markdownEscapes = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, `<`, `\<`)
