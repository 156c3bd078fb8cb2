package web

import (
	"bytes"
	"fmt"
	"net/http"
)

// partHeader marks requests of the page's own script. A page elsewhere can't set
// it without being asked about first.
const partHeader = "X-Normwalk-Part"

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.home)
	mux.HandleFunc("GET /j/{code}", s.joinPage)
	mux.HandleFunc("GET /r/{code}", s.joinPage)
	mux.HandleFunc("POST /join", s.join)
	mux.HandleFunc("POST /vote", s.vote)
	mux.HandleFunc("POST /withdraw", s.withdraw)
	mux.HandleFunc("POST /propose", s.propose)
	mux.HandleFunc("GET /events", s.events)
	mux.HandleFunc("GET /{code}", s.stray)
	mux.HandleFunc("/", s.nowhere)
	mux.HandleFunc("GET /screen", s.askScreen)
	mux.HandleFunc("GET /screen/{code}", s.screen)
	mux.HandleFunc("GET /screen/{code}/events", s.screenEvents)
	for path := range s.assets.content {
		mux.HandleFunc("GET "+path, s.assets.serve)
	}
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=86400")
		w.WriteHeader(http.StatusNoContent)
	})
	return mux
}

// render answers with a page. It is made before anything is sent, so that no
// page is cut off in the middle.
func (s *Server) render(w http.ResponseWriter, status int, name string, data any) {
	b, ok := s.sheets.Get().(*bytes.Buffer)
	if !ok {
		b = new(bytes.Buffer)
	}
	b.Reset()
	defer s.sheets.Put(b)
	if err := s.assets.pages.ExecuteTemplate(b, name, data); err != nil {
		s.Log(fmt.Sprintf("the page %q can't be made", name)) // the error may quote what stands on it
		refuse(w, http.StatusInternalServerError, "The page can't be shown. What was recorded is safe.")
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", fmt.Sprint(b.Len()))
	w.WriteHeader(status)
	w.Write(b.Bytes()) //nolint:errcheck // the reader has gone
}
