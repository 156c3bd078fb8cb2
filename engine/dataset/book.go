package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A book knows who is who in an exercise, and says of it only what may leave.
type book struct {
	Exercise
	shared *exercise.State // what everybody may see: it settles which groups are shown
	people map[string]exercise.Participant
	small  map[string]bool // groups that are merged at every item, as they are at one
}

func newBook(e Exercise) *book {
	b := &book{Exercise: e, people: map[string]exercise.Participant{}, small: map[string]bool{}}
	for _, p := range e.State.Participants() {
		b.people[p.ID] = p
	}
	if !b.room() {
		return b
	}
	b.shared = e.State.For(exercise.Projector)
	if e.Linked {
		b.findSmall()
	}
	return b
}

// room reports whether people vote for themselves, so that the rules against
// tracing them hold. Of a show of hands everybody has seen everything.
func (b *book) room() bool { return b.State.Setup().Mode == exercise.Room }

// findSmall collects the groups that are merged somewhere. With one pseudonym
// for all items, being named at one and merged at another would undo the
// merging.
func (b *book) findSmall() {
	for _, st := range b.State.Steps() {
		for _, id := range st.Norms {
			for round := 1; round <= st.Round; round++ {
				item := exercise.Item{Step: st.ID, Norm: id, Round: round}
				shown := b.shared.ByGroup(item)
				for g := range b.present(b.State.Votes(item)) {
					if _, ok := shown[g]; !ok {
						b.small[g] = true
					}
				}
			}
		}
	}
}

// present are the groups that answered, "" for none said.
func (b *book) present(v exercise.Votes) map[string]bool {
	out := map[string]bool{}
	for _, c := range v.Ballots {
		out[b.people[c.Participant].Group] = true
	}
	for _, h := range v.Hands {
		out[h.Group] = true
	}
	return out
}

// groups maps the groups that answered an item to the names under which their
// answers leave.
func (b *book) groups(item exercise.Item, v exercise.Votes) map[string]string {
	out := map[string]string{}
	for g := range b.present(v) {
		out[g] = g
	}
	if !b.room() {
		return out
	}
	shown, merging := b.shared.ByGroup(item), false
	for g := range out {
		if _, ok := shown[g]; g != "" && (!ok || b.small[g]) {
			out[g], merging = Merged, true
		}
	}
	// Those who named no group are what the others hide among.
	if _, ok := out[""]; ok && merging {
		out[""] = Merged
	}
	return out
}

// vias says for which groups the channel of each ballot may be told: for those
// where no channel has fewer ballots than a group must have.
func (b *book) vias(v exercise.Votes, groups map[string]string) map[string]bool {
	type cell struct{ group, via string }
	count := map[cell]int{}
	for _, c := range v.Ballots {
		p := b.people[c.Participant]
		count[cell{groups[p.Group], p.Via}]++
	}
	out := map[string]bool{}
	for c := range count {
		out[c.group] = true
	}
	if !b.room() {
		return out
	}
	for c, n := range count {
		if b.Linked || n < exercise.Few {
			out[c.group] = false
		}
	}
	return out
}

// pseudonym is a participant's name for an item, or for all of them where
// those may be linked. It can't be turned back without the journal, where
// participants have random ids.
func (b *book) pseudonym(item exercise.Item, participant string) string {
	h := sha256.New()
	parts := []string{"normwalk participant", b.State.Setup().Exercise, participant}
	if b.room() && !b.Linked {
		parts = append(parts, item.Step, string(item.Norm), strconv.Itoa(item.Round))
	}
	for _, part := range parts {
		h.Write([]byte(strconv.Quote(part)))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// numbers gives a number to each pseudonym of an item, or of the exercise where
// items may be linked, in the order of the pseudonyms: it says nothing about
// who came first.
func (b *book) numbers(item exercise.Item, v exercise.Votes) map[string]int {
	var names []string
	if b.room() && !b.Linked {
		for _, c := range v.Ballots {
			names = append(names, b.pseudonym(item, c.Participant))
		}
	} else {
		for id := range b.people {
			names = append(names, b.pseudonym(item, id))
		}
	}
	slices.Sort(names)
	out := make(map[string]int, len(names))
	for i, name := range names {
		out[name] = i + 1
	}
	return out
}
