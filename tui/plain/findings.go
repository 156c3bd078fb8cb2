package plain

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// longest is how many entries of a list are read: nobody keeps more in mind.
const longest = 10

// findings reads out what the verdicts of an exercise come to.
type findings struct {
	*analysis.Exercise
	content *norm.Set // nil where only figures are known
	out     *printer
}

// findings has only what everybody may see, since a room may be listening.
func (p *player) findings() findings {
	set := p.Room.Content().Norms()
	return findings{analysis.Shared(p.state(), p.Room.Scenario(), set), set, p.out}
}

// inWash makes a command that is understood in the hot wash alone.
func inWash(f func(p *player, rest string) error) func(*player, string) error {
	return func(p *player, rest string) error {
		if where, _ := p.where(); where != washing && where != ended {
			p.complain(errors.New("that belongs to the hot wash: wash goes there, and Enter comes back; an answer for a norm is written so: " + p.example()))
			return nil
		}
		return f(p, rest)
	}
}

// reading is such a command that only reads.
func reading(f func(findings)) func(*player, string) error {
	return inWash(func(p *player, _ string) error {
		f(p.findings())
		return nil
	})
}

// title names an item: "13(h) at step 4, The kill switch".
func (f findings) title(step string, id norm.ID) string {
	return f.norm(id).Reference + " at " + f.at(step)
}

// at names a step by its number and title.
func (f findings) at(id string) string {
	i := slices.IndexFunc(f.Steps, func(st analysis.Step) bool { return st.ID == id })
	switch {
	case i < 0:
		return "step " + id
	case f.Steps[i].Title == "":
		return fmt.Sprintf("step %d", i+1)
	}
	return fmt.Sprintf("step %d, %s", i+1, f.Steps[i].Title)
}

func (f findings) norm(id norm.ID) analysis.Norm {
	i := slices.IndexFunc(f.Norms, func(n analysis.Norm) bool { return n.ID == id })
	if i < 0 || f.Norms[i].Reference == "" {
		return analysis.Norm{ID: id, Reference: string(id), Label: "a norm that is not loaded"}
	}
	n := f.Norms[i]
	if f.content == nil {
		return n
	}
	if _, ok := f.content.Get(id); ok {
		n.Reference = wording.NormAmong(f.content, id, f.NormFamilies() > 1).Reference
	}
	return n
}

// each reads the first entries of a list, and says how many are left.
func each[T any](out *printer, all []T, line func(T) string) {
	for _, x := range all[:min(longest, len(all))] {
		out.say(stop(line(x)))
	}
	if left := len(all) - longest; left > 0 {
		out.say(fmt.Sprintf("And %d more.", left))
	}
}

// divided says where a room disagrees with itself, and where it and the
// analyst part.
func (f findings) divided() {
	if f.Mode != exercise.Solo {
		items := slices.DeleteFunc(slices.Clone(f.Divided), func(r analysis.Ref) bool {
			i, ok := f.Item(r)
			return !ok || i.Label == analysis.Broad
		})
		if len(items) == 0 {
			f.out.say("The room is divided nowhere: it broadly agrees on all that it judged.")
		} else {
			f.out.say("Where the room is divided, most of all first:")
		}
		each(f.out, items, func(r analysis.Ref) string {
			i, _ := f.Item(r)
			return fmt.Sprintf("%s: %s. %s", f.title(r.Step, r.Norm), i.Sentence(f.Mode), sentence(tally(i.Tally)))
		})
	}
	if len(f.Points) == 0 {
		f.out.say("Nowhere so far does the analyst read it differently.")
		return
	}
	f.out.say("Where the analyst reads it differently, to talk about and not as a score:")
	each(f.out, f.Points, func(p analysis.Point) string {
		line := f.title(p.Step, p.Norm) + ": " + stop(p.Sentence(f.Mode))
		if p.Reason != "" {
			line += " Because: " + stop(p.Reason)
		}
		return line
	})
}

// gaps says how stakeholder groups differ.
func (f findings) gaps() {
	if len(f.Groups) == 0 {
		f.out.say("No groups were counted apart, so there are none to compare.")
		return
	}
	f.out.say("Each group over all items:")
	for _, g := range f.Groups {
		f.out.say(groupLine(g))
	}
	if len(f.GroupGaps) > 0 {
		f.out.say("Where two groups differ most, over all items:")
		each(f.out, f.GroupGaps, analysis.GroupGap.Sentence)
	}
	if len(f.Gaps) > 0 {
		f.out.say("Where they differ most on one item:")
		each(f.out, f.Gaps, func(g analysis.Gap) string { return f.title(g.Step, g.Norm) + ": " + g.Sentence() })
	} else {
		f.out.say("On no item do two groups of five or more differ.")
	}
}

