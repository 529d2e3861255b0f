package build

import (
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"text/template"

	"blotter/internal/site"
	"blotter/internal/site/content"
)

// Scaffold is what is known of an entry when it is started.
type Scaffold struct {
	ID        string // empty = made from the title
	Title     string
	Type      string
	Date      site.Date
	Published site.Day
}

// NewEntry writes the start of an entry into the site folder, each blank left
// to fill, and gives its path. It never overwrites: an id that is taken,
// anywhere below content/incidents, is an error, and so is an unknown type.
func NewEntry(dir string, s Scaffold) (string, error) {
	source, err := OpenSource(dir)
	if err != nil {
		return "", err
	}
	defer source.Close()
	cfg, _, err := content.LoadConfig(source.Content)
	if err != nil {
		return "", fmt.Errorf("reading the config: %w", err)
	}
	if !cfg.Types.Has(s.Type) {
		return "", fmt.Errorf("%q is not a type of this record: use one of %s", s.Type, strings.Join(cfg.Types.Keys(), ", "))
	}
	if s.ID == "" {
		s.ID = idFrom(s.Title)
	}
	year := "undated"
	if day, ok := s.Date.Anchor(); ok {
		year = fmt.Sprintf("%04d", day.Year())
	}
	return source.create(path.Join("content", "incidents", year, s.ID+".md"), s.ID, entryScaffold, s)
}

// NewActor writes the start of an actor's file and gives its path, by the
// rules of NewEntry.
func NewActor(dir, id, name string) (string, error) {
	source, err := OpenSource(dir)
	if err != nil {
		return "", err
	}
	defer source.Close()
	if id == "" {
		id = idFrom(name)
	}
	return source.create(path.Join("content", "actors", id+".md"), id, actorScaffold, struct{ Name string }{name})
}

// create writes a new file from a scaffold.
func (s *Source) create(file, id string, scaffold *template.Template, data any) (string, error) {
	if !content.ValidID(id) {
		return "", fmt.Errorf("%q is not an id: use 3 to 80 of a-z, 0-9 and hyphens, not digits alone; name one with --id", id)
	}
	taken, err := content.FindID(s.Content, path.Dir(file), id)
	if err != nil {
		return "", err
	}
	if taken != "" {
		return "", fmt.Errorf("the id %q is taken by %s", id, taken)
	}
	if err := s.root.MkdirAll(path.Dir(file), 0o755); err != nil {
		return "", fmt.Errorf("making the folder of %s: %w", file, err)
	}
	target, err := s.root.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return "", fmt.Errorf("starting %s: %w", file, err)
	}
	err = write(target, scaffold, data)
	if err != nil {
		return "", fmt.Errorf("writing %s: %w", file, err)
	}
	return path.Join(s.dir, file), nil
}

func write(target io.WriteCloser, scaffold *template.Template, data any) error {
	if err := scaffold.Execute(target, data); err != nil {
		target.Close()
		return err
	}
	return target.Close()
}

// idFrom makes an id from a title: its slug, cut at a word so that the address
// stays short enough to be typed.
func idFrom(title string) string {
	const most = 60
	id := site.Slug(title)
	if len(id) <= most {
		return id
	}
	if cut := strings.LastIndexByte(id[:most], '-'); cut > 2 {
		return id[:cut]
	}
	return id[:most]
}

var functions = template.FuncMap{"yaml": quoteYAML}

// quoteYAML writes a text as a double-quoted YAML scalar.
func quoteYAML(text string) string { return fmt.Sprintf("%q", text) }

var entryScaffold = template.Must(template.New("entry").Funcs(functions).Parse(`---
title: {{yaml .Title}}
summary: ""            # 40 to 320 characters: what happened, who, how much
type: {{.Type}}
status: reported       # alleged, reported, confirmed, disputed
date: {{.Date}}
published: {{.Published}}
review: draft          # take this line out when the entry may go public
actors:
  - name: ""
    role: victim       # perpetrator, facilitator, launderer, victim, operator, responder, authority ...
    sources: [first]
amounts:
  - kind: stolen       # lost, defrauded, frozen, seized, returned, fined ...
    usd: ""            # 4.4M, 635000000 or 5.8M-6.2M; leave out and write "precision: unknown" when nobody says
    precision: approx  # exact, approx, at-least, at-most, range, unknown
    by: ""
    sources: [first]
sources:
  first:
    url: ""
    title: ""
    publisher: ""
    kind: news         # official, court, party, onchain, research, news, social
---

What happened, in your own words, each fact with its source [@first].
`))

var actorScaffold = template.Must(template.New("actor").Funcs(functions).Parse(`---
name: {{yaml .Name}}
kind: ""               # person, group, company, exchange, protocol, service, organisation, agency, court, state
country: ""            # two letters, as in US
summary: ""            # 40 to 320 characters
---

Who this is, with sources.
`))
