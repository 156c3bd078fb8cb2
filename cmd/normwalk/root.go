package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// An app is what the verbs share: the host and the global flags.
type app struct {
	host
	db      string // the journal's file; empty for the usual place
	content string // a folder with content of the user's own; empty for none
}

// newRoot is the command tree. Each verb lives in a file of its own.
func newRoot(h host) *cobra.Command {
	a := &app{host: h}
	root := &cobra.Command{
		Use:   "normwalk",
		Short: "Walk a room through a past cyber incident and judge the norms",
		Long: fmt.Sprintf(`Normwalk walks a room through a past cyber incident, step by step, and asks
which norms of responsible behaviour applied and what each of them did: did it
help, did it add latency, or did it have no bearing?

Exit codes:
  %-3d  done
  %-3d  failed
  %-3d  the command line isn't understood: unknown verb, flag or argument
  %-3d  problems in content files
  %-3d  the journal can't be used
  %-3d  interrupted`, exitDone, exitFailed, exitUsage, exitContent, exitJournal, exitInterrupted),
		Example: `  normwalk walk wannacry
  normwalk serve wannacry --lan
  normwalk resume
  normwalk report wannacry -o report.md
  normwalk compare
  normwalk pack wannacry --people 40
  normwalk scenario list
  normwalk scenario show wannacry
  normwalk norm show 13h
  normwalk check my-scenario.toml`,
		Args:          verb,
		RunE:          func(cmd *cobra.Command, _ []string) error { return a.home(cmd) },
		SilenceErrors: true, // run prints them
		SilenceUsage:  true,
	}
	root.PersistentFlags().StringVar(&a.db, "db", "", "keep exercises in this journal `file`")
	root.PersistentFlags().StringVar(&a.content, "content", "", "take your own scenarios and norms from this `folder`, not the usual one")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("%w; see %s --help", err, cmd.CommandPath())
	})
	root.SetHelpCommand(newHelp())
	root.AddCommand(
		newWalk(a), newServe(a), newRehearse(a), newRehearsalRoom(a), newResume(a),
		newExercise(a), newReport(a), newCompare(a), newPack(a), newImportBallots(a),
		newScenario(a), newNorm(a), newPractise(a), newNew(a), newCheck(a), newPreview(a), newSchema(a), newBundle(a), newAdd(a),
		newVersion(a),
	)
	return root
}

// newHelp is "normwalk help VERB…", which fails for a verb that isn't there.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [VERB]",
		Short: "Show the help of a verb",
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return verb(about, rest)
			}
			return about.Help()
		},
	}
}

// verb is the argument check of a command that only has verbs below it.
func verb(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	cmd.SuggestionsMinimumDistance = 2
	advice := fmt.Sprintf("see %s --help", cmd.CommandPath())
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		advice = "did you mean " + strings.Join(near, " or ") + "?"
	}
	return usagef("unknown verb %q; %s", args[0], advice)
}

// arguments is the argument check of a verb that takes from least to most; a
// negative most means any number.
func arguments(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		line := strings.TrimSuffix(cmd.UseLine(), " [flags]")
		switch {
		case len(args) < least:
			return usagef("an argument is missing; write %s", line)
		case most >= 0 && len(args) > most:
			return usagef("%q is one argument too many; write %s", args[most], line)
		}
		return nil
	}
}
