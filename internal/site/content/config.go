package content

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"blotter/internal/site"
)

// LoadConfig reads config.yaml over the defaults. The config is usable even
// when there are problems: a value with a mistake keeps its default. An error
// means machine trouble; a config that is missing is a problem.
func LoadConfig(fsys fs.FS) (*site.Config, []site.Problem, error) {
	cfg := site.DefaultConfig()
	d := &decoder{file: configFile, limits: cfg.Limits, firstLine: 1}
	data, err := fs.ReadFile(fsys, configFile)
	if errors.Is(err, fs.ErrNotExist) {
		d.reportAt(0, 0, "config-missing", "there is no "+configFile+" in the site folder", "make one that begins with title: and base_url:, or name the right folder")
		return cfg, d.problems, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", configFile, err)
	}
	text, ok := d.cleanText(data)
	if ok && d.parse("yaml", text) {
		configShape.decode(d, d.root, cfg)
	}
	site.SortProblems(d.problems)
	return cfg, d.problems, nil
}

// configShape is the table of all keys of config.yaml.
var configShape = newShape(configFile, slices.Concat(
	keepField("title", func(c *site.Config) *string { return &c.Title }),
	lineField("tagline", func(c *site.Config) *string { return &c.Tagline }),
	lineField("description", func(c *site.Config) *string { return &c.Description }),
	custom("base_url", func(d *decoder, n *node, c *site.Config) {
		if address, ok := parsed(d, n, "url-form", "a web address", BaseURL); ok {
			c.BaseURL = address
		}
	}),
	custom("language", readLanguage),
	lineField("publisher", func(c *site.Config) *string { return &c.Publisher }),
	custom("licence", readLicence),
	custom("contact", readContact),
	custom("repository", func(d *decoder, n *node, c *site.Config) { c.Repository = strings.TrimRight(d.address(n), "/") }),
	keepField("branch", func(c *site.Config) *string { return &c.Branch }),
	custom("vocabularies", func(d *decoder, n *node, c *site.Config) { vocabulariesShape.decode(d, n, c) }),
	custom("check", readCheck),
	custom("limits", func(d *decoder, n *node, c *site.Config) { limitsShape.decode(d, n, &c.Limits) }),
	countField("page_size", func(c *site.Config) *int { return &c.PageSize }),
	custom("synonyms", readSynonyms),
	switchField("cards", func(c *site.Config) *bool { return &c.Cards }),
	switchField("history", func(c *site.Config) *bool { return &c.History }),
	switchField("sqlite", func(c *site.Config) *bool { return &c.SQLite }),
))

var vocabulariesShape = newShape("vocabularies", slices.Concat(
	custom("types", func(d *decoder, n *node, c *site.Config) { d.vocabulary(n, &c.Types) }),
	custom("techniques", func(d *decoder, n *node, c *site.Config) { d.vocabulary(n, &c.Techniques) }),
	custom("chains", func(d *decoder, n *node, c *site.Config) { d.vocabulary(n, &c.Chains) }),
	custom("sectors", func(d *decoder, n *node, c *site.Config) { d.vocabulary(n, &c.Sectors) }),
))

var termShape = newShape("a term", slices.Concat(
	lineField("label", func(t *site.Term) *string { return &t.Label }),
	lineField("plural", func(t *site.Term) *string { return &t.Plural }),
	lineField("definition", func(t *site.Term) *string { return &t.Definition }),
))

var limitsShape = newShape("limits", slices.Concat(
	countField("entry_bytes", func(l *site.Limits) *int { return &l.EntryBytes }),
	countField("depth", func(l *site.Limits) *int { return &l.Depth }),
	countField("amounts", func(l *site.Limits) *int { return &l.Amounts }),
	countField("sources", func(l *site.Limits) *int { return &l.Sources }),
))

var licenceShape = newShape("a licence", slices.Concat(
	lineField("name", func(l *site.Licence) *string { return &l.Name }),
	custom("url", func(d *decoder, n *node, l *site.Licence) { l.URL = d.address(n) }),
))

// keepField is a text whose default stays when it is left empty.
func keepField[T any](key string, at func(*T) *string) []field[T] {
	return custom(key, func(d *decoder, n *node, into *T) {
		if text := d.line(n); text != "" {
			*at(into) = text
		}
	})
}

func countField[T any](key string, at func(*T) *int) []field[T] {
	return custom(key, func(d *decoder, n *node, into *T) {
		if number, ok := d.number(n, 1); ok {
			*at(into) = number
		}
	})
}

func switchField[T any](key string, at func(*T) *bool) []field[T] {
	return custom(key, func(d *decoder, n *node, into *T) {
		if on, ok := d.truth(n); ok {
			*at(into) = on
		}
	})
}

