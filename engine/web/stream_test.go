package web

import (
	"bufio"
	"context"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

type roomChoice = room.Choice

// stdUnescape is a page's text with plain spaces.
func stdUnescape(s string) string {
	return strings.ReplaceAll(html.UnescapeString(s), "\u00a0", " ")
}

// A reader follows an event stream.
type reader struct {
	h      *house
	status int
	events chan [2]string // name and data; closed at the end
	close  func()
}

func (h *house) stream(p *phone, path string) *reader {
	h.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, "GET", h.http.URL+path, nil)
	if err != nil {
		h.Fatal(err)
	}
	client := *p.Client
	client.Timeout = 0
	res, err := client.Do(req)
	if err != nil {
		h.Fatal(err)
	}
	s := &reader{h: h, status: res.StatusCode, events: make(chan [2]string, 1000)}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		defer close(s.events)
		var e [2]string
		lines := bufio.NewScanner(res.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			name, data, _ := strings.Cut(lines.Text(), ": ")
			switch {
			case name == "event":
				e[0] = data
			case name == "data":
				e[1] += data + "\n"
			case lines.Text() == ":":
				s.events <- [2]string{"beat"}
			case lines.Text() == "" && e[0] != "":
				s.events <- e
				e = [2]string{}
			}
		}
	}()
	s.close = func() { cancel(); res.Body.Close(); <-ended }
	return s
}

// next is the data of the next event with the name.
func (s *reader) next(name string) string {
	s.h.Helper()
	return s.until(name, "")
}

func (s *reader) until(name, part string) string {
	s.h.Helper()
	late := time.After(patience)
	for {
		select {
		case e, ok := <-s.events:
			if !ok {
				s.h.Fatalf("the stream ended before %s %q", name, part)
			}
			if e[0] == name && strings.Contains(e[1], part) {
				return strings.TrimSpace(e[1])
			}
		case <-late:
			s.h.Fatalf("no %s %q", name, part)
		}
	}
}

// one is the next event, whatever it is.
func (s *reader) one() (name, data string) {
	s.h.Helper()
	select {
	case e, ok := <-s.events:
		if !ok {
			s.h.Fatal("the stream ended")
		}
		return e[0], strings.TrimSpace(e[1])
	case <-time.After(patience):
		s.h.Fatal("nothing more comes")
	}
	return "", ""
}

func TestStreamTellsOfScenesNotOfVotes(t *testing.T) {
	h := serve(t, func(_ *room.Choice, h *house) { h.limits.Heartbeat = 50 * time.Millisecond })
	first := h.plan(0)
	p, q := h.phone(), h.phone()
	p.join("")
	q.join("")
	s := h.stream(p, "/events")
	defer s.close()
	before := s.next("scene")
	if !h.room.IsConnected(p.id()) || h.room.Connected() != 1 {
		t.Errorf("%d are here", h.room.Connected())
	}
	h.do(exercise.Enter{Step: first.Step})
	if after := s.next("scene"); after == before {
		t.Errorf("another step has the same scene %s", after)
	}
	for range 10 {
		q.vote(first.Norms[0], "helped")
		q.vote(first.Norms[0], "latency")
	}
	h.do(exercise.Pause{})
	paused := fmt.Sprint(h.room.State().Scene())
	if scene := s.next("scene"); scene != paused {
		t.Errorf("the votes send scene %s; %s is the next", scene, paused)
	}
	for beats := 0; beats < 5; { // longer than states are held back
		switch name, data := s.one(); name {
		case "beat":
			beats++
		case "scene":
			t.Errorf("one change, two messages: %s", data)
		}
	}
	s.close()
	eventually(t, "who has left is gone", func() bool { return h.room.Connected() == 0 })
}

