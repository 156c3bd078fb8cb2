package rehearsal

import (
	"fmt"
	"strings"
	"time"
)

// A Bar is a figure beside the most that it may be.
type Bar struct {
	What     string  `json:"what"`
	Measured float64 `json:"measured"`
	Most     float64 `json:"bar"`
	Unit     string  `json:"unit"`
	Met      bool    `json:"met"`
}

// The bars, from measurements of comparable programs on a machine with two
// cores. Times hold for 95 of 100.
const (
	barJoin     = 250 // ms
	barVote     = 100 // ms
	barTally    = 300 // ms, up to 500 people
	barBigTally = 500 // ms, beyond
	barScreen   = 350 // ms
	barMemory   = 120 // MB
	barPage     = 50  // kB
	barMessages = 10  // a second on one stream
)

// judge sets the result beside the bars, and says what comes of it.
func (r *Result) judge(soak time.Duration) {
	tally := float64(barTally)
	if r.Phones+r.Terminals > 500 {
		tally = barBigTally
	}
	// What things take is no question while the room is being killed.
	if !r.Kill {
		r.bar(r.Join.Count > 0, "joining took", r.Join.P95, barJoin, "ms")
		r.bar(r.Vote.Count > 0, "votes took", r.Vote.P95, barVote, "ms")
		r.bar(r.Tally.Count > 0, "the full tally took", r.Tally.P95, tally, "ms")
		r.bar(r.Screen.Count > 0, "new pages took", r.Screen.P95, barScreen, "ms")
		r.bar(r.TerminalVote.Count > 0, "votes on terminals took", r.TerminalVote.P95, barScreen, "ms")
		r.bar(r.TerminalScreen.Count > 0, "new screens on terminals took", r.TerminalScreen.P95, barScreen, "ms")
	}
	r.bar(r.Memory.Most > 0 && soak == 0 && !r.Kill, "the room's process took", r.Memory.Most, barMemory, "MB")
	r.bar(r.Page > 0, "a phone's page takes", float64(r.Page)/1000, barPage, "kB")
	if r.Phones > 0 && r.Seconds > 0 {
		r.bar(true, "each phone was sent", float64(r.Messages)/float64(r.Phones)/r.Seconds, barMessages, "messages a second")
	}
	r.bar(true, "of the acknowledged votes were lost", float64(r.Lost), 0, "votes")
	r.bar(true, "were counted that nobody cast, or twice", float64(r.Doubled), 0, "votes")
	r.Misses = []string{}
	for _, b := range r.Bars {
		switch {
		case b.Met:
		case b.Unit == "votes":
			r.Misses = append(r.Misses, fmt.Sprintf("%.0f %s", b.Measured, b.What))
		default:
			r.Misses = append(r.Misses, fmt.Sprintf("%s %s, the bar is %s", b.What, amount(b.Measured, b.Unit), amount(b.Most, b.Unit)))
		}
	}
	if soak > 0 && !r.Memory.Flat {
		r.Misses = append(r.Misses, fmt.Sprintf("memory did not stay flat: %.0f MB early, %.0f MB late", r.Memory.Early, r.Memory.Late))
	}
	r.Holds = len(r.Misses) == 0
	r.Summary = r.words(soak)
}

func (r *Result) bar(taken bool, what string, measured, most float64, unit string) {
	if taken {
		r.Bars = append(r.Bars, Bar{what, measured, most, unit, measured <= most})
	}
}

func (r *Result) words(soak time.Duration) string {
	who := people(r.Phones, r.Terminals)
	switch {
	case !r.Holds:
		return fmt.Sprintf("This laptop does not hold %s: %s.", who, strings.Join(r.Misses, "; "))
	case r.Kill:
		return fmt.Sprintf("This laptop holds %s, also when the room is killed: after %s all %d acknowledged votes were there, none twice, and everybody came back by themselves.",
			who, counted(r.Kills, "kill"), r.Acknowledged)
	case soak > 0:
		return fmt.Sprintf("This laptop holds %s for %v: memory stayed flat (%.0f MB early, %.0f MB late, after %d votes), and no vote was lost.",
			who, soak, r.Memory.Early, r.Memory.Late, r.Votes)
	}
	where, took, most := "on disk", r.Vote.P95, float64(barVote)
	if r.Phones == 0 {
		where, took, most = "recorded and on the screen", r.TerminalVote.P95, barScreen
	}
	return fmt.Sprintf("This laptop holds %s: 95 of 100 votes were %s within %s (the bar is %s), and of %d acknowledged votes none was lost.",
		who, where, amount(took, "ms"), amount(most, "ms"), r.Acknowledged)
}

// amount is a number as a person reads it.
func amount(n float64, unit string) string { return figure(n) + " " + unit }

func figure(n float64) string {
	if n < 10 && n != float64(int(n)) {
		return fmt.Sprintf("%.1f", n)
	}
	return fmt.Sprintf("%.0f", n)
}

// Table is the figures in columns, for a screen of 80.
func (r *Result) Table() string {
	var b strings.Builder
	line := func(what, p50, p95, most, bar string) {
		b.WriteString(strings.TrimRight(fmt.Sprintf("  %-32s %9s %9s %9s  %s", what, p50, p95, most, bar), " ") + "\n")
	}
	bars := map[string]Bar{}
	for _, x := range r.Bars {
		bars[x.What] = x
	}
	mark := func(what string) string {
		x, ok := bars[what]
		switch {
		case !ok:
			return ""
		case x.Met:
			return figure(x.Most)
		}
		return figure(x.Most) + " missed"
	}
	line("milliseconds", "half", "95 %", "longest", "bar (95 %)")
	times := func(what, key string, m Measure) {
		if m.Count > 0 {
			line(what, figure(m.P50), figure(m.P95), figure(m.Max), mark(key))
		}
	}
	times("join, until the page is there", "joining took", r.Join)
	times("vote, until it is on disk", "votes took", r.Vote)
	times("tally, at the facilitator", "the full tally took", r.Tally)
	times("next page, on a phone", "new pages took", r.Screen)
	times("join, on a terminal", "", r.TerminalJoin)
	times("vote, until a terminal shows it", "votes on terminals took", r.TerminalVote)
	times("next screen, on a terminal", "new screens on terminals took", r.TerminalScreen)
	times("back after a kill", "", r.Return)
	b.WriteString("\n")
	single := func(what, value, key string) { line(what, "", "", value, mark(key)) }
	if r.Memory.Most > 0 {
		single("memory of the room, MB", figure(r.Memory.Most), "the room's process took")
		single("  before anybody came, MB", figure(r.Memory.Idle), "")
	}
	if r.Page > 0 {
		single("a phone's page in all, kB", figure(float64(r.Page)/1000), "a phone's page takes")
	}
	single("votes acknowledged", fmt.Sprint(r.Votes), "")
	if r.Phones > 0 {
		single("messages to phones, per vote", fmt.Sprintf("%.2f", r.MessagesPerVote), "")
	}
	single("connections made again", fmt.Sprint(r.Reconnects), "")
	single("votes lost", fmt.Sprint(r.Lost), "of the acknowledged votes were lost")
	single("votes counted twice", fmt.Sprint(r.Doubled), "were counted that nobody cast, or twice")
	return b.String()
}