// BaseURL gives the normal form of the address of a site: absolute, http or
// https, its path with a slash at the end, without a query. The error is a
// *site.ParseError.
func BaseURL(text string) (string, error) {
	wrong := func(why, hint string) (string, error) {
		return "", &site.ParseError{Text: text, Thing: "the address of a site", Why: why, Hint: hint}
	}
	text = strings.TrimSpace(text)
	if why, hint := wrongAddress(text); why != "" {
		return wrong(why, hint)
	}
	address, err := url.Parse(text)
	switch {
	case err != nil:
		return wrong("it cannot be read", "")
	case address.RawQuery != "" || address.ForceQuery || address.Fragment != "":
		return wrong("it has a query or a fragment", "write it up to the path, such as https://example.org/record/")
	case strings.Contains(address.Path, "//") || slices.Contains(strings.Split(address.Path, "/"), ".."):
		return wrong("its path has an empty part or dots", "write it as it stands in a browser")
	}
	path := strings.TrimRight(address.EscapedPath(), "/") + "/"
	return strings.ToLower(address.Scheme) + "://" + strings.ToLower(address.Host) + path, nil
}

// languageForm is the shape of a language tag (BCP 47), without its rarest
// forms.
var languageForm = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

func readLanguage(d *decoder, n *node, c *site.Config) {
	switch text := d.line(n); {
	case languageForm.MatchString(text):
		c.Language = text
	case text != "":
		d.report(resolve(n), "value-type", site.Quote(text)+" is not a language", "write a tag such as en, de or pt-BR")
	}
}

// readLicence reads a name alone, or a name and an address.
func readLicence(d *decoder, n *node, c *site.Config) {
	if n = resolve(n); n.Kind == yaml.ScalarNode {
		c.Licence = site.Licence{Name: d.line(n)}
		return
	}
	licenceShape.decode(d, n, &c.Licence)
}

// readContact reads an e-mail or a web address: it becomes a link.
func readContact(d *decoder, n *node, c *site.Config) {
	text := d.line(n)
	if text == "" {
		c.Contact = ""
		return
	}
	user, host, mail := strings.Cut(strings.TrimPrefix(text, "mailto:"), "@")
	if mail && user != "" && strings.Contains(host, ".") && !strings.ContainsAny(text, " <>\"/?#&\\") {
		c.Contact = text
		return
	}
	if why, _ := wrongAddress(text); why != "" {
		d.report(resolve(n), "url-form", site.Quote(text)+" is neither an e-mail address nor a web address", "write desk@example.org or https://example.org/contact/")
		return
	}
	c.Contact = text
}

// vocabulary reads terms by key, in the order written; a text alone is a label.
func (d *decoder) vocabulary(n *node, into *site.Vocabulary) {
	var terms []site.Term
	d.entries(n, "terms", func(key, value *node) {
		term := site.Term{Key: key.Value}
		if value = resolve(value); value.Kind == yaml.ScalarNode {
			term.Label = d.line(value)
		} else {
			termShape.decode(d, value, &term)
		}
		if !isSlug(term.Key) || len(term.Key) > 80 {
			d.report(key, "id-form", site.Quote(term.Key)+" is not a key of a term: it becomes part of an address", "use up to 80 of a-z, 0-9 and hyphens")
			return
		}
		if term.Label == "" {
			term.Label = labelFrom(term.Key)
		}
		terms = append(terms, term)
	})
	*into = site.NewVocabulary(terms...)
}

// labelFrom makes a label from a key: "hot-wallet" becomes "Hot wallet".
func labelFrom(key string) string {
	words := strings.TrimSpace(strings.ReplaceAll(key, "-", " "))
	if words == "" {
		return key
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// readCheck reads the severities of rules. Whether there is such a rule is for
// package check to say, which knows them.
func readCheck(d *decoder, n *node, c *site.Config) {
	d.entries(n, "severities", func(key, value *node) {
		severity := site.Severity(d.oneOf(value, string(site.Off), string(site.Warning), string(site.Error)))
		if severity == "" {
			return
		}
		if c.Check == nil {
			c.Check = map[string]site.Severity{}
		}
		c.Check[key.Value] = severity
	})
}

// readSynonyms reads a list of lists of words.
func readSynonyms(d *decoder, n *node, c *site.Config) {
	n = resolve(n)
	if isNull(n) {
		return
	}
	if n.Kind != yaml.SequenceNode {
		d.report(n, "value-type", quoteField(d, n)+" is "+describe(n)+"; it takes a list of lists", "write - [theft, hack]")
		return
	}
	for _, item := range n.Content {
		if words := d.words(item); len(words) > 1 {
			c.Synonyms = append(c.Synonyms, words)
		} else if len(words) == 1 {
			d.report(resolve(item), "value-type", site.Quote(words[0])+" has no synonym", "write at least two words")
		}
	}
}
