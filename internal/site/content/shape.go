package content

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"

	"blotter/internal/site"
)

// field is one key of a shape and the way its value is read.
type field[T any] struct {
	key  string
	read func(d *decoder, value *node, into *T)
}

// shape is the known keys of one kind of mapping.
type shape[T any] struct {
	what   string // "an amount", as a message says it
	fields []field[T]
	index  map[string]int
	extra  func(*T) *[]site.Pair // where x_ keys go; nil = nowhere
	blank  func(*T)              // fills in what "not written" is where that is not the zero value; nil = nothing
}

func newShape[T any](what string, fields ...[]field[T]) *shape[T] {
	s := &shape[T]{what: what, index: map[string]int{}}
	for _, some := range fields {
		s.fields = append(s.fields, some...)
	}
	for i, f := range s.fields {
		s.index[f.key] = i
	}
	return s
}

// keys gives the known keys in the order of the documentation.
func (s *shape[T]) keys() []string {
	keys := make([]string, len(s.fields))
	for i, f := range s.fields {
		keys[i] = f.key
	}
	return keys
}

// decode reads a mapping, key by key in the order written.
func (s *shape[T]) decode(d *decoder, n *node, into *T) {
	n = resolve(n)
	if isNull(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		d.report(n, "value-type", quoteField(d, n)+" is "+describe(n)+"; "+s.what+" is a mapping", "write "+s.example())
		return
	}
	var seen [64]*node
	var own map[string]*node // the x_ keys
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at, known := s.index[key.Value]
		switch {
		case key.Kind != yaml.ScalarNode:
			d.report(key, "value-type", "a key of "+s.what+" is "+describe(key)+", not a word", "")
		case !known && s.extra != nil && strings.HasPrefix(key.Value, "x_"):
			if own[key.Value] != nil {
				d.duplicateKey(key, own[key.Value])
				continue
			}
			if own == nil {
				own = map[string]*node{}
			}
			own[key.Value] = key
			d.extraField(s.extra(into), key, value)
		case !known:
			if n.Style&yaml.FlowStyle != 0 && i > 0 && isNull(value) {
				d.report(key, "unknown-key", site.Quote(key.Value)+" is not a key of "+s.what, "a comma ends a value inside of braces: put the text before it in quotes")
				continue
			}
			d.unknownKey(key, s.what, s.keys(), s.extra != nil)
		case seen[at] != nil:
			d.duplicateKey(key, seen[at])
		default:
			seen[at] = key
			s.fields[at].read(d, value, into)
		}
	}
}

// example gives the beginning of a mapping of this shape.
func (s *shape[T]) example() string {
	return "{" + s.fields[0].key + ": ..., " + s.fields[min(1, len(s.fields)-1)].key + ": ...}"
}

func (d *decoder) unknownKey(key *node, what string, known []string, extra bool) {
	hint := "the keys of " + what + " are " + strings.Join(known, ", ")
	if near := site.Nearest(key.Value, known); near != "" {
		hint = "write " + near
	} else if key.Value == "<<" {
		hint = "write the fields out"
	} else if place, ok := elsewhere[key.Value]; ok {
		hint = "it belongs " + place
	} else if extra {
		hint = "take it out, or call it x_" + strings.ReplaceAll(site.Slug(key.Value), "-", "_") + " to keep data of your own"
	}
	d.report(key, "unknown-key", site.Quote(key.Value)+" is not a key of "+what, hint)
}

// elsewhere says of keys that editors often write one level too high where
// they belong.
var elsewhere = map[string]string{
	"usd": "inside of amounts", "asset": "inside of amounts", "quantity": "inside of amounts", "precision": "inside of amounts",
	"claims": "inside of an amount", "part_of": "inside of an amount", "same_funds": "inside of an amount",
	"role": "inside of actors", "standing": "inside of actors", "url": "inside of sources", "publisher": "inside of sources",
}

func (d *decoder) duplicateKey(key, first *node) {
	d.report(key, "duplicate-key", site.Quote(key.Value)+" is written twice", fmt.Sprintf("the first is on line %d: keep one", d.firstLine+first.Line-1))
}

// The fields that only put a text, a list or a date somewhere.

func lineField[T any](key string, at func(*T) *string) []field[T] {
	return []field[T]{{key, func(d *decoder, n *node, into *T) { *at(into) = d.line(n) }}}
}

func proseField[T any](key string, at func(*T) *string) []field[T] {
	return []field[T]{{key, func(d *decoder, n *node, into *T) { *at(into) = d.prose(n) }}}
}

func dateField[T any](key string, at func(*T) *site.Date) []field[T] {
	return []field[T]{{key, func(d *decoder, n *node, into *T) { *at(into) = d.date(n) }}}
}

func dayField[T any](key string, at func(*T) *site.Day) []field[T] {
	return []field[T]{{key, func(d *decoder, n *node, into *T) { *at(into) = d.day(n) }}}
}

func wordsField[T any](key string, at func(*T) *[]string) []field[T] {
	return []field[T]{{key, func(d *decoder, n *node, into *T) { *at(into) = d.keepList(d.words(n)) }}}
}

func sourcesField[T any](at func(*T) *[]string) []field[T] {
	return []field[T]{{"sources", func(d *decoder, n *node, into *T) { *at(into) = d.used(n) }}}
}

// custom is a field that has a reader of its own.
func custom[T any](key string, read func(d *decoder, value *node, into *T)) []field[T] {
	return []field[T]{{key, read}}
}
