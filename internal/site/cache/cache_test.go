package cache

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"blotter/internal/site"
)

const program = "the program of this test"

var setting = site.DigestOf([]byte("a setting"))

// inMemory is a file of entries.
type inMemory struct{ data []byte }

func (m *inMemory) ReadAt(into []byte, at int64) (int, error) {
	return bytes.NewReader(m.data).ReadAt(into, at)
}

func (m *inMemory) WriteAt(data []byte, at int64) (int, error) {
	if missing := int(at) + len(data) - len(m.data); missing > 0 {
		m.data = append(m.data, make([]byte, missing)...)
	}
	return copy(m.data[at:], data), nil
}

// lost is a Reread of a test that never has to read anything again.
func lost(t interface{ Fatal(...any) }) Reread {
	return func(file string, _ site.Digest) (string, site.Markup) {
		t.Fatal("the prose is lost of ", file)
		return "", ""
	}
}

// encode gives the entries as a Writer writes them, two a block.
func encode(t interface{ Fatal(...any) }, entries ...Entry) []byte {
	var out inMemory
	w, err := NewWriter(&out, program, setting, lost(t))
	if err != nil {
		t.Fatal(err)
	}
	items := make([]Item, len(entries))
	for i, entry := range entries {
		items[i] = Item{nameOf(i), bytesOf(i), entry}
	}
	for some := range slices.Chunk(items, 2) {
		proses, err := w.Put(some)
		if err != nil {
			t.Fatal(err)
		}
		for i := range some {
			expectProse(t, proses[i], some[i].Body().Prose)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.data
}

// expectProse compares what two proses read.
func expectProse(t interface{ Fatal(...any) }, got, want site.Prose) {
	if !equalProse(got, want) {
		t.Fatal("the prose as it is kept is not what it was: ", want)
	}
}

func open(data []byte, again Reread) (*Store, error) {
	return Open(&inMemory{data}, int64(len(data)), program, again)
}

func nameOf(i int) string { return fmt.Sprintf("content/incidents/entry-%04d.md", i) }

func bytesOf(i int) site.Digest { return site.DigestOf([]byte(nameOf(i))) }

// filler fills values of any type by reflection, so that a field that is added
// to the vocabulary is filled too, whether the codec knows it or not.
type filler struct {
	fatal  func(...any)
	most   int             // things in a slice
	number func(n int) int // from 0, below n
}

func (f filler) pick(from ...string) string { return from[f.number(len(from))] }

func (f filler) fill(v reflect.Value) {
	switch into := v.Addr().Interface().(type) {
	case *site.Date:
		date, err := site.ParseDate(f.pick("2022", "2022-03", "2022-03-23", "2022~", "2021-12/2022-03-01", "../2022-05", "2022-05/..", "unknown"))
		if err != nil {
			f.fatal(err)
		}
		*into = date
		return
	case *site.Money:
		*into = site.MoneyFromCents(int64(f.number(1<<40)) - 1<<20)
		if f.number(4) == 0 {
			*into = into.Add(parsedMoney(f, "0.000001"))
		}
		return
	case *site.Quantity:
		quantity, err := site.ParseQuantity(f.pick("0", "1.50", "0.00000001", "115792089237316195423570985008687907853269984665640564039457584007913129639935"))
		if err != nil {
			f.fatal(err)
		}
		*into = quantity
		return
	case *site.Prose:
		if f.number(3) > 0 {
			written := new(site.Written)
			f.fill(reflect.ValueOf(written).Elem())
			*into = written
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				f.fatal("the codec cannot reach a hidden field of ", v.Type())
			}
			f.fill(v.Field(i))
		}
	case reflect.Slice:
		n := f.number(f.most + 1)
		if n == 0 && f.number(2) == 0 {
			return // nil, not empty
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			f.fill(v.Index(i))
		}
	case reflect.Pointer:
		if f.number(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			f.fill(v.Elem())
		}
	case reflect.String:
		v.SetString(f.pick("", "stolen", "a title with \x00, ünïcode and\nlines", "x", "<p>HTML</p>"))
	case reflect.Bool:
		v.SetBool(f.number(2) == 1)
	case reflect.Int, reflect.Int32:
		v.SetInt(int64(f.number(1<<20)) - 100)
	case reflect.Uint8:
		v.SetUint(uint64(f.number(256)))
	default:
		f.fatal("the test cannot fill a ", v.Type())
	}
}

func parsedMoney(f filler, text string) site.Money {
	var money site.Money
	if err := money.UnmarshalText([]byte(text)); err != nil {
		f.fatal(err)
	}
	return money
}

// entries gives one entry of each sort.
func (f filler) entries() []Entry {
	incident, actor, page := new(site.Incident), new(site.Actor), new(site.TextPage)
	f.fill(reflect.ValueOf(incident).Elem())
	f.fill(reflect.ValueOf(actor).Elem())
	f.fill(reflect.ValueOf(page).Elem())
	return []Entry{{Incident: incident}, {Actor: actor}, {Page: page}}
}

var (
	sameDate  = cmp.Comparer(func(a, b site.Date) bool { return a == b })
	sameProse = cmp.Comparer(equalProse)
)

func equalProse(a, b site.Prose) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	text, markup := a.Read()
	wantText, wantMarkup := b.Read()
	return text == wantText && markup == wantMarkup
}

