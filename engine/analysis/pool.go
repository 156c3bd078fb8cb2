package analysis

import (
	"cmp"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// ofItems matches the items of rooms on one scenario. They come in the order
// of the story as the room that was opened last knew it.
func ofItems(rooms []*Exercise) []OfItem {
	at := map[Place]int{}
	position := map[string]int{}
	ranks := map[norm.ID]normOrder{}
	out := []OfItem{}
	var groups [][]roomGroups // of each item
	for _, e := range rooms {
		for _, st := range e.Steps {
			position[st.ID] = st.Position
		}
		for _, n := range e.Norms {
			ranks[n.ID] = orderOf(n.ID, n.Position)
		}
		for _, i := range e.latest() {
			p := Place{i.Step, i.Norm}
			n, ok := at[p]
			if !ok {
				n = len(out)
				at[p] = n
				groups = append(groups, nil)
				out = append(out, OfItem{Place: p, Counterfactual: i.Counterfactual, Rooms: []RoomTally{}})
			}
			out[n].add(e, i)
			if i.Tally.Answered() > 0 {
				groups[n] = append(groups[n], roomGroups{e.Mode, i})
			}
		}
	}
	for n := range out {
		x := &out[n]
		x.Figures, x.Spread, x.Gap = FiguresOf(x.Pooled), spread(x.Rooms), farthest(x.Rooms)
		x.pool = poolGroups(groups[n])
	}
	slices.SortFunc(out, func(a, b OfItem) int {
		return cmp.Or(cmp.Compare(position[a.Step], position[b.Step]), cmp.Compare(a.Step, b.Step), ranks[a.Norm].compare(ranks[b.Norm]))
	})
	return out
}

// normOrder puts norms of different exercises in order: by catalogue, and
// there by position.
type normOrder struct {
	catalogue string
	position  int
	id        norm.ID
}

func orderOf(id norm.ID, position int) normOrder {
	catalogue, _, _ := strings.Cut(string(id), "/")
	return normOrder{catalogue, position, id}
}

func (a normOrder) compare(b normOrder) int {
	return cmp.Or(cmp.Compare(a.catalogue, b.catalogue), cmp.Compare(a.position, b.position), cmp.Compare(a.id, b.id))
}

func (x *OfItem) add(e *Exercise, i *Item) {
	if i.Counterfactual != x.Counterfactual {
		x.Counterfactual, x.Mixed = false, true
	}
	switch i.Standing {
	case NotAsked:
		x.NotAsked++
	case SetAside:
		x.SetAside++
	case Hidden:
		x.Hidden++
	}
	if i.Tally.Answered() == 0 {
		return
	}
	x.Pooled = x.Pooled.Plus(i.Tally)
	x.Rooms = append(x.Rooms, RoomTally{e.ID, i.Tally, SharesOf(i.Tally), i.Label})
}

// Norms sums each norm up over exercises, as [Compare] does, and nothing else:
// it is quick. Two exercises with the same id count once.
func Norms(exercises ...*Exercise) []OfNorm { return ofNorms(distinct(exercises)) }

// ofNorms sums each norm up over exercises.
func ofNorms(rooms []*Exercise) []OfNorm {
	at := map[norm.ID]int{}
	out := []OfNorm{}
	for _, e := range rooms {
		for _, n := range e.Norms {
			k, ok := at[n.ID]
			if !ok {
				k = len(out)
				at[n.ID] = k
				out = append(out, OfNorm{ID: n.ID})
			}
			x := &out[k]
			if x.Reference == "" {
				x.Catalogue, x.Reference, x.Label, x.Position = n.Catalogue, n.Reference, n.Label, n.Position
			}
			x.Actual.add(e, n.Actual)
			x.Counterfactual.add(e, n.Counterfactual)
		}
	}
	for k := range out {
		out[k].Actual.finish()
		out[k].Counterfactual.finish()
	}
	slices.SortFunc(out, func(a, b OfNorm) int { return orderOf(a.ID, a.Position).compare(orderOf(b.ID, b.Position)) })
	return out
}

func (p *Pooled) add(e *Exercise, w Worth) {
	p.plus(w)
	if w.Tally.Answered() > 0 {
		p.Rooms = append(p.Rooms, RoomTally{Exercise: e.ID, Tally: w.Tally, Shares: w.Shares})
	}
}

func (p *Pooled) finish() {
	p.Rooms, p.Spread = list(p.Rooms), spread(p.Rooms)
}

// acrossRooms compares the agreement of all with that in each room.
func acrossRooms(items []OfItem, rooms []*Exercise) AcrossRooms {
	var pooled []exercise.Tally
	for i := range items {
		if items[i].Pooled.Answered() > 0 {
			pooled = append(pooled, items[i].Pooled)
		}
	}
	b := AcrossRooms{Pooled: agreementOf(pooled), Mean: missing(NoRoom), Low: missing(NoRoom), High: missing(NoRoom)}
	sum := 0.0
	for _, e := range rooms {
		if e.Agreement == nil {
			continue
		}
		alpha, ok := e.Agreement.Alpha.Get()
		if !ok {
			continue
		}
		if b.Rooms == 0 {
			b.Low, b.High = number(alpha), number(alpha)
		}
		b.Rooms++
		sum += alpha
		b.Low, b.High = number(min(b.Low.Value, alpha)), number(max(b.High.Value, alpha))
	}
	if b.Rooms > 0 {
		b.Mean = number(sum / float64(b.Rooms))
	}
	return b
}
