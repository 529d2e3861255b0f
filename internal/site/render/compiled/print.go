package compiled

import (
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// escaperPrefix begins the names of the functions that html/template writes
// into a tree.
const escaperPrefix = "_html_template_"

// print compiles an action that shows a value: its pipeline ends with the
// escapers for the place where it stands.
func (c *compiler) print(s *scope, pipe *parse.PipeNode) (action, error) {
	end := len(pipe.Cmds)
	var names []string
	for end > 0 {
		name := escaperName(pipe.Cmds[end-1])
		if name == "" {
			break
		}
		names = append([]string{name}, names...)
		end--
	}
	if len(names) == 0 || end == 0 {
		return nil, fmt.Errorf("{{%s}} is not escaped in a known way", pipe)
	}
	v, err := c.commands(s, pipe.Cmds[:end])
	if err != nil {
		return nil, err
	}
	if v.typ == nil || v.typ == reflect.TypeFor[reflect.Value]() {
		return nil, fmt.Errorf("{{%s}} has no type of its own", pipe)
	}
	return printing(strings.Join(names, "|"), v)
}

// escaperName gives the name of an escaper without its prefix; empty if the
// command is none.
func escaperName(command *parse.CommandNode) string {
	name, ok := command.Args[0].(*parse.IdentifierNode)
	if !ok || len(command.Args) != 1 || !strings.HasPrefix(name.Ident, escaperPrefix) {
		return ""
	}
	return name.Ident[len(escaperPrefix):]
}

// printing chooses the fastest way to show a value through a chain of
// escapers.
func printing(chain string, v value) (action, error) {
	get := v.getter()
	escape, isFast := fast[chain]
	switch {
	case v.append != nil && chain == "htmlescaper" && v.typ == reflect.TypeFor[template.HTML]():
		appends := v.append
		return func(m *machine, dot reflect.Value) { m.out = appends(m, dot, m.out) }, nil
	case v.typ.Kind() == reflect.String && isFast && !speaks(v.typ):
		return printText(escape.of(v.typ), v.texts()), nil
	case isInt(v.typ) && isFast && !speaks(v.typ):
		return func(m *machine, dot reflect.Value) { m.out = strconv.AppendInt(m.out, get(m, dot).Int(), 10) }, nil
	case isUint(v.typ) && isFast && !speaks(v.typ):
		return func(m *machine, dot reflect.Value) { m.out = strconv.AppendUint(m.out, get(m, dot).Uint(), 10) }, nil
	case v.typ == reflect.TypeFor[template.JS]() && chain == "jsvalescaper":
		return printText(nil, v.texts()), nil // a script may be written as it is
	}
	real, ok := chains()[chain]
	if !ok {
		return nil, fmt.Errorf("the escapers %s are not known", chain)
	}
	return func(m *machine, dot reflect.Value) {
		v := get(m, dot)
		if v.Kind() == reflect.Interface && v.IsNil() {
			m.out = real.append(m.out, nil)
			return
		}
		m.out = real.append(m.out, v.Interface())
	}, nil
}

func printText(escape textEscaper, text textGetter) action {
	if escape == nil {
		return func(m *machine, dot reflect.Value) { m.out = append(m.out, text(m, dot)...) }
	}
	return func(m *machine, dot reflect.Value) { m.out = escape(m.out, text(m, dot)) }
}

// kindOf gives what the escapers take a string type for.
func kindOf(t reflect.Type) textKind {
	switch t {
	case reflect.TypeFor[template.HTML]():
		return textHTML
	case reflect.TypeFor[template.URL]():
		return textURL
	}
	return textPlain
}
