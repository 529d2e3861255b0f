package compiled

import (
	"bytes"
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
)

// Program is a template compiled for the views of one type. It is read-only
// and may be used by any number of goroutines.
type Program struct {
	view     reflect.Type
	indirect bool // the view is a pointer whose struct is the dot
	main     *body
	largest  atomic.Int64 // bytes of the largest output so far
}

// action appends to the machine's output; dot is the present value of ".".
type action func(m *machine, dot reflect.Value)

// condition tells whether something is true to "if".
type condition func(m *machine, dot reflect.Value) bool

// body is a template's content, with room for the variables it declares. The
// first of them is $.
type body struct {
	run       action
	variables int
}

// machine is one execution of a program.
type machine struct {
	out       []byte
	variables []reflect.Value // of all templates under way
	base      int             // where those of the present template begin
	depth     int             // of templates within templates
}

// maxDepth bounds templates within templates; html/template allows many more,
// so a deeper page is left to it.
const maxDepth = 1000

// failure is thrown where a page cannot be finished.
type failure struct{ error }

func failf(format string, args ...any) {
	panic(failure{fmt.Errorf(format, args...)})
}

var machines = sync.Pool{New: func() any { return new(machine) }}

// Execute appends the page of a view, which has the type the program was
// compiled for. With an error the buffer is as it was before: then
// html/template, which words errors for users, has to make the page.
func (p *Program) Execute(buffer *bytes.Buffer, view any) (err error) {
	dot := reflect.ValueOf(view)
	if !dot.IsValid() || dot.Type() != p.view {
		return fmt.Errorf("a program for %s got a %T", p.view, view)
	}
	if p.indirect {
		if dot = dot.Elem(); !dot.IsValid() {
			return fmt.Errorf("no view: the %s is nil", p.view)
		}
	}
	// Room for a usual page at once; a very long one must not make all others
	// take as much.
	if room := min(int(p.largest.Load()), 1<<16); buffer.Available() < room {
		buffer.Grow(room)
	}
	m := machines.Get().(*machine)
	m.out = buffer.AvailableBuffer()
	// A method of a view may panic, as may a nil pointer in one.
	defer func() {
		if thrown := recover(); thrown != nil {
			err = fmt.Errorf("running a compiled template: %v", thrown)
			return // and the machine, in whatever state, is left to the collector
		}
	}()
	m.call(p.main, dot)
	buffer.Write(m.out)
	if size := int64(len(m.out)); size > p.largest.Load() {
		p.largest.Store(size)
	}
	m.out = nil
	machines.Put(m)
	return nil
}

// call runs a template with dot and with variables of its own.
func (m *machine) call(b *body, dot reflect.Value) {
	if m.depth++; m.depth > maxDepth {
		failf("more than %d templates within templates", maxDepth)
	}
	outer := m.base
	m.base = len(m.variables)
	for range b.variables {
		m.variables = append(m.variables, reflect.Value{})
	}
	m.variables[m.base] = dot
	b.run(m, dot)
	clear(m.variables[m.base:]) // a machine in the pool must not hold views
	m.variables = m.variables[:m.base]
	m.base = outer
	m.depth--
}
