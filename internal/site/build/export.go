package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"blotter/internal/site"
	"blotter/internal/site/index"
)

// ExportFormats are the forms in which Dataset gives the data.
var ExportFormats = index.DatasetFormats

// Dataset takes the site folder through the stages up to the counting and gives
// the data set of the record in one of the ExportFormats, none of its files
// made yet. A Result with errors among its problems comes without a data set;
// an error means machine trouble.
func Dataset(ctx context.Context, options Options, format string) ([]site.Output, *Result, error) {
	edition, err := Plan(ctx, options)
	if err != nil || edition.Result.Failed() {
		return nil, edition.Result, err
	}
	return index.Dataset(edition.Site, edition.Statistics, format), edition.Result, nil
}

// WriteFolder makes the outputs into a folder, which it creates, in place of
// files of the same names; other files stay. It errors when one cannot be
// made or written; then no file of the folder has changed, but where the
// machine failed between two renames.
func WriteFolder(dir string, outputs []site.Output) (err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making the folder: %w", err)
	}
	written := make([]string, 0, len(outputs))
	defer func() {
		for _, name := range written { // those that no rename took
			err = errors.Join(err, os.Remove(name))
		}
	}()
	var buffer bytes.Buffer
	for _, output := range outputs {
		buffer.Reset()
		if err := output.Fill(&buffer); err != nil {
			return fmt.Errorf("making %s: %w", output.Path, err)
		}
		name, err := writeBeside(dir, buffer.Bytes())
		if err != nil {
			return fmt.Errorf("writing %s: %w", output.Path, err)
		}
		written = append(written, name)
	}
	for _, output := range outputs {
		if err := os.Rename(written[0], filepath.Join(dir, filepath.FromSlash(output.Path))); err != nil {
			return fmt.Errorf("writing %s: %w", output.Path, err)
		}
		written = written[1:]
	}
	return nil
}

// writeBeside writes a new file of the folder and gives its name. On an error
// it leaves none.
func writeBeside(dir string, data []byte) (string, error) {
	file, err := os.CreateTemp(dir, ".export-*")
	if err != nil {
		return "", err
	}
	_, err = file.Write(data)
	err = errors.Join(err, file.Chmod(0o644), file.Close())
	if err != nil {
		return "", errors.Join(err, os.Remove(file.Name()))
	}
	return file.Name(), nil
}
