// Package practice helps students to learn which norm is which: it asks for
// the norm behind a restatement, and brings back sooner what they got wrong.
//
// It is pure. A [Card] is what is remembered of one norm; whoever plays keeps
// the cards, gives the time and the chance, and gets the next state back.
package practice

import "time"

// Boxes is how many boxes there are.
const Boxes = 5

// day is the time between two looks into the first box.
const day = 24 * time.Hour

// A Card is what is remembered of one norm. The zero Card is that of a norm
// that was never asked.
type Card struct {
	Box   int       `json:"box"`          // 1 to [Boxes]; 0: never asked
	Due   time.Time `json:"due,omitzero"` // when it is to be asked again
	Right int       `json:"right"`        // answers so far
	Wrong int       `json:"wrong"`
}

// After is the card after an answer at a time. A right answer moves it to the
// next box, a wrong one back to the first. The first box is looked into after
// a day, each other after twice as long as the one before: 1, 2, 4, 8 and 16
// days.
//
// A right answer before the card is due counts, but leaves the card where it
// is: to know a thing twice in a row is not to know it for longer.
//
// The boxes, and that a wrong answer leads back to the first, are of Sebastian
// Leitner, So lernt man lernen, Herder 1972, as others tell it: the book was not
// read for this. There a box comes up when it is full; that the days double
// instead is this project's own rule, a convention without further authority.
func (c Card) After(right bool, now time.Time) Card {
	early := c.Box > 0 && now.Before(c.Due)
	switch {
	case !right:
		c.Wrong++
		c.Box = 1
	case early:
		c.Right++
		return c
	default:
		c.Right++
		c.Box = min(max(c.Box, 0)+1, Boxes)
	}
	c.Due = now.UTC().Add(day << (c.Box - 1))
	return c
}

// Known reports whether the norm was asked before.
func (c Card) Known() bool { return c.Box > 0 }

// valid is the card as far as it can be one: what a file holds may be anything.
func (c Card) valid() Card {
	c.Box, c.Right, c.Wrong = min(max(c.Box, 0), Boxes), max(c.Right, 0), max(c.Wrong, 0)
	return c
}
