package markdown

import "blotter/internal/site"

// Rules gives every rule that the renderer reports, by id.
func Rules() []site.RuleDoc {
	return append([]site.RuleDoc(nil), rules...)
}

var rules = []site.RuleDoc{
	{"body-limits", "A paragraph has at most 32 KiB, a text at most 500 marks of footnotes, and quotations and lists nest at most 32 deep.",
		"A hostile text must not cost the machine its time.",
		"> > > > > > > > (and so on)", "> A quotation."},
	{"citation-form", "A citation is [@key] or [@key; @other] on one line, outside of links and pictures.",
		"A citation that cannot be read would stand in the text as it is.",
		"The bridge was drained [@Ronin Network].", "The bridge was drained [@ronin]."},
	{"citation-key", "A citation names a source of the entry or a shared one.",
		"A note without a source looks like evidence and is none.",
		"The bridge was drained [@ronnin].", "The bridge was drained [@ronin]."},
	{"figure-form", "Double braces hold a counted figure, and stand in a sentence.",
		"Anything else in double braces is most likely a slip, and would be shown as it is.",
		"In all, {{sum stolen}} was stolen.", "In all, {{total \"stolen\"}} was stolen."},
	{"heading-level", "The prose begins with headings of the second level, and no level is left out (a warning).",
		"The page has its title above; screen readers announce the levels.",
		"# What happened", "## What happened"},
	{"hidden-character", "Texts have no invisible characters and none that turn the direction of writing.",
		"They make a sentence read differently from what it says.",
		"The sum was \\u202e005,1 USD.", "The sum was 1,500 USD."},
	{"image-form", "A picture is a file of this site and has words that say what it shows.",
		"A picture from elsewhere would tell another host who reads the page; without words it is lost on some readers.",
		"![](https://example.org/flow.png)", "![Flow of the stolen money](/static/flow.png)"},
	{"link-form", "A link leads to http, https, mailto, an address of this site, incident:ID or actor:ID.",
		"Other addresses can run code in a reader's browser or lead nowhere.",
		"[proof](javascript:alert(1))", "[the theft](incident:ronin-bridge-theft)"},
	{"raw-html", "The prose has no HTML.",
		"It is not rendered, so that no entry can run code in a reader's browser.",
		"<b>Drained</b>", "**Drained**"},
}
