package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/tui"
	"github.com/normwalk/normwalk/tui/plain"
)

// A host is what the program knows of the machine it runs on. Tests pass
// their own.
type host struct {
	Args           []string // without the program's name
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Now            func() time.Time
	Random         io.Reader     // for the ids of exercises and participants
	Farewell       time.Duration // for whoever is connected when a room closes; 0: the usual
}

// The exit codes; the root help lists them.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitContent     = 3
	exitJournal     = 4
	exitInterrupted = 130
)

// An exitError is an error with an exit code of its own.
type exitError struct {
	code int
	err  error
}

func (e exitError) Error() string { return e.err.Error() }
func (e exitError) Unwrap() error { return e.err }

// usagef is the error of a command line that can't be understood.
func usagef(format string, args ...any) error {
	return exitError{exitUsage, fmt.Errorf(format, args...)}
}

// A told is the outcome of a verb that has said everything itself.
type told struct{ code int }

func (t told) Error() string { return fmt.Sprintf("exit code %d", t.code) }

// run is the whole program; it returns the exit code.
func run(ctx context.Context, h host) (code int) {
	defer func() {
		if fault := recover(); fault != nil {
			(&app{host: h}).trace(debug.Stack())
			code = failed(h.Stderr, fault)
		}
	}()
	root := newRoot(h)
	root.SetArgs(h.Args)
	root.SetIn(h.Stdin)
	root.SetOut(h.Stdout)
	root.SetErr(h.Stderr)
	err := root.ExecuteContext(ctx)
	if ctx.Err() != nil && !errors.As(err, new(told)) {
		return exitInterrupted
	}
	return report(h.Stderr, err)
}

// report prints an error for the person at the keyboard and chooses the exit
// code. Problems in content go one a line, in the form that editors know.
func report(stderr io.Writer, err error) int {
	var problems document.Problems
	var exit exitError
	var said told
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &said):
		return said.code
	case errors.As(err, &problems):
		fmt.Fprintln(stderr, problems)
		return exitContent
	case errors.Is(err, context.Canceled), errors.Is(err, plain.ErrEnded) && !journalFailed(err):
		return exitInterrupted // the player has said how to go on
	case errors.Is(err, tui.ErrPanic):
		return failed(stderr, err)
	case errors.As(err, &exit):
		fmt.Fprintf(stderr, "normwalk: %v\n", err)
		return exit.code
	case journalFailed(err):
		fmt.Fprintf(stderr, "normwalk: %v\n", err)
		return exitJournal
	}
	fmt.Fprintf(stderr, "normwalk: %v\n", err)
	return exitFailed
}

// failed is said of a fault of the program's own, without a stack: a room may
// be looking on.
func failed(stderr io.Writer, fault any) int {
	fmt.Fprintf(stderr, "normwalk: something went wrong (%v): everything recorded is kept; resume with normwalk resume\n", fault)
	return exitFailed
}
