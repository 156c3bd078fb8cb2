package tui

import (
	"slices"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
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
