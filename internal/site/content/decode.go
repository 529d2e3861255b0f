package content

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"blotter/internal/site"
)

// decoder reads the values of one file and collects what is wrong with them.
// A value with a mistake is left at its zero.
type decoder struct {
	file      string
	limits    site.Limits
	firstLine int        // line of the file on which the tree begins, from 1
	root      *node      // nil until the front matter could be read
	plain     *plainTree // the memory of root, if any is to be given back
	indented  int        // line of the first indented fence in the front matter, from 1; 0 = none
	uses      []string
	problems  []site.Problem
}

// quoteField names the field of a value for a message.
func quoteField(d *decoder, n *node) string {
	if d.full() {
		return "a value" // nobody will read it, and the search costs time
	}
	if field := fieldOf(d.root, n); field != "" {
		return site.Quote(field)
	}
	return "the file"
}

// scalar gives the text of a value as it is written, never as YAML
// understands it: 2022-03 stays text, and so does 1_000. False where there is
// none.
func (d *decoder) scalar(n *node, want string) (string, bool) {
	n = resolve(n)
	switch {
	case isNull(n):
		return "", false
	case n.Kind != yaml.ScalarNode:
		d.report(n, "value-type", quoteField(d, n)+" is "+describe(n)+"; it takes "+want, "")
		return "", false
	case n.Style&yaml.TaggedStyle != 0 && !plainTags[n.Tag]:
		d.report(n, "value-type", "the tag "+site.Quote(n.Tag)+" is not read", "take it out")
		return "", false
	}
	return n.Value, true
}

var plainTags = map[string]bool{"!!str": true, "!!int": true, "!!float": true, "!!bool": true, "!!null": true, "!!timestamp": true}

// line reads a text of one line, such as a title or a name. Line feeds of a
// block scalar become spaces.
func (d *decoder) line(n *node) string {
	text := d.prose(n)
	if strings.ContainsAny(text, "\n\t") {
		return strings.Join(strings.Fields(text), " ")
	}
	return text
}

// prose reads a text that may have several lines.
func (d *decoder) prose(n *node) string {
	text, ok := d.scalar(n, "a text")
	if !ok {
		return ""
	}
	return d.keep(d.visible(resolve(n), strings.TrimSpace(text)))
}

// words reads a list of texts; a single text is a list of one.
func (d *decoder) words(n *node) []string {
	n = resolve(n)
	switch {
	case isNull(n):
		return nil
	case n.Kind == yaml.ScalarNode:
		if word := d.line(n); word != "" {
			return []string{word}
		}
		return nil
	case n.Kind == yaml.MappingNode:
		d.report(n, "value-type", quoteField(d, n)+" is a mapping; it takes a list of words", "write [one, two]")
		return nil
	}
	words := make([]string, 0, len(n.Content))
	for _, item := range n.Content {
		if word := d.line(item); word != "" {
			words = append(words, word)
		}
	}
	return words
}

// used reads a list of source keys and remembers that they are used.
func (d *decoder) used(n *node) []string {
	keys := d.keepList(d.words(n))
	d.uses = append(d.uses, keys...)
	return keys
}

// slugs reads a list of words that become parts of addresses.
func (d *decoder) slugs(n *node, valid func(string) bool, what string) []string {
	words := d.words(n)
	kept := words[:0]
	for i, word := range words {
		if valid(word) {
			kept = append(kept, word)
			continue
		}
		at := resolve(n)
		if at.Kind == yaml.SequenceNode && i < len(at.Content) {
			at = at.Content[i]
		}
		d.report(at, "id-form", site.Quote(word)+" is not "+what, slugHint(word))
	}
	return kept
}

// slugHint offers the nearest text that may stand in an address.
func slugHint(word string) string {
	if slug := site.Slug(word); ValidID(slug) && slug != word {
		return "write " + slug
	}
	return "use 3 to 80 of a-z, 0-9 and hyphens, not digits alone"
}

// items calls read for each mapping of a list.
func (d *decoder) items(n *node, what string, read func(item *node)) {
	n = resolve(n)
	switch {
	case isNull(n):
	case n.Kind == yaml.SequenceNode:
		for _, item := range n.Content {
			read(item)
		}
	case n.Kind == yaml.MappingNode:
		d.report(n, "value-type", quoteField(d, n)+" is one mapping; it takes a list", "begin each item with a hyphen")
		read(n)
	default:
		d.report(n, "value-type", quoteField(d, n)+" is "+describe(n)+"; it takes a list, each item "+what, "begin each item with a hyphen")
	}
}