func expectBack(t interface {
	Fatal(...any)
	Fatalf(string, ...any)
}, data []byte, want []Entry) {
	store, err := open(data, lost(t))
	if err != nil {
		t.Fatal(err)
	}
	if store.Setting != setting || store.Len() != len(want) {
		t.Fatalf("the store has the setting %v and %d entries, want %v and %d", store.Setting, store.Len(), setting, len(want))
	}
	for i := range want {
		got, ok, err := store.Get(nameOf(i), bytesOf(i))
		if err != nil || !ok {
			t.Fatalf("entry %d: found %v, error %v", i, ok, err)
		}
		if diff := cmp.Diff(got, want[i], sameDate, sameProse); diff != "" {
			t.Fatalf("entry %d read back (-), written (+):\n%s", i, diff)
		}
	}
}

func TestEveryFieldComesBack(t *testing.T) {
	// Nothing is left empty: of what the codec forgets, nothing comes back.
	f := filler{fatal: t.Fatal, most: 1, number: func(n int) int { return n - 1 }}
	entries := f.entries()
	for _, entry := range entries {
		for _, value := range []any{entry.Incident, entry.Actor, entry.Page} {
			if v := reflect.ValueOf(value); !v.IsNil() {
				noneIsZero(t, v.Elem(), v.Type().Elem().Name())
			}
		}
	}
	expectBack(t, encode(t, entries...), entries)
}

func noneIsZero(t *testing.T, v reflect.Value, name string) {
	if v.IsZero() {
		t.Errorf("%s is not filled, so that the test cannot see whether it comes back", name)
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				noneIsZero(t, v.Field(i), name+"."+field.Name)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			noneIsZero(t, v.Index(i), fmt.Sprintf("%s[%d]", name, i))
		}
	}
}

func TestAnyEntriesComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := filler{fatal: t.Fatal, most: 3, number: func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "n") }}
		entries := f.entries()
		expectBack(t, encode(t, entries...), entries)
	})
}

func TestLongListsComeBack(t *testing.T) {
	incident := &site.Incident{}
	for i := range 1000 {
		incident.Sources = append(incident.Sources, site.Source{Key: fmt.Sprint(i)})
	}
	entries := []Entry{{Incident: incident}}
	expectBack(t, encode(t, entries...), entries)
}

