// Package render makes every HTML page of a linked and counted site. It reads
// no files but the templates it is given, and knows no clock.
//
// # How a page comes about
//
// An edition is one site being rendered. Each family of pages has a file and a
// method on edition that lists its pages, and stands in the list of families in
// pages.go:
//
//	func (e *edition) corrections() []site.Output {
//		view := correctionsView{Frame: e.frame("/corrections/", "Corrections", "What was changed, and why.")}
//		view.Crumbs = e.crumbs(Crumb{Text: "Corrections"})
//		view.Rows = e.rowsOf(entries)
//		return []site.Output{e.page("corrections", &view)}
//	}
//
// The view is a flat struct that embeds Frame, holds what the template shows
// and nothing else, and is finished before the page is made: strings, numbers,
// template.HTML, structs and slices of these, and digested values (*Row). No
// maps, no pointers into the site: page computes Output.Inputs by walking the
// view (digest.go), so that whatever a page shows is covered without a list
// kept by hand. The families with thousands of pages declare their inputs
// instead (inputs.go), and build a view only to make its page. Words are
// chosen here, in Go, where a test can see them; a template only puts them in
// place.
//
// # Templates
//
// templates/base.html is the layout, templates/NAME.html what stands inside
// <main> of the pages made with e.page("NAME", ...), templates/parts/NAME.html
// a part that any of them may use: {{template "rows" .Rows}}. A file holds the
// HTML itself, without {{define}}. A page has one h1. The parts and the views
// they take:
//
//	rows     []*Row           a list of entries, as h3 headings
//	totals   []TotalView      headline figures: sum, count, band, what is missing
//	amount   AmountView       one amount with all that is said of it
//	chart    ChartView        figure: drawing, caption, sentence, table
//	table    TableView        caption, head, rows with links and figures
//	pager    Pager            numbered pages of a list
//
// Figures and dates reach a template as finished HTML from dateHTML, dayHTML
// and moneyHTML (text.go), so that every page writes <time> and <data> alike.
// Addresses inside the site go through e.href.
package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"blotter/internal/site"
	"blotter/internal/site/render/compiled"
)

// Renderer holds the parsed templates. It is read-only after New and may be
// used by any number of goroutines.
type Renderer struct {
	// Program names the version of the program; it enters the Inputs of every
	// page, so that a new program makes all pages anew. Set it before Outputs.
	Program string
	// Tables describes the data files for the page on data. Set it before
	// Outputs; without it the page names no tables.
	Tables func(*site.Site, *site.Statistics) []site.DataTable

	cfg    *site.Config
	assets site.Assets
	pages  map[string]*pageTemplate // by name; look-up only
	parts  map[string]*compiled.Template
	common site.Digest // of base, parts and assets
}

// pageTemplate is the template set of one kind of page: its own file with the
// layout and the parts.
type pageTemplate struct {
	*compiled.Template
	sum site.Digest
}

// New reads the templates: base.html, parts/*.html and one file for each kind
// of page, at the root of templates. Each file goes through minify once; nil
// leaves them as they are. It errors when a file cannot be read or parsed.
func New(cfg *site.Config, templates fs.FS, assets site.Assets, minify func(html []byte) ([]byte, error)) (*Renderer, error) {
	r := &Renderer{cfg: cfg, assets: assets, pages: map[string]*pageTemplate{}, parts: map[string]*compiled.Template{}}
	reader := templateReader{files: templates, minify: minify}
	parts := template.New("")
	sums := []byte{}
	common := append(reader.list("parts"), "base.html")
	for _, file := range common {
		text := reader.read(file)
		sum := site.DigestOf([]byte(file), []byte(text))
		sums = append(sums, sum[:]...)
		reader.parse(parts.New(templateName(file)), file, text)
	}
	r.common = site.DigestOf(sums, assetsText(assets))
	for _, file := range reader.list(".") {
		if file == "base.html" {
			continue
		}
		text := reader.read(file)
		if reader.err != nil {
			break
		}
		set, err := parts.Clone()
		if err != nil {
			return nil, fmt.Errorf("copying the layout for %s: %w", file, err)
		}
		reader.parse(set.New("main"), file, text)
		r.pages[templateName(file)] = &pageTemplate{compiled.New(set.Lookup("base")), site.DigestOf(r.common[:], []byte(text))}
	}
	if reader.err != nil {
		return nil, reader.err
	}
	for _, part := range parts.Templates() {
		r.parts[part.Name()] = compiled.New(part)
	}
	return r, nil
}

// templateName gives the name by which templates call a file: "parts/row.html"
// is "row".
func templateName(file string) string { return strings.TrimSuffix(path.Base(file), ".html") }

// assetsText lists the addresses of static files, sorted: they stand in every
// page's head.
func assetsText(assets site.Assets) []byte {
	lines := make([]string, 0, len(assets))
	for name, address := range assets {
		lines = append(lines, name+"\x00"+address+"\n")
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, ""))
}

// templateReader reads and parses files until the first error, which it keeps.
type templateReader struct {
	files  fs.FS
	minify func([]byte) ([]byte, error)
	err    error
}

// list gives the HTML files of a folder, sorted.
func (t *templateReader) list(folder string) []string {
	if t.err != nil {
		return nil
	}
	entries, err := fs.ReadDir(t.files, folder)
	if err != nil {
		t.err = fmt.Errorf("listing templates: %w", err)
		return nil
	}
	var files []string
	for _, entry := range entries {
		if !entry.IsDir() && strings.HasSuffix(entry.Name(), ".html") {
			files = append(files, path.Join(folder, entry.Name()))
		}
	}
	slices.Sort(files)
	return files
}

func (t *templateReader) read(file string) string {
	if t.err != nil {
		return ""
	}
	text, err := fs.ReadFile(t.files, file)
	if err == nil {
		// One newline more or less at the end of a part would show as a space
		// in running text.
		text = bytes.TrimSpace(text)
		if t.minify != nil {
			text, err = t.minify(text)
		}
	}
	if err != nil {
		t.err = fmt.Errorf("reading template %s: %w", file, err)
	}
	return string(text)
}

func (t *templateReader) parse(into *template.Template, file, text string) {
	if t.err != nil {
		return
	}
	if _, err := into.Parse(text); err != nil {
		t.err = fmt.Errorf("reading template %s: %w", file, err)
	}
}
