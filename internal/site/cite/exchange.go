package cite

import (
	"bytes"
	"encoding/json"
	"fmt"

	"blotter/internal/site"
)

// RIS gives the entry as a RIS record of the type that reference managers
// read as a web page. Its lines end with CR and LF, as the format wants.
func RIS(entry *site.Entry, cfg *site.Config) []byte {
	w := workOf(entry, cfg)
	var b bytes.Buffer
	line := func(tag, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s  - %s\r\n", tag, oneLine(value))
		}
	}
	line("TY", "ELEC")
	line("ID", w.id)
	line("TI", w.title)
	for _, author := range w.authors {
		line("AU", author)
	}
	line("T2", w.container)
	line("PB", w.publisher)
	if year, month, day := w.day.Civil(); w.day != site.NoDay {
		line("PY", fmt.Sprintf("%04d", year))
		line("DA", fmt.Sprintf("%04d/%02d/%02d/", year, month, day))
	}
	line("ET", w.version)
	line("UR", w.url)
	line("LA", w.language)
	line("AB", w.summary)
	if w.withdrawn {
		line("N1", "Withdrawn")
	}
	b.WriteString("ER  - \r\n")
	return b.Bytes()
}

// cslItem is an item of CSL-JSON.
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Author    []cslName `json:"author"`
	Container string    `json:"container-title,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Version   string    `json:"version,omitempty"`
	URL       string    `json:"URL"`
	Language  string    `json:"language,omitempty"`
	Abstract  string    `json:"abstract,omitempty"`
	Status    string    `json:"status,omitempty"`
}

// cslName is a name that is not split into given and family name, because an
// entry does not say which is which.
type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// CSLJSON gives the entry as a list with one item of CSL-JSON, of the type
// webpage.
func CSLJSON(entry *site.Entry, cfg *site.Config) ([]byte, error) {
	w := workOf(entry, cfg)
	item := cslItem{
		ID: w.id, Type: "webpage", Title: w.title, Container: w.container, Publisher: w.publisher,
		Version: w.version, URL: w.url, Language: w.language, Abstract: w.summary,
	}
	for _, author := range w.authors {
		item.Author = append(item.Author, cslName{author})
	}
	if year, month, day := w.day.Civil(); w.day != site.NoDay {
		item.Issued = &cslDate{[][]int{{year, month, day}}}
	}
	if w.withdrawn {
		item.Status = "withdrawn"
	}
	data, err := json.MarshalIndent([]cslItem{item}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("citing %s as CSL-JSON: %w", entry.ID, err)
	}
	return append(data, '\n'), nil
}
