package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// TestModel does random things to a journal and to a plain map, and looks
// whether they stay the same.
func TestModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		folder, err := os.MkdirTemp("", "model")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(folder)
		m := &model{path: filepath.Join(folder, "normwalk.db"), want: map[string]Archive{}, secrets: map[secretName]string{}, writers: map[string]*Writer{}}
		m.open(t)
		defer func() {
			for _, w := range m.writers {
				w.Close()
			}
			m.store.Close()
		}()
		t.Repeat(map[string]func(*rapid.T){
			"":       m.compare,
			"append": m.append, // the more often, the better
			"again":  m.append,
			"create": m.create,
			"close":  m.close,
			"reopen": m.reopen,
			"move":   m.move,
			"remove": m.remove,
			"secret": m.secret,
		})
	})
}

type model struct {
	path    string
	store   *Store
	want    map[string]Archive
	secrets map[secretName]string
	writers map[string]*Writer
	touched string // the exercise that the last action was about; "" for the whole
}

var (
	anyText = rapid.String()
	anyTime = rapid.Custom(func(t *rapid.T) time.Time {
		return time.Unix(rapid.Int64Range(-60_000_000_000, 250_000_000_000).Draw(t, "s"), rapid.Int64Range(0, 999_999_999).Draw(t, "ns")).UTC()
	})
	anyData = rapid.Custom(func(t *rapid.T) json.RawMessage {
		data, err := json.Marshal(map[string]any{
			"text": anyText.Draw(t, "text"),
			"n":    rapid.Int64().Draw(t, "n"),
			"x":    rapid.Float64Range(-1e300, 1e300).Draw(t, "x"),
			"list": rapid.SliceOfN(rapid.Bool(), 0, 3).Draw(t, "list"),
		})
		if err != nil {
			t.Fatal(err)
		}
		return data
	})
	anyProgress = rapid.Custom(func(t *rapid.T) Progress {
		return Progress{
			Finished: rapid.Bool().Draw(t, "finished"), Step: anyText.Draw(t, "step"),
			Done: rapid.Int().Draw(t, "done"), Total: rapid.Int().Draw(t, "total"),
		}
	})
	anyDocument = rapid.Custom(func(t *rapid.T) Document {
		body := rapid.OneOf(
			rapid.Map(anyText, func(s string) []byte { return []byte(s) }),
			rapid.SliceOfN(rapid.Byte(), 0, 50),
			rapid.SampledFrom([][]byte{{}, []byte("shared"), {0xff}}),
		).Draw(t, "body")
		return Document{Hash: Hash(body), Kind: anyText.Draw(t, "kind"), ID: anyText.Draw(t, "id"), Name: anyText.Draw(t, "name"), Body: body}
	})
)

func anyEntries(t *rapid.T, next int64) []Entry {
	list := make([]Entry, rapid.IntRange(0, 4).Draw(t, "entries"))
	for i := range list {
		list[i] = Entry{Seq: next + int64(i), At: anyTime.Draw(t, "at"), Kind: anyText.Draw(t, "kind"), Data: anyData.Draw(t, "data")}
	}
	return list
}

