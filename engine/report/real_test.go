package report

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/scenarios"
)

// realWalk opens an exercise on the content that comes with the program.
func realWalk(t testing.TB, id, track string, mode exercise.Mode) *walk {
	t.Helper()
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := lib.Scenario(id)
	if err != nil {
		t.Fatal(err)
	}
	w := newWalk(t, mode)
	w.state, w.scenario, w.norms, w.pace = &exercise.State{}, s, lib.Norms(), 2*time.Second
	setup := exercise.Setup{
		Exercise: "2026-11-21-" + s.ID + "-k3vd", Title: s.Title, Mode: mode, Track: track, Minutes: 60, TLP: "GREEN", ChathamHouse: true,
	}
	ref := func(id string) exercise.Ref {
		d, _ := lib.Document(id)
		return exercise.Ref{ID: id, Hash: d.Hash}
	}
	setup.Scenario = ref(s.ID)
	for _, c := range lib.Norms().Catalogues() {
		setup.Catalogues = append(setup.Catalogues, ref(c.ID))
	}
	for _, n := range lib.Norms().All() {
		setup.Known = append(setup.Known, n.ID)
	}
	steps, _ := s.Track(track)
	setup.Plan = exercise.PlanFor(s, steps.Steps, lib.Norms(), exercise.Selection{})
	if mode == exercise.Solo {
		setup.Participant = "p0"
	} else {
		setup.Groups = exercise.StakeholderGroups()
	}
	w.must(exercise.Open{Setup: setup})
	return w
}

// vote lets everybody answer every norm at a step; groups lean to different
// sides, and the second round is a little closer together.
func (w *walk) vote(r *rand.Rand, step string, round int, people []string) {
	st, _ := w.state.Step(step)
	reasons, delays := exercise.Reasons(), exercise.Delays()
	for n, id := range st.Norms {
		for i, p := range people {
			leaning := (n + i%len(exercise.StakeholderGroups())/3 + len(step)) % 3
			answer := exercise.Verdicts()[leaning]
			if x := r.IntN(10); x < 4-round {
				answer = exercise.Answers()[r.IntN(4)]
			} else if x < 6 {
				answer = exercise.Verdicts()[n%3]
			}
			b := exercise.Ballot{Answer: answer}
			if answer == exercise.Latency {
				b.Reason, b.Delay = reasons[r.IntN(len(reasons))], delays[r.IntN(len(delays))]
			}
			if r.IntN(60) == 0 {
				b.Note = "We would have rung a colleague first, and written the request afterwards."
			}
			w.must(exercise.Cast{Participant: p, Step: step, Norm: id, Ballot: b})
		}
	}
}

// realRoom is a room with groups, two rounds, notes and a step that was skipped.
func realRoom(t testing.TB, people int) *walk {
	t.Helper()
	w := realWalk(t, "wannacry", "60-minutes", exercise.Room)
	r := rand.New(rand.NewPCG(4, 2))
	groups := exercise.StakeholderGroups()
	var ids []string
	for i := range people {
		id := fmt.Sprintf("p%02d", i)
		ids = append(ids, id)
		w.must(exercise.Join{Participant: id, Group: groups[min(i%len(groups), i%11)], Via: "browser"})
	}
	steps := w.state.Steps()
	for i, s := range steps {
		if i == len(steps)-2 {
			w.must(exercise.Skip{Step: s.ID})
			continue
		}
		w.must(exercise.Enter{Step: s.ID})
		w.vote(r, s.ID, 1, ids)
		w.must(exercise.Reveal{Step: s.ID})
		if i%3 == 0 {
			w.must(exercise.SecondRound{Step: s.ID})
			w.vote(r, s.ID, 2, ids)
			w.must(exercise.Reveal{Step: s.ID})
		}
	}
	w.must(
		exercise.AddNote{Note: exercise.Note{Kind: exercise.Unintended, Text: "A formal request wakes the lawyers, and the informal channel falls silent while they read.", Step: steps[1].ID}},
		exercise.AddNote{Note: exercise.Note{Kind: exercise.TakeAway, Text: "Whoever is to be asked has to be known before the day."}},
		exercise.AddNote{Note: exercise.Note{Kind: exercise.ParkingLot, Text: "Who pays for the night shift?"}},
		exercise.AddNote{Note: exercise.Note{Kind: exercise.FollowUp, Text: "Test the night number of the national team twice a year", Owner: "National response team", Due: "before summer", Step: steps[0].ID}},
		exercise.AddNote{Note: exercise.Note{Kind: exercise.FollowUp, Text: "Ask the ministry who may answer a request at the weekend"}},
		exercise.Propose{Step: steps[2].ID, Text: "Say within a day that a request has arrived, even if nothing can be done yet."},
		exercise.Finish{},
	)
	return w
}

func realSolo(t testing.TB) *walk {
	t.Helper()
	w := realWalk(t, "estonia", "full", exercise.Solo)
	r := rand.New(rand.NewPCG(1, 1))
	for i, s := range w.state.Steps() {
		w.must(exercise.Enter{Step: s.ID})
		w.vote(r, s.ID, 1, []string{"p0"})
		w.must(exercise.Reveal{Step: s.ID})
		if i == 2 {
			w.must(exercise.SecondRound{Step: s.ID})
			w.vote(r, s.ID, 2, []string{"p0"})
			w.must(exercise.Reveal{Step: s.ID})
		}
	}
	w.must(exercise.AddNote{Note: exercise.Note{Kind: exercise.TakeAway, Text: "Trust was there before the attack."}}, exercise.Finish{})
	return w
}

// Real content makes sound reports too. With NORMWALK_REPORTS set to a folder
// they are kept there, to be looked at.
func TestRealContent(t *testing.T) {
	for name, w := range map[string]*walk{"room": realRoom(t, 40), "solo": realSolo(t)} {
		wellFormed(t, w.report())
		inert(t, w.report())
		safeHTML(t, w.page())
		if folder := os.Getenv("NORMWALK_REPORTS"); folder != "" {
			for ext, body := range map[string]string{".md": w.report(), ".html": w.page()} {
				if err := os.WriteFile(filepath.Join(folder, name+ext), []byte(body), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// The bar is 200 ms for 50 people.
func BenchmarkReport(b *testing.B) {
	w := realRoom(b, 50)
	for _, f := range []struct {
		name  string
		write format
	}{{"html", HTML}, {"markdown", Markdown}} {
		b.Run(f.name, func(b *testing.B) {
			for b.Loop() {
				if err := f.write(io.Discard, w.state, w.scenario, w.norms); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
