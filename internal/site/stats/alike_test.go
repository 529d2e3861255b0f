package stats_test

import (
	"fmt"
	"reflect"

	"blotter/internal/site"
)

// comparison walks two graphs of values side by side. Pointers correspond one
// to one: two that lead to one place on one side lead to one place on the
// other, so a pointer that was left behind is found even where what it leads
// to is equal. Incidents and what stands in them have to be the very same.
type comparison struct{ to, from map[thing]thing }

// thing is what a pointer leads to: a struct and its first field lie at one
// place.
type thing struct {
	kind reflect.Type
	at   uintptr
}

func newComparison() *comparison {
	return &comparison{map[thing]thing{}, map[thing]thing{}}
}

// differ says where two values first differ; empty if they are alike.
func (c *comparison) differ(at string, a, b reflect.Value) string {
	if a.Kind() != b.Kind() {
		return fmt.Sprintf("%s is a %s and a %s", at, a.Kind(), b.Kind())
	}
	switch a.Kind() {
	case reflect.Pointer:
		return c.differPointers(at, a, b)
	case reflect.Struct:
		for i := range a.NumField() {
			if found := c.differ(at+"."+a.Type().Field(i).Name, a.Field(i), b.Field(i)); found != "" {
				return found
			}
		}
	case reflect.Slice, reflect.Array:
		if a.Len() != b.Len() {
			return fmt.Sprintf("%s has %d and %d elements", at, a.Len(), b.Len())
		}
		for i := range a.Len() {
			if found := c.differ(fmt.Sprintf("%s[%d]", at, i), a.Index(i), b.Index(i)); found != "" {
				return found
			}
		}
	case reflect.Map:
		if a.Len() != b.Len() {
			return fmt.Sprintf("%s has %d and %d keys", at, a.Len(), b.Len())
		}
		for _, key := range a.MapKeys() {
			other := b.MapIndex(key)
			if !other.IsValid() {
				return fmt.Sprintf("%s has no %v", at, key)
			}
			if found := c.differ(fmt.Sprintf("%s[%v]", at, key), a.MapIndex(key), other); found != "" {
				return found
			}
		}
	case reflect.Func: // asked by who compares
	default:
		if !a.Equal(b) {
			return fmt.Sprintf("%s is %v and %v", at, a, b)
		}
	}
	return ""
}

func (c *comparison) differPointers(at string, a, b reflect.Value) string {
	if a.IsNil() || b.IsNil() {
		if a.IsNil() != b.IsNil() {
			return at + " leads nowhere on one side"
		}
		return ""
	}
	switch a.Type() {
	case reflect.TypeFor[*site.Incident](), reflect.TypeFor[*site.Update](), reflect.TypeFor[*site.Involvement](), reflect.TypeFor[*site.Amount](),
		reflect.TypeFor[*site.Reading](), reflect.TypeFor[*site.Source](), reflect.TypeFor[*site.TextPage](), reflect.TypeFor[*site.Config]():
		if a.Pointer() != b.Pointer() {
			return at + " is another file"
		}
		return ""
	}
	thingA, thingB := thing{a.Type(), a.Pointer()}, thing{b.Type(), b.Pointer()}
	there, known := c.to[thingA]
	back, seen := c.from[thingB]
	if known || seen {
		if there != thingB || back != thingA {
			return at + " leads to what is another thing elsewhere"
		}
		return ""
	}
	c.to[thingA], c.from[thingB] = thingB, thingA
	return c.differ(at, a.Elem(), b.Elem())
}
