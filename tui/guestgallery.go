package tui

import (
	"io"
	"sync"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// Gallery keeps what many guests of one room see alike, so that it is drawn
// once and not for every terminal: a step's facts, and every row of a ballot
// with each of its answers. Wrapping text is most of what a frame costs. It holds
// one scene at a time. It also has the keys and the looks, which are a good part
// of what a terminal takes of memory.
type Gallery struct {
	keys *keyMap

	mu     sync.Mutex
	scene  int64
	frames map[frameKey][]string
	looks  map[theme]*styles
}

// A theme is what the looks of a terminal depend on.
type theme struct {
	profile termenv.Profile
	dark    bool
}

// mostFrames bounds what a Gallery keeps: a room has a few sizes of window, and a
// step some fifty different lines.
const mostFrames = 2048

type frameKey struct {
	what                  string
	width, height, cursor int
	theme
}

// NewGallery makes one; it serves one room.
func NewGallery() *Gallery {
	return &Gallery{keys: guestKeys(), looks: map[theme]*styles{}}
}

// styles are the looks for terminals like that of r, as it is now.
func (g *Gallery) styles(r *lipgloss.Renderer) *styles {
	t := theme{r.ColorProfile(), r.HasDarkBackground()}
	g.mu.Lock()
	defer g.mu.Unlock()
	st, ok := g.looks[t]
	if !ok {
		like := lipgloss.NewRenderer(io.Discard) // one that no terminal changes
		like.SetColorProfile(t.profile)
		like.SetHasDarkBackground(t.dark)
		st = newStyles(like)
		g.looks[t] = st
	}
	return st
}

// shared gives lines that follow from the scene and the key alone.
func (g *Guest) shared(what string, width, height, cursor int, draw func() []string) []string {
	k := frameKey{what, width, height, cursor, theme{g.Renderer.ColorProfile(), g.Renderer.HasDarkBackground()}}
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
