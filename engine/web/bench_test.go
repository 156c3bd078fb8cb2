package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

// crowd is a room of 500 that has voted.
func crowd(b *testing.B) (h *house, step exercise.Planned) {
	h = serve(b, func(_ *roomChoice, h *house) {
		h.limits = Limits{Requests: 1e9, RequestsAtOne: 1e9, Answers: 1e9, AnswersAtOnce: 1e9}
	})
	step = h.plan(0)
	h.do(exercise.Enter{Step: step.Step})
	for i := range 500 {
		id := fmt.Sprint("p", i)
		h.do(exercise.Join{Participant: id, Group: exercise.StakeholderGroups()[i%7]})
		if i > 0 { // p0 hasn't voted
			h.do(exercise.Cast{Participant: id, Step: step.Step, Norm: step.Norms[0], Ballot: exercise.Ballot{Answer: exercise.Answers()[i%4]}})
		}
	}
	return h, step
}

func (h *house) direct(method, path, id, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://localhost"+path, strings.NewReader(body))
	r.AddCookie(&http.Cookie{Name: h.server.cookie, Value: h.access.Token(id)})
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	script(r)
	w := httptest.NewRecorder()
	h.server.ServeHTTP(w, r)
	return w
}

// BenchmarkPage is a participant's page, in a room of 500.
func BenchmarkPage(b *testing.B) {
	h, step := crowd(b)
	for name, prepare := range map[string]exercise.Command{"vote": exercise.OpenVote{Step: step.Step}, "reveal": exercise.Reveal{Step: step.Step}} {
		h.do(prepare)
		b.Run(name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				if w := h.direct("GET", "/", fmt.Sprint("p", i%500), ""); w.Code != 200 {
					b.Fatal(w.Code)
				}
			}
		})
	}
}

// BenchmarkVote is a vote through the handler and onto the disk, one at a time
// and many at once.
func BenchmarkVote(b *testing.B) {
	h, step := crowd(b)
	vote := func(b *testing.B, id string, i int) {
		body := ballotForm(step.Step, step.Norms[0], "1", string(exercise.Answers()[i%4])).Encode()
		if w := h.direct("POST", "/vote", id, body); w.Code != 200 {
			b.Error(w.Code, w.Body)
		}
	}
	b.Run("one", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			vote(b, "p1", i)
		}
	})
	b.Run("many", func(b *testing.B) {
		b.SetParallelism(100)
		b.RunParallel(func(pb *testing.PB) {
			for i := 0; pb.Next(); i++ {
				vote(b, fmt.Sprint("p", i%500), i)
			}
		})
	})
}

// BenchmarkScreen is the message to all projector pages.
func BenchmarkScreen(b *testing.B) {
	h, step := crowd(b)
	for name, prepare := range map[string]exercise.Command{"vote": exercise.OpenVote{Step: step.Step}, "reveal": exercise.Reveal{Step: step.Step}} {
		h.do(prepare)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				h.server.fragments.of = sight{}
				h.server.fragment(sight{state: h.room.View(exercise.Projector)})
			}
		})
	}
}
