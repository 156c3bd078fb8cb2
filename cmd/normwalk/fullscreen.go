package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/normwalk/normwalk/engine/dataset"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/practice"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/tui"
)

// fullScreen hands the terminal to the full-screen player. r is an exercise
// that is open already, or nil to start at the home page; v is how people get
// into it, or nil if it is no live room.
func (a *app) fullScreen(ctx context.Context, c content, host *room.Host, r *room.Room, v *venue, resumed bool) error {
	return a.draw(ctx, c, tui.Options{Host: host, Room: r, Resumed: resumed}, v)
}

// fullPractice is the full-screen player with the practice first.
func (a *app) fullPractice(ctx context.Context, lib *library.Library, host *room.Host, pool practice.Pool) error {
	return a.draw(ctx, content{lib: lib}, tui.Options{Host: host, Practise: &pool}, nil)
}

// draw runs the full-screen player with what all uses of it have in common.
func (a *app) draw(ctx context.Context, c content, o tui.Options, v *venue) error {
	settle := time.AfterFunc(atRest, a.settle)
	defer settle.Stop()
	host, r := o.Host, o.Room
	o.Library, o.Outline, o.Now, o.Formats = c.lib, c.outline, a.Now, offered()
	o.Export = func(ctx context.Context, id, name string) (string, error) {
		return exportBeside(ctx, host, id, name)
	}
	if c.load != nil {
		o.Load = func() (*library.Library, error) {
			defer settle.Reset(atRest)
			a.collect()
			return c.load()
		}
	}
	faults := newFaults()
	if v != nil {
		o.Invitation, o.Passphrase, o.Stop, o.Astray, faults = &v.invitation, v.passphrase, v.close, v.astray, v.faults
	}
	o.Serve, o.Notices = a.fromHome(host, c, v, faults), faults.notices
	left, err := tui.Run(ctx, o, tui.Terminal{In: a.Stdin, Out: a.Stdout, Environ: a.Getenv, Trace: a.trace})
	faults.write(a.Stderr)
	if left != "" {
		how := ""
		if v != nil && v.exercise == left && r.State().Phase() != exercise.Ended {
			how = "The room opens again with the same code, and people come back to their votes by themselves. "
		}
		fmt.Fprintf(a.Stderr, "Everything is recorded. %sGo on with: normwalk resume %s\n", how, left)
	}
	if err != nil && !errors.Is(err, tui.ErrPanic) && ctx.Err() == nil {
		return fmt.Errorf("the terminal is gone: %w", err)
	}
	return err
}

// offered are the formats as the hot wash offers them.
func offered() []tui.Format {
	var out []tui.Format
	for _, f := range formats() {
		out = append(out, tui.Format{Name: f.name, About: f.about})
		if f.name == "html" {
			out = append(out, tui.Format{Name: shortHTML, About: "the same in short, on a few pages"})
		}
	}
	return out
}

// shortHTML is what the hot wash calls report --short --format html.
const shortHTML = "short"

// exportBeside writes an exercise into the current folder in a format; a table
// gets its data dictionary beside it.
func exportBeside(ctx context.Context, host *room.Host, id, name string) (string, error) {
	short := name == shortHTML
	if short {
		name = "html"
	}
	f, ok := findFormat(name)
	if !ok {
		return "", fmt.Errorf("there is no format %q", name)
	}
	past, err := host.Read(ctx, id)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	if err := f.write(ctx, &b, results{host: host, past: []*room.Past{past}, short: short}); err != nil {
		return "", err
	}
	file := id
	if short {
		file += "-short"
	}
	path, err := saveBeside(file+"."+f.extension(), b.Bytes())
	if err != nil || f.name != "csv" {
		return path, err
	}
	// The dictionary is the same for every table: one that lies there will do.
	var columns bytes.Buffer
	if err := dataset.WriteDictionary(&columns); err != nil {
		return path, err
	}
	if err := os.WriteFile(dictionary(path), columns.Bytes(), 0o644); err != nil {
		return path, fmt.Errorf("the table is saved as %s, its dictionary is not: %w", path, err)
	}
	return path, nil
}

// saveBeside writes a report into the current folder, under a name that is
// still free.
func saveBeside(name string, body []byte) (string, error) {
	ext := filepath.Ext(name)
	base := name[:len(name)-len(ext)]
	for i := 1; i < 1000; i++ {
		path := name
		if i > 1 {
			path = fmt.Sprintf("%s-%d%s", base, i, ext)
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = f.Write(body)
		if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
			return "", errors.Join(err, os.Remove(path))
		}
		full, err := filepath.Abs(path)
		if err != nil {
			return path, nil
		}
		return full, nil
	}
	return "", fmt.Errorf("%s and a thousand numbered ones exist already", name)
}

// trace keeps the stack of a fault for whoever mends it, if NORMWALK_DEBUG
// names a file; a room never sees one.
func (a *app) trace(stack []byte) {
	if name := a.Getenv("NORMWALK_DEBUG"); name != "" {
		if err := os.WriteFile(name, stack, 0o600); err != nil {
			fmt.Fprintln(a.Stderr, "normwalk:", err)
		}
	}
}
