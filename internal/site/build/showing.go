package build

import (
	"fmt"
	"os"
	"path/filepath"

	"blotter/internal/site"
)

// showing is what the outputs of a site show, part by part.
type showing [][]shownOutput

type shownOutput struct {
	path  string
	shown site.Shown
}

// shownHeader names the format; another version is another header.
const shownHeader = "blotter shown 1\n"

// keepShowing writes what the outputs of a site show for the next build, and
// gives the digest by which its word names the file. The batches are all there
// are.
func (e *Edition) keepShowing(options Options, batches []batch) (site.Digest, error) {
	out := newRecorder(shownHeader, 96*e.Result.looked)
	out.number(int64(len(e.sizes)))
	ordered := inOrder(batches)
	for n, b := range ordered {
		end := len(e.sizes)
		if n+1 < len(ordered) {
			end = ordered[n+1].first
		}
		at := 0
		for _, size := range e.sizes[b.first:end] {
			out.number(int64(size))
			for range size {
				out.text(b.outputs[at].Path)
				out.out = b.shown[at].AppendBinary(out.out)
				at++
			}
		}
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

// keepShown leaves word of what the outputs of the published site show. An
// edit of words changes nothing of that.
func (e *Edition) keepShown(options Options, batches []batch) {
	if e.rewording != nil {
		e.Result.shown = e.rewording.last.shown
		return
	}
	var err error
	if e.Result.shown, err = e.keepShowing(options, batches); err != nil {
		e.Result.shown = site.Digest{}
		e.Result.Notes = append(e.Result.Notes, fmt.Sprintf("the next build will look at every page: %v", err))
	}
}
