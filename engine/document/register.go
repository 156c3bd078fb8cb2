package document

import "slices"

// A Register holds the ids of one list of a document, and which of them are
// used elsewhere in it.
type Register struct {
	noun string
	form Form
	ids  []string
	at   map[string]Node
	used map[string]bool
}

// NewRegister makes an empty one; the noun says in messages what its ids
// name.
func NewRegister(noun string, form Form) *Register {
	return &Register{noun: noun, form: form, at: make(map[string]Node), used: make(map[string]bool)}
}

// Add checks and takes the id under the key of an entry.
func (r *Register) Add(n Node, key, id string) {
	if !r.form.Check(n, key, id) {
		return
	}
	if _, ok := r.at[id]; ok {
		n.At(key).Problem("there are two %ss %s; give each its own %s", r.noun, Quote(id), key)
		return
	}
	r.ids, r.at[id] = append(r.ids, id), n.At(key)
}

// Has reports whether the id was added.
func (r *Register) Has(id string) bool { _, ok := r.at[id]; return ok }

// Use checks a key that must name one of the ids.
func (r *Register) Use(n Node, key, id string) {
	if x := n.rule(key); x != nil {
		x.form(r.form)
	}
	if n.needs(key, isText, "write the id of a %s", r.noun) {
		r.use(n.At(key), id)
	}
}

// UseAll checks a list of ids, of at least so many entries, each id once.
func (r *Register) UseAll(n Node, key string, ids []string, least int) {
	if x := n.rule(key); x != nil {
		x.Unique = true
	}
	if x := n.entryRule(key); x != nil {
		x.form(r.form)
	}
	if !n.Entries(key, len(ids), least, 0) {
		return
	}
	list := n.At(key)
	for i, id := range ids {
		entry := list.Index(i)
		if n.file.full() {
			return
		}
		if !isText(entry.raw) {
			continue
		}
		if slices.Contains(ids[:i], id) {
			entry.Problem("%s %s stands twice in %s; keep one", r.noun, Quote(id), key)
			continue
		}
		r.use(entry, id)
	}
}

func (r *Register) use(n Node, id string) {
	if r.used[id] {
		return
	}
	if r.Has(id) {
		r.used[id] = true
		return
	}
	n.Problem("there is no %s %s; %s", r.noun, Quote(id), DidYouMean(id, r.ids, "add it, or use one that exists"))
}

// Unused reports every id that nothing named, with the advice.
func (r *Register) Unused(advice string) {
	for _, id := range r.ids {
		if !r.used[id] {
			r.at[id].Problem("%s %s is never used; %s", r.noun, Quote(id), advice)
		}
	}
}
