package wording

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/practice"
)

// RightAnswer names the norm that a question was about: "It is UN 13(h),
// Respond to requests for assistance (UN eleven, voluntary norm)."
func RightAnswer(set *norm.Set, q practice.Question) string {
	n := Norm(set, q.Norm)
	c, ok := set.CatalogueOf(q.Norm)
	if !ok {
		return fmt.Sprintf("It is %s, %s.", set.Cite(n), n.Label)
	}
	return fmt.Sprintf("It is %s, %s (%s, %s).", set.Cite(n), n.Label, c.Short, set.StandingOf(n))
}

// Why tells the right norm from the one that was chosen, or from the one that
// is easiest taken for it, which is other. Without such a one it is empty.
func Why(set *norm.Set, q practice.Question, given norm.ID) (text string, other *norm.Norm) {
	n := Norm(set, q.Norm)
	wrong, begin := q.Nearest, "The nearest of the others is "
	if given != q.Norm {
		wrong, begin = given, "You chose "
	}
	other, ok := set.Get(wrong)
	if !ok {
		return "", nil
	}
	return begin + set.Cite(other) + ". " + apart(set, n, other), other
}

// apart says what two norms share and what tells them apart.
func apart(set *norm.Set, n, o *norm.Norm) string {
	var ideas []string
	for _, i := range n.Shared(o) {
		ideas = append(ideas, "“"+i.Title()+"”")
	}
	home, _ := set.CatalogueOf(n.ID)
	other, _ := set.CatalogueOf(o.ID)
	var differ []string
	if home != other {
		differ = append(differ, fmt.Sprintf("is of another family, %s (%s)", other.Short, set.StandingOf(o)))
	}
	if n.Kind != o.Kind {
		differ = append(differ, "asks for "+Kind(o.Kind))
	}
	if n.Addressee != o.Addressee {
		differ = append(differ, "speaks to “"+strings.TrimSuffix(o.Addressee, ".")+"”")
	}
	text := "Both are about "
	switch {
	case len(ideas) == 0 && len(differ) == 0:
		return "It asks the same people for another thing."
	case len(ideas) == 0:
		return "It " + strings.Join(differ, "; it ") + "."
	}
	text += strings.Join(ideas, " and ")
	if len(differ) == 0 {
		return text + ", but it asks for another thing."
	}
	return text + ", but it " + strings.Join(differ, "; it ") + "."
}

// Again says when a norm is asked the next time.
func Again(d time.Duration) string {
	days := int((d + 12*time.Hour) / (24 * time.Hour))
	switch {
	case days < 1:
		return "within hours"
	case days == 1:
		return "tomorrow"
	}
	return fmt.Sprintf("in %d days", days)
}

// Missed lists the norms of a session that were not known, as they are cited.
func Missed(set *norm.Set, questions []practice.Question, answers []norm.ID) []string {
	var out []string
	for i, q := range questions[:len(answers)] {
		if answers[i] != q.Norm {
			n := Norm(set, q.Norm)
			out = append(out, set.Cite(n)+"  "+n.Label)
		}
	}
	return out
}

// AfterSession says when what was asked comes again: what was missed, whose list
// follows, and what was known. The cards are those after the answers.
func AfterSession(cards practice.Cards, questions []practice.Question, answers []norm.ID, now time.Time) string {
	var missed, known []time.Duration
	for i, q := range questions[:len(answers)] {
		if due := cards[q.Norm].Due.Sub(now); answers[i] == q.Norm {
			known = append(known, due)
		} else {
			missed = append(missed, due)
		}
	}
	switch {
	case len(missed) == 0:
		return "You knew them all. They come again " + nextDays(known) + ": each time that you know one, it waits twice as long."
	case len(known) == 0:
		return "These come again " + nextDays(missed) + ":"
	}
	return "What you knew comes again " + nextDays(known) + ", and then after twice as long. These come again " + nextDays(missed) + ":"
}

// nextDays names the days on which some norms are asked the next time, once each:
// "tomorrow, in 2 days and in 8 days".
func nextDays(due []time.Duration) string {
	slices.Sort(due)
	var days []string
	for _, d := range due {
		if a := Again(d); !slices.Contains(days, a) {
			days = append(days, a)
		}
	}
	if last := len(days) - 1; last > 0 {
		return strings.Join(days[:last], ", ") + " and " + days[last]
	}
	return strings.Join(days, "")
}

// StillFresh says how much of a pool was never asked.
func StillFresh(of, fresh int) string {
	if fresh > 0 {
		return fmt.Sprintf("Of %s, %d still to come for the first time.", Count(of, "norm"), fresh)
	}
	return "You have met every norm of this list."
}
