package analysis

import (
	"math"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A Spread says how far rooms differ on the same thing. Only rooms with five
// verdicts or more are in it, and each counts the same however large it is.
type Spread struct {
	Rooms      int   `json:"rooms"`
	Helped     Range `json:"helped"`
	Latency    Range `json:"latency"`
	Irrelevant Range `json:"irrelevant"`
}

// A Range is where the rooms' shares of one verdict lie. All are [FewRooms]
// with fewer than two rooms.
type Range struct {
	Low       Statistic `json:"low"`
	High      Statistic `json:"high"`
	Width     Statistic `json:"width"`     // High less Low
	Deviation Statistic `json:"deviation"` // standard deviation of the sample of rooms, with n−1
}

// A RoomTally is the answers of one exercise.
type RoomTally struct {
	Exercise string         `json:"exercise"` // its id
	Tally    exercise.Tally `json:"tally"`
	Shares   Shares         `json:"shares"`
	Label    Label          `json:"label,omitempty"` // of an item; empty in solo mode, and for sums
}

func large(rooms []RoomTally) []RoomTally {
	var out []RoomTally
	for _, r := range rooms {
		if r.Tally.Judged() >= exercise.Few {
			out = append(out, r)
		}
	}
	return out
}

func spread(rooms []RoomTally) Spread {
	rooms = large(rooms)
	return Spread{len(rooms), rangeOf(rooms, exercise.Helped), rangeOf(rooms, exercise.Latency), rangeOf(rooms, exercise.Irrelevant)}
}

func rangeOf(rooms []RoomTally, a exercise.Answer) Range {
	n := float64(len(rooms))
	if n < 2 {
		return Range{missing(FewRooms), missing(FewRooms), missing(FewRooms), missing(FewRooms)}
	}
	low, high, mean := 1.0, 0.0, 0.0
	for _, r := range rooms {
		x := r.Tally.Share(a)
		low, high, mean = min(low, x), max(high, x), mean+x/n
	}
	squares := 0.0
	for _, r := range rooms {
		d := r.Tally.Share(a) - mean
		squares += d * d
	}
	return Range{number(low), number(high), number(high - low), number(math.Sqrt(squares / (n - 1)))}
}

// A RoomGap is the largest distance between two rooms on one item: the total
// variation, which is half the sum of the differences of the three shares and
// so the part of one room that would have to vote otherwise to look like the
// other.
type RoomGap struct {
	Distance Statistic       `json:"distance"` // above 0, at most 1
	Verdict  exercise.Answer `json:"verdict"`  // on which the two differ most
	High     RoomTally       `json:"high"`     // the room with the larger share of it
	Low      RoomTally       `json:"low"`
}

// farthest finds the two rooms farthest apart, in one pass over the rooms: of
// three shares that add up to 1 the one that differs most differs by as much as
// the other two together, so that the total variation is the largest difference
// of a single share. Nil if no two differ.
//
// Source: Levin and Peres 2017, Markov Chains and Mixing Times, proposition 4.2.
func farthest(rooms []RoomTally) *RoomGap {
	rooms = large(rooms)
	if len(rooms) < 2 {
		return nil
	}
	var out *RoomGap
	for _, a := range exercise.Verdicts() {
		high, low := rooms[0], rooms[0]
		for _, r := range rooms[1:] {
			if r.Tally.Share(a) > high.Tally.Share(a) {
				high = r
			}
			if r.Tally.Share(a) < low.Tally.Share(a) {
				low = r
			}
		}
		d := high.Tally.Share(a) - low.Tally.Share(a)
		if d > 0 && (out == nil || d > out.Distance.Value) {
			out = &RoomGap{number(d), a, high, low}
		}
	}
	return out
}
