package rehearsal

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// good is a result that meets every bar.
func good() Result {
	m := Measure{Count: 10, P50: 1, P95: 2, Max: 3}
	return Result{
		Phones: 200, Terminals: 50, Cores: 2, Seconds: 20, Votes: 900, Page: 30_000,
		Join: m, Vote: m, Tally: m, Screen: m, TerminalVote: m, TerminalScreen: m,
		Memory: Memory{Most: 80}, Messages: 900, Audit: Audit{Acknowledged: 850},
	}
}

func TestTheVerdict(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Result)
		soak   time.Duration
		holds  bool
		says   string
	}{
		{"all is well", func(*Result) {}, 0, true,
			"This laptop holds 200 phones and 50 terminals: 95 of 100 votes were on disk within 2 ms (the bar is 100 ms), and of 850 acknowledged votes none was lost."},
		{"slow votes", func(r *Result) { r.Vote.P95 = 180.4 }, 0, false,
			"This laptop does not hold 200 phones and 50 terminals: votes took 180 ms, the bar is 100 ms."},
		{"one lost", func(r *Result) { r.Lost = 1 }, 0, false, "1 of the acknowledged votes were lost."},
		{"one doubled", func(r *Result) { r.Doubled = 1 }, 0, false, "1 were counted that nobody cast, or twice."},
		{"much memory", func(r *Result) { r.Memory.Most = 130 }, 0, false, "the room's process took 130 MB, the bar is 120 MB."},
		{"a tally for 250", func(r *Result) { r.Tally.P95 = 400 }, 0, false, "the full tally took 400 ms, the bar is 300 ms."},
		{"a tally for 1050", func(r *Result) { r.Phones, r.Tally.P95 = 1000, 400 }, 0, true, "holds 1000 phones"},
		{"a message a vote", func(r *Result) { r.Messages = 200 * 20 * 11 }, 0, false, "each phone was sent 11 messages a second"},
		{"killed", func(r *Result) { r.Kill, r.Kills, r.Vote.P95 = true, 6, 5000 }, 0, true,
			"also when the room is killed: after 6 kills all 850 acknowledged votes were there, none twice"},
		{"killed and lost", func(r *Result) { r.Kill, r.Lost = true, 3 }, 0, false, "3 of the acknowledged votes were lost."},
		{"flat", func(r *Result) { r.Memory.Flat = true }, 10 * time.Minute, true, "for 10m0s: memory stayed flat"},
		{"a leak", func(r *Result) { r.Memory.Early, r.Memory.Late = 60, 90 }, 10 * time.Minute, false,
			"memory did not stay flat: 60 MB early, 90 MB late."},
		{"terminals alone", func(r *Result) { r.Phones, r.Vote, r.Screen = 0, Measure{}, Measure{} }, 0, true, "This laptop holds 50 terminals"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := good()
			c.change(&r)
			r.judge(c.soak)
			if r.Holds != c.holds || !strings.Contains(r.Summary, c.says) {
				t.Errorf("holds %v: %s", r.Holds, r.Summary)
			}
		})
	}
}

func TestTheTableNamesWhatWasMissed(t *testing.T) {
	r := good()
	r.Vote.P95 = 180
	r.judge(0)
	table := r.Table()
	if !strings.Contains(table, "100 missed") || strings.Count(table, "missed") != 1 {
		t.Errorf("the table:\n%s", table)
	}
	for line := range strings.Lines(table) {
		if len([]rune(line)) > 81 {
			t.Errorf("wider than a screen: %s", line)
		}
	}
}

func TestPlansThatCannotBe(t *testing.T) {
	for says, p := range map[string]Plan{
		"nobody takes part":         {Steps: 1},
		"fewer than no":             {Phones: -1, Terminals: 3, Steps: 1},
		"a room takes 2000":         {Phones: 1500, Terminals: 501, Steps: 1},
		"at least one":              {Phones: 1},
		"at most 24h":               {Phones: 1, Steps: 1, Soak: 25 * time.Hour},
		"kill the room or let it s": {Phones: 1, Steps: 1, Soak: time.Minute, Kill: true},
	} {
		if err := p.Check(); !errors.Is(err, ErrPlan) || !strings.Contains(err.Error(), says) {
			t.Errorf("%+v: %v, want %q", p, err, says)
		}
	}
	if err := (Plan{Phones: 1500, Terminals: 500, Steps: 1}).Check(); err != nil {
		t.Error(err)
	}
}

func TestFlat(t *testing.T) {
	soak := func(votes int, mb ...int64) []Beat {
		var out []Beat
		for i, x := range mb {
			out = append(out, Beat{Votes: votes * i, Use: Use{Resident: x * 1_000_000}})
		}
		return out
	}
	for _, c := range []struct {
		name  string
		beats []Beat
		want  bool
	}{
		{"level", soak(0, 50, 60, 61, 60, 62, 61, 60, 62, 61), true},
		{"rising", soak(0, 50, 60, 65, 70, 75, 80, 85, 90, 95), false},
		{"rising with the record", soak(5000, 50, 60, 65, 70, 75, 80, 85, 90, 95), true},
		{"too short to say", soak(0, 50, 50), false},
	} {
		if _, _, ok := flat(c.beats); ok != c.want {
			t.Errorf("%s: flat is %v", c.name, ok)
		}
	}
}
