package main

import (
	"fmt"
	"io"
	"sync"
)

// mostFaults is how many different faults are kept; a flood adds to their counts.
const mostFaults = 20

// faults collects what goes wrong while the console has the terminal. It holds
// no addresses and no ballots: those who report leave them out.
type faults struct {
	notices chan string // for the console, as they come; full: dropped

	mu    sync.Mutex
	order []string
	count map[string]int
	more  int
}

func newFaults() *faults {
	return &faults{notices: make(chan string, mostFaults), count: map[string]int{}}
}

// log keeps a fault for the end.
func (f *faults) log(text string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case f.count[text] > 0:
	case len(f.order) == mostFaults:
		f.more++
		return
	default:
		f.order = append(f.order, text)
	}
	f.count[text]++
}

// tell is log for what the facilitator should know at once.
func (f *faults) tell(text string) {
	f.log(text)
	f.hint(text)
}

// hint shows the facilitator what is no fault.
func (f *faults) hint(text string) {
	select {
	case f.notices <- text:
	default:
	}
}

// write says what went wrong, once the terminal is free again.
func (f *faults) write(w io.Writer) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, text := range f.order {
		times := ""
		if n := f.count[text]; n > 1 {
			times = fmt.Sprintf(" (%d times)", n)
		}
		fmt.Fprintf(w, "normwalk: %s%s\n", text, times)
	}
	if f.more > 0 {
		fmt.Fprintf(w, "normwalk: %d more faults of other kinds\n", f.more)
	}
}
