package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"blotter/internal/site"
	"blotter/internal/site/preview"
)

// newServe makes the command that shows the site while it is written.
func newServe() *cobra.Command {
	options := preview.Options{}
	var verbose bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site in a browser while it is written; every save shows at once",
		Long: "Serve makes the site in memory and shows it on this machine. It watches content/,\n" +
			"templates/, static/ and config.yaml: a save reloads the pages that changed, and a\n" +
			"mistake is laid over the page until it is mended. It writes nothing to disk.",
		Args: cobra.NoArgs,
	}
	flags := cmd.Flags()
	flags.StringVar(&options.Source, "source", ".", "the site folder")
	flags.StringVar(&options.Addr, "addr", "127.0.0.1:1313", "where to listen; only a host named here lets other machines in")
	flags.BoolVar(&options.Drafts, "drafts", false, "show drafts too")
	flags.BoolVar(&verbose, "verbose", false, "print the warnings too, and how long each stage took")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		out, errs := cmd.OutOrStdout(), cmd.ErrOrStderr()
		var server *preview.Server
		options.Report = func(rebuild preview.Rebuild) {
			tellRebuild(out, errs, rebuild, verbose)
			if rebuild.First {
				fmt.Fprintf(out, "the preview is at %s/ (Ctrl-C ends it)\n", server.Origin())
			}
		}
		var err error
		if server, err = preview.Listen(options); err != nil {
			return err
		}
		return server.Serve(cmd.Context())
	}
	return cmd
}

// tellRebuild prints the line of a rebuild, and its mistakes before it.
func tellRebuild(out, errs io.Writer, rebuild preview.Rebuild, verbose bool) {
	var told []site.Problem
	for _, problem := range rebuild.Problems {
		if verbose || problem.Severity == site.Error {
			told = append(told, problem)
		}
	}
	// What cannot be printed to the terminal cannot be told there either.
	_ = printText(out, errs, told)
	if rebuild.Err != nil {
		fmt.Fprintf(errs, "error: %v\n", rebuild.Err)
	}
	if verbose {
		for _, stage := range rebuild.Stages {
			fmt.Fprintf(errs, "%-18s %s\n", stage.Name, stage.Took.Round(100*time.Microsecond))
		}
	}
	fmt.Fprintln(out, rebuildLine(rebuild))
}

// rebuildLine gives "content/incidents/x.md changed: 92 entries, 18 ms".
func rebuildLine(rebuild preview.Rebuild) string {
	var parts []string
	if rebuild.Shown {
		parts = append(parts, plural(rebuild.Entries, "entry", "entries"))
	}
	if len(rebuild.Problems) > 0 {
		parts = append(parts, countProblems(rebuild.Problems))
	}
	if !rebuild.Shown && rebuild.Entries > 0 {
		parts = append(parts, "the last good pages stay")
	} else if !rebuild.Shown {
		parts = append(parts, "nothing to show yet")
	}
	parts = append(parts, fmt.Sprintf("%d ms", rebuild.Took.Milliseconds()))
	return whatChanged(rebuild.Changed) + strings.Join(parts, ", ")
}

// whatChanged names the files of a rebuild as far as a line has room.
func whatChanged(paths []string) string {
	switch {
	case len(paths) == 0:
		return ""
	case paths[0] == ".":
		return "many files changed: "
	case len(paths) > 2:
		return fmt.Sprintf("%s and %d more changed: ", paths[0], len(paths)-1)
	}
	return strings.Join(paths, " and ") + " changed: "
}
