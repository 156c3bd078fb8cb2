// Package source says where a fact comes from, how well its author knows the
// place, and how precisely a moment in time is known.
package source

import "slices"

// Status says how well the author who cites a source knows it.
type Status string

// The three ways of knowing a source.
const (
	Read   Status = "read"   // read, at least the part that is cited
	Copy   Status = "copy"   // read through a copy or another outlet's quotation
	Unread Status = "unread" // known of; what rests on it alone is unverified
)

// Statuses lists them, the best first.
func Statuses() []string { return []string{string(Read), string(Copy), string(Unread)} }

// Unverified reports whether a statement that cites the ids rests only on
// sources of the list that its author didn't read. One without any sources is
// somebody's own view, and not unverified.
func Unverified(list []Source, ids []string) bool {
	return len(ids) > 0 && !slices.ContainsFunc(list, func(s Source) bool {
		return s.Status != Unread && slices.Contains(ids, s.ID)
	})
}

// A Source is a publication that facts are taken from.
type Source struct {
	ID        string `toml:"id" json:"id"`
	Title     string `toml:"title" json:"title"`
	Publisher string `toml:"publisher" json:"publisher"`
	Date      Moment `toml:"date" json:"date,omitzero"`
	URL       string `toml:"url" json:"url"`
	Via       string `toml:"via" json:"via,omitempty"` // where the copy was read
	Status    Status `toml:"status" json:"status"`
	Language  string `toml:"language" json:"language,omitempty"` // empty means English
	Note      string `toml:"note" json:"note,omitempty"`
}
