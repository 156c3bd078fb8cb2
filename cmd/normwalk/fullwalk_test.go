package main

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/scenarios"
)

// A script is a file of answers, with what it should leave on record.
type script struct {
	lines   strings.Builder
	dice    *rand.Rand
	setup   exercise.Setup
	ballots map[exercise.Item]exercise.Ballot
	hands   map[exercise.Item][]exercise.HandCount
	asked   map[norm.ID]exercise.Tally // over all steps, the latest round
}

// writeScript answers every question of a plan, in the order of the player.
func writeScript(seed uint64, setup exercise.Setup) *script {
	s := &script{
		dice: rand.New(rand.NewPCG(seed, 1)), setup: setup,
		ballots: map[exercise.Item]exercise.Ballot{}, hands: map[exercise.Item][]exercise.HandCount{},
		asked: map[norm.ID]exercise.Tally{},
	}
	s.line("")
	for i, p := range setup.Plan {
		latest := map[norm.ID]exercise.Tally{}
		rounds := 1 + s.dice.IntN(2)
		for round := 1; round <= rounds; round++ {
			for _, n := range p.Norms {
				if t := s.ask(exercise.Item{Step: p.Step, Norm: n, Round: round}); t.Answered() > 0 {
					latest[n] = t
				}
			}
			if s.dice.IntN(4) == 0 {
				s.line("n takeaway note %d of the walk", i)
			}
			s.line("") // reveal
			if round < rounds {
				s.line("again")
			}
		}
		for n, t := range latest {
			s.asked[n] = s.asked[n].Plus(t)
		}
		s.line("") // on
	}
	s.line("finish")
	return s
}

func (s *script) line(format string, args ...any) { fmt.Fprintf(&s.lines, format+"\n", args...) }

// additions draws a reason, a delay and a comment, each or none.
func (s *script) additions() (r exercise.Reason, d exercise.Delay, note, text string) {
	if s.dice.IntN(3) == 0 {
		r = exercise.Reasons()[s.dice.IntN(len(exercise.Reasons()))]
		text += " " + string(r)
	}
	if s.dice.IntN(3) == 0 {
		d = exercise.Delays()[s.dice.IntN(len(exercise.Delays()))]
		text += " " + string(d)
	}
	if s.dice.IntN(3) == 0 {
		note = fmt.Sprintf("comment %d, of “ours” & *theirs*", s.dice.IntN(1000))
		text += " # " + note
	}
	return r, d, note, text
}

func (s *script) ask(item exercise.Item) exercise.Tally {
	if s.setup.Mode == exercise.Solo {
		pick := s.dice.IntN(5)
		if pick == 4 {
			s.line("") // not asked
			return exercise.Tally{}
		}
		b := exercise.Ballot{Answer: exercise.Answers()[pick]}
		text := ""
		b.Reason, b.Delay, b.Note, text = s.additions()
		s.line("%s%s", strings.ToLower(b.Answer.Letter()), text)
		s.ballots[item] = b
		return exercise.Tally{}.With(b.Answer, 1)
	}
	var total exercise.Tally
	for _, g := range append(slices.Clone(s.setup.Groups), "") {
		t := exercise.Tally{Helped: s.dice.IntN(9), Latency: s.dice.IntN(9), Irrelevant: s.dice.IntN(9), Abstained: s.dice.IntN(3)}
		if s.dice.IntN(5) == 0 || t.Answered() == 0 {
			s.line("")
			continue
		}
		h := exercise.HandCount{Group: g, Tally: t}
		text := ""
		h.Reason, h.Delay, h.Note, text = s.additions()
		s.line("%d %d %d %d%s", t.Helped, t.Latency, t.Irrelevant, t.Abstained, text)
		s.hands[item] = append(s.hands[item], h)
		total = total.Plus(t)
	}
	return total
}

// Every incident can be walked from its first step to its hot wash, alone and
// with a room, and what was answered is what the journal, "exercise show" and
// the report have.
func TestWholeWalks(t *testing.T) {
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, sc := range lib.Scenarios() {
		for _, mode := range []exercise.Mode{exercise.Solo, exercise.Hands} {
			t.Run(sc.ID+" "+string(mode), func(t *testing.T) {
				t.Parallel()
				full, _ := sc.Track("full")
				setup := exercise.Setup{Mode: mode, Plan: exercise.PlanFor(sc, full.Steps, lib.Norms(), exercise.Selection{})}
				args := []string{"walk", sc.ID, "--track", "full", "--mode", string(mode), "--plain"}
				if mode == exercise.Hands {
					setup.Groups = []string{"Technical community", "Policy"}
					args = append(args, "--groups", "two", "--people", "40")
				}
				s := writeScript(uint64(i), setup)
				m := newMachine(t)
				r := m.run(s.lines.String(), args...)
				if r.code != 0 || r.trouble != "" {
					t.Fatalf("exit code %d: %s", r.code, r.trouble)
				}
				id, _, _ := strings.Cut(sc.ID, "-")
				past := m.past(id)
				if past.State.Phase() != exercise.Ended {
					t.Errorf("it is %s", past.State.Phase())
				}
				s.compare(t, past.State)
				s.shown(t, m.must("", "exercise", "show", id))
				s.reported(t, lib, m.must("", "report", id))
				if acks, want := strings.Count(r.out, "\nRecorded. 13("), s.answers(); acks != want {
					t.Errorf("%d answers were acknowledged, %d given", acks, want)
				}
			})
		}
	}
}

