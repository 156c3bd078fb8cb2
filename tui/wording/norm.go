package wording

import "github.com/normwalk/normwalk/engine/norm"

// Norm is a norm of the set; one that isn't in it goes by its id.
func Norm(set *norm.Set, id norm.ID) *norm.Norm {
	if n, ok := set.Get(id); ok {
		return n
	}
	return &norm.Norm{ID: id, Reference: string(id), Label: "a norm that is not loaded"}
}

// Kind says what a norm asks for: an act or its absence.
func Kind(k norm.Kind) string {
	if k == norm.Refrain {
		return "something to refrain from"
	}
	return "something to do"
}
