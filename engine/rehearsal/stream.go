package rehearsal

import (
	"bufio"
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// listen opens the event stream and keeps it, whatever happens to the room,
// until the phone leaves.
func (p *phone) listen() {
	ctx, cancel := context.WithCancel(p.deeds.life)
	var done sync.WaitGroup
	p.mu.Lock()
	p.stop = func() { cancel(); done.Wait() }
	p.mu.Unlock()
	done.Go(func() {
		scenes := make(chan int64, 1)
		done.Go(func() { p.follow(ctx, scenes) })
		defer close(scenes)
		for first := true; ctx.Err() == nil; first = false {
			if !first {
				p.deeds.reconnects.Add(1)
			}
			_ = p.read(ctx, scenes) // however it ended, it is opened again
			p.seen.connected(false, p.deeds.now())
			pause(ctx, retry())
		}
	})
}

// read takes messages from one stream until it ends.
func (p *phone) read(ctx context.Context, scenes chan int64) error {
	res, err := p.begin(ctx, http.MethodGet, "/events", nil, "Accept", "text/event-stream")
	if err != nil {
		return err
	}
	defer res.Body.Close() // it has ended, or is given up
	if res.StatusCode != http.StatusOK {
		return errors.New(res.Status)
	}
	p.seen.connected(true, p.deeds.now())
	lines := bufio.NewScanner(res.Body)
	for lines.Scan() {
		data, ok := strings.CutPrefix(lines.Text(), "data:")
		if !ok {
			continue
		}
		p.deeds.messages.Add(1)
		if scene, err := strconv.ParseInt(strings.TrimSpace(data), 10, 64); err == nil {
			select { // the newest is enough
			case <-scenes:
			default:
			}
			scenes <- scene
		}
	}
	return lines.Err()
}

// follow fetches the page anew at each change.
func (p *phone) follow(ctx context.Context, scenes <-chan int64) {
	for scene := range scenes {
		for ctx.Err() == nil && p.page.Load() < scene {
			if p.load(ctx, partHeader, "main") != nil {
				pause(ctx, retry())
			}
		}
	}
}

// retry is how long to wait before another attempt: not the same for everybody.
func retry() time.Duration {
	return 50*time.Millisecond + rand.N(200*time.Millisecond)
}

// pause waits, unless ctx ends first.
func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}
