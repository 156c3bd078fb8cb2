package advice

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// asking finds a sentence in which somebody asks somebody for help or for an
// act, in English: "asked the teams for help", "sought assistance", "asks the
// bank to stop". An offer of help and an appeal to a court aren't meant.
var asking = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`\b(ask(s|ed|ing)?|appeal(s|ed)?|call(s|ed)?|beg(s|ged)?|plead(s|ed)?|turn(s|ed)?|request(ed)?|plea) ([^.]* )?for ([\w'’,-]+ ){0,4}(help|assistance|aid|support|back-?up)\b`,
	`\b(seek|seeks|sought|request|requests|requested) ([\w'’-]+ ){0,3}(help|assistance|support)\b`,
	`\b(ask(s|ed|ing)?|request(s|ed)?) [^.]*\bto (help|assist|support|look|stop|block|take down|shut down|disconnect|filter|freeze|suspend|return|preserve|keep|hand over|send|share|identify|trace|investigate|remove|clean)\b`,
	`\b(request for|asks? for|asked for) ([\w'’,-]+ ){0,3}(information|logs|evidence|samples?|mutual legal assistance|mitigation|freezes?|a takedown)\b`,
}, "|"))

// denied is a sentence that says that something wasn't asked, or speaks of what
// norms say about asking.
var denied = regexp.MustCompile(`(?i)\b(norms?|not|never|no|nobody|none|nor|without|n't)\b|n['’]t\b`)

// unsaid is how an author says that a time isn't known.
var unsaid = regexp.MustCompile(`(?i)\b(not (public|known|recorded|said|stated)|unknown|nobody knows|no source)\b`)

// requests looks for what was asked and isn't recorded, or was answered without
// having been asked.
func (a *adviser) requests(at document.Node) {
	s := a.step
	if words, where, ok := asked(at, s); ok && len(s.Requests) == 0 {
		a.say(where, "Somebody asks for something here, and the step records no request: "+`"`+words+`"`,
			"Who asked whom, and how long the answer took, is what norm 13(h) is judged by; without it latency is guesswork",
			"Add [[steps.requests]] and leave out the times that nobody knows; where another step records this request it can stay")
	}
	for i, r := range s.Requests {
		a.times(at.At("requests").Index(i), r)
	}
}

// times looks at one request's clock.
func (a *adviser) times(at document.Node, r scenario.Request) {
	end := a.step.When.To
	if end.IsZero() {
		end = a.step.When.From
	}
	first, what := r.Acknowledged, "acknowledged"
	if first.IsZero() {
		first, what = r.Acted, "acted"
	}
	switch explained := unsaid.MatchString(r.Outcome + " " + a.step.When.Note + " " + a.step.ConfidenceNote); {
	case r.Sent.IsZero() && !first.IsZero() && !explained:
		a.say(at.At(what), fmt.Sprintf("The request has a time at which it was %s, and none at which it was sent", pastOf(what)),
			"How long the answer took can't be told, and the room will ask",
			"Add sent as precisely as a source says, such as the day; if nobody knows it, say so in outcome")
	case !first.IsZero() && first.Before(a.step.When.From):
		a.say(at.At(what), fmt.Sprintf("The request was %s (%s) before the step begins (%s)", pastOf(what), first, a.step.When.From),
			"The room hears of an answer to what it thinks is still to be asked",
			"Correct one of the times, or tell the request at an earlier step")
	case end.Before(r.Sent):
		a.say(at.At("sent"), fmt.Sprintf("The request was sent (%s) after the step's time ends (%s)", r.Sent, span(a.step.When.From, end)),
			"The room judges an answer to what hasn't been asked yet",
			"Correct one of the times, or tell the request at a later step")
	}
}

func pastOf(key string) string {
	if key == "acted" {
		return "acted on"
	}
	return key
}

func span(from, to source.Moment) string {
	if from == to {
		return from.String()
	}
	return from.String() + " to " + to.String()
}

// asked is the first sentence of a step, among facts and flows, that speaks of
// asking for something, and where it stands.
func asked(at document.Node, s *scenario.Step) (words string, where document.Node, ok bool) {
	for i, f := range s.Facts {
		if words, ok := ask(f.Text); ok {
			return words, at.At("facts").Index(i).At("text"), true
		}
	}
	for i, f := range s.Flows {
		if words, ok := ask(f.What); ok {
			return words, at.At("flows").Index(i).At("what"), true
		}
	}
	return "", at, false
}

// ask is the words of a text with which somebody asks.
func ask(text string) (string, bool) {
	for _, sentence := range sentences(text) {
		if words := asking.FindString(sentence); words != "" && !denied.MatchString(sentence) {
			return words, true
		}
	}
	return "", false
}

var sentenceEnd = regexp.MustCompile(`[.;:!?]\s+`)

func sentences(text string) []string {
	return sentenceEnd.Split(strings.Join(strings.Fields(text), " "), -1)
}

// noRequest looks for a scenario in which nobody asks anybody.
func (a *adviser) noRequest() {
	if slices.ContainsFunc(a.Steps, func(s scenario.Step) bool {
		_, _, hinted := asked(a.top, &s)
		return hinted || len(s.Requests) > 0
	}) {
		return
	}
	a.say(a.top.At("steps"), "No step records a request",
		"Who asked whom, and how long the answer took, is what norm 13(h) is judged by; without it latency is guesswork",
		"Add [[steps.requests]] where somebody asked for help or information, and leave out the times that nobody knows")
}
