package content

import "blotter/internal/site"

// Rules gives every rule that the loader reports, by id.
func Rules() []site.RuleDoc {
	return append([]site.RuleDoc(nil), rules...)
}

var rules = []site.RuleDoc{
	{
		ID:   "amount-form",
		What: "A figure in usd is an amount of dollars or a range of two.",
		Why:  "A figure that is nearly a number would be read as a wrong one.",
		Bad:  "usd: 4.4 milion USD",
		Good: "usd: 4.4M",
	},
	{
		ID:   "amount-reference",
		What: "part_of, same_funds and after name an amount by its id, in another entry as entry#id.",
		Why:  "An amount that points nowhere would be counted twice.",
		Bad:  "same_funds: Ronin theft",
		Good: "same_funds: ronin-bridge-theft#stolen",
	},
	{
		ID:   "config-missing",
		What: "The site folder has a config.yaml.",
		Why:  "Without it the site has no name and no address.",
		Bad:  "(no config.yaml)",
		Good: "title: Incident record\nbase_url: https://example.org/",
	},
	{
		ID:   "date-form",
		What: "A date is a year, a month, a day, an interval of two, or unknown; a day is written in full.",
		Why:  "Dates are kept as closely as they are known, so they are read strictly.",
		Bad:  "date: 23/03/2022",
		Good: "date: 2022-03-23",
	},
	{
		ID:   "duplicate-id",
		What: "Two amounts of an entry, and two sources, have two ids.",
		Why:  "What names one of them would name both.",
		Bad:  "amounts:\n  - {id: stolen, kind: stolen, usd: 4.4M}\n  - {id: stolen, kind: stolen, usd: 1M}",
		Good: "amounts:\n  - {id: stolen, kind: stolen, usd: 4.4M}\n  - {id: stolen-later, kind: stolen, usd: 1M}",
	},
	{
		ID:   "duplicate-key",
		What: "A key stands once in its mapping.",
		Why:  "One of the two values would be lost without a word.",
		Bad:  "date: 2022-03-23\ndate: 2022-03-24",
		Good: "date: 2022-03-23",
	},
	{
		ID:   "empty-file",
		What: "A file has something in it.",
		Why:  "An empty file is most often one that failed to save.",
		Bad:  "(no bytes)",
		Good: "---\ntitle: Bridge drained\n---",
	},
	{
		ID:   "encoding",
		What: "A file is UTF-8 text with plain line ends.",
		Why:  "Other encodings turn names into question marks, and other line ends move every line number.",
		Bad:  "(a file saved as UTF-16 or Windows-1252)",
		Good: "(the same file saved as UTF-8)",
	},
	{
		ID:   "front-matter",
		What: "A file begins with front matter between two lines of ---.",
		Why:  "Without both lines nobody can tell the fields from the text.",
		Bad:  "---\ntitle: Bridge drained\nThe bridge was drained.",
		Good: "---\ntitle: Bridge drained\n---\nThe bridge was drained.",
	},
	{
		ID:   "hidden-character",
		What: "Texts have no invisible characters and none that turn the direction of writing.",
		Why:  "They make a name or an address look like another one.",
		Bad:  "name: \"Exchange\\u202Egro\"",
		Good: "name: Exchange",
	},
	{
		ID:   "id-form",
		What: "An id has 3 to 80 of a-z, 0-9 and hyphens and is not digits alone; a tag and a key of a vocabulary have a-z, 0-9 and hyphens.",
		Why:  "Ids become addresses, which are typed, quoted and never change.",
		Bad:  "content/incidents/Ronin Bridge.md",
		Good: "content/incidents/ronin-bridge-theft.md",
	},
	{
		ID:   "nesting",
		What: "Values are not nested deeper than the limit, and aliases do not multiply.",
		Why:  "A few lines must not cost the machine its memory.",
		Bad:  "a: &a [*a]",
		Good: "a: [one, two]",
	},
	{
		ID:   "quantity-form",
		What: "A quantity is a plain number with all its digits.",
		Why:  "Token amounts are exact; a shortened number would be a different one.",
		Bad:  "quantity: 173.6K",
		Good: "quantity: 173600",
	},
	{
		ID:   "source-key",
		What: "A source has a key of a-z, 0-9, hyphens and underscores.",
		Why:  "Facts and notes name sources by their key.",
		Bad:  "sources:\n  Ronin post: {url: https://example.org/post}",
		Good: "sources:\n  ronin-post: {url: https://example.org/post}",
	},
	{
		ID:       "stray-file",
		Severity: site.Warning,
		What:     "What stands in content/ is a file that is read: .md, and .yaml for shared sources. A symbolic link there is an error.",
		Why:      "A file with another name, or a link, would be left out without a word.",
		Bad:      "content/incidents/ronin-bridge-theft.markdown",
		Good:     "content/incidents/ronin-bridge-theft.md",
	},
	{
		ID:   "syntax",
		What: "The front matter is YAML, TOML or JSON that can be read.",
		Why:  "Nothing after the mistake can be told apart.",
		Bad:  "title: Ronin: the bridge",
		Good: "title: \"Ronin: the bridge\"",
	},
	{
		ID:   "too-large",
		What: "A file, its list of amounts and its list of sources stay below the limits of the config.",
		Why:  "A hostile or broken file must not cost the machine its memory.",
		Bad:  "(an entry of 2 MiB)",
		Good: "limits: {entry_bytes: 4194304}",
	},
	{
		ID:   "unknown-key",
		What: "Every key is one of those in doc/format.md, or begins with x_.",
		Why:  "A misspelt key is a fact that disappears.",
		Bad:  "sumary: Attackers drained the bridge.",
		Good: "summary: Attackers drained the bridge.",
	},
	{
		ID:   "url-form",
		What: "A web address is absolute and begins with http:// or https://.",
		Why:  "Other addresses can run code in a reader's browser or lead nowhere.",
		Bad:  "url: www.example.org/post",
		Good: "url: https://www.example.org/post",
	},
	{
		ID:   "value-type",
		What: "A value has the form its key asks for: a text, a list, a mapping, a number, true or false.",
		Why:  "A value of another form cannot be read.",
		Bad:  "sources: https://example.org/post",
		Good: "sources:\n  post: {url: https://example.org/post}",
	},
}
