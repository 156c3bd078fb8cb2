package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/tui/plain"
	"github.com/normwalk/normwalk/tui/wording"
)

func newExercise(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "exercise",
		Short: "List, show, export, import or remove exercises",
		Args:  verb,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var asJSON, yes bool
	list := &cobra.Command{
		Use:     "list",
		Short:   "List the exercises, the latest first",
		Example: "  normwalk exercise list\n  normwalk exercise list --json",
		Args:    arguments(0, 0),
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.listExercises(cmd.Context(), asJSON) },
	}
	list.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	show := &cobra.Command{
		Use:   "show EXERCISE",
		Short: "Say how an exercise stands, with every answer on record",
		Long: `Show says in plain words how far an exercise came, and reads every answer and
note on record. The analyst's readings are in the report, once revealed.`,
		Example:           "  normwalk exercise show wannacry",
		Args:              arguments(1, 1),
		ValidArgsFunction: a.completeExercise(anyExercise),
		RunE:              func(cmd *cobra.Command, args []string) error { return a.showExercise(cmd.Context(), args[0]) },
	}
	remove := &cobra.Command{
		Use:   "remove EXERCISE",
		Short: "Delete an exercise for good",
		Long: `Remove says what would be gone, and asks. In scripts add --yes. An exercise that
you may want back is better exported first.`,
		Example:           "  normwalk exercise remove 2026-11-21-wannacry-x7kq",
		Args:              arguments(1, 1),
		ValidArgsFunction: a.completeExercise(anyExercise),
		RunE:              func(cmd *cobra.Command, args []string) error { return a.removeExercise(cmd.Context(), args[0], yes) },
	}
	remove.Flags().BoolVar(&yes, "yes", false, "don't ask")
	cmd.AddCommand(list, show, newExport(a), newImport(a), remove)
	return cmd
}

// An exerciseLine is what a list says of an exercise.
type exerciseLine struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	Scenario string    `json:"scenario"`
	Mode     string    `json:"mode"`
	Track    string    `json:"track"`
	Opened   time.Time `json:"opened"`
	Changed  time.Time `json:"changed"`
	Finished bool      `json:"finished"`
	Step     string    `json:"step"`
	Done     int       `json:"done"`
	Total    int       `json:"total"`
}

func (a *app) listExercises(ctx context.Context, asJSON bool) error {
	lines := []exerciseLine{}
	err := a.readJournal(ctx, func(h *room.Host) error {
		all, err := h.Journal.Exercises(ctx)
		for _, e := range all {
			p := e.Progress
			lines = append(lines, exerciseLine{e.ID, e.Title, e.Scenario, e.Mode, e.Track, e.Opened, e.Changed, p.Finished, p.Step, p.Done, p.Total})
		}
		return err
	})
	// Before the first exercise there is no journal, and nothing wrong; but
	// one that was named should be there.
	if err != nil && (a.db != "" || !errors.Is(err, journal.ErrNoJournal)) {
		return err
	}
	if asJSON {
		return a.printJSON(lines)
	}
	if len(lines) == 0 {
		return a.print("No exercises yet; normwalk walk SCENARIO begins one.\n")
	}
	var p page
	for i, l := range lines {
		if i > 0 {
			p.line("")
		}
		state := "unfinished"
		if l.Finished {
			state = "finished"
		}
		p.line("%s", l.ID)
		p.text("    ", inert.Line(l.Title))
		p.text("    ", fmt.Sprintf("%s · %d of %d steps walked · %s", l.Mode, l.Done, l.Total, state))
		p.text("    ", fmt.Sprintf("opened %s · last change %s", wording.Instant(l.Opened), wording.Instant(l.Changed)))
	}
	return a.print(p.String())
}

func (a *app) showExercise(ctx context.Context, query string) error {
	return a.readJournal(ctx, func(h *room.Host) error {
		past, err := read(ctx, h, query)
		if err != nil {
			return err
		}
		return plain.Show(a.Stdout, past, a.width())
	})
}

func (a *app) removeExercise(ctx context.Context, query string, yes bool) error {
	return a.writeJournal(ctx, func(h *room.Host) error {
		e, err := find(ctx, h, query)
		if err != nil {
			return err
		}
		var p page
		p.text("", going(ctx, h, e))
		if err := a.print(p.String()); err != nil {
			return err
		}
		if !yes {
			if !isTerminal(a.Stdin) {
				return usagef("nothing was removed: there is nobody to ask; add --yes if %s is to go", e.ID)
			}
			sure, err := a.askYes("Remove it for good? Type yes, or Enter to keep it: ")
			if err != nil {
				return err
			}
			if !sure {
				return a.print("Nothing was removed.\n")
			}
		}
		if err := h.Journal.Remove(ctx, e.ID); err != nil {
			return err
		}
		return a.print("Removed.\n")
	})
}

// going says what a removal would take away. An exercise that can't be read
// back may be removed too.
func going(ctx context.Context, h *room.Host, e journal.Exercise) string {
	text := fmt.Sprintf("%s: %s, opened %s, last change %s", e.ID, inert.Line(e.Title), wording.Instant(e.Opened), wording.Instant(e.Changed))
	past, err := h.Read(ctx, e.ID)
	if err != nil {
		return fmt.Sprintf("%s, with %d entries that can't be read back.", text, e.Entries)
	}
	votes := 0
	for _, st := range past.State.Steps() {
		votes += st.Votes
	}
	return fmt.Sprintf("%s, with %s, %s and %s.", text, amount(votes, "vote"), amount(len(past.State.Notes()), "note"),
		amount(len(past.State.Proposals()), "proposed norm"))
}

func amount(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// askYes puts a question to the person at the terminal. Only "yes" and "y" are
// yes.
func (a *app) askYes(question string) (bool, error) {
	if err := a.print(question); err != nil {
		return false, err
	}
	line, err := bufio.NewReader(io.LimitReader(a.Stdin, 1024)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	line = strings.ToLower(strings.TrimSpace(line))
	return line == "yes" || line == "y", nil
}

// matches says why an archive's first line doesn't describe what is in it, or
// nil. A list of exercises shows the one, a resumed exercise is the other.
func matches(e journal.Exercise, s *exercise.State) error {
	setup := s.Setup()
	for _, c := range []struct{ what, said, is string }{
		{"id", e.ID, setup.Exercise},
		{"scenario", e.Scenario, setup.Scenario.ID},
		{"title", e.Title, setup.Title},
		{"mode", e.Mode, string(setup.Mode)},
		{"track", e.Track, setup.Track},
		{"step", e.Progress.Step, s.Current()},
	} {
		if c.said != c.is {
			return fmt.Errorf("its first line says %s %q, its entries %q; export the exercise again, and don't change the file", c.what, c.said, c.is)
		}
	}
	return nil
}
