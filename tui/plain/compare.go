package plain

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// Compare reads exercises side by side, in lines of a width: each line means
// something by itself. The document has to have a comparison; sets are the norms
// of its exercises, in their order.
func Compare(w io.Writer, d analysis.Document, sets []*norm.Set, width int) error {
	c := comparison{
		d.Comparison, wording.NewCiting(sets, d.Comparison.Norms), map[string]findings{}, map[string]int{}, &printer{w: w, width: width},
	}
	for _, e := range d.Exercises {
		c.of[e.ID] = findings{e.Exercise, nil, c.out}
	}
	for i, r := range c.Exercises {
		c.number[r.ID] = i + 1
	}
	c.runs(d)
	c.drift()
	c.out.blank()
	c.out.say("What each norm was worth, together and in each exercise.")
	c.norms(c.Norms)
	for _, s := range c.Scenarios {
		c.apart(s)
	}
	c.agreement()
	c.groups()
	return c.out.err
}

type comparison struct {
	*analysis.Comparison
	cite   wording.Citing
	of     map[string]findings // by exercise
	number map[string]int      // by exercise, as they are called here
	out    *printer
}

// runs gives each exercise its number.
func (c *comparison) runs(d analysis.Document) {
	marks := exercise.Setup{TLP: d.TLP, ChathamHouse: d.ChathamHouse}.Labels()
	text := fmt.Sprintf("%s side by side.", wording.Count(len(c.Exercises), "exercise"))
	if len(marks) > 0 {
		text += " The results carry the label: " + strings.Join(marks, ", ") + "."
	}
	c.out.say(text)
	for i, r := range c.Exercises {
		text := fmt.Sprintf("Exercise %d: %s, %s, %s, opened %s", i+1, r.Title, r.ID, r.Mode, wording.Instant(r.Opened))
		if r.Phase != exercise.Ended {
			text += ", not finished"
		}
		c.out.say(fmt.Sprintf("%s. %s judged: %s.", text, wording.Count(r.Judged, "item"), tally(r.Tally)))
	}
}

// drift says which exercises were run with another text than others.
func (c *comparison) drift() {
	for _, s := range c.Scenarios {
		if s.Differ {
			c.out.say(fmt.Sprintf("Not all were run with the same text of %s: %s. Steps are matched by their ids; where the text was changed, rooms may have judged different things.", s.ID, c.versions(s.Versions)))
		}
	}
	for _, x := range c.Catalogue {
		c.out.say(fmt.Sprintf("Not all were run with the same text of the norms %s: %s.", x.ID, c.versions(x.Versions)))
	}
}

// versions says which exercises share a text: "abc12345 in exercises 1 and 2".
func (c *comparison) versions(all []analysis.Version) string {
	parts := make([]string, len(all))
	for i, v := range all {
		parts[i] = fmt.Sprintf("%s in %s", v.Hash[:min(8, len(v.Hash))], c.called(v.Exercises))
	}
	return strings.Join(parts, "; ")
}

// called names exercises by their numbers.
func (c *comparison) called(ids []string) string {
	numbers := make([]int, len(ids))
	for i, id := range ids {
		numbers[i] = c.number[id]
	}
	slices.Sort(numbers)
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = fmt.Sprint(n)
	}
	if len(words) == 1 {
		return "exercise " + words[0]
	}
	return "exercises " + list(words)
}

func (c *comparison) norms(all []analysis.OfNorm) {
	judged, family := 0, ""
	for _, n := range c.cite.ByFamily(all) {
		if c.cite.Several && n.Catalogue != family && n.Actual.Tally.Answered()+n.Counterfactual.Tally.Answered() > 0 {
			family = n.Catalogue
			c.out.say("Of " + c.cite.Family(family) + ":")
		}
		for _, x := range []struct {
			of    analysis.Pooled
			would string
		}{{n.Actual, ""}, {n.Counterfactual, ", had there been the norm"}} {
			if x.of.Tally.Answered() == 0 {
				continue
			}
			judged++
			c.out.say(fmt.Sprintf("%s%s. %s", strings.TrimSpace(c.cite.Reference(n.ID)+" "+n.Label), x.would, told("Together", x.of.Tally)))
			for _, r := range x.of.Rooms {
				c.out.say(told(fmt.Sprintf("Exercise %d", c.number[r.Exercise]), r.Tally))
			}
		}
	}
	if judged == 0 {
		c.out.say("No norm was judged.")
	}
}

