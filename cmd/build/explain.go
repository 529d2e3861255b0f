package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"blotter/internal/site"
	"blotter/internal/site/check"
	"blotter/internal/site/content"
	"blotter/internal/site/markdown"
)

// explanation is what "explain" says of a rule, whichever stage has it.
type explanation struct{ id, severity, what, why, bad, good string }

// explanations gives every rule of the program, by id.
func explanations() []explanation {
	var all []explanation
	for _, r := range append(content.Rules(), markdown.Rules()...) {
		all = append(all, explanation{r.ID, string(cmp.Or(r.Severity, site.Error)), r.What, r.Why, r.Bad, r.Good})
	}
	for _, r := range check.Rules() {
		all = append(all, explanation{r.ID, string(r.Severity), r.What, r.Why, r.Bad, r.Good})
	}
	slices.SortFunc(all, func(a, b explanation) int { return strings.Compare(a.id, b.id) })
	return all
}

// newExplain makes the command that explains a rule.
func newExplain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [RULE]",
		Short: "Say what a rule asks, why, and show a bad and a good example; without a rule, list all",
		Args:  cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var ids []string
			for _, e := range explanations() {
				ids = append(ids, e.id)
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			out := cmd.OutOrStdout()
			var ids []string
			for _, e := range explanations() {
				ids = append(ids, e.id)
				switch {
				case len(args) == 0:
					fmt.Fprintf(out, "%-28s %-8s %s\n", e.id, e.severity, e.what)
				case args[0] == e.id:
					fmt.Fprintf(out, "%s (%s)\n\n%s\n\nWhy: %s\n\nBad:\n%s\n\nGood:\n%s\n", e.id, e.severity, e.what, e.why, indent(e.bad), indent(e.good))
					return nil
				}
			}
			if len(args) == 0 {
				return nil
			}
			hint := ""
			if near := site.Nearest(args[0], ids); near != "" {
				hint = fmt.Sprintf(": did you mean %q?", near)
			}
			return fmt.Errorf("there is no rule %q%s", args[0], hint)
		},
	}
}

func indent(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n    ")
}
