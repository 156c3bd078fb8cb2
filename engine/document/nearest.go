package document

import (
	"sort"
	"strings"
)

// longestName bounds what is compared, in bytes: nothing that we name is
// longer, and comparing takes time by the square of it.
const longestName = 120

// Nearest lists up to n of the known names that somebody who wrote word may
// have meant, the likeliest first. It is empty if none comes close.
func Nearest(word string, known []string, n int) []string {
	if word == "" || len(word) > longestName {
		return nil
	}
	type candidate struct {
		name     string
		distance int
	}
	var near []candidate
	word = strings.ToLower(word)
	for _, name := range known {
		lower := strings.ToLower(name)
		d := Distance(word, lower)
		if len(word) > 2 && len(name) > 2 && (strings.Contains(lower, word) || strings.Contains(word, lower)) {
			d = min(d, 2)
		}
		if d <= max(1, min(len(word), len(name))/3) {
			near = append(near, candidate{name, d})
		}
	}
	sort.SliceStable(near, func(i, j int) bool { return near[i].distance < near[j].distance })
	names := make([]string, 0, n)
	for _, c := range near[:min(n, len(near))] {
		names = append(names, c.name)
	}
	return names
}

// DidYouMean is the end of a message about an unknown word: a question that
// names the likeliest known one, or else the instruction that is passed in.
func DidYouMean(word string, known []string, otherwise string) string {
	if near := Nearest(word, known, 1); len(near) == 1 {
		return "did you mean " + Quote(near[0]) + "?"
	}
	return otherwise
}

// Distance counts the letters to insert, delete, replace or swap with their
// neighbour to turn a into b. Names too long to be any of ours aren't
// compared letter by letter.
func Distance(a, b string) int {
	if len(a) > longestName || len(b) > longestName {
		return max(len(a), len(b))
	}
	s, t := []rune(a), []rune(b)
	before, last, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(t)]
}