func (s *script) answers() int {
	n := len(s.ballots)
	for _, h := range s.hands {
		n += len(h)
	}
	return n
}

// compare checks the state that the journal leads to.
func (s *script) compare(t *testing.T, state *exercise.State) {
	t.Helper()
	ballots, hands := map[exercise.Item]exercise.Ballot{}, map[exercise.Item][]exercise.HandCount{}
	for _, st := range state.Steps() {
		if st.Phase != exercise.Discussing {
			t.Errorf("step %s is %s", st.ID, st.Phase)
		}
		for _, n := range st.Norms {
			for round := 1; round <= 2; round++ {
				item := exercise.Item{Step: st.ID, Norm: n, Round: round}
				votes := state.Votes(item)
				for _, b := range votes.Ballots {
					ballots[item] = b.Ballot
				}
				if len(votes.Hands) > 0 {
					hands[item] = votes.Hands
				}
			}
		}
	}
	for _, hs := range s.hands { // the state has the groups in order
		slices.SortFunc(hs, func(a, b exercise.HandCount) int {
			if (a.Group == "") != (b.Group == "") {
				return strings.Compare(b.Group, a.Group)
			}
			return strings.Compare(a.Group, b.Group)
		})
	}
	if d := cmp.Diff(s.ballots, ballots); d != "" {
		t.Errorf("ballots (-answered +recorded):\n%s", d)
	}
	if d := cmp.Diff(s.hands, hands); d != "" {
		t.Errorf("hands (-answered +recorded):\n%s", d)
	}
}

// shown checks that each answer is read out with what was added to it.
func (s *script) shown(t *testing.T, show string) {
	t.Helper()
	show = unwrap(show)
	have := map[string]int{}
	expect := func(text string) { have[text]++ }
	for _, b := range s.ballots {
		if b.Note != "" {
			expect("“" + b.Note + "”")
		}
	}
	for _, hs := range s.hands {
		var total exercise.Tally
		for _, h := range hs {
			total = total.Plus(h.Tally)
			if h.Note != "" {
				expect("“" + h.Note + "”")
			}
		}
		expect(fmt.Sprintf("%d helped, %d added latency, %d irrelevant, %d abstained", total.Helped, total.Latency, total.Irrelevant, total.Abstained))
	}
	for text, n := range have {
		if got := strings.Count(show, text); got < n {
			t.Errorf("exercise show has %q %d times, want %d", text, got, n)
		}
	}
	for _, a := range exercise.Answers() {
		want := 0
		for _, b := range s.ballots {
			if b.Answer == a {
				want++
			}
		}
		got := len(regexp.MustCompile(`(?m)^13\(.\) .*: (second vote, )?`+a.Label()+`[.;]`).FindAllString(show, -1))
		if s.setup.Mode == exercise.Solo && got != want {
			t.Errorf("exercise show has %d times %s, want %d", got, a.Label(), want)
		}
	}
}

// reported checks the sums of each norm.
func (s *script) reported(t *testing.T, lib *library.Library, report string) {
	t.Helper()
	for id, total := range s.asked {
		n, ok := lib.Norms().Get(id)
		if !ok {
			t.Fatal(id)
		}
		// A norm that is younger than some of the steps has two rows: what it did,
		// and what it would have done.
		row := regexp.MustCompile(`(?m)^\| ` + regexp.QuoteMeta(n.Reference) +
			` [^|]*\| \d+ \| (\d+)(?: \(\d+%\))? \| (\d+)(?: \(\d+%\))? \| (\d+)(?: \(\d+%\))? \| (\d+) \|(?: [^|]* \|)?$`)
		var sum exercise.Tally
		for _, m := range row.FindAllStringSubmatch(report, -1) {
			for i, a := range exercise.Answers() {
				count, err := strconv.Atoi(m[i+1])
				if err != nil {
					t.Fatal(err)
				}
				sum = sum.With(a, sum.Of(a)+count)
			}
		}
		if sum != total {
			t.Errorf("the report's rows for %s come to %+v, want %+v", n.Reference, sum, total)
		}
	}
}
