package preview

import (
	"fmt"
	"strings"

	"blotter/internal/site"
	"blotter/internal/site/build"
)

// shown is an edition as it is served.
type shown struct {
	edition *build.Edition
	base    string // the base path, with a slash at both ends
	headers []headerRule
}

func show(edition *build.Edition) *shown {
	s := &shown{edition: edition, base: edition.Config.BasePath(), headers: defaultHeaders}
	if output, err := s.find("_headers"); err == nil && output != nil {
		var text site.Buffer
		if output.Make(&text) == nil {
			s.headers = readHeaders(text.String())
		}
	}
	return s
}

// find gives the output of a path below the output folder, ready to be made;
// nil if there is none.
func (s *shown) find(path string) (*site.Output, error) {
	output, ok, err := s.edition.Find(path)
	if err != nil || !ok {
		return nil, err
	}
	if output, err = output.Ready(); err != nil {
		return nil, fmt.Errorf("preparing %s: %w", path, err)
	}
	return &output, nil
}

// missing is the page for addresses that lead nowhere.
const missing = "404.html"

// answer is what the preview gives for an address: an output, or another
// address to go to.
type answer struct {
	output   *site.Output // ready to be made; nil = none
	found    bool         // false = output is the page for addresses that lead nowhere
	redirect string       // empty = none
}

// at gives the answer for an address, the path of a URL.
func (s *shown) at(address string) (answer, error) {
	if address+"/" == s.base || address == "/" && s.base != "/" {
		return answer{redirect: s.base}, nil
	}
	if rest, ok := strings.CutPrefix(address, s.base); ok {
		output, err := s.find(site.File("/" + rest))
		if err != nil {
			return answer{}, err
		}
		if output != nil {
			return answer{output: output, found: true}, nil
		}
		if rest != "" && !strings.HasSuffix(rest, "/") {
			if output, err = s.find(rest + "/index.html"); err != nil {
				return answer{}, err
			}
			if output != nil {
				return answer{redirect: s.base + rest + "/"}, nil
			}
		}
	}
	output, err := s.find(missing)
	return answer{output: output}, err
}

// stamp covers what an answer shows: another stamp, another page.
func (a answer) stamp() string {
	switch {
	case a.redirect != "":
		return "to " + a.redirect
	case a.output == nil:
		return "nothing"
	}
	return fmt.Sprintf("%s-%t", a.output.Inputs, a.found)
}

// stamp gives the stamp of what an address shows.
func (s *shown) stamp(address string) string {
	answer, err := s.at(address)
	if err != nil {
		return "trouble"
	}
	return answer.stamp()
}

// fileOf gives the file of content/ that the page at an address tells of;
// empty if there is no single one.
func (s *shown) fileOf(address string) string {
	rest, ok := strings.CutPrefix(address, s.base)
	if !ok {
		return ""
	}
	parts := strings.Split(strings.Trim(rest, "/"), "/")
	switch {
	case len(parts) == 2 && parts[0] == "incidents":
		if entry := s.edition.Site.Find(parts[1]); entry != nil {
			return entry.File
		}
	case len(parts) == 2 && parts[0] == "actors":
		if profile := s.edition.Site.ProfileOf[parts[1]]; profile != nil && profile.Actor != nil {
			return profile.Actor.File
		}
	case len(parts) == 1:
		for _, page := range s.edition.Site.Pages {
			if page.ID == parts[0] {
				return page.File
			}
		}
	}
	return ""
}
