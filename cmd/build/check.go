package main

import "github.com/spf13/cobra"

// newCheck makes the command that runs the whole pipeline and writes nothing.
func newCheck() *cobra.Command {
	var flags common
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Find every mistake in the content and every dead link of the site; write nothing",
		Args:  cobra.NoArgs,
	}
	flags.add(cmd)
	var since string
	cmd.Flags().StringVar(&since, "since", "", "compare with the content at this git revision: no silent edit, no dead address")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		options := flags.options()
		options.Outputs, options.Since = true, since
		return runPipeline(cmd, flags, options)
	}
	return cmd
}
