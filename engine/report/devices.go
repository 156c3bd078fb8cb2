package report

import (
	"maps"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
)

// devices says how many joined a live room, by which channel; empty where
// nobody could join.
func (r *report) devices() text {
	all := r.state.Participants()
	if r.setup.Mode != exercise.Room || len(all) == 0 {
		return ""
	}
	by, removed, away := map[string]int{}, 0, 0
	for _, p := range all {
		by[p.Via]++
		if p.Removed {
			removed++
		}
		if p.Away {
			away++
		}
	}
	var parts []text
	for _, via := range slices.Sorted(maps.Keys(by)) {
		name := plain(via)
		if via == "" {
			name = "channel not known"
		}
		parts = append(parts, textf("%s %d", name, by[via]))
	}
	out := textf("%d (%s)", len(all), join(parts, ", "))
	if removed > 0 {
		out += textf("; %d of them removed by the facilitator: their ballots count where the step was revealed before", removed)
	}
	if away > 0 {
		out += textf("; %d of them not there any more at the end", away)
	}
	return out
}

// reopened names the steps at which people voted knowing the counts.
func (r *report) reopened() {
	var items []text
	for _, s := range r.stops {
		switch {
		case s.Reopened == 1:
			items = append(items, textf("%s: the vote was opened again after the reveal.", s.place()))
		case s.Reopened > 1:
			items = append(items, textf("%s: the vote was opened again after a reveal, %d times.", s.place(), s.Reopened))
		}
	}
	if len(items) == 0 {
		return
	}
	r.section("reopened", "Votes that were opened again")
	r.say("Who voted or changed a vote then had seen the counts. Every change is in the journal.")
	r.list(items)
}
