package web

import (
	"fmt"
	"html/template"
	"strings"

	"rsc.io/qr"

	"github.com/normwalk/normwalk/engine/room"
)

// quiet is the width of the empty edge that scanners need, in modules.
const quiet = 4

// A joinCard is what the projector shows of an invitation.
type joinCard struct {
	room.Invitation
	QR     template.HTML // empty without a URL
	Short  string        // the URL as people type it
	Spaced string        // the code, for reading aloud
}

func newJoinCard(i room.Invitation) (joinCard, error) {
	c := joinCard{Invitation: i, Spaced: strings.Join(strings.Split(i.Code, ""), " ")}
	if i.URL == "" {
		return c, nil
	}
	c.Short = strings.TrimPrefix(i.URL, "http://")
	code, err := qr.Encode(i.JoinURL(), qr.M)
	if err != nil {
		return c, fmt.Errorf("make a QR code of %s: %w", i.JoinURL(), err)
	}
	c.QR = drawQR(code)
	return c, nil
}

// drawQR draws black on white in every theme: half of the scanners can't read
// the reverse. Its text is built from numbers alone.
func drawQR(code *qr.Code) template.HTML {
	size := code.Size + 2*quiet
	var path strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			if !code.Black(x, y) {
				continue
			}
			run := 1
			for x+run < code.Size && code.Black(x+run, y) {
				run++
			}
			fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+quiet, y+quiet, run, run)
			x += run
		}
	}
	return template.HTML(fmt.Sprintf( //nolint:gosec // numbers only
		`<svg class="qr" viewBox="0 0 %d %d" role="img" aria-label="QR code of the address to join" shape-rendering="crispEdges">`+
			`<rect width="%d" height="%d" fill="#fff"/><path fill="#000" d="%s"/></svg>`, size, size, size, size, path.String()))
}
