package index

import (
	"bytes"
	"maps"

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
	// append appends the value, and nothing where there is nothing to say.
	append func(dst []byte, value T) []byte
	// optional says that the key is left out where there is nothing to say;
	// else an empty text stands for it.
	optional bool
	schema   schema
}

// schema is the part of a JSON Schema that tells the values of one property.
type schema map[string]any

// append encodes a value.
func (o *object[T]) append(dst []byte, value T) []byte {
	dst = append(dst, '{')
	separator := ""
	for i := range o.properties {
		p := &o.properties[i]
		start := len(dst)
		dst = append(dst, separator...)
		dst = append(dst, '"')
		dst = append(dst, p.name...)
		dst = append(dst, '"', ':')
		at := len(dst)
		dst = p.append(dst, value)
		if len(dst) == at {
			if p.optional {
				dst = dst[:start]
				continue
			}
			dst = append(dst, `""`...)
		}
		separator = ","
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
		if !p.optional {
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
	p.optional = false
	return p
}

// missing makes a property that is left out where its value, a text or a flag,
// is what most entries say. The schema tells readers what a missing one means.
func (p property[T]) missing(means any) property[T] {
	var usual []byte
	switch means := means.(type) {
	case string:
		usual = site.AppendJSON(nil, means)
	case bool:
		usual = appendBool(nil, means)
	}
	full := p.append
	p.append = func(dst []byte, value T) []byte {
		at := len(dst)
		if dst = full(dst, value); bytes.Equal(dst[at:], usual) {
			return dst[:at]
		}
		return dst
	}
	p.optional, p.schema = true, with(p.schema, "default", means)
	return p
}

// only makes a property that is left out but for the values of a sort.
func (p property[T]) only(sort func(T) bool) property[T] {
	full := p.append
	p.optional = true
	p.append = func(dst []byte, value T) []byte {
		if sort(value) {
			return full(dst, value)
		}
		return dst
	}
	return p
}

// with gives a schema with one thing more.
func with(s schema, key string, value any) schema {
	made := maps.Clone(s)
	made[key] = value
	return made
}
