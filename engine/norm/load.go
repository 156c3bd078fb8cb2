package norm

import (
	"path"
	"strings"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/source"
)

// schema is the version of the catalogue format that this program knows.
const schema = 1

// Load reads a catalogue from TOML and gives each norm its ID. The name is
// the file's, for messages, and its base must be the catalogue's id.
//
// The error is of type [document.Problems] and holds all that is wrong. The
// catalogue that comes with an error is nil, or what could be made of the
// file: enough to look up norms that others refer to, no more.
func Load(name string, data []byte) (*Catalogue, error) {
	f, err := document.Parse(name, data)
	if err != nil {
		return nil, err
	}
	return FromDocument(f)
}

// FromDocument is Load for a document that has been parsed already.
func FromDocument(f *document.File) (*Catalogue, error) {
	c := new(Catalogue)
	f.Bind(c)
	for i := range c.Items {
		c.Items[i].ID = ID(c.ID + "/" + c.Items[i].Item)
	}
	check(f.Root(), c, strings.TrimSuffix(path.Base(f.Name()), ".toml"))
	return c, f.Err()
}

func check(top document.Node, c *Catalogue, fileID string) {
	if !top.Schema(c.Schema, schema) {
		return
	}
	if document.PlainID.Check(top, "id", c.ID) && c.ID != fileID {
		top.At("id").Problem("id %q differs from the file's name; call the file %s.toml or change the id", c.ID, c.ID)
	}
	top.Text("title", c.Title, 80)
	top.Text("short", c.Short, 24)
	top.Fits("prefix", c.Prefix, 16)
	top.Text("publisher", c.Publisher, 120)
	top.Moment("adopted")
	top.Word("type", c.Type, Types())
	top.Word("legal_nature", c.LegalNature, LegalNatures())
	top.Text("addressees", c.Addressees, 120)
	top.Text("summary", c.Summary, 600)
	top.Texts("cautions", c.Cautions, 0, 300)
	top.URL("url", c.URL)
	top.Text("licence", c.Licence, 0)

	sources := document.Sources(top, c.Sources)
	if top.Entries("items", len(c.Items), 1, 0) {
		items := document.NewRegister("item", document.ShortID)
		list := top.At("items")
		for i, n := range c.Items {
			items.Add(list.Index(i), "item", n.Item)
		}
		for i := range c.Items {
			checkNorm(list.Index(i), &c.Items[i], i+1, items, sources)
		}
	}
	sources.Unused("cite it or take it out")
}

func checkNorm(at document.Node, n *Norm, position int, items, sources *document.Register) {
	at.Text("reference", n.Reference, 24)
	at.Number("position", n.Position, 1, 999)
	if n.Position > 0 && n.Position != position {
		at.At("position").Problem("position is %d; this is item %d of the file: count 1, 2, 3, … in the catalogue's order", n.Position, position)
	}
	at.Text("label", n.Label, 48)
	at.Text("restatement", n.Restatement, 480)
	at.Word("kind", string(n.Kind), []string{string(Do), string(Refrain)})
	at.Fits("kind_note", n.KindNote, 240)
	at.Text("addressee", n.Addressee, 160)
	at.Text("look_for", n.LookFor, 280)
	at.Texts("actions", n.Actions, 0, 200)
	at.Texts("bodies", n.Bodies, 0, 120)
	for i, t := range n.Terms {
		at := at.At("terms").Index(i)
		at.Text("term", t.Term, 48)
		at.Text("meaning", t.Meaning, 240)
	}
	for i, g := range n.Guidance {
		at := at.At("guidance").Index(i)
		at.Text("document", g.Document, 48)
		at.Text("section", g.Section, 80)
		at.Text("text", g.Text, 480)
		sources.UseAll(at, "sources", g.Sources, 1)
	}
	checkRemarks(at, "critiques", n.Critiques, sources)
	checkRemarks(at, "practitioners", n.Practitioners, sources)
	checkStanding(at, n, sources)
	checkNames(at, n, items)
}

// checkStanding checks what a norm is and how sure its authors are of it.
func checkStanding(at document.Node, n *Norm, sources *document.Register) {
	if at.Has("type") {
		at.Word("type", n.Type, Types())
	}
	if at.Has("legal_nature") {
		at.Word("legal_nature", n.LegalNature, LegalNatures())
	}
	sources.UseAll(at, "sources", n.Sources, 0)
	given, known := make([]string, len(n.Ideas)), make([]string, len(Ideas()))
	for i, idea := range n.Ideas {
		given[i] = string(idea)
	}
	for i, idea := range Ideas() {
		known[i] = string(idea)
	}
	at.Words("ideas", given, 0, known)
	switch {
	case at.Has("confidence"):
		at.Word("confidence", n.Confidence, Confidences())
		if n.ConfidenceNote == "" && (n.Confidence == "medium" || n.Confidence == "low") {
			at.Problem(`confidence_note is missing; where the confidence is %s it says what isn't sure`, n.Confidence)
		}
	case at.Has("confidence_note"):
		at.Problem("confidence is missing; write one of %s beside the confidence_note", strings.Join(Confidences(), ", "))
	}
	at.Fits("confidence_note", n.ConfidenceNote, 160)
}

func checkRemarks(at document.Node, key string, remarks []Remark, sources *document.Register) {
	for i, r := range remarks {
		at := at.At(key).Index(i)
		at.Text("text", r.Text, 300)
		sources.UseAll(at, "sources", r.Sources, 0)
	}
}

// checkNames checks what leads from a norm to others and to it.
func checkNames(at document.Node, n *Norm, items *document.Register) {
	items.UseAll(at, "related", n.Related, 0)
	for i, item := range n.Related {
		if item == n.Item && item != "" {
			at.At("related").Index(i).Problem("%s is related to itself; take it out", document.Quote(item))
		}
	}
	seen := make(map[Alias]bool)
	for i, a := range n.Aliases {
		at := at.At("aliases").Index(i)
		document.PlainID.Check(at, "scheme", a.Scheme)
		at.Text("value", a.Value, 0)
		at.Fits("note", a.Note, 160)
		name := Alias{Scheme: a.Scheme, Value: a.Value}
		if seen[name] && a.Value != "" {
			at.Problem("the alias %s of the scheme %s stands twice; keep one", document.Quote(a.Value), document.Quote(a.Scheme))
		}
		seen[name] = true
	}
	if at.Entries("links", len(n.Links), 1, 0) {
		for i, l := range n.Links {
			at := at.At("links").Index(i)
			at.Text("title", l.Title, 0)
			at.URL("url", l.URL)
			at.Word("status", string(l.Status), source.Statuses())
		}
	}
}
