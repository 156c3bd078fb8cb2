package plain

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

func TestTheHotWashOfARoom(t *testing.T) {
	_, r := open(t, room.Choice{Scenario: "wannacry-2017", Mode: exercise.Hands, Groups: []string{"Policy", "Technical community"}})
	out, trouble, err := play(t, r, false,
		"divided", "", "latency",
		"13h policy 1 6 0 trust hours", "13h tech 8 1 1", "13h else 1 0 0", "13k policy 2 2 2", "13k tech 2 2 2", "", "",
		"again", "13h policy 6 1 0", "13h tech 8 1 1", "13h else 1 0 0", "", "", "", "",
		"wash", "divided", "gaps", "shift", "norms", "latency", "cell 13h 1", "cell 13(k) step 1", "cell 13h", "cell 13h 99", "cell nosuch 1", "cell 13a 1", "finish", "gaps", "quit")
	if err != nil {
		t.Fatal(err)
	}
	contains(t, "the hot wash", out,
		"More: divided, gaps, shift, latency, norms, and cell NORM STEP.",
		"Where the room is divided, most of all first:", "13(k) at step 1, ", "a tie of helped, latency and irrelevant: 4 each of 12; divided. 4 helped, 4 added latency, 4 irrelevant, 0 abstained.",
		"Where the analyst reads it differently, to talk about and not as a score:", "13(h) at step 1, The fix is published: most say it helped (15 of 18); the analyst reads it as irrelevant.",
		"Policy, 2 items: 8 helped, 3 added latency, 2 irrelevant, 0 abstained.", "Where they differ most on one item:",
		"Voted on twice: 1 item. At least 5 answers moved; on 0 of these items another verdict leads now.",
		"13(h) at step 1, The fix is published. From the first vote to the second: helped 10, now 15;", "It was leaning, and is broad agreement.",
		"13(h) Respond to requests for assistance: judged at 1 step; 15 helped, 2 added latency, 1 irrelevant, 0 abstained; helped leads at 1 step",
		"No request is recorded at the steps that the room came to.",
		"Vote 1: most say it helped: 10 of 18; leaning.", "Vote 2: most say it helped: 15 of 18; broad agreement.", "Policy: 6 helped, 1 added latency, 0 irrelevant, 0 abstained.",
		"The analyst reads it as irrelevant.")
	contains(t, "the complaints", trouble,
		"That belongs to the hot wash: wash goes there", "Say which norm and which step, from 1 to ", "13(a) was not on the table at step 1, ")
	if n := strings.Count(out, "Policy, 2 items"); n != 2 {
		t.Errorf("the groups were compared %d times, want 2: the commands go on after the end", n)
	}
}

func TestTheHotWashAlone(t *testing.T) {
	_, r := open(t, room.Choice{Scenario: "wannacry-2017", Mode: exercise.Solo})
	out, _, err := play(t, r, false, "", "h", "l", "", "again", "latency", "a", "", "wash", "divided", "gaps", "shift", "norms", "cell 13h 1", "latency", "quit")
	if err != nil {
		t.Fatal(err)
	}
	contains(t, "the hot wash", out,
		"Recorded. 13(h): added latency.", // at a vote it is an answer
		"you say it added latency; the analyst reads it as irrelevant. Because: ",
		"No groups were counted apart", "13(h) at step 1, The fix is published. From the first vote to the second: helped, now added latency.",
		"Vote 1: you say it helped.", "Vote 2: you say it added latency.")
	if strings.Contains(out, "Where the room is divided") {
		t.Error("one person is called a room")
	}
}

func TestTheLedger(t *testing.T) {
	_, r := open(t, room.Choice{Scenario: "wannacry-2017", Mode: exercise.Hands})
	lines := []string{"", "go 4", "13h 5 10 1 time hours", "", "", "wash", "latency", "quit"}
	out, _, err := play(t, r, false, lines...)
	if err != nil {
		t.Fatal(err)
	}
	contains(t, "the ledger", out,
		"Help with the response.", "At step 4, Hospitals in England call for help. Channel: internal. NHS hospital trusts in England asked NHS England: ",
		"Acknowledged: not known. Acted on: within 16 hours. Outcome: ", "Judged on the norms there: 10 of 16 verdicts say added latency; delays hours 1.",
		"Channel internal, 2 requests in all.", "within 16 hours, 1 not known.")
	if strings.Contains(out, "People, evidence and money") {
		t.Error("a family without requests is read")
	}
}

