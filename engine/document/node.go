package document

import "fmt"

// A Node is a place in a document: the top, a table, an entry of a list or a
// value. It may be a place where nothing stands.
type Node struct {
	file   *File
	parent *Node  // nil at the top
	key    string // the name in the parent; empty for an entry of a list
	index  int    // the number in the parent, from 0, for an entry of a list
	raw    any    // what the parser made of it; nil if nothing stands here
}

// At is the value of a table's key.
func (n Node) At(key string) Node {
	t, _ := n.raw.(map[string]any)
	return Node{n.file, &n, key, 0, t[key]}
}

// Index is an entry of a list, counted from 0.
func (n Node) Index(i int) Node {
	child := Node{file: n.file, parent: &n, index: i}
	if list, _ := n.raw.([]any); i < len(list) {
		child.raw = list[i]
	}
	return child
}

// Has reports whether the table has the key.
func (n Node) Has(key string) bool {
	t, _ := n.raw.(map[string]any)
	_, ok := t[key]
	return ok
}

// Problem reports something that is wrong with what stands here. A message
// says what is wrong; what to do.
func (n Node) Problem(format string, args ...any) {
	if !n.file.full() {
		n.file.report(finding{at: n, message: fmt.Sprintf(format, args...)})
	}
}

// name is what a message calls the place: its key, or the key of its list.
func (n Node) name() string {
	switch {
	case n.parent == nil:
		return "the file"
	case n.key == "":
		return fmt.Sprintf("entry %d of %s", n.index+1, n.parent.name())
	}
	return n.key
}

// heading is how an author writes the table: "[header]", "[[steps.facts]]".
func (n Node) heading() string {
	if n.parent == nil {
		return "the top of the file"
	}
	path := ""
	for x := &n; x.parent != nil; x = x.parent {
		if x.key != "" {
			path = x.key + "." + path
		}
	}
	path = path[:max(0, len(path)-1)]
	if n.key == "" {
		return "[[" + path + "]]"
	}
	return "[" + path + "]"
}

// Position is the line and column at which the value stands, both from 1. Of
// what isn't there it is the nearest place around it.
func (n Node) Position() (line, col int) {
	at, _ := n.file.where().find(n)
	return newLines(n.file.data).position(at.value)
}
