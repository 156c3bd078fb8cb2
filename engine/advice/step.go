package advice

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

const (
	// mostWords is what is read aloud in about 45 seconds and leaves the room
	// with it: scenarios/README.md asks for it.
	mostWords = 150
	// mostLines is what a window of 80 by 24 shows of a step's facts on the big
	// screen, in lines of 76.
	mostLines, lineWidth = 14, 76
	// harder is how far a step's lix may lie above the median of all: the
	// distance between a newspaper and a law.
	harder = 15
	// shortest is the number of words with which one can argue.
	shortest = 6
)

// untimed begins the note on a time that an import didn't have.
const untimed = Placeholder + ": when it happened"

// one reads one step.
func (a *adviser) one(at document.Node, middle int) {
	s := a.step
	if words := len(strings.Fields(told(s))); words > mostWords {
		a.say(at.At("facts"), fmt.Sprintf("The facts have %d words, read aloud in about %d seconds", words, words*45/mostWords),
			"A room listens for about 45 seconds; then it reads ahead or drifts",
			fmt.Sprintf("Bring them to %d words, or tell the step in two", mostWords))
	} else if n := lines(s); n > mostLines {
		a.say(at.At("facts"), fmt.Sprintf("The facts take %d lines; the big screen shows %d in a window of 80 by 24", n, mostLines),
			"A room that reads from a projector doesn't see the last ones", "Shorten them, or tell the step in two")
	}
	if v, ok := lix(told(s)); ok && middle > 0 && v >= middle+harder {
		a.say(at.At("facts"), fmt.Sprintf("The facts are much harder to read than those of other steps (LIX %d, median %d)", v, middle),
			"They are read aloud, and to people who read in a second language",
			"Write shorter sentences, and shorter words where there are any")
	}
	a.sourcing(at)
	if strings.HasPrefix(s.When.Note, untimed) {
		a.say(at.At("when"), "The time of the step is missing", "The room would see a year and a "+Placeholder+" where the clock stands",
			"Write when it happened, and take the note out")
	}
	if len(s.When.Zone) == 0 && (s.When.From.Precision >= source.Hour || s.When.To.Precision >= source.Hour) {
		a.say(at.At("when"), "The time has hours and no zone",
			"The first question is what time that was there: whether somebody asked at night decides how slow an answer was",
			`Add zone = "Europe/London", or wherever it happened`)
	}
	if s.Confidence != scenario.High && s.ConfidenceNote == "" {
		a.say(at.At("confidence"), fmt.Sprintf("The confidence is %s, and nothing says why", s.Confidence),
			"The room can't tell what is in doubt: the event, a time, a number or a name",
			`Add confidence_note = "…"`)
	}
	a.requests(at)
	a.votes(at)
}

// lines is how many lines the facts take, closely set.
func lines(s *scenario.Step) int {
	n := 0
	for _, f := range s.Facts {
		used := 0
		for _, w := range strings.Fields(f.Text) {
			size := len([]rune(w))
			if used == 0 || used+1+size > lineWidth {
				n, used = n+1, size
			} else {
				used += 1 + size
			}
		}
	}
	return n
}

// sourcing looks at what a step rests on.
func (a *adviser) sourcing(at document.Node) {
	a.sayUnread(at)
	var publishers []string
	cited := a.step.Cited()
	for _, id := range cited {
		if x, ok := a.Source(id); ok && !slices.Contains(publishers, x.Publisher) {
			publishers = append(publishers, x.Publisher)
		}
	}
	if len(publishers) == 1 && len(a.step.Facts) > 1 {
		a.say(at.At("facts"), "All that the step says comes from one publisher: "+document.Quote(publishers[0]),
			"That is one side's account, and the other side may sit in the room",
			"Look for a source of somebody else; if this one is the primary source, it can stay")
	}
}

// votes looks at what the room is to judge.
func (a *adviser) votes(at document.Node) {
	readings := a.step.Readings
	if !slices.ContainsFunc(readings, func(r scenario.Reading) bool { return r.Verdict != "irrelevant" }) {
		a.say(at.At("readings"), "Every norm is read as irrelevant here",
			"There is little to vote on: the reveal will say that no norm had a bearing on this step",
			"Propose a norm that somebody in the room would defend, or join the step with another; one that is there to show a limit can stay")
	}
	for i, r := range readings {
		why := ""
		switch same, words := plainly(r.Counter) == plainly(r.Reason), len(strings.Fields(r.Counter)); {
		case same:
			why = "The counter-reading says the same as the reason"
		case words < shortest:
			why = fmt.Sprintf("The counter-reading has only %d words", words)
		default:
			continue
		}
		a.say(at.At("readings").Index(i).At("counter"), fmt.Sprintf("%s (%s)", why, a.name(r.Norm)),
			"It is what those who voted otherwise hear; without an argument they hear that they were wrong",
			"Write the best argument for another verdict, as its friends would put it")
	}
}

// plainly is a text without anything but its letters and digits.
func plainly(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
