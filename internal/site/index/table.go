package index

import (
	"iter"
	"slices"
	"strings"

	"blotter/internal/site"
)

// table describes rows made from values of type T. Its CSV, its JSON and its
// field list in the data package read the same columns.
type table[T any] struct {
	name, title, doc string
	columns          []column[T]
}

// column is a property that also fits a cell of a CSV file.
type column[T any] struct {
	property[T]
	kind string // a field type of Frictionless Table Schema
	cell func(dst []byte, value T) []byte
	none string // in the rows of a JSON file where there is nothing to say
}

// What stands in the rows of a JSON file for a fact that nobody stated, and for
// a list of which nobody named a member.
const (
	unsaid  = "null"
	noTexts = "[]"
)

// listSeparator stands between the values of one cell.
const listSeparator = ";"

// csv gives the table after RFC 4180: a row of names, then a line each, ended
// by CR LF.
func (t *table[T]) csv(out *site.Buffer, rows iter.Seq[T]) {
	t.header(out)
	line, n := make([]byte, 0, 1024), 0
	for value := range rows {
		line = t.row(line[:0], value)
		out.Write(line)
		n++
		makeRoom(out, n, rows)
	}
}

// makeRoom makes room for all rows of a table when the first of them tell how
// long they are, so that a long file is not copied again and again.
func makeRoom[T any](out *site.Buffer, written int, rows iter.Seq[T]) {
	const first = 64
	if written != first {
		return
	}
	more := -first
	for range rows {
		more++
	}
	out.Grow(out.Len() / first * more * 9 / 8)
}

// header writes the row of names.
func (t *table[T]) header(out *site.Buffer) {
	for i, column := range t.columns {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString(column.name)
	}
	out.WriteString("\r\n")
}

// row appends the row of a value.
func (t *table[T]) row(dst []byte, value T) []byte {
	for i := range t.columns {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = t.columns[i].cell(dst, value)
	}
	return append(dst, '\r', '\n')
}

// json gives the table as an array of rows, one a line, each an array of cells
// in the order of the CSV; the first holds the names of the columns. With the
// names in each row the file would be half as long again.
func (t *table[T]) json(out *site.Buffer, rows iter.Seq[T]) {
	line := append(make([]byte, 0, 1024), "[\n["...)
	for i := range t.columns {
		if i > 0 {
			line = append(line, ',')
		}
		line = site.AppendJSON(line, t.columns[i].name)
	}
	out.Write(append(line, ']'))
	written := 0
	for value := range rows {
		line = t.jsonRow(line[:0], value)
		out.Write(line)
		written++
		makeRoom(out, written, rows)
	}
	out.WriteString("\n]\n")
}

// jsonRow appends the row of a value in the JSON, with what parts it from the
// row before.
func (t *table[T]) jsonRow(dst []byte, value T) []byte {
	dst = append(dst, ",\n["...)
	for i := range t.columns {
		if i > 0 {
			dst = append(dst, ',')
		}
		at := len(dst)
		if dst = t.columns[i].append(dst, value); len(dst) == at {
			dst = append(dst, t.columns[i].none...)
		}
	}
	return append(dst, ']')
}

// appendListCell appends the texts of a list as one cell.
func appendListCell(dst []byte, texts []string) []byte {
	for _, text := range texts {
		if !site.IsPlainCell(text) {
			return site.AppendCell(dst, strings.Join(texts, listSeparator))
		}
	}
	for i, text := range texts {
		if i > 0 {
			dst = append(dst, listSeparator...)
		}
		dst = append(dst, text...)
	}
	return dst
}

// textColumn holds a text.
func textColumn[T any](name, doc string, get func(T) string) column[T] {
	return column[T]{text(name, doc, get), "string", func(dst []byte, value T) []byte { return site.AppendCell(dst, get(value)) }, unsaid}
}

// keyColumn holds a text that every row has.
func keyColumn[T any](name, doc string, get func(T) string) column[T] {
	made := textColumn(name, doc, get)
	made.property, made.none = made.always(), `""`
	return made
}

// pageColumn holds the absolute address of a page of the site, which begins
// with base. Every row has one.
func pageColumn[T any](name, doc, base string, get func(T) string) column[T] {
	return column[T]{pageAt(name, doc, base, get).always(), "string", func(dst []byte, value T) []byte {
		return site.AppendCell(dst, base+get(value))
	}, `""`}
}

// wordColumn holds a word out of a vocabulary.
func wordColumn[T any](name, doc string, known site.Vocabulary, get func(T) string) column[T] {
	made := textColumn(name, doc, get)
	made.property = word(name, doc, known, get)
	return made
}

// dateColumn holds a partial date.
func dateColumn[T any](name, doc string, get func(T) site.Date) column[T] {
	p := date(name, doc, get)
	p.doc = doc + " EDTF."
	return column[T]{p, "string", func(dst []byte, value T) []byte {
		dst, _ = get(value).AppendText(dst) // its error is always nil
		return dst
	}, unsaid}
}

// dayColumn holds a day.
func dayColumn[T any](name, doc string, get func(T) site.Day) column[T] {
	return column[T]{day(name, doc, get), "date", func(dst []byte, value T) []byte {
		dst, _ = get(value).AppendText(dst) // its error is always nil
		return dst
	}, unsaid}
}

// dollarColumn holds an exact amount of dollars.
func dollarColumn[T any](name, doc string, get func(T) site.Money) column[T] {
	return column[T]{dollars(name, doc, get), "number", func(dst []byte, value T) []byte {
		dst, _ = get(value).AppendText(dst) // its error is always nil
		return dst
	}, unsaid}
}

// quantityColumn holds an exact number of units.
func quantityColumn[T any](name, doc string, get func(T) site.Quantity) column[T] {
	return column[T]{quantity(name, doc, get), "number", func(dst []byte, value T) []byte {
		dst, _ = get(value).AppendText(dst) // its error is always nil
		return dst
	}, unsaid}
}

// countColumn holds a whole number of things.
func countColumn[T any](name, doc string, get func(T) int) column[T] {
	return column[T]{count(name, doc, get), "integer", func(dst []byte, value T) []byte { return appendInt(dst, get(value)) }, unsaid}
}

// flagColumn holds true or false.
func flagColumn[T any](name, doc string, get func(T) bool) column[T] {
	return column[T]{flag(name, doc, get), "boolean", func(dst []byte, value T) []byte { return appendBool(dst, get(value)) }, unsaid}
}

// listColumn holds several texts: an array in JSON, in CSV one cell.
func listColumn[T any](name, doc string, get func(T) []string) column[T] {
	return column[T]{texts(name, doc+" In CSV separated by semicolons.", get), "string", func(dst []byte, value T) []byte {
		return appendListCell(dst, get(value))
	}, noTexts}
}

// field is a column in the words of Frictionless Table Schema.
type field struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Description string `json:"description"`
	Constraints any    `json:"constraints,omitempty"`
}

// fields describes the columns of a file in a format, "csv" or "json". What is
// a text with semicolons in CSV is an array in JSON.
func (t *table[T]) fields(format string) []field {
	fields := make([]field, 0, len(t.columns))
	for _, column := range t.columns {
		made := field{Name: column.name, Type: column.kind, Description: column.doc}
		if format == "json" && column.none == noTexts {
			made.Type = "array"
		}
		if !column.optional {
			made.Constraints = map[string]bool{"required": true}
		}
		fields = append(fields, made)
	}
	return slices.Clip(fields)
}
