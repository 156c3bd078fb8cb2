package advice

import (
	"fmt"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/document"
)

// unread is how many facts an advice is about that rest only on sources that
// nobody read, and which.
type unread struct {
	facts   int
	sources []string
}

// sayUnread marks a step that has such facts.
func (a *adviser) sayUnread(at document.Node) {
	var u unread
	var first document.Node
	for i, f := range a.step.Facts {
		if !a.Unverified(f.Sources) {
			continue
		}
		if u.facts++; u.facts == 1 {
			first = at.At("facts").Index(i).At("sources")
		}
		u.add(f.Sources)
	}
	if u.facts == 0 {
		return
	}
	a.say(first, u.rest()+" only on what nobody read: "+strings.Join(u.sources, ", "), unreadWhy, unreadDo)
	last := &a.found[len(a.found)-1]
	last.unread, last.Brief = u, true
}

const (
	unreadWhy = "It is shown as unverified, and somebody in the room may have been there"
	unreadDo  = "Read one of the sources, find another, or take the fact out"
)

func (u *unread) add(sources []string) {
	for _, id := range sources {
		if !slices.Contains(u.sources, id) {
			u.sources = append(u.sources, id)
		}
	}
}

func (u *unread) rest() string {
	if u.facts == 1 {
		return "The fact rests"
	}
	return fmt.Sprintf("%d facts rest", u.facts)
}

// Gather is a list of advice with what would be repeated at many steps of a file
// said once, at the first of them.
func Gather(found []Advice) []Advice {
	var out []Advice
	first := make(map[string]int) // by file, in out
	steps := make(map[string]int)
	for _, x := range found {
		if x.unread.facts == 0 {
			out = append(out, x)
			continue
		}
		i, again := first[x.File]
		steps[x.File]++
		if !again {
			x.unread.sources = slices.Clone(x.unread.sources)
			first[x.File] = len(out)
			out = append(out, x)
			continue
		}
		one := &out[i]
		one.Step = ""
		one.unread.facts += x.unread.facts
		one.unread.add(x.unread.sources)
		one.What = fmt.Sprintf("%d facts in %d steps rest only on sources that nobody read: %s", one.unread.facts, steps[x.File], strings.Join(one.unread.sources, ", "))
	}
	return out
}
