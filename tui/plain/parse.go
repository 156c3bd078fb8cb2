package plain

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/tui/wording"
)

// errOther says that a line is no answer at all: it may be a command.
var errOther = errors.New("not an answer")

// A said is what a line says of one norm.
type said struct {
	answer exercise.Answer // on one's own
	tally  exercise.Tally  // of a room
	group  string          // as it was typed; empty where none was
	reason exercise.Reason // the next three are empty where nothing was said
	delay  exercise.Delay
	note   string
	clear  bool // take the answer back
}

// parse reads an answer without its norm. The error is errOther, or says what
// is wrong with what begins like an answer.
func parse(line string, mode exercise.Mode) (said, error) {
	line, note, _ := strings.Cut(line, "#")
	words := fields(line)
	x := said{note: strings.TrimSpace(note)}
	if len(words) == 0 {
		return x, errOther
	}
	if last := len(words) - 1; strings.EqualFold(words[last], "clear") && (last == 0 || mode != exercise.Solo) {
		x.clear, x.group = true, strings.Join(words[:last], " ")
		return x, nil
	}
	var err error
	if mode == exercise.Solo {
		if x.answer = answerOf(words[0]); x.answer == "" {
			return x, errOther
		}
		words = words[1:]
	} else if words, err = x.counts(words); err != nil {
		return x, err
	}
	return x, x.additions(words)
}

// fields are the words of an answer; commas and slashes part them too.
func fields(line string) []string {
	return strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" \t\u00a0,;/", r) })
}

func answerOf(word string) exercise.Answer {
	switch strings.ToLower(word) {
	case "h", "helped":
		return exercise.Helped
	case "l", "latency":
		return exercise.Latency
	case "i", "irrelevant":
		return exercise.Irrelevant
	case "a", "0", "abstain", "abstained":
		return exercise.Abstain
	}
	return ""
}

// counts reads the numbers, and the words before them as a group. It returns
// the words after them.
func (x *said) counts(words []string) ([]string, error) {
	first := slices.IndexFunc(words, isNumber)
	if first < 0 {
		return nil, errOther
	}
	end := first
	for end < len(words) && isNumber(words[end]) {
		end++
	}
	numbers := words[first:end]
	if len(numbers) < 3 || len(numbers) > 4 {
		return nil, fmt.Errorf("%s where three or four are needed: helped, latency, irrelevant and, if you like, abstained, such as 12 5 2 1", wording.Count(len(numbers), "number"))
	}
	answers := exercise.Answers()
	for i, w := range numbers {
		n, err := strconv.Atoi(w)
		if err != nil || n > exercise.MaxCount {
			return nil, fmt.Errorf("%s hands are more than any room has", shorten(w, 20))
		}
		x.tally = x.tally.With(answers[i], n)
	}
	x.group = strings.Join(words[:first], " ")
	return words[end:], nil
}

func isNumber(w string) bool { return strings.Trim(w, "0123456789") == "" }

// additions reads reasons and delays, each by its name or the beginning of it.
func (x *said) additions(words []string) error {
	for i := 0; i < len(words); i++ {
		w := strings.ToLower(words[i])
		reason, isReason := starting(w, exercise.Reasons())
		delay, isDelay := starting(w, exercise.Delays())
		switch {
		case isReason && x.reason != "" && x.reason != reason:
			return fmt.Errorf("two reasons, %s and %s: give the one that weighs most, and the other as a comment after #", x.reason, reason)
		case isDelay && x.delay != "" && x.delay != delay:
			return fmt.Errorf("two delays, %s and %s: give one", x.delay, delay)
		case isReason:
			x.reason = reason
			if _, second, two := strings.Cut(string(reason), " "); two && i+1 < len(words) && strings.EqualFold(words[i+1], second) {
				i++
			}
		case isDelay:
			x.delay = delay
		default:
			return fmt.Errorf("“%s” is neither a reason (%s) nor a delay (%s); a comment stands after #", words[i], names(exercise.Reasons()), names(exercise.Delays()))
		}
	}
	return nil
}

// starting finds the one of a list that begins with a word of three letters or
// more; a delay may be in the singular.
func starting[S ~string](word string, all []S) (S, bool) {
	for _, x := range all {
		if len(word) >= 3 && strings.HasPrefix(string(x), word) {
			return x, true
		}
	}
	return "", false
}

func names[S ~string](all []S) string {
	words := make([]string, len(all))
	for i, x := range all {
		words[i] = string(x)
	}
	return strings.Join(words, ", ")
}

// parseNote reads "KIND TEXT", and for a follow-up "owner: …" and "due: …" in
// it.
func parseNote(line string) (exercise.Note, error) {
	word, text, _ := strings.Cut(strings.TrimSpace(line), " ")
	n := exercise.Note{Text: strings.TrimSpace(text)}
	squash := func(s string) string { return strings.ToLower(strings.ReplaceAll(s, "-", "")) }
	for _, k := range exercise.NoteKinds() {
		if w := squash(word); len(w) >= 3 && strings.HasPrefix(squash(string(k)), w) {
			n.Kind = k
		}
	}
	switch {
	case n.Kind == "":
		return n, errors.New("say which kind of note, then its text: n takeaway, n parking, n unintended or n followup; a followup may end in owner: … due: …")
	case n.Text == "":
		return n, fmt.Errorf("the note (%s) has no text: write it on the same line", wording.NoteKind(n.Kind))
	case n.Kind == exercise.FollowUp:
		n.Text, n.Owner, n.Due = cutMarks(n.Text)
	}
	return n, nil
}

// cutMarks takes "owner: …" and "due: …" off the end of a text, in either
// order.
func cutMarks(text string) (rest, owner, due string) {
	for range 2 {
		low := strings.ToLower(text)
		o, d := strings.LastIndex(low, " owner:"), strings.LastIndex(low, " due:")
		if len(low) != len(text) {
			return text, owner, due // lower case of another length: places don't carry over
		}
		switch {
		case o > d && owner == "":
			text, owner = text[:o], strings.TrimSpace(text[o+len(" owner:"):])
		case d > o && due == "":
			text, due = text[:d], strings.TrimSpace(text[d+len(" due:"):])
		}
	}
	return strings.TrimSpace(text), owner, due
}
