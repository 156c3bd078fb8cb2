package rehearsal

import (
	"context"
	"sync"
	"time"
)

// seen is what a participant's screen has shown, and whether it is connected.
type seen struct {
	mu      sync.Mutex
	changed chan struct{} // closed at each change
	at      int64         // the newest scene
	since   []sighting
	text    string // what a terminal is waiting for
	shown   time.Time
	here    bool
	came    time.Time // when it was last connected
}

type sighting struct {
	scene int64
	at    time.Time
}

func newSeen() *seen { return &seen{changed: make(chan struct{})} }

func (s *seen) change(do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do()
	close(s.changed)
	s.changed = make(chan struct{})
}

// scene says that a page of this scene is there.
func (s *seen) scene(scene int64, at time.Time) {
	s.change(func() {
		if scene > s.at {
			s.at, s.since = scene, append(s.since, sighting{scene, at})
		}
	})
}

func (s *seen) connected(here bool, at time.Time) {
	s.change(func() {
		if here {
			s.came = at
		}
		s.here = here
	})
}

// reached waits for a scene, or a later one, and gives the time of its coming.
func (s *seen) reached(ctx context.Context, scene int64) (at time.Time, err error) {
	err = s.wait(ctx, func() bool {
		for _, x := range s.since {
			if x.scene >= scene {
				at = x.at
				return true
			}
		}
		return false
	})
	return at, err
}

// returned waits until the participant is connected, since a moment after the
// given one, and gives that moment.
func (s *seen) returned(ctx context.Context, after time.Time) (at time.Time, err error) {
	err = s.wait(ctx, func() bool { at = s.came; return s.here && s.came.After(after) })
	return at, err
}

// look says what text to look for on the screen.
func (s *seen) look(text string) {
	s.change(func() { s.text, s.shown = text, time.Time{} })
}

// screen says what is on the screen.
func (s *seen) screen(shows func(text string) bool, at time.Time) {
	s.mu.Lock()
	found := s.text != "" && s.shown.IsZero() && shows(s.text)
	s.mu.Unlock()
	if found {
		s.change(func() { s.shown = at })
	}
}

// found waits until the text is on the screen, and gives the time of its coming.
func (s *seen) found(ctx context.Context) (at time.Time, err error) {
	err = s.wait(ctx, func() bool { at = s.shown; return !at.IsZero() })
	return at, err
}

func (s *seen) wait(ctx context.Context, ready func() bool) error {
	for {
		s.mu.Lock()
		ok, changed := ready(), s.changed
		s.mu.Unlock()
		if ok {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
