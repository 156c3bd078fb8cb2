package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// sentence begins a text with a capital letter. Only this package's own words
// come first in one, so the first byte is a letter.
func sentence(t text) text {
	if t == "" || t[0] < 'a' || t[0] > 'z' {
		return t
	}
	return text(t[0]-'a'+'A') + t[1:]
}

// stopped ends what an author wrote with a full stop, if it has no end of its own.
func stopped(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.HasSuffix(strings.TrimRight(s, "”)\"’"), ".") || strings.ContainsAny(s[len(s)-1:], "!?") {
		return s
	}
	return s + "."
}

// count says a number with its noun: "1 step", "3 steps".
func count(n int, noun string) text {
	if n == 1 {
		return textf("1 %s", noun)
	}
	return textf("%d %s", n, noun+"s")
}

func people(n int) text {
	if n == 1 {
		return "1 person"
	}
	return textf("%d people", n)
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

// percent is a share in whole per cent. Only all of them are 100%, and only
// none are 0%.
func percent(s analysis.Statistic) text {
	x, ok := s.Get()
	if !ok {
		return "–"
	}
	return text(strconv.Itoa(whole(x))) + "%"
}

func whole(share float64) int {
	p := int(math.Round(share * 100))
	if share > 0 && share < 1 {
		p = min(max(p, 1), 99)
	}
	return p
}

// interval is the Wilson interval in whole per cent.
func interval(i *analysis.Interval) text {
	if i == nil {
		return "–"
	}
	return textf("%d–%d%%", whole(i.Low), whole(i.High))
}

// decimals is a statistic to two places, or why there is none.
func decimals(s analysis.Statistic) text {
	x, ok := s.Get()
	if !ok {
		return plain("none: " + s.Undefined.Error())
	}
	out := strconv.FormatFloat(x, 'f', 2, 64)
	if out == "-0.00" {
		out = "0.00"
	}
	if x < 0 && out != "0.00" {
		return text("−" + out[1:]) // a real minus, not a hyphen
	}
	return text(out)
}

// counted is a count with its share of the verdicts.
func counted(n int, share analysis.Statistic) text {
	if _, ok := share.Get(); !ok {
		return textf("%d", n)
	}
	return textf("%d (%s)", n, percent(share))
}

// mentions are words with how often they were given, in a fixed order.
func mentions[W ~string](list []analysis.Mention[W]) text {
	out := make([]text, len(list))
	for i, m := range list {
		out[i] = textf("%s (%d)", m.Word, m.Count)
	}
	return join(out, ", ")
}

func orDash(t text) text {
	if t == "" {
		return "–"
	}
	return t
}

func orUnknown(t text) text {
	if t == "" {
		return "not known"
	}
	return t
}

func given(s string) text { return orDash(plain(s)) }

// said is an item in words; the sentence is of this program's own words.
// Where more hands were counted than people are in the room, it says so too.
func (r *report) said(x *analysis.Item) text {
	text := x.Sentence(r.setup.Mode)
	if over := r.a.Overcount(x); over != "" {
		text += "; " + over
	}
	return plain(text)
}

func dagger(mark bool) text {
	if mark {
		return "†"
	}
	return ""
}

// short is an answer as a noun in a list.
func short(a exercise.Answer) text { return plain(string(a)) }

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

func date(t time.Time) text    { return plain(t.UTC().Format("2 January 2006")) }
func instant(t time.Time) text { return plain(t.UTC().Format("2 January 2006, 15:04 UTC")) }

// moment is a point in time, as precise as it is known; empty if it isn't.
func moment(m source.Moment) text { return plain(scenario.When{From: m}.UTC()) }
