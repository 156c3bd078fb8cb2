package rehearsal

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// A Result is what a rehearsal came to. Times are in milliseconds; a Measure
// with count 0 was not taken.
type Result struct {
	Holds   bool     `json:"holds"`
	Summary string   `json:"summary"` // the same in words
	Misses  []string `json:"misses"`  // what was not as it should be

	Phones    int  `json:"phones"`
	Terminals int  `json:"terminals"`
	Steps     int  `json:"steps"`
	Kill      bool `json:"kill"`
	Kills     int  `json:"kills"`
	Cores     int  `json:"cores"`

	Join           Measure `json:"join"`            // from a phone's giving the code until the page is there
	Vote           Measure `json:"vote"`            // from a phone's sending a vote until it is known to be on disk
	Tally          Measure `json:"tally"`           // from the last vote until the facilitator sees all
	Screen         Measure `json:"screen"`          // from the facilitator's going on until a phone has the page
	TerminalJoin   Measure `json:"terminal_join"`   // from a terminal's connecting until it shows the room
	TerminalVote   Measure `json:"terminal_vote"`   // from the key until a terminal shows that the vote is recorded
	TerminalScreen Measure `json:"terminal_screen"` // from the facilitator's going on until a terminal shows it
	Return         Measure `json:"return"`          // from a kill until a participant is connected again

	Memory Memory `json:"memory"` // of the room's process
	Page   int64  `json:"page_bytes"`

	// CPU seconds of the room's process, and how long it all took.
	CPU     float64 `json:"cpu_s"`
	Seconds float64 `json:"seconds"`

	Votes           int     `json:"votes"` // acknowledged, changes included
	Messages        int64   `json:"messages"`
	MessagesPerVote float64 `json:"messages_per_vote"`
	Reconnects      int64   `json:"reconnects"`
	Audit
	Bars []Bar  `json:"bars"`
	Soak []Beat `json:"soak,omitempty"`
}

// finish ends the exercise, audits, and sums up.
func (r *rehearsal) finish(ctx context.Context) (Result, error) {
	end := r.now()
	r.beats.look(ctx, r)
	if _, err := r.stage.Ask(ctx, Question{Deed: Finish}); err != nil {
		return Result{}, fmt.Errorf("finishing: %w", err)
	}
	a, err := r.stage.Ask(ctx, Question{Deed: Ballots})
	if err != nil {
		return Result{}, fmt.Errorf("asking the room for its ballots: %w", err)
	}
	for _, c := range r.crowd {
		c.leave()
	}
	past, alias, err := r.stage.Past(ctx)
	if err != nil {
		return Result{}, fmt.Errorf("reading the journal back: %w", err)
	}
	ids := map[string]string{}
	for _, c := range r.crowd {
		ids[c.name()] = c.id(alias)
	}
	id := func(name string) string { return ids[name] }
	journal := Counting(past.State)
	audit := r.ledger.audit("in the room", a.Ballots, id).plus(r.ledger.audit("in the journal", journal, id))
	if n := total(past); n != len(journal) {
		audit.fault(&audit.Doubled, "in the journal: %d ballots count as %d votes", len(journal), n)
	}
	return r.sumUp(end, audit), nil
}

// Counting lists all ballots that count.
func Counting(s *exercise.State) []exercise.Cast {
	var out []exercise.Cast
	each(s, func(v exercise.Votes) { out = append(out, v.Ballots...) })
	return out
}

func total(p *room.Past) int {
	n := 0
	each(p.State, func(v exercise.Votes) { n += v.Total.Answered() })
	return n
}

func each(s *exercise.State, do func(exercise.Votes)) {
	for _, st := range s.Steps() {
		for _, n := range st.Norms {
			for round := 1; round <= 2; round++ {
				do(s.Votes(exercise.Item{Step: st.ID, Norm: n, Round: round}))
			}
		}
	}
}

func (r *rehearsal) sumUp(end time.Time, audit Audit) Result {
	all := r.beats.list()
	out := Result{
		Phones: r.Phones, Terminals: r.Terminals, Steps: r.Steps, Kill: r.Kill, Kills: r.killed, Cores: runtime.NumCPU(),
		Join: r.joins.measure(), Vote: r.votes.measure(), Tally: r.tallies.measure(),
		Screen: r.screens.measure(), Return: r.returns.measure(),
		TerminalJoin: r.terminals.joins.measure(), TerminalVote: r.terminals.votes.measure(), TerminalScreen: r.terminals.screens.measure(),
		Memory: memory(all), Page: r.deeds.page.Load(), Seconds: end.Sub(r.begun).Seconds(),
		Votes: int(r.acknowledged.Load()), Messages: r.deeds.messages.Load(), Reconnects: r.deeds.reconnects.Load(), Audit: audit,
	}
	if out.Votes > 0 {
		out.MessagesPerVote = float64(out.Messages) / float64(out.Votes)
	}
	if len(all) > 0 {
		out.CPU = all[len(all)-1].CPU.Seconds()
	}
	if r.Soak > 0 {
		out.Soak = r.soaked
		m := &out.Memory
		m.Early, m.Late, m.Flat = flat(r.soaked)
	}
	out.judge(r.Soak)
	return out
}
