package build

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"blotter/internal/site"
)

// standing is what a build leaves for the next one: the digest of everything it
// read, what it published, and the warnings it gave. When the first two are as
// they were there is nothing to do, and nothing needs to be parsed to know it.
type standing struct {
	inputs, tree   site.Digest
	shown          site.Digest // of the file that says what each output shows; zero = there is none
	entries, pages int
	problems       []site.Problem
}

// standingHeader names the format; another version is another header.
const standingHeader = "blotter standing 2\n"

func (s *standing) encode() []byte {
	out := newRecorder(standingHeader, 512*len(s.problems)+64)
	out.digest(s.inputs)
	out.digest(s.tree)
	out.digest(s.shown)
	out.number(int64(s.entries))
	out.number(int64(s.pages))
	out.number(int64(len(s.problems)))
	for _, p := range s.problems {
		out.number(int64(p.Line))
		out.number(int64(p.Column))
		for _, text := range []string{p.File, p.Field, p.Rule, string(p.Severity), p.Message, p.Hint} {
			out.text(text)
		}
	}
	return out.sealed()
}

// decodeStanding reads what encode wrote; false for anything else.
func decodeStanding(data []byte) (standing, bool) {
	in := recall(standingHeader, data)
	s := standing{inputs: in.digest(), tree: in.digest(), shown: in.digest(), entries: int(in.number()), pages: int(in.number())}
	if count := in.count(); count > 0 {
		s.problems = make([]site.Problem, count)
	}
	for i := range s.problems {
		p := &s.problems[i]
		p.Line, p.Column = int(in.number()), int(in.number())
		p.File, p.Field, p.Rule, p.Severity = in.text(), in.text(), in.text(), site.Severity(in.text())
		p.Message, p.Hint = in.text(), in.text()
	}
	return s, in.done()
}

// readStanding gives what the last build left, without its problems: those are
// worth reading only where the rest is as it was. It is not known yet to be
// whole; word false says that there is nothing.
func readStanding(options Options) (last standing, word bool) {
	file, err := os.Open(standingFile(options))
	if err != nil {
		return standing{}, false
	}
	defer file.Close()
	head := make([]byte, len(standingHeader)+len(last.inputs)+len(last.tree))
	if _, err := io.ReadFull(file, head); err != nil || string(head[:len(standingHeader)]) != standingHeader {
		return standing{}, false
	}
	in := recalled{rest: string(head[len(standingHeader):])}
	return standing{inputs: in.digest(), tree: in.digest()}, true
}

// wholeStanding gives what the last build left; false where there is nothing
// that can be relied on.
func wholeStanding(options Options) (standing, bool) {
	data, err := os.ReadFile(standingFile(options))
	if err != nil {
		return standing{}, false
	}
	return decodeStanding(data)
}

// asBefore reports whether the published site is what a build would make: made
// from the same inputs, and untouched since. Any doubt means no.
func asBefore(ctx context.Context, options Options) (result *Result, now *inputs, same bool) {
	began := time.Now()
	kept, note := openStamps(options)
	last, word := readStanding(options)
	how := always
	if !word {
		how = awaiting
	}
	output := openAhead(ctx, options)
	if now = inputsNow(options, kept, how); now == nil {
		output.abort()
		return nil, nil, false
	}
	now.kept, now.note, now.output = kept, note, output
	if !word || last.inputs != now.digest {
		output.lookAhead()
		return nil, now, false
	}
	files, stands := output.stands()
	if !stands || files.Tree != last.tree {
		return nil, now, false
	}
	whole, ok := wholeStanding(options)
	if !ok || whole.inputs != last.inputs || whole.tree != last.tree {
		return nil, now, false
	}
	output.abort()
	result = &Result{Published: true, Entries: whole.entries, Pages: whole.pages, Problems: whole.problems, Files: files}
	now.keep(options, result)
	result.Stages = []Stage{{"compare", time.Since(began)}}
	return result, now, true
}

// remember leaves word of a build for the next, if it was made from what the
// inputs were before it: a file saved while it ran may be in the site or not,
// and word of that site under these inputs could be wrong. What cannot be
// written is not remembered, and the next build does its work.
func remember(options Options, result *Result) {
	before := options.inputs
	if before == nil || len(before.awaited) > 0 {
		return
	}
	now := before.lookAgain(options, result.Problems)
	if now == nil {
		return
	}
	now.kept, now.note = before.kept, before.note
	now.keep(options, result)
	if result.Files.Unrecorded != nil || before.strange || now.digest != before.digest {
		return
	}
	word := standing{now.digest, result.Files.Tree, result.shown, result.Entries, result.Pages, result.Problems}
	if err := os.WriteFile(standingFile(options), word.encode(), 0o644); err != nil {
		result.Notes = append(result.Notes, fmt.Sprintf("not remembered for the next build: %v", err))
	}
}

// standingFile gives where a build into an output folder leaves its word.
func standingFile(options Options) string { return fileOf("standing", options) }

// fileOf gives the file of the state folder that belongs to an output folder.
func fileOf(kind string, options Options) string {
	out, err := filepath.Abs(options.Out)
	if err != nil {
		out = options.Out
	}
	return filepath.Join(options.Source, stateFolder, kind+"-"+site.DigestOf([]byte(out)).String()[:16])
}
