package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/tui/plain"
)

// A walkChoice is what the flags of "walk" say.
type walkChoice struct {
	mode, track, groups string
	norms, families     []string
	people, minutes     int
	tlp                 string
	chatham             bool
	plain               bool
}

func newWalk(a *app) *cobra.Command {
	var c walkChoice
	cmd := &cobra.Command{
		Use:   "walk SCENARIO",
		Short: "Walk through an incident and judge the norms",
		Long: `Walk opens an exercise: alone (--mode solo), or with a room whose show of hands
you count (--mode hands). Everything is recorded at once, and normwalk resume
goes on after a break or a crash.

The walk fills the screen. With --plain, on a terminal that can't do more, and
in a pipe it goes by lines and prompts; help, typed there, lists the commands.

By itself each step has those of the UN eleven that its author proposes.
--families takes other families of norms, or several: at each step come their
candidates, or, where there are none, norms with the same idea. --norms puts
norms on the table at every step, named as people name them: --norms h,"gcsc 4".
Both take short lists too, and "all" is all families:

  un-eleven             the UN eleven
  un-incident-response  those of them that touch incident response
  technical             the technical community's norms
  assistance            13(h) and its relatives in other families

Groups are counted apart: none, two (technical community and policy), igf (the stakeholder
groups of the IGF), or names of your own, as in --groups Banks,CSIRTs.`,
		Example: `  normwalk walk wannacry
  normwalk walk wannacry --mode hands --track 60-minutes --people 25
  normwalk walk estonia --norms h --plain
  normwalk walk estonia --families un,technical
  normwalk walk notpetya --plain < answers.txt`,
		Args:              arguments(1, 1),
		ValidArgsFunction: a.completeScenario,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.walk(cmd.Context(), args[0], c)
		},
	}
	cmd.Flags().StringVar(&c.mode, "mode", string(exercise.Solo), "`solo` or hands")
	_ = cmd.RegisterFlagCompletionFunc("mode", cobra.FixedCompletions([]string{"solo", "hands"}, cobra.ShellCompDirectiveNoFileComp))
	c.flags(a, cmd, "none")
	return cmd
}

// flags declares what "walk" and "serve" share.
func (c *walkChoice) flags(a *app, cmd *cobra.Command, groups string) {
	f := cmd.Flags()
	f.StringVar(&c.track, "track", "", "which steps to take: the `track`'s id (default 60-minutes, or full where there is none)")
	f.StringSliceVar(&c.norms, "norms", nil, "put these `norms`, short lists or families on the table at every step (default: the candidates of each step)")
	f.StringSliceVar(&c.families, "families", nil, "take each step's candidates from these `families` or short lists (default: the UN eleven)")
	f.StringVar(&c.groups, "groups", groups, "count `groups` apart: none, two, igf, or your own names, with commas")
	f.IntVar(&c.people, "people", 0, "`number` of people in the room, to see how many hands are missing")
	f.StringVar(&c.tlp, "tlp", "", "Traffic Light Protocol `label` of the results: clear, green, amber, amber+strict or red")
	f.BoolVar(&c.chatham, "chatham-house", false, "put the Chatham House rule on the results")
	f.IntVar(&c.minutes, "minutes", 0, "planned `minutes` (default: the track's)")
	f.BoolVar(&c.plain, "plain", false, "lines and prompts instead of the full screen")
	for name, complete := range map[string]cobra.CompletionFunc{
		"groups": cobra.FixedCompletions([]string{"none", "two", "igf"}, cobra.ShellCompDirectiveNoFileComp),
		"track":  a.completeTrack,
		"norms": func(cmd *cobra.Command, _ []string, start string) ([]string, cobra.ShellCompDirective) {
			families, _ := a.completeFamily(cmd, nil, start)
			norms, directive := a.completeNorm(cmd, nil, start)
			return append(families, norms...), directive
		},
		"families": a.completeFamily,
	} {
		_ = cmd.RegisterFlagCompletionFunc(name, complete) // fails only for a flag that isn't there
	}
}

func (a *app) walk(ctx context.Context, query string, c walkChoice) error {
	if mode := exercise.Mode(c.mode); mode != exercise.Solo && mode != exercise.Hands {
		return usagef("there is no mode %q; choose --mode solo or --mode hands, or open a live room with normwalk serve", c.mode)
	}
	lib, err := a.library()
	if err != nil {
		return err
	}
	s, err := a.scenario(lib, query)
	if err != nil {
		return err
	}
	choice, err := a.choose(lib, s, c)
	if err != nil {
		return err
	}
	return a.writeJournal(ctx, func(h *room.Host) error {
		r, err := h.Open(ctx, lib, choice)
		if err != nil {
			return err
		}
		if c.plain || !a.drawable() {
			return a.playPlain(ctx, r)
		}
		return errors.Join(a.fullScreen(ctx, content{lib: lib}, h, r, nil, false), r.Close())
	})
}