// parsed reads a text with one of the parsers of package site.
func parsed[V any](d *decoder, n *node, rule, want string, parse func(string) (V, error)) (value V, ok bool) {
	text, found := d.scalar(n, want)
	if !found || text == "" {
		return value, false
	}
	value, err := parse(text)
	if err != nil {
		d.reportParse(n, rule, err)
		return value, false
	}
	return value, true
}

// reportParse turns the error of a parser into a problem.
func (d *decoder) reportParse(n *node, rule string, err error) {
	var wrong *site.ParseError
	if errors.As(err, &wrong) {
		d.report(resolve(n), rule, wrong.Error(), wrong.Hint)
		return
	}
	d.report(resolve(n), rule, err.Error(), "")
}

func (d *decoder) date(n *node) site.Date {
	date, _ := parsed(d, n, "date-form", "a date", site.ParseDate)
	return date
}

func (d *decoder) day(n *node) site.Day {
	if day, ok := parsed(d, n, "date-form", "a day", site.ParseDay); ok {
		return day
	}
	return site.NoDay
}

// truth reads true or false.
func (d *decoder) truth(n *node) (value, ok bool) {
	text, found := d.scalar(n, "true or false")
	switch {
	case !found:
		return false, false
	case text == "true" || text == "false":
		return text == "true", true
	}
	hint := "write true or false"
	switch strings.ToLower(text) {
	case "yes", "on", "y", "true":
		hint = "write true"
	case "no", "off", "n", "false":
		hint = "write false"
	}
	d.report(resolve(n), "value-type", site.Quote(text)+" is neither true nor false", hint)
	return false, false
}

// number reads a whole number of at least least; false where there is none.
func (d *decoder) number(n *node, least int) (int, bool) {
	text, found := d.scalar(n, "a number")
	if !found {
		return 0, false
	}
	value, err := strconv.Atoi(text)
	if err != nil || value < least {
		d.report(resolve(n), "value-type", fmt.Sprintf("%s is not a whole number of at least %d", site.Quote(text), least), "")
		return 0, false
	}
	return value, true
}

// oneOf reads one of a few words.
func (d *decoder) oneOf(n *node, words ...string) string {
	text, found := d.scalar(n, "one word")
	if !found {
		return ""
	}
	for _, word := range words {
		if text == word {
			return word
		}
	}
	hint := "write " + strings.Join(words, " or ")
	if near := site.Nearest(text, words); near != "" {
		hint = "write " + near
	}
	d.report(resolve(n), "value-type", site.Quote(text)+" is not one of "+strings.Join(words, ", "), hint)
	return ""
}

// pairs reads a mapping of words to words; a list gives several pairs with
// one key.
func (d *decoder) pairs(n *node) []site.Pair {
	var pairs []site.Pair
	d.entries(n, "identifiers", func(key, value *node) {
		for _, word := range d.words(value) {
			pairs = append(pairs, site.Pair{Key: d.keep(d.visible(key, key.Value)), Value: word})
		}
	})
	return pairs
}

// entries calls read for each key of a mapping whose keys are free.
func (d *decoder) entries(n *node, what string, read func(key, value *node)) {
	n = resolve(n)
	if isNull(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		d.report(n, "value-type", quoteField(d, n)+" is "+describe(n)+"; it takes "+what+" by key", "write key: value")
		return
	}
	var seen keysSeen
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode {
			d.report(key, "value-type", "a key is "+describe(key)+", not a word", "")
		} else if first := seen.first(n.Content[:i], key); first != nil {
			d.duplicateKey(key, first)
		} else {
			read(key, n.Content[i+1])
		}
	}
}

// keysSeen finds keys that a mapping has twice. Few keys are compared with
// each other; of many it makes an index.
type keysSeen map[string]*node

// first gives the first key of its name among the members before it; nil where
// there is none.
func (s *keysSeen) first(before []*node, key *node) *node {
	const few = 32
	if len(before) <= few {
		for i := 0; i < len(before); i += 2 {
			if before[i].Kind == yaml.ScalarNode && before[i].Value == key.Value {
				return before[i]
			}
		}
		return nil
	}
	if *s == nil {
		*s = keysSeen{}
		for i := 0; i < len(before); i += 2 {
			if _, twice := (*s)[before[i].Value]; !twice && before[i].Kind == yaml.ScalarNode {
				(*s)[before[i].Value] = before[i]
			}
		}
	}
	found := (*s)[key.Value]
	if found == nil {
		(*s)[key.Value] = key
	}
	return found
}
