package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// Whatever is asked, the answer is orderly and no ballot is recorded for
// somebody who didn't ask for it.
func FuzzRequests(f *testing.F) {
	h := serve(f, func(_ *roomChoice, h *house) {
		h.limits = Limits{Requests: 1e9, RequestsAtOne: 1e9, Joins: 1e9, JoinsAtOne: 1e9, Wrong: 1e9, WrongAtOne: 1e9}
	})
	first := h.plan(0)
	h.do(exercise.Enter{Step: first.Step}, exercise.Join{Participant: "me"}, exercise.Join{Participant: "victim"},
		exercise.Cast{Participant: "victim", Step: first.Step, Norm: first.Norms[0], Ballot: exercise.Ballot{Answer: exercise.Helped}})
	item := exercise.Item{Step: first.Step, Norm: first.Norms[0], Round: 1}
	token := h.access.Token("me")
	good := ballotForm(first.Step, first.Norms[0], "1", "latency").Encode()
	for _, path := range []string{
		"/", "/j/abcde", "/r/" + h.access.Code, "/screen", "/screen?code=x", "/screen/" + h.access.Code, "/screen/x/events", "/screen/" + h.access.Code + "/events", "/events",
		"/join", "/vote", "/withdraw", "/propose", "/favicon.ico", h.server.assets.Style, "//", "/..", "/%2e%2e/", "*",
	} {
		f.Add("GET", path, "", token, false, "localhost")
		f.Add("POST", path, good, token, true, "127.0.0.1:80")
		f.Add("POST", path, "code="+h.access.Code+"&group=Youth", "", false, "[::1]")
	}
	f.Add("POST", "/vote", good+"&note=%00%ff", token+".", true, "x\x00")
	f.Fuzz(func(t *testing.T, method, path, body, cookie string, part bool, host string) {
		u := "http://localhost/"
		r, err := http.NewRequest(method, u, strings.NewReader(body))
		if err != nil {
			t.Skip()
		}
		if !strings.HasPrefix(path, "/") {
			path = "/" + path
		}
		if r.URL, err = r.URL.Parse("http://localhost" + path); err != nil {
			t.Skip()
		}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		if strings.HasSuffix(r.URL.Path, "/events") {
			cancel() // a stream would last
		}
		r = r.WithContext(ctx)
		r.Host, r.RemoteAddr = host, "192.0.2.1:1"
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header["Cookie"] = []string{h.server.cookie + "=" + cookie}
		if part {
			script(r)
		}
		w := httptest.NewRecorder()
		h.server.ServeHTTP(w, r)
		if w.Code >= 500 && w.Code != http.StatusServiceUnavailable || w.Code == http.StatusServiceUnavailable && ctx.Err() == nil {
			t.Fatalf("%s %q: %d %s", method, path, w.Code, w.Body)
		}
		if w.Header().Get("Content-Security-Policy") == "" {
			t.Fatal("an answer without a policy")
		}
		if b, ok := h.room.State().Ballot(item, "victim"); !ok || b != (exercise.Ballot{Answer: exercise.Helped}) {
			t.Fatalf("%s %q changed another's ballot to %+v", method, path, b)
		}
		if len(h.log) > 0 {
			t.Fatalf("%s %q failed: %v", method, path, h.log)
		}
	})
}
