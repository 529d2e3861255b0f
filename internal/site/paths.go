package site

import (
	"fmt"
	"strings"
	"unicode"
)

// The addresses of pages. They are paths from the root of the site, with a
// slash at both ends; Config.Href puts the base path before them. Once
// published an address never changes, so this file changes last of all.

// IncidentPath gives the address of an entry's page.
func IncidentPath(id string) string { return "/incidents/" + id + "/" }

// YearPath gives the address of the timeline page of a year.
func YearPath(year int) string { return fmt.Sprintf("/incidents/%04d/", year) }

// MonthPath gives the address of the timeline page of a month.
func MonthPath(year, month int) string { return fmt.Sprintf("/incidents/%04d/%02d/", year, month) }

// ActorPath gives the address of an actor's page.
func ActorPath(id string) string { return "/actors/" + id + "/" }

// TextPath gives the address of a page of content/pages.
func TextPath(id string) string { return "/" + id + "/" }

// DimensionPath gives the address of the page that lists a dimension's groups.
func DimensionPath(d Dimension) string { return "/" + string(d) + "/" }

// GroupPath gives the address of the page of one value of a dimension, the
// key as a slug: "/countries/us/". A month's key, "2023-05", gives MonthPath.
func GroupPath(d Dimension, key string) string {
	if d == ByMonth {
		return DimensionPath(ByYear) + strings.Replace(key, "-", "/", 1) + "/"
	}
	return DimensionPath(d) + Slug(key) + "/"
}

// StatsPath gives the address of a page of statistics: the overview without
// parts, "/stats/taken/" for the amounts behind a class's total,
// "/stats/2022/taken/" for those of a year, "/stats/2022/taken/stolen/" for
// those of one of its kinds, "/stats/kinds/stolen/" for those of a kind.
func StatsPath(parts ...string) string {
	return "/" + strings.Join(append([]string{"stats"}, parts...), "/") + "/"
}

// LedgerPage is how many amounts a page of evidence lists at most.
const LedgerPage = 250

// YearKindPath gives the address of the amounts of a kind in a year, whose
// totals are given; span is the year, or "undated". The page of the class
// lists them kind by kind, so the address is that of the kind's part of it,
// or of the page itself where the class has no other kind. A kind that counts
// amounts which its class leaves out has a page of its own.
func YearKindPath(span string, totals *Summary, kind Kind) string {
	page := StatsPath(span, string(kind.Class()))
	all, own := totals.Class(kind.Class()), totals.Kind(kind)
	if all == nil || own == nil {
		return page
	}
	if !all.Holds(own) {
		return StatsPath(span, string(kind.Class()), string(kind))
	}
	if own.Size() == all.Size() {
		return page
	}
	before := 0 // lines of the class that stand before those of the kind
	for i := range totals.Kinds {
		if other := totals.Kinds[i].Kind; other == kind {
			break
		} else if other.Class() == kind.Class() {
			before += all.sizeOf(other)
		}
	}
	return Numbered(page, before/LedgerPage+1) + "#" + string(kind)
}

// Holds reports whether the lines of a kind enter the total of a class in the
// same parts as they enter the total of the kind.
func (t *Total) Holds(own *Total) bool {
	kind := own.Kind
	same := func(all, own []*Line) bool {
		for _, line := range all {
			if line.Amount.Kind != kind {
				continue
			}
			if len(own) == 0 || own[0] != line {
				return false
			}
			own = own[1:]
		}
		return len(own) == 0
	}
	return same(t.Lines, own.Lines) && same(t.Unpriced, own.Unpriced) && same(t.Apart, own.Apart) && same(t.Excluded, own.Excluded)
}

// sizeOf gives how many lines of a total are of a kind.
func (t *Total) sizeOf(kind Kind) int {
	size := 0
	for _, lines := range [...][]*Line{t.Lines, t.Unpriced, t.Apart, t.Excluded} {
		for _, line := range lines {
			if line.Amount.Kind == kind {
				size++
			}
		}
	}
	return size
}

// OfKind gives the lines of a kind, in their order.
func OfKind(lines []*Line, kind Kind) []*Line {
	var of []*Line
	for _, line := range lines {
		if line.Amount.Kind == kind {
			of = append(of, line)
		}
	}
	return of
}

