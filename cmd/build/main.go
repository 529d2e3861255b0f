// Command build, installed as blotter, turns a folder of Markdown incident
// entries into a static site. Without a command it builds.
//
// It knows flags, the terminal and exit codes and nothing else: 0 is fine, 1
// means problems in the content (nothing was published), 2 means wrong usage
// or machine trouble. Results go to stdout, messages to stderr.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	boundGarbage()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// The exit codes.
const (
	exitFine     = 0
	exitProblems = 1
	exitTrouble  = 2
)

// errProblems says that the content has problems, which are printed already.
var errProblems = errors.New("the content has problems")

// run executes one command line and gives the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	switch err := root.ExecuteContext(ctx); {
	case err == nil:
		return exitFine
	case errors.Is(err, errProblems):
		return exitProblems
	default:
		fmt.Fprintf(stderr, "blotter: %v\n", err)
		return exitTrouble
	}
}

// newRoot makes the tree of commands. The root builds, so that "go run
// ./cmd/build" needs no word more.
func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "blotter",
		Short: "Turn a folder of incident entries into a searchable, citable site",
		Long: "Blotter turns a folder of Markdown incident entries into a static site.\n" +
			"Without a command it builds the site of the current folder into public/.",
		Args:          cobra.NoArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       version(),
	}
	root.SetVersionTemplate("blotter {{.Version}}\n")
	addBuild(root)
	build := &cobra.Command{Use: "build", Short: "Build the site (what blotter does without a command)", Args: cobra.NoArgs}
	addBuild(build)
	root.AddCommand(build, newCheck(), newServe(), newNew(), newExport(), newExplain(), &cobra.Command{
		Use: "version", Short: "Say which version this is", Args: cobra.NoArgs,
		Run: func(cmd *cobra.Command, _ []string) { fmt.Fprintf(cmd.OutOrStdout(), "blotter %s\n", version()) },
	})
	return root
}

// version gives the version the Go tool stamped into the program.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	revision, dirty := "", ""
	for _, setting := range info.Settings {
		switch {
		case setting.Key == "vcs.revision" && len(setting.Value) >= 12:
			revision = " " + setting.Value[:12]
		case setting.Key == "vcs.modified" && setting.Value == "true":
			dirty = " with changes"
		}
	}
	return info.Main.Version + revision + dirty + " " + info.GoVersion
}
