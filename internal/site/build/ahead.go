package build

import (
	"context"
	"fmt"
	"path/filepath"

	"blotter/internal/site"
	"blotter/internal/site/publish"
	"blotter/internal/site/render"
)

// Some of what a build needs late depends on nothing that comes before: it is
// made beside the first stages, which do not keep all cores busy.

// ahead begins something, and gives the function that waits for it.
func ahead[T any](do func() T) (wait func() T) {
	done := make(chan struct{})
	var made T
	go func() {
		defer close(done)
		made = do()
	}()
	return func() T {
		<-done
		return made
	}
}

// output is a folder that a site is to be published into; nil = none is.
type output struct{ opened func() opened }

type opened struct {
	press *publish.Press
	err   error
}

// openAhead begins to open the output folder. The caller must abort it in the
// end, which does nothing once the site is published.
func openAhead(ctx context.Context, options Options) *output {
	if options.Out == "" {
		return nil
	}
	return &output{ahead(func() opened {
		press, err := publish.Open(ctx, options.Out, publish.Options{Source: options.Source, State: filepath.Join(options.Source, stateFolder)})
		if err != nil {
			err = fmt.Errorf("opening the output: %w", err)
		}
		return opened{press, err}
	})}
}

// openOutput gives the output folder that was opened when the inputs were looked
// at, or begins to open it.
func (i *inputs) openOutput(ctx context.Context, options Options) *output {
	if i == nil || i.output == nil {
		return openAhead(ctx, options)
	}
	return i.output
}

// lookAhead begins to look at what is there: the build is going to change it.
func (o *output) lookAhead() {
	if press, _ := o.wait(); press != nil {
		press.LookAhead()
	}
}

// stands reports whether the published site is as its last build left it, and
// what it is.
func (o *output) stands() (publish.Result, bool) {
	press, err := o.wait()
	if err != nil {
		return publish.Result{}, false
	}
	return press.Stands()
}

// wait gives the press of the folder; nil for no folder.
func (o *output) wait() (*publish.Press, error) {
	if o == nil {
		return nil, nil
	}
	made := o.opened()
	return made.press, made.err
}

// abort leaves the folder as it is, unless the site was published.
func (o *output) abort() {
	if press, _ := o.wait(); press != nil {
		press.Abort()
	}
}

// furniture is what pages are made with, whatever the record says.
type furniture struct {
	static   []site.Output
	renderer *render.Renderer
	err      error
}

// furnish reads the static files and the templates.
func (m *Memory) furnish(config *site.Config, source *Source) furniture {
	assets, static, err := m.staticFiles(source)
	if err != nil {
		return furniture{err: fmt.Errorf("reading the static files: %w", err)}
	}
	renderer, err := m.renderer(config, source, assets)
	if err != nil {
		return furniture{err: fmt.Errorf("reading the templates: %w", err)}
	}
	return furniture{static, renderer, nil}
}

// lastSite is what the last build into the output folder left, and what each of
// its outputs shows; known is false where it was of other inputs than those the
// state folder tells of, or where more than a few entries changed since.
type lastSite struct {
	standing
	shown showing
	known bool
}

// lastSite begins to look at what the last build left.
func (i *inputs) lastSite(options Options) (wait func() lastSite) {
	if i == nil || len(i.awaited) > 0 || options.Outputs {
		return func() lastSite { return lastSite{} }
	}
	return ahead(func() lastSite {
		if !i.edited() {
			return lastSite{}
		}
		last, ok := wholeStanding(options)
		if !ok || digestOf(options, i.kept.files) != last.inputs {
			return lastSite{}
		}
		shown, ok := openShowing(options, last.shown)
		return lastSite{last, shown, ok}
	})
}
