package practice

import (
	"encoding/json"
	"fmt"

	"github.com/normwalk/normwalk/engine/norm"
)

// Cards are the cards by norm. A norm without one was never asked.
type Cards map[norm.ID]Card

// Encode writes a card as it is kept.
func (c Card) Encode() (json.RawMessage, error) {
	data, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("keep what was practised: %w", err)
	}
	return data, nil
}

// Decode reads kept cards by the ids of their norms. One that can't be read is
// left out, so that its norm is asked anew: nothing else is lost by that.
func Decode(kept map[string]json.RawMessage) Cards {
	out := make(Cards, len(kept))
	for id, data := range kept {
		var c Card
		if json.Unmarshal(data, &c) == nil {
			out[norm.ID(id)] = c.valid()
		}
	}
	return out
}
