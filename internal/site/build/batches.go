package build

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"blotter/internal/site"
)

// batch is a share of the outputs that is listed and made before the next one
// is looked at. The loose parts come first: every word of the record is read to
// list them, and what is at hand then is let go before pages are made.
type batch struct {
	first   int // of its parts
	outputs []site.Output
	shown   []site.Shown // of each, once it is made
	list    func() ([]site.Output, error)
}

// batches gives what there is to make: the outputs that an edit of words can
// have changed, or all.
func (e *Edition) batches(ctx context.Context) ([]batch, error) {
	reworded, err := e.listReworded(ctx)
	if err != nil {
		return nil, err
	}
	if reworded != nil {
		return []batch{{list: func() ([]site.Output, error) { return reworded, nil }}}, nil
	}
	return e.allBatches(ctx), nil
}

// allBatches gives all outputs, to be listed.
func (e *Edition) allBatches(ctx context.Context) []batch {
	loose := slices.IndexFunc(e.Parts, func(p site.Part) bool { return p.Loose })
	if loose < 0 {
		loose = len(e.Parts)
	}
	e.sizes, e.Result.Pages = make([]int, len(e.Parts)), 0
	of := func(first, end int) batch {
		return batch{first: first, list: func() ([]site.Output, error) { return e.listAll(ctx, first, end) }}
	}
	return []batch{of(loose, len(e.Parts)), of(0, loose)}
}

// listWhole lists all batches, and gives their outputs in the order of the parts.
func listWhole(batches []batch) (outputs []site.Output, err error) {
	for i := range batches {
		if batches[i].outputs, err = batches[i].list(); err != nil {
			return nil, err
		}
	}
	for _, b := range inOrder(batches) {
		outputs = append(outputs, b.outputs...)
	}
	return outputs, nil
}

// inOrder gives batches in the order of their parts.
func inOrder(batches []batch) []batch {
	return slices.SortedFunc(slices.Values(batches), func(a, b batch) int { return a.first - b.first })
}

// listAll lists the parts from first up to end, and notes how many outputs and
// pages they have.
func (e *Edition) listAll(ctx context.Context, first, end int) ([]site.Output, error) {
	lists, err := e.listParts(ctx, first, end, func(part int) ([]site.Output, error) { return e.Parts[part].Outputs() })
	if err != nil {
		return nil, err
	}
	for i := range lists {
		e.sizes[first+i] = len(lists[i])
	}
	outputs := slices.Concat(lists...)
	for i := range outputs {
		if outputs[i].Media == "text/html" {
			e.Result.Pages++
		}
	}
	return outputs, nil
}

// listParts calls list for the parts from first up to end, on all cores. The
// last take longest, so they go first.
func (e *Edition) listParts(ctx context.Context, first, end int, list func(part int) ([]site.Output, error)) ([][]site.Output, error) {
	lists := make([][]site.Output, end-first)
	err := onAllCores(ctx, len(lists), func(n int, _ *bytes.Buffer) (err error) {
		at := len(lists) - 1 - n
		lists[at], err = list(first + at)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("planning the site: %w", err)
	}
	return lists, nil
}
