package plain

import (
	"fmt"
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// list puts words into a sentence: "a", "a and b", "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// numbered names steps by their numbers: "step 3", "steps 1, 4 and 7".
func numbered(steps []int) string {
	words := make([]string, len(steps))
	for i, n := range steps {
		words[i] = fmt.Sprint(n)
	}
	if len(steps) == 1 {
		return "step " + words[0]
	}
	return "steps " + list(words)
}

// used says how much of the planned time is gone.
func used(d time.Duration, planned int) string {
	minutes := int(d / time.Minute)
	switch {
	case planned == 0:
		return fmt.Sprintf("%d min used", minutes)
	case minutes >= planned:
		return fmt.Sprintf("%d min of %d used, over time", minutes, planned)
	}
	return fmt.Sprintf("%d min of %d used", minutes, planned)
}

// tally reads counts aloud, zeros included: a zero that is left out sounds
// like one that was forgotten.
func tally(t exercise.Tally) string {
	var parts []string
	for _, a := range exercise.Answers() {
		parts = append(parts, fmt.Sprintf("%d %s", t.Of(a), a.Label()))
	}
	return strings.Join(parts, ", ")
}

// additions are what was given with an answer.
func additions(reason exercise.Reason, delay exercise.Delay, note string) []string {
	var parts []string
	if reason != "" {
		parts = append(parts, "reason "+string(reason))
	}
	if delay != "" {
		parts = append(parts, "delay "+string(delay))
	}
	if note != "" {
		parts = append(parts, "“"+note+"”")
	}
	return parts
}

// outcome puts a tally into words, before any number.
func outcome(v exercise.Votes, solo bool) string {
	t := v.Total
	leading, tie := t.Leading()
	switch {
	case v.Hidden > 0:
		return "answered, not revealed"
	case !v.Asked():
		return "not asked"
	case t.Judged() == 0 && solo:
		return "you abstained"
	case t.Judged() == 0:
		return "only abstentions"
	case solo:
		return "you say: " + leading.Label()
	case t.Judged() < exercise.Few:
		return "too few to say"
	case tie:
		return "split"
	case t.Of(leading) == t.Judged() && t.Judged() > 1:
		return "all say: " + leading.Label()
	case 2*t.Of(leading) > t.Judged():
		return "most say: " + leading.Label()
	}
	return "leaning: " + leading.Label()
}

// sentence begins a text with a capital letter and stops it.
func sentence(s string) string {
	if s != "" && 'a' <= s[0] && s[0] <= 'z' {
		s = string(s[0]-'a'+'A') + s[1:]
	}
	return stop(s)
}

// stop ends a text with a full stop, unless it has an end.
func stop(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".?!") || strings.HasSuffix(s, ".”") {
		return s
	}
	return s + "."
}

// shorten cuts a text to n characters.
func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
