package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/rehearsal"
	"github.com/normwalk/normwalk/engine/room"
)

// A roomProcess is the rehearsal's room: this program again, in a process of
// its own, which ends when its input does, so that it never stays behind.
type roomProcess struct {
	app       *app
	folder    string
	scenario  string
	terminals bool
	doors     *rehearsal.Doors // since the first start

	mu      sync.Mutex
	current *roomRun
}

// A roomRun is one run of the process.
type roomRun struct {
	cmd     *exec.Cmd
	trouble bytes.Buffer // what it said on stderr; to be read after ended
	ended   chan struct{}

	mu      sync.Mutex
	in      io.WriteCloser
	number  int
	waiting map[int]chan rehearsal.Answer
}

func (p *roomProcess) journal() string { return filepath.Join(p.folder, "rehearsal.db") }

// Start begins the process.
func (p *roomProcess) Start(ctx context.Context) (rehearsal.Doors, error) {
	program, err := os.Executable()
	if err != nil {
		return rehearsal.Doors{}, fmt.Errorf("find this program: %w", err)
	}
	args := []string{"--db", p.journal(), "rehearsal-room", "--scenario", p.scenario}
	if p.app.content != "" {
		args = append(args, "--content", p.app.content)
	}
	var again rehearsal.Doors
	if p.doors != nil {
		again = *p.doors
		args = append(args, "--exercise", again.Exercise)
	}
	args = append(args, "--web", strconv.Itoa(again.Web))
	if p.terminals {
		args = append(args, "--ssh", strconv.Itoa(again.SSH))
	}
	run := &roomRun{cmd: exec.Command(program, args...), ended: make(chan struct{}), waiting: map[int]chan rehearsal.Answer{}}
	run.cmd.Stderr = &run.trouble
	if run.in, err = run.cmd.StdinPipe(); err != nil {
		return rehearsal.Doors{}, err
	}
	out, err := run.cmd.StdoutPipe()
	if err != nil {
		return rehearsal.Doors{}, err
	}
	if err := run.cmd.Start(); err != nil {
		return rehearsal.Doors{}, fmt.Errorf("start the room: %w", err)
	}
	first := run.expect(0)
	go run.read(out)
	p.mu.Lock()
	p.current = run
	p.mu.Unlock()
	a, err := run.await(ctx, first)
	if err != nil {
		return rehearsal.Doors{}, err
	}
	p.doors = a.Doors
	return *a.Doors, nil
}

func (r *roomRun) expect(number int) chan rehearsal.Answer {
	c := make(chan rehearsal.Answer, 1)
	r.waiting[number] = c
	return c
}

// read hands answers to those who wait for them, until the process ends.
func (r *roomRun) read(out io.Reader) {
	for d := json.NewDecoder(out); ; {
		var a rehearsal.Answer
		if err := d.Decode(&a); err != nil {
			break
		}
		r.mu.Lock()
		c := r.waiting[a.Number]
		delete(r.waiting, a.Number)
		r.mu.Unlock()
		if c != nil {
			c <- a
		}
	}
	_ = r.cmd.Wait() // how it ended is in the process state
	close(r.ended)
}

func (r *roomRun) await(ctx context.Context, c chan rehearsal.Answer) (rehearsal.Answer, error) {
	select {
	case a := <-c:
		if a.Error != "" {
			return a, errors.New(a.Error)
		}
		return a, nil
	case <-r.ended:
		why := strings.TrimSpace(r.trouble.String())
		if why == "" {
			why = r.cmd.ProcessState.String()
		}
		return rehearsal.Answer{}, fmt.Errorf("the room's process ended: %s", why)
	case <-ctx.Done():
		return rehearsal.Answer{}, ctx.Err()
	}
}

// Ask sends one line, and waits for the line that answers it.
func (p *roomProcess) Ask(ctx context.Context, q rehearsal.Question) (rehearsal.Answer, error) {
	p.mu.Lock()
	r := p.current
	p.mu.Unlock()
	r.mu.Lock()
	r.number++
	q.Number = r.number
	c := r.expect(q.Number)
	err := json.NewEncoder(r.in).Encode(q)
	r.mu.Unlock()
	if err != nil {
		return rehearsal.Answer{}, fmt.Errorf("ask the room: %w", err)
	}
	return r.await(ctx, c)
}

// Kill ends the process without warning.
func (p *roomProcess) Kill() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.current.cmd.Process.Kill(); err != nil {
		return err
	}
	<-p.current.ended
	return nil
}

// end lets the process finish in order, and kills it if it doesn't.
func (p *roomProcess) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.current == nil {
		return
	}
	p.current.in.Close() // it may have ended
	select {
	case <-p.current.ended:
	case <-time.After(roomEnds):
		_ = p.current.cmd.Process.Kill() // the last resort
		<-p.current.ended
	}
}

// Past reads the exercise from the journal.
func (p *roomProcess) Past(ctx context.Context) (past *room.Past, alias func(string) string, err error) {
	p.end()
	store, err := journal.Open(ctx, p.journal(), journal.Options{})
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	h := &room.Host{Journal: store, Now: p.app.Now, Random: p.app.Random}
	access, err := h.Access(ctx, p.doors.Exercise)
	if err != nil {
		return nil, nil, err
	}
	past, err = h.Read(ctx, p.doors.Exercise)
	return past, access.Alias, err
}