func TestAnEntryIsGivenForItsOwnBytesOnly(t *testing.T) {
	store, err := open(encode(t, Entry{Page: &site.TextPage{ID: "about"}}), lost(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, ask := range []struct {
		name  string
		bytes site.Digest
	}{{nameOf(0), bytesOf(1)}, {nameOf(1), bytesOf(0)}} {
		if _, ok, err := store.Get(ask.name, ask.bytes); ok || err != nil {
			t.Errorf("Get(%s, %v) = %v, %v, want nothing", ask.name, ask.bytes, ok, err)
		}
	}
}

func TestAnotherProgramIsForeign(t *testing.T) {
	data := encode(t)
	if _, err := Open(&inMemory{data}, int64(len(data)), "another program", lost(t)); !errors.Is(err, ErrForeign) {
		t.Errorf("the error is %v, want ErrForeign", err)
	}
}

// readAll opens the data and asks for three entries with their prose.
func readAll(data []byte) (damaged bool, found int) {
	store, err := open(data, func(string, site.Digest) (string, site.Markup) {
		damaged = true
		return "", ""
	})
	if err != nil {
		return true, 0
	}
	for i := range 3 {
		entry, ok, err := store.Get(nameOf(i), bytesOf(i))
		if ok {
			found++
			if prose := entry.Body().Prose; prose != nil {
				prose.Read()
			}
		}
		damaged = damaged || err != nil
	}
	return damaged, found
}

func TestWhatIsCutOffAnywhereIsRefused(t *testing.T) {
	f := filler{fatal: t.Fatal, most: 1, number: func(n int) int { return n / 2 }}
	data := encode(t, f.entries()...)
	for n := range len(data) {
		if damaged, found := readAll(data[:n]); !damaged || found > 0 {
			t.Fatalf("of %d bytes %d are left: damaged %v, %d entries found", len(data), n, damaged, found)
		}
	}
	if damaged, _ := readAll(append(data, 0)); !damaged {
		t.Error("a byte too many is not seen")
	}
}

func TestAnyFlippedBitIsSeenOrLosesAnEntry(t *testing.T) {
	f := filler{fatal: t.Fatal, most: 1, number: func(n int) int { return n / 2 }}
	data := encode(t, f.entries()...)
	for n := range len(data) {
		for bit := range 8 {
			data[n] ^= 1 << bit
			// A flip in the path or the digest of an entry makes it one that
			// nobody asks for.
			if damaged, found := readAll(data); !damaged && found == 3 {
				t.Fatalf("bit %d of byte %d is flipped and nothing is seen", bit, n)
			}
			data[n] ^= 1 << bit
		}
	}
}

func TestAFalseLengthCostsNoMemory(t *testing.T) {
	var out []byte
	for range 40 {
		out = append(out, 0xff, 0xff, 0xff, 0xff, 0x0f)
	}
	for start := range 60 {
		data := append(make([]byte, start), out...)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		c := coder{data: data, reading: true, slabs: new(slabs), store: &Store{}}
		c.item(&Item{})
		runtime.ReadMemStats(&after)
		if got := after.TotalAlloc - before.TotalAlloc; got > 1<<20 {
			t.Errorf("%d bytes cost %d bytes of memory", len(data), got)
		}
	}
}

// failing is a file on a full disk.
type failing struct {
	inMemory
	left int
}

func (f *failing) WriteAt(data []byte, at int64) (int, error) {
	if f.left--; f.left < 0 {
		return 0, errors.New("the disk is full")
	}
	return f.inMemory.WriteAt(data, at)
}

func TestAWriterTellsOfTheDiskBelow(t *testing.T) {
	write := func(left int) error {
		w, err := NewWriter(&failing{left: left}, program, setting, lost(t))
		if err != nil {
			return err
		}
		if _, err := w.Put([]Item{{nameOf(0), bytesOf(0), Entry{Page: &site.TextPage{}}}}); err != nil {
			return err
		}
		return w.Close()
	}
	for left := range 3 {
		if err := write(left); err == nil {
			t.Errorf("no error though only %d writes succeed", left)
		}
	}
	if err := write(3); err != nil {
		t.Errorf("an error though all succeed: %v", err)
	}
}

func TestAProseThatIsLostIsReadAgain(t *testing.T) {
	var entries []Entry
	for n := range 3 {
		entries = append(entries, Entry{Page: &site.TextPage{Body: site.BodyOf([]byte("<p>Words</p>"), fmt.Sprint("Words ", n))}})
	}
	file := &inMemory{encode(t, entries...)}
	var asked []string
	store, err := Open(file, int64(len(file.data)), program, func(name string, sum site.Digest) (string, site.Markup) {
		asked = append(asked, fmt.Sprint(name, sum))
		return "again", ""
	})
	if err != nil {
		t.Fatal(err)
	}
	var bodies []*site.Body
	for i := range entries {
		entry, _, err := store.Get(nameOf(i), bytesOf(i))
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, entry.Body())
	}
	if got := bodies[1].Text(); got != "Words 1" || len(asked) > 0 {
		t.Errorf("the text is %q and %v are read again, want Words 1 and none", got, asked)
	}
	kept := bodies[1].Text()
	for n, body := range bodies { // each goes into the memory of the one before
		body.LendText(func(text string) {
			if want := fmt.Sprint("Words ", n); text != want {
				t.Errorf("the text lent is %q, want %q", text, want)
			}
		})
		if got := string(body.AppendHTML([]byte("a"))); got != "a<p>Words</p>" {
			t.Errorf("the HTML appended is %q, want a<p>Words</p>", got)
		}
	}
	if kept != "Words 1" {
		t.Errorf("a text that was read to be kept became %q", kept)
	}
	file.data[bytes.Index(file.data, []byte("Words 1"))] ^= 1
	if got, want := bodies[1].Text(), fmt.Sprint(nameOf(1), bytesOf(1)); got != "again" || len(asked) != 1 || asked[0] != want {
		t.Errorf("the text is %q and %v are read again, want again and %s", got, asked, want)
	}
	bodies[1].LendText(func(text string) {
		if text != "again" || len(asked) != 2 {
			t.Errorf("the text lent is %q and %d are read again, want again and 2", text, len(asked))
		}
	})
	file.data = file.data[:bytes.Index(file.data, []byte("Words 2"))]
	if got := bodies[2].Text(); got != "again" || len(asked) != 3 {
		t.Errorf("of a file cut short the text is %q and %d are read again, want again and 3", got, len(asked))
	}
}

func TestAnEntryThatIsHeldNeedsItsFileNoMore(t *testing.T) {
	file := &inMemory{encode(t, Entry{Actor: &site.Actor{Body: site.BodyOf([]byte("<p>Words</p>"), "Words")}}, Entry{Page: &site.TextPage{}})}
	store, err := Open(file, int64(len(file.data)), program, lost(t))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		entry, ok, err := store.Get(nameOf(i), bytesOf(i))
		if err != nil || !ok || !entry.Hold() {
			t.Fatalf("entry %d: found %v, error %v, or not to be held", i, ok, err)
		}
		if i == 0 {
			defer func() {
				if got := entry.Actor.Body.HTML(); got != "<p>Words</p>" {
					t.Errorf("the HTML is %q", got)
				}
			}()
		}
	}
	clear(file.data)
}