// Numbered gives the address of the nth page of a list, from 1: the list
// itself, then ".../page-2/".
func Numbered(path string, n int) string {
	if n <= 1 {
		return path
	}
	return fmt.Sprintf("%spage-%d/", path, n)
}

// FeedPath gives the address of an Atom feed. The site's own are "incidents"
// (newest entries) and "corrections".
func FeedPath(name string) string { return "/feeds/" + name + ".atom" }

// HasFeed reports whether each group of a dimension has a feed of its own.
func HasFeed(d Dimension) bool {
	switch d {
	case ByType, ByActor, ByTechnique, ByChain, ByCountry:
		return true
	}
	return false
}

// GroupFeedPath gives the address of a group's Atom feed; its dimension must
// have feeds.
func GroupFeedPath(d Dimension, key string) string {
	return FeedPath(string(d) + "/" + Slug(key))
}

// HasJSON reports whether each group of a dimension that has data files has a
// JSON file among them. Actors have CSV only: there are more of them than of
// all other values together, and their entries, parts and amounts stand in the
// JSON of the record.
func HasJSON(d Dimension) bool { return d != ByActor && d != ByMonth }

// GroupDataPath gives the address of the figures behind a group's totals;
// extension is "csv" or, where HasJSON says so, "json". Group.HasData tells
// whether it has such files.
func GroupDataPath(d Dimension, key, extension string) string {
	return "/data/" + string(d) + "/" + Slug(key) + "." + extension
}

// StatsDataPath gives the address of the tables of a page of statistics;
// extension is "csv" or "json": "/stats/largest/tables.csv".
func StatsDataPath(page, extension string) string { return page + "tables." + extension }

// IncidentDataPath gives the address of an entry as JSON.
func IncidentDataPath(id string) string { return IncidentPath(id) + "index.json" }

// File gives the path of the file that a server hands out for an address:
// "/incidents/" is "incidents/index.html".
func File(path string) string {
	path = strings.TrimPrefix(path, "/")
	if path == "" || strings.HasSuffix(path, "/") {
		return path + "index.html"
	}
	return path
}

// Slug makes an address part from a name: letters and digits in lower case,
// everything else a single hyphen, accents dropped from Latin letters. A name
// without a letter or digit of ASCII gives "x" and a short digest of the name,
// so that two such names keep two addresses.
func Slug(name string) string {
	if isSlug(name) {
		return name
	}
	var b strings.Builder
	gap, lost := false, false
	for _, r := range strings.ToLower(name) {
		if plain, ok := plainLetters[r]; ok {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteString(plain)
			continue
		}
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == '\'' || r == '’':
		default:
			lost = lost || unicode.IsLetter(r)
			gap = true
		}
	}
	if b.Len() == 0 || lost {
		if b.Len() > 0 {
			b.WriteByte('-')
		} else {
			b.WriteByte('x')
		}
		b.WriteString(DigestOf([]byte(name)).String()[:6])
	}
	return b.String()
}

// isSlug reports whether a name is its own address part, as most keys are.
func isSlug(name string) bool {
	gap := true // at the start and behind a hyphen
	for i := range len(name) {
		switch c := name[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			gap = false
		case c == '-' && !gap:
			gap = true
		default:
			return false
		}
	}
	return !gap
}

// plainLetters holds the Latin letters that names use, without their accents.
var plainLetters = func() map[rune]string {
	m := map[rune]string{}
	for plain, accented := range map[string]string{
		"a": "àáâãäåāăą", "ae": "æ", "c": "çćčĉċ", "d": "ďđð", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥħ",
		"i": "ìíîïĩīĭįı", "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŉŋ", "o": "òóôõöøōŏő", "oe": "œ",
		"r": "ŕŗř", "s": "śŝşšș", "ss": "ß", "t": "ţťŧț", "th": "þ", "u": "ùúûüũūŭůűų", "w": "ŵ", "y": "ýÿŷ", "z": "źżž",
	} {
		for _, r := range accented {
			m[r] = plain
		}
	}
	return m
}()
