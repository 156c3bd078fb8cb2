package practice

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/normwalk/normwalk/engine/norm"
)

const (
	// Choices is how many norms a question offers.
	Choices = 4
	// Length is how many questions a session has, if there are as many norms.
	Length = 10
)

// A Question asks which norm a restatement is of.
type Question struct {
	Norm    norm.ID
	Choices []norm.ID // [Choices] of them, fewer if there aren't as many norms; Norm is one
	Nearest norm.ID   // the wrong choice that is most like Norm; empty if there is none
}

// Session makes the questions of a session on a pool of norms, at most so
// many. Norms that are due come first, the longest due before the others, then
// those that were never asked, in the order of the pool, then those that would
// be due next. chance mixes what is to be asked, and the choices.
func Session(set *norm.Set, pool []norm.ID, cards Cards, length int, now time.Time, chance *rand.Rand) []Question {
	asked := slices.DeleteFunc(slices.Clone(pool), func(id norm.ID) bool {
		_, ok := set.Get(id)
		return !ok
	})
	rank := func(id norm.ID) int {
		switch c := cards[id]; {
		case !c.Known():
			return 1
		case c.Due.After(now):
			return 2
		}
		return 0
	}
	slices.SortStableFunc(asked, func(a, b norm.ID) int {
		if d := cmp.Compare(rank(a), rank(b)); d != 0 {
			return d
		}
		return cards[a].Due.Compare(cards[b].Due)
	})
	asked = asked[:min(len(asked), max(length, 0))]
	chance.Shuffle(len(asked), func(i, j int) { asked[i], asked[j] = asked[j], asked[i] })
	var out []Question
	for _, id := range asked {
		out = append(out, question(set, id, chance))
	}
	return out
}

// Due counts the norms of a pool that are to be asked again by now, and those
// that never were.
func Due(pool []norm.ID, cards Cards, now time.Time) (due, fresh int) {
	for _, id := range pool {
		switch c := cards[id]; {
		case !c.Known():
			fresh++
		case !c.Due.After(now):
			due++
		}
	}
	return due, fresh
}

// question chooses what stands beside the norm: two of its own family, and one
// of another that has the same idea; where these are missing, the next likest.
func question(set *norm.Set, id norm.ID, chance *rand.Rand) Question {
	n, _ := set.Get(id)
	home, _ := set.CatalogueOf(id)
	var family, others []*norm.Norm
	for _, o := range set.All() {
		switch c, _ := set.CatalogueOf(o.ID); {
		case o.ID == id:
		case c == home:
			family = append(family, o)
		default:
			others = append(others, o)
		}
	}
	for _, list := range [][]*norm.Norm{family, others} {
		chance.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		slices.SortStableFunc(list, func(a, b *norm.Norm) int { return likeness(n, b) - likeness(n, a) })
	}
	related := len(others)
	for related > 0 && likeness(n, others[related-1]) == 0 {
		related--
	}
	wrong := slices.Clone(family[:min(len(family), Choices-2)])
	wrong = append(wrong, others[:min(related, 1)]...)
	for _, o := range slices.Concat(family, others) {
		if len(wrong) < Choices-1 && !slices.Contains(wrong, o) {
			wrong = append(wrong, o)
		}
	}
	q := Question{Norm: id, Choices: []norm.ID{id}}
	best := -1
	for _, o := range wrong {
		q.Choices = append(q.Choices, o.ID)
		if l := likeness(n, o); l > best {
			best, q.Nearest = l, o.ID
		}
	}
	chance.Shuffle(len(q.Choices), func(i, j int) { q.Choices[i], q.Choices[j] = q.Choices[j], q.Choices[i] })
	return q
}

// likeness is how easily two norms are taken for one another: by the ideas
// that they share, then by whether a catalogue calls them related, and by
// whether both ask for an act or both for none.
func likeness(n, o *norm.Norm) int {
	l := 4 * len(n.Shared(o))
	if sameFamily(n, o) && (slices.Contains(n.Related, o.Item) || slices.Contains(o.Related, n.Item)) {
		l += 2
	}
	if l > 0 && n.Kind == o.Kind {
		l++
	}
	return l
}

func sameFamily(n, o *norm.Norm) bool {
	return len(n.ID)-len(n.Item) == len(o.ID)-len(o.Item) && n.ID[:len(n.ID)-len(n.Item)] == o.ID[:len(o.ID)-len(o.Item)]
}
