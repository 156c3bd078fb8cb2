package plain

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/normwalk/normwalk/engine/exercise"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		mode exercise.Mode
		line string
		want said
	}{
		{exercise.Solo, "h", said{answer: exercise.Helped}},
		{exercise.Solo, "HELPED", said{answer: exercise.Helped}},
		{exercise.Solo, "latency", said{answer: exercise.Latency}},
		{exercise.Solo, "a", said{answer: exercise.Abstain}},
		{exercise.Solo, "0", said{answer: exercise.Abstain}},
		{exercise.Solo, "l trust hours # they waited", said{answer: exercise.Latency, reason: "trust", delay: "hours", note: "they waited"}},
		{exercise.Solo, "l, hour, trust", said{answer: exercise.Latency, reason: "trust", delay: "hours"}},
		{exercise.Solo, "i legal exposure none", said{answer: exercise.Irrelevant, reason: "legal exposure", delay: "none"}},
		{exercise.Solo, "i legal days", said{answer: exercise.Irrelevant, reason: "legal exposure", delay: "days"}},
		{exercise.Solo, "h # a # b", said{answer: exercise.Helped, note: "a # b"}},
		{exercise.Solo, "h#x", said{answer: exercise.Helped, note: "x"}},
		{exercise.Solo, "clear", said{clear: true}},
		{exercise.Hands, "12 5 2 1", said{tally: exercise.Tally{Helped: 12, Latency: 5, Irrelevant: 2, Abstained: 1}}},
		{exercise.Hands, "12/5/2", said{tally: exercise.Tally{Helped: 12, Latency: 5, Irrelevant: 2}}},
		{exercise.Hands, "12, 5, 2 capacity # nobody there", said{tally: exercise.Tally{Helped: 12, Latency: 5, Irrelevant: 2}, reason: "capacity", note: "nobody there"}},
		{exercise.Hands, "civil society 1 2 3", said{tally: exercise.Tally{Helped: 1, Latency: 2, Irrelevant: 3}, group: "civil society"}},
		{exercise.Hands, "government clear", said{group: "government", clear: true}},
	} {
		got, err := parse(c.line, c.mode)
		if err != nil {
			t.Errorf("%q: %v", c.line, err)
		} else if d := cmp.Diff(c.want, got, cmp.AllowUnexported(said{})); d != "" {
			t.Errorf("%q: %s", c.line, d)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		mode  exercise.Mode
		line  string
		other bool   // no answer at all
		says  string // what the person is told
	}{
		{exercise.Solo, "", true, ""},
		{exercise.Solo, "# only a comment", true, ""},
		{exercise.Solo, "help", true, ""},
		{exercise.Solo, "13h l", true, ""},
		{exercise.Solo, "12 5 2", true, ""},
		{exercise.Solo, "h l", false, "neither a reason"},
		{exercise.Solo, "l trust time", false, "two reasons"},
		{exercise.Solo, "l days weeks", false, "two delays"},
		{exercise.Hands, "h", true, ""},
		{exercise.Hands, "12", false, "three or four"},
		{exercise.Hands, "1 2 3 4 5", false, "three or four"},
		{exercise.Hands, "1 2 999999999999999999999", false, "more than any room"},
		{exercise.Hands, "1 2 3 x", false, "neither a reason"},
		{exercise.Hands, "-1 2 3", false, "three or four"},
	} {
		_, err := parse(c.line, c.mode)
		switch {
		case err == nil:
			t.Errorf("%q was taken", c.line)
		case errors.Is(err, errOther) != c.other:
			t.Errorf("%q: %v", c.line, err)
		case !c.other && !strings.Contains(err.Error(), c.says):
			t.Errorf("%q: %v; want %q", c.line, err, c.says)
		}
	}
}

func TestParseNote(t *testing.T) {
	for _, c := range []struct {
		line string
		want exercise.Note
	}{
		{"takeaway call first", exercise.Note{Kind: exercise.TakeAway, Text: "call first"}},
		{"take-away call: first", exercise.Note{Kind: exercise.TakeAway, Text: "call: first"}},
		{"parking who pays? owner: us", exercise.Note{Kind: exercise.ParkingLot, Text: "who pays? owner: us"}},
		{"unintended blame", exercise.Note{Kind: exercise.Unintended, Text: "blame"}},
		{"followup ring owner: CSIRT due: Friday", exercise.Note{Kind: exercise.FollowUp, Text: "ring", Owner: "CSIRT", Due: "Friday"}},
		{"followup ring Due: next week Owner: the ministry", exercise.Note{Kind: exercise.FollowUp, Text: "ring", Owner: "the ministry", Due: "next week"}},
		{"follow-up ring", exercise.Note{Kind: exercise.FollowUp, Text: "ring"}},
	} {
		got, err := parseNote(c.line)
		if err != nil {
			t.Errorf("%q: %v", c.line, err)
		} else if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%q: %s", c.line, d)
		}
	}
	for _, line := range []string{"", "takeaway", "memo text", "ta text"} {
		if n, err := parseNote(line); err == nil {
			t.Errorf("%q was taken as %+v", line, n)
		}
	}
}