func groupLine(g analysis.Group) string {
	if g.Items == 0 && g.Merged > 0 {
		return sentence(wording.Group(g.Group) + ": " + wording.TooSmall)
	}
	text := sentence(fmt.Sprintf("%s, %s: %s", wording.Group(g.Group), wording.Count(g.Items, "item"), tally(g.Tally)))
	if g.Merged > 0 {
		text += fmt.Sprintf(" At %s too few to be told apart, and not counted here.", wording.Count(g.Merged, "item"))
	}
	return text
}

// shift says what the second votes changed.
func (f findings) shift() {
	x, unlike := f.Shifted, f.Unlike()
	solo := f.Mode == exercise.Solo
	switch {
	case x == nil && len(unlike) == 0:
		f.out.say("Nothing was voted on twice.")
		return
	case x != nil && !solo:
		f.out.say(fmt.Sprintf("Voted on twice: %s. At least %d answers moved; on %d of these items another verdict leads now.",
			wording.Count(x.Items, "item"), x.Moved, x.Turned))
	}
	each(f.out, f.Shifts, func(s analysis.Shift) string {
		line := f.title(s.Step, s.Norm) + ". " + shift(exercise.Votes{Total: s.Before}, exercise.Votes{Total: s.After}, solo)
		if !solo {
			line += fmt.Sprintf(" At least %d moved.", s.Moved)
		}
		if !solo && s.From != s.To {
			line += fmt.Sprintf(" It was %s, and is %s.", s.From, s.To)
		}
		return line
	})
	if len(unlike) > 0 && !solo {
		f.out.say("Voted on twice by different numbers of people, read side by side:")
	}
	each(f.out, unlike, func(s analysis.Twice) string {
		line := f.title(s.Step, s.Norm) + ". "
		if solo {
			return line + shift(exercise.Votes{Total: s.Before}, exercise.Votes{Total: s.After}, solo)
		}
		return line + sideBySide(s.Before, s.After)
	})
}

// worth says what each norm was worth, those that added most latency first.
func (f findings) worth() {
	if len(f.Norms) == 0 {
		f.out.say("No norm was on the table.")
		return
	}
	latency := func(n analysis.Norm) int { return n.Actual.Tally.Latency + n.Counterfactual.Tally.Latency }
	norms := slices.Clone(f.Norms)
	order, several := map[string]int{}, f.NormFamilies() > 1
	for i, n := range norms {
		if _, ok := order[n.Catalogue]; !ok && several {
			order[n.Catalogue] = i
		}
	}
	slices.SortStableFunc(norms, func(a, b analysis.Norm) int {
		return cmp.Or(order[a.Catalogue]-order[b.Catalogue], latency(b)-latency(a))
	})
	f.out.say("What each norm was worth, those that added most latency first:")
	family := ""
	for _, n := range norms {
		if several && n.Catalogue != family {
			family = n.Catalogue
			f.out.say("Of " + f.familyName(family) + ":")
		}
		name := strings.TrimSpace(f.norm(n.ID).Reference + " " + f.norm(n.ID).Label)
		for _, w := range []struct {
			name string
			of   analysis.Worth
		}{{name, n.Actual}, {name + ", had there been the norm", n.Counterfactual}} {
			if text := worthText(w.of); text != "" {
				f.out.say(w.name + ": " + stop(text))
			}
		}
	}
}

// familyName is the short name of a family of norms, by its id.
func (f findings) familyName(id string) string {
	if f.content != nil {
		if c, ok := f.content.Catalogue(id); ok {
			return c.Short
		}
	}
	return id
}

// worthText is what came of a norm; empty if it was on no table.
func worthText(w analysis.Worth) string {
	var parts []string
	add := func(n int, format string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf(format, wording.Count(n, "step")))
		}
	}
	if w.Applied > 0 {
		parts = append(parts, fmt.Sprintf("judged at %s; %s", wording.Count(w.Applied, "step"), tally(w.Tally)))
	}
	add(w.Helped, "helped leads at %s")
	add(w.Latency, "added latency leads at %s")
	add(w.Irrelevant, "irrelevant leads at %s")
	add(w.Tied, "a tie at %s")
	add(w.Abstained, "only abstentions at %s")
	add(w.Hidden, "not revealed at %s")
	add(w.NotAsked, "not asked at %s")
	add(w.SetAside, "set aside at %s")
	if said := mentioned(w.Reasons); said != "" {
		parts = append(parts, "reasons "+said)
	}
	if said := mentioned(w.Delays); said != "" {
		parts = append(parts, "delays "+said)
	}
	return strings.Join(parts, "; ")
}

// mentioned lists what was said, and how often: "trust 2, time 1".
func mentioned[W ~string](all []analysis.Mention[W]) string {
	out := make([]string, len(all))
	for i, m := range all {
		out[i] = fmt.Sprintf("%s %d", m.Word, m.Count)
	}
	return strings.Join(out, ", ")
}
