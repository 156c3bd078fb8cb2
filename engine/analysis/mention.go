package analysis

import "slices"

// A Mention says how often a reason was given or a delay estimated. A show of
// hands gives one for all that it counts, so it counts once.
type Mention[W ~string] struct {
	Word  W   `json:"word"`
	Count int `json:"count"` // above 0
}

// mentions turns counts by place into a list in the same order.
func mentions[W ~string](words []W, counts []int) []Mention[W] {
	var out []Mention[W]
	for i, n := range counts {
		if n > 0 {
			out = append(out, Mention[W]{words[i], n})
		}
	}
	return out
}

// plus adds two lists, in the order of the words.
func plus[W ~string](a, b []Mention[W], words []W) []Mention[W] {
	if len(b) == 0 {
		return a
	}
	counts := make([]int, len(words))
	for _, list := range [][]Mention[W]{a, b} {
		for _, m := range list {
			if i := slices.Index(words, m.Word); i >= 0 {
				counts[i] += m.Count
			}
		}
	}
	return mentions(words, counts)
}
