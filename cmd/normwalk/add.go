package main

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/bundle"
	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/source"
	"github.com/normwalk/normwalk/scenarios"
)

// An addChoice is what the flags of "add" say.
type addChoice struct {
	to           string // a folder; empty for the usual one
	yes, replace bool
}

func newAdd(a *app) *cobra.Command {
	var c addChoice
	cmd := &cobra.Command{
		Use:   "add FILE",
		Short: "Take in scenarios that somebody shared with normwalk bundle",
		Long: `Add shows what a bundle holds: each scenario and catalogue with its licence, its
hash and how many of its sources its author read. Then it asks, and puts them
into your content folder, which normwalk reads whenever it starts: the one that
--content names, or else the one of your account.

A bundle of which anything isn't as it should be is refused whole. What is there
already with the same text stays; with another text it stays too, unless you say
--replace: then the old text is kept beside the new one as a .bak file.`,
		Example: `  normwalk add tea-2020.zip
  normwalk add tea-2020.zip --to my-folder --yes`,
		Args: arguments(1, 1),
		RunE: func(_ *cobra.Command, args []string) error { return a.add(args[0], c) },
	}
	f := cmd.Flags()
	f.StringVar(&c.to, "to", "", "put it into this `folder` instead")
	f.BoolVar(&c.yes, "yes", false, "don't ask")
	f.BoolVar(&c.replace, "replace", false, "replace what is there with another text, and keep the old as .bak")
	return cmd
}

func (a *app) add(file string, c addChoice) error {
	folder := c.to
	if folder == "" {
		var err error
		if folder, err = a.contentFolder(); err != nil {
			return err
		}
	}
	data, err := readBundle(file)
	if err != nil {
		return err
	}
	b, err := bundle.Read(scenarios.FS(), filepath.Base(file), data)
	if err != nil {
		return a.refused(fmt.Sprintf("nothing was added from %q", file), err)
	}
	plan, err := planAdd(folder, b)
	if err != nil {
		return err
	}
	if err := a.print(plan.text(file, b)); err != nil {
		return err
	}
	a.warnPlaceholders(b.Documents)
	switch {
	case len(plan.fresh)+len(plan.other) == 0:
		return a.print("\nEverything is there already. Nothing was changed.\n")
	case len(plan.other) > 0 && !c.replace:
		return fmt.Errorf("nothing was added: %s there already with another text, and was left as it is; add --replace to take in the new text and keep the old as .bak", is(plan.other))
	}
	if why, err := plan.fits(); err != nil {
		return a.refused("nothing was added: "+why, err)
	}
	if !c.yes {
		if !isTerminal(a.Stdin) {
			return usagef("nothing was added: there is nobody to ask; add --yes if it is to come in")
		}
		sure, err := a.askYes("\nAdd it? Type yes, or Enter to leave it: ")
		if err != nil {
			return err
		}
		if !sure {
			return a.print("Nothing was added.\n")
		}
	}
	kept, err := plan.carryOut()
	if err != nil {
		return exitError{exitFailed, fmt.Errorf("nothing was added: %w", err)}
	}
	return a.print(plan.done(kept, a.folderFlag(folder)))
}

// folderFlag is what to write on the command line for the program to read a
// folder: nothing for the usual one.
func (a *app) folderFlag(folder string) string {
	usual, err := (&app{host: a.host}).contentFolder()
	if err == nil && filepath.Clean(usual) == filepath.Clean(folder) {
		return ""
	}
	return " --content " + folder
}

func is(docs []bundle.Document) string {
	if len(docs) == 1 {
		return docs[0].ID + " is"
	}
	ids := make([]string, len(docs))
	for i, d := range docs {
		ids[i] = d.ID
	}
	return strings.Join(ids, ", ") + " are"
}

