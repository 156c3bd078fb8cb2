package web

import (
	"html/template"
	"sync"

	"github.com/normwalk/normwalk/engine/exercise"
)

// drawn are the parts of a scene's page that many participants have alike. A
// thousand phones ask for a new page at once: what is the same for all of them
// is drawn once, and what is theirs as often as it differs.
type drawn struct {
	mu    sync.Mutex
	cards map[cardKey]template.HTML // few: there are only so many verdicts, reasons and delays
	frame *frame
	timer timer // as it stood when the frame was drawn
}

type cardKey struct {
	place   string
	ballot  exercise.Ballot // without a note
	given   bool
	firstBy string
}

func (d *drawn) card(k cardKey, draw func() template.HTML) template.HTML {
	d.mu.Lock()
	defer d.mu.Unlock()
	html, ok := d.cards[k]
	if !ok {
		html = draw()
		d.cards[k] = html
	}
	return html
}

// A frame is what stands around the cards of a page.
type frame struct{ Above, Below template.HTML }

// frame draws what stands around the cards. It is the same for all, but for
// those who were removed or have just made a proposal.
func (s *Server) frame(d *roomPage) frame {
	draw := func() frame { return frame{s.piece("above", d), s.piece("below", d)} }
	if d.Removed || d.Proposed {
		return draw()
	}
	var t timer
	if d.Timer != nil {
		t = *d.Timer
	}
	made := &d.drawn
	made.mu.Lock()
	defer made.mu.Unlock()
	if made.frame == nil || made.timer != t {
		f := draw()
		made.frame, made.timer = &f, t
	}
	return *made.frame
}
