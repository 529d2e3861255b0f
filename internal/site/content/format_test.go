package content

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"blotter/internal/site"
	"blotter/internal/site/markdown"
)

// formatPage is doc/format.md, part by part: what stands below a heading, up
// to the next one.
func formatPage(t *testing.T) (whole string, parts map[string]string) {
	t.Helper()
	text, err := os.ReadFile("../../../doc/format.md")
	if err != nil {
		t.Fatal(err)
	}
	parts = map[string]string{}
	heading := ""
	for line := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(strings.TrimLeft(line, "#"), " "); ok && line[0] == '#' {
			heading = strings.TrimSpace(name)
		}
		parts[heading] += line
	}
	return string(text), parts
}

// shapes gives the keys of every mapping of the format, by what it is called.
func shapes() map[string][]string {
	return map[string][]string{
		"An entry": incidentShape.keys(), "A review": reviewShape.keys(), "An actor": involvementShape.keys(), "An amount": amountShape.keys(),
		"A claim": claimShape.keys(), "An event": eventShape.keys(), "An address": addressShape.keys(), "A transaction": transactionShape.keys(),
		"A source": sourceShape.keys(), "A relation": relationShape.keys(), "An update": updateShape.keys(), "A response": responseShape.keys(),
		"An actor page": actorShape.keys(), "An alias": aliasShape.keys(), "A page": pageShape.keys(), "config.yaml": configShape.keys(),
		"vocabularies": vocabulariesShape.keys(), "a term": termShape.keys(), "a licence": licenceShape.keys(), "limits": limitsShape.keys(),
	}
}

var keyRow = regexp.MustCompile("(?m)^\\| `([a-z_]+)`( \\*)? \\|")

func TestTheFormatPageNamesEveryKeyAndNoOther(t *testing.T) {
	_, parts := formatPage(t)
	for name, keys := range shapes() {
		var named []string
		for _, match := range keyRow.FindAllStringSubmatch(parts[name], -1) {
			named = append(named, match[1])
		}
		for _, key := range keys {
			if !slices.Contains(named, key) {
				t.Errorf("doc/format.md, %s: the key %s is not there", name, key)
			}
		}
		for _, key := range named {
			if !slices.Contains(keys, key) {
				t.Errorf("doc/format.md, %s: nobody knows the key %s", name, key)
			}
		}
	}
	tables := 0
	for name, part := range parts {
		if strings.Contains(part, "| key | value |") {
			tables++
			if shapes()[name] == nil {
				t.Errorf("doc/format.md describes %s, which is no mapping of the format", name)
			}
		}
	}
	if tables != len(shapes()) {
		t.Errorf("doc/format.md has %d tables of keys, want %d", tables, len(shapes()))
	}
}

// TestTheFormatPageNamesEveryWordOfTheVocabularies compares the words in the
// row of a key with the vocabulary behind it.
func TestTheFormatPageNamesEveryWordOfTheVocabularies(t *testing.T) {
	_, parts := formatPage(t)
	for row, vocabulary := range map[[2]string]site.Vocabulary{
		{"An entry", "status"}: site.Statuses, {"An entry", "review"}: site.Reviews, {"An entry", "case"}: site.Cases,
		{"A review", "state"}: site.Reviews, {"An actor", "role"}: site.Roles, {"An actor", "standing"}: site.Standings,
		{"An actor", "confidence"}: site.Confidences, {"An amount", "usd_basis"}: site.USDBases, {"An amount", "precision"}: site.Precisions,
		{"An event", "type"}: site.EventTypes, {"A source", "kind"}: site.SourceKinds, {"A source", "status"}: site.SourceStatuses,
		{"A relation", "type"}: site.RelationTypes, {"An update", "type"}: site.UpdateTypes, {"An actor page", "kind"}: site.ActorKinds,
	} {
		if got, want := wordsOfRow(parts[row[0]], row[1]), vocabulary.Keys(); !slices.Equal(got, want) {
			t.Errorf("doc/format.md, %s, %s: %v, want %v", row[0], row[1], got, want)
		}
	}
	classes := map[string][]string{}
	for _, kind := range site.Kinds.Keys() {
		class := string(site.Kind(kind).Class())
		classes[class] = append(classes[class], kind)
	}
	if !slices.Equal(slices.Sorted(maps.Keys(classes)), slices.Sorted(slices.Values(site.Classes.Keys()))) {
		t.Fatalf("the classes of the kinds are %v, want %v", classes, site.Classes.Keys())
	}
	for class, want := range classes {
		if got := wordsOfRow(parts["Kinds of money"], class); !slices.Equal(got, want) {
			t.Errorf("doc/format.md, class %s: %v, want %v", class, got, want)
		}
	}
}

var word = regexp.MustCompile("`([a-z-]+)`")

// wordsOfRow gives the words of the second column of a row.
func wordsOfRow(part, key string) []string {
	var words []string
	for line := range strings.Lines(part) {
		cells := strings.Split(line, "|")
		if len(cells) < 3 || !strings.HasPrefix(strings.TrimSpace(cells[1]), "`"+key+"`") {
			continue
		}
		for _, match := range word.FindAllStringSubmatch(cells[2], -1) {
			words = append(words, match[1])
		}
	}
	return words
}

var example = regexp.MustCompile("(?s)```(yaml|toml|json|markdown)\n(.*?)```")

func TestTheExamplesOfTheFormatPageAreRead(t *testing.T) {
	whole, _ := formatPage(t)
	l, count := loader(), 0
	for chapter := range strings.SplitSeq(whole, "\n## ") {
		name, _, _ := strings.Cut(chapter, "\n")
		for _, match := range example.FindAllStringSubmatch(chapter, -1) {
			count++
			language, text := match[1], match[2]
			var problems []site.Problem
			switch {
			case language == "markdown":
				_, problems = markdown.New().Render([]byte(text), site.BodyContext{
					File: "body", FirstLine: 1, SourceNumber: func(string) int { return 1 }, Href: func(path string) string { return path },
				})
			case name == "Config":
				var err error
				if _, problems, err = LoadConfig(fstest.MapFS{"config.yaml": {Data: []byte(text)}}); err != nil {
					t.Fatal(err)
				}
			case name == "Shared sources":
				_, problems = l.SharedSources("content/sources/a.yaml", []byte(text))
			case name == "Actors":
				_, problems = l.Actor("content/actors/abc.md", frontMatter(language, text), Shared{})
			case name == "Pages":
				_, problems = l.Page("content/pages/abc.md", frontMatter(language, text), Shared{})
			default:
				_, problems = l.Incident("content/incidents/abc.md", frontMatter(language, text), Shared{})
			}
			if len(problems) > 0 {
				t.Errorf("doc/format.md, %s: the example\n%sgives\n%s", name, text, report(problems))
			}
		}
	}
	if count < 15 {
		t.Errorf("%d examples were found, want at least 15", count)
	}
}

func frontMatter(language, text string) []byte {
	return fmt.Appendf(nil, "---%s\n%s---\n", language, text)
}
