package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/scenarios"
)

// A folder is a user's content, with the name that problems in it go by.
type folder struct {
	fs.FS
	name string
}

func (f folder) Name() string { return f.name }

// contentFolder is where the user's own content lies: what --content names, or
// the usual place, which need not be there.
func (a *app) contentFolder() (string, error) {
	if a.content != "" {
		return a.content, nil
	}
	data := dataFolder(runtime.GOOS, a.Getenv)
	if data == "" {
		return "", usagef("no folder for content is known, as neither XDG_DATA_HOME nor a home folder is set; name one with --content")
	}
	return filepath.Join(data, "normwalk", "content"), nil
}

// ownContent is the user's content; nil if there is none.
func (a *app) ownContent() (*folder, error) {
	name, err := a.contentFolder()
	if err != nil {
		return nil, nil // the built-in content does without a folder
	}
	user := folder{os.DirFS(name), name}
	count := 0
	for _, pattern := range []string{"*.toml", "norms/*.toml"} {
		names, err := fs.Glob(user, pattern)
		if err != nil {
			return nil, err
		}
		count += len(names)
	}
	switch {
	case count > 0:
		return &user, nil
	case a.content != "":
		return nil, fmt.Errorf("the folder %q has no *.toml and no norms/*.toml; name another with --content", a.content)
	}
	return nil, nil
}

// library loads the built-in content and the user's, and says on standard error
// which files are left out.
func (a *app) library() (*library.Library, error) {
	lib, err := a.quietLibrary()
	if err == nil {
		a.tellLeftOut(lib.LeftOut())
	}
	return lib, err
}

// quietLibrary is library for where there is no place for messages.
func (a *app) quietLibrary() (*library.Library, error) {
	own, err := a.ownContent()
	if err != nil {
		return nil, err
	}
	return libraryWith(own)
}

// libraryWith loads the built-in content and the user's, which may be nil. One
// bad draft doesn't keep the good files of its folder from being used.
func libraryWith(own *folder) (*library.Library, error) {
	if own == nil {
		return library.Load(scenarios.FS(), nil)
	}
	return library.LoadUsable(scenarios.FS(), *own)
}

// tellLeftOut says which of the user's files aren't used, with the first
// problem of each.
func (a *app) tellLeftOut(left []library.LeftOut) {
	if len(left) == 0 {
		return
	}
	says := "1 file of yours has problems and is"
	if len(left) > 1 {
		says = fmt.Sprintf("%d files of yours have problems and are", len(left))
	}
	fmt.Fprintf(a.Stderr, "normwalk: %s left out; normwalk check shows all there is to mend\n", says)
	for _, f := range left {
		fmt.Fprintf(a.Stderr, "  %s\n", f.Problems[0])
	}
}

// scenario finds the scenario of a library. Where there is none, and the name is
// that of a file in the current folder, it says how the file is read.
func (a *app) scenario(lib *library.Library, query string) (*scenario.Scenario, error) {
	s, err := lib.Scenario(query)
	if !errors.Is(err, library.ErrUnknownScenario) {
		return s, err
	}
	file := strings.TrimSuffix(query, ".toml") + ".toml"
	if info, e := os.Stat(file); e != nil || !info.Mode().IsRegular() {
		return nil, err
	}
	id := strings.TrimSuffix(filepath.Base(file), ".toml")
	return nil, fmt.Errorf("%w\nThere is a file %s here; this reads it: --content %s, with the name %s. To keep it among your own, make a bundle and add it: normwalk bundle %s -o %s.zip, then normwalk add %s.zip",
		err, document.Quote(file), quoted(filepath.Dir(file)), quoted(id), quoted(file), quoted(id), quoted(id))
}

// content is what the full screen shows: a library, or what is enough to begin
// with and the way to the rest.
type content struct {
	lib     *library.Library
	outline library.Outline
	load    func() (*library.Library, error) // nil if lib is set
}

// whole is all of the content; it may take a moment.
func (c content) whole() (*library.Library, error) {
	if c.load != nil {
		return c.load()
	}
	return c.lib, nil
}

// atHand is the content in whichever form is there sooner. The user's is loaded:
// it may have problems, which the home page then names.
func (a *app) atHand() (content, error) {
	own, err := a.ownContent()
	if err != nil {
		return content{}, err
	}
	if own != nil {
		lib, err := libraryWith(own)
		return content{lib: lib}, err
	}
	outline, err := library.Glance(scenarios.FS())
	return content{outline: outline, load: sync.OnceValues(func() (*library.Library, error) { return libraryWith(nil) })}, err
}

// completeScenario offers the ids of scenarios to the shell. When the content
// can't be loaded it offers nothing: this is no place for messages.
func (a *app) completeScenario(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	if lib, err := a.quietLibrary(); err == nil && len(args) == 0 {
		for _, s := range lib.Scenarios() {
			ids = append(ids, cobra.CompletionWithDesc(s.ID, s.Title))
		}
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// completeNorm offers the ids of norms to the shell.
func (a *app) completeNorm(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	if lib, err := a.quietLibrary(); err == nil && len(args) == 0 {
		for _, n := range lib.Norms().All() {
			ids = append(ids, cobra.CompletionWithDesc(string(n.ID), n.Label))
		}
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}