// What isn't revealed isn't read, whatever is asked.
func TestTheHotWashHidesOpenVotes(t *testing.T) {
	_, r := open(t, room.Choice{Scenario: "wannacry-2017", Mode: exercise.Hands})
	out, _, err := play(t, r, false, "", "13h 11 1 1", "wash", "divided", "norms", "cell 13h 1", "quit")
	if err != nil {
		t.Fatal(err)
	}
	_, out, _ = strings.Cut(out, "Hot wash of")
	contains(t, "the hot wash", out, "not revealed at 1 step", "Not revealed yet: 13 answers.")
	for _, bad := range []string{"11 helped", "helped: 11", "Because:"} {
		if strings.Contains(out, bad) {
			t.Errorf("it tells %q before the reveal:\n%s", bad, out)
		}
	}
}

func TestAfter(t *testing.T) {
	moment := func(s string) source.Moment {
		m, err := source.ParseMoment(s)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for _, c := range []struct{ from, to, want string }{
		{"2017-05-12T13:30Z", "2017-05-12T14:00Z", "after 29 to 31 minutes"},
		{"2017-05-12T13:30:00Z", "2017-05-12T14:00:00Z", "after 30 minutes"},
		{"2017-05-12T13:30:05Z", "2017-05-12T13:30:10Z", "within a minute"},
		{"2017-05-12", "2017-05-12", "within 24 hours"},
		{"2017-05-12", "2017-05-13", "within 2 days"},
		{"2017-05-12", "2017-05-15", "after 2 to 4 days"},
		{"2017-05", "2018-01", "after 7 to 10 months"},
		{"2010", "2017", "after 6 to 9 years"},
	} {
		if got := after(span(moment(c.from), moment(c.to))); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
	if got := after(nil); got != "not known" {
		t.Error(got)
	}
	if got := after(&analysis.Span{Min: time.Hour, Max: time.Hour}); got != "after 60 minutes" {
		t.Error(got)
	}
}

// document plays hands exercises on an incident and publishes them.
func document(t *testing.T, answers ...[]string) analysis.Document {
	t.Helper()
	h, lib := testHost(t), content(t)
	var all []analysis.Labelled
	for i, lines := range answers {
		choice := room.Choice{Scenario: "wannacry-2017", Mode: exercise.Hands, Groups: []string{"Policy"}, TLP: "GREEN"}
		if i == 2 {
			choice.Scenario = "estonia-2007"
		}
		r, err := h.Open(context.Background(), lib, choice)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := play(t, r, false, lines...); err != nil {
			t.Fatal(err)
		}
		e := analysis.Shared(r.State(), r.Scenario(), r.Content().Norms())
		all = append(all, analysis.Labelled{TLP: "GREEN", Exercise: e})
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return analysis.Publish(all...)
}

func TestCompare(t *testing.T) {
	d := document(t,
		[]string{"", "13h policy 12 1 1", "13h else 3 1 0", "13j else 9 1 0", "", "finish"},
		[]string{"", "13h policy 1 12 2", "13j else 8 2 0", "", "finish"},
		[]string{"", "13h else 1 1 8", "", "quit"})
	d.Exercises[1].Scenario.Hash = strings.Repeat("ab", 32)
	d = analysis.Publish(d.Exercises...)
	var b bytes.Buffer
	if err := Compare(&b, d, nil, 80); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(b.String(), "\n") {
		if len([]rune(line)) > 80 {
			t.Errorf("longer than 80: %q", line)
		}
	}
	out := strings.ReplaceAll(b.String(), "\n  ", " ")
	contains(t, "the comparison", out,
		"3 exercises side by side. The results carry the label: TLP:GREEN.",
		"2026-11-21-estonia-", "not finished", "Not all were run with the same text of wannacry-2017: ", "abababab in exercise ",
		"13(h) Respond to requests for assistance", "Together: ", "15 verdicts, 1 helped or 7%, 12 added latency or 80%, 2 irrelevant or 13%.",
		"13(h) at The fix is published: helped, 15 of 18 or 83% in exercise ", "1 of 15 or 7% in exercise ",
		"How far people agree, with Krippendorff's alpha", "not defined, fewer than three items", "Groups, over all exercises.", "Policy, 1 item: ")
	if strings.Contains(out, "\x1b") {
		t.Error("there is an escape in it")
	}
}

func TestCompareSaysWhatThereIsNot(t *testing.T) {
	d := document(t, []string{"quit"}, []string{"quit"})
	var b bytes.Buffer
	if err := Compare(&b, d, nil, 60); err != nil {
		t.Fatal(err)
	}
	contains(t, "the comparison", strings.ReplaceAll(b.String(), "\n  ", " "), "No norm was judged.", "Nowhere, among rooms with five verdicts or more.", "All verdicts together: not defined, fewer than three items.")
}

// span is what is known of the time between two moments.
func span(from, to source.Moment) *analysis.Span {
	s := &scenario.Scenario{ID: "s", Steps: []scenario.Step{{Requests: []scenario.Request{{Sent: from, Acted: to}}}}}
	return analysis.Requests(s).Requests[0].Acted
}
