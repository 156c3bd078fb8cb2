package room

import "sync"

// presence counts the connections of each participant. It is not recorded:
// who is connected is true for a moment only.
type presence struct {
	mu   sync.Mutex
	here map[string]int
}

// Here says that a participant is connected, until gone is called. A participant
// may be connected several times.
func (r *Room) Here(participant string) (gone func()) {
	p := &r.presence
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.here == nil {
		p.here = map[string]int{}
	}
	p.here[participant]++
	return sync.OnceFunc(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.here[participant]--; p.here[participant] <= 0 {
			delete(p.here, participant)
		}
	})
}

// Connected is how many participants are connected at this moment.
func (r *Room) Connected() int {
	r.presence.mu.Lock()
	defer r.presence.mu.Unlock()
	return len(r.presence.here)
}

// IsConnected reports whether a participant is connected at this moment.
func (r *Room) IsConnected(participant string) bool {
	r.presence.mu.Lock()
	defer r.presence.mu.Unlock()
	return r.presence.here[participant] > 0
}
