package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPracticeIsKept(t *testing.T) {
	ctx := t.Context()
	path := journalPath(t)
	s := openAt(t, path, Options{})
	none, err := s.Practice(ctx)
	must(t, err)
	if len(none) != 0 {
		t.Errorf("a new journal remembers %v", none)
	}
	must(t, s.KeepPractice(ctx, "un-gge-2015/h", json.RawMessage(`{"box":1}`)))
	must(t, s.KeepPractice(ctx, "un-gge-2015/h", json.RawMessage(`{"box":2}`)))
	must(t, s.KeepPractice(ctx, "gcsc-2019/8", json.RawMessage(`{"box":1}`)))
	must(t, s.Close())
	s = openAt(t, path, Options{})
	got, err := s.Practice(ctx)
	must(t, err)
	want := map[string]json.RawMessage{"un-gge-2015/h": json.RawMessage(`{"box":2}`), "gcsc-2019/8": json.RawMessage(`{"box":1}`)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for name, err := range map[string]error{
		"no item":    s.KeepPractice(ctx, "", json.RawMessage(`{}`)),
		"bad item":   s.KeepPractice(ctx, "\xff", json.RawMessage(`{}`)),
		"long item":  s.KeepPractice(ctx, strings.Repeat("x", 5000), json.RawMessage(`{}`)),
		"no card":    s.KeepPractice(ctx, "x", nil),
		"no JSON":    s.KeepPractice(ctx, "x", json.RawMessage(`{`)),
		"large card": s.KeepPractice(ctx, "x", json.RawMessage(`"`+strings.Repeat("x", 5000)+`"`)),
	} {
		if !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: got %v, want ErrInvalid", name, err)
		}
	}
	reader, err := OpenReadOnly(ctx, path)
	must(t, err)
	defer reader.Close()
	if err := reader.KeepPractice(ctx, "x", json.RawMessage(`{}`)); !errors.Is(err, ErrReadOnly) {
		t.Errorf("reading only: got %v, want ErrReadOnly", err)
	}
}

// An exercise that leaves the journal takes nothing of what was practised along,
// and one that is deleted leaves it.
func TestPracticeStaysHere(t *testing.T) {
	ctx := t.Context()
	s := openAt(t, journalPath(t), Options{})
	must(t, begin(t, s, "x").Close())
	var before, after bytes.Buffer
	must(t, s.Export(ctx, "x", &before))
	must(t, s.KeepPractice(ctx, "un-gge-2015/h", json.RawMessage(`{"box":1}`)))
	must(t, s.Export(ctx, "x", &after))
	if diff := cmp.Diff(before.String(), after.String()); diff != "" {
		t.Error(diff)
	}
	must(t, s.Remove(ctx, "x"))
	if got, err := s.Practice(ctx); err != nil || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
}

// TestMigratesFormat2 has the format without practice.
func TestMigratesFormat2(t *testing.T) {
	ctx := t.Context()
	path := journalPath(t)
	s, err := open(ctx, path, Options{}, formats(t, 2))
	must(t, err)
	must(t, begin(t, s, "x").Close())
	_, err = s.KeepSecret(ctx, "x", "code", []byte("kept"))
	must(t, err)
	must(t, s.Close())

	s = openAt(t, path, Options{})
	if copies, err := filepath.Glob(path + ".format-2.bak"); err != nil || len(copies) != 1 {
		t.Errorf("copies: %v, %v", copies, err)
	}
	if value, ok, err := s.Secret(ctx, "x", "code"); !ok || err != nil || string(value) != "kept" {
		t.Errorf("the secret is %q, %v, %v", value, ok, err)
	}
	if list, err := s.Exercises(ctx); err != nil || len(list) != 1 {
		t.Errorf("%v, %v", list, err)
	}
	must(t, s.KeepPractice(ctx, "a", json.RawMessage(`{}`)))
}
