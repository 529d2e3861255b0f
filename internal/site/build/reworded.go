package build

import (
	"bytes"
	"context"
	"maps"
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
	lists, err := e.listParts(ctx, 0, len(e.Parts), func(part int) ([]site.Output, error) {
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
// of words can have changed, and gives what there is to make: what is given,
// and such as somebody touched since.
func (e *Edition) keepOthers(ctx context.Context, press *publish.Press, batches []batch) ([]batch, error) {
	r := e.rewording
	if r == nil {
		return batches, nil
	}
	if tree, known := press.Last(); !known || tree != r.last.tree {
		e.rewording = nil // it is another site that stands there
		return e.allBatches(ctx), nil
	}
	touched, _ := press.KeepAll(r.mayChange)
	if len(touched) == 0 {
		return batches, nil
	}
	all, err := listWhole(e.allBatches(ctx))
	if err != nil {
		return nil, err
	}
	slices.Sort(touched)
	var more []site.Output
	for i := range all {
		if _, found := slices.BinarySearch(touched, all[i].Path); found {
			more = append(more, all[i])
		}
	}
	return append(batches, batch{list: func() ([]site.Output, error) { return more, nil }}), nil
}
