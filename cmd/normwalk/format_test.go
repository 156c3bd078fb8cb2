package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/scenarios"
)

// running opens an exercise, as another process would, and leaves it open.
func running(t *testing.T, m *machine) (*room.Host, *room.Room) {
	t.Helper()
	store, err := journal.Open(t.Context(), m.db, journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	h := &room.Host{Journal: store, Now: m.now, Random: m.random}
	r, err := h.Open(t.Context(), lib, room.Choice{Scenario: "wannacry-2017", Mode: exercise.Hands})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return h, r
}

func TestEveryFormatWhileTheExerciseRuns(t *testing.T) {
	m := newMachine(t)
	_, r := running(t, m)
	step := r.State().Steps()[0]
	for _, c := range []exercise.Command{exercise.Enter{Step: step.ID}, exercise.Count{Step: step.ID, Norm: step.Norms[0], Tally: exercise.Tally{Helped: 9, Latency: 3}}} {
		if _, err := r.Do(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		for _, f := range formats() {
			if out := m.must("", "report", "wannacry", "--format", f.name); out == "" {
				t.Errorf("%s is empty", f.name)
			}
		}
	}
}

// The hot wash saves every format under a name of its own.
func TestEveryFormatFromTheHotWash(t *testing.T) {
	m := newMachine(t)
	h, r := running(t, m)
	t.Chdir(t.TempDir())
	names := map[string]bool{}
	for _, f := range offered() {
		path, err := exportBeside(t.Context(), h, r.State().Setup().Exercise, f.Name)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if info, err := os.Stat(path); err != nil || info.Size() == 0 || names[path] {
			t.Errorf("%s went to %s: %v", f.Name, path, err)
		}
		names[path] = true
		want := "." + f.Name
		switch f.Name {
		case "xapi":
			want = ".xapi.json"
		case "short":
			want = "-short.html"
		}
		if !strings.HasSuffix(path, want) {
			t.Errorf("%s went to %s", f.Name, path)
		}
	}
	if _, err := exportBeside(t.Context(), h, r.State().Setup().Exercise, "pdf"); err == nil {
		t.Error("there is a format pdf")
	}
}

func TestNoWorkbookOnATerminal(t *testing.T) {
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no pseudo-terminal here: ", err)
	}
	defer terminal.Close()
	m := newMachine(t)
	running(t, m)
	var trouble bytes.Buffer
	code := run(context.Background(), host{
		Args: []string{"--db", m.db, "report", "wannacry", "--format", "xlsx"}, Stdin: strings.NewReader(""), Stdout: terminal, Stderr: &trouble,
		Getenv: func(string) string { return "" }, Now: m.now, Random: m.random,
	})
	if code != exitUsage || !strings.Contains(trouble.String(), "-o results.xlsx") {
		t.Errorf("exit code %d: %s", code, trouble.String())
	}
}

// fifty is an exercise of fifty people with devices of their own, in memory.
func fifty(b *testing.B) *room.Past {
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		b.Fatal(err)
	}
	s, err := lib.Scenario("wannacry-2017")
	if err != nil {
		b.Fatal(err)
	}
	setup := exercise.Setup{
		Exercise: "e", Title: s.Title, Mode: exercise.Room, Track: "full", Groups: exercise.StakeholderGroups(), TLP: "GREEN",
		Scenario: exercise.Ref{ID: s.ID, Hash: strings.Repeat("0a", 32)},
	}
	var steps []string
	for _, st := range s.Steps {
		steps = append(steps, st.ID)
	}
	setup.Plan = exercise.PlanFor(s, steps, lib.Norms(), exercise.Selection{})
	for _, n := range lib.Norms().All() {
		setup.Known = append(setup.Known, n.ID)
	}
	commands := []exercise.Command{exercise.Open{Setup: setup}}
	for i := range 50 {
		commands = append(commands, exercise.Join{Participant: fmt.Sprint("p", i), Group: setup.Groups[i%len(setup.Groups)]})
	}
	for n, st := range s.Steps {
		commands = append(commands, exercise.Enter{Step: st.ID})
		for _, id := range setup.Plan[n].Norms {
			for i := range 50 {
				ballot := exercise.Ballot{Answer: exercise.Answers()[i*(n+3)%11%4], Reason: "trust", Delay: "hours", Note: "what they said"}
				commands = append(commands, exercise.Cast{Participant: fmt.Sprint("p", i), Step: st.ID, Norm: id, Ballot: ballot})
			}
		}
		commands = append(commands, exercise.Reveal{Step: st.ID})
	}
	state, at := &exercise.State{}, time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	for _, c := range append(commands, exercise.Finish{}) {
		events, err := state.Decide(c)
		if err != nil {
			b.Fatal(err)
		}
		for _, e := range events {
			at = at.Add(time.Second)
			if state, err = state.Apply(exercise.Record{Seq: state.Seq() + 1, At: at, Event: e}); err != nil {
				b.Fatal(err)
			}
		}
	}
	return &room.Past{State: state, Content: lib, Scenario: s}
}

// Bars: 200 ms for each format, 1 s for the workbook.
func BenchmarkFormat50(b *testing.B) {
	r := results{past: []*room.Past{fifty(b)}}
	for _, f := range formats() {
		if f.whole {
			continue // it is the journal's, and measured there
		}
		b.Run(f.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f.write(b.Context(), io.Discard, r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
