package publish

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"blotter/internal/site"

	"pgregory.net/rapid"
)

func TestAManifestComesBackAsItWent(t *testing.T) {
	digest := rapid.Custom(func(t *rapid.T) site.Digest {
		return site.DigestOf([]byte{rapid.Byte().Draw(t, "seed")})
	})
	number, inode := rapid.Int64(), rapid.Uint64()
	path := rapid.StringMatching(`[ab.-]{1,2}(/[ab.-]{1,2}){0,3}`)
	paths := rapid.Map(rapid.SliceOfDistinct(path, rapid.ID), func(paths []string) []string { return slices.Sorted(slices.Values(paths)) })
	folder := rapid.Custom(func(t *rapid.T) folderStamp { return folderStamp{number.Draw(t, "time"), inode.Draw(t, "inode")} })
	rapid.Check(t, func(t *rapid.T) {
		want := &manifest{tree: digest.Draw(t, "tree"), only: []onlyRecord{}}
		known := rapid.Bool().Draw(t, "spare known")
		for _, path := range paths.Draw(t, "paths") {
			want.files = append(want.files, record{path, number.Draw(t, "size"), number.Draw(t, "time"), inode.Draw(t, "inode"),
				fingerprint(digest.Draw(t, "bytes")), digest.Draw(t, "inputs")})
			if known {
				want.spare = append(want.spare, inode.Draw(t, "inode"))
			}
		}
		for _, path := range paths.Draw(t, "only") {
			want.only = append(want.only, onlyRecord{path, inode.Draw(t, "inode")})
		}
		want.in = foldersOf(want.files)
		for _, path := range slices.Concat(want.in.list, paths.Draw(t, "folders")) {
			want.folders = append(want.folders, folderRecord{path, folder.Draw(t, "here"), folder.Draw(t, "spare")})
		}
		got, err := decodeManifest(want.encode())
		if err != nil {
			t.Fatal(err)
		}
		if got.tree != want.tree || !slices.Equal(got.files, want.files) || !slices.Equal(got.spare, want.spare) ||
			!slices.Equal(got.only, want.only) || !slices.Equal(got.folders, want.folders) {
			t.Fatalf("got %v, want %v", got, want)
		}
		for i, file := range want.files {
			if at, known := got.find(file.path); !known || at != i {
				t.Fatalf("%q is at %d, %v, want %d", file.path, at, known, i)
			}
		}
		got.expectMany()
		for i, file := range want.files {
			if at, known := got.find(file.path); !known || at != i {
				t.Fatalf("%q is at %d of many, %v, want %d", file.path, at, known, i)
			}
		}
	})
}

// damages are what may happen to a manifest.
func damages(good []byte) [][]byte {
	list := [][]byte{nil, []byte("text"), append(slices.Clone(good), 0), bytes.Replace(good, []byte("manifest 3"), []byte("manifest 2"), 1)}
	for at := 0; at < len(good); at += 7 {
		flipped := slices.Clone(good)
		flipped[at] ^= 1 << (at % 8)
		list = append(list, flipped, good[:at])
	}
	return list
}

func TestADamagedManifestIsIgnored(t *testing.T) {
	dir, options := newPlace(t)
	publish(t, dir, options, first)
	names, err := filepath.Glob(filepath.Join(options.State, "*"))
	if err != nil || len(names) != 1 {
		t.Fatalf("the state is %v, %v", names, err)
	}
	good, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	for n, damaged := range damages(good) {
		if _, err := decodeManifest(damaged); err == nil {
			t.Fatalf("damage %d is not noticed", n)
		}
		if n%5 > 0 {
			continue
		}
		if err := os.WriteFile(names[0], damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		want := []pages{first, second}[n/5%2]
		publish(t, dir, options, want)
		wantSite(t, dir, want)
	}
}

func TestTheManifestOfAnotherSiteIsIgnored(t *testing.T) {
	dir, options := newPlace(t)
	publish(t, dir, options, first)
	names, err := filepath.Glob(filepath.Join(options.State, "*"))
	if err != nil || len(names) != 1 {
		t.Fatalf("the state is %v, %v", names, err)
	}
	old, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	publish(t, dir, options, second)
	// As after a build that was killed between exchanging and remembering.
	if err := os.WriteFile(names[0], old, 0o644); err != nil {
		t.Fatal(err)
	}
	press, err := Open(t.Context(), dir, options)
	if err != nil {
		t.Fatal(err)
	}
	if press.old != nil {
		t.Error("the manifest of the site before is believed")
	}
	press.Abort()
	publish(t, dir, options, first)
	wantSite(t, dir, first)
}

func TestOneStateServesSeveralOutputs(t *testing.T) {
	one, options := newPlace(t)
	two, _ := newPlace(t)
	publish(t, one, options, first)
	publish(t, two, options, second)
	if result := publish(t, one, options, first); result.Kept != len(first) {
		t.Errorf("the first site was forgotten: %+v", result)
	}
	names, err := filepath.Glob(filepath.Join(options.State, "*"))
	if err != nil || len(names) != 2 {
		t.Errorf("the state is %v, %v", names, err)
	}
}
