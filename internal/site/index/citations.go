package index

import (
	"blotter/internal/site"
	"blotter/internal/site/cite"
)

const citationsPath = "/cite/all.bib"

// citationOutput is the citations of all entries in one BibTeX file, oldest
// entry first.
func (x *indexer) citationOutput() site.Output {
	entries := x.site.Entries
	citation := func(dst []byte, entry *site.Entry) []byte {
		if dst = cite.AppendBibTeX(dst, entry, x.cfg); entry != entries[len(entries)-1] {
			dst = append(dst, '\n')
		}
		return dst
	}
	made := output(citationsPath, "application/x-bibtex", x.all, func(out *site.Buffer) {
		for _, entry := range entries {
			out.Grow(2 << 10) // more than most take
			out.Write(citation(out.AvailableBuffer(), entry))
		}
	}).Showing(site.ShowsWordsOfAll(site.AllWords)) // the version
	citations := pieces{entries: entries, piece: citation, begin: func(dst []byte, entry *site.Entry) []byte {
		return append(append(append(dst, "@online{"...), entry.ID...), ',')
	}}
	made.Reword = citations.reword
	return made
}
