package main

import (
	"fmt"
	"path/filepath"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"blotter/internal/site/build"
)

// common are the flags that build and check share.
type common struct {
	source, baseURL, format string
	drafts, quiet, verbose  bool
}

func (c *common) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&c.source, "source", ".", "the site folder")
	flags.StringVar(&c.baseURL, "base-url", "", "the site's address, in place of the config's")
	flags.BoolVar(&c.drafts, "drafts", false, "take drafts too")
	flags.StringVar(&c.format, "format", "text", "how to print problems: text, json, github or sarif")
	flags.BoolVar(&c.quiet, "quiet", false, "print problems and nothing else")
	flags.BoolVar(&c.verbose, "verbose", false, "print how long each stage took")
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
}

func (c *common) options() build.Options {
	return build.Options{Source: c.source, BaseURL: c.baseURL, Drafts: c.drafts}
}

// addBuild makes a command build the site.
func addBuild(cmd *cobra.Command) {
	var flags common
	var out string
	flags.add(cmd)
	cmd.Flags().StringVar(&out, "out", "", "the output folder (default public in the site folder)")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		options := flags.options()
		options.Out = out
		if out == "" {
			options.Out = filepath.Join(flags.source, "public")
		}
		return runPipeline(cmd, flags, options)
	}
}

// runPipeline builds or checks, prints the problems and the one-line result.
func runPipeline(cmd *cobra.Command, flags common, options build.Options) error {
	printer, err := newPrinter(flags.format)
	if err != nil {
		return err
	}
	began := time.Now()
	progress := newProgress(cmd.ErrOrStderr(), flags.quiet)
	options.Progress = progress.tell
	result, err := build.Run(cmd.Context(), options)
	progress.end()
	if err != nil {
		return err
	}
	took := time.Since(began)
	if err := printer(cmd.OutOrStdout(), cmd.ErrOrStderr(), result.Problems); err != nil {
		return fmt.Errorf("printing the problems: %w", err)
	}
	if !flags.quiet {
		for _, note := range result.Notes {
			fmt.Fprintf(cmd.ErrOrStderr(), "note: %s\n", note)
		}
	}
	if flags.verbose {
		for _, stage := range result.Stages {
			fmt.Fprintf(cmd.ErrOrStderr(), "%-18s %s\n", stage.Name, stage.Took.Round(100*time.Microsecond))
		}
	}
	if result.Failed() {
		if !flags.quiet {
			fmt.Fprintf(cmd.ErrOrStderr(), "%s; nothing was published\n", countProblems(result.Problems))
		}
		return errProblems
	}
	// A machine-readable report has stdout for itself.
	if !flags.quiet && flags.format == "text" {
		fmt.Fprintln(cmd.OutOrStdout(), summary(result, took))
	}
	return nil
}

// summary gives the one line that says what came of it.
func summary(result *build.Result, took time.Duration) string {
	line := fmt.Sprintf("%s, %s", plural(result.Entries, "entry", "entries"), plural(result.Pages, "page", "pages"))
	if result.Published {
		files := result.Files
		line += fmt.Sprintf(", %s (%s written, %s removed), %s", plural(files.Files, "file", "files"),
			humanize.Comma(int64(files.Written)), humanize.Comma(int64(files.Removed)), humanize.Bytes(uint64(files.Bytes)))
	}
	if n := len(result.Problems); n > 0 {
		line += ", " + countProblems(result.Problems)
	}
	return fmt.Sprintf("%s in %.2f s", line, took.Seconds())
}

func plural(n int, one, many string) string {
	word := many
	if n == 1 {
		word = one
	}
	return humanize.Comma(int64(n)) + " " + word
}
