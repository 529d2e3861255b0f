package blotter_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// importMap is the house of ARCHITECTURE.md: for each package of ours, the
// packages of ours it may import. "site" is internal/site, the rest lies
// below it, but for the commands and the embedded files.
var importMap = map[string][]string{
	"blotter":           nil,
	"site":              nil,
	"markdown":          {"site"},
	"cite":              {"site"},
	"render/chart":      {"site"},
	"content/plainyaml": nil,
	// Knows templates and reflection, nothing of ours.
	"render/compiled": nil,

	"content": {"site", "content/plainyaml"},
	"check":   {"site"},
	"link":    {"site"},
	"stats":   {"site"},
	"render":  {"site", "cite", "render/chart", "render/compiled"},
	"index":   {"site", "cite"},
	"search":  {"site"},
	"publish": {"site"},
	"history": nil,
	"cache":   {"site"},

	"build":            {"history", "blotter", "site", "content", "markdown", "check", "link", "stats", "render", "index", "search", "publish", "cache"},
	"preview":          {"site", "build"},
	"generate":         nil,
	"cmd/bench":        {"site", "content", "markdown", "generate"},
	"cmd/bench-search": {"site", "content", "markdown", "link", "stats", "search", "generate", "publish"},
	"cmd/build":        {"site", "build", "preview", "check", "content", "markdown"},
}

// touchesMachine are the packages that may read the disk, the clock or start
// processes; all others take an fs.FS and values.
var touchesMachine = []string{"history", "cmd/build", "cmd/bench", "cmd/bench-search", "build", "preview", "publish"}

// machinePackages are the standard packages that reach the machine.
var machinePackages = []string{"os", "os/exec", "os/signal", "syscall", "net", "net/http", "path/filepath"}

// sourceFile is one Go file of the module with what it imports.
type sourceFile struct {
	name, room string
	imports    []string
}

func TestPackagesImportOnlyWhatTheMapAllows(t *testing.T) {
	seen := map[string]bool{}
	for _, file := range sourceFiles(t) {
		allowed, known := importMap[file.room]
		if !known {
			t.Errorf("%s: the package %q is not on the import map: add it there and to ARCHITECTURE.md, with a reason", file.name, file.room)
			continue
		}
		seen[file.room] = true
		for _, imported := range file.imports {
			if room, ours := roomOf(imported); ours && !slices.Contains(allowed, room) {
				t.Errorf("%s imports %q, which the import map does not allow for %q", file.name, room, file.room)
			}
		}
	}
	for room := range importMap {
		if !seen[room] {
			t.Errorf("the import map names %q, which has no files", room)
		}
	}
}

func TestEachForeignPackageIsNamedInOnePackageOfOurs(t *testing.T) {
	users := map[string][]string{}
	for _, file := range sourceFiles(t) {
		for _, imported := range file.imports {
			if _, ours := roomOf(imported); ours || !strings.Contains(strings.Split(imported, "/")[0], ".") {
				continue
			}
			if !slices.Contains(users[imported], file.room) {
				users[imported] = append(users[imported], file.room)
			}
		}
	}
	for imported, rooms := range users {
		if len(rooms) > 1 {
			slices.Sort(rooms)
			t.Errorf("%s is imported by %s: a foreign package stands behind one of ours", imported, strings.Join(rooms, " and "))
		}
	}
}

func TestOnlyTheOuterPackagesTouchTheMachine(t *testing.T) {
	for _, file := range sourceFiles(t) {
		if slices.Contains(touchesMachine, file.room) {
			continue
		}
		for _, imported := range file.imports {
			if slices.Contains(machinePackages, imported) {
				t.Errorf("%s imports %q: package %q takes an fs.FS and values", file.name, imported, file.room)
			}
		}
	}
}

// roomOf gives the name a package of ours has on the map.
func roomOf(imported string) (room string, ours bool) {
	switch {
	case imported == "blotter":
		return "blotter", true
	case imported == "blotter/internal/site":
		return "site", true
	case strings.HasPrefix(imported, "blotter/internal/site/"):
		return strings.TrimPrefix(imported, "blotter/internal/site/"), true
	case strings.HasPrefix(imported, "blotter/"):
		return strings.TrimPrefix(imported, "blotter/"), true
	}
	return "", false
}

// sourceFiles reads the imports of every Go file that is not a test.
func sourceFiles(t *testing.T) []sourceFile {
	t.Helper()
	var files []sourceFile
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := entry.Name()
		if entry.IsDir() && name != "." && (base[0] == '.' || base == "testdata" || base == "node_modules" || base == "public") {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(base, ".go") || strings.HasSuffix(base, "_test.go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		room, _ := roomOf(path.Join("blotter", path.Dir(name)))
		file := sourceFile{name: name, room: room}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			file.imports = append(file.imports, imported)
		}
		files = append(files, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("found no Go files")
	}
	return files
}