// text says what comes in.
func (p *addPlan) text(file string, b *bundle.Bundle) string {
	var out page
	program := inert.Line(b.Program)
	if r := []rune(program); len(r) > 80 {
		program = string(r[:80]) + "…"
	}
	out.text("", fmt.Sprintf("%s holds %s, bundled by normwalk %s:", inert.Line(filepath.Base(file)), amount(len(b.Documents)+len(b.BuiltIn), "file"), program))
	for _, d := range b.Documents {
		out.line("\n%s", d.ID)
		out.text("    ", d.Title)
		var sources []source.Source
		if s := d.Scenario; s != nil {
			out.text("    ", fmt.Sprintf("scenario · %s · norms of %s", amount(len(s.Steps), "step"), strings.Join(d.Needs(), ", ")))
			sources = s.Sources
		} else {
			out.text("    ", fmt.Sprintf("catalogue · %s", amount(len(d.Catalogue.Items), "norm")))
			sources = d.Catalogue.Sources
		}
		out.text("    ", known(sources))
		out.text("    ", "licence "+d.Licence)
		out.text("    ", "SHA-256 "+d.Hash())
		out.text("    ", p.state(d))
	}
	for _, id := range b.BuiltIn {
		out.line("\n%s", id)
		out.text("    ", "normwalk has the very same; it isn't added")
	}
	out.line("\nFolder: %s", inert.Line(p.folder))
	return out.String()
}

// known says how well the authors know their sources.
func known(sources []source.Source) string {
	count := make(map[source.Status]int)
	for _, s := range sources {
		count[s.Status]++
	}
	return fmt.Sprintf("%s: %d read, %d through a copy, %d not read", amount(len(sources), "source"),
		count[source.Read], count[source.Copy], count[source.Unread])
}

func (p *addPlan) state(d bundle.Document) string {
	same := func(x bundle.Document) bool { return x.Path == d.Path }
	switch {
	case slices.ContainsFunc(p.fresh, same):
		return "new"
	case slices.ContainsFunc(p.other, same):
		return "would replace " + filepath.FromSlash(d.Path) + ", SHA-256 " + bundle.File{Body: p.there[d.Path]}.Hash()
	}
	return "there already, the very same"
}

// done says what was done, and how to go on.
func (p *addPlan) done(kept []string, flag string) string {
	var out page
	out.text("", fmt.Sprintf("Added %s.", amount(len(p.fresh)+len(p.other), "file")))
	for _, k := range kept {
		out.text("", "The old text is kept as "+k+".")
	}
	for _, d := range append(slices.Clone(p.fresh), p.other...) {
		if d.Kind == library.KindScenario {
			out.text("", fmt.Sprintf("Go on with: normwalk walk %s%s", d.ID, flag))
			break
		}
	}
	return out.String()
}

// planAdd compares a bundle with what lies in a folder.
func planAdd(folder string, b *bundle.Bundle) (*addPlan, error) {
	p := &addPlan{folder: folder}
	var err error
	if p.there, err = contentOf(folder); err != nil {
		return nil, err
	}
	for _, d := range b.Documents {
		switch old, ok := p.there[d.Path]; {
		case !ok:
			p.fresh = append(p.fresh, d)
		case !bytes.Equal(old, d.Body):
			p.other = append(p.other, d)
		}
	}
	return p, nil
}

// fits checks that all of the folder loads once the new documents are there:
// what is there may use an id too, or a norm that a new text takes away.
func (p *addPlan) fits() (why string, err error) {
	_, err = bundle.Load(scenarios.FS(), p.folder, p.files(true)...)
	if err == nil {
		return "", nil
	}
	if _, old := bundle.Load(scenarios.FS(), p.folder, p.files(false)...); old != nil {
		return fmt.Sprintf("the folder %q has problems of its own; mend them first", p.folder), old
	}
	return fmt.Sprintf("it doesn't go together with what is in the folder %q", p.folder), err
}

// refused says why nothing was added. Problems are listed below that, one a
// line.
func (a *app) refused(why string, err error) error {
	if errors.As(err, new(document.Problems)) {
		fmt.Fprintf(a.Stderr, "normwalk: %s\n", why)
		return err
	}
	return fmt.Errorf("%s: %w", why, err)
}
