package cite

import (
	"strings"

	"blotter/internal/site"
)

// BibTeX gives the entry as a biblatex @online record, which old styles read
// as @misc. Its key is the entry's id, so that the records of a whole site
// make one file.
func BibTeX(entry *site.Entry, cfg *site.Config) []byte { return AppendBibTeX(nil, entry, cfg) }

// AppendBibTeX appends what BibTeX gives.
func AppendBibTeX(dst []byte, entry *site.Entry, cfg *site.Config) []byte {
	w := workOf(entry, cfg)
	return w.appendBibTeX(dst, "\n  ", " = ", "\n")
}

// appendBibTeX appends the record, with a text before each field, one between
// its name and its value, and one at the end of what is not a field.
func (w *work) appendBibTeX(dst []byte, before, between, end string) []byte {
	dst = append(dst, "@online{"...)
	dst = append(append(dst, w.id...), ',')
	field := func(name string, values ...string) {
		if values[0] == "" {
			return
		}
		dst = append(append(append(append(dst, before...), name...), between...), '{')
		for _, value := range values {
			dst = append(dst, value...)
		}
		dst = append(dst, "},"...)
	}
	field("author", bibAuthors(w.authors))
	// The second pair of braces keeps a style from lowering the capitals.
	field("title", "{", bibText(w.title), "}")
	field("organization", bibText(w.container))
	field("publisher", bibText(w.publisher))
	if day := w.day.String(); day != "" {
		field("date", day)
		field("year", day[:4])
	}
	field("version", bibText(w.version))
	field("url", bibURL(w.url))
	field("language", bibText(w.language))
	field("abstract", bibText(w.summary))
	if w.withdrawn {
		field("note", "Withdrawn")
	}
	return append(append(append(dst, end...), '}'), end...)
}

// bibAuthors joins authors with the word that BibTeX splits them at. A name
// that holds the word or a comma, and the only author, which may be a
// publisher, are braced: else "Smith and Sons" were two people.
func bibAuthors(authors []string) string {
	if len(authors) == 1 {
		return "{" + bibText(authors[0]) + "}"
	}
	names := make([]string, len(authors))
	for i, author := range authors {
		names[i] = bibText(author)
		splits := strings.Contains(" "+strings.ToLower(author)+" ", " and ") || strings.Contains(author, ",")
		if splits {
			names[i] = "{" + names[i] + "}"
		}
	}
	return strings.Join(names, " and ")
}

// bibEscapes holds what TeX would not print as itself. Braces go by name,
// because BibTeX counts a brace even after a backslash.
var bibEscapes = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\textbraceleft{}`, `}`, `\textbraceright{}`,
	`$`, `\$`, `&`, `\&`, `#`, `\#`, `_`, `\_`, `%`, `\%`,
	`~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`)

func bibText(text string) string { return bibEscapes.Replace(text) }

// bibURLEscapes holds what would end the field.
var bibURLEscapes = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20")

// bibURL gives an address for a field that is printed as it is.
func bibURL(address string) string { return bibURLEscapes.Replace(oneLine(address)) }
