package index

import (
	"strings"

	"blotter/internal/site"
)

// jsonFeedPath gives the address of the JSON form of a feed.
func jsonFeedPath(atom string) string { return strings.TrimSuffix(atom, ".atom") + ".json" }

func (x *indexer) jsonFeedOutput(atom string, inputs site.Digest, made func() *feed) site.Output {
	described := x.describeFeed()
	return output(jsonFeedPath(atom), "application/feed+json", inputs, func(out *site.Buffer) {
		out.Write(append(described.append(out.AvailableBuffer(), made()), '\n'))
	})
}

// describeFeed tells what a feed holds (jsonfeed.org, version 1.1).
func (x *indexer) describeFeed() *object[*feed] {
	type source = *feed
	type entry = *item
	author := &object[*string]{properties: []property[*string]{
		text("name", "Who keeps the record.", func(name *string) string { return *name }).always(),
	}}
	entries := &object[entry]{properties: []property[entry]{
		text("id", "Never changes.", func(i entry) string { return x.tag(i.entry) + i.anchor }).always(),
		address("url", "The page.", func(i entry) string { return x.cfg.URL(i.path()) }).always(),
		text("title", "The headline.", func(i entry) string { return i.title }).always(),
		text("content_text", "What happened.", func(i entry) string { return i.summary }).always(),
		text("date_published", "The day it went public.", func(i entry) string { return instant(i.published) }).always(),
		text("date_modified", "The day it last changed.", func(i entry) string { return instant(i.updated) }).always(),
		texts("tags", "What it is about.", func(i entry) []string { return labels(i.categories) }),
	}}
	return &object[source]{properties: []property[source]{
		text("version", "The format.", func(source) string { return "https://jsonfeed.org/version/1.1" }).always(),
		text("title", "The name.", func(f source) string { return f.title }).always(),
		text("description", "What it holds.", func(f source) string { return f.subtitle }),
		address("home_page_url", "The page that shows the same.", func(f source) string { return x.cfg.URL(f.page) }).always(),
		address("feed_url", "This file.", func(f source) string { return x.cfg.URL(jsonFeedPath(f.path)) }).always(),
		text("language", "BCP 47.", func(source) string { return x.cfg.Language }),
		list("authors", "Who keeps the record.", author, func(source) []string { return []string{x.publisher()} }),
		property[source]{name: "items", append: func(dst []byte, f source) []byte {
			dst = append(dst, '[')
			for i := range f.items {
				if i > 0 {
					dst = append(dst, ',')
				}
				dst = entries.append(append(dst, '\n'), &f.items[i])
			}
			return append(dst, ']')
		}},
	}}
}

// labels gives the words of categories.
func labels(categories []category) []string {
	words := make([]string, len(categories))
	for i, c := range categories {
		words[i] = c.label
	}
	return words
}
