package main

import (
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"blotter/internal/site"
	"blotter/internal/site/build"
)

// newNew makes the command that scaffolds an entry or an actor.
func newNew() *cobra.Command {
	var source, id, kind, date, actor string
	cmd := &cobra.Command{
		Use:   "new TITLE | new --actor NAME",
		Short: "Start an entry, or an actor, with each blank left to fill",
		Args:  cobra.MaximumNArgs(1),
	}
	flags := cmd.Flags()
	flags.StringVar(&source, "source", ".", "the site folder")
	flags.StringVar(&id, "id", "", "the id, which becomes the address (default made from the title)")
	flags.StringVar(&kind, "type", "theft", "the type of incident")
	flags.StringVar(&date, "date", "unknown", "when it happened, as in 2022-03-23, 2022-03 or 2022")
	flags.StringVar(&actor, "actor", "", "the name of an actor to start a file for")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var file string
		var err error
		switch {
		case actor != "" && len(args) == 0:
			file, err = build.NewActor(source, id, actor)
		case actor == "" && len(args) == 1:
			when, parseErr := site.ParseDate(date)
			if parseErr != nil {
				return fmt.Errorf("--date: %w", parseErr)
			}
			// The published day is a fact of the entry, so the clock is read
			// here, once, by the editor's own command.
			now := time.Now()
			today := site.DayOf(now.Year(), int(now.Month()), now.Day())
			file, err = build.NewEntry(source, build.Scaffold{ID: id, Title: args[0], Type: kind, Date: when, Published: today})
		default:
			return fmt.Errorf("name a title, or an actor with --actor")
		}
		if err != nil {
			return err
		}
		fmt.Fprintln(cmd.OutOrStdout(), filepath.ToSlash(file))
		return nil
	}
	return cmd
}
