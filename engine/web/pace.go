package web

import (
	"net/http"
	"sync"

	"golang.org/x/time/rate"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A paceBook keeps how fast each participant answers: every change of a ballot
// stays on disk and in memory for good.
type paceBook struct {
	limits Limits
	mu     sync.Mutex
	of     map[string]*rate.Limiter // by participant, and so no more than there are seats
}

func (b *paceBook) get(id string) *rate.Limiter {
	b.mu.Lock()
	defer b.mu.Unlock()
	l := b.of[id]
	if l == nil {
		l = rate.NewLimiter(b.limits.Answers, b.limits.AnswersAtOnce)
		b.of[id] = l
	}
	return l
}

// paced is the participant who sends an answer. When it can't be taken from
// them, the request is answered and ok is false.
func (s *Server) paced(w http.ResponseWriter, r *http.Request) (p exercise.Participant, ok bool) {
	p, ok = s.participant(r)
	switch {
	case !ok:
		s.unknown(w, r)
		return p, false
	case !s.paces.get(p.ID).AllowN(s.Room.Now(), 1):
		w.Header().Set("Retry-After", "2")
		refuse(w, http.StatusTooManyRequests, "You change your answers too fast. Wait a few seconds.")
		return p, false
	}
	return p, true
}