func TestVotesSendNothingToOthers(t *testing.T) {
	h := serve(t)
	first := h.plan(0)
	h.do(exercise.Enter{Step: first.Step})
	p, q := h.phone(), h.phone()
	p.join("")
	q.join("")
	s := h.stream(p, "/events")
	defer s.close()
	s.next("scene")
	for range 20 {
		q.vote(first.Norms[0], "helped")
		q.vote(first.Norms[0], "latency")
	}
	h.do(exercise.Pause{}) // of which the very next message tells
	if name, data := s.one(); name != "scene" || data != fmt.Sprint(h.room.State().Scene()) {
		t.Errorf("a message for votes of others: %s %s", name, data)
	}
}

func TestStreamsAreCounted(t *testing.T) {
	h := serve(t, func(_ *room.Choice, h *house) { h.limits = Limits{StreamsPerPerson: 2, Streams: 3, Screens: 1} })
	p, q, r := h.phone(), h.phone(), h.phone()
	for _, x := range []*phone{p, q, r} {
		x.join("")
	}
	var open []*reader
	defer func() {
		for _, s := range open {
			s.close()
		}
	}()
	for i, c := range []struct {
		who  *phone
		path string
		want int
	}{
		{p, "/events", 200}, {p, "/events", 200}, {p, "/events", 503}, {q, "/events", 200}, {r, "/events", 503},
		{p, "/screen/" + h.access.Code + "/events", 200}, {q, "/screen/" + h.access.Code + "/events", 503},
		{h.phone(), "/events", 401},
	} {
		s := h.stream(c.who, c.path)
		open = append(open, s)
		if s.status != c.want {
			t.Errorf("stream %d: %d, want %d", i, s.status, c.want)
		}
	}
	open[0].close()
	eventually(t, "the place of a stream that ended is free again", func() bool {
		s := h.stream(p, "/events")
		open = append(open, s)
		return s.status == 200
	})
}

// Somebody who stops reading is dropped, and holds up nobody before that.
func TestSlowReaderIsDropped(t *testing.T) {
	h := serve(t, func(_ *room.Choice, h *house) { h.limits.StreamWrite = 200 * time.Millisecond })
	first := h.plan(0)
	h.do(exercise.Enter{Step: first.Step})
	conn, err := net.Dial("tcp", h.http.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.(*net.TCPConn).SetReadBuffer(1); err != nil {
		t.Fatal(err)
	}
	io.WriteString(conn, "GET /screen/"+h.access.Code+"/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
	eventually(t, "the stream opens", func() bool { return h.openScreens() > 0 })
	// Fill what the machine buffers: the state is set again and again.
	deadline := time.Now().Add(patience)
	for h.openScreens() > 0 {
		if time.Now().After(deadline) {
			t.Fatal("who doesn't read is not dropped")
		}
		h.do(exercise.Pause{}, exercise.Continue{})
		for range 50 {
			h.server.screens.set(h.room.View(exercise.Projector).For(exercise.Projector))
			time.Sleep(100 * time.Microsecond)
		}
	}
	p := h.phone()
	p.join("").has(t, "Step 1 of")
}

func (h *house) openScreens() int {
	h.server.streams.mu.Lock()
	defer h.server.streams.mu.Unlock()
	return h.server.streams.screens
}

// Close ends the streams, so that Shutdown does.
func TestShutdownEnds(t *testing.T) {
	h := serve(t)
	p := h.phone()
	p.join("")
	s, screen := h.stream(p, "/events"), h.stream(p, "/screen/"+h.access.Code+"/events")
	defer s.close()
	defer screen.close()
	s.next("scene")
	h.server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := h.http.Config.Shutdown(ctx); err != nil {
		t.Errorf("the server doesn't shut down: %v", err)
	}
	for range s.events {
	}
	for range screen.events {
	}
}

func TestClosedRoomEndsStreams(t *testing.T) {
	h := serve(t)
	p := h.phone()
	p.join("")
	s := h.stream(p, "/events")
	defer s.close()
	h.room.Close()
	for range s.events {
	}
	if a := p.send("POST", "/propose", map[string][]string{"step": {""}, "text": {"x"}}); a.status != http.StatusServiceUnavailable {
		t.Errorf("a closed room answers %d", a.status)
	}
}
