package build

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"blotter/internal/site"
	"blotter/internal/site/cache"
	"blotter/internal/site/publish"
)

// Most edits change the words of an entry and no fact. What they can change of
// the site are the outputs that show these words: some hundred of thirty
// thousand. So a build leaves word of what each of its outputs shows, and the
// next one, if all that is new in its inputs are words, plans and makes those
// outputs alone.

// showing is what the outputs of a site show, part by part.
type showing [][]shownOutput

type shownOutput struct {
	path  string
	shown site.Shown
}

// shownHeader names the format; another version is another header.
const shownHeader = "blotter shown 1\n"

// keepShowing writes what the outputs of a site show for the next build, and
// gives the digest by which its word names the file. Outputs are those of the
// parts, one part after the other, shown the same.
func (e *Edition) keepShowing(options Options, outputs []site.Output, shown []site.Shown) (site.Digest, error) {
	out := newRecorder(shownHeader, 96*len(outputs))
	out.number(int64(len(e.sizes)))
	for _, size := range e.sizes {
		out.number(int64(size))
		for i := range size {
			out.text(outputs[i].Path)
			out.out = shown[i].AppendBinary(out.out)
		}
		outputs, shown = outputs[size:], shown[size:]
	}
	file := out.sealed()
	name := fileOf("shown", options)
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		err = os.WriteFile(name, file, 0o644)
	}
	return sealOf(file), err
}

// openShowing reads what the outputs of the last build show; false where there
// is no such file, or another than the word of that build names.
func openShowing(options Options, named site.Digest) (showing, bool) {
	file, err := os.ReadFile(fileOf("shown", options))
	if err != nil || named == (site.Digest{}) || sealOf(file) != named {
		return nil, false
	}
	in := recall(shownHeader, file)
	parts := make(showing, in.count())
	for p := range parts {
		parts[p] = make([]shownOutput, in.count())
		for i := range parts[p] {
			output := &parts[p][i]
			output.path = in.text()
			var ok bool
			if output.shown, in.rest, ok = site.ReadShown(in.rest); !ok {
				return nil, false
			}
		}
	}
	return parts, in.done()
}

// sealOf gives the checksum at the end of a file of the state folder.
func sealOf(file []byte) (sum site.Digest) {
	if len(file) >= len(sum) {
		copy(sum[:], file[len(file)-len(sum):])
	}
	return sum
}

// mostReworded bounds how many entries are compared with what they were.
const mostReworded = 100

// rewording is an edit of words alone, as far as a site goes.
type rewording struct {
	last   standing
	parts  []bool          // by number: the part has outputs to make
	wanted map[string]bool // paths of the outputs that may be others now
	loose  []string        // prefixes of the loose parts
	fixed  map[string]bool // paths under these that outputs of other parts have
	told   func(index int) bool
}

// wordEdit is an edit of words alone, as far as the record goes.
type wordEdit struct {
	last    lastSite
	words   map[string]site.Words // that differ, by id
	entries []*site.Incident      // that have them
}

// findWordEdit finds out whether the last build into the output folder was of
// this record in other words; nil where it was not, or where nobody knows.
func (p *planning) findWordEdit() *wordEdit {
	last := p.last()
	if !last.known || p.options.Since != "" {
		return nil
	}
	edit := &wordEdit{last: last, words: map[string]site.Words{}}
	if !p.kept.reworded(p.options.inputs, p.record, edit) {
		return nil
	}
	return edit
}

// retitled reports whether a title is another.
func (e *wordEdit) retitled() bool {
	for _, words := range e.words {
		if words&site.HeadlineWords != 0 {
			return true
		}
	}
	return false
}

// reword finds out whether the last build into the output folder was of this
// site in other words; nil where it was not, or where nobody knows.
func (p *planning) reword() *rewording {
	if p.wordEdit == nil {
		return nil
	}
	last := p.wordEdit.last
	if len(last.shown) != len(p.Parts) {
		return nil
	}
	return p.affected(last.standing, last.shown, p.Site.Telling(p.wordEdit.words))
}

// edited finds what is new since the state folder was written, and reports
// whether that is in some files of entries alone, few enough to look at each.
func (i *inputs) edited() bool {
	if len(i.files) != len(i.kept.files) {
		return false
	}
	for n := range i.files {
		now, was := &i.files[n], &i.kept.files[n]
		if now.name == was.name && now.bytes == was.bytes {
			continue
		}
		if now.name != was.name || !strings.HasPrefix(now.name, "content/incidents/") || len(i.changed) == mostReworded {
			return false
		}
		i.changed = append(i.changed, n)
	}
	return true
}

// reworded gives the words in which entries differ from those of the last
// build; false where one differs in anything else.
func (k *kept) reworded(now *inputs, record *site.Record, edit *wordEdit) bool {
	for _, n := range now.changed {
		file := now.kept.files[n].name
		before := k.before(file, now.kept.files[n].bytes)
		at := slices.IndexFunc(record.Incidents, func(in *site.Incident) bool { return in.File == file })
		if at < 0 || before == nil {
			return false
		}
		differ, only := site.Reworded(before, record.Incidents[at])
		if !only {
			return false
		}
		edit.words[record.Incidents[at].ID] = differ
		edit.entries = append(edit.entries, record.Incidents[at])
	}
	return true
}

