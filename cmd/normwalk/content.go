package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/library"
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

// library loads the built-in content and the user's.
func (a *app) library() (*library.Library, error) {
	own, err := a.ownContent()
	if err != nil {
		return nil, err
	}
	return a.libraryWith(own)
}

// libraryWith loads the built-in content and the user's, which may be nil.
// Nobody asked for what lies in the usual place just now: if it has problems
// the program goes on without it, and says so.
func (a *app) libraryWith(own *folder) (*library.Library, error) {
	if own == nil {
		return library.Load(scenarios.FS(), nil)
	}
	lib, err := library.Load(scenarios.FS(), *own)
	if err == nil || a.content != "" {
		return lib, err
	}
	builtin, e := library.Load(scenarios.FS(), nil)
	if e == nil {
		fmt.Fprintf(a.Stderr, "normwalk: the content that you added isn't used, as it has problems; to see them: normwalk scenario list --content %q\n", own.name)
	}
	return builtin, e
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
// it may have problems, which are said before the screen opens.
func (a *app) atHand() (content, error) {
	own, err := a.ownContent()
	if err != nil {
		return content{}, err
	}
	if own != nil {
		lib, err := a.libraryWith(own)
		return content{lib: lib}, err
	}
	outline, err := library.Glance(scenarios.FS())
	return content{outline: outline, load: sync.OnceValues(func() (*library.Library, error) { return a.libraryWith(nil) })}, err
}

// completeScenario offers the ids of scenarios to the shell. When the content
// can't be loaded it offers nothing: this is no place for messages.
func (a *app) completeScenario(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	if lib, err := a.library(); err == nil && len(args) == 0 {
		for _, s := range lib.Scenarios() {
			ids = append(ids, cobra.CompletionWithDesc(s.ID, s.Title))
		}
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// completeNorm offers the ids of norms to the shell.
func (a *app) completeNorm(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	if lib, err := a.library(); err == nil && len(args) == 0 {
		for _, n := range lib.Norms().All() {
			ids = append(ids, cobra.CompletionWithDesc(string(n.ID), n.Label))
		}
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}
