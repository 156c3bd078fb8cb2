package tui

// tellOfWash tells a live room when this console turns to the hot wash or away
// from it: the projector follows.
func (a *App) tellOfWash() {
	if a.session == nil || a.session.live == nil {
		return
	}
	in := false
	for _, p := range a.pages {
		_, there := p.(*washPage)
		in = in || there && !a.quitting
	}
	if l := a.session.live; in != l.wash {
		l.wash = in
		a.session.room.ShowWash(a.ctx, in)
	}
}