// told reads a tally with its shares: "Exercise 1: 20 verdicts, 12 helped or
// 60%, 5 added latency or 25%, 3 irrelevant or 15%, 1 abstained."
func told(who string, t exercise.Tally) string {
	parts := []string{wording.Count(t.Judged(), "verdict")}
	for _, a := range exercise.Verdicts() {
		text := fmt.Sprintf("%d %s", t.Of(a), a.Label())
		if t.Judged() >= exercise.Few {
			text += " or " + percent(t.Share(a))
		}
		parts = append(parts, text)
	}
	if t.Abstained > 0 {
		parts = append(parts, fmt.Sprintf("%d abstained", t.Abstained))
	}
	return who + ": " + strings.Join(parts, ", ") + "."
}

// apart says at which steps rooms on one incident differ most.
func (c *comparison) apart(s analysis.OfScenario) {
	if len(s.Exercises) < 2 {
		if len(c.Scenarios) > 1 {
			c.out.blank()
			c.out.say(fmt.Sprintf("On %s there is only %s: nothing to compare step by step.", c.incident(s), c.called(s.Exercises)))
		}
		return
	}
	c.out.blank()
	c.out.say(fmt.Sprintf("On %s, %s differ most here:", c.incident(s), c.called(s.Exercises)))
	if len(s.Apart) == 0 {
		c.out.say("Nowhere, among rooms with five verdicts or more.")
	}
	each(c.out, s.Apart, func(p analysis.Place) string {
		i := slices.IndexFunc(s.Items, func(x analysis.OfItem) bool { return x.Place == p })
		g := s.Items[i].Gap
		return fmt.Sprintf("%s at %s: %s, %s in exercise %d, %s in exercise %d", c.cite.Reference(p.Norm), c.step(s, p.Step), g.Verdict.Label(),
			part(g.High.Tally, g.Verdict), c.number[g.High.Exercise], part(g.Low.Tally, g.Verdict), c.number[g.Low.Exercise])
	})
}

// incident names an incident as the exercise that was opened last knew it.
func (c *comparison) incident(s analysis.OfScenario) string {
	for _, e := range slices.Backward(s.Exercises) {
		if title := c.of[e].Title; title != "" {
			return title
		}
	}
	return s.ID
}

// step names a step as the exercise that was opened last knew it.
func (c *comparison) step(s analysis.OfScenario, id string) string {
	for _, e := range slices.Backward(s.Exercises) {
		for _, st := range c.of[e].Steps {
			if st.ID == id && st.Title != "" {
				return st.Title
			}
		}
	}
	return id
}

// part is "12 of 20 or 60%".
func part(t exercise.Tally, a exercise.Answer) string {
	return fmt.Sprintf("%d of %d or %s", t.Of(a), t.Judged(), percent(t.Share(a)))
}

// agreement sets the rooms against all of them together.
func (c *comparison) agreement() {
	c.out.blank()
	c.out.say("How far people agree, with Krippendorff's alpha: 1 is always, 0 as often as by chance. A room is supposed to disagree.")
	for _, r := range c.Exercises {
		if r.Agreement == nil {
			continue // one person
		}
		c.out.say(fmt.Sprintf("Exercise %d: %s.", c.number[r.ID], alpha(*r.Agreement)))
	}
	c.out.say("All verdicts together: " + alpha(c.Agreement.Pooled) + ".")
	mean, ok := c.Agreement.Mean.Get()
	pooled, also := c.Agreement.Pooled.Alpha.Get()
	if ok && also && c.Agreement.Rooms > 1 && mean-pooled >= 0.1 {
		c.out.say("Each room agrees more with itself than all do together: they differ from one another.")
	}
}

func alpha(a analysis.Agreement) string {
	text := "not defined, " + string(a.Alpha.Undefined)
	if x, ok := a.Alpha.Get(); ok {
		text = fmt.Sprintf("%.2f over %s", x, wording.Count(a.Items, "item"))
	}
	if a.Skewed {
		text += fmt.Sprintf("; %s of the verdicts are the same, which keeps it low", percent(a.Largest.Value))
	}
	return text
}

func (c *comparison) groups() {
	if len(c.Groups) == 0 {
		return
	}
	c.out.blank()
	c.out.say("Groups, over all exercises.")
	for _, g := range c.Groups {
		c.out.say(groupLine(g))
	}
}
