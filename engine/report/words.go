package report

import (
	"fmt"
	"strconv"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// agreement says in words how far the verdicts of several people agree. would
// puts it as "would have helped", for a step that is older than the norm.
func agreement(t exercise.Tally, would bool) text {
	first, _ := t.Leading()
	second, third := runnersUp(t, first)
	switch t.Agreement() {
	case exercise.NoVerdict:
		return "nobody gave a verdict"
	case exercise.TooFew:
		return textf("too few to say (%s)", count(t.Judged(), "verdict"))
	case exercise.Unanimous:
		return "unanimous: " + phrase(first, would)
	case exercise.Most:
		return "most say " + phrase(first, would)
	case exercise.Leaning:
		return "leaning towards " + short(first)
	case exercise.Split:
		if t.Of(second) == t.Of(third) {
			return "split three ways"
		}
	case exercise.Ahead:
		if t.Of(second) == t.Of(third) {
			return textf("split, with %s ahead", short(first))
		}
	}
	return textf("split between %s and %s", short(first), short(second))
}

// runnersUp are the two verdicts that don't lead, the one with more votes
// first.
func runnersUp(t exercise.Tally, first exercise.Answer) (second, third exercise.Answer) {
	for _, a := range exercise.Verdicts() {
		switch {
		case a == first:
		case second == "":
			second = a
		case t.Of(a) > t.Of(second):
			second, third = a, second
		default:
			third = a
		}
	}
	return second, third
}

// phrase is an answer as the end of "most say …".
func phrase(a exercise.Answer, would bool) text {
	switch {
	case a == exercise.Helped && would:
		return "it would have helped"
	case a == exercise.Helped:
		return "it helped"
	case a == exercise.Latency && would:
		return "it would have added latency"
	case a == exercise.Latency:
		return "it added latency"
	case a == exercise.Irrelevant && would:
		return "it would have been irrelevant"
	case a == exercise.Irrelevant:
		return "it was irrelevant"
	}
	return escape(a.Label())
}

// short is an answer as a noun in a list.
func short(a exercise.Answer) text { return escape(string(a)) }

// sentence begins a text with a capital letter. Only this package's own words
// come first in one, so the first byte is a letter.
func sentence(t text) text {
	if t == "" || t[0] < 'a' || t[0] > 'z' {
		return t
	}
	return text(t[0]-'a'+'A') + t[1:]
}

// count says a number with its noun: "1 step", "3 steps".
func count(n int, noun string) text {
	if n == 1 {
		return textf("1 %s", noun)
	}
	return textf("%d %s", n, noun+"s")
}

// were is the verb that goes with a number of things.
func were(n int) text {
	if n == 1 {
		return "was"
	}
	return "were"
}

// and lists texts in a sentence: "a", "a and b", "a, b and c".
func and(texts []text) text {
	if len(texts) < 2 {
		return join(texts, "")
	}
	last := len(texts) - 1
	return join(texts[:last], ", ") + " and " + texts[last]
}

// share is n of total in whole per cent. Only all of them are 100%, and only
// none are 0%.
func share(n, total int) text {
	if total <= 0 {
		return "–"
	}
	percent := (200*n + total) / (2 * total)
	switch {
	case n > 0 && n < total:
		percent = min(max(percent, 1), 99)
	}
	return text(strconv.Itoa(percent)) + "%"
}

// counted is a count with its share of the verdicts.
func counted(n, total int) text {
	if total == 0 {
		return textf("%d", n)
	}
	return textf("%d (%s)", n, share(n, total))
}

// spent is a stretch of time to the minute.
func spent(d time.Duration) text {
	minutes := int(d.Round(time.Minute) / time.Minute)
	switch {
	case minutes < 1:
		return "under a minute"
	case minutes < 90:
		return count(minutes, "minute")
	}
	return textf("%d h %s min", minutes/60, fmt.Sprintf("%02d", minutes%60))
}

func date(t time.Time) text    { return escape(t.UTC().Format("2 January 2006")) }
func instant(t time.Time) text { return escape(t.UTC().Format("2 January 2006, 15:04 UTC")) }
