package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/owenrumney/go-sarif/v3/pkg/report"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"blotter/internal/site"
)

// formats are the forms in which problems can be printed.
var formats = []string{"text", "json", "github", "sarif"}

// printer prints problems: for people to stderr, for machines to stdout.
type printer func(stdout, stderr io.Writer, problems []site.Problem) error

func newPrinter(format string) (printer, error) {
	switch format {
	case "text":
		return printText, nil
	case "json":
		return printJSON, nil
	case "github":
		return printGitHub, nil
	case "sarif":
		return printSARIF, nil
	}
	return nil, fmt.Errorf("unknown format %q: use %s", format, strings.Join(formats, ", "))
}

func printText(_, stderr io.Writer, problems []site.Problem) error {
	for _, p := range problems {
		fmt.Fprintln(stderr, p)
		if p.Hint != "" {
			fmt.Fprintf(stderr, "    hint: %s\n", p.Hint)
		}
	}
	return nil
}

// problemJSON is a problem as other programs read it.
type problemJSON struct {
	File     string        `json:"file"`
	Line     int           `json:"line,omitempty"`
	Column   int           `json:"column,omitempty"`
	Field    string        `json:"field,omitempty"`
	Rule     string        `json:"rule"`
	Severity site.Severity `json:"severity"`
	Message  string        `json:"message"`
	Hint     string        `json:"hint,omitempty"`
}

func printJSON(stdout, _ io.Writer, problems []site.Problem) error {
	list := make([]problemJSON, 0, len(problems))
	for _, p := range problems {
		list = append(list, problemJSON{p.File, p.Line, p.Column, p.Field, p.Rule, p.Severity, p.Message, p.Hint})
	}
	encoder := json.NewEncoder(stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(list)
}

// printGitHub prints workflow commands, which the host shows beside the lines
// of a pull request.
func printGitHub(stdout, _ io.Writer, problems []site.Problem) error {
	value := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for _, p := range problems {
		place := "file=" + property.Replace(p.File)
		if p.Line > 0 {
			place += fmt.Sprintf(",line=%d", p.Line)
		}
		if p.Column > 0 {
			place += fmt.Sprintf(",col=%d", p.Column)
		}
		message := p.Message
		if p.Hint != "" {
			message += "\nhint: " + p.Hint
		}
		fmt.Fprintf(stdout, "::%s %s,title=%s::%s\n", p.Severity, place, property.Replace(p.Rule), value.Replace(message))
	}
	return nil
}

func printSARIF(stdout, _ io.Writer, problems []site.Problem) error {
	log := report.NewV210Report()
	run := sarif.NewRunWithInformationURI("blotter", "")
	run.Tool.Driver.InformationURI = nil
	for _, p := range problems {
		run.AddRule(p.Rule)
		region := sarif.NewRegion()
		if p.Line > 0 {
			region.WithStartLine(p.Line)
		}
		if p.Column > 0 {
			region.WithStartColumn(p.Column)
		}
		place := sarif.NewPhysicalLocation().WithArtifactLocation(sarif.NewSimpleArtifactLocation(p.File))
		if p.Line > 0 {
			place.WithRegion(region)
		}
		text := p.Message
		if p.Hint != "" {
			text += ". Hint: " + p.Hint
		}
		run.CreateResultForRule(p.Rule).WithLevel(string(p.Severity)).WithMessage(sarif.NewTextMessage(text)).
			AddLocation(sarif.NewLocationWithPhysicalLocation(place))
	}
	log.AddRun(run)
	return log.PrettyWrite(stdout)
}

// countProblems gives "2 errors and 1 warning".
func countProblems(problems []site.Problem) string {
	errors := 0
	for _, p := range problems {
		if p.Severity == site.Error {
			errors++
		}
	}
	warnings := len(problems) - errors
	switch {
	case warnings == 0:
		return plural(errors, "error", "errors")
	case errors == 0:
		return plural(warnings, "warning", "warnings")
	}
	return plural(errors, "error", "errors") + " and " + plural(warnings, "warning", "warnings")
}
