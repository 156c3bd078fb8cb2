package document

import "github.com/normwalk/normwalk/engine/source"

// Sources checks the [[sources]] of a document and registers their ids. What
// uses them is checked against the register afterwards.
func Sources(top Node, sources []source.Source) *Register {
	ids := NewRegister("source", SourceID)
	if !top.Entries("sources", len(sources), 1, 0) {
		return ids
	}
	for i, s := range sources {
		n := top.At("sources").Index(i)
		ids.Add(n, "id", s.ID)
		n.Text("title", s.Title, 160)
		n.Text("publisher", s.Publisher, 80)
		n.URL("url", s.URL)
		n.Word("status", string(s.Status), source.Statuses())
		if s.Status == source.Copy && s.Via == "" {
			n.Problem(`via is missing; a source with status "copy" says where the copy was read`)
		}
		if s.Language != "" {
			language.Check(n, "language", s.Language)
		}
		n.Fits("note", s.Note, 160)
	}
	return ids
}
