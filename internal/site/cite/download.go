package cite

import "sync"

// Format is a form for reference managers in which a page holds the citation of
// its entry, as a link.
type Format struct {
	Text   string // for readers: "BibTeX"
	Suffix string // of the file: ".bib"
	media  string
	append func(*work, []byte) []byte
}

// Formats are all formats, in the order in which pages offer them.
var Formats = [...]Format{
	{"BibTeX", ".bib", MediaBibTeX, func(w *work, dst []byte) []byte { return w.appendBibTeX(dst, "", "=", "") }},
	{"RIS", ".ris", MediaRIS, func(w *work, dst []byte) []byte { return w.appendRIS(dst, "") }},
	{"CSL-JSON", ".csl.json", MediaCSLJSON, (*work).appendCSLJSON},
}

// AppendURL appends the entry in a format as a data: address. It stands in each
// entry's page, so it is written tightly, and without the abstract, which is
// the summary that the page shows, and the language, unless it is another than
// that of the record. Of the RIS the id, which is in the address, is missing.
func (c *Citation) AppendURL(dst []byte, format *Format) []byte {
	w := c.work
	w.summary, w.language = "", c.otherLanguage
	space := spaces.Get().(*[]byte)
	*space = format.append(&w, (*space)[:0])
	dst = AppendDataURL(dst, format.media, *space)
	spaces.Put(space)
	return dst
}

var spaces = sync.Pool{New: func() any { return new([]byte) }}

// DataURL gives a data: address that holds the bytes. Only what an address may
// hold as it is stays so, without what means something in HTML or ends the
// address; the rest becomes %XX. So it is safe in any quoted attribute, and
// html/template leaves it as it is. Media is a media type without parameters.
func DataURL(media string, data []byte) string { return string(AppendDataURL(nil, media, data)) }

// AppendDataURL appends what DataURL gives.
func AppendDataURL(dst []byte, media string, data []byte) []byte {
	const hex = "0123456789ABCDEF"
	dst = append(append(append(dst, "data:"...), media...), ',')
	plain := 0 // where the bytes begin that stand as they are
	for i, c := range data {
		if !inAddress[c] {
			dst = append(append(dst, data[plain:i]...), '%', hex[c>>4], hex[c&15])
			plain = i + 1
		}
	}
	return append(dst, data[plain:]...)
}

// inAddress holds the bytes that stand in a data: address as they are.
var inAddress = func() (set [256]bool) {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$*,/:;=@"
	for i := range len(plain) {
		set[plain[i]] = true
	}
	return set
}()
