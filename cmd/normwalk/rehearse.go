package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/rehearsal"
)

func newRehearse(a *app) *cobra.Command {
	p := rehearsal.Plan{Steps: 2}
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "rehearse SCENARIO",
		Short: "Find out whether this computer holds a live room",
		Long: `Rehearse opens a throwaway room on this computer and plays it with simulated
participants: they join within two seconds, read, vote on each norm within a
second, change their mind, drop off and come back. It measures, compares every
acknowledged vote with the room and with its journal, and says whether this
computer will hold the room. Nothing leaves it, and nothing is kept.

The journal of the rehearsal lies beside the one of your exercises for as long
as it lasts, so that it is the same disk that is measured.

Participants come with a phone; --ssh adds some who come with a terminal. With
--kill the room's process is ended in the middle of each vote, as by a power
cut, and started again. With --soak it goes on, and shows whether memory stays
flat. The exit code is 0 if the computer holds the room and 1 if not.`,
		Example: `  normwalk rehearse wannacry --participants 200
  normwalk rehearse wannacry --participants 200 --ssh 50 --json
  normwalk rehearse wannacry --participants 200 --kill
  normwalk rehearse wannacry --participants 100 --soak 10m`,
		Args:              arguments(1, 1),
		ValidArgsFunction: a.completeScenario,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.rehearse(cmd.Context(), args[0], p, asJSON)
		},
	}
	f := cmd.Flags()
	f.IntVar(&p.Phones, "participants", 200, "`number` of participants with a phone")
	f.IntVar(&p.Terminals, "ssh", 0, "`number` of participants with a terminal, beside them")
	f.IntVar(&p.Steps, "steps", p.Steps, "vote on this `number` of steps")
	f.BoolVar(&p.Kill, "kill", false, "end the room's process in mid-vote and start it again")
	f.DurationVar(&p.Soak, "soak", 0, "go on for this `time` after the steps, as 10m")
	f.BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// errFails says that the computer doesn't hold the room. It was said already.
var errFails = exitError{exitFailed, errors.New("the rehearsal did not go well enough")}

func (a *app) rehearse(ctx context.Context, query string, p rehearsal.Plan, asJSON bool) error {
	if err := p.Check(); err != nil {
		return usagef("%w", err)
	}
	lib, err := a.library()
	if err != nil {
		return err
	}
	s, err := lib.Scenario(query)
	if err != nil {
		return err
	}
	if need := 3*p.Phones + 2*p.Terminals + 100; need > openFiles() {
		return fmt.Errorf("%d participants need about %d open connections, and the system allows a program %d: allow more with ulimit -n %d, or take fewer participants", p.Phones+p.Terminals, need, openFiles(), need)
	}
	folder, err := a.rehearsalFolder()
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }() // what stays is a throwaway
	stage := &roomProcess{app: a, folder: folder, scenario: s.ID, terminals: p.Terminals > 0}
	defer stage.end()
	p.Seed = uint64(a.Now().UnixNano())
	result, err := rehearsal.Play(ctx, p, stage, a.Now, func(line string) { fmt.Fprintln(a.Stderr, line) })
	switch {
	case ctx.Err() != nil:
		return context.Canceled
	case errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE):
		return fmt.Errorf("%w: the system allows too few open files; allow more with ulimit -n 8192, or take fewer participants", err)
	case err != nil:
		return fmt.Errorf("the rehearsal can't go on: %w", err)
	}
	if asJSON {
		err = a.printJSON(result)
	} else {
		err = a.print(rehearsalReport(result))
	}
	if err == nil && !result.Holds {
		return errFails
	}
	return err
}

// rehearsalReport is what a rehearsal came to, for people.
func rehearsalReport(r rehearsal.Result) string {
	var p page
	p.line("")
	p.text("", r.Summary)
	p.line("")
	p.WriteString(r.Table())
	p.line("")
	p.text("", fmt.Sprintf("The simulated participants and the room shared the %d cores of this computer; the room took %.0f of %.0f seconds. With real phones it has the cores to itself.",
		r.Cores, r.CPU, r.Seconds))
	for _, e := range r.Examples {
		p.item(0, "%s", e)
	}
	return p.String()
}

// rehearsalFolder is a new folder on the disk that exercises are kept on.
func (a *app) rehearsalFolder() (string, error) {
	path, err := a.journalPath()
	if err != nil {
		return "", err
	}
	parent := filepath.Dir(path)
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return "", fmt.Errorf("make a folder for the rehearsal: %w", err)
	}
	folder, err := os.MkdirTemp(parent, "rehearsal-")
	if err != nil {
		return "", fmt.Errorf("make a folder for the rehearsal: %w", err)
	}
	return folder, nil
}

// roomEnds is how long the room's process has for an orderly end.
const roomEnds = 20 * time.Second
