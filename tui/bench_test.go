package tui

import (
	"slices"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// BenchmarkKeyToFrame is the time from a key to the next frame in a window of
// 200x60, without what the terminal needs.
func BenchmarkKeyToFrame(b *testing.B) {
	d := newDriver(b, 200, 60).start(exercise.Hands)
	keys := []tea.KeyMsg{{Type: tea.KeyDown}, {Type: tea.KeyRunes, Runes: []rune{'7'}}, {Type: tea.KeyEsc}, {Type: tea.KeyUp}}
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		d.app.Update(keys[i%len(keys)])
		_ = d.app.View()
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

// BenchmarkFrame draws the settled pages at 200x60.
func BenchmarkFrame(b *testing.B) {
	for _, name := range []string{"home", "step-hands", "reveal-hands", "hot-wash", "norms"} {
		b.Run(name, func(b *testing.B) {
			d := newDriver(b, 200, 60)
			views()[name](d)
			for b.Loop() {
				_ = d.app.View()
			}
		})
	}
}

// BenchmarkCompare opens the comparison of a thousand exercises: the first
// frame, and all of it.
func BenchmarkCompare(b *testing.B) {
	const exercises = 1000
	d := newDriver(b, 160, 45)
	var ids []string
	for range exercises {
		r, err := d.app.Host.Open(b.Context(), d.app.Library, room.Choice{Scenario: "wannacry-2017", Mode: exercise.Hands, Track: "60-minutes"})
		if err != nil {
			b.Fatal(err)
		}
		plan := r.State().Setup().Plan[0]
		commands := []exercise.Command{exercise.Enter{Step: plan.Step}}
		for _, n := range plan.Norms {
			commands = append(commands, exercise.Count{Step: plan.Step, Norm: n, Tally: exercise.Tally{Helped: len(ids) % 13, Latency: len(ids) % 7, Irrelevant: 2}})
		}
		for _, c := range append(commands, exercise.Reveal{Step: plan.Step}, exercise.Finish{}) {
			if _, err := r.Do(b.Context(), c); err != nil {
				b.Fatal(err)
			}
		}
		ids = append(ids, r.State().Setup().Exercise)
		if err := r.Close(); err != nil {
			b.Fatal(err)
		}
	}
	var first, all time.Duration
	for b.Loop() {
		start := time.Now()
		p := &comparePage{ids: ids}
		d.app.push(p)
		cmd := p.read(d.app)
		_ = d.app.View()
		first = max(first, time.Since(start))
		d.send(cmd())
		_ = d.app.View()
		all = max(all, time.Since(start))
		if p.result == nil || len(p.result.Exercises) != exercises {
			b.Fatal("not all were compared")
		}
		d.app.pop()
	}
	b.ReportMetric(float64(first.Microseconds())/1000, "ms-first-frame")
	b.ReportMetric(float64(all.Milliseconds()), "ms-all")
}
