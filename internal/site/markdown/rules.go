package markdown

import "blotter/internal/site"

// Rules gives every rule that the renderer reports, by id. The loader has
// hidden-character too and explains it.
func Rules() []site.RuleDoc {
	return append([]site.RuleDoc(nil), rules...)
}

var rules = []site.RuleDoc{
	{
		ID:   "body-limits",
		What: "A paragraph has at most 32 KiB, a text at most 500 marks of footnotes, and quotations and lists nest at most 32 deep.",
		Why:  "A hostile text must not cost the machine its time.",
		Bad:  "> > > > > > > > (and so on)",
		Good: "> A quotation.",
	},
	{
		ID:   "citation-form",
		What: "A citation is [@key] or [@key; @other] on one line, outside of links and pictures.",
		Why:  "A citation that cannot be read would stand in the text as it is.",
		Bad:  "The bridge was drained [@Ronin Network].",
		Good: "The bridge was drained [@ronin].",
	},
	{
		ID:   "citation-key",
		What: "A citation names a source of the entry or a shared one.",
		Why:  "A note without a source looks like evidence and is none.",
		Bad:  "The bridge was drained [@ronnin].",
		Good: "The bridge was drained [@ronin].",
	},
	{
		ID:   "figure-form",
		What: "Double braces hold a counted figure, and stand in a sentence.",
		Why:  "Anything else in double braces is most likely a slip, and would be shown as it is.",
		Bad:  "In all, {{sum stolen}} was stolen.",
		Good: "In all, {{total \"stolen\"}} was stolen.",
	},
	{
		ID:   "heading-level",
		What: "The prose begins with headings of the second level; that no level is left out is a warning.",
		Why:  "The page has its title above; screen readers announce the levels.",
		Bad:  "# What happened",
		Good: "## What happened",
	},
	{
		ID:   "image-form",
		What: "A picture is a file of this site and has words that say what it shows.",
		Why:  "A picture from elsewhere would tell another host who reads the page; without words it is lost on some readers.",
		Bad:  "![](https://example.org/flow.png)",
		Good: "![Flow of the stolen money](/static/flow.png)",
	},
	{
		ID:   "link-form",
		What: "A link leads to http, https, mailto, an address of this site, incident:ID or actor:ID.",
		Why:  "Other addresses can run code in a reader's browser or lead nowhere.",
		Bad:  "[proof](javascript:alert(1))",
		Good: "[the theft](incident:ronin-bridge-theft)",
	},
	{
		ID:   "raw-html",
		What: "The prose has no HTML.",
		Why:  "It is not rendered, so that no entry can run code in a reader's browser.",
		Bad:  "<b>Drained</b>",
		Good: "**Drained**",
	},
}
