package document_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/normwalk/normwalk/engine/document"
)

// The rules are those of the checks, needed or not as the checks ask.
func TestRules(t *testing.T) {
	got := document.Rules(new(story), func(f *document.File) {
		var s story
		f.Bind(&s)
		top := f.Root()
		top.Text("title", s.Title, 48)
		if s.Licence != "" {
			document.PlainID.Check(top, "licence", s.Licence)
		}
		top.Number("pages", s.Pages, 2, 9)
		top.Moment("date")
		top.Words("tags", s.Tags, 0, []string{"a", "b"})
		if top.Entries("parts", len(s.Parts), 1, 3) {
			for i := range s.Parts {
				top.At("parts").Index(i).Fits("name", "", 12)
			}
		}
		if f.Err() != nil {
			t.Errorf("the specimen has problems: %v", f.Err())
		}
	})
	want := map[string]document.Rule{
		"title":        {Needed: true, Filled: true, MaxLength: 48},
		"licence":      {Pattern: `^[a-z0-9]+(-[a-z0-9]+)*$`, MaxLength: 64},
		"pages":        {Needed: true, Least: 2, Most: 9},
		"date":         {Needed: true},
		"tags":         {Unique: true},
		"tags[]":       {Words: []string{"a", "b"}},
		"parts":        {Needed: true, Least: 1, Most: 3},
		"parts[].name": {MaxLength: 12},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
