package main

import (
	"fmt"
	"io/fs"
	"os"

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

// library loads the built-in content and that of --content.
func (a *app) library() (*library.Library, error) {
	if a.content == "" {
		return library.Load(scenarios.FS(), nil)
	}
	user := folder{os.DirFS(a.content), a.content}
	count := 0
	for _, pattern := range []string{"*.toml", "norms/*.toml"} {
		names, err := fs.Glob(user, pattern)
		if err != nil {
			return nil, err
		}
		count += len(names)
	}
	if count == 0 {
		return nil, fmt.Errorf("the folder %q has no *.toml and no norms/*.toml; name another with --content", a.content)
	}
	return library.Load(scenarios.FS(), user)
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
