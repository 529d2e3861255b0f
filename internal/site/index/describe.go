package index

import (
	"blotter/internal/site"
)

// object describes a JSON object made from a value of type T. Encoding it and
// giving its schema read the same list of properties.
type object[T any] struct {
	title, doc string
	properties []property[T]
}

// property is one key of an object.
type property[T any] struct {
	name, doc string
	// empty reports that there is nothing to say; then the key is left out. A
	// property without it is always there.
	empty  func(T) bool
	append func(dst []byte, value T) []byte
	schema schema
}

// schema is the part of a JSON Schema that tells the values of one property.
type schema map[string]any

// append encodes a value. The separator stands before each key.
func (o *object[T]) append(dst []byte, value T, separator string) []byte {
	dst = append(dst, '{')
	first := true
	for i := range o.properties {
		p := &o.properties[i]
		if p.empty != nil && p.empty(value) {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(dst, separator...)
		dst = append(dst, '"')
		dst = append(dst, p.name...)
		dst = append(dst, '"', ':')
		if separator != "" {
			dst = append(dst, ' ')
		}
		dst = p.append(dst, value)
	}
	return append(dst, '}')
}

// schema gives the JSON Schema of the object.
func (o *object[T]) schema() schema {
	properties, required := schema{}, []string{}
	for _, p := range o.properties {
		described := schema{}
		for key, value := range p.schema {
			described[key] = value
		}
		described["description"] = p.doc
		properties[p.name] = described
		if p.empty == nil {
			required = append(required, p.name)
		}
	}
	made := schema{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		made["required"] = required
	}
	if o.title != "" {
		made["title"] = o.title
	}
	if o.doc != "" {
		made["description"] = o.doc
	}
	return made
}

// The patterns of what JSON carries as text.
const (
	decimalPattern = `^-?[0-9]+(\.[0-9]+)?$`
	versionPattern = `^[0-9a-f]{8}$`
)

func textSchema() schema { return schema{"type": "string"} }

func wordSchema(words site.Vocabulary) schema {
	keys := words.Keys()
	if len(keys) == 0 {
		return textSchema()
	}
	return schema{"type": "string", "enum": keys}
}

// always makes a property that is always there.
func (p property[T]) always() property[T] {
	p.empty = nil
	return p
}

// text is a property that is left out when the text is empty.
func text[T any](name, doc string, get func(T) string) property[T] {
	return property[T]{
		name: name, doc: doc, schema: textSchema(),
		empty:  func(value T) bool { return get(value) == "" },
		append: func(dst []byte, value T) []byte { return appendString(dst, get(value)) },
	}
}

// address is a text that is a web address.
func address[T any](name, doc string, get func(T) string) property[T] {
	p := text(name, doc, get)
	p.schema = schema{"type": "string", "format": "iri-reference"}
	return p
}

// version is the version of an entry and always there.
func version[T any](name, doc string, get func(T) string) property[T] {
	p := text(name, doc, get).always()
	p.schema = schema{"type": "string", "pattern": versionPattern}
	return p
}

// word is a text out of a vocabulary.
func word[T any](name, doc string, words site.Vocabulary, get func(T) string) property[T] {
	p := text(name, doc, get)
	p.schema = wordSchema(words)
	return p
}

// texts is a list of texts, left out when it is empty.
func texts[T any](name, doc string, get func(T) []string) property[T] {
	return property[T]{
		name: name, doc: doc, schema: schema{"type": "array", "items": textSchema()},
		empty:  func(value T) bool { return len(get(value)) == 0 },
		append: func(dst []byte, value T) []byte { return appendStrings(dst, get(value)) },
	}
}

// words is a list of texts out of a vocabulary.
func words[T any](name, doc string, known site.Vocabulary, get func(T) []string) property[T] {
	p := texts(name, doc, get)
	p.schema = schema{"type": "array", "items": wordSchema(known)}
	return p
}

// date is a partial date in EDTF, left out when it is absent.
func date[T any](name, doc string, get func(T) site.Date) property[T] {
	return property[T]{
		name: name, doc: doc + " EDTF: 2022, 2022-03, 2022-03-23, 2022-03~, 2022-03?, 2022-03-23/2022-03-29, ../2022-05, 2022-05/.., unknown.",
		schema: textSchema(),
		empty:  func(value T) bool { return get(value).IsZero() },
		append: func(dst []byte, value T) []byte { return appendString(dst, get(value).String()) },
	}
}

// day is a civil day, left out when there is none.
func day[T any](name, doc string, get func(T) site.Day) property[T] {
	return property[T]{
		name: name, doc: doc, schema: schema{"type": "string", "format": "date"},
		empty:  func(value T) bool { return get(value) == site.NoDay },
		append: func(dst []byte, value T) []byte { return appendString(dst, get(value).String()) },
	}
}

// dollars is an exact amount, left out when nobody states it.
func dollars[T any](name, doc string, get func(T) site.Money) property[T] {
	return property[T]{
		name: name, doc: doc, schema: schema{"type": "string", "pattern": decimalPattern},
		empty:  func(value T) bool { return !get(value).Known() },
		append: func(dst []byte, value T) []byte { return appendMoney(dst, get(value)) },
	}
}

// quantity is an exact number of units, left out when nobody states it.
func quantity[T any](name, doc string, get func(T) site.Quantity) property[T] {
	return property[T]{
		name: name, doc: doc, schema: schema{"type": "string", "pattern": decimalPattern},
		empty:  func(value T) bool { return !get(value).Known() },
		append: func(dst []byte, value T) []byte { return appendString(dst, get(value).String()) },
	}
}

// flag is true or false and always there.
func flag[T any](name, doc string, get func(T) bool) property[T] {
	return property[T]{
		name: name, doc: doc, schema: schema{"type": "boolean"},
		append: func(dst []byte, value T) []byte { return appendBool(dst, get(value)) },
	}
}

// count is a whole number of things and always there.
func count[T any](name, doc string, get func(T) int) property[T] {
	return property[T]{
		name: name, doc: doc, schema: schema{"type": "integer", "minimum": 0},
		append: func(dst []byte, value T) []byte { return appendInt(dst, get(value)) },
	}
}

// list is a list of objects, left out when it is empty.
func list[T, E any](name, doc string, of *object[*E], get func(T) []E) property[T] {
	return property[T]{
		name: name, doc: doc, schema: schema{"type": "array", "items": of.schema()},
		empty: func(value T) bool { return len(get(value)) == 0 },
		append: func(dst []byte, value T) []byte {
			dst = append(dst, '[')
			elements := get(value)
			for i := range elements {
				if i > 0 {
					dst = append(dst, ',')
				}
				dst = of.append(dst, &elements[i], "")
			}
			return append(dst, ']')
		},
	}
}

// part is an object, left out when get gives nil.
func part[T, E any](name, doc string, of *object[*E], get func(T) *E) property[T] {
	return property[T]{
		name: name, doc: doc, schema: of.schema(),
		empty:  func(value T) bool { return get(value) == nil },
		append: func(dst []byte, value T) []byte { return of.append(dst, get(value), "") },
	}
}

// pairs is an object whose keys the editor chose, left out when it is empty.
// Of two pairs with one key the first stays.
func pairs[T any](name, doc string, get func(T) []site.Pair) property[T] {
	return property[T]{
		name: name, doc: doc, schema: schema{"type": "object", "additionalProperties": textSchema()},
		empty: func(value T) bool { return len(get(value)) == 0 },
		append: func(dst []byte, value T) []byte {
			dst = append(dst, '{')
			for i, pair := range get(value) {
				if taken(get(value)[:i], pair.Key) {
					continue
				}
				if i > 0 {
					dst = append(dst, ',')
				}
				dst = append(appendString(dst, pair.Key), ':')
				dst = appendString(dst, pair.Value)
			}
			return append(dst, '}')
		},
	}
}

// taken reports whether one of the pairs has the key.
func taken(pairs []site.Pair, key string) bool {
	for _, pair := range pairs {
		if pair.Key == key {
			return true
		}
	}
	return false
}
