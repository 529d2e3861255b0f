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
