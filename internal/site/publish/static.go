package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"blotter/internal/site"
)

// rootFolder is the folder of static files that keep their names and go to
// the top of the site: favicon.ico, .well-known/security.txt, a CNAME file.
const rootFolder = "root"

// Static reads the static files of a site, makes them small and gives them
// names that change with their bytes, so that browsers may keep them for good:
// "site.css" becomes "/static/site.1f2e3d4c.css", the digits being the first 8
// of the SHA-256 of the bytes that are published.
//
// The root of fsys is the folder "static" itself. A style sheet names other
// static files with url() and @import, a script names them as string literals
// that begin with "./" or "../"; both are rewritten, always relative to the
// file that names them, so that a base path needs no thought. A name that
// leads to no static file is an error, and so is a circle of files that name
// each other, because neither could have its digest first.
//
// Files below root/ keep their names and their bytes and go to the top of the
// site: root/favicon.ico becomes /favicon.ico. Names that begin with a dot are
// left out elsewhere. The bytes of the outputs are final.
func Static(fsys fs.FS) (site.Assets, []site.Output, error) {
	names, err := staticNames(fsys)
	if err != nil {
		return nil, nil, err
	}
	press := &staticPress{fsys: fsys, names: names, done: map[string]*staticFile{}}
	assets := make(site.Assets, len(names))
	outputs := make([]site.Output, 0, len(names))
	for _, name := range names {
		file, err := press.file(name)
		if err != nil {
			return nil, nil, err
		}
		assets[name] = "/" + file.path
		outputs = append(outputs, file.output())
	}
	return assets, outputs, nil
}

// staticNames lists the static files, sorted.
func staticNames(fsys fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		switch inRoot := strings.HasPrefix(name, rootFolder+"/"); {
		case err != nil:
			return err
		case name == ".":
		case strings.HasPrefix(entry.Name(), ".") && !inRoot:
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir():
		case !entry.Type().IsRegular():
			return fmt.Errorf("%s is not a regular file; put the file itself there", name)
		default:
			names = append(names, name)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) && len(names) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("listing static files: %w", err)
	}
	slices.Sort(names)
	return names, nil
}

// staticFile is a static file as it is published.
type staticFile struct {
	path string // below the output folder
	data []byte
}

func (f *staticFile) output() site.Output {
	return site.Output{
		Path: f.path, Media: mediaOf(f.path), Inputs: site.DigestOf(f.data), Shown: site.ShowsNoWords(),
		Make: func(out *site.Buffer) error {
			_, err := out.Write(f.data)
			return err
		},
	}
}

// staticPress makes each static file after those that it names.
type staticPress struct {
	fsys  fs.FS
	names []string // sorted
	done  map[string]*staticFile
	open  []string // the files being made, each named by the one before it
}

// file gives a static file in its published form.
func (p *staticPress) file(name string) (*staticFile, error) {
	if file := p.done[name]; file != nil {
		return file, nil
	}
	if at := slices.Index(p.open, name); at >= 0 {
		circle := strings.Join(append(p.open[at:], name), " -> ")
		return nil, fmt.Errorf("static files name each other in a circle: %s", circle)
	}
	p.open = append(p.open, name)
	defer func() { p.open = p.open[:len(p.open)-1] }()

	data, err := fs.ReadFile(p.fsys, name)
	if err != nil {
		return nil, fmt.Errorf("reading static file %s: %w", name, err)
	}
	file := &staticFile{path: strings.TrimPrefix(name, rootFolder+"/"), data: data}
	if file.path == name {
		if data, err = p.finish(name, data); err != nil {
			return nil, fmt.Errorf("static file %s: %w", name, err)
		}
		file = &staticFile{path: "static/" + fingerprinted(name, data), data: data}
	}
	p.done[name] = file
	return file, nil
}

// finish makes a file small and points its references at published names.
func (p *staticPress) finish(name string, data []byte) ([]byte, error) {
	data, err := Minify(mediaOf(name), data)
	if err != nil {
		return nil, err
	}
	return rewriteReferences(mediaOf(name), data, func(reference string) (string, bool, error) {
		target, suffix := splitReference(reference)
		if strings.HasPrefix(target, "/static/") {
			target = strings.TrimPrefix(target, "/static/")
		} else {
			target = path.Join(path.Dir(name), target)
		}
		if _, known := slices.BinarySearch(p.names, target); !known {
			return "", false, nil
		}
		file, err := p.file(target)
		if err != nil {
			return "", true, err
		}
		return relative("static/"+name, file.path) + suffix, true, nil
	})
}

// fingerprinted puts the digest of the bytes before the extension.
func fingerprinted(name string, data []byte) string {
	sum := sha256.Sum256(data)
	extension := path.Ext(name)
	return strings.TrimSuffix(name, extension) + "." + hex.EncodeToString(sum[:4]) + extension
}

// relative gives the reference from one file of the site to another.
func relative(from, to string) string {
	dir := path.Dir(from) + "/"
	up := ""
	for !strings.HasPrefix(to, dir) {
		if dir = path.Dir(strings.TrimSuffix(dir, "/")) + "/"; dir == "./" {
			return "../" + up + to
		}
		up += "../"
	}
	if up == "" {
		up = "./"
	}
	return up + strings.TrimPrefix(to, dir)
}

// mediaOf gives the media type of a file by its name. The table is our own
// because that of the standard library depends on the machine.
func mediaOf(name string) string {
	if media, known := mediaTypes[strings.ToLower(path.Ext(name))]; known {
		return media
	}
	return "application/octet-stream"
}

var mediaTypes = map[string]string{
	".avif": "image/avif", ".css": "text/css", ".csv": "text/csv", ".gif": "image/gif", ".html": "text/html",
	".ico": "image/x-icon", ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".js": "text/javascript", ".json": "application/json",
	".mjs": "text/javascript", ".pdf": "application/pdf", ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain",
	".wasm": "application/wasm", ".webmanifest": "application/manifest+json", ".webp": "image/webp", ".woff": "font/woff",
	".woff2": "font/woff2", ".xml": "application/xml",
}
