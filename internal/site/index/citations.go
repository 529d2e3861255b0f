package index

import (
	"blotter/internal/site"
	"blotter/internal/site/cite"
)

const citationsPath = "/cite/all.bib"

// citationOutput is the citations of all entries in one BibTeX file, oldest
// entry first.
func (x *indexer) citationOutput() site.Output {
	return output(citationsPath, "application/x-bibtex", x.all, func(out *site.Buffer) {
		for i, entry := range x.site.Entries {
			if i > 0 {
				out.WriteByte('\n')
			}
			out.Grow(2 << 10) // more than most take
			out.Write(cite.AppendBibTeX(out.AvailableBuffer(), entry, x.cfg))
		}
	}).Showing(site.ShowsWordsOfAll(site.AllWords)) // the version
}
