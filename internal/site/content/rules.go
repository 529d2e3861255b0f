package content

// RuleDoc explains one rule of this stage. All of them are errors: what
// cannot be read cannot be published.
type RuleDoc struct {
	ID   string
	What string // what the rule asks, one sentence
	Why  string
	Bad  string // lines that break it
	Good string // the same lines mended
}

// Rules gives every rule that the loader reports, by id.
func Rules() []RuleDoc {
	return append([]RuleDoc(nil), rules...)
}

var rules = []RuleDoc{
	{"amount-form", "A figure in usd is an amount of dollars or a range of two.",
		"A figure that is nearly a number would be read as a wrong one.",
		"usd: 4.4 milion USD", "usd: 4.4M"},
	{"amount-reference", "part_of, same_funds and after name an amount by its id, in another entry as entry#id.",
		"An amount that points nowhere would be counted twice.",
		"same_funds: Ronin theft", "same_funds: ronin-bridge-theft#stolen"},
	{"config-missing", "The site folder has a config.yaml.",
		"Without it the site has no name and no address.",
		"(no config.yaml)", "title: Incident record\nbase_url: https://example.org/"},
	{"date-form", "A date is a year, a month, a day, an interval of two, or unknown; a day is written in full.",
		"Dates are kept as closely as they are known, so they are read strictly.",
		"date: 23/03/2022", "date: 2022-03-23"},
	{"duplicate-id", "Two amounts of an entry, and two sources, have two ids.",
		"What names one of them would name both.",
		"amounts:\n  - {id: stolen, kind: stolen, usd: 4.4M}\n  - {id: stolen, kind: stolen, usd: 1M}",
		"amounts:\n  - {id: stolen, kind: stolen, usd: 4.4M}\n  - {id: stolen-later, kind: stolen, usd: 1M}"},
	{"duplicate-key", "A key stands once in its mapping.",
		"One of the two values would be lost without a word.",
		"date: 2022-03-23\ndate: 2022-03-24", "date: 2022-03-23"},
	{"empty-file", "A file has something in it.",
		"An empty file is most often one that failed to save.",
		"(no bytes)", "---\ntitle: Bridge drained\n---"},
	{"encoding", "A file is UTF-8 text with plain line ends.",
		"Other encodings turn names into question marks, and other line ends move every line number.",
		"(a file saved as UTF-16 or Windows-1252)", "(the same file saved as UTF-8)"},
	{"front-matter", "A file begins with front matter between two lines of ---.",
		"Without both lines nobody can tell the fields from the text.",
		"---\ntitle: Bridge drained\nThe bridge was drained.", "---\ntitle: Bridge drained\n---\nThe bridge was drained."},
	{"hidden-character", "Texts have no invisible characters and none that turn the direction of writing.",
		"They make a name or an address look like another one.",
		"name: \"Exchange\\u202Egro\"", "name: Exchange"},
	{"id-form", "An id has 3 to 80 of a-z, 0-9 and hyphens and is not digits alone; a tag and a key of a vocabulary have a-z, 0-9 and hyphens.",
		"Ids become addresses, which are typed, quoted and never change.",
		"content/incidents/Ronin Bridge.md", "content/incidents/ronin-bridge-theft.md"},
	{"nesting", "Values are not nested deeper than the limit, and aliases do not multiply.",
		"A few lines must not cost the machine its memory.",
		"a: &a [*a]", "a: [one, two]"},
	{"quantity-form", "A quantity is a plain number with all its digits.",
		"Token amounts are exact; a shortened number would be a different one.",
		"quantity: 173.6K", "quantity: 173600"},
	{"source-key", "A source has a key of a-z, 0-9, hyphens and underscores.",
		"Facts and notes name sources by their key.",
		"sources:\n  Ronin post: {url: https://example.org/post}", "sources:\n  ronin-post: {url: https://example.org/post}"},
	{"stray-file", "What stands in content/ is a file that is read: .md, and .yaml for shared sources.",
		"A file with another name, or a link, would be left out without a word.",
		"content/incidents/ronin-bridge-theft.markdown", "content/incidents/ronin-bridge-theft.md"},
	{"syntax", "The front matter is YAML, TOML or JSON that can be read.",
		"Nothing after the mistake can be told apart.",
		"title: Ronin: the bridge", "title: \"Ronin: the bridge\""},
	{"too-large", "A file, its list of amounts and its list of sources stay below the limits of the config.",
		"A hostile or broken file must not cost the machine its memory.",
		"(an entry of 2 MiB)", "limits: {entry_bytes: 4194304}"},
	{"unknown-key", "Every key is one of those in doc/format.md, or begins with x_.",
		"A misspelt key is a fact that disappears.",
		"sumary: Attackers drained the bridge.", "summary: Attackers drained the bridge."},
	{"url-form", "A web address is absolute and begins with http:// or https://.",
		"Other addresses can run code in a reader's browser or lead nowhere.",
		"url: www.example.org/post", "url: https://www.example.org/post"},
	{"value-type", "A value has the form its key asks for: a text, a list, a mapping, a number, true or false.",
		"A value of another form cannot be read.",
		"sources: https://example.org/post", "sources:\n  post: {url: https://example.org/post}"},
}
