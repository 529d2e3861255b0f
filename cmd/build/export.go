package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"blotter/internal/site"
	"blotter/internal/site/build"
)

// newExport makes the command that gives the data of the record without a site
// around it.
func newExport() *cobra.Command {
	var flags common
	var out string
	cmd := &cobra.Command{
		Use:   "export " + strings.Join(build.ExportFormats, "|") + " [TABLE]",
		Short: "Write the data set alone: all tables to a folder, or one table to the standard output",
		Long: "Write the tables that the site has below /data/, with the data package that describes them, to a folder.\n" +
			"With the name of a table (incidents, amounts, actors, involvements, sources, events) write that table to the standard output.",
		Args:      cobra.RangeArgs(1, 2),
		ValidArgs: build.ExportFormats,
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&out, "out", "", "the folder (default data in the current folder)")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		format := args[0]
		if !slices.Contains(build.ExportFormats, format) {
			return fmt.Errorf("unknown format %q: use %s", format, strings.Join(build.ExportFormats, " or "))
		}
		if len(args) == 2 && out != "" {
			return fmt.Errorf("a table goes to the standard output: leave out either %s or --out", args[1])
		}
		outputs, err := dataset(cmd, flags, format)
		if err != nil {
			return err
		}
		if len(args) == 2 {
			return printTable(cmd, outputs, args[1], format)
		}
		if out == "" {
			out = "data"
		}
		if err := build.WriteFolder(out, outputs); err != nil {
			return fmt.Errorf("exporting to %s: %w", out, err)
		}
		if !flags.quiet {
			fmt.Fprintf(cmd.ErrOrStderr(), "%s in %s\n", plural(len(outputs), "file", "files"), filepath.ToSlash(out))
		}
		return nil
	}
	return cmd
}

// dataset plans the data set. Problems are printed if they keep it back: who
// exports a record does not edit it.
func dataset(cmd *cobra.Command, flags common, format string) ([]site.Output, error) {
	print, err := newPrinter(flags.format)
	if err != nil {
		return nil, err
	}
	outputs, result, err := build.Dataset(cmd.Context(), flags.options(), format)
	if err != nil {
		return nil, err
	}
	if !result.Failed() {
		return outputs, nil
	}
	// The standard output is for data.
	if err := print(cmd.ErrOrStderr(), cmd.ErrOrStderr(), result.Problems); err != nil {
		return nil, fmt.Errorf("printing the problems: %w", err)
	}
	if !flags.quiet {
		fmt.Fprintf(cmd.ErrOrStderr(), "%s; nothing was exported\n", countProblems(result.Problems))
	}
	return nil, errProblems
}

// printTable writes one of the outputs to the standard output.
func printTable(cmd *cobra.Command, outputs []site.Output, table, format string) error {
	var names []string
	for _, output := range outputs {
		name, found := strings.CutSuffix(output.Path, "."+format)
		if !found || name == "datapackage" {
			continue
		}
		names = append(names, name)
		if name != table {
			continue
		}
		var buffer bytes.Buffer
		if err := output.Fill(&buffer); err != nil {
			return fmt.Errorf("making %s: %w", output.Path, err)
		}
		if _, err := cmd.OutOrStdout().Write(buffer.Bytes()); err != nil {
			return fmt.Errorf("writing %s: %w", output.Path, err)
		}
		return nil
	}
	hint := "use " + strings.Join(names, ", ")
	if near := site.Nearest(table, names); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return fmt.Errorf("there is no table %q: %s", table, hint)
}
