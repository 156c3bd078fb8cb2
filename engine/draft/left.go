package draft

import "fmt"

// A Left is something that isn't carried over.
type Left struct {
	Where string // in the file it comes from; empty for all of it
	What  string
}

// String is "where: what".
func (l Left) String() string {
	if l.Where == "" {
		return l.What
	}
	return l.Where + ": " + l.What
}

// maxKinds bounds a list of what is left out.
const maxKinds = 100

// Leavings collects what a reader leaves out, each kind once.
type Leavings struct {
	list  []leaving
	kinds map[string]int // where a kind stands in the list
}

type leaving struct {
	Left
	count int
}

// Add adds something. What it is makes the kind.
func (l *Leavings) Add(where, what string) {
	i, ok := l.kinds[what]
	switch {
	case ok:
		l.list[i].count++
		return
	case len(l.list) == maxKinds:
		what = "more that a scenario has no place for"
	case len(l.list) > maxKinds:
		l.list[maxKinds].count++
		return
	}
	if l.kinds == nil {
		l.kinds = map[string]int{}
	}
	l.kinds[what] = len(l.list)
	l.list = append(l.list, leaving{Left{where, what}, 1})
}

// List is what was added, in the order in which the kinds came first.
func (l *Leavings) List() []Left {
	var out []Left
	for _, x := range l.list {
		if x.count > 1 {
			x.What += fmt.Sprintf(" (in %d places; this is the first)", x.count)
		}
		out = append(out, x.Left)
	}
	return out
}
