package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"blotter/internal/site"
	"blotter/internal/site/content"
	"blotter/internal/site/markdown"
)

// hugoEntry is the front matter that Hugo gets: what its templates show.
type hugoEntry struct {
	Title      string   `json:"title"`
	Summary    string   `json:"summary"`
	Date       string   `json:"date"`
	When       string   `json:"when"`
	Status     string   `json:"status"`
	Kinds      []string `json:"kinds"`
	Techniques []string `json:"techniques"`
	Chains     []string `json:"chains"`
	Countries  []string `json:"countries"`
	Actors     []string `json:"actors"`
	Cast       []part   `json:"cast"`
	Amounts    []part   `json:"amounts"`
	Events     []part   `json:"events"`
	References []part   `json:"references"`
}

// part is a row of a list in an entry.
type part struct {
	A string `json:"a"`
	B string `json:"b"`
	C string `json:"c"`
}

// writeHugo writes the record as a Hugo site: a page for each entry, lists of
// 50, five taxonomies, a feed, a sitemap, a JSON index, all of it minified. What
// Hugo cannot do is not in it (checks, totals, charts, search). The layouts are
// as plain as ours are rich, in Hugo's favour, and a row of a list is made once
// for all the lists it stands in; the heads name what any site's pages name.
func (m *measurement) writeHugo(source, dir string) error {
	folder := os.DirFS(source)
	cfg, _, err := content.LoadConfig(folder)
	if err != nil {
		return fmt.Errorf("reading the config: %w", err)
	}
	record, _, err := content.New(cfg, markdown.New()).Load(context.Background(), folder)
	if err != nil {
		return fmt.Errorf("reading the record: %w", err)
	}
	files := map[string]string{}
	for name, text := range hugoLayouts {
		files[name] = text
	}
	for _, incident := range record.Incidents {
		data, err := os.ReadFile(filepath.Join(source, filepath.FromSlash(incident.File)))
		if err != nil {
			return fmt.Errorf("reading an entry: %w", err)
		}
		front, err := json.Marshal(hugoFront(incident))
		if err != nil {
			return fmt.Errorf("writing an entry for Hugo: %w", err)
		}
		_, body, _ := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n")
		files["content/incidents/"+incident.ID+".md"] = string(front) + "\n\n" + body
	}
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return fmt.Errorf("writing the Hugo site: %w", err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return fmt.Errorf("writing the Hugo site: %w", err)
		}
	}
	return nil
}

func hugoFront(i *site.Incident) hugoEntry {
	e := hugoEntry{Title: i.Title, Summary: i.Summary, When: i.Date.Display(), Status: i.Status, Kinds: []string{i.Type},
		Techniques: i.Techniques, Chains: i.Chains, Countries: i.Countries, Date: "2011-01-01"}
	if day, ok := i.Date.Anchor(); ok {
		e.Date = day.String()
	}
	for _, a := range i.Involved {
		if a.Actor != "" {
			e.Actors = append(e.Actors, a.Actor)
		}
		e.Cast = append(e.Cast, part{a.Actor + a.Name, a.Role, a.Standing})
	}
	for _, a := range i.Amounts {
		e.Amounts = append(e.Amounts, part{a.Kind.Label(), a.USD().Short(), a.By})
	}
	for _, v := range i.Events {
		e.Events = append(e.Events, part{v.Date.Display(), v.Type, v.Text})
	}
	for _, s := range i.Sources {
		e.References = append(e.References, part{s.Title, s.Publisher, s.URL})
	}
	return e
}

var hugoLayouts = map[string]string{
	"hugo.toml": `baseURL = "https://record.example/"
title = "A made-up record"
disableKinds = []
[pagination]
pagerSize = 50
[taxonomies]
kind = "kinds"
technique = "techniques"
chain = "chains"
country = "countries"
actor = "actors"
[outputs]
home = ["html", "rss", "json"]
section = ["html", "rss"]
taxonomy = ["html"]
term = ["html"]
`,
	"layouts/baseof.html": `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Params.summary }}"><link rel="canonical" href="{{ .Permalink }}"><link rel="alternate" type="application/rss+xml" href="/index.xml" title="{{ site.Title }}">
<meta property="og:type" content="{{ if .IsPage }}article{{ else }}website{{ end }}"><meta property="og:title" content="{{ .Title }}"><meta property="og:description" content="{{ .Params.summary }}"><meta property="og:url" content="{{ .Permalink }}"><meta property="og:site_name" content="{{ site.Title }}"><meta name="twitter:card" content="summary"></head>
<body><header><a href="/">{{ site.Title }}</a><nav><a href="/incidents/">Timeline</a> <a href="/kinds/">Kinds</a> <a href="/actors/">Actors</a> <a href="/techniques/">Techniques</a> <a href="/chains/">Chains</a> <a href="/countries/">Countries</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer>{{ site.Title }}</footer></body></html>`,
	"layouts/_partials/row.html": `<li><time>{{ .Params.when }}</time><h3><a href="{{ .RelPermalink }}">{{ .Title }}</a></h3><p>{{ .Params.summary }}</p>{{ with index .Params.amounts 0 }}<b>{{ .b }}</b> {{ .a }}{{ end }}</li>`,
	"layouts/list.html": `{{ define "main" }}<h1>{{ .Title }}</h1><ol>{{ range (.Paginate .RegularPages.ByDate.Reverse).Pages }}{{ partialCached "row.html" . .RelPermalink }}{{ end }}</ol>
{{ with .Paginator }}{{ if .HasPrev }}<a href="{{ .Prev.URL }}">newer</a>{{ end }}{{ if .HasNext }}<a href="{{ .Next.URL }}">older</a>{{ end }}{{ end }}{{ end }}`,
	"layouts/home.html":     `{{ define "main" }}<h1>{{ .Title }}</h1><ol>{{ range first 20 site.RegularPages.ByDate.Reverse }}{{ partialCached "row.html" . .RelPermalink }}{{ end }}</ol>{{ end }}`,
	"layouts/taxonomy.html": `{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Data.Terms.ByCount }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}</ul>{{ end }}`,
	"layouts/single.html": `{{ define "main" }}<article><h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p><p>{{ .Params.when }} {{ .Params.status }}</p>
<h2>The money</h2><ul>{{ range .Params.amounts }}<li>{{ .a }} <b>{{ .b }}</b> {{ .c }}</li>{{ end }}</ul>
<h2>Who</h2><ul>{{ range .Params.cast }}<li>{{ .a }} {{ .b }} {{ .c }}</li>{{ end }}</ul>
{{ .Content }}
<h2>In order</h2><ol>{{ range .Params.events }}<li>{{ .a }} {{ .b }} {{ .c }}</li>{{ end }}</ol>
<h2>Sources</h2><ol>{{ range .Params.references }}<li><a href="{{ .c }}">{{ .a }}</a> {{ .b }}</li>{{ end }}</ol>
<p>{{ range .GetTerms "kinds" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}{{ range .GetTerms "techniques" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}{{ range .GetTerms "chains" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}{{ range .GetTerms "countries" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}{{ range .GetTerms "actors" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</p></article>{{ end }}`,
	"layouts/home.json": `[{{ range $i, $p := site.RegularPages }}{{ if $i }},{{ end }}{"title":{{ .Title | jsonify }},"url":{{ .RelPermalink | jsonify }},"summary":{{ .Params.summary | jsonify }},"text":{{ .Plain | jsonify }}}{{ end }}]`,
}
