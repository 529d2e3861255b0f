package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"blotter/internal/site"
)

const (
	shortestTitle, longestTitle     = 10, 110
	shortestSummary, longestSummary = 40, 320
)

var titleLength = Rule{
	ID: "title-length", Severity: site.Error,
	What: "A title has 10 to 110 characters.",
	Why:  "Shorter says nothing in a list or a search result; longer is cut off there.",
	Bad:  "title: Bridge",
	Good: "title: Ronin bridge drained of 173,600 ETH",
	entry: func(e *entry) {
		e.length("title", e.Title, shortestTitle, longestTitle)
	},
}

var titleFullStop = Rule{
	ID: "title-full-stop", Severity: site.Error,
	What: "A title has no full stop at the end.",
	Why:  "It is a headline, and other pages build sentences and citations around it.",
	Bad:  "title: Ronin bridge drained of 173,600 ETH.",
	Good: "title: Ronin bridge drained of 173,600 ETH",
	entry: func(e *entry) {
		if title := strings.TrimSpace(e.Title); strings.HasSuffix(title, ".") {
			e.say("title", "the title "+site.Quote(title)+" ends with a full stop", "take it off, and put an abbreviation such as Inc. elsewhere")
		}
	},
}

var titleTwice = Rule{
	ID: "title-twice", Severity: site.Error,
	What:   "No two entries have one title.",
	Why:    "Readers and search engines could not tell them apart in a list.",
	Bad:    "title: Exchange drained of customer funds",
	Good:   "title: Exchange drained of customer funds in March 2022",
	record: checkTitleTwice,
	titles: true,
}

func checkTitleTwice(d *desk, r *report) {
	first := make(map[string]*site.Incident, len(d.Incidents))
	for i, incident := range d.Incidents {
		title := d.folded(i)
		if title == "" || incident.DuplicateOf != "" {
			continue
		}
		if other, taken := first[title]; taken {
			r.file = incident.File
			r.say("title", site.Quote(incident.Title)+" is the title of "+other.File+" too", "say what sets this one apart: the year, the figure, the other party")
			continue
		}
		first[title] = incident
	}
}

var summaryLength = Rule{
	ID: "summary-length", Severity: site.Error,
	What: "A summary has 40 to 320 characters.",
	Why:  "It stands in lists, feeds and cards, where less says nothing and more is cut off.",
	Bad:  "summary: A bridge was drained.",
	Good: "summary: Attackers holding five of nine validator keys signed two withdrawals from the bridge behind Axie Infinity.",
	entry: func(e *entry) {
		e.length("summary", e.Summary, shortestSummary, longestSummary)
	},
}

// length reports a text that is shorter or longer than it may be, in
// characters. An empty one is missing, which is another rule.
func (r *report) length(field, text string, least, most int) {
	text = strings.TrimSpace(text)
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
	case n < least:
		r.say(field, fmt.Sprintf("the %s %s has %d characters, and %d is the least", field, site.Quote(text), n, least), "say who, what and how much")
	case n > most:
		r.say(field, fmt.Sprintf("the %s %s has %d characters, and %d is the most", field, site.Quote(text), n, most), "keep what a reader must know first")
	}
}

var summaryMarkup = Rule{
	ID: "summary-markup", Severity: site.Error,
	What: "A summary is one paragraph of plain text.",
	Why:  "It is shown as written in lists, feeds and search results, where markup would stand as it is.",
	Bad:  "summary: Attackers holding **five of nine** validator keys signed two withdrawals from the Ronin bridge.",
	Good: "summary: Attackers holding five of nine validator keys signed two withdrawals from the Ronin bridge.",
	entry: func(e *entry) {
		if markup := markupIn(strings.TrimSpace(e.Summary)); markup != "" {
			e.say("summary", "the summary contains "+markup+", and it is plain text", "write it without markup, in one paragraph; the body may have both")
		}
	},
}

// markupIn gives the first sign of markup in a text, quoted; empty if it is
// plain.
func markupIn(text string) string {
	if strings.Contains(text, "\n") {
		return "a line break"
	}
	for _, sign := range []string{"](", "**", "__", "`", "[@", "<!--", "&amp;", "&lt;", "&gt;", "&nbsp;", "&#", "{{"} {
		if strings.Contains(text, sign) {
			return site.Quote(sign)
		}
	}
	for _, sign := range []string{"# ", "- ", "* ", "> "} {
		if strings.HasPrefix(text, sign) {
			return site.Quote(strings.TrimSpace(sign)) + " at its beginning"
		}
	}
	return tagIn(text)
}

// tagIn gives the first HTML tag of a text, quoted; empty if there is none.
// "a < b" is none.
func tagIn(text string) string {
	for {
		open := strings.IndexByte(text, '<')
		if open < 0 {
			return ""
		}
		text = text[open:]
		end := strings.IndexByte(text, '>')
		if end < 0 {
			return ""
		}
		name := strings.TrimPrefix(text[1:end], "/")
		if name != "" && (name[0] >= 'a' && name[0] <= 'z' || name[0] >= 'A' && name[0] <= 'Z') {
			return site.Quote(text[:end+1])
		}
		text = text[1:]
	}
}
