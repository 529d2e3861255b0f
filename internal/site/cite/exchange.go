package cite

import (
	"strconv"

	"blotter/internal/site"
)

// RIS gives the entry as a RIS record of the type that reference managers
// read as a web page. Its lines end with CR and LF, as the format wants.
func RIS(entry *site.Entry, cfg *site.Config) []byte {
	w := workOf(entry, cfg)
	return w.appendRIS(nil, w.id)
}

// appendRIS appends the record. The format can do without the id.
func (w *work) appendRIS(dst []byte, id string) []byte {
	line := func(tag, value string) {
		if value != "" {
			dst = append(append(dst, tag...), "  - "...)
			dst = append(append(dst, value...), "\r\n"...)
		}
	}
	line("TY", "ELEC")
	line("ID", id)
	line("TI", w.title)
	for _, author := range w.authors {
		line("AU", author)
	}
	line("T2", w.container)
	line("PB", w.publisher)
	if day := w.day.String(); w.day != site.NoDay {
		line("PY", day[:4])
		line("DA", day[:4]+"/"+day[5:7]+"/"+day[8:]+"/")
	}
	line("ET", oneLine(w.version))
	line("UR", oneLine(w.url))
	line("LA", oneLine(w.language))
	line("AB", w.summary)
	if w.withdrawn {
		line("N1", "Withdrawn")
	}
	return append(dst, "ER  - \r\n"...)
}

// CSLJSON gives the entry as a list with one item of CSL-JSON, of the type
// webpage. A name is not split into given and family name, because an entry
// does not say which is which.
func CSLJSON(entry *site.Entry, cfg *site.Config) []byte {
	w := workOf(entry, cfg)
	return w.appendCSLJSON(nil)
}

func (w *work) appendCSLJSON(dst []byte) []byte {
	member := func(name, value string) {
		if value != "" {
			dst = append(append(append(dst, `,"`...), name...), `":`...)
			dst = site.AppendJSON(dst, value)
		}
	}
	dst = site.AppendJSON(append(dst, `[{"id":`...), w.id)
	member("type", "webpage")
	member("title", w.title)
	dst = append(dst, `,"author":[`...)
	for i, author := range w.authors {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(site.AppendJSON(append(dst, `{"literal":`...), author), '}')
	}
	dst = append(dst, ']')
	member("container-title", w.container)
	member("publisher", w.publisher)
	if year, month, day := w.day.Civil(); w.day != site.NoDay {
		dst = strconv.AppendInt(append(dst, `,"issued":{"date-parts":[[`...), int64(year), 10)
		dst = strconv.AppendInt(append(dst, ','), int64(month), 10)
		dst = strconv.AppendInt(append(dst, ','), int64(day), 10)
		dst = append(dst, "]]}"...)
	}
	member("version", w.version)
	member("URL", w.url)
	member("language", w.language)
	member("abstract", w.summary)
	if w.withdrawn {
		member("status", "withdrawn")
	}
	return append(dst, "}]\n"...)
}
