package tui

import (
	"sync"

	"github.com/muesli/termenv"
)

// Gallery keeps what many guests of one room see alike, so that it is drawn
// once and not for every terminal: a step's facts, and every row of a ballot
// with each of its answers. Wrapping text and working out a terminal's colours
// is most of what a frame costs. It holds one scene at a time.
type Gallery struct {
	mu     sync.Mutex
	scene  int64
	frames map[frameKey][]string
}

// mostFrames bounds what a Gallery keeps: a room has a few sizes of window, and a
// step some fifty different lines.
const mostFrames = 2048

type frameKey struct {
	what                  string
	width, height, cursor int
	profile               termenv.Profile
	dark                  bool
}

// NewGallery makes one; it serves one room.
func NewGallery() *Gallery { return &Gallery{} }

// shared gives lines that follow from the scene and the key alone.
func (g *Guest) shared(what string, width, height, cursor int, draw func() []string) []string {
	k := frameKey{what, width, height, cursor, g.Renderer.ColorProfile(), g.Renderer.HasDarkBackground()}
	scene, gallery := g.app.session.state.Scene(), g.Gallery
	gallery.mu.Lock()
	defer gallery.mu.Unlock()
	if scene < gallery.scene {
		return draw() // a terminal that lags behind
	}
	if scene > gallery.scene || gallery.frames == nil || len(gallery.frames) >= mostFrames {
		gallery.scene, gallery.frames = scene, map[frameKey][]string{}
	}
	lines, ok := gallery.frames[k]
	if !ok {
		lines = draw()
		gallery.frames[k] = lines
	}
	return lines
}

// line is shared for a single line.
func (g *Guest) line(what string, width, cursor int, draw func() string) string {
	return g.shared(what, width, 0, cursor, func() []string { return []string{draw()} })[0]
}
