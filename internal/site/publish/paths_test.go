package publish

import (
	"strings"
	"testing"

	"blotter/internal/site"
)

func TestPathsThatLeaveTheFolderAreRefused(t *testing.T) {
	for _, c := range []struct{ name, path, want string }{
		{"nothing", "", "is empty"},
		{"absolute", "/etc/passwd", "is absolute"},
		{"up", "../x", "begins with a dot"},
		{"up in the middle", "a/../../x", "leads out of the folder"},
		{"up at the end", "a/..", "leads out of the folder"},
		{"here", ".", "begins with a dot"},
		{"doubled slash", "a//b", "not in its shortest form"},
		{"slash at the end", "a/", "not in its shortest form"},
		{"backslash", `a\..\..\x`, "backslash"},
		{"drive", "C:x", "colon"},
		{"zero byte", "a\x00b", "control character"},
		{"line break", "a\nb", "control character"},
		{"not UTF-8", "a\xff", "is not UTF-8"},
		{"hidden", ".htaccess", "begins with a dot"},
		{"our marker", markerName, "begins with a dot"},
		{"hidden folder", "a/.git/config", "begins with a dot"},
		{"too long", strings.Repeat("a", 256), "longer than 255 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := checkPath(c.path); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("checkPath(%q) = %v, want %q", c.path, err, c.want)
			}
		})
	}
	for _, path := range []string{"index.html", "incidents/a/index.json", ".well-known/security.txt", "_redirects", "a..b/c", "ä.html", strings.Repeat("a", 255)} {
		if err := checkPath(path); err != nil {
			t.Errorf("checkPath(%q) = %v, want nothing", path, err)
		}
	}
}

func TestTwoOutputsNeverShareAPlace(t *testing.T) {
	for _, c := range []struct {
		name        string
		first, then string
		want        string
	}{
		{"one path", "a/index.html", "a/index.html", `two outputs have the path "a/index.html"`},
		{"case of a file", "a/Index.html", "a/index.html", `the paths "a/Index.html" and "a/index.html" differ in case only`},
		{"case of a folder", "Tags/a.html", "tags/b.html", `the folders "Tags" and "tags" differ in case only`},
		{"case beyond ASCII", "É.html", "é.html", "differ in case only"},
		{"a folder where a file is", "a", "a/b", `the path "a/b" needs a folder where the file "a" is`},
		{"a file where a folder is", "a/b/c", "a/b", `the path "a/b" is that of a file and the folder of others`},
		{"neighbours", "a/b", "a/c", ""},
		{"a name that goes on", "a/b", "a/bc", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, options := newPlace(t)
			press, err := Open(t.Context(), dir, options)
			if err != nil {
				t.Fatal(err)
			}
			defer press.Abort()
			if err := press.Put(c.first, nil); err != nil {
				t.Fatal(err)
			}
			err = press.Put(c.then, nil)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("the error is %v, want %q", err, c.want)
			}
		})
	}
}

func TestANewPathNeverSharesAPlaceWithAnUnchangedOne(t *testing.T) {
	for _, c := range []struct{ name, then, want string }{
		{"one path", "a/index.html", `two outputs have the path "a/index.html"`},
		{"case", "A/index.html", "differ in case only"},
		{"a file where a folder is", "a", `"a/index.html" needs a folder where the file "a" is`},
		{"a folder where a file is", "a/index.html/b", `"a/index.html" is that of a file and the folder of others`},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, options := newPlace(t)
			site1 := pages{"a/index.html": "a"}
			publish(t, dir, options, site1)
			press, err := Open(t.Context(), dir, options)
			if err != nil {
				t.Fatal(err)
			}
			if !press.Unchanged("a/index.html", site.DigestOf([]byte("a"))) {
				t.Fatal("the file is not unchanged")
			}
			if press.Unchanged("a/index.html", site.DigestOf([]byte("a"))) {
				t.Error("one path is unchanged twice")
			}
			err = press.Put(c.then, []byte("b"))
			if err == nil {
				_, err = press.Commit()
			}
			press.Abort()
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want %q", err, c.want)
			}
			wantSite(t, dir, site1)
		})
	}
}
