package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// The pages are tried in a real browser. Without one these tests are skipped;
// NORMWALK_BROWSER=required makes them fail instead.
func TestBrowser(t *testing.T) {
	b := startBrowser(t)
	t.Run("pages", func(t *testing.T) {
		for _, c := range []struct {
			name string
			test func(*testing.T, *chrome)
		}{
			{"a vote", voting},
			{"saved only when answered", answered},
			{"a page that a vote overtakes", overtaken},
			{"chosen before the script is there", chosenEarly},
			{"reveal and second round", secondRound},
			{"what the facilitator does", facilitated},
			{"two tabs", twoTabs},
			{"the server is killed", killed},
			{"a vote while the server is away", votedWhileAway},
			{"the projector follows", projector},
			{"the projector is never scrolled", projectorFits},
			{"nothing jumps on the projector", projectorStands},
			{"typed and not sent", typedAndUnsent},
			{"quiet at the end", quietAtTheEnd},
			{"a lost connection has its place", lostHasItsPlace},
			{"all facts on the projector", allFacts},
			{"without a script", withoutScript},
			{"keyboard alone", keyboardAlone},
			{"every page fits", fits},
			{"a page is small", small},
			{"accessibility", accessibility},
			{"pictures", pictures},
		} {
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				c.test(t, b)
			})
		}
	})
}

// patience is how long a page may take for anything. Machines that run these
// tests are slow at times.
const patience = 2 * time.Minute

// A chrome is one browser for all tests; each has a profile of its own in it.
type chrome struct{ ctx context.Context }

func startBrowser(t *testing.T) *chrome {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" || testing.Short() {
		unavailable(t, "no Chromium on this machine, or -short")
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path)}
	for _, flag := range []string{
		"headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
		"disable-component-update", "disable-sync", "disable-default-apps", "disable-extensions", "disable-dev-shm-usage",
		"disable-background-timer-throttling", "disable-backgrounding-occluded-windows", "disable-renderer-backgrounding", "hide-scrollbars",
	} {
		options = append(options, chromedp.Flag(flag, true))
	}
	options = append(options, chromedp.WindowSize(1280, 720), chromedp.WSURLReadTimeout(patience))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		limited, done := context.WithTimeout(ctx, patience)
		defer done()
		if err := chromedp.Cancel(limited); err != nil {
			t.Logf("the browser ended badly: %v", err)
		}
		stop()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("%s doesn't start: %v", path, err)
	}
	return &chrome{ctx}
}

func unavailable(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("NORMWALK_BROWSER") == "required" {
		t.Fatalf("%s, and NORMWALK_BROWSER=required", why)
	}
	t.Skip(why)
}

// A size is that of a window, in CSS pixels.
type size struct {
	width, height int64
	scale         float64
	phone         bool
}

var (
	phoneSize = size{390, 844, 2, true}
	smallSize = size{320, 640, 1, true}
	wideSize  = size{1280, 720, 1, false}
)

// A page is a tab of the browser, with everything that it asked for and
// complained of.
type page struct {
	testing.TB
	ctx    context.Context
	laptop *laptop

	mu         sync.Mutex
	requests   []string
	bytes      map[string]float64 // that came, by the kind of resource
	kinds      map[network.RequestID]network.ResourceType
	complaints []string
	expected   []string // complaints with one of these in them are part of the test
}

// open is a new tab in a profile of its own: a browser that was never here.
func (b *chrome) open(t testing.TB, l *laptop, s size) *page {
	t.Helper()
	return newPage(t, b.ctx, l, s, chromedp.WithNewBrowserContext())
}

// tab is another tab of the same browser, with the same cookies.
func (p *page) tab(s size) *page {
	p.Helper()
	return newPage(p.TB, p.ctx, p.laptop, s, chromedp.WithNewWindow(true))
}

func newPage(t testing.TB, parent context.Context, l *laptop, s size, option chromedp.ContextOption) *page {
	t.Helper()
	p := &page{TB: t, laptop: l, bytes: map[string]float64{}, kinds: map[network.RequestID]network.ResourceType{}}
	ctx, _ := chromedp.NewContext(parent, option, chromedp.WithListener(p.hear))
	p.ctx = ctx
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("no new tab: %v", err)
	}
	t.Cleanup(func() {
		p.check()
		limited, done := context.WithTimeout(ctx, patience)
		defer done()
		chromedp.Cancel(limited)
	})
	send(p, network.Enable, network.EnableParams{})
	send(p, log.Enable, cdp.Empty{})
	send(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	p.resize(s)
	return p
}

// hear keeps what a tab tells of itself.
func (p *page) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
		p.kinds[e.RequestID] = e.Type
	case *network.EventLoadingFinished:
		p.bytes[string(p.kinds[e.RequestID])] += e.EncodedDataLength
	case *runtime.EventExceptionThrown:
		p.complaints = append(p.complaints, "exception: "+fmt.Sprint(e.ExceptionDetails.Text, e.ExceptionDetails.Exception))
	case *runtime.EventConsoleAPICalled:
		text, _ := json.Marshal(e.Args)
		p.complaints = append(p.complaints, fmt.Sprintf("console %s: %s", e.Type, text))
	case *log.EventEntryAdded:
		p.complaints = append(p.complaints, fmt.Sprintf("%s %s: %s %s", e.Entry.Source, e.Entry.Level, e.Entry.Text, e.Entry.URL))
	}
}

// check finds fault with requests to other machines, breaches of the pages'
// own policy (CSP), and errors of scripts.
func (p *page) check() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range p.requests {
		if u, err := url.Parse(r); err != nil || u.Scheme != "data" && u.Host != p.laptop.addr {
			p.Errorf("a page asked for %s", r)
		}
	}
	for _, c := range p.complaints {
		fine := false
		for _, x := range p.expected {
			fine = fine || strings.Contains(c, x)
		}
		if !fine {
			p.Errorf("the browser complains: %s", c)
		}
	}
}

// expect says which complaints are part of the test.
func (p *page) expect(text ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.expected = append(p.expected, text...)
}