// before gives an incident that was kept for other bytes of its file; nil =
// none was.
func (k *kept) before(file string, bytes site.Digest) *site.Incident {
	for _, store := range []*cache.Store{k.since, k.all} {
		if store == nil || store.Setting != k.setting {
			continue
		}
		if entry, ok, err := store.Get(file, bytes); ok && err == nil {
			return entry.Incident
		}
	}
	return nil
}

// affected gives the outputs that may tell new words.
func (p *planning) affected(last standing, shown showing, telling map[int]site.Words) *rewording {
	all, tells := site.Words(0), make([]bool, len(p.Site.Entries)) // asked some hundred thousand times
	for index, words := range telling {
		all |= words
		tells[index] = true
	}
	told := func(index int) bool { return index < len(tells) && tells[index] }
	r := &rewording{last, make([]bool, len(shown)), map[string]bool{}, nil, map[string]bool{}, told}
	for i := range p.Parts {
		if r.parts[i] = p.Parts[i].Loose; r.parts[i] {
			r.loose = append(r.loose, p.Parts[i].Prefix)
		}
	}
	for part, outputs := range shown {
		if p.Parts[part].Loose {
			continue
		}
		for i := range outputs {
			path := outputs[i].path
			if outputs[i].shown.Tells(all, told) {
				r.parts[part], r.wanted[path] = true, true
			}
			if r.below(path) {
				r.fixed[path] = true
			}
		}
	}
	return r
}

// below reports whether a path is one that a loose part may have.
func (r *rewording) below(path string) bool {
	return slices.ContainsFunc(r.loose, func(prefix string) bool { return strings.HasPrefix(path, prefix) })
}

// mayChange reports whether a path is that of an output to make, or of one of
// a loose part.
func (r *rewording) mayChange(path string) bool {
	return r.wanted[path] || r.below(path) && !r.fixed[path]
}

// listReworded lists the outputs that an edit of words can have changed; nil
// where that may be any.
func (e *Edition) listReworded(ctx context.Context) ([]site.Output, error) {
	r := e.rewording
	if r == nil {
		return nil, nil
	}
	paths := slices.Sorted(maps.Keys(r.wanted))
	below := func(address string) bool {
		prefix := strings.TrimPrefix(address, "/")
		at, _ := slices.BinarySearch(paths, prefix)
		return at < len(paths) && strings.HasPrefix(paths[at], prefix)
	}
	lists, err := e.listParts(ctx, func(part int) ([]site.Output, error) {
		switch list := e.Parts[part]; {
		case !r.parts[part]:
			return nil, nil
		case list.Below != nil:
			return list.Below(below)
		default:
			return list.Outputs()
		}
	})
	if err != nil {
		return nil, err
	}
	var outputs []site.Output
	found := 0
	for part, list := range lists {
		for i := range list {
			if wanted := r.wanted[list[i].Path]; wanted || e.Parts[part].Loose {
				outputs = append(outputs, list[i])
				if wanted {
					found++
				}
			}
		}
	}
	if found != len(r.wanted) {
		e.rewording = nil // facts have changed after all, so anything may have
		return nil, nil
	}
	e.Result.Pages = r.last.pages
	return outputs, nil
}

// reword makes an output out of the bytes it had before an edit of words, where
// it can do that.
func (e *Edition) reword(press *publish.Press, output *site.Output, buffer *bytes.Buffer) bool {
	if e.rewording == nil || output.Reword == nil {
		return false
	}
	last, asWritten := press.Published(output.Path)
	if asWritten && output.Reword(last, e.rewording.told, buffer) {
		return true
	}
	buffer.Reset()
	return false
}

// keepOthers takes over the files of the last build, but for those that an edit
// of words can have changed, and gives the outputs to make: those given, and
// such as somebody touched since.
func (e *Edition) keepOthers(ctx context.Context, press *publish.Press, outputs []site.Output) ([]site.Output, error) {
	r := e.rewording
	if r == nil {
		return outputs, nil
	}
	if tree, known := press.Last(); !known || tree != r.last.tree {
		e.rewording = nil // it is another site that stands there
		return e.listAll(ctx)
	}
	touched, _ := press.KeepAll(r.mayChange)
	if len(touched) == 0 {
		return outputs, nil
	}
	all, err := e.listAll(ctx)
	if err != nil {
		return nil, err
	}
	slices.Sort(touched)
	for i := range all {
		if _, found := slices.BinarySearch(touched, all[i].Path); found {
			outputs = append(outputs, all[i])
		}
	}
	return outputs, nil
}

// keepShown leaves word of what the outputs of the published site show. An
// edit of words changes nothing of that.
func (e *Edition) keepShown(options Options, outputs []site.Output, shown []site.Shown) {
	if e.rewording != nil {
		e.Result.shown = e.rewording.last.shown
		return
	}
	var err error
	if e.Result.shown, err = e.keepShowing(options, outputs, shown); err != nil {
		e.Result.shown = site.Digest{}
		e.Result.Notes = append(e.Result.Notes, fmt.Sprintf("the next build will look at every page: %v", err))
	}
}
