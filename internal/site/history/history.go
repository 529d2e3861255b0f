// Package history reads a site folder as it stood at a revision of the git
// repository that holds it. It writes nothing, changes no checkout, and knows
// of git only its command line.
package history

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"strings"
)

// At gives the config and the content of the site folder dir at a revision: a
// commit, a branch, a tag, "HEAD~3". The error says what git says, when dir is
// in no repository or the revision or its content is not there.
func At(ctx context.Context, dir, revision string) (fs.FS, error) {
	// A revision that looks like an option would be taken for one.
	if revision == "" || strings.HasPrefix(revision, "-") {
		return nil, fmt.Errorf("%q is not a revision", revision)
	}
	command := exec.CommandContext(ctx, "git", "-C", dir, "archive", "--format=zip", revision, "--", "config.yaml", "content")
	var archive, said bytes.Buffer
	command.Stdout, command.Stderr = &archive, &said
	if err := command.Run(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return nil, fmt.Errorf("reading the revision %s needs git, which is not installed: %w", revision, err)
		}
		return nil, fmt.Errorf("reading the revision %s: %w: %s", revision, err, strings.TrimSpace(said.String()))
	}
	files, err := zip.NewReader(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	if err != nil {
		return nil, fmt.Errorf("reading the revision %s: %w", revision, err)
	}
	return files, nil
}