func (m *model) open(t *rapid.T) {
	s, err := Open(t.Context(), m.path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	m.store, m.touched = s, ""
}

// one draws an exercise that is there, or skips.
func (m *model) one(t *rapid.T) string {
	if len(m.want) == 0 {
		t.Skip("no exercise")
	}
	m.touched = rapid.SampledFrom(slices.Sorted(maps.Keys(m.want))).Draw(t, "id")
	return m.touched
}

// expect counts in a what the store counts.
func (m *model) expect(a Archive) {
	a.Exercise.Entries = int64(len(a.Entries))
	a.Exercise.Changed = a.Exercise.Opened
	a.Exercise.Documents = nil
	for _, e := range a.Entries {
		if e.At.After(a.Exercise.Changed) {
			a.Exercise.Changed = e.At
		}
	}
	for _, d := range a.Documents {
		a.Exercise.Documents = append(a.Exercise.Documents, d.Hash)
	}
	m.want[a.Exercise.ID] = a
	m.touched = a.Exercise.ID
}

func (m *model) create(t *rapid.T) {
	a := Archive{
		Exercise: Exercise{
			ID: rapid.StringMatching(`[a-c0-]{1,2}`).Draw(t, "id"), Scenario: anyText.Draw(t, "scenario"), Title: anyText.Draw(t, "title"),
			Mode: anyText.Draw(t, "mode"), Track: anyText.Draw(t, "track"), Opened: anyTime.Draw(t, "opened"), Progress: anyProgress.Draw(t, "progress"),
		},
		Documents: rapid.SliceOfN(anyDocument, 0, 3).Draw(t, "documents"),
		Entries:   anyEntries(t, 1),
	}
	id := a.Exercise.ID
	w, err := m.store.Create(t.Context(), a.Exercise, a.Documents, a.Entries)
	_, there := m.want[id]
	switch {
	case m.writers[id] != nil:
		if !errors.Is(err, ErrInUse) {
			t.Fatalf("got %v, want ErrInUse", err)
		}
	case there:
		if !errors.Is(err, ErrExists) {
			t.Fatalf("got %v, want ErrExists", err)
		}
	case err != nil:
		t.Fatal(err)
	default:
		m.writers[id] = w
		m.expect(a)
	}
}

func (m *model) append(t *rapid.T) {
	id := m.one(t)
	if m.writers[id] == nil {
		w, err := m.store.Acquire(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		m.writers[id] = w
	}
	a := m.want[id]
	off := rapid.SampledFrom([]int64{0, 0, 0, 0, 1, -1}).Draw(t, "off")
	entries, progress := anyEntries(t, a.Exercise.Entries+1+off), anyProgress.Draw(t, "progress")
	err := m.writers[id].Append(t.Context(), entries, progress)
	if off != 0 && len(entries) > 0 {
		if !errors.Is(err, ErrConflict) {
			t.Fatalf("got %v, want ErrConflict", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	a.Entries = append(a.Entries[:len(a.Entries):len(a.Entries)], entries...)
	a.Exercise.Progress = progress
	m.expect(a)
}

func (m *model) close(t *rapid.T) {
	id := m.one(t)
	if w := m.writers[id]; w != nil {
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		delete(m.writers, id)
	}
}

func (m *model) reopen(t *rapid.T) {
	for id, w := range m.writers {
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		delete(m.writers, id)
	}
	if err := m.store.Close(); err != nil {
		t.Fatal(err)
	}
	m.open(t)
}

// move exports an exercise, removes it, and imports it again.
func (m *model) move(t *rapid.T) {
	id := m.one(t)
	var out, again bytes.Buffer
	if err := m.store.Export(t.Context(), id, &out); err != nil {
		t.Fatal(err)
	}
	file := out.Bytes()
	a, err := ReadArchive(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	same(t, m.want[id], *a)
	if _, err := m.store.Import(t.Context(), a); !errors.Is(err, ErrExists) {
		t.Fatalf("got %v, want ErrExists", err)
	}
	m.close(t)
	if m.writers[id] != nil {
		return
	}
	if err := m.store.Remove(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	m.forget(id)
	if _, err := m.store.Import(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if err := m.store.Export(t.Context(), id, &again); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, again.Bytes()) {
		t.Fatalf("exported %q, then %q", file, again.Bytes())
	}
}

func (m *model) remove(t *rapid.T) {
	id := m.one(t)
	err := m.store.Remove(t.Context(), id)
	if m.writers[id] != nil {
		if !errors.Is(err, ErrInUse) {
			t.Fatalf("got %v, want ErrInUse", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	delete(m.want, id)
	m.forget(id)
}

// compare looks at the list, and into the exercise that was touched last, or
// into all of them if that was the journal as a whole.
func (m *model) compare(t *rapid.T) {
	list, err := m.store.Exercises(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != len(m.want) {
		t.Fatalf("there are %d exercises, want %d", len(list), len(m.want))
	}
	for i, e := range list {
		if i > 0 && list[i-1].Opened.Before(e.Opened) {
			t.Fatalf("%s comes after %s", e.ID, list[i-1].ID)
		}
		want := m.want[e.ID]
		same(t, want.Exercise, e)
		if m.touched != "" && m.touched != e.ID {
			continue
		}
		documents, err := m.store.Documents(t.Context(), e.ID)
		if err != nil {
			t.Fatal(err)
		}
		same(t, want.Documents, documents)
		entries, err := m.store.Entries(t.Context(), e.ID)
		if err != nil {
			t.Fatal(err)
		}
		same(t, want.Entries, entries)
	}
	m.compareSecrets(t)
	bodies := map[string]bool{}
	for _, a := range m.want {
		for _, hash := range a.Exercise.Documents {
			bodies[hash] = true
		}
	}
	var n int
	if err := m.store.read.QueryRowContext(t.Context(), "SELECT count(*) FROM body").Scan(&n); err != nil || n != len(bodies) {
		t.Fatalf("%d texts are kept, %v; %d are used", n, err, len(bodies))
	}
}

func same(t *rapid.T, want, got any) {
	// Looking for the difference takes far longer than finding none.
	if reflect.DeepEqual(want, got) {
		return
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatal(diff)
	}
}
