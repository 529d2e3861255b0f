package index

import "blotter/internal/site"

// text is a property that is left out when the text is empty.
func text[T any](name, doc string, get func(T) string) property[T] {
	return property[T]{
		name: name, doc: doc, schema: textSchema(),
		optional: true,
		append: func(dst []byte, value T) []byte {
			if text := get(value); text != "" {
				return site.AppendJSON(dst, text)
			}
			return dst
		},
	}
}

// prose is the text of a body.
func prose[T any](name, doc string, get func(T) *site.Body) property[T] {
	return property[T]{
		name: name, doc: doc, schema: textSchema(),
		optional: true,
		append: func(dst []byte, value T) []byte {
			get(value).LendText(func(text string) {
				if text != "" {
					dst = site.AppendJSON(dst, text)
				}
			})
			return dst
		},
	}
}

// address is a text that is a web address.
func address[T any](name, doc string, get func(T) string) property[T] {
	p := text(name, doc, get)
	p.schema = schema{"type": "string", "format": "iri-reference"}
	return p
}

// pageAt is the absolute address of a page of the site, which begins with base.
func pageAt[T any](name, doc, base string, get func(T) string) property[T] {
	p := address(name, doc, get)
	p.append = func(dst []byte, value T) []byte {
		path := get(value)
		if path == "" {
			return dst
		}
		return append(site.AppendJSONText(site.AppendJSONText(append(dst, '"'), base), path), '"')
	}
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
		optional: true,
		append: func(dst []byte, value T) []byte {
			if texts := get(value); len(texts) > 0 {
				return appendStrings(dst, texts)
			}
			return dst
		},
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
		schema:   textSchema(),
		optional: true,
		append: func(dst []byte, value T) []byte {
			if date := get(value); !date.IsZero() {
				dst = append(dst, '"')
				dst, _ = date.AppendText(dst) // its error is always nil
				return append(dst, '"')
			}
			return dst
		},
	}
}

// day is a civil day, left out when there is none.
func day[T any](name, doc string, get func(T) site.Day) property[T] {
	return property[T]{
		name: name, doc: doc, schema: schema{"type": "string", "format": "date"},
		optional: true,
		append: func(dst []byte, value T) []byte {
			if day := get(value); day != site.NoDay {
				dst = append(dst, '"')
				dst, _ = day.AppendText(dst) // its error is always nil
				return append(dst, '"')
			}
			return dst
		},
	}
}

// dollars is an exact amount, left out when nobody states it.
func dollars[T any](name, doc string, get func(T) site.Money) property[T] {
	return property[T]{
		name: name, doc: doc, schema: schema{"type": "string", "pattern": decimalPattern},
		optional: true,
		append: func(dst []byte, value T) []byte {
			if amount := get(value); amount.Known() {
				return appendMoney(dst, amount)
			}
			return dst
		},
	}
}

// quantity is an exact number of units, left out when nobody states it.
func quantity[T any](name, doc string, get func(T) site.Quantity) property[T] {
	return property[T]{
		name: name, doc: doc, schema: schema{"type": "string", "pattern": decimalPattern},
		optional: true,
		append: func(dst []byte, value T) []byte {
			if number := get(value); number.Known() {
				dst, _ = number.AppendText(append(dst, '"')) // its error is always nil
				return append(dst, '"')
			}
			return dst
		},
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
		optional: true,
		append: func(dst []byte, value T) []byte {
			elements := get(value)
			if len(elements) == 0 {
				return dst
			}
			dst = append(dst, '[')
			for i := range elements {
				if i > 0 {
					dst = append(dst, ',')
				}
				dst = of.append(dst, &elements[i])
			}
			return append(dst, ']')
		},
	}
}

// part is an object, left out when get gives nil.
func part[T, E any](name, doc string, of *object[*E], get func(T) *E) property[T] {
	return property[T]{
		name: name, doc: doc, schema: of.schema(),
		optional: true,
		append: func(dst []byte, value T) []byte {
			if part := get(value); part != nil {
				return of.append(dst, part)
			}
			return dst
		},
	}
}

// pairs is an object whose keys the editor chose, left out when it is empty.
// Of two pairs with one key the first stays.
func pairs[T any](name, doc string, get func(T) []site.Pair) property[T] {
	return property[T]{
		name: name, doc: doc, schema: schema{"type": "object", "additionalProperties": textSchema()},
		optional: true,
		append: func(dst []byte, value T) []byte {
			all := get(value)
			if len(all) == 0 {
				return dst
			}
			dst = append(dst, '{')
			for i, pair := range all {
				if taken(all[:i], pair.Key) {
					continue
				}
				if i > 0 {
					dst = append(dst, ',')
				}
				dst = append(site.AppendJSON(dst, pair.Key), ':')
				dst = site.AppendJSON(dst, pair.Value)
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
