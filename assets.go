// Package blotter holds the files that travel inside the program, so that it
// builds a site in any folder: the page templates and the static files. A file
// of the same name in the user's own templates/ or static/ takes precedence.
package blotter

import "embed"

// Files holds the folders templates and static. Names that begin with "_" or
// "." are not in it: go:embed leaves them out.
//
//go:embed templates static
var Files embed.FS
