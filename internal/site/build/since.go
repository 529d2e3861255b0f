package build

import (
	"context"
	"fmt"

	"blotter/internal/site"
	"blotter/internal/site/check"
	"blotter/internal/site/content"
	"blotter/internal/site/history"
	"blotter/internal/site/markdown"
)

// since compares a record with the one at a git revision: no silent edit, no
// dead address. Mistakes in the old record are not told; what it cannot read
// it cannot compare.
func since(ctx context.Context, options Options, record *site.Record, cfg *site.Config) ([]site.Problem, error) {
	folder, err := history.At(ctx, options.Source, options.Since)
	if err != nil {
		return nil, err
	}
	oldConfig, _, err := content.LoadConfig(folder)
	if err != nil {
		return nil, fmt.Errorf("reading the config at %s: %w", options.Since, err)
	}
	old, _, err := content.New(oldConfig, markdown.New()).Load(ctx, folder)
	if err != nil {
		return nil, fmt.Errorf("reading the content at %s: %w", options.Since, err)
	}
	return check.Since(old, record, cfg), nil
}