// choose works the flags out against the content, before any journal is made.
func (a *app) choose(lib *library.Library, s *scenario.Scenario, c walkChoice) (room.Choice, error) {
	out := room.Choice{Scenario: s.ID, Mode: exercise.Mode(c.mode), Track: c.track, People: c.people, Minutes: c.minutes}
	out.TLP, out.ChathamHouse = exercise.TLP(strings.ToUpper(strings.TrimPrefix(strings.ToLower(c.tlp), "tlp:"))), c.chatham
	if out.TLP != "" && !slices.Contains(exercise.TLPs(), out.TLP) {
		return out, usagef("there is no label %q; choose --tlp clear, green, amber, amber+strict or red", c.tlp)
	}
	if out.Track == "" {
		out.Track = usualTrack(s)
	}
	if _, ok := s.Track(out.Track); !ok {
		return out, usagef("%s has no track %q; choose one of %s", s.ID, c.track, strings.Join(trackIDs(s), ", "))
	}
	if len(c.norms) > 0 && len(c.families) > 0 {
		return out, usagef("--norms puts norms on the table at every step, --families takes each step's candidates; leave one of them out")
	}
	var err error
	if out.Norms, err = a.normsNamed(lib.Norms(), c.norms); err != nil {
		return out, err
	}
	if out.Families, err = familiesNamed(lib.Norms(), "families", c.families); err != nil {
		return out, err
	}
	out.Groups = groups(c.groups)
	switch {
	case out.Mode == exercise.Solo && len(out.Groups) > 0:
		return out, usagef("groups are counted by a show of hands; add --mode hands or leave out --groups")
	case out.Mode == exercise.Solo && c.people != 0:
		return out, usagef("people are counted by a show of hands; add --mode hands or leave out --people")
	case c.people < 0 || c.people > exercise.MaxCount:
		return out, usagef("--people %d is no number of people", c.people)
	case c.minutes < 0 || c.minutes > 24*60:
		return out, usagef("--minutes %d is no length of a session", c.minutes)
	}
	return out, nil
}

// usualTrack is the one that a set-up proposes.
func usualTrack(s *scenario.Scenario) string {
	const usual = "60-minutes"
	if _, ok := s.Track(usual); ok {
		return usual
	}
	return scenario.FullTrack
}

func trackIDs(s *scenario.Scenario) []string {
	var ids []string
	for _, t := range s.AllTracks() {
		ids = append(ids, t.ID)
	}
	return ids
}

// groups are those that --groups names.
func groups(flag string) []string {
	switch strings.ToLower(strings.TrimSpace(flag)) {
	case "", "none":
		return nil
	case "two":
		return []string{"Technical community", "Policy"}
	case "igf":
		return exercise.StakeholderGroups()
	}
	var names []string
	for name := range strings.SplitSeq(flag, ",") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// completeTrack offers the tracks of the scenario on the command line.
func (a *app) completeTrack(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	if lib, err := a.quietLibrary(); err == nil && len(args) > 0 {
		if s, err := lib.Scenario(args[0]); err == nil {
			for _, t := range s.AllTracks() {
				ids = append(ids, cobra.CompletionWithDesc(t.ID, t.Title))
			}
		}
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// drawable reports whether the full screen would work here.
func (a *app) drawable() bool {
	return isTerminal(a.Stdin) && isTerminal(a.Stdout) && a.Getenv("TERM") != "dumb"
}

func isTerminal(stream any) bool {
	f, ok := stream.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(int(f.Fd()))
}

// playPlain plays an open room by lines and prompts, and closes it.
func (a *app) playPlain(ctx context.Context, r *room.Room) error {
	return errors.Join(a.runPlain(ctx, r, nil), r.Close())
}

// runPlain plays an open room by lines and prompts. live is how a live room is
// served; nil for other exercises.
func (a *app) runPlain(ctx context.Context, r *room.Room, live *plain.Live) error {
	return plain.Run(ctx, plain.Options{
		In: a.Stdin, Out: a.Stdout, Err: a.Stderr, Room: r, Live: live, Now: a.Now,
		Width: a.width(), Save: saveBeside, Interactive: isTerminal(a.Stdin),
	})
}

// width is the terminal's, as long as lines of it are good to read.
func (a *app) width() int {
	if f, ok := a.Stdout.(interface{ Fd() uintptr }); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			return min(w, 100)
		}
	}
	return columns
}
