package rehearsal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A phone is a participant with a browser: connections of its own, a cookie, a
// page and an event stream.
type phone struct {
	label  string
	port   int
	origin string
	client http.Client
	pipe   *http.Transport
	dice   *rand.Rand // of the goroutine that votes
	seen   *seen
	deeds  *deeds

	page atomic.Int64 // the scene that the page shows

	mu     sync.Mutex
	cookie *http.Cookie
	stop   func() // ends the stream; nil without one
}

// deeds are what all clients do together.
type deeds struct {
	life       context.Context // of streams and sessions, which last beyond what opened them
	now        func() time.Time
	code       string
	page       atomic.Int64 // bytes that a phone's page takes in all
	messages   atomic.Int64 // that came over the event streams
	reconnects atomic.Int64
}

// partHeader marks requests of the page's script.
const partHeader = "X-Normwalk-Part"

// errRefused says that the room answered, and said no: trying again is no use.
var errRefused = errors.New("the room refused")

func newPhone(label string, port int, dice *rand.Rand, d *deeds) *phone {
	pipe := &http.Transport{
		DialContext:         func(ctx context.Context, _, _ string) (net.Conn, error) { return loopback(ctx, port) },
		MaxIdleConnsPerHost: 2,
		DisableCompression:  true,
	}
	p := &phone{label: label, port: port, origin: fmt.Sprintf("http://127.0.0.1:%d", port), pipe: pipe, dice: dice, seen: newSeen(), deeds: d}
	p.client = http.Client{
		Transport:     pipe,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return p
}

func (p *phone) name() string { return p.label }
func (p *phone) sees() *seen  { return p.seen }

// id is the participant's id: the part of the token that isn't the signature.
func (p *phone) id(func(string) string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cookie == nil {
		return ""
	}
	id, _, _ := strings.Cut(p.cookie.Value, ".")
	return id
}

// send makes a request as a browser on the page would, and gives the body.
func (p *phone) send(ctx context.Context, method, path string, form url.Values, header ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	res, err := p.begin(ctx, method, path, form, header...)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close() // it was read, or is of no use
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	if res.StatusCode >= 400 && res.StatusCode < 500 {
		return nil, fmt.Errorf("%s %s: %s: %w", method, path, res.Status, errRefused)
	}
	if res.StatusCode >= 500 {
		return nil, fmt.Errorf("%s %s: %s", method, path, res.Status)
	}
	return body, nil
}

func (p *phone) begin(ctx context.Context, method, path string, form url.Values, header ...string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, p.origin+path, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Origin", p.origin)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	p.mu.Lock()
	if p.cookie != nil {
		req.AddCookie(p.cookie)
	}
	p.mu.Unlock()
	res, err := p.client.Do(req)
	if err != nil {
		return nil, err
	}
	for _, c := range res.Cookies() {
		if strings.Contains(c.Value, ".") {
			p.mu.Lock()
			p.cookie = c
			p.mu.Unlock()
		}
	}
	return res, nil
}

var (
	assets = regexp.MustCompile(`(?:href|src)="(/[^"]+\.(?:css|js)[^"]*)"`)
	number = regexp.MustCompile(`data-scene="(\d+)"`)
	ticket = regexp.MustCompile(`name="ticket" value="([^"]*)"`)
)

// look opens a page with all that belongs to it, and gives its text and the
// bytes of it all.
func (p *phone) look(ctx context.Context, path string) (text string, size int64, err error) {
	body, err := p.send(ctx, http.MethodGet, path, nil)
	if err != nil {
		return "", 0, err
	}
	size = int64(len(body))
	for _, m := range assets.FindAllSubmatch(body, -1) {
		asset, err := p.send(ctx, http.MethodGet, string(m[1]), nil)
		if err != nil {
			return "", 0, err
		}
		size += int64(len(asset))
	}
	return string(body), size, nil
}

// join gives the code, and the time from sending it until the page is there.
func (p *phone) join(ctx context.Context) (time.Duration, error) {
	page, _, err := p.look(ctx, "/j/"+p.deeds.code)
	if err != nil {
		return 0, err
	}
	form := url.Values{"code": {p.deeds.code}}
	if m := ticket.FindStringSubmatch(page); m != nil {
		form.Set("ticket", m[1])
	}
	start := p.deeds.now()
	if _, err := p.send(ctx, http.MethodPost, "/join", form); err != nil {
		return 0, err
	}
	if p.id(nil) == "" {
		return 0, fmt.Errorf("no cookie came with the page: %w", errRefused)
	}
	if err := p.load(ctx); err != nil {
		return 0, err
	}
	took := p.deeds.now().Sub(start)
	p.listen()
	return took, nil
}

// vote posts a ballot; the answer comes when it is on disk.
func (p *phone) vote(ctx context.Context, item exercise.Item, b exercise.Ballot) error {
	body, err := p.send(ctx, http.MethodPost, "/vote", url.Values{
		"step": {item.Step}, "norm": {string(item.Norm)}, "round": {strconv.Itoa(item.Round)},
		"answer": {string(b.Answer)}, "reason": {string(b.Reason)}, "delay": {string(b.Delay)}, "note": {b.Note},
	}, partHeader, "vote")
	if err != nil {
		return err
	}
	var said struct{ Recorded bool }
	if err := json.Unmarshal(body, &said); err != nil || !said.Recorded {
		return fmt.Errorf("the answer to a vote says %q: %w", body, errRefused)
	}
	return nil
}

// ballot draws one, with a note that tells it from the next.
func (p *phone) ballot() exercise.Ballot {
	return exercise.Ballot{
		Answer: exercise.Answers()[p.dice.IntN(4)],
		Note:   fmt.Sprintf("rehearsal %06x", p.dice.IntN(1<<24)),
	}
}

// load fetches the page, or the part of it that a header names.
func (p *phone) load(ctx context.Context, header ...string) error {
	body, err := p.send(ctx, http.MethodGet, "/", nil, header...)
	if err != nil {
		return err
	}
	m := number.FindSubmatch(body)
	if m == nil {
		return fmt.Errorf("the page doesn't say what it shows: %w", errRefused)
	}
	scene, err := strconv.ParseInt(string(m[1]), 10, 64)
	if err != nil {
		return err
	}
	p.page.Store(scene)
	p.seen.scene(scene, p.deeds.now())
	return nil
}

// leave drops off, as a phone does that is put away.
func (p *phone) leave() {
	p.mu.Lock()
	stop := p.stop
	p.stop = nil
	p.mu.Unlock()
	if stop != nil {
		stop()
	}
	p.pipe.CloseIdleConnections()
}

// back comes back to the same ballot.
func (p *phone) back(ctx context.Context) error {
	if err := p.load(ctx); err != nil {
		return err
	}
	p.deeds.reconnects.Add(1)
	p.listen()
	return nil
}