func TestACursorFindsWhateverIsAskedFor(t *testing.T) {
	var entries []Entry
	for range 9 {
		entries = append(entries, Entry{Page: &site.TextPage{}})
	}
	store, err := open(encode(t, entries...), lost(t))
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		cursor := store.Cursor()
		for _, n := range rapid.SliceOf(rapid.IntRange(0, 10)).Draw(t, "asked") {
			item, err := cursor.Find(nameOf(n))
			if err != nil || (item != nil) != (n < 9) || item != nil && (item.File != nameOf(n) || item.Bytes != bytesOf(n)) {
				t.Fatalf("of %s it gives %v, error %v", nameOf(n), item, err)
			}
		}
	})
}

func FuzzOpen(f *testing.F) {
	fill := filler{fatal: f.Fatal, most: 1, number: func(n int) int { return n - 1 }}
	f.Add(encode(f, fill.entries()...))
	f.Add(encode(f))
	f.Fuzz(func(t *testing.T, data []byte) { readAll(data) })
}

// FuzzEntry goes past the checksums, which no fuzzer can guess.
func FuzzEntry(f *testing.F) {
	fill := filler{fatal: f.Fatal, most: 1, number: func(n int) int { return n - 1 }}
	for _, entry := range append(fill.entries(), Entry{Incident: &site.Incident{}}) {
		var c coder
		c.item(&Item{nameOf(0), bytesOf(0), entry})
		f.Add(c.data, c.prose)
	}
	f.Fuzz(func(t *testing.T, data, prose []byte) {
		read := func(data, prose []byte) (coder, Item) {
			store := &Store{file: &inMemory{prose}, again: func(string, site.Digest) (string, site.Markup) { return "", "" }}
			in := coder{data: data, reading: true, slabs: new(slabs), store: store, proseEnd: int64(len(prose))}
			var item Item
			in.item(&item)
			return in, item
		}
		in, item := read(data, prose)
		if in.bad {
			return
		}
		// What is read at all is written and read again as the same.
		var out coder
		out.item(&item)
		again, second := read(out.data, out.prose)
		if again.bad || again.left() > 0 {
			t.Fatal("what was read cannot be written and read again")
		}
		if diff := cmp.Diff(second, item, sameDate, sameProse); diff != "" {
			t.Errorf("read again (-), at first (+):\n%s", diff)
		}
	})
}

// BenchmarkStore opens the entries of a record of a thousand and decodes them
// all, as a new process does.
func BenchmarkStore(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	f := filler{b.Fatal, 3, random.IntN}
	entries := make([]Entry, 1000)
	for n := range entries {
		incident := new(site.Incident)
		f.fill(reflect.ValueOf(incident).Elem())
		entries[n] = Entry{Incident: incident}
	}
	data := encode(b, entries...)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		store, err := open(data, lost(b))
		if err != nil {
			b.Fatal(err)
		}
		cursor := store.Cursor()
		for n := range entries {
			if item, err := cursor.Find(nameOf(n)); item == nil || err != nil {
				b.Fatal(item, err)
			}
		}
	}
}
