package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/pack"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/engine/scenario"
)

// A packChoice is what the flags of "pack" say.
type packChoice struct {
	walkChoice
	format, folder string
	force          bool
}

func newPack(a *app) *cobra.Command {
	var c packChoice
	cmd := &cobra.Command{
		Use:   "pack SCENARIO",
		Short: "Print a workshop: manual, guide, cards, ballots and all",
		Long: `Pack writes all that a facilitator needs to hold an exercise without any device
in the room, one file per document, numbered in the order of use: a quick start,
the invitation, the situation manual for participants, the facilitator's guide,
the list of injects (MSEL), norm cards to cut, ballot sheets for the tables and a
tally sheet, a feedback form and a certificate of attendance. Open index.html in
a browser and print from there, on A4 or Letter.

The flags are those of walk, so that the sheets fit the exercise that you open
later: the rows of the tally sheet are those of import-ballots --template.

The folder is made if there is none. One that has files in it already is left
alone without --force; and even with it no file is replaced that isn't of an
earlier pack. For a word processor open the HTML in it: there is no docx.`,
		Example: `  normwalk pack wannacry
  normwalk pack wannacry --track 90-minutes --people 40 -o workshop
  normwalk pack estonia --families un,technical --groups igf --format md`,
		Args:              arguments(1, 1),
		ValidArgsFunction: a.completeScenario,
		RunE:              func(_ *cobra.Command, args []string) error { return a.pack(args[0], c) },
	}
	f := cmd.Flags()
	f.StringVar(&c.track, "track", "", "which steps to take: the `track`'s id (default 60-minutes, or full where there is none)")
	f.StringSliceVar(&c.norms, "norms", nil, "put these `norms`, short lists or families on the table at every step (default: the candidates of each step)")
	f.StringSliceVar(&c.families, "families", nil, "take each step's candidates from these `families` or short lists (default: the UN eleven)")
	f.StringVar(&c.groups, "groups", "none", "count `groups` apart: none, two, igf, or your own names, with commas")
	f.IntVar(&c.people, "people", 0, "`number` of people in the room, to say how many copies to print")
	f.IntVar(&c.minutes, "minutes", 0, "planned `length` of the session (default: the track's)")
	f.StringVar(&c.format, "format", string(pack.HTML), "`format`: html, or md to change the words")
	f.StringVarP(&c.folder, "output", "o", "", "write into this `folder` (default: SCENARIO-pack)")
	f.BoolVar(&c.force, "force", false, "write into a folder that has files, in place of those of an earlier pack")
	for name, complete := range map[string]cobra.CompletionFunc{
		"groups": cobra.FixedCompletions([]string{"none", "two", "igf"}, cobra.ShellCompDirectiveNoFileComp),
		"norms": func(cmd *cobra.Command, _ []string, start string) ([]string, cobra.ShellCompDirective) {
			return a.completeNorm(cmd, nil, start)
		},
		"track":    a.completeTrack,
		"families": a.completeFamily,
		"format":   cobra.FixedCompletions(packFormats(), cobra.ShellCompDirectiveNoFileComp),
	} {
		_ = cmd.RegisterFlagCompletionFunc(name, complete) // fails only for a flag that isn't there
	}
	return cmd
}

func (a *app) pack(query string, c packChoice) error {
	format := pack.Format(strings.ToLower(c.format))
	switch {
	case format == "docx":
		return usagef("there is no docx: no free library that writes it is kept well enough; open the pages of --format html in a word processor and save them from there")
	case format != pack.HTML && format != pack.Markdown:
		return usagef("there is no format %q; choose one of %s", c.format, strings.Join(packFormats(), ", "))
	}
	lib, err := a.library()
	if err != nil {
		return err
	}
	s, err := a.scenario(lib, query)
	if err != nil {
		return err
	}
	c.mode = string(exercise.Hands)
	choice, err := a.choose(lib, s, c.walkChoice)
	if err != nil {
		return err
	}
	files, err := pack.Files(toPrint(lib, s, choice, c.walkChoice), format)
	if err != nil {
		return err
	}
	folder := c.folder
	if folder == "" {
		folder = s.ID + "-pack"
	}
	if err := writePack(folder, c.force, files); err != nil {
		return exitError{exitFailed, err}
	}
	if doc, ok := lib.Document(s.ID); ok {
		a.warnPlaceholder(doc.Name, doc.Body)
	}
	var p page
	p.text("", fmt.Sprintf("Wrote %d documents and an index into %s. Open %s and print from there.",
		len(files)-1, folder, filepath.Join(folder, files[len(files)-1].Name)))
	return a.print(p.String())
}

// toPrint is the exercise that walk would open with the same flags.
func toPrint(lib *library.Library, s *scenario.Scenario, choice room.Choice, c walkChoice) pack.Exercise {
	track, _ := s.Track(choice.Track) // choose has looked
	minutes := choice.Minutes
	if minutes == 0 {
		minutes = track.Minutes
	}
	return pack.Exercise{
		Scenario: s, Norms: lib.Norms(), Track: track, Groups: choice.Groups, People: choice.People, Minutes: minutes,
		Plan: exercise.PlanFor(s, track.Steps, lib.Norms(), exercise.Selection{Norms: choice.Norms, Families: choice.Families}),
		Walk: walkCommand(s, choice, c),
	}
}

// walkCommand opens the exercise of a pack, as one would type it.
func walkCommand(s *scenario.Scenario, choice room.Choice, c walkChoice) string {
	words := []string{"normwalk", "walk", s.ID, "--mode", c.mode, "--track", choice.Track}
	add := func(flag, value string) { words = append(words, flag, value) }
	if len(c.norms) > 0 {
		add("--norms", strings.Join(c.norms, ","))
	}
	if len(c.families) > 0 {
		add("--families", strings.Join(c.families, ","))
	}
	if len(choice.Groups) > 0 {
		add("--groups", c.groups)
	}
	if c.people > 0 {
		add("--people", fmt.Sprint(c.people))
	}
	if c.minutes > 0 {
		add("--minutes", fmt.Sprint(c.minutes))
	}
	for i, w := range words {
		words[i] = quoted(w)
	}
	return strings.Join(words, " ")
}

// quoted puts a word into quotation marks where a shell would take it apart.
func quoted(word string) string {
	plain := func(r rune) bool {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("-_.,/:", r)
	}
	if word != "" && strings.TrimFunc(word, plain) == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

func packFormats() []string {
	var names []string
	for _, f := range pack.Formats() {
		names = append(names, string(f))
	}
	return names
}
