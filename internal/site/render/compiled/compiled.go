// Package compiled runs the templates of html/template as closures over the
// typed view: fields are found once instead of by name on every page, text is
// appended instead of printed, and the common escapers read a string once.
// Every page of a cold build goes through here. An incident page of a
// generated record, its view included, takes less than a tenth of the time and
// an eightieth of the allocations, 21 for 1751 (BenchmarkIncidentPage of
// package render).
//
// html/template decides what is escaped and how. Its escaping step writes
// the escapers into the parse tree, as functions with undocumented names; this
// package follows that tree, and nothing else. So three things keep it honest:
//
//   - What it does not understand it refuses: an unknown node, function, type
//     or escaper, or an action without one. Template then runs html/template.
//   - Before the first program it compares its own escapers with the real ones
//     on hostile text (see chains.go). If a future Go escapes one byte in
//     another way, nothing is compiled any more, and the site is still right.
//   - Where a page cannot be finished (a method fails, a pointer is nil), the
//     page is begun anew with html/template, whose error is the one reported.
//
// The templates must not define functions that replace those of text/template,
// and must not hold a reflect.Value. The package imports nothing of ours.
package compiled

import (
	"bytes"
	"errors"
	"html/template"
	"reflect"
	"sync"
)

// Template is a template of html/template that runs compiled where it can. It
// may be used by any number of goroutines.
type Template struct {
	html     *template.Template
	plain    bool     // never compiled
	programs sync.Map // reflect.Type of the view -> attempt
}

// attempt is a program, or the reason why there is none.
type attempt struct {
	program *Program
	err     error
}

// New takes a template whose set is parsed and will not change any more. It is
// compiled when the first view of a type is shown.
func New(html *template.Template) *Template { return &Template{html: html} }

// Uncompiled gives the template as html/template runs it, to compare with.
func (t *Template) Uncompiled() *Template { return &Template{html: t.html, plain: true} }

// Execute appends what html/template makes of the view, to the byte. Its
// errors are those of html/template; the buffer may then hold a part of the
// page.
func (t *Template) Execute(buffer *bytes.Buffer, view any) error {
	if program, err := t.Program(view); err == nil && program.Execute(buffer, view) == nil {
		return nil
	}
	return t.html.Execute(buffer, view)
}

// HTML gives what Execute appends, as HTML that needs no further escaping.
func (t *Template) HTML(view any) (template.HTML, error) {
	buffer := scratch.Get().(*bytes.Buffer)
	defer scratch.Put(buffer)
	buffer.Reset()
	err := t.Execute(buffer, view)
	return template.HTML(buffer.String()), err
}

var scratch = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var errPlain = errors.New("this template is not to be compiled")

// compiling lets one template through at a time: the templates of a set share
// their parse trees, and escaping one of them writes into those it calls.
var compiling sync.Mutex

// Program gives the compiled form for views of the type of view, or the reason
// why there is none.
func (t *Template) Program(view any) (*Program, error) {
	if t.plain || view == nil {
		return nil, errPlain
	}
	typ := reflect.TypeOf(view)
	known, ok := t.programs.Load(typ)
	if !ok {
		known = t.compile(typ)
	}
	made := known.(attempt)
	return made.program, made.err
}

func (t *Template) compile(typ reflect.Type) any {
	compiling.Lock()
	defer compiling.Unlock()
	if known, ok := t.programs.Load(typ); ok {
		return known
	}
	program, err := Compile(t.html, typ)
	t.programs.Store(typ, attempt{program, err})
	return attempt{program, err}
}
