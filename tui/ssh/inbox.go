package ssh

import (
	"sync"

	gossh "golang.org/x/crypto/ssh"
)

// mostWaiting is how much of what a client sent may wait to be read, in bytes.
// Nobody types or pastes as much.
const mostWaiting = 64 << 10

// inbox takes what a client sends as it comes, and keeps a little of it until
// it is read. Left to the library, two megabytes of every client would wait:
// enough for a few hundred clients to use up a laptop's memory.
type inbox struct {
	gossh.Channel
	drop func() // ends the connection of a client that sends too much

	mu      sync.Mutex
	news    sync.Cond
	waiting []byte
	err     error
}

func newInbox(ch gossh.Channel, drop func()) *inbox {
	b := &inbox{Channel: ch, drop: drop}
	b.news.L = &b.mu
	return b
}

// fill takes what comes, until nothing more does.
func (b *inbox) fill() {
	p := make([]byte, 512)
	for {
		n, err := b.Channel.Read(p)
		if !b.put(p[:n], err) {
			b.drop()
		}
		if err != nil {
			return
		}
	}
}

// put reports whether there was room for what came.
func (b *inbox) put(p []byte, err error) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.err = err
	b.news.Broadcast()
	if len(b.waiting)+len(p) > mostWaiting {
		return false
	}
	b.waiting = append(b.waiting, p...)
	return true
}

// Read waits for what was typed.
func (b *inbox) Read(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.waiting) == 0 {
		if b.err != nil {
			return 0, b.err
		}
		b.news.Wait()
	}
	n := copy(p, b.waiting)
	b.waiting = b.waiting[n:]
	if len(b.waiting) == 0 {
		b.waiting = nil
	}
	return n, nil
}

// fillAside takes what comes beside the keys. No terminal sends such a thing.
func (b *inbox) fillAside() {
	p := make([]byte, 16)
	if n, _ := b.Stderr().Read(p); n > 0 {
		b.drop()
	}
}
