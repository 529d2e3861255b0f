package build

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"blotter/internal/site"
	"blotter/internal/site/check"
	"blotter/internal/site/content"
	"blotter/internal/site/index"
	"blotter/internal/site/link"
	"blotter/internal/site/publish"
	"blotter/internal/site/render"
	"blotter/internal/site/stats"
)

// Memory is what one Plan leaves to the next in the same process, so that an
// edit costs what depends on it and not what it takes to read a whole record.
// It believes that nothing changed but what Changed was told of. The zero
// value remembers nothing. A Memory belongs to one set of Options, and to one
// goroutine: Changed and Plan never run side by side.
type Memory struct {
	files     content.Memory
	checks    check.Memory
	searched  *keptWords
	links     link.Memory
	counts    stats.Memory
	warmed    bool // what earlier processes kept was looked at
	listed    *listing
	touched   []string // paths below content/ that Changed was told of since they were listed
	config    *loadedConfig
	static    *staticFiles
	templates *render.Renderer
	places    map[string]map[string]site.Place // by file and field
}

type listing struct {
	files    content.Files
	problems []site.Problem
}

type loadedConfig struct {
	config   *site.Config
	problems []site.Problem
}

type staticFiles struct {
	assets  site.Assets
	outputs []site.Output
}

// Changed says that files or folders, named by their slash paths below the
// site folder, are new, gone, or not what they were; "." is all of them. A
// change that comes while Plan runs has to be told before the next Plan.
func (m *Memory) Changed(paths ...string) {
	for _, path := range paths {
		within := func(name string) bool {
			return path == "." || name == path || strings.HasPrefix(name, path) && name[len(path)] == '/'
		}
		if within("config.yaml") {
			m.config, m.templates = nil, nil
		}
		top, _, _ := strings.Cut(path, "/")
		if top == "static" || path == "." {
			m.static, m.templates = nil, nil
		} else if top == "templates" {
			m.templates = nil
		}
		if path == "." {
			m.listed = nil
		} else if top == "content" {
			m.touched = append(m.touched, path)
		}
		m.files.Changed(within)
		for file := range m.places {
			if within(file) {
				delete(m.places, file)
			}
		}
	}
}

// stands reports whether the list is still right after a change at a path: a
// listed file that is still a plain file, or something that was never listed
// and is not there, such as the temporary file of an editor program.
func (l *listing) stands(fsys fs.FS, path string) bool {
	info, err := fs.Lstat(fsys, path)
	for _, list := range [][]string{l.files.Incidents, l.files.Actors, l.files.Pages, l.files.Sources} {
		at, found := slices.BinarySearch(list, path)
		if found {
			return err == nil && info.Mode().IsRegular()
		}
		// Files of a folder "a" stand behind "a" and before "a0"; "a-b" may
		// stand between them.
		for ; at < len(list) && strings.HasPrefix(list[at], path); at++ {
			if list[at][len(path)] == '/' {
				return false
			}
		}
	}
	stray := slices.ContainsFunc(l.problems, func(p site.Problem) bool { return strings.HasPrefix(p.File, path) })
	return errors.Is(err, fs.ErrNotExist) && !stray
}

// loadConfig reads the config, with the options' address in it.
func (m *Memory) loadConfig(source *Source, options Options) (*site.Config, []site.Problem, error) {
	if m.config == nil {
		config, problems, err := content.LoadConfig(source.Content)
		if err != nil {
			return nil, nil, err
		}
		switch {
		case options.BaseURL != "":
			config.BaseURL = withSlash(options.BaseURL)
		case options.Origin != "":
			config.BaseURL = options.Origin + config.BasePath()
		}
		m.config = &loadedConfig{config, problems}
	}
	return m.config.config, slices.Clone(m.config.problems), nil
}

// load reads the content, listing it anew if files came or went.
func (m *Memory) load(ctx context.Context, loader *content.Loader, fsys fs.FS, inputs *inputs) (*site.Record, []site.Problem, error) {
	for _, path := range m.touched {
		if m.listed != nil && !m.listed.stands(fsys, path) {
			m.listed = nil
		}
	}
	m.touched = nil
	if m.listed == nil {
		files, known := inputs.contentFiles()
		var problems []site.Problem
		if !known {
			var err error
			if files, problems, err = content.List(fsys); err != nil {
				return nil, nil, err
			}
		}
		m.files.Keep(files)
		m.listed = &listing{files, problems}
	}
	record, problems, err := loader.LoadFiles(ctx, fsys, m.listed.files)
	if err != nil {
		m.listed = nil // a file vanished since it was listed
		return nil, nil, err
	}
	return record, slices.Concat(m.listed.problems, problems), nil
}

// check checks the record, looking only at what changed where another Plan is
// to follow.
func (m *Memory) check(record *site.Record, cfg *site.Config, options Options) []site.Problem {
	if options.Memory == nil {
		return check.Record(record, cfg)
	}
	return m.checks.Record(record, cfg)
}

// staticFiles gives the static files in their published form.
func (m *Memory) staticFiles(source *Source) (site.Assets, []site.Output, error) {
	if m.static == nil {
		assets, outputs, err := publish.Static(source.Static)
		if err != nil {
			return nil, nil, err
		}
		m.static = &staticFiles{assets, outputs}
	}
	return m.static.assets, m.static.outputs, nil
}

// renderer gives the parsed templates.
func (m *Memory) renderer(config *site.Config, source *Source, assets site.Assets) (*render.Renderer, error) {
	if m.templates == nil {
		renderer, err := render.New(config, source.Templates, assets, publish.MinifyTemplate)
		if err != nil {
			return nil, err
		}
		renderer.Program, renderer.Tables = program(), index.Tables
		m.templates = renderer
	}
	return m.templates, nil
}

// locate puts problems at their lines and columns, reading only files whose
// places are not known.
func (m *Memory) locate(fsys fs.FS, problems []site.Problem) {
	var unknown []site.Problem
	var at []int
	for i := range problems {
		p := &problems[i]
		if p.Line != 0 || p.Field == "" || p.File == "" {
			continue
		}
		if place, ok := m.places[p.File][p.Field]; ok {
			p.Place = place
			continue
		}
		unknown, at = append(unknown, *p), append(at, i)
	}
	content.Locate(fsys, unknown)
	for n, i := range at {
		p := &problems[i]
		p.Place = unknown[n].Place
		if m.places == nil {
			m.places = map[string]map[string]site.Place{}
		}
		if m.places[p.File] == nil {
			m.places[p.File] = map[string]site.Place{}
		}
		m.places[p.File][p.Field] = p.Place
	}
}
