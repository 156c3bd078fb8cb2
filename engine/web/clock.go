package web

import (
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

func countdown(t *exercise.Timer, now time.Time, runs bool) *timer {
	d := t.Left(now)
	out := &timer{Left: left(d), Over: d == 0}
	if runs {
		out.Ends = now.Add(d).UnixMilli()
	}
	return out
}
