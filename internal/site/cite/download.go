package cite

import "blotter/internal/site"

// Download is a citation file that a page can hold in a link.
type Download struct {
	Text string // for readers: "BibTeX"
	Name string // of the file: "ronin-bridge-theft.bib"
	URL  string // data: address; see DataURL
}

// Downloads gives the entry in every format for reference managers. They stand
// in each entry's page, so they are written tightly, and without the abstract,
// which is the summary that the page shows.
func Downloads(entry *site.Entry, cfg *site.Config) []Download {
	w := workOf(entry, cfg)
	w.summary = ""
	download := func(text, suffix, media string, data []byte) Download {
		return Download{text, w.id + suffix, DataURL(media, data)}
	}
	var space [1024]byte
	return []Download{
		download("BibTeX", ".bib", MediaBibTeX, w.appendBibTeX(space[:0], "", "=")),
		download("RIS", ".ris", MediaRIS, w.appendRIS(space[:0])),
		download("CSL-JSON", ".csl.json", MediaCSLJSON, w.appendCSLJSON(space[:0])),
	}
}

// DataURL gives a data: address that holds the bytes. Only what an address may
// hold as it is stays so, without what means something in HTML or ends the
// address; the rest becomes %XX. So it is safe in any quoted attribute, and
// html/template leaves it as it is. Media is a media type without parameters.
func DataURL(media string, data []byte) string {
	const hex = "0123456789ABCDEF"
	size := len("data:,") + len(media)
	for _, c := range data {
		size++
		if !inAddress[c] {
			size += 2
		}
	}
	address := make([]byte, 0, size)
	address = append(append(append(address, "data:"...), media...), ',')
	for _, c := range data {
		if inAddress[c] {
			address = append(address, c)
		} else {
			address = append(address, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(address)
}

// inAddress holds the bytes that stand in a data: address as they are.
var inAddress = func() (set [256]bool) {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$*,/:;=@"
	for i := range len(plain) {
		set[plain[i]] = true
	}
	return set
}()
